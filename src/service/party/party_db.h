/* party_db.h - the SQL of this room. Private to it. */
#ifndef HENG_SERVICE_PARTY_PARTY_DB_H
#define HENG_SERVICE_PARTY_PARTY_DB_H

#include "service/party/party.h"

enum err party_insert(struct ctx *c, const struct party *p) CHECKED;
enum err person_insert(struct ctx *c, const char *id, const char *party, const char *name) CHECKED;

/* Parties with these words in their name or code (NULL: all) and an id below `before` (NULL: any),
 * who registered last first, at most LIMIT_LIST_ROWS. */
struct party_question {
	const char *words, *before;
};
enum err parties_found(
    struct ctx *c, const struct party_question *q, struct party **out, size_t *n) CHECKED;

/* A version of what a party says of itself. */
struct profile {
	const char *party, *body; /* canonical JSON of its form */
	int64_t seq, at_ms;
};
enum err profile_insert(struct ctx *c, const struct profile *p) CHECKED;
/* NOT_FOUND: it has said nothing yet. */
enum err profile_newest(struct ctx *c, const char *party, struct profile *out) CHECKED;
/* Versions below that number, newest first, at most LIMIT_LIST_ROWS. */
enum err profiles_of(
    struct ctx *c, const char *party, int64_t before, struct profile **out, size_t *n) CHECKED;

/* Whether the caller may make these roles of those. DENIED; BAD_FIELD: none, or supervision or
 * inspection together with another. */
enum err party_check_roles(struct ctx *c, uint32_t former, uint32_t roles) CHECKED;
/* One of law/kinds, and of a supervisor only. BAD_FIELD at /department. */
enum err party_check_department(struct ctx *c, const struct party *p) CHECKED;
/* As words; party_http.c. */
struct json *roles_json(struct ctx *c, uint32_t roles);

/* A change of name. */
struct renaming {
	const char *id, *party, *former, *name, *reason;
	int64_t at_ms;
};
/* Writes it, and the party's name. */
enum err party_rename(struct ctx *c, const struct renaming *n) CHECKED;
/* Newest first, at most LIMIT_LIST_ROWS. */
enum err renamings_of(struct ctx *c, const char *party, struct renaming **out, size_t *n) CHECKED;

/* A change of roles. */
struct role_change {
	const char *id, *party, *reason;
	uint32_t former, roles; /* enum role */
	int64_t at_ms;
	const char *department; /* from now on; as struct party has it */
};
/* Writes it, and the party's roles and department. */
enum err party_set_roles(struct ctx *c, const struct role_change *r) CHECKED;
/* Newest first, at most LIMIT_LIST_ROWS. */
enum err role_changes_of(
    struct ctx *c, const char *party, struct role_change **out, size_t *n) CHECKED;

enum record_kind { RECORD_QUALIFICATION, RECORD_PERSON, RECORD_ACHIEVEMENT, RECORD_ANY };
struct record {
	const char *id, *party, *number, *body, *end_reason; /* number, end_reason: or NULL */
	enum record_kind kind;
	int32_t until_day;          /* 0: no such day */
	int64_t added_ms, ended_ms; /* ended_ms 0: it stands */
};
enum err record_insert(struct ctx *c, const struct record *r) CHECKED;
/* Of that party; NULL: of any. NOT_FOUND. */
enum err record_get(struct ctx *c, const char *party, const char *id, struct record *out) CHECKED;
enum err record_end(struct ctx *c, const char *id, const char *reason) CHECKED;
/* Whether one of that party, kind and number stands and has not expired. */
enum err record_stands(struct ctx *c, const struct record *like, bool *out) CHECKED;
/* Of one kind or RECORD_ANY, with ids below `before` (NULL: all), the newest first, at most
 * LIMIT_LIST_ROWS. */
struct record_query {
	const char *party, *before;
	enum record_kind kind;
};
enum err records_of(
    struct ctx *c, const struct record_query *q, struct record **out, size_t *n) CHECKED;

struct party_suspension {
	const char *id, *party, *reason, *basis, *end_reason; /* end_reason: or NULL */
	int64_t begun_ms, until_ms, ended_ms;                 /* ended_ms 0: not ended early */
};
enum err party_suspension_insert(struct ctx *c, const struct party_suspension *s) CHECKED;
/* NOT_FOUND: the party has none of that id that still lasts and that the caller's party ordered. */
enum err party_suspension_end(struct ctx *c, const struct party_suspension *s) CHECKED;
/* Newest first, at most LIMIT_LIST_ROWS. */
enum err party_suspensions_of(
    struct ctx *c, const char *party, struct party_suspension **out, size_t *n) CHECKED;
bool party_suspension_lasts(const struct ctx *c, const struct party_suspension *s);

#endif
