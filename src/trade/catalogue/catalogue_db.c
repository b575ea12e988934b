#include "trade/catalogue/catalogue_db.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/store/store.h"

enum err approval_put(struct ctx *c, const struct approval *a)
{
	return db_exec(c, NULL,
	    "INSERT INTO approval (code, name, owner, class, subject, funding, estimate_minor,"
	    " region, approved_ms, imported_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
	    " ON CONFLICT (code) DO UPDATE SET name = $2, owner = $3, class = $4, subject = $5,"
	    " funding = $6, estimate_minor = $7, region = $8, approved_ms = $9,"
	    " imported_ms = $10",
	    db_text(a->code), db_text(a->name), db_text(a->owner), db_text(a->class3),
	    db_i64(a->subject), db_text(funding_words[a->funding]), db_i64(a->estimate_minor),
	    db_i64(a->region), db_i64(a->approved_ms), db_i64(c->now_ms));
}

static int funding_of(const char *word)
{
	int i = 0;
	while (funding_words[i + 1] != NULL && strcmp(funding_words[i], word) != 0)
		i++;
	return i;
}

enum err approvals_waiting(struct ctx *c, int64_t before_ms, const struct approval *after,
    struct approval **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT a.code, a.name, a.owner, a.class, a.subject, a.funding, a.estimate_minor,"
	    " a.region, a.approved_ms, a.imported_ms FROM approval AS a"
	    " WHERE a.approved_ms < $1 AND (a.approved_ms > $2 OR"
	    " (a.approved_ms = $2 AND a.code > $3)) AND NOT EXISTS (SELECT 1 FROM tender AS t"
	    " JOIN project AS p ON p.id = t.project WHERE p.code = a.code AND"
	    " t.published_ms > 0) ORDER BY a.approved_ms, a.code LIMIT $4",
	    db_i64(before_ms), db_i64(after->approved_ms), db_text(after->code),
	    db_i64(LIMIT_LIST_ROWS)));
	struct approval *list = arena_array(c->mem, struct approval, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct approval){ .code = db_get_text(&r, i, 0),
			.name = db_get_text(&r, i, 1),
			.owner = db_get_text(&r, i, 2),
			.class3 = db_get_text(&r, i, 3),
			.subject = (enum subject)db_get_i64(&r, i, 4),
			.funding = funding_of(db_get_text(&r, i, 5)),
			.estimate_minor = db_get_i64(&r, i, 6),
			.region = (int32_t)db_get_i64(&r, i, 7),
			.approved_ms = db_get_i64(&r, i, 8),
			.imported_ms = db_get_i64(&r, i, 9) };
	*out = list;
	*n = r.n;
	return OK;
}
