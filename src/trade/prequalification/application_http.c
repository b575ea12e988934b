/* application_http.c - the applicants: sealed applications and their keys. */
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "service/identity/signed.h"
#include "service/party/party.h"
#include "trade/prequalification/prequalification_db.h"

struct application_in {
	struct bytes application;
	struct signed_in *signature;
};
/* As it came. */
struct sealed {
	struct seal_header header;
	uint8_t digest[SHA256_BYTES];
	struct signed_by by;
};
static const struct field application_fields[] = {
	F_BASE64(application_in, application, REQUIRED, 1, LIMIT_CONTAINER_BYTES,
	    "the sealed application, a container, base64; its lot is the tender"),
	F_OBJECT(application_in, signature, OPTIONAL, signed_fields, signed_in,
	    "who applies has signed its digest; wanted of who signed in by certificate"),
	F_END,
};

static enum err application_prepare(struct req *r)
{
	const struct application_in *in = r->body;
	struct ctx *c = &r->c;
	struct sealed *s = arena_new_of(c->mem, struct sealed);
	TRY(at_field(c, seal_inspect(c, in->application, &s->header), "/application"));
	TRY(seal_is_for(c, "/application", &s->header, r->params[0], APPLICATION_PART));
	sha256(in->application.p, in->application.n, s->digest);
	const struct statement want = { .object = r->params[0],
		.purpose = "application",
		.shown = { { "application", enc_hex(c->mem, s->digest, SHA256_BYTES) } },
		.n = 1 };
	r->prepared = s;
	return signed_prepare(r, in->signature, &want, &s->by);
}

/* The tender, while its applications are taken. */
static enum err applying(struct req *r, struct tender *t)
{
	struct ctx *c = &r->c;
	TRY(tender_get(c, r->params[0], t));
	if (t->state == TS_APPLYING && c->now_ms < t->deadline_ms)
		return OK;
	return t->state == TS_APPLYING || t->state == TS_REVIEWING
	           ? fail_rule(c, E_BID_LATE,
	                 "《招标投标法实施条例》第三十六条 / Implementing Regulation, art. 36",
	                 "arrived %s, the deadline was %s", moment_text(c, c->now_ms),
	                 moment_text(c, t->deadline_ms))
	           : rule_refuse(c, tender_rules, t->state, TE_OPEN);
}

/* What was signed once is handed in once. */
static enum err check_once(struct ctx *c, const char *tender, const char *digest)
{
	bool before;
	TRY(application_was_placed(c, tender, digest, &before));
	return before ? fail_at(c, E_DUPLICATE, "/application", digest,
	                    "this container was handed in before; seal it anew")
	              : OK;
}

static enum err application_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct sealed *s = r->prepared;
	struct json *warnings = json_list(c);
	struct application *standing;
	struct tender t;
	bool replaced = false;
	size_t n;
	TRY(applying(r, &t));
	TRY(party_may_act(c));
	struct application a = { .party = c->actor.party,
		.place = c->evidence->place,
		.digest = enc_hex(c->mem, s->digest, SHA256_BYTES) };
	memcpy(a.commitment, s->header.commitment, SHA256_BYTES);
	if (s->by.expires_ms > 0) {
		TRY(signed_hold(
		    c, &s->by, t.deadline_ms + t.window_minutes * 60 * SECOND_MS, warnings));
		TRY(check_once(c, t.id, a.digest));
	}
	TRY(application_end(c, t.id, BID_REPLACED, &replaced));
	TRY(applications_standing(c, t.id, &standing, &n));
	if (n >= LIMIT_BIDS)
		return fail(c, E_CONFLICT, "a tender takes at most %d applications", LIMIT_BIDS);
	TRY(application_insert(c, t.id, &a));
	evidence_digest(c, "application", s->digest);
	TRY(evidence_add(c, replaced ? "application.replaced" : "application.placed", t.id, t.id));
	struct json *o = json_object(c);
	json_put(o, "digest", json_text(c, a.digest));
	json_put(o, "replaced", json_bool(c, replaced));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 201, o);
}

