/* office_db.h - the SQL of this room. Private to it. */
#ifndef HENG_SERVICE_OFFICE_OFFICE_DB_H
#define HENG_SERVICE_OFFICE_OFFICE_DB_H

#include "service/office/office.h"

/* OFFICE_NONE: none. */
enum err office_of(struct ctx *c, const char *person, enum office *out) CHECKED;

struct holder {
	const char *person, *name;
	enum office office;
	int64_t given_ms;
	bool asked, signs_in; /* asked: for another office; signs_in: has a password */
	enum office wanted;
	const char *asker; /* name */
};
/* The centre's people, officers first, by name; at most LIMIT_LIST_ROWS. */
enum err holders(struct ctx *c, struct holder **out, size_t *n) CHECKED;
enum err holders_count(struct ctx *c, enum office office, int64_t *out) CHECKED;
/* Added by an administrator. */
enum err staff_insert(struct ctx *c, const char *person) CHECKED;
enum err staff_has(struct ctx *c, const char *person, bool *out) CHECKED;
/* From now on; OFFICE_NONE: no longer any. What was asked of that person is done. */
enum err office_set(struct ctx *c, const char *person, enum office office) CHECKED;
/* Takes the place of what was asked of that person. */
enum err office_ask(struct ctx *c, const char *person, enum office office) CHECKED;
/* NOT_FOUND. */
enum err office_asked(
    struct ctx *c, const char *person, enum office *office, const char **asked_by) CHECKED;

/* Lines of what was tried, the newest first, from before that moment. */
struct tried {
	int64_t at_ms;
	const char *person, *name;           /* name NULL: of nobody that is known */
	const char *path, *outcome, *detail; /* path, detail NULL: a sign-in */
};
enum err sign_ins(struct ctx *c, int64_t before_ms, struct tried **out, size_t *n) CHECKED;
/* hidden: routes of which nothing is told, ",ROUTE,ROUTE,". */
enum err refusals(
    struct ctx *c, int64_t before_ms, const char *hidden, struct tried **out, size_t *n) CHECKED;

#endif
