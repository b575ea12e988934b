#include "trade/attestation/attestation_db.h"

#include "core/base/limits.h"
#include "core/store/store.h"

enum err attestation_insert(struct ctx *c, const struct attestation *a)
{
	return db_exec(c, NULL,
	    "INSERT INTO attestation (id, lot, about, content, document, person, name, at_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	    db_text(a->id), db_text(a->lot), db_i64(a->about), db_text(a->content),
	    db_text(a->document), db_text(c->actor.user), db_text(c->actor.name),
	    db_i64(c->now_ms));
}

enum err attestations_of(
    struct ctx *c, const char *lot, const char *after, struct attestation **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT id, lot, content, document, name, about, at_ms FROM attestation"
	    " WHERE lot = $1 AND id > $2 ORDER BY id LIMIT $3",
	    db_text(lot), db_text(after != NULL ? after : ""), db_i64(LIMIT_LIST_ROWS)));
	struct attestation *list = arena_array(c->mem, struct attestation, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct attestation){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_text(&r, i, 2), db_get_text(&r, i, 3), db_get_text(&r, i, 4),
			(int)db_get_i64(&r, i, 5), db_get_i64(&r, i, 6) };
	*out = list;
	*n = r.n;
	return OK;
}

enum err attestation_document(struct ctx *c, const char *lot, const char *id, const char **digest)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT document FROM attestation WHERE lot = $1 AND id = $2 AND document IS NOT NULL",
	    db_text(lot), db_text(id));
	TRY(absent(c, e, "attestation", id));
	*digest = db_get_text(&r, 0, 0);
	return OK;
}
