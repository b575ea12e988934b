/* bill.h - 工程量清单, the bill of quantities: read, checked against the tender's, added up again.
 *
 * Pure: text in, structs and canonical JSON out; no store, no clock. The form is written down in
 * docs/bill-format.md, aligned with GB/T 50500-2024. The tender's bill and a bidder's are one form;
 * the priced one has prices and sums. What is found here refuses nobody: the machine lists, the
 * committee decides.
 *
 * Amounts are minor units of the bill's currency (fen for CNY), quantities thousandths, rates
 * millionths. All memory is the context's arena: make it with LIMIT_BILL_ARENA_BYTES, which holds
 * two bills of the largest size (not their texts) and the result.
 */
#ifndef HENG_TRADE_BILL_BILL_H
#define HENG_TRADE_BILL_BILL_H

#include "core/base/ctx.h"

#define BILL_CODE_CHARS 12

/* The parts of a unit work (单位工程), in their order: 分部分项工程, 措施项目, 其他项目, 增值税. */
enum bill_part { BILL_ITEMS, BILL_MEASURES, BILL_OTHER, BILL_TAX, BILL_PARTS };
enum bill_kind {
	BILL_ITEM,        /* 分部分项工程项目: quantity and unit price */
	BILL_MEASURE,     /* 单价措施项目: the same */
	BILL_LUMP,        /* 总价措施项目: a sum */
	BILL_PROVISIONAL, /* 暂列金额: the tender's sum */
	BILL_ESTIMATE,    /* 专业工程暂估价: the tender's sum */
	BILL_DAYWORK,     /* 计日工: quantity and unit price */
	BILL_SERVICE,     /* 总承包服务费: a sum */
	BILL_KINDS
};

struct bill_line {
	enum bill_kind kind;
	uint32_t work;   /* index into works */
	uint32_t offset; /* of its element in the text, bytes */
	char code[BILL_CODE_CHARS + 1];
	const char *name, *features, *unit; /* the latter two NULL where the kind has none */
	int64_t quantity_milli;             /* 0 to 10^12; -1: the kind has none */
	int64_t price_minor, total_minor;   /* unit price, and of the line; -1: none */
	int64_t ceiling_minor; /* highest unit price, in the tender's bill only; -1: none */
};

struct bill_work {
	char code[BILL_CODE_CHARS + 1];
	const char *name;
	int64_t rate;                   /* of the tax, 0 to 10^6 */
	int64_t part_minor[BILL_PARTS]; /* as stated; -1 in a bill without prices */
	int64_t total_minor;            /* as stated; -1 likewise */
};

struct bill {
	const char *title, *lot, *currency; /* the last is money_currency's own string */
	bool priced;
	int64_t total_minor; /* as stated; -1: not priced */
	const struct bill_work *works;
	const struct bill_line *lines;    /* in the order of the text */
	size_t work_count, line_count;    /* 1 to LIMIT_BILL_WORKS, 0 to LIMIT_BILL_LINES */
	const struct bill_line **by_code; /* the same, sorted; no code comes twice */
	const char *digest;               /* SHA-256 of the text, hex */
};

/* Reads a bill of n bytes. TOO_LARGE; BAD_BILL with "line:column: item CODE: what", columns in
 * characters, CODE that of the line where one was read. Neither its line totals nor its products
 * of quantity and unit price come to more than MONEY_MAX_MINOR together. */
enum err bill_read(struct ctx *c, const char *text, size_t n, struct bill *out) CHECKED;

enum bill_finding_kind {
	BILL_TITLE_CHANGED, /* title or lot */
	BILL_WORK_MISSING,
	BILL_WORK_ADDED,
	BILL_WORK_RENAMED,
	BILL_TAX_RATE, /* 税率 is the tender's */
	BILL_LINE_MISSING,
	BILL_LINE_ADDED,
	BILL_LINE_MOVED, /* another unit work or kind; nothing more is compared then */
	BILL_NAME_CHANGED,
	BILL_FEATURES_CHANGED,
	BILL_UNIT_CHANGED,
	BILL_QUANTITY_CHANGED,
	BILL_SUM_CHANGED,   /* 暂列金额, 专业工程暂估价 are the tender's */
	BILL_ABOVE_CEILING, /* unit price above the tender's for that line */
	BILL_UNPRICED,      /* no price, or zero: deemed included in others (GB/T 50500) */
	BILL_LINE_TOTAL,    /* not quantity × unit price, half up */
	BILL_DECIMAL_POINT, /* the same, and the unit price looks shifted by one to three places */
	BILL_PART_TOTAL,    /* not the sum of its lines */
	BILL_TAX_TOTAL,     /* not rate × the other parts, half up */
	BILL_WORK_TOTAL,    /* not the sum of its parts */
	BILL_TOTAL,         /* not the sum of the unit works */
	BILL_FORM_PRICE,    /* total of the bill is not the price of the bid form */
	BILL_FINDING_KINDS
};
extern const char *const bill_finding_words[]; /* "title-changed", … */
struct bill_finding {
	enum bill_finding_kind kind;
	const char *work, *code;      /* of the line, or the part's word; NULL: no single one */
	const char *expected, *found; /* as a bill writes it; NULL: nothing there */
};
/* One step of the arithmetic correction; `what` was corrected, see docs/bill-format.md. */
struct bill_step {
	const char *work, *code, *what, *from, *to;
};
struct bill_result {
	const struct bill_finding *findings;
	const struct bill_step *steps;
	size_t finding_count, step_count;   /* of the first, at most LIMIT_BILL_FINDINGS each */
	int64_t counts[BILL_FINDING_KINDS]; /* of all findings */
	int64_t steps_total;
	int64_t corrected_minor; /* total after correction, tax included */
	const char *result;      /* canonical JSON of all this and the digests of both bills */
	const char *digest;      /* SHA-256 of it, hex */
};

/* 清标: lists where the bidder's bill departs from the tender's or from its own arithmetic, and
 * corrects the arithmetic by article 19 of 《评标委员会和评标方法暂行规定》 (12号令): the unit price
 * beats the line total, save where its decimal point has slipped. form_minor is the price of the
 * bid form; -1: none. BAD_BILL when the tender's has prices, the other none, or their currencies
 * differ. */
enum err bill_compare(struct ctx *c, const struct bill *tender, const struct bill *priced,
    int64_t form_minor, struct bill_result *out) CHECKED;

#endif
