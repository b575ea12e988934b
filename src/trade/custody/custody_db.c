#include "trade/custody/custody_db.h"

#include "core/base/limits.h"
#include "core/store/store.h"

enum err custodian_set(struct ctx *c, struct bytes certificate)
{
	return db_exec(c, NULL,
	    "INSERT INTO custodian (party, certificate, at_ms) VALUES ($1, $2, $3)"
	    " ON CONFLICT (party) DO UPDATE SET certificate = $2, at_ms = $3",
	    db_text(c->actor.party), db_bytes(certificate.p, certificate.n), db_i64(c->now_ms));
}

#define COLUMNS                                                               \
	"SELECT p.id, p.name, p.scheme, p.identifier, k.certificate, k.at_ms" \
	" FROM custodian k JOIN party p ON p.id = k.party"

static struct registered row(const struct db_rows *r, size_t i)
{
	return (struct registered){ db_get_text(r, i, 0), db_get_text(r, i, 1),
		db_get_text(r, i, 2), db_get_text(r, i, 3), db_get_bytes(r, i, 4),
		db_get_i64(r, i, 5) };
}

enum err custodian_get(struct ctx *c, const char *party, struct registered *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r, COLUMNS " WHERE k.party = $1", db_text(party));
	TRY(absent(c, e, "custodian", party));
	*out = row(&r, 0);
	return OK;
}

enum err custodians_all(struct ctx *c, struct registered **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r, COLUMNS " ORDER BY p.name, p.id LIMIT $1", db_i64(LIMIT_LIST_ROWS)));
	struct registered *list = arena_array(c->mem, struct registered, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = row(&r, i);
	*out = list;
	*n = r.n;
	return OK;
}

enum err tender_custodians_set(struct ctx *c, const char *tender, const struct custody_in *in)
{
	const struct custodian *list = in->custodians.items;
	TRY(db_exec(c, NULL, "DELETE FROM tender_custodian WHERE tender = $1", db_text(tender)));
	for (size_t i = 0; i < in->custodians.n; i++)
		TRY(db_exec(c, NULL,
		    "INSERT INTO tender_custodian (tender, number, party) VALUES ($1, $2, $3)",
		    db_text(tender), db_i64((int64_t)i + 1), db_text(list[i].party)));
	return OK;
}
