/* signed.c - the check of signatures on acts (docs/signature-format.md). */
#include <string.h>

#include "core/base/moment.h"
#include "core/evidence/timestamp.h"
#include "core/trust/signed_data.h"
#include "core/trust/trust_folder.h"
#include "trade/export/steps.h"

/* The certificate that signed: of that party, in force when the bid came, and taken where that is
 * asked. */
static enum err check_certificate(struct course *k, struct bytes der)
{
	struct ctx *s = &k->v->s;
	struct certificate x;
	const char *code = "";
	for (size_t i = 0; i < k->party_count; i++)
		if (strcmp(k->parties[i].id, k->e.party) == 0 &&
		    strcmp(k->parties[i].scheme, "CN-USCC") == 0)
			code = k->parties[i].identifier;
	if (certificate_read(s, der, &x) != OK || x.code == NULL || strcmp(x.code, code) != 0)
		return bad_entry(k, "the certificate that signed it is not that of its party");
	if (k->e.at_ms < x.from_ms || k->e.at_ms > x.until_ms || (x.uses & USE_SIGN) == 0)
		return bad_entry(k,
		    "the certificate that signed it was not in force, or is not for "
		    "signatures");
	const struct trust_question q = { der, USE_SIGN, k->e.at_ms, code, true };
	if (k->v->trust != NULL && trust_folder_check(s, k->v->trust, &q, &x, NULL) != OK)
		return bad_entry(k, "its certificate was not to be taken: %s (%s)",
		    err_name(s->fault.err), s->fault.detail);
	return OK;
}

/* The timestamp over a signature, where it has one. */
static enum err check_timestamp(
    struct course *k, const struct json *in, struct bytes signature, int64_t expires_ms)
{
	struct ctx *s = &k->v->s;
	const char *text = json_get_text(in, "timestamp", NULL);
	uint8_t digest[SHA256_BYTES];
	struct bytes token;
	struct timestamp t;
	struct certificate x;
	if (text == NULL)
		return OK;
	sha256(signature.p, signature.n, digest);
	if (!dec_base64(s->mem, text, &token) || timestamp_read(s, token, digest, &t) != OK)
		return bad_entry(k, "its timestamp does not hold: %s",
		    s->fault.detail != NULL ? s->fault.detail : "no base64");
	if (t.at_ms > k->e.at_ms + STAMP_AHEAD_MS || t.at_ms < expires_ms - STATEMENT_MS)
		return bad_entry(
		    k, "its timestamp is of another time, %s", moment_text(s, t.at_ms));
	if (certificate_read(s, t.certificate, &x) != OK || (x.uses & USE_STAMP) == 0 ||
	    t.at_ms < x.from_ms || t.at_ms > x.until_ms)
		return bad_entry(
		    k, "the certificate of its timestamp was not in force, or is not for that");
	const struct trust_question q = { t.certificate, USE_STAMP, t.at_ms, NULL, true };
	if (k->v->trust != NULL && trust_folder_check(s, k->v->trust, &q, &x, NULL) != OK)
		return bad_entry(k, "the certificate of its timestamp was not to be taken: %s (%s)",
		    err_name(s->fault.err), s->fault.detail);
	k->stamped_count++;
	return OK;
}

enum err check_signed(struct course *k, struct statement *want)
{
	struct ctx *s = &k->v->s;
	const struct json *in = json_get(k->body, "signature");
	const char *text = json_get_text(in, "statement", ""),
	           *value = json_get_text(in, "value", "");
	struct bytes signature, der;
	if (in == NULL)
		return k->v->m.practice ? OK : bad_entry(k, "it is not signed");
	want->centre = k->v->m.centre;
	want->party = k->e.party;
	if (statement_check(s, text, want) != OK)
		return bad_entry(k, "its statement is not of this act: %s", s->fault.detail);
	if (want->expires_ms <= k->e.at_ms || want->expires_ms > k->e.at_ms + STATEMENT_MS)
		return bad_entry(k, "its statement was over when it came, or held for too long");
	if (!dec_base64(s->mem, value, &signature))
		return bad_entry(k, "its signature is no base64");
	if (signed_data_check(
	        s, signature, (struct bytes){ (const uint8_t *)text, strlen(text) }, &der) != OK)
		return bad_entry(k, "its signature does not hold: %s", s->fault.detail);
	TRY(check_certificate(k, der));
	TRY(check_timestamp(k, in, signature, want->expires_ms));
	k->signed_count++;
	return OK;
}
