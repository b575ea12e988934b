/* signing.h - signing requests: what a signer outside of the page is asked to sign (《电子签名法》
 * 第十三条: the key stays under who signs).
 *
 * A signed note by the keys of the centre's log over two lines: SIGNING_REQUEST_FIRST, and
 * canonical JSON of "centre" (its code), "expires" (RFC 3339), "id" (16 bytes, hex), "name" (the
 * centre's), "origin" (https://host), "text" (a statement, docs/signature-format.md). What comes of
 * it is SignedData over "text" alone: the request itself is never signed by who acts.
 */
#ifndef HENG_SERVICE_SIGNING_SIGNING_H
#define HENG_SERVICE_SIGNING_SIGNING_H

#include "core/http/route.h"
#include "core/trust/statement.h"

#define SIGNING_REQUEST_FIRST "heng signing request 1"
#define SIGNING_REQUEST_MS (2 * 60 * INT64_C(1000))
#define SIGNING_REQUEST_ID_BYTES 16

struct signing_request {
	const char *centre, *name, *origin, *id, *text;
	int64_t expires_ms;
	struct statement says; /* what the text says; read by signing_request_read */
};
/* The two lines, each with its newline. */
const char *signing_request_text(struct ctx *c, const struct signing_request *s);
/* Reads them, to the byte; the statement is for the centre and the origin that the request names.
 * BAD_REQUEST, BAD_STATEMENT. */
enum err signing_request_read(struct ctx *c, const char *text, struct signing_request *out) CHECKED;

extern const struct route signing_routes[];

#endif
