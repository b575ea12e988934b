#include "trade/bid/bid_db.h"

#include <assert.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/store/store.h"

/* NULL where the bid has no such part. */
static struct db_val commitment_of(const struct sealed_part *p)
{
	return db_bytes(p->digest != NULL ? p->commitment : NULL, SHA256_BYTES);
}

enum err bid_was_placed(struct ctx *c, const struct bid *b, bool *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT 1 FROM bid WHERE lot = $1 AND party = $2 AND form_digest = $3 LIMIT 1",
	    db_text(b->lot), db_text(b->party), db_text(b->parts[PART_FORM].digest)));
	*out = r.n > 0;
	return OK;
}

enum err bid_insert(struct ctx *c, const struct bid *b)
{
	const struct sealed_part *form = &b->parts[PART_FORM],
	                         *documents = &b->parts[PART_DOCUMENTS],
	                         *bill = &b->parts[PART_BILL];
	return db_exec(c, NULL,
	    "INSERT INTO bid (lot, party, place, state, submitted_ms, form_digest, form_commitment,"
	    " documents, documents_commitment, bill, bill_commitment)"
	    " VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10)",
	    db_text(b->lot), db_text(b->party), db_i64(b->place), db_i64(b->submitted_ms),
	    db_text(form->digest), commitment_of(form), db_text(documents->digest),
	    commitment_of(documents), db_text(bill->digest), commitment_of(bill));
}

enum err bid_end(struct ctx *c, const char *lot, const char *party, enum bid_state state, bool *had)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE bid SET state = $3, ended_ms = $4 WHERE lot = $1 AND party = $2 AND state = 0",
	    db_text(lot), db_text(party), db_i64(state), db_i64(c->now_ms)));
	*had = changed == 1;
	return OK;
}

#define BID_COLUMNS                                                 \
	"b.lot, b.party, p.name, b.place, b.state, b.submitted_ms," \
	" b.form_digest, b.form_commitment, k.form_key,"            \
	" b.documents, b.documents_commitment, k.documents_key,"    \
	" b.bill, b.bill_commitment, k.bill_key"
#define BID_TABLES                                   \
	" FROM bid b JOIN party p ON p.id = b.party" \
	" LEFT JOIN bid_key k ON k.lot = b.lot AND k.party = b.party AND k.place = b.place"

/* Its three columns, from `at` on. */
static struct sealed_part part_of(const struct db_rows *r, size_t i, int at)
{
	struct sealed_part p = { .digest = db_get_text(r, i, at),
		.key = db_get_bytes(r, i, at + 2) };
	struct bytes commitment = db_get_bytes(r, i, at + 1);
	assert(commitment.n == 0 || commitment.n == SHA256_BYTES);
	if (commitment.n != 0)
		memcpy(p.commitment, commitment.p, SHA256_BYTES);
	return p;
}

static struct bid bid_of(const struct db_rows *r, size_t i)
{
	return (struct bid){ .lot = db_get_text(r, i, 0),
		.party = db_get_text(r, i, 1),
		.party_name = db_get_text(r, i, 2),
		.place = db_get_i64(r, i, 3),
		.state = (enum bid_state)db_get_i64(r, i, 4),
		.submitted_ms = db_get_i64(r, i, 5),
		.parts = { [PART_FORM] = part_of(r, i, 6),
		    [PART_DOCUMENTS] = part_of(r, i, 9),
		    [PART_BILL] = part_of(r, i, 12) } };
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
	enum err e = db_one(c, &r,
	    "SELECT " BID_COLUMNS BID_TABLES " WHERE b.lot = $1 AND b.party = $2 AND b.state = 0",
	    db_text(lot), db_text(party));
	TRY(absent(c, e, "bid of the caller on lot", lot));
	*out = bid_of(&r, 0);
	return OK;
}

enum err bids_standing(struct ctx *c, const char *lot, struct bid **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " BID_COLUMNS BID_TABLES " WHERE b.lot = $1 AND b.state = 0"
	    " ORDER BY b.place LIMIT $2",
	    db_text(lot), db_i64(LIMIT_BIDS)));
	list_of(c, &r, out, n);
	return OK;
}

enum err bids_withdrawn(struct ctx *c, const char *lot, struct bid **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " BID_COLUMNS BID_TABLES " WHERE b.lot = $1 AND b.state = 2 AND b.place ="
	    " (SELECT MAX(x.place) FROM bid x WHERE x.lot = b.lot AND x.party = b.party)"
	    " ORDER BY b.place LIMIT $2",
	    db_text(lot), db_i64(LIMIT_BIDS)));
	list_of(c, &r, out, n);
	return OK;
}

enum err bids_count(struct ctx *c, const char *lot, int64_t *out)
{
	struct db_rows r;
	TRY(db_one(c, &r, "SELECT COUNT(*) FROM bid WHERE lot = $1 AND state = 0", db_text(lot)));
	*out = db_get_i64(&r, 0, 0);
	return OK;
}

/* Of a part whose key did not come. */
static struct db_val key_or_null(struct bytes key)
{
	return db_bytes(key.n != 0 ? key.p : NULL, key.n);
}

enum err bid_key_insert(struct ctx *c, const struct bid *b, const struct bytes keys[BID_PARTS])
{
	struct bytes form = keys[PART_FORM]; /* never NULL: empty where it comes later */
	return db_exec(c, NULL,
	    "INSERT INTO bid_key (lot, party, place, form_key, documents_key, bill_key, handed_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7)",
	    db_text(b->lot), db_text(b->party), db_i64(b->place),
	    db_bytes(form.n ? form.p : (const uint8_t *)"", form.n),
	    key_or_null(keys[PART_DOCUMENTS]), key_or_null(keys[PART_BILL]), db_i64(c->now_ms));
}

enum err bid_key_add(struct ctx *c, const struct bid *b, const struct bytes keys[BID_PARTS])
{
	int64_t changed;
	if (b->parts[PART_FORM].key.n != 0)
		return E_DUPLICATE;
	TRY(db_exec(c, &changed,
	    "UPDATE bid_key SET form_key = $4, bill_key = $5, handed_ms = $6"
	    " WHERE lot = $1 AND party = $2 AND place = $3",
	    db_text(b->lot), db_text(b->party), db_i64(b->place),
	    db_bytes(keys[PART_FORM].p, keys[PART_FORM].n), key_or_null(keys[PART_BILL]),
	    db_i64(c->now_ms)));
	return changed == 1 ? OK : fail(c, E_NOT_FOUND, "the first envelope was not opened");
}

enum err bid_withdrawn_ms(struct ctx *c, const char *lot, const char *party, int64_t *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT ended_ms FROM bid WHERE lot = $1 AND party = $2 ORDER BY place DESC LIMIT 1",
	    db_text(lot), db_text(party)));
	*out = r.n == 1 ? db_get_i64(&r, 0, 0) : 0;
	return OK;
}
