/* law_routes.h - the law's answers over HTTP. */
#ifndef HENG_CORE_LAW_LAW_ROUTES_H
#define HENG_CORE_LAW_LAW_ROUTES_H

#include "core/http/route.h"
#include "core/law/period.h"

/* A plan as asked in the query: ?kind, mandatory (true), publication (now), deadline, and any other
 * event by its word; days in Beijing or moments. MISSING_FIELD, BAD_FIELD, NOT_FOUND. */
struct law_asked {
	struct law_case k;
	int64_t at_ms[LAW_EVENTS];
	struct law_period *periods;
	size_t n;
};
enum err law_query_plan(struct req *r, struct law_asked *out) CHECKED;

/* "Why may I not" as asked in the query. */
struct law_why {
	struct law_case k;
	const struct law_number *number;
	struct law_bound b;   /* what is planned */
	struct law_period *p; /* NULL: the number is no period */
	bool allowed;
};
/* The row asked for: ?kind, mandatory (true), number, on (today). NOT_FOUND where none binds. */
enum err law_query_number(struct req *r, struct law_why *out) CHECKED;
/* The same, and event (now) and at (now) or value: how it stands. MISSING_FIELD, BAD_FIELD,
 * BAD_AMOUNT, with the parameter as field. */
enum err law_query_why(struct req *r, struct law_why *out) CHECKED;

extern const struct route law_routes[];

#endif
