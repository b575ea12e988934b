#include <string.h>

#include "core/base/code.h"
#include "core/base/money.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/event.h"
#include "core/law/period.h"
#include "core/store/timer.h"
#include "service/party/party.h"
#include "trade/project/project_db.h"
#include "trade/project/stay.h"

const char *const subject_words[] = { "works", "goods", "services", NULL };
const char *const qualification_words[] = { "before", "after", NULL };
const char *const method_words[] = { "open", "invited", NULL };
const char *const organisation_words[] = { "self", "agency", NULL };
const char *const lot_failure_words[] = { "none", "few", "rejected", NULL };
const char *const funding_words[] = { "state", "collective", "private", "foreign", NULL };

/* Who watches a trade is told that it stands differently; what is not public yet is told to nobody.
 * Where a notice goes with the step, that is the event. */
static enum err tell_moved(
    struct ctx *c, const char *kind, const char *object, const char *from, const char *to)
{
	struct json *body = json_object(c);
	json_put(body, "from", json_text(c, from));
	json_put(body, "to", json_text(c, to));
	return event_add(c, kind, object, json_canonical(c, body));
}

static enum err tender_move(
    struct ctx *c, struct tender *t, enum tender_event event, const struct rule **rule)
{
	TRY(rule_find(c, tender_rules, t->state, event, rule));
	struct tender next = *t;
	next.state = (enum tender_state)(*rule)->to;
	TRY(tender_update(c, &next, t->state));
	*t = next;
	return OK;
}

enum err tender_step(struct ctx *c, struct tender *t, enum tender_event event)
{
	const struct rule *rule;
	enum tender_state from = t->state;
	TRY(tender_move(c, t, event, &rule));
	if (t->state != from && from >= TS_PUBLISHED)
		TRY(tell_moved(c, "tender.moved", t->id, tender_state_words[from],
		    tender_state_words[t->state]));
	return evidence_add(c, rule->evidence, t->id, t->id);
}

uint32_t tender_barred(enum qualification q, bool settled)
{
	const uint32_t prequalifies = 1u << TE_DRAFT_PREQUALIFY | 1u << TE_PREQUALIFY;
	return q == QUALIFIED_BEFORE && !settled ? 1u << TE_SUBMIT | 1u << TE_TAKE_IN
	                                         : prequalifies;
}

enum err tender_end(struct ctx *c, struct tender *t)
{
	const struct rule *rule;
	struct lot *lots;
	size_t n;
	TRY(lots_of(c, t->id, &lots, &n));
	for (size_t i = 0; i < n; i++)
		if (lots[i].state == LS_DRAFT)
			return OK;
	if (t->state == TS_PUBLISHED)
		return OK;
	TRY(timer_drop(c, "tender.open", t->id));
	/* nobody calls it: it follows from the act */
	const uint32_t caller = c->relations;
	c->relations |= W_CLOCK;
	enum err e = tender_move(c, t, TE_END, &rule);
	c->relations = caller;
	return e;
}

static enum err lot_move(
    struct ctx *c, struct lot *l, enum lot_event event, const struct rule **rule)
{
	TRY(rule_find(c, lot_rules, l->state, event, rule));
	if (event != LE_CANCEL)
		TRY(stay_check(c, l));
	struct lot next = *l;
	next.state = (enum lot_state)(*rule)->to;
	if (next.state == LS_UNSUCCESSFUL && l->state != LS_UNSUCCESSFUL)
		next.failure = event == LE_SCREEN_NONE || event == LE_EVALUATE_NONE
		                   ? FAILED_REJECTED
		                   : FAILED_FEW;
	TRY(lot_update(c, &next, l->state));
	*l = next;
	return OK;
}

enum err lot_step(struct ctx *c, struct lot *l, enum lot_event event)
{
	const struct rule *rule;
	enum lot_state from = l->state;
	TRY(lot_move(c, l, event, &rule));
	if (l->state != from && from != LS_DRAFT)
		TRY(tell_moved(
		    c, "lot.moved", l->id, lot_state_words[from], lot_state_words[l->state]));
	return evidence_add(c, rule->evidence, l->id, l->tender);
}

enum err lot_step_silent(struct ctx *c, struct lot *l, enum lot_event event)
{
	const struct rule *rule;
	return lot_move(c, l, event, &rule);
}

struct law_case tender_case(const struct tender *t)
{
	return (struct law_case){ .kind = t->kind, .mandatory = t->mandatory };
}

enum err lot_number(struct ctx *c, const struct tender *t, struct lot *l)
{
	const struct law_kind *kind;
	int64_t serial;
	int32_t day = day_of(c->now_ms);
	TRY(law_kind(c, t->kind, &kind));
	TRY(serial_next(c, day, &serial));
	if (serial > 999999)
		return fail(c, E_CONFLICT, "no trade codes are left today");
	l->trade_code = code_trade_make(c, kind->class3, c->centre->code, day, (int32_t)serial);
	return OK;
}

