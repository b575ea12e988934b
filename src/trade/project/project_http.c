#include <string.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "core/law/region.h"
#include "service/party/party.h"
#include "trade/project/made.h"
#include "trade/evaluation/evaluation.h"
#include "trade/project/project_db.h"

const struct field project_fields[] = {
	F_TEXT(project_in, code, REQUIRED, 1, 40, "项目代码 of the approval platform"),
	F_TEXT(project_in, name, REQUIRED, 1, LIMIT_TITLE_CHARS, "name of the investment project"),
	F_TEXT(project_in, region, OPTIONAL, 6, 6, "行政区划代码 of where it lies"),
	F_END,
};

enum err of_procuring(struct req *r, uint32_t *who)
{
	if ((r->c.actor.roles & ROLE_PROCURING_ENTITY) != 0)
		*who |= W_PRINCIPAL;
	return OK;
}

enum err project_new(struct ctx *c, const char *at, const struct project_in *in, const char **id)
{
	int32_t region = 0;
	if (in->region != NULL)
		TRY(law_region_parse(
		    c, arena_printf(c->mem, "%s/region", at), in->region, &region));
	struct project p = { id_new(c), in->code, in->name, c->actor.party, region };
	enum err e = project_insert(c, &p);
	if (e == E_DUPLICATE)
		return fail_at(c, E_DUPLICATE, arena_printf(c->mem, "%s/code", at), in->code,
		    "a project of that code exists");
	TRY(e);
	*id = p.id;
	return OK;
}

static enum err project_post(struct req *r)
{
	struct ctx *c = &r->c;
	const char *id;
	TRY(project_new(c, "", r->body, &id));
	TRY(evidence_add(c, "project.registered", id, NULL));
	struct json *o = json_object(c);
	json_put(o, "id", json_text(c, id));
	return reply_tree(r, 201, o);
}

struct lot_in {
	const char *title;
	struct money ceiling, floor, estimate, security;
};
static const struct field lot_fields[] = {
	F_TEXT(lot_in, title, REQUIRED, 1, LIMIT_TITLE_CHARS, "name of the lot"),
	F_MONEY(lot_in, ceiling, OPTIONAL, "最高投标限价"),
	F_MONEY(lot_in, estimate, OPTIONAL, "合同估算价; wanted where a security is asked for"),
	F_MONEY(lot_in, security, OPTIONAL, "投标保证金 that a bid needs"),
	F_MONEY(lot_in, floor, OPTIONAL, "lowest price limit; forbidden in every Chinese kind"),
	F_END,
};
struct invited_in {
	const char *party;
};
static const struct field invited_fields[] = {
	F_ID(invited_in, party, REQUIRED, "a tenderer"),
	F_END,
};

const struct field tender_fields[] = {
	F_ID(tender_in, project, OPTIONAL,
	    "the investment project; wanted where none is registered with it"),
	F_TEXT(tender_in, kind, REQUIRED, 1, 60, "kind of trade, one of GET /api/kinds"),
	F_TEXT(tender_in, title, REQUIRED, 1, LIMIT_TITLE_CHARS, "name of the tender"),
	F_BOOL(tender_in, mandatory, REQUIRED, "是否依法必须招标"),
	F_BOOL(tender_in, stateControlled, REQUIRED, "国有资金占控股或者主导地位"),
	F_ENUM(tender_in, subject, OPTIONAL, subject_words,
	    "施工, 重要设备材料等货物 or 勘察设计监理等服务; works without it"),
	F_ENUM(tender_in, funding, REQUIRED, funding_words, "资金来源"),
	F_ENUM(tender_in, qualification, REQUIRED, qualification_words, "资格预审 or 后审"),
	F_ENUM(tender_in, method, REQUIRED, method_words, "招标方式"),
	F_ENUM(tender_in, organisation, REQUIRED, organisation_words, "招标组织形式"),
	F_ID(tender_in, retenderOf, OPTIONAL, "重新招标: the tender that this one repeats"),
	F_LIST(tender_in, invited, OPTIONAL, 0, LIMIT_INVITED, invited_fields, invited_in,
	    "邀请招标: who is invited"),
	F_TEXT(tender_in, invitedWhy, OPTIONAL, 1, LIMIT_TEXT_CHARS,
	    "why it is not open, with the approval (《条例》第八条)"),
	F_LIST(tender_in, lots, REQUIRED, 1, LIMIT_LOTS, lot_fields, lot_in, "标段"),
	F_END,
};

