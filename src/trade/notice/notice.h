/* notice.h - what is published: announcements and publicities, each with a permanent link.
 *
 * An announcement is written by the principal or its agency, confirmed by the principal, then
 * published; publication sets day 0 of the legal clocks and opens bidding on every lot.
 */
#ifndef HENG_TRADE_NOTICE_NOTICE_H
#define HENG_TRADE_NOTICE_NOTICE_H

#include "trade/project/project.h"

struct notice {
	int64_t seq;
	const char *id, *type, *tender, *lot, *title, *body, *digest;
	int64_t published_ms;
};

enum notice_type {
	NOTICE_ANNOUNCEMENT,
	NOTICE_OPENING,
	NOTICE_CANDIDATES,
	NOTICE_AWARD,
	NOTICE_CONTRACT,
	NOTICE_UNSUCCESSFUL,
	NOTICE_CANCELLED,
	NOTICE_CLARIFICATION,
	NOTICE_AMENDMENT,
	NOTICE_CORRECTION,
	NOTICE_EXTENSION,
	NOTICE_UNTENDERED,
	NOTICE_SCREENING,
};
extern const char *const notice_words[], *const notice_zh[];

/* Publishes within an act: row, search words, live event, and the digest in the act's evidence.
 * lot may be NULL. *id may be NULL. */
struct notice_new {
	enum notice_type type;
	const char *tender, *lot, *title;
	struct json *body;
};
enum err notice_publish(struct ctx *c, const struct notice_new *n, const char **id) CHECKED;
enum err notice_get(struct ctx *c, const char *id, struct notice *out) CHECKED;

struct notice_query {
	const char *words;  /* NULL or "": all */
	const char *type;   /* NULL: all */
	const char *tender; /* NULL: all */
	int64_t before;     /* seq; INT64_MAX: from the newest */
	int64_t limit;      /* at most LIMIT_LIST_ROWS */
};
enum err notice_list(
    struct ctx *c, const struct notice_query *q, struct notice **out, size_t *n) CHECKED;

extern const struct route notice_routes[];

#endif
