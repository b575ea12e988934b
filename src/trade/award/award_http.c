#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "core/store/timer.h"
#include "service/party/party.h"
#include "trade/award/award_db.h"
#include "trade/evaluation/dossier.h"
#include "trade/evaluation/evaluation.h"
#include "trade/notice/notice.h"
#include "trade/objection/objection.h"

static enum err signed_result(struct ctx *c, const char *lot, struct json **out, int64_t *at_ms)
{
	const char *text, *digest;
	TRY(evaluation_get(c, lot, &text, &digest, at_ms));
	return json_parse(c, text, strlen(text), out);
}

static void put_given(struct ctx *c, struct json *o, const char *name, const char *text)
{
	if (text != NULL && *text != '\0')
		json_put(o, name, json_text(c, text));
}

/* What the candidates promised in their bids (10号令 第六条): quality, duration, who leads the works. */
static enum err commitments(
    struct ctx *c, const char *lot, const struct json *candidates, struct json **out)
{
	struct json *list = json_list(c);
	struct opening o;
	TRY(opening_get(c, lot, &o));
	for (const struct json *v = candidates->first; v != NULL; v = v->next) {
		const char *party = json_get_text(v, "party", "");
		size_t i = 0;
		while (i < o.n && strcmp(o.bids[i].party, party) != 0)
			i++;
		if (i == o.n)
			continue;
		const struct bid_form *form = &o.bids[i].form;
		struct json *row = json_object(c);
		put_given(c, row, "certificate", form->certificate);
		if (form->duration_days > 0)
			json_put(row, "durationDays", json_int(c, form->duration_days));
		put_given(c, row, "leader", form->leader);
		json_put(row, "party", json_text(c, party));
		put_given(c, row, "quality", form->quality);
		json_push(list, row);
	}
	*out = list;
	return OK;
}

static enum err candidates_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender t;
	struct lot l;
	struct json *result, *body = json_object(c), *warnings = json_list(c), *o = json_object(c);
	const struct law_number *period;
	struct law_period counted;
	struct json *promised;
	int64_t signed_ms;
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state != LS_EVALUATED)
		return rule_refuse(c, lot_rules, l.state, LE_SHOW);
	TRY(signed_result(c, l.id, &result, &signed_ms));
	const struct law_case k = tender_case(&t);
	TRY(law_bound(c, "publicity.candidates.min", &k, c->now_ms, &period));
	l.publicity_ends_ms = c->now_ms;
	if (period != NULL) {
		/* the last day must run out in full */
		TRY(law_period(c, &k, period, c->now_ms, &counted));
		l.publicity_ends_ms = counted.ends_ms;
		json_put(body, "period", law_period_json(c, &k, &counted));
		json_put(body, "rule", json_text(c, period->rule));
	}
	const struct law_bound late = { "candidates.publish.max", "/", .event_ms = signed_ms,
		.at_ms = c->now_ms };
	TRY(law_hold(c, &k, &late, warnings));
	struct json *candidates = result_candidates(c, result);
	const struct law_number *most;
	TRY(law_bound(c, "candidates.max", &k, c->now_ms, &most));
	law_saw(most, candidates->n == result_ranked(result));
	json_put(body, "candidates", candidates);
	TRY(commitments(c, l.id, candidates, &promised));
	json_put(body, "commitments", promised);
	json_put(body, "ends", json_text(c, moment_text(c, l.publicity_ends_ms)));
	json_put(body, "lot", json_text(c, l.id));
	json_put(body, "objectTo", json_text(c, t.principal));
	json_put(body, "result", result);
	notice_demands(c, &t, NOTICE_CANDIDATES, body, warnings);
	const struct notice_new n = { NOTICE_CANDIDATES, t.id, l.id, l.title, body };
	TRY(notice_publish(c, &n, NULL));
	TRY(lot_step(c, &l, LE_SHOW));
	json_put(o, "ends", json_text(c, moment_text(c, l.publicity_ends_ms)));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

const char *const passing_words[] = { "declined", "force-majeure", "no-performance-security",
	"violation", NULL };
const char *const passing_zh[] = { "放弃中标", "因不可抗力不能履行合同",
	"不按照招标文件要求提交履约保证金", "被查实存在影响中标结果的违法行为" };

