/* evaluation.h - the committee confirms what the machine computed.
 *
 * Evaluating without a committee is unlawful for tenders that must be held: the machine computes,
 * each member signs the digest of the computed result, and the last signature ends it. What more
 * than half of the members find disqualifies or corrects a bid; a tie is drawn, and the drawing
 * recorded.
 */
#ifndef HENG_TRADE_EVALUATION_EVALUATION_H
#define HENG_TRADE_EVALUATION_EVALUATION_H

#include "trade/evaluation/method.h"
#include "trade/opening/opening.h"

struct member {
	const char *person, *name, *unit;
	const char *recused; /* why it recused itself; NULL: it did not */
	bool expert, leader;
	int64_t years;     /* of an expert in the field; 0: not told */
	const char *title; /* 专业技术职称; NULL: not told */
};

/* Forms that a reviewing committee (资格审查委员会) shares: its members; another one for a seat. */
struct committee_in {
	struct field_list members;
};
/* 回避, 擅离职守, 因健康等原因不能继续 (《条例》第四十八条) */
enum replacement_cause { CAUSE_RECUSAL, CAUSE_LEFT, CAUSE_UNABLE };
struct replacement_in {
	int64_t seat;
	int cause;
	const char *reason;
	struct member *member;
};
extern const struct field member_fields[], committee_fields[], replacement_fields[];
/* An expert's years and title, and where a member may not work, whoever bids (composition.c). at:
 * the pointer of the member. LAW_BOUND, MISSING_FIELD. */
enum err committee_member(struct ctx *c, const struct tender *t, const struct member *m,
    const char *at, struct json *warnings) CHECKED;
/* The first of n units, by their terms_key (NULL: left out), that is that bidder or in its
 * consortium, by name or code; n: none is. */
size_t units_bidding(struct ctx *c, const char *const *keys, size_t n, const char *name,
    const struct field_list *consortium);
/* The first member that has not recused itself and whose unit bids; n: none. */
size_t committee_bidder(
    struct ctx *c, const struct opening *o, const struct member *members, size_t n);
/* A refusal by 《招标投标法》第三十七条. Returns e. */
enum err committee_refusal(struct ctx *c, enum err e) CHECKED;
/* Of a list of struct member its least size, odd number and share of experts, nobody named twice
 * (《招标投标法》第三十七条). LAW_BOUND, BAD_FIELD. */
enum err committee_shape(struct ctx *c, const struct tender *t, const struct field_list *members,
    struct json *warnings) CHECKED;
/* That, and of each member committee_member. */
enum err committee_composition(struct ctx *c, const struct tender *t,
    const struct field_list *members, struct json *warnings) CHECKED;

/* Whether a tie may be drawn for: of a tender that must be held only where its document says so. */
bool evaluation_may_draw(const struct tender *t);

/* Whether the tender's rule has a coefficient that is to be drawn before prices show, and it is not
 * yet: until then no price is opened. */
enum err evaluation_awaits_factor(
    struct ctx *c, const struct lot *l, const struct tender *t, bool *out) CHECKED;
/* What the machine computes from the opening record as things stand. */
enum err evaluation_compute(
    struct ctx *c, const struct lot *l, const struct tender *t, struct eval_out *out) CHECKED;
/* The signed result. NOT_FOUND before the last signature. */
enum err evaluation_get(struct ctx *c, const char *lot, const char **result, const char **digest,
    int64_t *at_ms) CHECKED;
enum err committee_of(struct ctx *c, const char *lot, struct member **out, size_t *n) CHECKED;

/* 评标报告 as it is told, and the SHA-256 of its canonical JSON in hex. NOT_FOUND before the last
 * signature. */
enum err evaluation_report(
    struct ctx *c, const char *lot, struct json **report, const char **report_digest) CHECKED;

/* Takes the signed result back, with its signatures and the finding on competition: scores and
 * findings stay, and the committee signs anew. */
enum err evaluation_drop(struct ctx *c, const char *lot) CHECKED;

/* of_lot, and the committee's members; of_judging: those who judge now, so not who recused itself,
 * and none when all have signed. */
relation_fn of_committee, of_judging;

extern const struct route committee_routes[], evaluation_routes[], query_routes[], scoring_routes[],
    bill_check_routes[], report_routes[], documents_routes[];

#endif
