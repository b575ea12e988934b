/* committee_http.c - who evaluates: formed, recused, replaced. */
#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "service/party/party.h"
#include "trade/evaluation/evaluation_db.h"
#include "trade/project/stay.h"
#include "trade/tenderdoc/tenderdoc.h"

const struct field member_fields[] = {
	F_TEXT(member, name, REQUIRED, 1, 100, "name"),
	F_TEXT(member, unit, REQUIRED, 1, LIMIT_TITLE_CHARS, "where the member works"),
	F_BOOL(member, expert, REQUIRED, "an expert, not the procuring entity's representative"),
	F_INT(member, years, OPTIONAL, 0, 80, "an expert's years in the field"),
	F_TEXT(member, title, OPTIONAL, 1, 60, "an expert's 专业技术职称"),
	F_BOOL(member, leader, OPTIONAL, "leads the committee; one of them at most"),
	F_END,
};
const struct field committee_fields[] = {
	F_LIST(committee_in, members, REQUIRED, 1, LIMIT_COMMITTEE, member_fields, member,
	    "评标委员会, 资格审查委员会"),
	F_END,
};

/* Nobody is of a unit that bids, as far as the bids are open. Before that only the evaluation can
 * see it. */
static enum err check_bidders(
    struct ctx *c, const struct lot *l, const struct member *m, const char *at)
{
	struct opening o = { 0 };
	if (l->state == LS_SCREENING || l->state == LS_PRICING || l->state == LS_EVALUATING)
		TRY(opening_get(c, l->id, &o));
	return committee_bidder(c, &o, m, 1) == 0
	           ? committee_refusal(c, fail_at(c, E_LAW_BOUND, at, m->unit, "that unit bids"))
	           : OK;
}

/* When a committee sits, and who leads it. */
static enum err check_members(struct ctx *c, const struct lot *l, const struct field_list *members)
{
	const struct member *m = members->items;
	size_t leaders = 0;
	if (l->state < LS_BIDDING || l->state > LS_EVALUATING)
		return fail(c, E_WRONG_STATE,
		    "the lot is %s; a committee is formed while it is %s to %s",
		    lot_state_words[l->state], lot_state_words[LS_BIDDING],
		    lot_state_words[LS_EVALUATING]);
	for (size_t i = 0; i < members->n; i++)
		leaders += m[i].leader;
	if (leaders > 1)
		return fail_at(c, E_BAD_FIELD, "/members", NULL, "one leader at most");
	return OK;
}

struct formed_in {
	struct field_list members;
	const char *late;
};
static const struct field formed_fields[] = {
	F_LIST(
	    formed_in, members, REQUIRED, 1, LIMIT_COMMITTEE, member_fields, member, "评标委员会"),
	F_TEXT(formed_in, late, OPTIONAL, 1, LIMIT_REASON_CHARS,
	    "why it is formed only after the deadline"),
	F_END,
};

/* Who is to judge is fixed before anybody knows the bids. */
static enum err check_in_time(
    struct ctx *c, const struct lot *l, const struct tender *t, const char *late)
{
	return !t->mandatory || l->state == LS_BIDDING || late != NULL
	           ? OK
	           : fail_rule(c, E_MISSING_FIELD,
	                 "《评标委员会和评标方法暂行规定》第八条 / Order 12, art. 8",
	                 "a committee is formed before the bids are opened; /late says why this "
	                 "one was not");
}

/* As many as the tender document says, where it is one that the centre can read. */
static enum err check_document(
    struct ctx *c, const struct tender *t, const struct field_list *members)
{
	struct tender_version v;
	bool found;
	TRY(version_find(c, t->id, t->document, &found, &v));
	return !found || v.committee_size == 0 || v.committee_size == (int64_t)members->n
	           ? OK
	           : fail_at(c, E_BAD_FIELD, "/members", arena_printf(c->mem, "%zu", members->n),
	                 "the tender document says %" PRId64 " members", v.committee_size);
}

static enum err committee_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct formed_in *in = r->body;
	const struct member *m = in->members.items;
	struct json *warnings = json_list(c), *people = json_list(c), *o = json_object(c);
	struct member *there;
	struct tender t;
	struct lot l;
	size_t n;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(committee_of(c, l.id, &there, &n));
	if (n > 0)
		return fail(c, E_DUPLICATE, "the lot has its committee");
	TRY(check_members(c, &l, &in->members));
	TRY(committee_composition(c, &t, &in->members, warnings));
	TRY(check_in_time(c, &l, &t, in->late));
	TRY(check_document(c, &t, &in->members));
	for (size_t i = 0; i < in->members.n; i++) {
		struct member made = m[i];
		TRY(check_bidders(c, &l, &made, arena_printf(c->mem, "/members/%zu/unit", i)));
		TRY(person_add(c, NULL, made.name, &made.person));
		TRY(member_insert(c, l.id, &made, (int64_t)i));
		json_push(people, json_text(c, made.person));
	}
	TRY(evidence_add(c, "committee.formed", l.id, t.id));
	json_put(o, "members", people);
	json_put(o, "warnings", warnings);
	return reply_tree(r, 201, o);
}

struct recusal_in {
	const char *reason;
};
static const struct field recusal_fields[] = {
	F_TEXT(recusal_in, reason, REQUIRED, 1, LIMIT_REASON_CHARS, "why"),
	F_END,
};

static enum err recusal_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct recusal_in *in = r->body;
	struct tender t;
	struct lot l;
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state > LS_EVALUATING)
		return fail(c, E_WRONG_STATE, "the committee has signed");
	TRY(member_recuse(c, l.id, in->reason));
	TRY(evidence_add(c, "committee.recused", l.id, t.id));
	return reply_tree(r, 200, json_object(c));
}

