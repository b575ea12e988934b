#include <string.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "trade/bid/bid.h"
#include "trade/notice/notice.h"
#include "trade/objection/objection_db.h"

const char *const objection_subject_words[] = { "document", "opening", "result", NULL };
const char *const objection_outcome_words[] = { "open", "upheld", "rejected", "withdrawn", NULL };

/* What the path names: the tender and, for the opening and the result, the lot. */
struct place {
	struct tender t;
	struct lot l;
	const char *lot; /* NULL: the tender's document */
};

static enum err place_of(struct req *r, bool of_a_lot, struct place *p)
{
	if (!of_a_lot)
		return tender_get(&r->c, r->params[0], &p->t);
	TRY(lot_get(&r->c, r->params[0], &p->l, &p->t));
	p->lot = p->l.id;
	return OK;
}

/* Each kind of entry once for a tender and once for a lot. */
static enum err prove(struct ctx *c, const struct place *p, const char *what)
{
	const char *kind = arena_printf(
	    c->mem, "%s.%s", p->lot == NULL ? "document-objection" : "objection", what);
	return evidence_add(c, kind, p->lot == NULL ? p->t.id : p->lot, p->t.id);
}

#define RULE_22 "《招标投标法实施条例》第二十二条 / Implementing Regulation, art. 22"
#define RULE_54 "《招标投标法实施条例》第五十四条 / Implementing Regulation, art. 54"
#define RULE_44 "《招标投标法实施条例》第四十四条 / Implementing Regulation, art. 44"

