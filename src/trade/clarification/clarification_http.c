#include <string.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "trade/clarification/clarification_db.h"
#include "trade/notice/notice.h"
#include "trade/objection/objection.h"
#include "trade/project/stay.h"
#include "trade/tenderdoc/tenderdoc.h"
#include "trade/terms/terms.h"

const char *const clarification_words[] = { "clarification", "amendment", "correction", "extension",
	NULL };
static const enum notice_type notices[] = { NOTICE_CLARIFICATION, NOTICE_AMENDMENT,
	NOTICE_CORRECTION, NOTICE_EXTENSION };

/* The tender, published or announced for prequalification, and not past its deadline. */
static enum err open_tender(struct req *r, struct tender *t)
{
	struct ctx *c = &r->c;
	TRY(tender_get(c, r->params[0], t));
	bool moves;
	TRY(deadline_moves(c, t, &moves));
	if ((t->state == TS_PUBLISHED || t->state == TS_APPLYING) && !moves)
		return fail(
		    c, E_WRONG_STATE, "the deadline was %s", moment_text(c, t->deadline_ms));
	return OK;
}

struct enquiry_in {
	const char *question;
};
static const struct field enquiry_fields[] = {
	F_TEXT(enquiry_in, question, REQUIRED, 1, LIMIT_TEXT_CHARS,
	    "what is unclear; write nothing that tells who asks"),
	F_END,
};

static enum err enquiry_post(struct req *r)
{
	const struct enquiry_in *in = r->body;
	struct ctx *c = &r->c;
	struct tender t;
	const char *id;
	TRY(open_tender(r, &t));
	TRY(enquiry_insert(c, t.id, in->question, &id));
	TRY(tender_step(c, &t, TE_ENQUIRE));
	struct json *o = json_object(c);
	json_put(o, "id", json_text(c, id));
	return reply_tree(r, 201, o);
}

static enum err enquiries_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct enquiry *list;
	size_t n;
	bool side = (c->relations & (W_PRINCIPAL | W_AGENCY)) != 0;
	struct json *o = json_object(c), *rows = json_list(c);
	TRY(enquiries_of(c, r->params[0], side ? NULL : c->actor.party, &list, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *row = json_object(c);
		json_put(row, "answered", json_bool(c, list[i].answered));
		json_put(row, "asked", json_text(c, moment_text(c, list[i].asked_ms)));
		json_put(row, "id", json_text(c, list[i].id));
		json_put(row, "question", json_text(c, list[i].question));
		json_push(rows, row);
	}
	json_put(o, "enquiries", rows);
	return reply_tree(r, 200, o);
}

struct answer_in {
	const char *enquiry;
};
static const struct field answer_fields[] = {
	F_ID(answer_in, enquiry, REQUIRED, "which enquiry it answers"),
	F_END,
};
struct clarification_in {
	int type;
	const char *content, *reason;
	bool affectsBids;
	const uint8_t *document;
	int64_t deadline;
	struct field_list answers, kept;
};
static const struct field clarification_fields[] = {
	F_ENUM(clarification_in, type, REQUIRED, clarification_words,
	    "澄清, 修改, 更正, 延期: extension moves the deadline and changes nothing else"),
	F_TEXT(clarification_in, content, REQUIRED, 1, 20000, "what everybody is told"),
	F_BOOL(clarification_in, affectsBids, REQUIRED, "may affect how bids are prepared"),
	F_TEXT(clarification_in, reason, OPTIONAL, 1, LIMIT_REASON_CHARS,
	    "why it does not affect them; wanted where affectsBids is false"),
	F_DIGEST(clarification_in, document, OPTIONAL, "the new tender document, uploaded before"),
	F_MOMENT(clarification_in, deadline, OPTIONAL, "the new deadline, later than the old one"),
	F_LIST(clarification_in, answers, OPTIONAL, 0, CLARIFICATION_ANSWERS, answer_fields,
	    answer_in, "enquiries that it answers"),
	F_LIST(clarification_in, kept, OPTIONAL, 0, TERMS_FINDINGS, term_kept_fields, term_kept,
	    "terms of the content that the law names and that are kept, with reasons"),
	F_END,
};

