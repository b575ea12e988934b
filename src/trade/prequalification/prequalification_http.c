/* prequalification_http.c - the procuring side and the committee: announcement, review, result. */
#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "service/party/party.h"
#include "trade/notice/announcement.h"
#include "trade/prequalification/prequalification_db.h"
#include "trade/project/stay.h"
#include "trade/terms/terms.h"

#define RULE_OPEN "《招标投标法实施条例》第十五条 / Implementing Regulation, art. 15"
#define RULE_UNIT "《招标投标法》第三十七条 / Tendering and Bidding Law, art. 37"
#define WINDOW_MINUTES_MAX 1440

struct prequalification_in {
	const char *text;
	const uint8_t *document;
	int64_t offerEnds, deadline, windowMinutes, most;
	struct field_list kept;
	struct notice_contents *contents;
};
static const struct field prequalification_fields[] = {
	F_TEXT(prequalification_in, text, REQUIRED, 1, 20000, "资格预审公告, with the conditions"),
	F_DIGEST(prequalification_in, document, OPTIONAL, "资格预审文件, uploaded before"),
	F_MOMENT(prequalification_in, offerEnds, REQUIRED, "until when the document is handed out"),
	F_MOMENT(prequalification_in, deadline, REQUIRED, "applications at or after it are late"),
	F_INT(prequalification_in, windowMinutes, REQUIRED, 1, WINDOW_MINUTES_MAX,
	    "minutes to hand in keys after the deadline"),
	F_INT(prequalification_in, most, OPTIONAL, 1, LIMIT_BIDS,
	    "有限数量制: how many pass at most, by points; none: everybody who meets the "
	    "conditions"),
	F_LIST(prequalification_in, kept, OPTIONAL, 0, TERMS_FINDINGS, term_kept_fields, term_kept,
	    "terms of the text that the law names and that are kept, with reasons"),
	F_OBJECT(prequalification_in, contents, OPTIONAL, contents_fields, notice_contents,
	    "what the law wants an announcement to say; what is missing warns"),
	F_END,
};

/* The dates, if it were published now. */
static enum err check_dates(
    struct ctx *c, const struct tender *t, const struct prequalification *p, struct json *warnings)
{
	const struct law_case k = tender_case(t);
	const struct law_bound offer = { "prequalification.offer.min", "/offerEnds",
		.event_ms = c->now_ms, .at_ms = p->offer_ends_ms },
	                       submission = { "prequalification.submission.min", "/deadline",
		                       .event_ms = p->offer_ends_ms, .at_ms = p->deadline_ms };
	TRY(tender_check_deadline(c, p->deadline_ms));
	if (p->offer_ends_ms > p->deadline_ms)
		return fail_at(c, E_BAD_FIELD, "/offerEnds", moment_text(c, p->offer_ends_ms),
		    "not after the deadline");
	TRY(law_hold(c, &k, &offer, warnings));
	return law_hold(c, &k, &submission, warnings);
}

/* Not so few that they would not compete. */
static enum err check_most(
    struct ctx *c, const struct tender *t, int64_t most, struct json *warnings)
{
	const struct law_case k = tender_case(t);
	const struct law_bound enough = { "qualified.min", "/most", .value = most };
	return law_hold(c, &k, &enough, warnings);
}

/* A draft that is qualified for before, and was not yet. */
static enum err check_draft(struct ctx *c, const struct tender *t, enum tender_event event)
{
	bool some;
	if (t->qualification != QUALIFIED_BEFORE)
		return fail_rule(c, E_WRONG_STATE, RULE_OPEN,
		    "the tender qualifies after the opening (qualification: after)");
	if (t->state != TS_DRAFT)
		return rule_refuse(c, tender_rules, t->state, event);
	TRY(tender_admits_any(c, t->id, &some));
	return some ? fail(c, E_WRONG_STATE, "who may bid is settled; next: POST %s%s/announcement",
	                  "/api/tenders/", t->id)
	            : OK;
}

