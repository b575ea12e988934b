#include "core/evidence/timestamp.h"

#include <assert.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"

#define SERIAL_BYTES 16
/* Of this program's own tokens: they say no more than RFC 3161 wants. A UUID under 2.25. */
#define POLICY "2.25.124872347398214705911306298743261870554"

static struct bytes der_of(struct ctx *c, const unsigned char *p, int n)
{
	return (struct bytes){ (const uint8_t *)arena_copy(c->mem, p, (size_t)n), (size_t)n };
}

/* The time of a token; with a fraction of a second, that second. */
static bool time_of(const ASN1_GENERALIZEDTIME *t, int64_t *ms)
{
	int days, seconds;
	ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
	assert(epoch != NULL);
	bool ok = t != NULL && ASN1_TIME_diff(&days, &seconds, epoch, t) == 1;
	ASN1_TIME_free(epoch);
	if (ok)
		*ms = (int64_t)days * DAY_MS + (int64_t)seconds * SECOND_MS;
	return ok && *ms >= 0 && *ms <= MOMENT_MAX_MS;
}

static bool is_of(TS_TST_INFO *info, const uint8_t digest[SHA256_BYTES])
{
	TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(info);
	const ASN1_OBJECT *algorithm;
	X509_ALGOR_get0(&algorithm, NULL, NULL, TS_MSG_IMPRINT_get_algo(imprint));
	const ASN1_OCTET_STRING *said = TS_MSG_IMPRINT_get_msg(imprint);
	return OBJ_obj2nid(algorithm) == NID_sha256 && ASN1_STRING_length(said) == SHA256_BYTES &&
	       memcmp(ASN1_STRING_get0_data(said), digest, SHA256_BYTES) == 0;
}

/* Whose key has signed the token, the reference to its certificate included (ESSCertID); NULL:
 * nobody's. Chain and time are the caller's to ask about: here the certificate is its own root. */
static X509 *signer_of(PKCS7 *token)
{
	STACK_OF(X509) *signers = PKCS7_get0_signers(token, NULL, 0);
	X509_STORE *store = X509_STORE_new();
	X509 *signer = NULL;
	assert(store != NULL);
	X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
	bool ok = signers != NULL && sk_X509_num(signers) == 1 &&
	          X509_STORE_add_cert(store, sk_X509_value(signers, 0)) == 1 &&
	          TS_RESP_verify_signature(token, NULL, store, &signer) == 1;
	X509_STORE_free(store);
	sk_X509_free(signers);
	return ok ? signer : NULL;
}

static enum err read_signed(struct ctx *c, PKCS7 *token, TS_TST_INFO *info,
    const uint8_t digest[SHA256_BYTES], struct timestamp *out)
{
	struct timestamp t;
	unsigned char *der = NULL;
	if (info == NULL || TS_TST_INFO_get_version(info) != 1)
		return fail(c, E_BAD_TIMESTAMP, "it holds no timestamp");
	if (!is_of(info, digest))
		return fail(c, E_BAD_TIMESTAMP, "it is of something else");
	if (!time_of(TS_TST_INFO_get_time(info), &t.at_ms))
		return fail(c, E_BAD_TIMESTAMP, "its time is none");
	X509 *signer = signer_of(token);
	int n = signer != NULL ? i2d_X509(signer, &der) : -1;
	X509_free(signer);
	if (n <= 0)
		return fail(c, E_BAD_TIMESTAMP, "its signature does not hold");
	t.certificate = der_of(c, der, n);
	OPENSSL_free(der);
	*out = t;
	return OK;
}

enum err timestamp_read(
    struct ctx *c, struct bytes token, const uint8_t digest[SHA256_BYTES], struct timestamp *out)
{
	const unsigned char *p = token.p;
	PKCS7 *p7 = token.n <= LIMIT_TIMESTAMP_BYTES ? d2i_PKCS7(NULL, &p, (long)token.n) : NULL;
	if (p7 == NULL || p != token.p + token.n) {
		PKCS7_free(p7);
		return fail(c, E_BAD_TIMESTAMP, "no token of RFC 3161 of at most %ld bytes",
		    LIMIT_TIMESTAMP_BYTES);
	}
	TS_TST_INFO *info = PKCS7_type_is_signed(p7) ? PKCS7_to_TS_TST_INFO(p7) : NULL;
	enum err e = read_signed(c, p7, info, digest, out);
	TS_TST_INFO_free(info);
	PKCS7_free(p7);
	return e;
}

enum err timestamp_query(struct ctx *c, const uint8_t digest[SHA256_BYTES],
    const uint8_t nonce[TIMESTAMP_NONCE_BYTES], struct bytes *out)
{
	TS_REQ *q = TS_REQ_new();
	TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
	X509_ALGOR *algorithm = X509_ALGOR_new();
	ASN1_INTEGER *number = ASN1_INTEGER_new();
	unsigned char *der = NULL;
	uint64_t value = 0;
	for (int i = 0; i < TIMESTAMP_NONCE_BYTES; i++)
		value = value << 8 | nonce[i];
	assert(q != NULL && imprint != NULL && algorithm != NULL && number != NULL);
	int ok = X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 &&
	         TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1 &&
	         TS_MSG_IMPRINT_set_msg(imprint, (unsigned char *)digest, SHA256_BYTES) == 1 &&
	         ASN1_INTEGER_set_uint64(number, value) == 1 && TS_REQ_set_version(q, 1) == 1 &&
	         TS_REQ_set_msg_imprint(q, imprint) == 1 && TS_REQ_set_nonce(q, number) == 1 &&
	         TS_REQ_set_cert_req(q, 1) == 1;
	int n = ok ? i2d_TS_REQ(q, &der) : -1;
	if (n > 0)
		*out = der_of(c, der, n);
	OPENSSL_free(der);
	ASN1_INTEGER_free(number);
	X509_ALGOR_free(algorithm);
	TS_MSG_IMPRINT_free(imprint);
	TS_REQ_free(q);
	return n > 0 ? OK : fail(c, E_INTERNAL, "no query was made");
}

