#include "core/store/idempotency.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/store/store.h"

/* Nobody in particular may choose the key that somebody else has chosen; so there the content tells
 * them apart. */
static const char *actor_of(struct ctx *c, const char *digest)
{
	return c->actor.user ? c->actor.user : arena_printf(c->mem, "public %s", digest);
}

enum err answer_find(
    struct ctx *c, const char *key, const char *digest, bool *found, struct answer *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT digest, status, body, COALESCE(place, -1) FROM idempotency"
	    " WHERE actor = $1 AND key = $2",
	    db_text(actor_of(c, digest)), db_text(key)));
	if (r.n == 1 && strcmp(db_get_text(&r, 0, 0), digest) != 0)
		return fail(c, E_KEY_REUSED, "key %.64s", key);
	*found = r.n == 1;
	if (r.n == 1)
		*out = (struct answer){ (int)db_get_i64(&r, 0, 1), db_get_text(&r, 0, 2),
			db_get_i64(&r, 0, 3) };
	return OK;
}

enum err answer_keep(struct ctx *c, const char *key, const char *digest, const struct answer *a)
{
	return db_exec(c, NULL,
	    "INSERT INTO idempotency (actor, key, digest, status, body, place, at_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7)",
	    db_text(actor_of(c, digest)), db_text(key), db_text(digest), db_i64(a->status),
	    db_text(a->body), db_i64(a->place), db_i64(c->now_ms));
}

enum err answer_forget(struct ctx *c)
{
	return db_exec(c, NULL, "DELETE FROM idempotency WHERE at_ms < $1",
	    db_i64(c->now_ms - LIMIT_IDEMPOTENCY_MS));
}