/* Those passed over, as the award notice tells it. */
static struct json *passings_json(struct ctx *c, const struct passing *passed, size_t n)
{
	struct json *list = json_list(c);
	for (size_t i = 0; i < n; i++) {
		struct json *o = json_object(c);
		json_put(o, "party", json_text(c, passed[i].party));
		json_put(o, "reason", json_text(c, passing_words[passed[i].reason]));
		json_put(o, "why", json_text(c, passing_zh[passed[i].reason]));
		json_push(list, o);
	}
	return list;
}

/* Who is to have the award: the first candidate that was not passed over; they pass in order. */
struct turn {
	const char *party;
	struct money price;
	struct passing *passed;
	size_t passed_count;
};
static enum err whose_turn(struct ctx *c, const struct lot *l, struct turn *out)
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

static enum err make_award(
    struct ctx *c, const struct lot *l, const struct turn *t, struct award *out)
{
	struct json *letter = json_object(c);
	json_put(letter, "lot", json_text(c, l->id));
	json_put(letter, "made", json_text(c, moment_text(c, c->now_ms)));
	json_put(letter, "price", money_json(c, t->price.minor, l->currency));
	json_put(letter, "supplier", json_text(c, t->party));
	json_put(letter, "title", json_text(c, l->title));
	json_put(letter, "tradeCode", json_text(c, l->trade_code));
	*out = (struct award){ .lot = l->id,
		.party = t->party,
		.price_minor = t->price.minor,
		.made_ms = c->now_ms,
		.letter = json_canonical(c, letter) };
	uint8_t digest[SHA256_BYTES];
	sha256(out->letter, strlen(out->letter), digest);
	evidence_digest(c, "letter", digest);
	out->letter_digest = enc_hex(c->mem, digest, sizeof(digest));
	return award_insert(c, out);
}

/* An upheld objection to the result that nothing has followed yet; *id NULL: none. */
static enum err result_owed(struct ctx *c, const struct lot *l, const char **id)
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

/* An upheld objection to the result has a consequence before there is an award. */
static enum err check_upheld(struct ctx *c, const struct lot *l)
{
	const char *owed;
	TRY(result_owed(c, l, &owed));
	if (owed == NULL)
		return OK;
	return fail_rule(c, E_WRONG_STATE,
	    "《招标投标法实施条例》第五十四条、第五十五条 / Implementing Regulation, art. 54, 55",
	    "the objection %s to the result was upheld; next: POST /api/lots/%s/reopening, or "
	    "/passings of the candidate",
	    owed, l->id);
}

static enum err award_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender t;
	struct lot l;
	struct award a;
	struct turn turn;
	struct party supplier;
	struct json *body = json_object(c), *o = json_object(c);
	TRY(lot_get(c, r->params[0], &l, &t));
	const struct law_number *period;
	const struct law_case k = tender_case(&t);
	TRY(law_bound(c, "publicity.candidates.min", &k, c->now_ms, &period));
	if (l.state == LS_PUBLICITY)
		law_saw(period, c->now_ms >= l.publicity_ends_ms);
	if (l.state == LS_PUBLICITY && c->now_ms < l.publicity_ends_ms)
		return fail_rule(c, E_LAW_BOUND,
		    "《招标投标法实施条例》第五十四条 / Implementing Regulation, art. 54",
		    "the publicity ends at %s", moment_text(c, l.publicity_ends_ms));
	if (l.state != LS_PUBLICITY)
		return rule_refuse(c, lot_rules, l.state, LE_AWARD);
	TRY(whose_turn(c, &l, &turn));
	TRY(check_upheld(c, &l));
	TRY(make_award(c, &l, &turn, &a));
	TRY(party_get(c, a.party, &supplier));
	json_put(body, "lot", json_text(c, l.id));
	json_put(body, "name", json_text(c, supplier.name));
	if (turn.passed_count > 0)
		json_put(body, "passed", passings_json(c, turn.passed, turn.passed_count));
	json_put(body, "price", money_json(c, a.price_minor, l.currency));
	json_put(body, "supplier", json_text(c, a.party));
	const struct notice_new n = { NOTICE_AWARD, t.id, l.id, l.title, body };
	TRY(notice_publish(c, &n, NULL));
	TRY(lot_step(c, &l, LE_AWARD));
	json_put(o, "letterDigest", json_text(c, a.letter_digest));
	json_put(o, "price", money_json(c, a.price_minor, l.currency));
	json_put(o, "supplier", json_text(c, a.party));
	return reply_tree(r, 200, o);
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

