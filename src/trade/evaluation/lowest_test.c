#include "trade/evaluation/method_test.h"

static struct eval_in three(struct eval_bid bids[3])
{
	const char *cny = money_currency("CNY", NULL);
	bids[0] = (struct eval_bid){
		.party = "A", .name = "甲", .currency = cny, .price_minor = 481200000
	};
	bids[1] = (struct eval_bid){
		.party = "B", .name = "乙", .currency = cny, .price_minor = 471200000
	};
	bids[2] = (struct eval_bid){
		.party = "C", .name = "丙", .currency = cny, .price_minor = 495030000
	};
	return (struct eval_in){ .currency = cny,
		.ceiling_minor = 500000000,
		.floor_minor = -1,
		.candidates_max = 3,
		.few_below = 3,
		.bids = bids,
		.n = 3 };
}

static const char *winner(struct ctx *c, const struct eval_in *in)
{
	struct eval_out out;
	CHECK_OK(c, evaluate(c, in, &out));
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
	CHECK_OK(&c, evaluate(&c, &in, &out));
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
	CHECK_OK(&c, evaluate(&c, &in, &out));
	assert_non_null(strstr(out.result, "乙：评标价 4712000.00 CNY，第 1 名"));
	assert_non_null(strstr(out.result, "甲：评标价 4812000.00 CNY，第 2 名"));
	assert_non_null(strstr(out.result, "丙：串通"));
	assert_non_null(strstr(out.result, "有效 2 份"));
	test_ctx_end(&c);
}

/* Exports made before hold this very text. */
static void the_plain_result_is_kept_byte_for_byte(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct eval_bid b[3];
	struct eval_in in = three(b);
	struct eval_out out;
	b[0].price_minor = b[1].price_minor;
	b[2].disqualified = "串通";
	in.drawn = "A";
	CHECK_OK(&c, evaluate(&c, &in, &out));
	assert_string_equal(out.result,
	    "{\"bids\":[{\"name\":\"甲\",\"party\":\"A\",\"price\":\"4712000.00\","
	    "\"rank\":1,\"valid\":true},{\"name\":\"乙\",\"party\":\"B\","
	    "\"price\":\"4712000.00\",\"rank\":1,\"valid\":true},{\"name\":\"丙\","
	    "\"party\":\"C\",\"price\":\"4950300.00\",\"valid\":false,\"why\":\"串通\"}],"
	    "\"candidates_max\":3,\"ceiling\":\"5000000.00\",\"currency\":\"CNY\","
	    "\"drawn\":\"A\",\"method\":\"lowest-price\","
	    "\"steps\":[\"参加评审 3 份，有效 2 份\","
	    "\"甲：评标价 4712000.00 CNY，第 1 名\","
	    "\"乙：评标价 4712000.00 CNY，第 1 名\",\"丙：串通\","
	    "\"最低价并列 2 份\",\"经抽签推荐 甲\"],\"v\":1,\"winner\":\"A\"}");
	test_ctx_end(&c);
}

/* V1: the lowest bid is third or worse when its deviations have their price. */
static void vector_one(void **state)
{
	(void)state;
	static const int64_t prices[] = { 523000000, 518000000, 530000000, 525500000 };
	static const struct eval_deviation a[] = { { "工期", 20000 }, { "付款", -5000 } },
	                                   b[] = { { "质保", 30000 } },
	                                   d[] = { { "付款", -10000 } };
	struct ctx c = test_ctx();
	struct eval_bid bids[4];
	struct eval_out out;
	struct eval_in in = test_bids(&c, NULL, bids, prices, 4);
	bids[0].deviations = a;
	bids[0].deviation_count = 2;
	bids[1].deviations = b;
	bids[1].deviation_count = 1;
	bids[2].deviations = d;
	bids[2].deviation_count = 1;
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_bid(r, "A", "evaluated"), "5308450.00");
	assert_string_equal(test_bid(r, "B", "evaluated"), "5335400.00");
	assert_string_equal(test_bid(r, "C", "evaluated"), "5247000.00");
	assert_string_equal(test_bid(r, "D", "evaluated"), "none");
	const struct json *row = json_get(r, "bids")->first;
	for (const char *order = "CDAB"; *order != '\0'; order++, row = row->next)
		assert_int_equal(json_get_text(row, "party", "")[0], *order);
	assert_string_equal(out.winner, "C");
	assert_int_equal(out.winner_minor, 530000000);
	assert_true(test_says(r, "A：价格 5230000.00，量化偏差：工期 2%、付款 -0.5%，合计 1.5%，"
	                         "评标价 = 5230000.00 × (1 + 1.5%) = 5308450.00 CNY，第 3 名"));
	assert_true(test_says(r, "中标价为投标价 5300000.00，不是评标价"));
	bids[1].corrected_minor = 500000000; /* its slips corrected, B is the lowest after all */
	r = test_evaluate(&c, &in, &out);
	assert_string_equal(out.winner, "B");
	assert_int_equal(out.winner_minor, 500000000);
	assert_string_equal(test_bid(r, "B", "evaluated"), "5150000.00");
	assert_true(test_says(r, "B：投标价 5180000.00，算术修正为 5000000.00"));
	test_ctx_end(&c);
}

static void equal_evaluated_prices_part_by_the_rule(void **state)
{
	(void)state;
	static const int64_t prices[] = { 20000, 10000 };
	static const struct eval_deviation half[] = { { "工期", -500000 } };
	struct ctx c = test_ctx();
	struct eval_bid bids[2];
	struct eval_out out;
	struct eval_in in =
	    test_bids(&c, test_rule(&c, "{'method':'lowest-price'," TIES "}"), bids, prices, 2);
	bids[0].deviations = half;
	bids[0].deviation_count = 1;
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(out.winner, "B");
	assert_true(test_says(r, "，第 2 名（与 B 评标价相同，报价较低者在先）"));
	test_ctx_end(&c);
}

static void a_deviation_is_bounded(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct eval_bid b[3];
	struct eval_in in = three(b);
	struct eval_out out = { .winner = "untouched" };
	struct eval_deviation many[LIMIT_DEVIATIONS + 1] = { { "大", 1000001 } };
	b[0].deviations = many;
	b[0].deviation_count = 1;
	CHECK_ERR(evaluate(&c, &in, &out), E_BAD_FIELD);
	assert_string_equal(c.fault.value, "大");
	many[0].rate = -1000000;
	CHECK_ERR(evaluate(&c, &in, &out), E_BAD_FIELD);
	many[0].rate = -999999;
	b[0].deviation_count = LIMIT_DEVIATIONS + 1;
	CHECK_ERR(evaluate(&c, &in, &out), E_BAD_FIELD);
	assert_string_equal(c.fault.field, "/deviations");
	b[0].deviation_count = 0;
	b[0].corrected_minor = -1;
	CHECK_ERR(evaluate(&c, &in, &out), E_BAD_AMOUNT);
	assert_string_equal(out.winner, "untouched");
	test_ctx_end(&c);
}

int lowest_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_lowest_valid_bid_wins),
		cmocka_unit_test(ceiling_and_floor_are_within),
		cmocka_unit_test(a_tie_waits_for_its_draw),
		cmocka_unit_test(the_derivation_names_every_bid),
		cmocka_unit_test(the_plain_result_is_kept_byte_for_byte),
		cmocka_unit_test(vector_one),
		cmocka_unit_test(equal_evaluated_prices_part_by_the_rule),
		cmocka_unit_test(a_deviation_is_bounded),
	};
	return RUN_GROUP("lowest", tests);
}
