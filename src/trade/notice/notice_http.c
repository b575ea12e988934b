#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "core/law/region.h"
#include "core/store/timer.h"
#include "trade/evaluation/rule.h"
#include "trade/notice/announcement.h"
#include "trade/tenderdoc/tenderdoc.h"
#include "trade/terms/terms.h"

#define WINDOW_MINUTES_MAX 1440

const struct field contents_fields[] = {
	F_TEXT(notice_contents, scope, OPTIONAL, 1, LIMIT_TEXT_CHARS,
	    "招标项目名称、内容、范围、规模、资金来源"),
	F_TEXT(notice_contents, qualification, OPTIONAL, 1, LIMIT_TEXT_CHARS, "投标资格能力要求"),
	F_TEXT(notice_contents, consortium, OPTIONAL, 1, LIMIT_TEXT_CHARS, "是否接受联合体投标"),
	F_TEXT(notice_contents, obtaining, OPTIONAL, 1, LIMIT_TEXT_CHARS, "获取文件的时间、方式"),
	F_TEXT(notice_contents, submission, OPTIONAL, 1, LIMIT_TEXT_CHARS, "递交投标文件的方式"),
	F_TEXT(notice_contents, contact, OPTIONAL, 1, LIMIT_TEXT_CHARS,
	    "招标人及其代理机构的名称、地址、联系人及联系方式"),
	F_TEXT(notice_contents, platform, OPTIONAL, 1, LIMIT_TEXT_CHARS,
	    "访问电子招标投标交易平台的网址和方法"),
	F_END,
};
const struct field announcement_fields[] = {
	F_TEXT(announcement_in, text, REQUIRED, 1, 20000, "text of the announcement"),
	F_DIGEST(announcement_in, document, OPTIONAL,
	    "招标文件, uploaded before; a tender that must be held needs it"),
	F_MOMENT(announcement_in, deadline, REQUIRED, "投标截止时间; bids at it are late"),
	F_MOMENT(announcement_in, offerEnds, OPTIONAL, "until when the document is handed out"),
	F_INT(announcement_in, windowMinutes, REQUIRED, 1, WINDOW_MINUTES_MAX,
	    "minutes to hand in keys after the deadline"),
	F_INT(announcement_in, decryptedMin, OPTIONAL, 0, 100,
	    "fewer decrypted bids end the trade; 0: they do not"),
	F_BOOL(announcement_in, documentsPart, OPTIONAL, "a bid needs a sealed documents part"),
	F_BOOL(announcement_in, twoEnvelopes, OPTIONAL,
	    "双信封: the documents part is opened and judged first, then the form of those who "
	    "passed"),
	F_OBJECT(announcement_in, custody, OPTIONAL, custody_fields, custody_in,
	    "who keeps the keys of bids beside who bids, so that a lost one is no lost bid"),
	F_OBJECT(announcement_in, evaluation, OPTIONAL, method_fields, method_rule,
	    "how bids are judged; without it by the lowest price, and a tie is drawn but in a "
	    "mandatory tender"),
	F_LIST(announcement_in, kept, OPTIONAL, 0, TERMS_FINDINGS, term_kept_fields, term_kept,
	    "terms of the text that the law names and that are kept, with reasons"),
	F_OBJECT(announcement_in, contents, OPTIONAL, contents_fields, notice_contents,
	    "what the law wants an announcement to say; what is missing warns"),
	F_END,
};

/* The deadline against the least period from the day of issue, if it were published now. */
static enum err check_deadline(struct ctx *c, const struct tender *t, struct json *warnings)
{
	struct tender now = *t;
	now.published_ms = c->now_ms;
	now.medium_ms = 0;
	TRY(tender_check_deadline(c, t->deadline_ms));
	return tender_period_holds(c, &now, t->deadline_ms, warnings);
}

/* How long the document is handed out, if it were published now. */
static enum err check_offer(struct ctx *c, const struct tender *t, struct json *warnings)
{
	const struct law_case k = tender_case(t);
	const struct law_bound offer = { "document.offer.min", "/offerEnds", .event_ms = c->now_ms,
		.at_ms = t->offer_ends_ms };
	if (t->offer_ends_ms == 0)
		return OK;
	if (t->offer_ends_ms > t->deadline_ms)
		return fail_at(c, E_BAD_FIELD, "/offerEnds", moment_text(c, t->offer_ends_ms),
		    "not after the deadline");
	return law_hold(c, &k, &offer, warnings);
}

