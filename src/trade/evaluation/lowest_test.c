#include "core/base/money.h"
#include "test/unit.h"
#include "trade/evaluation/lowest.h"

static struct eval_in three(struct eval_bid bids[3])
{
	const char *cny = money_currency("CNY", NULL);
	bids[0] = (struct eval_bid){ "A", "甲", NULL, cny, 481200000, NULL };
	bids[1] = (struct eval_bid){ "B", "乙", NULL, cny, 471200000, NULL };
	bids[2] = (struct eval_bid){ "C", "丙", NULL, cny, 495030000, NULL };
	return (struct eval_in){ .currency = cny,
		.ceiling_minor = 500000000,
		.floor_minor = -1,
		.candidates_max = 3,
		.bids = bids,
		.n = 3 };
}

static const char *winner(struct ctx *c, const struct eval_in *in)
{
	struct eval_out out;
	CHECK_OK(c, evaluate_lowest(c, in, &out));
	return out.winner ? out.winner : out.tie ? "tie" : "none";
}

static void the_lowest_valid_bid_wins(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct eval_bid b[3];
	struct eval_in in = three(b);
	assert_string_equal(winner(&c, &in), "B");
	b[1].disqualified = "未响应";
	assert_string_equal(winner(&c, &in), "A");
	b[0].unopened = "内容无法读取";
	assert_string_equal(winner(&c, &in), "C");
	b[2].currency = NULL;
	assert_string_equal(winner(&c, &in), "none");
	test_ctx_end(&c);
}

static void ceiling_and_floor_are_within(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct eval_bid b[3];
	struct eval_in in = three(b);
	in.floor_minor = 471200000;
	assert_string_equal(winner(&c, &in), "B"); /* at the floor is not below it */
	in.floor_minor = 471200001;
	assert_string_equal(winner(&c, &in), "A");
	in.ceiling_minor = 481200000;
	assert_string_equal(winner(&c, &in), "A"); /* at the ceiling is not above it */
	in.ceiling_minor = 481199999;
	assert_string_equal(winner(&c, &in), "none");
	test_ctx_end(&c);
}

static void a_tie_waits_for_its_draw(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct eval_bid b[3];
	struct eval_in in = three(b);
	struct eval_out out;
	b[0].price_minor = b[1].price_minor;
	assert_string_equal(winner(&c, &in), "tie");
	in.drawn = "A";
	assert_string_equal(winner(&c, &in), "A");
	in.drawn = "C"; /* shares nothing: as if nobody had drawn */
	CHECK_OK(&c, evaluate_lowest(&c, &in, &out));
	assert_true(out.tie);
	b[0].price_minor++;
	in.drawn = "A"; /* the tie is gone, and the draw with it */
	assert_string_equal(winner(&c, &in), "B");
	test_ctx_end(&c);
}

static void the_derivation_names_every_bid(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct eval_bid b[3];
	struct eval_in in = three(b);
	struct eval_out out;
	b[2].disqualified = "串通";
	CHECK_OK(&c, evaluate_lowest(&c, &in, &out));
	assert_non_null(strstr(out.result, "乙：评标价 4712000.00 CNY，第 1 名"));
	assert_non_null(strstr(out.result, "甲：评标价 4812000.00 CNY，第 2 名"));
	assert_non_null(strstr(out.result, "丙：串通"));
	assert_non_null(strstr(out.result, "有效 2 份"));
	test_ctx_end(&c);
}

int lowest_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_lowest_valid_bid_wins),
		cmocka_unit_test(ceiling_and_floor_are_within),
		cmocka_unit_test(a_tie_waits_for_its_draw),
		cmocka_unit_test(the_derivation_names_every_bid),
	};
	return RUN_GROUP("lowest", tests);
}
