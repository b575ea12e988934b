#include "core/evidence/keyring.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/evidence/memory.h"
#include "core/evidence/note.h"
#include "core/evidence/note_own.h"
#include "core/evidence/signature.h"
#include "core/evidence/timestamp.h"

#define KEYS_BYTES ((size_t)64 * 1024) /* what public keys or signatures of a note take, at most */

static const char *const files[NOTE_ALGORITHMS] = {
	[NOTE_ED25519] = "log-ed25519.pem",
	[NOTE_SM2] = "log-sm2.pem",
};

struct keyring {
	char *name;
	EVP_PKEY *key[NOTE_ALGORITHMS];
	EVP_PKEY *tsa_key; /* NULL: it gives no timestamps */
	X509 *tsa;
	struct memory memory;         /* not open: it signs texts only */
	struct merkle_frontier ahead; /* what was appended since */
};

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

enum err keyring_make(struct ctx *c, const char *dir)
{
	for (int a = 0; a < NOTE_ALGORITHMS; a++) {
		EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, note_kinds[a].name);
		assert(key != NULL);
		enum err e = write_key(c, arena_printf(c->mem, "%s/%s", dir, files[a]), key);
		EVP_PKEY_free(key);
		TRY(e);
	}
	return OK;
}

void keyring_free(struct keyring *k)
{
	if (k == NULL)
		return;
	for (int a = 0; a < NOTE_ALGORITHMS; a++)
		EVP_PKEY_free(k->key[a]);
	EVP_PKEY_free(k->tsa_key);
	X509_free(k->tsa);
	memory_close(&k->memory);
	free(k->name);
	free(k);
}

static enum err open_keys(struct ctx *c, struct keyring *k, const char *dir)
{
	for (int a = 0; a < NOTE_ALGORITHMS; a++) {
		const char *path = arena_printf(c->mem, "%s/%s", dir, files[a]);
		FILE *f = fopen(path, "re");
		if (f != NULL) {
			k->key[a] = PEM_read_PrivateKey(f, NULL, NULL, NULL);
			fclose(f);
		}
		if (k->key[a] == NULL || !EVP_PKEY_is_a(k->key[a], note_kinds[a].name))
			return fail(c, E_STORE, "%s: no %s key there", path, note_kinds[a].name);
	}
	return OK;
}

/* Both files, or neither. */
static enum err open_tsa(struct ctx *c, struct keyring *k, const char *dir)
{
	const char *path = arena_printf(c->mem, "%s/tsa.pem", dir);
	FILE *certificate = fopen(path, "re");
	if (certificate == NULL)
		return OK;
	FILE *key = fopen(arena_printf(c->mem, "%s/tsa.key", dir), "re");
	k->tsa = PEM_read_X509(certificate, NULL, NULL, NULL);
	k->tsa_key = key != NULL ? PEM_read_PrivateKey(key, NULL, NULL, NULL) : NULL;
	fclose(certificate);
	if (key != NULL)
		fclose(key);
	return k->tsa != NULL && k->tsa_key != NULL
	           ? OK
	           : fail(c, E_STORE, "%s: no certificate with its key in tsa.key", path);
}

enum err keyring_open(
    struct ctx *c, const char *dir, const char *name, bool remembers, struct keyring **out)
{
	struct keyring *k = calloc(1, sizeof(*k));
	assert(k != NULL);
	k->name = strdup(name);
	k->memory.fd = -1;
	assert(k->name != NULL);
	enum err e = open_keys(c, k, dir);
	if (e == OK)
		e = open_tsa(c, k, dir);
	if (e == OK && remembers)
		e = memory_open(c, arena_printf(c->mem, "%s/signed", dir), &k->memory);
	if (e != OK) {
		keyring_free(k);
		return e;
	}
	k->ahead = k->memory.head;
	*out = k;
	return OK;
}

/* type || public key: what key ids and vkeys are made of */
static size_t typed_key(enum note_algorithm a, EVP_PKEY *key, uint8_t out[NOTE_TYPED_BYTES])
{
	size_t type_n = strlen(note_kinds[a].type_bytes), n = 0;
	memcpy(out, note_kinds[a].type_bytes, type_n);
	int ok = a == NOTE_ED25519 ? EVP_PKEY_get_raw_public_key(key, NULL, &n) == 1 &&
	                                 EVP_PKEY_get_raw_public_key(key, out + type_n, &n) == 1
	                           : EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY,
	                                 out + type_n, NOTE_TYPED_BYTES - type_n, &n) == 1;
	assert(ok && n == note_kinds[a].public_bytes);
	return type_n + n;
}

static void tell_keys(struct ctx *c, const struct keyring *k, struct buf *b)
{
	buf_init(b, c->mem, KEYS_BYTES);
	for (int a = 0; a < NOTE_ALGORITHMS; a++) {
		uint8_t typed[NOTE_TYPED_BYTES], id[NOTE_KEY_ID_BYTES];
		size_t n = typed_key((enum note_algorithm)a, k->key[a], typed);
		note_key_id(k->name, typed, n, id);
		buf_printf(b, "%s+%s+%s\n", k->name, enc_hex(c->mem, id, sizeof(id)),
		    enc_base64(c->mem, typed, n));
	}
}

