#include "core/base/limits.h"
#include "core/store/store.h"
#include "trade/intake/intake.h"
#include "trade/notice/notice.h"

enum err intakes_waiting(struct ctx *c, struct intake_row **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT t.id, t.title, p.name, n.id, t.state, n.published_ms FROM notice AS n"
	    " JOIN tender AS t ON t.id = n.tender JOIN party AS p ON p.id = t.principal"
	    " WHERE n.type = $1 AND t.state IN ($2, $3) ORDER BY n.published_ms, n.id LIMIT $4",
	    db_text(notice_words[NOTICE_PLAN]), db_i64(TS_SUBMITTED), db_i64(TS_CONFIRMED),
	    db_i64(LIMIT_LIST_ROWS)));
	struct intake_row *list = arena_array(c->mem, struct intake_row, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct intake_row){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_text(&r, i, 2), db_get_text(&r, i, 3), (int)db_get_i64(&r, i, 4),
			db_get_i64(&r, i, 5) };
	*out = list;
	*n = r.n;
	return OK;
}

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