static bool begins(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Whether the committee has done anything since bids were last opened: what it draws, strikes out
 * or says of them is the evaluation. */
static enum err evaluation_begun(struct ctx *c, const struct lot *l, bool *out)
{
	struct evidence_list list;
	TRY(evidence_history(c, l->tender, l->id, &list));
	bool begun = false;
	for (size_t i = 0; i < list.n; i++) {
		const char *kind = list.entries[i].kind;
		if (strcmp(kind, "lot.opened") == 0 || strcmp(kind, "lot.first-opened") == 0)
			begun = false;
		else
			begun = begun || begins(kind, "evaluation.") || begins(kind, "draw.") ||
			        strcmp(kind, "bid.disqualified") == 0;
	}
	*out = begun;
	return OK;
}

/* By who bids, on the spot (开标现场): until the committee has begun. */
static enum err check_opening(struct ctx *c, const struct lot *l)
{
	struct bid *bids;
	size_t n, i = 0;
	bool begun = false;
	TRY(bids_standing(c, l->id, &bids, &n));
	while (i < n && strcmp(bids[i].party, c->actor.party) != 0)
		i++;
	if (i == n)
		return fail_rule(c, E_DENIED, RULE_44,
		    "to the opening objects who has a bid in it; the caller has none");
	if (l->state == LS_SCREENING || l->state == LS_EVALUATING)
		TRY(evaluation_begun(c, l, &begun));
	return begun ? fail_rule(c, E_WRONG_STATE, RULE_44,
	                   "the opening is over, the evaluation has begun")
	             : OK;
}

/* One at a time of each about the same: what else there is goes into it, or follows its answer. */
static enum err check_open(struct ctx *c, const struct objection *o)
{
	struct objection *list;
	size_t n;
	TRY(objections_of(c, o->tender, o->party, &list, &n));
	for (size_t i = 0; i < n; i++) {
		const char *lot = list[i].lot;
		bool same =
		    lot == NULL || o->lot == NULL ? lot == o->lot : strcmp(lot, o->lot) == 0;
		if (same && list[i].subject == o->subject && list[i].outcome == OBJECTION_OPEN)
			return fail(c, E_DUPLICATE, "the caller's objection %s to the %s is open",
			    list[i].id, objection_subject_words[o->subject]);
	}
	return OK;
}

/* What may be objected to now, and until when. */
static enum err check_time(struct ctx *c, const struct place *p, enum objection_subject *out)
{
	const struct law_case k = tender_case(&p->t);
	bool applying = p->t.state == TS_APPLYING;
	const struct law_bound lead = { applying ? "prequalification.objection.lead.min"
		                                 : "document.objection.lead.min",
		"/", .event_ms = p->t.deadline_ms, .at_ms = c->now_ms };
	if (p->lot == NULL) {
		if ((p->t.state != TS_PUBLISHED && !applying) || c->now_ms >= p->t.deadline_ms)
			return fail_rule(c, E_WRONG_STATE, RULE_22,
			    "a document is objected to between publication and deadline");
		*out = OBJECTS_DOCUMENT;
		return law_hold(c, &k, &lead, json_list(c));
	}
	if (p->l.state >= LS_OPENING && p->l.state <= LS_EVALUATING) {
		*out = OBJECTS_OPENING;
		return check_opening(c, &p->l);
	}
	if (p->l.state == LS_PUBLICITY && c->now_ms < p->l.publicity_ends_ms) {
		*out = OBJECTS_RESULT;
		return OK;
	}
	/* before the evaluation ends it can only be the opening, and to that it is too early */
	return fail_rule(c, E_WRONG_STATE, p->l.state < LS_OPENING ? RULE_44 : RULE_54,
	    "the lot is %s; one objects to the opening while it is %s to %s, to the result before "
	    "the"
	    " publicity ends",
	    lot_state_words[p->l.state], lot_state_words[LS_OPENING],
	    lot_state_words[LS_EVALUATING]);
}

struct objection_in {
	const char *content;
};
static const struct field objection_fields[] = {
	F_TEXT(objection_in, content, REQUIRED, 1, 20000, "what is objected to, and why"),
	F_END,
};

static enum err raise(struct req *r, bool of_a_lot)
{
	struct ctx *c = &r->c;
	const struct objection_in *in = r->body;
	struct place p = { 0 };
	TRY(place_of(r, of_a_lot, &p));
	struct objection o = { .id = id_new(c),
		.tender = p.t.id,
		.lot = p.lot,
		.party = c->actor.party,
		.content = in->content };
	TRY(check_time(c, &p, &o.subject));
	TRY(check_open(c, &o));
	TRY(objection_insert(c, &o));
	TRY(stay_begin(c, p.t.id, p.lot, o.id));
	TRY(prove(c, &p, "raised"));
	struct json *reply = json_object(c);
	json_put(reply, "id", json_text(c, o.id));
	json_put(reply, "subject", json_text(c, objection_subject_words[o.subject]));
	return reply_tree(r, 201, reply);
}

static enum err tender_objection_post(struct req *r)
{
	return raise(r, false);
}

static enum err lot_objection_post(struct req *r)
{
	return raise(r, true);
}

static const char *const answer_words[] = { "upheld", "rejected", NULL };
struct answer_in {
	const char *objection, *answer;
	int outcome;
};
static const struct field answer_fields[] = {
	F_ID(answer_in, objection, REQUIRED, "which one"),
	F_ENUM(answer_in, outcome, REQUIRED, answer_words, "成立, 不成立"),
	F_TEXT(answer_in, answer, REQUIRED, 1, 20000, "the answer, with its reasons"),
	F_END,
};

/* Closes it, sets the clock going again where nothing else holds the trade. What was wrong with the
 * document or the opening holds it until it is mended; of the result the award waits for that. */
static enum err close_one(struct req *r, const struct place *p, const struct objection *o)
{
	struct ctx *c = &r->c;
	TRY(objection_close(c, o));
	if (o->outcome != OBJECTION_UPHELD || o->subject == OBJECTS_RESULT)
		TRY(stay_end(c, &p->t, o->id));
	return prove(c, p, o->outcome == OBJECTION_WITHDRAWN ? "withdrawn" : "answered");
}

static enum err answer(struct req *r, bool of_a_lot)
{
	struct ctx *c = &r->c;
	const struct answer_in *in = r->body;
	struct json *warnings = json_list(c), *reply = json_object(c);
	struct place p = { 0 };
	struct objection o;
	TRY(place_of(r, of_a_lot, &p));
	const struct objection where = { .id = in->objection, .tender = p.t.id, .lot = p.lot };
	TRY(at_field(c, objection_get(c, &where, &o), "/objection"));
	const struct law_case k = tender_case(&p.t);
	const struct law_bound late = { of_a_lot ? "result.objection.answer.max"
		                                 : "document.objection.answer.max",
		"/", .event_ms = o.raised_ms, .at_ms = c->now_ms };
	if (o.subject != OBJECTS_OPENING)
		TRY(law_hold(c, &k, &late, warnings));
	o.outcome = in->outcome == 0 ? OBJECTION_UPHELD : OBJECTION_REJECTED;
	o.answer = in->answer;
	TRY(close_one(r, &p, &o));
	json_put(reply, "warnings", warnings);
	return reply_tree(r, 200, reply);
}

static enum err tender_answer_post(struct req *r)
{
	return answer(r, false);
}

static enum err lot_answer_post(struct req *r)
{
	return answer(r, true);
}

struct withdraw_in {
	const char *objection;
};
static const struct field withdraw_fields[] = {
	F_ID(withdraw_in, objection, REQUIRED, "the caller's own"),
	F_END,
};

static enum err take_back(struct req *r, bool of_a_lot)
{
	struct ctx *c = &r->c;
	const struct withdraw_in *in = r->body;
	struct place p = { 0 };
	struct objection o;
	TRY(place_of(r, of_a_lot, &p));
	const struct objection where = { .id = in->objection, .tender = p.t.id, .lot = p.lot };
	TRY(at_field(c, objection_get(c, &where, &o), "/objection"));
	if (strcmp(o.party, c->actor.party) != 0)
		return fail_at(c, E_DENIED, "/objection", o.id, "another's objection");
	o.outcome = OBJECTION_WITHDRAWN;
	TRY(close_one(r, &p, &o));
	return reply_tree(r, 200, json_object(c));
}

static enum err tender_withdrawal_post(struct req *r)
{
	return take_back(r, false);
}

static enum err lot_withdrawal_post(struct req *r)
{
	return take_back(r, true);
}

struct correction_in {
	const char *objection, *content;
};
static const struct field correction_fields[] = {
	F_ID(correction_in, objection, REQUIRED, "the one to the opening that was upheld"),
	F_TEXT(correction_in, content, REQUIRED, 1, 20000, "what was wrong, and what holds"),
	F_END,
};

/* What an upheld objection to the opening leads to: everybody is told what holds. */
static enum err correction_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct correction_in *in = r->body;
	struct json *body = json_object(c), *reply = json_object(c);
	struct place p = { 0 };
	struct objection o;
	const char *owed, *notice;
	TRY(place_of(r, true, &p));
	const struct objection where = {
		.id = in->objection, .tender = p.t.id, .lot = p.lot, .subject = OBJECTS_OPENING
	};
	TRY(at_field(c, objection_get(c, &where, &o), "/objection"));
	TRY(objection_owed(c, &where, &owed));
	if (owed == NULL)
		return fail_rule(c, E_WRONG_STATE, RULE_44,
		    "the objection to the %s is %s; an upheld one to the opening is corrected, "
		    "once",
		    objection_subject_words[o.subject], objection_outcome_words[o.outcome]);
	json_put(body, "content", json_text(c, in->content));
	json_put(body, "lot", json_text(c, p.lot));
	json_put(body, "subject", json_text(c, objection_subject_words[OBJECTS_OPENING]));
	const struct notice_new n = { NOTICE_CORRECTION, p.t.id, p.lot, p.l.title, body };
	TRY(notice_publish(c, &n, &notice));
	TRY(objection_settle(c, &p.t, &where));
	TRY(evidence_add(c, "opening.corrected", p.lot, p.t.id));
	json_put(reply, "notice", json_text(c, notice));
	return reply_tree(r, 200, reply);
}

