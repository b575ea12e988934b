#include "core/store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/store/idempotency.h"
#include "core/store/timer.h"
#include "test/engines.h"
#include "test/unit.h"

static const struct migration schema[] = {
	{ "test/001",
	    "CREATE TABLE thing (id {int} PRIMARY KEY, name {text} UNIQUE, raw {bytes}) {strict}" },
	{ "test/002",
	    "CREATE TABLE timer (due_ms {int} NOT NULL, kind {text} NOT NULL, object {text}"
	    " NOT NULL, PRIMARY KEY (kind, object)) {strict};"
	    "CREATE TABLE idempotency (actor {text}, key {text}, digest {text}, status {int},"
	    " body {text}, place {int}, at_ms {int}, PRIMARY KEY (actor, key)) {strict}" },
};

struct bench {
	struct ctx c;
	struct store *store;
	char dir[40];
};

static bool begin(struct bench *b, int engine)
{
	strcpy(b->dir, "/tmp/heng-store-XXXXXX");
	assert_non_null(mkdtemp(b->dir));
	const char *url = engine_url(engine, b->dir);
	if (url == NULL) {
		rmdir(b->dir);
		return false;
	}
	b->c = test_ctx();
	CHECK_OK(&b->c, store_open(&b->c, url, &b->store));
	CHECK_OK(&b->c, store_connect(&b->c, b->store, DB_READ_WRITE, &b->c.db));
	CHECK_OK(&b->c, store_migrate(&b->c, b->store, schema, LEN(schema)));
	return true;
}

static void end(struct bench *b)
{
	store_disconnect(b->c.db);
	store_close(b->store);
	test_ctx_end(&b->c);
	char command[80];
	snprintf(command, sizeof(command), "rm -rf %s", b->dir);
	assert_int_equal(system(command), 0);
}

static enum err insert(struct ctx *c, int64_t id, const char *name)
{
	return db_exec(c, NULL, "INSERT INTO thing (id, name, raw) VALUES ($1, $2, $3)", db_i64(id),
	    db_text(name), db_bytes(NULL, 0));
}

static void values_come_back_as_they_went(struct ctx *c)
{
	static const uint8_t raw[] = { 0, 1, 255, 0 };
	struct db_rows r;
	CHECK_OK(c, db_exec(c, NULL, "INSERT INTO thing (id, name, raw) VALUES ($1, $2, $3)",
	                db_i64(INT64_MIN), db_text("甲 'x' \\"), db_bytes(raw, sizeof(raw))));
	CHECK_OK(c, insert(c, INT64_MAX, NULL));
	CHECK_OK(c, db_exec(c, NULL, "INSERT INTO thing (id, name, raw) VALUES ($1, $2, $3)",
	                db_i64(0), db_text(""), db_bytes("", 0)));
	CHECK_OK(c, db_query(c, &r, "SELECT id, name, raw FROM thing ORDER BY id"));
	assert_int_equal(r.n, 3);
	assert_true(db_get_i64(&r, 0, 0) == INT64_MIN);
	assert_string_equal(db_get_text(&r, 0, 1), "甲 'x' \\");
	assert_int_equal(db_get_bytes(&r, 0, 2).n, 4);
	assert_memory_equal(db_get_bytes(&r, 0, 2).p, raw, 4);
	assert_string_equal(db_get_text(&r, 1, 1), "");
	assert_non_null(db_get_bytes(&r, 1, 2).p);
	assert_int_equal(db_get_bytes(&r, 1, 2).n, 0);
	assert_true(db_get_i64(&r, 2, 0) == INT64_MAX);
	assert_null(db_get_text(&r, 2, 1));
	assert_null(db_get_bytes(&r, 2, 2).p);
	CHECK_ERR(
	    db_one(c, &r, "SELECT id FROM thing WHERE name = $1", db_text("no")), E_NOT_FOUND);
}

static void text_sorts_by_its_bytes(struct ctx *c)
{
	struct db_rows r;
	CHECK_OK(c, db_begin(c, DB_READ_WRITE));
	static const char *const names[] = { "b", "B", "a", "_", "中", "é" };
	for (size_t i = 0; i < LEN(names); i++)
		CHECK_OK(c, insert(c, (int64_t)i + 100, names[i]));
	CHECK_OK(c,
	    db_query(c, &r, "SELECT name FROM thing WHERE id BETWEEN 100 AND 199 ORDER BY name"));
	static const char *const sorted[] = { "B", "_", "a", "b", "é", "中" };
	for (size_t i = 0; i < LEN(sorted); i++)
		assert_string_equal(db_get_text(&r, i, 0), sorted[i]);
	db_rollback(c);
}

