#include "service/party/party_db.h"

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/store/store.h"

enum err party_insert(struct ctx *c, const struct party *p)
{
	return db_exec(c, NULL,
	    "INSERT INTO party (id, name, scheme, identifier, roles, created_ms, department)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7)",
	    db_text(p->id), db_text(p->name), db_text(p->scheme), db_text(p->identifier),
	    db_i64(p->roles), db_i64(c->now_ms), db_text(p->department));
}

enum err person_insert(struct ctx *c, const char *id, const char *party, const char *name)
{
	return db_exec(c, NULL,
	    "INSERT INTO person (id, party, name, created_ms) VALUES ($1, $2, $3, $4)", db_text(id),
	    db_text(party), db_text(name), db_i64(c->now_ms));
}

#define PARTY_COLUMNS "id, name, scheme, identifier, roles, department"

static struct party party_at(const struct db_rows *r, size_t i)
{
	return (struct party){ db_get_text(r, i, 0), db_get_text(r, i, 1), db_get_text(r, i, 2),
		db_get_text(r, i, 3), (uint32_t)db_get_i64(r, i, 4), db_get_text(r, i, 5) };
}

enum err party_get(struct ctx *c, const char *id, struct party *out)
{
	struct db_rows r;
	enum err e =
	    db_one(c, &r, "SELECT " PARTY_COLUMNS " FROM party WHERE id = $1", db_text(id));
	TRY(absent(c, e, "party", id));
	*out = party_at(&r, 0);
	return OK;
}

enum err parties_found(struct ctx *c, const struct party_question *q, struct party **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " PARTY_COLUMNS " FROM party WHERE ($1 IS NULL OR id < $1)"
	    " AND ($2 IS NULL OR LOWER(name) LIKE $2 ESCAPE '!'"
	    " OR LOWER(identifier) LIKE $2 ESCAPE '!') ORDER BY id DESC LIMIT $3",
	    db_text(q->before), db_text(db_like(c, q->words)), db_i64(LIMIT_LIST_ROWS)));
	struct party *list = arena_array(c->mem, struct party, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = party_at(&r, i);
	*out = list;
	*n = r.n;
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

enum err practice_people(
    struct ctx *c, const struct practice_question *q, struct practice_person **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT p.id, p.name, o.id, o.name, o.roles FROM person p JOIN party o ON o.id = "
	    "p.party"
	    " WHERE ($1 = 0 OR (o.roles & $1) <> 0) AND ($2 IS NULL OR LOWER(o.name) LIKE $2 "
	    "ESCAPE '!')"
	    " ORDER BY o.created_ms DESC, o.id DESC, p.id LIMIT $3",
	    db_i64(q->roles), db_text(db_like(c, q->name)), db_i64(q->limit)));
	struct practice_person *list = arena_array(c->mem, struct practice_person, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct practice_person){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_text(&r, i, 2), db_get_text(&r, i, 3),
			(uint32_t)db_get_i64(&r, i, 4) };
	*out = list;
	*n = r.n;
	return OK;
}

enum err profile_insert(struct ctx *c, const struct profile *p)
{
	return db_exec(c, NULL,
	    "INSERT INTO party_profile (party, seq, body, at_ms) VALUES ($1, $2, $3, $4)",
	    db_text(p->party), db_i64(p->seq), db_text(p->body), db_i64(c->now_ms));
}

static struct profile profile_at(const struct db_rows *r, size_t i)
{
	return (struct profile){ .party = db_get_text(r, i, 0),
		.seq = db_get_i64(r, i, 1),
		.body = db_get_text(r, i, 2),
		.at_ms = db_get_i64(r, i, 3) };
}

enum err profile_newest(struct ctx *c, const char *party, struct profile *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT party, seq, body, at_ms FROM party_profile WHERE party = $1"
	    " ORDER BY seq DESC LIMIT 1",
	    db_text(party));
	TRY(absent(c, e, "profile of party", party));
	*out = profile_at(&r, 0);
	return OK;
}

enum err profiles_of(
    struct ctx *c, const char *party, int64_t before, struct profile **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT party, seq, body, at_ms FROM party_profile WHERE party = $1 AND seq < $2"
	    " ORDER BY seq DESC LIMIT $3",
	    db_text(party), db_i64(before), db_i64(LIMIT_LIST_ROWS)));
	struct profile *list = arena_array(c->mem, struct profile, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = profile_at(&r, i);
	*out = list;
	*n = r.n;
	return OK;
}

