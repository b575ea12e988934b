#include "core/trust/seal_header.h"

#include <string.h>

#include "core/base/code.h"
#include "core/base/id.h"
#include "core/base/json.h"
#include "core/trust/wrap.h"

#define SM4 "SM4-CTR-HMAC-SM3"

const char *seal_header_wrong(struct ctx *c, const struct seal_header *h)
{
	if (code_uscc_check(c, "/centre", h->centre) != OK)
		return "/centre";
	if (!id_valid(h->lot))
		return "/lot";
	if (!id_valid(h->party))
		return "/party";
	static const char *const parts[] = { SEAL_PART_FORM, SEAL_PART_DOCUMENTS, SEAL_PART_BILL };
	for (size_t i = 0; h->part != NULL && i < sizeof(parts) / sizeof(*parts); i++)
		if (strcmp(h->part, parts[i]) == 0)
			return NULL;
	return "/part";
}

static struct json *share_json(struct ctx *c, const struct sealed_share *s, bool digest)
{
	struct json *o = json_object(c);
	json_put(o, "certificate", json_text(c, enc_hex(c->mem, s->certificate, SHA256_BYTES)));
	if (digest)
		json_put(o, "digest", json_text(c, enc_hex(c->mem, s->digest, SHA256_BYTES)));
	json_put(o, "wrapped", json_text(c, enc_base64(c->mem, s->wrapped.p, s->wrapped.n)));
	return o;
}

static void put_shares(struct ctx *c, struct json *o, const struct seal_header *h)
{
	struct json *custody = json_object(c), *shares = json_list(c), *recipients = json_list(c);
	for (size_t i = 0; i < h->custody.n; i++)
		json_push(shares, share_json(c, &h->custody.shares[i], true));
	for (size_t i = 0; i < h->recipient_count; i++)
		json_push(recipients, share_json(c, &h->recipients[i], false));
	json_put(custody, "k", json_int(c, h->custody.threshold));
	json_put(custody, "shares", shares);
	if (h->custody.n > 0)
		json_put(o, "custody", custody);
	if (h->recipient_count > 0)
		json_put(o, "recipients", recipients);
}

const char *seal_header_text(struct ctx *c, const struct seal_header *h)
{
	struct json *o = json_object(c);
	json_put(o, "centre", json_text(c, h->centre));
	json_put(o, "chunk", json_int(c, SEAL_CHUNK_BYTES));
	if (h->cipher == SEAL_SM4)
		json_put(o, "cipher", json_text(c, SM4));
	json_put(o, "commitment", json_text(c, enc_hex(c->mem, h->commitment, SHA256_BYTES)));
	json_put(o, "lot", json_text(c, h->lot));
	json_put(o, "nonce", json_text(c, enc_hex(c->mem, h->nonce, SEAL_NONCE_BYTES)));
	json_put(o, "padded", json_int(c, h->padded_bytes));
	json_put(o, "part", json_text(c, h->part));
	json_put(o, "party", json_text(c, h->party));
	put_shares(c, o, h);
	json_put(o, "v", json_int(c, SEAL_VERSION));
	return json_canonical(c, o);
}

/* Those of a list, at most `room`; false: one is malformed, or its certificate was before. */
static bool take_shares(struct ctx *c, const struct json *list, bool digest,
    struct sealed_share *out, size_t room, size_t *n)
{
	*n = 0;
	if (list == NULL || list->type != JSON_LIST || list->n > room)
		return false;
	for (const struct json *o = list->first; o != NULL; o = o->next) {
		struct sealed_share *s = &out[*n];
		if (!dec_hex(json_get_text(o, "certificate", NULL), s->certificate, SHA256_BYTES) ||
		    (digest &&
		        !dec_hex(json_get_text(o, "digest", NULL), s->digest, SHA256_BYTES)) ||
		    !dec_base64(c->mem, json_get_text(o, "wrapped", ""), &s->wrapped) ||
		    s->wrapped.n == 0 || s->wrapped.n > WRAP_BYTES)
			return false;
		for (size_t i = 0; i < *n; i++)
			if (memcmp(out[i].certificate, s->certificate, SHA256_BYTES) == 0)
				return false;
		(*n)++;
	}
	return true;
}

static enum err parse_shares(struct ctx *c, const struct json *o, struct seal_header *h)
{
	const struct json *custody = json_get(o, "custody"), *alone = json_get(o, "recipients");
	struct custody *to = &h->custody;
	to->threshold = json_get_int(custody, "k", 0);
	if (custody != NULL &&
	    (!take_shares(c, json_get(custody, "shares"), true, to->shares, SHARES_MAX, &to->n) ||
	        to->threshold < SHARES_LEAST || to->threshold > (int64_t)to->n))
		return fail_at(c, E_BAD_SEAL, "/custody", NULL,
		    "2 to 7 shares, each for another certificate, k of which are needed");
	if (alone != NULL &&
	    (!take_shares(c, alone, false, h->recipients, SEAL_RECIPIENTS, &h->recipient_count) ||
	        h->recipient_count == 0))
		return fail_at(
		    c, E_BAD_SEAL, "/recipients", NULL, "1 to 2, each for another certificate");
	return OK;
}

/* Takes our members from the text, writes them again and compares: whatever is missing, more,
 * of another type or written another way is a difference. */
enum err seal_header_parse(struct ctx *c, const char *text, size_t n, struct seal_header *out)
{
	struct json *o;
	if (json_parse(c, text, n, &o) != OK)
		return fail(c, E_BAD_SEAL, "the header: %s", c->fault.detail);
	struct seal_header h = { .centre = json_get_text(o, "centre", NULL),
		.lot = json_get_text(o, "lot", NULL),
		.party = json_get_text(o, "party", NULL),
		.part = json_get_text(o, "part", NULL),
		.padded_bytes = json_get_int(o, "padded", 0) };
	const char *commitment = json_get_text(o, "commitment", NULL);
	const char *nonce = json_get_text(o, "nonce", NULL);
	const char *wrong = seal_header_wrong(c, &h);
	if (wrong != NULL)
		return fail_at(c, E_BAD_SEAL, wrong, NULL, "missing from the header, or wrong");
	if (!dec_hex(commitment, h.commitment, SHA256_BYTES))
		return fail_at(c, E_BAD_SEAL, "/commitment", commitment, "64 hex digits");
	if (!dec_hex(nonce, h.nonce, SEAL_NONCE_BYTES))
		return fail_at(c, E_BAD_SEAL, "/nonce", nonce, "14 hex digits");
	h.cipher = strcmp(json_get_text(o, "cipher", ""), SM4) == 0 ? SEAL_SM4 : SEAL_AES;
	TRY(parse_shares(c, o, &h));
	const char *again = seal_header_text(c, &h);
	if (strlen(again) != n || memcmp(again, text, n) != 0)
		return fail(c, E_BAD_SEAL, "the header is not canonical, or not of these members");
	*out = h;
	return OK;
}
