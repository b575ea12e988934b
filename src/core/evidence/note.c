#include "core/evidence/note.h"

#include <errno.h>
#include <inttypes.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/evidence/note_own.h"
#include "core/evidence/signature.h"

#define SM2_TYPE \
	"\xff"   \
	"heng.sm2"
#define SIGNATURES_MAX 16

const struct note_kind note_kinds[NOTE_ALGORITHMS] = {
	[NOTE_ED25519] = { "ED25519", "\x01", 32 },
	[NOTE_SM2] = { "SM2", SM2_TYPE, 65 },
};

void note_key_id(const char *name, const uint8_t *typed, size_t n, uint8_t out[NOTE_KEY_ID_BYTES])
{
	uint8_t digest[SHA256_BYTES];
	const struct bytes pieces[] = { { (const uint8_t *)name, strlen(name) },
		{ (const uint8_t *)"\n", 1 }, { typed, n } };
	sha256_pieces(pieces, 3, digest);
	memcpy(out, digest, NOTE_KEY_ID_BYTES);
}

const char *checkpoint_text(struct ctx *c, const struct checkpoint *cp)
{
	return arena_printf(c->mem, "%s\n%" PRIu64 "\n%s\n", cp->origin, cp->size,
	    enc_base64(c->mem, cp->root.b, SHA256_BYTES));
}

static EVP_PKEY *public_key(enum note_algorithm a, const uint8_t *key)
{
	if (a == NOTE_ED25519)
		return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, 32);
	EVP_PKEY *out = NULL;
	EVP_PKEY_CTX *pk = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
	char group[] = "SM2";
	uint8_t copy[NOTE_TYPED_BYTES];
	memcpy(copy, key, note_kinds[a].public_bytes);
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
		OSSL_PARAM_construct_octet_string(
		    OSSL_PKEY_PARAM_PUB_KEY, copy, note_kinds[a].public_bytes),
		OSSL_PARAM_construct_end(),
	};
	if (EVP_PKEY_fromdata_init(pk) != 1 ||
	    EVP_PKEY_fromdata(pk, &out, EVP_PKEY_PUBLIC_KEY, params) != 1)
		out = NULL;
	EVP_PKEY_CTX_free(pk);
	return out;
}

struct key {
	const char *name;
	enum note_algorithm algorithm;
	uint8_t id[NOTE_KEY_ID_BYTES];
	struct bytes public;
};

static enum err read_key(struct ctx *c, const char *key_line, struct key *out)
{
	char *line = arena_text(c->mem, key_line);
	char *id_hex = strchr(line, '+');
	char *encoded = id_hex == NULL ? NULL : strchr(id_hex + 1, '+');
	struct bytes typed;
	struct key k = { .name = line };
	uint8_t want_id[NOTE_KEY_ID_BYTES];
	if (encoded == NULL)
		return fail(c, E_BAD_REQUEST, "a key line is NAME+ID+KEY, not %s", key_line);
	*id_hex++ = '\0';
	*encoded++ = '\0';
	if (!dec_hex(id_hex, want_id, sizeof(want_id)) || !dec_base64(c->mem, encoded, &typed))
		return fail(c, E_BAD_REQUEST, "key of %s: malformed", line);
	note_key_id(line, typed.p, typed.n, k.id);
	k.algorithm = typed.n > 0 && typed.p[0] == 1 ? NOTE_ED25519 : NOTE_SM2;
	const struct note_kind *kind = &note_kinds[k.algorithm];
	size_t type_n = strlen(kind->type_bytes);
	if (memcmp(k.id, want_id, sizeof(k.id)) != 0 || typed.n != type_n + kind->public_bytes ||
	    memcmp(typed.p, kind->type_bytes, type_n) != 0)
		return fail(c, E_BAD_REQUEST, "key of %s: id and key do not belong together", line);
	k.public = (struct bytes){ typed.p + type_n, typed.n - type_n };
	*out = k;
	return OK;
}

/* The first of some lines; *keys is left behind it. */
static enum err next_key(struct ctx *c, const char **keys, struct key *out)
{
	const char *end = strchr(*keys, '\n');
	if (end == NULL)
		return fail(c, E_BAD_REQUEST, "the last key line is not complete");
	TRY(read_key(c, arena_copy(c->mem, *keys, (size_t)(end - *keys)), out));
	*keys = end + 1;
	return OK;
}

/* One key against all signature lines of the note. */
static enum err key_signed(
    struct ctx *c, const struct key *k, const char *text, size_t text_n, const char *signatures)
{
	const char *kind = note_kinds[k->algorithm].name;
	const char *want = arena_printf(c->mem, NOTE_DASH "%s ", k->name);
	for (const char *at = signatures; (at = strstr(at, want)) != NULL;) {
		at += strlen(want);
		const char *end = strchr(at, '\n');
		struct bytes sig;
		if (end == NULL ||
		    !dec_base64(c->mem, arena_copy(c->mem, at, (size_t)(end - at)), &sig) ||
		    sig.n <= NOTE_KEY_ID_BYTES)
			return fail(
			    c, E_BAD_REQUEST, "a signature line of %s is malformed", k->name);
		if (memcmp(sig.p, k->id, NOTE_KEY_ID_BYTES) != 0)
			continue;
		EVP_PKEY *key = public_key(k->algorithm, k->public.p);
		EVP_MD_CTX *md = key == NULL ? NULL : signature_context(key, false);
		bool ok = md != NULL &&
		          EVP_DigestVerify(md, sig.p + NOTE_KEY_ID_BYTES, sig.n - NOTE_KEY_ID_BYTES,
		              (const uint8_t *)text, text_n) == 1;
		if (md != NULL)
			signature_context_free(md);
		EVP_PKEY_free(key);
		return ok ? OK
		          : fail(c, E_BAD_REQUEST, "the %s signature of %s does not hold", kind,
		                k->name);
	}
	return fail(c, E_BAD_REQUEST, "no %s signature of %s", kind, k->name);
}

