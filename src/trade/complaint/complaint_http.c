#include <string.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "trade/complaint/complaint_db.h"
#include "trade/notice/notice.h"
#include "trade/objection/objection.h"
#include "trade/project/stay.h"

#define RULE_FIRST "《招标投标法实施条例》第六十条第二款 / Implementing Regulation, art. 60"

static const char *const about_words[] = { "document", "opening", "result", "other", NULL };
static const char *const accepted_words[] = { "open", "accepted", "refused", NULL };
static const char *const decision_words[] = { "open", "upheld", "rejected", NULL };

struct complaint_in {
	int about;
	const char *content, *objection;
	int64_t known;
};
static const struct field complaint_fields[] = {
	F_ENUM(complaint_in, about, REQUIRED, about_words, "what is complained about"),
	F_TEXT(complaint_in, content, REQUIRED, 1, 20000, "what, with its proof and what is asked"),
	F_MOMENT(complaint_in, known, REQUIRED, "when the caller knew, or should have known"),
	F_ID(complaint_in, objection, OPTIONAL, "the caller's own, which comes first"),
	F_END,
};

/* Since when the ten days run: from knowing, and from the answer to the objection. */
static enum err clock_of(
    struct ctx *c, const struct lot *l, const struct complaint_in *in, int64_t *event_ms)
{
	struct objection o;
	*event_ms = in->known;
	if (in->objection == NULL && in->about == ABOUT_OTHER)
		return OK;
	if (in->objection == NULL)
		return fail_rule(c, E_WRONG_STATE, RULE_FIRST,
		    "about the %s an objection comes first", about_words[in->about]);
	const struct objection where = { .id = in->objection,
		.tender = l->tender,
		.lot = in->about == ABOUT_DOCUMENT ? NULL : l->id };
	TRY(at_field(c, objection_get(c, &where, &o), "/objection"));
	if (strcmp(o.party, c->actor.party) != 0)
		return fail_at(c, E_DENIED, "/objection", o.id, "another's objection");
	if (o.answered_ms > *event_ms)
		*event_ms = o.answered_ms;
	/* an answer that does not come may be complained about at any time */
	if (o.outcome == OBJECTION_OPEN)
		*event_ms = c->now_ms;
	return OK;
}

static enum err complaint_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct complaint_in *in = r->body;
	struct tender t;
	struct lot l;
	int64_t event_ms;
	struct json *o = json_object(c);
	TRY(lot_get(c, r->params[0], &l, &t));
	if (in->known > c->now_ms)
		return fail_at(
		    c, E_BAD_FIELD, "/known", moment_text(c, in->known), "not in the future");
	TRY(clock_of(c, &l, in, &event_ms));
	const struct law_case k = tender_case(&t);
	const struct law_bound late = { "complaint.max", "/known", .event_ms = event_ms,
		.at_ms = c->now_ms };
	TRY(law_hold(c, &k, &late, json_list(c)));
	const struct complaint made = { .id = id_new(c),
		.lot = l.id,
		.party = c->actor.party,
		.about = in->about,
		.content = in->content,
		.objection = in->objection,
		.known_ms = in->known };
	TRY(complaint_insert(c, &made));
	TRY(evidence_add(c, "complaint.raised", l.id, t.id));
	json_put(o, "id", json_text(c, made.id));
	return reply_tree(r, 201, o);
}

static enum err reply_warnings(struct req *r, struct json *warnings)
{
	struct json *o = json_object(&r->c);
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

struct acceptance_in {
	const char *complaint, *reason;
	bool accepted;
};
static const struct field acceptance_fields[] = {
	F_ID(acceptance_in, complaint, REQUIRED, "which one"),
	F_BOOL(acceptance_in, accepted, REQUIRED, "受理 or not"),
	F_TEXT(acceptance_in, reason, REQUIRED, 1, LIMIT_TEXT_CHARS, "why"),
	F_END,
};

static enum err acceptance_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct acceptance_in *in = r->body;
	struct json *warnings = json_list(c);
	struct complaint k;
	struct tender t;
	struct lot l;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(at_field(c, complaint_get(c, l.id, in->complaint, &k), "/complaint"));
	if (k.accepted != NOT_LOOKED_AT)
		return fail(c, E_WRONG_STATE, "the complaint is %s", accepted_words[k.accepted]);
	const struct law_case kind = tender_case(&t);
	const struct law_bound late = { "complaint.accept.max", "/", .event_ms = k.raised_ms,
		.at_ms = c->now_ms };
	TRY(law_hold(c, &kind, &late, warnings));
	k.accepted = in->accepted ? ACCEPTED : NOT_ACCEPTED;
	k.reason = in->reason;
	k.accepted_ms = c->now_ms;
	TRY(complaint_update(c, &k));
	TRY(evidence_add(c, "complaint.accepted", l.id, t.id));
	return reply_warnings(r, warnings);
}