static enum err check_currency(
    struct ctx *c, const struct law_kind *kind, const char *field, const struct money *m)
{
	if (m->currency != NULL && m->currency != kind->currency)
		return fail_at(
		    c, E_BAD_FIELD, field, m->currency, "this kind is in %s", kind->currency);
	return OK;
}

static enum err check_limit(struct ctx *c, const struct law_kind *kind, const char *field,
    const struct money *m, enum law_choice choice)
{
	if (m->currency == NULL && choice == LAW_REQUIRED)
		return fail_at(c, E_MISSING_FIELD, field, NULL, "kind %s wants it", kind->id);
	if (m->currency == NULL)
		return OK;
	if (choice == LAW_FORBIDDEN)
		return fail_at(c, E_FORBIDDEN_FLOOR, field, NULL, "kind %s", kind->id);
	return check_currency(c, kind, field, m);
}

/* By the estimate it is known whether a lot must be tendered, or where none is told by the ceiling,
 * which lies near it. */
static enum err check_estimated(struct ctx *c, const struct tender *t, const struct tender_in *in)
{
	const struct lot_in *lots = in->lots.items;
	const struct law_number *must;
	TRY(tender_must(c, t, &must));
	for (size_t i = 0; must != NULL && !t->mandatory && i < in->lots.n; i++) {
		if (lots[i].estimate.currency != NULL || lots[i].ceiling.currency != NULL)
			continue;
		enum err e =
		    fail_at(c, E_MISSING_FIELD, arena_printf(c->mem, "/lots/%zu/estimate", i), NULL,
		        "whether it must be tendered hangs on it");
		c->fault.rule = must->rule;
		return e;
	}
	return OK;
}

/* What the law says of the security, which hangs on the estimate. */
static enum err check_estimate(struct ctx *c, const struct tender *t, const char *at,
    const struct lot_in *in, struct json *warnings)
{
	static const char *const caps[] = { "security.bid.works.max", "security.bid.goods.max",
		"security.bid.services.max" };
	const struct law_case k = tender_case(t);
	const char *estimate = arena_printf(c->mem, "%s/estimate", at),
	           *security = arena_printf(c->mem, "%s/security", at);
	if (in->security.currency == NULL)
		return OK;
	if (in->estimate.currency == NULL || in->estimate.minor == 0)
		return fail_at(
		    c, E_MISSING_FIELD, estimate, NULL, "a security is a share of the estimate");
	/* rounded up: a fen too much is too much */
	int64_t share = (in->security.minor * 1000 + in->estimate.minor - 1) / in->estimate.minor;
	const struct law_bound part = { "security.bid.max", security, .value = share };
	const struct law_bound whole = { caps[t->subject], security, .value = in->security.minor };
	TRY(law_hold(c, &k, &part, warnings));
	return law_hold(c, &k, &whole, warnings);
}

static enum err lot_new(struct ctx *c, const struct tender *t, const struct lot_in *in,
    struct lot *l, struct json *warnings)
{
	const char *at = arena_printf(c->mem, "/lots/%lld", (long long)l->number - 1);
	const struct law_kind *kind;
	TRY(law_kind(c, t->kind, &kind));
	TRY(check_currency(c, kind, arena_printf(c->mem, "%s/estimate", at), &in->estimate));
	TRY(check_currency(c, kind, arena_printf(c->mem, "%s/security", at), &in->security));
	TRY(check_estimate(c, t, at, in, warnings));
	TRY(check_limit(
	    c, kind, arena_printf(c->mem, "%s/ceiling", at), &in->ceiling, kind->ceiling));
	TRY(check_limit(c, kind, arena_printf(c->mem, "%s/floor", at), &in->floor, kind->floor));
	l->id = id_new(c);
	l->title = in->title;
	l->currency = kind->currency;
	l->ceiling_minor = in->ceiling.currency ? in->ceiling.minor : -1;
	l->first_ceiling_minor = l->ceiling_minor;
	l->floor_minor = in->floor.currency ? in->floor.minor : -1;
	l->estimate_minor = in->estimate.currency ? in->estimate.minor : -1;
	l->security_minor = in->security.currency ? in->security.minor : -1;
	if (l->ceiling_minor >= 0 && l->floor_minor > l->ceiling_minor)
		return fail_at(c, E_BAD_FIELD, at, NULL, "the floor is above the ceiling");
	return lot_insert(c, l);
}

