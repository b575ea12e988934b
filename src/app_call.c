#include <string.h>
#include <unistd.h>

#include "app.h"
#include "core/base/json.h"
#include "core/base/limits.h"

#define CALL_FILE_BYTES ((size_t)64 * 1024) /* of a file that is answered with */

/* A request from within: waits for the lane where it must. */
struct waiting {
	pthread_mutex_t lock;
	pthread_cond_t done;
	bool ready;
};

static void call_done(struct req *r)
{
	struct waiting *w = r->transport;
	pthread_mutex_lock(&w->lock);
	w->ready = true;
	pthread_cond_signal(&w->done);
	pthread_mutex_unlock(&w->lock);
}

void app_call(struct ctx *c, struct app *app, struct call *call)
{
	struct waiting w = { .lock = PTHREAD_MUTEX_INITIALIZER, .done = PTHREAD_COND_INITIALIZER };
	struct req *r = req_new(app);
	r->transport = &w;
	if (call->token != NULL)
		r->authorization = arena_printf(r->c.mem, "Bearer %s", call->token);
	r->idempotency_key = call->key;
	r->content_type = call->chunk != NULL ? "application/octet-stream" : "application/json";
	r->digest_header = call->chunk;
	size_t n = call->chunk != NULL ? call->n : call->body != NULL ? strlen(call->body) : 0;
	bool ready = !req_match(r, call->method, call->url) ||
	             (call->body != NULL && !req_body(r, call->body, n));
	if (!ready && !req_run(r, call_done)) {
		pthread_mutex_lock(&w.lock);
		while (!w.ready)
			pthread_cond_wait(&w.done, &w.lock);
		pthread_mutex_unlock(&w.lock);
		req_finish_replayed(r);
	}
	call->status = r->reply.status;
	if (r->reply.fd >= 0) {
		char *file = arena_alloc(c->mem, CALL_FILE_BYTES + 1);
		ssize_t got = pread(r->reply.fd, file, CALL_FILE_BYTES, 0);
		call->reply_n = got > 0 ? (size_t)got : 0;
		file[call->reply_n] = '\0';
		call->reply = file;
		close(r->reply.fd);
	} else {
		call->reply_n = r->reply.body != NULL ? r->reply.n : 0;
		call->reply = arena_copy(c->mem, r->reply.body ? r->reply.body : "", call->reply_n);
	}
	pthread_mutex_destroy(&w.lock);
	pthread_cond_destroy(&w.done);
	req_free(r);
}

/* One chunk of an upload, and all that comes before and after. */
const char *app_upload(struct ctx *c, struct app *app, const char *token, struct bytes content)
{
	uint8_t digest[SHA256_BYTES];
	sha256(content.p, content.n, digest);
	const char *hex = enc_hex(c->mem, digest, sizeof(digest));
	struct json *reply;
	struct call begin = { .method = "POST",
		.url = "/api/uploads",
		.token = token,
		.body = arena_printf(c->mem,
		    "{\"name\":\"文件.pdf\",\"type\":\"application/pdf\",\"bytes\":%zu,"
		    "\"digest\":\"%s\"}",
		    content.n, hex) };
	app_call(c, app, &begin);
	if (begin.status / 100 != 2 || content.n > LIMIT_CHUNK_BYTES ||
	    json_parse(c, begin.reply, strlen(begin.reply), &reply) != OK)
		return NULL;
	const char *url = arena_printf(c->mem, "/api/uploads/%s", json_get_text(reply, "id", ""));
	struct call chunk = { .method = "PUT",
		.url = arena_printf(c->mem, "%s/chunks/0", url),
		.token = token,
		.body = (const char *)content.p,
		.n = content.n,
		.chunk = hex };
	struct call end = {
		.method = "POST", .url = arena_printf(c->mem, "%s/completion", url), .token = token
	};
	app_call(c, app, &chunk);
	if (chunk.status / 100 != 2)
		return NULL;
	app_call(c, app, &end);
	return end.status / 100 == 2 ? hex : NULL;
}
