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
	NOTICE_SUSPENDED,
	NOTICE_RESUMED,
	NOTICE_PREQUALIFICATION,
	NOTICE_PLAN,
	NOTICE_CEILING,
	NOTICE_PERFORMANCE,
	NOTICE_TYPES,
};
extern const char *const notice_words[], *const notice_zh[];

/* Publishes within an act: row, search words, counts, live event, and the digest in the act's
 * evidence. lot may be NULL. *id may be NULL. A member "document" of the body is the digest of a
 * public document that belongs to it: the search knows the notice by its name, too. */
struct notice_new {
	enum notice_type type;
	const char *tender, *lot, *title;
	struct json *body;
};
enum err notice_publish(struct ctx *c, const struct notice_new *n, const char **id) CHECKED;
enum err notice_get(struct ctx *c, const char *id, struct notice *out) CHECKED;

/* What the law wants of a notice of that type about a tender that must be held, and its body does
 * not say: warnings {"detail","field","rule"}. Pure. */
void notice_demands(struct ctx *c, const struct tender *t, enum notice_type type,
    const struct json *body, struct json *warnings);

/* Puts "periods" into the body of a notice that sets dates: each of the law's periods that hangs on
 * the tender's publication and deadline, counted, with row, article and the calendar's digests. */
enum err notice_periods(
    struct ctx *c, const struct tender *t, bool prequalification, struct json *body) CHECKED;

/* The notices of a lot that must be there by its state and are not: {"detail","rule","type"}. Pure.
 * notices: those of the lot and of its tender as a whole. */
void notice_missing(struct ctx *c, const struct tender *t, const struct lot *l,
    const struct notice *notices, size_t count, struct json *out);

/* What is looked for. Days are Beijing days, yyyymmdd, both inclusive; 0: open. */
struct notice_query {
	const char
	    *words; /* all of them in the titles of tender, lot or document; NULL or "": all */
	const char *type;   /* of notice_words; NULL: all */
	const char *kind;   /* of trade; NULL: all */
	const char *tender; /* NULL: all */
	int32_t region;     /* 行政区划 of the project, with all beneath it; 0: all */
	int32_t from_day, to_day;
	int32_t days;   /* of notice_days: from_day begins as many days up to today; 0: not so */
	int64_t before; /* seq; INT64_MAX: from the newest */
	int64_t limit;  /* at most LIMIT_LIST_ROWS */
};
/* Lengths that the last days may have, as the national platform offers them; ends with 0. */
extern const int32_t notice_days[];
/* Reads ?q type kind region days from to tender before limit; what is not there or empty: all, and
 * 20. Days named by from or to hold against `days`. BAD_FIELD. */
enum err notice_query_read(struct req *r, struct notice_query *out) CHECKED;

/* Newest first. older: what to put into `before` for the next ones; 0: there are none. A question
 * whose words hardly ever meet is given up after some twenty thousand notices and may answer with
 * fewer than asked for, or none, though older is not 0: the next goes on from there. */
struct notice_page {
	struct notice *rows;
	size_t n;
	int64_t older;
};
enum err notice_list(struct ctx *c, const struct notice_query *q, struct notice_page *out) CHECKED;

/* How many there are, and how many there would be with another choice of type, of kind, of region,
 * everything else as asked (before and limit aside; tender is not looked at). Exact, but for words
 * that more than NOTICE_COUNTED notices have: then only the newest of those are counted and
 * `more` is true. */
#define NOTICE_COUNTED 5000
struct notice_counts {
	int64_t total, types[NOTICE_TYPES];
	int64_t *kinds;   /* as law_kinds has them */
	int64_t *regions; /* as law_regions has them: the members where no region is asked for, else
	                   * those right beneath the member that it lies in */
	bool more;
};
enum err notice_count(
    struct ctx *c, const struct notice_query *q, struct notice_counts *out) CHECKED;

extern const struct route notice_routes[];

#endif
