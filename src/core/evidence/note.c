#include "core/evidence/note.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/evidence/signature.h"

#define SM2_TYPE \
	"\xff"   \
	"heng.sm2"
#define DASH "\xe2\x80\x94 "
#define NOTE_BYTES_MAX (64 * 1024)
#define KEY_ID_BYTES 4
#define SIGNATURE_BYTES_MAX 128
#define PUBLIC_BYTES_MAX 80
#define SIGNATURES_MAX 16

enum algorithm { ED25519, SM2, ALGORITHMS };

static const struct {
	const char *file, *type;
	const char *type_bytes; /* the C2SP signature type: what stands before the key */
	size_t public_bytes;
} algorithms[ALGORITHMS] = {
	[ED25519] = { "log-ed25519.pem", "ED25519", "\x01", 32 },
	[SM2] = { "log-sm2.pem", "SM2", SM2_TYPE, 65 },
};

struct signer {
	char *name;
	EVP_PKEY *key[ALGORITHMS];
};

static EVP_PKEY *make_key(enum algorithm a)
{
	return a == ED25519 ? EVP_PKEY_Q_keygen(NULL, NULL, "ED25519")
	                    : EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
}

static enum err write_key(struct ctx *c, const char *path, EVP_PKEY *key)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail(
		    c, errno == EEXIST ? E_CONFLICT : E_STORE, "%s: %s", path, strerror(errno));
	FILE *f = fdopen(fd, "w");
	assert(f != NULL);
	bool ok = PEM_write_PrivateKey(f, key, NULL, NULL, 0, NULL, NULL) == 1;
	ok = fflush(f) == 0 && fsync(fd) == 0 && ok;
	fclose(f);
	return ok ? OK : fail(c, E_STORE, "%s: the key was not written", path);
}

enum err signer_make(struct ctx *c, const char *dir)
{
	for (int a = 0; a < ALGORITHMS; a++) {
		EVP_PKEY *key = make_key((enum algorithm)a);
		assert(key != NULL);
		enum err e =
		    write_key(c, arena_printf(c->mem, "%s/%s", dir, algorithms[a].file), key);
		EVP_PKEY_free(key);
		TRY(e);
	}
	return OK;
}

void signer_free(struct signer *s)
{
	if (s == NULL)
		return;
	for (int a = 0; a < ALGORITHMS; a++)
		EVP_PKEY_free(s->key[a]);
	free(s->name);
	free(s);
}

enum err signer_open(struct ctx *c, const char *dir, const char *name, struct signer **out)
{
	struct signer *s = calloc(1, sizeof(*s));
	assert(s != NULL);
	s->name = strdup(name);
	for (int a = 0; a < ALGORITHMS; a++) {
		const char *path = arena_printf(c->mem, "%s/%s", dir, algorithms[a].file);
		FILE *f = fopen(path, "re");
		if (f != NULL) {
			s->key[a] = PEM_read_PrivateKey(f, NULL, NULL, NULL);
			fclose(f);
		}
		if (s->key[a] == NULL || !EVP_PKEY_is_a(s->key[a], algorithms[a].type)) {
			signer_free(s);
			return fail(c, E_STORE, "%s: no %s key there", path, algorithms[a].type);
		}
	}
	*out = s;
	return OK;
}

/* type || public key: what key ids and vkeys are made of */
static size_t typed_key(enum algorithm a, EVP_PKEY *key, uint8_t out[PUBLIC_BYTES_MAX])
{
	size_t type_n = strlen(algorithms[a].type_bytes), n = 0;
	memcpy(out, algorithms[a].type_bytes, type_n);
	int ok = a == ED25519 ? EVP_PKEY_get_raw_public_key(key, NULL, &n) == 1 &&
	                            EVP_PKEY_get_raw_public_key(key, out + type_n, &n) == 1
	                      : EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY,
	                            out + type_n, PUBLIC_BYTES_MAX - type_n, &n) == 1;
	assert(ok && n == algorithms[a].public_bytes);
	return type_n + n;
}