static enum err withdrawal_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender t;
	bool had = false;
	TRY(applying(r, &t));
	TRY(application_end(c, t.id, BID_WITHDRAWN, &had));
	if (!had)
		return absent(c, E_NOT_FOUND, "application of the caller to tender", t.id);
	TRY(evidence_add(c, "application.withdrawn", t.id, t.id));
	return reply_tree(r, 200, json_object(c));
}

struct key_in {
	struct bytes key;
};
static const struct field key_fields[] = {
	F_BASE64(key_in, key, REQUIRED, SEAL_KEY_BYTES, SEAL_KEY_BYTES, "its content key"),
	F_END,
};

static enum err key_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct key_in *in = r->body;
	uint8_t got[SHA256_BYTES];
	struct application a;
	struct tender t;
	TRY(tender_get(c, r->params[0], &t));
	if (t.state == TS_REVIEWING || t.state == TS_UNQUALIFIED)
		return fail_rule(c, E_WINDOW_CLOSED,
		    "《电子招标投标办法》第三十条、第三十一条 / Order 20, art. 30, 31",
		    "the applications are open");
	if (t.state != TS_APPLYING)
		return rule_refuse(c, tender_rules, t.state, TE_OPEN);
	if (c->now_ms < t.deadline_ms)
		return fail_rule(c, E_WRONG_STATE,
		    "《电子招标投标办法》第三十条 / Order 20, art. 30",
		    "keys are taken from the deadline on, %s", moment_text(c, t.deadline_ms));
	TRY(application_current(c, t.id, &a));
	seal_commit(in->key.p, got);
	if (!same_bytes(got, a.commitment, sizeof(got)))
		return fail_at(
		    c, E_BAD_KEY, "/key", NULL, "not the key that the container commits to");
	TRY(application_key_put(c, t.id, in->key));
	TRY(evidence_add(c, "application.key", t.id, t.id));
	return reply_tree(r, 200, json_object(c));
}

static enum err mine_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct application a;
	struct json *o = json_object(c);
	TRY(application_current(c, r->params[0], &a));
	json_put(o, "digest", json_text(c, a.digest));
	json_put(o, "keyHandedIn", json_bool(c, a.key.n != 0));
	return reply_tree(r, 200, o);
}

const struct route application_routes[] = {
	{ M_POST, "/api/tenders/{tender}/applications", ROW_ACT, ROW_SEALED,
	    .prepare = application_prepare, .handler = application_post, .who = W_TENDERER,
	    .of = of_tender, FIELDS(application_fields, struct application_in),
	    .errors = "BID_LATE NOT_SEALED BAD_SEAL SEALED_FOR_ANOTHER WRONG_STATE "
	              "CONFLICT " SIGNED_ERRORS " DUPLICATE",
	    .doc = "Applies, sealed; a second application replaces the first." },
	{ M_POST, "/api/tenders/{tender}/applications/withdrawal", ROW_ACT, ROW_SEALED,
	    .handler = withdrawal_post, .who = W_TENDERER, .of = of_tender,
	    .errors = "BID_LATE NOT_FOUND WRONG_STATE",
	    .doc = "Withdraws the caller's application before the deadline." },
	{ M_POST, "/api/tenders/{tender}/applications/keys", ROW_ACT, ROW_SEALED,
	    .handler = key_post, .who = W_TENDERER, .of = of_tender,
	    FIELDS(key_fields, struct key_in),
	    .errors = "WINDOW_CLOSED WRONG_STATE BAD_KEY NOT_FOUND DUPLICATE",
	    .doc = "Hands in the key of the caller's application, within the window after the"
	           " deadline." },
	{ M_GET, "/api/tenders/{tender}/applications/mine", ROW_READ, ROW_SEALED,
	    .handler = mine_get, .who = W_TENDERER, .of = of_tender, .errors = "NOT_FOUND",
	    .doc = "The caller's own application." },
	{ .path = NULL },
};
