#include "core/trust/signed_data.h"

#include <assert.h>

#include "core/base/limits.h"
#include "core/base/der.h"
#include "core/trust/key.h"

#define CERTIFICATES_MAX 8 /* its own, and those up to a root */

/* Object identifiers, encoded. */
DER_BODY(pkcs7_data, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01);
DER_BODY(pkcs7_signed, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02);
DER_BODY(gb_data, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x06, 0x01, 0x04, 0x02, 0x01);
DER_BODY(gb_signed, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x06, 0x01, 0x04, 0x02, 0x02);
DER_BODY(sha_256, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01);
DER_BODY(sm3, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x83, 0x11);
DER_BODY(rsa, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01);
DER_BODY(rsa_sha256, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b);
DER_BODY(ecdsa_sha256, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02);
DER_BODY(ec_key, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01);
DER_BODY(sm2, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d, 0x01);
DER_BODY(sm2_sm3, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x83, 0x75);
DER_BODY(content_type, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03);
DER_BODY(message_digest, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04);
DER_BODY(signing_certificate, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f);
DER_BODY(one, 0x01); /* an integer */

/* What each kind of key is named by. */
static const struct names {
	const struct bytes *type, *content, *digest;
	const struct bytes *signature[2]; /* the first is what is written here */
	const EVP_MD *(*md)(void);
	bool null; /* parameters are NULL, not absent, where written here */
} names_of[KEY_KINDS] = {
	[KEY_RSA] = { &pkcs7_signed, &pkcs7_data, &sha_256, { &rsa, &rsa_sha256 }, EVP_sha256,
	    true },
	[KEY_P256] = { &pkcs7_signed, &pkcs7_data, &sha_256, { &ecdsa_sha256, &ec_key }, EVP_sha256,
	    false },
	[KEY_SM2] = { &gb_signed, &gb_data, &sm3, { &sm2, &sm2_sm3 }, EVP_sm3, false },
};

static enum err wrong(struct ctx *c, const char *what)
{
	return fail(c, E_BAD_SIGNATURE, "%s", what);
}

/* An algorithm of that name, with NULL or no parameters. */
static bool is_algorithm(struct der_item a, const struct bytes *oid)
{
	struct bytes in = a.body, none = { NULL, 0 };
	struct der_item name;
	return der_take(&in, DER_OID, &name) && der_same(name.body, *oid) &&
	       (in.n == 0 || (der_is(&in, DER_NULL, none) && in.n == 0));
}

/* The parts, as they stand; attributes.n = 0: there are none. */
struct parts {
	struct der_item type, content, digests, certificates;
	struct der_item issuer, serial, digest, attributes, algorithm, signature;
};

static bool read_signer(struct bytes in, struct parts *p)
{
	struct der_item by;
	if (!der_is(&in, DER_INTEGER, one) || !der_take(&in, DER_SEQUENCE, &by) ||
	    !der_take(&by.body, DER_SEQUENCE, &p->issuer) ||
	    !der_take(&by.body, DER_INTEGER, &p->serial) || by.body.n != 0 ||
	    !der_take(&in, DER_SEQUENCE, &p->digest))
		return false;
	p->attributes = (struct der_item){ 0 };
	(void)der_take(&in, DER_0, &p->attributes);
	/* what nobody signed, anybody can add: there is no place for it */
	return der_take(&in, DER_SEQUENCE, &p->algorithm) &&
	       der_take(&in, DER_OCTETS, &p->signature) && in.n == 0;
}

static enum err read_parts(struct ctx *c, struct bytes der, struct parts *p)
{
	struct der_item whole, wrapped, body, content, digests, signers, signer;
	if (der.n > LIMIT_SIGNATURE_BYTES)
		return wrong(c, "SignedData is too long");
	if (!der_take(&der, DER_SEQUENCE, &whole) || der.n != 0 ||
	    !der_take(&whole.body, DER_OID, &p->type) || !der_take(&whole.body, DER_0, &wrapped) ||
	    whole.body.n != 0 || !der_take(&wrapped.body, DER_SEQUENCE, &body) ||
	    wrapped.body.n != 0)
		return wrong(c, "it is no SignedData");
	if (!der_is(&body.body, DER_INTEGER, one) || !der_take(&body.body, DER_SET, &digests) ||
	    !der_take(&body.body, DER_SEQUENCE, &content) ||
	    !der_take(&content.body, DER_OID, &p->content) || content.body.n != 0)
		return wrong(c, "the SignedData is not version 1, or has its content inside");
	if (!der_take(&digests.body, DER_SEQUENCE, &p->digests) || digests.body.n != 0 ||
	    !der_take(&body.body, DER_0, &p->certificates) ||
	    !der_take(&body.body, DER_SET, &signers) || body.body.n != 0 ||
	    !der_take(&signers.body, DER_SEQUENCE, &signer) || signers.body.n != 0 ||
	    !read_signer(signer.body, p))
		return wrong(c, "the SignedData has not one signer, digest and certificate");
	return OK;
}

