/* seal_chunk.c - AES-256-GCM, which every browser has; SM4-CTR with HMAC-SM3 (GM/T 0002, GM/T 0004)
 * where 国密 is wanted: first encrypted, then authenticated, under two keys that follow from the
 * content key. An assertion here is about OpenSSL being short of memory or without a cipher. */
#include "core/trust/seal_chunk.h"

#include <assert.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <string.h>

#include "core/trust/hkdf.h"

#define GCM_TAG_BYTES 16
#define SM3_BYTES 32
#define SM4_KEY_BYTES 16
#define NONCE_BYTES (SEAL_NONCE_BYTES + 4 + 1)
#define IV_BYTES 16 /* the nonce, and a counter from 0 */

struct seal_work {
	enum seal_cipher cipher;
	EVP_CIPHER_CTX *evp;
	EVP_MAC_CTX *mac; /* of SM4 */
	uint8_t nonce[SEAL_NONCE_BYTES], digest[SHA256_BYTES];
	uint8_t mac_key[SM3_BYTES];
};

size_t seal_tag_bytes(enum seal_cipher cipher)
{
	return cipher == SEAL_SM4 ? SM3_BYTES : GCM_TAG_BYTES;
}

static void start_sm4(struct seal_work *w, const uint8_t *key)
{
	/* the preamble's digest is the salt; the key of SM4, then that of the MAC */
	static const struct hkdf keys_of = { "SM3", "heng seal sm 1\n" };
	uint8_t keys[SM4_KEY_BYTES + SM3_BYTES];
	EVP_MAC *hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	hkdf_derive(&keys_of, key, w->digest, keys, sizeof(keys));
	memcpy(w->mac_key, keys + SM4_KEY_BYTES, SM3_BYTES);
	w->mac = EVP_MAC_CTX_new(hmac);
	EVP_MAC_free(hmac);
	int ok = w->mac != NULL &&
	         EVP_CipherInit_ex2(w->evp, EVP_sm4_ctr(), keys, NULL, true, NULL) == 1;
	assert(ok);
	OPENSSL_cleanse(keys, sizeof(keys));
}

struct seal_work *seal_work_start(const struct seal_header *h, const uint8_t digest[SHA256_BYTES],
    const uint8_t key[SEAL_KEY_BYTES], bool seal)
{
	struct seal_work *w = OPENSSL_zalloc(sizeof(*w));
	assert(w != NULL);
	w->cipher = h->cipher;
	w->evp = EVP_CIPHER_CTX_new();
	assert(w->evp != NULL);
	memcpy(w->nonce, h->nonce, SEAL_NONCE_BYTES);
	memcpy(w->digest, digest, SHA256_BYTES);
	if (w->cipher == SEAL_SM4) {
		start_sm4(w, key);
	} else {
		int ok = EVP_CipherInit_ex2(w->evp, EVP_aes_256_gcm(), key, NULL, seal, NULL);
		assert(ok == 1);
	}
	return w;
}

void seal_work_end(struct seal_work *w)
{
	EVP_CIPHER_CTX_free(w->evp);
	EVP_MAC_CTX_free(w->mac);
	OPENSSL_clear_free(w, sizeof(*w));
}

static void iv_of(const struct seal_work *w, struct seal_place at, uint8_t iv[IV_BYTES])
{
	memset(iv, 0, IV_BYTES);
	memcpy(iv, w->nonce, SEAL_NONCE_BYTES);
	for (int b = 0; b < 4; b++)
		iv[SEAL_NONCE_BYTES + b] = (uint8_t)(at.i >> (24 - 8 * b));
	iv[NONCE_BYTES - 1] = at.last;
}

/* The key schedule stays. */
static void start(const struct seal_work *w, const uint8_t iv[IV_BYTES])
{
	int n, ok = EVP_CipherInit_ex2(w->evp, NULL, NULL, iv, -1, NULL);
	if (ok == 1 && w->cipher != SEAL_SM4)
		ok = EVP_CipherUpdate(w->evp, NULL, &n, w->digest, SHA256_BYTES);
	assert(ok == 1);
}

static void update(const struct seal_work *w, uint8_t *p, size_t n)
{
	int done, ok = EVP_CipherUpdate(w->evp, p, &done, p, (int)n);
	assert(ok == 1);
	assert((size_t)done == n);
}

/* HMAC-SM3 over the preamble's digest, the IV and the ciphertext. */
static void mac_of(const struct seal_work *w, const uint8_t iv[IV_BYTES], struct bytes text,
    uint8_t out[SM3_BYTES])
{
	char sm3[] = "SM3";
	const OSSL_PARAM params[] = { OSSL_PARAM_construct_utf8_string(
		                          OSSL_MAC_PARAM_DIGEST, sm3, 0),
		OSSL_PARAM_construct_end() };
	size_t n;
	int ok = EVP_MAC_init(w->mac, w->mac_key, SM3_BYTES, params) == 1 &&
	         EVP_MAC_update(w->mac, w->digest, SHA256_BYTES) == 1 &&
	         EVP_MAC_update(w->mac, iv, IV_BYTES) == 1 &&
	         EVP_MAC_update(w->mac, text.p, text.n) == 1 &&
	         EVP_MAC_final(w->mac, out, &n, SM3_BYTES) == 1;
	assert(ok);
}

void seal_chunk(struct seal_work *w, struct seal_place at, uint8_t *p, size_t n)
{
	uint8_t iv[IV_BYTES];
	int none, ok = 1;
	iv_of(w, at, iv);
	start(w, iv);
	update(w, p, n);
	if (w->cipher == SEAL_SM4)
		mac_of(w, iv, (struct bytes){ p, n }, p + n);
	else
		ok = EVP_CipherFinal_ex(w->evp, p + n, &none) == 1 &&
		     EVP_CIPHER_CTX_ctrl(w->evp, EVP_CTRL_AEAD_GET_TAG, GCM_TAG_BYTES, p + n) == 1;
	assert(ok);
}

bool seal_chunk_open(struct seal_work *w, struct seal_place at, uint8_t *p, size_t n)
{
	uint8_t iv[IV_BYTES], mac[SM3_BYTES];
	int none;
	iv_of(w, at, iv);
	if (w->cipher == SEAL_SM4) {
		mac_of(w, iv, (struct bytes){ p, n }, mac);
		if (!same_bytes(mac, p + n, SM3_BYTES))
			return false;
	}
	start(w, iv);
	update(w, p, n);
	if (w->cipher == SEAL_SM4)
		return true;
	int ok = EVP_CIPHER_CTX_ctrl(w->evp, EVP_CTRL_AEAD_SET_TAG, GCM_TAG_BYTES, p + n);
	assert(ok == 1);
	return EVP_CipherFinal_ex(w->evp, p + n, &none) == 1;
}
