#include "trade/rescue/rescue_db.h"

#include <assert.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/evidence/evidence.h"
#include "core/store/store.h"

enum err rescue_insert(struct ctx *c, const struct rescue *r)
{
	return db_exec(c, NULL,
	    "INSERT INTO rescue (lot, party, place, envelope, reason, asked_ms, asked_place)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7)",
	    db_text(r->lot), db_text(r->party), db_i64(r->place), db_i64(r->envelope),
	    db_text(r->reason), db_i64(c->now_ms), db_i64(c->evidence->place));
}

#define COLUMNS                                                             \
	"SELECT lot, party, reason, place, envelope, asked_ms, asked_place" \
	" FROM rescue WHERE lot = $1"

static struct rescue row(const struct db_rows *r, size_t i)
{
	return (struct rescue){ db_get_text(r, i, 0), db_get_text(r, i, 1), db_get_text(r, i, 2),
		db_get_i64(r, i, 3), (enum envelope)db_get_i64(r, i, 4), db_get_i64(r, i, 5),
		db_get_i64(r, i, 6) };
}

enum err rescue_get(struct ctx *c, const struct bid *b, enum envelope e, struct rescue *out)
{
	struct db_rows r;
	enum err found = db_one(c, &r, COLUMNS " AND party = $2 AND place = $3 AND envelope = $4",
	    db_text(b->lot), db_text(b->party), db_i64(b->place), db_i64(e));
	TRY(absent(c, found, "rescue asked by", b->party));
	*out = row(&r, 0);
	return OK;
}

enum err rescues_of(
    struct ctx *c, const char *lot, const char *party, struct rescue **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    COLUMNS " AND (party = $2 OR $2 = '') ORDER BY asked_ms, place LIMIT $3", db_text(lot),
	    db_text(party), db_i64(LIMIT_BIDS)));
	struct rescue *list = arena_array(c->mem, struct rescue, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = row(&r, i);
	*out = list;
	*n = r.n;
	return OK;
}

enum err share_insert(struct ctx *c, const struct bid *b, enum bid_part part, struct bytes share)
{
	return db_exec(c, NULL,
	    "INSERT INTO released_share (lot, party, place, part, number, share, at_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7)",
	    db_text(b->lot), db_text(b->party), db_i64(b->place), db_i64(part), db_i64(share.p[0]),
	    db_bytes(share.p, share.n), db_i64(c->now_ms));
}

enum err share_was_released(struct ctx *c, const struct bid *b, enum bid_part part, bool *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT 1 FROM released_share"
	    " WHERE lot = $1 AND party = $2 AND place = $3 AND part = $4 LIMIT 1",
	    db_text(b->lot), db_text(b->party), db_i64(b->place), db_i64(part)));
	*out = r.n > 0;
	return OK;
}

enum err shares_of(struct ctx *c, const struct rescue *r, enum bid_part part,
    uint8_t out[SHARES_MAX][SHARE_BYTES], size_t *n)
{
	struct db_rows rows;
	TRY(db_query(c, &rows,
	    "SELECT share FROM released_share"
	    " WHERE lot = $1 AND party = $2 AND place = $3 AND part = $4 ORDER BY number LIMIT $5",
	    db_text(r->lot), db_text(r->party), db_i64(r->place), db_i64(part),
	    db_i64(SHARES_MAX)));
	for (size_t i = 0; i < rows.n; i++) {
		struct bytes share = db_get_bytes(&rows, i, 0);
		assert(share.n == SHARE_BYTES);
		memcpy(out[i], share.p, SHARE_BYTES);
	}
	*n = rows.n;
	return OK;
}
