/* bill_http.c - the bill of quantities that bids on a lot must price: stated while the tender is
 * prepared, changed while bids are. */
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "trade/bill/bill.h"
#include "trade/clarification/clarification.h"
#include "trade/notice/notice.h"

struct bill_in {
	const uint8_t *document;
	const char *content;
};
static const struct field bill_fields[] = {
	F_DIGEST(bill_in, document, REQUIRED, "the bill without prices, uploaded before"),
	F_TEXT(bill_in, content, OPTIONAL, 1, 20000,
	    "what changes; wanted once the tender is published"),
	F_END,
};

struct bill_known {
	struct document document;
	const char *currency; /* money_currency's own */
};

/* Reads it in memory of its own: it may be large, and nothing of it is needed any longer. */
static enum err read_bill(struct ctx *c, const char *dir, struct bill_known *out)
{
	struct ctx own = *c;
	struct bytes text;
	struct bill bill;
	own.mem = arena_new(LIMIT_BILL_ARENA_BYTES + LIMIT_BILL_BYTES);
	enum err e = document_read(&own, "/document", dir, &out->document, LIMIT_BILL_BYTES, &text);
	if (e == OK)
		e = bill_read(&own, (const char *)text.p, text.n, &bill);
	if (e == OK && bill.priced)
		e = fail(&own, E_BAD_BILL, "it has prices; bids are to have them");
	if (e == OK)
		out->currency = bill.currency;
	else {
		c->fault = own.fault;
		e = fail_at(c, e, "/document", out->document.digest, "%s", c->fault.detail);
	}
	arena_free(own.mem);
	return e;
}

static enum err bill_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	const struct bill_in *in = r->body;
	struct bill_known *known = arena_new_of(c->mem, struct bill_known);
	TRY(reader_take(r->app, c));
	enum err e = document_check(c, "/document", in->document, &known->document);
	reader_give(r->app, c);
	TRY(e);
	TRY(read_bill(c, r->app->dir, known));
	r->prepared = known;
	return OK;
}

/* Part of what the principal confirms. */
static enum err state_bill(struct ctx *c, struct lot *l, const struct tender *t)
{
	if (t->state == TS_CONFIRMED)
		return fail(c, E_WRONG_STATE,
		    "the principal has confirmed the tender; next: POST /api/tenders/%s/return",
		    t->id);
	return lot_step(c, l, LE_STATE_BILL);
}

/* Bids are prepared by it: a change affects them, and its time is that of changes (《条例》第二十一条). */
static enum err change_bill(struct ctx *c, struct lot *l, const struct tender *t,
    const struct bill_in *in, const char *digest, struct json *warnings)
{
	const struct law_case k = tender_case(t);
	const struct law_bound lead = { "clarification.lead.min", "/document",
		.event_ms = t->deadline_ms, .at_ms = c->now_ms };
	struct json *body = json_object(c);
	const char *deadline = moment_text(c, t->deadline_ms);
	if (l->bill == NULL)
		return fail_at(c, E_BAD_FIELD, "/document", digest,
		    "the lot was published without a bill; it would change what a bid consists of");
	if (in->content == NULL)
		return fail_at(c, E_MISSING_FIELD, "/content", NULL, "what changes, for everybody");
	if (c->now_ms >= t->deadline_ms)
		return fail(c, E_WRONG_STATE, "the deadline was %s", deadline);
	TRY(law_hold(c, &k, &lead, warnings));
	json_put(body, "affectsBids", json_bool(c, true));
	json_put(body, "content", json_text(c, in->content));
	json_put(body, "deadline", json_text(c, deadline));
	json_put(body, "document", json_text(c, digest));
	json_put(body, "lot", json_text(c, l->id));
	json_put(body, "previous", json_text(c, l->bill));
	json_put(body, "previousDeadline", json_text(c, deadline));
	json_put(body, "questions", json_list(c));
	json_put(body, "tender", json_text(c, t->id));
	TRY(document_make_public(c, digest));
	const struct notice_new n = { NOTICE_AMENDMENT, t->id, l->id, l->title, body };
	TRY(notice_publish(c, &n, NULL));
	return lot_step(c, l, LE_STATE_BILL);
}

static enum err bill_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct bill_known *known = r->prepared;
	const char *digest = known->document.digest;
	struct json *warnings = json_list(c), *o = json_object(c);
	struct tender t;
	struct lot l;
	TRY(lot_get(c, r->params[0], &l, &t));
	if (strcmp(known->currency, l.currency) != 0)
		return fail_at(
		    c, E_BAD_FIELD, "/document", known->currency, "the lot is in %s", l.currency);
	evidence_digest(c, "bill", ((const struct bill_in *)r->body)->document);
	if (l.state == LS_DRAFT)
		TRY(state_bill(c, &l, &t));
	else if (l.state == LS_BIDDING)
		TRY(change_bill(c, &l, &t, r->body, digest, warnings));
	else
		return rule_refuse(c, lot_rules, l.state, LE_STATE_BILL);
	TRY(lot_state_bill(c, l.id, digest));
	json_put(o, "bill", json_text(c, digest));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

const struct route bill_routes[] = {
	{ M_POST, "/api/lots/{lot}/bill", ROW_ACT, ROW_SLOW, .prepare = bill_prepare,
	    .handler = bill_post, .who = W_PRINCIPAL | W_AGENCY, .of = of_lot,
	    FIELDS(bill_fields, struct bill_in),
	    .errors = "WRONG_STATE DENIED LAW_BOUND BAD_BILL TOO_LARGE BAD_FIELD MISSING_FIELD "
	              "NOT_FOUND STAYED BUSY",
	    .doc =
	        "States the bill of quantities that bids on the lot must price, or changes it." },
	{ .path = NULL },
};
