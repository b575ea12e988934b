/* sim_test.c - seeded markets: random acts by random people at random times, right and wrong ones.
 *
 * One seed is one reproducible market. After every step the invariants must hold:
 *  - an act that was answered 2xx added one entry to the log, a refused one none;
 *  - what ended stays ended; a state only moves along the procedure;
 *  - no opening record, result or price is shown before its time;
 *  - a tenderer's own bid is the one that was acknowledged last.
 * At the end prices went through unchanged from bid to contract, every acknowledged receipt can
 * be had again, and the acts run again give the same state. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app.h"
#include "audit/audit.h"
#include "core/base/moment.h"
#include "core/trust/seal.h"
#include "test/engines.h"
#include "test/unit.h"
#include "trade/procedure/procedure.h"

#define SEEDS 12
#define STEPS 350
#define LOTS_MAX 40
#define TENDERERS 5

struct sim_lot {
	const char *tender, *id, *member;
	int state;
	int64_t deadline_ms;
	struct {
		const char *digest, *key, *price; /* acknowledged; digest NULL: no bid stands */
	} bids[TENDERERS];
};

struct sim {
	struct ctx c;
	struct app *app;
	struct rng luck;
	char dir[40], url[1000];
	const char *project, *buyer_person, *person[TENDERERS], *party[TENDERERS];
	struct sim_lot lots[LOTS_MAX];
	size_t n;
	int64_t now_ms, entries, last_place;
};

static uint64_t pick(struct sim *s, uint64_t below)
{
	return rng_below(&s->luck, below);
}

static int64_t entries_now(struct sim *s)
{
	struct db_rows r;
	CHECK_OK(&s->c, reader_take(s->app, &s->c));
	CHECK_OK(&s->c, db_one(&s->c, &r, "SELECT COUNT(*) FROM log_entry"));
	reader_give(s->app, &s->c);
	return db_get_i64(&r, 0, 0);
}

/* Asks and checks what an answer means for the log; the result, or NULL when refused. */
static struct json *ask(
    struct sim *s, const char *token, const char *method, const char *url, const char *body)
{
	struct json *v = NULL;
	struct call in = { .method = method, .url = url, .body = body, .token = token };
	app_call(&s->c, s->app, &in);
	if (in.status >= 500)
		TEST_FAIL("%s %s: %d %s", method, url, in.status, in.reply);
	CHECK_OK(&s->c, json_parse(&s->c, in.reply, strlen(in.reply), &v));
	const struct json *receipt = json_get(v, "receipt");
	int64_t now = entries_now(s);
	if (now != s->entries + (receipt != NULL))
		TEST_FAIL("%s %s: %lld entries more", method, url, (long long)(now - s->entries));
	s->entries = now;
	if (receipt != NULL) {
		assert_true(json_get_int(receipt, "place", -1) == s->last_place + 1);
		s->last_place = json_get_int(receipt, "place", -1);
	}
	if (in.status / 100 != 2)
		return NULL;
	return receipt != NULL ? (struct json *)(uintptr_t)json_get(v, "result") : v;
}

static const char *sign_in(struct sim *s, const char *person)
{
	struct json *v = ask(s, NULL, "POST", "/api/practice/sessions",
	    arena_printf(s->c.mem, "{\"person\":\"%s\",\"token\":true}", person));
	assert_non_null(v);
	return json_get_text(v, "token", NULL);
}

static const char *enter(struct sim *s, const char *name, const char *role, const char **party)
{
	struct json *v = ask(s, NULL, "POST", "/api/parties",
	    arena_printf(s->c.mem,
	        "{\"name\":\"%s\",\"contact\":\"%s\",\"identifier\":{\"scheme\":\"SIM\",\"id\":\"%"
	        "s\"},"
	        "\"roles\":[\"%s\"]}",
	        name, name, name, role));
	if (party != NULL)
		*party = json_get_text(v, "id", NULL);
	return json_get_text(v, "person", NULL);
}

static const char *lot_url(struct sim *s, const struct sim_lot *l, const char *what)
{
	return arena_printf(s->c.mem, "/api/lots/%s/%s", l->id, what);
}

