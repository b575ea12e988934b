/* agent_test.c - whom the agent answers, what it takes; it signs on its own button alone. */
#include <openssl/evp.h>
#include <string.h>
#include <sys/stat.h>

#include "agent/agent.h"
#include "core/base/json.h"
#include "core/base/moment.h"
#include "core/evidence/signer.h"
#include "core/trust/ca.h"
#include "core/trust/signed_data.h"
#include "test/signer.h"
#include "test/token.h"
#include "test/unit.h"

#define NOW TEST_NOW_MS
#define CENTRE "12660000MB2000005T"
#define SITE "https://a.example"
#define OTHER "https://b.example"
#define HOST "127.0.0.1:47635"
#define OWN "http://" HOST
#define NONCE "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define ACT(origin)                                                                              \
	"{\"centre\":\"" CENTRE "\",\"expires\":\"2026-03-02T01:00:00.000Z\",\"nonce\":\"" NONCE \
	"\",\"object\":\"01KJNXGE00PS26E5G9K9ASWCVA\",\"origin\":\"" origin                      \
	"\",\"party\":\"01KJNXGE00PS26E5G9K9ASWCVB\",\"purpose\":\"bid\",\"shown\":{\"form\":"   \
	"\"" NONCE "\"},\"v\":1}"

/* The agent of somebody who trusts one centre; the log of another; a key of each kind. */
struct desk {
	struct ctx c;
	const char *dir;
	struct signer *log, *other;
	struct agent agent;
	struct agent_reply got;
};

static struct signer *log_of(struct desk *d, const char *folder, const char *name)
{
	struct signer *s;
	const char *dir = arena_printf(d->c.mem, "%s/%s", d->dir, folder);
	assert_int_equal(mkdir(dir, 0700), 0);
	CHECK_OK(&d->c, signer_make(&d->c, dir));
	const struct signer_options own = { dir, name, false, NULL };
	CHECK_OK(&d->c, signer_open(&d->c, &own, &s));
	return s;
}

static const char *pair(struct desk *d, const char *kind, const char *file)
{
	return arena_printf(d->c.mem, "%s/%s/sign.%s", d->dir, kind, file);
}

static void begin(struct desk *d, const char *log)
{
	static const char *const kinds[] = { "rsa", "p256", "sm2" };
	const struct ca_subject who = { "某公司", "91510700205412308D", NOW, NOW + 365 * DAY_MS };
	d->c = test_ctx();
	d->dir = test_folder(&d->c);
	d->log = log_of(d, "log", log);
	d->other = log_of(d, "other", log);
	CHECK_OK(&d->c, ca_make(&d->c, arena_printf(d->c.mem, "%s/ca", d->dir), NOW, NULL));
	agent_begin(&d->agent);
	agent_address(&d->c, &d->agent, AGENT_PORT);
	d->agent.centres[d->agent.centre_count++] =
	    (struct agent_centre){ SITE, signer_keys(d->log) };
	for (size_t i = 0; i < 3; i++) {
		CHECK_OK(&d->c, ca_issue(&d->c, arena_printf(d->c.mem, "%s/ca", d->dir), kinds[i],
		                    &who, arena_printf(d->c.mem, "%s/%s", d->dir, kinds[i])));
		CHECK_OK(
		    &d->c, signing_key_of_pem(&d->c, test_file(&d->c, pair(d, kinds[i], "pem")),
		               test_file(&d->c, pair(d, kinds[i], "key")),
		               &d->agent.keys[d->agent.key_count++]));
	}
}

static void end(struct desk *d)
{
	agent_end(&d->agent);
	signer_free(d->log);
	signer_free(d->other);
	test_folder_end(d->dir);
	test_ctx_end(&d->c);
}

/* Asks, and looks at the status. */
static void ask(struct desk *d, const struct agent_call *in, int status)
{
	agent_answer(&d->c, &d->agent, in, &d->got);
	if (d->got.status != status)
		TEST_FAIL("%s %s: %d %s", in->method, in->path, d->got.status, d->got.body);
}

static struct bytes as_bytes(const char *text)
{
	return (struct bytes){ (const uint8_t *)text, strlen(text) };
}

