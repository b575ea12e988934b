#include "trade/agenda/agenda_db.h"

#include "core/base/limits.h"
#include "core/http/route.h"
#include "core/store/store.h"
#include "trade/bid/bid.h"
#include "trade/complaint/complaint.h"
#include "trade/objection/objection.h"
#include "trade/procedure/procedure.h"

#define LOT_COLUMNS                                                      \
	"l.tender, l.id, l.title, l.state, COALESCE(t.deadline_ms, 0), " \
	"COALESCE(l.opening_ends_ms, 0),"                                \
	" COALESCE(l.publicity_ends_ms, 0)"

static void take(
    struct ctx *c, const struct db_rows *r, uint32_t who, struct agenda_item **out, size_t *n)
{
	struct agenda_item *list = arena_array(c->mem, struct agenda_item, r->n);
	for (size_t i = 0; i < r->n; i++)
		list[i] = (struct agenda_item){ .tender = db_get_text(r, i, 0),
			.lot = db_get_text(r, i, 1),
			.title = db_get_text(r, i, 2),
			.state = (int)db_get_i64(r, i, 3),
			.who = who,
			.deadline_ms = db_get_i64(r, i, 4),
			.opening_ends_ms = db_get_i64(r, i, 5),
			.publicity_ends_ms = db_get_i64(r, i, 6) };
	*out = list;
	*n = r->n;
}

/* Which of the two sides of a tender the caller is, behind the columns of a lot. */
#define PRINCIPAL "CASE WHEN t.principal = $1 THEN 1 ELSE 0 END"

static void take_sides(const struct db_rows *r, struct agenda_item *list)
{
	for (size_t i = 0; i < r->n; i++)
		list[i].who = db_get_i64(r, i, 7) != 0 ? W_PRINCIPAL : W_AGENCY;
}

/* From column `at` on: kind, whether it must be held, the duty, since when. */
static void take_duties(
    struct ctx *c, const struct db_rows *r, size_t at, struct agenda_item **out, size_t *n)
{
	take(c, r, 0, out, n);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i].kind = db_get_text(r, i, at);
		(*out)[i].mandatory = db_get_i64(r, i, at + 1) != 0;
		(*out)[i].duty = (enum duty)db_get_i64(r, i, at + 2);
		(*out)[i].since_ms = db_get_i64(r, i, at + 3);
	}
}

enum err agenda_tenders(struct ctx *c, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT t.id, NULL, t.title, t.state, COALESCE(t.deadline_ms, 0), 0, 0,"
	    " " PRINCIPAL ", t.qualification,"
	    " CASE WHEN EXISTS (SELECT 1 FROM invited AS i WHERE i.tender = t.id)"
	    " THEN 1 ELSE 0 END FROM tender AS t"
	    " WHERE (t.principal = $1 OR t.agency = $1) AND t.state NOT IN ($2, $3, $4)"
	    " ORDER BY t.id DESC LIMIT $5",
	    db_text(c->actor.party), db_i64(TS_PUBLISHED), db_i64(TS_UNQUALIFIED),
	    db_i64(TS_CANCELLED), db_i64(LIMIT_LIST_ROWS)));
	take(c, &r, 0, out, n);
	take_sides(&r, *out);
	for (size_t i = 0; i < *n; i++)
		(*out)[i].barred = tender_barred(
		    (enum qualification)db_get_i64(&r, i, 8), db_get_i64(&r, i, 9) != 0);
	return OK;
}

enum err agenda_lots(struct ctx *c, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " LOT_COLUMNS ", " PRINCIPAL ", t.kind, t.mandatory, CASE l.state"
	    " WHEN $5 THEN $6 ELSE 0 END, COALESCE(a.made_ms, 0),"
	    " CASE WHEN EXISTS (SELECT 1 FROM committee_member AS m WHERE m.lot = l.id)"
	    " THEN 1 ELSE 0 END"
	    " FROM lot AS l JOIN tender AS t ON t.id = l.tender"
	    " LEFT JOIN award AS a ON a.lot = l.id"
	    " WHERE (t.principal = $1 OR t.agency = $1) AND l.state > $2 AND l.state < $3"
	    " ORDER BY l.id DESC LIMIT $4",
	    db_text(c->actor.party), db_i64(LS_DRAFT), db_i64(LS_ARCHIVED), db_i64(LIMIT_LIST_ROWS),
	    db_i64(LS_AWARDED), db_i64(DUTY_CONTRACT)));
	take_duties(c, &r, 8, out, n);
	take_sides(&r, *out);
	for (size_t i = 0; i < *n; i++)
		(*out)[i].no_committee =
		    db_get_i64(&r, i, 12) == 0 && (*out)[i].state <= LS_EVALUATING;
	return OK;
}

