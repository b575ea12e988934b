/* composition.c - who may sit on a committee, before it is known who bids. */
#include <inttypes.h>
#include <string.h>

#include "core/law/period.h"
#include "service/party/party.h"
#include "trade/evaluation/evaluation.h"
#include "trade/terms/terms.h"

#define RULE_UNIT "《招标投标法》第三十七条 / Tendering and Bidding Law, art. 37"

enum err committee_refusal(struct ctx *c, enum err e)
{
	c->fault.rule = RULE_UNIT;
	return e;
}

size_t units_bidding(struct ctx *c, const char *const *keys, size_t n, const char *name,
    const struct field_list *consortium)
{
	const struct consortium_member *with = consortium->items;
	size_t found = n, i = 0;
	for (size_t k = 0; k <= consortium->n && found == n; k++) {
		const char *is[2] = { terms_key(c, k == 0 ? name : with[k - 1].name), NULL };
		if (k > 0 && with[k - 1].code != NULL)
			is[1] = terms_key(c, with[k - 1].code);
		for (i = 0; i < n && found == n; i++)
			if (keys[i] != NULL && (strcmp(keys[i], is[0]) == 0 ||
			                           (is[1] != NULL && strcmp(keys[i], is[1]) == 0)))
				found = i;
	}
	return found;
}

size_t committee_bidder(
    struct ctx *c, const struct opening *o, const struct member *members, size_t n)
{
	const char **keys = arena_array(c->mem, const char *, n);
	size_t found = n;
	for (size_t i = 0; i < n; i++)
		keys[i] = members[i].recused == NULL ? terms_key(c, members[i].unit) : NULL;
	for (size_t i = 0; i < o->n && found == n; i++)
		if (o->bids[i].state != WITHDRAWN)
			found =
			    units_bidding(c, keys, n, o->bids[i].name, &o->bids[i].form.consortium);
	return found;
}

/* Eight years in the field, and a senior title or as much knowledge (《招标投标法》第三十七条): titles
 * are many, so one that does not say it is senior is told, not refused. */
static enum err check_expert(struct ctx *c, const struct law_case *k, const struct member *m,
    const char *at, struct json *warnings)
{
	static const char *const senior[] = { "高级", "教授", "研究员", "正高", "副高" };
	const struct law_number *least;
	const char *field = arena_printf(c->mem, "%s/years", at);
	const struct law_bound years = { "committee.expert.years.min", field, .value = m->years };
	size_t i = 0, n = sizeof(senior) / sizeof(*senior);
	TRY(law_bound(c, years.id, k, c->now_ms, &least));
	if (!m->expert || least == NULL)
		return OK;
	if (m->title == NULL || m->years == 0) {
		enum err e = fail_at(c, E_MISSING_FIELD,
		    m->years == 0 ? field : arena_printf(c->mem, "%s/title", at), NULL,
		    "an expert's years in the field and title are told");
		c->fault.rule = least->rule;
		return e;
	}
	while (i < n && strstr(m->title, senior[i]) == NULL)
		i++;
	if (i == n || strstr(m->title, "助理") != NULL) {
		const struct fault told = { .detail = arena_printf(c->mem,
			                        "职称“%s”不是高级职称的，应当具有同等专业水平",
			                        m->title),
			.field = arena_printf(c->mem, "%s/title", at),
			.rule = least->rule };
		json_warn(c, warnings, &told);
	}
	return law_hold(c, k, &years, warnings);
}

static bool is_of(struct ctx *c, const char *unit, const struct party *p)
{
	return p->id != NULL &&
	       (terms_same(c, unit, p->name) || terms_same(c, unit, p->identifier));
}

/* An expert is of neither the procuring entity nor its agency, a representative of one of them
 * (法第三十七条; 12号令 第九条); nobody is of an authority that supervises (《条例》第四十六条). */
static enum err check_unit(
    struct ctx *c, const struct tender *t, const struct member *m, const char *at)
{
	struct party principal, agency = { 0 };
	bool supervises;
	TRY(party_get(c, t->principal, &principal));
	if (t->agency != NULL)
		TRY(party_get(c, t->agency, &agency));
	bool side = is_of(c, m->unit, &principal) || is_of(c, m->unit, &agency);
	if (m->expert && side)
		return committee_refusal(c,
		    fail_at(c, E_LAW_BOUND, at, m->unit,
		        "an expert is of another unit than the procuring entity and its agency"));
	if (!m->expert && !side && t->mandatory)
		return committee_refusal(
		    c, fail_at(c, E_LAW_BOUND, at, m->unit,
		           "who is no expert represents the procuring entity or its agency"));
	TRY(party_supervises(c, m->unit, &supervises));
	if (!supervises)
		return OK;
	enum err e = fail_at(c, E_LAW_BOUND, at, m->unit, "that unit supervises");
	c->fault.rule = "《招标投标法实施条例》第四十六条 / Implementing Regulation, art. 46";
	return e;
}

enum err committee_member(struct ctx *c, const struct tender *t, const struct member *m,
    const char *at, struct json *warnings)
{
	const struct law_case k = tender_case(t);
	TRY(check_expert(c, &k, m, at, warnings));
	return check_unit(c, t, m, arena_printf(c->mem, "%s/unit", at));
}

enum err committee_composition(
    struct ctx *c, const struct tender *t, const struct field_list *members, struct json *warnings)
{
	const struct member *m = members->items;
	for (size_t i = 0; i < members->n; i++)
		TRY(committee_member(
		    c, t, &m[i], arena_printf(c->mem, "/members/%zu", i), warnings));
	return committee_shape(c, t, members, warnings);
}

enum err committee_shape(
    struct ctx *c, const struct tender *t, const struct field_list *members, struct json *warnings)
{
	const struct member *m = members->items;
	const struct law_number *least;
	const struct law_case k = tender_case(t);
	int64_t n = (int64_t)members->n, experts = 0;
	for (int64_t i = 0; i < n; i++) {
		const char *at = arena_printf(c->mem, "/members/%" PRId64, i);
		experts += m[i].expert;
		for (int64_t j = 0; j < i; j++)
			if (terms_same(c, m[i].name, m[j].name) &&
			    terms_same(c, m[i].unit, m[j].unit))
				return fail_at(c, E_BAD_FIELD, arena_printf(c->mem, "%s/name", at),
				    m[i].name, "named twice");
	}
	const struct law_bound size = { "committee.size.min", "/members", .value = n };
	const struct law_bound share = { "committee.expert.share.min", "/members",
		.value = experts * 1000 / n };
	TRY(law_hold(c, &k, &size, warnings));
	TRY(law_hold(c, &k, &share, warnings));
	TRY(law_bound(c, "committee.size.min", &k, c->now_ms, &least));
	if (least != NULL && least->value > 1 && n % 2 == 0) {
		enum err e = fail_at(
		    c, E_LAW_BOUND, "/members", NULL, "%" PRId64 " members; the number is odd", n);
		c->fault.rule = least->rule;
		return e;
	}
	return OK;
}
