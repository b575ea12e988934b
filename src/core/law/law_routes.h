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

extern const struct route law_routes[];

#endif