/* By which a signer is named. */
static bool serial_and_issuer(
    struct bytes certificate, struct der_item *serial, struct der_item *issuer)
{
	struct der_item x, tbs, version, algorithm;
	if (!der_take(&certificate, DER_SEQUENCE, &x) || !der_take(&x.body, DER_SEQUENCE, &tbs))
		return false;
	(void)der_take(&tbs.body, DER_0, &version);
	return der_take(&tbs.body, DER_INTEGER, serial) &&
	       der_take(&tbs.body, DER_SEQUENCE, &algorithm) &&
	       der_take(&tbs.body, DER_SEQUENCE, issuer);
}

/* To the byte: the rules by which names are equal let several spellings through. */
static bool is_of(struct bytes certificate, const struct parts *p)
{
	struct der_item serial, issuer;
	return serial_and_issuer(certificate, &serial, &issuer) &&
	       der_same(serial.body, p->serial.body) && der_same(issuer.whole, p->issuer.whole);
}

/* The certificate that the signer is named by; all of them are read, to the last byte. */
static enum err find_certificate(struct ctx *c, const struct parts *p, struct bytes *out)
{
	struct bytes all = p->certificates.body;
	struct der_item x;
	int n = 0, found = 0;
	for (; n < CERTIFICATES_MAX && der_take(&all, DER_SEQUENCE, &x); n++)
		if (is_of(x.whole, p)) {
			*out = x.whole;
			found++;
		}
	return all.n == 0 && found == 1 ? OK
	                                : wrong(c, "the signer's certificate is not in it once");
}

static enum err find_kind(struct ctx *c, const struct parts *p, enum key_kind *out)
{
	for (enum key_kind k = 0; k < KEY_KINDS; k++) {
		const struct names *n = &names_of[k];
		if (!der_same(p->type.body, *n->type) || !der_same(p->content.body, *n->content) ||
		    !is_algorithm(p->digests, n->digest) || !is_algorithm(p->digest, n->digest) ||
		    !(is_algorithm(p->algorithm, n->signature[0]) ||
		        is_algorithm(p->algorithm, n->signature[1])))
			continue;
		*out = k;
		return OK;
	}
	return wrong(c, "its type and algorithms are not those of one kind of key");
}

/* The one value of the one attribute of that name; false: there is none, or several. */
static bool attribute(struct bytes all, const struct bytes *oid, struct der_item *out)
{
	struct der_item a, name, values;
	int found = 0;
	while (der_take(&all, DER_SEQUENCE, &a)) {
		if (!der_take(&a.body, DER_OID, &name) || !der_take(&a.body, DER_SET, &values) ||
		    a.body.n != 0)
			return false;
		if (!der_same(name.body, *oid))
			continue;
		if (!der_next(&values.body, out) || values.body.n != 0)
			return false;
		found++;
	}
	return all.n == 0 && found == 1;
}

