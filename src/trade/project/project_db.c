#include "trade/project/project_db.h"

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/store/store.h"
#include "trade/project/stay.h"

enum err project_insert(struct ctx *c, const struct project *p)
{
	return db_exec(c, NULL,
	    "INSERT INTO project (id, code, name, principal, region, created_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6)",
	    db_text(p->id), db_text(p->code), db_text(p->name), db_text(p->principal),
	    db_i64(p->region), db_i64(c->now_ms));
}

enum err project_get(struct ctx *c, const char *id, struct project *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT id, code, name, principal, COALESCE(region, 0) FROM project WHERE id = $1",
	    db_text(id));
	TRY(absent(c, e, "project", id));
	*out = (struct project){ db_get_text(&r, 0, 0), db_get_text(&r, 0, 1),
		db_get_text(&r, 0, 2), db_get_text(&r, 0, 3), (int32_t)db_get_i64(&r, 0, 4) };
	return OK;
}

enum err project_first(struct ctx *c, const char *id, const char *const **tenders, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT id FROM tender WHERE project = $1 AND created_ms ="
	    " (SELECT MIN(created_ms) FROM tender WHERE project = $1) ORDER BY id LIMIT $2",
	    db_text(id), db_i64(LIMIT_LIST_ROWS)));
	const char **list = arena_array(c->mem, const char *, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = db_get_text(&r, i, 0);
	*tenders = list;
	*n = r.n;
	return OK;
}

enum err project_estimated(struct ctx *c, const struct tender *t, int64_t *minor)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "SELECT CAST(COALESCE(SUM(CASE WHEN l.estimate_minor >= 0 THEN l.estimate_minor"
	    " WHEN l.ceiling_minor >= 0 THEN l.ceiling_minor ELSE 0 END), 0) AS BIGINT)"
	    " FROM lot AS l JOIN tender AS t ON t.id = l.tender"
	    " WHERE t.project = $1 AND t.subject = $2 AND l.currency = 'CNY'"
	    " AND l.state NOT IN ($3, $4) AND (t.id = $5 OR t.state <> $6)",
	    db_text(t->project), db_i64(t->subject), db_i64(LS_UNSUCCESSFUL), db_i64(LS_CANCELLED),
	    db_text(t->id), db_i64(TS_DRAFT)));
	*minor = db_get_i64(&r, 0, 0);
	return OK;
}

enum err tender_insert(struct ctx *c, const struct tender *t)
{
	return db_exec(c, NULL,
	    "INSERT INTO tender (id, project, kind, title, principal, agency, mandatory,"
	    " state_controlled, funding, qualification, method, organisation, state, decrypted_min,"
	    " documents_part, created_ms, retender_of, subject)"
	    " VALUES ($1, $2, $3, $4, $5, NULL, $6, $7, $8, $9, $10, $11, $12, 0, 0, $13, $14, "
	    "$15)",
	    db_text(t->id), db_text(t->project), db_text(t->kind), db_text(t->title),
	    db_text(t->principal), db_i64(t->mandatory), db_i64(t->state_controlled),
	    db_text(funding_words[t->funding]), db_i64(t->qualification), db_i64(t->method),
	    db_i64(t->organisation), db_i64(t->state), db_i64(c->now_ms), db_text(t->retender_of),
	    db_i64(t->subject));
}

enum err tender_update(struct ctx *c, const struct tender *t, enum tender_state from)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE tender SET state = $3, announcement = $4, document = $5, deadline_ms = $6,"
	    " window_minutes = $7, decrypted_min = $8, documents_part = $9, published_ms = $10,"
	    " rule = $11, two_envelopes = $12, offer_ends_ms = $13, contents = $14,"
	    " custody = $15"
	    " WHERE id = $1 AND state = $2",
	    db_text(t->id), db_i64(from), db_i64(t->state), db_text(t->announcement),
	    db_text(t->document), db_i64(t->deadline_ms), db_i64(t->window_minutes),
	    db_i64(t->decrypted_min), db_i64(t->documents_part), db_i64(t->published_ms),
	    db_text(t->rule), db_i64(t->two_envelopes), db_i64(t->offer_ends_ms),
	    db_text(t->contents), db_text(t->custody)));
	return changed == 1 ? OK : fail(c, E_STALE, "tender %s", t->id);
}

enum err tender_set_medium(struct ctx *c, const char *tender, int64_t medium_ms)
{
	return db_exec(c, NULL, "UPDATE tender SET medium_ms = $2 WHERE id = $1", db_text(tender),
	    db_i64(medium_ms));
}

enum err tender_set_agency(struct ctx *c, const char *tender, const char *agency)
{
	return db_exec(c, NULL, "UPDATE tender SET agency = $2 WHERE id = $1", db_text(tender),
	    db_text(agency));
}

static int word_index(const char *const *words, const char *word)
{
	int i = 0;
	while (words[i + 1] != NULL && __builtin_strcmp(words[i], word) != 0)
		i++;
	return i;
}

