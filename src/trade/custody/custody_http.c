#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/trust/trust_folder.h"
#include "service/identity/signed.h"
#include "service/party/party.h"
#include "trade/custody/custody_db.h"

#include <string.h>

struct custodian_in {
	struct bytes certificate;
};
static const struct field custodian_fields[] = {
	F_BASE64(custodian_in, certificate, REQUIRED, 1, LIMIT_CERTIFICATE_BYTES,
	    "of the caller's organisation, for sealing (DER): shares are wrapped for it"),
	F_END,
};

/* Whether it is taken now. An act that runs again was asked when it came. */
static enum err custodian_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	const struct custodian_in *in = r->body;
	struct certificate *x = arena_new_of(c->mem, struct certificate);
	const struct trust_question q = {
		.der = in->certificate, .use = USE_SEAL, .at_ms = c->now_ms
	};
	TRY(at_field(c,
	    r->again ? certificate_read(c, in->certificate, x)
	             : trust_folder_check(c, r->app->trust, &q, x, NULL),
	    "/certificate"));
	r->prepared = x;
	return OK;
}

static enum err custodian_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct custodian_in *in = r->body;
	const struct certificate *x = r->prepared;
	uint8_t digest[SHA256_BYTES];
	TRY(certificate_of_caller(c, x, "/certificate"));
	TRY(custodian_set(c, in->certificate));
	sha256(in->certificate.p, in->certificate.n, digest);
	evidence_digest(c, "certificate", digest);
	TRY(evidence_add(c, "custodian.registered", c->actor.party, NULL));
	return reply_tree(r, 201, json_object(c));
}

static struct json *custodian_json(struct ctx *c, const struct registered *k)
{
	struct json *o = json_object(c), *identifier = json_object(c);
	struct certificate x;
	json_put(identifier, "id", json_text(c, k->identifier));
	json_put(identifier, "scheme", json_text(c, k->scheme));
	json_put(
	    o, "certificate", json_text(c, enc_base64(c->mem, k->certificate.p, k->certificate.n)));
	json_put(o, "identifier", identifier);
	json_put(o, "name", json_text(c, k->name));
	json_put(o, "party", json_text(c, k->party));
	json_put(o, "registered", json_text(c, moment_text(c, k->at_ms)));
	if (certificate_read(c, k->certificate, &x) == OK) {
		json_put(o, "fingerprint", json_text(c, x.fingerprint));
		json_put(o, "until", json_text(c, moment_text(c, x.until_ms)));
	}
	return o;
}

static enum err custodians_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	struct registered *list;
	size_t n;
	TRY(custodians_all(c, &list, &n));
	for (size_t i = 0; i < n; i++)
		json_push(rows, custodian_json(c, &list[i]));
	json_put(o, "custodians", rows);
	return reply_tree(r, 200, o);
}

enum err of_custodian(struct req *r, uint32_t *who)
{
	if ((r->c.actor.roles & ROLE_CUSTODIAN) != 0)
		*who |= W_CUSTODIAN;
	return OK;
}

const struct route custody_routes[] = {
	{ M_POST, "/api/custodians", ROW_ACT, .prepare = custodian_prepare,
	    .handler = custodian_post, .who = W_CUSTODIAN, .of = of_custodian,
	    FIELDS(custodian_fields, struct custodian_in),
	    .errors = "NO_TRUST_LIST BAD_CERTIFICATE CERT_NOT_YET CERT_EXPIRED CERT_USE "
	              "CERT_AUTHORITY CERT_SUSPENDED CERT_REVOKED CERT_UNCHECKED CERT_OTHER",
	    .doc = "Registers the certificate that shares of keys are wrapped for." },
	{ M_GET, "/api/custodians", ROW_READ, .handler = custodians_get, .who = W_PUBLIC,
	    .doc = "Who keeps shares of keys, each with its certificate." },
	{ .path = NULL },
};
