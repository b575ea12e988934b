#include "trade/evaluation/evaluation_db.h"

#include "core/base/limits.h"
#include "core/evidence/evidence.h"
#include "core/store/store.h"

enum err member_insert(struct ctx *c, const char *lot, const struct member *m, int64_t seat)
{
	return db_exec(c, NULL,
	    "INSERT INTO committee_member (lot, person, name, unit, expert, seat, leader, years, "
	    "title)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
	    db_text(lot), db_text(m->person), db_text(m->name), db_text(m->unit), db_i64(m->expert),
	    db_i64(seat), db_i64(m->leader), db_i64(m->years), db_text(m->title));
}

enum err member_recuse(struct ctx *c, const char *lot, const char *reason)
{
	return db_exec(c, NULL,
	    "UPDATE committee_member SET recused = $3 WHERE lot = $1 AND person = $2", db_text(lot),
	    db_text(c->actor.user), db_text(reason));
}

enum err member_drop(struct ctx *c, const char *lot, int64_t seat)
{
	return db_exec(c, NULL, "DELETE FROM committee_member WHERE lot = $1 AND seat = $2",
	    db_text(lot), db_i64(seat));
}

enum err committee_of(struct ctx *c, const char *lot, struct member **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT person, name, unit, expert, leader, recused, COALESCE(years, 0), title"
	    " FROM committee_member"
	    " WHERE lot = $1 ORDER BY seat, person LIMIT $2",
	    db_text(lot), db_i64(LIMIT_COMMITTEE)));
	struct member *list = arena_array(c->mem, struct member, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct member){ .person = db_get_text(&r, i, 0),
			.name = db_get_text(&r, i, 1),
			.unit = db_get_text(&r, i, 2),
			.expert = db_get_i64(&r, i, 3) == 1,
			.leader = db_get_i64(&r, i, 4) == 1,
			.recused = db_get_text(&r, i, 5),
			.years = db_get_i64(&r, i, 6),
			.title = db_get_text(&r, i, 7) };
	*out = list;
	*n = r.n;
	return OK;
}

enum err member_is(struct ctx *c, const char *lot, const char *person, bool *out)
{
	struct db_rows r;
	TRY(db_query(c, &r, "SELECT person FROM committee_member WHERE lot = $1 AND person = $2",
	    db_text(lot), db_text(person)));
	*out = r.n == 1;
	return OK;
}

enum err draw_insert(struct ctx *c, const char *lot, const char *winner, const char *note)
{
	return db_exec(c, NULL,
	    "INSERT INTO draw_record (lot, place, winner, note, at_ms)"
	    " VALUES ($1, $2, $3, $4, $5)",
	    db_text(lot), db_i64(c->evidence->place), db_text(winner), db_text(note),
	    db_i64(c->now_ms));
}

enum err draw_get(struct ctx *c, const char *lot, const char **winner)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT winner FROM draw_record WHERE lot = $1"
	    " ORDER BY place DESC LIMIT 1",
	    db_text(lot)));
	*winner = r.n == 1 ? db_get_text(&r, 0, 0) : NULL;
	return OK;
}

enum err sheet_put(struct ctx *c, const char *lot, const struct kept_sheet *s)
{
	return db_exec(c, NULL,
	    "INSERT INTO sheet (lot, person, party, kind, body, at_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6)"
	    " ON CONFLICT (lot, person, party, kind) DO UPDATE SET body = $5, at_ms = $6",
	    db_text(lot), db_text(c->actor.user), db_text(s->party), db_i64(s->kind),
	    db_text(s->body), db_i64(c->now_ms));
}

enum err sheet_get(struct ctx *c, const char *lot, const char *party, const char **body)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "SELECT body FROM sheet WHERE lot = $1 AND person = $2 AND party = $3 AND kind = $4",
	    db_text(lot), db_text(c->actor.user), db_text(party), db_i64(SHEET_SCORES)));
	*body = db_get_text(&r, 0, 0);
	return OK;
}

