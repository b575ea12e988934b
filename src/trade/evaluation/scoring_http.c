/* scoring_http.c - what the committee lays down before there is a result to sign. */
#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/store/timer.h"
#include "trade/evaluation/evaluation_db.h"
#include "trade/evaluation/sheet.h"
#include "trade/project/stay.h"

/* What members laid down so far of one party, or (NULL) all, for who counts it. */
static enum err sheets_now(struct ctx *c, const struct lot *l, const char *party, struct dossier *d)
{
	struct member *members;
	struct kept_sheet *sheets;
	*d = (struct dossier){ .lot = l };
	TRY(committee_of(c, l->id, &members, &d->member_count));
	TRY(sheets_of(c, l->id, party, &sheets, &d->sheet_count));
	d->sheets = sheets;
	return OK;
}

/* Whether every member has given scores to every bid that stands: from then on all see them. */
static enum err all_given(struct ctx *c, const struct lot *l, bool *out)
{
	struct opening o;
	struct dossier d;
	const char *struck;
	size_t open, missing = 0;
	TRY(opening_get(c, l->id, &o));
	TRY(sheets_now(c, l, NULL, &d));
	for (size_t i = 0; i < o.n; i++) {
		size_t given;
		(void)sheets_of_kind(&d, o.bids[i].party, SHEET_SCORES, &given);
		TRY(dossier_struck(c, &d, o.bids[i].party, &struck, &open));
		if (o.bids[i].state == OPENED && struck == NULL)
			missing += d.member_count - given;
	}
	*out = missing == 0;
	return OK;
}

/* Keeps what the caller says of that bid (NULL: of all), leaves its evidence, and tells what is
 * still to do. */
static enum err lay_down(struct req *r, const struct lot *l, const struct tender *t,
    const struct kept_sheet *s, const char *evidence)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c);
	struct eval_out out;
	TRY(sheet_put(c, l->id, s));
	TRY(evaluation_compute(c, l, t, &out));
	TRY(evidence_add(c, evidence, l->id, t->id));
	json_put(o, "pending", json_told(c, &out.pending));
	return reply_tree(r, 200, o);
}

static const char *body_of(struct req *r, const struct field *fields)
{
	return json_canonical(&r->c, field_json(&r->c, fields, r->body));
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
	const struct kept_sheet kept = { 0, SHEET_SCORES, in->party, body_of(r, sheet_fields) };
	return lay_down(r, &l, &t, &kept, "evaluation.scored");
}

static enum err review_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct review *in = r->body;
	struct method_rule rule;
	struct tender t;
	struct lot l;
	TRY(before_committee(r, &l, &t));
	TRY(rule_of(c, &t, &rule));
	if (rule.review.n == 0)
		return fail(c, E_WRONG_STATE, "the tender document has nothing to review");
	TRY(opened_bid_of(c, &l, in->party));
	const struct kept_sheet kept = { 0, SHEET_REVIEW, in->party,
		body_of(r, review_sheet_fields) };
	return lay_down(r, &l, &t, &kept, "evaluation.reviewed");
}

/* A member sees its own; all scores once all have given theirs. */
static enum err scores_show(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender t;
	struct lot l;
	struct member *members;
	struct kept_sheet *sheets;
	struct json *list = json_list(c), *given = json_list(c), *o = json_object(c);
	size_t member_count, n;
	bool open;
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state < LS_SCREENING)
		return fail(c, E_SECRET, "the bids are not opened");
	TRY(all_given(c, &l, &open));
	TRY(committee_of(c, l.id, &members, &member_count));
	TRY(sheets_of(c, l.id, NULL, &sheets, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *body, *row = json_object(c);
		const char *person = members[sheets[i].seat].person;
		bool own = c->actor.user != NULL && strcmp(person, c->actor.user) == 0;
		bool shown = sheets[i].kind == SHEET_SCORES && (own || open);
		if (!own && !shown)
			continue;
		TRY(json_parse(c, sheets[i].body, strlen(sheets[i].body), &body));
		if (own) {
			struct json *mine = json_object(c);
			json_put(mine, "kind", json_text(c, sheet_words[sheets[i].kind]));
			json_put(mine, "sheet", json_copy(c, body));
			json_push(given, mine);
		}
		if (!shown)
			continue;
		json_put(row, "seat", json_int(c, (int64_t)sheets[i].seat + 1));
		json_put(row, "sheet", body);
		json_push(list, row);
	}
	json_put(o, "given", given);
	json_put(o, "open", json_bool(c, open));
	json_put(o, "sheets", list);
	return reply_tree(r, 200, o);
}

