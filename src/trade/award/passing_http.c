/* passing_http.c - candidates that cannot have the award, and results taken back. */
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "trade/award/turn.h"
#include "trade/evaluation/dossier.h"
#include "trade/evaluation/evaluation.h"
#include "trade/notice/notice.h"
#include "trade/objection/objection.h"

enum err signed_result(struct ctx *c, const char *lot, struct json **out, int64_t *at_ms)
{
	const char *text, *digest;
	TRY(evaluation_get(c, lot, &text, &digest, at_ms));
	return json_parse(c, text, strlen(text), out);
}

const char *const passing_words[] = { "declined", "force-majeure", "no-performance-security",
	"violation", NULL };
const char *const passing_zh[] = { "放弃中标", "因不可抗力不能履行合同",
	"不按照招标文件要求提交履约保证金", "被查实存在影响中标结果的违法行为" };

static bool is_passed(const struct turn *t, const char *party)
{
	for (size_t i = 0; i < t->passed_count; i++)
		if (strcmp(t->passed[i].party, party) == 0)
			return true;
	return false;
}

/* The first candidate in order that was not passed over and is not that one; NULL: none. */
static const struct json *first_left(
    const struct json *candidates, const struct turn *t, const char *but)
{
	const struct json *row = candidates->first;
	for (; row != NULL; row = row->next) {
		const char *party = json_get_text(row, "party", "");
		if (!is_passed(t, party) && (but == NULL || strcmp(party, but) != 0))
			return row;
	}
	return NULL;
}

enum err whose_turn(struct ctx *c, const struct lot *l, const char *chosen, struct turn *out)
{
	struct json *result;
	int64_t at_ms;
	struct turn t = { 0 };
	TRY(signed_result(c, l->id, &result, &at_ms));
	TRY(passings_of(c, l->id, &t.passed, &t.passed_count));
	const struct json *candidates = result_candidates(c, result);
	const struct json *row = first_left(candidates, &t, NULL);
	if (row == NULL)
		return fail_rule(c, E_WRONG_STATE,
		    "《招标投标法实施条例》第五十五条 / Implementing Regulation, art. 55",
		    "every candidate was passed over; the lot is to be tendered again");
	if (chosen != NULL) {
		row = candidates->first;
		while (row != NULL && strcmp(json_get_text(row, "party", ""), chosen) != 0)
			row = row->next;
		if (row == NULL || is_passed(&t, chosen))
			return fail_at(c, E_BAD_FIELD, "/choice", chosen,
			    "a candidate that was not passed over");
	}
	t.party = json_get_text(row, "party", "");
	t.name = json_get_text(row, "name", "");
	TRY(result_price(c, result, t.party, l->currency, &t.price));
	row = first_left(candidates, &t, t.party);
	if (row != NULL) {
		t.next = json_get_text(row, "party", "");
		t.next_name = json_get_text(row, "name", "");
		TRY(result_price(c, result, t.next, l->currency, &t.next_price));
	}
	*out = t;
	return OK;
}

enum err result_owed(struct ctx *c, const struct lot *l, const char **id)
{
	const struct objection where = {
		.tender = l->tender, .lot = l->id, .subject = OBJECTS_RESULT
	};
	return objection_owed(c, &where, id);
}

enum err check_upheld(struct ctx *c, const struct lot *l)
{
	const char *owed;
	TRY(result_owed(c, l, &owed));
	if (owed == NULL)
		return OK;
	return fail_rule(c, E_WRONG_STATE,
	    "《招标投标法实施条例》第五十四条、第五十五条 / Implementing Regulation, art. 54, 55",
	    "the objection %s to the result was upheld; next: POST /api/lots/%s/reopening, or "
	    "/passings of the candidate",
	    owed, l->id);
}

/* The passing, or the other evaluation, is what those that were upheld led to. */
static enum err settle_result(struct ctx *c, const struct lot *l, const struct tender *t)
{
	const struct objection where = {
		.tender = l->tender, .lot = l->id, .subject = OBJECTS_RESULT
	};
	return objection_settle(c, t, &where);
}

struct json *passings_json(struct ctx *c, const struct passing *passed, size_t n)
{
	struct json *list = json_list(c);
	for (size_t i = 0; i < n; i++) {
		struct json *o = json_object(c);
		json_put(o, "party", json_text(c, passed[i].party));
		json_put(o, "reason", json_text(c, passing_words[passed[i].reason]));
		json_put(o, "why", json_text(c, passing_zh[passed[i].reason]));
		json_push(list, o);
	}
	return list;
}