/* Imprint and nonce are those of the query. */
static bool answers(TS_TST_INFO *info, TS_REQ *q)
{
	const ASN1_OCTET_STRING *asked = TS_MSG_IMPRINT_get_msg(TS_REQ_get_msg_imprint(q));
	const ASN1_INTEGER *nonce = info != NULL ? TS_TST_INFO_get_nonce(info) : NULL;
	return nonce != NULL && ASN1_INTEGER_cmp(nonce, TS_REQ_get_nonce(q)) == 0 &&
	       is_of(info, ASN1_STRING_get0_data(asked));
}

enum err timestamp_answered(
    struct ctx *c, struct bytes response, struct bytes query, struct bytes *token)
{
	const unsigned char *p = response.p, *qp = query.p;
	TS_RESP *r =
	    response.n <= LIMIT_TIMESTAMP_BYTES ? d2i_TS_RESP(NULL, &p, (long)response.n) : NULL;
	TS_REQ *q = d2i_TS_REQ(NULL, &qp, (long)query.n);
	assert(q != NULL);
	long status = r != NULL
	                  ? ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(r)))
	                  : -1;
	unsigned char *der = NULL;
	enum err e = OK;
	if (r == NULL || p != response.p + response.n)
		e = fail(c, E_BAD_TIMESTAMP, "no answer of RFC 3161");
	else if (status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS)
		e = fail(c, E_BAD_TIMESTAMP, "it was not granted: status %ld", status);
	else if (!answers(TS_RESP_get_tst_info(r), q))
		e = fail(c, E_BAD_TIMESTAMP, "it is the answer to something else");
	int n = e == OK ? i2d_PKCS7(TS_RESP_get_token(r), &der) : 0;
	if (e == OK && n <= 0)
		e = fail(c, E_BAD_TIMESTAMP, "no answer of RFC 3161");
	if (e == OK)
		*token = der_of(c, der, n);
	OPENSSL_free(der);
	TS_REQ_free(q);
	TS_RESP_free(r);
	return e;
}

static ASN1_INTEGER *serial(TS_RESP_CTX *ctx, void *arg)
{
	(void)ctx;
	(void)arg;
	uint8_t random[SERIAL_BYTES];
	ASN1_INTEGER *out = NULL;
	if (RAND_bytes(random, sizeof(random)) != 1)
		return NULL;
	random[0] = (uint8_t)((random[0] & 0x7f) | 0x40);
	BIGNUM *n = BN_bin2bn(random, sizeof(random), NULL);
	if (n != NULL)
		out = BN_to_ASN1_INTEGER(n, NULL);
	BN_free(n);
	return out;
}

static int clock_says(TS_RESP_CTX *ctx, void *at_ms, long *seconds, long *microseconds)
{
	(void)ctx;
	*seconds = (long)(*(const int64_t *)at_ms / SECOND_MS);
	*microseconds = 0;
	return 1;
}

enum err timestamp_answer(struct ctx *c, X509 *certificate, EVP_PKEY *key, int64_t at_ms,
    struct bytes query, struct bytes *response)
{
	TS_RESP_CTX *ctx = TS_RESP_CTX_new();
	ASN1_OBJECT *policy = OBJ_txt2obj(POLICY, 1);
	BIO *in = BIO_new_mem_buf(query.p, (int)query.n);
	unsigned char *der = NULL;
	assert(ctx != NULL && policy != NULL && in != NULL);
	TS_RESP_CTX_set_serial_cb(ctx, serial, NULL);
	TS_RESP_CTX_set_time_cb(ctx, clock_says, &at_ms);
	int ok = X509_check_private_key(certificate, key) == 1 &&
	         TS_RESP_CTX_set_signer_cert(ctx, certificate) == 1 &&
	         TS_RESP_CTX_set_signer_key(ctx, key) == 1 &&
	         TS_RESP_CTX_set_def_policy(ctx, policy) == 1 &&
	         TS_RESP_CTX_set_signer_digest(ctx, EVP_sha256()) == 1 &&
	         TS_RESP_CTX_set_ess_cert_id_digest(ctx, EVP_sha256()) == 1 &&
	         TS_RESP_CTX_add_md(ctx, EVP_sha256()) == 1;
	TS_RESP *r = ok ? TS_RESP_create_response(ctx, in) : NULL;
	int n = r != NULL ? i2d_TS_RESP(r, &der) : -1;
	if (n > 0)
		*response = der_of(c, der, n);
	OPENSSL_free(der);
	TS_RESP_free(r);
	BIO_free(in);
	ASN1_OBJECT_free(policy);
	TS_RESP_CTX_free(ctx);
	return n > 0 ? OK : fail(c, E_BAD_TIMESTAMP, "certificate and key are not for timestamps");
}
