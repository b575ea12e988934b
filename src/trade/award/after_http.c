/* after_http.c - what is owed after the award: the written report, and the securities back. */
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "trade/award/award_db.h"
#include "trade/bid/bid.h"

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

const struct route after_routes[] = {
	{ M_POST, "/api/lots/{lot}/report", ROW_ACT, .handler = report_post,
	    .who = W_PRINCIPAL | W_AGENCY, .of = of_lot, FIELDS(report_fields, struct report_in),
	    .errors = "WRONG_STATE NOT_FOUND DUPLICATE",
	    .doc = "Files the written report on the tendering." },
	{ M_POST, "/api/lots/{lot}/refunds", ROW_ACT, ROW_SEALED, .handler = refund_post,
	    .who = W_CENTRE, .of = of_lot, FIELDS(refund_fields, struct refund_in),
	    .errors = "NOT_FOUND BAD_FIELD DUPLICATE",
	    .doc = "Records that a bid security was given back." },
	{ .path = NULL },
};
