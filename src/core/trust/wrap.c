#include "core/trust/wrap.h"

#include <assert.h>
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>
#include <string.h>

#include "core/trust/certificate.h"
#include "core/trust/key.h"

/* What OpenSSL made, in the arena. */
static struct bytes kept(struct ctx *c, const void *p, size_t n)
{
	return (struct bytes){ (const uint8_t *)arena_copy(c->mem, p, n), n };
}

static bool set_algorithms(CMS_RecipientInfo *ri, enum key_kind kind)
{
	EVP_PKEY_CTX *k = ri != NULL ? CMS_RecipientInfo_get0_pkey_ctx(ri) : NULL;
	if (k == NULL)
		return false;
	return kind == KEY_RSA ? EVP_PKEY_CTX_set_rsa_padding(k, RSA_PKCS1_OAEP_PADDING) == 1 &&
	                             EVP_PKEY_CTX_set_rsa_oaep_md(k, EVP_sha256()) == 1 &&
	                             EVP_PKEY_CTX_set_rsa_mgf1_md(k, EVP_sha256()) == 1
	                       : EVP_PKEY_CTX_set_ecdh_kdf_md(k, EVP_sha256()) == 1;
}

static bool cms_wrap(
    struct ctx *c, X509 *x, enum key_kind kind, struct bytes plain, struct bytes *out)
{
	CMS_ContentInfo *cms = CMS_AuthEnvelopedData_create(EVP_aes_256_gcm());
	BIO *in = BIO_new_mem_buf(plain.p, (int)plain.n);
	unsigned char *der = NULL;
	bool ok = cms != NULL && in != NULL && CMS_set_detached(cms, 0) == 1 &&
	          set_algorithms(CMS_add1_recipient_cert(cms, x, CMS_KEY_PARAM), kind) &&
	          CMS_final(cms, in, NULL, CMS_BINARY) == 1;
	/* a kind of key that CMS does not know serialises to nothing, without an error */
	int n = ok ? i2d_CMS_ContentInfo(cms, &der) : -1;
	if (n > 0)
		*out = kept(c, der, (size_t)n);
	OPENSSL_free(der);
	BIO_free(in);
	CMS_ContentInfo_free(cms);
	return n > 0;
}

static bool sm2_wrap(struct ctx *c, X509 *x, struct bytes plain, struct bytes *out)
{
	EVP_PKEY_CTX *k = EVP_PKEY_CTX_new(X509_get0_pubkey(x), NULL);
	uint8_t text[WRAP_BYTES];
	size_t n = sizeof(text);
	bool ok = k != NULL && EVP_PKEY_encrypt_init(k) == 1 &&
	          EVP_PKEY_encrypt(k, text, &n, plain.p, plain.n) == 1;
	if (ok)
		*out = kept(c, text, n);
	EVP_PKEY_CTX_free(k);
	return ok;
}

enum err wrap_make(struct ctx *c, struct bytes certificate, struct bytes plain, struct bytes *out)
{
	struct certificate says;
	struct bytes wrapped = { 0 };
	assert(plain.n > 0 && plain.n <= WRAP_PLAIN_BYTES);
	TRY(certificate_read(c, certificate, &says));
	if ((says.uses & USE_SEAL) == 0)
		return fail(c, E_CERT_USE, "%s is for signatures only", says.name);
	X509 *x = certificate_parse(certificate);
	assert(x != NULL);
	bool ok = says.kind == KEY_SM2 ? sm2_wrap(c, x, plain, &wrapped)
	                               : cms_wrap(c, x, says.kind, plain, &wrapped);
	X509_free(x);
	if (!ok || wrapped.n > WRAP_BYTES)
		return fail(c, E_BAD_CERTIFICATE, "nothing can be wrapped for %s", says.name);
	*out = wrapped;
	return OK;
}

/* One recipient, and no padding whose faults could be asked after. */
static bool is_ours(CMS_ContentInfo *cms)
{
	STACK_OF(CMS_RecipientInfo) *all = CMS_get0_RecipientInfos(cms);
	X509_ALGOR *how = NULL;
	if (OBJ_obj2nid(CMS_get0_type(cms)) != NID_id_smime_ct_authEnvelopedData ||
	    sk_CMS_RecipientInfo_num(all) != 1)
		return false;
	CMS_RecipientInfo *ri = sk_CMS_RecipientInfo_value(all, 0);
	if (CMS_RecipientInfo_type(ri) == CMS_RECIPINFO_AGREE)
		return true;
	return CMS_RecipientInfo_type(ri) == CMS_RECIPINFO_TRANS &&
	       CMS_RecipientInfo_ktri_get0_algs(ri, NULL, NULL, &how) == 1 &&
	       OBJ_obj2nid(how->algorithm) == NID_rsaesOaep;
}

static bool cms_unwrap(
    struct ctx *c, EVP_PKEY *key, X509 *x, struct bytes wrapped, struct bytes *plain)
{
	const unsigned char *p = wrapped.p;
	CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &p, (long)wrapped.n);
	BIO *out = BIO_new(BIO_s_secmem());
	char *text = NULL;
	bool ok = cms != NULL && out != NULL && p == wrapped.p + wrapped.n && is_ours(cms) &&
	          CMS_decrypt(cms, key, x, NULL, out, CMS_BINARY) == 1;
	long n = ok ? BIO_get_mem_data(out, &text) : 0;
	n = n <= WRAP_PLAIN_BYTES ? n : 0;
	if (n > 0)
		*plain = kept(c, text, (size_t)n);
	BIO_free(out); /* wipes it */
	CMS_ContentInfo_free(cms);
	return n > 0;
}

static bool sm2_unwrap(struct ctx *c, EVP_PKEY *key, struct bytes wrapped, struct bytes *plain)
{
	EVP_PKEY_CTX *k = EVP_PKEY_CTX_new(key, NULL);
	uint8_t text[WRAP_BYTES];
	size_t n = sizeof(text);
	bool ok = k != NULL && EVP_PKEY_decrypt_init(k) == 1 &&
	          EVP_PKEY_decrypt(k, text, &n, wrapped.p, wrapped.n) == 1 && n > 0 &&
	          n <= WRAP_PLAIN_BYTES;
	if (ok)
		*plain = kept(c, text, n);
	OPENSSL_cleanse(text, sizeof(text));
	EVP_PKEY_CTX_free(k);
	return ok;
}

enum err wrap_open(struct ctx *c, EVP_PKEY *key, struct bytes certificate, struct bytes wrapped,
    struct bytes *plain)
{
	X509 *x = certificate_parse(certificate);
	enum key_kind kind = key_kind_of(key);
	if (x == NULL || kind == KEY_KINDS || X509_check_private_key(x, key) != 1) {
		X509_free(x);
		return fail(c, E_BAD_CERTIFICATE, "the key is not that of the certificate");
	}
	bool ok =
	    wrapped.n <= WRAP_BYTES && (kind == KEY_SM2 ? sm2_unwrap(c, key, wrapped, plain)
	                                                : cms_unwrap(c, key, x, wrapped, plain));
	X509_free(x);
	return ok ? OK : fail(c, E_BAD_SHARE, "this key does not open it");
}
