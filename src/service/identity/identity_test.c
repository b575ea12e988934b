/* identity_test.c - signing in by certificate, and what ends it. */
#include <openssl/pem.h>
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "core/base/moment.h"
#include "core/trust/ca.h"
#include "core/store/store.h"
#include "core/trust/trust_folder.h"
#include "service/identity/identity_db.h"
#include "service/identity/identity.h"
#include "test/engines.h"
#include "test/signer.h"
#include "test/unit.h"

#define CENTRE "12660000MB2000005T"
#define CODE "91510700205412308D"
#define OTHER "914403001922038216"
#define UNKNOWN "9144030071526726XG"
#define YEAR_MS (365 * DAY_MS)

/* A practice centre with the five authorities, and somebody registered. */
struct site {
	struct ctx c;
	const char *dir;
	struct app *app;
};

/* false: there is no such engine. */
static bool open_site(struct site *s, int engine)
{
	s->c = test_ctx();
	s->dir = test_folder(&s->c);
	const char *url = engine_url(engine, s->dir);
	if (url == NULL) {
		test_folder_end(s->dir);
		test_ctx_end(&s->c);
		return false;
	}
	const struct app_new new = { .dir = s->dir,
		.code = CENTRE,
		.name = "x",
		.practice = true,
		.store = engine == 0 ? NULL : url };
	const struct app_options open = {
		.dir = s->dir, .manual = true, .manual_now_ms = TEST_NOW_MS
	};
	CHECK_OK(&s->c, app_init(&s->c, &new));
	CHECK_OK(
	    &s->c, ca_make(&s->c, arena_printf(s->c.mem, "%s/trust", s->dir), TEST_NOW_MS, NULL));
	CHECK_OK(&s->c, app_open(&s->c, &open, &s->app));
	return true;
}

static void close_site(struct site *s)
{
	app_close(s->app);
	test_folder_end(s->dir);
	test_ctx_end(&s->c);
}

/* Whoever answers with that status; the answer. */
static const struct json *ask(struct site *s, struct call in, int status)
{
	struct json *v = NULL;
	app_call(&s->c, s->app, &in);
	if (in.status != status)
		TEST_FAIL("%s: %d %s", in.url, in.status, in.reply);
	CHECK_OK(&s->c, json_parse(&s->c, in.reply, strlen(in.reply), &v));
	return json_get(v, "result") != NULL ? json_get(v, "result") : v;
}

/* Its first person. */
static const char *register_as(struct site *s, const char *code, const char *role)
{
	const struct json *o = ask(s,
	    (struct call){ .method = "POST",
	        .url = "/api/parties",
	        .body = arena_printf(s->c.mem,
	            "{\"name\":\"x\",\"contact\":\"y\",\"roles\":[\"%s\"],"
	            "\"identifier\":{\"scheme\":\"CN-USCC\",\"id\":\"%s\"}}",
	            role, code) },
	    201);
	return json_get_text(o, "person", "");
}

static void register_party(struct site *s, const char *code)
{
	register_as(s, code, "tenderer");
}

static struct test_signer issue(struct site *s, const char *authority, const char *code)
{
	return test_issue(&s->c, arena_printf(s->c.mem, "%s/trust", s->dir), authority, code, 10);
}

static const char *challenge(struct site *s)
{
	const struct json *o =
	    ask(s, (struct call){ .method = "POST", .url = "/api/sign-in/challenges" }, 201);
	return json_get_text(o, "challenge", "");
}

/* Signs the text and sends the challenge; those may differ. */
static const struct json *sign_in(
    struct site *s, const struct test_signer *who, const char *text, const char *sent, int status)
{
	struct ctx *c = &s->c;
	struct json *o = json_object(c);
	const struct bytes signature = test_sign(c, who, text);
	json_put(o, "challenge", json_text(c, sent));
	json_put(o, "signature", json_text(c, enc_base64(c->mem, signature.p, signature.n)));
	json_put(o, "token", json_bool(c, true));
	return ask(s,
	    (struct call){ .method = "POST", .url = "/api/sign-in", .body = json_canonical(c, o) },
	    status);
}