/* The kind named in a body, or BAD_FIELD with the list of them. */
static enum err kind_of(struct ctx *c, const char *id, const struct law_kind **out)
{
	if (law_kind(c, id, out) == OK)
		return OK;
	const struct law_kind *kinds;
	size_t n = law_kinds(c->law, &kinds);
	const char **ids = arena_alloc_n(c->mem, sizeof(*ids), n + 1);
	for (size_t i = 0; i < n; i++)
		ids[i] = kinds[i].id;
	return fail_at(c, E_BAD_FIELD, "/kind", id, "one of: %s", words_listed(c->mem, ids));
}

static enum err kinds_show(struct req *r)
{
	struct ctx *c = &r->c;
	const struct law_kind *k;
	struct json *o = json_object(c), *list = json_list(c);
	size_t n = law_kinds(c->law, &k);
	for (size_t i = 0; i < n; i++) {
		struct json *row = json_object(c), *title = json_object(c),
		            *department = json_object(c);
		json_put(department, "en", json_text(c, k[i].department_en));
		json_put(department, "id", json_text(c, k[i].department));
		json_put(department, "zh", json_text(c, k[i].department_zh));
		json_put(title, "en", json_text(c, k[i].title_en));
		json_put(title, "zh", json_text(c, k[i].title_zh));
		json_put(row, "currency", json_text(c, k[i].currency));
		json_put(row, "department", department);
		json_put(row, "evaluation", json_text(c, k[i].evaluation));
		json_put(row, "id", json_text(c, k[i].id));
		json_put(row, "procedure", json_text(c, k[i].procedure));
		json_put(row, "title", title);
		json_push(list, row);
	}
	json_put(o, "kinds", list);
	return reply_tree(r, 200, o);
}

/* A lot that ended is tendered again, of the same project (《招标投标法》第二十八条、第四十二条). */
static enum err check_retender(struct ctx *c, const char *id, const struct project *p)
{
	struct tender before;
	struct lot *lots;
	size_t n;
	TRY(at_field(c, tender_get(c, id, &before), "/retenderOf"));
	if (strcmp(before.project, p->id) != 0)
		return fail_at(c, E_BAD_FIELD, "/retenderOf", id, "a tender of the same project");
	TRY(lots_of(c, id, &lots, &n));
	for (size_t i = 0; i < n; i++)
		if (lots[i].state == LS_UNSUCCESSFUL || lots[i].state == LS_CANCELLED)
			return OK;
	return fail_at(
	    c, E_WRONG_STATE, "/retenderOf", id, "none of its lots was unsuccessful or cancelled");
}

/* An invited tender says why it is not open, and invites as many as the law wants; an open one
 * invites nobody. */
static enum err invite(struct ctx *c, const struct tender *t, const struct tender_in *in)
{
	const struct invited_in *list = in->invited.items;
	const struct law_case k = tender_case(t);
	const struct law_bound enough = { "invited.min", "/invited",
		.value = (int64_t)in->invited.n };
	if (t->method == METHOD_OPEN)
		return in->invited.n == 0 ? OK
		                          : fail_at(c, E_BAD_FIELD, "/invited", NULL,
		                                "an open tender invites nobody in particular");
	if (t->qualification == QUALIFIED_BEFORE)
		return fail_at(c, E_BAD_FIELD, "/qualification", "before",
		    "a prequalification is announced to everybody: of an open tender only "
		    "(Implementing Regulation, art. 15)");
	if (in->invitedWhy == NULL)
		return fail_at(c, E_MISSING_FIELD, "/invitedWhy", NULL,
		    "why the tender is not open (Implementing Regulation, art. 8)");
	TRY(law_hold(c, &k, &enough, json_list(c)));
	for (size_t i = 0; i < in->invited.n; i++) {
		const char *at = arena_printf(c->mem, "/invited/%zu/party", i);
		struct party p;
		TRY(at_field(c, party_get(c, list[i].party, &p), at));
		if ((p.roles & ROLE_TENDERER) == 0)
			return fail_at(c, E_BAD_FIELD, at, p.id, "not a tenderer");
		enum err e = tender_admit(c, t->id, p.id);
		if (e == E_DUPLICATE)
			return fail_at(c, E_BAD_FIELD, at, p.id, "each one once");
		TRY(e);
	}
	return OK;
}

