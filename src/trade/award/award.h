/* award.h - from the signed evaluation to the contract: candidates in publicity, award notice and
 * award letter (中标通知书), contract notice.
 */
#ifndef HENG_TRADE_AWARD_AWARD_H
#define HENG_TRADE_AWARD_AWARD_H

#include "trade/project/project.h"

struct award {
	const char *lot, *party, *letter, *letter_digest;
	int64_t price_minor, made_ms;
	const char *notice; /* id of its notice */
};
/* NOT_FOUND. */
enum err award_get(struct ctx *c, const char *lot, struct award *out) CHECKED;

/* What an award led to; 0: not yet. NOT_FOUND where none stands. */
struct after_award {
	int64_t made_ms, reported_ms, contracted_ms; /* the last: when it was signed */
};
enum err after_award_get(struct ctx *c, const char *lot, struct after_award *out) CHECKED;

extern const struct route award_routes[], candidate_routes[], passing_routes[], contract_routes[],
    after_routes[], untender_routes[];

#endif
