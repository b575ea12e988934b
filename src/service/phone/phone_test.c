/* phone_test.c - what this centre has signed, and nothing else, is shown to a phone; and as many
 * requests wait as may. */
#include <string.h>

#include "app.h"
#include "core/base/json.h"
#include "core/base/moment.h"
#include "core/evidence/log.h"
#include "core/http/http.h"
#include "core/trust/signed_data.h"
#include "test/engines.h"
#include "test/signer.h"
#include "test/unit.h"

#define CENTRE "12660000MB2000005T"
#define CODE "91510700205412308D"

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
	const struct app_new new = { .dir = s->dir,
		.code = CENTRE,
		.name = "x",
		.practice = true,
		.store = engine == 0 ? NULL : url };
	const struct app_options open = { .dir = s->dir,
		.site = "https://trade.example",
		.manual = true,
		.manual_now_ms = TEST_NOW_MS };
	if (url != NULL) {
		CHECK_OK(&s->c, app_init(&s->c, &new));
		CHECK_OK(&s->c, app_open(&s->c, &open, &s->app));
		test_authorities(&s->c, s->app, TEST_NOW_MS);
		return true;
	}
	test_folder_end(s->dir);
	test_ctx_end(&s->c);
	return false;
}

static void close_site(struct site *s)
{
	app_close(s->app);
	test_folder_end(s->dir);
	test_ctx_end(&s->c);
}

static const struct json *asked(struct site *s, struct call in, int status)
{
	struct json *v = NULL;
	app_call(&s->c, s->app, &in);
	if (in.status != status)
		TEST_FAIL("%s: %d %s", in.url, in.status, in.reply);
	CHECK_OK(&s->c, json_parse(&s->c, in.reply, strlen(in.reply), &v));
	return v;
}

/* Posts an object of one text. */
static const struct json *post(
    struct site *s, const char *url, const char *name, const char *text, int status)
{
	struct json *o = json_object(&s->c);
	json_put(o, name, json_text(&s->c, text));
	return asked(s,
	    (struct call){ .method = "POST", .url = url, .body = json_canonical(&s->c, o) },
	    status);
}

static const char *said(const struct json *o, const char *name)
{
	return json_get_text(o, name, "");
}

/* The signing request of a new challenge, whose text *text gets. */
static const char *request_of(struct site *s, const char **text)
{
	const struct call new = { .method = "POST", .url = "/api/sign-in/challenges" };
	*text = said(asked(s, new, 201), "challenge");
	return said(post(s, "/api/signing-requests", "text", *text, 201), "request");
}

static void signs(int engine)
{
	struct site s;
	const char *text;
	if (!open_site(&s, engine))
		return;
	struct ctx *c = &s.c;
	const struct test_signer who =
	    test_issue(c, arena_printf(c->mem, "%s/trust", s.dir), "p256", CODE, 10);
	const char *note = request_of(&s, &text);
	const struct json *p = post(&s, "/api/phone-requests", "request", note, 201);
	const char *url = arena_printf(c->mem, "/api/phone-requests/%s", said(p, "id"));
	const struct call look = { .method = "GET", .url = url };
	assert_string_equal(said(asked(&s, look, 200), "request"), note);
	const struct bytes made = test_sign(c, &who, text);
	struct json *o = json_object(c);
	json_put(o, "number", json_copy(c, json_get(p, "number")));
	json_put(o, "signature", json_text(c, enc_base64(c->mem, made.p, made.n)));
	asked(&s,
	    (struct call){ .method = "POST",
	        .url = arena_printf(c->mem, "%s/answer", url),
	        .body = json_canonical(c, o) },
	    200);
	const struct call fetch = { .method = "GET",
		.url = arena_printf(c->mem, "/api/phone-answers/%s", said(p, "secret")) };
	const struct json *came = asked(&s, fetch, 200);
	struct bytes der, by;
	assert_true(dec_base64(c->mem, said(came, "signature"), &der));
	const struct bytes over = { (const uint8_t *)text, strlen(text) };
	CHECK_OK(c, signed_data_check(c, der, over, &by));
	assert_int_equal(by.n, who.certificate.n);
	test_signer_close(&who);
	close_site(&s);
}

static void refuse_note(struct site *s, const char *note)
{
	const struct json *o = post(s, "/api/phone-requests", "request", note, 422);
	assert_string_equal(said(o, "error"), "BAD_FIELD");
	assert_string_equal(said(o, "field"), "/request");
}

static void shows_nothing_else(int engine)
{
	struct site s;
	const char *text, *other;
	if (!open_site(&s, engine))
		return;
	struct ctx *c = &s.c;
	const char *note = request_of(&s, &text);
	char *changed = arena_text(c->mem, note);
	strstr(changed, "sign-in")[0] = 'S';
	refuse_note(&s, changed);
	/* what the same keys have signed, and is no signing request */
	CHECK_OK(c, log_sign_text(c, s.app->log, "heng trust list 1\n{}\n", &other));
	refuse_note(&s, other);
	asked(&s,
	    (struct call){ .method = "POST",
	        .url = "/api/practice/clock",
	        .body = arena_printf(
	            c->mem, "{\"to\":\"%s\"}", moment_text(c, TEST_NOW_MS + 2 * 60 * 1000)) },
	    200);
	refuse_note(&s, note);
	close_site(&s);
}

static void as_many_as_may(int engine)
{
	struct site s;
	const struct call new = { .method = "POST", .url = "/api/phone-requests" };
	if (!open_site(&s, engine))
		return;
	for (int i = 0; i < LIMIT_PHONE_STRANGERS; i++)
		asked(&s, new, 201);
	assert_string_equal(said(asked(&s, new, 503), "error"), "BUSY");
	close_site(&s);
}

static void on_both(void **state)
{
	(void)state;
	for (int engine = 0; engine < ENGINES; engine++) {
		signs(engine);
		shows_nothing_else(engine);
		as_many_as_may(engine);
	}
}

int phone_tests(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(on_both) };
	return RUN_GROUP("phone", tests);
}
