#include "replay/feed.h"

#include <assert.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#define ANSWER_BYTES_MAX ((size_t)4 * 1024 * 1024)

struct feed {
	struct app *app;
	const char *base;
	CURL *curl;
};

struct feed *feed_new(struct app *app, const char *base)
{
	struct feed *f = calloc(1, sizeof(*f));
	assert(f != NULL);
	f->app = app;
	f->base = base;
	f->curl = base != NULL ? curl_easy_init() : NULL;
	return f;
}

void feed_free(struct feed *f)
{
	if (f == NULL)
		return;
	if (f->curl != NULL)
		curl_easy_cleanup(f->curl);
	free(f);
}

static size_t take(char *p, size_t size, size_t n, void *arg)
{
	struct buf *b = arg;
	if (b->n + size * n >= b->cap)
		return 0;
	buf_add(b, p, size * n);
	return size * n;
}

static struct curl_slist *headers_of(struct ctx *c, const struct call *in)
{
	struct curl_slist *list = curl_slist_append(NULL, "Content-Type: application/json");
	list = curl_slist_append(list, "Expect:");
	if (in->token != NULL)
		list = curl_slist_append(
		    list, arena_printf(c->mem, "Authorization: Bearer %s", in->token));
	if (in->key != NULL)
		list =
		    curl_slist_append(list, arena_printf(c->mem, "Idempotency-Key: %s", in->key));
	return list;
}

static enum err over_http(struct ctx *c, struct feed *f, struct call *in)
{
	struct buf answer;
	struct curl_slist *headers = headers_of(c, in);
	long status = 0;
	buf_init(&answer, c->mem, ANSWER_BYTES_MAX);
	curl_easy_reset(f->curl);
	curl_easy_setopt(f->curl, CURLOPT_URL, arena_printf(c->mem, "%s%s", f->base, in->url));
	curl_easy_setopt(f->curl, CURLOPT_CUSTOMREQUEST, in->method);
	curl_easy_setopt(f->curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(f->curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(f->curl, CURLOPT_WRITEDATA, &answer);
	curl_easy_setopt(f->curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(f->curl, CURLOPT_TIMEOUT, 60L);
	if (strcmp(in->method, "GET") != 0) {
		const char *body = in->body ? in->body : "";
		curl_easy_setopt(f->curl, CURLOPT_POSTFIELDS, body);
		curl_easy_setopt(f->curl, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
	}
	CURLcode rc = curl_easy_perform(f->curl);
	curl_easy_getinfo(f->curl, CURLINFO_RESPONSE_CODE, &status);
	curl_slist_free_all(headers);
	in->status = (int)status;
	in->reply = answer.p;
	return rc == CURLE_OK ? OK : fail(c, E_BAD_REQUEST, "%s", curl_easy_strerror(rc));
}

enum err feed_do(struct ctx *c, struct feed *f, const struct request *r, struct json **reply)
{
	uint8_t raw[12];
	struct json *answer;
	rng_bytes(&c->rng, raw, sizeof(raw));
	bool write = strcmp(r->method, "GET") != 0;
	struct call in = { .method = r->method,
		.url = r->path,
		.body = r->body,
		.token = r->token,
		.key = write ? enc_hex(c->mem, raw, sizeof(raw)) : NULL };
	if (f->curl != NULL)
		TRY(over_http(c, f, &in));
	else
		app_call(c, f->app, &in);
	if (in.status / 100 != 2)
		return fail(
		    c, E_BAD_REQUEST, "%s %s: %d %.600s", r->method, r->path, in.status, in.reply);
	TRY(json_parse(c, in.reply, strlen(in.reply), &answer));
	const struct json *result = json_get(answer, "result");
	if (reply != NULL)
		*reply = result != NULL && json_get(answer, "receipt") != NULL
		             ? (struct json *)result
		             : answer;
	return OK;
}
