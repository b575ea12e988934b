/* contract_http.c - the contract, which may not deviate from the award. */
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "trade/award/award_db.h"
#include "trade/notice/notice.h"

struct contract_in {
	struct money price, security;
	int64_t signedAt;
	const uint8_t *document;
};
static const struct field contract_fields[] = {
	F_MONEY(contract_in, price, REQUIRED, "合同价款"),
	F_MONEY(contract_in, security, OPTIONAL, "履约保证金"),
	F_MOMENT(contract_in, signedAt, REQUIRED, "when it was signed"),
	F_DIGEST(contract_in, document, OPTIONAL, "the contract, uploaded before"),
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

static enum err contract_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct contract_in *in = r->body;
	struct tender t;
	struct lot l;
	struct award a;
	struct document d = { 0 };
	struct json *body = json_object(c), *warnings = json_list(c), *o = json_object(c);
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state != LS_AWARDED)
		return rule_refuse(c, lot_rules, l.state, LE_CONTRACT);
	TRY(award_get(c, l.id, &a));
	if (strcmp(in->price.currency, l.currency) != 0 || in->price.minor != a.price_minor)
		return fail_at(c, E_CONTRACT_DEVIATES, "/price/amount", money_text(c, in->price),
		    "the award is %s", money_text(c, (struct money){ a.price_minor, l.currency }));
	if (in->signedAt < a.made_ms || in->signedAt > c->now_ms)
		return fail_at(c, E_BAD_FIELD, "/signedAt", moment_text(c, in->signedAt),
		    "between the award and now");
	const struct law_case kind = tender_case(&t);
	const struct law_bound late = { "contract.max", "/signedAt", .event_ms = a.made_ms,
		.at_ms = in->signedAt };
	TRY(law_hold(c, &kind, &late, warnings));
	if (in->security.currency != NULL)
		TRY(check_security(c, &kind, &in->security, &in->price));
	if (in->document != NULL) {
		TRY(document_check(c, "/document", in->document, &d));
		TRY(document_make_public(c, d.digest));
	}
	const struct contract k = { l.id, d.digest, in->price.minor, in->signedAt };
	TRY(contract_insert(c, &k));
	json_put(body, "document", json_text(c, d.digest));
	json_put(body, "lot", json_text(c, l.id));
	json_put(body, "price", money_json(c, a.price_minor, l.currency));
	if (in->security.currency != NULL)
		json_put(body, "security", money_json(c, in->security.minor, l.currency));
	json_put(body, "signed", json_text(c, moment_text(c, in->signedAt)));
	json_put(body, "supplier", json_text(c, a.party));
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
	    .errors = "WRONG_STATE CONTRACT_DEVIATES BAD_FIELD NOT_FOUND",
	    .doc = "Publishes the contract." },
	{ .path = NULL },
};
