#include "supervise/oversight/oversight_db.h"

#include "core/store/store.h"
#include "trade/bid/bid.h"

/* 520100 stands for the prefecture, 520000 for the province: what belongs to it begins alike. */
static void region_bounds(int32_t region, int64_t out[2])
{
	int64_t span = region % 10000 == 0 ? 10000 : region % 100 == 0 ? 100 : 1;
	out[0] = region;
	out[1] = region + span;
}

static struct found_lot lot_at(const struct db_rows *r, size_t i)
{
	return (struct found_lot){ .lot = db_get_text(r, i, 0),
		.title = db_get_text(r, i, 1),
		.tender = db_get_text(r, i, 2),
		.tender_title = db_get_text(r, i, 3),
		.kind = db_get_text(r, i, 4),
		.principal = db_get_text(r, i, 5),
		.currency = db_get_text(r, i, 6),
		.supplier = db_get_text(r, i, 7),
		.state = (int)db_get_i64(r, i, 8),
		.region = (int32_t)db_get_i64(r, i, 9),
		.held = db_get_i64(r, i, 10) != 0,
		.published_ms = db_get_i64(r, i, 11),
		.deadline_ms = db_get_i64(r, i, 12),
		.ceiling_minor = db_get_i64(r, i, 13),
		.awarded_minor = db_get_i64(r, i, 14),
		.bids = db_get_i64(r, i, 15),
		.objections = db_get_i64(r, i, 16),
		.complaints = db_get_i64(r, i, 17) };
}

enum err lots_found(struct ctx *c, const struct lot_question *q, struct found_lot **out, size_t *n)
{
	struct db_rows r;
	int64_t region[2];
	region_bounds(q->region, region);
	TRY(db_query(c, &r,
	    "SELECT l.id, l.title, t.id, t.title, t.kind, p.name, l.currency, s.name, l.state,"
	    " COALESCE(j.region, 0), COALESCE(l.held_ms, 0), COALESCE(t.published_ms, 0),"
	    " COALESCE(t.deadline_ms, 0), COALESCE(l.ceiling_minor, -1),"
	    " COALESCE(a.price_minor, -1),"
	    /* what is sealed is not counted */
	    " CASE WHEN o.lot IS NULL THEN -1 ELSE"
	    " (SELECT COUNT(*) FROM bid b WHERE b.lot = l.id AND b.state = $1) END,"
	    " (SELECT COUNT(*) FROM objection b WHERE b.tender = t.id"
	    " AND (b.lot IS NULL OR b.lot = l.id)),"
	    " (SELECT COUNT(*) FROM complaint b WHERE b.lot = l.id)"
	    " FROM lot l JOIN tender t ON t.id = l.tender JOIN party p ON p.id = t.principal"
	    " JOIN project j ON j.id = t.project"
	    " LEFT JOIN award a ON a.lot = l.id LEFT JOIN party s ON s.id = a.party"
	    " LEFT JOIN opening o ON o.lot = l.id"
	    " WHERE l.state <> $2 AND $3 LIKE '%,' || t.kind || ',%'"
	    " AND ($4 IS NULL OR LOWER(l.title) LIKE $4 ESCAPE '!'"
	    " OR LOWER(t.title) LIKE $4 ESCAPE '!' OR LOWER(p.name) LIKE $4 ESCAPE '!'"
	    " OR LOWER(s.name) LIKE $4 ESCAPE '!')"
	    " AND ($5 IS NULL OR (o.lot IS NOT NULL AND EXISTS (SELECT 1 FROM bid b"
	    " WHERE b.lot = l.id AND b.party = $5 AND b.state = $1)))"
	    " AND ($6 IS NULL OR l.id < $6) AND ($7 < 0 OR l.state = $7)"
	    " AND ($8 = 0 OR (j.region >= $8 AND j.region < $9))"
	    " AND t.published_ms >= $10 AND ($11 = 0 OR t.published_ms < $11)"
	    " AND ($12 = 0 OR l.held_ms > 0)"
	    " ORDER BY l.id DESC LIMIT $13",
	    db_i64(BID_SUBMITTED), db_i64(LS_DRAFT), db_text(q->kinds),
	    db_text(db_like(c, q->words)), db_text(q->party), db_text(q->before), db_i64(q->state),
	    db_i64(region[0]), db_i64(region[1]), db_i64(q->from_ms), db_i64(q->to_ms),
	    db_i64(q->held), db_i64(q->limit)));
	*out = arena_array(c->mem, struct found_lot, r.n);
	for (size_t i = 0; i < r.n; i++)
		(*out)[i] = lot_at(&r, i);
	*n = r.n;
	return OK;
}
