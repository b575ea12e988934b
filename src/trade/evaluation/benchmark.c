/* benchmark.c - the base that prices are measured by, and the score of a price. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "trade/evaluation/judged.h"

#define OFF_MAX 1000000 /* times the base: a deviation beyond it would not fit, and is a slip */

static bool takes_part(const struct eval_in *in, const struct eval_bid *b)
{
	bool struck = b->disqualified != NULL && in->rule->benchmark->participants == PART_VALID;
	return b->in_benchmark && !struck && b->unopened == NULL && b->currency != NULL &&
	       strcmp(b->currency, in->currency) == 0 &&
	       (in->ceiling_minor < 0 || b->price_minor <= in->ceiling_minor) &&
	       (in->floor_minor < 0 || b->price_minor >= in->floor_minor);
}

/* The party only steadies the list: which of two equal prices is dropped changes no number. */
static int by_price(const void *a, const void *b)
{
	const struct eval_bid *x = *(const struct eval_bid *const *)a;
	const struct eval_bid *y = *(const struct eval_bid *const *)b;
	if (x->price_minor != y->price_minor)
		return x->price_minor < y->price_minor ? -1 : 1;
	return strcmp(x->party, y->party);
}

/* The drawn factor, the fixed one, or 1. BAD_FIELD; pending while it is not drawn. */
static enum err factor_of(struct judging *j, const struct factor_rule *f)
{
	j->base.factor = RATE_ONE;
	if (f == NULL)
		return OK;
	const struct factor_choice *choices = f->choices.items;
	int64_t value = j->in->factor != NULL ? *j->in->factor : choices[0].value;
	if (j->in->factor == NULL && f->choices.n > 1) {
		judged_pend(j, "the coefficient is not drawn yet");
		return OK;
	}
	size_t i = 0;
	while (i < f->choices.n && choices[i].value != value)
		i++;
	if (i == f->choices.n)
		return fail_at(j->c, E_BAD_FIELD, "/factor",
		    arena_printf(j->c->mem, "%" PRId64, value),
		    "none of the %zu choices of the tender document", f->choices.n);
	j->base.factor = f->kind == FACTOR_MULTIPLY ? value : RATE_ONE - value;
	return OK;
}

static __int128 sum_of(const struct eval_bid **bids, size_t n)
{
	__int128 sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += bids[i]->price_minor;
	return sum;
}

static void take_mean(struct judging *j, const struct benchmark_rule *r)
{
	struct benchmark *b = &j->base;
	if (r->drop_from > 0 && (int64_t)b->n >= r->drop_from) {
		b->low = (size_t)r->drop_low;
		b->high = (size_t)r->drop_high;
	}
	const struct eval_bid **kept = b->taken + b->low;
	size_t n = b->n - b->low - b->high;
	__int128 sum = sum_of(kept, n);
	if (r->second_mean) {
		/* against the exact mean: a rounded one might lie below them all */
		while (b->second < n && (__int128)kept[b->second]->price_minor * n <= sum)
			b->second++;
		n = b->second;
		sum = sum_of(kept, n);
	}
	b->mean_minor = round_to(sum, n, r->mean_unit);
}

/* At most 10^15 · 10^6 · 10^6 · 2·10^6 for both terms together. */
static void take_base(struct judging *j, const struct benchmark_rule *r)
{
	struct benchmark *b = &j->base;
	__int128 num = (__int128)b->mean_minor * b->factor, den = RATE_ONE;
	if (r->ceiling != NULL) {
		num = (__int128)j->in->ceiling_minor * (RATE_ONE - r->ceiling->down) *
		          r->ceiling->weight +
		      (__int128)b->mean_minor * RATE_ONE * (RATE_ONE - r->ceiling->weight);
		num *= b->factor;
		den = (__int128)RATE_ONE * RATE_ONE * RATE_ONE;
	}
	b->base_minor = round_to(num, den, r->base_unit);
}

static void score_price(struct judging *j, const struct benchmark_rule *r, struct judged *b)
{
	int64_t base = j->base.base_minor, unit = power_of_ten(4 - r->places);
	__int128 off = (__int128)b->price_minor - base;
	int64_t slope = off < 0 ? r->below : r->above;
	__int128 num, den;
	if (off > (__int128)base * OFF_MAX) {
		judged_pend(j, "%s: the price is more than %d times the base; look at it again",
		    b->bid->name, OFF_MAX);
		return;
	}
	if (r->deviation_places >= 0) {
		int64_t scale = power_of_ten(r->deviation_places);
		b->deviation = round_half_up(off * 100 * scale, base);
		num = (__int128)r->full * scale -
		      (__int128)slope * (b->deviation < 0 ? -b->deviation : b->deviation);
		den = scale;
	} else {
		num = (__int128)r->full * base - (off < 0 ? -off : off) * 100 * slope;
		den = base;
	}
	b->price_score = num <= (__int128)r->least * den ? r->least : round_to(num, den, unit);
}

