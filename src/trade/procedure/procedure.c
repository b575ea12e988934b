#include "trade/procedure/procedure.h"

#include <stddef.h>

#include "core/base/buf.h"
#include "core/http/route.h"

#define SIDE (W_PRINCIPAL | W_AGENCY)
/* the centre: that a member refuses to sign (《实施条例》第五十三条) */
#define SIGNS (W_COMMITTEE | W_CENTRE)

const struct rule tender_rules[] = {
	/* from          event       to            who          evidence */
	{ TS_DRAFT, TE_DRAFT_PREQUALIFY, TS_DRAFT, SIDE, "prequalification.drafted" },
	{ TS_DRAFT, TE_PREQUALIFY, TS_APPLYING, W_PRINCIPAL, "prequalification.published" },
	{ TS_APPLYING, TE_OPEN, TS_REVIEWING, W_CLOCK, "applications.opened" },
	{ TS_APPLYING, TE_OPEN_FEW, TS_UNQUALIFIED, W_CLOCK, "tender.unqualified" },
	/* back to the draft: those who passed are invited by its announcement */
	{ TS_REVIEWING, TE_QUALIFY, TS_DRAFT, W_COMMITTEE, "tender.qualified" },
	{ TS_REVIEWING, TE_QUALIFY_FEW, TS_UNQUALIFIED, W_COMMITTEE, "tender.unqualified" },
	{ TS_DRAFT, TE_SUBMIT, TS_SUBMITTED, SIDE, "tender.submitted" },
	{ TS_DRAFT, TE_TAKE_IN, TS_SUBMITTED, W_PRINCIPAL, "tender.taken-in" },
	{ TS_SUBMITTED, TE_RETURN, TS_DRAFT, W_PRINCIPAL, "tender.returned" },
	{ TS_SUBMITTED, TE_CONFIRM, TS_CONFIRMED, W_PRINCIPAL, "tender.confirmed" },
	{ TS_CONFIRMED, TE_RETURN, TS_DRAFT, W_PRINCIPAL, "tender.returned" },
	{ TS_CONFIRMED, TE_PUBLISH, TS_PUBLISHED, SIDE, "tender.published" },
	/* until the deadline, which the acts themselves check */
	{ TS_PUBLISHED, TE_ENQUIRE, TS_PUBLISHED, W_TENDERER, "enquiry.asked" },
	{ TS_PUBLISHED, TE_DRAFT_CHANGE, TS_PUBLISHED, SIDE, "change.drafted" },
	{ TS_PUBLISHED, TE_CHANGE, TS_PUBLISHED, W_PRINCIPAL, "tender.changed" },
	{ TS_APPLYING, TE_ENQUIRE, TS_APPLYING, W_TENDERER, "enquiry.asked" },
	{ TS_APPLYING, TE_DRAFT_CHANGE, TS_APPLYING, SIDE, "change.drafted" },
	{ TS_APPLYING, TE_CHANGE, TS_APPLYING, W_PRINCIPAL, "tender.changed" },
	{ .evidence = NULL },
};