static void refused(const struct json *o, const char *error)
{
	assert_string_equal(json_get_text(o, "error", ""), error);
}

static void by_three_kinds_of_key(int engine)
{
	static const char *const kinds[] = { "rsa", "p256", "sm2", "ending" };
	struct site s;
	if (!open_site(&s, engine))
		return;
	register_party(&s, CODE);
	for (size_t i = 0; i < LEN(kinds); i++) {
		const struct test_signer who = issue(&s, kinds[i], CODE);
		const char *text = challenge(&s);
		const struct json *o = sign_in(&s, &who, text, text, 201);
		assert_string_equal(json_get_text(o, "name", ""), "y");
		o = ask(&s,
		    (struct call){ .method = "GET",
		        .url = "/api/session",
		        .token = json_get_text(o, "token", "") },
		    200);
		assert_string_equal(json_get_text(o, "name", ""), "y");
		/* a challenge is used once */
		refused(sign_in(&s, &who, text, text, 403), "BAD_CHALLENGE");
		test_signer_close(&who);
	}
	close_site(&s);
}

static void by_nobody_else(int engine)
{
	struct site s;
	if (!open_site(&s, engine))
		return;
	register_party(&s, CODE);
	const struct test_signer who = issue(&s, "p256", CODE), other = issue(&s, "p256", UNKNOWN),
	                         nobody = issue(&s, "p256", NULL),
	                         suspended = issue(&s, "suspended", CODE);
	const char *text = challenge(&s);
	/* another text, another's signature, a text that was never a challenge */
	refused(sign_in(&s, &who, "{}", text, 422), "BAD_SIGNATURE");
	struct test_signer mixed = other;
	mixed.certificate = who.certificate;
	refused(sign_in(&s, &mixed, text, text, 422), "BAD_SIGNATURE");
	refused(sign_in(&s, &who, "{}", "{}", 403), "BAD_CHALLENGE");
	refused(sign_in(&s, &suspended, text, text, 403), "CERT_SUSPENDED");
	refused(sign_in(&s, &nobody, text, text, 403), "CERT_OTHER");
	refused(sign_in(&s, &other, text, text, 404), "NOT_FOUND");
	/* refusals have not used it up */
	sign_in(&s, &who, text, text, 201);
	/* its time is over */
	text = challenge(&s);
	ask(&s,
	    (struct call){ .method = "POST",
	        .url = "/api/practice/clock",
	        .body = arena_printf(
	            s.c.mem, "{\"to\":\"%s\"}", moment_text(&s.c, TEST_NOW_MS + CHALLENGE_MS)) },
	    200);
	refused(sign_in(&s, &who, text, text, 403), "BAD_CHALLENGE");
	test_signer_close(&who);
	test_signer_close(&other);
	test_signer_close(&nobody);
	test_signer_close(&suspended);
	close_site(&s);
}

