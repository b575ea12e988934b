#include "trade/evaluation/rule.h"

#include <inttypes.h>
#include <string.h>

#include "trade/evaluation/judged.h"

#define ID_CHARS 32
#define SECTION_CHARS 50
#define UNIT_MAX INT64_C(1000000)
#define SCORE_MAX (1000 * POINT)
#define SLOPE_MAX (100 * POINT)

const char *const evaluation_words[] = { "lowest-price", "comprehensive", "highway", NULL };
static const char *const factor_words[] = { "multiply", "reduce", NULL };
static const char *const drawn_words[] = { "before-prices", "after-prices", NULL };
static const char *const participants_words[] = { "opened", "valid", NULL };
static const char *const tie_words[] = { "price", "section", "draw", NULL };

static const struct field choice_fields[] = {
	F_INT(factor_choice, value, REQUIRED, -RATE_ONE / 2, 2 * RATE_ONE, "millionths"),
	F_END,
};
static const struct field factor_fields[] = {
	F_ENUM(factor_rule, kind, REQUIRED, factor_words, "times value, or times 1 - value"),
	F_ENUM(factor_rule, drawn, OPTIONAL, drawn_words, "when one of several is drawn"),
	F_LIST(factor_rule, choices, REQUIRED, 1, LIMIT_CHOICES, choice_fields, factor_choice,
	    "ascending; one is fixed, of several one is drawn"),
	F_END,
};
static const struct field share_fields[] = {
	F_INT(ceiling_share, down, REQUIRED, 0, RATE_ONE - 1, "off the ceiling, millionths"),
	F_INT(ceiling_share, weight, REQUIRED, 1, RATE_ONE - 1,
	    "of the ceiling in the base, millionths; the mean has the rest"),
	F_END,
};
static const struct field benchmark_fields[] = {
	F_INT(benchmark_rule, drop_from, REQUIRED, 0, LIMIT_BIDS,
	    "so many bids or more: the highest and lowest are dropped; 0: never"),
	F_INT(benchmark_rule, drop_high, REQUIRED, 0, LIMIT_BIDS, "how many of the highest"),
	F_INT(benchmark_rule, drop_low, REQUIRED, 0, LIMIT_BIDS, "how many of the lowest"),
	F_BOOL(benchmark_rule, second_mean, REQUIRED, "the mean of those at or below the mean"),
	F_OBJECT(benchmark_rule, ceiling, OPTIONAL, share_fields, ceiling_share,
	    "the ceiling's share in the base"),
	F_OBJECT(benchmark_rule, factor, OPTIONAL, factor_fields, factor_rule,
	    "the coefficient of the base"),
	F_INT(benchmark_rule, mean_unit, REQUIRED, 1, UNIT_MAX,
	    "the mean is rounded to multiples of it; minor units, a power of ten"),
	F_INT(benchmark_rule, base_unit, REQUIRED, 1, UNIT_MAX, "the same for the base"),
	F_INT(benchmark_rule, deviation_places, REQUIRED, -1, 4,
	    "decimal places of the deviation in percent; -1: not rounded"),
	F_INT(benchmark_rule, full, REQUIRED, 1, SCORE_MAX, "full score, ten-thousandths"),
	F_INT(benchmark_rule, above, REQUIRED, 0, SLOPE_MAX,
	    "off for each percent above the base, ten-thousandths"),
	F_INT(benchmark_rule, below, REQUIRED, 0, SLOPE_MAX, "the same below it"),
	F_INT(benchmark_rule, least, REQUIRED, 0, SCORE_MAX, "least score, ten-thousandths"),
	F_INT(benchmark_rule, places, REQUIRED, 0, 4, "decimal places of the score"),
	F_ENUM(benchmark_rule, participants, OPTIONAL, participants_words,
	    "whose prices make the base: all opened ones, or only those valid after the review"),
	F_BOOL(benchmark_rule, corrected, REQUIRED,
	    "scored by the price with its arithmetic slips corrected"),
	F_END,
};
static const struct field criterion_fields[] = {
	F_TEXT(criterion, id, REQUIRED, 1, ID_CHARS, "different from all others"),
	F_TEXT(criterion, title, REQUIRED, 1, LIMIT_TITLE_CHARS, "what is judged"),
	F_TEXT(criterion, section, REQUIRED, 1, SECTION_CHARS, "技术, 商务, 信用 …"),
	F_INT(criterion, full, REQUIRED, 1, SCORE_MAX, "full score, ten-thousandths"),
	F_BOOL(criterion, objective, REQUIRED, "all members must give the same"),
	F_END,
};
static const struct field scoring_fields[] = {
	F_INT(scoring_rule, trim_from, REQUIRED, 0, LIMIT_COMMITTEE,
	    "so many members or more: one highest and one lowest are dropped; 0: never"),
	F_INT(scoring_rule, places, REQUIRED, 0, 4, "decimal places of a merged score"),
	F_LIST(scoring_rule, criteria, REQUIRED, 1, LIMIT_CRITERIA, criterion_fields, criterion,
	    "what the committee scores"),
	F_END,
};
static const struct field asking_fields[] = {
	F_INT(asking_rule, of_mean, REQUIRED, 0, RATE_ONE, "of the mean, millionths; 0: not"),
	F_INT(asking_rule, of_next, REQUIRED, 0, RATE_ONE, "of the second lowest price"),
	F_INT(asking_rule, of_ceiling, REQUIRED, 0, RATE_ONE, "of the ceiling"),
	F_END,
};
static const struct field tie_fields[] = {
	F_ENUM(tie_rule, by, REQUIRED, tie_words, "what comes first"),
	F_TEXT(tie_rule, section, OPTIONAL, 1, SECTION_CHARS, "whose higher score comes first"),
	F_END,
};
static const char *const review_words[] = { "form", "qualification", "responsiveness", NULL };
const char *const review_zh[] = { "形式评审", "资格评审", "响应性评审" };
static const struct field review_fields[] = {
	F_TEXT(review_item, id, REQUIRED, 1, ID_CHARS, "short name, each once"),
	F_ENUM(review_item, part, REQUIRED, review_words, "形式, 资格 or 响应性评审"),
	F_TEXT(review_item, title, REQUIRED, 1, LIMIT_TITLE_CHARS, "what a bid must satisfy"),
	F_END,
};
const struct field method_fields[] = {
	F_ENUM(method_rule, method, REQUIRED, evaluation_words, "evaluation method"),
	F_OBJECT(method_rule, benchmark, OPTIONAL, benchmark_fields, benchmark_rule,
	    "base and price score; not for lowest-price"),
	F_OBJECT(method_rule, scoring, OPTIONAL, scoring_fields, scoring_rule,
	    "what the committee scores; comprehensive only"),
	F_OBJECT(method_rule, asking, OPTIONAL, asking_fields, asking_rule,
	    "prices to ask about, perhaps below cost"),
	F_LIST(method_rule, review, OPTIONAL, 1, LIMIT_CRITERIA, review_fields, review_item,
	    "what each bid is reviewed for, item by item"),
	F_LIST(method_rule, ties, REQUIRED, 1, LIMIT_TIES, tie_fields, tie_rule,
	    "what breaks a tie, in order; ends with draw"),
	F_INT(method_rule, candidates, OPTIONAL, 1, LIMIT_BIDS,
	    "中标候选人数: at most so many; left out: as many as the law allows"),
	F_END,
};

