#include "core/trust/share.h"

#include <assert.h>
#include <openssl/crypto.h>
#include <string.h>

#include "core/trust/hkdf.h"

#define COEFFICIENTS_BYTES ((SHARES_MAX - 1) * SHARE_KEY_BYTES)

/* a times b, without a branch or a table that would tell them. */
static uint8_t times(uint8_t a, uint8_t b)
{
	uint8_t out = 0;
	for (int i = 0; i < 8; i++) {
		out ^= (uint8_t)(-(b & 1) & a);
		a = (uint8_t)((a << 1) ^ (-(a >> 7) & 0x1b));
		b >>= 1;
	}
	return out;
}

/* 1 / a = a^254; of 0 it is 0. */
static uint8_t inverse(uint8_t a)
{
	uint8_t square = a, out = 1;
	for (int i = 1; i < 8; i++) {
		square = times(square, square);
		out = times(out, square);
	}
	return out;
}

/* The coefficients behind the key, k - 1 times 32 bytes. */
static void coefficients(const uint8_t *key, const uint8_t *context, size_t k, uint8_t *out)
{
	static const struct hkdf of = { "SHA256", "heng share 1\n" };
	hkdf_derive(&of, key, context, out, (k - 1) * SHARE_KEY_BYTES);
}

void share_make(const uint8_t key[SHARE_KEY_BYTES], const uint8_t context[SHA256_BYTES], size_t k,
    size_t number, uint8_t out[SHARE_BYTES])
{
	uint8_t c[COEFFICIENTS_BYTES];
	assert(k >= SHARES_LEAST && k <= SHARES_MAX && number <= SHARES_MAX);
	coefficients(key, context, k, c);
	out[0] = (uint8_t)number;
	for (size_t b = 0; b < SHARE_KEY_BYTES; b++) {
		uint8_t at = 0;
		for (size_t i = k - 1; i > 0; i--)
			at = times(at ^ c[(i - 1) * SHARE_KEY_BYTES + b], (uint8_t)number);
		out[1 + b] = at ^ key[b];
	}
	memcpy(out + 1 + SHARE_KEY_BYTES, context, SHA256_BYTES);
	OPENSSL_cleanse(c, sizeof(c));
}

bool share_combine(const uint8_t (*shares)[SHARE_BYTES], size_t k, uint8_t key[SHARE_KEY_BYTES])
{
	for (size_t i = 0; i < k; i++) {
		if (shares[i][0] == 0 || shares[i][0] > SHARES_MAX)
			return false;
		for (size_t j = 0; j < i; j++)
			if (shares[i][0] == shares[j][0])
				return false;
	}
	memset(key, 0, SHARE_KEY_BYTES);
	for (size_t i = 0; i < k; i++) {
		/* Lagrange at 0: the product of x_j / (x_j - x_i); minus is exclusive or */
		uint8_t weight = 1;
		for (size_t j = 0; j < k; j++)
			if (j != i)
				weight = times(weight,
				    times(shares[j][0], inverse(shares[j][0] ^ shares[i][0])));
		for (size_t b = 0; b < SHARE_KEY_BYTES; b++)
			key[b] ^= times(weight, shares[i][1 + b]);
	}
	return true;
}
