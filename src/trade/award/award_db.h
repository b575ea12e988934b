/* award_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_AWARD_AWARD_DB_H
#define HENG_TRADE_AWARD_AWARD_DB_H

#include "trade/award/award.h"

struct contract {
	const char *lot, *document;
	int64_t price_minor, signed_ms;
};
/* Why a candidate is passed over (《实施条例》第五十五条). */
enum passing_reason { PASSES_DECLINED, PASSES_FORCE_MAJEURE, PASSES_NO_SECURITY, PASSES_VIOLATION };
extern const char *const passing_words[], *const passing_zh[];
struct passing {
	const char *party, *note;
	int reason;
};
enum err passing_insert(struct ctx *c, const char *lot, const struct passing *p) CHECKED;
enum err passings_of(struct ctx *c, const char *lot, struct passing **out, size_t *n) CHECKED;
/* After a reopening the ranks begin anew. */
enum err passings_drop(struct ctx *c, const char *lot) CHECKED;
/* The award falls with the candidate that had it. */
enum err award_drop(struct ctx *c, const char *lot) CHECKED;

/* DUPLICATE. approver and number NULL: none was needed. */
struct untendered {
	const char *approver, *number, *reason;
};
enum err untendered_insert(struct ctx *c, const char *lot, const struct untendered *u) CHECKED;

enum err award_insert(struct ctx *c, const struct award *a) CHECKED;
enum err contract_insert(struct ctx *c, const struct contract *k) CHECKED;

#endif