static void open_tender(struct sim *s)
{
	if (s->n == LOTS_MAX)
		return;
	struct sim_lot *l = &s->lots[s->n];
	const char *buyer = sign_in(s, s->buyer_person);
	struct json *v = ask(s, buyer, "POST", "/api/tenders",
	    arena_printf(s->c.mem,
	        "{\"project\":\"%s\",\"kind\":\"foreign-works-japan\",\"title\":\"road %zu\","
	        "\"mandatory\":false,\"stateControlled\":true,\"funding\":\"state\","
	        "\"qualification\":\"after\",\"method\":\"open\",\"organisation\":\"self\","
	        "\"lots\":"
	        "[{\"title\":\"road\",\"ceiling\":{\"amount\":\"1000\",\"currency\":\"JPY\"}}]}",
	        s->project, s->n));
	*l = (struct sim_lot){ .tender = json_get_text(v, "id", NULL),
		.id = json_get(v, "lots")->first->text,
		.deadline_ms = s->now_ms + HOUR_MS + (int64_t)pick(s, 3 * HOUR_MS) };
	const char *base = arena_printf(s->c.mem, "/api/tenders/%s/", l->tender);
	v = ask(s, buyer, "POST", arena_printf(s->c.mem, "%sannouncement", base),
	    arena_printf(s->c.mem, "{\"text\":\"x\",\"deadline\":\"%s\",\"windowMinutes\":30}",
	        moment_text(&s->c, l->deadline_ms)));
	assert_non_null(v);
	assert_non_null(
	    ask(s, buyer, "POST", arena_printf(s->c.mem, "%sconfirmation", base), NULL));
	assert_non_null(ask(s, buyer, "POST", arena_printf(s->c.mem, "%spublication", base), NULL));
	v = ask(s, buyer, "POST", lot_url(s, l, "committee"),
	    "{\"members\":[{\"name\":\"m\",\"unit\":\"u\",\"expert\":true}]}");
	l->member = json_get(v, "members")->first->text;
	l->state = LS_BIDDING;
	s->n++;
}

static void bid(struct sim *s, struct sim_lot *l, int who)
{
	struct ctx *c = &s->c;
	uint8_t key[SEAL_KEY_BYTES];
	struct bytes container;
	struct seal_header h = { .centre = s->app->centre.code,
		.lot = l->id,
		.party = s->party[who],
		.part = SEAL_PART_FORM };
	/* some take part without a price, some above the ceiling, some at the same price */
	const char *price =
	    pick(s, 8) == 0 ? "" : arena_printf(c->mem, "%d", 700 + (int)pick(s, 8) * 50);
	const char *form = *price
	                       ? arena_printf(c->mem,
	                             "{\"price\":{\"amount\":\"%s\",\"currency\":\"JPY\"}}", price)
	                       : "{}";
	rng_bytes(&s->luck, key, sizeof(key));
	CHECK_OK(c, seal_make(c, &h, key, (struct bytes){ (const uint8_t *)form, strlen(form) },
	                &container));
	struct json *v = ask(s, sign_in(s, s->person[who]), "POST", lot_url(s, l, "bids"),
	    arena_printf(
	        c->mem, "{\"form\":\"%s\"}", enc_base64(c->mem, container.p, container.n)));
	assert_int_equal(v != NULL, l->state == LS_BIDDING && s->now_ms < l->deadline_ms);
	if (v == NULL)
		return;
	l->bids[who].digest = json_get_text(v, "digest", NULL);
	l->bids[who].key = enc_base64(c->mem, key, sizeof(key));
	l->bids[who].price = price;
}

static void withdraw(struct sim *s, struct sim_lot *l, int who)
{
	struct json *v =
	    ask(s, sign_in(s, s->person[who]), "POST", lot_url(s, l, "withdrawal"), NULL);
	bool may = l->state == LS_BIDDING && l->bids[who].digest != NULL;
	assert_int_equal(v != NULL, may);
	if (v != NULL)
		l->bids[who].digest = NULL;
}

