/* limits.c - what is refused before it costs anything: sizes, types, addresses, forged writes. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/json.h"
#include "core/base/limits.h"
#include "test/http/site.h"

#define PARTY                                                                                      \
	"{\"name\":\"x\",\"contact\":\"x\",\"identifier\":{\"scheme\":\"TEST\",\"id\":\"types\"}," \
	"\"roles\":[\"tenderer\"]}"

/* Only what is given is sent: the answer must come all the same. */
static struct answer_got raw(struct site *s, const char *text)
{
	struct answer_got got = { 0 };
	int fd = wire_dial(s->port);
	wire_text(fd, text);
	if (!wire_answer(fd, s->c.mem, strncmp(text, "HEAD", 4) == 0, &got))
		got.status = 0;
	close(fd);
	return got;
}

static bool announced(struct site *s)
{
	struct ctx *c = &s->c;
	struct answer_got got = raw(s, arena_printf(c->mem,
	                                   "POST /api/parties HTTP/1.1\r\nHost: x\r\n"
	                                   "Content-Length: %ld\r\n\r\n",
	                                   LIMIT_BODY_BYTES + 1));
	CHECK(site_is(&got, 413, "TOO_LARGE"), "a body that announces too much");
	got = raw(s, arena_printf(c->mem,
	                 "PUT /api/uploads/x/chunks/0 HTTP/1.1\r\nHost: x\r\n"
	                 "Content-Length: %ld\r\n\r\n",
	                 LIMIT_CHUNK_BYTES + 1));
	CHECK(site_is(&got, 413, "TOO_LARGE"), "a chunk that announces too much");
	got = raw(s, "POST /api/parties HTTP/1.1\r\nHost: x\r\nContent-Length: "
	             "99999999999999999999999\r\n\r\n");
	CHECK(
	    got.status == 400 || got.status == 413, "a length beyond all numbers: %d", got.status);
	return true;
}

/* A body in HTTP's own chunks announces nothing. */
static bool unannounced(struct site *s)
{
	static char piece[16 * 1024];
	struct answer_got got = { 0 };
	int fd = wire_dial(s->port);
	memset(piece, ' ', sizeof(piece));
	wire_text(fd, "POST /api/parties HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
	              "Content-Type: application/json\r\n\r\n");
	for (size_t sent = 0; sent <= (size_t)LIMIT_BODY_BYTES; sent += sizeof(piece)) {
		wire_text(fd, "4000\r\n");
		wire_send(fd, piece, sizeof(piece));
		wire_text(fd, "\r\n");
	}
	wire_text(fd, "0\r\n\r\n");
	bool answered = wire_answer(fd, s->c.mem, false, &got);
	close(fd);
	CHECK(answered && site_is(&got, 413, "TOO_LARGE"), "a body in chunks that is too large");
	return true;
}

bool limits_hold(struct site *s)
{
	struct ctx *c = &s->c;
	char *address = arena_alloc(c->mem, LIMIT_URL_BYTES + 100);
	memset(memcpy(address, "/api/", 5) + 5, 'x', LIMIT_URL_BYTES);
	if (!announced(s) || !unannounced(s))
		return false;
	const struct {
		const char *method, *url;
		int status;
		const char *error;
	} cases[] = { { "GET", address, 413, "TOO_LARGE" },
		{ "GET", "/api/nothing", 404, "NOT_FOUND" },
		{ "POST", "/api/notices", 405, "BAD_METHOD" },
		{ "PATCH", "/api/notices", 405, "BAD_METHOD" },
		{ "GET", "/api/notices?limit=0", 422, "BAD_FIELD" },
		{ "GET", "/api/notices?q=%ff", 400, "BAD_ENCODING" },
		{ "GET", "/api/notices?q=%00", 400, "BAD_ENCODING" },
		{ "GET", "/tile/0", 404, "NOT_FOUND" },
		{ "GET", "/tile/entries", 404, "NOT_FOUND" },
		{ "GET", "/tile/../../store", 404, NULL },
		{ "GET", "/tile/%2e%2e/%2e%2e/store", 404, NULL } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct ask a = { .method = cases[i].method, .url = cases[i].url };
		struct answer_got got = site_ask(s, &a, NULL);
		const char *error = strncmp(a.url, "/api/", 5) == 0 ? cases[i].error : NULL;
		CHECK(site_is(&got, cases[i].status, error), "%s %.60s", a.method, a.url);
	}
	struct answer_got head = raw(s, "HEAD /api/notices HTTP/1.1\r\nHost: x\r\n\r\n");
	const struct ask get = { .method = "GET", .url = "/api/notices" };
	struct answer_got whole = site_ask(s, &get, NULL);
	const char *length = answer_header(c->mem, &head, "Content-Length");
	CHECK(head.status == 200 && length != NULL &&
	          strcmp(length, answer_header(c->mem, &whole, "Content-Length")) == 0,
	    "HEAD is not as GET: %d %s", head.status, length ? length : "");
	return true;
}