/* Where more than a third hold that the time does not suffice, the procuring entity extends it. */
static enum err time_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct recusal_in *in = r->body;
	const struct law_number *row;
	struct law_bound share = { .id = "evaluation.extension.share.min", .field = "/" };
	struct json *o = json_object(c);
	struct member *members;
	struct tender t;
	struct lot l;
	size_t n;
	bool due;
	TRY(before_committee(r, &l, &t));
	enum err e = time_request_insert(c, l.id, in->reason, &share.value);
	if (e == E_DUPLICATE)
		return fail(c, E_DUPLICATE, "the caller has asked for more time");
	TRY(e);
	TRY(committee_of(c, l.id, &members, &n));
	share.value = share.value * 1000 / (int64_t)n;
	const struct law_case k = tender_case(&t);
	TRY(law_meets(c, &k, &share, &row, &due));
	TRY(evidence_add(c, "evaluation.time-asked", l.id, t.id));
	json_put(o, "extensionDue", json_bool(c, row != NULL && due));
	json_put(o, "rule", json_text(c, row != NULL ? row->rule : NULL));
	return reply_tree(r, 201, o);
}

static const char *const cause_words[] = { "recusal", "left", "unable", NULL };
const struct field replacement_fields[] = {
	F_INT(replacement_in, seat, REQUIRED, 1, LIMIT_COMMITTEE, "whose place, counted from 1"),
	F_ENUM(replacement_in, cause, REQUIRED, cause_words,
	    "回避, 擅离职守, or 因健康等原因不能继续评标 (《条例》第四十八条)"),
	F_TEXT(replacement_in, reason, REQUIRED, 1, LIMIT_REASON_CHARS, "why"),
	F_OBJECT(replacement_in, member, REQUIRED, member_fields, member, "who takes the seat"),
	F_END,
};

/* Nobody picks members by what they find: one goes who recused itself or whose unit bids; who is
 * gone or unable is seen so by the centre, where the committee sits. */
static enum err check_cause(
    struct ctx *c, const struct lot *l, const struct member *m, const struct replacement_in *in)
{
	struct opening o = { 0 };
	bool conflict = m->recused != NULL, seen = (c->relations & W_CENTRE) != 0;
	if (l->state >= LS_SCREENING)
		TRY(opening_get(c, l->id, &o));
	conflict = conflict || committee_bidder(c, &o, m, 1) == 0;
	if (in->cause == CAUSE_RECUSAL ? conflict : seen || l->state == LS_BIDDING)
		return OK;
	enum err e = fail_at(c, E_DENIED, "/cause", cause_words[in->cause],
	    in->cause == CAUSE_RECUSAL
	        ? "that member has not recused itself, and its unit does not bid"
	        : "once the bids are opened the centre says so");
	c->fault.rule = "《招标投标法实施条例》第四十八条 / Implementing Regulation, art. 48";
	return e;
}

/* What the one before gave and signed counts no more (《实施条例》第四十八条). */
static enum err replacement_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct replacement_in *in = r->body;
	struct json *warnings = json_list(c), *o = json_object(c);
	struct member *members;
	struct tender t;
	struct lot l;
	size_t n;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(stay_check(c, &l));
	TRY(committee_of(c, l.id, &members, &n));
	if (in->seat > (int64_t)n)
		return fail_at(c, E_BAD_FIELD, "/seat", NULL, "the committee has %zu members", n);
	const struct member before = members[in->seat - 1];
	members[in->seat - 1] = *in->member;
	const struct field_list all = { n, members };
	TRY(committee_member(c, &t, in->member, "/member", warnings));
	TRY(check_members(c, &l, &all));
	TRY(committee_shape(c, &t, &all, warnings));
	TRY(check_cause(c, &l, &before, in));
	TRY(check_bidders(c, &l, in->member, "/member/unit"));
	struct member made = *in->member;
	TRY(person_add(c, NULL, made.name, &made.person));
	TRY(member_drop(c, l.id, in->seat - 1));
	TRY(member_insert(c, l.id, &made, in->seat - 1));
	TRY(evidence_add(c, "committee.replaced", l.id, t.id));
	json_put(o, "member", json_text(c, made.person));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

#define FORMS (W_PRINCIPAL | W_AGENCY | W_CENTRE)

const struct route committee_routes[] = {
	{ M_POST, "/api/lots/{lot}/committee", ROW_ACT, .handler = committee_post, .who = FORMS,
	    .of = of_lot, FIELDS(formed_fields, struct formed_in),
	    .errors = "DUPLICATE WRONG_STATE LAW_BOUND BAD_FIELD MISSING_FIELD",
	    .doc = "Forms the committee; secret until the result." },
	{ M_POST, "/api/lots/{lot}/recusals", ROW_ACT, .handler = recusal_post, .who = W_COMMITTEE,
	    .of = of_committee, FIELDS(recusal_fields, struct recusal_in), .errors = "WRONG_STATE",
	    .doc = "A member recuses itself; nothing is signed until it is replaced." },
	{ M_POST, "/api/lots/{lot}/time-requests", ROW_ACT, .handler = time_post,
	    .who = W_COMMITTEE, .of = of_committee, FIELDS(recusal_fields, struct recusal_in),
	    .errors = "WRONG_STATE STAYED DUPLICATE",
	    .doc = "A member holds that the time does not suffice." },
	{ M_POST, "/api/lots/{lot}/replacements", ROW_ACT, .handler = replacement_post,
	    .who = FORMS, .of = of_lot, FIELDS(replacement_fields, struct replacement_in),
	    .errors = "WRONG_STATE STAYED LAW_BOUND BAD_FIELD DENIED",
	    .doc = "Puts another member into a seat; what the one before gave counts no more." },
	{ .path = NULL },
};