const struct rule lot_rules[] = {
	/* from           event             to               who          evidence */
	{ LS_DRAFT, LE_PUBLISH, LS_BIDDING, SIDE, "lot.published" },
	{ LS_DRAFT, LE_UNQUALIFY, LS_UNSUCCESSFUL, W_CLOCK | W_COMMITTEE, "lot.unsuccessful" },
	{ LS_DRAFT, LE_STATE_BILL, LS_DRAFT, SIDE, "bill.stated" },
	{ LS_BIDDING, LE_STATE_BILL, LS_BIDDING, W_PRINCIPAL, "bill.changed" },
	{ LS_BIDDING, LE_STATE_CEILING, LS_BIDDING, W_PRINCIPAL, "ceiling.published" },
	{ LS_BIDDING, LE_CLOSE, LS_OPENING, W_CLOCK, "lot.closed" },
	{ LS_BIDDING, LE_CLOSE_FEW, LS_UNSUCCESSFUL, W_CLOCK, "lot.unsuccessful" },
	{ LS_BIDDING, LE_CANCEL, LS_CANCELLED, W_PRINCIPAL, "lot.cancelled" },
	{ LS_OPENING, LE_OPEN, LS_EVALUATING, W_CLOCK, "lot.opened" },
	{ LS_OPENING, LE_OPEN_FEW, LS_UNSUCCESSFUL, W_CLOCK, "lot.unsuccessful" },
	/* two envelopes: the prices of those only who passed the first */
	{ LS_OPENING, LE_OPEN_FIRST, LS_SCREENING, W_CLOCK, "lot.first-opened" },
	{ LS_SCREENING, LE_SCREEN, LS_PRICING, SIGNS, "lot.screened" },
	{ LS_SCREENING, LE_SCREEN_NONE, LS_UNSUCCESSFUL, SIGNS, "lot.unsuccessful" },
	{ LS_SCREENING, LE_CANCEL, LS_CANCELLED, W_PRINCIPAL, "lot.cancelled" },
	{ LS_PRICING, LE_OPEN, LS_EVALUATING, W_CLOCK, "lot.opened" },
	{ LS_EVALUATING, LE_EVALUATE, LS_EVALUATED, SIGNS, "lot.evaluated" },
	{ LS_EVALUATING, LE_EVALUATE_NONE, LS_UNSUCCESSFUL, SIGNS, "lot.unsuccessful" },
	{ LS_EVALUATING, LE_CANCEL, LS_CANCELLED, W_PRINCIPAL, "lot.cancelled" },
	{ LS_EVALUATED, LE_SHOW, LS_PUBLICITY, SIDE, "candidates.published" },
	{ LS_PUBLICITY, LE_AWARD, LS_AWARDED, W_PRINCIPAL, "award.made" },
	/* the candidate itself */
	{ LS_PUBLICITY, LE_DECLINE, LS_PUBLICITY, W_TENDERER, "award.declined" },
	{ LS_AWARDED, LE_DECLINE, LS_AWARDED, W_TENDERER, "award.declined" },
	{ LS_PUBLICITY, LE_PASS, LS_PUBLICITY, W_PRINCIPAL, "candidate.passed" },
	{ LS_PUBLICITY, LE_REOPEN, LS_EVALUATING, W_PRINCIPAL, "lot.reopened" },
	{ LS_PUBLICITY, LE_CANCEL, LS_CANCELLED, W_PRINCIPAL, "lot.cancelled" },
	{ LS_AWARDED, LE_PASS, LS_PUBLICITY, W_PRINCIPAL, "candidate.passed" },
	{ LS_AWARDED, LE_CONTRACT, LS_CONTRACTED, SIDE, "contract.published" },
	{ LS_CONTRACTED, LE_PERFORM, LS_CONTRACTED, SIDE, "performance.published" },
	{ LS_ARCHIVED, LE_PERFORM, LS_ARCHIVED, SIDE, "performance.published" },
	{ LS_CONTRACTED, LE_ARCHIVE, LS_ARCHIVED, SIDE | W_CENTRE, "lot.archived" },
	{ LS_UNSUCCESSFUL, LE_UNTENDER, LS_UNSUCCESSFUL, W_PRINCIPAL, "lot.untendered" },
	{ .evidence = NULL },
};

const char *const tender_state_words[] = { "draft", "submitted", "confirmed", "published",
	"applying", "reviewing", "unqualified" };
const char *const tender_event_words[] = { "submit", "take-in", "return", "confirm", "publish",
	"enquire", "draft-change", "change", "draft-prequalify", "prequalify", "open", "open-few",
	"qualify", "qualify-few" };
const char *const lot_state_words[] = { "draft", "bidding", "opening", "screening", "pricing",
	"evaluating", "evaluated", "publicity", "awarded", "contracted", "archived", "unsuccessful",
	"cancelled" };
const char *const lot_event_words[] = { "publish", "unqualify", "state-bill", "state-ceiling",
	"close", "close-few", "open", "open-few", "open-first", "screen", "screen-none", "evaluate",
	"evaluate-none", "show", "decline", "pass", "reopen", "award", "contract", "perform",
	"archive", "cancel", "untender" };
const char *const lot_state_zh[] = { "编制中", "投标中", "开标解密", "第一信封评审", "报价开标解密",
	"评标中", "评标完成", "候选人公示", "已定标", "已签合同", "已归档", "流标", "终止" };

enum err rule_refuse(struct ctx *c, const struct rule *rules, int from, int event)
{
	bool lot = rules == lot_rules;
	const char *const *states = lot ? lot_state_words : tender_state_words;
	const char *may[LS_STATES + 1] = { NULL };
	size_t n = 0;
	for (const struct rule *r = rules; r->evidence != NULL; r++)
		if (r->event == event)
			may[n++] = states[r->from];
	return fail(c, E_WRONG_STATE, "the %s is %s; for %s it must be %s", lot ? "lot" : "tender",
	    states[from], lot ? lot_event_words[event] : tender_event_words[event],
	    words_listed(c->mem, may));
}

enum err rule_find(
    struct ctx *c, const struct rule *rules, int from, int event, const struct rule **out)
{
	for (const struct rule *r = rules; r->evidence != NULL; r++)
		if (r->from == from && r->event == event) {
			if ((r->who & c->relations) == 0)
				return fail(
				    c, E_DENIED, "%s; only: %s", r->evidence, who_text(c, r->who));
			*out = r;
			return OK;
		}
	return rule_refuse(c, rules, from, event);
}

struct json *rules_may(struct ctx *c, const struct rule *rules, int from)
{
	const char *const *words = rules == lot_rules ? lot_event_words : tender_event_words;
	struct json *list = json_list(c);
	for (const struct rule *r = rules; r->evidence != NULL; r++)
		if (r->from == from && (r->who & c->relations & ~(uint32_t)W_CLOCK) != 0)
			json_push(list, json_text(c, words[r->event]));
	return list;
}
