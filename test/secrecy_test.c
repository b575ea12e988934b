/* Before an opening nothing shows how many bids there are, whose, how large or at what price.
 *
 * Every route that reads is asked by every kind of caller, before and after bids are placed: the
 * answers must be the same to the byte. What must differ (the log grows, counters count) may only
 * differ as it does for any other act. Nothing public may hold a planted name, price or digest. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app.h"
#include "core/base/moment.h"
#include "core/trust/seal.h"
#include "replay/feed.h"
#include "test/engines.h"
#include "test/unit.h"

#define CALLERS 8
#define KEEPS (CALLERS - 1) /* who keeps the machine: no party */
#define TENDERERS 3
#define ANSWERS_MAX 6000

struct caller {
	const char *party, *person, *token;
};
struct answer_seen {
	const char *who, *url, *text;
};
struct world {
	struct ctx c;
	struct app *app;
	char dir[40], url[1000];
	struct caller callers[CALLERS]; /* in the order of roles */
	struct caller tenderers[TENDERERS];
	const char *tender, *lot, *notice;
	struct answer_seen seen[ANSWERS_MAX];
	size_t n;
};

static const char *const roles[CALLERS] = { NULL, "procuringEntity", "supervisor", "centre",
	"tenderer", "inspector", "custodian", "keeper" };

static struct json *say(
    struct world *w, const char *token, const char *method, const char *url, const char *body)
{
	struct json *v;
	struct call in = { .method = method, .url = url, .body = body, .token = token };
	app_call(&w->c, w->app, &in);
	if (in.status / 100 != 2)
		TEST_FAIL("%s %s: %d %s", method, url, in.status, in.reply);
	CHECK_OK(&w->c, json_parse(&w->c, in.reply, strlen(in.reply), &v));
	const struct json *result = json_get(v, "result");
	return result != NULL ? (struct json *)(uintptr_t)result : v;
}

static struct caller enter(struct world *w, const char *name, const char *role)
{
	static int codes;
	struct json *v = say(w, NULL, "POST", "/api/parties",
	    arena_printf(w->c.mem,
	        "{\"name\":\"%s\",\"contact\":\"%s\",\"identifier\":{\"scheme\":\"TEST\",\"id\":\"%"
	        "d\"},"
	        "\"roles\":[\"%s\"]}",
	        name, name, ++codes, role));
	struct caller out = { json_get_text(v, "id", NULL), json_get_text(v, "person", NULL),
		NULL };
	v = say(w, NULL, "POST", "/api/practice/sessions",
	    arena_printf(w->c.mem, "{\"person\":\"%s\",\"token\":true}", out.person));
	out.token = json_get_text(v, "token", NULL);
	return out;
}

static const char *lot_url(struct world *w, const char *what)
{
	return arena_printf(w->c.mem, "/api/lots/%s/%s", w->lot, what);
}

