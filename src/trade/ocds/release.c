/* release.c - a notice as a release: what its body says, in the standard's words. */
#include <string.h>

#include "core/base/moment.h"
#include "trade/ocds/making.h"

const char *ocds_id(struct ctx *c, const char *tender)
{
	return arena_printf(c->mem, OCID_PREFIX "-%s", tender);
}

/* A decimal as JSON has it: no sign, no needless zeros. */
static const char *number_of(struct ctx *c, const char *decimal)
{
	char *text = arena_text(c->mem, decimal);
	size_t n = strlen(text);
	if (strchr(text, '.') == NULL)
		return text;
	while (n > 0 && text[n - 1] == '0')
		text[--n] = '\0';
	if (n > 0 && text[n - 1] == '.')
		text[--n] = '\0';
	return text;
}

static struct json *value_of(struct ctx *c, const char *amount, const char *currency)
{
	struct json *o = json_object(c);
	json_put(o, "amount", json_number(c, number_of(c, amount)));
	json_put(o, "currency", json_text(c, currency));
	return o;
}

void making_put_money(struct making *m, struct json *o, const char *name, const struct json *money)
{
	const char *amount = json_get_text(money, "amount", NULL);
	if (amount != NULL)
		json_put(o, name, value_of(m->c, amount, json_get_text(money, "currency", "")));
}

struct json *making_texts(struct ctx *c, const char *text)
{
	struct json *list = json_list(c);
	json_push(list, json_text(c, text));
	return list;
}

/* {"id", "name"} */
struct json *making_reference(struct making *m, const char *party, const char *name)
{
	struct json *o = json_object(m->c);
	json_put(o, "id", json_text(m->c, party));
	json_put(o, "name", json_text(m->c, name));
	return o;
}

/* One who takes part, with its role here; named once in a release. */
void making_add_party(struct making *m, const char *party, const char *name, const char *role)
{
	for (const struct json *p = m->parties->first; p != NULL; p = p->next)
		if (strcmp(json_get_text(p, "id", ""), party) == 0)
			return;
	struct json *o = making_reference(m, party, name);
	struct json *roles = making_texts(m->c, role);
	if (strcmp(role, "buyer") == 0)
		json_push(roles, json_text(m->c, "procuringEntity"));
	json_put(o, "roles", roles);
	json_push(m->parties, o);
}

struct json *making_one(struct ctx *c, struct json *item)
{
	struct json *list = json_list(c);
	json_push(list, item);
	return list;
}

/* tender: {"id"}, and in it what the caller puts. */
struct json *making_tender(struct making *m)
{
	struct json *o = json_object(m->c);
	json_put(o, "id", json_text(m->c, m->k->tender->id));
	json_put(m->release, "tender", o);
	return o;
}

static struct json *period_of(struct making *m, const char *start, const char *end)
{
	struct json *o = json_object(m->c);
	if (start != NULL)
		json_put(o, "startDate", json_text(m->c, start));
	if (end != NULL)
		json_put(o, "endDate", json_text(m->c, end));
	return o;
}

void making_put_document(struct making *m, struct json *to, const char *digest, const char *type)
{
	struct json *o = json_object(m->c);
	if (digest == NULL)
		return;
	json_put(o, "datePublished", json_text(m->c, m->date));
	json_put(o, "documentType", json_text(m->c, type));
	json_put(o, "id", json_text(m->c, digest));
	json_put(to, "documents", making_one(m->c, o));
}

static struct json *lot_of(struct making *m, const char *status)
{
	struct json *lot = json_object(m->c);
	json_put(lot, "id", json_text(m->c, m->n->lot));
	json_put(lot, "status", json_text(m->c, status));
	return lot;
}

/* How a lot ended; the only one's end is the tender's. No lot: the tender as a whole. */
static void put_end(struct making *m, const char *status)
{
	struct json *t = making_tender(m);
	if (m->n->lot != NULL)
		json_put(t, "lots", making_one(m->c, lot_of(m, status)));
	if (m->n->lot == NULL || m->k->lots == 1)
		json_put(t, "status", json_text(m->c, status));
}

