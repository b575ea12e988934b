#include "test/upload.h"

#include <string.h>

#include "core/base/json.h"
#include "core/base/limits.h"

static void chunk_done(struct req *r)
{
	*(bool *)r->transport = true;
}

/* One chunk, whose digest travels in a header that struct call has no member for. */
static bool send_chunk(struct app *app, const char *token, const char *url, struct bytes chunk)
{
	uint8_t digest[SHA256_BYTES];
	bool done = false;
	struct req *r = req_new(app);
	sha256(chunk.p, chunk.n, digest);
	r->authorization = arena_printf(r->c.mem, "Bearer %s", token);
	r->digest_header = enc_hex(r->c.mem, digest, sizeof(digest));
	r->transport = &done;
	/* manual: the act has run in this thread */
	bool ran = req_match(r, "PUT", url) && req_body(r, chunk.p, chunk.n) &&
	           (req_run(r, chunk_done) || done) && r->reply.status == 200;
	req_free(r);
	return ran;
}

const char *test_upload(struct ctx *c, struct app *app, const char *token, struct bytes content)
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
	const char *id = json_get_text(reply, "id", "");
	struct call end = { .method = "POST",
		.url = arena_printf(c->mem, "/api/uploads/%s/completion", id),
		.token = token };
	if (!send_chunk(app, token, arena_printf(c->mem, "/api/uploads/%s/chunks/0", id), content))
		return NULL;
	app_call(c, app, &end);
	return end.status / 100 == 2 ? hex : NULL;
}