static bool same_rule(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* What belongs together, whatever the law says. */
static enum err check_sense(struct ctx *c, const struct clarification *l)
{
	bool extension = l->type == EXTENDS;
	if (extension && l->deadline_ms == 0)
		return fail_at(c, E_MISSING_FIELD, "/deadline", NULL, "an extension has one");
	if (extension && l->document != NULL)
		return fail_at(c, E_BAD_FIELD, "/document", l->document,
		    "an extension changes nothing but the deadline");
	if (!extension && !l->affects && l->reason == NULL)
		return fail_at(c, E_MISSING_FIELD, "/reason", NULL,
		    "why it does not affect how bids are prepared");
	return OK;
}

/* A version that the centre can read may change how bids are judged, and then affects them; not
 * what a bid consists of: some may be there. */
static enum err check_version(struct ctx *c, const struct tender *t, const struct clarification *l)
{
	struct tender_version v;
	bool found;
	TRY(version_find(c, t->id, l->document, &found, &v));
	if (!found || t->state == TS_APPLYING)
		return OK;
	if (v.documents_part != t->documents_part || v.two_envelopes != t->two_envelopes)
		return fail_at(
		    c, E_BAD_FIELD, "/document", l->document, "it changes what a bid consists of");
	if (!same_rule(t->rule, v.rule) && !l->affects)
		return fail_at(c, E_BAD_FIELD, "/affectsBids", "false",
		    "the document changes how bids are judged");
	return OK;
}

/* Bids that are closed were made by the document as it was, also where another lot's are not. */
static enum err check_closed(struct ctx *c, const struct tender *t, const struct clarification *l)
{
	struct lot *lots;
	size_t n;
	TRY(lots_of(c, t->id, &lots, &n));
	for (size_t i = 0; i < n && l->document != NULL; i++)
		if (lots[i].state >= LS_OPENING && lots[i].state < LS_UNSUCCESSFUL)
			return fail_rule(c, E_WRONG_STATE,
			    "《招标投标法》第二十三条 / Tendering and Bidding Law, art. 23",
			    "the bids on lot %s are closed; its document changes no more",
			    lots[i].id);
	return OK;
}

/* The deadlines, old and new, if it were published now. */
static enum err check_law(
    struct ctx *c, const struct tender *t, const struct clarification *l, struct json *warnings)
{
	const struct law_case k = tender_case(t);
	int64_t deadline = l->deadline_ms != 0 ? l->deadline_ms : t->deadline_ms;
	if (l->deadline_ms != 0 && l->deadline_ms <= t->deadline_ms)
		return fail_at(c, E_BAD_FIELD, "/deadline", moment_text(c, l->deadline_ms),
		    "later than %s", moment_text(c, t->deadline_ms));
	TRY(tender_check_deadline(c, deadline));
	TRY(check_closed(c, t, l));
	if (t->medium_ms > 0 && l->deadline_ms != 0)
		TRY(tender_period_holds(c, t, l->deadline_ms, warnings));
	if (l->type == EXTENDS || !l->affects)
		return OK;
	const struct law_bound lead = { t->state == TS_APPLYING
		                            ? "prequalification.clarification.lead.min"
		                            : "clarification.lead.min",
		"/deadline", .event_ms = deadline, .at_ms = c->now_ms };
	return law_hold(c, &k, &lead, warnings);
}

static enum err clarification_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct clarification_in *in = r->body;
	const struct answer_in *answers = in->answers.items;
	struct json *warnings = json_list(c), *findings = json_list(c), *o = json_object(c);
	struct document d = { 0 };
	struct enquiry asked;
	struct tender t;
	TRY(open_tender(r, &t));
	if (in->document != NULL)
		TRY(document_check(c, "/document", in->document, &d));
	const struct clarification l = { .id = id_new(c),
		.tender = t.id,
		.type = (enum clarification_type)in->type,
		.content = in->content,
		.affects = in->affectsBids,
		.reason = in->reason,
		.document = d.digest,
		.deadline_ms = in->deadline };
	TRY(check_sense(c, &l));
	TRY(check_version(c, &t, &l));
	TRY(check_law(c, &t, &l, warnings));
	TRY(terms_hold(c, "/content", in->content, &in->kept, findings));
	TRY(clarification_insert(c, &l));
	for (size_t i = 0; i < in->answers.n; i++) {
		const char *field = arena_printf(c->mem, "/answers/%zu/enquiry", i);
		TRY(at_field(c, enquiry_get(c, t.id, answers[i].enquiry, &asked), field));
		enum err e = answer_insert(c, l.id, asked.id);
		if (e == E_DUPLICATE)
			return fail_at(c, E_DUPLICATE, field, asked.id, "answered above");
		TRY(e);
	}
	TRY(tender_step(c, &t, TE_DRAFT_CHANGE));
	json_put(o, "findings", findings);
	json_put(o, "id", json_text(c, l.id));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 201, o);
}