static const char *answered(struct desk *d, const char *name)
{
	struct json *v;
	CHECK_OK(&d->c, json_parse(&d->c, d->got.body, strlen(d->got.body), &v));
	return json_get_text(v, name, "");
}

static struct signing_request request(struct desk *d, const char *text)
{
	static int n;
	return (struct signing_request){ .centre = CENTRE,
		.name = "示例中心",
		.origin = SITE,
		.id = arena_printf(d->c.mem, "%032x", ++n),
		.text = text,
		.expires_ms = d->c.now_ms + SIGNING_REQUEST_MS };
}

static const char *body_of(
    struct desk *d, struct signer *log, const struct signing_request *s, const char *fingerprint)
{
	const char *note;
	struct json *o = json_object(&d->c);
	CHECK_OK(&d->c, signer_sign_text(&d->c, log, signing_request_text(&d->c, s), &note));
	json_put(o, "certificate", json_text(&d->c, fingerprint));
	json_put(o, "request", json_text(&d->c, note));
	return json_canonical(&d->c, o);
}

/* A page of SITE hands it in by the log's keys for the first certificate. */
static void hand_in(struct desk *d, struct signer *log, const struct signing_request *s, int status,
    const char *error)
{
	const char *body = body_of(d, log, s, d->agent.keys[0].says.fingerprint);
	ask(d, &(struct agent_call){ "POST", "/requests", HOST, SITE, as_bytes(body), false },
	    status);
	assert_string_equal(answered(d, "error"), error);
}

static void nobody_else_is_answered(void **state)
{
	(void)state;
	struct desk d;
	begin(&d, "centre.heng/x");
	const struct {
		const char *path, *host, *origin;
		int status;
	} calls[] = {
		{ "/keys", HOST, SITE, 200 },
		{ "/keys", "rebound.example:47635", SITE, 403 },
		{ "/keys", "localhost:47635", SITE, 403 },
		{ "/keys", NULL, SITE, 403 },
		{ "/keys", HOST, OTHER, 403 },
		{ "/keys", HOST, SITE ".evil.example", 403 },
		{ "/keys", HOST, "null", 403 },
		{ "/keys", HOST, OWN, 403 },
		{ "/keys", HOST, NULL, 403 },
		{ "/confirm/x", HOST, SITE, 403 },
		{ "/confirm/x", "rebound.example", NULL, 403 },
		{ "/confirm/x", HOST, NULL, 404 },
		{ "/nothing", HOST, SITE, 404 },
	};
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		ask(&d,
		    &(struct agent_call){
		        "GET", calls[i].path, calls[i].host, calls[i].origin, as_bytes(""), false },
		    calls[i].status);
		if (calls[i].status == 403) {
			assert_string_equal(d.got.body, "");
			assert_null(d.got.allow);
		}
	}
	/* the question before the question, and that only the own form may decide */
	ask(&d, &(struct agent_call){ "OPTIONS", "/keys", HOST, SITE, as_bytes(""), false }, 204);
	assert_string_equal(d.got.allow, SITE);
	ask(&d, &(struct agent_call){ "OPTIONS", "/keys", HOST, OTHER, as_bytes(""), false }, 403);
	ask(&d, &(struct agent_call){ "POST", "/confirm/x", HOST, NULL, as_bytes(""), false }, 403);
	ask(&d, &(struct agent_call){ "POST", "/confirm/x", HOST, SITE, as_bytes(""), false }, 403);
	end(&d);
}

