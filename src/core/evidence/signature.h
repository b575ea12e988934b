/* signature.h - the one way in which a key of any kind signs here.
 *
 * The digest goes with the kind: SM3 for SM2, under the identity 1234567812345678 (GB/T 35276;
 * OpenSSL's own default is empty, and such a signature does not hold here), none for Ed25519
 * (RFC 8032), SHA-256 for RSA and ECDSA.
 */
#ifndef HENG_CORE_EVIDENCE_SIGNATURE_H
#define HENG_CORE_EVIDENCE_SIGNATURE_H

#include <openssl/evp.h>
#include <stdbool.h>

#define SM2_ID "1234567812345678"

/* A signing or verifying context; NULL: OpenSSL would not. Freed with signature_context_free. */
EVP_MD_CTX *signature_context(EVP_PKEY *key, bool signing);
/* Of one that is not NULL. */
void signature_context_free(EVP_MD_CTX *md);

#endif