static void a_savepoint_takes_back_only_itself(struct ctx *c)
{
	struct db_rows r;
	CHECK_OK(c, db_begin(c, DB_READ_WRITE));
	CHECK_OK(c, insert(c, 1, "one"));
	CHECK_OK(c, db_savepoint(c));
	CHECK_OK(c, insert(c, 2, "two"));
	CHECK_ERR(insert(c, 3, "one"), E_DUPLICATE);
	CHECK_OK(c, db_rollback_to(c));
	CHECK_OK(c, db_savepoint(c));
	CHECK_OK(c, insert(c, 4, "four"));
	CHECK_OK(c, db_release(c));
	CHECK_OK(c, db_commit(c));
	CHECK_OK(c, db_query(c, &r, "SELECT id FROM thing WHERE id BETWEEN 1 AND 9 ORDER BY id"));
	assert_int_equal(r.n, 2);
	assert_int_equal(db_get_i64(&r, 1, 0), 4);
}

static void a_reader_cannot_write(struct bench *b)
{
	struct ctx c = { .mem = b->c.mem };
	CHECK_OK(&c, store_connect(&c, b->store, DB_READ_ONLY, &c.db));
	CHECK_ERR(insert(&c, 77, "no"), E_STORE);
	store_disconnect(c.db);
}

static void a_changed_migration_is_refused(struct bench *b)
{
	const struct migration changed = { "test/001", "CREATE TABLE other (id {int}) {strict}" };
	CHECK_OK(&b->c, store_migrate(&b->c, b->store, schema, LEN(schema)));
	CHECK_ERR(store_migrate(&b->c, b->store, &changed, 1), E_STORE);
	const struct migration broken = { "test/003",
		"CREATE TABLE a (id {int}) {strict}; NONSENSE" };
	CHECK_ERR(store_migrate(&b->c, b->store, &broken, 1), E_STORE);
	struct db_rows r;
	CHECK_OK(&b->c, db_query(&b->c, &r, "SELECT name FROM migration ORDER BY name"));
	assert_int_equal(r.n, 2);
}

static void timers_come_in_order(struct ctx *c)
{
	struct timer t;
	CHECK_OK(c, timer_next(c, &t));
	assert_true(t.due_ms == TIMER_NEVER);
	CHECK_OK(c, timer_set(c, 300, "k", "a"));
	CHECK_OK(c, timer_set(c, 200, "k", "b"));
	CHECK_OK(c, timer_set(c, 100, "k", "a"));
	CHECK_OK(c, timer_next(c, &t));
	assert_string_equal(t.object, "a");
	CHECK_OK(c, timer_drop(c, "k", "a"));
	CHECK_OK(c, timer_drop(c, "k", "a"));
	CHECK_OK(c, timer_next(c, &t));
	assert_string_equal(t.object, "b");
	assert_int_equal(t.due_ms, 200);
}

static void answers_are_found_again(struct ctx *c)
{
	struct answer a = { 201, "{}", 7 }, got;
	bool found;
	c->actor.user = "u";
	CHECK_OK(c, answer_find(c, "k", "d", &found, &got));
	assert_false(found);
	CHECK_OK(c, answer_keep(c, "k", "d", &a));
	CHECK_OK(c, answer_find(c, "k", "d", &found, &got));
	assert_true(found && got.status == 201 && got.place == 7);
	CHECK_ERR(answer_find(c, "k", "other", &found, &got), E_KEY_REUSED);
	c->actor.user = "v";
	CHECK_OK(c, answer_find(c, "k", "other", &found, &got));
	assert_false(found);
	c->now_ms += LIMIT_IDEMPOTENCY_MS + 1;
	CHECK_OK(c, answer_forget(c));
	c->actor.user = "u";
	CHECK_OK(c, answer_find(c, "k", "d", &found, &got));
	assert_false(found);
}

/* The server ends the connection while it commits: nobody can say then whether it stands. */
static void a_lost_commit_is_unknown(struct ctx *c)
{
	CHECK_OK(
	    c, db_exec(c, NULL,
	           "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS"
	           " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'"));
	CHECK_OK(c, db_exec(c, NULL,
	                "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON thing DEFERRABLE INITIALLY"
	                " DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()"));
	CHECK_OK(c, db_begin(c, DB_READ_WRITE));
	CHECK_OK(c, insert(c, 500, "lost"));
	CHECK_ERR(db_commit(c), E_OUTCOME);
	CHECK_OK(c, db_begin(c, DB_READ_WRITE));
	db_rollback(c);
}

static void both_engines(void **state)
{
	(void)state;
	for (int engine = 0; engine < ENGINES; engine++) {
		struct bench b = { 0 };
		if (!begin(&b, engine))
			continue;
		values_come_back_as_they_went(&b.c);
		text_sorts_by_its_bytes(&b.c);
		a_savepoint_takes_back_only_itself(&b.c);
		a_reader_cannot_write(&b);
		a_changed_migration_is_refused(&b);
		timers_come_in_order(&b.c);
		answers_are_found_again(&b.c);
		if (store_is_shared(b.store))
			a_lost_commit_is_unknown(&b.c);
		end(&b);
	}
}

int store_tests(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(both_engines) };
	return RUN_GROUP("store", tests);
}