static enum err objections_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct objection *list;
	size_t n;
	bool all = (c->relations & (W_PRINCIPAL | W_AGENCY | W_SUPERVISOR | W_INSPECTOR)) != 0;
	struct json *reply = json_object(c), *rows = json_list(c);
	TRY(objections_of(c, r->params[0], all ? NULL : c->actor.party, &list, &n));
	for (size_t i = 0; i < n; i++) {
		const struct objection *o = &list[i];
		struct json *row = json_object(c);
		json_put(row, "answer", json_text(c, o->answer));
		json_put(row, "content", json_text(c, o->content));
		json_put(row, "id", json_text(c, o->id));
		json_put(row, "lot", json_text(c, o->lot));
		json_put(row, "outcome", json_text(c, objection_outcome_words[o->outcome]));
		json_put(row, "party", json_text(c, o->party));
		json_put(row, "raised", json_text(c, moment_text(c, o->raised_ms)));
		json_put(row, "subject", json_text(c, objection_subject_words[o->subject]));
		if (o->answered_ms > 0)
			json_put(row, "answered", json_text(c, moment_text(c, o->answered_ms)));
		if (o->settled_ms > 0)
			json_put(row, "settled", json_text(c, moment_text(c, o->settled_ms)));
		json_push(rows, row);
	}
	json_put(reply, "objections", rows);
	return reply_tree(r, 200, reply);
}

