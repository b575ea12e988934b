#include "trade/prequalification/prequalification_db.h"

#include <assert.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/evidence/evidence.h"
#include "core/store/store.h"

enum err prequalification_put(struct ctx *c, const struct prequalification *p)
{
	return db_exec(c, NULL,
	    "INSERT INTO prequalification (tender, text, document, offer_ends_ms, deadline_ms,"
	    " window_minutes, most) VALUES ($1, $2, $3, $4, $5, $6, $7)"
	    " ON CONFLICT (tender) DO UPDATE SET text = $2, document = $3, offer_ends_ms = $4,"
	    " deadline_ms = $5, window_minutes = $6, most = $7",
	    db_text(p->tender), db_text(p->text), db_text(p->document), db_i64(p->offer_ends_ms),
	    db_i64(p->deadline_ms), db_i64(p->window_minutes), db_i64(p->most));
}

enum err prequalification_get(struct ctx *c, const char *tender, struct prequalification *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT tender, text, document, offer_ends_ms, deadline_ms, window_minutes, most"
	    " FROM prequalification WHERE tender = $1",
	    db_text(tender));
	TRY(absent(c, e, "prequalification of tender", tender));
	*out = (struct prequalification){ db_get_text(&r, 0, 0), db_get_text(&r, 0, 1),
		db_get_text(&r, 0, 2), db_get_i64(&r, 0, 3), db_get_i64(&r, 0, 4),
		db_get_i64(&r, 0, 5), db_get_i64(&r, 0, 6) };
	return OK;
}

enum err application_insert(struct ctx *c, const char *tender, const struct application *a)
{
	return db_exec(c, NULL,
	    "INSERT INTO application (tender, party, place, state, submitted_ms, digest,"
	    " commitment) VALUES ($1, $2, $3, 0, $4, $5, $6)",
	    db_text(tender), db_text(a->party), db_i64(a->place), db_i64(c->now_ms),
	    db_text(a->digest), db_bytes(a->commitment, SHA256_BYTES));
}

enum err application_was_placed(struct ctx *c, const char *tender, const char *digest, bool *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT 1 FROM application WHERE tender = $1 AND party = $2 AND digest = $3 LIMIT 1",
	    db_text(tender), db_text(c->actor.party), db_text(digest)));
	*out = r.n > 0;
	return OK;
}

enum err application_end(struct ctx *c, const char *tender, enum bid_state state, bool *had)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE application SET state = $3 WHERE tender = $1 AND party = $2 AND state = 0",
	    db_text(tender), db_text(c->actor.party), db_i64(state)));
	*had = changed == 1;
	return OK;
}

#define COLUMNS "a.party, p.name, a.digest, a.place, a.commitment, a.content_key"
#define TABLES " FROM application AS a JOIN party AS p ON p.id = a.party"

static struct application application_at(const struct db_rows *r, size_t i)
{
	struct application a = { .party = db_get_text(r, i, 0),
		.name = db_get_text(r, i, 1),
		.digest = db_get_text(r, i, 2),
		.place = db_get_i64(r, i, 3),
		.key = db_get_bytes(r, i, 5) };
	const struct bytes commitment = db_get_bytes(r, i, 4);
	assert(commitment.n == SHA256_BYTES);
	memcpy(a.commitment, commitment.p, SHA256_BYTES);
	return a;
}

enum err application_current(struct ctx *c, const char *tender, struct application *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT " COLUMNS TABLES " WHERE a.tender = $1 AND a.party = $2 AND a.state = 0",
	    db_text(tender), db_text(c->actor.party));
	TRY(absent(c, e, "application of the caller to tender", tender));
	*out = application_at(&r, 0);
	return OK;
}

enum err application_key_put(struct ctx *c, const char *tender, struct bytes key)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE application SET content_key = $3"
	    " WHERE tender = $1 AND party = $2 AND state = 0 AND content_key IS NULL",
	    db_text(tender), db_text(c->actor.party), db_bytes(key.p, key.n)));
	return changed == 1 ? OK : fail(c, E_DUPLICATE, "the key is here already");
}

