/* search_test.c - the search beside the slow way: random notices, random questions, every notice
 * looked at. Titles are of four characters only, so that pairs meet and nearly meet. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/law/region.h"
#include "core/store/store.h"
#include "test/engines.h"
#include "test/unit.h"
#include "trade/notice/notice.h"

#define NOTICES 900
#define QUESTIONS 400

static const char *const letters[] = { "小", "学", "桥", "（" };
static const char *const regions[] = { NULL, "510000", "510700", "500101", "660000", "659001" };
static const int32_t asked_regions[] = { 0, 510000, 510700, 500000, 500101, 660000, 659001,
	150000 };
static const char *const kinds[] = { "works-lowest-price", "foreign-works-japan" };

struct known {
	int64_t seq;
	const char *text, *type, *kind;
	int32_t region, day;
};
struct world {
	struct ctx c;
	struct app *app;
	const char *dir;
	const char *token;
	struct {
		const char *id, *kind;
		int32_t region;
	} tenders[LEN(regions) * LEN(kinds)];
	struct known all[NOTICES];
};

static const struct json *say(struct world *w, const char *url, const char *body)
{
	struct json *v;
	struct call in = { .method = "POST", .url = url, .body = body, .token = w->token };
	app_call(&w->c, w->app, &in);
	if (in.status / 100 != 2)
		TEST_FAIL("%s: %d %s", url, in.status, in.reply);
	CHECK_OK(&w->c, json_parse(&w->c, in.reply, strlen(in.reply), &v));
	const struct json *result = json_get(v, "result");
	return result != NULL ? result : v;
}

static void make_tender(struct world *w, size_t i)
{
	struct arena *mem = w->c.mem;
	const char *region = regions[i / LEN(kinds)];
	const struct json *v = say(w, "/api/projects",
	    arena_printf(mem, "{\"code\":\"%zu\",\"name\":\"x\"%s%s%s}", i,
	        region ? ",\"region\":\"" : "", region ? region : "", region ? "\"" : ""));
	w->tenders[i].kind = kinds[i % LEN(kinds)];
	w->tenders[i].region = region != NULL ? (int32_t)strtol(region, NULL, 10) : 0;
	v = say(w, "/api/tenders",
	    arena_printf(mem,
	        "{\"project\":\"%s\",\"kind\":\"%s\",\"title\":\"x\",\"mandatory\":false,"
	        "\"stateControlled\":false,\"funding\":\"private\",\"qualification\":\"after\","
	        "\"method\":\"open\",\"organisation\":\"self\",\"lots\":[{\"title\":\"x\"%s}]}",
	        json_get_text(v, "id", ""), w->tenders[i].kind,
	        i % LEN(kinds) == 1 ? ",\"ceiling\":{\"amount\":\"1\",\"currency\":\"JPY\"}" : ""));
	w->tenders[i].id = json_get_text(v, "id", NULL);
}

static const char *random_text(struct ctx *c, size_t length)
{
	const char *text = "";
	while (length-- > 0)
		text =
		    arena_printf(c->mem, "%s%s", text, letters[rng_below(&c->rng, LEN(letters))]);
	return text;
}

/* A public document of that name. */
static const char *make_document(struct ctx *c, const char *name)
{
	uint8_t digest[SHA256_BYTES];
	rng_bytes(&c->rng, digest, sizeof(digest));
	const char *hex = enc_hex(c->mem, digest, sizeof(digest));
	CHECK_OK(c, db_exec(c, NULL,
	                "INSERT INTO document (digest, bytes, public, stored_ms, name, type)"
	                " VALUES ($1, 1, 1, 0, $2, 'a/b')",
	                db_text(hex), db_text(name)));
	CHECK_OK(c, db_exec(c, NULL,
	                "INSERT INTO document_owner (digest, party, name, type)"
	                " VALUES ($1, 'x', 'lie', 'a/b')",
	                db_text(hex)));
	return hex;
}

