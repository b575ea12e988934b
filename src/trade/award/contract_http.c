/* contract_http.c - the contract, which may not deviate from the award. */
#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "trade/award/award_db.h"
#include "trade/notice/notice.h"
#include "trade/opening/opening.h"

struct contract_in {
	struct money price, security;
	int64_t signedAt, durationDays;
	const char *quality, *leader;
	const uint8_t *document;
};
static const struct field contract_fields[] = {
	F_MONEY(contract_in, price, REQUIRED, "合同价款"),
	F_MONEY(contract_in, security, OPTIONAL, "履约保证金"),
	F_MOMENT(contract_in, signedAt, REQUIRED, "when it was signed"),
	F_INT(contract_in, durationDays, OPTIONAL, 1, 36500, "工期, as the bid has it"),
	F_TEXT(contract_in, quality, OPTIONAL, 1, 200, "质量, as the bid has it"),
	F_TEXT(contract_in, leader, OPTIONAL, 1, 100, "项目负责人, as the bid has it"),
	F_DIGEST(contract_in, document, OPTIONAL,
	    "the contract, uploaded before; wanted of tenders that must be held"),
	F_END,
};

/* At most a share of the contract's price, rounded up: a fen too much is too much. */
static enum err check_security(struct ctx *c, const struct law_case *k,
    const struct money *security, const struct money *price)
{
	if (strcmp(security->currency, price->currency) != 0)
		return fail_at(c, E_BAD_FIELD, "/security/currency", security->currency,
		    "the contract is in %s", price->currency);
	const struct law_bound share = { "security.performance.max", "/security",
		.value = price->minor == 0
		             ? 0
		             : (int64_t)(((__int128)security->minor * 1000 + price->minor - 1) /
		                         price->minor) };
	return law_hold(c, k, &share, json_list(c));
}

static enum err check_text(
    struct ctx *c, const char *field, const char *given, const char *promised)
{
	if (given == NULL || promised == NULL || *promised == '\0' || strcmp(given, promised) == 0)
		return OK;
	return fail_at(c, E_CONTRACT_DEVIATES, field, given, "the bid has %s", promised);
}

/* The bid of the award; NULL: it has no form that was read. */
static enum err awarded_bid(
    struct ctx *c, const struct lot *l, const struct award *a, const struct bid_form **out)
{
	struct opening o;
	size_t i = 0;
	TRY(opening_get(c, l->id, &o));
	while (i < o.n && strcmp(o.bids[i].party, a->party) != 0)
		i++;
	*out = i < o.n ? &o.bids[i].form : NULL;
	return OK;
}

/* What the bid promised the contract says, too (《条例》第五十七条): left out it could not be seen to
 * deviate. */
static enum err check_said(struct ctx *c, const struct bid_form *bid, const struct contract_in *in)
{
	const struct {
		const char *field, *promised;
		bool said;
	} terms[] = { { "/durationDays",
		          bid->duration_days > 0
		              ? arena_printf(c->mem, "%" PRId64, (int64_t)bid->duration_days)
		              : NULL,
		          in->durationDays > 0 },
		{ "/quality", bid->quality, in->quality != NULL },
		{ "/leader", bid->leader, in->leader != NULL } };
	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++) {
		if (terms[i].said || terms[i].promised == NULL || *terms[i].promised == '\0')
			continue;
		enum err e = fail_at(
		    c, E_MISSING_FIELD, terms[i].field, NULL, "the bid has %s", terms[i].promised);
		c->fault.rule =
		    "《招标投标法实施条例》第五十七条 / Implementing Regulation, art. 57";
		return e;
	}
	return OK;
}

/* Price as awarded, and what the winner promised in its bid (《条例》第五十七条). */
static enum err check_terms(struct ctx *c, const struct lot *l, const struct award *a,
    const struct bid_form *bid, const struct contract_in *in)
{
	if (strcmp(in->price.currency, l->currency) != 0 || in->price.minor != a->price_minor)
		return fail_at(c, E_CONTRACT_DEVIATES, "/price/amount", money_text(c, in->price),
		    "the award is %s",
		    money_text(c, (struct money){ a->price_minor, l->currency }));
	if (bid == NULL)
		return OK;
	if (in->durationDays > 0 && bid->duration_days > 0 &&
	    in->durationDays != bid->duration_days)
		return fail_at(c, E_CONTRACT_DEVIATES, "/durationDays",
		    arena_printf(c->mem, "%" PRId64, in->durationDays),
		    "the bid has %" PRId64 " days", bid->duration_days);
	TRY(check_text(c, "/quality", in->quality, bid->quality));
	return check_text(c, "/leader", in->leader, bid->leader);
}

