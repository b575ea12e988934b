/* wrap.h - a few secret bytes for whoever has the key of a certificate.
 *
 * RSA and P-256: AuthEnvelopedData of CMS (RFC 5083, RFC 5084) under AES-256-GCM, the key of which
 * goes by RSAES-OAEP with SHA-256 or by ephemeral ECDH (RFC 5753); `openssl cms -decrypt` opens
 * it. SM2: the ciphertext of GM/T 0009 under SM3; `openssl pkeyutl -decrypt` opens it. What the
 * bytes are for is theirs to say: nothing here tells who wrapped them.
 */
#ifndef HENG_CORE_TRUST_WRAP_H
#define HENG_CORE_TRUST_WRAP_H

#include <openssl/evp.h>

#include "core/base/ctx.h"
#include "core/base/enc.h"

#define WRAP_PLAIN_BYTES 128 /* what is wrapped, at most */
#define WRAP_BYTES 1024      /* what comes of it, at most */

/* For a certificate, DER. BAD_CERTIFICATE; CERT_USE: it is for no sealing. */
enum err wrap_make(
    struct ctx *c, struct bytes certificate, struct bytes plain, struct bytes *out) CHECKED;
/* By the certificate's key; `plain` is in the arena, the caller's to wipe. BAD_SHARE: it is
 * malformed, changed, or for another key; which of these is told to nobody. BAD_CERTIFICATE. */
enum err wrap_open(struct ctx *c, EVP_PKEY *key, struct bytes certificate, struct bytes wrapped,
    struct bytes *plain) CHECKED;

#endif
