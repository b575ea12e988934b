/* course.c - follows a trade entry by entry, by the same procedure that ran it. */
#include "trade/export/steps.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/code.h"
#include "core/base/limits.h"
#include "core/base/moment.h"

const char *course_keep(struct course *k, const char *text)
{
	return arena_text(k->v->c->mem, text);
}

const char *course_name(const struct course *k, const char *party)
{
	for (size_t i = 0; party != NULL && i < k->party_count; i++)
		if (strcmp(k->parties[i].id, party) == 0)
			return k->parties[i].name;
	return NULL;
}

enum err course_document(struct course *k, const char *digest, struct bytes *out)
{
	uint8_t want[SHA256_BYTES], got[SHA256_BYTES];
	struct bytes b;
	if (digest == NULL || !dec_hex(digest, want, sizeof(want)))
		return bad_entry(k, "it names no document's digest");
	const char *name = arena_printf(k->v->s.mem, "documents/%s", digest);
	TRY(take_file(k->v, name, &b));
	sha256(b.p, b.n, got);
	if (memcmp(want, got, sizeof(want)) != 0)
		return bad(k->v, name, "it is not the document of that digest");
	*out = b;
	return OK;
}

bool course_money(struct course *k, const struct json *v, struct money *out)
{
	const char *amount = json_get_text(v, "amount", NULL);
	const char *currency = json_get_text(v, "currency", NULL);
	return amount != NULL && currency != NULL &&
	       money_parse(&k->v->s, amount, currency, out) == OK;
}

/* How a lot ends early. */

static enum err lot_unsuccessful(struct course *k)
{
	switch (k->lot_state) {
	case LS_OPENING:
		return course_opened_few(k);
	case LS_SCREENING:
	case LS_EVALUATING:
		return course_evaluated_none(k);
	default: /* too few bids: which ones stays secret */
		return k->e.at_ms >= k->announced.deadline_ms
		           ? OK
		           : bad_entry(k, "bidding ended before the deadline");
	}
}

static enum err lot_ended(struct course *k)
{
	(void)k;
	return OK;
}

/* Each kind of entry: the route or timer of its act, what it is about, what it means, and the
 * notice that it publishes. */
