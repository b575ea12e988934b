/* bill_check.h - private to trade/bill: one check in progress. bill.c compares the lines of two
 * bills and writes the result, bill_sums.c does the arithmetic of the priced one. */
#ifndef HENG_TRADE_BILL_BILL_CHECK_H
#define HENG_TRADE_BILL_BILL_CHECK_H

#include "trade/bill/bill.h"

struct check {
	struct ctx *c;
	const struct bill *tender, *priced;
	struct bill_finding *findings; /* room for LIMIT_BILL_FINDINGS */
	struct bill_step *steps;       /* likewise */
	struct bill_result out;        /* its counts grow */
};

/* "items", "measures", "other", "tax": the parts' elements. */
extern const char *const bill_part_names[BILL_PARTS];

/* About which work and line; NULL: none in particular. */
struct about {
	const char *work, *code;
};

void check_find(struct check *k, enum bill_finding_kind kind, struct about at, const char *expected,
    const char *found);
/* The same of two amounts; -1: none. */
void check_find_amount(struct check *k, enum bill_finding_kind kind, struct about at,
    int64_t expected_minor, int64_t found_minor);

/* Lists what does not add up in the priced bill, and corrects it: out.corrected_minor, steps.
 * Cannot fail but by a bill that bill_read would have refused. */
enum err check_sums(struct check *k) CHECKED;

#endif