struct decision_in {
	const char *complaint, *text;
	int decision;
};
static const char *const decided_words[] = { "upheld", "rejected", NULL };
static const struct field decision_fields[] = {
	F_ID(decision_in, complaint, REQUIRED, "which one"),
	F_ENUM(decision_in, decision, REQUIRED, decided_words, "成立 or 不成立"),
	F_TEXT(decision_in, text, REQUIRED, 1, 20000, "the decision, with its reasons"),
	F_END,
};

static enum err decision_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct decision_in *in = r->body;
	struct json *warnings = json_list(c);
	struct complaint k;
	struct tender t;
	struct lot l;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(at_field(c, complaint_get(c, l.id, in->complaint, &k), "/complaint"));
	if (k.accepted != ACCEPTED || k.decision != UNDECIDED)
		return fail(c, E_WRONG_STATE, "the complaint is %s, its decision %s",
		    accepted_words[k.accepted], decision_words[k.decision]);
	const struct law_case kind = tender_case(&t);
	const struct law_bound late = { "complaint.decide.max", "/", .event_ms = k.accepted_ms,
		.at_ms = c->now_ms };
	TRY(law_hold(c, &kind, &late, warnings));
	k.decision = in->decision == 0 ? DECIDED_UPHELD : DECIDED_REJECTED;
	k.answer = in->text;
	k.decided_ms = c->now_ms;
	TRY(complaint_update(c, &k));
	TRY(evidence_add(c, "complaint.decided", l.id, t.id));
	return reply_warnings(r, warnings);
}

static enum err complaints_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct complaint *list;
	size_t n;
	bool all = (c->relations & (W_SUPERVISOR | W_INSPECTOR)) != 0;
	struct json *reply = json_object(c), *rows = json_list(c);
	TRY(complaints_of(c, r->params[0], all ? NULL : c->actor.party, &list, &n));
	for (size_t i = 0; i < n; i++) {
		const struct complaint *k = &list[i];
		struct json *row = json_object(c);
		json_put(row, "about", json_text(c, about_words[k->about]));
		json_put(row, "acceptance", json_text(c, accepted_words[k->accepted]));
		json_put(row, "answer", json_text(c, k->answer));
		json_put(row, "content", json_text(c, k->content));
		json_put(row, "decision", json_text(c, decision_words[k->decision]));
		json_put(row, "id", json_text(c, k->id));
		json_put(row, "objection", json_text(c, k->objection));
		json_put(row, "party", json_text(c, k->party));
		json_put(row, "raised", json_text(c, moment_text(c, k->raised_ms)));
		json_put(row, "reason", json_text(c, k->reason));
		json_push(rows, row);
	}
	json_put(reply, "complaints", rows);
	return reply_tree(r, 200, reply);
}

struct suspension_in {
	const char *reason;
};
static const struct field suspension_fields[] = {
	F_TEXT(suspension_in, reason, REQUIRED, 1, LIMIT_TEXT_CHARS, "why it is necessary"),
	F_END,
};

static enum err tell(struct ctx *c, const struct lot *l, enum notice_type type, const char *why)
{
	struct json *body = json_object(c);
	/* the window for keys goes on, to a later end */
	if (type == NOTICE_RESUMED && (l->state == LS_OPENING || l->state == LS_PRICING))
		json_put(body, "ends", json_text(c, moment_text(c, l->opening_ends_ms)));
	json_put(body, "lot", json_text(c, l->id));
	json_put(body, "why", json_text(c, why));
	const struct notice_new n = { type, l->tender, l->id, l->title, body };
	return notice_publish(c, &n, NULL);
}

static enum err suspension_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct suspension_in *in = r->body;
	struct lot l;
	struct json *o = json_object(c);
	const char *id = id_new(c);
	TRY(lot_get(c, r->params[0], &l, NULL));
	if (l.state == LS_DRAFT || l.state >= LS_CONTRACTED)
		return fail(c, E_WRONG_STATE, "the lot is %s; nothing is left to suspend",
		    lot_state_words[l.state]);
	TRY(suspension_insert(c, id, l.id, in->reason));
	TRY(stay_begin(c, l.tender, l.id, id));
	TRY(tell(c, &l, NOTICE_SUSPENDED, in->reason));
	TRY(evidence_add(c, "lot.suspended", l.id, l.tender));
	json_put(o, "id", json_text(c, id));
	return reply_tree(r, 201, o);
}