/* A price is corrected only after the tenderer was heard on it (12号令 第十九条): the question names its
 * party, and was answered, or its time is over. */
static enum err check_heard(struct ctx *c, const struct lot *l, const struct finding *in)
{
	static const char rule[] = "《评标委员会和评标方法暂行规定》第十九条 / Order 12, art. 19";
	struct query *list;
	size_t n, i = 0;
	if (in->corrected.currency == NULL)
		return OK;
	TRY(queries_of(c, l->id, in->party, &list, &n));
	while (i < n && (in->query == NULL || strcmp(list[i].id, in->query) != 0))
		i++;
	enum err e = OK;
	if (i == n)
		e = fail_at(c, in->query == NULL ? E_MISSING_FIELD : E_BAD_FIELD, "/query",
		    in->query, "the tenderer is asked to confirm a corrected price");
	else if (list[i].answered_ms == 0 && c->now_ms < list[i].until_ms)
		e = fail_at(c, E_PENDING, "/query", in->query, "it may be answered until %s",
		    moment_text(c, list[i].until_ms));
	if (e != OK)
		c->fault.rule = rule;
	return e;
}

static enum err finding_post(struct req *r)
{
	const struct finding *in = r->body;
	const struct kept_sheet kept = { 0, SHEET_FINDING, in->party, body_of(r, finding_fields) };
	struct tender t;
	struct lot l;
	TRY(in_evaluation(r, &l, &t));
	TRY(opened_bid_of(&r->c, &l, in->party));
	TRY(check_heard(&r->c, &l, in));
	return lay_down(r, &l, &t, &kept, "evaluation.found");
}

static enum err strike_post(struct req *r)
{
	const struct strike *in = r->body;
	const struct kept_sheet kept = { 0, SHEET_STRIKE, in->party, body_of(r, strike_fields) };
	struct json *o = json_object(&r->c);
	const struct law_kind *kind;
	struct dossier d;
	struct tender t;
	struct lot l;
	const char *why;
	size_t open;
	TRY(before_committee(r, &l, &t));
	TRY(opened_bid_of(&r->c, &l, in->party));
	TRY(law_kind(&r->c, t.kind, &kind));
	if (kind->jurisdiction == LAW_CN && in->ground == 0 && !in->stands) {
		enum err e =
		    fail_at(&r->c, E_MISSING_FIELD, "/ground", NULL, "which of the law's causes");
		r->c.fault.rule =
		    "《招标投标法实施条例》第五十一条 / Implementing Regulation, art. 51";
		return e;
	}
	TRY(sheet_put(&r->c, l.id, &kept));
	TRY(evidence_add(&r->c, "evaluation.disqualified", l.id, t.id));
	/* not the whole result: a lot may have a thousand bids to strike */
	TRY(sheets_now(&r->c, &l, in->party, &d));
	TRY(dossier_struck(&r->c, &d, in->party, &why, &open));
	json_put(o, "disqualified", json_bool(&r->c, why != NULL));
	json_put(o, "undecided", json_int(&r->c, (int64_t)open));
	return reply_tree(r, 200, o);
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

/* The lot may be at the opening and before its prices, or judged, as the rule says. */
static enum err check_drawing(struct ctx *c, const struct lot *l, const struct method_rule *rule)
{
	static const struct {
		enum lot_state first, last;
		const char *when;
	} times[] = { [DRAWN_BEFORE] = { LS_OPENING, LS_PRICING,
		          "from the deadline on, before any price is opened" },
		[DRAWN_AFTER] = { LS_EVALUATING, LS_EVALUATING, "after the prices are opened" } };
	if (!method_draws(rule))
		return fail(c, E_WRONG_STATE, "the tender document has no coefficient to draw");
	const enum factor_drawn at = (enum factor_drawn)rule->benchmark->factor->drawn;
	return l->state >= times[at].first && l->state <= times[at].last
	           ? OK
	           : fail(c, E_WRONG_STATE,
	                 "the lot is %s; by the tender document the coefficient is drawn %s",
	                 lot_state_words[l->state], times[at].when);
}

/* One of the document's choices; the last thing that the opening waited for opens it. */
static enum err factor_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct factor_in *in = r->body;
	struct method_rule rule;
	struct tender t;
	struct lot l;
	size_t i = 0;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(rule_of(c, &t, &rule));
	TRY(check_drawing(c, &l, &rule));
	TRY(stay_check(c, &l));
	const struct field_list *choices = &rule.benchmark->factor->choices;
	const struct factor_choice *list = choices->items;
	while (i < choices->n && list[i].value != in->value)
		i++;
	if (i == choices->n)
		return fail_at(c, E_BAD_FIELD, "/value",
		    arena_printf(c->mem, "%" PRId64, in->value),
		    "none of the document's %zu choices", choices->n);
	enum err e = factor_insert(c, l.id, in->value, in->note);
	if (e == E_DUPLICATE)
		return fail(c, E_DUPLICATE, "the coefficient is drawn once");
	TRY(e);
	bool waited = (l.state == LS_OPENING && !t.two_envelopes) || l.state == LS_PRICING;
	if (waited && c->now_ms >= l.opening_ends_ms)
		TRY(timer_set(c, c->now_ms, "lot.open", l.id));
	TRY(evidence_add(c, "evaluation.factor", l.id, t.id));
	return reply_tree(r, 201, json_object(c));
}

