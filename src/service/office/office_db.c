#include "service/office/office_db.h"

#include "core/base/limits.h"
#include "core/store/store.h"
#include "service/party/party.h"

enum err office_of(struct ctx *c, const char *person, enum office *out)
{
	struct db_rows r;
	TRY(db_query(c, &r, "SELECT office FROM office WHERE person = $1", db_text(person)));
	*out = r.n == 0 ? OFFICE_NONE : (enum office)db_get_i64(&r, 0, 0);
	return OK;
}

enum err holders(struct ctx *c, struct holder **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT p.id, p.name, COALESCE(o.office, 0), COALESCE(o.given_ms, 0),"
	    " COALESCE(a.office, -1), COALESCE(b.name, ''),"
	    " CASE WHEN k.person IS NULL THEN 0 ELSE 1 END"
	    " FROM person AS p JOIN party AS y ON y.id = p.party"
	    " LEFT JOIN office AS o ON o.person = p.id"
	    " LEFT JOIN office_asked AS a ON a.person = p.id LEFT JOIN person AS b ON b.id = "
	    "a.asked_by"
	    " LEFT JOIN credential AS k ON k.person = p.id WHERE (y.roles & $1) <> 0 OR o.person "
	    "IS NOT NULL"
	    " ORDER BY COALESCE(o.office, 9), p.name, p.id LIMIT $2",
	    db_i64(ROLE_CENTRE), db_i64(LIMIT_LIST_ROWS)));
	struct holder *list = arena_array(c->mem, struct holder, r.n);
	for (size_t i = 0; i < r.n; i++) {
		const int64_t wanted = db_get_i64(&r, i, 4);
		list[i] = (struct holder){ .person = db_get_text(&r, i, 0),
			.name = db_get_text(&r, i, 1),
			.office = (enum office)db_get_i64(&r, i, 2),
			.given_ms = db_get_i64(&r, i, 3),
			.asked = wanted >= 0,
			.wanted = wanted >= 0 ? (enum office)wanted : OFFICE_NONE,
			.asker = db_get_text(&r, i, 5),
			.signs_in = db_get_i64(&r, i, 6) != 0 };
	}
	*out = list;
	*n = r.n;
	return OK;
}

enum err holders_count(struct ctx *c, enum office office, int64_t *out)
{
	struct db_rows r;
	TRY(db_query(c, &r, "SELECT COUNT(*) FROM office WHERE office = $1", db_i64(office)));
	*out = db_get_i64(&r, 0, 0);
	return OK;
}

enum err staff_insert(struct ctx *c, const char *person)
{
	return db_exec(c, NULL, "INSERT INTO staff (person, added_ms) VALUES ($1, $2)",
	    db_text(person), db_i64(c->now_ms));
}

enum err staff_has(struct ctx *c, const char *person, bool *out)
{
	struct db_rows r;
	TRY(db_query(c, &r, "SELECT 1 FROM staff WHERE person = $1", db_text(person)));
	*out = r.n > 0;
	return OK;
}

enum err office_set(struct ctx *c, const char *person, enum office office)
{
	TRY(db_exec(c, NULL, "DELETE FROM office_asked WHERE person = $1", db_text(person)));
	TRY(db_exec(c, NULL, "DELETE FROM office WHERE person = $1", db_text(person)));
	return office == OFFICE_NONE
	           ? OK
	           : db_exec(c, NULL,
	                 "INSERT INTO office (person, office, given_ms) VALUES ($1, $2, $3)",
	                 db_text(person), db_i64(office), db_i64(c->now_ms));
}

enum err office_ask(struct ctx *c, const char *person, enum office office)
{
	return db_exec(c, NULL,
	    "INSERT INTO office_asked (person, office, asked_by, asked_ms) VALUES ($1, $2, $3, $4)"
	    " ON CONFLICT (person) DO UPDATE SET office = excluded.office,"
	    " asked_by = excluded.asked_by, asked_ms = excluded.asked_ms",
	    db_text(person), db_i64(office), db_text(c->actor.user), db_i64(c->now_ms));
}

enum err office_asked(struct ctx *c, const char *person, enum office *office, const char **asked_by)
{
	struct db_rows r;
	enum err e = db_one(
	    c, &r, "SELECT office, asked_by FROM office_asked WHERE person = $1", db_text(person));
	if (e != OK)
		return e;
	*office = (enum office)db_get_i64(&r, 0, 0);
	*asked_by = db_get_text(&r, 0, 1);
	return OK;
}

static void take_tried(struct ctx *c, const struct db_rows *r, struct tried **out, size_t *n)
{
	struct tried *list = arena_array(c->mem, struct tried, r->n);
	for (size_t i = 0; i < r->n; i++)
		list[i] =
		    (struct tried){ db_get_i64(r, i, 0), db_get_text(r, i, 1), db_get_text(r, i, 2),
			    db_get_text(r, i, 3), db_get_text(r, i, 4), db_get_text(r, i, 5) };
	*out = list;
	*n = r->n;
}

enum err sign_ins(struct ctx *c, int64_t before_ms, struct tried **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT a.at_ms, a.person, p.name, NULL, a.outcome, NULL FROM sign_in_attempt AS "
	    "a"
	    " LEFT JOIN person AS p ON p.id = a.person"
	    " WHERE a.at_ms < $1 ORDER BY a.at_ms DESC, a.id DESC LIMIT $2",
	    db_i64(before_ms), db_i64(LIMIT_LIST_ROWS)));
	take_tried(c, &r, out, n);
	return OK;
}

enum err refusals(
    struct ctx *c, int64_t before_ms, const char *hidden, struct tried **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT a.at_ms, a.actor, p.name, a.path, a.error, a.detail FROM refusal AS a"
	    " LEFT JOIN person AS p ON p.id = a.actor"
	    " WHERE a.at_ms < $1 AND $3 NOT LIKE '%,' || a.route || ',%'"
	    " ORDER BY a.at_ms DESC, a.id DESC LIMIT $2",
	    db_i64(before_ms), db_i64(LIMIT_LIST_ROWS), db_text(hidden)));
	take_tried(c, &r, out, n);
	return OK;
}
