#include <string.h>

#include "core/base/moment.h"
#include "core/evidence/log.h"
#include "core/http/http.h"
#include "service/identity/identity.h"
#include "service/signing/signing.h"

#define AT "/text"

struct signing_in {
	const char *text;
};
static const struct field signing_fields[] = {
	F_TEXT(signing_in, text, REQUIRED, 1, STATEMENT_CHARS,
	    "what will be signed: a statement or a challenge, docs/signature-format.md"),
	F_END,
};

/* The centre vouches for what it would take itself: of the caller's own, here and now. */
static enum err check_text(struct ctx *c, const char *text, const char *site)
{
	struct statement s;
	TRY(statement_read(c, text, &s));
	if (s.party != NULL && c->actor.party == NULL)
		return fail(c, E_DENIED, "the caller acts for no party");
	s.centre = c->centre->code;
	s.origin = site;
	if (s.party != NULL)
		s.party = c->actor.party;
	TRY(statement_check(c, text, &s));
	if (s.expires_ms <= c->now_ms)
		return fail(c, E_BAD_STATEMENT, "it held until %s", moment_text(c, s.expires_ms));
	return s.expires_ms <= c->now_ms + STATEMENT_MS
	           ? OK
	           : fail(c, E_BAD_STATEMENT, "it holds for a day at most");
}

/* Before the log's keys are used: a stranger's is one that this centre gave out. */
static enum err check_challenge(struct req *r, const char *text)
{
	struct ctx *c = &r->c;
	struct statement says;
	TRY(statement_read(c, text, &says));
	if (says.party != NULL)
		return OK;
	TRY(reader_take(r->app, c));
	enum err e = at_field(c, challenge_waits(c, text), AT);
	reader_give(r->app, c);
	return e;
}

/* Signing a note takes no store, so the lane does not wait for it. */
static enum err signing_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	const struct signing_in *in = r->body;
	const char *site = req_site(r), *note;
	uint8_t id[RNG_SEED_BYTES];
	if (site == NULL)
		return fail(c, E_BAD_REQUEST, "the request names no host");
	TRY(at_field(c, check_text(c, in->text, site), AT));
	TRY(check_challenge(r, in->text));
	/* from the system, not from the request's seed: nobody may know it before */
	rng_system_seed(id);
	const struct signing_request s = { .centre = c->centre->code,
		.name = c->centre->name,
		.origin = site,
		.id = enc_hex(c->mem, id, SIGNING_REQUEST_ID_BYTES),
		.text = in->text,
		.expires_ms = c->now_ms + SIGNING_REQUEST_MS };
	TRY(log_sign_text(c, r->app->log, signing_request_text(c, &s), &note));
	r->prepared = arena_text(c->mem, note);
	return OK;
}

static enum err signing_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c);
	json_put(o, "request", json_text(c, r->prepared));
	return reply_tree(r, 201, o);
}

const struct route signing_routes[] = {
	{ M_POST, "/api/signing-requests", ROW_KEEP, ROW_SECRET | ROW_SEALED,
	    .prepare = signing_prepare, .handler = signing_post, .who = W_PUBLIC,
	    FIELDS(signing_fields, struct signing_in),
	    .errors = "BAD_REQUEST BAD_STATEMENT BAD_CHALLENGE DENIED",
	    .doc =
	        "What a signer outside of the page is asked to sign, signed by the log's keys; it "
	        "holds for two minutes." },
	{ .path = NULL },
};
