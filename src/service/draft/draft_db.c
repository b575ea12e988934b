#include "service/draft/draft_db.h"

#include "core/base/limits.h"
#include "core/store/store.h"
#include "service/draft/draft.h"

static void take(struct ctx *c, const struct db_rows *r, struct draft **out, size_t *n)
{
	struct draft *list = arena_array(c->mem, struct draft, r->n);
	for (size_t i = 0; i < r->n; i++)
		list[i] = (struct draft){ .name = db_get_text(r, i, 0),
			.version = db_get_i64(r, i, 1),
			.author = db_get_text(r, i, 2),
			.at_ms = db_get_i64(r, i, 3),
			.body = db_get_text(r, i, 4) };
	*out = list;
	*n = r->n;
}

enum err draft_newest(struct ctx *c, const char *owner, const char *name, struct draft *out)
{
	struct db_rows r;
	struct draft *list;
	size_t n;
	TRY(db_query(c, &r,
	    "SELECT name, version, author, at_ms, body FROM draft"
	    " WHERE owner = $1 AND name = $2 ORDER BY version DESC LIMIT 1",
	    db_text(owner), db_text(name)));
	take(c, &r, &list, &n);
	*out = n > 0 ? list[0] : (struct draft){ .name = name };
	return OK;
}

enum err draft_version(
    struct ctx *c, const char *owner, const char *name, int64_t version, struct draft *out)
{
	struct db_rows r;
	struct draft *list;
	size_t n;
	enum err e = db_one(c, &r,
	    "SELECT name, version, author, at_ms, body FROM draft"
	    " WHERE owner = $1 AND name = $2 AND version = $3",
	    db_text(owner), db_text(name), db_i64(version));
	TRY(absent(c, e, "saved draft", name));
	take(c, &r, &list, &n);
	*out = list[0];
	return OK;
}

enum err draft_versions(
    struct ctx *c, const char *owner, const char *name, struct draft **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT name, version, author, at_ms, NULL FROM draft"
	    " WHERE owner = $1 AND name = $2 ORDER BY version DESC LIMIT $3",
	    db_text(owner), db_text(name), db_i64(LIMIT_DRAFT_VERSIONS)));
	take(c, &r, out, n);
	return OK;
}

enum err drafts_of(struct ctx *c, const char *owner, struct draft **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT d.name, d.version, d.author, d.at_ms, NULL FROM draft AS d WHERE d.owner = $1"
	    " AND d.version = (SELECT MAX(v.version) FROM draft AS v WHERE v.owner = d.owner"
	    " AND v.name = d.name) ORDER BY d.at_ms DESC, d.name LIMIT $2",
	    db_text(owner), db_i64(LIMIT_DRAFTS)));
	take(c, &r, out, n);
	return OK;
}

enum err draft_insert(struct ctx *c, const char *owner, const struct draft *d)
{
	TRY(db_exec(c, NULL,
	    "INSERT INTO draft (owner, name, version, author, body, at_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6)",
	    db_text(owner), db_text(d->name), db_i64(d->version), db_text(d->author),
	    db_text(d->body), db_i64(c->now_ms)));
	return db_exec(c, NULL,
	    "DELETE FROM draft WHERE owner = $1 AND name = $2 AND version <= $3", db_text(owner),
	    db_text(d->name), db_i64(d->version - LIMIT_DRAFT_VERSIONS));
}

enum err draft_delete(struct ctx *c, const char *owner, const char *name)
{
	return db_exec(c, NULL, "DELETE FROM draft WHERE owner = $1 AND name = $2", db_text(owner),
	    db_text(name));
}

enum err draft_sweep(struct ctx *c)
{
	return db_exec(
	    c, NULL, "DELETE FROM draft WHERE at_ms < $1", db_i64(c->now_ms - LIMIT_DRAFT_MS));
}