static struct json *notice_body(
    struct ctx *c, const struct tender *t, const struct prequalification *p)
{
	struct json *o = json_object(c);
	struct json *contents = NULL;
	if (t->contents != NULL && json_parse(c, t->contents, strlen(t->contents), &contents) == OK)
		json_put(o, "contents", contents);
	json_put(o, "deadline", json_text(c, moment_text(c, p->deadline_ms)));
	json_put(o, "document", json_text(c, p->document));
	json_put(o, "offerEnds", json_text(c, moment_text(c, p->offer_ends_ms)));
	if (p->most > 0)
		json_put(o, "most", json_int(c, p->most));
	json_put(o, "principal", json_text(c, t->principal));
	json_put(o, "tender", json_text(c, t->id));
	json_put(o, "text", json_text(c, p->text));
	json_put(o, "windowMinutes", json_int(c, p->window_minutes));
	return o;
}

static enum err announcement_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct prequalification_in *in = r->body;
	struct json *warnings = json_list(c), *findings = json_list(c), *o = json_object(c);
	struct document d = { 0 };
	struct tender t;
	TRY(tender_get(c, r->params[0], &t));
	TRY(check_draft(c, &t, TE_DRAFT_PREQUALIFY));
	if (in->document != NULL)
		TRY(document_check(c, "/document", in->document, &d));
	const struct prequalification p = { t.id, in->text, d.digest, in->offerEnds, in->deadline,
		in->windowMinutes, in->most };
	if (p.most > 0)
		TRY(check_most(c, &t, p.most, warnings));
	TRY(check_dates(c, &t, &p, warnings));
	TRY(terms_hold(c, "/text", in->text, &in->kept, findings));
	/* the stage's; the tender's own take their place later */
	t.contents = in->contents != NULL
	                 ? json_canonical(c, field_json(c, contents_fields, in->contents))
	                 : NULL;
	notice_demands(c, &t, NOTICE_PREQUALIFICATION, notice_body(c, &t, &p), warnings);
	TRY(prequalification_put(c, &p));
	TRY(tender_step(c, &t, TE_DRAFT_PREQUALIFY));
	json_put(o, "findings", findings);
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

static enum err publication_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *warnings = json_list(c), *o = json_object(c);
	struct prequalification p;
	struct tender t;
	const char *id;
	TRY(tender_get(c, r->params[0], &t));
	TRY(check_draft(c, &t, TE_PREQUALIFY));
	TRY(prequalification_get(c, t.id, &p));
	TRY(check_dates(c, &t, &p, warnings));
	/* the stage's document and dates; the tender's own take their place later */
	t.document = p.document;
	t.offer_ends_ms = p.offer_ends_ms;
	t.deadline_ms = p.deadline_ms;
	t.window_minutes = p.window_minutes;
	t.published_ms = c->now_ms;
	if (t.document != NULL)
		TRY(document_make_public(c, t.document));
	struct json *body = notice_body(c, &t, &p);
	TRY(notice_periods(c, &t, true, body));
	const struct notice_new n = { NOTICE_PREQUALIFICATION, t.id, NULL, t.title, body };
	TRY(notice_publish(c, &n, &id));
	TRY(tender_step(c, &t, TE_PREQUALIFY));
	TRY(clock_set(c, &t));
	json_put(o, "notice", json_text(c, id));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

enum err of_reviewers(struct req *r, uint32_t *who)
{
	bool member = false;
	TRY(of_tender(r, who));
	if (r->c.actor.user != NULL)
		TRY(reviewer_is(&r->c, r->params[0], r->c.actor.user, &member));
	if (member)
		*who |= W_COMMITTEE;
	return OK;
}

/* 《条例》第十八条: of state-controlled tenders that must be held it is composed as the law wants of an
 * evaluation committee; of others the procuring entity may review as it likes. */
static enum err committee_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct committee_in *in = r->body;
	const struct member *m = in->members.items;
	struct json *warnings = json_list(c), *people = json_list(c), *o = json_object(c);
	const char **there;
	struct tender t;
	size_t n;
	TRY(tender_get(c, r->params[0], &t));
	if (t.state != TS_APPLYING && t.state != TS_REVIEWING)
		return rule_refuse(c, tender_rules, t.state, TE_QUALIFY);
	TRY(reviews_of(c, t.id, &there, &n));
	if (n > 0)
		return fail(c, E_DUPLICATE, "the tender has its reviewing committee");
	if (t.mandatory && t.state_controlled)
		TRY(committee_composition(c, &t, &in->members, warnings));
	for (size_t i = 0; i < in->members.n; i++) {
		struct member made = m[i];
		TRY(person_add(c, NULL, made.name, &made.person));
		TRY(reviewer_insert(c, t.id, &made, (int64_t)i));
		json_push(people, json_text(c, made.person));
	}
	TRY(evidence_add(c, "qualification.committee", t.id, t.id));
	json_put(o, "members", people);
	json_put(o, "warnings", warnings);
	return reply_tree(r, 201, o);
}

