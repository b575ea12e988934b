#include "core/document/document_db.h"

#include "core/base/limits.h"
#include "core/store/store.h"

enum err upload_insert(struct ctx *c, const struct upload *u)
{
	return db_exec(c, NULL,
	    "INSERT INTO upload (id, party, name, type, bytes, digest, received, begun_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6, 0, $7)",
	    db_text(u->id), db_text(u->party), db_text(u->name), db_text(u->type), db_i64(u->bytes),
	    db_text(u->digest), db_i64(c->now_ms));
}

enum err upload_count(struct ctx *c, const char *party, int64_t *out)
{
	struct db_rows r;
	TRY(db_one(c, &r, "SELECT COUNT(*) FROM upload WHERE party = $1", db_text(party)));
	*out = db_get_i64(&r, 0, 0);
	return OK;
}

enum err upload_read(struct ctx *c, const char *id, struct upload *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT id, party, name, type, digest, bytes, received FROM upload WHERE id = $1",
	    db_text(id));
	TRY(absent(c, e, "upload", id));
	*out = (struct upload){ db_get_text(&r, 0, 0), db_get_text(&r, 0, 1), db_get_text(&r, 0, 2),
		db_get_text(&r, 0, 3), db_get_text(&r, 0, 4), db_get_i64(&r, 0, 5),
		db_get_i64(&r, 0, 6) };
	return OK;
}

enum err upload_advance(struct ctx *c, const char *id, int64_t received, bool *moved)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE upload SET received = received + 1 WHERE id = $1 AND received = $2",
	    db_text(id), db_i64(received)));
	*moved = changed == 1;
	return OK;
}

enum err upload_delete(struct ctx *c, const char *id)
{
	return db_exec(c, NULL, "DELETE FROM upload WHERE id = $1", db_text(id));
}

enum err document_insert(struct ctx *c, const struct upload *u)
{
	TRY(db_exec(c, NULL,
	    "INSERT INTO document (digest, bytes, public, stored_ms) VALUES ($1, $2, 0, $3)"
	    " ON CONFLICT (digest) DO NOTHING",
	    db_text(u->digest), db_i64(u->bytes), db_i64(c->now_ms)));
	return db_exec(c, NULL,
	    "INSERT INTO document_owner (digest, party, name, type) VALUES ($1, $2, $3, $4)"
	    " ON CONFLICT (digest, party) DO NOTHING",
	    db_text(u->digest), db_text(u->party), db_text(u->name), db_text(u->type));
}

enum err document_owned(struct ctx *c, const char *digest, const char *party, bool *out)
{
	struct db_rows r;
	TRY(db_query(c, &r, "SELECT party FROM document_owner WHERE digest = $1 AND party = $2",
	    db_text(digest), db_text(party)));
	*out = r.n == 1;
	return OK;
}

enum err document_get(struct ctx *c, const char *digest, struct document *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT d.bytes, d.public, COALESCE(d.name, o.name), COALESCE(d.type, o.type)"
	    " FROM document d JOIN document_owner o ON o.digest = d.digest WHERE d.digest = $1"
	    " ORDER BY CASE WHEN o.party = $2 THEN 0 ELSE 1 END, o.party LIMIT 1",
	    db_text(digest), db_text(c->actor.party ? c->actor.party : ""));
	TRY(absent(c, e, "document", digest));
	*out = (struct document){ arena_text(c->mem, digest), db_get_i64(&r, 0, 0),
		db_get_i64(&r, 0, 1) == 1, db_get_text(&r, 0, 2), db_get_text(&r, 0, 3) };
	return OK;
}

enum err document_make_public(struct ctx *c, const char *digest)
{
	struct document d;
	TRY(document_get(c, digest, &d));
	return db_exec(c, NULL,
	    "UPDATE document SET public = 1, name = $1, type = $2 WHERE digest = $3 AND public = 0",
	    db_text(d.name), db_text(d.type), db_text(digest));
}

enum err document_forget(struct ctx *c)
{
	return db_exec(c, NULL, "DELETE FROM upload WHERE begun_ms < $1",
	    db_i64(c->now_ms - LIMIT_UPLOAD_OPEN_MS));
}
