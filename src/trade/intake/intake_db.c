#include "core/base/limits.h"
#include "core/store/store.h"
#include "trade/intake/intake.h"

enum err room_wish_insert(struct ctx *c, const char *tender, const struct room_wish *w)
{
	return db_exec(c, NULL,
	    "INSERT INTO room_wish (tender, opens_ms, hours, seats, note)"
	    " VALUES ($1, $2, $3, $4, $5)",
	    db_text(tender), db_i64(w->opens), db_i64(w->hours), db_i64(w->seats),
	    db_text(w->note));
}

enum err room_wishes(struct ctx *c, int64_t from_ms, struct wished **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT w.tender, t.title, w.opens_ms, w.hours, w.seats, w.note FROM room_wish AS w"
	    " JOIN tender AS t ON t.id = w.tender WHERE w.opens_ms >= $1"
	    " ORDER BY w.opens_ms, w.tender LIMIT $2",
	    db_i64(from_ms), db_i64(LIMIT_LIST_ROWS)));
	struct wished *list = arena_array(c->mem, struct wished, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct wished){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			{ db_get_i64(&r, i, 2), db_get_i64(&r, i, 3), db_get_i64(&r, i, 4),
			    db_get_text(&r, i, 5) } };
	*out = list;
	*n = r.n;
	return OK;
}
