/* evaluation_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_EVALUATION_EVALUATION_DB_H
#define HENG_TRADE_EVALUATION_EVALUATION_DB_H

#include "trade/evaluation/dossier.h"
#include "trade/evaluation/evaluation.h"

/* The lot of the path, while the committee judges it, the first of two envelopes included.
 * NOT_FOUND, WRONG_STATE. */
enum err is_judged(struct req *r, struct lot *l, struct tender *t) CHECKED;
/* The same, and nothing holds it. STAYED. */
enum err before_committee(struct req *r, struct lot *l, struct tender *t) CHECKED;
/* The same, when all of the bids is open. */
enum err in_evaluation(struct req *r, struct lot *l, struct tender *t) CHECKED;
/* How the tender document judges. Errors of method_read. */
enum err rule_of(struct ctx *c, const struct tender *t, struct method_rule *out) CHECKED;
/* NOT_FOUND at /party: that party has no bid that was opened. */
enum err opened_bid_of(struct ctx *c, const struct lot *l, const char *party) CHECKED;

enum err member_insert(
    struct ctx *c, const char *lot, const struct member *m, int64_t seat) CHECKED;
/* The caller's own seat. */
enum err member_recuse(struct ctx *c, const char *lot, const char *reason) CHECKED;
enum err member_drop(struct ctx *c, const char *lot, int64_t seat) CHECKED;
enum err member_is(struct ctx *c, const char *lot, const char *person, bool *out) CHECKED;
enum err draw_insert(struct ctx *c, const char *lot, const char *winner, const char *note) CHECKED;
/* *winner NULL: none. */
enum err draw_get(struct ctx *c, const char *lot, const char **winner) CHECKED;
/* The caller's own; it replaces what it gave to that bid before. The seat is not looked at. */
enum err sheet_put(struct ctx *c, const char *lot, const struct kept_sheet *s) CHECKED;
/* The caller's own scores. NOT_FOUND. */
enum err sheet_get(struct ctx *c, const char *lot, const char *party, const char **body) CHECKED;
/* By party, kind and seat; of one party, or (NULL) all. */
enum err sheets_of(
    struct ctx *c, const char *lot, const char *party, struct kept_sheet **out, size_t *n) CHECKED;
/* DUPLICATE: it was drawn before. */
enum err factor_insert(struct ctx *c, const char *lot, int64_t value, const char *note) CHECKED;
/* *factor NULL: not drawn. */
enum err factor_get(struct ctx *c, const char *lot, const int64_t **factor) CHECKED;
/* The caller's. DUPLICATE. *n: how many of the committee's members have asked. */
enum err time_request_insert(
    struct ctx *c, const char *lot, const char *reason, int64_t *n) CHECKED;
/* Of a person; refused: what the centre saw of a member that did not sign; NULL: it signed. */
struct confirmation {
	const char *person, *digest, *dissent, *refused;
};
/* DUPLICATE; only a member's own word takes the place of what the centre said of it. */
enum err confirmation_insert(struct ctx *c, const char *lot, const struct confirmation *f) CHECKED;
/* Of the members: how many signed themselves. */
enum err confirmations_own(
    struct ctx *c, const char *lot, const char *digest, int64_t *out) CHECKED;
enum err confirmations_count(
    struct ctx *c, const char *lot, const char *digest, int64_t *out) CHECKED;
/* A member's word under a result, by seat. */
struct signed_by {
	const char *name, *dissent, *refused; /* the last two NULL: none */
	int64_t at_ms;
};
enum err confirmations_of(
    struct ctx *c, const char *lot, const char *digest, struct signed_by **out, size_t *n) CHECKED;
enum err evaluation_insert(struct ctx *c, const char *lot, const struct eval_out *o) CHECKED;

/* What a tenderer was asked. */
struct query {
	const char *id, *party, *question, *answer, *document;
	int64_t asked_ms, until_ms, answered_ms; /* 0: not answered */
};
enum err query_insert(struct ctx *c, const char *lot, const struct query *q) CHECKED;
/* The caller's own of that lot, or NOT_FOUND. */
enum err query_get(struct ctx *c, const char *lot, const char *id, struct query *out) CHECKED;
enum err query_answer(struct ctx *c, const struct query *q) CHECKED;
/* Of one party (NULL: all), in the order asked. */
enum err queries_of(
    struct ctx *c, const char *lot, const char *party, struct query **out, size_t *n) CHECKED;
/* As they are told; query_http.c. */
struct json *queries_json(struct ctx *c, const struct query *list, size_t n);
/* Until when an unanswered one may be answered, the latest of them; 0: none waits. */
enum err queries_waiting(struct ctx *c, const char *lot, int64_t *until_ms) CHECKED;

#endif