enum about { A_REGISTRATION, A_TENDER, A_LOT };
#define NO_NOTICE (-1)
struct meaning {
	const char *kind, *route;
	enum about about;
	course_fn *run;
	int notice;
};
static const struct meaning meanings[] = {
	{ "party.registered", "POST /api/parties", A_REGISTRATION, course_party, NO_NOTICE },
	{ "party.renamed", "POST /api/parties/{party}/names", A_REGISTRATION, course_renamed,
	    NO_NOTICE },
	{ "project.registered", "POST /api/projects", A_REGISTRATION, course_project, NO_NOTICE },
	{ "tender.created", "POST /api/tenders", A_TENDER, course_created, NO_NOTICE },
	{ "tender.taken-in", "POST /api/intakes", A_TENDER, course_taken_in, NOTICE_PLAN },
	{ "mandate.given", "POST /api/tenders/{tender}/mandate", A_TENDER, course_mandate,
	    NO_NOTICE },
	{ "prequalification.drafted", "POST /api/tenders/{tender}/prequalification", A_TENDER,
	    course_prequalifying, NO_NOTICE },
	{ "prequalification.published", "POST /api/tenders/{tender}/prequalification/publication",
	    A_TENDER, course_prequalified, NOTICE_PREQUALIFICATION },
	{ "application.placed", "POST /api/tenders/{tender}/applications", A_TENDER,
	    course_application, NO_NOTICE },
	{ "application.replaced", "POST /api/tenders/{tender}/applications", A_TENDER,
	    course_application, NO_NOTICE },
	{ "application.withdrawn", "POST /api/tenders/{tender}/applications/withdrawal", A_TENDER,
	    course_application_gone, NO_NOTICE },
	{ "application.key", "POST /api/tenders/{tender}/applications/keys", A_TENDER,
	    course_application_key, NO_NOTICE },
	{ "applications.opened", "tender.open", A_TENDER, course_applications_opened, NO_NOTICE },
	{ "qualification.committee", "POST /api/tenders/{tender}/qualification/committee", A_TENDER,
	    course_reviewers, NO_NOTICE },
	{ "qualification.replaced", "POST /api/tenders/{tender}/qualification/replacements",
	    A_TENDER, course_reviewer_replaced, NO_NOTICE },
	{ "qualification.reviewed", "POST /api/tenders/{tender}/qualification/reviews", A_TENDER,
	    course_reviewed_applications, NO_NOTICE },
	{ "tender.qualified", "POST /api/tenders/{tender}/qualification/reviews", A_TENDER,
	    course_qualified, NO_NOTICE },
	{ "document.versioned", "POST /api/tenders/{tender}/documents", A_TENDER, course_versioned,
	    NO_NOTICE },
	{ "tender.submitted", "POST /api/tenders/{tender}/announcement", A_TENDER, course_submitted,
	    NO_NOTICE },
	{ "tender.returned", "POST /api/tenders/{tender}/return", A_TENDER, course_returned,
	    NO_NOTICE },
	{ "tender.confirmed", "POST /api/tenders/{tender}/confirmation", A_TENDER, course_confirmed,
	    NO_NOTICE },
	{ "tender.published", "POST /api/tenders/{tender}/publication", A_TENDER, course_published,
	    NOTICE_ANNOUNCEMENT },
	{ "tender.short", "POST /api/notices/{notice}/receipts", A_TENDER, course_short,
	    NOTICE_SUSPENDED },
	{ "enquiry.asked", "POST /api/tenders/{tender}/enquiries", A_TENDER, course_untold,
	    NO_NOTICE },
	{ "change.drafted", "POST /api/tenders/{tender}/clarifications", A_TENDER, course_untold,
	    NO_NOTICE },
	{ "tender.changed", "POST /api/tenders/{tender}/clarifications/publication", A_TENDER,
	    course_changed, A_CHANGE },
	{ "document-objection.raised", "POST /api/tenders/{tender}/objections", A_TENDER,
	    course_objected, NO_NOTICE },
	{ "document-objection.answered", "POST /api/tenders/{tender}/objections/answers", A_TENDER,
	    course_answered, NO_NOTICE },
	{ "document-objection.withdrawn", "POST /api/tenders/{tender}/objections/withdrawals",
	    A_TENDER, course_answered, NO_NOTICE },
	{ "objection.raised", "POST /api/lots/{lot}/objections", A_LOT, course_objected,
	    NO_NOTICE },
	{ "objection.answered", "POST /api/lots/{lot}/objections/answers", A_LOT, course_answered,
	    NO_NOTICE },
	{ "objection.withdrawn", "POST /api/lots/{lot}/objections/withdrawals", A_LOT,
	    course_answered, NO_NOTICE },
	{ "opening.corrected", "POST /api/lots/{lot}/objections/corrections", A_LOT,
	    course_opening_corrected, NOTICE_CORRECTION },
	{ "complaint.raised", "POST /api/lots/{lot}/complaints", A_LOT, course_untold, NO_NOTICE },
	{ "complaint.accepted", "POST /api/lots/{lot}/complaints/acceptances", A_LOT, course_untold,
	    NO_NOTICE },
	{ "complaint.decided", "POST /api/lots/{lot}/complaints/decisions", A_LOT, course_untold,
	    NO_NOTICE },
	{ "lot.suspended", "POST /api/lots/{lot}/suspensions", A_LOT, course_objected,
	    NOTICE_SUSPENDED },
	{ "lot.resumed", "POST /api/lots/{lot}/suspensions/ends", A_LOT, course_resumed,
	    NOTICE_RESUMED },
	{ "lot.attested", "POST /api/lots/{lot}/attestations", A_LOT, course_untold, NO_NOTICE },
	{ "supervision.said", "POST /api/lots/{lot}/opinions", A_LOT, course_untold, NO_NOTICE },
	{ "bid.placed", "POST /api/lots/{lot}/bids", A_LOT, course_bid, NO_NOTICE },
	{ "bid.replaced", "POST /api/lots/{lot}/bids", A_LOT, course_bid, NO_NOTICE },
	{ "bid.withdrawn", "POST /api/lots/{lot}/withdrawal", A_LOT, course_withdrawal, NO_NOTICE },
	{ "lot.closed", "lot.close", A_LOT, course_closed, NO_NOTICE },
	{ "key.handed-in", "POST /api/lots/{lot}/keys", A_LOT, course_key, NO_NOTICE },
	{ "rescue.asked", "POST /api/lots/{lot}/rescues", A_LOT, course_rescue, NO_NOTICE },
	{ "share.released", "POST /api/lots/{lot}/shares", A_LOT, course_share, NO_NOTICE },
	{ "key.rescued", "POST /api/lots/{lot}/shares", A_LOT, course_share, NO_NOTICE },
	{ "lot.first-opened", "lot.open", A_LOT, course_first_opened, NOTICE_OPENING },
	{ "lot.screened", "POST /api/lots/{lot}/confirmations", A_LOT, course_screened,
	    NOTICE_SCREENING },
	{ "lot.opened", "lot.open", A_LOT, course_opened, NOTICE_OPENING },
	{ "committee.formed", "POST /api/lots/{lot}/committee", A_LOT, course_committee,
	    NO_NOTICE },
	{ "committee.recused", "POST /api/lots/{lot}/recusals", A_LOT, course_recused, NO_NOTICE },
	{ "committee.replaced", "POST /api/lots/{lot}/replacements", A_LOT, course_replaced,
	    NO_NOTICE },
	{ "opening.awaits", "lot.open", A_LOT, course_awaits, NO_NOTICE },
	{ "evaluation.disqualified", "POST /api/lots/{lot}/disqualifications", A_LOT,
	    course_disqualified, NO_NOTICE },
	{ "draw.recorded", "POST /api/lots/{lot}/draws", A_LOT, course_drawn, NO_NOTICE },
	{ "evaluation.time-asked", "POST /api/lots/{lot}/time-requests", A_LOT, course_untold,
	    NO_NOTICE },
	{ "evaluation.reviewed", "POST /api/lots/{lot}/reviews", A_LOT, course_reviewed,
	    NO_NOTICE },
	{ "evaluation.scored", "POST /api/lots/{lot}/scores", A_LOT, course_scored, NO_NOTICE },
	{ "evaluation.found", "POST /api/lots/{lot}/findings", A_LOT, course_found, NO_NOTICE },
	{ "evaluation.factor", "POST /api/lots/{lot}/factor", A_LOT, course_factor, NO_NOTICE },
	{ "evaluation.competition", "POST /api/lots/{lot}/competition", A_LOT, course_competition,
	    NO_NOTICE },
	{ "evaluation.asked", "POST /api/lots/{lot}/queries", A_LOT, course_untold, NO_NOTICE },
	{ "evaluation.answered", "POST /api/lots/{lot}/queries/answers", A_LOT, course_untold,
	    NO_NOTICE },
	{ "evaluation.signed", "POST /api/lots/{lot}/confirmations", A_LOT, course_signed,
	    NO_NOTICE },
	{ "lot.evaluated", "POST /api/lots/{lot}/confirmations", A_LOT, course_evaluated,
	    NO_NOTICE },
	{ "candidates.published", "POST /api/lots/{lot}/candidates", A_LOT, course_candidates,
	    NOTICE_CANDIDATES },
	{ "award.declined", "POST /api/lots/{lot}/declining", A_LOT, course_declined, NO_NOTICE },
	{ "candidate.passed", "POST /api/lots/{lot}/passings", A_LOT, course_passed,
	    NOTICE_CORRECTION },
	{ "lot.reopened", "POST /api/lots/{lot}/reopening", A_LOT, course_reopened, NO_NOTICE },
	{ "award.made", "POST /api/lots/{lot}/award", A_LOT, course_award, NOTICE_AWARD },
	{ "report.filed", "POST /api/lots/{lot}/report", A_LOT, course_reported, NO_NOTICE },
	{ "security.refunded", "POST /api/lots/{lot}/refunds", A_LOT, course_untold, NO_NOTICE },
	{ "contract.published", "POST /api/lots/{lot}/contract", A_LOT, course_contract,
	    NOTICE_CONTRACT },
	{ "bill.stated", "POST /api/lots/{lot}/bill", A_LOT, course_bill, NO_NOTICE },
	{ "bill.changed", "POST /api/lots/{lot}/bill", A_LOT, course_bill, NOTICE_AMENDMENT },
	{ "ceiling.published", "POST /api/lots/{lot}/ceiling", A_LOT, course_ceiling,
	    NOTICE_CEILING },
	{ "performance.published", "POST /api/lots/{lot}/performance", A_LOT, lot_ended,
	    NOTICE_PERFORMANCE },
	{ "lot.archived", "POST /api/lots/{lot}/archive", A_LOT, course_archived, NO_NOTICE },
	{ "lot.cancelled", "POST /api/lots/{lot}/cancellation", A_LOT, lot_ended,
	    NOTICE_CANCELLED },
	{ "lot.untendered", "POST /api/lots/{lot}/untendering", A_LOT, lot_ended,
	    NOTICE_UNTENDERED },
	/* by the clock, or by the last reviewer */
	{ "tender.unqualified", NULL, A_TENDER, course_unqualified, NOTICE_UNSUCCESSFUL },
	/* by the clock, or by the last member of the committee who signs */
	{ "lot.unsuccessful", NULL, A_LOT, lot_unsuccessful, NOTICE_UNSUCCESSFUL },
};

