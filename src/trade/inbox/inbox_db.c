#include "trade/inbox/inbox_db.h"

#include "core/base/limits.h"
#include "core/store/store.h"

/* $1 party, $2 from, $3 before, $4 leaving, $5 kinds, $6 limit */
#define SIDE "(SELECT id FROM tender WHERE principal = $1 OR agency = $1)"
#define PART                                                                \
	"(SELECT id FROM tender WHERE principal = $1 OR agency = $1"        \
	" UNION SELECT tender FROM invited WHERE party = $1 AND $4 = 0"     \
	" UNION SELECT l.tender FROM bid b JOIN lot l ON l.id = b.lot"      \
	" WHERE b.party = $1 AND ($4 = 0 OR EXISTS"                         \
	" (SELECT 1 FROM opening o WHERE o.lot = b.lot))"                   \
	" UNION SELECT tender FROM application WHERE party = $1 AND $4 = 0" \
	" UNION SELECT tender FROM enquiry WHERE party = $1 AND $4 = 0)"
#define WITHIN(at) at " >= $2 AND " at " <= $3"
#define SUPERVISED "$5 LIKE '%,' || t.kind || ',%'"

/* What is told, each with kind, id, tender, lot, type, title, at. */
#define NOTICES                                                                                  \
	"SELECT 'notice' AS kind, n.id AS id, n.tender AS tender, n.lot AS lot, n.type AS type," \
	" n.title AS title, n.published_ms AS at FROM notice n"                                  \
	" WHERE n.tender IN " PART " AND " WITHIN("n.published_ms")
#define QUERIES                                                                       \
	"SELECT 'query', q.id, l.tender, q.lot, '', l.title, q.asked_ms FROM query q" \
	" JOIN lot l ON l.id = q.lot WHERE q.party = $1 AND " WITHIN("q.asked_ms")
#define ENQUIRIES                                                                        \
	"SELECT 'enquiry', e.id, e.tender, NULL, '', t.title, e.asked_ms FROM enquiry e" \
	" JOIN tender t ON t.id = e.tender WHERE e.tender IN " SIDE " AND " WITHIN("e.asked_ms")
#define OBJECTIONS                                                            \
	"SELECT 'objection', o.id, o.tender, o.lot, '', t.title, o.raised_ms" \
	" FROM objection o JOIN tender t ON t.id = o.tender"                  \
	" WHERE (o.tender IN " SIDE " OR " SUPERVISED ") AND " WITHIN("o.raised_ms")
#define OBJECTIONS_ANSWERED                                                              \
	"SELECT 'objection-answered', o.id, o.tender, o.lot, '', t.title, o.answered_ms" \
	" FROM objection o JOIN tender t ON t.id = o.tender"                             \
	" WHERE o.party = $1 AND $4 = 0 AND o.answered_ms > 0 AND " WITHIN("o.answered_ms")
#define COMPLAINTS                                                                      \
	"SELECT 'complaint', k.id, l.tender, k.lot, '', l.title, k.raised_ms"           \
	" FROM complaint k JOIN lot l ON l.id = k.lot JOIN tender t ON t.id = l.tender" \
	" WHERE " SUPERVISED " AND " WITHIN("k.raised_ms")
#define COMPLAINTS_ANSWERED                                                             \
	"SELECT 'complaint-answered', k.id, l.tender, k.lot, '', l.title, k.decided_ms" \
	" FROM complaint k JOIN lot l ON l.id = k.lot"                                  \
	" WHERE k.party = $1 AND $4 = 0 AND k.decided_ms > 0 AND " WITHIN("k.decided_ms")
#define OPINIONS                                                                       \
	"SELECT 'opinion', s.id, l.tender, s.lot, '', l.title, s.at_ms FROM opinion s" \
	" JOIN lot l ON l.id = s.lot WHERE s.recipient IS NULL AND l.tender IN " SIDE  \
	" AND " WITHIN("s.at_ms")
/* whom the reviews were about, and who asked for them */
#define QUALIFICATIONS                                                                   \
	"SELECT 'qualification', s.tender, s.tender, NULL, '', t.title, s.ended_ms"      \
	" FROM applications s JOIN tender t ON t.id = s.tender WHERE (s.tender IN " SIDE \
	" OR ($4 = 0 AND s.tender IN (SELECT tender FROM application"                    \
	" WHERE party = $1 AND state = 0))) AND " WITHIN("s.ended_ms")
#define AND_ALL " UNION ALL "

enum err messages_of(struct ctx *c, const struct inbox_question *q, struct message **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT kind, id, tender, lot, type, title, at FROM (" NOTICES AND_ALL QUERIES AND_ALL
	        ENQUIRIES AND_ALL OBJECTIONS AND_ALL OBJECTIONS_ANSWERED AND_ALL COMPLAINTS AND_ALL
	            COMPLAINTS_ANSWERED AND_ALL OPINIONS AND_ALL QUALIFICATIONS
	    ") AS m WHERE at < $3 OR id < $7 ORDER BY at DESC, id DESC LIMIT $6",
	    db_text(q->party), db_i64(q->from_ms), db_i64(q->before_ms), db_i64(q->leaving),
	    db_text(q->kinds), db_i64(q->limit),
	    db_text(q->before_id != NULL ? q->before_id : "")));
	struct message *list = arena_array(c->mem, struct message, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct message){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_text(&r, i, 2), db_get_text(&r, i, 3), db_get_text(&r, i, 4),
			db_get_text(&r, i, 5), db_get_i64(&r, i, 6) };
	*out = list;
	*n = r.n;
	return OK;
}

enum err inbox_read_until(struct ctx *c, const char *person, int64_t *out)
{
	struct db_rows r;
	TRY(db_query(c, &r, "SELECT until_ms FROM inbox_read WHERE person = $1", db_text(person)));
	*out = r.n == 1 ? db_get_i64(&r, 0, 0) : 0;
	return OK;
}

enum err inbox_mark_read(struct ctx *c, const char *person, int64_t until_ms)
{
	return db_exec(c, NULL,
	    "INSERT INTO inbox_read (person, until_ms) VALUES ($1, $2)"
	    " ON CONFLICT (person) DO UPDATE SET until_ms = excluded.until_ms",
	    db_text(person), db_i64(until_ms));
}

enum err told_parties(struct ctx *c, const char *after, struct told_party **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT f.party, f.body, COALESCE(d.until_ms, 0) FROM party_profile f"
	    " LEFT JOIN inbox_delivered d ON d.party = f.party"
	    " WHERE f.party > $1 AND f.seq = (SELECT MAX(seq) FROM party_profile g"
	    " WHERE g.party = f.party) ORDER BY f.party LIMIT $2",
	    db_text(after != NULL ? after : ""), db_i64(LIMIT_LIST_ROWS)));
	struct told_party *list = arena_array(c->mem, struct told_party, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct told_party){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_i64(&r, i, 2) };
	*out = list;
	*n = r.n;
	return OK;
}

enum err inbox_mark_delivered(struct ctx *c, const char *party, int64_t until_ms)
{
	return db_exec(c, NULL,
	    "INSERT INTO inbox_delivered (party, until_ms) VALUES ($1, $2)"
	    " ON CONFLICT (party) DO UPDATE SET until_ms = excluded.until_ms",
	    db_text(party), db_i64(until_ms));
}
