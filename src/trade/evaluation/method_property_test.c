/* method_property_test.c - random rules and bids: every number against a computation in fractions
 * that shares nothing with the program's, and what must hold whatever the rule. */
#include <stdlib.h>

#include "trade/evaluation/method_test.h"

#define ROUNDS 3000
#define BIDS_MAX 12
#define MEMBERS_MAX 6
#define CRITERIA 4

/* A fraction in lowest terms, d > 0. */
struct fraction {
	__int128 n, d;
};

static struct fraction fraction(__int128 n, __int128 d)
{
	__int128 a = n < 0 ? -n : n, b = d;
	while (b != 0) {
		__int128 rest = a % b;
		a = b;
		b = rest;
	}
	return a == 0 ? (struct fraction){ 0, 1 } : (struct fraction){ n / a, d / a };
}

static struct fraction plus(struct fraction x, struct fraction y)
{
	return fraction(x.n * y.d + y.n * x.d, x.d * y.d);
}

static struct fraction times(struct fraction x, struct fraction y)
{
	return fraction(x.n * y.n, x.d * y.d);
}

static struct fraction rate(int64_t millionths)
{
	return fraction(millionths, 1000000);
}

/* To the nearest multiple of the unit 1 / per; half goes away from zero. */
static struct fraction nearest(struct fraction x, __int128 per)
{
	struct fraction size = times(fraction(x.n < 0 ? -x.n : x.n, x.d), fraction(per, 1));
	__int128 whole = size.n / size.d;
	if (2 * (size.n - whole * size.d) >= size.d)
		whole++;
	return fraction(x.n < 0 ? -whole : whole, per);
}

static struct fraction nearest_unit(struct fraction x, int64_t unit)
{
	return times(nearest(times(x, fraction(1, unit)), 1), fraction(unit, 1));
}

static int64_t whole(struct fraction x)
{
	assert_true(x.d == 1);
	return (int64_t)x.n;
}

static int ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* One random case, with all that it points to. */
struct world {
	struct method_rule rule;
	struct benchmark_rule benchmark;
	struct ceiling_share share;
	struct factor_rule factor;
	struct factor_choice choices[3];
	struct scoring_rule scoring;
	struct criterion criteria[CRITERIA];
	struct tie_rule ties[2];
	struct eval_bid bids[BIDS_MAX];
	int64_t prices[BIDS_MAX], scores[BIDS_MAX * MEMBERS_MAX * CRITERIA];
	int64_t drawn;
	struct eval_in in;
};

static int64_t roll(struct ctx *c, int64_t from, int64_t to)
{
	return from + (int64_t)rng_below(&c->rng, (uint64_t)(to - from + 1));
}

static void random_benchmark(struct ctx *c, struct world *w)
{
	static const int64_t units[] = { 1, 10, 100 }, ones[] = { 1, 10, 100, 1000, 10000 };
	int64_t places = roll(c, 0, 4), unit = ones[4 - places];
	w->benchmark = (struct benchmark_rule){ .second_mean = roll(c, 0, 2) == 0,
		.mean_unit = units[roll(c, 0, 2)],
		.base_unit = units[roll(c, 0, 2)],
		.deviation_places = roll(c, -1, 4),
		.full = roll(c, 30, 100) * 10000,
		.above = roll(c, 0, 30) * 1000,
		.below = roll(c, 1, 30) * 1000,
		.least = roll(c, 0, 9) * unit,
		.places = places };
	if (roll(c, 0, 2) > 0) {
		w->benchmark.drop_high = roll(c, 0, 1);
		w->benchmark.drop_low = roll(c, 1 - w->benchmark.drop_high, 1);
		w->benchmark.drop_from = roll(c, 3, 7);
	}
	w->share = (struct ceiling_share){ roll(c, 0, 20) * 10000, roll(c, 1, 19) * 50000 };
	if (roll(c, 0, 1) == 0)
		w->benchmark.ceiling = &w->share;
	for (int i = 0; i < 3; i++)
		w->choices[i].value = (int64_t)(i + 1) * 25000 + roll(c, 0, 9) * 2500;
	w->factor =
	    (struct factor_rule){ (int)roll(c, 0, 1), { (size_t)roll(c, 1, 3), w->choices } };
	if (w->factor.kind == FACTOR_MULTIPLY)
		for (int i = 0; i < 3; i++)
			w->choices[i].value += 880000;
	w->drawn = w->choices[roll(c, 0, (int64_t)w->factor.choices.n - 1)].value;
	if (roll(c, 0, 1) == 0)
		w->benchmark.factor = &w->factor;
	w->rule.benchmark = &w->benchmark;
}

