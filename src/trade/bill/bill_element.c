/* bill_element.c - what each element may hold, and how it comes into the structs. */
#include <string.h>

#include "core/base/limits.h"
#include "core/base/money.h"
#include "trade/bill/bill_check.h"
#include "trade/bill/bill_read.h"

#define QUANTITY_MAX_MILLI INT64_C(1000000000000) /* 10^9 of a unit */
#define RATE_MAX 1000000                          /* 100 % */

const char *const bill_attributes[ATTRIBUTES] = { "version", "currency", "title", "lot", "code",
	"name", "features", "unit", "quantity", "price", "total", "ceiling", "rate" };

/* A text of at most so many characters; the line feeds of features are kept. */
static enum err take_text(struct reader *r, enum attribute a, size_t most, const char **out)
{
	const char *v = r->values[a], *name = bill_attributes[a];
	size_t chars = 0, n = strlen(v);
	for (size_t i = 0; i < n; i++) {
		unsigned char ch = (unsigned char)v[i];
		if ((ch < 0x20 || ch == 0x7F) && !(ch == '\n' && a == A_FEATURES))
			return bill_refuse(r, "%s holds a control character", name);
		chars += (ch & 0xC0) != 0x80;
	}
	if (n == 0 && a != A_FEATURES)
		return bill_refuse(r, "%s is empty", name);
	if (n > 0 && (strchr(" \n", v[0]) != NULL || strchr(" \n", v[n - 1]) != NULL))
		return bill_refuse(r, "%s begins or ends with a space", name);
	if (chars > most)
		return bill_refuse(r, "%s is longer than %zu characters", name, most);
	*out = arena_copy(r->c->mem, v, n);
	return OK;
}

