/* scoring_http.c - what the committee lays down before there is a result to sign. */
#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "trade/evaluation/evaluation_db.h"

static enum err rule_of(struct ctx *c, const struct tender *t, struct method_rule *out)
{
	struct json *tree;
	*out = (struct method_rule){ .method = METHOD_LOWEST };
	if (t->rule == NULL)
		return OK;
	TRY(json_parse(c, t->rule, strlen(t->rule), &tree));
	return method_read(c, tree, out);
}

/* Whether every member has given scores to every bid that stands: from then on all see them. */
static enum err all_given(struct ctx *c, const struct lot *l, bool *out)
{
	struct opening o;
	struct member *members;
	struct disqualified *struck;
	struct kept_sheet *sheets;
	size_t member_count, struck_count, sheet_count, missing = 0;
	TRY(opening_get(c, l->id, &o));
	TRY(committee_of(c, l->id, &members, &member_count));
	TRY(disqualified_of(c, l->id, &struck, &struck_count));
	TRY(sheets_of(c, l->id, &sheets, &sheet_count));
	for (size_t i = 0; i < o.n; i++) {
		bool stands = o.bids[i].state == OPENED;
		size_t given = 0;
		for (size_t s = 0; s < struck_count; s++)
			stands = stands && strcmp(struck[s].party, o.bids[i].party) != 0;
		for (size_t s = 0; s < sheet_count; s++)
			given += strcmp(sheets[s].party, o.bids[i].party) == 0;
		missing += stands ? member_count - given : 0;
	}
	*out = missing == 0;
	return OK;
}

static const struct given_score *given_to(const struct sheet *s, const char *criterion)
{
	const struct given_score *list = s->scores.items;
	for (size_t i = 0; i < s->scores.n; i++)
		if (strcmp(list[i].criterion, criterion) == 0)
			return &list[i];
	return NULL;
}

/* Once all scores lie open, a member may only mend what all must give alike. */
static enum err check_mending(
    struct ctx *c, const struct lot *l, const struct method_rule *rule, const struct sheet *now)
{
	struct json *tree;
	struct sheet before = { 0 };
	const char *body;
	const struct criterion *k = rule->scoring->criteria.items;
	TRY(sheet_get(c, l->id, now->party, &body));
	TRY(json_parse(c, body, strlen(body), &tree));
	TRY(field_parse(c, sheet_fields, tree, &before));
	for (size_t i = 0; i < rule->scoring->criteria.n; i++) {
		const struct given_score *a = given_to(&before, k[i].id),
		                         *b = given_to(now, k[i].id);
		if (!k[i].objective && a != NULL && b != NULL && a->score != b->score)
			return fail_at(c, E_WRONG_STATE, "/scores", k[i].id,
			    "all scores are given and open to all; only objective ones can be "
			    "mended");
	}
	return OK;
}

static enum err scores_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct sheet *in = r->body;
	struct method_rule rule;
	struct eval_out out;
	struct tender t;
	struct lot l;
	bool open;
	TRY(in_evaluation(r, &l, &t));
	TRY(rule_of(c, &t, &rule));
	if (rule.scoring == NULL)
		return fail(c, E_WRONG_STATE, "the tender document has nothing to score");
	TRY(opened_bid_of(c, &l, in->party));
	TRY(all_given(c, &l, &open));
	if (open)
		TRY(check_mending(c, &l, &rule, in));
	TRY(sheet_put(c, l.id, in->party, json_canonical(c, field_json(c, sheet_fields, in))));
	TRY(evaluation_compute(c, &l, &t, &out));
	TRY(evidence_add(c, "evaluation.scored", l.id, t.id));
	struct json *o = json_object(c);
	json_put(o, "pending", json_text(c, out.pending));
	return reply_tree(r, 200, o);
}

/* A member sees its own; all of them once all have given. */
static enum err scores_show(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender t;
	struct lot l;
	struct member *members;
	struct kept_sheet *sheets;
	struct json *list = json_list(c), *o = json_object(c);
	size_t member_count, n;
	bool open;
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state < LS_EVALUATING)
		return fail(c, E_SECRET, "the bids are not opened");
	TRY(all_given(c, &l, &open));
	TRY(committee_of(c, l.id, &members, &member_count));
	TRY(sheets_of(c, l.id, &sheets, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *body, *row = json_object(c);
		const char *person = members[sheets[i].seat].person;
		if (!open && (c->actor.user == NULL || strcmp(person, c->actor.user) != 0))
			continue;
		TRY(json_parse(c, sheets[i].body, strlen(sheets[i].body), &body));
		json_put(row, "seat", json_int(c, (int64_t)sheets[i].seat + 1));
		json_put(row, "sheet", body);
		json_push(list, row);
	}
	json_put(o, "open", json_bool(c, open));
	json_put(o, "sheets", list);
	return reply_tree(r, 200, o);
}

