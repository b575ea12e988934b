/* feed.h - requests to a centre, over HTTP as a client makes them, or from within the process. */
#ifndef HENG_REPLAY_FEED_H
#define HENG_REPLAY_FEED_H

#include "app.h"

struct feed; /* one a thread */
/* base: "http://127.0.0.1:PORT", or NULL for calls within the process. */
struct feed *feed_new(struct app *app, const char *base);
void feed_free(struct feed *f);

struct request {
	const char *token, *method, *path, *body; /* token and body may be NULL */
};
/* Every write carries an idempotency key of its own. *reply is the result of an act, or the whole
 * answer of a read; may be NULL. BAD_REQUEST when the answer is not 2xx, with its text as
 * detail. */
enum err feed_do(
    struct ctx *c, struct feed *f, const struct request *r, struct json **reply) CHECKED;

#endif
