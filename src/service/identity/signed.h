/* signed.h - acts that carry the signature of who does them (《电子签名法》第十三条、第十四条;
 * 《电子招标投标办法》第四十条).
 *
 * The act's body has, beside what is done, `signature`: the statement that was signed and, as its
 * value, SignedData over it. Both stay in the act, so that whoever has it can check them again.
 */
#ifndef HENG_SERVICE_IDENTITY_SIGNED_H
#define HENG_SERVICE_IDENTITY_SIGNED_H

#include "core/http/route.h"
#include "core/trust/certificate.h"
#include "core/trust/statement.h"

struct signed_in {
	const char *statement;
	struct bytes value;
	struct bytes timestamp; /* a token over the value; n 0: none */
};
extern const struct field signed_fields[];

struct signed_by {
	struct certificate certificate;
	int64_t expires_ms; /* 0: unsigned */
	int64_t stamped_ms; /* when, by its timestamp; 0: it has none */
};
/* Before the lane: the statement says what `want` does, for this centre and where it was asked; the
 * certificate's key has signed it; and the certificate is taken. `in` NULL: unsigned, which only a
 * practice centre takes, from who signed in by name; *out then stays empty. A timestamp is over the
 * signature, by an authority whose certificate is taken. Faults stand at /signature. An act that
 * runs again is not asked whether its certificate is taken: that was said
 * when it came. UNSIGNED, BAD_STATEMENT, BAD_SIGNATURE, BAD_TIMESTAMP, what trust_check refuses. */
enum err signed_prepare(struct req *r, const struct signed_in *in, const struct statement *want,
    struct signed_by *out) CHECKED;
/* In the lane, at the act's own time, of one that is signed: the statement still holds, and the
 * certificate is that of the caller's party. One that is not taken as long as `until_ms`, when its
 * key is needed again, is warned of. BAD_STATEMENT, BAD_TIMESTAMP, CERT_OTHER. */
enum err signed_hold(
    struct ctx *c, const struct signed_by *by, int64_t until_ms, struct json *warnings) CHECKED;
/* The certificate is that of the caller's party, told at the field `at` (《电子签名法》第十三条).
 * CERT_OTHER. */
enum err certificate_of_caller(struct ctx *c, const struct certificate *x, const char *at) CHECKED;
#define SIGNED_ERRORS                                                                       \
	"UNSIGNED BAD_STATEMENT BAD_SIGNATURE BAD_TIMESTAMP NO_TRUST_LIST BAD_CERTIFICATE " \
	"CERT_NOT_YET "                                                                     \
	"CERT_EXPIRED CERT_USE CERT_AUTHORITY CERT_SUSPENDED CERT_REVOKED CERT_UNCHECKED "  \
	"CERT_OTHER"

#endif
