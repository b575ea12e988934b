#include "service/office/office.h"

#include <string.h>

#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "service/identity/credential.h"
#include "service/office/office_db.h"
#include "service/party/party.h"

#define RULE_OFFICES "GB/T 22239-2019 8.1.5, 8.1.7.1"

const char *const office_words[OFFICES + 1] = { "none", "administrator", "security", "auditor",
	NULL };

static bool is_keeper(const struct ctx *c)
{
	return c->actor.user != NULL && strcmp(c->actor.user, KEEPER) == 0;
}

enum err of_office(struct req *r, uint32_t *who)
{
	static const uint32_t by[OFFICES] = { 0, W_ADMINISTRATOR, W_SECURITY, W_AUDITOR };
	enum office own = OFFICE_NONE;
	if (is_keeper(&r->c))
		*who |= W_KEEPER;
	else if (r->c.actor.user != NULL && (r->c.actor.roles & ROLE_CENTRE) != 0)
		TRY(office_of(&r->c, r->c.actor.user, &own));
	*who |= by[own];
	return OK;
}

/* Of the centre, by its party's roles. */
static enum err check_staff(struct ctx *c, const char *person)
{
	struct actor a;
	TRY(person_actor(c, person, &a));
	return (a.roles & ROLE_CENTRE) != 0
	           ? OK
	           : fail_rule(c, E_BAD_FIELD, RULE_OFFICES, "%s is not of the centre", a.name);
}

static enum err check_room(struct ctx *c, const char *person, enum office office)
{
	enum office has;
	int64_t n;
	TRY(office_of(c, person, &has));
	if (has == office)
		return fail(c, E_CONFLICT, "that is so already");
	if (has != OFFICE_NONE && office != OFFICE_NONE)
		return fail_rule(c, E_CONFLICT, RULE_OFFICES, "the person is %s; that ends first",
		    office_words[has]);
	if (office == OFFICE_NONE)
		return OK;
	TRY(holders_count(c, office, &n));
	return n < OFFICE_HOLDERS
	           ? OK
	           : fail(c, E_CONFLICT, "%d people have that office already", OFFICE_HOLDERS);
}

/* The first of each office: before that there is nobody who could agree. */
static enum err by_keeper(struct ctx *c, enum office office)
{
	int64_t n = 1;
	if (office != OFFICE_NONE)
		TRY(holders_count(c, office, &n));
	return n == 0 ? OK
	              : fail_rule(c, E_DENIED, RULE_OFFICES,
	                    "the keeper gives an office that nobody has; after that two officers "
	                    "of different offices change it");
}

/* One officer asks, one of another office agrees. */
static enum err by_officers(struct ctx *c, const char *person, enum office office, bool *agreed)
{
	enum office own, asker, wanted;
	const char *asked_by;
	*agreed = false;
	if (strcmp(person, c->actor.user) == 0)
		return fail_rule(c, E_DENIED, RULE_OFFICES, "nobody decides about themselves");
	TRY(office_of(c, c->actor.user, &own));
	enum err e = office_asked(c, person, &wanted, &asked_by);
	if (e == E_NOT_FOUND)
		return OK;
	TRY(e);
	TRY(office_of(c, asked_by, &asker));
	*agreed = wanted == office && asker != own && asker != OFFICE_NONE;
	return OK;
}

enum err office_change(struct ctx *c, const char *person, enum office office, bool *done)
{
	bool takes_effect = is_keeper(c);
	if (office != OFFICE_NONE)
		TRY(check_staff(c, person));
	TRY(check_room(c, person, office));
	TRY(takes_effect ? by_keeper(c, office) : by_officers(c, person, office, &takes_effect));
	TRY(takes_effect ? office_set(c, person, office) : office_ask(c, person, office));
	/* what security let them in by is not what an officer comes in by */
	if (takes_effect)
		TRY(credential_forget(c, person));
	*done = takes_effect;
	return evidence_add(c,
	    !takes_effect           ? "office.asked"
	    : office == OFFICE_NONE ? "office.ended"
	                            : "office.given",
	    person, NULL);
}

enum err office_add_person(struct ctx *c, const char *name, const char **person)
{
	const char *id;
	TRY(person_add(c, c->actor.party, name, &id));
	TRY(staff_insert(c, id));
	TRY(evidence_add(c, "person.added", id, NULL));
	*person = id;
	return OK;
}

enum err office_enrol(struct ctx *c, const char *person, const char **code)
{
	enum office has;
	bool added;
	if (strcmp(person, c->actor.user) == 0)
		return fail_rule(c, E_DENIED, RULE_OFFICES, "nobody decides about themselves");
	TRY(office_of(c, person, &has));
	if (has != OFFICE_NONE)
		return fail_rule(c, E_DENIED, RULE_OFFICES,
		    "an officer's credential comes from the keeper of the machine");
	TRY(staff_has(c, person, &added));
	if (!added)
		return fail_rule(c, E_DENIED, RULE_OFFICES,
		    "only whom an administrator has added; to all others the keeper of the "
		    "machine gives a credential");
	TRY(enrolment_offer(c, person, code));
	return evidence_add(c, "credential.offered", person, NULL);
}