enum err tender_get(struct ctx *c, const char *id, struct tender *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT id, project, kind, title, principal, agency, mandatory, state_controlled, "
	    "funding,"
	    " qualification, method, organisation, state, announcement, document, deadline_ms,"
	    " window_minutes, decrypted_min, documents_part, published_ms, rule, retender_of,"
	    " COALESCE(two_envelopes, 0), offer_ends_ms, COALESCE(subject, 0),"
	    " (SELECT COALESCE(region, 0) FROM project WHERE project.id = tender.project),"
	    " contents, COALESCE(medium_ms, 0), custody"
	    " FROM tender WHERE id = $1",
	    db_text(id));
	TRY(absent(c, e, "tender", id));
	*out = (struct tender){ .id = db_get_text(&r, 0, 0),
		.project = db_get_text(&r, 0, 1),
		.kind = db_get_text(&r, 0, 2),
		.title = db_get_text(&r, 0, 3),
		.principal = db_get_text(&r, 0, 4),
		.agency = db_get_text(&r, 0, 5),
		.mandatory = db_get_i64(&r, 0, 6) == 1,
		.state_controlled = db_get_i64(&r, 0, 7) == 1,
		.funding = word_index(funding_words, db_get_text(&r, 0, 8)),
		.qualification = (enum qualification)db_get_i64(&r, 0, 9),
		.method = (enum tender_method)db_get_i64(&r, 0, 10),
		.organisation = (enum organisation)db_get_i64(&r, 0, 11),
		.state = (enum tender_state)db_get_i64(&r, 0, 12),
		.announcement = db_get_text(&r, 0, 13),
		.document = db_get_text(&r, 0, 14),
		.deadline_ms = db_get_i64(&r, 0, 15),
		.window_minutes = db_get_i64(&r, 0, 16),
		.decrypted_min = db_get_i64(&r, 0, 17),
		.documents_part = db_get_i64(&r, 0, 18) == 1,
		.published_ms = db_get_i64(&r, 0, 19),
		.rule = db_get_text(&r, 0, 20),
		.retender_of = db_get_text(&r, 0, 21),
		.two_envelopes = db_get_i64(&r, 0, 22) == 1,
		.offer_ends_ms = db_get_i64(&r, 0, 23),
		.subject = (enum subject)db_get_i64(&r, 0, 24),
		.region = (int32_t)db_get_i64(&r, 0, 25),
		.contents = db_get_text(&r, 0, 26),
		.medium_ms = db_get_i64(&r, 0, 27),
		.custody = db_get_text(&r, 0, 28) };
	return OK;
}

enum err lot_insert(struct ctx *c, const struct lot *l)
{
	return db_exec(c, NULL,
	    "INSERT INTO lot (id, tender, number, title, currency, ceiling_minor, floor_minor,"
	    " state, estimate_minor, security_minor)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	    db_text(l->id), db_text(l->tender), db_i64(l->number), db_text(l->title),
	    db_text(l->currency), db_i64(l->ceiling_minor), db_i64(l->floor_minor),
	    db_i64(l->state), db_i64(l->estimate_minor), db_i64(l->security_minor));
}

enum err lot_update(struct ctx *c, const struct lot *l, enum lot_state from)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE lot SET state = $3, trade_code = $4, opening_ends_ms = $5, publicity_ends_ms = "
	    "$6, failure = $7"
	    " WHERE id = $1 AND state = $2",
	    db_text(l->id), db_i64(from), db_i64(l->state), db_text(l->trade_code),
	    db_i64(l->opening_ends_ms), db_i64(l->publicity_ends_ms), db_i64(l->failure)));
	return changed == 1 ? OK : fail(c, E_STALE, "lot %s", l->id);
}

enum err lot_state_ceiling(struct ctx *c, const char *lot, int64_t minor)
{
	return db_exec(c, NULL, "UPDATE lot SET stated_ceiling_minor = $2 WHERE id = $1",
	    db_text(lot), db_i64(minor));
}

enum err lot_state_bill(struct ctx *c, const char *lot, const char *digest)
{
	return db_exec(
	    c, NULL, "UPDATE lot SET bill = $2 WHERE id = $1", db_text(lot), db_text(digest));
}

#define LOT_COLUMNS                                                                 \
	"id, tender, number, title, trade_code, currency,"                          \
	" COALESCE(stated_ceiling_minor, ceiling_minor), floor_minor,"              \
	" state, opening_ends_ms, publicity_ends_ms, COALESCE(estimate_minor, -1)," \
	" COALESCE(security_minor, -1), ceiling_minor, bill, COALESCE(held_ms, 0)," \
	" COALESCE(failure, 0)"