enum err tender_relations(struct ctx *c, const struct tender *t, uint32_t *who)
{
	const char *party = c->actor.party;
	uint32_t own = 0;
	if (party != NULL && strcmp(party, t->principal) == 0)
		own |= W_PRINCIPAL;
	if (party != NULL && t->agency != NULL && strcmp(party, t->agency) == 0)
		own |= W_AGENCY;
	/* who buys may not sell to himself */
	if (own == 0 && (c->actor.roles & ROLE_TENDERER) != 0)
		own |= W_TENDERER;
	*who |= own;
	return authority_over(c, t->kind, who);
}

#define INSIDE (W_PRINCIPAL | W_AGENCY | W_SUPERVISOR | W_CENTRE | W_INSPECTOR)
#define PERIOD_DAYS_MAX 365

void tender_hide(struct ctx *c, struct tender *t)
{
	bool draft = t->state <= TS_CONFIRMED || t->state == TS_CANCELLED;
	if ((c->relations & INSIDE) != 0 || !draft)
		return;
	t->announcement = t->document = t->rule = t->contents = t->custody = NULL;
	t->deadline_ms = t->offer_ends_ms = t->window_minutes = t->decrypted_min = 0;
	t->documents_part = t->two_envelopes = false;
}

enum err tender_check_deadline(struct ctx *c, int64_t deadline_ms)
{
	if (deadline_ms <= c->now_ms || deadline_ms > c->now_ms + PERIOD_DAYS_MAX * DAY_MS)
		return fail_at(c, E_BAD_FIELD, "/deadline", moment_text(c, deadline_ms),
		    "within the next %d days; now is %s", PERIOD_DAYS_MAX,
		    moment_text(c, c->now_ms));
	return OK;
}

enum err tender_must(struct ctx *c, const struct tender *t, const struct law_number **out)
{
	static const char *const ids[] = { "mandatory.works.min", "mandatory.goods.min",
		"mandatory.services.min" };
	const struct law_case k = tender_case(t);
	TRY(law_bound(c, ids[t->subject], &k, c->now_ms, out));
	if (t->funding != FUNDING_STATE && !t->state_controlled)
		*out = NULL;
	return OK;
}

enum err tender_mandatory_holds(struct ctx *c, const struct tender *t)
{
	const struct law_number *must;
	struct money whole = { .currency = "CNY" };
	TRY(tender_must(c, t, &must));
	if (must == NULL)
		return OK;
	TRY(project_estimated(c, t, &whole.minor));
	bool reached = whole.minor >= must->value;
	law_saw(must, reached, whole.minor - must->value);
	if (t->mandatory || !reached)
		return OK;
	enum err e = fail_at(c, E_LAW_BOUND, "/mandatory", "false",
	    "%s: %s of public money must be tendered, from %s on", must->id, money_text(c, whole),
	    decimal_text(c, must->value, 2));
	c->fault.rule = must->rule;
	return e;
}

enum err tender_period_holds(
    struct ctx *c, const struct tender *t, int64_t deadline_ms, struct json *warnings)
{
	const struct law_case k = tender_case(t);
	const struct law_bound period = { "bid.period.min", "/deadline",
		.event_ms = t->medium_ms > 0 ? t->medium_ms : t->published_ms,
		.at_ms = deadline_ms };
	return law_hold(c, &k, &period, warnings);
}

enum err of_tender(struct req *r, uint32_t *who)
{
	struct tender t;
	TRY(tender_get(&r->c, r->params[0], &t));
	uint32_t found = *who;
	TRY(tender_relations(&r->c, &t, &found));
	/* what is not published yet is nobody else's business */
	if (t.published_ms == 0 && (found & INSIDE) == 0)
		return absent(&r->c, E_NOT_FOUND, "tender", r->params[0]);
	*who = found;
	return OK;
}

enum err of_lot(struct req *r, uint32_t *who)
{
	struct lot l;
	TRY(lot_get(&r->c, r->params[0], &l, NULL));
	const char *lot = r->params[0];
	r->params[0] = l.tender;
	enum err e = of_tender(r, who);
	r->params[0] = lot;
	/* no more is told than of a lot that never was, its tender's id neither */
	return absent(&r->c, e, "lot", lot);
}

struct json *money_json(struct ctx *c, int64_t minor, const char *currency)
{
	struct json *o = json_object(c);
	json_put(o, "amount", json_text(c, money_text(c, (struct money){ minor, currency })));
	json_put(o, "currency", json_text(c, currency));
	return o;
}