static void random_scores(struct ctx *c, struct world *w)
{
	static const char *const members[] = { "一", "二", "三", "四", "五", "六" };
	static const char *const ids[] = { "a", "b", "c", "d" };
	for (size_t i = 0; i < CRITERIA; i++)
		w->criteria[i] = (struct criterion){ ids[i], ids[i], i < 2 ? "技术" : "商务",
			roll(c, 1, 20) * 10000, i == 1, 0 };
	w->scoring = (struct scoring_rule){ roll(c, 0, 1) * roll(c, 3, 6), roll(c, 1, 3),
		{ CRITERIA, w->criteria } };
	w->rule.scoring = &w->scoring;
	w->in.members = members;
	w->in.member_count = (size_t)roll(c, 1, MEMBERS_MAX);
	w->in.scores = w->scores;
	for (size_t b = 0; b < w->in.n; b++)
		for (size_t m = 0; m < w->in.member_count; m++)
			for (size_t k = 0; k < CRITERIA; k++)
				w->scores[eval_score(&w->in, b, m, k)] =
				    k == 1 && m > 0 ? w->scores[eval_score(&w->in, b, 0, k)]
				                    : roll(c, 0, w->criteria[k].full / 100) * 100;
}

static struct world *random_world(struct ctx *c)
{
	struct world *w = arena_new_of(c->mem, struct world);
	random_benchmark(c, w);
	for (size_t i = 0; i < BIDS_MAX; i++)
		w->prices[i] = roll(c, 90000000, 120000000) * (roll(c, 0, 9) == 0 ? 3 : 1);
	if (roll(c, 0, 4) == 0)
		w->prices[1] = w->prices[0];
	w->in = test_bids(c, &w->rule, w->bids, w->prices, (size_t)roll(c, 1, BIDS_MAX));
	w->in.ceiling_minor =
	    w->benchmark.ceiling != NULL || roll(c, 0, 1) ? roll(c, 100000000, 130000000) : -1;
	w->in.factor = w->benchmark.factor != NULL ? &w->drawn : NULL;
	for (size_t i = 0; i < w->in.n; i++) {
		w->bids[i].in_benchmark = roll(c, 0, 5) > 0;
		w->bids[i].disqualified = roll(c, 0, 7) == 0 ? "否决" : NULL;
	}
	w->ties[0].by = TIE_PRICE;
	w->ties[1].by = TIE_DRAW;
	w->rule.ties = (struct field_list){ 2, w->ties };
	w->rule.method = METHOD_HIGHWAY;
	if (roll(c, 0, 1) == 0) {
		w->rule.method = METHOD_COMPREHENSIVE;
		random_scores(c, w);
	}
	CHECK_OK(c, method_check(c, &w->rule));
	return w;
}

/* The base by fractions; 0: nobody takes part. */
static int64_t base_by_fractions(const struct world *w)
{
	const struct benchmark_rule *r = &w->benchmark;
	int64_t prices[BIDS_MAX], low = 0, high = 0, n = 0, below = 0;
	struct fraction sum = { 0, 1 }, part = { 0, 1 };
	for (size_t i = 0; i < w->in.n; i++)
		if (w->bids[i].in_benchmark &&
		    (w->in.ceiling_minor < 0 || w->bids[i].price_minor <= w->in.ceiling_minor))
			prices[n++] = w->bids[i].price_minor;
	if (n == 0)
		return 0;
	qsort(prices, (size_t)n, sizeof(*prices), ascending);
	if (r->drop_from > 0 && n >= r->drop_from) {
		low = r->drop_low;
		high = r->drop_high;
	}
	for (int64_t i = low; i < n - high; i++)
		sum = plus(sum, fraction(prices[i], 1));
	struct fraction mean = times(sum, fraction(1, n - low - high));
	for (int64_t i = low; i < n - high; i++)
		if (fraction(prices[i], 1).n * mean.d <= mean.n) {
			part = plus(part, fraction(prices[i], 1));
			below++;
		}
	if (r->second_mean)
		mean = times(part, fraction(1, below));
	struct fraction base = nearest_unit(mean, r->mean_unit);
	if (r->ceiling != NULL)
		base = plus(
		    times(times(fraction(w->in.ceiling_minor, 1), rate(1000000 - r->ceiling->down)),
		        rate(r->ceiling->weight)),
		    times(base, rate(1000000 - r->ceiling->weight)));
	if (r->factor != NULL)
		base = times(
		    base, rate(r->factor->kind == FACTOR_REDUCE ? 1000000 - w->drawn : w->drawn));
	return whole(nearest_unit(base, r->base_unit));
}

