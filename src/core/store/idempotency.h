/* idempotency.h - a write repeated under its key finds the answer that it got before. */
#ifndef HENG_CORE_STORE_IDEMPOTENCY_H
#define HENG_CORE_STORE_IDEMPOTENCY_H

#include "core/base/ctx.h"

struct answer {
	int status;       /* HTTP */
	const char *body; /* JSON */
	int64_t place;    /* of the entry; -1: none */
};

/* *found tells whether (actor, key) was answered before; KEY_REUSED when it was for another
 * digest. */
enum err answer_find(
    struct ctx *c, const char *key, const char *digest, bool *found, struct answer *out) CHECKED;
enum err answer_keep(
    struct ctx *c, const char *key, const char *digest, const struct answer *a) CHECKED;
/* Forgets what is older than LIMIT_IDEMPOTENCY_MS. */
enum err answer_forget(struct ctx *c) CHECKED;

#endif
