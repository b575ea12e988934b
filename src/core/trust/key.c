#include "core/trust/key.h"

#include <assert.h>
#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <string.h>

#include "core/base/moment.h"

#define RSA_BITS_MIN 2048
#define RSA_BITS_MAX 4096
#define RSA_EXPONENT_BITS_MAX 32 /* a long one makes a verification as dear as a signature */
#define SIGNATURE_BYTES_MAX 1024

static bool rsa_is_plain(EVP_PKEY *key)
{
	BIGNUM *e = NULL;
	int bits = EVP_PKEY_get_bits(key);
	bool ok = bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX &&
	          EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &e) == 1 &&
	          BN_num_bits(e) <= RSA_EXPONENT_BITS_MAX;
	BN_free(e);
	return ok;
}

/* By its name, not by its parameters spelled out. */
static bool names_curve(EVP_PKEY *key)
{
	char encoding[32];
	size_t n;
	return EVP_PKEY_get_utf8_string_param(
	           key, OSSL_PKEY_PARAM_EC_ENCODING, encoding, sizeof(encoding), &n) == 1 &&
	       strcmp(encoding, OSSL_PKEY_EC_ENCODING_GROUP) == 0;
}

enum key_kind key_kind_of(EVP_PKEY *key)
{
	char group[32];
	size_t n;
	if (key == NULL)
		return KEY_KINDS;
	if (EVP_PKEY_is_a(key, "RSA"))
		return rsa_is_plain(key) ? KEY_RSA : KEY_KINDS;
	if (EVP_PKEY_is_a(key, "SM2"))
		return names_curve(key) ? KEY_SM2 : KEY_KINDS;
	if (!EVP_PKEY_is_a(key, "EC") ||
	    EVP_PKEY_get_group_name(key, group, sizeof(group), &n) != 1)
		return KEY_KINDS;
	return strcmp(group, "prime256v1") == 0 && names_curve(key) ? KEY_P256 : KEY_KINDS;
}

EVP_PKEY *key_make(enum key_kind kind)
{
	EVP_PKEY *key = kind == KEY_RSA    ? EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048)
	                : kind == KEY_P256 ? EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256")
	                                   : EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
	assert(key != NULL);
	return key;
}

enum err key_of_pem(struct ctx *c, struct bytes pem, EVP_PKEY **out)
{
	BIO *b = BIO_new_mem_buf(pem.p, (int)pem.n);
	EVP_PKEY *key = b != NULL ? PEM_read_bio_PrivateKey(b, NULL, NULL, NULL) : NULL;
	BIO_free(b);
	if (key == NULL)
		return fail(c, E_BAD_KEY, "no private key in PEM");
	*out = key;
	return OK;
}

enum err key_sign(struct ctx *c, EVP_PKEY *key, struct bytes data, struct bytes *out)
{
	uint8_t signature[SIGNATURE_BYTES_MAX];
	size_t n = sizeof(signature);
	EVP_MD_CTX *md = signature_context(key, true);
	int ok = md != NULL && EVP_DigestSign(md, signature, &n, data.p, data.n) == 1;
	if (md != NULL)
		signature_context_free(md);
	if (!ok)
		return fail(c, E_INTERNAL, "a key would not sign");
	*out = (struct bytes){ (const uint8_t *)arena_copy(c->mem, signature, n), n };
	return OK;
}

bool key_verifies(EVP_PKEY *key, struct bytes data, struct bytes signature)
{
	EVP_MD_CTX *md = signature_context(key, false);
	if (md == NULL)
		return false;
	int ok = EVP_DigestVerify(md, signature.p, signature.n, data.p, data.n);
	signature_context_free(md);
	return ok == 1;
}

void key_identify(X509 *x)
{
	if (X509_get_signature_nid(x) != NID_SM2_with_SM3)
		return; /* other kinds fail under an identity */
	ASN1_OCTET_STRING *id = ASN1_OCTET_STRING_new();
	int ok = ASN1_OCTET_STRING_set(id, (const unsigned char *)SM2_ID, sizeof(SM2_ID) - 1);
	assert(ok == 1);
	X509_set0_distinguishing_id(x, id); /* its own from here on */
}

/* As RFC 5280 4.1.2.5 writes times: to the second, in UTC. */
static bool is_plain_time(const ASN1_TIME *t)
{
	int digits = t->type == V_ASN1_UTCTIME ? 12 : 14;
	if (t->length != digits + 1 || t->data[digits] != 'Z')
		return false;
	for (int i = 0; i < digits; i++)
		if (t->data[i] < '0' || t->data[i] > '9')
			return false;
	return true;
}

bool key_time(const ASN1_TIME *t, int64_t *ms)
{
	int days, seconds;
	if (!is_plain_time(t))
		return false;
	ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
	assert(epoch != NULL);
	bool ok = ASN1_TIME_diff(&days, &seconds, epoch, t) == 1;
	ASN1_TIME_free(epoch);
	if (ok)
		*ms = (int64_t)days * DAY_MS + (int64_t)seconds * SECOND_MS;
	return ok && *ms >= 0 && *ms <= MOMENT_MAX_MS;
}

bool key_signed_crl(EVP_PKEY *issuer, X509_CRL *crl)
{
	if (!EVP_PKEY_is_a(issuer, "SM2"))
		return X509_CRL_verify(crl, issuer) == 1;
	/* OpenSSL 3.0 knows no identity for a list: what is signed is checked by hand */
	const ASN1_BIT_STRING *signature;
	const X509_ALGOR *algorithm;
	unsigned char *tbs = NULL;
	int n = i2d_re_X509_CRL_tbs(crl, &tbs);
	X509_CRL_get0_signature(crl, &signature, &algorithm);
	/* what stands beside the signature is not signed: it says what the signed part says */
	const ASN1_OBJECT *named;
	int parameter;
	X509_ALGOR_get0(&named, &parameter, NULL, algorithm);
	bool ok = n > 0 && OBJ_obj2nid(named) == NID_SM2_with_SM3 && parameter == V_ASN1_UNDEF &&
	          key_verifies(issuer, (struct bytes){ tbs, (size_t)n },
	              (struct bytes){ signature->data, (size_t)signature->length });
	OPENSSL_free(tbs);
	return ok;
}
