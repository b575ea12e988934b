/* identity.h - signing in by certificate (《电子招标投标办法》第四十条; GB/T 22239 8.1.4.1).
 *
 * The centre makes a challenge, a canonical object that says what is signed for, where and until
 * when; who holds the key of a certificate signs its text. The certificate names an organisation by
 * its 统一社会信用代码; the session acts for the party registered under that code, as its contact.
 * It is bound to the certificate: from the moment on at which that is no longer taken (expired,
 * revoked, its authority suspended) the session is none.
 */
#ifndef HENG_SERVICE_IDENTITY_IDENTITY_H
#define HENG_SERVICE_IDENTITY_IDENTITY_H

#include "core/http/route.h"

#define PURPOSE_TRIAL "trial" /* of a statement that no act takes; its object is the party itself */
#define CHALLENGE_MS (2 * 60 * INT64_C(1000))

/* Whether that text is a challenge that this centre gave out and nobody has used. BAD_CHALLENGE. */
enum err challenge_waits(struct ctx *c, const char *text) CHECKED;

extern const struct route identity_routes[], credential_routes[], trial_routes[];

#endif
