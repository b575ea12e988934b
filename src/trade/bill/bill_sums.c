/* bill_sums.c - the arithmetic of a priced bill: where it does not hold, and what it comes to after
 * article 19 of 《评标委员会和评标方法暂行规定》.
 *
 * A sum is checked against what stands directly below it, as stated: so one wrong line shows in its
 * part, and not in everything above. The correction is the other way round: it starts from the
 * lines and carries every change up to the total. */
#include "core/base/limits.h"
#include "core/base/money.h"
#include "trade/bill/bill_check.h"

#define MILLI 1000
#define MILLION 1000000
#define SLIP_PLACES 3 /* the decimal point has slipped by at most so many */

const char *const bill_part_names[BILL_PARTS] = { "items", "measures", "other", "tax" };

static enum bill_part part_of(enum bill_kind kind)
{
	return kind == BILL_ITEM                           ? BILL_ITEMS
	       : kind == BILL_MEASURE || kind == BILL_LUMP ? BILL_MEASURES
	                                                   : BILL_OTHER;
}

static void add_step(struct check *k, struct bill_step s)
{
	if (k->out.step_count < LIMIT_BILL_FINDINGS)
		k->steps[k->out.step_count++] = s;
	k->out.steps_total++;
}

static const char *amount(struct check *k, int64_t minor)
{
	return money_text(k->c, (struct money){ minor, k->priced->currency });
}

static void correct(
    struct check *k, struct about at, const char *what, int64_t from_minor, int64_t to_minor)
{
	if (from_minor == to_minor)
		return;
	add_step(k, (struct bill_step){
	                at.work, at.code, what, amount(k, from_minor), amount(k, to_minor) });
}

/* By how many places the unit price would have to be shifted for the line to come to its total:
 * to the right above zero, to the left below; 0: by none. */
static enum err slip_of(struct check *k, const struct bill_line *l, int *places)
{
	int64_t product, factor = 1;
	*places = 0;
	if (l->total_minor <= 0 || l->price_minor <= 0)
		return OK;
	for (int i = 1; i <= SLIP_PLACES; i++) {
		factor *= 10;
		TRY(decimal_mul_div(
		    k->c, l->quantity_milli, l->price_minor * factor, MILLI, &product));
		if (product == l->total_minor) {
			*places = i;
			return OK;
		}
		TRY(decimal_mul_div(
		    k->c, l->quantity_milli, l->price_minor, MILLI * factor, &product));
		if (product == l->total_minor) {
			*places = -i;
			return OK;
		}
	}
	return OK;
}

/* The unit price so shifted, exactly: to the left it may need more places than the currency has. */
static const char *shifted(struct check *k, int64_t price_minor, int places)
{
	int digits;
	(void)money_currency(k->priced->currency, &digits);
	if (places < 0)
		return decimal_text(k->c, price_minor, digits - places);
	for (int i = 0; i < places; i++)
		price_minor *= 10;
	return decimal_text(k->c, price_minor, digits);
}

/* Article 19: the unit price beats the line total, unless its decimal point is obviously wrong.
 * *corrected is what the line comes to. */
static enum err check_line(struct check *k, const struct bill_line *l, int64_t *corrected)
{
	struct about at = { k->priced->works[l->work].code, l->code };
	int64_t product;
	int places;
	*corrected = l->total_minor < 0 ? 0 : l->total_minor;
	if (l->price_minor < 0)
		return OK;
	TRY(decimal_mul_div(k->c, l->quantity_milli, l->price_minor, MILLI, &product));
	if (product == l->total_minor)
		return OK;
	TRY(slip_of(k, l, &places));
	check_find_amount(
	    k, places != 0 ? BILL_DECIMAL_POINT : BILL_LINE_TOTAL, at, product, l->total_minor);
	if (places != 0) {
		add_step(k, (struct bill_step){ at.work, at.code, "unit-price",
		                amount(k, l->price_minor), shifted(k, l->price_minor, places) });
		return OK;
	}
	correct(k, at, "line-total", l->total_minor, product);
	*corrected = product;
	return OK;
}

struct sums {
	int64_t stated[BILL_PARTS], corrected[BILL_PARTS]; /* of the lines of each part */
};

static enum err tax_of(struct check *k, const int64_t parts[BILL_PARTS], int64_t rate, int64_t *tax)
{
	return decimal_mul_div(
	    k->c, parts[BILL_ITEMS] + parts[BILL_MEASURES] + parts[BILL_OTHER], rate, MILLION, tax);
}

/* One unit work: *corrected is what it comes to with its tax. */
static enum err check_work(
    struct check *k, const struct bill_work *w, struct sums *s, int64_t *corrected)
{
	struct about at = { w->code, NULL };
	int64_t tax, stated = 0;
	*corrected = 0;
	TRY(tax_of(k, w->part_minor, w->rate, &tax));
	TRY(tax_of(k, s->corrected, w->rate, &s->corrected[BILL_TAX]));
	for (int p = BILL_ITEMS; p < BILL_TAX; p++)
		if (s->stated[p] != w->part_minor[p])
			check_find_amount(k, BILL_PART_TOTAL,
			    (struct about){ w->code, bill_part_names[p] }, s->stated[p],
			    w->part_minor[p]);
	if (tax != w->part_minor[BILL_TAX])
		check_find_amount(k, BILL_TAX_TOTAL, at, tax, w->part_minor[BILL_TAX]);
	for (int p = BILL_ITEMS; p < BILL_PARTS; p++) {
		stated += w->part_minor[p];
		*corrected += s->corrected[p];
		correct(k, at, bill_part_names[p], w->part_minor[p], s->corrected[p]);
	}
	if (stated != w->total_minor)
		check_find_amount(k, BILL_WORK_TOTAL, at, stated, w->total_minor);
	correct(k, at, "work", w->total_minor, *corrected);
	return OK;
}

enum err check_sums(struct check *k)
{
	const struct bill *b = k->priced;
	struct sums *all = arena_array(k->c->mem, struct sums, b->work_count);
	const struct about whole = { NULL, NULL };
	int64_t stated = 0, corrected;
	for (size_t i = 0; i < b->line_count; i++) {
		const struct bill_line *l = &b->lines[i];
		enum bill_part part = part_of(l->kind);
		TRY(check_line(k, l, &corrected));
		all[l->work].stated[part] += l->total_minor < 0 ? 0 : l->total_minor;
		all[l->work].corrected[part] += corrected;
	}
	for (size_t i = 0; i < b->work_count; i++) {
		TRY(check_work(k, &b->works[i], &all[i], &corrected));
		stated += b->works[i].total_minor;
		k->out.corrected_minor += corrected;
	}
	if (stated != b->total_minor)
		check_find_amount(k, BILL_TOTAL, whole, stated, b->total_minor);
	correct(k, whole, "bill", b->total_minor, k->out.corrected_minor);
	return OK;
}