static enum err reply_state(
    struct req *r, const struct tender *t, struct json *warnings, struct json *findings)
{
	struct json *o = json_object(&r->c);
	json_put(o, "findings", findings);
	json_put(o, "state", json_text(&r->c, tender_state_words[t->state]));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

/* How bids are judged: as the announcement says, or the tender document where the centre can read
 * that; both must not differ. */
static enum err take_rule(struct ctx *c, struct tender *t, struct method_rule *given_rule)
{
	struct tender_version v;
	bool found;
	TRY(version_find(c, t->id, t->document, &found, &v));
	if (!found || given_rule != NULL)
		TRY(rule_fits(c, "/evaluation", t, given_rule));
	t->rule = given_rule != NULL ? json_canonical(c, method_json(c, given_rule)) : NULL;
	if (!found)
		return OK;
	if (given_rule == NULL)
		t->rule = v.rule;
	if (strcmp(t->rule ? t->rule : "", v.rule ? v.rule : "") != 0)
		return fail_at(c, E_BAD_FIELD, "/evaluation", NULL,
		    "the tender document judges bids otherwise; leave it out to take that");
	if (t->documents_part != v.documents_part)
		return fail_at(c, E_BAD_FIELD, "/documentsPart",
		    t->documents_part ? "true" : "false", "the tender document says otherwise");
	if (t->two_envelopes != v.two_envelopes)
		return fail_at(c, E_BAD_FIELD, "/twoEnvelopes", t->two_envelopes ? "true" : "false",
		    "the tender document says otherwise");
	return OK;
}

/* Who may bid is settled before bids are asked for (《条例》第十九条). */
static enum err check_qualified(struct ctx *c, const struct tender *t)
{
	bool some = true;
	if (t->qualification == QUALIFIED_BEFORE && t->state == TS_DRAFT)
		TRY(tender_admits_any(c, t->id, &some));
	return some ? OK
	            : fail(c, E_WRONG_STATE,
	                  "nobody passed a prequalification yet; next: POST "
	                  "/api/tenders/%s/prequalification",
	                  t->id);
}

/* A tender that must be held has a tender document (招标文件); what it says is not the centre's. */
static enum err take_document(struct ctx *c, struct tender *t, const uint8_t *document)
{
	struct document d = { 0 };
	if (document != NULL)
		TRY(document_check(c, "/document", document, &d));
	t->document = d.digest;
	if (d.digest != NULL || !t->mandatory)
		return OK;
	enum err e = fail_at(c, E_MISSING_FIELD, "/document", NULL,
	    "a tender that must be held has a tender document; upload it first");
	c->fault.rule = "《招标投标法》第十九条 / Tendering and Bidding Law, art. 19";
	return e;
}

/* Without a rule the lowest price wins, and nothing parts equal ones: no draw may (862号). */
static void warn_of_ties(struct ctx *c, const struct tender *t, struct json *warnings)
{
	const struct fault told = {
		.detail = "未写明报价相同时如何确定排序；招标文件没有规定的，不得抽签确定中标人",
		.field = "/evaluation",
		.rule = "发改法规〔2019〕862号 / NDRC notice 862 (2019)"
	};
	if (t->mandatory && t->rule == NULL)
		json_warn(c, warnings, &told);
}

/* What the centre cannot read it cannot search for unfair terms: told where it could have been made
 * after a template. */
static enum err warn_unread(struct ctx *c, const struct tender *t, struct json *warnings)
{
	const struct fault told = {
		.detail =
		    "招标文件不是按本中心的范本编制的，其中的条款没有经过检查，由招标人自行负责",
		.field = "/document",
		.rule = "《招标投标法实施条例》第三十二条、发改法规〔2019〕862号 / Implementing "
		        "Regulation, art. 32; NDRC notice 862 (2019)"
	};
	const struct law_template *templates;
	size_t n = law_templates(c->law, &templates), i = 0;
	struct tender_version v;
	bool found;
	while (i < n && !template_is_for(&templates[i], t->kind))
		i++;
	TRY(version_find(c, t->id, t->document, &found, &v));
	if (i < n && t->mandatory && !found)
		json_warn(c, warnings, &told);
	return OK;
}

enum err announcement_take(struct ctx *c, struct tender *t, const struct announcement_in *in,
    struct json *warnings, struct json *findings)
{
	TRY(check_qualified(c, t));
	/* others of the project may have come since it was drafted */
	TRY(tender_mandatory_holds(c, t));
	TRY(take_document(c, t, in->document));
	t->announcement = in->text;
	t->deadline_ms = in->deadline;
	t->window_minutes = in->windowMinutes;
	t->decrypted_min = in->decryptedMin;
	t->offer_ends_ms = in->offerEnds;
	t->documents_part = in->documentsPart;
	t->two_envelopes = in->twoEnvelopes;
	if (t->two_envelopes && !t->documents_part)
		return fail_at(c, E_BAD_FIELD, "/twoEnvelopes", "true",
		    "the documents part is the first envelope: documentsPart is true then");
	t->contents = in->contents != NULL
	                  ? json_canonical(c, field_json(c, contents_fields, in->contents))
	                  : NULL;
	TRY(custody_take(c, t, in->custody, &t->custody));
	TRY(take_rule(c, t, in->evaluation));
	TRY(check_deadline(c, t, warnings));
	TRY(check_offer(c, t, warnings));
	TRY(terms_hold(c, "/text", in->text, &in->kept, findings));
	const struct law_case k = tender_case(t);
	const struct law_bound window = { "opening.window.min", "/windowMinutes",
		.value = t->window_minutes };
	TRY(law_hold(c, &k, &window, warnings));
	notice_demands(c, t, NOTICE_ANNOUNCEMENT, tender_json(c, t), warnings);
	warn_of_ties(c, t, warnings);
	return warn_unread(c, t, warnings);
}

static enum err announcement_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender t;
	struct json *warnings = json_list(c), *findings = json_list(c);
	TRY(tender_get(c, r->params[0], &t));
	TRY(announcement_take(c, &t, r->body, warnings, findings));
	TRY(tender_step(c, &t, TE_SUBMIT));
	return reply_state(r, &t, warnings, findings);
}

