/* bill_text.h - bills of quantities for tests: made from the context's seed, and written as
 * docs/bill-format.md says. */
#ifndef HENG_TEST_BILL_TEXT_H
#define HENG_TEST_BILL_TEXT_H

#include "core/base/buf.h"
#include "trade/bill/bill.h"

struct made_bill {
	struct bill b; /* its works and lines are the two below; no by_code, no digest */
	struct bill_work *works;
	struct bill_line *lines;
};

/* A priced bill whose arithmetic holds: so many lines of all kinds, spread over the works. */
void made_bill(struct ctx *c, size_t works, size_t lines, struct made_bill *out);
/* A copy to be changed: b may be one that was read. */
struct made_bill made_copy(struct ctx *c, const struct bill *b);
/* The tender's bill to it: the same without prices. */
struct made_bill made_tender(struct ctx *c, const struct bill *priced);
/* Takes line `at` out. */
void made_drop(struct made_bill *m, size_t at);
/* States every sum anew from the totals of the lines. */
void made_add_up(struct ctx *c, struct made_bill *m);
/* The text, NUL-terminated. */
struct buf made_text(struct ctx *c, const struct bill *b);

#endif
