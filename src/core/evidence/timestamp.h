/* timestamp.h - that something was there at a time, by the word of a timestamping authority (时间戳;
 * RFC 3161, RFC 5816; GB/T 20520): over SHA-256 digests, by RSA or P-256 keys.
 *
 * Whether that authority is to be trusted is the caller's to ask: trust_check, for USE_STAMP.
 */
#ifndef HENG_CORE_EVIDENCE_TIMESTAMP_H
#define HENG_CORE_EVIDENCE_TIMESTAMP_H

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "core/base/ctx.h"
#include "core/base/enc.h"

#define TIMESTAMP_NONCE_BYTES 8

struct timestamp {
	int64_t at_ms;            /* to the second that had begun */
	struct bytes certificate; /* of who says so, DER, in the arena */
};
/* A token (DER, ContentInfo) over that digest, which the certificate in it has signed, for nothing
 * but timestamps (critical extendedKeyUsage timeStamping). BAD_TIMESTAMP with what does not hold.
 * Pure. */
enum err timestamp_read(struct ctx *c, struct bytes token, const uint8_t digest[SHA256_BYTES],
    struct timestamp *out) CHECKED;

/* What is asked of an authority (TimeStampReq): its certificate is to be in the answer. */
enum err timestamp_query(struct ctx *c, const uint8_t digest[SHA256_BYTES],
    const uint8_t nonce[TIMESTAMP_NONCE_BYTES], struct bytes *out) CHECKED;
/* The token of what it answered (TimeStampResp) to that query. BAD_TIMESTAMP: it was not granted,
 * or is the answer to something else. */
enum err timestamp_answered(
    struct ctx *c, struct bytes response, struct bytes query, struct bytes *token) CHECKED;

/* An authority of one's own: its answer to a query, at that time. BAD_TIMESTAMP: no query, or
 * certificate and key are not for this. */
enum err timestamp_answer(struct ctx *c, X509 *certificate, EVP_PKEY *key, int64_t at_ms,
    struct bytes query, struct bytes *response) CHECKED;

#endif
