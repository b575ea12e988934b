/* statement.h - what a person signs: a text that says for what, where and until when, and what was
 * shown. Nobody signs bare bytes.
 *
 * Canonical JSON with exactly these members: "centre" (its code), "expires" (RFC 3339), "nonce" (32
 * bytes, hex), "object" (an id), "origin" (https://host, where it was shown), "party" (an id),
 * "purpose", "shown" (digests by name, hex), "v" (1). Of signing in, which the centre makes,
 * without "object", "party" and "shown".
 */
#ifndef HENG_CORE_TRUST_STATEMENT_H
#define HENG_CORE_TRUST_STATEMENT_H

#include "core/base/ctx.h"

#define PURPOSE_SIGN_IN "sign-in"
#define STATEMENT_CHARS 4000
#define STATEMENT_SHOWN 8
#define STATEMENT_NONCE_BYTES 32
#define STATEMENT_MS INT64_C(86400000) /* it holds for at most a day */
#define STAMP_AHEAD_MS INT64_C(60000)  /* how far the clock of a timestamp may be ahead of ours */

struct shown {
	const char *name, *digest; /* digest NULL: nothing of that name was shown */
};
struct statement {
	const char *centre, *object, *party, *purpose;
	const char *origin; /* NULL: any */
	struct shown shown[STATEMENT_SHOWN];
	size_t n;
	int64_t expires_ms; /* said by the text; not compared */
};
/* Reads any such text, and that of signing in, which has no object, party or "shown": those are
 * NULL and n is 0. Nothing else is taken: to the byte. What is NULL or 0 is said by neither.
 * BAD_STATEMENT. */
enum err statement_read(struct ctx *c, const char *text, struct statement *out) CHECKED;
/* Whether the text is that statement, but for nonce and expiry; *s then has what it says of the
 * latter. BAD_STATEMENT with the member that differs. */
enum err statement_check(struct ctx *c, const char *text, struct statement *s) CHECKED;

#endif
