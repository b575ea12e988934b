#include "portal/portal_db.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/store/store.h"
#include "trade/notice/notice.h"

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

enum err portal_deadlines(struct ctx *c, const int64_t bounds_ms[2], int64_t limit,
    struct portal_deadline **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT l.id, l.title, t.title, l.state, t.deadline_ms"
	    " FROM tender AS t JOIN lot AS l ON l.tender = t.id"
	    " WHERE t.deadline_ms >= $1 AND t.deadline_ms < $2 AND l.state <> $3 AND l.state <> $4"
	    " ORDER BY t.deadline_ms, t.id, l.number LIMIT $5",
	    db_i64(bounds_ms[0]), db_i64(bounds_ms[1]), db_i64(LS_DRAFT), db_i64(LS_CANCELLED),
	    db_i64(limit)));
	struct portal_deadline *list = arena_array(c->mem, struct portal_deadline, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct portal_deadline){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_text(&r, i, 2), (enum lot_state)db_get_i64(&r, i, 3),
			db_get_i64(&r, i, 4) };
	*out = list;
	*n = r.n;
	return OK;
}

/* Each day that has notices is looked up by itself, once for either type: so the rows of all other
 * types, most of them, are not read. */
enum err portal_year(struct ctx *c, int32_t year, struct portal_month out[12])
{
	struct db_rows r;
	struct portal_month made[12] = { 0 };
	int64_t first = (day_start_ms(year * 10000 + 101) + BEIJING_MS) / DAY_MS;
	int64_t end = (day_start_ms(year * 10000 + 10101) + BEIJING_MS) / DAY_MS;
	TRY(db_query(c, &r,
	    "SELECT d.day,"
	    " (SELECT CAST(SUM(n) AS BIGINT) FROM notice_count"
	    "  WHERE span = 1 AND block = d.day AND type = $3),"
	    " (SELECT CAST(SUM(n) AS BIGINT) FROM notice_count"
	    "  WHERE span = 1 AND block = d.day AND type = $4)"
	    " FROM notice_day AS d WHERE d.day >= $1 AND d.day < $2 ORDER BY d.day LIMIT $5",
	    db_i64(first), db_i64(end), db_text(notice_words[NOTICE_ANNOUNCEMENT]),
	    db_text(notice_words[NOTICE_AWARD]), db_i64(366)));
	for (size_t i = 0; i < r.n; i++) {
		int32_t day = day_of(db_get_i64(&r, i, 0) * DAY_MS - BEIJING_MS);
		struct portal_month *m = &made[day / 100 % 100 - 1];
		m->announcements += db_get_i64(&r, i, 1);
		m->awards += db_get_i64(&r, i, 2);
	}
	memcpy(out, made, sizeof(made));
	return OK;
}
