#include "core/evidence/evidence.h"

#include <assert.h>
#include <string.h>

#include "core/base/buf.h"

enum err evidence_add(struct ctx *c, const char *kind, const char *object, const char *scope)
{
	assert(c->evidence != NULL);
	assert(object != NULL);
	if (c->evidence->kind != NULL)
		return fail(c, E_INTERNAL, "a second entry, %s after %s", kind, c->evidence->kind);
	c->evidence->kind = kind;
	c->evidence->object = object;
	c->evidence->scope = scope;
	return OK;
}

void evidence_digest(struct ctx *c, const char *name, const uint8_t digest[SHA256_BYTES])
{
	struct evidence *ev = c->evidence;
	assert(ev != NULL);
	if (ev->digests == NULL)
		ev->digests = json_object(c);
	json_put(ev->digests, name, json_text(c, enc_hex(c->mem, digest, SHA256_BYTES)));
}

const char *evidence_receipt_json(struct ctx *c, const struct evidence_receipt *r)
{
	struct buf b;
	buf_init(&b, c->mem, RECEIPT_BYTES_MAX);
	buf_text(&b, "{\"checkpoint\":");
	buf_json(&b, r->note);
	buf_text(&b, ",\"entry\":");
	buf_text(&b, r->entry);
	buf_text(&b, ",\"place\":");
	buf_i64(&b, r->place);
	buf_text(&b, ",\"proof\":[");
	for (size_t i = 0; i < r->n; i++)
		buf_printf(
		    &b, "%s\"%s\"", i ? "," : "", enc_base64(c->mem, r->proof[i].b, SHA256_BYTES));
	buf_printf(&b, "],\"salt\":\"%s\",\"v\":1}", enc_hex(c->mem, r->salt, 32));
	return b.p;
}

bool evidence_proof(
    struct ctx *c, const struct json *list, struct hash proof[MERKLE_PROOF_MAX], size_t *n)
{
	struct hash *to = proof;
	if (list == NULL || list->type != JSON_LIST || list->n > MERKLE_PROOF_MAX)
		return false;
	for (const struct json *h = list->first; h != NULL; h = h->next) {
		struct bytes raw;
		if (h->type != JSON_TEXT || !dec_base64(c->mem, h->text, &raw) ||
		    raw.n != SHA256_BYTES)
			return false;
		memcpy(to++->b, raw.p, SHA256_BYTES);
	}
	*n = list->n;
	return true;
}

void evidence_leaf(
    const uint8_t salt[32], const char *entry, struct hash *commitment, struct hash *leaf)
{
	const struct bytes pieces[] = { { salt, 32 }, { (const uint8_t *)entry, strlen(entry) } };
	sha256_pieces(pieces, 2, commitment->b);
	merkle_leaf(commitment->b, SHA256_BYTES, leaf);
}

enum err evidence_bytes(struct ctx *c, int64_t place, const char *member, struct bytes *out)
{
	struct evidence_entry e;
	struct json *act;
	TRY(evidence_read(c, place, &e));
	TRY(json_parse(c, e.act, strlen(e.act), &act));
	if (!dec_base64(c->mem, json_get_text(json_get(act, "body"), member, ""), out))
		return fail(c, E_INTERNAL, "the act at %lld holds no %s", (long long)place, member);
	return OK;
}