static void key_id(const char *name, const uint8_t *typed, size_t n, uint8_t out[KEY_ID_BYTES])
{
	uint8_t digest[SHA256_BYTES];
	const struct bytes pieces[] = { { (const uint8_t *)name, strlen(name) },
		{ (const uint8_t *)"\n", 1 }, { typed, n } };
	sha256_pieces(pieces, 3, digest);
	memcpy(out, digest, KEY_ID_BYTES);
}

const char *signer_keys(struct ctx *c, const struct signer *s)
{
	struct buf b;
	buf_init(&b, c->mem, NOTE_BYTES_MAX);
	for (int a = 0; a < ALGORITHMS; a++) {
		uint8_t typed[PUBLIC_BYTES_MAX], id[KEY_ID_BYTES];
		size_t n = typed_key((enum algorithm)a, s->key[a], typed);
		key_id(s->name, typed, n, id);
		buf_printf(&b, "%s+%s+%s\n", s->name, enc_hex(c->mem, id, sizeof(id)),
		    enc_base64(c->mem, typed, n));
	}
	return b.p;
}

static const char *checkpoint_text(struct ctx *c, const struct checkpoint *cp)
{
	return arena_printf(c->mem, "%s\n%" PRIu64 "\n%s\n", cp->origin, cp->size,
	    enc_base64(c->mem, cp->root.b, SHA256_BYTES));
}

enum err signer_sign_text(
    struct ctx *c, const struct signer *s, const char *text, const char **note)
{
	struct buf b;
	size_t text_n = strlen(text);
	assert(text_n > 0 && text[text_n - 1] == '\n');
	buf_init(&b, c->mem, text_n + NOTE_BYTES_MAX);
	buf_text(&b, text);
	buf_char(&b, '\n');
	for (int a = 0; a < ALGORITHMS; a++) {
		uint8_t typed[PUBLIC_BYTES_MAX], sig[KEY_ID_BYTES + SIGNATURE_BYTES_MAX];
		size_t n = SIGNATURE_BYTES_MAX,
		       typed_n = typed_key((enum algorithm)a, s->key[a], typed);
		key_id(s->name, typed, typed_n, sig);
		EVP_MD_CTX *md = signature_context(s->key[a], true);
		int ok = md != NULL && EVP_DigestSign(md, sig + KEY_ID_BYTES, &n,
		                           (const uint8_t *)text, text_n) == 1;
		if (md != NULL)
			signature_context_free(md);
		if (!ok)
			return fail(c, E_INTERNAL, "%s would not sign", algorithms[a].type);
		buf_printf(&b, DASH "%s %s\n", s->name, enc_base64(c->mem, sig, KEY_ID_BYTES + n));
	}
	*note = b.p;
	return OK;
}

enum err signer_sign(
    struct ctx *c, const struct signer *s, const struct checkpoint *cp, const char **note)
{
	return signer_sign_text(c, s, checkpoint_text(c, cp), note);
}

static EVP_PKEY *public_key(enum algorithm a, const uint8_t *key)
{
	if (a == ED25519)
		return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, 32);
	EVP_PKEY *out = NULL;
	EVP_PKEY_CTX *pk = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
	char group[] = "SM2";
	uint8_t copy[PUBLIC_BYTES_MAX];
	memcpy(copy, key, algorithms[a].public_bytes);
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
		OSSL_PARAM_construct_octet_string(
		    OSSL_PKEY_PARAM_PUB_KEY, copy, algorithms[a].public_bytes),
		OSSL_PARAM_construct_end(),
	};
	if (EVP_PKEY_fromdata_init(pk) != 1 ||
	    EVP_PKEY_fromdata(pk, &out, EVP_PKEY_PUBLIC_KEY, params) != 1)
		out = NULL;
	EVP_PKEY_CTX_free(pk);
	return out;
}

