/* party.h - organisations (主体) and the people who act for them.
 *
 * An organisation registers once, by one form, and may have several roles. A Chinese one is known
 * by its 统一社会信用代码 (scheme "CN-USCC"), another by the number that its own register gives it.
 */
#ifndef HENG_SERVICE_PARTY_PARTY_H
#define HENG_SERVICE_PARTY_PARTY_H

#include "core/http/route.h"

enum role {
	ROLE_PROCURING_ENTITY = 1 << 0,
	ROLE_AGENCY = 1 << 1,
	ROLE_TENDERER = 1 << 2,
	ROLE_SUPERVISOR = 1 << 3,
	ROLE_CENTRE = 1 << 4,
	ROLE_INSPECTOR = 1 << 5,
	ROLE_CUSTODIAN = 1 << 6, /* 保管人: keeps shares of the keys of bids */
};
#define ROLES 7
extern const char *const role_words[ROLES + 1]; /* in the order of the bits; ends with NULL */

#define SCHEME_USCC "CN-USCC"

struct party {
	const char *id, *name, *scheme, *identifier;
	uint32_t roles;         /* enum role */
	const char *department; /* of a supervisor, as kinds name theirs; NULL: of all kinds */
};

struct party_new {
	struct party is;     /* id: made */
	const char *contact; /* the first person who acts for it */
};

/* Registers a party and its first person. BAD_CODE, BAD_FIELD at /roles or /department, DUPLICATE,
 * DENIED for the roles of the public side. Adds evidence "party.registered". */
enum err party_register(
    struct ctx *c, const struct party_new *in, const char **party, const char **person) CHECKED;
/* NOT_FOUND. */
enum err party_get(struct ctx *c, const char *id, struct party *out) CHECKED;
/* A person without a party, or of one; no evidence of its own. */
enum err person_add(struct ctx *c, const char *party, const char *name, const char **id) CHECKED;
/* The actor that this person is. NOT_FOUND. */
enum err person_actor(struct ctx *c, const char *person, struct actor *out) CHECKED;

/* People to sign in as in a practice centre, who registered last first. */
struct practice_person {
	const char *person, *name, *party, *party_name;
	uint32_t roles;
};
struct practice_question {
	uint32_t roles;   /* any of them; 0: whatever role */
	const char *name; /* in the party's name; NULL: whatever name */
	int64_t limit;
};
enum err practice_people(struct ctx *c, const struct practice_question *q,
    struct practice_person **out, size_t *n) CHECKED;

/* A record (资质, 人员, 业绩) as it stood at a moment, as GET …/records tells it: `state` is valid,
 * expired, ended, or later where it was recorded after that. NOT_FOUND. */
enum err record_told(
    struct ctx *c, const char *id, int64_t at_ms, const char **party, struct json **out) CHECKED;

/* The caller's relations to the party that the path names first: W_SELF, W_SUPERVISOR, W_CENTRE.
 * NOT_FOUND. */
enum err of_party(struct req *r, uint32_t *who) CHECKED;
/* W_SUPERVISOR, W_CENTRE and W_INSPECTOR by the caller's roles. */
enum err of_authority(struct req *r, uint32_t *who) CHECKED;
/* W_SELF for who signed in, not by a token: one could otherwise beget the next before it ends, for
 * ever. */
enum err of_sign_in(struct req *r, uint32_t *who) CHECKED;
/* Adds the same for a trade of that kind: supervisors supervise those of their department
 * (《招标投标法实施条例》第四条). */
enum err authority_over(struct ctx *c, const char *kind, uint32_t *who) CHECKED;
/* The kinds of trade over which the caller is any of those: ",works-building,works-highway,". */
enum err authority_kinds(struct ctx *c, uint32_t who, const char **out) CHECKED;
/* Whether an organisation of that name, or code, supervises. */
enum err party_supervises(struct ctx *c, const char *unit, bool *out) CHECKED;
/* *why: the article by which the authority has suspended that party at this moment; NULL: none. */
enum err party_suspended(struct ctx *c, const char *party, const char **why) CHECKED;
/* The same by its 统一社会信用代码; NULL also where nobody of that code is registered here. */
enum err code_suspended(struct ctx *c, const char *code, const char **why) CHECKED;
/* DENIED, with the article, while the authority has suspended the caller's party. */
enum err party_may_act(struct ctx *c) CHECKED;

/* party_http.c, profile_http.c, record_http.c, suspension_http.c */
/* Opens a session for that actor, and answers with it: a cookie, or an API token. */
enum err reply_session(struct req *r, const struct actor *a, bool token) CHECKED;

extern const struct route party_routes[], profile_routes[], record_routes[],
    party_suspension_routes[];

#endif