enum err agenda_objections(struct ctx *c, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT t.id, o.lot, COALESCE(l.title, t.title), COALESCE(l.state, t.state), 0, 0, 0,"
	    " t.kind, t.mandatory,"
	    " CASE o.subject WHEN $3 THEN $4 WHEN $5 THEN $6 ELSE $7 END, o.raised_ms"
	    " FROM objection AS o JOIN tender AS t ON t.id = o.tender"
	    " LEFT JOIN lot AS l ON l.id = o.lot"
	    " WHERE t.principal = $1 AND o.outcome = $2"
	    " AND EXISTS (SELECT 1 FROM lot AS x WHERE x.tender = o.tender AND x.state < $9"
	    " AND (o.lot IS NULL OR x.id = o.lot)) ORDER BY o.raised_ms, o.id LIMIT $8",
	    db_text(c->actor.party), db_i64(OBJECTION_OPEN), db_i64(OBJECTS_DOCUMENT),
	    db_i64(DUTY_ANSWER_DOCUMENT), db_i64(OBJECTS_OPENING), db_i64(DUTY_ANSWER_OPENING),
	    db_i64(DUTY_ANSWER_RESULT), db_i64(LIMIT_LIST_ROWS), db_i64(LS_ARCHIVED)));
	take_duties(c, &r, 7, out, n);
	for (size_t i = 0; i < *n; i++)
		(*out)[i].who = W_PRINCIPAL;
	return OK;
}

enum err agenda_unfiled(struct ctx *c, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " LOT_COLUMNS ", " PRINCIPAL ", t.kind, t.mandatory, $2, a.made_ms"
	    " FROM award AS a JOIN lot AS l ON l.id = a.lot JOIN tender AS t ON t.id = l.tender"
	    " WHERE (t.principal = $1 OR t.agency = $1)"
	    " AND NOT EXISTS (SELECT 1 FROM report AS p WHERE p.lot = a.lot)"
	    " ORDER BY a.made_ms DESC, l.id DESC LIMIT $3",
	    db_text(c->actor.party), db_i64(DUTY_FILE), db_i64(LIMIT_LIST_ROWS)));
	take_duties(c, &r, 8, out, n);
	take_sides(&r, *out);
	return OK;
}

enum err agenda_custody(struct ctx *c, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " LOT_COLUMNS ", t.kind, t.mandatory, 0,"
	    " COALESCE((SELECT MIN(r.asked_ms) FROM rescue AS r WHERE r.lot = l.id"
	    " AND NOT EXISTS (SELECT 1 FROM released_share AS s"
	    " WHERE s.lot = r.lot AND s.party = r.party AND s.place = r.place"
	    " AND s.number = k.number AND s.part = CASE r.envelope WHEN $2 THEN $3 ELSE $4 END)"
	    " AND NOT EXISTS (SELECT 1 FROM bid_key AS y WHERE y.lot = r.lot"
	    " AND y.party = r.party AND y.place = r.place"
	    " AND (r.envelope <> $9 OR y.form_key <> $10))),"
	    " 0) FROM tender_custodian AS k JOIN tender AS t ON t.id = k.tender"
	    " JOIN lot AS l ON l.tender = t.id"
	    " WHERE k.party = $1 AND l.state IN ($5, $6, $7) ORDER BY l.id DESC LIMIT $8",
	    db_text(c->actor.party), db_i64(ENVELOPE_FIRST), db_i64(PART_DOCUMENTS),
	    db_i64(PART_FORM), db_i64(LS_BIDDING), db_i64(LS_OPENING), db_i64(LS_PRICING),
	    db_i64(LIMIT_LIST_ROWS), db_i64(ENVELOPE_SECOND), db_bytes((const uint8_t *)"", 0)));
	take_duties(c, &r, 7, out, n);
	for (size_t i = 0; i < *n; i++) {
		struct agenda_item *item = &(*out)[i];
		item->who = W_CUSTODIAN;
		item->duty = item->since_ms > 0 ? DUTY_RELEASE : DUTY_NONE;
		item->due_ms = item->opening_ends_ms;
	}
	return OK;
}

