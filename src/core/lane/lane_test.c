/* The lane and the log together, on both engines: order of time, rollback, receipts, forks. */
#include "core/lane/lane.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app.h"
#include "core/base/moment.h"
#include "core/store/timer.h"
#include "test/engines.h"
#include "test/unit.h"

struct bench {
	struct ctx c;
	struct app *app;
	char dir[40], url[1000];
};

static bool begin(struct bench *b, int engine)
{
	strcpy(b->dir, "/tmp/heng-lane-XXXXXX");
	assert_non_null(mkdtemp(b->dir));
	const char *url = engine_url(engine, b->dir);
	if (url == NULL) {
		rmdir(b->dir);
		return false;
	}
	strcpy(b->url, url);
	b->c = test_ctx();
	const struct app_new new = { .dir = b->dir,
		.store = b->url,
		.code = "12660000MB2000005T",
		.name = "试验中心",
		.practice = true };
	const struct app_options open = {
		.dir = b->dir, .manual = true, .manual_now_ms = TEST_NOW_MS
	};
	CHECK_OK(&b->c, app_init(&b->c, &new));
	CHECK_OK(&b->c, app_open(&b->c, &open, &b->app));
	return true;
}

static enum err reopen(struct bench *b)
{
	const struct app_options open = {
		.dir = b->dir, .manual = true, .manual_now_ms = TEST_NOW_MS
	};
	app_close(b->app);
	b->app = NULL;
	return app_open(&b->c, &open, &b->app);
}

static void end(struct bench *b)
{
	char command[80];
	app_close(b->app);
	test_ctx_end(&b->c);
	snprintf(command, sizeof(command), "rm -rf %s", b->dir);
	assert_int_equal(system(command), 0);
}

struct act {
	struct job job;
	struct ctx c;
	const char *kind;
	enum err throws;
	const char *receipt;
	bool done;
};

static enum err run(struct job *j)
{
	struct act *a = j->arg;
	TRY(evidence_add(j->c, a->kind, "object", "scope"));
	TRY(timer_set(j->c, j->at_ms + DAY_MS, "nothing", a->kind));
	return a->throws == OK ? OK : fail(j->c, a->throws, "as asked");
}

static void done(struct job *j)
{
	struct act *a = j->arg;
	a->done = true;
	a->receipt = j->receipt;
}

static void act(struct bench *b, struct act *a, const char *kind, enum err throws)
{
	*a = (struct act){ .kind = kind, .throws = throws };
	a->c = (struct ctx){ .mem = b->c.mem };
	rng_seed(&a->c.rng, b->c.rng.seed);
	a->job = (struct job){
		.c = &a->c, .run = run, .done = done, .arg = a, .act = json_object(&b->c)
	};
	lane_arrive(b->app->lane, &a->job);
	CHECK_OK(&b->c, lane_submit(b->app->lane, &a->job));
	assert_true(a->done);
	CHECK_ERR(a->job.result, throws);
}

/* The receipt alone, with the log's keys, shows that the entry is in the signed tree. */
static void receipt_holds(struct bench *b, const char *receipt)
{
	struct ctx *c = &b->c;
	struct json *r;
	struct checkpoint cp;
	struct hash proof[MERKLE_PROOF_MAX], commitment, leaf;
	uint8_t salt[32];
	size_t n = 0;
	assert_non_null(receipt);
	CHECK_OK(c, json_parse(c, receipt, strlen(receipt), &r));
	CHECK_OK(
	    c, note_check(c, json_get_text(r, "checkpoint", ""), log_keys(b->app->log), &cp));
	assert_true(dec_hex(json_get_text(r, "salt", ""), salt, sizeof(salt)));
	for (const struct json *p = json_get(r, "proof")->first; p != NULL; p = p->next) {
		struct bytes raw;
		assert_true(dec_base64(c->mem, p->text, &raw) && raw.n == SHA256_BYTES);
		memcpy(proof[n++].b, raw.p, raw.n);
	}
	evidence_leaf(salt, json_canonical(c, json_get(r, "entry")), &commitment, &leaf);
	uint64_t place = (uint64_t)json_get_int(r, "place", -1);
	assert_true(merkle_inclusion_holds(place, cp.size, &leaf, &cp.root, proof, n));
	salt[0] ^= 1;
	evidence_leaf(salt, json_canonical(c, json_get(r, "entry")), &commitment, &leaf);
	assert_false(merkle_inclusion_holds(place, cp.size, &leaf, &cp.root, proof, n));
}