/* The principal is told what was found in text and tender document. */
static enum err confirmation_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender_version v;
	struct tender t;
	struct json *findings = json_list(c);
	bool found;
	TRY(tender_get(c, r->params[0], &t));
	TRY(tender_step(c, &t, TE_CONFIRM));
	TRY(version_find(c, t.id, t.document, &found, &v));
	if (found)
		TRY(json_parse(c, v.findings, strlen(v.findings), &findings));
	TRY(terms_hold(c, "/text", t.announcement, NULL, findings));
	return reply_state(r, &t, json_list(c), findings);
}

static enum err return_post(struct req *r)
{
	struct tender t;
	TRY(tender_get(&r->c, r->params[0], &t));
	TRY(tender_step(&r->c, &t, TE_RETURN));
	return reply_state(r, &t, json_list(&r->c), json_list(&r->c));
}

/* Opens bidding on every lot that was not cancelled, and lists them in the notice's body. */
static enum err open_lots(struct ctx *c, const struct tender *t, struct json *list)
{
	struct lot *lots;
	size_t n;
	TRY(lots_of(c, t->id, &lots, &n));
	for (size_t i = 0; i < n; i++) {
		if (lots[i].state == LS_CANCELLED)
			continue;
		TRY(lot_number(c, t, &lots[i]));
		TRY(lot_step_silent(c, &lots[i], LE_PUBLISH));
		TRY(timer_set(c, t->deadline_ms, "lot.close", lots[i].id));
		if (lots[i].bill != NULL)
			TRY(document_make_public(c, lots[i].bill));
		json_push(list, lot_json(c, &lots[i]));
	}
	return OK;
}

static enum err publication_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender t;
	struct json *warnings = json_list(c);
	const char *id;
	TRY(tender_get(c, r->params[0], &t));
	if (t.state == TS_DRAFT || t.state == TS_SUBMITTED)
		return fail(c, E_NOT_CONFIRMED, "the tender is %s; next: POST /api/tenders/%s/%s",
		    tender_state_words[t.state], t.id,
		    t.state == TS_DRAFT ? "announcement" : "confirmation");
	if (t.organisation == ORGANISED_BY_AGENCY && t.agency == NULL)
		return fail(c, E_NO_MANDATE,
		    "the tender is organised by an agency, which POST /api/tenders/%s/mandate "
		    "names",
		    t.id);
	TRY(check_deadline(c, &t, warnings));
	TRY(check_offer(c, &t, warnings));
	t.published_ms = c->now_ms;
	TRY(tender_step(c, &t, TE_PUBLISH));
	struct json *body = tender_json(c, &t), *lots = json_list(c);
	TRY(open_lots(c, &t, lots));
	json_put(body, "lots", lots);
	TRY(notice_periods(c, &t, false, body));
	if (t.document != NULL) {
		TRY(document_make_public(c, t.document));
		TRY(version_publish(c, t.id, t.document));
	}
	const struct notice_new n = { NOTICE_ANNOUNCEMENT, t.id, NULL, t.title, body };
	TRY(notice_publish(c, &n, &id));
	struct json *o = json_object(c);
	json_put(o, "notice", json_text(c, id));
	json_put(o, "state", json_text(c, tender_state_words[t.state]));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

static struct json *notice_json(struct ctx *c, const struct notice *n)
{
	struct json *o = json_object(c);
	json_put(o, "digest", json_text(c, n->digest));
	json_put(o, "id", json_text(c, n->id));
	json_put(o, "lot", json_text(c, n->lot));
	json_put(o, "published", json_text(c, moment_text(c, n->published_ms)));
	json_put(o, "seq", json_int(c, n->seq));
	json_put(o, "tender", json_text(c, n->tender));
	json_put(o, "title", json_text(c, n->title));
	json_put(o, "type", json_text(c, n->type));
	return o;
}