enum err agenda_committees(struct ctx *c, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " LOT_COLUMNS " FROM committee_member AS m JOIN lot AS l ON l.id = m.lot"
	    " JOIN tender AS t ON t.id = l.tender"
	    " WHERE m.person = $1 AND l.state BETWEEN $2 AND $3 ORDER BY l.id DESC LIMIT $4",
	    db_text(c->actor.user), db_i64(LS_BIDDING), db_i64(LS_EVALUATING),
	    db_i64(LIMIT_LIST_ROWS)));
	take(c, &r, W_COMMITTEE, out, n);
	return OK;
}

enum err agenda_bids(struct ctx *c, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " LOT_COLUMNS ", CASE WHEN l.state = $6 AND EXISTS (SELECT 1 FROM bid_key AS k"
	    " WHERE k.lot = b.lot AND k.party = b.party AND k.place = b.place) THEN 1 ELSE 0 END"
	    " FROM bid AS b JOIN lot AS l ON l.id = b.lot JOIN tender AS t ON t.id = l.tender"
	    " WHERE b.party = $1 AND b.state = $2 AND l.state BETWEEN $3 AND $4"
	    " ORDER BY l.id DESC LIMIT $5",
	    db_text(c->actor.party), db_i64(BID_SUBMITTED), db_i64(LS_BIDDING),
	    db_i64(LS_CONTRACTED), db_i64(LIMIT_LIST_ROWS), db_i64(LS_OPENING)));
	take(c, &r, W_TENDERER, out, n);
	for (size_t i = 0; i < *n; i++)
		(*out)[i].key_in = db_get_i64(&r, i, 7) != 0;
	return OK;
}

/* After the deadline the window for keys is what matters. */
#define TENDER_COLUMNS                                                               \
	"t.id, NULL, t.title, t.state, COALESCE(t.deadline_ms, 0)"                   \
	" + CASE WHEN t.deadline_ms <= $3 THEN t.window_minutes * 60000 ELSE 0 END," \
	" 0, 0"

enum err agenda_applications(struct ctx *c, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " TENDER_COLUMNS " FROM application AS a JOIN tender AS t ON t.id = a.tender"
	    " WHERE a.party = $1 AND a.state = $2 AND a.content_key IS NULL AND t.state = $4"
	    " ORDER BY t.id DESC LIMIT $5",
	    db_text(c->actor.party), db_i64(BID_SUBMITTED), db_i64(c->now_ms), db_i64(TS_APPLYING),
	    db_i64(LIMIT_LIST_ROWS)));
	take(c, &r, W_TENDERER, out, n);
	return OK;
}

enum err agenda_reviews(struct ctx *c, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " TENDER_COLUMNS " FROM reviewer AS m JOIN tender AS t ON t.id = m.tender"
	    " WHERE m.person = $1 AND m.review IS NULL AND t.state IN ($2, $4)"
	    " ORDER BY t.id DESC LIMIT $5",
	    db_text(c->actor.user), db_i64(TS_APPLYING), db_i64(c->now_ms), db_i64(TS_REVIEWING),
	    db_i64(LIMIT_LIST_ROWS)));
	take(c, &r, W_COMMITTEE, out, n);
	/* what waits for reviews waits for no clock */
	for (size_t i = 0; i < *n; i++)
		if ((*out)[i].state == TS_REVIEWING)
			(*out)[i].deadline_ms = 0;
	return OK;
}