/* What the attributes say of the text; *over: as a set, which is how they are signed. */
static enum err check_attributes(struct ctx *c, struct der_item attributes,
    const struct names *names, struct bytes text, struct bytes *over)
{
	uint8_t digest[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	struct der_item type, said;
	if (!attribute(attributes.body, &content_type, &type) || type.tag != DER_OID ||
	    !der_same(type.body, *names->content))
		return wrong(c, "its attributes name another type of content");
	int ok = EVP_Digest(text.p, text.n, digest, &n, names->md(), NULL);
	assert(ok == 1);
	if (!attribute(attributes.body, &message_digest, &said) || said.tag != DER_OCTETS ||
	    !der_same(said.body, (struct bytes){ digest, n }))
		return wrong(c, "it is over another text");
	*over = der_make(c, DER_SET, &attributes.body, 1);
	return OK;
}

enum err signed_data_read(
    struct ctx *c, struct bytes der, struct bytes text, struct signed_data *out)
{
	struct parts p;
	struct signed_data s = { .over = text };
	TRY(read_parts(c, der, &p));
	TRY(find_kind(c, &p, &s.kind));
	TRY(find_certificate(c, &p, &s.certificate));
	if (p.attributes.whole.n > 0)
		TRY(check_attributes(c, p.attributes, &names_of[s.kind], text, &s.over));
	s.signature = p.signature.body;
	*out = s;
	return OK;
}

enum err signed_data_holds(struct ctx *c, const struct signed_data *s, struct evp_pkey_st *key)
{
	return key_kind_of(key) == s->kind && key_verifies(key, s->over, s->signature)
	           ? OK
	           : wrong(c, "the key of the certificate did not sign this");
}

enum err signed_data_check(
    struct ctx *c, struct bytes der, struct bytes text, struct bytes *certificate)
{
	struct signed_data s;
	TRY(signed_data_read(c, der, text, &s));
	X509 *x = certificate_parse(s.certificate);
	enum err e = x != NULL
	                 ? signed_data_holds(c, &s, X509_get0_pubkey(x))
	                 : fail(c, E_BAD_CERTIFICATE, "no X.509 certificate of at most %ld bytes",
	                       LIMIT_CERTIFICATE_BYTES);
	X509_free(x);
	*certificate = s.certificate;
	return e;
}

static struct bytes algorithm(struct ctx *c, const struct bytes *oid, bool null)
{
	const struct bytes parts[] = { der_make(c, DER_OID, oid, 1),
		null ? der_make(c, DER_NULL, NULL, 0) : (struct bytes){ NULL, 0 } };
	return der_make(c, DER_SEQUENCE, parts, 2);
}

/* What is written about one certificate's signature. */
struct made {
	const struct names *names;
	struct bytes certificate, issuer, serial;
	struct bytes attributes; /* as [0]; n = 0: none */
	struct bytes signature;
};

static struct bytes write_whole(struct ctx *c, const struct made *m)
{
	const struct names *n = m->names;
	const struct bytes by[] = { m->issuer, m->serial };
	const struct bytes version = der_make(c, DER_INTEGER, &one, 1),
	                   digest = algorithm(c, n->digest, n->null),
	                   content = der_make(c, DER_OID, n->content, 1);
	const struct bytes signer_parts[] = { version, der_make(c, DER_SEQUENCE, by, 2), digest,
		m->attributes, algorithm(c, n->signature[0], n->null),
		der_make(c, DER_OCTETS, &m->signature, 1) };
	const struct bytes signer = der_make(c, DER_SEQUENCE, signer_parts, 6);
	const struct bytes body_parts[] = { version, der_make(c, DER_SET, &digest, 1),
		der_make(c, DER_SEQUENCE, &content, 1), der_make(c, DER_0, &m->certificate, 1),
		der_make(c, DER_SET, &signer, 1) };
	const struct bytes body = der_make(c, DER_SEQUENCE, body_parts, 5);
	const struct bytes parts[] = { der_make(c, DER_OID, n->type, 1),
		der_make(c, DER_0, &body, 1) };
	return der_make(c, DER_SEQUENCE, parts, 2);
}

static enum err begin_made(struct ctx *c, struct bytes certificate, struct made *out)
{
	X509 *x = certificate_parse(certificate);
	enum key_kind kind = x != NULL ? key_kind_of(X509_get0_pubkey(x)) : KEY_KINDS;
	struct der_item serial, issuer;
	X509_free(x);
	if (kind == KEY_KINDS || !serial_and_issuer(certificate, &serial, &issuer))
		return fail(c, E_BAD_CERTIFICATE, "no certificate of RSA, P-256 or SM2");
	*out = (struct made){ &names_of[kind], certificate, issuer.whole, serial.whole };
	return OK;
}

enum err signed_data_write(
    struct ctx *c, struct bytes certificate, struct bytes signature, struct bytes *out)
{
	struct made m;
	TRY(begin_made(c, certificate, &m));
	m.signature = signature;
	*out = write_whole(c, &m);
	return OK;
}

enum err signed_data_make(struct ctx *c, struct evp_pkey_st *key, struct bytes certificate,
    struct bytes text, struct bytes *out)
{
	struct bytes signature;
	TRY(key_sign(c, key, text, &signature));
	return signed_data_write(c, certificate, signature, out);
}

static struct bytes attribute_of(struct ctx *c, const struct bytes *oid, struct bytes value)
{
	const struct bytes parts[] = { der_make(c, DER_OID, oid, 1),
		der_make(c, DER_SET, &value, 1) };
	return der_make(c, DER_SEQUENCE, parts, 2);
}

/* SigningCertificateV2 (RFC 5035) of that one certificate, by SHA-256, which is the default. */
static struct bytes certificate_named(struct ctx *c, struct bytes certificate)
{
	uint8_t digest[SHA256_BYTES];
	sha256(certificate.p, certificate.n, digest);
	const struct bytes hash = { digest, sizeof(digest) };
	struct bytes b = der_make(c, DER_OCTETS, &hash, 1);
	for (int level = 0; level < 3; level++) /* its id; the list of them; the whole */
		b = der_make(c, DER_SEQUENCE, &b, 1);
	return b;
}

enum err signed_data_make_named(struct ctx *c, struct evp_pkey_st *key, struct bytes certificate,
    const uint8_t digest[SHA256_BYTES], struct bytes *out)
{
	struct made m;
	const struct bytes said = { digest, SHA256_BYTES };
	TRY(begin_made(c, certificate, &m));
	if (m.names->md != EVP_sha256)
		return fail(c, E_BAD_CERTIFICATE, "its digest is not SHA-256");
	/* in the order that DER wants of a set: each is longer than the one before */
	const struct bytes attributes[] = { attribute_of(c, &content_type,
		                                der_make(c, DER_OID, m.names->content, 1)),
		attribute_of(c, &message_digest, der_make(c, DER_OCTETS, &said, 1)),
		attribute_of(c, &signing_certificate, certificate_named(c, certificate)) };
	m.attributes = der_make(c, DER_0, attributes, 3);
	TRY(key_sign(c, key, der_make(c, DER_SET, attributes, 3), &m.signature));
	*out = write_whole(c, &m);
	return OK;
}
