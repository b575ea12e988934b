#include "trade/procedure/procedure.h"

#include <stddef.h>

#include "core/base/buf.h"
#include "core/http/route.h"

#define SIDE (W_PRINCIPAL | W_AGENCY)
#define LAW(zh, en) "《招标投标法》第" zh "条 / Tendering and Bidding Law, art. " en
#define REG(zh, en) "《招标投标法实施条例》第" zh "条 / Implementing Regulation, art. " en
#define ORDER_10(zh, en) "《招标公告和公示信息发布管理办法》第" zh "条 / Order 10, art. " en
#define ORDER_20(zh, en) "《电子招标投标办法》第" zh "条 / Order 20, art. " en
#define WORKS(zh, en) "《工程建设项目施工招标投标办法》第" zh "条 / Order 30, art. " en
/* two envelopes */
#define HIGHWAY \
	"《公路工程建设项目招标投标管理办法》 / Order 24 (2015) of the Ministry of Transport"
/* the centre: that a member refuses to sign (《实施条例》第五十三条) */
#define SIGNS (W_COMMITTEE | W_CENTRE)

const struct rule tender_rules[] = {
	/* from          event       to            who          evidence, article */
	{ TS_DRAFT, TE_DRAFT_PREQUALIFY, TS_DRAFT, SIDE, "prequalification.drafted",
	    REG("十五", "15") },
	{ TS_DRAFT, TE_PREQUALIFY, TS_APPLYING, W_PRINCIPAL, "prequalification.published",
	    REG("十五", "15") },
	{ TS_APPLYING, TE_OPEN, TS_REVIEWING, W_CLOCK, "applications.opened",
	    ORDER_20("三十", "30") },
	{ TS_APPLYING, TE_OPEN_FEW, TS_UNQUALIFIED, W_CLOCK, "tender.unqualified",
	    REG("十九", "19") },
	/* back to the draft: those who passed are invited by its announcement */
	{ TS_REVIEWING, TE_QUALIFY, TS_DRAFT, W_COMMITTEE, "tender.qualified", REG("十九", "19") },
	{ TS_REVIEWING, TE_QUALIFY_FEW, TS_UNQUALIFIED, W_COMMITTEE, "tender.unqualified",
	    REG("十九", "19") },
	{ TS_DRAFT, TE_SUBMIT, TS_SUBMITTED, SIDE, "tender.submitted", LAW("十九", "19") },
	{ TS_DRAFT, TE_TAKE_IN, TS_SUBMITTED, W_PRINCIPAL, "tender.taken-in", LAW("十二", "12") },
	{ TS_SUBMITTED, TE_RETURN, TS_DRAFT, W_PRINCIPAL, "tender.returned", LAW("十五", "15") },
	{ TS_SUBMITTED, TE_CONFIRM, TS_CONFIRMED, W_PRINCIPAL, "tender.confirmed",
	    ORDER_10("八", "8") },
	{ TS_CONFIRMED, TE_RETURN, TS_DRAFT, W_PRINCIPAL, "tender.returned", LAW("十五", "15") },
	{ TS_CONFIRMED, TE_PUBLISH, TS_PUBLISHED, SIDE, "tender.published", LAW("十六", "16") },
	/* until the deadline, which the acts themselves check */
	{ TS_PUBLISHED, TE_ENQUIRE, TS_PUBLISHED, W_TENDERER, "enquiry.asked",
	    LAW("二十二", "22") },
	{ TS_PUBLISHED, TE_DRAFT_CHANGE, TS_PUBLISHED, SIDE, "change.drafted",
	    LAW("二十三", "23") },
	{ TS_PUBLISHED, TE_CHANGE, TS_PUBLISHED, W_PRINCIPAL, "tender.changed",
	    LAW("二十三", "23") },
	{ TS_APPLYING, TE_ENQUIRE, TS_APPLYING, W_TENDERER, "enquiry.asked", REG("二十二", "22") },
	{ TS_APPLYING, TE_DRAFT_CHANGE, TS_APPLYING, SIDE, "change.drafted", REG("二十一", "21") },
	{ TS_APPLYING, TE_CHANGE, TS_APPLYING, W_PRINCIPAL, "tender.changed", REG("二十一", "21") },
	/* follows by itself from the end of its last lot, whose entry tells it; published, the lots
	 * stand for it */
	{ TS_APPLYING, TE_END, TS_CANCELLED, W_CLOCK, "lot.cancelled", REG("三十一", "31") },
	{ TS_REVIEWING, TE_END, TS_CANCELLED, W_CLOCK, "lot.cancelled", REG("三十一", "31") },
	{ TS_DRAFT, TE_END, TS_CANCELLED, W_CLOCK, "lot.cancelled", REG("三十一", "31") },
	{ TS_SUBMITTED, TE_END, TS_CANCELLED, W_CLOCK, "lot.cancelled", REG("三十一", "31") },
	{ TS_CONFIRMED, TE_END, TS_CANCELLED, W_CLOCK, "lot.cancelled", REG("三十一", "31") },
	{ .evidence = NULL },
};