/* The clock mostly goes on; now and then a timer's notice carries an earlier moment. */
static void publish(struct world *w, size_t i)
{
	struct ctx *c = &w->c;
	struct evidence evidence = { 0 };
	size_t tender = rng_below(&c->rng, LEN(w->tenders));
	enum notice_type type = (enum notice_type)rng_below(&c->rng, 3);
	struct json *body = json_object(c);
	const char *title = random_text(c, 1 + rng_below(&c->rng, 6)), *name = "";
	int64_t at_ms = TEST_NOW_MS + (int64_t)i * DAY_MS / 5;
	if (rng_below(&c->rng, 4) == 0) {
		name = random_text(c, 3);
		json_put(body, "document", json_text(c, make_document(c, name)));
	}
	c->now_ms = at_ms - (rng_below(&c->rng, 10) == 0 ? DAY_MS : 0);
	c->evidence = &evidence;
	const struct notice_new n = { type, w->tenders[tender].id, NULL, title, body };
	CHECK_OK(c, notice_publish(c, &n, NULL));
	w->all[i] = (struct known){ .seq = (int64_t)i + 1,
		.text = arena_printf(c->mem, "%s %s", title, name),
		.type = notice_words[type],
		.kind = w->tenders[tender].kind,
		.region = w->tenders[tender].region,
		.day = day_of(c->now_ms) };
}

static bool beneath(struct world *w, int32_t place, int32_t region)
{
	while (place != 0 && place != region)
		place = law_region_above(w->c.law, place);
	return region == 0 || place == region;
}

static bool meets(struct world *w, const struct notice_query *q, const struct known *k)
{
	/* the question is of whole words of at most two characters, parted by blanks */
	char words[100] = "", *save = NULL;
	strcpy(words, q->words != NULL ? q->words : "");
	for (char *p = strtok_r(words, " ", &save); p != NULL; p = strtok_r(NULL, " ", &save))
		if (strstr(k->text, p) == NULL)
			return false;
	return (q->type == NULL || strcmp(q->type, k->type) == 0) &&
	       (q->kind == NULL || strcmp(q->kind, k->kind) == 0) &&
	       beneath(w, k->region, q->region) && (q->from_day == 0 || k->day >= q->from_day) &&
	       (q->to_day == 0 || k->day <= q->to_day);
}

static int64_t slow_count(struct world *w, const struct notice_query *q)
{
	int64_t n = 0;
	for (size_t i = 0; i < NOTICES; i++)
		n += meets(w, q, &w->all[i]);
	return n;
}

static struct notice_query random_question(struct ctx *c)
{
	static const char *const words[] = { NULL, NULL, "小学", "学小", "桥桥", "桥", "小学 学桥",
		"小小 桥小 学学", "大学", "桥小 大" };
	struct notice_query q = { .words = words[rng_below(&c->rng, LEN(words))],
		.before = INT64_MAX,
		.limit = 1 + (int64_t)rng_below(&c->rng, 30) };
	if (rng_below(&c->rng, 2))
		q.type = notice_words[rng_below(&c->rng, 4)];
	if (rng_below(&c->rng, 3) == 0)
		q.kind = kinds[rng_below(&c->rng, LEN(kinds))];
	if (rng_below(&c->rng, 2))
		q.region = asked_regions[rng_below(&c->rng, LEN(asked_regions))];
	int32_t day = day_add(day_of(TEST_NOW_MS), (int)rng_below(&c->rng, 200) - 10);
	if (rng_below(&c->rng, 3) == 0)
		q.from_day = day;
	if (rng_below(&c->rng, 3) == 0)
		q.to_day = q.from_day != 0 ? day_add(day, (int)rng_below(&c->rng, 90)) : day;
	return q;
}