/* The notice: what is told, what it answers, and which deadline holds from now on. */
static enum err notice_body(
    struct ctx *c, const struct tender *t, const struct clarification *l, struct json **out)
{
	struct json *o = json_object(c), *list = json_list(c);
	struct enquiry *asked;
	size_t n;
	TRY(answers_of(c, l->id, &asked, &n));
	for (size_t i = 0; i < n; i++)
		json_push(list, json_text(c, asked[i].question));
	json_put(o, "affectsBids", json_bool(c, l->affects));
	json_put(o, "clarification", json_text(c, l->id));
	json_put(o, "content", json_text(c, l->content));
	json_put(o, "deadline",
	    json_text(c, moment_text(c, l->deadline_ms != 0 ? l->deadline_ms : t->deadline_ms)));
	json_put(o, "document", json_text(c, l->document));
	json_put(o, "previousDeadline", json_text(c, moment_text(c, t->deadline_ms)));
	json_put(o, "questions", list);
	json_put(o, "reason", json_text(c, l->reason));
	json_put(o, "tender", json_text(c, t->id));
	*out = o;
	return OK;
}

/* Of a version that the centre can read: what changed since the one that everybody has, and how
 * bids are judged from now on, where that changed. */
static enum err take_version(struct ctx *c, struct tender *t, const char *was,
    const struct clarification *l, struct json *body)
{
	struct tender_version v;
	struct json *tree;
	bool found;
	TRY(version_find(c, t->id, l->document, &found, &v));
	if (!found)
		return OK;
	TRY(version_publish(c, t->id, l->document));
	if (v.changes != NULL && was != NULL && strcmp(v.previous, was) == 0) {
		TRY(json_parse(c, v.changes, strlen(v.changes), &tree));
		json_put(body, "changes", tree);
	}
	if (t->state == TS_APPLYING || same_rule(t->rule, v.rule))
		return OK;
	const char *rule = v.rule != NULL ? v.rule : "null";
	TRY(json_parse(c, rule, strlen(rule), &tree));
	json_put(body, "evaluation", tree);
	t->rule = v.rule;
	return OK;
}

/* What is drafted and not yet told to all. */
static enum err drafts_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct clarification *list;
	size_t n;
	struct json *o = json_object(c), *rows = json_list(c);
	TRY(clarification_drafts(c, r->params[0], &list, &n));
	for (size_t i = 0; i < n; i++) {
		const struct clarification *l = &list[i];
		const char *deadline = l->deadline_ms > 0 ? moment_text(c, l->deadline_ms) : NULL;
		struct json *row = json_object(c);
		json_put(row, "affectsBids", json_bool(c, l->affects));
		json_put(row, "content", json_text(c, l->content));
		json_put(row, "deadline", json_text(c, deadline));
		json_put(row, "document", json_text(c, l->document));
		json_put(row, "drafted", json_text(c, moment_text(c, l->drafted_ms)));
		json_put(row, "id", json_text(c, l->id));
		json_put(row, "reason", json_text(c, l->reason));
		json_put(row, "type", json_text(c, clarification_words[l->type]));
		json_push(rows, row);
	}
	json_put(o, "drafts", rows);
	return reply_tree(r, 200, o);
}

struct publish_in {
	const char *clarification;
};
static const struct field publish_fields[] = {
	F_ID(publish_in, clarification, REQUIRED, "which of the drafts"),
	F_END,
};

static enum err publication_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct publish_in *in = r->body;
	struct json *warnings = json_list(c), *body, *o = json_object(c);
	struct clarification l;
	struct tender t;
	const char *id;
	TRY(open_tender(r, &t));
	TRY(at_field(c, clarification_get(c, t.id, in->clarification, &l), "/clarification"));
	TRY(clarification_publish(c, l.id));
	TRY(check_law(c, &t, &l, warnings));
	TRY(notice_body(c, &t, &l, &body));
	if (l.deadline_ms != 0)
		t.deadline_ms = l.deadline_ms;
	if (l.document != NULL) {
		const char *was = t.document;
		t.document = l.document;
		TRY(document_make_public(c, l.document));
		TRY(take_version(c, &t, was, &l, body));
	}
	if (l.deadline_ms != 0)
		TRY(notice_periods(c, &t, t.state == TS_APPLYING, body));
	const struct notice_new n = { notices[l.type], t.id, NULL, t.title, body };
	TRY(notice_publish(c, &n, &id));
	TRY(tender_step(c, &t, TE_CHANGE));
	/* a later deadline alone mends nothing of the document */
	const struct objection mended = { .tender = t.id, .subject = OBJECTS_DOCUMENT };
	if (l.type != EXTENDS)
		TRY(objection_settle(c, &t, &mended));
	/* what held the tender for too short a time is mended: see check_law */
	if (l.deadline_ms != 0)
		TRY(stay_end(c, &t, t.id));
	TRY(clock_set(c, &t));
	json_put(o, "deadline", json_text(c, moment_text(c, t.deadline_ms)));
	json_put(o, "notice", json_text(c, id));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