/* In ten-thousandths. */
static int64_t price_score_by_fractions(const struct world *w, int64_t price, int64_t base)
{
	static const int64_t tens[] = { 1, 10, 100, 1000, 10000 };
	const struct benchmark_rule *r = &w->benchmark;
	struct fraction off = fraction(((__int128)price - base) * 100, base);
	if (r->deviation_places >= 0)
		off = nearest(off, tens[r->deviation_places]);
	int64_t slope = off.n < 0 ? r->below : r->above;
	struct fraction cost =
	    times(fraction(off.n < 0 ? off.n : -off.n, off.d), fraction(slope, 10000));
	struct fraction score = plus(fraction(r->full, 10000), cost);
	int64_t got = whole(times(nearest(score, tens[r->places]), fraction(10000, 1)));
	return got < r->least ? r->least : got;
}

static int64_t section_by_fractions(const struct world *w, size_t bid, size_t section)
{
	static const int64_t tens[] = { 1, 10, 100, 1000 };
	int64_t totals[MEMBERS_MAX], n = (int64_t)w->in.member_count, cut = 0, sum = 0;
	size_t k = section * 2;
	for (int64_t m = 0; m < n; m++) {
		totals[m] = w->scores[eval_score(&w->in, bid, (size_t)m, k)];
		if (section == 1)
			totals[m] += w->scores[eval_score(&w->in, bid, (size_t)m, k + 1)];
	}
	qsort(totals, (size_t)n, sizeof(*totals), ascending);
	cut = w->scoring.trim_from > 0 && n >= w->scoring.trim_from;
	for (int64_t m = cut; m < n - cut; m++)
		sum += totals[m];
	struct fraction all = fraction(sum, (n - 2 * cut) * 10000);
	if (section == 0)
		all = plus(all, fraction(w->scores[eval_score(&w->in, bid, 0, 1)], 10000));
	return whole(times(nearest(all, tens[w->scoring.places]), fraction(10000, 1)));
}

static int64_t number(struct ctx *c, const char *text, int places)
{
	int64_t v = -1;
	CHECK_OK(c, decimal_parse(c, text, places, &v));
	return v;
}

static bool stands(const struct world *w, size_t i)
{
	return w->bids[i].disqualified == NULL &&
	       (w->in.ceiling_minor < 0 || w->bids[i].price_minor <= w->in.ceiling_minor);
}

static bool some_stand(const struct world *w)
{
	bool some = false;
	for (size_t i = 0; i < w->in.n; i++)
		some = some || stands(w, i);
	return some;
}

static void every_number_by_fractions(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	for (int round = 0; round < ROUNDS; round++) {
		arena_reset(c.mem);
		struct world *w = random_world(&c);
		struct eval_out out;
		const struct json *r = test_evaluate(&c, &w->in, &out);
		int64_t base = base_by_fractions(w), best = -1, price = 0;
		if (base == 0) {
			assert_int_equal(out.pending.detail != NULL, some_stand(w));
			continue;
		}
		assert_null(out.pending.detail);
		assert_int_equal(number(&c, test_base(r), 2), base);
		const char *winner = NULL;
		for (size_t i = 0; i < w->in.n; i++) {
			int64_t at = w->bids[i].price_minor, total;
			if (!stands(w, i))
				continue;
			total = price_score_by_fractions(w, at, base);
			assert_int_equal(
			    number(&c, test_bid(r, w->bids[i].party, "price_score"), 4), total);
			for (size_t s = 0; w->rule.scoring != NULL && s < 2; s++)
				total += section_by_fractions(w, i, s);
			assert_int_equal(
			    number(&c, test_bid(r, w->bids[i].party, "total"), 4), total);
			if (total == best && at == price)
				winner = NULL;
			if (total < best || (total == best && at >= price))
				continue;
			best = total;
			price = at;
			winner = w->bids[i].party;
		}
		assert_int_equal(out.tie, winner == NULL && best >= 0);
		if (winner != NULL)
			assert_string_equal(out.winner, winner);
	}
	test_ctx_end(&c);
}