#define REFUSE(c, at, number, ...)                                                         \
	fail_at(c, E_BAD_FIELD, at, arena_printf((c)->mem, "%" PRId64, (int64_t)(number)), \
	    __VA_ARGS__)

static enum err check_drop(struct ctx *c, const struct benchmark_rule *b)
{
	if (b->drop_from == 0 && b->drop_high + b->drop_low > 0)
		return REFUSE(c, "/benchmark/drop_from", b->drop_from,
		    "0 drops none; drop_high and drop_low are 0 then");
	if (b->drop_from > 0 && b->drop_high + b->drop_low == 0)
		return REFUSE(c, "/benchmark/drop_from", b->drop_from, "drops none; it is 0 then");
	if (b->drop_from > 0 && b->drop_from <= b->drop_high + b->drop_low)
		return REFUSE(c, "/benchmark/drop_from", b->drop_from,
		    "more than drop_high and drop_low together, so that one bid remains");
	return OK;
}

static enum err check_factor(struct ctx *c, const struct factor_rule *f)
{
	if (f == NULL)
		return OK;
	const struct factor_choice *choices = f->choices.items;
	for (size_t i = 0; i < f->choices.n; i++) {
		int64_t value = choices[i].value;
		const char *at = arena_printf(c->mem, "/benchmark/factor/choices/%zu/value", i);
		if (i > 0 && value <= choices[i - 1].value)
			return REFUSE(c, at, value, "choices ascend, each once");
		if (f->kind == FACTOR_MULTIPLY && value <= 0)
			return REFUSE(c, at, value, "a coefficient to multiply by is above 0");
		if (f->kind == FACTOR_REDUCE && value >= RATE_ONE)
			return REFUSE(c, at, value, "below 1000000, or nothing is left");
	}
	return OK;
}

