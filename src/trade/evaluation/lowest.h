/* lowest.h - the lowest-price evaluation: pure, exact, and told step by step.
 *
 * 经评审的最低投标价法 in its plain form: of the bids that were opened, have a price, stand within
 * ceiling and floor and were not disqualified, the lowest price wins. Nothing is rounded, because
 * nothing is divided. The same function serves the committee, heng verify and the checker.
 */
#ifndef HENG_TRADE_EVALUATION_LOWEST_H
#define HENG_TRADE_EVALUATION_LOWEST_H

#include "core/base/ctx.h"
#include "core/base/json.h"

struct eval_bid {
	const char *party, *name;
	const char *unopened; /* why it was not, in Chinese; NULL: it was */
	const char *currency; /* of the price; NULL: none */
	int64_t price_minor;
	const char *disqualified; /* reason; NULL: not */
};
struct eval_in {
	const char *currency;
	int64_t ceiling_minor, floor_minor; /* -1: none */
	int64_t candidates_max;
	const char *drawn; /* party that the last drawing put first; counts only while it shares the
	                      lowest price with another; NULL: none */
	const struct eval_bid *bids;
	size_t n;
};
struct eval_out {
	const char *winner; /* party; NULL: none, or a tie not yet drawn */
	int64_t winner_minor;
	bool tie;           /* several lowest, and no draw among them */
	const char *result; /* canonical JSON: every bid with its verdict, ranks, steps */
	const char *digest; /* SHA-256 of it, hex */
};
enum err evaluate_lowest(struct ctx *c, const struct eval_in *in, struct eval_out *out) CHECKED;

#endif