static bool begin(struct world *w, int engine)
{
	strcpy(w->dir, "/tmp/heng-secret-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	const char *url = engine_url(engine, w->dir);
	if (url == NULL)
		return rmdir(w->dir), false;
	strcpy(w->url, url);
	w->c = test_ctx();
	const struct app_new new = { .dir = w->dir,
		.store = w->url,
		.code = "12660000MB2000005T",
		.name = "试验中心",
		.practice = true };
	const struct app_options open = {
		.dir = w->dir, .manual = true, .manual_now_ms = TEST_NOW_MS
	};
	CHECK_OK(&w->c, app_init(&w->c, &new));
	CHECK_OK(&w->c, app_open(&w->c, &open, &w->app));
	for (int i = 1; i < KEEPS; i++)
		w->callers[i] = enter(w, roles[i], roles[i]);
	w->callers[KEEPS].token = w->app->keeper;
	for (int i = 0; i < TENDERERS; i++) {
		w->tenderers[i] = enter(w, arena_printf(w->c.mem, "绝密建设%d", i), "tenderer");
		/* so that it could be told outside */
		say(w, w->tenderers[i].token, "POST",
		    arena_printf(w->c.mem, "/api/parties/%s/profile", w->tenderers[i].party),
		    "{\"legalRepresentative\":\"x\",\"address\":\"x\",\"phone\":\"12345\"}");
	}
	const char *token = w->callers[1].token;
	struct json *v =
	    say(w, token, "POST", "/api/projects", "{\"code\":\"1\",\"name\":\"学校\"}");
	v = say(w, token, "POST", "/api/tenders",
	    arena_printf(w->c.mem,
	        "{\"project\":\"%s\",\"kind\":\"foreign-works-japan\",\"title\":\"学校\","
	        "\"mandatory\":false,\"stateControlled\":true,\"funding\":\"state\","
	        "\"qualification\":\"after\",\"method\":\"open\",\"organisation\":\"self\","
	        "\"lots\":"
	        "[{\"title\":\"学校\",\"ceiling\":{\"amount\":\"9000000\",\"currency\":\"JPY\"}}]}",
	        json_get_text(v, "id", "")));
	w->tender = json_get_text(v, "id", NULL);
	w->lot = json_get(v, "lots")->first->text;
	const char *base = arena_printf(w->c.mem, "/api/tenders/%s/", w->tender);
	say(w, token, "POST", arena_printf(w->c.mem, "%sannouncement", base),
	    arena_printf(w->c.mem, "{\"text\":\"x\",\"deadline\":\"%s\",\"windowMinutes\":30}",
	        moment_text(&w->c, TEST_NOW_MS + HOUR_MS)));
	say(w, token, "POST", arena_printf(w->c.mem, "%sconfirmation", base), NULL);
	v = say(w, token, "POST", arena_printf(w->c.mem, "%spublication", base), NULL);
	w->notice = json_get_text(v, "notice", NULL);
	return true;
}

static void end(struct world *w)
{
	char command[80];
	app_close(w->app);
	test_ctx_end(&w->c);
	snprintf(command, sizeof(command), "rm -rf %s", w->dir);
	assert_int_equal(system(command), 0);
}

/* What the log must show of its size; every other path is compared. */
static bool of_the_log(const char *path)
{
	return strstr(path, "/checkpoint") == path || strstr(path, "/tile/") == path ||
	       strstr(path, "/log/") == path;
}

static void ask(struct world *w, int caller, const char *url)
{
	struct call in = { .method = "GET", .url = url, .token = w->callers[caller].token };
	app_call(&w->c, w->app, &in);
	assert_true(w->n < ANSWERS_MAX);
	/* an id to quote is new each time, by design */
	char *text = arena_printf(w->c.mem, "%d %s", in.status, in.reply);
	for (char *id = text; (id = strstr(id, "\"id\":\"")) != NULL; id++)
		if (strspn(id + 6, "0123456789abcdef") == 16)
			memset(id + 6, 'x', 16);
	for (char *id = text; (id = strstr(id, "<code>")) != NULL; id++)
		if (strspn(id + 6, "0123456789abcdef") == 16)
			memset(id + 6, 'x', 16);
	/* a receipt carries the newest checkpoint, and so the log's size: who may see it is compared */
	if (strstr(url, "/receipts/") != NULL)
		text[3] = '\0';
	w->seen[w->n++] =
	    (struct answer_seen){ roles[caller] ? roles[caller] : "nobody", url, text };
}

/* The path of a row with every name filled by what there is. */
static const char *filled(struct world *w, const char *path, int64_t place)
{
	const struct {
		const char *name, *value;
	} values[] = { { "{lot}", w->lot }, { "{tender}", w->tender }, { "{notice}", w->notice },
		{ "{party}", w->tenderers[0].party },
		{ "{place}", arena_printf(w->c.mem, "%lld", (long long)place) },
		{ "{upload}", w->lot }, { "{digest}", w->lot }, { "{number}", "0" } };
	struct buf b;
	buf_init(&b, w->c.mem, 4096);
	while (*path != '\0') {
		size_t i = 0;
		while (
		    i < LEN(values) && strncmp(path, values[i].name, strlen(values[i].name)) != 0)
			i++;
		if (i == LEN(values)) {
			buf_char(&b, *path++);
			continue;
		}
		buf_text(&b, values[i].value);
		path += strlen(values[i].name);
	}
	return b.p;
}

/* Every reading route, by every caller. */
static void ask_everything(struct world *w)
{
	w->n = 0;
	for (const struct route *const *t = w->app->tables; *t != NULL; t++)
		for (const struct route *row = *t; row->path != NULL; row++) {
			bool places = strstr(row->path, "{place}") != NULL;
			if (row->kind != ROW_READ || of_the_log(row->path) ||
			    strcmp(row->path, "/api/events") == 0)
				continue;
			/* the keeper's counters are looked at apart */
			int callers = strcmp(row->path, "/metrics") == 0 ? KEEPS : CALLERS;
			for (int caller = 0; caller < callers; caller++)
				for (int64_t place = 0; place < (places ? 40 : 1); place++)
					ask(w, caller, filled(w, row->path, place));
		}
	static const char *const questions[] = { "/api/oversight/lots?party={party}",
		"/api/oversight/lots.csv?party={party}", "/api/oversight/lots?q=绝密建设",
		"/api/notices?q=绝密建设" };
	for (size_t i = 0; i < LEN(questions); i++)
		for (int caller = 0; caller < CALLERS; caller++)
			ask(w, caller, filled(w, questions[i], 0));
}

static void place_bid(struct world *w, int tenderer, const char **digest)
{
	uint8_t key[SEAL_KEY_BYTES];
	struct bytes container;
	struct seal_header h = { .centre = w->app->centre.code,
		.lot = w->lot,
		.party = w->tenderers[tenderer].party,
		.part = SEAL_PART_FORM };
	static const char form[] = "{\"price\":{\"amount\":\"4812345\",\"currency\":\"JPY\"}}";
	rng_bytes(&w->c.rng, key, sizeof(key));
	CHECK_OK(&w->c, seal_make(&w->c, &h, key,
	                    (struct bytes){ (const uint8_t *)form, sizeof(form) - 1 }, &container));
	struct json *v = say(w, w->tenderers[tenderer].token, "POST", lot_url(w, "bids"),
	    arena_printf(
	        w->c.mem, "{\"form\":\"%s\"}", enc_base64(w->c.mem, container.p, container.n)));
	*digest = json_get_text(v, "digest", NULL);
}

static const char *metrics(struct world *w)
{
	struct call in = { .method = "GET", .url = "/metrics", .token = w->app->keeper };
	app_call(&w->c, w->app, &in);
	char *text = arena_text(w->c.mem, in.reply),
	     *us = strstr(text, "last_commit_microseconds ");
	*strchr(us, '\n') = '\0'; /* what follows is time */
	*us = '\0';
	return text;
}

static int64_t events(struct world *w)
{
	struct db_rows r;
	CHECK_OK(&w->c, reader_take(w->app, &w->c));
	CHECK_OK(&w->c, db_one(&w->c, &r, "SELECT COUNT(*) FROM event"));
	reader_give(w->app, &w->c);
	return db_get_i64(&r, 0, 0);
}

static bool file_holds(const char *path, const char *needle)
{
	static char text[1 << 20];
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	size_t n = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	return memmem(text, n, needle, strlen(needle)) != NULL;
}

static void nothing_is_shown(struct world *w)
{
	static struct answer_seen before[ANSWERS_MAX];
	const char *digest[TENDERERS];
	CHECK_OK(&w->c, app_publish(w->app));
	ask_everything(w);
	size_t n = w->n;
	memcpy(before, w->seen, n * sizeof(*before));
	int64_t events_before = events(w);
	for (int i = 0; i < TENDERERS; i++)
		place_bid(w, i, &digest[i]);
	CHECK_OK(&w->c, app_publish(w->app));
	ask_everything(w);
	assert_int_equal(w->n, n);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(before[i].text, w->seen[i].text) != 0)
			TEST_FAIL("%s sees a change at %s:\n%s\n%s", before[i].who, before[i].url,
			    before[i].text, w->seen[i].text);
		for (int k = 0; k < TENDERERS; k++)
			if (strstr(w->seen[i].text, digest[k]) != NULL ||
			    strstr(w->seen[i].text, "4812345") != NULL)
				TEST_FAIL("%s finds a bid at %s", w->seen[i].who, w->seen[i].url);
	}
	assert_int_equal(events(w), events_before);
}