enum err party_rename(struct ctx *c, const struct renaming *n)
{
	TRY(db_exec(c, NULL, "UPDATE party SET name = $2 WHERE id = $1", db_text(n->party),
	    db_text(n->name)));
	return db_exec(c, NULL,
	    "INSERT INTO party_renaming (id, party, former, name, reason, at_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6)",
	    db_text(n->id), db_text(n->party), db_text(n->former), db_text(n->name),
	    db_text(n->reason), db_i64(c->now_ms));
}

enum err renamings_of(struct ctx *c, const char *party, struct renaming **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT id, party, former, name, reason, at_ms FROM party_renaming WHERE party = $1"
	    " ORDER BY at_ms DESC, id DESC LIMIT $2",
	    db_text(party), db_i64(LIMIT_LIST_ROWS)));
	struct renaming *list = arena_array(c->mem, struct renaming, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct renaming){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_text(&r, i, 2), db_get_text(&r, i, 3), db_get_text(&r, i, 4),
			db_get_i64(&r, i, 5) };
	*out = list;
	*n = r.n;
	return OK;
}

enum err party_set_roles(struct ctx *c, const struct role_change *n)
{
	TRY(db_exec(c, NULL, "UPDATE party SET roles = $2, department = $3 WHERE id = $1",
	    db_text(n->party), db_i64(n->roles), db_text(n->department)));
	return db_exec(c, NULL,
	    "INSERT INTO party_role_change (id, party, former, roles, reason, at_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6)",
	    db_text(n->id), db_text(n->party), db_i64(n->former), db_i64(n->roles),
	    db_text(n->reason), db_i64(c->now_ms));
}

enum err role_changes_of(struct ctx *c, const char *party, struct role_change **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT id, party, reason, former, roles, at_ms FROM party_role_change"
	    " WHERE party = $1 ORDER BY at_ms DESC, id DESC LIMIT $2",
	    db_text(party), db_i64(LIMIT_LIST_ROWS)));
	struct role_change *list = arena_array(c->mem, struct role_change, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct role_change){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_text(&r, i, 2), (uint32_t)db_get_i64(&r, i, 3),
			(uint32_t)db_get_i64(&r, i, 4), db_get_i64(&r, i, 5), NULL };
	*out = list;
	*n = r.n;
	return OK;
}

#define RECORD_COLUMNS "id, party, kind, number, body, until_day, added_ms, ended_ms, end_reason"

enum err record_insert(struct ctx *c, const struct record *r)
{
	return db_exec(c, NULL,
	    "INSERT INTO party_record (" RECORD_COLUMNS ")"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, 0, NULL)",
	    db_text(r->id), db_text(r->party), db_i64(r->kind), db_text(r->number),
	    db_text(r->body), db_i64(r->until_day), db_i64(c->now_ms));
}

static struct record record_at(const struct db_rows *r, size_t i)
{
	return (struct record){ .id = db_get_text(r, i, 0),
		.party = db_get_text(r, i, 1),
		.kind = (enum record_kind)db_get_i64(r, i, 2),
		.number = db_get_text(r, i, 3),
		.body = db_get_text(r, i, 4),
		.until_day = (int32_t)db_get_i64(r, i, 5),
		.added_ms = db_get_i64(r, i, 6),
		.ended_ms = db_get_i64(r, i, 7),
		.end_reason = db_get_text(r, i, 8) };
}

enum err record_get(struct ctx *c, const char *party, const char *id, struct record *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT " RECORD_COLUMNS
	    " FROM party_record WHERE id = $1 AND party = COALESCE($2, party)",
	    db_text(id), db_text(party));
	TRY(absent(c, e, "record", id));
	*out = record_at(&r, 0);
	return OK;
}

enum err record_end(struct ctx *c, const char *id, const char *reason)
{
	return db_exec(c, NULL,
	    "UPDATE party_record SET ended_ms = $2, end_reason = $3 WHERE id = $1", db_text(id),
	    db_i64(c->now_ms), db_text(reason));
}

