/* passing_http.c - candidates that cannot have the award, and results taken back. */
#include <string.h>

#include "core/base/limits.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "trade/award/turn.h"
#include "trade/evaluation/dossier.h"
#include "trade/evaluation/evaluation.h"
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

enum err whose_turn(struct ctx *c, const struct lot *l, struct turn *out)
{
	struct json *result;
	int64_t at_ms;
	struct turn t = { 0 };
	TRY(signed_result(c, l->id, &result, &at_ms));
	TRY(passings_of(c, l->id, &t.passed, &t.passed_count));
	const struct json *row = result_candidates(c, result)->first;
	for (size_t i = 0; i < t.passed_count && row != NULL; i++)
		row = row->next;
	if (row == NULL)
		return fail_rule(c, E_WRONG_STATE,
		    "《招标投标法实施条例》第五十五条 / Implementing Regulation, art. 55",
		    "every candidate was passed over; the lot is to be tendered again");
	t.party = json_get_text(row, "party", "");
	TRY(result_price(c, result, t.party, l->currency, &t.price));
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

/* The passing, or the other evaluation, is what those that were upheld led to. */
static enum err settle_result(struct ctx *c, const struct lot *l, const struct tender *t)
{
	const struct objection where = {
		.tender = l->tender, .lot = l->id, .subject = OBJECTS_RESULT
	};
	return objection_settle(c, t, &where);
}

struct passing_in {
	int reason;
	const char *note;
};
static const struct field passing_fields[] = {
	F_ENUM(passing_in, reason, REQUIRED, passing_words, "why, of the law's reasons"),
	F_TEXT(passing_in, note, REQUIRED, 1, LIMIT_TEXT_CHARS, "what happened, with its proof"),
	F_END,
};

static enum err passing_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct passing_in *in = r->body;
	struct tender t;
	struct lot l;
	struct turn turn;
	struct json *o = json_object(c);
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state != LS_PUBLICITY && l.state != LS_AWARDED)
		return rule_refuse(c, lot_rules, l.state, LE_PASS);
	TRY(whose_turn(c, &l, &turn));
	const struct passing p = { .party = turn.party, .note = in->note, .reason = in->reason };
	TRY(passing_insert(c, l.id, &p));
	TRY(award_drop(c, l.id));
	TRY(settle_result(c, &l, &t));
	TRY(lot_step(c, &l, LE_PASS));
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
	{ M_POST, "/api/lots/{lot}/passings", ROW_ACT, .handler = passing_post, .who = W_PRINCIPAL,
	    .of = of_lot, FIELDS(passing_fields, struct passing_in), .errors = "WRONG_STATE",
	    .doc = "Passes over the candidate whose turn it is; the next may have the award." },
	{ M_POST, "/api/lots/{lot}/reopening", ROW_ACT, .handler = reopening_post,
	    .who = W_PRINCIPAL, .of = of_lot, FIELDS(reopening_fields, struct passing_in),
	    .errors = "WRONG_STATE",
	    .doc = "After an upheld objection the committee evaluates anew." },
	{ .path = NULL },
};