/* What the tender is, from its first notice on: who buys what, and how. */
static struct json *introduce(struct making *m, const char *status)
{
	static const char *const methods_zh[] = { "公开招标", "邀请招标" };
	struct ctx *c = m->c;
	const struct tender *t = m->k->tender;
	struct json *o = making_tender(m);
	/* only who qualified before may bid: of the standard's methods that is the selective one */
	bool open = t->method == METHOD_OPEN && t->qualification == QUALIFIED_AFTER;
	json_put(m->release, "buyer", making_reference(m, t->principal, m->k->principal));
	making_add_party(m, t->principal, m->k->principal, "buyer");
	if (t->agency != NULL)
		making_add_party(m, t->agency, m->k->agency, "enquirer");
	json_put(o, "mainProcurementCategory", json_text(c, subject_words[t->subject]));
	json_put(o, "procurementMethod", json_text(c, open ? "open" : "selective"));
	json_put(o, "procurementMethodDetails",
	    json_text(c, t->qualification == QUALIFIED_BEFORE ? "公开招标（资格预审）"
	                                                      : methods_zh[t->method]));
	json_put(o, "procuringEntity", making_reference(m, t->principal, m->k->principal));
	json_put(o, "status", json_text(c, status));
	json_put(o, "submissionMethod", making_texts(c, "electronicSubmission"));
	json_put(o, "title", json_text(c, m->n->title));
	return o;
}

static const char *prequalify(struct making *m)
{
	struct json *o = introduce(m, "planned");
	json_put(o, "description", json_text(m->c, json_get_text(m->body, "text", "")));
	making_put_document(m, o, json_get_text(m->body, "document", NULL), "eligibilityCriteria");
	return "tender";
}

static const char *announce(struct making *m)
{
	struct ctx *c = m->c;
	const struct tender *t = m->k->tender;
	struct json *o = introduce(m, "active"), *lots = json_list(c);
	const struct json *list = json_get(m->body, "lots"),
	                  *rule = json_get(m->body, "evaluation");
	/* priceOnly is the lowest price; a price against a benchmark is rated */
	bool price = strcmp(json_get_text(rule, "method", "lowest-price"), "lowest-price") == 0;
	json_put(o, "awardCriteria", json_text(c, price ? "priceOnly" : "ratedCriteria"));
	json_put(o, "description", json_text(c, json_get_text(m->body, "announcement", "")));
	making_put_document(m, o, json_get_text(m->body, "document", NULL), "biddingDocuments");
	for (const struct json *l = list != NULL ? list->first : NULL; l != NULL; l = l->next) {
		struct json *lot = json_object(c);
		json_put(lot, "id", json_text(c, json_get_text(l, "id", "")));
		json_put(lot, "status", json_text(c, "active"));
		json_put(lot, "title", json_text(c, json_get_text(l, "title", "")));
		making_put_money(m, lot, "value", json_get(l, "ceiling"));
		json_push(lots, lot);
	}
	json_put(o, "lots", lots);
	json_put(
	    o, "tenderPeriod", period_of(m, m->date, json_get_text(m->body, "deadline", NULL)));
	if (t->retender_of != NULL) {
		struct json *r = json_object(c);
		json_put(r, "id", json_text(c, t->retender_of));
		json_put(r, "identifier", json_text(c, ocds_id(c, t->retender_of)));
		json_put(r, "relationship", making_texts(c, "unsuccessfulProcess"));
		json_put(r, "scheme", json_text(c, "ocid"));
		json_put(m->release, "relatedProcesses", making_one(c, r));
	}
	return "tender";
}

void making_amend(struct making *m, struct json *to, const char *content)
{
	struct ctx *c = m->c;
	struct json *a = json_object(c);
	json_put(a, "date", json_text(c, m->date));
	if (content != NULL)
		json_put(a, "description", json_text(c, content));
	json_put(a, "id", json_text(c, m->n->id));
	json_put(a, "releaseID", json_text(c, m->n->id));
	json_put(to, "amendments", making_one(c, a));
}

static const char *change(struct making *m)
{
	struct json *o = making_tender(m);
	making_amend(m, o, json_get_text(m->body, "content", NULL));
	making_put_document(m, o, json_get_text(m->body, "document", NULL), "biddingDocuments");
	const char *deadline = json_get_text(m->body, "deadline", NULL);
	if (deadline != NULL)
		json_put(o, "tenderPeriod", period_of(m, NULL, deadline));
	return strcmp(m->n->type, "clarification") == 0 ? "tenderUpdate" : "tenderAmendment";
}

static const char *state_ceiling(struct making *m)
{
	struct json *lot = lot_of(m, "active");
	making_put_money(m, lot, "value", json_get(m->body, "ceiling"));
	json_put(making_tender(m), "lots", making_one(m->c, lot));
	return "tenderUpdate";
}

const char *making_bid_id(struct making *m, const char *party)
{
	return arena_printf(m->c->mem, "%s-%s", m->n->lot, party);
}