/* In writing (《招标投标法》第四十六条): of a tender that must be held it is kept in the file. */
static enum err take_document(
    struct ctx *c, const struct tender *t, const struct contract_in *in, struct document *out)
{
	const struct law_case k = tender_case(t);
	const struct law_number *row;
	TRY(law_bound(c, "contract.max", &k, c->now_ms, &row));
	if (in->document == NULL && t->mandatory && row != NULL) {
		enum err e =
		    fail_at(c, E_MISSING_FIELD, "/document", NULL, "the contract in writing");
		c->fault.rule = row->rule;
		return e;
	}
	if (in->document == NULL)
		return OK;
	TRY(document_check(c, "/document", in->document, out));
	return document_make_public(c, out->digest);
}

static struct json *contract_body(
    struct ctx *c, const struct lot *l, const struct award *a, const struct contract_in *in)
{
	struct json *body = json_object(c);
	if (in->durationDays > 0)
		json_put(body, "durationDays", json_int(c, in->durationDays));
	if (in->leader != NULL)
		json_put(body, "leader", json_text(c, in->leader));
	json_put(body, "lot", json_text(c, l->id));
	json_put(body, "price", money_json(c, a->price_minor, l->currency));
	if (in->quality != NULL)
		json_put(body, "quality", json_text(c, in->quality));
	if (in->security.currency != NULL)
		json_put(body, "security", money_json(c, in->security.minor, l->currency));
	json_put(body, "signed", json_text(c, moment_text(c, in->signedAt)));
	json_put(body, "supplier", json_text(c, a->party));
	return body;
}

static enum err contract_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct contract_in *in = r->body;
	struct tender t;
	struct lot l;
	struct award a;
	struct document d = { 0 };
	const struct bid_form *bid;
	struct json *warnings = json_list(c), *o = json_object(c);
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state != LS_AWARDED)
		return rule_refuse(c, lot_rules, l.state, LE_CONTRACT);
	TRY(award_get(c, l.id, &a));
	TRY(awarded_bid(c, &l, &a, &bid));
	TRY(check_terms(c, &l, &a, bid, in));
	if (in->signedAt < a.made_ms || in->signedAt > c->now_ms)
		return fail_at(c, E_BAD_FIELD, "/signedAt", moment_text(c, in->signedAt),
		    "between the award and now");
	const struct law_case kind = tender_case(&t);
	const struct law_bound late = { "contract.max", "/signedAt", .event_ms = a.made_ms,
		.at_ms = in->signedAt };
	TRY(law_hold(c, &kind, &late, warnings));
	if (in->security.currency != NULL)
		TRY(check_security(c, &kind, &in->security, &in->price));
	TRY(take_document(c, &t, in, &d));
	if (bid != NULL)
		TRY(check_said(c, bid, in));
	const struct contract k = { l.id, d.digest, in->price.minor, in->signedAt };
	TRY(contract_insert(c, &k));
	struct json *body = contract_body(c, &l, &a, in);
	json_put(body, "document", json_text(c, d.digest));
	const struct notice_new n = { NOTICE_CONTRACT, t.id, l.id, l.title, body };
	TRY(notice_publish(c, &n, NULL));
	TRY(lot_step(c, &l, LE_CONTRACT));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

const struct route contract_routes[] = {
	{ M_POST, "/api/lots/{lot}/contract", ROW_ACT, .handler = contract_post,
	    .who = W_PRINCIPAL | W_AGENCY, .of = of_lot,
	    FIELDS(contract_fields, struct contract_in),
	    .errors = "WRONG_STATE CONTRACT_DEVIATES BAD_FIELD MISSING_FIELD NOT_FOUND LAW_BOUND",
	    .doc = "Publishes the contract." },
	{ .path = NULL },
};
