/* after_http.c - what is owed after the award: the written report, and the securities back. */
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "trade/award/award_db.h"
#include "trade/bid/bid.h"
#include "trade/notice/notice.h"

static enum err reply_warnings(struct req *r, struct json *warnings)
{
	struct json *o = json_object(&r->c);
	json_put(o, "warnings", warnings);
	return reply_tree(r, 201, o);
}

struct report_in {
	const uint8_t *document;
};
static const struct field report_fields[] = {
	F_DIGEST(report_in, document, REQUIRED, "the report, uploaded before"),
	F_END,
};

/* 招标投标情况的书面报告, in fifteen days from the award. A late one warns: it is still owed. */
static enum err report_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct report_in *in = r->body;
	struct json *warnings = json_list(c);
	struct tender t;
	struct lot l;
	struct award a;
	struct document d;
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state != LS_AWARDED && l.state != LS_CONTRACTED && l.state != LS_ARCHIVED)
		return fail(c, E_WRONG_STATE, "the lot is %s; the report follows the award",
		    lot_state_words[l.state]);
	TRY(award_get(c, l.id, &a));
	TRY(document_check(c, "/document", in->document, &d));
	const struct law_case k = tender_case(&t);
	const struct law_bound late = { "report.max", "/", .event_ms = a.made_ms,
		.at_ms = c->now_ms };
	TRY(law_hold(c, &k, &late, warnings));
	enum err e = report_insert(c, l.id, d.digest);
	if (e == E_DUPLICATE)
		return fail(c, E_DUPLICATE, "the report was filed");
	TRY(e);
	TRY(evidence_add(c, "report.filed", l.id, t.id));
	return reply_warnings(r, warnings);
}

/* For those that it is between: who files it, and the authority that it is filed with. */
static enum err report_get(struct req *r)
{
	const char *digest;
	TRY(report_document(&r->c, r->params[0], &digest));
	return document_reply(r, digest);
}

struct refund_in {
	const char *party;
	int64_t refundedAt;
};
static const struct field refund_fields[] = {
	F_ID(refund_in, party, REQUIRED, "whose security"),
	F_MOMENT(refund_in, refundedAt, REQUIRED, "when it was given back"),
	F_END,
};

/* In five days after a withdrawal, or after the contract. Before the opening only the centre may
 * say it: who withdrew is secret. */
static enum err refund_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct refund_in *in = r->body;
	struct json *warnings = json_list(c);
	struct tender t;
	struct lot l;
	int64_t event;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(bid_withdrawn_ms(c, l.id, in->party, &event));
	struct refund f = { in->party, REFUND_WITHDRAWN, in->refundedAt };
	if (event == 0) {
		f.cause = REFUND_CONTRACT;
		TRY(contract_signed(c, l.id, &event));
	}
	if (in->refundedAt < event || in->refundedAt > c->now_ms)
		return fail_at(c, E_BAD_FIELD, "/refundedAt", moment_text(c, in->refundedAt),
		    "between %s and now", moment_text(c, event));
	const struct law_case k = tender_case(&t);
	const struct law_bound late = { f.cause == REFUND_CONTRACT
		                            ? "security.refund.contract.max"
		                            : "security.refund.withdrawn.max",
		"/refundedAt", .event_ms = event, .at_ms = in->refundedAt };
	TRY(law_hold(c, &k, &late, warnings));
	enum err e = refund_insert(c, l.id, &f);
	if (e == E_DUPLICATE)
		return fail(c, E_DUPLICATE, "the security was given back");
	TRY(at_field(c, e, "/party"));
	TRY(evidence_add(c, "security.refunded", l.id, t.id));
	return reply_warnings(r, warnings);
}