static enum err competition_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct kept_sheet kept = { 0, SHEET_COMPETES, "", body_of(r, competes_fields) };
	struct eval_out out;
	struct tender t;
	struct lot l;
	TRY(before_committee(r, &l, &t));
	TRY(evaluation_compute(c, &l, &t, &out));
	if (!out.few)
		return fail_rule(c, E_WRONG_STATE,
		    "《评标委员会和评标方法暂行规定》第二十七条 / Order 12, art. 27",
		    "enough bids are valid");
	return lay_down(r, &l, &t, &kept, "evaluation.competition");
}

const struct route scoring_routes[] = {
	{ M_POST, "/api/lots/{lot}/reviews", ROW_ACT, .handler = review_post, .who = W_COMMITTEE,
	    .of = of_committee, FIELDS(review_sheet_fields, struct review),
	    .errors = "WRONG_STATE STAYED NOT_FOUND BAD_FIELD MISSING_FIELD",
	    .doc = "A member's review of one bid, item by item; it replaces the one before." },
	{ M_POST, "/api/lots/{lot}/scores", ROW_ACT, .handler = scores_post, .who = W_COMMITTEE,
	    .of = of_committee, FIELDS(sheet_fields, struct sheet),
	    .errors = "WRONG_STATE STAYED NOT_FOUND BAD_FIELD MISSING_FIELD",
	    .doc = "A member's scores for one bid, with reasons; they replace what it gave "
	           "before." },
	{ M_GET, "/api/lots/{lot}/scores", ROW_READ, .handler = scores_show,
	    .who = W_COMMITTEE | W_SUPERVISOR | W_INSPECTOR, .of = of_committee,
	    .errors = "SECRET NOT_FOUND",
	    .doc = "What the caller has given, and everybody's scores once all have given." },
	{ M_POST, "/api/lots/{lot}/findings", ROW_ACT, .handler = finding_post, .who = W_COMMITTEE,
	    .of = of_committee, FIELDS(finding_fields, struct finding),
	    .errors = "WRONG_STATE STAYED NOT_FOUND BAD_FIELD MISSING_FIELD PENDING",
	    .doc = "What a member finds corrected and priced in a bid; more than half must find "
	           "the same." },
	{ M_POST, "/api/lots/{lot}/disqualifications", ROW_ACT, .handler = strike_post,
	    .who = W_COMMITTEE, .of = of_committee, FIELDS(strike_fields, struct strike),
	    .errors = "WRONG_STATE STAYED NOT_FOUND MISSING_FIELD",
	    .doc = "A member holds a bid to be disqualified, or to stand; more than half decide." },
	{ M_POST, "/api/lots/{lot}/factor", ROW_ACT, .handler = factor_post,
	    .who = W_PRINCIPAL | W_AGENCY | W_COMMITTEE | W_CENTRE, .of = of_committee,
	    FIELDS(factor_fields, struct factor_in),
	    .errors = "WRONG_STATE STAYED DUPLICATE BAD_FIELD",
	    .doc = "Records the coefficient of the benchmark that was drawn." },
	{ M_POST, "/api/lots/{lot}/competition", ROW_ACT, .handler = competition_post,
	    .who = W_COMMITTEE, .of = of_committee, FIELDS(competes_fields, struct competes),
	    .errors = "WRONG_STATE STAYED",
	    .doc = "A member's word on whether too few valid bids still compete; if more than half "
	           "say no, all are rejected." },
	{ .path = NULL },
};
