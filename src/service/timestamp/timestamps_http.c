#include "core/base/limits.h"
#include "core/evidence/log.h"
#include "core/evidence/timestamp.h"
#include "core/http/fetch.h"
#include "core/http/http.h"
#include "service/timestamp/timestamps.h"

struct timestamp_in {
	const uint8_t *digest;
};
static const struct field timestamp_fields[] = {
	F_DIGEST(timestamp_in, digest, REQUIRED, "of what is to be stamped, SHA-256"),
	F_END,
};

/* What the authority that was named answers. */
static enum err ask_other(struct req *r, struct bytes query, struct bytes *response)
{
	struct ctx *c = &r->c;
	struct fetch f = { .url = r->app->tsa,
		.type = "application/timestamp-query",
		.body = query,
		.most_bytes = LIMIT_TIMESTAMP_BYTES,
		.most_ms = LIMIT_TSA_MS,
		.otherwise = E_TSA };
	TRY(fetch(c, &f));
	if (f.status != 200)
		return fail(c, E_TSA, "it answers with status %ld", f.status);
	*response = f.answer;
	return OK;
}

/* On a worker's thread: another's machine may be slow. What does not hold is not handed on. */
static enum err timestamp_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	const struct timestamp_in *in = r->body;
	uint8_t nonce[TIMESTAMP_NONCE_BYTES];
	struct bytes query, response, *token = arena_new_of(c->mem, struct bytes);
	struct timestamp t;
	const bool other = r->app->tsa != NULL && !c->centre->practice;
	rng_bytes(&c->rng, nonce, sizeof(nonce));
	TRY(timestamp_query(c, in->digest, nonce, &query));
	TRY(other ? ask_other(r, query, &response) : log_stamp(c, r->app->log, query, &response));
	enum err e = timestamp_answered(c, response, query, token);
	if (e == OK)
		e = timestamp_read(c, *token, in->digest, &t);
	r->prepared = token;
	return e == OK ? OK : fail(c, E_TSA, "%s", c->fault.detail);
}

static enum err timestamp_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct bytes *token = r->prepared;
	struct json *o = json_object(c);
	json_put(o, "token", json_text(c, enc_base64(c->mem, token->p, token->n)));
	return reply_tree(r, 200, o);
}

const struct route timestamp_routes[] = {
	{ M_POST, "/api/timestamps", ROW_KEEP, ROW_SLOW | ROW_SEALED, .prepare = timestamp_prepare,
	    .handler = timestamp_post, .who = W_MEMBER,
	    FIELDS(timestamp_fields, struct timestamp_in), .errors = "NO_TSA TSA BUSY",
	    .doc = "A timestamp (RFC 3161) over a digest, for who signs; kept nowhere." },
	{ .path = NULL },
};