static void hand_in(struct sim *s, struct sim_lot *l, int who)
{
	const char *key = l->bids[pick(s, 6) == 0 ? (who + 1) % TENDERERS : who].key;
	if (key == NULL)
		return;
	struct json *v = ask(s, sign_in(s, s->person[who]), "POST", lot_url(s, l, "keys"),
	    arena_printf(s->c.mem, "{\"form\":\"%s\"}", key));
	if (v != NULL)
		assert_true(l->state == LS_OPENING && l->bids[who].key == key);
}

static void evaluate(struct sim *s, struct sim_lot *l)
{
	const char *token = sign_in(s, l->member);
	struct json *v = ask(s, token, "GET", lot_url(s, l, "evaluation"), NULL);
	if (v == NULL || l->state != LS_EVALUATING)
		return;
	const struct json *tie = json_get(v, "tie");
	if (tie != NULL && tie->b) {
		const struct json *first = json_get(json_get(v, "result"), "bids")->first;
		ask(s, token, "POST", lot_url(s, l, "draws"),
		    arena_printf(s->c.mem, "{\"winner\":\"%s\",\"note\":\"lot\"}",
		        json_get_text(first, "party", "")));
	}
	ask(s, token, "POST", lot_url(s, l, "confirmations"),
	    arena_printf(s->c.mem, "{\"digest\":\"%s\"}", json_get_text(v, "digest", "")));
}

/* A step of the principal's, at a right or a wrong moment. */
static void proceed(struct sim *s, struct sim_lot *l)
{
	static const char *const steps[] = { "candidates", "award", "archive", "contract" };
	const char *what = steps[pick(s, LEN(steps))], *body = NULL;
	const char *buyer = sign_in(s, s->buyer_person);
	if (strcmp(what, "contract") == 0) {
		struct json *v = ask(s, buyer, "GET", lot_url(s, l, "award"), NULL);
		if (v == NULL)
			return;
		body = arena_printf(s->c.mem, "{\"price\":%s,\"signedAt\":\"%s\"}",
		    json_canonical(&s->c, json_get(v, "price")), moment_text(&s->c, s->now_ms));
	}
	ask(s, buyer, "POST", lot_url(s, l, what), body);
}

static void pass_time(struct sim *s)
{
	s->now_ms += 1 + (int64_t)pick(s, 2 * HOUR_MS);
	lane_set_now(s->app->lane, s->now_ms);
	lane_tick(s->app->lane);
	s->entries = entries_now(s);
	s->last_place = s->entries - 1;
}

static void check_lot(struct sim *s, struct sim_lot *l)
{
	struct json *v = ask(s, NULL, "GET", arena_printf(s->c.mem, "/api/lots/%s", l->id), NULL);
	const char *word = json_get_text(v, "state", "");
	int state = 0;
	while (strcmp(lot_state_words[state], word) != 0)
		state++;
	bool final =
	    l->state == LS_ARCHIVED || l->state == LS_UNSUCCESSFUL || l->state == LS_CANCELLED;
	assert_true(state == l->state || (!final && state > l->state));
	l->state = state;
	bool opened = ask(s, NULL, "GET", lot_url(s, l, "opening"), NULL) != NULL;
	if (state < LS_EVALUATING)
		assert_false(opened);
	if (state > LS_OPENING && state < LS_UNSUCCESSFUL)
		assert_true(opened);
	bool shown = ask(s, NULL, "GET", lot_url(s, l, "evaluation"), NULL) != NULL;
	if (state < LS_PUBLICITY)
		assert_false(shown);
	int who = (int)pick(s, TENDERERS);
	v = ask(s, sign_in(s, s->person[who]), "GET", lot_url(s, l, "bids/mine"), NULL);
	const char *digest = json_get_text(v, "digest", NULL);
	if (l->bids[who].digest == NULL)
		assert_null(digest);
	else
		assert_string_equal(digest, l->bids[who].digest);
}