enum err tender_new(struct ctx *c, const struct tender_in *in, const char *project,
    struct tender *out, struct json *told)
{
	struct json *lots = json_list(c), *warnings = json_list(c);
	const struct law_kind *kind;
	struct project p;
	if (project == NULL)
		return fail_at(
		    c, E_MISSING_FIELD, "/project", NULL, "a tender is of an investment project");
	TRY(at_field(c, project_get(c, project, &p), "/project"));
	if (strcmp(p.principal, c->actor.party) != 0)
		return fail_at(c, E_DENIED, "/project", p.id, "the project is another principal's");
	TRY(kind_of(c, in->kind, &kind));
	if (in->retenderOf != NULL)
		TRY(check_retender(c, in->retenderOf, &p));
	struct tender t = { .id = id_new(c),
		.retender_of = in->retenderOf,
		.project = p.id,
		.kind = kind->id,
		.title = in->title,
		.principal = p.principal,
		.mandatory = in->mandatory,
		.state_controlled = in->stateControlled,
		.subject = (enum subject)in->subject,
		.funding = in->funding,
		.qualification = (enum qualification)in->qualification,
		.method = (enum tender_method)in->method,
		.organisation = (enum organisation)in->organisation };
	TRY(check_estimated(c, &t, in));
	TRY(tender_insert(c, &t));
	TRY(invite(c, &t, in));
	const struct lot_in *lot = in->lots.items;
	struct lot *made = arena_array(c->mem, struct lot, in->lots.n);
	for (size_t i = 0; i < in->lots.n; i++) {
		made[i] = (struct lot){ .tender = t.id, .number = (int64_t)i + 1 };
		TRY(lot_new(c, &t, &lot[i], &made[i], warnings));
		json_push(lots, json_text(c, made[i].id));
	}
	TRY(tender_mandatory_holds(c, &t));
	uint8_t digest[SHA256_BYTES];
	const char *described = lots_describe(c, made, in->lots.n);
	sha256(described, strlen(described), digest);
	evidence_digest(c, "lots", digest);
	json_put(told, "lots", lots);
	json_put(told, "warnings", warnings);
	*out = t;
	return OK;
}

static enum err tender_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct tender_in *in = r->body;
	struct json *o = json_object(c);
	struct tender t;
	TRY(tender_new(c, in, in->project, &t, o));
	TRY(evidence_add(c, "tender.created", t.id, t.id));
	json_put(o, "id", json_text(c, t.id));
	return reply_tree(r, 201, o);
}

/* For who signed in: what the caller is to it, and may bring about as it stands. */
static void put_may(
    struct ctx *c, struct json *o, const struct rule *rules, int state, uint32_t barred)
{
	if (c->actor.user == NULL)
		return;
	json_put(o, "may", rules_may(c, rules, state, barred));
	json_put(o, "relations", who_list(c, c->relations));
}

static enum err tender_show(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender t;
	struct lot *lots;
	size_t n;
	bool settled = false;
	TRY(tender_get(c, r->params[0], &t));
	tender_hide(c, &t);
	/* only what a caller may do asks for it */
	if (c->actor.user != NULL)
		TRY(tender_admits_any(c, t.id, &settled));
	TRY(lots_of(c, t.id, &lots, &n));
	struct json *o = tender_json(c, &t), *list = json_list(c);
	for (size_t i = 0; i < n; i++)
		json_push(list, lot_json(c, &lots[i]));
	json_put(o, "lots", list);
	put_may(c, o, tender_rules, t.state, tender_barred(t.qualification, settled));
	return reply_tree(r, 200, o);
}

/* How many sit on its committee, for who formed it; in practice, where they sign in by it, their
 * ids too. Who they are is secret until the result. */
