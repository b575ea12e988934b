/* signed_data.h - a detached signature together with the certificate that made it.
 *
 * SignedData of PKCS #7 1.5 (RFC 2315), which is that of CMS (RFC 5652) with issuerAndSerialNumber:
 * RSA and P-256 under SHA-256; SM2 under SM3 with the object identifiers of GB/T 35275-2017. One
 * signer, its certificate inside, no content; DER to the byte. Signed attributes may be there, as
 * OpenSSL's and most vendors' tools make them: contentType and messageDigest then decide. What is
 * made here has none: the signature is over the text itself.
 *
 * What a text says, and whether the certificate is taken (trust_check), are the caller's to look
 * at. docs/signature-format.md says all of it once more, for another implementation.
 */
#ifndef HENG_CORE_TRUST_SIGNED_DATA_H
#define HENG_CORE_TRUST_SIGNED_DATA_H

#include "core/trust/certificate.h"

struct evp_pkey_st;

/* One taken apart. All but `over` points into it. */
struct signed_data {
	struct bytes certificate; /* of who signed, DER */
	enum key_kind kind;       /* that the structure names */
	struct bytes signature;
	struct bytes over; /* what the signature is over: the text, or the attributes about it */
};
/* Takes it apart; its attributes, where it has some, are about that text. What it is over may be in
 * the arena. At most LIMIT_SIGNATURE_BYTES. BAD_SIGNATURE with what does not hold. Pure. */
enum err signed_data_read(
    struct ctx *c, struct bytes der, struct bytes text, struct signed_data *out) CHECKED;
/* Whether that key, its certificate's, signed it. BAD_SIGNATURE. */
enum err signed_data_holds(
    struct ctx *c, const struct signed_data *s, struct evp_pkey_st *key) CHECKED;
/* Both: whose key has signed that text; the certificate is in `der`. BAD_SIGNATURE,
 * BAD_CERTIFICATE. */
enum err signed_data_check(
    struct ctx *c, struct bytes der, struct bytes text, struct bytes *certificate) CHECKED;
/* SignedData of a signature that was made elsewhere over the text, by the key of that certificate
 * (DER); whether it holds is not looked at. BAD_CERTIFICATE. */
enum err signed_data_write(
    struct ctx *c, struct bytes certificate, struct bytes signature, struct bytes *out) CHECKED;
/* Signs that text by the key of that certificate (DER). BAD_CERTIFICATE. */
enum err signed_data_make(struct ctx *c, struct evp_pkey_st *key, struct bytes certificate,
    struct bytes text, struct bytes *out) CHECKED;
/* The same over what has that SHA-256, with the signed attributes that a PDF's signature has (ETSI
 * EN 319 142-1): contentType, messageDigest, signingCertificateV2. RSA and P-256.
 * BAD_CERTIFICATE. */
enum err signed_data_make_named(struct ctx *c, struct evp_pkey_st *key, struct bytes certificate,
    const uint8_t digest[SHA256_BYTES], struct bytes *out) CHECKED;

#endif