/* The applicant that is of that unit, or in whose consortium it is; NULL: none. */
static const char *applies(
    struct ctx *c, const struct application *list, size_t n, const char *unit)
{
	const char *key = terms_key(c, unit);
	for (size_t i = 0; i < n; i++)
		if (units_bidding(c, &key, 1, list[i].name, &list[i].form.consortium) == 0)
			return list[i].name;
	return NULL;
}

/* Nobody picks reviewers by what they find: once the applications are open one goes whose unit
 * applies; who is gone or unable is seen so by the centre, where they sit (《条例》第四十八条). */
static enum err check_cause(
    struct ctx *c, const struct tender *t, const struct member *m, const struct replacement_in *in)
{
	const char *record, *result;
	struct application *list;
	bool may = t->state == TS_APPLYING || (c->relations & W_CENTRE) != 0;
	size_t n;
	if (!may && in->cause == CAUSE_RECUSAL) {
		TRY(applications_get(c, t->id, &record, &result));
		TRY(applications_parse(c, record, &list, &n));
		may = applies(c, list, n, m->unit) != NULL;
	}
	if (may)
		return OK;
	enum err e = fail_at(c, E_DENIED, "/cause", NULL,
	    in->cause == CAUSE_RECUSAL ? "the unit of that member does not apply"
	                               : "once the applications are opened the centre says so");
	c->fault.rule =
	    "《招标投标法实施条例》第十八条、第四十八条 / Implementing Regulation, art. "
	    "18, 48";
	return e;
}

/* One that may not review, or cannot, is replaced by another of the same sort: the composition that
 * was checked stays. */
static enum err replacement_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct replacement_in *in = r->body;
	struct json *o = json_object(c), *warnings = json_list(c);
	struct member *there, made = *in->member;
	struct tender t;
	size_t n;
	TRY(tender_get(c, r->params[0], &t));
	if (t.state != TS_APPLYING && t.state != TS_REVIEWING)
		return rule_refuse(c, tender_rules, t.state, TE_QUALIFY);
	TRY(reviewers_of(c, t.id, &there, &n));
	if (in->seat > (int64_t)n)
		return fail_at(c, E_BAD_FIELD, "/seat", NULL, "the committee has %zu members", n);
	if (there[in->seat - 1].expert != made.expert)
		return fail_at(c, E_BAD_FIELD, "/member/expert", NULL,
		    "an expert is replaced by an expert, a representative by a representative");
	TRY(check_cause(c, &t, &there[in->seat - 1], in));
	if (t.mandatory && t.state_controlled)
		TRY(committee_member(c, &t, &made, "/member", warnings));
	TRY(person_add(c, NULL, made.name, &made.person));
	TRY(reviewer_drop(c, t.id, in->seat - 1));
	TRY(reviewer_insert(c, t.id, &made, in->seat - 1));
	TRY(evidence_add(c, "qualification.replaced", t.id, t.id));
	json_put(o, "member", json_text(c, made.person));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

/* *least: the row that they are too few for; NULL: they are enough. */
static enum err too_few(
    struct ctx *c, const struct tender *t, size_t n, const struct law_number **least)
{
	const struct law_case k = tender_case(t);
	const struct law_bound enough = { .id = "qualified.min", .value = (int64_t)n };
	bool met;
	TRY(law_meets(c, &k, &enough, least, &met));
	if (met)
		*least = NULL;
	return OK;
}

/* Too few to compete: tendered anew (《条例》第十九条). */
static enum err end_unqualified(
    struct ctx *c, struct tender *t, enum tender_event event, const char *why)
{
	struct json *body = json_object(c);
	struct lot *lots;
	size_t count;
	TRY(lots_of(c, t->id, &lots, &count));
	for (size_t i = 0; i < count; i++)
		if (lots[i].state == LS_DRAFT)
			TRY(lot_step_silent(c, &lots[i], LE_UNQUALIFY));
	json_put(body, "why", json_text(c, why));
	const struct notice_new notice = { NOTICE_UNSUCCESSFUL, t->id, NULL, t->title, body };
	TRY(notice_publish(c, &notice, NULL));
	return tender_step(c, t, event);
}