/* {"bids": {"details": […]}}, a bid each. */
static void put_bids(struct making *m, struct json *details)
{
	struct json *bids = json_object(m->c);
	if (details->n == 0)
		return;
	json_put(bids, "details", details);
	json_put(m->release, "bids", bids);
}

static struct json *bid_of(struct making *m, const struct json *row, const char *status)
{
	struct ctx *c = m->c;
	struct json *o = json_object(c);
	const char *party = json_get_text(row, "party", ""), *name = json_get_text(row, "name", "");
	json_put(o, "id", json_text(c, making_bid_id(m, party)));
	json_put(o, "relatedLots", making_texts(c, m->n->lot));
	json_put(o, "status", json_text(c, status));
	json_put(o, "tenderers", making_one(c, making_reference(m, party, name)));
	making_add_party(m, party, name, "tenderer");
	return o;
}

static const char *open(struct making *m)
{
	struct json *details = json_list(m->c);
	const struct json *list = json_get(m->body, "bids");
	for (const struct json *b = list != NULL ? list->first : NULL; b != NULL; b = b->next) {
		const char *state = json_get_text(b, "state", "");
		const char *status = strcmp(state, "opened") == 0      ? "pending"
		                     : strcmp(state, "withdrawn") == 0 ? "withdrawn"
		                                                       : "disqualified";
		struct json *o = bid_of(m, b, status);
		making_put_money(m, o, "value", json_get(json_get(b, "form"), "price"));
		json_push(details, o);
	}
	put_bids(m, details);
	return "tenderUpdate";
}

static const char *screen(struct making *m)
{
	struct json *details = json_list(m->c);
	const struct json *list = json_get(json_get(m->body, "result"), "bids");
	for (const struct json *b = list != NULL ? list->first : NULL; b != NULL; b = b->next)
		json_push(
		    details, bid_of(m, b, json_get_true(b, "passed") ? "pending" : "disqualified"));
	put_bids(m, details);
	return "tenderUpdate";
}

static struct json *award_of(struct making *m, const char *party, const char *status)
{
	struct ctx *c = m->c;
	struct json *o = json_object(c);
	json_put(o, "id", json_text(c, making_bid_id(m, party)));
	json_put(o, "relatedLots", making_texts(c, m->n->lot));
	json_put(o, "status", json_text(c, status));
	return o;
}

/* Candidates are awards that are pending, in the order of their ranks. */
static const char *candidates(struct making *m)
{
	struct ctx *c = m->c;
	struct json *details = json_list(c), *awards = json_list(c);
	const struct json *result = json_get(m->body, "result"), *bids = json_get(result, "bids");
	const struct json *list = json_get(m->body, "candidates");
	const char *currency = json_get_text(result, "currency", "");
	for (const struct json *b = bids != NULL ? bids->first : NULL; b != NULL; b = b->next)
		json_push(
		    details, bid_of(m, b, json_get_true(b, "valid") ? "valid" : "disqualified"));
	put_bids(m, details);
	for (const struct json *k = list != NULL ? list->first : NULL; k != NULL; k = k->next) {
		const char *party = json_get_text(k, "party", "");
		struct json *o = award_of(m, party, "pending");
		json_put(o, "relatedBid", json_text(c, making_bid_id(m, party)));
		json_put(o, "suppliers",
		    making_one(c, making_reference(m, party, json_get_text(k, "name", ""))));
		json_put(o, "value", value_of(c, json_get_text(k, "price", "0"), currency));
		json_push(awards, o);
	}
	if (awards->n > 0)
		json_put(m->release, "awards", awards);
	return "award";
}

static const char *award(struct making *m)
{
	struct ctx *c = m->c;
	struct json *awards = json_list(c);
	const struct json *passed = json_get(m->body, "passed");
	const char *party = json_get_text(m->body, "supplier", "");
	struct json *o = award_of(m, party, "active");
	json_put(o, "date", json_text(c, m->date));
	json_put(o, "suppliers",
	    making_one(c, making_reference(m, party, json_get_text(m->body, "name", ""))));
	making_put_money(m, o, "value", json_get(m->body, "price"));
	json_push(awards, o);
	for (const struct json *p = passed != NULL ? passed->first : NULL; p != NULL; p = p->next) {
		struct json *gone = award_of(m, json_get_text(p, "party", ""), "cancelled");
		json_put(gone, "description", json_text(c, json_get_text(p, "why", "")));
		json_push(awards, gone);
	}
	json_put(m->release, "awards", awards);
	making_add_party(m, party, json_get_text(m->body, "name", ""), "supplier");
	return "awardUpdate";
}