enum err record_stands(struct ctx *c, const struct record *like, bool *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT id FROM party_record WHERE party = $1 AND number = $2 AND kind = $3"
	    " AND ended_ms = 0 AND (until_day = 0 OR until_day >= $4) LIMIT 1",
	    db_text(like->party), db_text(like->number), db_i64(like->kind),
	    db_i64(day_of(c->now_ms))));
	*out = r.n > 0;
	return OK;
}

enum err records_of(struct ctx *c, const struct record_query *q, struct record **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " RECORD_COLUMNS " FROM party_record WHERE party = $1"
	    " AND ($2 IS NULL OR id < $2) AND ($3 = $4 OR kind = $3)"
	    " ORDER BY id DESC LIMIT $5",
	    db_text(q->party), db_text(q->before), db_i64(q->kind), db_i64(RECORD_ANY),
	    db_i64(LIMIT_LIST_ROWS)));
	struct record *list = arena_array(c->mem, struct record, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = record_at(&r, i);
	*out = list;
	*n = r.n;
	return OK;
}

enum err party_suspension_insert(struct ctx *c, const struct party_suspension *s)
{
	return db_exec(c, NULL,
	    "INSERT INTO party_suspension (id, party, reason, basis, begun_ms, until_ms, ended_ms,"
	    " ordered_by) VALUES ($1, $2, $3, $4, $5, $6, 0, $7)",
	    db_text(s->id), db_text(s->party), db_text(s->reason), db_text(s->basis),
	    db_i64(c->now_ms), db_i64(s->until_ms), db_text(c->actor.party));
}

enum err party_suspension_end(struct ctx *c, const struct party_suspension *s)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE party_suspension SET ended_ms = $3, end_reason = $4"
	    " WHERE id = $1 AND party = $2 AND ended_ms = 0 AND until_ms > $3"
	    " AND (ordered_by IS NULL OR ordered_by = $5)",
	    db_text(s->id), db_text(s->party), db_i64(c->now_ms), db_text(s->end_reason),
	    db_text(c->actor.party)));
	return changed == 1 ? OK : absent(c, E_NOT_FOUND, "lasting suspension", s->id);
}

enum err party_suspensions_of(
    struct ctx *c, const char *party, struct party_suspension **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT id, party, reason, basis, begun_ms, until_ms, ended_ms, end_reason"
	    " FROM party_suspension WHERE party = $1 ORDER BY begun_ms DESC, id DESC LIMIT $2",
	    db_text(party), db_i64(LIMIT_LIST_ROWS)));
	struct party_suspension *list = arena_array(c->mem, struct party_suspension, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct party_suspension){ .id = db_get_text(&r, i, 0),
			.party = db_get_text(&r, i, 1),
			.reason = db_get_text(&r, i, 2),
			.basis = db_get_text(&r, i, 3),
			.begun_ms = db_get_i64(&r, i, 4),
			.until_ms = db_get_i64(&r, i, 5),
			.ended_ms = db_get_i64(&r, i, 6),
			.end_reason = db_get_text(&r, i, 7) };
	*out = list;
	*n = r.n;
	return OK;
}

enum err party_suspended(struct ctx *c, const char *party, const char **why)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT basis FROM party_suspension WHERE party = $1 AND ended_ms = 0"
	    " AND until_ms > $2 ORDER BY until_ms DESC, id LIMIT 1",
	    db_text(party), db_i64(c->now_ms)));
	*why = r.n > 0 ? db_get_text(&r, 0, 0) : NULL;
	return OK;
}

enum err code_suspended(struct ctx *c, const char *code, const char **why)
{
	struct db_rows r;
	TRY(db_query(c, &r, "SELECT id FROM party WHERE scheme = $1 AND identifier = $2",
	    db_text(SCHEME_USCC), db_text(code)));
	*why = NULL;
	return r.n > 0 ? party_suspended(c, db_get_text(&r, 0, 0), why) : OK;
}

enum err party_supervises(struct ctx *c, const char *unit, bool *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT 1 FROM party WHERE (name = $1 OR identifier = $1) AND (roles & $2) != 0"
	    " LIMIT 1",
	    db_text(unit), db_i64(ROLE_SUPERVISOR)));
	*out = r.n > 0;
	return OK;
}