static void what_is_no_request_is_refused(void **state)
{
	(void)state;
	struct desk d;
	begin(&d, "centre.heng/x");
	struct signing_request s = request(&d, ACT(SITE));
	hand_in(&d, d.other, &s, 422, "BAD_SIGNATURE");
	s.text = "pay 100";
	hand_in(&d, d.log, &s, 422, "BAD_STATEMENT");
	/* the statement for another address, and the request of another centre's page */
	s.text = ACT(OTHER);
	hand_in(&d, d.log, &s, 422, "BAD_STATEMENT");
	s.origin = OTHER;
	hand_in(&d, d.log, &s, 403, "DENIED");
	s = request(&d, ACT(SITE));
	s.expires_ms = d.c.now_ms;
	hand_in(&d, d.log, &s, 422, "BAD_STATEMENT");
	s.expires_ms = d.c.now_ms + AGENT_AHEAD_MS + 1;
	hand_in(&d, d.log, &s, 422, "BAD_STATEMENT");
	/* a certificate that is not there; a body that is none, says more, or is too long */
	s = request(&d, ACT(SITE));
	ask(&d,
	    &(struct agent_call){
	        "POST", "/requests", HOST, SITE, as_bytes(body_of(&d, d.log, &s, NONCE)), false },
	    404);
	ask(&d, &(struct agent_call){ "POST", "/requests", HOST, SITE, as_bytes("x"), false }, 400);
	ask(&d,
	    &(struct agent_call){ "POST", "/requests", HOST, SITE,
	        as_bytes("{\"a\":1,\"certificate\":\"\",\"request\":\"\"}"), false },
	    400);
	ask(&d,
	    &(struct agent_call){ "POST", "/requests", HOST, SITE,
	        { arena_alloc(d.c.mem, AGENT_BODY_BYTES + 1), AGENT_BODY_BYTES + 1 }, false },
	    413);
	end(&d);
}

static void once_and_not_too_many(void **state)
{
	(void)state;
	struct desk d;
	begin(&d, "centre.heng/x");
	struct signing_request s = request(&d, ACT(SITE)), more;
	hand_in(&d, d.log, &s, 201, "");
	hand_in(&d, d.log, &s, 409, "DUPLICATE");
	for (size_t i = 1; i < AGENT_REQUESTS_MAX; i++) {
		more = request(&d, ACT(SITE));
		hand_in(&d, d.log, &more, 201, "");
	}
	more = request(&d, ACT(SITE));
	hand_in(&d, d.log, &more, 503, "BUSY");
	/* what is over is forgotten, and over */
	const char *id = arena_printf(d.c.mem, "/requests/%s", d.agent.requests[0].id);
	d.c.now_ms += SIGNING_REQUEST_MS;
	ask(&d, &(struct agent_call){ "GET", id, HOST, SITE, as_bytes(""), false }, 404);
	hand_in(&d, d.log, &s, 422, "BAD_STATEMENT");
	more = request(&d, ACT(SITE));
	hand_in(&d, d.log, &more, 201, "");
	end(&d);
}

/* A practice centre's clock is moved at will: its requests hold from when they came. */
static void a_practice_clock_is_its_own(void **state)
{
	(void)state;
	struct desk d;
	begin(&d, "practice.heng/x");
	struct signing_request s = request(&d, ACT(SITE));
	s.expires_ms = d.c.now_ms - 400 * DAY_MS;
	hand_in(&d, d.log, &s, 201, "");
	const char *path = arena_printf(d.c.mem, "/requests/%s", answered(&d, "id"));
	const struct agent_call outcome = { "GET", path, HOST, SITE, as_bytes(""), false };
	ask(&d, &outcome, 200);
	d.c.now_ms += SIGNING_REQUEST_MS;
	ask(&d, &outcome, 404);
	end(&d);
}

static struct agent_request *handed_in(struct desk *d)
{
	struct signing_request s = request(d, ACT(SITE));
	hand_in(d, d->log, &s, 201, "");
	const char *id = answered(d, "id");
	for (size_t i = 0; i < AGENT_REQUESTS_MAX; i++)
		if (d->agent.requests[i].state != AGENT_FREE &&
		    strcmp(d->agent.requests[i].id, id) == 0)
			return &d->agent.requests[i];
	TEST_FAIL("no request %s", id);
	return NULL;
}

static void decide(struct desk *d, const struct agent_request *r, const char *fields, int status)
{
	ask(d,
	    &(struct agent_call){ "POST", arena_printf(d->c.mem, "/confirm/%s", r->id), HOST, OWN,
	        as_bytes(arena_printf(d->c.mem, fields, r->token)), false },
	    status);
}

static void outcome(struct desk *d, const struct agent_request *r, const char *state)
{
	ask(d,
	    &(struct agent_call){ "GET", arena_printf(d->c.mem, "/requests/%s", r->id), HOST, SITE,
	        as_bytes(""), false },
	    200);
	assert_string_equal(answered(d, "state"), state);
}

