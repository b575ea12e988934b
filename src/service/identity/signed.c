#include "service/identity/signed.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "core/trust/signed_data.h"
#include "core/trust/trust_folder.h"
#include "service/party/party.h"

#define RULE_SIGNATURE "《电子签名法》第十三条 / Electronic Signature Law, art. 13"

const struct field signed_fields[] = {
	F_TEXT(signed_in, statement, REQUIRED, 1, STATEMENT_CHARS,
	    "what was signed: canonical JSON, docs/signature-format.md"),
	F_BASE64(signed_in, value, REQUIRED, 1, LIMIT_SIGNATURE_BYTES,
	    "SignedData over its text, detached (DER, base64)"),
	F_END,
};

enum err signed_prepare(struct req *r, const char *at, const struct signed_in *in,
    const struct statement *want, struct signed_by *out)
{
	struct ctx *c = &r->c;
	struct signed_data by;
	struct statement s = *want;
	const struct bytes text = { (const uint8_t *)in->statement, strlen(in->statement) };
	s.centre = c->centre->code;
	s.origin = req_site(r);
	TRY(at_field(c, statement_check(c, in->statement, &s), at));
	TRY(at_field(c, signed_data_read(c, in->value, text, &by), at));
	out->expires_ms = s.expires_ms;
	if (r->again) {
		TRY(at_field(c, signed_data_check(c, in->value, text, &by.certificate), at));
		return certificate_read(c, by.certificate, &out->certificate);
	}
	const struct trust_question q = {
		.der = by.certificate, .use = USE_SIGN, .at_ms = c->now_ms, .by = &by
	};
	return at_field(c, trust_folder_check(c, r->app->trust, &q, &out->certificate, NULL), at);
}

enum err signed_hold(struct ctx *c, const char *at, const struct signed_by *by)
{
	struct party p;
	if (by->expires_ms <= c->now_ms)
		return at_field(c,
		    fail(c, E_BAD_STATEMENT, "it held until %s", moment_text(c, by->expires_ms)),
		    at);
	if (by->expires_ms > c->now_ms + STATEMENT_MS)
		return at_field(c, fail(c, E_BAD_STATEMENT, "it holds for a day at most"), at);
	TRY(party_get(c, c->actor.party, &p));
	if (by->certificate.code == NULL || strcmp(by->certificate.code, p.identifier) != 0)
		return at_field(c,
		    fail_rule(c, E_CERT_OTHER, RULE_SIGNATURE, "it is of %s, not of %s",
		        by->certificate.code != NULL ? by->certificate.code : "-", p.identifier),
		    at);
	return OK;
}
