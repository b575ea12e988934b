/* inbox_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_INBOX_INBOX_DB_H
#define HENG_TRADE_INBOX_INBOX_DB_H

#include "core/base/ctx.h"

struct message {
	/* notice, query, enquiry, objection, complaint, opinion, qualification, or -answered */
	const char *kind;
	const char *id, *tender, *lot; /* lot NULL: the whole tender */
	const char *type;              /* of a notice; else "" */
	const char *title;
	int64_t at_ms;
};

struct inbox_question {
	const char *party; /* whose */
	const char *kinds; /* supervised by it: ",works-building,"; "": none */
	int64_t from_ms, before_ms;
	const char *before_id; /* of that moment only ids below; NULL: none of them */
	bool leaving;          /* without what would tell who takes part in what is not opened */
	int64_t limit;
};
/* The newest first. */
enum err messages_of(
    struct ctx *c, const struct inbox_question *q, struct message **out, size_t *n) CHECKED;

/* 0: never. */
enum err inbox_read_until(struct ctx *c, const char *person, int64_t *out) CHECKED;
enum err inbox_mark_read(struct ctx *c, const char *person, int64_t until_ms) CHECKED;

/* A party that can be told outside: phone or e-mail stand in its profile. */
struct told_party {
	const char *id, *profile;
	int64_t until_ms; /* was told until then; 0: never */
};
/* By id, after that one (NULL: from the first), at most LIMIT_LIST_ROWS. */
enum err told_parties(struct ctx *c, const char *after, struct told_party **out, size_t *n) CHECKED;
enum err inbox_mark_delivered(struct ctx *c, const char *party, int64_t until_ms) CHECKED;

#endif