static bool is_power_of_ten(int64_t v)
{
	while (v > 1 && v % 10 == 0)
		v /= 10;
	return v == 1;
}

static enum err check_benchmark(struct ctx *c, const struct benchmark_rule *b)
{
	int64_t unit = power_of_ten(4 - b->places);
	TRY(check_drop(c, b));
	TRY(check_factor(c, b->factor));
	if (!is_power_of_ten(b->mean_unit))
		return REFUSE(c, "/benchmark/mean_unit", b->mean_unit, "1, 10, 100 … 1000000");
	if (!is_power_of_ten(b->base_unit))
		return REFUSE(c, "/benchmark/base_unit", b->base_unit, "1, 10, 100 … 1000000");
	if (b->full % unit != 0)
		return REFUSE(c, "/benchmark/full", b->full,
		    "has at most %" PRId64 " decimal places, as the score", b->places);
	if (b->least % unit != 0)
		return REFUSE(c, "/benchmark/least", b->least,
		    "has at most %" PRId64 " decimal places, as the score", b->places);
	if (b->least >= b->full)
		return REFUSE(c, "/benchmark/least", b->least, "below full, %" PRId64, b->full);
	if (b->above == 0 && b->below == 0)
		return REFUSE(c, "/benchmark/above", b->above,
		    "above or below is more than 0, or every price scores the same");
	return OK;
}

static enum err place_section(struct ctx *c, struct method_rule *r, struct criterion *k, size_t i)
{
	size_t s = 0;
	while (s < r->section_count && strcmp(r->sections[s], k->section) != 0)
		s++;
	if (s == LIMIT_SECTIONS)
		return fail_at(c, E_BAD_FIELD,
		    arena_printf(c->mem, "/scoring/criteria/%zu/section", i), k->section,
		    "at most %d different sections", LIMIT_SECTIONS);
	if (s == r->section_count)
		r->sections[r->section_count++] = k->section;
	k->section_index = s;
	return OK;
}

static enum err check_scoring(struct ctx *c, struct method_rule *r)
{
	struct criterion *k = r->scoring->criteria.items;
	int64_t all = r->benchmark->full, trim = r->scoring->trim_from;
	if (trim != 0 && trim < 3)
		return REFUSE(
		    c, "/scoring/trim_from", trim, "0, or at least 3, so that one score remains");
	for (size_t i = 0; i < r->scoring->criteria.n; i++) {
		for (size_t other = 0; other < i; other++)
			if (strcmp(k[other].id, k[i].id) == 0)
				return fail_at(c, E_BAD_FIELD,
				    arena_printf(c->mem, "/scoring/criteria/%zu/id", i), k[i].id,
				    "each id once");
		all += k[i].full;
		if (all > SCORE_MAX)
			return REFUSE(c, arena_printf(c->mem, "/scoring/criteria/%zu/full", i),
			    k[i].full, "all full scores together are at most %" PRId64, SCORE_MAX);
		TRY(place_section(c, r, &k[i], i));
	}
	return OK;
}

