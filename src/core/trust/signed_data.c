#include "core/trust/signed_data.h"

#include <assert.h>
#include <openssl/objects.h>
#include <openssl/pkcs7.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/trust/key.h"

#define CERTIFICATES_MAX 8 /* its own, and those up to a root */

/* What each kind of key is named by in the structure. */
struct names {
	const char *type, *content; /* of the whole, of what is signed */
	const char *digest;
	const char *signature[2]; /* the first is what is written here */
	const EVP_MD *(*md)(void);
	bool null; /* parameters of RSA are NULL, of others absent */
};
#define PKCS7_TYPE "1.2.840.113549.1.7."
#define GB_TYPE "1.2.156.10197.6.1.4.2."
static const struct names names_of[KEY_KINDS] = {
	[KEY_RSA] = { PKCS7_TYPE "2", PKCS7_TYPE "1", "2.16.840.1.101.3.4.2.1",
	    { "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11" }, EVP_sha256, true },
	[KEY_P256] = { PKCS7_TYPE "2", PKCS7_TYPE "1", "2.16.840.1.101.3.4.2.1",
	    { "1.2.840.10045.4.3.2", "1.2.840.10045.2.1" }, EVP_sha256, false },
	[KEY_SM2] = { GB_TYPE "2", GB_TYPE "1", "1.2.156.10197.1.401",
	    { "1.2.156.10197.1.301.1", "1.2.156.10197.1.501" }, EVP_sm3, false },
};

static bool is_named(const ASN1_OBJECT *o, const char *oid)
{
	char text[64];
	int n = o != NULL ? OBJ_obj2txt(text, sizeof(text), o, 1) : -1;
	return n > 0 && (size_t)n < sizeof(text) && strcmp(text, oid) == 0;
}

/* An algorithm of that name, with NULL or no parameters. */
static bool is_algorithm(const X509_ALGOR *a, const char *oid)
{
	const ASN1_OBJECT *o;
	int parameter;
	X509_ALGOR_get0(&o, &parameter, NULL, a);
	return is_named(o, oid) && (parameter == V_ASN1_NULL || parameter == V_ASN1_UNDEF);
}

/* The parsed structure; both are freed by parsed_free. */
struct parsed {
	PKCS7 *whole;
	PKCS7_SIGNED
	*own; /* where the type is one that OpenSSL does not know; NULL: it is whole's */
	const PKCS7_SIGNED *signed_; /* either */
};

static void parsed_free(struct parsed *p)
{
	PKCS7_SIGNED_free(p->own);
	PKCS7_free(p->whole);
}

static enum err wrong(struct ctx *c, const char *what)
{
	return fail(c, E_BAD_SIGNATURE, "%s", what);
}

/* Written again, it is what came: DER, and nothing behind it. */
static bool is_again(unsigned char *again, int n, const uint8_t *p, size_t all)
{
	bool same = n > 0 && (size_t)n == all && memcmp(again, p, all) == 0;
	OPENSSL_free(again);
	return same;
}

static enum err parse(struct ctx *c, struct bytes der, struct parsed *p)
{
	const unsigned char *at = der.p;
	unsigned char *again = NULL;
	*p = (struct parsed){ 0 };
	if (der.n > LIMIT_SIGNATURE_BYTES)
		return wrong(c, "SignedData is too long");
	p->whole = d2i_PKCS7(NULL, &at, (long)der.n);
	if (p->whole == NULL)
		return wrong(c, "it is no SignedData");
	int n = i2d_PKCS7(p->whole, &again);
	if (!is_again(again, n, der.p, der.n))
		return wrong(c, "the SignedData is not DER, or something stands behind it");
	if (is_named(p->whole->type, PKCS7_TYPE "2")) {
		p->signed_ = p->whole->d.sign;
		return p->signed_ != NULL ? OK : wrong(c, "it is no SignedData");
	}
	const ASN1_TYPE *inner = p->whole->d.other;
	if (!is_named(p->whole->type, GB_TYPE "2") || inner == NULL ||
	    inner->type != V_ASN1_SEQUENCE)
		return wrong(c, "the SignedData is of another type");
	at = inner->value.sequence->data;
	p->own = d2i_PKCS7_SIGNED(NULL, &at, inner->value.sequence->length);
	if (p->own == NULL)
		return wrong(c, "it is no SignedData");
	again = NULL;
	n = i2d_PKCS7_SIGNED(p->own, &again);
	if (!is_again(again, n, inner->value.sequence->data, (size_t)inner->value.sequence->length))
		return wrong(c, "the SignedData is not DER, or something stands behind it");
	p->signed_ = p->own;
	return OK;
}