static void step(struct sim *s)
{
	struct sim_lot *l = s->n == 0 ? NULL : &s->lots[pick(s, s->n)];
	int who = (int)pick(s, TENDERERS);
	uint64_t what = pick(s, 20);
	if (l != NULL)
		check_lot(s, l); /* time may have moved it since it was looked at */
	if (l == NULL || what == 0)
		open_tender(s);
	else if (what < 6)
		bid(s, l, who);
	else if (what == 6)
		withdraw(s, l, who);
	else if (what < 11)
		hand_in(s, l, who);
	else if (what < 13)
		evaluate(s, l);
	else if (what < 17)
		proceed(s, l);
	else if (what == 17 && pick(s, 4) == 0)
		ask(s, sign_in(s, s->buyer_person), "POST", lot_url(s, l, "cancellation"),
		    "{\"reason\":\"x\"}");
	else
		pass_time(s);
	if (l != NULL)
		check_lot(s, l);
}

/* Bid, award and contract say the same price, to the last digit. */
static void check_prices(struct sim *s)
{
	struct db_rows r;
	CHECK_OK(&s->c, reader_take(s->app, &s->c));
	CHECK_OK(&s->c, db_query(&s->c, &r,
	                    "SELECT a.lot, a.party, a.price_minor, COALESCE(k.price_minor, -1)"
	                    " FROM award a LEFT JOIN contract k ON k.lot = a.lot LIMIT 1000"));
	reader_give(s->app, &s->c);
	for (size_t i = 0; i < r.n; i++) {
		const struct sim_lot *l = s->lots;
		int who = 0;
		while (strcmp(l->id, db_get_text(&r, i, 0)) != 0)
			l++;
		while (strcmp(s->party[who], db_get_text(&r, i, 1)) != 0)
			who++;
		assert_int_equal(db_get_i64(&r, i, 2), atoll(l->bids[who].price));
		int64_t contract = db_get_i64(&r, i, 3);
		assert_true(contract == -1 || contract == db_get_i64(&r, i, 2));
	}
}

static void market(int engine, unsigned seed)
{
	struct sim *s = calloc(1, sizeof(*s));
	uint8_t raw[RNG_SEED_BYTES] = { (uint8_t)seed, 77 };
	char command[80];
	struct audit_result audit;
	strcpy(s->dir, "/tmp/heng-sim-XXXXXX");
	assert_non_null(mkdtemp(s->dir));
	const char *url = engine_url(engine, s->dir);
	if (url != NULL) {
		strcpy(s->url, url);
		s->c = test_ctx();
		arena_free(s->c.mem);
		s->c.mem = arena_new((size_t)1 << 30);
		rng_seed(&s->luck, raw);
		s->now_ms = TEST_NOW_MS;
		s->last_place = -1;
		const struct app_new new = { .dir = s->dir,
			.store = s->url,
			.code = "12660000MB2000005T",
			.name = "sim",
			.practice = true };
		const struct app_options open = {
			.dir = s->dir, .manual = true, .manual_now_ms = s->now_ms
		};
		CHECK_OK(&s->c, app_init(&s->c, &new));
		CHECK_OK(&s->c, app_open(&s->c, &open, &s->app));
		s->buyer_person = enter(s, "buyer", "procuringEntity", NULL);
		for (int i = 0; i < TENDERERS; i++)
			s->person[i] =
			    enter(s, arena_printf(s->c.mem, "t%d", i), "tenderer", &s->party[i]);
		s->project = json_get_text(ask(s, sign_in(s, s->buyer_person), "POST",
		                               "/api/projects", "{\"code\":\"1\",\"name\":\"x\"}"),
		    "id", NULL);
		for (int i = 0; i < STEPS; i++)
			step(s);
		check_prices(s);
		CHECK_OK(&s->c, app_publish(s->app));
		s->c.now_ms = s->now_ms;
		CHECK_OK(&s->c,
		    audit_run(&s->c, s->app, arena_printf(s->c.mem, "%s/audit", s->dir), &audit));
		if (audit.differs != NULL)
			TEST_FAIL("seed %u: %s", seed, audit.differs);
		app_close(s->app);
		test_ctx_end(&s->c);
	}
	snprintf(command, sizeof(command), "rm -rf %s", s->dir);
	assert_int_equal(system(command), 0);
	free(s);
}

static void seeded_markets(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= SEEDS; seed++)
		market(seed % 4 == 0 ? 1 : 0, seed);
}

int sim_tests(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(seeded_markets) };
	return RUN_GROUP("sim", tests);
}