static void holds(struct desk *d, const struct agent_request *r)
{
	struct bytes der, x;
	assert_true(dec_base64(d->c.mem, answered(d, "signature"), &der));
	CHECK_OK(&d->c, signed_data_check(&d->c, der, as_bytes(ACT(SITE)), &x));
	assert_int_equal(x.n, r->key.certificate.n);
}

static void signs_on_its_button_alone(void **state)
{
	(void)state;
	struct desk d;
	begin(&d, "centre.heng/x");
	const struct agent_request *r = handed_in(&d);
	outcome(&d, r, "waiting");
	/* all that is signed is shown, its text to the byte */
	ask(&d,
	    &(struct agent_call){ "GET", arena_printf(d.c.mem, "/confirm/%s", r->id), HOST, NULL,
	        as_bytes(""), false },
	    200);
	static const char *const shown[] = { "递交投标文件", "示例中心", CENTRE, SITE,
		"01KJNXGE00PS26E5G9K9ASWCVA", "01KJNXGE00PS26E5G9K9ASWCVB", "开标一览表", NONCE,
		"2026-03-02 09:00:00", "某公司", "&quot;purpose&quot;:&quot;bid&quot;" };
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		if (strstr(d.got.body, shown[i]) == NULL)
			TEST_FAIL("not shown: %s", shown[i]);
	decide(&d, r, "token=00112233445566778899aabbccddeeff&act=sign%.0s", 403);
	decide(&d, r, "act=sign%.0s", 403);
	outcome(&d, r, "waiting");
	decide(&d, r, "token=%s&act=sign", 200);
	outcome(&d, r, "signed");
	holds(&d, r);
	decide(&d, r, "token=%s&act=sign", 409);
	/* another trusted centre learns nothing of it */
	d.agent.centres[d.agent.centre_count++] =
	    (struct agent_centre){ OTHER, signer_keys(d.other) };
	ask(&d,
	    &(struct agent_call){ "GET", arena_printf(d.c.mem, "/requests/%s", r->id), HOST, OTHER,
	        as_bytes(""), false },
	    404);
	r = handed_in(&d);
	decide(&d, r, "token=%s&act=refuse", 200);
	outcome(&d, r, "refused");
	decide(&d, r, "token=%s&act=sign", 409);
	outcome(&d, r, "refused");
	end(&d);
}

static void a_token_wants_its_pin(void **state)
{
	(void)state;
	struct desk d;
	begin(&d, "centre.heng/x");
	test_token(&d.c, d.dir, "");
	test_token_put(&d.c, d.dir, "01", pair(&d, "p256", "pem"), pair(&d, "p256", "key"));
	/* the same certificate as in its file, whose key is not held any more */
	const struct certificate says = d.agent.keys[1].says;
	while (d.agent.key_count > 0)
		signing_key_end(&d.agent.keys[--d.agent.key_count]);
	d.agent.keys[0].says = says;
	CHECK_OK(&d.c, token_module_open(&d.c, TOKEN_MODULE, &d.agent.modules[0]));
	d.agent.module_count = 1;
	const struct agent_request *r = handed_in(&d);
	assert_true(r->key.wants_pin);
	decide(&d, r, "token=%s&act=sign", 403);
	decide(&d, r, "token=%s&pin=&act=sign", 403);
	decide(&d, r, "token=%s&pin=654321&act=sign", 403);
	assert_non_null(strstr(d.got.body, "PIN 或者口令不正确"));
	outcome(&d, r, "waiting");
	decide(&d, r, "token=%s&pin=%%3123456&act=sign", 200);
	outcome(&d, r, "signed");
	holds(&d, r);
	r = handed_in(&d);
	for (int i = 0; i < AGENT_WRONG_MAX; i++)
		decide(&d, r, "token=%s&pin=654321&act=sign", 403);
	outcome(&d, r, "refused");
	end(&d);
}

int agent_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_else_is_answered),
		cmocka_unit_test(what_is_no_request_is_refused),
		cmocka_unit_test(once_and_not_too_many),
		cmocka_unit_test(a_practice_clock_is_its_own),
		cmocka_unit_test(signs_on_its_button_alone),
		cmocka_unit_test(a_token_wants_its_pin),
	};
	return cmocka_run_group_tests_name("agent", tests, NULL, NULL);
}