/* Of the candidates: who was passed over, and who follows. */
static const char *correct(struct making *m)
{
	struct ctx *c = m->c;
	struct json *awards = json_list(c);
	const struct json *passed = json_get(m->body, "passed"), *next = json_get(m->body, "next");
	if (passed == NULL)
		return change(m);
	for (const struct json *p = passed->first; p != NULL; p = p->next) {
		struct json *gone = award_of(m, json_get_text(p, "party", ""), "cancelled");
		json_put(gone, "description", json_text(c, json_get_text(p, "why", "")));
		json_push(awards, gone);
	}
	if (next != NULL) {
		const char *party = json_get_text(next, "party", "");
		struct json *o = award_of(m, party, "pending");
		json_put(o, "suppliers",
		    making_one(c, making_reference(m, party, json_get_text(next, "name", ""))));
		making_put_money(m, o, "value", json_get(next, "price"));
		json_push(awards, o);
	}
	json_put(m->release, "awards", awards);
	return "awardUpdate";
}

static const char *contract(struct making *m)
{
	struct ctx *c = m->c;
	struct json *o = json_object(c);
	json_put(
	    o, "awardID", json_text(c, making_bid_id(m, json_get_text(m->body, "supplier", ""))));
	json_put(o, "dateSigned", json_text(c, json_get_text(m->body, "signed", m->date)));
	making_put_document(m, o, json_get_text(m->body, "document", NULL), "contractSigned");
	json_put(o, "id", json_text(c, m->n->lot));
	json_put(o, "status", json_text(c, "active"));
	making_put_money(m, o, "value", json_get(m->body, "price"));
	json_put(m->release, "contracts", making_one(c, o));
	put_end(m, "complete");
	return "contract";
}

static const char *fail_lot(struct making *m)
{
	put_end(m, "unsuccessful");
	return "tenderUpdate";
}

static const char *cancel(struct making *m)
{
	put_end(m, "cancelled");
	return "tenderCancellation";
}

/* What a type of notice becomes: it fills the release and says its tag. */
static const struct {
	enum notice_type type;
	const char *(*make)(struct making *m);
} kinds[] = {
	{ NOTICE_PREQUALIFICATION, prequalify },
	{ NOTICE_ANNOUNCEMENT, announce },
	{ NOTICE_CLARIFICATION, change },
	{ NOTICE_AMENDMENT, change },
	{ NOTICE_CORRECTION, correct },
	{ NOTICE_EXTENSION, change },
	{ NOTICE_CEILING, state_ceiling },
	{ NOTICE_OPENING, open },
	{ NOTICE_SCREENING, screen },
	{ NOTICE_CANDIDATES, candidates },
	{ NOTICE_AWARD, award },
	{ NOTICE_CONTRACT, contract },
	{ NOTICE_UNSUCCESSFUL, fail_lot },
	{ NOTICE_CANCELLED, cancel },
	{ NOTICE_PLAN, making_plan },
	{ NOTICE_SUSPENDED, making_stay },
	{ NOTICE_RESUMED, making_stay },
	{ NOTICE_UNTENDERED, making_stay },
	{ NOTICE_PERFORMANCE, making_perform },
};

struct json *ocds_release(struct ctx *c, const struct ocds_case *k, const struct notice *n)
{
	struct json *body;
	struct making m = { .c = c, .k = k, .n = n, .parties = json_list(c) };
	size_t i = 0, count = sizeof(kinds) / sizeof(*kinds);
	while (i < count && strcmp(notice_words[kinds[i].type], n->type) != 0)
		i++;
	if (i == count || json_parse(c, n->body, strlen(n->body), &body) != OK)
		return NULL;
	m.body = body;
	m.date = moment_text(c, n->published_ms);
	m.release = json_object(c);
	const char *tag = kinds[i].make(&m);
	if (tag == NULL)
		return NULL;
	json_put(m.release, "date", json_text(c, m.date));
	json_put(m.release, "id", json_text(c, n->id));
	json_put(m.release, "initiationType", json_text(c, "tender"));
	json_put(m.release, "language", json_text(c, "zh"));
	json_put(m.release, "ocid", json_text(c, ocds_id(c, k->tender->id)));
	if (m.parties->n > 0)
		json_put(m.release, "parties", m.parties);
	json_put(m.release, "tag", making_texts(c, tag));
	return m.release;
}