/* In the log, and in the counters, a bid is like any other act. */
static void a_bid_is_like_any_act(struct world *w)
{
	struct call peek = { .method = "GET", .url = "/metrics" };
	app_call(&w->c, w->app, &peek);
	assert_int_equal(peek.status, 401);
	peek.token = w->tenderers[0].token;
	app_call(&w->c, w->app, &peek);
	assert_int_equal(peek.status, 403);
	const char *digest, *a = metrics(w);
	place_bid(w, 0, &digest);
	const char *b = metrics(w);
	enter(w, "任意", "tenderer");
	const char *c = metrics(w);
	/* counters do not count bids: they move alike, if at all, and no name in them tells of bids */
	assert_null(strstr(b, "bid"));
	assert_int_equal(strlen(a), strlen(b));
	assert_int_equal(strlen(b), strlen(c));
	CHECK_OK(&w->c, app_publish(w->app));
	char path[120];
	snprintf(path, sizeof(path), "%s/log/checkpoint", w->dir);
	assert_false(file_holds(path, "bid"));
	snprintf(path, sizeof(path), "cat $(find %s/log/tile -type f) > %s/tiles", w->dir, w->dir);
	assert_int_equal(system(path), 0);
	snprintf(path, sizeof(path), "%s/tiles", w->dir);
	assert_false(file_holds(path, digest));
	assert_false(file_holds(path, w->tenderers[0].party));
	assert_false(file_holds(path, w->lot));
}

