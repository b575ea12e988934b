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

#endif
