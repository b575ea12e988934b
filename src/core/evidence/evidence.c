#include "core/evidence/evidence.h"

#include <assert.h>
#include <string.h>

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

void evidence_leaf(
    const uint8_t salt[32], const char *entry, struct hash *commitment, struct hash *leaf)
{
	const struct bytes pieces[] = { { salt, 32 }, { (const uint8_t *)entry, strlen(entry) } };
	sha256_pieces(pieces, 2, commitment->b);
	merkle_leaf(commitment->b, SHA256_BYTES, leaf);
}
