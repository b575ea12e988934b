/* evaluation.h - the committee confirms what the machine computed.
 *
 * Evaluating without a committee is unlawful for tenders that must be held: the machine computes,
 * each member signs the digest of the computed result, and the last signature ends it. Members may
 * disqualify a bid with a reason; a tie is drawn, and the drawing recorded.
 */
#ifndef HENG_TRADE_EVALUATION_EVALUATION_H
#define HENG_TRADE_EVALUATION_EVALUATION_H

#include "trade/evaluation/method.h"
#include "trade/opening/opening.h"

struct member {
	const char *person, *name, *unit;
	const char *recused; /* why it recused itself; NULL: it did not */
	bool expert, leader;
	int64_t years; /* of an expert in the field, when it is named; not kept */
};

/* Forms that a reviewing committee (资格审查委员会) shares: its members; another one for a seat. */
struct committee_in {
	struct field_list members;
};
struct replacement_in {
	int64_t seat;
	const char *reason;
	struct member *member;
};
extern const struct field member_fields[], committee_fields[], replacement_fields[];
/* Least size, odd number and share of experts of a list of struct member (《招标投标法》第三十七条).
 * LAW_BOUND. */
enum err committee_composition(struct ctx *c, const struct tender *t,
    const struct field_list *members, struct json *warnings) CHECKED;

/* What the machine computes from the opening record as things stand. */
enum err evaluation_compute(
    struct ctx *c, const struct lot *l, const struct tender *t, struct eval_out *out) CHECKED;
/* The signed result. NOT_FOUND before the last signature. */
enum err evaluation_get(struct ctx *c, const char *lot, const char **result, const char **digest,
    int64_t *at_ms) CHECKED;
enum err committee_of(struct ctx *c, const char *lot, struct member **out, size_t *n) CHECKED;

/* Takes the signed result back, with its signatures and the finding on competition: scores and
 * findings stay, and the committee signs anew. */
enum err evaluation_drop(struct ctx *c, const char *lot) CHECKED;

/* of_lot, and the committee's members. */
relation_fn of_committee;

extern const struct route committee_routes[], evaluation_routes[], query_routes[],
    scoring_routes[], bill_check_routes[], report_routes[];

#endif