enum err sheets_of(
    struct ctx *c, const char *lot, const char *party, struct kept_sheet **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT m.seat, s.kind, s.party, s.body FROM sheet AS s JOIN committee_member AS m"
	    " ON m.lot = s.lot AND m.person = s.person WHERE s.lot = $1"
	    " AND ($2 IS NULL OR s.party = $2) ORDER BY s.party, s.kind, m.seat LIMIT $3",
	    db_text(lot), db_text(party), db_i64(LIMIT_QUERY_ROWS)));
	struct kept_sheet *list = arena_array(c->mem, struct kept_sheet, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct kept_sheet){ (size_t)db_get_i64(&r, i, 0),
			(enum sheet_kind)db_get_i64(&r, i, 1), db_get_text(&r, i, 2),
			db_get_text(&r, i, 3) };
	*out = list;
	*n = r.n;
	return OK;
}

enum err factor_insert(struct ctx *c, const char *lot, int64_t value, const char *note)
{
	return db_exec(c, NULL,
	    "INSERT INTO factor_draw (lot, value, note, at_ms) VALUES ($1, $2, $3, $4)",
	    db_text(lot), db_i64(value), db_text(note), db_i64(c->now_ms));
}

enum err factor_get(struct ctx *c, const char *lot, const int64_t **factor)
{
	struct db_rows r;
	int64_t *value = arena_new_of(c->mem, int64_t);
	TRY(db_query(c, &r, "SELECT value FROM factor_draw WHERE lot = $1", db_text(lot)));
	if (r.n == 1)
		*value = db_get_i64(&r, 0, 0);
	*factor = r.n == 1 ? value : NULL;
	return OK;
}

enum err confirmation_insert(struct ctx *c, const char *lot, const struct confirmation *f)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "INSERT INTO confirmation (lot, person, digest, at_ms, dissent, refused)"
	    " VALUES ($1, $2, $3, $4, $5, $6)"
	    " ON CONFLICT (lot, person, digest) DO UPDATE SET at_ms = $4, dissent = $5, refused = "
	    "$6"
	    " WHERE confirmation.refused IS NOT NULL AND $6 IS NULL",
	    db_text(lot), db_text(f->person), db_text(f->digest), db_i64(c->now_ms),
	    db_text(f->dissent), db_text(f->refused)));
	return changed > 0 ? OK : fail(c, E_DUPLICATE, "this member has signed, or refused to");
}

enum err confirmations_own(struct ctx *c, const char *lot, const char *digest, int64_t *out)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "SELECT COUNT(*) FROM confirmation AS f JOIN committee_member AS m"
	    " ON m.lot = f.lot AND m.person = f.person"
	    " WHERE f.lot = $1 AND f.digest = $2 AND f.refused IS NULL",
	    db_text(lot), db_text(digest)));
	*out = db_get_i64(&r, 0, 0);
	return OK;
}

enum err confirmations_count(struct ctx *c, const char *lot, const char *digest, int64_t *out)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "SELECT COUNT(*) FROM confirmation AS f JOIN committee_member AS m"
	    " ON m.lot = f.lot AND m.person = f.person WHERE f.lot = $1 AND f.digest = $2",
	    db_text(lot), db_text(digest)));
	*out = db_get_i64(&r, 0, 0);
	return OK;
}

enum err confirmations_of(
    struct ctx *c, const char *lot, const char *digest, struct signed_by **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT m.name, f.dissent, f.refused, f.at_ms FROM confirmation AS f"
	    " JOIN committee_member AS m ON m.lot = f.lot AND m.person = f.person"
	    " WHERE f.lot = $1 AND f.digest = $2 ORDER BY m.seat LIMIT $3",
	    db_text(lot), db_text(digest), db_i64(LIMIT_COMMITTEE)));
	struct signed_by *list = arena_array(c->mem, struct signed_by, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct signed_by){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_text(&r, i, 2), db_get_i64(&r, i, 3) };
	*out = list;
	*n = r.n;
	return OK;
}

enum err evaluation_insert(struct ctx *c, const char *lot, const struct eval_out *o)
{
	return db_exec(c, NULL,
	    "INSERT INTO evaluation (lot, result, digest, at_ms) VALUES ($1, $2, $3, $4)",
	    db_text(lot), db_text(o->result), db_text(o->digest), db_i64(c->now_ms));
}