#define SIDE (W_PRINCIPAL | W_AGENCY)
#define ROWS(base, prefix, relation, object)                                                      \
	{ M_POST, base "/objections", ROW_ACT, .handler = prefix##_objection_post,                \
		.who = W_TENDERER, .of = relation, FIELDS(objection_fields, struct objection_in), \
		.errors = "WRONG_STATE LAW_BOUND DENIED DUPLICATE",                               \
		.doc = "Objects to " object "; the trade is stayed." },                           \
	    { M_POST, base "/objections/answers", ROW_ACT, .handler = prefix##_answer_post,       \
		    .who = W_PRINCIPAL, .of = relation, FIELDS(answer_fields, struct answer_in),  \
		    .errors = "WRONG_STATE NOT_FOUND",                                            \
		    .doc = "Answers an objection to " object "." },                               \
	{                                                                                         \
		M_POST, base "/objections/withdrawals", ROW_ACT,                                  \
		    .handler = prefix##_withdrawal_post, .who = W_TENDERER, .of = relation,       \
		    FIELDS(withdraw_fields, struct withdraw_in),                                  \
		    .errors = "WRONG_STATE NOT_FOUND DENIED",                                     \
		    .doc = "Takes an own objection back."                                         \
	}

const struct route objection_routes[] = {
	ROWS("/api/tenders/{tender}", tender, of_tender, "the tender document"),
	ROWS("/api/lots/{lot}", lot, of_lot, "the opening or the result"),
	{ M_POST, "/api/lots/{lot}/objections/corrections", ROW_ACT, .handler = correction_post,
	    .who = W_PRINCIPAL, .of = of_lot, FIELDS(correction_fields, struct correction_in),
	    .errors = "WRONG_STATE NOT_FOUND",
	    .doc = "Corrects the opening after an upheld objection: a notice; the trade goes on." },
	{ M_GET, "/api/tenders/{tender}/objections", ROW_READ, .handler = objections_get,
	    .who = SIDE | W_SUPERVISOR | W_INSPECTOR | W_TENDERER, .of = of_tender,
	    .doc = "The objections of a tender and its lots; a tenderer sees the own ones." },
	{ .path = NULL },
};
