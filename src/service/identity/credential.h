/* credential.h - how people sign in who have no certificate: experts, the centre's staff, whoever
 * supervises. Two factors (GB/T 22239-2019 8.1.4.1): a password, kept as scrypt leaves it (RFC
 * 7914, N = 2^15, r = 8, p = 1), and a code of six digits that holds for half a minute (RFC 6238,
 * HMAC-SHA-1, 30 s, of an authenticator app).
 *
 * The keeper gives both out (heng credential), or the security officer a code with which the person
 * chooses the password (service/office). A one-time code is taken once. Five failures in a row lock
 * that way, by password or by certificate, for a quarter of an hour, and each attempt is kept.
 *
 * Who is of the centre, or watches it, shows a code beside a certificate, too: what acts for the
 * centre needs more than a key that somebody may have borrowed.
 */
#ifndef HENG_SERVICE_IDENTITY_CREDENTIAL_H
#define HENG_SERVICE_IDENTITY_CREDENTIAL_H

#include "core/base/ctx.h"

#define CREDENTIAL_SALT_BYTES 16
#define CREDENTIAL_HASH_BYTES 32
#define CREDENTIAL_SECRET_BYTES 20 /* RFC 4226, R6 */
#define CREDENTIAL_FAILURES 5
#define CREDENTIAL_LOCK_MS (15 * 60 * INT64_C(1000))
#define CREDENTIAL_PASSWORD_CHARS 200
#define CODE_DIGITS 6
#define CODE_STEP_MS (30 * INT64_C(1000))

#define ENROLMENT_MS (24 * 3600 * INT64_C(1000)) /* how long its code holds */

struct credential {
	const char *person;
	uint8_t salt[CREDENTIAL_SALT_BYTES], hash[CREDENTIAL_HASH_BYTES],
	    secret[CREDENTIAL_SECRET_BYTES];
	int64_t last_step;
	/* of each way: with the password, and beside a certificate */
	struct credential_lock {
		int64_t failures, until_ms;
	} password, beside;
};

/* What scrypt makes of it; some 80 ms and 32 MB. */
enum err credential_hash(struct ctx *c, const char *password,
    const uint8_t salt[CREDENTIAL_SALT_BYTES], uint8_t out[CREDENTIAL_HASH_BYTES]) CHECKED;
/* The code of a step, below 10^CODE_DIGITS. */
uint32_t credential_code(const uint8_t secret[CREDENTIAL_SECRET_BYTES], int64_t step);
/* The step, of the one now and those beside it, whose code this is and that is behind `last`; -1:
 * none. In constant time. */
int64_t credential_step(const uint8_t secret[CREDENTIAL_SECRET_BYTES], const char *code,
    int64_t system_ms, int64_t last);
/* A code by which that person chooses a password, once, in place of any other. NOT_FOUND. */
enum err enrolment_offer(struct ctx *c, const char *person, const char **code) CHECKED;
/* Nothing that this person signed in by, or could, holds any longer: sessions, password, codes. */
enum err credential_forget(struct ctx *c, const char *person) CHECKED;
/* The secret as an address that such an app takes: otpauth://totp/… */
const char *credential_address(
    struct ctx *c, const char *person, const uint8_t secret[CREDENTIAL_SECRET_BYTES]);
/* Whether who signs in by certificate may: of the centre and of supervision a code is wanted, too.
 * *said: OK, CODE_WANTED, BAD_CREDENTIAL, LOCKED; the attempt is kept either way. code NULL: none
 * was shown. */
enum err credential_beside(
    struct ctx *c, const struct actor *a, const char *code, enum err *said) CHECKED;
/* As authenticator apps read it (RFC 4648 section 6). */
const char *credential_base32(struct arena *mem, const uint8_t *p, size_t n);

#endif
