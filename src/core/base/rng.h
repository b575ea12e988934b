/* rng.h - random bytes from a 32-byte seed: the ChaCha20 key stream (RFC 8439) of OpenSSL.
 *
 * The same seed gives the same bytes. Production seeds come from rng_system_seed.
 */
#ifndef HENG_CORE_BASE_RNG_H
#define HENG_CORE_BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

#define RNG_SEED_BYTES 32

struct rng {
	uint8_t seed[RNG_SEED_BYTES];
	uint32_t block; /* next 64-byte block of the stream */
	uint8_t pool[64];
	uint8_t left; /* bytes not yet used at the end of the pool */
};

void rng_seed(struct rng *r, const uint8_t seed[RNG_SEED_BYTES]);
/* A seed from the operating system; aborts when there is none. */
void rng_system_seed(uint8_t seed[RNG_SEED_BYTES]);
void rng_bytes(struct rng *r, void *out, size_t n);
/* Evenly distributed in [0, below), without modulo bias. below > 0. */
uint64_t rng_below(struct rng *r, uint64_t below);

#endif
