#include "trade/objection/objection_db.h"

#include "core/base/limits.h"
#include "core/store/store.h"

#define COLUMNS                                                                              \
	"id, tender, lot, subject, party, content, raised_ms, outcome, answer, answered_ms," \
	" settled_ms"

enum err objection_insert(struct ctx *c, const struct objection *o)
{
	return db_exec(c, NULL,
	    "INSERT INTO objection (" COLUMNS ")"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, 0, NULL, 0, 0)",
	    db_text(o->id), db_text(o->tender), db_text(o->lot), db_i64(o->subject),
	    db_text(o->party), db_text(o->content), db_i64(c->now_ms));
}

static struct objection objection_at(const struct db_rows *r, size_t i)
{
	return (struct objection){ .id = db_get_text(r, i, 0),
		.tender = db_get_text(r, i, 1),
		.lot = db_get_text(r, i, 2),
		.subject = (enum objection_subject)db_get_i64(r, i, 3),
		.party = db_get_text(r, i, 4),
		.content = db_get_text(r, i, 5),
		.raised_ms = db_get_i64(r, i, 6),
		.outcome = (enum objection_outcome)db_get_i64(r, i, 7),
		.answer = db_get_text(r, i, 8),
		.answered_ms = db_get_i64(r, i, 9),
		.settled_ms = db_get_i64(r, i, 10) };
}

enum err objection_get(struct ctx *c, const struct objection *where, struct objection *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT " COLUMNS " FROM objection WHERE id = $1 AND tender = $2"
	    " AND COALESCE(lot, '') = COALESCE($3, '')",
	    db_text(where->id), db_text(where->tender), db_text(where->lot));
	TRY(absent(c, e, "objection", where->id));
	*out = objection_at(&r, 0);
	return OK;
}

static void objections_at(struct ctx *c, const struct db_rows *r, struct objection **out, size_t *n)
{
	struct objection *list = arena_array(c->mem, struct objection, r->n);
	for (size_t i = 0; i < r->n; i++)
		list[i] = objection_at(r, i);
	*out = list;
	*n = r->n;
}

enum err objections_of(
    struct ctx *c, const char *tender, const char *party, struct objection **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " COLUMNS " FROM objection WHERE tender = $1 AND ($2 IS NULL OR party = $2)"
	    " ORDER BY raised_ms DESC, id LIMIT $3",
	    db_text(tender), db_text(party), db_i64(LIMIT_LIST_ROWS)));
	objections_at(c, &r, out, n);
	return OK;
}

enum err objection_close(struct ctx *c, const struct objection *o)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE objection SET outcome = $2, answer = $3, answered_ms = $4"
	    " WHERE id = $1 AND outcome = 0",
	    db_text(o->id), db_i64(o->outcome), db_text(o->answer), db_i64(c->now_ms)));
	return changed == 1 ? OK : fail(c, E_WRONG_STATE, "the objection is closed");
}

enum err objections_owed(
    struct ctx *c, const struct objection *where, struct objection **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " COLUMNS " FROM objection WHERE tender = $1"
	    " AND COALESCE(lot, '') = COALESCE($2, '') AND subject = $3 AND outcome = $4"
	    " AND settled_ms = 0 AND ($5 IS NULL OR id = $5) ORDER BY raised_ms, id LIMIT $6",
	    db_text(where->tender), db_text(where->lot), db_i64(where->subject),
	    db_i64(OBJECTION_UPHELD), db_text(where->id), db_i64(LIMIT_LIST_ROWS)));
	objections_at(c, &r, out, n);
	return OK;
}

enum err objection_mark_settled(struct ctx *c, const char *id)
{
	return db_exec(c, NULL, "UPDATE objection SET settled_ms = $2 WHERE id = $1", db_text(id),
	    db_i64(c->now_ms));
}
