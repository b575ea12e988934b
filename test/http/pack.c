/* pack.c - what is compressed, for whom, and that nothing is for who is signed in. */
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "test/http/site.h"

#define PLAIN_BYTES ((size_t)1024 * 1024)

static struct answer_got get(
    struct site *s, const char *url, const char *token, const char *accepts, const char *more)
{
	const struct ask a = { .method = "GET",
		.url = url,
		.token = token,
		.headers = arena_printf(s->c.mem, "%s%s%s%s", accepts ? "Accept-Encoding: " : "",
		    accepts ? accepts : "", accepts ? "\r\n" : "", more ? more : "") };
	return ask_once(s->c.mem, s->port, &a);
}

static bool is_packed(struct site *s, const struct answer_got *got)
{
	const char *coding = answer_header(s->c.mem, got, "Content-Encoding");
	return coding != NULL && strcmp(coding, "gzip") == 0;
}

static bool varies(struct site *s, const struct answer_got *got)
{
	const char *by = answer_header(s->c.mem, got, "Vary");
	return by != NULL && strcmp(by, "Accept-Encoding") == 0;
}

static bool negotiated(struct site *s)
{
	static const struct {
		const char *accepts;
		bool packed;
	} cases[] = { { NULL, false }, { "identity", false }, { "gzip", true },
		{ "gzip, deflate, br, zstd", true }, { "br;q=1.0, GZIP ;q=0.8", true },
		{ "x-gzip", true }, { "*", true }, { "*;q=0", false }, { "gzip;q=0", false },
		{ "gzip;q=0.000, *", false }, { "*;q=0, gzip;q=0.001", true }, { "gzipped", false },
		{ "br, deflate", false }, { "", false } };
	static const char *const urls[] = { "/help", "/style.css", "/check" };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (size_t k = 0; k < sizeof(urls) / sizeof(*urls); k++) {
			struct answer_got got = get(s, urls[k], NULL, cases[i].accepts, NULL);
			CHECK(got.status == 200 && varies(s, &got) &&
			          is_packed(s, &got) == cases[i].packed,
			    "%s accepting %s", urls[k], cases[i].accepts ? cases[i].accepts : "-");
		}
	return true;
}

/* What comes compressed is what comes plain. */
static bool the_same(struct site *s)
{
	static const char *const urls[] = { "/style.css", "/api/openapi.json", "/check" };
	static uint8_t out[PLAIN_BYTES];
	for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++) {
		struct answer_got plain = get(s, urls[i], NULL, NULL, NULL),
		                  small = get(s, urls[i], NULL, "gzip", NULL);
		z_stream z = { .next_in = (uint8_t *)(uintptr_t)small.body,
			.avail_in = (unsigned)small.n,
			.next_out = out,
			.avail_out = sizeof(out) };
		CHECK(inflateInit2(&z, MAX_WBITS + 16) == Z_OK, "zlib");
		int rc = inflate(&z, Z_FINISH);
		inflateEnd(&z);
		CHECK(rc == Z_STREAM_END && small.n < plain.n / 2 && z.total_out == plain.n &&
		          memcmp(out, plain.body, plain.n) == 0,
		    "%s: %zu bytes become %zu", urls[i], plain.n, small.n);
	}
	return true;
}

/* Each form has its tag, and either is known again. */
static bool unchanged(struct site *s)
{
	const char *notice = NULL, *url = site_publication(s);
	const struct json *v = site_post(s, s->buyer, url, NULL);
	CHECK(v != NULL, "publication");
	notice = arena_printf(s->c.mem, "/notices/%s", json_get_text(v, "notice", ""));
	const char *const urls[] = { "/style.css", "/check", notice };
	for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++) {
		static const char *const forms[] = { NULL, "gzip" };
		const char *tags[2];
		for (int k = 0; k < 2; k++) {
			struct answer_got got = get(s, urls[i], NULL, forms[k], NULL);
			tags[k] = answer_header(s->c.mem, &got, "ETag");
			CHECK(got.status == 200 && tags[k] != NULL, "%s has no tag", urls[i]);
			struct answer_got again = get(s, urls[i], NULL, forms[k],
			    arena_printf(s->c.mem, "If-None-Match: %s\r\n", tags[k]));
			const char *tag = answer_header(s->c.mem, &again, "ETag");
			CHECK(again.status == 304 && varies(s, &again) && tag != NULL &&
			          strcmp(tag, tags[k]) == 0,
			    "%s is sent again: %d", urls[i], again.status);
		}
		CHECK(strcmp(tags[0], tags[1]) != 0, "%s: one tag for two forms", urls[i]);
	}
	return true;
}

/* Who is signed in may be sent a secret beside what a stranger made them ask for. */
static bool no_secret_is_packed(struct site *s)
{
	static const struct {
		const char *url;
		bool stranger, member;
	} cases[] = { { "/help", true, true }, { "/api/openapi.json", true, true },
		{ "/api/law/numbers?kind=works-lowest-price", true, false } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct answer_got a = get(s, cases[i].url, NULL, "gzip", NULL),
		                  b = get(s, cases[i].url, s->buyer, "gzip", NULL);
		CHECK(a.status == 200 && is_packed(s, &a) == cases[i].stranger, "%s for a stranger",
		    cases[i].url);
		CHECK(b.status == 200 && is_packed(s, &b) == cases[i].member, "%s for a member",
		    cases[i].url);
	}
	struct answer_got small = get(s, "/health", NULL, "gzip", NULL);
	CHECK(!is_packed(s, &small), "what fits into a packet is compressed");
	return true;
}

bool packs_what_it_may(struct site *s)
{
	return negotiated(s) && the_same(s) && unchanged(s) && no_secret_is_packed(s);
}
