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
	const char *ground; /* digest of a document; NULL: the candidate declined itself */
};
enum err passing_insert(struct ctx *c, const char *lot, const struct passing *p) CHECKED;
enum err passings_of(struct ctx *c, const char *lot, struct passing **out, size_t *n) CHECKED;
/* DUPLICATE: it had declined. */
enum err declining_insert(
    struct ctx *c, const char *lot, const char *party, const char *reason) CHECKED;
/* Whether that candidate gave the award up itself. */
enum err has_declined(struct ctx *c, const char *lot, const char *party, bool *out) CHECKED;
/* After a reopening the ranks begin anew. */
enum err passings_drop(struct ctx *c, const char *lot) CHECKED;
/* The award falls with the candidate that had it. */
enum err award_drop(struct ctx *c, const char *lot) CHECKED;

/* DUPLICATE. approver and number NULL: none was needed. */
struct untendered {
	const char *approver, *number, *reason;
};
enum err untendered_insert(struct ctx *c, const char *lot, const struct untendered *u) CHECKED;

/* DUPLICATE. */
enum err report_insert(struct ctx *c, const char *lot, const char *document) CHECKED;
/* Digest of its document. NOT_FOUND. */
enum err report_document(struct ctx *c, const char *lot, const char **out) CHECKED;
enum refund_cause { REFUND_WITHDRAWN, REFUND_CONTRACT };
struct refund {
	const char *party;
	int cause;
	int64_t refunded_ms;
};
/* DUPLICATE. */
enum err refund_insert(struct ctx *c, const char *lot, const struct refund *f) CHECKED;
/* When the contract was signed. NOT_FOUND. */
enum err contract_signed(struct ctx *c, const char *lot, int64_t *ms) CHECKED;

enum err award_insert(struct ctx *c, const struct award *a) CHECKED;
enum err contract_insert(struct ctx *c, const struct contract *k) CHECKED;

struct performance {
	const char *lot;
	int event;
	const char *content;
	int64_t amount_minor; /* -1: none told */
	int64_t happened_ms;
	const char *document; /* NULL: none */
};
enum err performance_insert(struct ctx *c, const struct performance *p) CHECKED;

#endif
