/* opinion_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_OPINION_OPINION_DB_H
#define HENG_TRADE_OPINION_OPINION_DB_H

#include "core/base/ctx.h"
#include "trade/opinion/opinion.h"

struct opinion {
	const char *id, *lot, *content, *by; /* by: name of the department */
	const char *recipient;               /* of a transfer; else NULL */
	int type;                            /* enum opinion_type */
	int64_t at_ms;
};
/* By the caller's party, now. */
enum err opinion_insert(struct ctx *c, const struct opinion *o) CHECKED;
/* In the order made, at most LIMIT_LIST_ROWS; without the transfers where those are not told. */
enum err opinions_of(
    struct ctx *c, const char *lot, bool transfers, struct opinion **out, size_t *n) CHECKED;

#endif