/* To the byte: the rules by which names are equal let several spellings through. */
static bool same_name(const X509_NAME *a, const X509_NAME *b)
{
	const unsigned char *one, *other;
	size_t n, m;
	return X509_NAME_get0_der(a, &one, &n) == 1 && X509_NAME_get0_der(b, &other, &m) == 1 &&
	       n == m && memcmp(one, other, n) == 0;
}

/* The certificate that the signer is named by; NULL: it is not there. */
static X509 *signer_of(const PKCS7_SIGNED *s, const PKCS7_SIGNER_INFO *who)
{
	const PKCS7_ISSUER_AND_SERIAL *by = who->issuer_and_serial;
	for (int i = 0; i < sk_X509_num(s->cert); i++) {
		X509 *x = sk_X509_value(s->cert, i);
		if (same_name(X509_get_issuer_name(x), by->issuer) &&
		    ASN1_INTEGER_cmp(X509_get0_serialNumber(x), by->serial) == 0)
			return x;
	}
	return NULL;
}

/* The one value of the one signed attribute of that name; NULL: there is none, or several. */
static const ASN1_TYPE *attribute(const PKCS7_SIGNER_INFO *who, int nid)
{
	int at = X509at_get_attr_by_NID(who->auth_attr, nid, -1);
	if (at < 0 || X509at_get_attr_by_NID(who->auth_attr, nid, at) >= 0)
		return NULL;
	X509_ATTRIBUTE *a = X509at_get_attr(who->auth_attr, at);
	return X509_ATTRIBUTE_count(a) == 1 ? X509_ATTRIBUTE_get0_type(a, 0) : NULL;
}

