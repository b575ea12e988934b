#include "core/document/document.h"

#include "core/document/document_db.h"

const char *document_path(struct ctx *c, const char *dir, const char *digest)
{
	return arena_printf(c->mem, "%s/documents/%.2s/%s", dir, digest, digest);
}

enum err document_check(
    struct ctx *c, const char *field, const uint8_t digest[SHA256_BYTES], struct document *out)
{
	const char *hex = enc_hex(c->mem, digest, SHA256_BYTES);
	bool owned = false;
	TRY(document_owned(c, hex, c->actor.party, &owned));
	if (!owned)
		return fail_at(c, E_NOT_FOUND, field, hex, "the caller brought no such document");
	return document_get(c, hex, out);
}
