#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/log.h"
#include "core/evidence/timestamp.h"
#include "core/base/fetch.h"
#include "core/http/http.h"
#include "core/trust/statement.h"
#include "core/trust/trust_folder.h"
#include "service/timestamp/timestamps.h"

#define TSA_RESTS_US INT64_C(60000000)
#define STAMP_BEHIND_MS INT64_C(60000)

struct timestamp_in {
	const uint8_t *digest;
};
static const struct field timestamp_fields[] = {
	F_DIGEST(timestamp_in, digest, REQUIRED, "of what is to be stamped, SHA-256"),
	F_END,
};

static enum err fetch_answer(struct req *r, struct bytes query, struct bytes *response)
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

/* What the authority that was named answers. One that failed is left alone for a while, so that it
 * holds up neither who bids nor the threads that others wait for. */
static enum err ask_other(struct req *r, struct bytes query, struct bytes *response)
{
	if (moment_steady_us() < r->app->tsa_rests_us)
		return fail(&r->c, E_TSA, "it failed a moment ago");
	enum err e = fetch_answer(r, query, response);
	if (e != OK)
		r->app->tsa_rests_us = moment_steady_us() + TSA_RESTS_US;
	return e;
}

/* What an act would be refused for is not handed on: it goes without. */
static enum err check_token(struct req *r, struct bytes token, const uint8_t digest[SHA256_BYTES])
{
	struct ctx *c = &r->c;
	struct timestamp t;
	struct certificate x;
	TRY(timestamp_read(c, token, digest, &t));
	const struct trust_question q = {
		.der = t.certificate, .use = USE_STAMP, .at_ms = t.at_ms
	};
	TRY(trust_folder_check(c, r->app->trust, &q, &x, NULL));
	return t.at_ms >= c->now_ms - STAMP_BEHIND_MS && t.at_ms <= c->now_ms + STAMP_AHEAD_MS
	           ? OK
	           : fail(c, E_TSA, "its clock says %s", moment_text(c, t.at_ms));
}

/* On a worker's thread: another's machine may be slow. */
static enum err timestamp_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	const struct timestamp_in *in = r->body;
	uint8_t nonce[TIMESTAMP_NONCE_BYTES];
	struct bytes query, response, *token = arena_new_of(c->mem, struct bytes);
	const bool other = r->app->tsa != NULL && !c->centre->practice;
	rng_bytes(&c->rng, nonce, sizeof(nonce));
	TRY(timestamp_query(c, in->digest, nonce, &query));
	TRY(other ? ask_other(r, query, &response) : log_stamp(c, r->app->log, query, &response));
	enum err e = timestamp_answered(c, response, query, token);
	if (e == OK)
		e = check_token(r, *token, in->digest);
	r->prepared = token;
	return e == OK ? OK : fail(c, E_TSA, "%s: %s", err_name(e), c->fault.detail);
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
	{ M_POST, "/api/timestamps", ROW_KEEP, ROW_SLOW | ROW_SEALED | ROW_SECRET,
	    .prepare = timestamp_prepare, .handler = timestamp_post, .who = W_MEMBER,
	    FIELDS(timestamp_fields, struct timestamp_in), .errors = "NO_TSA TSA BUSY",
	    .doc = "A timestamp (RFC 3161) over a digest, for who signs; kept nowhere." },
	{ .path = NULL },
};