static const char *why_few(struct ctx *c, const char *who, size_t n, const struct law_number *least)
{
	return arena_printf(
	    c->mem, "%s %zu 个，少于 %" PRId64 " 个：%s", who, n, least->value, least->rule);
}

enum err prequalification_open_due(struct ctx *c, const char *tender)
{
	const struct law_number *least;
	struct application *list;
	struct tender t;
	uint8_t digest[SHA256_BYTES];
	size_t n;
	TRY(tender_get(c, tender, &t));
	TRY(applications_standing(c, tender, &list, &n));
	for (size_t i = 0; i < n; i++) {
		struct bytes container;
		TRY(evidence_bytes(c, list[i].place, "application", &container));
		application_open(c, container, &list[i]);
	}
	const char *record = applications_record(c, tender, list, n);
	sha256(record, strlen(record), digest);
	TRY(applications_insert(c, tender, record));
	evidence_digest(c, "record", digest);
	size_t opened = applications_opened(list, n);
	TRY(too_few(c, &t, opened, &least));
	return least == NULL ? tender_step(c, &t, TE_OPEN)
	                     : end_unqualified(c, &t, TE_OPEN_FEW,
	                           why_few(c, "解密成功的申请人", opened, least));
}

/* The last review ends it. */
static enum err finish(struct ctx *c, struct tender *t, const struct applications *of)
{
	const char **bodies;
	struct qualified q;
	const struct law_number *least;
	size_t members;
	uint8_t digest[SHA256_BYTES];
	TRY(reviews_of(c, t->id, &bodies, &members));
	struct review_in *reviews = arena_array(c->mem, struct review_in, members);
	for (size_t i = 0; i < members; i++) {
		struct json *body;
		if (bodies[i] == NULL)
			return evidence_add(c, "qualification.reviewed", t->id, t->id);
		TRY(json_parse(c, bodies[i], strlen(bodies[i]), &body));
		TRY(field_parse(c, review_fields, body, &reviews[i]));
	}
	qualified_make(c, of, reviews, members, &q);
	TRY(applications_end(c, t->id, q.result));
	sha256(q.result, strlen(q.result), digest);
	evidence_digest(c, "result", digest);
	TRY(too_few(c, t, q.n, &least));
	if (least != NULL)
		return end_unqualified(
		    c, t, TE_QUALIFY_FEW, why_few(c, "通过资格预审的申请人", q.n, least));
	for (size_t i = 0; i < q.n; i++)
		TRY(tender_admit(c, t->id, q.passed[i]));
	return tender_step(c, t, TE_QUALIFY);
}

/* Nobody reviews an applicant that it works for, alone or in a consortium (《招标投标法》第三十七条). */
static enum err check_unit(
    struct ctx *c, const char *tender, const struct application *list, size_t n)
{
	const char *unit, *name;
	TRY(reviewer_unit(c, tender, &unit));
	name = applies(c, list, n, unit);
	return name == NULL
	           ? OK
	           : fail_rule(c, E_DENIED, RULE_UNIT, "%s applies, where the caller works", name);
}

static enum err review_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct review_in *in = r->body;
	const char *record, *result;
	struct application *list;
	struct prequalification p;
	struct tender t;
	size_t n;
	TRY(tender_get(c, r->params[0], &t));
	if (t.state != TS_REVIEWING)
		return rule_refuse(c, tender_rules, t.state, TE_QUALIFY);
	TRY(prequalification_get(c, t.id, &p));
	TRY(applications_get(c, t.id, &record, &result));
	TRY(applications_parse(c, record, &list, &n));
	TRY(check_unit(c, t.id, list, n));
	const struct applications of = { list, n, p.most };
	TRY(review_check(c, in, &of));
	TRY(review_put(c, t.id, json_canonical(c, field_json(c, review_fields, in))));
	TRY(finish(c, &t, &of));
	struct json *o = json_object(c);
	json_put(o, "state", json_text(c, tender_state_words[t.state]));
	return reply_tree(r, 201, o);
}

/* An applicant's own part of the result; NULL: there is none. */
static struct json *own_result(struct ctx *c, const struct json *result, const char *party)
{
	const struct json *list = json_get(result, "applicants");
	const struct json *row = list != NULL ? list->first : NULL;
	while (row != NULL && strcmp(json_get_text(row, "party", ""), party) != 0)
		row = row->next;
	if (row == NULL)
		return NULL;
	struct json *o = json_object(c);
	json_put(o, "passed", json_copy(c, json_get(row, "passed")));
	json_put(o, "reasons", json_copy(c, json_get(row, "reasons")));
	return o;
}

