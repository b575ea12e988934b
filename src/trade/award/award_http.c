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
#include "trade/award/turn.h"
#include "trade/evaluation/dossier.h"
#include "trade/evaluation/evaluation.h"
#include "trade/notice/notice.h"
#include "trade/publication/publication.h"

static void put_given(struct ctx *c, struct json *o, const char *name, const char *text)
{
	if (text != NULL && *text != '\0')
		json_put(o, name, json_text(c, text));
}

enum err promises_of(
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

/* Where objections go: the address and telephone that the announcement gave. */
static enum err put_contact(struct ctx *c, const struct tender *t, struct json *body)
{
	struct json *contents;
	if (t->contents == NULL)
		return OK;
	TRY(json_parse(c, t->contents, strlen(t->contents), &contents));
	put_given(c, body, "objectContact", json_get_text(contents, "contact", NULL));
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
		/* that it ends on a day off is lawful, and caution lets it run on */
		if (counted.rolled != counted.last)
			law_warn_counted(c, &counted, "/", warnings);
	}
	const struct law_bound late = { "candidates.publish.max", "/", .event_ms = signed_ms,
		.at_ms = c->now_ms };
	TRY(law_hold(c, &k, &late, warnings));
	struct json *candidates = result_candidates(c, result);
	const struct law_number *most;
	TRY(law_bound(c, "candidates.max", &k, c->now_ms, &most));
	if (most != NULL)
		law_saw(most, candidates->n == result_ranked(result),
		    (int64_t)result_ranked(result) - most->value);
	json_put(body, "candidates", candidates);
	TRY(promises_of(c, l.id, candidates, &promised));
	json_put(body, "commitments", promised);
	json_put(body, "ends", json_text(c, moment_text(c, l.publicity_ends_ms)));
	json_put(body, "lot", json_text(c, l.id));
	TRY(put_contact(c, &t, body));
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

/* Its letter too; the notice is still to come. */
static void make_award(struct ctx *c, const struct lot *l, const struct turn *t, struct award *out)
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
}

/* Who has declined is passed over first, on the record. */
static enum err check_willing(struct ctx *c, const struct lot *l, const struct turn *turn)
{
	bool declined;
	TRY(has_declined(c, l->id, turn->party, &declined));
	if (!declined)
		return OK;
	return fail_rule(c, E_WRONG_STATE,
	    "《招标投标法实施条例》第五十五条 / Implementing Regulation, art. 55",
	    "%s has declined; next: POST /api/lots/%s/passings", turn->name, l->id);
}

/* The publicity's clock starts on the designated medium; without its word the award is told so. */
static enum err warn_unreceived(
    struct ctx *c, const struct tender *t, const struct lot *l, struct json *warnings)
{
	struct medium_publicity p;
	TRY(medium_publicity(c, t, l, &p));
	if (!p.wanted || p.ends_ms > 0)
		return OK;
	const struct fault told = { .detail =
		                        "没有指定媒介发布中标候选人公示的回执，公示期自本中心发布"
		                        "起算",
		.field = "/",
		.rule = medium_rule };
	json_warn(c, warnings, &told);
	return OK;
}

struct award_in {
	const char *choice, *reason;
};
static const struct field award_fields[] = {
	F_ID(award_in, choice, OPTIONAL,
	    "another candidate than the one whose turn it is; not with state money that leads"),
	F_TEXT(award_in, reason, OPTIONAL, 1, LIMIT_REASON_CHARS, "why that one; wanted then"),
	F_END,
};

#define RULE_40                                                                    \
	"《招标投标法》第四十条、《实施条例》第五十五条 / " \
	"Tendering and Bidding Law, art. 40; Implementing Regulation, art. 55"

/* Any of the candidates, save where the law gives the award to the first: in tenders that must be
 * held with state money that controls or leads. */
static enum err check_choice(struct ctx *c, const struct tender *t, const struct award_in *in)
{
	if (in->choice == NULL)
		return in->reason == NULL ? OK
		                          : fail_at(c, E_BAD_FIELD, "/reason", in->reason,
		                                "a reason for a choice, and there is none");
	if (t->mandatory && t->state_controlled) {
		enum err e = fail_at(c, E_LAW_BOUND, "/choice", in->choice,
		    "of state-controlled money that must be tendered for the first candidate is to "
		    "have the award");
		c->fault.rule = RULE_40;
		return e;
	}
	return in->reason != NULL ? OK
	                          : fail_at(c, E_MISSING_FIELD, "/reason", NULL,
	                                "why another than the first; it is published");
}

