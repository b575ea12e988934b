#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "service/party/party.h"
#include "trade/evaluation/evaluation_db.h"
#include "trade/notice/notice.h"
#include "trade/project/stay.h"
#include "trade/tenderdoc/tenderdoc.h"

enum err is_judged(struct req *r, struct lot *l, struct tender *t)
{
	TRY(lot_get(&r->c, r->params[0], l, t));
	return l->state == LS_SCREENING || l->state == LS_EVALUATING
	           ? OK
	           : rule_refuse(&r->c, lot_rules, l->state, LE_EVALUATE);
}

enum err before_committee(struct req *r, struct lot *l, struct tender *t)
{
	TRY(is_judged(r, l, t));
	return stay_check(&r->c, l);
}

enum err in_evaluation(struct req *r, struct lot *l, struct tender *t)
{
	TRY(before_committee(r, l, t));
	return l->state == LS_EVALUATING ? OK
	                                 : rule_refuse(&r->c, lot_rules, l->state, LE_EVALUATE);
}

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

struct draw_in {
	const char *winner, *note;
};
static const struct field draw_fields[] = {
	F_ID(draw_in, winner, REQUIRED, "the party that the drawing put first"),
	F_TEXT(draw_in, note, REQUIRED, 1, LIMIT_REASON_CHARS,
	    "how, where and before whom it was drawn"),
	F_END,
};

