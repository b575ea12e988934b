/* key.h - signatures of the three kinds of key that certificates have, for the
 * rooms that sign and check.
 *
 * RSA (PKCS #1 v1.5), ECDSA P-256 and SM2, each with the digest that core/evidence/signature.h
 * gives it.
 */
#ifndef HENG_CORE_TRUST_KEY_H
#define HENG_CORE_TRUST_KEY_H

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "core/base/ctx.h"
#include "core/base/enc.h"
#include "core/evidence/signature.h"
#include "core/trust/certificate.h"

/* KEY_KINDS: it is none of them. RSA of less than 2048 or more than 4096 bits, too, or with
 * a long exponent; an EC key that spells its curve out. */
enum key_kind key_kind_of(EVP_PKEY *key);
EVP_PKEY *key_make(enum key_kind kind);
/* The private key of a PEM text, the caller's to free. BAD_KEY. */
enum err key_of_pem(struct ctx *c, struct bytes pem, EVP_PKEY **out) CHECKED;
/* The signature over data, in the arena. */
enum err key_sign(struct ctx *c, EVP_PKEY *key, struct bytes data, struct bytes *out) CHECKED;
bool key_verifies(EVP_PKEY *key, struct bytes data, struct bytes signature);

/* A certificate, to its last byte; NULL: it is none, or too long. Reading its key is the dearest
 * part, so whoever asks several things of one reads it once. */
X509 *certificate_parse(struct bytes der);
/* What it says. BAD_CERTIFICATE. */
enum err certificate_take(
    struct ctx *c, X509 *x, struct bytes der, struct certificate *out) CHECKED;

/* Says to OpenSSL under which identity the signature on that certificate was made, if it is SM2. */
void key_identify(X509 *x);
/* A time of a certificate in ms; false: it is none of 1970 to 9999. */
bool key_time(const ASN1_TIME *t, int64_t *ms);
/* Whether that issuer's key has signed the list of revoked certificates. */
bool key_signed_crl(EVP_PKEY *issuer, X509_CRL *crl);

#endif
