#include "trade/bid/bid_db.h"

#include <assert.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/store/store.h"

enum err bid_insert(struct ctx *c, const struct bid *b)
{
	return db_exec(c, NULL,
	    "INSERT INTO bid (lot, party, place, state, submitted_ms, form_digest, form_commitment,"
	    " documents, documents_commitment) VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8)",
	    db_text(b->lot), db_text(b->party), db_i64(b->place), db_i64(b->submitted_ms),
	    db_text(b->form_digest), db_bytes(b->form_commitment, SHA256_BYTES),
	    db_text(b->documents),
	    db_bytes(b->documents ? b->documents_commitment : NULL, SHA256_BYTES));
}

enum err bid_end(struct ctx *c, const char *lot, const char *party, enum bid_state state, bool *had)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE bid SET state = $3 WHERE lot = $1 AND party = $2 AND state = 0", db_text(lot),
	    db_text(party), db_i64(state)));
	*had = changed == 1;
	return OK;
}

static void copy_commitment(struct bytes from, uint8_t to[SHA256_BYTES])
{
	assert(from.n == 0 || from.n == SHA256_BYTES);
	if (from.n != 0)
		memcpy(to, from.p, SHA256_BYTES);
}

#define BID_COLUMNS                                                                \
	"b.lot, b.party, p.name, b.place, b.state, b.submitted_ms, b.form_digest," \
	" b.form_commitment, b.documents, b.documents_commitment, k.form_key,"     \
	" k.documents_key"
#define BID_TABLES                                   \
	" FROM bid b JOIN party p ON p.id = b.party" \
	" LEFT JOIN bid_key k ON k.lot = b.lot AND k.party = b.party AND k.place = b.place"

static struct bid bid_of(const struct db_rows *r, size_t i)
{
	struct bid b = { .lot = db_get_text(r, i, 0),
		.party = db_get_text(r, i, 1),
		.party_name = db_get_text(r, i, 2),
		.place = db_get_i64(r, i, 3),
		.state = (enum bid_state)db_get_i64(r, i, 4),
		.submitted_ms = db_get_i64(r, i, 5),
		.form_digest = db_get_text(r, i, 6),
		.documents = db_get_text(r, i, 8),
		.form_key = db_get_bytes(r, i, 10),
		.documents_key = db_get_bytes(r, i, 11) };
	copy_commitment(db_get_bytes(r, i, 7), b.form_commitment);
	copy_commitment(db_get_bytes(r, i, 9), b.documents_commitment);
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

enum err bid_key_insert(
    struct ctx *c, const struct bid *b, struct bytes form, struct bytes documents)
{
	return db_exec(c, NULL,
	    "INSERT INTO bid_key (lot, party, place, form_key, documents_key, handed_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6)",
	    db_text(b->lot), db_text(b->party), db_i64(b->place),
	    db_bytes(form.n ? form.p : (const uint8_t *)"", form.n),
	    db_bytes(documents.n ? documents.p : NULL, documents.n), db_i64(c->now_ms));
}

enum err bid_key_add(struct ctx *c, const struct bid *b, struct bytes form)
{
	int64_t changed;
	if (b->form_key.n != 0)
		return E_DUPLICATE;
	TRY(db_exec(c, &changed,
	    "UPDATE bid_key SET form_key = $4, handed_ms = $5"
	    " WHERE lot = $1 AND party = $2 AND place = $3",
	    db_text(b->lot), db_text(b->party), db_i64(b->place), db_bytes(form.p, form.n),
	    db_i64(c->now_ms)));
	return changed == 1 ? OK : fail(c, E_NOT_FOUND, "the first envelope was not opened");
}