static const struct meaning *meaning_of(const char *kind)
{
	for (size_t i = 0; i < sizeof(meanings) / sizeof(*meanings); i++)
		if (strcmp(meanings[i].kind, kind) == 0)
			return &meanings[i];
	return NULL;
}

static bool begins(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* The act came by the kind's route, with the entry's object (or the announcement) in its path; or
 * it is the clock's. */
static bool act_fits(struct course *k, const struct meaning *m)
{
	const struct json *act = k->e.act;
	const char *timer = json_get_text(act, "timer", NULL), *route = m->route;
	if (route == NULL && m->about == A_TENDER)
		route = k->tender_state == TS_APPLYING
		            ? "tender.open"
		            : "POST /api/tenders/{tender}/qualification/reviews";
	else if (route == NULL)
		route = k->lot_state == LS_BIDDING   ? "lot.close"
		        : k->lot_state == LS_OPENING ? "lot.open"
		                                     : "POST /api/lots/{lot}/confirmations";
	if (timer != NULL)
		return strcmp(timer, route) == 0 &&
		       strcmp(json_get_text(act, "object", ""), k->e.object) == 0;
	if (strcmp(json_get_text(act, "route", ""), route) != 0)
		return false;
	const char *path = strchr(route, '/'), *name = strchr(route, '{');
	const char *in_path =
	    name != NULL && begins(name, "{notice}") ? k->announcement : k->e.object;
	if (name != NULL)
		path = arena_printf(k->v->s.mem, "%.*s%s%s", (int)(name - path), path,
		    in_path != NULL ? in_path : "", strchr(name, '}') + 1);
	return strcmp(json_get_text(act, "path", ""), path) == 0;
}

/* Only what a committee did that never became public may be withheld. */
static enum err check_act(struct course *k, const struct meaning *m)
{
	const char *state = k->v->m.state;
	bool secret = strcmp(state, lot_state_words[LS_UNSUCCESSFUL]) == 0 ||
	              strcmp(state, lot_state_words[LS_CANCELLED]) == 0;
	bool names_members = begins(m->kind, "committee.") || begins(m->kind, "lot.attested");
	if (k->e.act == NULL && (!secret || (k->e.party != NULL && !names_members)))
		return bad_entry(k, "its act is missing");
	if (k->e.act != NULL && !act_fits(k, m))
		return bad_entry(k, "its act is not of the kind %s", m->kind);
	const char *object = m->about == A_LOT ? k->v->m.lot : k->v->m.tender;
	if (m->about != A_REGISTRATION && strcmp(k->e.object, object) != 0)
		return bad_entry(k, "it is about another %s", m->about == A_LOT ? "lot" : "tender");
	return OK;
}

/* The next notice must be the one that this entry published. */
static enum err take_notice(struct course *k, const struct meaning *m)
{
	struct ctx *s = &k->v->s;
	struct json *o;
	const char *file = arena_printf(s->mem, "notices/%03zu.json", k->notice_count + 1);
	k->notice = NULL;
	if (m->notice == NO_NOTICE)
		return entry_digest(&k->e, "notice") == NULL
		           ? OK
		           : bad_entry(k, "an entry of this kind publishes nothing");
	TRY(take_json(k->v, file, &o));
	const struct json *body = json_get(o, "body"), *lot = json_get(o, "lot");
	const char *text = body != NULL ? json_canonical(s, body) : "";
	if (entry_holds(
	        k->v, &k->e, "notice", (struct bytes){ (const uint8_t *)text, strlen(text) }) != OK)
		return bad(k->v, file, "it is not what %s published", k->e.file);
	bool whole = m->about == A_TENDER;
	/* the plan is published by the act that creates its tender */
	const char *title = !k->created ? json_get_text(json_get(k->body, "tender"), "title", "")
	                                : (whole ? k->title : k->lot.title);
	if (o->n != 7 || !course_publishes(m->notice, json_get_text(o, "type", "")) ||
	    strcmp(json_get_text(o, "published", ""), moment_text(s, k->e.at_ms)) != 0 ||
	    strcmp(json_get_text(o, "tender", ""), k->v->m.tender) != 0 || lot == NULL ||
	    strcmp(json_get_text(o, "lot", ""), whole ? "" : k->v->m.lot) != 0 ||
	    strcmp(json_get_text(o, "title", ""), title) != 0)
		return bad(k->v, file, "its type, time or title is not that of %s", k->e.file);
	k->notice = body;
	k->notice_type = json_get_text(o, "type", "");
	k->notice_id = json_get_text(o, "id", "");
	k->notice_count++;
	return OK;
}

/* The step of the procedure that the entry stands for; NULL where it stands for none. */
static enum err find_step(struct course *k, const struct meaning *m, const struct rule **out)
{
	bool tender = m->about == A_TENDER, moves = false;
	int from = tender ? (int)k->tender_state : (int)k->lot_state;
	*out = NULL;
	for (const struct rule *r = tender ? tender_rules : lot_rules; r->evidence != NULL; r++)
		if (strcmp(r->evidence, m->kind) == 0) {
			moves = true;
			if (r->from == from)
				*out = r;
		}
	if (moves && *out == NULL)
		return bad_entry(k, "%s does not follow the state %s; an entry is missing", m->kind,
		    tender ? tender_state_words[from] : lot_state_words[from]);
	return OK;
}

static enum err follow(struct course *k, const char *file)
{
	const struct rule *rule;
	TRY(entry_read(k->v, file, &k->e));
	const struct meaning *m = meaning_of(k->e.kind);
	if (m == NULL)
		return bad_entry(k, "this check knows no entries of the kind %s", k->e.kind);
	if (m->run == course_taken_in && strcmp(k->e.object, k->v->m.tender) != 0)
		return course_origin(k);
	if (m->about != A_REGISTRATION && m->run != course_created && m->run != course_taken_in &&
	    !k->created)
		return bad_entry(k, "the tender was not created yet; an entry is missing");
	TRY(check_act(k, m));
	TRY(find_step(k, m, &rule));
	if (rule != NULL && m->about == A_LOT && k->objections > 0 && rule->event != LE_CANCEL)
		return bad_entry(k, "an objection was unanswered, the lot is stayed");
	k->body = json_get(k->e.act, "body");
	TRY(take_notice(k, m));
	TRY(m->run(k));
	if (rule != NULL && m->about == A_TENDER)
		k->tender_state = (enum tender_state)rule->to;
	else if (rule != NULL)
		k->lot_state = (enum lot_state)rule->to;
	return OK;
}

static int64_t number_of(const struct json *kind, const char *id)
{
	const struct json *list = json_get(kind, "numbers");
	for (const struct json *n = list != NULL ? list->first : NULL; n != NULL; n = n->next)
		if (strcmp(json_get_text(n, "id", ""), id) == 0)
			return json_get_int(n, "value", 0);
	return 0;
}

static void make_room(struct course *k)
{
	struct arena *mem = k->v->c->mem;
	size_t n = k->v->entries;
	k->parties = arena_array(mem, struct party, n);
	k->bids = arena_array(mem, struct placed, n);
	k->rows = arena_array(mem, struct opened_bid, n);
	k->sheets = arena_array(mem, struct kept_sheet, n);
	k->declined = arena_array(mem, const char *, n);
	k->versions = arena_array(mem, const char *, n);
	k->members = arena_array(mem, struct seat, LIMIT_COMMITTEE);
	k->signatures = arena_array(mem, struct signature, n);
}

enum err recompute(struct verify *v)
{
	struct course k = { .v = v };
	struct json *kind;
	arena_reset(v->s.mem);
	make_room(&k);
	TRY(take_json(v, "kind.json", &kind));
	k.bidders_min = number_of(kind, "bidders.min");
	k.qualified_min = number_of(kind, "qualified.min");
	k.candidates_max = number_of(kind, "candidates.max");
	k.report_max = number_of(kind, "report.max");
	k.period_min = number_of(kind, "bid.period.min");
	for (size_t i = 0; i < v->entries; i++) {
		arena_reset(v->s.mem);
		TRY(follow(&k, v->files[v->first_entry + i].name));
	}
	arena_reset(v->s.mem);
	TRY(course_end(&k));
	if (strcmp(lot_state_words[k.lot_state], v->m.state) != 0)
		return bad(v, MANIFEST,
		    "the entries end with the lot %s, not %s; an entry is missing",
		    lot_state_words[k.lot_state], v->m.state);
	said(v, "notices: %zu, each as its entry published it", k.notice_count);
	said(v, "procedure: every step follows the one before, ending %s", v->m.state);
	return OK;
}
