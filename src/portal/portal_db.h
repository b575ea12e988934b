/* portal_db.h - the SQL of this room. Private to it. */
#ifndef HENG_PORTAL_PORTAL_DB_H
#define HENG_PORTAL_PORTAL_DB_H

#include "trade/procedure/procedure.h"

struct portal_counts {
	int64_t notices;
	int64_t lots[LS_STATES]; /* by state */
};
enum err portal_counts(struct ctx *c, struct portal_counts *out) CHECKED;

/* The notices of one lot and those of its whole tender, oldest first, without their bodies. */
struct portal_notice {
	const char *id, *type, *title;
	int64_t published_ms;
};
enum err portal_notices(struct ctx *c, const char *tender, const char *lot,
    struct portal_notice **out, size_t *n) CHECKED;

/* Lots whose deadline lies in [from, to), the next one first; drafts and what was cancelled left
 * out. */
struct portal_deadline {
	const char *lot, *title, *tender_title;
	enum lot_state state;
	int64_t deadline_ms;
};
enum err portal_deadlines(struct ctx *c, const int64_t bounds_ms[2], int64_t limit,
    struct portal_deadline **out, size_t *n) CHECKED;

/* Notices of two sorts by month of a year, January first, on Beijing days. */
struct portal_month {
	int64_t announcements, awards;
};
enum err portal_year(struct ctx *c, int32_t year, struct portal_month out[12]) CHECKED;

#endif