struct ceiling_in {
	struct money ceiling;
	const char *content;
	const uint8_t *document;
};
static const struct field ceiling_fields[] = {
	F_MONEY(ceiling_in, ceiling, REQUIRED, "最高投标限价; bids above it are rejected"),
	F_TEXT(ceiling_in, content, REQUIRED, 1, 20000, "how it was reckoned"),
	F_DIGEST(ceiling_in, document, OPTIONAL, "the reckoning, uploaded before"),
	F_END,
};

/* A ceiling made known, or mended, while bids are prepared affects them: the time of changes. */
static enum err ceiling_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct ceiling_in *in = r->body;
	struct json *warnings = json_list(c), *body = json_object(c), *o = json_object(c);
	const struct law_kind *kind;
	struct document d = { 0 };
	struct tender t;
	struct lot l;
	const char *id;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(law_kind(c, t.kind, &kind));
	if (kind->ceiling == LAW_FORBIDDEN || in->ceiling.currency != kind->currency ||
	    in->ceiling.minor == 0)
		return fail_at(c, E_BAD_FIELD, "/ceiling", in->ceiling.currency,
		    "an amount in %s, of a kind that may have one", kind->currency);
	if (l.state != LS_BIDDING)
		return rule_refuse(c, lot_rules, l.state, LE_STATE_CEILING);
	if (c->now_ms >= t.deadline_ms)
		return fail(c, E_WRONG_STATE, "the deadline was %s", moment_text(c, t.deadline_ms));
	if (in->document != NULL) {
		TRY(document_check(c, "/document", in->document, &d));
		TRY(document_make_public(c, d.digest));
	}
	const struct law_case k = tender_case(&t);
	const struct law_bound lead = { "clarification.lead.min", "/", .event_ms = t.deadline_ms,
		.at_ms = c->now_ms };
	TRY(law_hold(c, &k, &lead, warnings));
	json_put(body, "ceiling", money_json(c, in->ceiling.minor, l.currency));
	json_put(body, "content", json_text(c, in->content));
	json_put(body, "document", json_text(c, d.digest));
	json_put(body, "lot", json_text(c, l.id));
	if (l.ceiling_minor >= 0)
		json_put(body, "previous", money_json(c, l.ceiling_minor, l.currency));
	const struct notice_new n = { NOTICE_CEILING, t.id, l.id, l.title, body };
	TRY(notice_publish(c, &n, &id));
	TRY(lot_step(c, &l, LE_STATE_CEILING));
	TRY(lot_state_ceiling(c, l.id, in->ceiling.minor));
	json_put(o, "notice", json_text(c, id));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

#define SIDE (W_PRINCIPAL | W_AGENCY)

const struct route clarification_routes[] = {
	{ M_POST, "/api/tenders/{tender}/enquiries", ROW_ACT, .handler = enquiry_post,
	    .who = W_TENDERER, .of = of_tender, FIELDS(enquiry_fields, struct enquiry_in),
	    .errors = "WRONG_STATE",
	    .doc = "Asks about the tender document; who asks stays secret." },
	{ M_GET, "/api/tenders/{tender}/enquiries", ROW_READ, .handler = enquiries_get,
	    .who = SIDE | W_TENDERER, .of = of_tender,
	    .doc = "The enquiries, without who asked; a tenderer sees the own ones." },
	{ M_POST, "/api/tenders/{tender}/clarifications", ROW_ACT, .handler = clarification_post,
	    .who = SIDE, .of = of_tender, FIELDS(clarification_fields, struct clarification_in),
	    .errors = "WRONG_STATE LAW_BOUND UNFAIR_TERM BAD_FIELD MISSING_FIELD NOT_FOUND "
	              "DUPLICATE",
	    .doc = "Drafts a clarification, amendment, correction or extension." },
	{ M_GET, "/api/tenders/{tender}/clarifications", ROW_READ, .handler = drafts_get,
	    .who = W_PRINCIPAL | W_AGENCY, .of = of_tender,
	    .doc = "What is drafted and not published yet, the newest first." },
	{ M_POST, "/api/tenders/{tender}/clarifications/publication", ROW_ACT,
	    .handler = publication_post, .who = W_PRINCIPAL, .of = of_tender,
	    FIELDS(publish_fields, struct publish_in),
	    .errors = "WRONG_STATE LAW_BOUND BAD_FIELD NOT_FOUND STALE",
	    .doc = "The principal confirms a draft and publishes it to all." },
	{ M_POST, "/api/lots/{lot}/ceiling", ROW_ACT, .handler = ceiling_post, .who = W_PRINCIPAL,
	    .of = of_lot, FIELDS(ceiling_fields, struct ceiling_in),
	    .errors = "WRONG_STATE LAW_BOUND BAD_FIELD NOT_FOUND STAYED",
	    .doc = "Publishes the highest price of a lot, or another one." },
	{ .path = NULL },
};