const struct rule lot_rules[] = {
	/* from           event             to               who          evidence, article */
	{ LS_DRAFT, LE_PUBLISH, LS_BIDDING, SIDE, "lot.published", LAW("十六", "16") },
	{ LS_DRAFT, LE_UNQUALIFY, LS_UNSUCCESSFUL, W_CLOCK | W_COMMITTEE, "lot.unsuccessful",
	    REG("十九", "19") },
	/* while it is prequalified for: before that there is nothing to end */
	{ LS_DRAFT, LE_CANCEL, LS_CANCELLED, W_PRINCIPAL, "lot.cancelled", REG("三十一", "31") },
	{ LS_DRAFT, LE_STATE_BILL, LS_DRAFT, SIDE, "bill.stated", LAW("十九", "19") },
	{ LS_BIDDING, LE_STATE_BILL, LS_BIDDING, W_PRINCIPAL, "bill.changed", LAW("二十三", "23") },
	{ LS_BIDDING, LE_STATE_CEILING, LS_BIDDING, W_PRINCIPAL, "ceiling.published",
	    REG("二十七", "27") },
	{ LS_BIDDING, LE_CLOSE, LS_OPENING, W_CLOCK, "lot.closed", LAW("三十四", "34") },
	{ LS_BIDDING, LE_CLOSE_FEW, LS_UNSUCCESSFUL, W_CLOCK, "lot.unsuccessful",
	    LAW("二十八", "28") },
	{ LS_BIDDING, LE_CANCEL, LS_CANCELLED, W_PRINCIPAL, "lot.cancelled", REG("三十一", "31") },
	{ LS_OPENING, LE_OPEN, LS_EVALUATING, W_CLOCK, "lot.opened", ORDER_20("三十", "30") },
	{ LS_OPENING, LE_OPEN_FEW, LS_UNSUCCESSFUL, W_CLOCK, "lot.unsuccessful",
	    ORDER_20("三十一", "31") },
	/* two envelopes: the prices of those only who passed the first */
	{ LS_OPENING, LE_OPEN_FIRST, LS_SCREENING, W_CLOCK, "lot.first-opened", HIGHWAY },
	{ LS_SCREENING, LE_SCREEN, LS_PRICING, SIGNS, "lot.screened", HIGHWAY },
	{ LS_SCREENING, LE_SCREEN_NONE, LS_UNSUCCESSFUL, SIGNS, "lot.unsuccessful",
	    LAW("四十二", "42") },
	{ LS_SCREENING, LE_CANCEL, LS_CANCELLED, W_PRINCIPAL, "lot.cancelled",
	    REG("三十一", "31") },
	{ LS_PRICING, LE_OPEN, LS_EVALUATING, W_CLOCK, "lot.opened", ORDER_20("三十", "30") },
	{ LS_EVALUATING, LE_EVALUATE, LS_EVALUATED, SIGNS, "lot.evaluated", LAW("四十", "40") },
	{ LS_EVALUATING, LE_EVALUATE_NONE, LS_UNSUCCESSFUL, SIGNS, "lot.unsuccessful",
	    LAW("四十二", "42") },
	{ LS_EVALUATING, LE_CANCEL, LS_CANCELLED, W_PRINCIPAL, "lot.cancelled",
	    REG("三十一", "31") },
	{ LS_EVALUATED, LE_SHOW, LS_PUBLICITY, SIDE, "candidates.published", REG("五十四", "54") },
	{ LS_PUBLICITY, LE_AWARD, LS_AWARDED, W_PRINCIPAL, "award.made", REG("五十五", "55") },
	/* the candidate itself */
	{ LS_PUBLICITY, LE_DECLINE, LS_PUBLICITY, W_TENDERER, "award.declined",
	    REG("五十五", "55") },
	{ LS_AWARDED, LE_DECLINE, LS_AWARDED, W_TENDERER, "award.declined", REG("五十五", "55") },
	{ LS_PUBLICITY, LE_PASS, LS_PUBLICITY, W_PRINCIPAL, "candidate.passed",
	    REG("五十五", "55") },
	{ LS_PUBLICITY, LE_REOPEN, LS_EVALUATING, W_PRINCIPAL, "lot.reopened",
	    REG("五十四", "54") },
	{ LS_PUBLICITY, LE_CANCEL, LS_CANCELLED, W_PRINCIPAL, "lot.cancelled",
	    REG("五十五", "55") },
	{ LS_AWARDED, LE_PASS, LS_PUBLICITY, W_PRINCIPAL, "candidate.passed", REG("五十五", "55") },
	{ LS_AWARDED, LE_CONTRACT, LS_CONTRACTED, SIDE, "contract.published", LAW("四十六", "46") },
	{ LS_CONTRACTED, LE_PERFORM, LS_CONTRACTED, SIDE, "performance.published",
	    LAW("四十八", "48") },
	{ LS_ARCHIVED, LE_PERFORM, LS_ARCHIVED, SIDE, "performance.published",
	    LAW("四十八", "48") },
	{ LS_CONTRACTED, LE_ARCHIVE, LS_ARCHIVED, SIDE | W_CENTRE, "lot.archived",
	    ORDER_20("四十", "40") },
	{ LS_UNSUCCESSFUL, LE_UNTENDER, LS_UNSUCCESSFUL, W_PRINCIPAL, "lot.untendered",
	    WORKS("三十八", "38") },
	{ .evidence = NULL },
};

