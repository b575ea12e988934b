#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "service/party/party.h"
#include "trade/evaluation/evaluation_db.h"
#include "trade/notice/notice.h"

struct member_in {
	const char *name, *unit;
	bool expert;
};
static const struct field member_fields[] = {
	F_TEXT(member_in, name, REQUIRED, 1, 100, "name"),
	F_TEXT(member_in, unit, REQUIRED, 1, LIMIT_TITLE_CHARS, "where the member works"),
	F_BOOL(member_in, expert, REQUIRED, "an expert, not the procuring entity's representative"),
	F_END,
};
struct committee_in {
	struct field_list members;
};
static const struct field committee_fields[] = {
	F_LIST(committee_in, members, REQUIRED, 1, LIMIT_COMMITTEE, member_fields, member_in,
	    "评标委员会"),
	F_END,
};

/* Least size, odd number and share of experts (《招标投标法》第三十七条). */
static enum err check_composition(
    struct ctx *c, const struct tender *t, const struct field_list *members, struct json *warnings)
{
	const struct member_in *m = members->items;
	const struct law_number *least;
	const struct law_case k = tender_case(t);
	int64_t n = (int64_t)members->n, experts = 0;
	for (int64_t i = 0; i < n; i++)
		experts += m[i].expert;
	const struct law_bound size = { "committee.size.min", "/members", .value = n };
	const struct law_bound share = { "committee.expert.share.min", "/members",
		.value = experts * 1000 / n };
	TRY(law_hold(c, &k, &size, warnings));
	TRY(law_hold(c, &k, &share, warnings));
	TRY(law_bound(c, "committee.size.min", &k, c->now_ms, &least));
	if (least != NULL && least->value > 1 && n % 2 == 0) {
		enum err e = fail_at(
		    c, E_LAW_BOUND, "/members", NULL, "%" PRId64 " members; the number is odd", n);
		c->fault.rule = least->rule;
		return e;
	}
	return OK;
}

static enum err committee_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct committee_in *in = r->body;
	const struct member_in *m = in->members.items;
	struct json *warnings = json_list(c), *people = json_list(c), *o = json_object(c);
	struct member *there;
	struct tender t;
	struct lot l;
	size_t n;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(committee_of(c, l.id, &there, &n));
	if (n > 0)
		return fail(c, E_DUPLICATE, "the lot has its committee");
	if (l.state < LS_BIDDING || l.state > LS_EVALUATING)
		return fail(c, E_WRONG_STATE,
		    "the lot is %s; a committee is formed while it is %s to %s",
		    lot_state_words[l.state], lot_state_words[LS_BIDDING],
		    lot_state_words[LS_EVALUATING]);
	TRY(check_composition(c, &t, &in->members, warnings));
	for (size_t i = 0; i < in->members.n; i++) {
		struct member made = {
			.name = m[i].name, .unit = m[i].unit, .expert = m[i].expert
		};
		TRY(person_add(c, NULL, made.name, &made.person));
		TRY(member_insert(c, l.id, &made, (int64_t)i));
		json_push(people, json_text(c, made.person));
	}
	TRY(evidence_add(c, "committee.formed", l.id, t.id));
	json_put(o, "members", people);
	json_put(o, "warnings", warnings);
	return reply_tree(r, 201, o);
}

enum err in_evaluation(struct req *r, struct lot *l, struct tender *t)
{
	TRY(lot_get(&r->c, r->params[0], l, t));
	if (l->state != LS_EVALUATING)
		return rule_refuse(&r->c, lot_rules, l->state, LE_EVALUATE);
	return OK;
}

enum err before_committee(struct req *r, struct lot *l, struct tender *t)
{
	TRY(lot_get(&r->c, r->params[0], l, t));
	return l->state == LS_SCREENING ? OK : in_evaluation(r, l, t);
}

struct disqualify_in {
	const char *party, *reason;
};
static const struct field disqualify_fields[] = {
	F_ID(disqualify_in, party, REQUIRED, "whose bid"),
	F_TEXT(disqualify_in, reason, REQUIRED, 1, LIMIT_REASON_CHARS, "why, with the article"),
	F_END,
};

