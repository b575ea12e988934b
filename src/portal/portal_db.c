#include "portal/portal_db.h"

#include "core/base/limits.h"
#include "core/store/store.h"

enum err portal_counts(struct ctx *c, struct portal_counts *out)
{
	struct db_rows r;
	struct portal_counts made = { 0 };
	/* notices are numbered without gaps and never taken back */
	TRY(db_one(c, &r, "SELECT COALESCE(MAX(seq), 0) FROM notice"));
	made.notices = db_get_i64(&r, 0, 0);
	TRY(db_query(c, &r,
	    "SELECT state, COUNT(*) FROM lot GROUP BY state ORDER BY state LIMIT $1",
	    db_i64(LS_STATES)));
	for (size_t i = 0; i < r.n; i++)
		made.lots[db_get_i64(&r, i, 0)] = db_get_i64(&r, i, 1);
	*out = made;
	return OK;
}

enum err portal_notices(
    struct ctx *c, const char *tender, const char *lot, struct portal_notice **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT id, type, title, published_ms FROM notice"
	    " WHERE tender = $1 AND (lot = $2 OR lot IS NULL) ORDER BY seq LIMIT $3",
	    db_text(tender), db_text(lot), db_i64(LIMIT_LIST_ROWS)));
	struct portal_notice *list = arena_array(c->mem, struct portal_notice, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct portal_notice){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_text(&r, i, 2), db_get_i64(&r, i, 3) };
	*out = list;
	*n = r.n;
	return OK;
}