const char *const tender_state_words[] = { "draft", "submitted", "confirmed", "published",
	"applying", "reviewing", "unqualified", "cancelled" };
const char *const tender_event_words[] = { "submit", "take-in", "return", "confirm", "publish",
	"enquire", "draft-change", "change", "draft-prequalify", "prequalify", "open", "open-few",
	"qualify", "qualify-few", "end" };
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
	const char *may[LS_STATES + 1] = { NULL }, *article = NULL;
	size_t n = 0;
	for (const struct rule *r = rules; r->evidence != NULL; r++)
		if (r->event == event) {
			article = n == 0 ? r->article : article;
			may[n++] = states[r->from];
		}
	return fail_rule(c, E_WRONG_STATE, article, "the %s is %s; for %s it must be %s",
	    lot ? "lot" : "tender", states[from],
	    lot ? lot_event_words[event] : tender_event_words[event], words_listed(c->mem, may));
}

enum err rule_find(
    struct ctx *c, const struct rule *rules, int from, int event, const struct rule **out)
{
	for (const struct rule *r = rules; r->evidence != NULL; r++)
		if (r->from == from && r->event == event) {
			if ((r->who & c->relations) == 0)
				return fail_rule(c, E_DENIED, r->article, "%s; only: %s",
				    r->evidence, who_text(c, r->who));
			*out = r;
			return OK;
		}
	return rule_refuse(c, rules, from, event);
}

struct json *rules_may(struct ctx *c, const struct rule *rules, int from, uint32_t barred)
{
	const char *const *words = rules == lot_rules ? lot_event_words : tender_event_words;
	struct json *list = json_list(c);
	for (const struct rule *r = rules; r->evidence != NULL; r++)
		if (r->from == from && (r->who & c->relations & ~(uint32_t)W_CLOCK) != 0 &&
		    (barred >> r->event & 1) == 0)
			json_push(list, json_text(c, words[r->event]));
	return list;
}
