/* untender_http.c - a lot that failed twice is not tendered again. */
#include "core/base/limits.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "trade/award/award_db.h"
#include "trade/notice/notice.h"

static const struct field untender_fields[] = {
	F_TEXT(untendered, approver, OPTIONAL, 1, LIMIT_TITLE_CHARS, "原项目审批部门"),
	F_TEXT(untendered, number, OPTIONAL, 1, LIMIT_TITLE_CHARS, "批准文号"),
	F_TEXT(untendered, reason, REQUIRED, 1, LIMIT_TEXT_CHARS, "why, and how it goes on"),
	F_END,
};

#define CHAIN_MAX 10

/* How often this lot has failed for too few (三十八条: 投标人仍少于三个): now, and in the tenders that this
 * one repeats, in the lot of its number. One whose bids were all rejected is tendered again. */
static enum err failures_of(
    struct ctx *c, const struct tender *t, const struct lot *l, int64_t *out)
{
	struct tender before = *t;
	*out = l->failure == FAILED_FEW;
	for (int i = 0; i<CHAIN_MAX && * out> 0 && before.retender_of != NULL; i++) {
		struct lot *lots;
		size_t n;
		TRY(tender_get(c, before.retender_of, &before));
		TRY(lots_of(c, before.id, &lots, &n));
		for (size_t k = 0; k < n; k++)
			*out += lots[k].number == l->number && lots[k].failure == FAILED_FEW;
	}
	return OK;
}

static enum err untender_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct untendered *in = r->body;
	struct tender t;
	struct lot l;
	const struct law_number *row;
	struct law_bound failures = { .id = "untendered.failures.min", .field = "/" };
	struct json *body = json_object(c);
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state != LS_UNSUCCESSFUL)
		return rule_refuse(c, lot_rules, l.state, LE_UNTENDER);
	const struct law_case k = tender_case(&t);
	TRY(failures_of(c, &t, &l, &failures.value));
	TRY(law_hold(c, &k, &failures, json_list(c)));
	TRY(law_bound(c, failures.id, &k, c->now_ms, &row));
	/* what state money builds needs its approval, and so the approver's consent */
	if (t.funding == FUNDING_STATE && (in->approver == NULL || in->number == NULL)) {
		enum err e =
		    fail_at(c, E_MISSING_FIELD, in->approver == NULL ? "/approver" : "/number",
		        NULL, "the approval not to tender again");
		c->fault.rule = row != NULL ? row->rule : NULL;
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
	    .errors = "WRONG_STATE LAW_BOUND MISSING_FIELD DUPLICATE",
	    .doc = "After a second failure: the lot is not tendered again." },
	{ .path = NULL },
};
