/* evaluation_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_EVALUATION_EVALUATION_DB_H
#define HENG_TRADE_EVALUATION_EVALUATION_DB_H

#include "trade/evaluation/evaluation.h"

struct disqualified {
	const char *party, *reason;
};
enum err member_insert(struct ctx *c, const char *lot, const struct member *m) CHECKED;
enum err member_is(struct ctx *c, const char *lot, const char *person, bool *out) CHECKED;
enum err disqualify_insert(
    struct ctx *c, const char *lot, const char *party, const char *reason) CHECKED;
enum err disqualified_of(
    struct ctx *c, const char *lot, struct disqualified **out, size_t *n) CHECKED;
enum err draw_insert(struct ctx *c, const char *lot, const char *winner, const char *note) CHECKED;
/* *winner NULL: none. */
enum err draw_get(struct ctx *c, const char *lot, const char **winner) CHECKED;
enum err confirmation_insert(struct ctx *c, const char *lot, const char *digest) CHECKED;
enum err confirmations_count(
    struct ctx *c, const char *lot, const char *digest, int64_t *out) CHECKED;
enum err evaluation_insert(struct ctx *c, const char *lot, const struct eval_out *o) CHECKED;

#endif
