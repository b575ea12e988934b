/* phone.h - a key on a phone signs what a desktop shows (《电子签名法》第十三条: the key is its
 * owner's alone).
 *
 * The desktop leaves a signing request here and shows its address as a QR code. Who has the
 * address, 128 bits, reads it; who also types the number that the desktop alone was told answers
 * it, once. The desktop waits with a secret that the phone never sees.
 */
#ifndef HENG_SERVICE_PHONE_PHONE_H
#define HENG_SERVICE_PHONE_PHONE_H

#include "core/http/route.h"

#define PHONE_ID_BYTES 16
#define PHONE_SECRET_BYTES 32
#define PHONE_MS (2 * 60 * INT64_C(1000)) /* as a signing request */
#define PHONE_TRIES 3
#define PHONE_NUMBER_MIN 10 /* two digits, none of them a zero that might not be typed */
#define PHONE_NUMBER_MAX 99
#define PHONE_REQUEST_CHARS 10000 /* a signing request with the signatures of the log */

/* As the desktop is told; id and secret: hex. */
struct phone_asked {
	const char *id, *secret;
	int64_t number, ends_ms;
};
/* request: checked, holds until *ends_ms; NULL: it is asked which certificate the phone has.
 * CONFLICT, BUSY: as many as may wait, of the caller or in all. */
enum err phone_ask(
    struct ctx *c, const char *request, int64_t ends_ms, struct phone_asked *out) CHECKED;

/* What the phone says. signature, certificate: which of them is asked for, the other empty. */
struct phone_said {
	int64_t number;
	struct bytes signature, certificate;
};
/* *request NULL: it is asked which certificate the phone has. NOT_FOUND: there is none, or its time
 * is over; WRONG_STATE: it is answered or ended. */
enum err phone_look(struct ctx *c, const char *id, const char **request, int64_t *ends_ms) CHECKED;
/* *wrong is what a wrong number is refused with, OK where it was right: unlike other refusals it
 * leaves a trace, the third ends the request. NOT_FOUND, WRONG_STATE, MISSING_FIELD. */
enum err phone_answer(
    struct ctx *c, const char *id, const struct phone_said *said, enum err *wrong) CHECKED;
/* The phone refuses, or the desktop does not want it any more. NOT_FOUND, WRONG_STATE. */
enum err phone_end(struct ctx *c, const char *id) CHECKED;

/* What came of it, for who has the secret; answer of none bytes: none yet. NOT_FOUND. */
struct phone_result {
	const char *state; /* "waiting", "answered", "refused", "ended": three wrong numbers */
	bool certificate;  /* the answer is one, not a signature */
	struct bytes answer;
};
enum err phone_result(struct ctx *c, const char *secret, struct phone_result *out) CHECKED;

/* Timer: forgets those whose time is over. */
enum err phone_sweep(struct ctx *c) CHECKED;

extern const struct route phone_routes[];

#endif