#define RULE_55 "《招标投标法实施条例》第五十五条 / Implementing Regulation, art. 55"

struct declining_in {
	const char *reason;
};
static const struct field declining_fields[] = {
	F_TEXT(declining_in, reason, REQUIRED, 1, LIMIT_TEXT_CHARS, "why it gives the award up"),
	F_END,
};

/* 放弃中标: nobody but the candidate says so. */
static enum err declining_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct declining_in *in = r->body;
	struct json *result;
	struct lot l;
	int64_t at_ms;
	TRY(lot_get(c, r->params[0], &l, NULL));
	if (l.state != LS_PUBLICITY && l.state != LS_AWARDED)
		return rule_refuse(c, lot_rules, l.state, LE_DECLINE);
	TRY(signed_result(c, l.id, &result, &at_ms));
	const struct json *row = result_candidates(c, result)->first;
	while (row != NULL && strcmp(json_get_text(row, "party", ""), c->actor.party) != 0)
		row = row->next;
	if (row == NULL)
		return fail_rule(
		    c, E_DENIED, RULE_55, "the caller is not among the candidates of the lot");
	enum err e = declining_insert(c, l.id, c->actor.party, in->reason);
	if (e == E_DUPLICATE)
		return fail(c, E_DUPLICATE, "the candidate has declined");
	TRY(e);
	TRY(lot_step(c, &l, LE_DECLINE));
	return reply_tree(r, 200, json_object(c));
}

struct passing_in {
	int reason;
	const char *note;
	const uint8_t *document;
};
static const struct field passing_fields[] = {
	F_ENUM(passing_in, reason, REQUIRED, passing_words, "why, of the law's reasons"),
	F_TEXT(passing_in, note, REQUIRED, 1, LIMIT_TEXT_CHARS, "what happened"),
	F_DIGEST(passing_in, document, OPTIONAL,
	    "what proves it, uploaded before; wanted unless the candidate declined itself"),
	F_END,
};

/* It is over, unless an objection to the result was upheld. */
static enum err check_publicity(struct ctx *c, const struct lot *l)
{
	const char *owed;
	TRY(result_owed(c, l, &owed));
	if (l->state != LS_PUBLICITY || c->now_ms >= l->publicity_ends_ms || owed != NULL)
		return OK;
	return fail_rule(c, E_LAW_BOUND,
	    "《招标投标法实施条例》第五十四条、第五十五条 / Implementing Regulation, art. 54, 55",
	    "the publicity ends at %s, and no objection to the result was upheld",
	    moment_text(c, l->publicity_ends_ms));
}

/* The candidate's own declining, or a document; the principal's word alone is none. */
static enum err check_ground(
    struct ctx *c, const struct lot *l, const char *party, const struct passing_in *in)
{
	struct document d;
	bool declined;
	TRY(has_declined(c, l->id, party, &declined));
	if (in->reason == PASSES_DECLINED && !declined)
		return fail_rule(c, E_WRONG_STATE, RULE_55,
		    "the candidate has not declined; it does by POST /api/lots/%s/declining",
		    l->id);
	if (in->document != NULL)
		return document_check(c, "/document", in->document, &d);
	if (in->reason == PASSES_DECLINED)
		return OK;
	enum err e = fail_at(c, E_MISSING_FIELD, "/document", NULL, "what proves the reason");
	c->fault.rule = RULE_55;
	return e;
}

