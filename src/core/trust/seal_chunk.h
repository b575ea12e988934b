/* seal_chunk.h - private to seal.c: one chunk of a container, under either cipher. */
#ifndef HENG_CORE_TRUST_SEAL_CHUNK_H
#define HENG_CORE_TRUST_SEAL_CHUNK_H

#include "core/trust/seal.h"

#define SEAL_TAG_BYTES_MAX 32

/* Bytes behind each chunk's ciphertext. */
size_t seal_tag_bytes(enum seal_cipher cipher);

/* A key at work on one container. */
struct seal_work;
/* digest: of the preamble, bound into every chunk. Ends with seal_work_end. */
struct seal_work *seal_work_start(const struct seal_header *h, const uint8_t digest[SHA256_BYTES],
    const uint8_t key[SEAL_KEY_BYTES], bool seal);
void seal_work_end(struct seal_work *w);

/* Chunk i, which is the last or not. */
struct seal_place {
	uint32_t i;
	bool last;
};
/* n bytes in place, the tag behind them. */
void seal_chunk(struct seal_work *w, struct seal_place at, uint8_t *p, size_t n);
/* False when the tag does not hold (compared in constant time); p is garbage then. */
bool seal_chunk_open(struct seal_work *w, struct seal_place at, uint8_t *p, size_t n);

#endif
