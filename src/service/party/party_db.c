#include "service/party/party_db.h"

#include "core/store/store.h"

enum err party_insert(struct ctx *c, const struct party *p)
{
	return db_exec(c, NULL,
	    "INSERT INTO party (id, name, scheme, identifier, roles, created_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6)",
	    db_text(p->id), db_text(p->name), db_text(p->scheme), db_text(p->identifier),
	    db_i64(p->roles), db_i64(c->now_ms));
}

enum err person_insert(struct ctx *c, const char *id, const char *party, const char *name)
{
	return db_exec(c, NULL,
	    "INSERT INTO person (id, party, name, created_ms) VALUES ($1, $2, $3, $4)", db_text(id),
	    db_text(party), db_text(name), db_i64(c->now_ms));
}

enum err party_get(struct ctx *c, const char *id, struct party *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT id, name, scheme, identifier, roles FROM party WHERE id = $1", db_text(id));
	TRY(absent(c, e, "party", id));
	*out = (struct party){ db_get_text(&r, 0, 0), db_get_text(&r, 0, 1), db_get_text(&r, 0, 2),
		db_get_text(&r, 0, 3), (uint32_t)db_get_i64(&r, 0, 4) };
	return OK;
}

enum err person_actor(struct ctx *c, const char *person, struct actor *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT p.id, p.name, p.party, COALESCE(o.roles, 0) FROM person p"
	    " LEFT JOIN party o ON o.id = p.party WHERE p.id = $1",
	    db_text(person));
	TRY(absent(c, e, "person", person));
	*out = (struct actor){ db_get_text(&r, 0, 0), db_get_text(&r, 0, 1), db_get_text(&r, 0, 2),
		(uint32_t)db_get_i64(&r, 0, 3) };
	return OK;
}

enum err practice_people(struct ctx *c, int64_t limit, struct practice_person **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT p.id, p.name, o.id, o.name, o.roles FROM person p JOIN party o ON o.id = "
	    "p.party"
	    " ORDER BY o.created_ms, o.id, p.id LIMIT $1",
	    db_i64(limit)));
	struct practice_person *list = arena_array(c->mem, struct practice_person, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct practice_person){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_text(&r, i, 2), db_get_text(&r, i, 3),
			(uint32_t)db_get_i64(&r, i, 4) };
	*out = list;
	*n = r.n;
	return OK;
}
