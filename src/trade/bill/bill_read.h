/* bill_read.h - private to trade/bill: the reader of one bill. bill_read.c walks the elements with
 * libexpat, bill_element.c says what each may hold and takes it into the structs. */
#ifndef HENG_TRADE_BILL_BILL_READ_H
#define HENG_TRADE_BILL_BILL_READ_H

#include <expat.h>

#include "trade/bill/bill.h"

enum attribute {
	A_VERSION,
	A_CURRENCY,
	A_TITLE,
	A_LOT,
	A_CODE,
	A_NAME,
	A_FEATURES,
	A_UNIT,
	A_QUANTITY,
	A_PRICE,
	A_TOTAL,
	A_CEILING,
	A_RATE,
	ATTRIBUTES
};
extern const char *const bill_attributes[ATTRIBUTES];

/* What is open around an element. */
enum place { AT_TOP, IN_BILL, IN_WORK, IN_ITEMS, IN_MEASURES, IN_OTHER, IN_LEAF };
#define DEPTH_MAX 5

struct element;
struct reader {
	struct ctx *c;
	XML_Parser parser;
	const char *text;
	size_t n, tags;
	size_t at; /* offset of what is being read: the place of a refusal */
	struct bill *bill;
	struct bill_work *works; /* room for LIMIT_BILL_WORKS */
	struct bill_line *lines; /* room for `tags`, at most LIMIT_BILL_LINES */
	enum place open[DEPTH_MAX + 1];
	int depth;
	int next_part;                        /* of the open work */
	const struct element *now;            /* being read, with its attributes; NULL: none */
	const char *values[ATTRIBUTES];       /* NULL: not there */
	int64_t totals_minor, products_minor; /* of all lines so far */
	enum err e;
};

struct element {
	const char *name;
	enum place in, opens;
	enum err (*read)(struct reader *r);
	uint32_t required, optional; /* bits of enum attribute */
	int which;                   /* enum bill_part or enum bill_kind */
};

/* Ends with a row of NULL. */
extern const struct element bill_elements[];

/* BAD_BILL: "line:column: item CODE: what", the element being read where there is one. */
enum err bill_refuse(struct reader *r, const char *fmt, ...) CHECKED PRINTF(2, 3);

#endif