enum err benchmark_judge(struct judging *j)
{
	const struct benchmark_rule *r = j->rule->benchmark;
	struct benchmark *b = &j->base;
	if (r->ceiling != NULL && j->in->ceiling_minor < 0)
		return fail_at(j->c, E_BAD_FIELD, "/benchmark/ceiling", NULL,
		    "the base weighs the ceiling, and the lot has none");
	TRY(factor_of(j, r->factor));
	b->taken = arena_array(j->c->mem, const struct eval_bid *, j->in->n);
	for (size_t i = 0; i < j->in->n; i++)
		if (takes_part(j->in, &j->in->bids[i]))
			b->taken[b->n++] = &j->in->bids[i];
	qsort(b->taken, b->n, sizeof(void *), by_price);
	if (b->n == 0)
		judged_pend(j, "no price takes part in the base");
	if (j->pending->n > 0)
		return OK;
	take_mean(j, r);
	take_base(j, r);
	if (b->base_minor <= 0)
		judged_pend(j, "the base is zero, so no price can be scored");
	for (size_t i = 0; i < j->in->n && b->base_minor > 0; i++)
		if (j->list[i].why == NULL)
			score_price(j, r, &j->list[i]);
	return OK;
}

static void tell_names(struct judging *j, struct buf *line, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		buf_printf(line, "%s%s %s", i == from ? "" : "、", j->base.taken[i]->name,
		    judged_amount(j, j->base.taken[i]->price_minor));
}

/* "平均值 = (a + b) ÷ 2 = m" of the first n kept. */
static void tell_mean(
    struct judging *j, const char *name, size_t n, int64_t mean, const char *rounding)
{
	struct buf line;
	judged_line(j, &line);
	buf_printf(&line, "%s = (", name);
	for (size_t i = 0; i < n; i++)
		buf_printf(&line, "%s%s", i == 0 ? "" : " + ",
		    judged_amount(j, j->base.taken[j->base.low + i]->price_minor));
	buf_printf(&line, ") ÷ %zu = %s（%s）", n, judged_amount(j, mean), rounding);
	judged_step(j, line.p);
}

static void tell_means(struct judging *j, const struct benchmark_rule *r)
{
	const struct benchmark *b = &j->base;
	size_t n = b->n - b->low - b->high;
	const char *rounding =
	    arena_printf(j->c->mem, "四舍五入至 %s", judged_amount(j, r->mean_unit));
	if (!r->second_mean) {
		tell_mean(j, "平均值", n, b->mean_minor, rounding);
		return;
	}
	int64_t first = round_half_up(sum_of(b->taken + b->low, n), n);
	tell_mean(j, "第一次平均值", n, first, "比较时不取舍");
	tell_mean(j, "不高于它的报价的平均值", b->second, b->mean_minor, rounding);
}

static void tell_scoring(struct judging *j, const struct benchmark_rule *r)
{
	struct ctx *c = j->c;
	struct buf line;
	judged_line(j, &line);
	buf_printf(&line,
	    "价格分满分 %s，每高于评标基准价 1%% 扣 %s，每低 1%% 扣 %s，最低 %s，四舍五入保留 "
	    "%" PRId64 " 位小数",
	    score_text(c, r->full), score_text(c, r->above), score_text(c, r->below),
	    score_text(c, r->least), r->places);
	if (r->deviation_places >= 0)
		buf_printf(&line, "；偏差率四舍五入保留 %" PRId64 " 位小数", r->deviation_places);
	else
		buf_text(&line, "；偏差率不取舍");
	judged_step(j, line.p);
}

static void tell_taken(struct judging *j, const struct benchmark_rule *r)
{
	const struct benchmark *b = &j->base;
	struct buf line;
	judged_line(j, &line);
	buf_printf(&line, "参与评标基准价计算 %zu 份%s：", b->n,
	    r->participants == PART_VALID ? "（被否决的不参与）" : "");
	tell_names(j, &line, 0, b->n);
	judged_step(j, line.p);
	if (r->drop_from == 0)
		return;
	judged_line(j, &line);
	if (b->low + b->high == 0) {
		buf_printf(&line, "不足 %" PRId64 " 份，不去掉最高价和最低价", r->drop_from);
	} else {
		buf_printf(&line, "达到 %" PRId64 " 份", r->drop_from);
		buf_text(&line, b->high > 0 ? "，去掉最高：" : "");
		tell_names(j, &line, b->n - b->high, b->n);
		buf_text(&line, b->low > 0 ? "，去掉最低：" : "");
		tell_names(j, &line, 0, b->low);
	}
	judged_step(j, line.p);
}

