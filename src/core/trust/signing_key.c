#include "core/trust/signing_key.h"

#include <assert.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>

#include "core/trust/key.h"
#include "core/trust/signed_data.h"
#include "core/trust/token.h"

/* Takes the key, which is freed where it does not belong. */
static enum err pair(struct ctx *c, struct bytes der, EVP_PKEY *key, struct signing_key *out)
{
	struct signing_key k = { .certificate = der, .key = key };
	X509 *x = certificate_parse(der);
	enum err e = certificate_take(c, x, der, &k.says);
	if (e == OK && (k.says.uses & USE_SIGN) == 0)
		e = fail(c, E_CERT_USE, "it is not for signatures");
	if (e == OK && EVP_PKEY_eq(X509_get0_pubkey(x), key) != 1)
		e = fail(c, E_BAD_KEY, "the key is another certificate's");
	X509_free(x);
	if (e == OK)
		*out = k;
	else
		EVP_PKEY_free(key);
	return e;
}

enum err signing_key_of_pem(
    struct ctx *c, struct bytes certificate, struct bytes key, struct signing_key *out)
{
	struct bytes der;
	EVP_PKEY *k;
	TRY(certificate_of_pem(c, certificate, &der));
	TRY(key_of_pem(c, key, &k));
	return pair(c, der, k, out);
}

static enum err open_p12(struct ctx *c, PKCS12 *p, const char *passphrase, struct signing_key *out)
{
	EVP_PKEY *key = NULL;
	X509 *x = NULL;
	unsigned char *der = NULL;
	if (PKCS12_parse(p, passphrase, &key, &x, NULL) != 1)
		return fail(c, E_BAD_PIN, "the passphrase does not open the PKCS #12 file");
	int n = x != NULL ? i2d_X509(x, &der) : -1;
	X509_free(x);
	if (n <= 0 || key == NULL) {
		OPENSSL_free(der);
		EVP_PKEY_free(key);
		return fail(c, E_BAD_KEY, "the file has no certificate with its key");
	}
	const uint8_t *copy = (const uint8_t *)arena_copy(c->mem, der, (size_t)n);
	OPENSSL_free(der);
	return pair(c, (struct bytes){ copy, (size_t)n }, key, out);
}

enum err signing_key_of_p12(
    struct ctx *c, struct bytes p12, const char *passphrase, struct signing_key *out)
{
	const unsigned char *at = p12.p;
	PKCS12 *p = d2i_PKCS12(NULL, &at, (long)p12.n);
	if (p == NULL)
		return fail(c, E_BAD_KEY, "it is no PKCS #12 file");
	/* files of older systems hide their certificates by RC2 */
	OSSL_PROVIDER *old = OSSL_PROVIDER_try_load(NULL, "legacy", 1);
	enum err e = open_p12(c, p, passphrase, out);
	if (old != NULL)
		OSSL_PROVIDER_unload(old);
	PKCS12_free(p);
	return e;
}

void signing_key_end(struct signing_key *k)
{
	EVP_PKEY_free(k->key);
	*k = (struct signing_key){ 0 };
}

enum err signing_key_sign(struct ctx *c, const struct signing_key *k, const char *pin,
    struct bytes text, struct bytes *out)
{
	struct bytes signature, made, certificate;
	if (k->key != NULL)
		TRY(key_sign(c, k->key, text, &signature));
	else
		TRY(token_sign(c, k, pin, text, &signature));
	TRY(signed_data_write(c, k->certificate, signature, &made));
	/* a key that is not the certificate's shows here, and not when it matters */
	TRY(signed_data_check(c, made, text, &certificate));
	*out = made;
	return OK;
}