static enum err put_committee(struct ctx *c, const struct lot *l, struct json *o)
{
	struct json *people = json_list(c);
	struct member *m;
	size_t n;
	if ((c->relations & (W_PRINCIPAL | W_AGENCY | W_CENTRE)) == 0)
		return OK;
	TRY(committee_of(c, l->id, &m, &n));
	for (size_t i = 0; c->centre->practice && i < n; i++) {
		struct json *row = json_object(c);
		json_put(row, "name", json_text(c, m[i].name));
		json_put(row, "person", json_text(c, m[i].person));
		json_push(people, row);
	}
	json_put(o, "committee", json_int(c, (int64_t)n));
	if (people->n > 0)
		json_put(o, "committeePeople", people);
	return OK;
}

static enum err lot_show(struct req *r)
{
	struct lot l;
	TRY(lot_get(&r->c, r->params[0], &l, NULL));
	struct json *o = lot_json(&r->c, &l);
	put_may(&r->c, o, lot_rules, l.state, 0);
	TRY(put_committee(&r->c, &l, o));
	return reply_tree(r, 200, o);
}

struct mandate_in {
	const char *agency, *scope;
};
static const struct field mandate_fields[] = {
	F_ID(mandate_in, agency, REQUIRED, "the agency"),
	F_TEXT(mandate_in, scope, REQUIRED, 1, LIMIT_TEXT_CHARS, "委托代理 scope and term"),
	F_END,
};

static enum err mandate_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct mandate_in *in = r->body;
	struct tender t;
	struct party agency;
	TRY(tender_get(c, r->params[0], &t));
	TRY(at_field(c, party_get(c, in->agency, &agency), "/agency"));
	if ((agency.roles & ROLE_AGENCY) == 0)
		return fail_at(
		    c, E_BAD_FIELD, "/agency", agency.name, "not registered as an agency");
	if (t.state != TS_DRAFT || t.organisation != ORGANISED_BY_AGENCY)
		return fail(c, E_WRONG_STATE,
		    "the tender is %s, organisation %s; a mandate is for one that is %s, %s",
		    tender_state_words[t.state], organisation_words[t.organisation],
		    tender_state_words[TS_DRAFT], organisation_words[ORGANISED_BY_AGENCY]);
	TRY(mandate_insert(c, t.id, agency.id, in->scope));
	TRY(tender_set_agency(c, t.id, agency.id));
	TRY(evidence_add(c, "mandate.given", t.id, t.id));
	return reply_tree(r, 201, json_object(c));
}

#define INSIDE (W_PRINCIPAL | W_AGENCY | W_SUPERVISOR | W_CENTRE | W_INSPECTOR)

const struct route project_routes[] = {
	{ M_POST, "/api/projects", ROW_ACT, .handler = project_post, .who = W_PRINCIPAL,
	    .of = of_procuring, FIELDS(project_fields, struct project_in),
	    .errors = "DUPLICATE BAD_FIELD", .doc = "Registers an investment project." },
	{ M_POST, "/api/tenders", ROW_ACT, .handler = tender_post, .who = W_PRINCIPAL,
	    .of = of_procuring, FIELDS(tender_fields, struct tender_in),
	    .errors = "NOT_FOUND DENIED FORBIDDEN_FLOOR LAW_BOUND BAD_FIELD MISSING_FIELD",
	    .doc = "Creates a tender with its lots, as a draft." },
	{ M_GET, "/api/kinds", ROW_READ, .handler = kinds_show, .who = W_PUBLIC,
	    .doc = "The kinds of trade that a tender may be of, each with who supervises it." },
	{ M_GET, "/api/tenders/{tender}", ROW_READ, .handler = tender_show, .who = W_PUBLIC,
	    .of = of_tender, .errors = "NOT_FOUND", .doc = "A tender with its lots." },
	{ M_GET, "/api/lots/{lot}", ROW_READ, .handler = lot_show, .who = W_PUBLIC,
	    .of = of_committee, .errors = "NOT_FOUND", .doc = "A lot." },
	{ M_POST, "/api/tenders/{tender}/mandate", ROW_ACT, .handler = mandate_post,
	    .who = W_PRINCIPAL, .of = of_tender, FIELDS(mandate_fields, struct mandate_in),
	    .errors = "NOT_FOUND WRONG_STATE BAD_FIELD", .doc = "Mandates an agency." },
	{ .path = NULL },
};