static const char *const event_words[] = { "progress", "changed", "accepted", "terminated", NULL };
struct performance_in {
	int event;
	const char *content;
	struct money amount;
	int64_t happenedAt;
	const uint8_t *document;
};
static const struct field performance_fields[] = {
	F_ENUM(performance_in, event, REQUIRED, event_words, "进度, 变更, 验收, 解除"),
	F_TEXT(performance_in, content, REQUIRED, 1, 20000, "what happened"),
	F_MONEY(performance_in, amount, OPTIONAL, "changed or settled price"),
	F_MOMENT(performance_in, happenedAt, REQUIRED, "when"),
	F_DIGEST(performance_in, document, OPTIONAL, "its document, uploaded before"),
	F_END,
};

/* How the contract is carried out, made known to all. */
static enum err performance_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct performance_in *in = r->body;
	struct json *body = json_object(c), *o = json_object(c);
	struct document d = { 0 };
	struct award a;
	struct tender t;
	struct lot l;
	const char *id;
	int64_t signed_ms;
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state != LS_CONTRACTED && l.state != LS_ARCHIVED)
		return rule_refuse(c, lot_rules, l.state, LE_PERFORM);
	TRY(contract_signed(c, l.id, &signed_ms));
	TRY(award_get(c, l.id, &a));
	if (in->happenedAt < signed_ms || in->happenedAt > c->now_ms)
		return fail_at(c, E_BAD_FIELD, "/happenedAt", moment_text(c, in->happenedAt),
		    "between the contract, %s, and now", moment_text(c, signed_ms));
	if (in->amount.currency != NULL && strcmp(in->amount.currency, l.currency) != 0)
		return fail_at(c, E_BAD_FIELD, "/amount", in->amount.currency,
		    "the contract is in %s", l.currency);
	if (in->document != NULL) {
		TRY(document_check(c, "/document", in->document, &d));
		TRY(document_make_public(c, d.digest));
	}
	const struct performance p = { l.id, in->event, in->content,
		in->amount.currency != NULL ? in->amount.minor : -1, in->happenedAt, d.digest };
	TRY(performance_insert(c, &p));
	if (p.amount_minor >= 0)
		json_put(body, "amount", money_json(c, p.amount_minor, l.currency));
	json_put(body, "content", json_text(c, in->content));
	json_put(body, "document", json_text(c, d.digest));
	json_put(body, "event", json_text(c, event_words[in->event]));
	json_put(body, "happened", json_text(c, moment_text(c, in->happenedAt)));
	json_put(body, "lot", json_text(c, l.id));
	json_put(body, "supplier", json_text(c, a.party));
	const struct notice_new n = { NOTICE_PERFORMANCE, t.id, l.id, l.title, body };
	TRY(notice_publish(c, &n, &id));
	TRY(lot_step(c, &l, LE_PERFORM));
	json_put(o, "notice", json_text(c, id));
	return reply_tree(r, 201, o);
}

const struct route after_routes[] = {
	{ M_POST, "/api/lots/{lot}/report", ROW_ACT, .handler = report_post,
	    .who = W_PRINCIPAL | W_AGENCY, .of = of_lot, FIELDS(report_fields, struct report_in),
	    .errors = "WRONG_STATE NOT_FOUND DUPLICATE",
	    .doc = "Files the written report on the tendering." },
	{ M_GET, "/api/lots/{lot}/report", ROW_READ, .handler = report_get,
	    .who = W_PRINCIPAL | W_AGENCY | W_SUPERVISOR | W_INSPECTOR, .of = of_lot,
	    .errors = "NOT_FOUND", .doc = "The written report, as it was uploaded." },
	{ M_POST, "/api/lots/{lot}/performance", ROW_ACT, .handler = performance_post,
	    .who = W_PRINCIPAL | W_AGENCY, .of = of_lot,
	    FIELDS(performance_fields, struct performance_in),
	    .errors = "WRONG_STATE BAD_FIELD NOT_FOUND",
	    .doc = "Publishes how the contract is carried out." },
	{ M_POST, "/api/lots/{lot}/refunds", ROW_ACT, ROW_SEALED, .handler = refund_post,
	    .who = W_CENTRE, .of = of_lot, FIELDS(refund_fields, struct refund_in),
	    .errors = "NOT_FOUND BAD_FIELD DUPLICATE",
	    .doc = "Records that a bid security was given back." },
	{ .path = NULL },
};
