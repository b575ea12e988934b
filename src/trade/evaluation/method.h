/* method.h - the evaluation: pure, exact, and told step by step.
 *
 * From the bids, the committee's findings and the tender document's rule to ranks and a result in
 * canonical JSON. The same function serves the committee, heng verify and the checker. The machine
 * computes, the committee decides: too few bids, a price perhaps below cost and a base that cannot
 * be had are said, never acted upon. Prices are minor units of at most MONEY_MAX_MINOR, rates
 * millionths, scores ten-thousandths; every product stays below 10^34 in an __int128; half goes up.
 * Sources: see rule.h; corrections 12号令 第十九条, prices above the ceiling 《条例》第五十一条.
 */
#ifndef HENG_TRADE_EVALUATION_METHOD_H
#define HENG_TRADE_EVALUATION_METHOD_H

#include "core/base/ctx.h"
#include "core/base/json.h"
#include "trade/evaluation/rule.h"

/* A deviation with a price: rate of the (corrected) price, within ±RATE_ONE. */
struct eval_deviation {
	const char *title;
	int64_t rate;
};
struct eval_bid {
	const char *party, *name;
	const char *unopened;     /* why it was not, in Chinese; NULL: it was */
	const char *currency;     /* of the price; NULL: none */
	int64_t price_minor;      /* as read at the opening */
	const char *words;        /* what is told of the price in words; NULL: nothing */
	const char *disqualified; /* reason; NULL: not */
	/* It takes part in the benchmark: it stood at the opening. Stays true for one disqualified
	 * later, because the benchmark is fixed, unless the rule has the valid ones only make it.
	 * Without a price within ceiling and floor it does
	 * not count. */
	bool in_benchmark;
	int64_t corrected_minor;                 /* its arithmetic slips corrected; 0: none */
	const struct eval_deviation *deviations; /* lowest price only; up to LIMIT_DEVIATIONS */
	size_t deviation_count;
};
struct eval_in {
	const char *currency;
	int64_t ceiling_minor, floor_minor; /* -1: none */
	int64_t candidates_max;
	int64_t few_below; /* fewer valid ones are `few`; of the law's bidders.min, 0: never */
	const char *drawn; /* party that the last drawing put first; counts only while it shares the
	                      first place with another; NULL: none */
	const struct eval_bid *bids;
	size_t n;                       /* up to LIMIT_BIDS */
	const struct method_rule *rule; /* checked; NULL: lowest price (see words.h) */
	const int64_t *factor;          /* drawn from the rule's choices; NULL: not drawn */
	const char *const *members;     /* as the result shall call them */
	size_t member_count;            /* up to LIMIT_COMMITTEE */
	const int64_t *scores; /* [bid][member][criterion], ten-thousandths, see eval_score */
};
#define SCORE_NONE INT64_C(-1) /* not yet given */
/* Where in in->scores; criterion counts in the order of the rule. */
static inline size_t eval_score(
    const struct eval_in *in, size_t bid, size_t member, size_t criterion)
{
	return (bid * in->member_count + member) * in->rule->scoring->criteria.n + criterion;
}

struct eval_out {
	const char *winner;   /* party; NULL: none, or a tie not yet drawn, or pending */
	int64_t winner_minor; /* the price it was judged by, corrected, without deviations */
	bool tie;             /* several first, and no draw among them */
	bool few; /* fewer than few_below valid: the committee decides (12号令 第二十七条) */
	struct fault pending;  /* what the result waits for; detail NULL: nothing, it is final */
	bool asks_competition; /* that it waits for the committee to find whether the few compete */
	const char *result;    /* canonical JSON: every bid with its verdict, ranks, steps */
	const char *digest;    /* SHA-256 of it, hex */
};
/* BAD_FIELD: a drawn factor outside its choices, a score outside 0 to full, a deviation outside
 * its range, a ceiling share without a ceiling; BAD_AMOUNT: a price out of range. *out and what it
 * points to live in the arena; it is untouched on failure. */
enum err evaluate(struct ctx *c, const struct eval_in *in, struct eval_out *out) CHECKED;

#endif
