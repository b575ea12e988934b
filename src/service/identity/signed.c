#include "service/identity/signed.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "core/evidence/timestamp.h"
#include "core/trust/signed_data.h"
#include "core/trust/trust_folder.h"
#include "service/party/party.h"

#define AT "/signature"
#define RULE_OTHER "《电子签名法》第十三条 / Electronic Signature Law, art. 13"
/* which documents are signed; that a reliable electronic signature is one */
#define RULE_SIGNED                                                                         \
	"《电子招标投标办法》第四十条、《电子签名法》第十四条 / " \
	"Order 20, art. 40; Electronic Signature Law, art. 14"

const struct field signed_fields[] = {
	F_TEXT(signed_in, statement, REQUIRED, 1, STATEMENT_CHARS,
	    "what was signed: canonical JSON, docs/signature-format.md"),
	F_BASE64(signed_in, value, REQUIRED, 1, LIMIT_SIGNATURE_BYTES,
	    "SignedData over its text, detached (DER, base64)"),
	F_BASE64(signed_in, timestamp, OPTIONAL, 1, LIMIT_TIMESTAMP_BYTES,
	    "a timestamp (RFC 3161) over the value's SHA-256, DER, base64"),
	F_END,
};

/* Its timestamp, where it has one: over the signature, by whom the trust list takes for that. */
static enum err read_timestamp(struct req *r, const struct signed_in *in, struct signed_by *out)
{
	struct ctx *c = &r->c;
	uint8_t digest[SHA256_BYTES];
	struct certificate x;
	struct timestamp t;
	if (in->timestamp.n == 0)
		return OK;
	sha256(in->value.p, in->value.n, digest);
	TRY(timestamp_read(c, in->timestamp, digest, &t));
	const struct trust_question q = {
		.der = t.certificate, .use = USE_STAMP, .at_ms = t.at_ms
	};
	if (!r->again)
		TRY(trust_folder_check(c, r->app->trust, &q, &x, NULL));
	out->stamped_ms = t.at_ms;
	return OK;
}

enum err signed_prepare(
    struct req *r, const struct signed_in *in, const struct statement *want, struct signed_by *out)
{
	struct ctx *c = &r->c;
	struct signed_data by;
	struct statement s = *want;
	*out = (struct signed_by){ 0 };
	if (in == NULL)
		return c->centre->practice && c->actor.certificate.n == 0
		           ? OK
		           : fail_rule(c, E_UNSIGNED, RULE_SIGNED,
		                 "the digests of what is sealed are signed by certificate");
	if (c->actor.party == NULL)
		return fail(c, E_DENIED, "the caller acts for no party");
	const struct bytes text = { (const uint8_t *)in->statement, strlen(in->statement) };
	s.centre = c->centre->code;
	s.party = c->actor.party;
	s.origin = req_site(r);
	TRY(at_field(c, statement_check(c, in->statement, &s), AT));
	TRY(at_field(c, signed_data_read(c, in->value, text, &by), AT));
	out->expires_ms = s.expires_ms;
	TRY(at_field(c, read_timestamp(r, in, out), AT "/timestamp"));
	if (r->again) {
		TRY(at_field(c, signed_data_check(c, in->value, text, &by.certificate), AT));
		return certificate_read(c, by.certificate, &out->certificate);
	}
	const struct trust_question q = {
		.der = by.certificate, .use = USE_SIGN, .at_ms = c->now_ms, .by = &by
	};
	return at_field(c, trust_folder_check(c, r->app->trust, &q, &out->certificate, NULL), AT);
}

enum err certificate_of_caller(struct ctx *c, const struct certificate *x, const char *at)
{
	struct party p;
	TRY(party_get(c, c->actor.party, &p));
	if (x->code == NULL || strcmp(p.scheme, SCHEME_USCC) != 0 ||
	    strcmp(x->code, p.identifier) != 0)
		return at_field(c,
		    fail_rule(c, E_CERT_OTHER, RULE_OTHER, "it is of %s, not of %s",
		        x->code != NULL ? x->code : "-", p.identifier),
		    at);
	return OK;
}

enum err signed_hold(
    struct ctx *c, const struct signed_by *by, int64_t until_ms, struct json *warnings)
{
	const struct certificate *x = &by->certificate;
	struct ctx said = *c;
	if (by->expires_ms <= c->now_ms)
		return at_field(c,
		    fail(c, E_BAD_STATEMENT, "it held until %s", moment_text(c, by->expires_ms)),
		    AT);
	if (by->expires_ms > c->now_ms + STATEMENT_MS)
		return at_field(c, fail(c, E_BAD_STATEMENT, "it holds for a day at most"), AT);
	if (by->stamped_ms > 0 && (by->stamped_ms > c->now_ms + STAMP_AHEAD_MS ||
	                              by->stamped_ms < by->expires_ms - STATEMENT_MS))
		return at_field(c,
		    fail(c, E_BAD_TIMESTAMP, "it is of %s: not when this was signed",
		        moment_text(c, by->stamped_ms)),
		    AT "/timestamp");
	TRY(certificate_of_caller(c, x, AT));
	/* the key of a certificate that ends may be gone with it */
	if (x->until_ms < until_ms && fail_rule(&said, E_CERT_EXPIRED, RULE_SIGNED,
	                                  "the certificate is taken until %s, before the opening",
	                                  moment_text(c, x->until_ms)) != OK)
		json_warn(c, warnings, &said.fault);
	return OK;
}
