#include "core/trust/certificate.h"

#include <assert.h>
#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "core/base/code.h"
#include "core/base/limits.h"
#include "core/trust/key.h"

#define CODE_EXTENSION "1.2.156.10260.4.1.4"
#define ORGANISATION "2.5.4.97"

const char *const key_kind_words[] = { "rsa", "p256", "sm2", NULL };

X509 *certificate_parse(struct bytes der)
{
	const unsigned char *p = der.p;
	X509 *x = der.n <= LIMIT_CERTIFICATE_BYTES ? d2i_X509(NULL, &p, (long)der.n) : NULL;
	if (x != NULL && p == der.p + der.n)
		return x;
	X509_free(x);
	return NULL;
}

/* A string of the subject or an extension as UTF-8 without control characters; NULL: it is none. */
static const char *text_of(struct ctx *c, const ASN1_STRING *s)
{
	unsigned char *utf8 = NULL;
	int n = s != NULL ? ASN1_STRING_to_UTF8(&utf8, s) : -1;
	if (n <= 0 || n > LIMIT_TITLE_CHARS * 4 || memchr(utf8, 0, (size_t)n) != NULL) {
		OPENSSL_free(utf8);
		return NULL;
	}
	char *text = arena_printf(c->mem, "%.*s", n, (const char *)utf8);
	OPENSSL_free(utf8);
	for (const char *p = text; *p != '\0'; p++)
		if ((unsigned char)*p < ' ')
			return NULL;
	return text_is_utf8(text) ? text : NULL;
}

/* Of the two types that are UTF-8 as they stand: others are read in more ways than one. */
static const char *plain_text_of(struct ctx *c, const ASN1_STRING *s)
{
	return s != NULL && (s->type == V_ASN1_UTF8STRING || s->type == V_ASN1_PRINTABLESTRING)
	           ? text_of(c, s)
	           : NULL;
}

/* What the subject says under that name, how often it does in *times. NULL: not once. What is said
 * twice is said by nobody. */
static const ASN1_STRING *subject_says(X509 *x, const char *oid, int *times)
{
	const X509_NAME *name = X509_get_subject_name(x);
	ASN1_OBJECT *what = OBJ_txt2obj(oid, 1);
	int at = X509_NAME_get_index_by_OBJ(name, what, -1);
	*times = at < 0 ? 0 : X509_NAME_get_index_by_OBJ(name, what, at) < 0 ? 1 : 2;
	ASN1_OBJECT_free(what);
	return *times == 1 ? X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)) : NULL;
}

/* The string inside the extension of that name. */
static const char *extension_text(struct ctx *c, X509 *x, const char *oid)
{
	ASN1_OBJECT *what = OBJ_txt2obj(oid, 1);
	int at = X509_get_ext_by_OBJ(x, what, -1);
	ASN1_OBJECT_free(what);
	if (at < 0)
		return NULL;
	const ASN1_OCTET_STRING *value = X509_EXTENSION_get_data(X509_get_ext(x, at));
	const unsigned char *p = value->data;
	ASN1_TYPE *inside = d2i_ASN1_TYPE(NULL, &p, value->length);
	const char *text = NULL;
	if (inside != NULL &&
	    (inside->type == V_ASN1_PRINTABLESTRING || inside->type == V_ASN1_UTF8STRING))
		text = plain_text_of(c, inside->value.asn1_string);
	ASN1_TYPE_free(inside);
	return text;
}

/* Of the subject, or, where that names none, of the extension. */
static const char *code_of(struct ctx *c, X509 *x)
{
	struct ctx quiet = *c;
	int times;
	const ASN1_STRING *said = subject_says(x, ORGANISATION, &times);
	const char *code =
	    times == 0 ? extension_text(c, x, CODE_EXTENSION) : plain_text_of(c, said);
	return code != NULL && code_uscc_check(&quiet, "code", code) == OK ? code : NULL;
}

static unsigned uses_of(X509 *x)
{
	uint32_t usage = X509_get_key_usage(x);
	if ((X509_get_extension_flags(x) & EXFLAG_KUSAGE) == 0)
		return 0;
	if (X509_check_purpose(x, X509_PURPOSE_TIMESTAMP_SIGN, 0) == 1)
		return USE_STAMP;
	return ((usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0 ? USE_SIGN : 0U) |
	       ((usage & (KU_KEY_ENCIPHERMENT | KU_DATA_ENCIPHERMENT | KU_KEY_AGREEMENT)) != 0
	               ? USE_SEAL
	               : 0U);
}

static const char *serial_of(struct ctx *c, X509 *x)
{
	BIGNUM *n = ASN1_INTEGER_to_BN(X509_get0_serialNumber(x), NULL);
	char *hex = n != NULL && !BN_is_negative(n) ? BN_bn2hex(n) : NULL;
	char *text = hex != NULL ? arena_text(c->mem, hex) : NULL;
	OPENSSL_free(hex);
	BN_free(n);
	if (text == NULL)
		return NULL;
	while (text[0] == '0' && text[1] != '\0')
		text++;
	for (char *p = text; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'F')
			*p = (char)(*p - 'A' + 'a');
	return text;
}

enum err certificate_take(struct ctx *c, X509 *x, struct bytes der, struct certificate *out)
{
	uint8_t digest[SHA256_BYTES];
	if (x == NULL)
		return fail(c, E_BAD_CERTIFICATE, "no X.509 certificate of at most %ld bytes",
		    LIMIT_CERTIFICATE_BYTES);
	int times;
	struct certificate t = { .name = text_of(c, subject_says(x, "2.5.4.3", &times)),
		.code = code_of(c, x),
		.serial = serial_of(c, x),
		.kind = key_kind_of(X509_get0_pubkey(x)),
		.uses = uses_of(x) };
	if (X509_get_version(x) != X509_VERSION_3 || t.serial == NULL ||
	    !key_time(X509_get0_notBefore(x), &t.from_ms) ||
	    !key_time(X509_get0_notAfter(x), &t.until_ms))
		return fail(c, E_BAD_CERTIFICATE,
		    "its version is not 3, or its serial number or a date is none");
	if (t.kind == KEY_KINDS)
		return fail(c, E_BAD_CERTIFICATE,
		    "its key is neither RSA of at least 2048 bits, nor P-256, nor SM2");
	if (t.name == NULL)
		return fail(c, E_BAD_CERTIFICATE, "its subject has no common name");
	sha256(der.p, der.n, digest);
	t.fingerprint = enc_hex(c->mem, digest, sizeof(digest));
	*out = t;
	return OK;
}

enum err certificate_read(struct ctx *c, struct bytes der, struct certificate *out)
{
	X509 *x = certificate_parse(der);
	enum err e = certificate_take(c, x, der, out);
	X509_free(x);
	return e;
}

enum err certificate_of_pem(struct ctx *c, struct bytes pem, struct bytes *der)
{
	unsigned char *out = NULL;
	BIO *b = BIO_new_mem_buf(pem.p, (int)pem.n);
	assert(b != NULL);
	X509 *x = PEM_read_bio_X509(b, NULL, NULL, NULL);
	int n = x != NULL ? i2d_X509(x, &out) : -1;
	if (n > 0)
		*der = (struct bytes){ (const uint8_t *)arena_copy(c->mem, out, (size_t)n),
			(size_t)n };
	OPENSSL_free(out);
	X509_free(x);
	BIO_free(b);
	return n > 0 ? OK : fail(c, E_BAD_CERTIFICATE, "no certificate in PEM");
}