static const char rule_draw[] =
    "发改法规〔2019〕862号、国办发〔2024〕21号 / NDRC notice 862 (2019), State Council "
    "Office notice 21 (2024): no draw decides who wins";

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
	if (!evaluation_may_draw(&t))
		return fail_rule(c, E_LAW_BOUND, rule_draw,
		    "the tender document says no word of a draw, and the tender must be held");
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
	const char *dissent, *note;
	int64_t refused;
};
static const struct field confirm_fields[] = {
	F_DIGEST(confirm_in, digest, REQUIRED, "digest of the result that is signed"),
	F_TEXT(confirm_in, dissent, OPTIONAL, 1, LIMIT_TEXT_CHARS,
	    "what the member holds against it, with reasons (《条例》第五十三条)"),
	F_INT(confirm_in, refused, OPTIONAL, 1, LIMIT_COMMITTEE,
	    "the centre only: the seat of a member that neither signs nor writes why not"),
	F_TEXT(confirm_in, note, OPTIONAL, 1, LIMIT_REASON_CHARS, "what the centre saw then"),
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

/* Who signs: the caller, or by the centre's word a member that refuses to (《条例》第五十三条: it agrees
 * then). More than half of the members must have signed themselves. */
static enum err signer(struct ctx *c, const struct lot *l, const struct confirm_in *in,
    const struct member *members, size_t n, struct confirmation *f)
{
	int64_t own;
	bool member = (c->relations & W_COMMITTEE) != 0;
	f->person = c->actor.user;
	f->dissent = in->dissent;
	if (member && in->refused != 0)
		return fail_at(c, E_BAD_FIELD, "/refused", NULL,
		    "a member signs for itself; the centre says who refuses to");
	if (member)
		return OK;
	if (in->refused == 0 || in->note == NULL || in->dissent != NULL)
		return fail_at(c, E_MISSING_FIELD, in->refused == 0 ? "/refused" : "/note", NULL,
		    "the centre names the seat that refuses to sign, and what it saw");
	if (in->refused > (int64_t)n)
		return fail_at(
		    c, E_BAD_FIELD, "/refused", NULL, "the committee has %zu members", n);
	TRY(confirmations_own(c, l->id, f->digest, &own));
	if (own * 2 <= (int64_t)n)
		return fail(c, E_WRONG_STATE,
		    "%" PRId64 " of %zu members signed; more than half must have before", own, n);
	f->person = members[in->refused - 1].person;
	f->dissent = NULL;
	f->refused = in->note;
	return OK;
}

static enum err confirmation_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct confirm_in *in = r->body;
	struct member *members;
	struct eval_out out;
	struct tender t;
	struct lot l;
	int64_t signatures, waiting;
	size_t n;
	TRY(before_committee(r, &l, &t));
	TRY(evaluation_compute(c, &l, &t, &out));
	if (out.tie)
		return fail(c, E_TIE, "several bids share the first place");
	c->fault = out.pending;
	if (out.pending.detail != NULL)
		return fail(c, E_PENDING, "%s", c->fault.detail);
	TRY(queries_waiting(c, l.id, &waiting));
	if (waiting != 0)
		return fail(
		    c, E_PENDING, "a question may be answered until %s", moment_text(c, waiting));
	if (strcmp(out.digest, enc_hex(c->mem, in->digest, SHA256_BYTES)) != 0)
		return fail_at(c, E_STALE, "/digest", NULL, "the result now is %s", out.digest);
	TRY(committee_of(c, l.id, &members, &n));
	struct confirmation f = { .digest = out.digest };
	TRY(signer(c, &l, in, members, n, &f));
	TRY(confirmation_insert(c, l.id, &f));
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

static void push_suspended(struct ctx *c, struct json *list, const struct opened_bid *bid,
    const char *name, const char *why)
{
	struct json *row = json_object(c);
	if (why == NULL)
		return;
	json_put(row, "name", json_text(c, name));
	json_put(row, "party", json_text(c, bid->party));
	json_put(row, "rule", json_text(c, why));
	json_push(list, row);
}

/* Who stands behind an opened bid and is suspended now. Members of a consortium show first at the
 * opening; whether the bid is valid then is the committee's to say (《条例》第五十一条（三）). */
static enum err suspended_bidders(struct ctx *c, const char *lot, struct json *list)
{
	struct opening o;
	const char *why;
	TRY(opening_get(c, lot, &o));
	for (size_t i = 0; i < o.n; i++) {
		const struct consortium_member *m = o.bids[i].form.consortium.items;
		if (o.bids[i].state != OPENED)
			continue;
		TRY(party_suspended(c, o.bids[i].party, &why));
		push_suspended(c, list, &o.bids[i], o.bids[i].name, why);
		for (size_t k = 0; k < o.bids[i].form.consortium.n; k++) {
			why = NULL;
			if (m[k].code != NULL)
				TRY(code_suspended(c, m[k].code, &why));
			push_suspended(c, list, &o.bids[i], m[k].name, why);
		}
	}
	return OK;
}

/* What the tender document wants a bid form to have, and an opened one has not. */
static enum err lacking_bids(
    struct req *r, const struct tender *t, const char *lot, struct json *list)
{
	struct ctx *c = &r->c;
	struct tender_version v;
	struct version_shown shown;
	struct opening o;
	bool found;
	TRY(version_find(c, t->id, t->document, &found, &v));
	if (!found)
		return OK;
	TRY(version_show(r, "/document", t->id, t->document, &shown));
	TRY(opening_get(c, lot, &o));
	for (size_t i = 0; i < o.n; i++) {
		struct json *row = json_object(c), *lacking;
		if (o.bids[i].state != OPENED)
			continue;
		lacking = tenderdoc_lacking(c, &shown.document, &o.bids[i].form);
		if (lacking->n == 0)
			continue;
		json_put(row, "lacking", lacking);
		json_put(row, "party", json_text(c, o.bids[i].party));
		json_push(list, row);
	}
	return OK;
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
	bool inside = (c->relations & (W_COMMITTEE | W_SUPERVISOR | W_INSPECTOR)) != 0;
	if ((l.state == LS_EVALUATING || l.state == LS_SCREENING) && inside) {
		struct eval_out out;
		TRY(evaluation_compute(c, &l, &t, &out));
		text = out.result;
		digest = out.digest;
		struct json *suspended = json_list(c), *lacking = json_list(c);
		/* prices are in the second envelope */
		if (l.state == LS_EVALUATING)
			TRY(lacking_bids(r, &t, l.id, lacking));
		json_put(o, "asked", json_text(c, out.asks_competition ? "competition" : NULL));
		json_put(o, "lacking", lacking);
		TRY(suspended_bidders(c, l.id, suspended));
		json_put(o, "pending", json_told(c, &out.pending));
		json_put(o, "suspended", suspended);
		json_put(o, "tie", json_bool(c, out.tie));
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
	{ M_POST, "/api/lots/{lot}/draws", ROW_ACT, .handler = draw_post,
	    .who = W_COMMITTEE | W_CENTRE, .of = of_committee, FIELDS(draw_fields, struct draw_in),
	    .errors = "WRONG_STATE STAYED NO_TIE LAW_BOUND",
	    .doc = "Records the drawing that decided a tie." },
	{ M_POST, "/api/lots/{lot}/confirmations", ROW_ACT, .handler = confirmation_post,
	    .who = W_COMMITTEE | W_CENTRE, .of = of_committee,
	    FIELDS(confirm_fields, struct confirm_in),
	    .errors = "WRONG_STATE STAYED STALE TIE PENDING DUPLICATE BAD_FIELD MISSING_FIELD",
	    .doc =
	        "Signs the computed result, or for the centre: says that a member refuses to; the "
	        "last signature ends the evaluation." },
	{ M_GET, "/api/lots/{lot}/evaluation", ROW_READ, .handler = evaluation_show,
	    .who = W_PUBLIC, .of = of_committee, .errors = "SECRET NOT_FOUND WRONG_STATE",
	    .doc = "The result with its derivation." },
	{ .path = NULL },
};
