/* method_test.h - what the tests of the methods share: rules from text, results as trees. */
#ifndef HENG_TRADE_EVALUATION_METHOD_TEST_H
#define HENG_TRADE_EVALUATION_METHOD_TEST_H

#include "core/base/buf.h"
#include "core/base/money.h"
#include "test/unit.h"
#include "trade/evaluation/method.h"

#define TIES "'ties':[{'by':'price'},{'by':'draw'}]"

/* JSON whose quotes are written as '. */
static inline const struct json *test_json(struct ctx *c, const char *text)
{
	struct json *tree;
	char *copy = arena_text(c->mem, text);
	for (char *p = copy; *p != '\0'; p++)
		*p = *p == '\'' ? '"' : *p;
	CHECK_OK(c, json_parse(c, copy, strlen(copy), &tree));
	return tree;
}

static inline const struct method_rule *test_rule(struct ctx *c, const char *text)
{
	struct method_rule *r = arena_new_of(c->mem, struct method_rule);
	CHECK_OK(c, method_read(c, test_json(c, text), r));
	return r;
}

/* Bids A, B, C … at those prices in fen, all in the benchmark. */
static inline struct eval_in test_bids(struct ctx *c, const struct method_rule *rule,
    struct eval_bid *bids, const int64_t *prices, size_t n)
{
	static const char *const names[] = { "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K",
		"L" };
	(void)c;
	for (size_t i = 0; i < n; i++)
		bids[i] = (struct eval_bid){ .party = names[i],
			.name = names[i],
			.currency = money_currency("CNY", NULL),
			.price_minor = prices[i],
			.in_benchmark = true };
	return (struct eval_in){ .currency = money_currency("CNY", NULL),
		.ceiling_minor = -1,
		.floor_minor = -1,
		.candidates_max = 3,
		.few_below = 3,
		.bids = bids,
		.n = n,
		.rule = rule };
}

static inline const struct json *test_evaluate(
    struct ctx *c, const struct eval_in *in, struct eval_out *out)
{
	struct json *tree;
	CHECK_OK(c, evaluate(c, in, out));
	CHECK_OK(c, json_parse(c, out->result, strlen(out->result), &tree));
	return tree;
}

static inline const char *test_bid(const struct json *result, const char *party, const char *member)
{
	const struct json *b = json_get(result, "bids")->first;
	while (strcmp(json_get_text(b, "party", ""), party) != 0)
		b = b->next;
	return json_get_text(b, member, "none");
}

static inline const char *test_base(const struct json *result)
{
	return json_get_text(json_get(result, "benchmark"), "base", "none");
}

/* All price scores, in the order of the parties. */
static inline void check_scores(const struct json *result, const char *const *want, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char party[2] = { (char)('A' + i), '\0' };
		assert_string_equal(test_bid(result, party, "price_score"), want[i]);
	}
}

static inline bool test_says(const struct json *result, const char *text)
{
	for (const struct json *s = json_get(result, "steps")->first; s != NULL; s = s->next)
		if (strstr(s->text, text) != NULL)
			return true;
	for (const struct json *s = json_get(result, "steps")->first; s != NULL; s = s->next)
		print_error("%s\n", s->text);
	return false;
}

#endif