enum err evaluation_get(
    struct ctx *c, const char *lot, const char **result, const char **digest, int64_t *at_ms)
{
	struct db_rows r;
	TRY(db_one(
	    c, &r, "SELECT result, digest, at_ms FROM evaluation WHERE lot = $1", db_text(lot)));
	*result = db_get_text(&r, 0, 0);
	*digest = db_get_text(&r, 0, 1);
	*at_ms = db_get_i64(&r, 0, 2);
	return OK;
}

enum err evaluation_drop(struct ctx *c, const char *lot)
{
	TRY(db_exec(c, NULL, "DELETE FROM confirmation WHERE lot = $1", db_text(lot)));
	TRY(db_exec(c, NULL, "DELETE FROM sheet WHERE lot = $1 AND kind = $2", db_text(lot),
	    db_i64(SHEET_COMPETES)));
	return db_exec(c, NULL, "DELETE FROM evaluation WHERE lot = $1", db_text(lot));
}

enum err time_request_insert(struct ctx *c, const char *lot, const char *reason, int64_t *n)
{
	struct db_rows r;
	TRY(db_exec(c, NULL,
	    "INSERT INTO time_request (lot, person, reason, at_ms) VALUES ($1, $2, $3, $4)",
	    db_text(lot), db_text(c->actor.user), db_text(reason), db_i64(c->now_ms)));
	TRY(db_one(c, &r,
	    "SELECT COUNT(*) FROM time_request AS q JOIN committee_member AS m"
	    " ON m.lot = q.lot AND m.person = q.person WHERE q.lot = $1",
	    db_text(lot)));
	*n = db_get_i64(&r, 0, 0);
	return OK;
}

#define QUERY_COLUMNS \
	"id, party, question, answer, document, asked_ms, until_ms, COALESCE(answered_ms, 0)"

static struct query query_at(const struct db_rows *r, size_t i)
{
	return (struct query){ .id = db_get_text(r, i, 0),
		.party = db_get_text(r, i, 1),
		.question = db_get_text(r, i, 2),
		.answer = db_get_text(r, i, 3),
		.document = db_get_text(r, i, 4),
		.asked_ms = db_get_i64(r, i, 5),
		.until_ms = db_get_i64(r, i, 6),
		.answered_ms = db_get_i64(r, i, 7) };
}

enum err query_insert(struct ctx *c, const char *lot, const struct query *q)
{
	return db_exec(c, NULL,
	    "INSERT INTO query (id, lot, party, question, asked_ms, until_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6)",
	    db_text(q->id), db_text(lot), db_text(q->party), db_text(q->question),
	    db_i64(c->now_ms), db_i64(q->until_ms));
}

enum err query_get(struct ctx *c, const char *lot, const char *id, struct query *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT " QUERY_COLUMNS " FROM query WHERE id = $1 AND lot = $2 AND party = $3",
	    db_text(id), db_text(lot), db_text(c->actor.party));
	TRY(absent(c, e, "question to the caller", id));
	*out = query_at(&r, 0);
	return OK;
}

enum err query_answer(struct ctx *c, const struct query *q)
{
	return db_exec(c, NULL,
	    "UPDATE query SET answer = $2, document = $3, answered_ms = $4 WHERE id = $1",
	    db_text(q->id), db_text(q->answer), db_text(q->document), db_i64(c->now_ms));
}

enum err queries_of(
    struct ctx *c, const char *lot, const char *party, struct query **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " QUERY_COLUMNS " FROM query WHERE lot = $1 AND ($2 IS NULL OR party = $2)"
	    " ORDER BY asked_ms, id LIMIT $3",
	    db_text(lot), db_text(party), db_i64(LIMIT_LIST_ROWS)));
	struct query *list = arena_array(c->mem, struct query, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = query_at(&r, i);
	*out = list;
	*n = r.n;
	return OK;
}

enum err queries_waiting(struct ctx *c, const char *lot, int64_t *until_ms)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "SELECT COALESCE(MAX(until_ms), 0) FROM query"
	    " WHERE lot = $1 AND answered_ms IS NULL AND until_ms > $2",
	    db_text(lot), db_i64(c->now_ms)));
	*until_ms = db_get_i64(&r, 0, 0);
	return OK;
}
