/* agent_own.h - the parts of the agent. Private to this room; all of it under its lock. */
#ifndef HENG_AGENT_AGENT_OWN_H
#define HENG_AGENT_AGENT_OWN_H

#include "agent/agent.h"

/* All certificates that are there now, those of tokens in the arena. *n at most
 * AGENT_KEYS_MAX + AGENT_MODULES_MAX * TOKEN_KEYS_MAX. A module that fails has none. */
struct signing_key *agent_keys(struct ctx *c, struct agent *a, size_t *n);
/* The one of that id; NULL: none, or it is over. Those that are over are forgotten. */
struct agent_request *agent_find(struct ctx *c, struct agent *a, const char *id);
/* Takes a request over: its note, for the certificate of that fingerprint. BAD_SIGNATURE: another
 * log's, BAD_STATEMENT, DENIED: another origin's, DUPLICATE, NOT_FOUND, BUSY. */
enum err agent_take(struct ctx *c, struct agent *a, const struct agent_centre *from,
    const char *note, const char *fingerprint, struct agent_request **out) CHECKED;
/* The person decided in the request's page; form: its fields. BAD_CSRF: it came from elsewhere;
 * WRONG_STATE: it is decided. What the key refuses leaves it waiting. */
enum err agent_decide(
    struct ctx *c, struct agent *a, struct agent_request *r, struct bytes form) CHECKED;

/* The page of a request; fault: what was wrong with the last attempt, or NULL. r NULL: there is
 * none. */
const char *agent_page(struct ctx *c, const struct agent_request *r, const struct fault *fault);
extern const char agent_style[];

#endif
