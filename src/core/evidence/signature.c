#include "core/evidence/signature.h"

#include <assert.h>

EVP_MD_CTX *signature_context(EVP_PKEY *key, bool signing)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	EVP_PKEY_CTX *pk = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
	bool sm2 = EVP_PKEY_is_a(key, "SM2");
	assert(md != NULL && pk != NULL);
	if (sm2) {
		int ok = EVP_PKEY_CTX_set1_id(pk, SM2_ID, sizeof(SM2_ID) - 1);
		assert(ok == 1);
	}
	EVP_MD_CTX_set_pkey_ctx(md, pk);
	const EVP_MD *digest = sm2                             ? EVP_sm3()
	                       : EVP_PKEY_is_a(key, "ED25519") ? NULL
	                                                       : EVP_sha256();
	int ok = signing ? EVP_DigestSignInit(md, NULL, digest, NULL, key)
	                 : EVP_DigestVerifyInit(md, NULL, digest, NULL, key);
	if (ok == 1)
		return md;
	signature_context_free(md);
	return NULL;
}

void signature_context_free(EVP_MD_CTX *md)
{
	/* set_pkey_ctx leaves the key context with its caller */
	EVP_PKEY_CTX *pk = EVP_MD_CTX_get_pkey_ctx(md);
	EVP_MD_CTX_free(md);
	EVP_PKEY_CTX_free(pk);
}
