/* query_http.c - what is unclear in a bid is asked and answered in writing. */
#include <string.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "trade/evaluation/evaluation_db.h"

#define ANSWER_DAYS_MAX 30

struct query_in {
	const char *party, *question;
	int64_t until;
};
static const struct field query_fields[] = {
	F_ID(query_in, party, REQUIRED, "whose bid"),
	F_TEXT(query_in, question, REQUIRED, 1, LIMIT_TEXT_CHARS,
	    "what is unclear; neither hint nor lead (《条例》第五十二条)"),
	F_MOMENT(query_in, until, REQUIRED, "until when it may answer"),
	F_END,
};

static enum err query_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct query_in *in = r->body;
	struct json *o = json_object(c);
	struct tender t;
	struct lot l;
	TRY(before_committee(r, &l, &t));
	TRY(opened_bid_of(c, &l, in->party));
	if (in->until <= c->now_ms || in->until > c->now_ms + ANSWER_DAYS_MAX * DAY_MS)
		return fail_at(c, E_BAD_FIELD, "/until", moment_text(c, in->until),
		    "within the next %d days", ANSWER_DAYS_MAX);
	const struct query q = {
		.id = id_new(c), .party = in->party, .question = in->question, .until_ms = in->until
	};
	TRY(query_insert(c, l.id, &q));
	TRY(evidence_add(c, "evaluation.asked", l.id, t.id));
	json_put(o, "id", json_text(c, q.id));
	return reply_tree(r, 201, o);
}

struct answer_in {
	const char *query, *answer;
	const uint8_t *document;
};
static const struct field answer_fields[] = {
	F_ID(answer_in, query, REQUIRED, "which question"),
	F_TEXT(answer_in, answer, REQUIRED, 1, LIMIT_TEXT_CHARS,
	    "the answer; it may not go beyond the bid, or change its substance"),
	F_DIGEST(answer_in, document, OPTIONAL, "what supports it, uploaded before"),
	F_END,
};

/* Only what was asked is answered, once: a tenderer explains nothing of its own accord. A stay does
 * not cost it its time: like bids and keys, answers are taken meanwhile. */
static enum err answer_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct answer_in *in = r->body;
	struct document d = { 0 };
	struct query q;
	struct tender t;
	struct lot l;
	TRY(is_judged(r, &l, &t));
	TRY(at_field(c, query_get(c, l.id, in->query, &q), "/query"));
	if (q.answered_ms > 0)
		return fail(c, E_DUPLICATE, "it was answered %s", moment_text(c, q.answered_ms));
	if (c->now_ms >= q.until_ms)
		return fail(
		    c, E_WRONG_STATE, "it could be answered until %s", moment_text(c, q.until_ms));
	if (in->document != NULL)
		TRY(document_check(c, "/document", in->document, &d));
	q.answer = in->answer;
	q.document = d.digest;
	TRY(query_answer(c, &q));
	TRY(evidence_add(c, "evaluation.answered", l.id, t.id));
	return reply_tree(r, 200, json_object(c));
}

struct json *queries_json(struct ctx *c, const struct query *list, size_t n)
{
	struct json *rows = json_list(c);
	for (size_t i = 0; i < n; i++) {
		struct json *row = json_object(c);
		json_put(row, "answer", json_text(c, list[i].answer));
		json_put(row, "asked", json_text(c, moment_text(c, list[i].asked_ms)));
		json_put(row, "document", json_text(c, list[i].document));
		json_put(row, "id", json_text(c, list[i].id));
		json_put(row, "party", json_text(c, list[i].party));
		json_put(row, "question", json_text(c, list[i].question));
		json_put(row, "until", json_text(c, moment_text(c, list[i].until_ms)));
		json_push(rows, row);
	}
	return rows;
}

/* A tenderer sees what it was asked, the committee and supervision everything. */
static enum err queries_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c);
	struct query *list;
	size_t n;
	bool all = (c->relations & (W_COMMITTEE | W_SUPERVISOR | W_INSPECTOR)) != 0;
	TRY(queries_of(c, r->params[0], all ? NULL : c->actor.party, &list, &n));
	json_put(o, "queries", queries_json(c, list, n));
	return reply_tree(r, 200, o);
}

const struct route query_routes[] = {
	{ M_POST, "/api/lots/{lot}/queries", ROW_ACT, .handler = query_post, .who = W_COMMITTEE,
	    .of = of_committee, FIELDS(query_fields, struct query_in),
	    .errors = "WRONG_STATE STAYED NOT_FOUND BAD_FIELD",
	    .doc = "Asks a tenderer to make clear what is unclear in its bid." },
	{ M_POST, "/api/lots/{lot}/queries/answers", ROW_ACT, .handler = answer_post,
	    .who = W_TENDERER, .of = of_lot, FIELDS(answer_fields, struct answer_in),
	    .errors = "WRONG_STATE NOT_FOUND DUPLICATE",
	    .doc = "Answers a question of the committee, in its time." },
	{ M_GET, "/api/lots/{lot}/queries", ROW_READ, .handler = queries_get,
	    .who = W_COMMITTEE | W_SUPERVISOR | W_INSPECTOR | W_TENDERER, .of = of_committee,
	    .doc = "What the committee asked; a tenderer sees what it was asked itself." },
	{ .path = NULL },
};
