#include "trade/tenderdoc/tenderdoc_db.h"

#include "core/base/limits.h"
#include "core/store/store.h"

#define COLUMNS                                                                             \
	"tender, number, digest, template, rule, documents_part, two_envelopes, previous, " \
	"changes,"                                                                          \
	" findings, drafted_ms, published_ms, committee_size"

static struct tender_version version_at(const struct db_rows *r, size_t i)
{
	return (struct tender_version){ .tender = db_get_text(r, i, 0),
		.number = db_get_i64(r, i, 1),
		.digest = db_get_text(r, i, 2),
		.template = db_get_text(r, i, 3),
		.rule = db_get_text(r, i, 4),
		.documents_part = db_get_i64(r, i, 5) == 1,
		.two_envelopes = db_get_i64(r, i, 6) == 1,
		.previous = db_get_text(r, i, 7),
		.changes = db_get_text(r, i, 8),
		.findings = db_get_text(r, i, 9),
		.drafted_ms = db_get_i64(r, i, 10),
		.published_ms = db_get_i64(r, i, 11),
		.committee_size = db_get_i64(r, i, 12) };
}

enum err version_insert(struct ctx *c, struct tender_version *v)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "INSERT INTO tender_version (" COLUMNS ") VALUES ($1,"
	    " (SELECT COALESCE(MAX(number), 0) + 1 FROM tender_version WHERE tender = $1),"
	    " $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11) RETURNING number",
	    db_text(v->tender), db_text(v->digest), db_text(v->template), db_text(v->rule),
	    db_i64(v->documents_part), db_i64(v->two_envelopes), db_text(v->previous),
	    db_text(v->changes), db_text(v->findings), db_i64(c->now_ms),
	    db_i64(v->committee_size)));
	v->number = db_get_i64(&r, 0, 0);
	return OK;
}

enum err version_find(
    struct ctx *c, const char *tender, const char *digest, bool *found, struct tender_version *out)
{
	struct db_rows r;
	*found = false;
	if (digest == NULL)
		return OK;
	TRY(db_query(c, &r,
	    "SELECT " COLUMNS " FROM tender_version WHERE tender = $1 AND digest = $2",
	    db_text(tender), db_text(digest)));
	*found = r.n == 1;
	if (*found)
		*out = version_at(&r, 0);
	return OK;
}

enum err versions_of(
    struct ctx *c, const char *tender, bool published, struct tender_version **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " COLUMNS " FROM tender_version WHERE tender = $1"
	    " AND (published_ms > 0 OR $2 = 0) ORDER BY number LIMIT $3",
	    db_text(tender), db_i64(published), db_i64(LIMIT_LIST_ROWS)));
	struct tender_version *list = arena_array(c->mem, struct tender_version, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = version_at(&r, i);
	*out = list;
	*n = r.n;
	return OK;
}

enum err version_publish(struct ctx *c, const char *tender, const char *digest)
{
	return db_exec(c, NULL,
	    "UPDATE tender_version SET published_ms = $3"
	    " WHERE tender = $1 AND digest = $2 AND published_ms = 0",
	    db_text(tender), db_text(digest), db_i64(c->now_ms));
}