/* The procuring side, the committee and supervision see everything once it is open; an applicant
 * is told the own result; nobody else anything. */
static enum err qualification_show(struct req *r)
{
	struct ctx *c = &r->c;
	struct prequalification p;
	const char *record, *result;
	struct json *o = json_object(c), *tree = NULL;
	bool inside = (c->relations &
	                  (W_PRINCIPAL | W_AGENCY | W_COMMITTEE | W_SUPERVISOR | W_INSPECTOR)) != 0;
	enum err e = applications_get(c, r->params[0], &record, &result);
	if (e == E_NOT_FOUND)
		return fail(c, E_SECRET, "nothing is shown before the applications are opened");
	TRY(e);
	if (result != NULL)
		TRY(json_parse(c, result, strlen(result), &tree));
	if (inside) {
		struct json *opened;
		TRY(json_parse(c, record, strlen(record), &opened));
		TRY(prequalification_get(c, r->params[0], &p));
		if ((c->relations & W_COMMITTEE) != 0) {
			bool given;
			TRY(reviewer_said(c, r->params[0], &given));
			json_put(o, "given", json_bool(c, given));
		}
		if (p.most > 0)
			json_put(o, "most", json_int(c, p.most));
		json_put(o, "opened", opened);
		if (tree != NULL)
			json_put(o, "result", tree);
		return reply_tree(r, 200, o);
	}
	o = tree != NULL ? own_result(c, tree, c->actor.party) : NULL;
	return o != NULL
	           ? reply_tree(r, 200, o)
	           : fail(c, E_SECRET, "an applicant is told the own result, when there is one");
}

#define SIDE (W_PRINCIPAL | W_AGENCY)

const struct route prequalification_routes[] = {
	{ M_POST, "/api/tenders/{tender}/prequalification", ROW_ACT, .handler = announcement_post,
	    .who = SIDE, .of = of_tender,
	    FIELDS(prequalification_fields, struct prequalification_in),
	    .errors = "WRONG_STATE LAW_BOUND UNFAIR_TERM BAD_FIELD NOT_FOUND",
	    .doc = "Writes the prequalification's announcement." },
	{ M_POST, "/api/tenders/{tender}/prequalification/publication", ROW_ACT,
	    .handler = publication_post, .who = W_PRINCIPAL, .of = of_tender,
	    .errors = "WRONG_STATE LAW_BOUND BAD_FIELD NOT_FOUND",
	    .doc = "The principal confirms and publishes it; applications are taken." },
	{ M_POST, "/api/tenders/{tender}/qualification/committee", ROW_ACT,
	    .handler = committee_post, .who = SIDE, .of = of_tender,
	    FIELDS(committee_fields, struct committee_in),
	    .errors = "WRONG_STATE LAW_BOUND BAD_FIELD DUPLICATE",
	    .doc = "Forms the committee that reviews the applications." },
	{ M_POST, "/api/tenders/{tender}/qualification/replacements", ROW_ACT,
	    .handler = replacement_post, .who = SIDE | W_CENTRE, .of = of_tender,
	    FIELDS(replacement_fields, struct replacement_in),
	    .errors = "WRONG_STATE BAD_FIELD MISSING_FIELD LAW_BOUND DENIED",
	    .doc = "Puts another member into a seat of that committee." },
	{ M_POST, "/api/tenders/{tender}/qualification/reviews", ROW_ACT, .handler = review_post,
	    .who = W_COMMITTEE, .of = of_reviewers, FIELDS(review_fields, struct review_in),
	    .errors = "WRONG_STATE BAD_FIELD MISSING_FIELD DUPLICATE",
	    .doc = "A member's word on every application; the last one ends the review." },
	{ M_GET, "/api/tenders/{tender}/qualification", ROW_READ, .handler = qualification_show,
	    .who = SIDE | W_COMMITTEE | W_SUPERVISOR | W_INSPECTOR | W_TENDERER, .of = of_reviewers,
	    .errors = "SECRET",
	    .doc = "The applications and what came of them; an applicant "
	           "sees the own result." },
	{ .path = NULL },
};