/* The text as a note. */
static enum err sign(struct ctx *c, const struct keyring *k, struct bytes text, struct buf *b)
{
	buf_init(b, c->mem, text.n + KEYS_BYTES);
	buf_add(b, (const char *)text.p, text.n);
	buf_char(b, '\n');
	for (int a = 0; a < NOTE_ALGORITHMS; a++) {
		uint8_t typed[NOTE_TYPED_BYTES], sig[NOTE_KEY_ID_BYTES + NOTE_SIGNATURE_BYTES];
		size_t n = NOTE_SIGNATURE_BYTES,
		       typed_n = typed_key((enum note_algorithm)a, k->key[a], typed);
		note_key_id(k->name, typed, typed_n, sig);
		EVP_MD_CTX *md = signature_context(k->key[a], true);
		int ok = md != NULL &&
		         EVP_DigestSign(md, sig + NOTE_KEY_ID_BYTES, &n, text.p, text.n) == 1;
		if (md != NULL)
			signature_context_free(md);
		if (!ok)
			return fail(c, E_INTERNAL, "%s would not sign", note_kinds[a].name);
		buf_printf(b, NOTE_DASH "%s %s\n", k->name,
		    enc_base64(c->mem, sig, NOTE_KEY_ID_BYTES + n));
	}
	return OK;
}

static enum err sign_text(struct ctx *c, const struct keyring *k, struct bytes text, struct buf *b)
{
	size_t name_n = strlen(k->name);
	if (text.n == 0 || text.p[text.n - 1] != '\n' || memchr(text.p, '\0', text.n) != NULL)
		return fail(c, E_INTERNAL, "a text ends in a newline");
	if (text.n > name_n && memcmp(text.p, k->name, name_n) == 0 && text.p[name_n] == '\n')
		return fail(c, E_INTERNAL, "the text begins like a checkpoint");
	return sign(c, k, text, b);
}

static enum err append(struct ctx *c, struct keyring *k, struct bytes in)
{
	uint64_t from;
	struct hash leaf;
	const uint8_t *end = in.p + in.n;
	if (in.n < sizeof(from) || (in.n - sizeof(from)) % sizeof(leaf) != 0 ||
	    in.n > sizeof(from) + KEYRING_LEAVES * sizeof(leaf))
		return fail(
		    c, E_INTERNAL, "a size, and at most %d leaves of 32 bytes", KEYRING_LEAVES);
	memcpy(&from, in.p, sizeof(from));
	if (from == k->memory.head.size)
		k->ahead = k->memory.head;
	else if (from != k->ahead.size)
		return fail(c, E_LOG_FORKED, "%" PRIu64 " leaves are here, not %" PRIu64,
		    k->ahead.size, from);
	for (const uint8_t *p = in.p + sizeof(from); p < end; p += sizeof(leaf)) {
		memcpy(&leaf, p, sizeof(leaf));
		merkle_append(&k->ahead, &leaf);
	}
	return OK;
}

static enum err sign_head(struct ctx *c, struct keyring *k, struct bytes in, struct buf *b)
{
	struct checkpoint cp = { .origin = k->name };
	struct hash root;
	if (k->memory.fd < 0 || in.n != sizeof(cp.size) + sizeof(root))
		return fail(c, E_INTERNAL, "a size and a root, and a memory of what was signed");
	memcpy(&cp.size, in.p, sizeof(cp.size));
	memcpy(&root, in.p + sizeof(cp.size), sizeof(root));
	merkle_root(&k->ahead, &cp.root);
	if (cp.size != k->ahead.size || memcmp(root.b, cp.root.b, SHA256_BYTES) != 0)
		return fail(c, E_LOG_FORKED,
		    "what extends the %" PRIu64 " that were signed is not size %" PRIu64
		    " with that root",
		    k->memory.head.size, cp.size);
	const char *text = checkpoint_text(c, &cp);
	TRY(sign(c, k, (struct bytes){ (const uint8_t *)text, strlen(text) }, b));
	const struct merkle_frontier before = k->memory.head;
	k->memory.head = k->ahead;
	enum err e = memory_write(c, &k->memory);
	if (e != OK)
		k->memory.head = before;
	return e;
}

static enum err stamp(struct ctx *c, const struct keyring *k, struct bytes in, struct bytes *reply)
{
	int64_t at_ms;
	if (in.n < sizeof(at_ms))
		return fail(c, E_INTERNAL, "a time and a query");
	if (k->tsa == NULL)
		return fail(c, E_NO_TSA, "there is no keys/tsa.pem");
	memcpy(&at_ms, in.p, sizeof(at_ms));
	return timestamp_answer(c, k->tsa, k->tsa_key, at_ms,
	    (struct bytes){ in.p + sizeof(at_ms), in.n - sizeof(at_ms) }, reply);
}

enum err keyring_answer(struct ctx *c, struct keyring *k, struct bytes request, struct bytes *reply)
{
	const struct bytes in = { request.p + 1, request.n - 1 };
	struct buf b = { 0 };
	if (request.n == 0 || request.n > KEYRING_REQUEST_BYTES)
		return fail(c, E_INTERNAL, "a request has an op, and is not that long");
	switch (request.p[0]) {
	case KEYRING_KEYS:
		tell_keys(c, k, &b);
		break;
	case KEYRING_HEAD:
		*reply = (struct bytes){ (const uint8_t *)&k->memory.head, sizeof(k->memory.head) };
		return OK;
	case KEYRING_TEXT:
		TRY(sign_text(c, k, in, &b));
		break;
	case KEYRING_APPEND:
		TRY(append(c, k, in));
		break;
	case KEYRING_SIGN:
		TRY(sign_head(c, k, in, &b));
		break;
	case KEYRING_STAMP:
		return stamp(c, k, in, reply);
	default:
		return fail(c, E_INTERNAL, "no op %d", request.p[0]);
	}
	*reply = (struct bytes){ (const uint8_t *)b.p, b.n };
	return OK;
}
