#include "trade/opinion/opinion_db.h"

#include "core/base/limits.h"
#include "core/store/store.h"

enum err opinion_insert(struct ctx *c, const struct opinion *o)
{
	return db_exec(c, NULL,
	    "INSERT INTO opinion (id, lot, type, content, recipient, party, at_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7)",
	    db_text(o->id), db_text(o->lot), db_i64(o->type), db_text(o->content),
	    db_text(o->recipient), db_text(c->actor.party), db_i64(c->now_ms));
}

enum err opinions_of(
    struct ctx *c, const char *lot, bool transfers, struct opinion **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT o.id, o.lot, o.content, p.name, o.recipient, o.type, o.at_ms FROM opinion o"
	    " JOIN party p ON p.id = o.party WHERE o.lot = $1 AND (o.type = $2 OR $3 = 1)"
	    " ORDER BY o.at_ms, o.id LIMIT $4",
	    db_text(lot), db_i64(OPINION), db_i64(transfers), db_i64(LIMIT_LIST_ROWS)));
	struct opinion *list = arena_array(c->mem, struct opinion, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct opinion){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_text(&r, i, 2), db_get_text(&r, i, 3), db_get_text(&r, i, 4),
			(int)db_get_i64(&r, i, 5), db_get_i64(&r, i, 6) };
	*out = list;
	*n = r.n;
	return OK;
}