enum err opened_bid_of(struct ctx *c, const struct lot *l, const char *party)
{
	struct opening o;
	size_t i = 0;
	TRY(opening_get(c, l->id, &o));
	while (i < o.n && (o.bids[i].state != OPENED || strcmp(o.bids[i].party, party) != 0))
		i++;
	return i < o.n ? OK
	               : fail_at(c, E_NOT_FOUND, "/party", party, "no opened bid of that party");
}

static enum err disqualification_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct disqualify_in *in = r->body;
	struct tender t;
	struct lot l;
	TRY(before_committee(r, &l, &t));
	TRY(opened_bid_of(c, &l, in->party));
	enum err e = disqualify_insert(c, l.id, in->party, in->reason);
	if (e == E_DUPLICATE)
		return fail(c, E_DUPLICATE, "the bid is disqualified already");
	TRY(e);
	TRY(evidence_add(c, "bid.disqualified", l.id, t.id));
	return reply_tree(r, 201, json_object(c));
}

struct draw_in {
	const char *winner, *note;
};
static const struct field draw_fields[] = {
	F_ID(draw_in, winner, REQUIRED, "the party that the drawing put first"),
	F_TEXT(draw_in, note, REQUIRED, 1, LIMIT_REASON_CHARS,
	    "how, where and before whom it was drawn"),
	F_END,
};

static enum err draw_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct draw_in *in = r->body;
	struct eval_out out;
	struct tender t;
	struct lot l;
	TRY(in_evaluation(r, &l, &t));
	TRY(evaluation_compute(c, &l, &t, &out));
	if (!out.tie)
		return fail(c, E_NO_TIE, "the first bid stands alone, or was drawn for");
	TRY(draw_insert(c, l.id, in->winner, in->note));
	TRY(evaluation_compute(c, &l, &t, &out));
	if (out.tie)
		return fail_at(
		    c, E_NO_TIE, "/winner", in->winner, "does not share the first place");
	TRY(evidence_add(c, "draw.recorded", l.id, t.id));
	return reply_tree(r, 201, json_object(c));
}

struct confirm_in {
	const uint8_t *digest;
	const char *dissent;
};
static const struct field confirm_fields[] = {
	F_DIGEST(confirm_in, digest, REQUIRED, "digest of the result that is signed"),
	F_TEXT(confirm_in, dissent, OPTIONAL, 1, LIMIT_TEXT_CHARS,
	    "what the member holds against it, with reasons (《条例》第五十三条)"),
	F_END,
};

/* The last signature ends the evaluation. */
static enum err finish(
    struct ctx *c, struct lot *l, const struct tender *t, const struct eval_out *out)
{
	bool first = l->state == LS_SCREENING;
	struct screening s;
	if (first && out->winner != NULL) {
		TRY(screening_parse(c, out->result, &s));
		s.digest = out->digest;
		return screening_end(c, l, t, &s);
	}
	TRY(evaluation_insert(c, l->id, out));
	if (out->winner != NULL)
		return lot_step(c, l, LE_EVALUATE);
	struct json *body = json_object(c);
	json_put(body, "lot", json_text(c, l->id));
	json_put(body, "why", json_text(c, "评标委员会否决全部投标，没有有效投标"));
	const struct notice_new n = { NOTICE_UNSUCCESSFUL, l->tender, l->id, l->title, body };
	TRY(notice_publish(c, &n, NULL));
	return lot_step(c, l, first ? LE_SCREEN_NONE : LE_EVALUATE_NONE);
}

