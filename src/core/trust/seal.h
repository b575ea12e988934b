/* seal.h - the sealed container of a bid part.
 *
 * Layout: "HENGSEAL" and one version byte (1); the header's length, 4 bytes big-endian; the header,
 * canonical JSON; then the chunks. Each chunk is AES-256-GCM under the content key (or SM4-CTR with
 * HMAC-SM3, where the header says so): nonce = 7 random bytes of the header | chunk index, 4 bytes
 * big-endian | 1 for the last chunk else 0; associated data = SHA-256 of everything before the
 * first chunk; the tag behind the ciphertext. All chunks but the last hold SEAL_CHUNK_BYTES.
 * The plaintext is 8 bytes of length, big-endian, the content, and zeros up to the padded size: the
 * form part is always SEAL_FORM_BYTES long, others the next power of two (at least SEAL_MIN_BYTES),
 * so that a size tells nothing.
 * The header binds centre, lot, party and part, and carries a commitment to the key: GCM alone lets
 * one container open two ways under two keys. commitment = SHA-256("heng seal key 1\n" || key).
 */
#ifndef HENG_CORE_TRUST_SEAL_H
#define HENG_CORE_TRUST_SEAL_H

#include <stdint.h>

#include "core/base/ctx.h"
#include "core/base/enc.h"
#include "core/trust/share.h"

#define SEAL_KEY_BYTES SHARE_KEY_BYTES
#define SEAL_NONCE_BYTES 7
#define SEAL_CHUNK_BYTES (64L * 1024)
#define SEAL_FORM_BYTES 1024L /* padded plaintext of a form part, its length included */
#define SEAL_MIN_BYTES 4096L
#define SEAL_PART_FORM "form"
#define SEAL_PART_DOCUMENTS "documents"
#define SEAL_PART_BILL "bill" /* a priced bill of quantities */

#define SEAL_RECIPIENTS 2 /* who can open it alone, at most */

/* AES-256-GCM, or SM4-CTR with HMAC-SM3 (国密). */
enum seal_cipher { SEAL_AES, SEAL_SM4 };

/* A share of the key, wrapped for a certificate. */
struct sealed_share {
	uint8_t certificate[SHA256_BYTES]; /* of its DER */
	uint8_t digest[SHA256_BYTES];      /* of the share; a recipient's has none */
	struct bytes wrapped;
};
/* Who can open it together: any `threshold` of them. The i-th has share i + 1. */
struct custody {
	int64_t threshold;
	size_t n; /* 0: nobody */
	struct sealed_share shares[SHARES_MAX];
};
struct seal_header {
	const char *centre; /* 统一社会信用代码 of the centre */
	const char *lot;    /* id */
	const char *party;  /* id of the tenderer */
	const char *part;   /* one of SEAL_PART_… */
	enum seal_cipher cipher;
	uint8_t commitment[SHA256_BYTES];
	uint8_t nonce[SEAL_NONCE_BYTES];
	int64_t padded_bytes; /* plaintext, padding included */
	struct custody custody;
	size_t recipient_count;
	struct sealed_share recipients[SEAL_RECIPIENTS]; /* each has the key itself */
};

/* A header as canonical JSON, and back: BAD_SEAL with the member that is wrong. */
const char *seal_header_text(struct ctx *c, const struct seal_header *h);
enum err seal_header_parse(
    struct ctx *c, const char *text, size_t n, struct seal_header *out) CHECKED;

/* SHA-256("heng seal key 1\n" || key) */
void seal_commit(const uint8_t key[SEAL_KEY_BYTES], uint8_t out[SHA256_BYTES]);

/* For whom a key is wrapped: certificates, DER. */
struct seal_for {
	int64_t threshold;
	const struct bytes *custodians, *recipients;
	size_t custodian_count, recipient_count;
};
/* Puts the shares of its key into a header that says centre, lot, party and part (custody.c).
 * BAD_FIELD, BAD_CERTIFICATE, CERT_USE. */
enum err seal_share_out(struct ctx *c, struct seal_header *h, const uint8_t key[SEAL_KEY_BYTES],
    const struct seal_for *to) CHECKED;
/* Opens the share that this header has for that certificate, by its key: share 0, the key itself,
 * of a recipient. It is this container's, and the one that the header names. NOT_FOUND: there is
 * none for it; BAD_SHARE; BAD_CERTIFICATE. */
struct evp_pkey_st;
enum err seal_share_open(struct ctx *c, const struct seal_header *h, struct evp_pkey_st *key,
    struct bytes certificate, uint8_t out[SHARE_BYTES]) CHECKED;
/* Whether a custodian's share is the one that the header names for its number. BAD_SHARE. */
enum err seal_share_check(
    struct ctx *c, const struct seal_header *h, const uint8_t share[SHARE_BYTES]) CHECKED;
/* The key that these checked shares give. BAD_SHARE: fewer than needed, one twice; BAD_KEY: whoever
 * sealed has shared another key, or named a share that does not fit: then no shares give it. */
enum err seal_key_of_shares(struct ctx *c, const struct seal_header *h,
    const uint8_t (*shares)[SHARE_BYTES], size_t n, uint8_t key[SEAL_KEY_BYTES]) CHECKED;
/* Whether the shares that the header names are those of that key: true where there are none. So
 * whoever opens it, by whichever shares, finds the same. */
bool seal_shares_hold(
    struct ctx *c, const struct seal_header *h, const uint8_t key[SEAL_KEY_BYTES]) CHECKED;

/* Seals content into a container in memory; `header` says centre, lot, party and part and has the
 * shares of the key, where there are some; the rest is made (nonce from c->rng). BAD_FIELD when the
 * content is larger than the part allows. */
enum err seal_make(struct ctx *c, const struct seal_header *header,
    const uint8_t key[SEAL_KEY_BYTES], struct bytes content, struct bytes *container) CHECKED;
/* Checks everything that can be checked without the key: magic, version, canonical header with
 * exactly its members, lengths to the byte. NOT_SEALED when it is no container at all, BAD_SEAL
 * when it is one that is damaged or truncated. */
enum err seal_inspect(struct ctx *c, struct bytes container, struct seal_header *out) CHECKED;
/* Whether the header is sealed for this centre, by the caller's party, for that lot and as that
 * part: else SEALED_FOR_ANOTHER at the field. */
enum err seal_is_for(struct ctx *c, const char *field, const struct seal_header *h, const char *lot,
    const char *part) CHECKED;
/* Opens it. BAD_KEY when the key is not the one committed to (told in constant time), BAD_SEAL when
 * a chunk, the order, the length or the padding does not hold. */
enum err seal_open(struct ctx *c, struct bytes container, const uint8_t key[SEAL_KEY_BYTES],
    struct bytes *content) CHECKED;

/* The same for files of any size, a chunk at a time in memory; in and out are open descriptors.
 * seal_open_file writes to out only chunks whose tag held. STORE, STORE_FULL for the files. */
enum err seal_make_file(struct ctx *c, const struct seal_header *header,
    const uint8_t key[SEAL_KEY_BYTES], int in, int out) CHECKED;
enum err seal_inspect_file(struct ctx *c, int in, struct seal_header *out) CHECKED;
enum err seal_open_file(struct ctx *c, int in, const uint8_t key[SEAL_KEY_BYTES], int out) CHECKED;
/* A file's content in memory: padded_bytes of its header are the room it needs. */
enum err seal_open_read(
    struct ctx *c, int in, const uint8_t key[SEAL_KEY_BYTES], struct bytes *content) CHECKED;

#endif