/* The same bids and scores, the last first. */
static void turn_bids(const struct world *w, struct world *t)
{
	size_t row = w->in.member_count * CRITERIA, n = w->in.n;
	for (size_t i = 0; i < n; i++) {
		t->bids[i] = w->bids[n - 1 - i];
		memcpy(t->scores + i * row, w->scores + (n - 1 - i) * row, row * sizeof(int64_t));
	}
	t->in.bids = t->bids;
	t->in.scores = t->scores;
}

static void turn_members(const struct world *w, struct world *t)
{
	size_t n = w->in.member_count;
	for (size_t b = 0; b < w->in.n; b++)
		for (size_t m = 0; m < n; m++)
			memcpy(t->scores + (b * n + m) * CRITERIA,
			    w->scores + (b * n + n - 1 - m) * CRITERIA, CRITERIA * sizeof(int64_t));
	t->in.scores = t->scores;
}

static void no_order_matters(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	for (int round = 0; round < ROUNDS / 3; round++) {
		arena_reset(c.mem);
		struct world *w = random_world(&c), turned = *w;
		struct eval_out out, other;
		for (size_t i = 0; w->rule.scoring != NULL && round % 4 == 0 && i < w->in.n; i += 2)
			w->scores[eval_score(&w->in, i, 0, 1)] = SCORE_NONE; /* it is pending */
		const struct json *r = test_evaluate(&c, &w->in, &out);
		turn_bids(w, &turned);
		test_evaluate(&c, &turned.in, &other);
		assert_string_equal(other.result, out.result);
		if (w->rule.scoring == NULL || out.pending.detail != NULL)
			continue;
		turned = *w;
		turn_members(w, &turned);
		const struct json *again = test_evaluate(&c, &turned.in, &other);
		for (size_t i = 0; i < w->in.n; i++)
			assert_string_equal(test_bid(again, w->bids[i].party, "total"),
			    test_bid(r, w->bids[i].party, "total"));
	}
	test_ctx_end(&c);
}

static void ten_times_all_prices_scores_the_same(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	for (int round = 0; round < ROUNDS / 3; round++) {
		arena_reset(c.mem);
		struct world *w = random_world(&c);
		struct eval_out out, other;
		const struct json *r = test_evaluate(&c, &w->in, &out);
		for (size_t i = 0; i < w->in.n; i++)
			w->bids[i].price_minor *= 10;
		w->in.ceiling_minor *= w->in.ceiling_minor > 0 ? 10 : 1;
		w->benchmark.mean_unit *= 10;
		w->benchmark.base_unit *= 10;
		const struct json *again = test_evaluate(&c, &w->in, &other);
		for (size_t i = 0; i < w->in.n; i++)
			assert_string_equal(test_bid(again, w->bids[i].party, "total"),
			    test_bid(r, w->bids[i].party, "total"));
		assert_true((out.winner == NULL) == (other.winner == NULL));
	}
	test_ctx_end(&c);
}

static void nearer_never_scores_less(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	for (int round = 0; round < ROUNDS / 3; round++) {
		arena_reset(c.mem);
		struct world *w = random_world(&c);
		struct eval_out out;
		const struct json *r = test_evaluate(&c, &w->in, &out);
		if (out.pending.detail != NULL || !some_stand(w))
			continue;
		int64_t base = number(&c, test_base(r), 2), off[BIDS_MAX], score[BIDS_MAX];
		size_t n = 0;
		for (size_t i = 0; i < w->in.n; i++) {
			if (!stands(w, i))
				continue;
			off[n] = w->bids[i].price_minor - base;
			score[n] = number(&c, test_bid(r, w->bids[i].party, "price_score"), 4);
			assert_in_range(score[n], w->benchmark.least, w->benchmark.full);
			n++;
		}
		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k < n; k++)
				if ((off[i] < 0) == (off[k] < 0) && llabs(off[i]) < llabs(off[k]))
					assert_true(score[i] >= score[k]);
	}
	test_ctx_end(&c);
}

int method_property_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_number_by_fractions),
		cmocka_unit_test(no_order_matters),
		cmocka_unit_test(ten_times_all_prices_scores_the_same),
		cmocka_unit_test(nearer_never_scores_less),
	};
	return RUN_GROUP("method property", tests);
}
