/* enc.h - bytes as text: hex (lower case) and base64 (RFC 4648 section 4, padded), read strictly;
 * SHA-256 and comparison in constant time. */
#ifndef HENG_CORE_BASE_ENC_H
#define HENG_CORE_BASE_ENC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"

#define SHA256_BYTES 32

struct bytes {
	const uint8_t *p;
	size_t n;
};

/* 2 * n characters and a NUL. */
char *enc_hex(struct arena *mem, const void *p, size_t n);
/* Exactly 2 * n lower-case hex characters into out; false, and out untouched, otherwise. */
bool dec_hex(const char *text, void *out, size_t n);
char *enc_base64(struct arena *mem, const void *p, size_t n);
/* The only accepted text is the one that enc_base64 makes: no spaces, right padding, zero bits. */
bool dec_base64(struct arena *mem, const char *text, struct bytes *out);

/* One-shot digest; the fetched algorithm and context are kept per thread, see pitfalls. */
void sha256(const void *p, size_t n, uint8_t out[SHA256_BYTES]);
/* Of a text, as hex. */
char *sha256_text(struct arena *mem, const char *text);
/* Digest of several pieces in order. */
void sha256_pieces(const struct bytes *pieces, size_t count, uint8_t out[SHA256_BYTES]);

/* Running digest, for files. */
struct sha256_run;
struct sha256_run *sha256_start(void);
void sha256_add(struct sha256_run *r, const void *p, size_t n);
/* Ends the run and frees it; out may be NULL to throw it away. */
void sha256_end(struct sha256_run *r, uint8_t out[SHA256_BYTES]);

/* Whether a text is UTF-8 as RFC 3629 has it. */
bool text_is_utf8(const char *s);

/* Compares secrets without telling by time where they differ. */
bool same_bytes(const void *a, const void *b, size_t n);

#endif
