#include "core/trust/hkdf.h"

#include <assert.h>
#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <string.h>

void hkdf_derive(const struct hkdf *h, const uint8_t key[HKDF_KEY_BYTES],
    const uint8_t salt[HKDF_SALT_BYTES], uint8_t *out, size_t n)
{
	/* OpenSSL reads them only */
	OSSL_PARAM params[] = { OSSL_PARAM_construct_utf8_string(
		                    OSSL_KDF_PARAM_DIGEST, (char *)h->digest, 0),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)key, HKDF_KEY_BYTES),
		OSSL_PARAM_construct_octet_string(
		    OSSL_KDF_PARAM_SALT, (void *)salt, HKDF_SALT_BYTES),
		OSSL_PARAM_construct_octet_string(
		    OSSL_KDF_PARAM_INFO, (void *)h->label, strlen(h->label)),
		OSSL_PARAM_construct_end() };
	EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
	EVP_KDF_CTX *context = EVP_KDF_CTX_new(kdf);
	/* it is about OpenSSL being short of memory */
	int ok = context != NULL && EVP_KDF_derive(context, out, n, params) == 1;
	assert(ok);
	EVP_KDF_CTX_free(context);
	EVP_KDF_free(kdf);
}