/* One key line against all signature lines of the note. */
static enum err key_signed(
    struct ctx *c, const char *key_line, const char *text, size_t text_n, const char *signatures)
{
	char *line = arena_text(c->mem, key_line);
	char *id_hex = strchr(line, '+');
	char *encoded = id_hex == NULL ? NULL : strchr(id_hex + 1, '+');
	struct bytes typed;
	uint8_t id[KEY_ID_BYTES], want_id[KEY_ID_BYTES];
	if (encoded == NULL)
		return fail(c, E_BAD_REQUEST, "a key line is NAME+ID+KEY, not %s", key_line);
	*id_hex++ = '\0';
	*encoded++ = '\0';
	if (!dec_hex(id_hex, want_id, sizeof(want_id)) || !dec_base64(c->mem, encoded, &typed))
		return fail(c, E_BAD_REQUEST, "key of %s: malformed", line);
	key_id(line, typed.p, typed.n, id);
	enum algorithm a = typed.n > 0 && typed.p[0] == 1 ? ED25519 : SM2;
	size_t type_n = strlen(algorithms[a].type_bytes);
	if (memcmp(id, want_id, sizeof(id)) != 0 ||
	    typed.n != type_n + algorithms[a].public_bytes ||
	    memcmp(typed.p, algorithms[a].type_bytes, type_n) != 0)
		return fail(c, E_BAD_REQUEST, "key of %s: id and key do not belong together", line);
	const char *want = arena_printf(c->mem, DASH "%s ", line);
	for (const char *at = signatures; (at = strstr(at, want)) != NULL;) {
		at += strlen(want);
		const char *end = strchr(at, '\n');
		struct bytes sig;
		if (end == NULL ||
		    !dec_base64(c->mem, arena_copy(c->mem, at, (size_t)(end - at)), &sig) ||
		    sig.n <= KEY_ID_BYTES)
			return fail(c, E_BAD_REQUEST, "a signature line of %s is malformed", line);
		if (memcmp(sig.p, id, KEY_ID_BYTES) != 0)
			continue;
		EVP_PKEY *key = public_key(a, typed.p + type_n);
		EVP_MD_CTX *md = key == NULL ? NULL : signature_context(key, false);
		bool ok =
		    md != NULL && EVP_DigestVerify(md, sig.p + KEY_ID_BYTES, sig.n - KEY_ID_BYTES,
		                      (const uint8_t *)text, text_n) == 1;
		if (md != NULL)
			signature_context_free(md);
		EVP_PKEY_free(key);
		return ok ? OK
		          : fail(c, E_BAD_REQUEST, "the %s signature of %s does not hold",
		                algorithms[a].type, line);
	}
	return fail(c, E_BAD_REQUEST, "no %s signature of %s", algorithms[a].type, line);
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
		const char *end = strchr(keys, '\n');
		if (end == NULL)
			return fail(c, E_BAD_REQUEST, "the last key line is not complete");
		TRY(key_signed(
		    c, arena_copy(c->mem, keys, (size_t)(end - keys)), copy, text_n, gap + 2));
		keys = end + 1;
	}
	*text = copy;
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
    struct ctx *c, const char **at, const char *origin, uint8_t id[KEY_ID_BYTES])
{
	const char *begins = arena_printf(c->mem, DASH "%s ", origin), *end = strchr(*at, '\n');
	size_t begins_n = strlen(begins);
	struct bytes sig;
	if (end == NULL || strncmp(*at, begins, begins_n) != 0)
		return false;
	const char *encoded = *at + begins_n;
	if (!dec_base64(c->mem, arena_copy(c->mem, encoded, (size_t)(end - encoded)), &sig) ||
	    sig.n <= KEY_ID_BYTES || sig.n > KEY_ID_BYTES + SIGNATURE_BYTES_MAX)
		return false;
	memcpy(id, sig.p, KEY_ID_BYTES);
	*at = end + 1;
	return true;
}

enum err note_read(struct ctx *c, const char *note, struct checkpoint *out, size_t *signatures)
{
	const char *gap = gap_of(note), *at;
	uint8_t ids[SIGNATURES_MAX][KEY_ID_BYTES];
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
			if (memcmp(ids[i], ids[n], KEY_ID_BYTES) == 0)
				return fail(c, E_BAD_REQUEST, "two signatures of one key");
	}
	if (n == 0)
		return fail(c, E_BAD_REQUEST, "it has no signature");
	*out = cp;
	*signatures = n;
	return OK;
}