/* That the bidding is over, everybody who watches is told; not by how many bids. */
static void the_close_is_told(struct world *w)
{
	struct db_rows r;
	say(w, NULL, "POST", "/api/practice/clock",
	    arena_printf(w->c.mem, "{\"to\":\"%s\"}", moment_text(&w->c, TEST_NOW_MS + HOUR_MS)));
	CHECK_OK(&w->c, reader_take(w->app, &w->c));
	CHECK_OK(&w->c,
	    db_one(&w->c, &r, "SELECT kind, object, body FROM event ORDER BY seq DESC LIMIT 1"));
	reader_give(w->app, &w->c);
	assert_string_equal(db_get_text(&r, 0, 0), "lot.moved");
	assert_string_equal(db_get_text(&r, 0, 1), w->lot);
	assert_string_equal(db_get_text(&r, 0, 2), "{\"from\":\"bidding\",\"to\":\"opening\"}");
}

static void both_engines(void **state)
{
	(void)state;
	for (int engine = 0; engine < ENGINES; engine++) {
		struct world *w = calloc(1, sizeof(*w));
		if (begin(w, engine)) {
			nothing_is_shown(w);
			a_bid_is_like_any_act(w);
			the_close_is_told(w);
			end(w);
		}
		free(w);
	}
}

/* The journal of a real server: a line for a registration, none for a bid. */
static void the_journal_is_silent(void **state)
{
	(void)state;
	struct world *w = calloc(1, sizeof(*w));
	struct server *server;
	struct json *reply;
	assert_true(begin(w, 0));
	const struct app_options open_again = { .dir = w->dir, .journal = true };
	const struct server_options listen = { .address = "127.0.0.1" };
	char path[80];
	snprintf(path, sizeof(path), "%s/journal", w->dir);
	app_close(w->app);
	CHECK_OK(&w->c, app_open(&w->c, &open_again, &w->app));
	CHECK_OK(&w->c, server_start(&w->c, w->app, &listen, &server));
	struct feed *f =
	    feed_new(w->app, arena_printf(w->c.mem, "http://127.0.0.1:%u", server_port(server)));
	int kept = dup(STDERR_FILENO), to = open(path, O_WRONLY | O_CREAT, 0600);
	dup2(to, STDERR_FILENO);
	const struct request seen = { NULL, "GET", "/api/notices", NULL };
	const struct request sealed = { w->tenderers[0].token, "POST", lot_url(w, "bids"),
		"{\"form\":\"AAAA\"}" };
	enum err e1 = feed_do(&w->c, f, &seen, &reply), e2 = feed_do(&w->c, f, &sealed, &reply);
	feed_free(f);
	server_stop(server);
	dup2(kept, STDERR_FILENO);
	close(kept);
	close(to);
	CHECK_ERR(e1, OK);
	CHECK_ERR(e2, E_BAD_REQUEST);
	assert_true(file_holds(path, "/api/notices"));
	assert_false(file_holds(path, "lots"));
	assert_false(file_holds(path, "POST"));
	end(w);
	free(w);
}

int secrecy_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_engines),
		cmocka_unit_test(the_journal_is_silent),
	};
	return RUN_GROUP("secrecy", tests);
}