struct json *lot_json(struct ctx *c, const struct lot *l)
{
	struct json *o = json_object(c);
	if (l->failure != FAILED_NOT)
		json_put(o, "failure", json_text(c, lot_failure_words[l->failure]));
	json_put(o, "id", json_text(c, l->id));
	json_put(o, "number", json_int(c, l->number));
	json_put(o, "state", json_text(c, lot_state_words[l->state]));
	json_put(o, "tender", json_text(c, l->tender));
	json_put(o, "title", json_text(c, l->title));
	json_put(o, "tradeCode", json_text(c, l->trade_code));
	if (l->bill != NULL)
		json_put(o, "bill", json_text(c, l->bill));
	if (l->ceiling_minor >= 0)
		json_put(o, "ceiling", money_json(c, l->ceiling_minor, l->currency));
	if (l->floor_minor >= 0)
		json_put(o, "floor", money_json(c, l->floor_minor, l->currency));
	if (l->estimate_minor >= 0)
		json_put(o, "estimate", money_json(c, l->estimate_minor, l->currency));
	if (l->security_minor >= 0)
		json_put(o, "security", money_json(c, l->security_minor, l->currency));
	if (l->opening_ends_ms > 0)
		json_put(o, "openingEnds", json_text(c, moment_text(c, l->opening_ends_ms)));
	if (l->held_ms != 0)
		json_put(o, "held", json_text(c, moment_text(c, l->held_ms)));
	if (l->publicity_ends_ms > 0)
		json_put(o, "publicityEnds", json_text(c, moment_text(c, l->publicity_ends_ms)));
	return o;
}

enum err project_describe(struct ctx *c, const char *id, const char **out)
{
	struct project p;
	struct json *o = json_object(c);
	TRY(project_get(c, id, &p));
	json_put(o, "code", json_text(c, p.code));
	json_put(o, "id", json_text(c, p.id));
	json_put(o, "name", json_text(c, p.name));
	json_put(o, "principal", json_text(c, p.principal));
	*out = json_canonical(c, o);
	return OK;
}

const char *lots_describe(struct ctx *c, const struct lot *lots, size_t n)
{
	struct json *list = json_list(c);
	for (size_t i = 0; i < n; i++) {
		const struct lot *l = &lots[i];
		struct json *o = json_object(c);
		if (l->first_ceiling_minor >= 0)
			json_put(o, "ceiling", money_json(c, l->first_ceiling_minor, l->currency));
		json_put(o, "currency", json_text(c, l->currency));
		if (l->estimate_minor >= 0)
			json_put(o, "estimate", money_json(c, l->estimate_minor, l->currency));
		if (l->security_minor >= 0)
			json_put(o, "security", money_json(c, l->security_minor, l->currency));
		if (l->floor_minor >= 0)
			json_put(o, "floor", money_json(c, l->floor_minor, l->currency));
		json_put(o, "id", json_text(c, l->id));
		json_put(o, "number", json_int(c, l->number));
		json_put(o, "title", json_text(c, l->title));
		json_push(list, o);
	}
	return json_canonical(c, list);
}

/* It was checked and written by the act that submitted it. */
static struct json *parsed(struct ctx *c, const char *text)
{
	struct json *v = NULL;
	return json_parse(c, text, strlen(text), &v) == OK ? v : NULL;
}

struct json *tender_json(struct ctx *c, const struct tender *t)
{
	struct json *o = json_object(c);
	json_put(o, "agency", json_text(c, t->agency));
	json_put(o, "announcement", json_text(c, t->announcement));
	if (t->contents != NULL)
		json_put(o, "contents", parsed(c, t->contents));
	if (t->custody != NULL)
		json_put(o, "custody", parsed(c, t->custody));
	json_put(o, "decryptedMin", json_int(c, t->decrypted_min));
	json_put(o, "document", json_text(c, t->document));
	if (t->rule != NULL)
		json_put(o, "evaluation", parsed(c, t->rule));
	json_put(o, "documentsPart", json_bool(c, t->documents_part));
	json_put(o, "funding", json_text(c, funding_words[t->funding]));
	json_put(o, "id", json_text(c, t->id));
	json_put(o, "kind", json_text(c, t->kind));
	json_put(o, "mandatory", json_bool(c, t->mandatory));
	json_put(o, "method", json_text(c, method_words[t->method]));
	json_put(o, "organisation", json_text(c, organisation_words[t->organisation]));
	json_put(o, "principal", json_text(c, t->principal));
	json_put(o, "project", json_text(c, t->project));
	json_put(o, "qualification", json_text(c, qualification_words[t->qualification]));
	if (t->region != 0)
		json_put(o, "region", json_text(c, arena_printf(c->mem, "%d", (int)t->region)));
	if (t->retender_of != NULL)
		json_put(o, "retenderOf", json_text(c, t->retender_of));
	json_put(o, "state", json_text(c, tender_state_words[t->state]));
	json_put(o, "stateControlled", json_bool(c, t->state_controlled));
	json_put(o, "subject", json_text(c, subject_words[t->subject]));
	json_put(o, "title", json_text(c, t->title));
	if (t->deadline_ms > 0)
		json_put(o, "deadline", json_text(c, moment_text(c, t->deadline_ms)));
	if (t->offer_ends_ms > 0)
		json_put(o, "offerEnds", json_text(c, moment_text(c, t->offer_ends_ms)));
	if (t->published_ms > 0)
		json_put(o, "published", json_text(c, moment_text(c, t->published_ms)));
	if (t->two_envelopes)
		json_put(o, "twoEnvelopes", json_bool(c, true));
	if (t->window_minutes > 0)
		json_put(o, "windowMinutes", json_int(c, t->window_minutes));
	return o;
}
