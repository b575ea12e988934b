/* judged.h - what the methods share while they judge. Private to this room.
 *
 * First everything is computed (verdicts, base, scores, keys, ranks), then it is told: a step may
 * so name a rank, and bids stand in the order of their ranks.
 */
#ifndef HENG_TRADE_EVALUATION_JUDGED_H
#define HENG_TRADE_EVALUATION_JUDGED_H

#include "core/base/buf.h"
#include "trade/evaluation/method.h"

#define ASKS_MAX 3

struct judged {
	const struct eval_bid *bid;
	const char *why;         /* NULL: valid */
	int64_t price_minor;     /* judged by; corrected where the rule wants it */
	int64_t evaluated_minor; /* lowest price: with its deviations */
	int64_t deviation;       /* from the base, percent, scaled by the rule's places */
	int64_t price_score, total;
	int64_t sections[LIMIT_SECTIONS];
	/* the smaller is the better, the first differing one decides */
	int64_t keys[1 + LIMIT_TIES];
	size_t parted; /* the key that parts it from the one before */
	int64_t rank;  /* from 1; ties share one; 0: none */
	const char *asks[ASKS_MAX];
	size_t ask_count;
};

struct benchmark {
	const struct eval_bid **taken;  /* who takes part, by price, then party */
	size_t n, low, high;            /* of them dropped at either end */
	size_t second;                  /* of the others, at or below the first mean */
	int64_t factor;                 /* millionths; RATE_ONE: none */
	int64_t mean_minor, base_minor; /* base 0: none */
};

struct judging {
	struct ctx *c;
	const struct eval_in *in;
	const struct method_rule *rule; /* in->rule; NULL: lowest price */
	struct judged *list;            /* in->n */
	size_t valid, first;            /* valid ones; of them those who share rank 1 */
	size_t key_count;
	struct benchmark base;
	struct json *steps, *pending; /* in Chinese, as the result has them */
	struct fault waits;           /* the first of what is pending; detail NULL: nothing */
};

/* num / den, half up (away from zero at the half); den > 0 and |num| below 10^37. */
int64_t round_half_up(__int128 num, __int128 den);
/* The same to a multiple of unit. */
int64_t round_to(__int128 num, __int128 den, int64_t unit);
int64_t power_of_ten(int64_t exponent);

void judged_step(struct judging *j, const char *text);
/* A step that also keeps the result from being final. */
void judged_pend(struct judging *j, const char *fmt, ...) PRINTF(2, 3);
void judged_line(struct judging *j, struct buf *line);
const char *judged_amount(struct judging *j, int64_t minor);
/* By which rule b stands behind the one before, where a tie was broken. */
void judged_parted(struct judging *j, const struct judged *b, struct buf *line);
/* "92.97": at least two places. */
const char *score_text(struct ctx *c, int64_t score);
/* "0.98", "-1.5": as many places as needed. */
const char *decimal_short(struct ctx *c, int64_t scaled, int places);
/* "1.5%" of millionths. */
const char *judged_percent(struct ctx *c, int64_t rate);

/* lowest.c */
enum err lowest_judge(struct judging *j) CHECKED;
void lowest_tell(struct judging *j, const struct judged *b);
void lowest_put(struct judging *j, const struct judged *b, struct json *o);

/* benchmark.c */
enum err benchmark_judge(struct judging *j) CHECKED;
void benchmark_tell(struct judging *j);
void benchmark_tell_bid(struct judging *j, const struct judged *b);
struct json *benchmark_json(struct judging *j);

/* scores.c: sections and totals of valid bids, or pending */
enum err scores_judge(struct judging *j) CHECKED;
void scores_tell(struct judging *j);
void scores_tell_bid(struct judging *j, const struct judged *b);

#endif