/* What ends the certificate ends the session at once, and the tokens that were made from it. */
static void until_the_certificate_is_not_taken(int engine)
{
	struct site s;
	if (!open_site(&s, engine))
		return;
	struct ctx *c = &s.c;
	register_party(&s, CODE);
	register_party(&s, OTHER);
	const struct test_signer who = issue(&s, "sm2", CODE), other = issue(&s, "sm2", OTHER);
	const char *text = challenge(&s);
	const char *token = json_get_text(sign_in(&s, &who, text, text, 201), "token", "");
	text = challenge(&s);
	const char *others = json_get_text(sign_in(&s, &other, text, text, 201), "token", "");
	const struct call mine = { .method = "GET", .url = "/api/session", .token = token },
	                  theirs = { .method = "GET", .url = "/api/session", .token = others };
	struct certificate x;
	CHECK_OK(c, certificate_read(c, who.certificate, &x));
	ask(&s, mine, 200);
	CHECK_OK(
	    c, ca_revoke(c, arena_printf(c->mem, "%s/trust", s.dir), "sm2", x.serial, TEST_NOW_MS));
	CHECK_OK(c, trust_folder_look(c, s.app->trust));
	refused(ask(&s, mine, 401), "UNAUTHENTICATED");
	ask(&s, theirs, 200);
	text = challenge(&s);
	refused(sign_in(&s, &who, text, text, 403), "CERT_REVOKED");
	/* and the other's with its last day */
	ask(&s,
	    (struct call){ .method = "POST",
	        .url = "/api/practice/clock",
	        .body = arena_printf(
	            c->mem, "{\"to\":\"%s\"}", moment_text(c, TEST_NOW_MS + 10 * DAY_MS)) },
	    200);
	ask(&s, theirs, 200);
	ask(&s,
	    (struct call){ .method = "POST",
	        .url = "/api/practice/clock",
	        .body = arena_printf(
	            c->mem, "{\"to\":\"%s\"}", moment_text(c, TEST_NOW_MS + 10 * DAY_MS + 1)) },
	    200);
	refused(ask(&s, theirs, 401), "UNAUTHENTICATED");
	test_signer_close(&who);
	test_signer_close(&other);
	close_site(&s);
}

static const struct json *with_code(
    struct site *s, const struct test_signer *who, const char *code, int status)
{
	struct ctx *c = &s->c;
	struct json *o = json_object(c);
	const char *text = challenge(s);
	const struct bytes signature = test_sign(c, who, text);
	json_put(o, "challenge", json_text(c, text));
	if (code != NULL)
		json_put(o, "code", json_text(c, code));
	json_put(o, "signature", json_text(c, enc_base64(c->mem, signature.p, signature.n)));
	json_put(o, "token", json_bool(c, true));
	return ask(s,
	    (struct call){ .method = "POST", .url = "/api/sign-in", .body = json_canonical(c, o) },
	    status);
}

/* Who acts for the centre, or watches it, shows a code beside the certificate. */
static void with_a_code_where_it_counts(int engine)
{
	static const char *const roles[] = { "centre", "supervisor", "inspector" };
	for (size_t i = 0; i < LEN(roles); i++) {
		struct site s;
		if (!open_site(&s, engine))
			return;
		struct ctx *c = &s.c;
		struct credential x = { .person = register_as(&s, CODE, roles[i]),
			.secret = { 9 } };
		const struct test_signer who = issue(&s, "p256", CODE);
		/* in practice there need not be any */
		with_code(&s, &who, NULL, 201);
		CHECK_OK(c, store_connect(c, s.app->store, DB_READ_WRITE, &c->db));
		CHECK_OK(c, credential_put(c, &x));
		store_disconnect(c->db);
		c->db = NULL;
		refused(with_code(&s, &who, NULL, 401), "CODE_WANTED");
		const int64_t step = moment_system_ms() / CODE_STEP_MS;
		const char *code =
		    arena_printf(c->mem, "%06u", (unsigned)credential_code(x.secret, step));
		const char *wrong = strcmp(code, "000000") == 0 ? "000001" : "000000";
		refused(with_code(&s, &who, wrong, 403), "BAD_CREDENTIAL");
		with_code(&s, &who, code, 201);
		refused(with_code(&s, &who, code, 403), "BAD_CREDENTIAL");
		for (int k = 1; k < CREDENTIAL_FAILURES; k++)
			with_code(&s, &who, wrong, 403);
		refused(with_code(&s, &who, code, 403), "LOCKED");
		test_signer_close(&who);
		close_site(&s);
	}
}

static void on_both(void **state)
{
	(void)state;
	for (int engine = 0; engine < ENGINES; engine++) {
		by_three_kinds_of_key(engine);
		by_nobody_else(engine);
		until_the_certificate_is_not_taken(engine);
		with_a_code_where_it_counts(engine);
	}
}

int identity_tests(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(on_both) };
	return RUN_GROUP("identity", tests);
}
