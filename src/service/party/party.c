#include "service/party/party_db.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/code.h"
#include "core/base/id.h"
#include "core/evidence/evidence.h"

const char *const role_words[] = { "procuringEntity", "agency", "tenderer", "supervisor", "centre",
	NULL };

enum err party_check_roles(struct ctx *c, uint32_t former, uint32_t roles)
{
	const uint32_t official = ROLE_SUPERVISOR | ROLE_CENTRE;
	/* the first of them by whoever keeps the machine: before that there is nobody */
	bool keeper = c->actor.user != NULL && strcmp(c->actor.user, KEEPER) == 0;
	if (((former ^ roles) & official) != 0 && (c->actor.roles & ROLE_CENTRE) == 0 && !keeper &&
	    !c->centre->practice)
		return fail(
		    c, E_DENIED, "supervisors and centre staff are registered by the centre");
	return roles != 0 ? OK
	                  : fail_at(c, E_BAD_FIELD, "/roles", NULL, "at least one of: %s",
	                        words_listed(c->mem, role_words));
}

enum err party_register(
    struct ctx *c, const struct party_new *in, const char **party, const char **person)
{
	TRY(party_check_roles(c, 0, in->roles));
	if (strcmp(in->scheme, SCHEME_USCC) == 0)
		TRY(code_uscc_check(c, "/identifier/id", in->identifier));
	struct party p = { .id = id_new(c),
		.name = in->name,
		.scheme = in->scheme,
		.identifier = in->identifier,
		.roles = in->roles };
	const char *first = NULL;
	enum err e = party_insert(c, &p);
	if (e == E_DUPLICATE)
		return fail_at(
		    c, E_DUPLICATE, "/identifier/id", in->identifier, "registered already");
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