static enum err finding_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct finding *in = r->body;
	struct eval_out out;
	struct tender t;
	struct lot l;
	TRY(in_evaluation(r, &l, &t));
	TRY(opened_bid_of(c, &l, in->party));
	TRY(finding_put(c, l.id, in->party, json_canonical(c, field_json(c, finding_fields, in))));
	TRY(evaluation_compute(c, &l, &t, &out));
	TRY(evidence_add(c, "evaluation.found", l.id, t.id));
	return reply_tree(r, 200, json_object(c));
}

struct factor_in {
	int64_t value;
	const char *note;
};
static const struct field factor_fields[] = {
	F_INT(factor_in, value, REQUIRED, 0, 2 * RATE_ONE, "millionths; one of the document's"),
	F_TEXT(factor_in, note, REQUIRED, 1, LIMIT_REASON_CHARS,
	    "how, where and before whom it was drawn"),
	F_END,
};

static enum err factor_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct factor_in *in = r->body;
	struct method_rule rule;
	struct eval_out out;
	struct tender t;
	struct lot l;
	TRY(in_evaluation(r, &l, &t));
	TRY(rule_of(c, &t, &rule));
	if (rule.benchmark == NULL || rule.benchmark->factor == NULL ||
	    rule.benchmark->factor->choices.n < 2)
		return fail(c, E_WRONG_STATE, "the tender document has no coefficient to draw");
	enum err e = factor_insert(c, l.id, in->value, in->note);
	if (e == E_DUPLICATE)
		return fail(c, E_DUPLICATE, "the coefficient is drawn once");
	TRY(e);
	TRY(at_field(c, evaluation_compute(c, &l, &t, &out), "/value"));
	TRY(evidence_add(c, "evaluation.factor", l.id, t.id));
	return reply_tree(r, 201, json_object(c));
}

struct competition_in {
	bool competitive;
	const char *reason;
};
static const struct field competition_fields[] = {
	F_BOOL(competition_in, competitive, REQUIRED, "whether the valid bids still compete"),
	F_TEXT(competition_in, reason, REQUIRED, 1, LIMIT_TEXT_CHARS, "why"),
	F_END,
};

static enum err competition_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct competition_in *in = r->body;
	struct eval_out out;
	struct tender t;
	struct lot l;
	TRY(before_committee(r, &l, &t));
	TRY(evaluation_compute(c, &l, &t, &out));
	if (!out.few)
		return fail_rule(c, E_WRONG_STATE,
		    "《评标委员会和评标方法暂行规定》第二十七条 / Order 12, art. 27",
		    "enough bids are valid");
	enum err e = competition_insert(
	    c, l.id, in->competitive ? COMPETITION_IS : COMPETITION_LACKS, in->reason);
	if (e == E_DUPLICATE)
		return fail(c, E_DUPLICATE, "the committee has found on it");
	TRY(e);
	TRY(evidence_add(c, "evaluation.competition", l.id, t.id));
	return reply_tree(r, 201, json_object(c));
}

const struct route scoring_routes[] = {
	{ M_POST, "/api/lots/{lot}/scores", ROW_ACT, .handler = scores_post, .who = W_COMMITTEE,
	    .of = of_committee, FIELDS(sheet_fields, struct sheet),
	    .errors = "WRONG_STATE NOT_FOUND BAD_FIELD MISSING_FIELD",
	    .doc = "A member's scores for one bid, with reasons; they replace what it gave "
	           "before." },
	{ M_GET, "/api/lots/{lot}/scores", ROW_READ, .handler = scores_show,
	    .who = W_COMMITTEE | W_SUPERVISOR, .of = of_committee, .errors = "SECRET NOT_FOUND",
	    .doc = "The caller's own scores; everybody's once all have given." },
	{ M_POST, "/api/lots/{lot}/findings", ROW_ACT, .handler = finding_post, .who = W_COMMITTEE,
	    .of = of_committee, FIELDS(finding_fields, struct finding),
	    .errors = "WRONG_STATE NOT_FOUND BAD_FIELD",
	    .doc = "What is corrected and priced in a bid; replaces what was found before." },
	{ M_POST, "/api/lots/{lot}/factor", ROW_ACT, .handler = factor_post,
	    .who = W_COMMITTEE | W_CENTRE, .of = of_committee,
	    FIELDS(factor_fields, struct factor_in), .errors = "WRONG_STATE DUPLICATE BAD_FIELD",
	    .doc = "Records the coefficient of the benchmark that was drawn." },
	{ M_POST, "/api/lots/{lot}/competition", ROW_ACT, .handler = competition_post,
	    .who = W_COMMITTEE, .of = of_committee,
	    FIELDS(competition_fields, struct competition_in), .errors = "WRONG_STATE DUPLICATE",
	    .doc = "Whether too few valid bids still compete; if not, all are rejected." },
	{ .path = NULL },
};
