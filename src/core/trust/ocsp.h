/* ocsp.h - what an authority says online of one certificate (OCSP: RFC 6960, in the lightweight
 * profile of RFC 5019; GB/T 19713). Private to this room.
 */
#ifndef HENG_CORE_TRUST_OCSP_H
#define HENG_CORE_TRUST_OCSP_H

#include <openssl/x509.h>

#include "core/base/ctx.h"
#include "core/base/enc.h"

/* An answer that does not say until when it holds is one of that moment. */
#define OCSP_HOLDS_MS INT64_C(3600000)
#define OCSP_AHEAD_MS INT64_C(300000) /* how far its clock may be ahead of ours */

struct ocsp_said {
	int64_t from_ms, until_ms; /* the answer holds in between */
	int64_t revoked_ms;        /* since when; -1: it is not revoked */
};
/* The question (OCSPRequest), without a nonce, so that authorities may answer in advance. */
enum err ocsp_query(struct ctx *c, X509 *x, X509 *issuer, struct bytes *out) CHECKED;
struct ocsp_question {
	struct bytes answer; /* OCSPResponse */
	int64_t at_ms;       /* now, by the centre's clock */
};
/* The answer: signed by the issuer, or by a certificate for this that the issuer has given out and
 * that is in force; about that certificate; not over, and not of a time to come. BAD_OCSP with what
 * does not hold: the authority answers that it does not know it, too. */
enum err ocsp_read(struct ctx *c, const struct ocsp_question *q, X509 *x, X509 *issuer,
    struct ocsp_said *out) CHECKED;

#endif