bool types_and_csrf(struct site *s)
{
	struct ctx *c = &s->c;
	struct json *v;
	const struct ask text = {
		.method = "POST", .url = "/api/parties", .body = PARTY, .type = "text/plain"
	};
	struct answer_got got = site_ask(s, &text, NULL);
	CHECK(site_is(&got, 415, "BAD_TYPE"), "a body that is no JSON by its type");
	const struct ask json = { .method = "POST",
		.url = "/api/parties",
		.body = PARTY,
		.type = "application/json; charset=utf-8" };
	got = site_ask(s, &json, NULL);
	CHECK(site_is(&got, 201, NULL), "JSON with its charset");
	const struct ask in = { .method = "POST",
		.url = "/api/practice/sessions",
		.body = arena_printf(c->mem, "{\"person\":\"%s\"}", s->owner_person) };
	got = site_ask(s, &in, &v);
	CHECK(site_is(&got, 201, NULL), "signing in");
	const char *cookie = answer_header(c->mem, &got, "Set-Cookie");
	CHECK(cookie != NULL && strstr(cookie, "HttpOnly") && strstr(cookie, "SameSite=Strict"),
	    "the cookie: %s", cookie ? cookie : "none");
	cookie = arena_printf(c->mem, "Cookie: %.*s\r\n", (int)strcspn(cookie, ";"), cookie);
	const char *csrf = json_get_text(v, "csrf", "");
	const struct {
		const char *method, *url, *token;
		int status;
		const char *error;
	} cases[] = { { "POST", "/api/tokens", NULL, 403, "BAD_CSRF" },
		{ "POST", "/api/tokens", "", 403, "BAD_CSRF" },
		{ "POST", "/api/tokens", arena_printf(c->mem, "%.63sx", csrf), 403, "BAD_CSRF" },
		{ "GET", "/api/session", NULL, 200, NULL },
		{ "POST", "/api/tokens", csrf, 201, NULL },
		{ "DELETE", "/api/session", NULL, 403, "BAD_CSRF" },
		{ "DELETE", "/api/session", csrf, 200, NULL },
		{ "POST", "/api/tokens", csrf, 401, "UNAUTHENTICATED" },
		{ "GET", "/api/session", NULL, 401, "UNAUTHENTICATED" } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct ask a = { .method = cases[i].method,
			.url = cases[i].url,
			.headers = cases[i].token == NULL
			               ? cookie
			               : arena_printf(c->mem, "%sX-CSRF-Token: %s\r\n", cookie,
			                     cases[i].token) };
		got = site_ask(s, &a, NULL);
		CHECK(site_is(&got, cases[i].status, cases[i].error), "%s %s, case %zu", a.method,
		    a.url, i);
	}
	/* a cookie is no bearer token, nor the other way round */
	const struct ask swapped = { .method = "POST",
		.url = "/api/tokens",
		.headers = arena_printf(c->mem, "Cookie: heng_session=%s\r\n", s->owner) };
	got = site_ask(s, &swapped, NULL);
	CHECK(site_is(&got, 401, "UNAUTHENTICATED"), "a token in a cookie");
	return true;
}