struct resumption_in {
	const char *suspension, *reason;
};
static const struct field resumption_fields[] = {
	F_ID(resumption_in, suspension, REQUIRED, "which one"),
	F_TEXT(resumption_in, reason, REQUIRED, 1, LIMIT_TEXT_CHARS, "why it may go on"),
	F_END,
};

static enum err resumption_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct resumption_in *in = r->body;
	struct tender t;
	struct lot l;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(at_field(c, suspension_end(c, in->suspension, l.id), "/suspension"));
	if (l.state == LS_BIDDING && c->now_ms >= t.deadline_ms)
		return fail_rule(c, E_WRONG_STATE,
		    "《招标投标法》第二十三条、第二十四条 / Tendering and Bidding Law, art. 23, 24",
		    "the deadline, %s, passed while the lot was suspended; the principal moves it "
		    "first: POST /api/tenders/%s/clarifications, an extension",
		    moment_text(c, t.deadline_ms), t.id);
	TRY(stay_end(c, &t, in->suspension));
	TRY(lot_get(c, l.id, &l, NULL));
	TRY(tell(c, &l, NOTICE_RESUMED, in->reason));
	TRY(evidence_add(c, "lot.resumed", l.id, t.id));
	return reply_tree(r, 200, json_object(c));
}

static enum err suspensions_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct suspension *list;
	size_t n;
	struct json *o = json_object(c), *rows = json_list(c);
	TRY(suspensions_of(c, r->params[0], &list, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *row = json_object(c);
		const int64_t ended = list[i].ended_ms;
		json_put(row, "begun", json_text(c, moment_text(c, list[i].begun_ms)));
		json_put(row, "ended", json_text(c, ended > 0 ? moment_text(c, ended) : NULL));
		json_put(row, "id", json_text(c, list[i].id));
		json_put(row, "reason", json_text(c, list[i].reason));
		json_push(rows, row);
	}
	json_put(o, "suspensions", rows);
	return reply_tree(r, 200, o);
}

const struct route complaint_routes[] = {
	{ M_POST, "/api/lots/{lot}/complaints", ROW_ACT, .handler = complaint_post,
	    .who = W_TENDERER, .of = of_lot, FIELDS(complaint_fields, struct complaint_in),
	    .errors = "BAD_FIELD WRONG_STATE NOT_FOUND DENIED LAW_BOUND",
	    .doc = "Complains to the supervising authority." },
	{ M_POST, "/api/lots/{lot}/complaints/acceptances", ROW_ACT, .handler = acceptance_post,
	    .who = W_SUPERVISOR, .of = of_lot, FIELDS(acceptance_fields, struct acceptance_in),
	    .errors = "NOT_FOUND WRONG_STATE", .doc = "Accepts a complaint, or does not." },
	{ M_POST, "/api/lots/{lot}/complaints/decisions", ROW_ACT, .handler = decision_post,
	    .who = W_SUPERVISOR, .of = of_lot, FIELDS(decision_fields, struct decision_in),
	    .errors = "NOT_FOUND WRONG_STATE", .doc = "Decides a complaint." },
	{ M_GET, "/api/lots/{lot}/complaints", ROW_READ, .handler = complaints_get,
	    .who = W_SUPERVISOR | W_INSPECTOR | W_TENDERER, .of = of_lot,
	    .doc = "The complaints about a lot; a tenderer sees the own ones." },
	{ M_POST, "/api/lots/{lot}/suspensions", ROW_ACT, .handler = suspension_post,
	    .who = W_SUPERVISOR, .of = of_lot, FIELDS(suspension_fields, struct suspension_in),
	    .errors = "WRONG_STATE", .doc = "Suspends the trade of a lot." },
	{ M_GET, "/api/lots/{lot}/suspensions", ROW_READ, .handler = suspensions_get,
	    .who = W_SUPERVISOR | W_INSPECTOR, .of = of_lot,
	    .doc = "When and why the trade of a lot was suspended; ended null: it still is." },
	{ M_POST, "/api/lots/{lot}/suspensions/ends", ROW_ACT, .handler = resumption_post,
	    .who = W_SUPERVISOR, .of = of_lot, FIELDS(resumption_fields, struct resumption_in),
	    .errors = "NOT_FOUND WRONG_STATE", .doc = "Lets a suspended trade go on." },
	{ .path = NULL },
};
