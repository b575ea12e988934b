#include "service/party/party_db.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/code.h"
#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/evidence/evidence.h"
#include "core/law/law.h"

const char *const role_words[ROLES + 1] = { "procuringEntity", "agency", "tenderer", "supervisor",
	"centre", "inspector", "custodian", NULL };

enum err party_check_roles(struct ctx *c, uint32_t former, uint32_t roles)
{
	const uint32_t watching = ROLE_SUPERVISOR | ROLE_INSPECTOR;
	const uint32_t official = watching | ROLE_CENTRE;
	/* the first of them by whoever keeps the machine: before that there is nobody */
	bool keeper = c->actor.user != NULL && strcmp(c->actor.user, KEEPER) == 0;
	if (((former ^ roles) & official) != 0 && (c->actor.roles & ROLE_CENTRE) == 0 && !keeper &&
	    !c->centre->practice)
		return fail(c, E_DENIED,
		    "supervisors, inspectors and centre staff are registered by the centre");
	/* who watches a trade has no part in it, and does not keep its doors */
	if ((roles & watching) != 0 && (roles & ~watching) != 0)
		return fail_rule(c, E_BAD_FIELD,
		    "《招标投标法实施条例》第四条、第六条 / Implementing Regulation, art. 4, 6",
		    "supervision and inspection are of other organisations than those who trade "
		    "and "
		    "the centre");
	return roles != 0 ? OK
	                  : fail_at(c, E_BAD_FIELD, "/roles", NULL, "at least one of: %s",
	                        words_listed(c->mem, role_words));
}

enum err party_check_department(struct ctx *c, const struct party *p)
{
	const struct law_kind *kinds;
	size_t n = law_kinds(c->law, &kinds), i = 0;
	if (p->department == NULL)
		return OK;
	while (i < n && strcmp(kinds[i].department, p->department) != 0)
		i++;
	if (i < n && (p->roles & ROLE_SUPERVISOR) != 0)
		return OK;
	return fail_at(c, E_BAD_FIELD, "/department", p->department,
	    i < n ? "of supervisors only" : "no kind of trade has this department");
}

enum err party_register(
    struct ctx *c, const struct party_new *in, const char **party, const char **person)
{
	struct party p = in->is;
	const char *first = NULL;
	TRY(party_check_roles(c, 0, p.roles));
	TRY(party_check_department(c, &p));
	if (strcmp(p.scheme, SCHEME_USCC) == 0)
		TRY(code_uscc_check(c, "/identifier/id", p.identifier));
	p.id = id_new(c);
	enum err e = party_insert(c, &p);
	if (e == E_DUPLICATE)
		return fail_at(
		    c, E_DUPLICATE, "/identifier/id", p.identifier, "registered already");
	TRY(e);
	TRY(person_add(c, p.id, in->contact, &first));
	TRY(evidence_add(c, "party.registered", p.id, NULL));
	*party = p.id;
	*person = first;
	return OK;
}

enum err person_add(struct ctx *c, const char *party, const char *name, const char **id)
{
	const char *made = id_new(c);
	TRY(person_insert(c, made, party, name));
	*id = made;
	return OK;
}

enum err of_authority(struct req *r, uint32_t *who)
{
	if ((r->c.actor.roles & ROLE_SUPERVISOR) != 0)
		*who |= W_SUPERVISOR;
	if ((r->c.actor.roles & ROLE_CENTRE) != 0)
		*who |= W_CENTRE;
	if ((r->c.actor.roles & ROLE_INSPECTOR) != 0)
		*who |= W_INSPECTOR;
	return OK;
}

enum err authority_over(struct ctx *c, const char *kind, uint32_t *who)
{
	const struct law_kind *k;
	struct party own;
	if ((c->actor.roles & ROLE_CENTRE) != 0)
		*who |= W_CENTRE;
	if ((c->actor.roles & ROLE_INSPECTOR) != 0)
		*who |= W_INSPECTOR;
	if ((c->actor.roles & ROLE_SUPERVISOR) == 0)
		return OK;
	TRY(law_kind(c, kind, &k));
	TRY(party_get(c, c->actor.party, &own));
	if (own.department == NULL || strcmp(own.department, k->department) == 0)
		*who |= W_SUPERVISOR;
	return OK;
}

enum err authority_kinds(struct ctx *c, uint32_t who, const char **out)
{
	const struct law_kind *kinds;
	struct buf b;
	buf_init(&b, c->mem, LIMIT_BODY_BYTES);
	buf_char(&b, ',');
	for (size_t i = 0, n = law_kinds(c->law, &kinds); i < n; i++) {
		uint32_t is = 0;
		TRY(authority_over(c, kinds[i].id, &is));
		if ((is & who) != 0)
			buf_printf(&b, "%s,", kinds[i].id);
	}
	*out = b.p;
	return OK;
}

enum err of_party(struct req *r, uint32_t *who)
{
	const char *own = r->c.actor.party;
	struct party p;
	TRY(party_get(&r->c, r->params[0], &p));
	if (own != NULL && strcmp(own, p.id) == 0)
		*who |= W_SELF;
	return of_authority(r, who);
}

enum err party_may_act(struct ctx *c)
{
	const char *why;
	TRY(party_suspended(c, c->actor.party, &why));
	return why == NULL ? OK
	                   : fail_rule(c, E_DENIED, why, "the authority has suspended the caller");
}

bool party_suspension_lasts(const struct ctx *c, const struct party_suspension *s)
{
	return s->ended_ms == 0 && c->now_ms < s->until_ms;
}