/* Page after page, the very notices that the slow way finds. */
static void lists_alike(struct world *w, struct notice_query q)
{
	struct notice_page page;
	size_t at = NOTICES;
	for (; q.before != 0; q.before = page.older) {
		CHECK_OK(&w->c, notice_list(&w->c, &q, &page));
		assert_true((int64_t)page.n == q.limit || page.older == 0);
		for (size_t i = 0; i < page.n; i++) {
			while (at > 0 && !meets(w, &q, &w->all[at - 1]))
				at--;
			assert_true(at > 0);
			assert_int_equal(page.rows[i].seq, w->all[--at].seq);
		}
	}
	while (at > 0)
		assert_false(meets(w, &q, &w->all[--at]));
}

static void counts_alike(struct world *w, const struct notice_query *q)
{
	struct ctx *c = &w->c;
	struct notice_counts n;
	struct notice_query other = *q;
	const struct law_kind *all_kinds;
	const struct law_region *places;
	CHECK_OK(c, notice_count(c, q, &n));
	assert_false(n.more);
	assert_int_equal(n.total, slow_count(w, q));
	for (int i = 0; i < NOTICE_TYPES; i++) {
		other.type = notice_words[i];
		assert_int_equal(n.types[i], slow_count(w, &other));
	}
	other = *q;
	for (size_t i = 0, all = law_kinds(c->law, &all_kinds); i < all; i++) {
		other.kind = all_kinds[i].id;
		assert_int_equal(n.kinds[i], slow_count(w, &other));
	}
	other = *q;
	for (size_t i = 0, all = law_regions(c->law, &places); i < all; i++) {
		int32_t member = q->region ? law_region_member(c->law, q->region) : 0;
		other.region = places[i].code;
		bool shown = law_region_above(c->law, other.region) == member;
		assert_int_equal(n.regions[i], shown ? slow_count(w, &other) : 0);
	}
}

static bool begin(struct world *w, int engine)
{
	*w = (struct world){ 0 };
	w->c = test_ctx();
	w->dir = test_folder(&w->c);
	const char *url = engine_url(engine, w->dir);
	if (url == NULL)
		return test_folder_end(w->dir), false;
	const struct app_new new = { .dir = w->dir,
		.store = arena_text(w->c.mem, url),
		.code = "12660000MB2000005T",
		.name = "试验中心",
		.practice = true };
	const struct app_options open = {
		.dir = w->dir, .manual = true, .manual_now_ms = TEST_NOW_MS
	};
	CHECK_OK(&w->c, app_init(&w->c, &new));
	CHECK_OK(&w->c, app_open(&w->c, &open, &w->app));
	const struct json *v = say(w, "/api/parties",
	    "{\"name\":\"x\",\"contact\":\"x\",\"roles\":[\"procuringEntity\"],"
	    "\"identifier\":{\"scheme\":\"TEST\",\"id\":\"x\"}}");
	v = say(w, "/api/practice/sessions",
	    arena_printf(
	        w->c.mem, "{\"person\":\"%s\",\"token\":true}", json_get_text(v, "person", "")));
	w->token = json_get_text(v, "token", NULL);
	for (size_t i = 0; i < LEN(w->tenders); i++)
		make_tender(w, i);
	w->c.law = w->app->law;
	CHECK_OK(&w->c, store_connect(&w->c, w->app->store, DB_READ_WRITE, &w->c.db));
	CHECK_OK(&w->c, db_begin(&w->c, DB_READ_WRITE));
	return true;
}

static void end(struct world *w)
{
	db_rollback(&w->c);
	store_disconnect(w->c.db);
	app_close(w->app);
	test_folder_end(w->dir);
	test_ctx_end(&w->c);
}

static void as_the_slow_way(void **state)
{
	static struct world w;
	(void)state;
	for (int engine = 0; engine < ENGINES; engine++) {
		if (!begin(&w, engine))
			continue;
		for (size_t i = 0; i < NOTICES; i++)
			publish(&w, i);
		for (int i = 0; i < QUESTIONS; i++) {
			const struct notice_query q = random_question(&w.c);
			lists_alike(&w, q);
			counts_alike(&w, &q);
		}
		end(&w);
	}
}

int search_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_the_slow_way),
	};
	return RUN_GROUP("search", tests);
}