static enum err check_tie(struct ctx *c, const struct method_rule *r, size_t i)
{
	const struct tie_rule *ties = r->ties.items, *t = &ties[i];
	const char *by = arena_printf(c->mem, "/ties/%zu/by", i);
	const char *section = arena_printf(c->mem, "/ties/%zu/section", i);
	if ((t->by == TIE_DRAW) != (i + 1 == r->ties.n))
		return fail_at(c, E_BAD_FIELD, by, tie_words[t->by],
		    "draw ends the list, and nothing else does");
	if (t->by == TIE_SECTION && t->section == NULL)
		return fail_at(c, E_MISSING_FIELD, section, NULL, "whose score breaks the tie");
	if (t->by != TIE_SECTION && t->section != NULL)
		return fail_at(c, E_BAD_FIELD, section, t->section, "only where by is section");
	size_t s = 0;
	while (
	    t->section != NULL && s < r->section_count && strcmp(r->sections[s], t->section) != 0)
		s++;
	if (t->section != NULL && s == r->section_count)
		return fail_at(
		    c, E_BAD_FIELD, section, t->section, "no criterion is of that section");
	for (size_t j = 0; j < i; j++)
		if (ties[j].by == t->by &&
		    (t->section == NULL || strcmp(ties[j].section, t->section) == 0))
			return fail_at(c, E_BAD_FIELD, by, tie_words[t->by], "each rule once");
	return OK;
}

/* A part is there exactly where its method has it. */
static enum err check_part(
    struct ctx *c, const struct method_rule *r, const char *at, const void *part, bool wanted)
{
	if (wanted && part == NULL)
		return fail_at(
		    c, E_MISSING_FIELD, at, NULL, "%s needs it", evaluation_words[r->method]);
	if (!wanted && part != NULL)
		return fail_at(
		    c, E_BAD_FIELD, at, NULL, "%s has none", evaluation_words[r->method]);
	return OK;
}

enum err method_check(struct ctx *c, struct method_rule *r)
{
	r->section_count = 0;
	TRY(check_part(c, r, "/benchmark", r->benchmark, r->method != METHOD_LOWEST));
	TRY(check_part(c, r, "/scoring", r->scoring, r->method == METHOD_COMPREHENSIVE));
	if (r->benchmark != NULL)
		TRY(check_benchmark(c, r->benchmark));
	if (r->scoring != NULL)
		TRY(check_scoring(c, r));
	if (r->asking != NULL &&
	    r->asking->of_mean + r->asking->of_next + r->asking->of_ceiling == 0)
		return REFUSE(
		    c, "/asking/of_mean", 0, "one of the three is above 0; leave asking out else");
	for (size_t i = 0; i < r->ties.n; i++)
		TRY(check_tie(c, r, i));
	const struct review_item *items = r->review.items;
	for (size_t i = 0; i < r->review.n; i++)
		for (size_t other = 0; other < i; other++)
			if (strcmp(items[other].id, items[i].id) == 0)
				return fail_at(c, E_BAD_FIELD,
				    arena_printf(c->mem, "/review/%zu/id", i), items[i].id,
				    "each id once");
	return OK;
}

bool method_draws(const struct method_rule *rule)
{
	return rule->benchmark != NULL && rule->benchmark->factor != NULL &&
	       rule->benchmark->factor->choices.n > 1;
}

enum err method_read(struct ctx *c, const struct json *rule, struct method_rule *out)
{
	struct method_rule r = { 0 };
	TRY(field_parse(c, method_fields, rule, &r));
	TRY(method_check(c, &r));
	*out = r;
	return OK;
}

struct json *method_json(struct ctx *c, const struct method_rule *rule)
{
	return field_json(c, method_fields, rule);
}
