#include "trade/clarification/clarification_db.h"

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/store/store.h"

#define COLUMNS                                                                          \
	"id, tender, type, content, affects, reason, document, deadline_ms, drafted_ms," \
	" published_ms"
/* Whether a published clarification answers e. */
#define ANSWERED                                                                   \
	"EXISTS (SELECT 1 FROM clarification_enquiry AS a JOIN clarification AS c" \
	" ON c.id = a.clarification WHERE a.enquiry = e.id AND c.published_ms > 0)"

enum err enquiry_insert(struct ctx *c, const char *tender, const char *question, const char **id)
{
	const char *made = id_new(c);
	TRY(db_exec(c, NULL,
	    "INSERT INTO enquiry (id, tender, party, question, asked_ms)"
	    " VALUES ($1, $2, $3, $4, $5)",
	    db_text(made), db_text(tender), db_text(c->actor.party), db_text(question),
	    db_i64(c->now_ms)));
	*id = made;
	return OK;
}

static void enquiries(struct ctx *c, const struct db_rows *r, struct enquiry **out, size_t *n)
{
	struct enquiry *list = arena_array(c->mem, struct enquiry, r->n);
	for (size_t i = 0; i < r->n; i++)
		list[i] = (struct enquiry){ db_get_text(r, i, 0), db_get_text(r, i, 1),
			db_get_i64(r, i, 2), db_get_i64(r, i, 3) == 1 };
	*out = list;
	*n = r->n;
}

enum err enquiries_of(
    struct ctx *c, const char *tender, const char *party, struct enquiry **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT e.id, e.question, e.asked_ms, CASE WHEN " ANSWERED " THEN 1 ELSE 0 END"
	    " FROM enquiry AS e WHERE e.tender = $1 AND ($2 IS NULL OR e.party = $2)"
	    " ORDER BY e.asked_ms DESC, e.id LIMIT $3",
	    db_text(tender), db_text(party), db_i64(LIMIT_LIST_ROWS)));
	enquiries(c, &r, out, n);
	return OK;
}

enum err enquiry_get(struct ctx *c, const char *tender, const char *id, struct enquiry *out)
{
	struct db_rows r;
	struct enquiry *one;
	size_t n;
	enum err e = db_one(c, &r,
	    "SELECT e.id, e.question, e.asked_ms, CASE WHEN " ANSWERED " THEN 1 ELSE 0 END"
	    " FROM enquiry AS e WHERE e.id = $1 AND e.tender = $2",
	    db_text(id), db_text(tender));
	TRY(absent(c, e, "enquiry", id));
	enquiries(c, &r, &one, &n);
	*out = *one;
	return OK;
}

enum err clarification_insert(struct ctx *c, const struct clarification *l)
{
	return db_exec(c, NULL,
	    "INSERT INTO clarification (" COLUMNS
	    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
	    db_text(l->id), db_text(l->tender), db_i64(l->type), db_text(l->content),
	    db_i64(l->affects), db_text(l->reason), db_text(l->document), db_i64(l->deadline_ms),
	    db_i64(c->now_ms));
}

static struct clarification clarification_at(const struct db_rows *r, size_t i)
{
	return (struct clarification){ .id = db_get_text(r, i, 0),
		.tender = db_get_text(r, i, 1),
		.type = (enum clarification_type)db_get_i64(r, i, 2),
		.content = db_get_text(r, i, 3),
		.affects = db_get_i64(r, i, 4) == 1,
		.reason = db_get_text(r, i, 5),
		.document = db_get_text(r, i, 6),
		.deadline_ms = db_get_i64(r, i, 7),
		.drafted_ms = db_get_i64(r, i, 8),
		.published_ms = db_get_i64(r, i, 9) };
}

enum err clarification_get(
    struct ctx *c, const char *tender, const char *id, struct clarification *out)
{
	struct db_rows r;
	enum err e =
	    db_one(c, &r, "SELECT " COLUMNS " FROM clarification WHERE id = $1 AND tender = $2",
	        db_text(id), db_text(tender));
	TRY(absent(c, e, "clarification", id));
	*out = clarification_at(&r, 0);
	return OK;
}

static void clarifications(
    struct ctx *c, const struct db_rows *r, struct clarification **out, size_t *n)
{
	struct clarification *list = arena_array(c->mem, struct clarification, r->n);
	for (size_t i = 0; i < r->n; i++)
		list[i] = clarification_at(r, i);
	*out = list;
	*n = r->n;
}

enum err clarifications_of(struct ctx *c, const char *tender, struct clarification **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " COLUMNS " FROM clarification WHERE tender = $1 AND published_ms > 0"
	    " ORDER BY published_ms, id LIMIT $2",
	    db_text(tender), db_i64(LIMIT_LIST_ROWS)));
	clarifications(c, &r, out, n);
	return OK;
}

enum err clarification_drafts(
    struct ctx *c, const char *tender, struct clarification **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " COLUMNS " FROM clarification WHERE tender = $1 AND published_ms = 0"
	    " ORDER BY drafted_ms DESC, id DESC LIMIT $2",
	    db_text(tender), db_i64(LIMIT_LIST_ROWS)));
	clarifications(c, &r, out, n);
	return OK;
}

enum err clarification_publish(struct ctx *c, const char *id)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE clarification SET published_ms = $2 WHERE id = $1 AND published_ms = 0",
	    db_text(id), db_i64(c->now_ms)));
	return changed == 1 ? OK : fail(c, E_STALE, "clarification %s is published", id);
}

enum err answer_insert(struct ctx *c, const char *clarification, const char *enquiry)
{
	return db_exec(c, NULL,
	    "INSERT INTO clarification_enquiry (clarification, enquiry) VALUES ($1, $2)",
	    db_text(clarification), db_text(enquiry));
}

enum err answers_of(struct ctx *c, const char *clarification, struct enquiry **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT e.id, e.question, e.asked_ms, 0 FROM clarification_enquiry AS a"
	    " JOIN enquiry AS e ON e.id = a.enquiry WHERE a.clarification = $1 ORDER BY e.id"
	    " LIMIT $2",
	    db_text(clarification), db_i64(CLARIFICATION_ANSWERS)));
	enquiries(c, &r, out, n);
	return OK;
}