static int64_t rows(struct bench *b, const char *what)
{
	struct db_rows r;
	struct ctx *c = &b->c;
	CHECK_OK(c, reader_take(b->app, c));
	if (strcmp(what, "log_entry") == 0)
		CHECK_OK(c, db_one(c, &r, "SELECT COUNT(*) FROM log_entry"));
	else
		CHECK_OK(c, db_one(c, &r, "SELECT COUNT(*) FROM timer WHERE kind = 'nothing'"));
	reader_give(b->app, c);
	return db_get_i64(&r, 0, 0);
}

static void acts_leave_receipts_refusals_nothing(struct bench *b)
{
	struct act a;
	for (int i = 0; i < 300; i++) {
		act(b, &a, arena_printf(b->c.mem, "test.%d", i), OK);
		if (i % 50 == 0)
			receipt_holds(b, a.receipt);
	}
	act(b, &a, "test.refused", E_WRONG_STATE);
	assert_null(a.receipt);
	assert_int_equal(rows(b, "log_entry"), 300);
	assert_int_equal(rows(b, "timer"), 300);
}

static void old_receipts_come_from_the_tiles(struct bench *b)
{
	struct ctx *c = &b->c;
	struct evidence_entry e;
	const char *json;
	CHECK_OK(c, app_publish(b->app));
	for (int64_t place = 0; place < 300; place += 37) {
		CHECK_OK(c, reader_take(b->app, c));
		CHECK_OK(c, evidence_read(c, place, &e));
		reader_give(b->app, c);
		CHECK_OK(c, log_receipt(c, b->app->log, &e, &json));
		receipt_holds(b, json);
	}
	/* tiles are derived: without them the next start makes them again */
	char command[100];
	snprintf(command, sizeof(command), "rm -rf %s/log/tile/0", b->dir);
	assert_int_equal(system(command), 0);
	CHECK_OK(c, reopen(b));
	CHECK_OK(c, app_publish(b->app));
	CHECK_OK(c, log_receipt(c, b->app->log, &e, &json));
	receipt_holds(b, json);
}

static void one_changed_entry_stops_the_signer(struct bench *b)
{
	struct ctx *c = &b->c;
	char path[100];
	/* what was signed is forgotten, so that the whole log is read again, and it was changed */
	CHECK_OK(c, store_connect(c, b->app->store, DB_READ_WRITE, &c->db));
	CHECK_OK(c, db_exec(c, NULL, "UPDATE log_entry SET commitment = salt WHERE place = 5"));
	store_disconnect(c->db);
	c->db = NULL;
	snprintf(path, sizeof(path), "%s/keys/signed", b->dir);
	assert_int_equal(unlink(path), 0);
	CHECK_ERR(reopen(b), E_LOG_FORKED);
}

static void a_store_taken_back_is_not_signed(struct bench *b)
{
	struct ctx *c = &b->c;
	struct act a;
	CHECK_OK(c, store_connect(c, b->app->store, DB_READ_WRITE, &c->db));
	CHECK_OK(c, db_exec(c, NULL, "UPDATE log_head SET size = size - 1"));
	store_disconnect(c->db);
	c->db = NULL;
	act(b, &a, "test.after-restore", E_LOG_FORKED);
	assert_null(a.receipt);
}

static void both_engines(void **state)
{
	(void)state;
	for (int engine = 0; engine < ENGINES; engine++) {
		struct bench b = { 0 };
		if (!begin(&b, engine))
			continue;
		acts_leave_receipts_refusals_nothing(&b);
		old_receipts_come_from_the_tiles(&b);
		a_store_taken_back_is_not_signed(&b);
		CHECK_OK(&b.c, store_connect(&b.c, b.app->store, DB_READ_WRITE, &b.c.db));
		CHECK_OK(&b.c, db_exec(&b.c, NULL, "UPDATE log_head SET size = size + 1"));
		store_disconnect(b.c.db);
		b.c.db = NULL;
		one_changed_entry_stops_the_signer(&b);
		end(&b);
	}
}

int lane_tests(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(both_engines) };
	return RUN_GROUP("lane", tests);
}