static enum err notices_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct notice_query q;
	struct notice_page page;
	TRY(notice_query_read(r, &q));
	TRY(notice_list(c, &q, &page));
	struct json *o = json_object(c), *items = json_list(c);
	for (size_t i = 0; i < page.n; i++)
		json_push(items, notice_json(c, &page.rows[i]));
	json_put(o, "notices", items);
	if (page.older != 0)
		json_put(o, "before", json_int(c, page.older));
	return reply_tree(r, 200, o);
}

static void push_count(
    struct ctx *c, struct json *list, const char *value, const char *title, int64_t n)
{
	if (n == 0)
		return;
	struct json *o = json_object(c);
	json_put(o, "count", json_int(c, n));
	json_put(o, "title", json_text(c, title));
	json_put(o, "value", json_text(c, value));
	json_push(list, o);
}

static enum err counts_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct notice_query q;
	struct notice_counts n;
	const struct law_kind *kinds;
	const struct law_region *regions;
	struct json *o = json_object(c), *by_type = json_list(c), *by_kind = json_list(c),
	            *by_region = json_list(c);
	TRY(notice_query_read(r, &q));
	if (q.tender != NULL)
		return fail_at(c, E_BAD_FIELD, "?tender", q.tender,
		    "counts are of all tenders; one tender's notices: GET /api/notices?tender=");
	TRY(notice_count(c, &q, &n));
	for (int i = 0; i < NOTICE_TYPES; i++)
		push_count(c, by_type, notice_words[i], notice_zh[i], n.types[i]);
	for (size_t i = 0, all = law_kinds(c->law, &kinds); i < all; i++)
		push_count(c, by_kind, kinds[i].id, kinds[i].title_zh, n.kinds[i]);
	for (size_t i = 0, all = law_regions(c->law, &regions); i < all; i++)
		push_count(c, by_region, arena_printf(c->mem, "%d", (int)regions[i].code),
		    regions[i].name, n.regions[i]);
	json_put(o, "complete", json_bool(c, !n.more));
	json_put(o, "kinds", by_kind);
	json_put(o, "regions", by_region);
	json_put(o, "total", json_int(c, n.total));
	json_put(o, "types", by_type);
	return reply_tree(r, 200, o);
}

static enum err notice_show(struct req *r)
{
	struct notice n;
	struct json *body;
	TRY(notice_get(&r->c, r->params[0], &n));
	if (reply_unchanged(r, n.digest))
		return OK;
	TRY(json_parse(&r->c, n.body, strlen(n.body), &body));
	struct json *o = notice_json(&r->c, &n);
	json_put(o, "body", body);
	return reply_tree(r, 200, o);
}

#define SIDE (W_PRINCIPAL | W_AGENCY)

const struct route notice_routes[] = {
	{ M_POST, "/api/tenders/{tender}/announcement", ROW_ACT, .handler = announcement_post,
	    .who = SIDE, .of = of_tender, FIELDS(announcement_fields, struct announcement_in),
	    .errors = "WRONG_STATE LAW_BOUND UNFAIR_TERM BAD_FIELD NOT_FOUND",
	    .doc = "Submits announcement and tender document for the principal's confirmation." },
	{ M_POST, "/api/tenders/{tender}/confirmation", ROW_ACT, .handler = confirmation_post,
	    .who = W_PRINCIPAL, .of = of_tender, .errors = "WRONG_STATE",
	    .doc = "The principal confirms what will be published." },
	{ M_POST, "/api/tenders/{tender}/return", ROW_ACT, .handler = return_post,
	    .who = W_PRINCIPAL, .of = of_tender, .errors = "WRONG_STATE",
	    .doc = "The principal sends it back to be worked on." },
	{ M_POST, "/api/tenders/{tender}/publication", ROW_ACT, .handler = publication_post,
	    .who = SIDE, .of = of_tender,
	    .errors = "NOT_CONFIRMED NO_MANDATE LAW_BOUND WRONG_STATE",
	    .doc = "Publishes the announcement; bidding begins." },
	{ M_GET, "/api/notices", ROW_READ, .handler = notices_get, .who = W_PUBLIC,
	    .errors = "BAD_FIELD",
	    .doc = "Notices, newest first: ?q= words, type, kind, region, days, from, to, tender, "
	           "before,"
	           " limit." },
	{ M_GET, "/api/notices/counts", ROW_READ, .handler = counts_get, .who = W_PUBLIC,
	    .errors = "BAD_FIELD",
	    .doc = "How many notices a question finds, and with each other choice of type, kind or"
	           " region: ?q, type, kind, region, days, from, to." },
	{ M_GET, "/api/notices/{notice}", ROW_READ, .handler = notice_show, .who = W_PUBLIC,
	    .errors = "NOT_FOUND", .doc = "A notice." },
	{ .path = NULL },
};