enum err agenda_watched(struct ctx *c, const char *kinds, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " LOT_COLUMNS ", t.kind FROM lot AS l JOIN tender AS t ON t.id = l.tender"
	    " WHERE l.state BETWEEN $1 AND $2 AND $4 LIKE '%,' || t.kind || ',%'"
	    " ORDER BY l.id DESC LIMIT $3",
	    db_i64(LS_OPENING), db_i64(LS_PUBLICITY), db_i64(LIMIT_LIST_ROWS), db_text(kinds)));
	take(c, &r, 0, out, n);
	for (size_t i = 0; i < *n; i++)
		(*out)[i].kind = db_get_text(&r, i, 7);
	return OK;
}

#define DUTY_JOINS                             \
	" JOIN tender AS t ON t.id = l.tender" \
	" WHERE $1 LIKE '%,' || t.kind || ',%'"

enum err agenda_complaints(struct ctx *c, const char *kinds, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " LOT_COLUMNS ", t.kind, t.mandatory,"
	    " CASE WHEN k.accepted = $2 THEN $5 ELSE $6 END,"
	    " CASE WHEN k.accepted = $2 THEN k.raised_ms ELSE k.accepted_ms END"
	    " FROM complaint AS k JOIN lot AS l ON l.id = k.lot" DUTY_JOINS
	    " AND (k.accepted = $2 OR (k.accepted = $3 AND k.decision = $4))"
	    " ORDER BY k.raised_ms, k.id LIMIT $7",
	    db_text(kinds), db_i64(NOT_LOOKED_AT), db_i64(ACCEPTED), db_i64(UNDECIDED),
	    db_i64(DUTY_ACCEPT), db_i64(DUTY_DECIDE), db_i64(LIMIT_LIST_ROWS)));
	take_duties(c, &r, 7, out, n);
	return OK;
}

enum err agenda_reports(struct ctx *c, const char *kinds, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	/* it waits to be looked at as long as the trade goes on */
	TRY(db_query(c, &r,
	    "SELECT " LOT_COLUMNS ", t.kind, t.mandatory, $4, p.filed_ms"
	    " FROM report AS p JOIN lot AS l ON l.id = p.lot" DUTY_JOINS
	    " AND l.state BETWEEN $2 AND $3 ORDER BY p.filed_ms DESC, l.id DESC LIMIT $5",
	    db_text(kinds), db_i64(LS_AWARDED), db_i64(LS_CONTRACTED), db_i64(DUTY_REPORT),
	    db_i64(LIMIT_LIST_ROWS)));
	take_duties(c, &r, 7, out, n);
	return OK;
}

enum err agenda_unreported(
    struct ctx *c, const struct unreported *q, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " LOT_COLUMNS ", t.kind, t.mandatory, $5, a.made_ms"
	    " FROM award AS a JOIN lot AS l ON l.id = a.lot JOIN tender AS t ON t.id = l.tender"
	    " WHERE CASE WHEN t.mandatory = 1 THEN $1 ELSE $2 END LIKE '%,' || t.kind || ',%'"
	    " AND (a.made_ms > $3 OR (a.made_ms = $3 AND l.id > $4))"
	    " AND NOT EXISTS (SELECT 1 FROM report AS p WHERE p.lot = a.lot)"
	    " ORDER BY a.made_ms, l.id LIMIT $6",
	    db_text(q->mandatory), db_text(q->voluntary), db_i64(q->after_ms),
	    db_text(q->after_lot), db_i64(DUTY_REPORT_OVERDUE), db_i64(LIMIT_LIST_ROWS)));
	take_duties(c, &r, 7, out, n);
	return OK;
}

enum err agenda_held(struct ctx *c, const char *kinds, struct agenda_item **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " LOT_COLUMNS ", t.kind, t.mandatory, $2, s.begun_ms"
	    " FROM suspension AS s JOIN lot AS l ON l.id = s.lot" DUTY_JOINS
	    " AND s.ended_ms = 0 AND l.state < $3 ORDER BY s.begun_ms, s.id LIMIT $4",
	    db_text(kinds), db_i64(DUTY_RESUME), db_i64(LS_CONTRACTED), db_i64(LIMIT_LIST_ROWS)));
	take_duties(c, &r, 7, out, n);
	return OK;
}