static enum err award_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct award_in *in = r->body;
	struct tender t;
	struct lot l;
	struct award a;
	struct turn turn;
	struct party supplier;
	struct json *body = json_object(c), *warnings = json_list(c), *o = json_object(c);
	TRY(lot_get(c, r->params[0], &l, &t));
	const struct law_number *period;
	const struct law_case k = tender_case(&t);
	TRY(law_bound(c, "publicity.candidates.min", &k, c->now_ms, &period));
	if (l.state == LS_PUBLICITY)
		law_saw(period, c->now_ms >= l.publicity_ends_ms, c->now_ms - l.publicity_ends_ms);
	if (l.state == LS_PUBLICITY && c->now_ms < l.publicity_ends_ms)
		return fail_rule(c, E_LAW_BOUND,
		    "《招标投标法实施条例》第五十四条 / Implementing Regulation, art. 54",
		    "the publicity ends at %s", moment_text(c, l.publicity_ends_ms));
	if (l.state != LS_PUBLICITY)
		return rule_refuse(c, lot_rules, l.state, LE_AWARD);
	TRY(check_choice(c, &t, in));
	TRY(whose_turn(c, &l, in->choice, &turn));
	TRY(check_upheld(c, &l));
	TRY(check_willing(c, &l, &turn));
	TRY(warn_unreceived(c, &t, &l, warnings));
	make_award(c, &l, &turn, &a);
	TRY(party_get(c, a.party, &supplier));
	if (in->choice != NULL)
		json_put(body, "choice", json_text(c, in->reason));
	json_put(body, "lot", json_text(c, l.id));
	json_put(body, "name", json_text(c, supplier.name));
	if (turn.passed_count > 0)
		json_put(body, "passed", passings_json(c, turn.passed, turn.passed_count));
	json_put(body, "price", money_json(c, a.price_minor, l.currency));
	json_put(body, "supplier", json_text(c, a.party));
	const struct notice_new n = { NOTICE_AWARD, t.id, l.id, l.title, body };
	TRY(notice_publish(c, &n, &a.notice));
	TRY(award_insert(c, &a));
	TRY(lot_step(c, &l, LE_AWARD));
	json_put(o, "letterDigest", json_text(c, a.letter_digest));
	json_put(o, "price", money_json(c, a.price_minor, l.currency));
	json_put(o, "supplier", json_text(c, a.party));
	json_put(o, "warnings", warnings);
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
	struct tender t;
	struct lot l;
	struct json *body = json_object(c);
	TRY(lot_get(c, r->params[0], &l, &t));
	/* what was never announced is no trade that ends */
	if (l.state == LS_DRAFT && t.published_ms == 0)
		return rule_refuse(c, lot_rules, LS_DRAFT, LE_CANCEL);
	json_put(body, "lot", json_text(c, l.id));
	json_put(body, "why", json_text(c, in->reason));
	TRY(lot_step(c, &l, LE_CANCEL));
	TRY(timer_drop(c, "lot.close", l.id));
	TRY(tender_end(c, &t));
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
	    .of = of_lot, FIELDS(award_fields, struct award_in),
	    .errors = "WRONG_STATE LAW_BOUND BAD_FIELD MISSING_FIELD",
	    .doc = "Awards the lot to the candidate whose turn it is, or where the law leaves the "
	           "choice to another: notice and letter." },
	{ M_GET, "/api/lots/{lot}/award", ROW_READ, .handler = award_show, .who = W_PUBLIC,
	    .of = of_lot, .errors = "NOT_FOUND", .doc = "The award with its letter." },
	{ M_POST, "/api/lots/{lot}/cancellation", ROW_ACT, .handler = cancellation_post,
	    .who = W_PRINCIPAL, .of = of_lot, FIELDS(cancel_fields, struct cancel_in),
	    .errors = "WRONG_STATE", .doc = "Ends the trade of a lot (终止)." },
	{ .path = NULL },
};
