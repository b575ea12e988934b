/* signed.c - the check of signatures on acts (docs/signature-format.md). */
#include <string.h>

#include "core/base/moment.h"
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
	k->signed_count++;
	return OK;
}