/* 更正公告: who was passed over and why, who follows, and which award notice holds no longer. */
static enum err tell_passing(struct ctx *c, const struct lot *l, const struct turn *t,
    const struct passing *p, const char *countermands)
{
	struct json *body = json_object(c);
	const char *zh = passing_zh[p->reason];
	json_put(body, "content",
	    json_text(
	        c, t->next != NULL
	               ? arena_printf(c->mem, "中标候选人%s%s，由%s依次递补。%s", t->name, zh,
	                     t->next_name, countermands != NULL ? "原中标结果公告撤销。" : "")
	               : arena_printf(c->mem, "中标候选人%s%s，没有其他中标候选人。%s", t->name, zh,
	                     countermands != NULL ? "原中标结果公告撤销。" : "")));
	if (countermands != NULL)
		json_put(body, "countermands", json_text(c, countermands));
	if (p->ground != NULL)
		json_put(body, "ground", json_text(c, p->ground));
	json_put(body, "lot", json_text(c, l->id));
	if (t->next != NULL) {
		struct json *next = json_object(c);
		json_put(next, "name", json_text(c, t->next_name));
		json_put(next, "party", json_text(c, t->next));
		json_put(next, "price", money_json(c, t->next_price.minor, l->currency));
		json_put(body, "next", next);
	}
	json_put(body, "passed", passings_json(c, p, 1));
	const struct notice_new n = { NOTICE_CORRECTION, l->tender, l->id, l->title, body };
	return notice_publish(c, &n, NULL);
}

static enum err passing_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct passing_in *in = r->body;
	struct tender t;
	struct lot l;
	struct award a = { 0 };
	struct turn turn;
	struct json *o = json_object(c);
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state != LS_PUBLICITY && l.state != LS_AWARDED)
		return rule_refuse(c, lot_rules, l.state, LE_PASS);
	if (l.state == LS_AWARDED)
		TRY(award_get(c, l.id, &a));
	/* awarded, it is passed over that has the award */
	TRY(whose_turn(c, &l, a.party, &turn));
	TRY(check_publicity(c, &l));
	TRY(check_ground(c, &l, turn.party, in));
	const struct passing p = { .party = turn.party,
		.note = in->note,
		.reason = in->reason,
		.ground =
		    in->document != NULL ? enc_hex(c->mem, in->document, SHA256_BYTES) : NULL };
	TRY(passing_insert(c, l.id, &p));
	TRY(award_drop(c, l.id));
	TRY(tell_passing(c, &l, &turn, &p, a.notice));
	TRY(settle_result(c, &l, &t));
	TRY(lot_step(c, &l, LE_PASS));
	json_put(o, "next", json_text(c, turn.next));
	json_put(o, "passed", json_text(c, turn.party));
	return reply_tree(r, 200, o);
}

static const struct field reopening_fields[] = {
	F_TEXT(passing_in, note, REQUIRED, 1, LIMIT_TEXT_CHARS, "what the committee is to look at"),
	F_END,
};

/* Only an objection that the principal upheld brings the result back to the committee. */
static enum err reopening_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender t;
	struct lot l;
	const char *owed;
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state != LS_PUBLICITY)
		return rule_refuse(c, lot_rules, l.state, LE_REOPEN);
	TRY(result_owed(c, &l, &owed));
	if (owed == NULL)
		return fail_rule(c, E_WRONG_STATE,
		    "《招标投标法实施条例》第五十四条、第八十一条 / Implementing Regulation, art. "
		    "54, 81",
		    "no upheld objection to the result waits for its consequence");
	TRY(evaluation_drop(c, l.id));
	TRY(passings_drop(c, l.id));
	TRY(settle_result(c, &l, &t));
	l.publicity_ends_ms = 0;
	TRY(lot_step(c, &l, LE_REOPEN));
	return reply_tree(r, 200, json_object(c));
}

const struct route passing_routes[] = {
	{ M_POST, "/api/lots/{lot}/declining", ROW_ACT, .handler = declining_post,
	    .who = W_TENDERER, .of = of_lot, FIELDS(declining_fields, struct declining_in),
	    .errors = "WRONG_STATE DENIED DUPLICATE STAYED",
	    .doc = "A candidate gives the award up (放弃中标)." },
	{ M_POST, "/api/lots/{lot}/passings", ROW_ACT, .handler = passing_post, .who = W_PRINCIPAL,
	    .of = of_lot, FIELDS(passing_fields, struct passing_in),
	    .errors = "WRONG_STATE LAW_BOUND MISSING_FIELD NOT_FOUND STAYED",
	    .doc = "Passes over the candidate whose turn it is; the next may have the award." },
	{ M_POST, "/api/lots/{lot}/reopening", ROW_ACT, .handler = reopening_post,
	    .who = W_PRINCIPAL, .of = of_lot, FIELDS(reopening_fields, struct passing_in),
	    .errors = "WRONG_STATE",
	    .doc = "After an upheld objection the committee evaluates anew." },
	{ .path = NULL },
};