static enum err confirmation_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct confirm_in *in = r->body;
	struct member *members;
	struct eval_out out;
	struct tender t;
	struct lot l;
	int64_t signatures;
	size_t n;
	TRY(before_committee(r, &l, &t));
	TRY(evaluation_compute(c, &l, &t, &out));
	if (out.tie)
		return fail(c, E_TIE, "several bids share the first place");
	if (out.pending != NULL)
		return fail(c, E_PENDING, "%s", out.pending);
	if (strcmp(out.digest, enc_hex(c->mem, in->digest, SHA256_BYTES)) != 0)
		return fail_at(c, E_STALE, "/digest", NULL, "the result now is %s", out.digest);
	enum err e = confirmation_insert(c, l.id, out.digest, in->dissent);
	if (e == E_DUPLICATE)
		return fail(c, E_DUPLICATE, "the caller has signed this result");
	TRY(e);
	TRY(committee_of(c, l.id, &members, &n));
	TRY(confirmations_count(c, l.id, out.digest, &signatures));
	evidence_digest(c, "result", in->digest);
	if (signatures == (int64_t)n)
		TRY(finish(c, &l, &t, &out));
	else
		TRY(evidence_add(c, "evaluation.signed", l.id, t.id));
	struct json *o = json_object(c);
	json_put(o, "missing", json_int(c, (int64_t)n - signatures));
	json_put(o, "state", json_text(c, lot_state_words[l.state]));
	return reply_tree(r, 200, o);
}

/* The committee sees what is computed; the public what was signed, from the publicity on. */
static enum err evaluation_show(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender t;
	struct lot l;
	struct json *result, *o = json_object(c);
	const char *text, *digest;
	int64_t at_ms;
	TRY(lot_get(c, r->params[0], &l, &t));
	bool inside = (c->relations & (W_COMMITTEE | W_SUPERVISOR)) != 0;
	if ((l.state == LS_EVALUATING || l.state == LS_SCREENING) && inside) {
		struct eval_out out;
		TRY(evaluation_compute(c, &l, &t, &out));
		text = out.result;
		digest = out.digest;
		json_put(o, "tie", json_bool(c, out.tie));
		json_put(o, "pending", json_text(c, out.pending));
	} else if (l.state > LS_EVALUATED || inside ||
	           (l.state == LS_EVALUATED && (c->relations & (W_PRINCIPAL | W_AGENCY)) != 0)) {
		TRY(evaluation_get(c, l.id, &text, &digest, &at_ms));
	} else {
		return fail(c, E_SECRET, "the result is shown with the candidates");
	}
	TRY(json_parse(c, text, strlen(text), &result));
	json_put(o, "digest", json_text(c, digest));
	json_put(o, "result", result);
	return reply_tree(r, 200, o);
}

const struct route evaluation_routes[] = {
	{ M_POST, "/api/lots/{lot}/committee", ROW_ACT, .handler = committee_post,
	    .who = W_PRINCIPAL | W_AGENCY | W_CENTRE, .of = of_lot,
	    FIELDS(committee_fields, struct committee_in),
	    .errors = "DUPLICATE WRONG_STATE LAW_BOUND",
	    .doc = "Forms the committee; secret until the result." },
	{ M_POST, "/api/lots/{lot}/disqualifications", ROW_ACT, .handler = disqualification_post,
	    .who = W_COMMITTEE, .of = of_committee, FIELDS(disqualify_fields, struct disqualify_in),
	    .errors = "WRONG_STATE NOT_FOUND DUPLICATE",
	    .doc = "Disqualifies a bid, with the reason." },
	{ M_POST, "/api/lots/{lot}/draws", ROW_ACT, .handler = draw_post,
	    .who = W_COMMITTEE | W_CENTRE, .of = of_committee, FIELDS(draw_fields, struct draw_in),
	    .errors = "WRONG_STATE NO_TIE", .doc = "Records the drawing that decided a tie." },
	{ M_POST, "/api/lots/{lot}/confirmations", ROW_ACT, .handler = confirmation_post,
	    .who = W_COMMITTEE, .of = of_committee, FIELDS(confirm_fields, struct confirm_in),
	    .errors = "WRONG_STATE STALE TIE PENDING DUPLICATE",
	    .doc = "Signs the computed result; the last signature ends the evaluation." },
	{ M_GET, "/api/lots/{lot}/evaluation", ROW_READ, .handler = evaluation_show,
	    .who = W_PUBLIC, .of = of_committee, .errors = "SECRET NOT_FOUND WRONG_STATE",
	    .doc = "The result with its derivation." },
	{ .path = NULL },
};