static enum err parse_text(struct ctx *c, const char *text, struct checkpoint *out)
{
	char *origin = arena_text(c->mem, text), *size, *root, *end = NULL;
	struct bytes raw;
	size = strchr(origin, '\n');
	root = size == NULL ? NULL : strchr(size + 1, '\n');
	end = root == NULL ? NULL : strchr(root + 1, '\n');
	if (end == NULL || end[1] != '\0' || size == origin)
		return fail(c, E_BAD_REQUEST, "a checkpoint has three lines: origin, size, root");
	*size++ = *root++ = *end = '\0';
	char *stop = NULL;
	errno = 0;
	uint64_t n = strtoull(size, &stop, 10);
	if (errno != 0 || strcmp(arena_printf(c->mem, "%" PRIu64, n), size) != 0)
		return fail(c, E_BAD_REQUEST, "the size of a checkpoint is a number, not %s", size);
	if (!dec_base64(c->mem, root, &raw) || raw.n != SHA256_BYTES)
		return fail(c, E_BAD_REQUEST, "the root of a checkpoint is 32 bytes of base64");
	out->origin = origin;
	out->size = n;
	memcpy(out->root.b, raw.p, SHA256_BYTES);
	return OK;
}

/* Where the empty line before the signatures begins: the last one, a text may have its own. */
static const char *gap_of(const char *note)
{
	const char *gap = NULL;
	for (const char *at = note; (at = strstr(at, "\n\n")) != NULL; at++)
		gap = at;
	return gap;
}

enum err note_check_text(struct ctx *c, const char *note, const char *keys, const char **text)
{
	const char *gap = gap_of(note);
	if (gap == NULL)
		return fail(
		    c, E_BAD_REQUEST, "a signed note has an empty line before its signatures");
	size_t text_n = (size_t)(gap + 1 - note);
	const char *copy = arena_copy(c->mem, note, text_n);
	if (*keys == '\0')
		return fail(c, E_BAD_REQUEST, "no keys to check the note against");
	while (*keys != '\0') {
		struct key k;
		TRY(next_key(c, &keys, &k));
		TRY(key_signed(c, &k, copy, text_n, gap + 2));
	}
	*text = copy;
	return OK;
}

enum err note_keys_check(struct ctx *c, const char *keys)
{
	struct key k;
	if (*keys == '\0')
		return fail(c, E_BAD_REQUEST, "no keys to check the note against");
	while (*keys != '\0')
		TRY(next_key(c, &keys, &k));
	return OK;
}

enum err note_check(struct ctx *c, const char *note, const char *keys, struct checkpoint *out)
{
	const char *text;
	TRY(note_check_text(c, note, keys, &text));
	return parse_text(c, text, out);
}

/* A line of `origin` with a signature in it, and of which key; *at is left behind it. */
static bool take_signature(
    struct ctx *c, const char **at, const char *origin, uint8_t id[NOTE_KEY_ID_BYTES])
{
	const char *begins = arena_printf(c->mem, NOTE_DASH "%s ", origin),
	           *end = strchr(*at, '\n');
	size_t begins_n = strlen(begins);
	struct bytes sig;
	if (end == NULL || strncmp(*at, begins, begins_n) != 0)
		return false;
	const char *encoded = *at + begins_n;
	if (!dec_base64(c->mem, arena_copy(c->mem, encoded, (size_t)(end - encoded)), &sig) ||
	    sig.n <= NOTE_KEY_ID_BYTES || sig.n > NOTE_KEY_ID_BYTES + NOTE_SIGNATURE_BYTES)
		return false;
	memcpy(id, sig.p, NOTE_KEY_ID_BYTES);
	*at = end + 1;
	return true;
}

enum err note_read(struct ctx *c, const char *note, struct checkpoint *out, size_t *signatures)
{
	const char *gap = gap_of(note), *at;
	uint8_t ids[SIGNATURES_MAX][NOTE_KEY_ID_BYTES];
	struct checkpoint cp;
	size_t n = 0;
	if (gap == NULL)
		return fail(
		    c, E_BAD_REQUEST, "a signed note has an empty line before its signatures");
	TRY(parse_text(c, arena_copy(c->mem, note, (size_t)(gap + 1 - note)), &cp));
	for (at = gap + 2; *at != '\0'; n++) {
		if (n == SIGNATURES_MAX)
			return fail(c, E_BAD_REQUEST, "more than %d signatures", SIGNATURES_MAX);
		if (!take_signature(c, &at, cp.origin, ids[n]))
			return fail(c, E_BAD_REQUEST,
			    "line %zu below its empty line is no signature of %s", n + 1,
			    cp.origin);
		for (size_t i = 0; i < n; i++)
			if (memcmp(ids[i], ids[n], NOTE_KEY_ID_BYTES) == 0)
				return fail(c, E_BAD_REQUEST, "two signatures of one key");
	}
	if (n == 0)
		return fail(c, E_BAD_REQUEST, "it has no signature");
	*out = cp;
	*signatures = n;
	return OK;
}
