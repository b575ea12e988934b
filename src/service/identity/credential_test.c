/* credential_test.c - codes by RFC 6238's vectors; signing in by them, and what locks it. */
#include <string.h>

#include "app.h"
#include "core/base/moment.h"
#include "core/store/store.h"
#include "service/identity/identity_db.h"
#include "test/engines.h"
#include "test/trade.h"

/* RFC 6238, appendix B, SHA-1, the last six digits. */
static void codes_are_those_of_the_standard(void **state)
{
	(void)state;
	static const uint8_t secret[] = "12345678901234567890";
	static const struct {
		int64_t seconds;
		const char *code;
	} cases[] = { { 59, "287082" }, { 1111111109, "081804" }, { 1111111111, "050471" },
		{ 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" } };
	for (size_t i = 0; i < LEN(cases); i++) {
		int64_t ms = cases[i].seconds * 1000, step = ms / CODE_STEP_MS;
		assert_int_equal(credential_step(secret, cases[i].code, ms, 0), step);
		/* of the step before and after, and of none further */
		assert_int_equal(
		    credential_step(secret, cases[i].code, ms + CODE_STEP_MS, 0), step);
		assert_int_equal(
		    credential_step(secret, cases[i].code, ms - CODE_STEP_MS, 0), step);
		assert_int_equal(
		    credential_step(secret, cases[i].code, ms + 2 * CODE_STEP_MS, 0), -1);
		/* once */
		assert_int_equal(credential_step(secret, cases[i].code, ms, step), -1);
		assert_int_equal(credential_step(secret, "00000", ms, 0), -1);
		assert_int_equal(credential_step(secret, "28708x", ms, 0), -1);
	}
}

/* RFC 4648, section 10. */
static void base32_is_that_of_the_standard(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	static const char *const pairs[][2] = { { "", "" }, { "f", "MY" }, { "fo", "MZXQ" },
		{ "foo", "MZXW6" }, { "foob", "MZXW6YQ" }, { "fooba", "MZXW6YTB" },
		{ "foobar", "MZXW6YTBOI" } };
	for (size_t i = 0; i < LEN(pairs); i++)
		assert_string_equal(
		    credential_base32(c.mem, (const uint8_t *)pairs[i][0], strlen(pairs[i][0])),
		    pairs[i][1]);
	test_ctx_end(&c);
}

static const uint8_t secret_of_all[CREDENTIAL_SECRET_BYTES] = "one secret for tests";

static void give(struct trade *t, const char *person, const char *password)
{
	struct ctx *c = &t->c;
	struct credential x = { .person = person, .salt = { 7 } };
	memcpy(x.secret, secret_of_all, sizeof(x.secret));
	CHECK_OK(c, credential_hash(c, password, x.salt, x.hash));
	CHECK_OK(c, store_connect(c, t->app->store, DB_READ_WRITE, &c->db));
	CHECK_OK(c, credential_put(c, &x));
	store_disconnect(c->db);
	c->db = NULL;
}

/* The code of the step now and that much on. */
static const char *code(struct trade *t, int on)
{
	int64_t step = moment_system_ms() / CODE_STEP_MS + on;
	return arena_printf(t->c.mem, "%06u", (unsigned)credential_code(secret_of_all, step));
}

static const struct json *enter(
    struct trade *t, const char *person, const char *password, const char *said, int status)
{
	struct json *v = NULL;
	struct call in = { .method = "POST", .url = "/api/sign-in/password" };
	in.body = arena_printf(t->c.mem,
	    "{\"person\":\"%s\",\"password\":\"%s\",\"code\":\"%s\",\"token\":true}", person,
	    password, said);
	app_call(&t->c, t->app, &in);
	if (in.status != status)
		TEST_FAIL("%d %s, want %d", in.status, in.reply, status);
	CHECK_OK(&t->c, json_parse(&t->c, in.reply, strlen(in.reply), &v));
	return v;
}

static int64_t attempts(struct trade *t, const char *person)
{
	struct ctx *c = &t->c;
	struct db_rows r;
	CHECK_OK(c, store_connect(c, t->app->store, DB_READ_ONLY, &c->db));
	CHECK_OK(c, db_one(c, &r, "SELECT COUNT(*) FROM sign_in_attempt WHERE person = $1",
	                db_text(person)));
	store_disconnect(c->db);
	c->db = NULL;
	return db_get_i64(&r, 0, 0);
}

static void refused(const struct json *o, const char *error)
{
	assert_string_equal(json_get_text(o, "error", ""), error);
}

static void by_password_and_code(void **state)
{
	(void)state;
	for (int engine = 0; engine < ENGINES; engine++) {
		struct trade t;
		if (!trade_begin(&t, engine, 1))
			continue;
		const char *who = t.tenderers[0].person, *other = t.principal.person;
		give(&t, who, "correct horse");
		const char *first = code(&t, 0);
		const struct json *o = enter(&t, who, "correct horse", first, 201);
		struct call in = { .method = "GET",
			.url = "/api/session",
			.token = json_get_text(o, "token", "") };
		app_call(&t.c, t.app, &in);
		assert_int_equal(in.status, 200);
		assert_non_null(strstr(in.reply, who));
		/* the same code again, another password, another person, nobody: one answer */
		refused(enter(&t, who, "correct horse", first, 403), "BAD_CREDENTIAL");
		refused(enter(&t, who, "correct house", code(&t, 1), 403), "BAD_CREDENTIAL");
		refused(enter(&t, other, "correct horse", code(&t, 1), 403), "BAD_CREDENTIAL");
		assert_int_equal(attempts(&t, who), 3);
		assert_int_equal(attempts(&t, other), 0);
		/* with the next code it is open, and what failed before counts no more */
		enter(&t, who, "correct horse", code(&t, 1), 201);
		for (int i = 0; i < CREDENTIAL_FAILURES; i++)
			refused(enter(&t, who, "wrong", "000000", 403), "BAD_CREDENTIAL");
		/* locked, for whoever knows it too, and for a while only */
		give(&t, other, "another");
		refused(enter(&t, who, "correct horse", code(&t, 1), 403), "LOCKED");
		enter(&t, other, "another", code(&t, 0), 201);
		trade_wait(&t, CREDENTIAL_LOCK_MS);
		refused(enter(&t, who, "correct horse", "000000", 403), "BAD_CREDENTIAL");
		assert_int_equal(attempts(&t, who), 3 + 1 + CREDENTIAL_FAILURES + 2);
		trade_end(&t);
	}
}

int credential_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_of_the_standard),
		cmocka_unit_test(base32_is_that_of_the_standard),
		cmocka_unit_test(by_password_and_code),
	};
	return RUN_GROUP("credential", tests);
}
