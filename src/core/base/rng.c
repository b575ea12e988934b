#include "core/base/rng.h"

#include <assert.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

void rng_seed(struct rng *r, const uint8_t seed[RNG_SEED_BYTES])
{
	*r = (struct rng){ 0 };
	memcpy(r->seed, seed, RNG_SEED_BYTES);
}

void rng_system_seed(uint8_t seed[RNG_SEED_BYTES])
{
	int ok = RAND_bytes(seed, RNG_SEED_BYTES);
	assert(ok == 1);
}

static void refill(struct rng *r)
{
	static const uint8_t zeros[sizeof(r->pool)];
	/* OpenSSL's ChaCha20 takes the 32-bit block counter, then the nonce, as one iv */
	uint8_t iv[16] = { 0 };
	for (int i = 0; i < 4; i++)
		iv[i] = (uint8_t)(r->block >> (8 * i));
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int n = 0;
	int ok = ctx != NULL && EVP_EncryptInit_ex(ctx, EVP_chacha20(), NULL, r->seed, iv) == 1 &&
	         EVP_EncryptUpdate(ctx, r->pool, &n, zeros, (int)sizeof(zeros)) == 1;
	EVP_CIPHER_CTX_free(ctx);
	assert(ok && n == (int)sizeof(r->pool));
	assert(r->block != UINT32_MAX);
	r->block++;
	r->left = sizeof(r->pool);
}

void rng_bytes(struct rng *r, void *out, size_t n)
{
	uint8_t *p = out;
	while (n > 0) {
		if (r->left == 0)
			refill(r);
		size_t take = n < r->left ? n : r->left;
		uint8_t *from = r->pool + sizeof(r->pool) - r->left;
		memcpy(p, from, take);
		memset(from, 0, take);
		r->left = (uint8_t)(r->left - take);
		p += take;
		n -= take;
	}
}

uint64_t rng_below(struct rng *r, uint64_t below)
{
	assert(below > 0);
	uint64_t reject_from = UINT64_MAX - UINT64_MAX % below;
	for (;;) {
		uint64_t x;
		rng_bytes(r, &x, sizeof(x));
		if (x < reject_from)
			return x % below;
	}
}