enum err applications_standing(
    struct ctx *c, const char *tender, struct application **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " COLUMNS TABLES " WHERE a.tender = $1 AND a.state = 0"
	    " ORDER BY a.place LIMIT $2",
	    db_text(tender), db_i64(LIMIT_BIDS)));
	struct application *list = arena_array(c->mem, struct application, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = application_at(&r, i);
	*out = list;
	*n = r.n;
	return OK;
}

enum err applications_insert(struct ctx *c, const char *tender, const char *record)
{
	return db_exec(c, NULL, "INSERT INTO applications (tender, record) VALUES ($1, $2)",
	    db_text(tender), db_text(record));
}

enum err applications_get(
    struct ctx *c, const char *tender, const char **record, const char **result)
{
	struct db_rows r;
	enum err e = db_one(
	    c, &r, "SELECT record, result FROM applications WHERE tender = $1", db_text(tender));
	TRY(absent(c, e, "opened applications of tender", tender));
	*record = db_get_text(&r, 0, 0);
	*result = db_get_text(&r, 0, 1);
	return OK;
}

enum err applications_end(struct ctx *c, const char *tender, const char *result)
{
	return db_exec(c, NULL,
	    "UPDATE applications SET result = $2, ended_ms = $3 WHERE tender = $1", db_text(tender),
	    db_text(result), db_i64(c->now_ms));
}

enum err reviewer_insert(struct ctx *c, const char *tender, const struct member *m, int64_t seat)
{
	return db_exec(c, NULL,
	    "INSERT INTO reviewer (tender, person, name, unit, expert, seat)"
	    " VALUES ($1, $2, $3, $4, $5, $6)",
	    db_text(tender), db_text(m->person), db_text(m->name), db_text(m->unit),
	    db_i64(m->expert), db_i64(seat));
}

enum err reviewer_drop(struct ctx *c, const char *tender, int64_t seat)
{
	return db_exec(c, NULL, "DELETE FROM reviewer WHERE tender = $1 AND seat = $2",
	    db_text(tender), db_i64(seat));
}

enum err reviewer_is(struct ctx *c, const char *tender, const char *person, bool *out)
{
	struct db_rows r;
	TRY(db_query(c, &r, "SELECT person FROM reviewer WHERE tender = $1 AND person = $2",
	    db_text(tender), db_text(person)));
	*out = r.n == 1;
	return OK;
}

enum err reviewer_unit(struct ctx *c, const char *tender, const char **unit)
{
	struct db_rows r;
	TRY(db_one(c, &r, "SELECT unit FROM reviewer WHERE tender = $1 AND person = $2",
	    db_text(tender), db_text(c->actor.user)));
	*unit = db_get_text(&r, 0, 0);
	return OK;
}

enum err review_put(struct ctx *c, const char *tender, const char *body)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE reviewer SET review = $3"
	    " WHERE tender = $1 AND person = $2 AND review IS NULL",
	    db_text(tender), db_text(c->actor.user), db_text(body)));
	return changed == 1 ? OK : fail(c, E_DUPLICATE, "the caller has reviewed");
}

enum err reviewer_said(struct ctx *c, const char *tender, bool *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT 1 FROM reviewer WHERE tender = $1 AND person = $2 AND review IS NOT NULL",
	    db_text(tender), db_text(c->actor.user)));
	*out = r.n == 1;
	return OK;
}

enum err reviews_of(struct ctx *c, const char *tender, const char ***out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r, "SELECT review FROM reviewer WHERE tender = $1 ORDER BY seat LIMIT $2",
	    db_text(tender), db_i64(LIMIT_COMMITTEE)));
	const char **list = arena_array(c->mem, const char *, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = db_get_text(&r, i, 0);
	*out = list;
	*n = r.n;
	return OK;
}

enum err reviewers_of(struct ctx *c, const char *tender, struct member **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT person, name, unit, expert FROM reviewer WHERE tender = $1"
	    " ORDER BY seat LIMIT $2",
	    db_text(tender), db_i64(LIMIT_COMMITTEE)));
	struct member *list = arena_array(c->mem, struct member, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct member){ .person = db_get_text(&r, i, 0),
			.name = db_get_text(&r, i, 1),
			.unit = db_get_text(&r, i, 2),
			.expert = db_get_i64(&r, i, 3) == 1 };
	*out = list;
	*n = r.n;
	return OK;
}