/* A code of the national list is 9 digits and 3 of sequence; others are our own to form. */
static enum err take_code(struct reader *r, bool national, char out[BILL_CODE_CHARS + 1])
{
	const char *v = r->values[A_CODE];
	size_t digits = strspn(v, "0123456789"), n = strlen(v);
	size_t good = strspn(v, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-");
	if (national && (digits != BILL_CODE_CHARS || n != digits))
		return bill_refuse(r, "a code is %d digits", BILL_CODE_CHARS);
	if (n == 0 || n > BILL_CODE_CHARS || good != n)
		return bill_refuse(r, "a code is 1 to %d of 0-9, A-Z and -", BILL_CODE_CHARS);
	memcpy(out, v, n + 1);
	return OK;
}

/* An attribute that isn't there leaves *out as it is. */
static enum err take_amount(struct reader *r, enum attribute a, int64_t *out)
{
	struct money m;
	if (r->values[a] == NULL)
		return OK;
	if (money_parse(r->c, r->values[a], r->bill->currency, &m) != OK)
		return bill_refuse(r, "%s: %s", bill_attributes[a], r->c->fault.detail);
	if (m.minor < 0)
		return bill_refuse(r, "%s is below zero", bill_attributes[a]);
	*out = m.minor;
	return OK;
}

static enum err take_decimal(
    struct reader *r, enum attribute a, int places, int64_t most, int64_t *out)
{
	int64_t v;
	if (decimal_parse(r->c, r->values[a], places, &v) != OK)
		return bill_refuse(r, "%s: %s", bill_attributes[a], r->c->fault.detail);
	if (v < 0 || v > most)
		return bill_refuse(r, "%s is not from 0 to %s", bill_attributes[a],
		    decimal_text(r->c, most, places));
	*out = v;
	return OK;
}

/* The sum of a part, a work or the tax: there in a bill with prices, and only there. */
static enum err take_sum(struct reader *r, int64_t *out)
{
	bool there = r->values[A_TOTAL] != NULL;
	if (there != r->bill->priced)
		return bill_refuse(
		    r, there ? "a total, in a bill that has none itself" : "total is missing");
	*out = -1;
	return take_amount(r, A_TOTAL, out);
}

static enum err read_bill(struct reader *r)
{
	struct bill *b = r->bill;
	if (strcmp(r->values[A_VERSION], "1") != 0)
		return bill_refuse(r, "version is not 1");
	b->currency = money_currency(r->values[A_CURRENCY], NULL);
	if (b->currency == NULL)
		return bill_refuse(r, "the currency is not known");
	TRY(take_text(r, A_TITLE, LIMIT_TITLE_CHARS, &b->title));
	TRY(take_text(r, A_LOT, LIMIT_TITLE_CHARS, &b->lot));
	b->priced = r->values[A_TOTAL] != NULL;
	return take_sum(r, &b->total_minor);
}

static enum err read_work(struct reader *r)
{
	struct bill_work w = { .rate = 0 };
	if (r->bill->work_count == LIMIT_BILL_WORKS)
		return bill_refuse(r, "more than %d unit works", LIMIT_BILL_WORKS);
	TRY(take_code(r, false, w.code));
	TRY(take_text(r, A_NAME, LIMIT_TITLE_CHARS, &w.name));
	TRY(take_sum(r, &w.total_minor));
	for (size_t i = 0; i < r->bill->work_count; i++)
		if (strcmp(r->works[i].code, w.code) == 0)
			return bill_refuse(r, "the code is used twice");
	r->works[r->bill->work_count++] = w;
	r->next_part = BILL_ITEMS;
	return OK;
}

static enum err read_part(struct reader *r)
{
	int part = r->now->which;
	if (part < r->next_part)
		return bill_refuse(r, "a second one, or behind a part that follows it");
	if (part > r->next_part)
		return bill_refuse(r, "%s is missing before it", bill_part_names[r->next_part]);
	r->next_part++;
	return take_sum(r, &r->works[r->bill->work_count - 1].part_minor[part]);
}

static enum err read_tax(struct reader *r)
{
	TRY(read_part(r));
	return take_decimal(r, A_RATE, 6, RATE_MAX, &r->works[r->bill->work_count - 1].rate);
}

static bool has(const struct reader *r, enum attribute a)
{
	return r->values[a] != NULL;
}

/* Which amounts may stand in a line depends on whose bill it is. */
static enum err check_amounts(struct reader *r)
{
	bool fixed = (r->now->required & 1u << A_TOTAL) != 0;
	if (!fixed && has(r, A_TOTAL) && !r->bill->priced)
		return bill_refuse(r, "a total, in a bill that has none itself");
	if ((r->now->optional & 1u << A_PRICE) != 0 && has(r, A_PRICE) != has(r, A_TOTAL))
		return bill_refuse(r, "price and total come together or not at all");
	if (has(r, A_CEILING) && r->bill->priced)
		return bill_refuse(r, "a ceiling stands in the tender's bill only");
	return OK;
}

/* Keeps what later adds up within 64 bits: see MONEY_MAX_MINOR in bill_read's contract. */
static enum err add_up(struct reader *r, const struct bill_line *l)
{
	int64_t product = 0;
	if (l->price_minor >= 0 &&
	    decimal_mul_div(r->c, l->quantity_milli, l->price_minor, 1000, &product) != OK)
		return bill_refuse(r, "quantity × price: %s", r->c->fault.detail);
	if (product > MONEY_MAX_MINOR - r->products_minor)
		return bill_refuse(r, "the lines come to more than 10^15 minor units");
	r->products_minor += product;
	int64_t total = l->total_minor < 0 ? 0 : l->total_minor;
	if (total > MONEY_MAX_MINOR - r->totals_minor)
		return bill_refuse(r, "the lines come to more than 10^15 minor units");
	r->totals_minor += total;
	return OK;
}

static enum err read_line(struct reader *r)
{
	struct bill *b = r->bill;
	struct bill_line l = { .kind = (enum bill_kind)r->now->which,
		.work = (uint32_t)b->work_count - 1,
		.offset = (uint32_t)r->at,
		.quantity_milli = -1,
		.price_minor = -1,
		.total_minor = -1,
		.ceiling_minor = -1 };
	if (b->line_count == LIMIT_BILL_LINES)
		return bill_refuse(r, "more than %d lines", LIMIT_BILL_LINES);
	TRY(take_code(r, l.kind <= BILL_LUMP, l.code));
	TRY(take_text(r, A_NAME, LIMIT_TITLE_CHARS, &l.name));
	if (has(r, A_FEATURES))
		TRY(take_text(r, A_FEATURES, LIMIT_TEXT_CHARS, &l.features));
	if (has(r, A_UNIT))
		TRY(take_text(r, A_UNIT, LIMIT_BILL_UNIT_CHARS, &l.unit));
	if (has(r, A_QUANTITY))
		TRY(take_decimal(r, A_QUANTITY, 3, QUANTITY_MAX_MILLI, &l.quantity_milli));
	TRY(take_amount(r, A_PRICE, &l.price_minor));
	TRY(take_amount(r, A_TOTAL, &l.total_minor));
	TRY(take_amount(r, A_CEILING, &l.ceiling_minor));
	TRY(check_amounts(r));
	TRY(add_up(r, &l));
	r->lines[b->line_count++] = l;
	return OK;
}

#define B(a) (1u << A_##a)
#define NAMED (B(CODE) | B(NAME))
#define COUNTED (NAMED | B(UNIT) | B(QUANTITY))
#define OFFERED (B(PRICE) | B(TOTAL) | B(CEILING))
#define HEAD (B(VERSION) | B(CURRENCY) | B(TITLE) | B(LOT))
#define FULL (COUNTED | B(FEATURES))

const struct element bill_elements[] = {
	{ "bill", AT_TOP, IN_BILL, read_bill, HEAD, B(TOTAL), 0 },
	{ "work", IN_BILL, IN_WORK, read_work, NAMED, B(TOTAL), 0 },
	{ "items", IN_WORK, IN_ITEMS, read_part, 0, B(TOTAL), BILL_ITEMS },
	{ "measures", IN_WORK, IN_MEASURES, read_part, 0, B(TOTAL), BILL_MEASURES },
	{ "other", IN_WORK, IN_OTHER, read_part, 0, B(TOTAL), BILL_OTHER },
	{ "tax", IN_WORK, IN_LEAF, read_tax, B(RATE), B(TOTAL), BILL_TAX },
	{ "item", IN_ITEMS, IN_LEAF, read_line, FULL, OFFERED, BILL_ITEM },
	{ "item", IN_MEASURES, IN_LEAF, read_line, FULL, OFFERED, BILL_MEASURE },
	{ "lump", IN_MEASURES, IN_LEAF, read_line, NAMED | B(FEATURES), B(TOTAL), BILL_LUMP },
	{ "provisional", IN_OTHER, IN_LEAF, read_line, NAMED | B(TOTAL), 0, BILL_PROVISIONAL },
	{ "estimate", IN_OTHER, IN_LEAF, read_line, NAMED | B(TOTAL), 0, BILL_ESTIMATE },
	{ "daywork", IN_OTHER, IN_LEAF, read_line, COUNTED, OFFERED, BILL_DAYWORK },
	{ "service", IN_OTHER, IN_LEAF, read_line, NAMED, B(TOTAL), BILL_SERVICE },
	{ NULL, AT_TOP, AT_TOP, NULL, 0, 0, 0 },
};