static void tell_base(struct judging *j, const struct benchmark_rule *r)
{
	const struct benchmark *b = &j->base;
	struct ctx *c = j->c;
	struct buf line;
	judged_line(j, &line);
	buf_text(&line, "评标基准价 = ");
	if (r->ceiling != NULL)
		buf_printf(&line, "(%s × (1 − %s) × %s + %s × (1 − %s))",
		    judged_amount(j, j->in->ceiling_minor), judged_percent(c, r->ceiling->down),
		    decimal_short(c, r->ceiling->weight, 6), judged_amount(j, b->mean_minor),
		    decimal_short(c, r->ceiling->weight, 6));
	else
		buf_text(&line, judged_amount(j, b->mean_minor));
	if (r->factor != NULL && r->factor->kind == FACTOR_MULTIPLY)
		buf_printf(&line, " × %s", decimal_short(c, b->factor, 6));
	if (r->factor != NULL && r->factor->kind == FACTOR_REDUCE)
		buf_printf(&line, " × (1 − %s)", judged_percent(c, RATE_ONE - b->factor));
	buf_printf(&line, " = %s（四舍五入至 %s）", judged_amount(j, b->base_minor),
	    judged_amount(j, r->base_unit));
	judged_step(j, line.p);
}

void benchmark_tell(struct judging *j)
{
	const struct benchmark_rule *r = j->rule->benchmark;
	const struct benchmark *b = &j->base;
	if (b->n == 0)
		return;
	tell_taken(j, r);
	if (b->mean_minor == 0)
		return;
	tell_means(j, r);
	tell_base(j, r);
	tell_scoring(j, r);
}

void benchmark_tell_bid(struct judging *j, const struct judged *b)
{
	const struct benchmark_rule *r = j->rule->benchmark;
	int64_t base = j->base.base_minor, price = b->price_minor;
	int64_t slope = price < base ? r->below : r->above;
	const char *full = score_text(j->c, r->full), *per = score_text(j->c, slope);
	struct buf line;
	judged_line(j, &line);
	buf_printf(&line, "%s：", b->bid->name);
	if (price != b->bid->price_minor)
		buf_printf(&line, "投标价 %s，算术修正为 %s，",
		    judged_amount(j, b->bid->price_minor), judged_amount(j, price));
	if (r->deviation_places >= 0) {
		int places = (int)r->deviation_places;
		int64_t size = b->deviation < 0 ? -b->deviation : b->deviation;
		buf_printf(&line, "偏差率 = (%s − %s) ÷ %s = %s%%，价格分 = %s − %s × %s",
		    judged_amount(j, price), judged_amount(j, base), judged_amount(j, base),
		    decimal_text(j->c, b->deviation, places), full,
		    decimal_text(j->c, size, places), per);
	} else {
		buf_printf(&line, "价格分 = %s − (%s − %s) ÷ %s × 100 × %s", full,
		    judged_amount(j, price < base ? base : price),
		    judged_amount(j, price < base ? price : base), judged_amount(j, base), per);
	}
	buf_printf(&line, "%s%s", b->price_score == r->least ? "，按最低分计 " : " = ",
	    score_text(j->c, b->price_score));
	judged_step(j, line.p);
}

struct json *benchmark_json(struct judging *j)
{
	const struct benchmark *b = &j->base;
	struct ctx *c = j->c;
	struct json *o = json_object(c), *dropped = json_list(c), *taken = json_list(c);
	for (size_t i = 0; i < b->n; i++) {
		bool out = i < b->low || i >= b->n - b->high;
		json_push(out ? dropped : taken, json_text(c, b->taken[i]->party));
	}
	if (b->base_minor > 0) {
		json_put(o, "base", json_text(c, judged_amount(j, b->base_minor)));
		json_put(o, "mean", json_text(c, judged_amount(j, b->mean_minor)));
		if (j->rule->benchmark->factor != NULL)
			json_put(o, "factor", json_int(c, b->factor));
	}
	json_put(o, "dropped", dropped);
	json_put(o, "taken", taken);
	return o;
}