static enum err award_show(struct req *r)
{
	struct ctx *c = &r->c;
	struct award a;
	struct lot l;
	struct json *letter, *o = json_object(c);
	TRY(lot_get(c, r->params[0], &l, NULL));
	TRY(award_get(c, l.id, &a));
	TRY(json_parse(c, a.letter, strlen(a.letter), &letter));
	json_put(o, "letter", letter);
	json_put(o, "letterDigest", json_text(c, a.letter_digest));
	json_put(o, "price", money_json(c, a.price_minor, l.currency));
	json_put(o, "supplier", json_text(c, a.party));
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

struct cancel_in {
	const char *reason;
};
static const struct field cancel_fields[] = {
	F_TEXT(cancel_in, reason, REQUIRED, 1, LIMIT_TEXT_CHARS, "why it ends"),
	F_END,
};

static enum err cancellation_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct cancel_in *in = r->body;
	struct lot l;
	struct json *body = json_object(c);
	TRY(lot_get(c, r->params[0], &l, NULL));
	json_put(body, "lot", json_text(c, l.id));
	json_put(body, "why", json_text(c, in->reason));
	TRY(lot_step(c, &l, LE_CANCEL));
	TRY(timer_drop(c, "lot.close", l.id));
	const struct notice_new n = { NOTICE_CANCELLED, l.tender, l.id, l.title, body };
	TRY(notice_publish(c, &n, NULL));
	return reply_tree(r, 200, json_object(c));
}

#define SIDE (W_PRINCIPAL | W_AGENCY)

const struct route award_routes[] = {
	{ M_POST, "/api/lots/{lot}/candidates", ROW_ACT, .handler = candidates_post, .who = SIDE,
	    .of = of_lot, .errors = "WRONG_STATE LAW_BOUND",
	    .doc = "Publishes the candidates; the publicity begins." },
	{ M_POST, "/api/lots/{lot}/award", ROW_ACT, .handler = award_post, .who = W_PRINCIPAL,
	    .of = of_lot, .errors = "WRONG_STATE LAW_BOUND",
	    .doc = "Awards the lot to the candidate whose turn it is: notice and letter." },
	{ M_POST, "/api/lots/{lot}/passings", ROW_ACT, .handler = passing_post, .who = W_PRINCIPAL,
	    .of = of_lot, FIELDS(passing_fields, struct passing_in), .errors = "WRONG_STATE",
	    .doc = "Passes over the candidate whose turn it is; the next may have the award." },
	{ M_POST, "/api/lots/{lot}/reopening", ROW_ACT, .handler = reopening_post,
	    .who = W_PRINCIPAL, .of = of_lot, FIELDS(reopening_fields, struct passing_in),
	    .errors = "WRONG_STATE",
	    .doc = "After an upheld objection the committee evaluates anew." },
	{ M_GET, "/api/lots/{lot}/award", ROW_READ, .handler = award_show, .who = W_PUBLIC,
	    .of = of_lot, .errors = "NOT_FOUND", .doc = "The award with its letter." },
	{ M_POST, "/api/lots/{lot}/contract", ROW_ACT, .handler = contract_post, .who = SIDE,
	    .of = of_lot, FIELDS(contract_fields, struct contract_in),
	    .errors = "WRONG_STATE CONTRACT_DEVIATES BAD_FIELD NOT_FOUND",
	    .doc = "Publishes the contract." },
	{ M_POST, "/api/lots/{lot}/cancellation", ROW_ACT, .handler = cancellation_post,
	    .who = W_PRINCIPAL, .of = of_lot, FIELDS(cancel_fields, struct cancel_in),
	    .errors = "WRONG_STATE", .doc = "Ends the trade of a lot (终止)." },
	{ .path = NULL },
};