static struct lot lot_of(const struct db_rows *r, size_t i)
{
	return (struct lot){ .id = db_get_text(r, i, 0),
		.tender = db_get_text(r, i, 1),
		.number = db_get_i64(r, i, 2),
		.title = db_get_text(r, i, 3),
		.trade_code = db_get_text(r, i, 4),
		.currency = db_get_text(r, i, 5),
		.ceiling_minor = db_get_i64(r, i, 6),
		.floor_minor = db_get_i64(r, i, 7),
		.state = (enum lot_state)db_get_i64(r, i, 8),
		.opening_ends_ms = db_get_i64(r, i, 9),
		.publicity_ends_ms = db_get_i64(r, i, 10),
		.estimate_minor = db_get_i64(r, i, 11),
		.security_minor = db_get_i64(r, i, 12),
		.first_ceiling_minor = db_get_i64(r, i, 13),
		.bill = db_get_text(r, i, 14),
		.held_ms = db_get_i64(r, i, 15),
		.failure = (enum lot_failure)db_get_i64(r, i, 16) };
}

enum err lot_get(struct ctx *c, const char *id, struct lot *out, struct tender *tender)
{
	struct db_rows r;
	enum err e = db_one(c, &r, "SELECT " LOT_COLUMNS " FROM lot WHERE id = $1", db_text(id));
	TRY(absent(c, e, "lot", id));
	struct lot l = lot_of(&r, 0);
	if (tender != NULL)
		TRY(tender_get(c, l.tender, tender));
	*out = l;
	return OK;
}

enum err lots_of(struct ctx *c, const char *tender, struct lot **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " LOT_COLUMNS " FROM lot WHERE tender = $1 ORDER BY number LIMIT $2",
	    db_text(tender), db_i64(LIMIT_LOTS)));
	struct lot *list = arena_array(c->mem, struct lot, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = lot_of(&r, i);
	*out = list;
	*n = r.n;
	return OK;
}

enum err mandate_insert(struct ctx *c, const char *tender, const char *agency, const char *scope)
{
	return db_exec(c, NULL,
	    "INSERT INTO mandate (id, tender, agency, scope, given_ms) VALUES ($1, $2, $3, $4, $5)",
	    db_text(id_new(c)), db_text(tender), db_text(agency), db_text(scope),
	    db_i64(c->now_ms));
}

enum err serial_next(struct ctx *c, int32_t day, int64_t *out)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "INSERT INTO trade_serial (day, last) VALUES ($1, 1)"
	    " ON CONFLICT (day) DO UPDATE SET last = trade_serial.last + 1 RETURNING last",
	    db_i64(day)));
	*out = db_get_i64(&r, 0, 0);
	return OK;
}

enum err stay_insert(struct ctx *c, const char *tender, const char *lot, const char *cause)
{
	return db_exec(c, NULL,
	    "INSERT INTO stay (cause, tender, lot, begun_ms, ended_ms) VALUES ($1, $2, $3, $4, 0)",
	    db_text(cause), db_text(tender), db_text(lot), db_i64(c->now_ms));
}

enum err stay_finish(struct ctx *c, const char *cause)
{
	return db_exec(c, NULL, "UPDATE stay SET ended_ms = $2 WHERE cause = $1 AND ended_ms = 0",
	    db_text(cause), db_i64(c->now_ms));
}

enum err lot_hold(struct ctx *c, const struct lot *l)
{
	return db_exec(c, NULL, "UPDATE lot SET held_ms = $2, opening_ends_ms = $3 WHERE id = $1",
	    db_text(l->id), db_i64(l->held_ms), db_i64(l->opening_ends_ms));
}

enum err stay_of(struct ctx *c, const char *tender, const char *lot, const char **cause)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT cause FROM stay WHERE tender = $1 AND ended_ms = 0"
	    " AND (lot IS NULL OR lot = $2) ORDER BY begun_ms, cause LIMIT 1",
	    db_text(tender), db_text(lot)));
	*cause = r.n > 0 ? db_get_text(&r, 0, 0) : NULL;
	return OK;
}

enum err tender_admit(struct ctx *c, const char *tender, const char *party)
{
	return db_exec(c, NULL, "INSERT INTO invited (tender, party) VALUES ($1, $2)",
	    db_text(tender), db_text(party));
}

enum err tender_admits(struct ctx *c, const struct tender *t, const char *party, bool *out)
{
	struct db_rows r;
	*out = true;
	if (t->method == METHOD_OPEN && t->qualification == QUALIFIED_AFTER)
		return OK;
	TRY(db_query(c, &r, "SELECT party FROM invited WHERE tender = $1 AND party = $2",
	    db_text(t->id), db_text(party)));
	*out = r.n == 1;
	return OK;
}

enum err tender_admits_any(struct ctx *c, const char *tender, bool *out)
{
	struct db_rows r;
	TRY(db_query(
	    c, &r, "SELECT party FROM invited WHERE tender = $1 LIMIT 1", db_text(tender)));
	*out = r.n == 1;
	return OK;
}
