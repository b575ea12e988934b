#include "trade/bid/bid_db.h"

#include <assert.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/store/store.h"

enum err bid_insert(struct ctx *c, const struct bid *b)
{
	return db_exec(c, NULL,
	    "INSERT INTO bid (id, lot, party, state, current, submitted_ms, form, form_digest,"
	    " form_commitment, documents, documents_commitment, arrival)"
	    " VALUES ($1, $2, $3, 0, 1, $4, $5, $6, $7, $8, $9,"
	    " (SELECT COALESCE(MAX(arrival), 0) + 1 FROM bid WHERE lot = $2))",
	    db_text(b->id), db_text(b->lot), db_text(b->party), db_i64(b->submitted_ms),
	    db_bytes(b->form.p, b->form.n), db_text(b->form_digest),
	    db_bytes(b->form_commitment, SHA256_BYTES), db_text(b->documents),
	    db_bytes(b->documents ? b->documents_commitment : NULL, SHA256_BYTES));
}

enum err bid_end(struct ctx *c, const char *lot, const char *party, enum bid_state state, bool *had)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE bid SET current = 0, state = $3 WHERE lot = $1 AND party = $2 AND current = 1",
	    db_text(lot), db_text(party), db_i64(state)));
	*had = changed == 1;
	return OK;
}

static void copy_commitment(struct bytes from, uint8_t to[SHA256_BYTES])
{
	assert(from.n == 0 || from.n == SHA256_BYTES);
	if (from.n != 0)
		memcpy(to, from.p, SHA256_BYTES);
}

#define BID_COLUMNS                                                                  \
	"b.id, b.lot, b.party, p.name, b.state, b.submitted_ms, b.form, b.form_digest," \
	" b.form_commitment, b.documents, b.documents_commitment, k.form_key"
#define BID_TABLES \
	" FROM bid b JOIN party p ON p.id = b.party LEFT JOIN bid_key k ON k.bid = b.id"

static struct bid bid_of(const struct db_rows *r, size_t i)
{
	struct bid b = { .id = db_get_text(r, i, 0),
		.lot = db_get_text(r, i, 1),
		.party = db_get_text(r, i, 2),
		.party_name = db_get_text(r, i, 3),
		.state = (enum bid_state)db_get_i64(r, i, 4),
		.submitted_ms = db_get_i64(r, i, 5),
		.form = db_get_bytes(r, i, 6),
		.form_digest = db_get_text(r, i, 7),
		.documents = db_get_text(r, i, 9),
		.form_key = db_get_bytes(r, i, 11) };
	copy_commitment(db_get_bytes(r, i, 8), b.form_commitment);
	copy_commitment(db_get_bytes(r, i, 10), b.documents_commitment);
	return b;
}

static void list_of(struct ctx *c, const struct db_rows *r, struct bid **out, size_t *n)
{
	struct bid *list = arena_array(c->mem, struct bid, r->n);
	for (size_t i = 0; i < r->n; i++)
		list[i] = bid_of(r, i);
	*out = list;
	*n = r->n;
}

enum err bid_current(struct ctx *c, const char *lot, const char *party, struct bid *out)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "SELECT " BID_COLUMNS BID_TABLES " WHERE b.lot = $1 AND b.party = $2 AND b.current = 1",
	    db_text(lot), db_text(party)));
	*out = bid_of(&r, 0);
	return OK;
}

enum err bids_standing(struct ctx *c, const char *lot, struct bid **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " BID_COLUMNS BID_TABLES " WHERE b.lot = $1 AND b.current = 1"
	    " ORDER BY b.arrival LIMIT $2",
	    db_text(lot), db_i64(LIMIT_BIDS)));
	list_of(c, &r, out, n);
	return OK;
}

enum err bids_withdrawn(struct ctx *c, const char *lot, struct bid **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " BID_COLUMNS BID_TABLES " WHERE b.lot = $1 AND b.state = 2"
	    " ORDER BY b.arrival LIMIT $2",
	    db_text(lot), db_i64(LIMIT_BIDS)));
	list_of(c, &r, out, n);
	return OK;
}

enum err bids_count(struct ctx *c, const char *lot, int64_t *out)
{
	struct db_rows r;
	TRY(db_one(c, &r, "SELECT COUNT(*) FROM bid WHERE lot = $1 AND current = 1", db_text(lot)));
	*out = db_get_i64(&r, 0, 0);
	return OK;
}

enum err bid_key_insert(struct ctx *c, const char *bid, struct bytes form, struct bytes documents)
{
	return db_exec(c, NULL,
	    "INSERT INTO bid_key (bid, form_key, documents_key, handed_ms) VALUES ($1, $2, $3, $4)",
	    db_text(bid), db_bytes(form.p, form.n), db_bytes(documents.n ? documents.p : NULL,
	    documents.n), db_i64(c->now_ms));
}
