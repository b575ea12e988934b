#include "core/store/timer.h"

#include "core/store/store.h"

enum err timer_set(struct ctx *c, int64_t due_ms, const char *kind, const char *object)
{
	return db_exec(c, NULL,
	    "INSERT INTO timer (due_ms, kind, object) VALUES ($1, $2, $3)"
	    " ON CONFLICT (kind, object) DO UPDATE SET due_ms = excluded.due_ms",
	    db_i64(due_ms), db_text(kind), db_text(object));
}

enum err timer_drop(struct ctx *c, const char *kind, const char *object)
{
	return db_exec(c, NULL, "DELETE FROM timer WHERE kind = $1 AND object = $2", db_text(kind),
	    db_text(object));
}

enum err timer_next(struct ctx *c, struct timer *out)
{
	struct db_rows r;
	TRY(db_query(
	    c, &r, "SELECT due_ms, kind, object FROM timer ORDER BY due_ms, kind, object LIMIT 1"));
	if (r.n == 0)
		*out = (struct timer){ .due_ms = TIMER_NEVER };
	else
		*out = (struct timer){ db_get_i64(&r, 0, 0), db_get_text(&r, 0, 1),
			db_get_text(&r, 0, 2) };
	return OK;
}
