/* session.h - who is calling: a session cookie or an API token, both 32 random bytes of which the
 * store keeps only the digest.
 *
 * A session ends by the machine's own time, not by the clock of a practice centre, which moves.
 * Signing in with nothing but a name exists in practice centres only; certificates are how a
 * production centre signs in.
 */
#ifndef HENG_CORE_HTTP_SESSION_H
#define HENG_CORE_HTTP_SESSION_H

#include "core/base/ctx.h"

#define SESSION_COOKIE "heng_session"

struct session {
	const char *token; /* hex; told once */
	const char *csrf;  /* hex; to be sent in X-CSRF-Token with every write by cookie */
	int64_t ends_ms;
};

/* Opens a session (or a token, which needs no CSRF header) for that actor. */
enum session_kind { SESSION_COOKIE_KIND, SESSION_TOKEN_KIND };
enum err session_open(
    struct ctx *c, enum session_kind kind, const struct actor *a, struct session *out) CHECKED;
enum err session_close(struct ctx *c, const char *token) CHECKED;
/* All of that person, tokens too. */
enum err session_end_all(struct ctx *c, const char *person) CHECKED;
/* The roles of that party from now on, for who is signed in for it. */
enum err session_set_roles(struct ctx *c, const char *party, uint32_t roles) CHECKED;
/* Sets c->actor from the token, with the certificate that it is bound to; leaves it empty when
 * there is no such session or it has ended. *kind tells which it was. */
enum err session_find(
    struct ctx *c, const char *token, enum session_kind *kind, bool *found) CHECKED;
const char *session_csrf(struct ctx *c, const char *token);

/* The key of who keeps the machine, in the file dir/keeper; made where it is missing. It opens what
 * tells of the machine, registers the centre's own staff, and opens nothing of a trade. STORE. */
#define KEEPER_KEY_CHARS 64
enum err keeper_key(struct ctx *c, const char *dir, const char **out) CHECKED;

#endif
