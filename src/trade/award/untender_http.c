/* untender_http.c - a lot that failed twice is not tendered again. */
#include "core/base/limits.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "trade/award/award_db.h"
#include "trade/notice/notice.h"

#define RULE                                                                               \
	"《工程建设项目施工招标投标办法》（30号令）第三十八条 / " \
	"Order 30, art. 38"

static const struct field untender_fields[] = {
	F_TEXT(untendered, approver, OPTIONAL, 1, LIMIT_TITLE_CHARS, "原项目审批部门"),
	F_TEXT(untendered, number, OPTIONAL, 1, LIMIT_TITLE_CHARS, "批准文号"),
	F_TEXT(untendered, reason, REQUIRED, 1, LIMIT_TEXT_CHARS, "why, and how it goes on"),
	F_END,
};

/* Whether the tender that this one repeats had a lot that failed. */
static enum err failed_before(struct ctx *c, const struct tender *t, bool *out)
{
	struct lot *lots;
	size_t n;
	*out = false;
	if (t->retender_of == NULL)
		return OK;
	TRY(lots_of(c, t->retender_of, &lots, &n));
	for (size_t i = 0; i < n; i++)
		*out = *out || lots[i].state == LS_UNSUCCESSFUL;
	return OK;
}

static enum err untender_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct untendered *in = r->body;
	struct tender t;
	struct lot l;
	bool again;
	struct json *body = json_object(c);
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state != LS_UNSUCCESSFUL)
		return rule_refuse(c, lot_rules, l.state, LE_UNTENDER);
	TRY(failed_before(c, &t, &again));
	if (!again)
		return fail_rule(c, E_WRONG_STATE, RULE,
		    "only after a second failure; tender it again with retenderOf %s", t.id);
	/* what state money builds needs its approval, and so the approver's consent */
	if (t.funding == FUNDING_STATE && (in->approver == NULL || in->number == NULL)) {
		enum err e =
		    fail_at(c, E_MISSING_FIELD, in->approver == NULL ? "/approver" : "/number",
		        NULL, "the approval not to tender again");
		c->fault.rule = RULE;
		return e;
	}
	enum err e = untendered_insert(c, l.id, in);
	if (e == E_DUPLICATE)
		return fail(c, E_DUPLICATE, "it is on record that the lot is not tendered again");
	TRY(e);
	json_put(body, "approver", json_text(c, in->approver));
	json_put(body, "lot", json_text(c, l.id));
	json_put(body, "number", json_text(c, in->number));
	json_put(body, "why", json_text(c, in->reason));
	const struct notice_new n = { NOTICE_UNTENDERED, t.id, l.id, l.title, body };
	TRY(notice_publish(c, &n, NULL));
	TRY(lot_step(c, &l, LE_UNTENDER));
	return reply_tree(r, 200, json_object(c));
}

const struct route untender_routes[] = {
	{ M_POST, "/api/lots/{lot}/untendering", ROW_ACT, .handler = untender_post,
	    .who = W_PRINCIPAL, .of = of_lot, FIELDS(untender_fields, struct untendered),
	    .errors = "WRONG_STATE MISSING_FIELD DUPLICATE",
	    .doc = "After a second failure: the lot is not tendered again." },
	{ .path = NULL },
};
