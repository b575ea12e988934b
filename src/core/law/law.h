/* law.h - the law as data: kinds of trade and numbers, read strictly from law/, asked by code.
 *
 * law/kinds/NAME.yaml: one kind of trade each. law/numbers/NAME.yaml: lists of numbers with unit,
 * legal basis, dates and what they bind. Every value in the files is a string that we parse
 * exactly; unknown, missing and double keys, `3x`, overlapping rows and a floor price in a Chinese
 * kind are refused with file, line and column, and the program does not start.
 * A struct law is read-only after law_load and may be shared by threads.
 */
#ifndef HENG_CORE_LAW_LAW_H
#define HENG_CORE_LAW_LAW_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/ctx.h"

enum law_unit { LAW_DAY, LAW_WORKING_DAY, LAW_HOUR, LAW_MINUTE, LAW_YUAN, LAW_PERMILLE, LAW_COUNT };

/* One number of the law. Strings live as long as the struct law. */
struct law_number {
	const char *id; /* "bid.period.min" */
	int64_t value;  /* in the unit; LAW_YUAN in fen */
	enum law_unit unit;
	const char *basis_zh; /* "《招标投标法》第二十四条" */
	const char *basis_en; /* "Tendering and Bidding Law, art. 24" */
	const char *rule;     /* both, in one line, for fail_rule */
	int32_t from, to;     /* valid days yyyymmdd, both inclusive; to = 99991231: open */
	bool refuse;          /* true: breaking it refuses; false: it warns */
	const char *file;     /* where it stands */
	int line;
};

enum law_jurisdiction { LAW_CN, LAW_FOREIGN };
enum law_choice { LAW_FORBIDDEN, LAW_OPTIONAL, LAW_REQUIRED };

/* One kind of trade. */
struct law_kind {
	const char *id; /* file name without .yaml: "works-lowest-price" */
	const char *title_zh, *title_en;
	const char *class3; /* 交易分类 of the trade code: "A01" */
	enum law_jurisdiction jurisdiction;
	const char *procedure;   /* name of a procedure table in C: "tender" */
	const char *currency;    /* "CNY": ISO 4217, one of money_currency's strings */
	const char *calendar;    /* "none": days are days */
	bool identity_uscc;      /* parties must carry a 统一社会信用代码 */
	enum law_choice ceiling; /* 最高投标限价 */
	enum law_choice
	    floor; /* 最低投标限价: must be FORBIDDEN where jurisdiction is CN (条例27) */
	const char *evaluation;                    /* method: "lowest-price" */
	const char *department_zh, *department_en; /* supervising department */
};

/* What a number is asked for. */
struct law_case {
	const char *kind; /* id of a kind */
	bool mandatory;   /* 依法必须招标 */
};

/* Reads every file given (name, text, bytes), in name order; names begin with "kinds/" or
 * "numbers/". The law lives until law_free. LAW_FILE, with "file:line:column: what" as detail. */
struct law_file {
	const char *name;
	const char *text;
	size_t n;
};
enum err law_load(
    struct ctx *c, const struct law_file *files, size_t count, struct law **out) CHECKED;
void law_free(struct law *law);

/* The kind of that id. NOT_FOUND. */
enum err law_kind(struct ctx *c, const char *id, const struct law_kind **out) CHECKED;
/* All kinds, in name order. */
size_t law_kinds(const struct law *law, const struct law_kind **first);

/* The one row of the number that binds this case on the Beijing day of at_ms. NOT_FOUND when no row
 * binds it: then the law sets no such bound. c->law is asked. */
enum err law_number(struct ctx *c, const char *id, const struct law_case *k, int64_t at_ms,
    const struct law_number **out) CHECKED;
/* The same, but *out is NULL where nothing binds. */
enum err law_bound(struct ctx *c, const char *id, const struct law_case *k, int64_t at_ms,
    const struct law_number **out) CHECKED;
/* The moment that lies `n` after `from_ms` in that unit. Hours and minutes are exact. Days count
 * from the day after (民法典 201) and *out is the START of the last one, 00:00 Beijing time, never
 * rolled off a holiday: 20 日 from any hour of 2026-03-02 gives 2026-03-22 00:00. That is the least
 * bound of a period that runs to a deadline, which may fall at any hour of its last day. The day
 * itself ends at 24:00 (民法典 203), *out + DAY_MS: what must wait until a period is over
 * (publicity.candidates.min) waits for that, and a latest time (contract.max) is kept before it.
 * BAD_FIELD for LAW_WORKING_DAY, which needs a calendar, and for what is no period. */
enum err law_after(
    struct ctx *c, const struct law_number *n, int64_t from_ms, int64_t *out) CHECKED;

#endif
