#include "core/trust/ocsp.h"

#include <assert.h>
#include <openssl/ocsp.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/trust/key.h"

/* By SHA-1, as RFC 5019 has it: a name that all responders know, and no more than that. */
static OCSP_CERTID *id_of(X509 *x, X509 *issuer)
{
	OCSP_CERTID *id = OCSP_cert_to_id(EVP_sha1(), x, issuer);
	assert(id != NULL);
	return id;
}

enum err ocsp_query(struct ctx *c, X509 *x, X509 *issuer, struct bytes *out)
{
	OCSP_REQUEST *q = OCSP_REQUEST_new();
	unsigned char *der = NULL;
	assert(q != NULL);
	int n = OCSP_request_add0_id(q, id_of(x, issuer)) != NULL ? i2d_OCSP_REQUEST(q, &der) : -1;
	if (n > 0)
		*out = (struct bytes){ (const uint8_t *)arena_copy(c->mem, der, (size_t)n),
			(size_t)n };
	OPENSSL_free(der);
	OCSP_REQUEST_free(q);
	return n > 0 ? OK : fail(c, E_INTERNAL, "no question was made");
}

/* Whether that certificate is the one that the answer names as its signer's. */
static bool is_named(const OCSP_BASICRESP *b, X509 *x)
{
	const ASN1_OCTET_STRING *key;
	const X509_NAME *name;
	uint8_t digest[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	if (OCSP_resp_get0_id(b, &key, &name) != 1)
		return false;
	if (name != NULL)
		return X509_NAME_cmp(name, X509_get_subject_name(x)) == 0;
	return X509_pubkey_digest(x, EVP_sha1(), digest, &n) == 1 &&
	       ASN1_STRING_length(key) == (int)n &&
	       memcmp(ASN1_STRING_get0_data(key), digest, n) == 0;
}

static bool has_signed(const OCSP_BASICRESP *b, X509 *x)
{
	unsigned char *der = NULL;
	const ASN1_OCTET_STRING *signature = OCSP_resp_get0_signature(b);
	int n = i2d_OCSP_RESPDATA((OCSP_RESPDATA *)OCSP_resp_get0_respdata(b), &der);
	bool ok = n > 0 && is_named(b, x) &&
	          key_verifies(X509_get0_pubkey(x), (struct bytes){ der, (size_t)n },
	              (struct bytes){ ASN1_STRING_get0_data(signature),
	                  (size_t)ASN1_STRING_length(signature) });
	OPENSSL_free(der);
	return ok;
}

/* Given out by the issuer itself, for answers of this kind, and in force. */
static bool may_answer(X509 *x, X509 *issuer, int64_t at_ms)
{
	int64_t from, until;
	key_identify(x);
	return X509_check_issued(issuer, x) == X509_V_OK &&
	       X509_verify(x, X509_get0_pubkey(issuer)) == 1 &&
	       (X509_get_extension_flags(x) & EXFLAG_XKUSAGE) != 0 &&
	       (X509_get_extended_key_usage(x) & XKU_OCSP_SIGN) != 0 &&
	       key_kind_of(X509_get0_pubkey(x)) != KEY_KINDS &&
	       key_time(X509_get0_notBefore(x), &from) && key_time(X509_get0_notAfter(x), &until) &&
	       from <= at_ms && at_ms <= until;
}

static bool is_signed(const OCSP_BASICRESP *b, X509 *issuer, int64_t at_ms)
{
	const STACK_OF(X509) *others = OCSP_resp_get0_certs(b);
	if (has_signed(b, issuer))
		return true;
	for (int i = 0; i < sk_X509_num(others) && i < LIMIT_CHAIN; i++) {
		X509 *x = sk_X509_value(others, i);
		if (may_answer(x, issuer, at_ms) && has_signed(b, x))
			return true;
	}
	return false;
}

/* Who it is about, and who may have issued that. */
struct about {
	X509 *x, *issuer;
	int64_t at_ms;
};

static enum err read_basic(
    struct ctx *c, OCSP_BASICRESP *b, const struct about *of, struct ocsp_said *out)
{
	OCSP_CERTID *id = id_of(of->x, of->issuer);
	ASN1_GENERALIZEDTIME *revoked, *from, *until;
	struct ocsp_said said = { .revoked_ms = -1 };
	int status, found = OCSP_resp_find_status(b, id, &status, NULL, &revoked, &from, &until);
	OCSP_CERTID_free(id);
	if (found != 1)
		return fail(c, E_BAD_OCSP, "it is about another certificate");
	if (status == V_OCSP_CERTSTATUS_UNKNOWN)
		return fail(c, E_BAD_OCSP, "it does not know the certificate");
	if (!key_time(from, &said.from_ms) || (until != NULL && !key_time(until, &said.until_ms)) ||
	    (status == V_OCSP_CERTSTATUS_REVOKED && !key_time(revoked, &said.revoked_ms)))
		return fail(c, E_BAD_OCSP, "a time in it is none");
	if (until == NULL)
		said.until_ms = said.from_ms + OCSP_HOLDS_MS;
	if (said.from_ms > of->at_ms + OCSP_AHEAD_MS || said.until_ms < of->at_ms)
		return fail(c, E_BAD_OCSP, "it is over, or of a time to come");
	if (!is_signed(b, of->issuer, of->at_ms))
		return fail(c, E_BAD_OCSP, "nobody has signed it who may answer for its issuer");
	*out = said;
	return OK;
}

enum err ocsp_read(
    struct ctx *c, const struct ocsp_question *q, X509 *x, X509 *issuer, struct ocsp_said *out)
{
	const unsigned char *p = q->answer.p;
	const struct about of = { x, issuer, q->at_ms };
	OCSP_RESPONSE *r =
	    q->answer.n <= LIMIT_OCSP_BYTES ? d2i_OCSP_RESPONSE(NULL, &p, (long)q->answer.n) : NULL;
	OCSP_BASICRESP *b = r != NULL && p == q->answer.p + q->answer.n &&
	                            OCSP_response_status(r) == OCSP_RESPONSE_STATUS_SUCCESSFUL
	                        ? OCSP_response_get1_basic(r)
	                        : NULL;
	enum err e = b != NULL ? read_basic(c, b, &of, out)
	                       : fail(c, E_BAD_OCSP, "no answer of OCSP, or one that refuses");
	OCSP_BASICRESP_free(b);
	OCSP_RESPONSE_free(r);
	return e;
}
