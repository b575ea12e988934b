#include "service/identity/credential.h"

#include <assert.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define SCRYPT_N (1 << 15)
#define SCRYPT_R 8
#define SCRYPT_P 1
#define SCRYPT_MEMORY (64L << 20)
#define HMAC_BYTES 20
#define CODES 1000000 /* 10^CODE_DIGITS */

enum err credential_hash(struct ctx *c, const char *password,
    const uint8_t salt[CREDENTIAL_SALT_BYTES], uint8_t out[CREDENTIAL_HASH_BYTES])
{
	int ok = EVP_PBE_scrypt(password, strlen(password), salt, CREDENTIAL_SALT_BYTES, SCRYPT_N,
	    SCRYPT_R, SCRYPT_P, SCRYPT_MEMORY, out, CREDENTIAL_HASH_BYTES);
	return ok == 1 ? OK : fail(c, E_INTERNAL, "scrypt");
}

uint32_t credential_code(const uint8_t secret[CREDENTIAL_SECRET_BYTES], int64_t step)
{
	uint8_t counter[8], mac[HMAC_BYTES];
	unsigned n = sizeof(mac);
	for (int i = 0; i < 8; i++)
		counter[i] = (uint8_t)((uint64_t)step >> (56 - 8 * i));
	const uint8_t *ok =
	    HMAC(EVP_sha1(), secret, CREDENTIAL_SECRET_BYTES, counter, sizeof(counter), mac, &n);
	assert(ok != NULL && n == HMAC_BYTES);
	/* RFC 4226, 5.3 */
	const uint8_t *at = mac + (mac[HMAC_BYTES - 1] & 0xf);
	uint32_t whole =
	    (uint32_t)(at[0] & 0x7f) << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
	return whole % CODES;
}

int64_t credential_step(const uint8_t secret[CREDENTIAL_SECRET_BYTES], const char *code,
    int64_t system_ms, int64_t last)
{
	int64_t now = system_ms / CODE_STEP_MS, found = -1;
	uint32_t given = 0;
	if (strlen(code) != CODE_DIGITS || strspn(code, "0123456789") != CODE_DIGITS)
		return -1;
	for (int i = 0; i < CODE_DIGITS; i++)
		given = given * 10 + (uint32_t)(code[i] - '0');
	/* a clock may be half a minute off (RFC 6238, 5.2) */
	for (int64_t step = now - 1; step <= now + 1; step++) {
		uint32_t want = credential_code(secret, step);
		if (CRYPTO_memcmp(&want, &given, sizeof(want)) == 0 && step > last)
			found = step;
	}
	return found;
}

const char *credential_base32(struct arena *mem, const uint8_t *p, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	char *out = arena_alloc(mem, n * 8 / 5 + 2), *to = out;
	unsigned bits = 0, held = 0;
	for (size_t i = 0; i < n; i++) {
		held = (held << 8 | p[i]) & 0xfff;
		for (bits += 8; bits >= 5; bits -= 5)
			*to++ = digits[held >> (bits - 5) & 31];
	}
	if (bits > 0)
		*to++ = digits[held << (5 - bits) & 31];
	*to = '\0';
	return out;
}

const char *credential_address(
    struct ctx *c, const char *person, const uint8_t secret[CREDENTIAL_SECRET_BYTES])
{
	return arena_printf(c->mem, "otpauth://totp/%s:%s?secret=%s&issuer=%s", c->centre->code,
	    person, credential_base32(c->mem, secret, CREDENTIAL_SECRET_BYTES), c->centre->code);
}
