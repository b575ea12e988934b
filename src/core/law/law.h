/* law.h - the law as data: kinds of trade and numbers, read strictly from law/, asked by code.
 *
 * law/kinds/NAME.yaml: one kind of trade each. law/numbers/NAME.yaml: lists of numbers with unit,
 * legal basis, dates and what they bind. law/calendars/NAME-YEAR.yaml: see calendar.h.
 * Every value in the files is a string that we parse
 * exactly; unknown, missing and double keys, `3x`, overlapping rows and a floor price in a Chinese
 * kind are refused with file, line and column, and the program does not start.
 * A struct law is read-only after law_load and may be shared by threads.
 */
#ifndef HENG_CORE_LAW_LAW_H
#define HENG_CORE_LAW_LAW_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/ctx.h"

enum law_unit {
	LAW_DAY,
	LAW_WORKING_DAY,
	LAW_HOUR,
	LAW_MINUTE,
	LAW_YEAR,
	LAW_YUAN,
	LAW_PERMILLE,
	LAW_COUNT
};
extern const char *const law_unit_words[]; /* "日" …, as the files write them; ends with NULL */

/* What a period is counted from, or back from. */
enum law_event {
	LAW_PUBLICATION,  /* the announcement, on the designated medium */
	LAW_PREQUAL_SALE, /* last day on which the prequalification document is handed out */
	LAW_PREQUAL_DEADLINE,
	LAW_DEADLINE,   /* of bids */
	LAW_WITHDRAWAL, /* of a bid */
	LAW_REPORT,     /* the evaluation report reached the procuring entity */
	LAW_PUBLICITY,  /* of the candidates */
	LAW_AWARD,
	LAW_LETTER, /* 中标通知书 */
	LAW_CONTRACT,
	LAW_OBJECTION, /* received */
	LAW_KNOWN,     /* knew, or should have known */
	LAW_COMPLAINT, /* received */
	LAW_ACCEPTED,  /* a complaint */
	LAW_EVENTS,
	LAW_NO_EVENT = LAW_EVENTS
};
extern const char *const law_event_words[], *const law_event_zh[]; /* the first ends with NULL */

#define LAW_OPEN_DAY 99991231 /* `to` of what is valid for ever */

/* One number of the law. Strings live as long as the struct law. */
struct law_number {
	const char *id; /* "bid.period.min" */
	int64_t value;  /* in the unit; LAW_YUAN in fen */
	enum law_unit unit;
	const char *basis_zh; /* "《招标投标法》第二十四条" */
	const char *basis_en; /* "Tendering and Bidding Law, art. 24" */
	const char *rule;     /* both, in one line, for fail_rule */
	const char *note;     /* for people, Chinese; NULL: none */
	int32_t from, to;     /* valid days yyyymmdd, both inclusive; to may be LAW_OPEN_DAY */
	bool most;            /* a maximum: the id ends in .max; .min otherwise */
	bool refuse;          /* true: breaking it refuses; false: it warns */
	enum law_event event; /* LAW_NO_EVENT: no period, or counted from what the act says */
	bool before;          /* counted back from the event */
	bool through;         /* counted from it, and what waits waits until the last day is over */
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
	const char *calendar;    /* "cn" of law/calendars; "none": days are days */
	bool identity_uscc;      /* parties must carry a 统一社会信用代码 */
	enum law_choice ceiling; /* 最高投标限价 */
	enum law_choice
	    floor; /* 最低投标限价: must be FORBIDDEN where jurisdiction is CN (条例27) */
	const char *evaluation; /* "lowest-price", or "document": as it says */
	/* supervising department; kinds of one department share its id */
	const char *department, *department_zh, *department_en;
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
/* The number at that place among all, in the order of the files; NULL behind the last. */
const struct law_number *law_number_at(const struct law *law, size_t i);
/* The rows that bind this case on that day, in the order of the files. */
enum err law_binding(struct ctx *c, const struct law_case *k, int64_t at_ms,
    const struct law_number ***out, size_t *n) CHECKED;

#endif
