/* agent.h - signing on the user's own machine: keys in files and tokens, asked by the pages of
 * trusted centres over 127.0.0.1, confirmed in a window of its own (《电子签名法》第十三条: what is
 * signed is under the control of who signs).
 *
 * A page of a centre hands in a signing request (service/signing) and opens /confirm/ID. That page
 * is the agent's: it shows what will be signed and signs on its button alone. Whoever asks by
 * another Host (DNS rebinding), or whose page is of no trusted centre, gets 403 and nothing else.
 */
#ifndef HENG_AGENT_AGENT_H
#define HENG_AGENT_AGENT_H

#include <pthread.h>

#include "core/trust/signing_key.h"
#include "service/signing/signing.h"

#define AGENT_PORT 47635
#define AGENT_CENTRES_MAX 16
#define AGENT_KEYS_MAX 16
#define AGENT_MODULES_MAX 4
#define AGENT_REQUESTS_MAX 16
#define AGENT_BODY_BYTES (64L * 1024)
#define AGENT_ID_BYTES 16
#define AGENT_WRONG_MAX 3            /* PINs: fewer than a token takes before it locks itself */
#define AGENT_AHEAD_MS (HOUR_MS)     /* a request that ends later: the clock here is slow */
#define AGENT_WAIT_MS INT64_C(20000) /* of one asking for the outcome */

struct agent_centre {
	const char *origin, *keys; /* "https://host"; the keys of its log, a line each */
};
enum agent_state { AGENT_FREE, AGENT_WAITING, AGENT_SIGNED, AGENT_REFUSED };

/* One request on its way; its texts lie in its own arena, which ends with it. */
struct agent_request {
	enum agent_state state;
	struct arena *mem;
	const char *id, *token; /* of its page, hex */
	const struct agent_centre *centre;
	struct signing_request said;
	struct signing_key key;
	const char *signature; /* base64 */
	int64_t until_ms;
	int wrong; /* PINs */
};
struct agent {
	const char *host, *origin; /* "127.0.0.1:47635", "http://127.0.0.1:47635" */
	struct agent_centre centres[AGENT_CENTRES_MAX];
	struct signing_key keys[AGENT_KEYS_MAX];
	struct token_module *modules[AGENT_MODULES_MAX];
	size_t centre_count, key_count, module_count;
	pthread_mutex_t lock; /* of what is below, and of the tokens */
	pthread_cond_t decided;
	bool ending; /* nobody waits any longer */
	struct agent_request requests[AGENT_REQUESTS_MAX];
};
void agent_begin(struct agent *a);
void agent_address(struct ctx *c, struct agent *a, uint16_t port);
/* Nobody waits for an outcome any longer; then the server may stop, and agent_end. */
void agent_ending(struct agent *a);
void agent_end(struct agent *a);

/* What a browser sends, and what it gets. Header values are NULL where they are missing. */
struct agent_call {
	const char *method, *path, *host, *origin;
	struct bytes body;
	bool wait; /* for the outcome, AGENT_WAIT_MS at most */
};
struct agent_reply {
	int status;
	const char *type, *body; /* "" where nothing is said */
	const char *allow;       /* the origin that may read it; NULL: the agent's own pages */
};
/* Answers a call; never fails. Any thread. */
void agent_answer(
    struct ctx *c, struct agent *a, const struct agent_call *in, struct agent_reply *out);

#endif
