/* certificate.h - X.509 certificates of people and organisations (GB/T 20518), as DER.
 *
 * Three kinds of key are taken: RSA of 2048 bits or more, P-256, SM2. What an authority says of an
 * organisation is its name and its 统一社会信用代码: organizationIdentifier of the subject (X.520,
 * 2.5.4.97) or, where that is not there, the extension 1.2.156.10260.4.1.4. A code whose check
 * does not hold is none.
 */
#ifndef HENG_CORE_TRUST_CERTIFICATE_H
#define HENG_CORE_TRUST_CERTIFICATE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/ctx.h"
#include "core/base/enc.h"

enum key_kind { KEY_RSA, KEY_P256, KEY_SM2, KEY_KINDS };
extern const char *const key_kind_words[];

/* What a key may be used for. Chinese pairs have one certificate for each (双证书). */
enum key_use {
	USE_SIGN = 1, /* digitalSignature or nonRepudiation */
	USE_SEAL = 2, /* keyEncipherment, dataEncipherment or keyAgreement */
	USE_STAMP = 4 /* timestamps and nothing else (RFC 3161, 2.3) */
};

struct certificate {
	const char *name;        /* common name */
	const char *code;        /* 统一社会信用代码; NULL: it says none */
	const char *serial;      /* hex, lower case, without leading zeros */
	const char *fingerprint; /* SHA-256 of its DER, hex */
	enum key_kind kind;
	unsigned uses;             /* of enum key_use */
	int64_t from_ms, until_ms; /* it holds in between, both included */
};
/* BAD_CERTIFICATE: it is none that is taken here, or longer than LIMIT_CERTIFICATE_BYTES. Pure. */
enum err certificate_read(struct ctx *c, struct bytes der, struct certificate *out) CHECKED;
/* The first certificate of a PEM text, as DER in the arena. BAD_CERTIFICATE. */
enum err certificate_of_pem(struct ctx *c, struct bytes pem, struct bytes *der) CHECKED;

#endif