/* What the signed attributes say of the text: its type, its digest. */
static enum err check_attributes(
    struct ctx *c, const PKCS7_SIGNER_INFO *who, const struct names *names, struct bytes text)
{
	uint8_t digest[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	const ASN1_TYPE *type = attribute(who, NID_pkcs9_contentType),
	                *said = attribute(who, NID_pkcs9_messageDigest);
	if (type == NULL || type->type != V_ASN1_OBJECT ||
	    !is_named(type->value.object, names->content))
		return wrong(c, "its attributes name another type of content");
	int ok = EVP_Digest(text.p, text.n, digest, &n, names->md(), NULL);
	assert(ok == 1);
	if (said == NULL || said->type != V_ASN1_OCTET_STRING ||
	    (unsigned)said->value.octet_string->length != n ||
	    memcmp(said->value.octet_string->data, digest, n) != 0)
		return wrong(c, "it is over another text");
	return OK;
}

/* The signature itself, over the text or over the attributes. */
static enum err check_signature(struct ctx *c, EVP_PKEY *key, const PKCS7_SIGNER_INFO *who,
    const struct names *names, struct bytes text)
{
	unsigned char *set = NULL;
	const struct bytes signature = { who->enc_digest->data, (size_t)who->enc_digest->length };
	if (who->auth_attr != NULL) {
		TRY(check_attributes(c, who, names, text));
		/* the attributes are signed as a set, not under the tag that they stand under */
		int n = ASN1_item_i2d(
		    (ASN1_VALUE *)who->auth_attr, &set, ASN1_ITEM_rptr(PKCS7_ATTR_VERIFY));
		if (n <= 0)
			return wrong(c, "its attributes are none");
		text = (struct bytes){ set, (size_t)n };
	}
	bool holds = key_verifies(key, text, signature);
	OPENSSL_free(set);
	return holds ? OK : wrong(c, "the key of the certificate did not sign this");
}

static enum err check_shape(struct ctx *c, const struct parsed *p)
{
	const PKCS7_SIGNED *s = p->signed_;
	const PKCS7 *content = s->contents;
	/* without content: what is signed travels apart */
	bool empty = is_named(content->type, PKCS7_TYPE "1") ? content->d.data == NULL
	                                                     : content->d.other == NULL;
	if (ASN1_INTEGER_get(s->version) != 1 || !empty || sk_X509_CRL_num(s->crl) > 0)
		return wrong(
		    c, "the SignedData is not version 1, or has content or lists of revoked ones");
	if (sk_X509_ALGOR_num(s->md_algs) != 1 || sk_PKCS7_SIGNER_INFO_num(s->signer_info) != 1 ||
	    sk_X509_num(s->cert) < 1 || sk_X509_num(s->cert) > CERTIFICATES_MAX)
		return wrong(c, "the SignedData has not one signer, digest and certificate");
	return OK;
}

static enum err check_signer(struct ctx *c, const struct parsed *p, X509 *x, struct bytes text)
{
	const PKCS7_SIGNED *s = p->signed_;
	const PKCS7_SIGNER_INFO *who = sk_PKCS7_SIGNER_INFO_value(s->signer_info, 0);
	EVP_PKEY *key = X509_get0_pubkey(x);
	enum key_kind kind = key_kind_of(key);
	if (kind == KEY_KINDS)
		return fail(c, E_BAD_CERTIFICATE, "its key is not RSA (2048 bits), P-256 or SM2");
	const struct names *n = &names_of[kind];
	if (!is_named(p->whole->type, n->type) || !is_named(s->contents->type, n->content))
		return wrong(c, "the type of the SignedData is not that of its key");
	if (ASN1_INTEGER_get(who->version) != 1 ||
	    !is_algorithm(sk_X509_ALGOR_value(s->md_algs, 0), n->digest) ||
	    !is_algorithm(who->digest_alg, n->digest) ||
	    (!is_algorithm(who->digest_enc_alg, n->signature[0]) &&
	        !is_algorithm(who->digest_enc_alg, n->signature[1])))
		return wrong(c, "its algorithms are not those of its key");
	return check_signature(c, key, who, n, text);
}

static enum err check(
    struct ctx *c, const struct parsed *p, struct bytes text, struct bytes *certificate)
{
	unsigned char *der = NULL;
	TRY(check_shape(c, p));
	X509 *x = signer_of(p->signed_, sk_PKCS7_SIGNER_INFO_value(p->signed_->signer_info, 0));
	if (x == NULL)
		return wrong(c, "the signer's certificate is not in it");
	TRY(check_signer(c, p, x, text));
	int n = i2d_X509(x, &der);
	assert(n > 0);
	*certificate =
	    (struct bytes){ (const uint8_t *)arena_copy(c->mem, der, (size_t)n), (size_t)n };
	OPENSSL_free(der);
	return OK;
}

enum err signed_data_check(
    struct ctx *c, struct bytes der, struct bytes text, struct bytes *certificate)
{
	struct parsed p;
	enum err e = parse(c, der, &p);
	if (e == OK)
		e = check(c, &p, text, certificate);
	parsed_free(&p);
	return e;
}

static X509_ALGOR *algorithm(const char *oid, bool null)
{
	X509_ALGOR *a = X509_ALGOR_new();
	int ok = a != NULL &&
	         X509_ALGOR_set0(a, OBJ_txt2obj(oid, 1), null ? V_ASN1_NULL : V_ASN1_UNDEF, NULL);
	assert(ok == 1);
	return a;
}

/* Takes the place of one that a new structure came with. */
static void put_algorithm(X509_ALGOR **to, X509_ALGOR *a)
{
	X509_ALGOR_free(*to);
	*to = a;
}

static void put_type(ASN1_OBJECT **to, const char *oid)
{
	ASN1_OBJECT_free(*to);
	*to = OBJ_txt2obj(oid, 1);
	assert(*to != NULL);
}

static PKCS7_SIGNED *build(X509 *x, const struct names *n, struct bytes signature)
{
	PKCS7_SIGNED *s = PKCS7_SIGNED_new();
	PKCS7_SIGNER_INFO *who = PKCS7_SIGNER_INFO_new();
	assert(s != NULL && who != NULL);
	s->cert = sk_X509_new_null();
	int ok = ASN1_INTEGER_set(s->version, 1) && ASN1_INTEGER_set(who->version, 1) &&
	         X509_NAME_set(&who->issuer_and_serial->issuer, X509_get_issuer_name(x)) &&
	         ASN1_STRING_copy(who->issuer_and_serial->serial, X509_get0_serialNumber(x)) &&
	         ASN1_OCTET_STRING_set(who->enc_digest, signature.p, (int)signature.n) &&
	         X509_up_ref(x) && sk_X509_push(s->cert, x) &&
	         sk_X509_ALGOR_push(s->md_algs, algorithm(n->digest, n->null)) &&
	         sk_PKCS7_SIGNER_INFO_push(s->signer_info, who);
	assert(ok);
	put_algorithm(&who->digest_alg, algorithm(n->digest, n->null));
	put_algorithm(&who->digest_enc_alg, algorithm(n->signature[0], n->null));
	put_type(&s->contents->type, n->content);
	return s;
}

/* SEQUENCE { type, [0] { SignedData } }, which takes s over. */
static int write_whole(PKCS7_SIGNED *s, const struct names *n, unsigned char **out)
{
	PKCS7 *whole = PKCS7_new();
	assert(whole != NULL);
	put_type(&whole->type, n->type);
	if (is_named(whole->type, PKCS7_TYPE "2")) {
		whole->d.sign = s;
	} else { /* OpenSSL does not know the type: it is any sequence to it */
		unsigned char *der = NULL;
		int length = i2d_PKCS7_SIGNED(s, &der);
		ASN1_STRING *body = ASN1_STRING_new();
		whole->d.other = ASN1_TYPE_new();
		assert(body != NULL && whole->d.other != NULL && length > 0);
		ASN1_STRING_set0(body, der, length);
		ASN1_TYPE_set(whole->d.other, V_ASN1_SEQUENCE, body);
		PKCS7_SIGNED_free(s);
	}
	int length = i2d_PKCS7(whole, out);
	PKCS7_free(whole);
	return length;
}

enum err signed_data_make(struct ctx *c, struct evp_pkey_st *key, struct bytes certificate,
    struct bytes text, struct bytes *out)
{
	X509 *x = certificate_parse(certificate);
	enum key_kind kind = x != NULL ? key_kind_of(X509_get0_pubkey(x)) : KEY_KINDS;
	struct bytes signature;
	unsigned char *der = NULL;
	if (kind == KEY_KINDS) {
		X509_free(x);
		return fail(c, E_BAD_CERTIFICATE, "no certificate of RSA, P-256 or SM2");
	}
	enum err e = key_sign(c, key, text, &signature);
	if (e == OK) {
		const struct names *names = &names_of[kind];
		int n = write_whole(build(x, names, signature), names, &der);
		assert(n > 0);
		*out = (struct bytes){ (const uint8_t *)arena_copy(c->mem, der, (size_t)n),
			(size_t)n };
		OPENSSL_free(der);
	}
	X509_free(x);
	return e;
}
