#include "trade/evaluation/method_test.h"

/* V2: n above 3 drops one at either end, the ratio is rounded to four places. */
#define V2_BENCHMARK                                                                    \
	"'benchmark':{'drop_from':4,'drop_high':1,'drop_low':1,'second_mean':false,"    \
	"'mean_unit':1,'base_unit':1,'deviation_places':2,'full':600000,'above':10000," \
	"'below':5000,'least':0,'places':2,'corrected':false}"
#define HIGHWAY                                                                       \
	"{'method':'highway','benchmark':{'drop_from':5,'drop_high':1,'drop_low':1,"  \
	"'second_mean':false,'factor':{'kind':'reduce','choices':[{'value':20000}]}," \
	"'mean_unit':100,'base_unit':100,'deviation_places':2,'full':1000000,"        \
	"'above':20000,'below':10000,'least':0,'places':2,'corrected':false}," TIES "}"

static const int64_t v2[] = { 985000000, 962000000, 948000000, 990500000, 931000000, 970000000 };

static void vector_two(void **state)
{
	(void)state;
	static const char *const want[] = { "58.06", "59.78", "59.06", "57.49", "58.18", "59.61" };
	static const char *const off[] = { "1.94", "-0.44", "-1.89", "2.51", "-3.65", "0.39" };
	struct ctx c = test_ctx();
	struct eval_bid b[6];
	struct eval_out out;
	struct eval_in in = test_bids(
	    &c, test_rule(&c, "{'method':'highway'," V2_BENCHMARK "," TIES "}"), b, v2, 6);
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_base(r), "9662500.00");
	check_scores(r, want, 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(test_bid(r, b[i].party, "deviation"), off[i]);
	assert_string_equal(out.winner, "B");
	assert_null(out.pending.detail);
	assert_true(test_says(r, "去掉最高：D 9905000.00，去掉最低：E 9310000.00"));
	assert_true(test_says(r, "C：偏差率 = (9480000.00 − 9662500.00) ÷ 9662500.00 = -1.89%，"
	                         "价格分 = 60.00 − 1.89 × 0.50 = 59.06"));
	in.n = 3; /* three are not enough to drop any */
	assert_string_equal(test_base(test_evaluate(&c, &in, &out)), "9650000.00");
	test_ctx_end(&c);
}

#define V3                                                                                \
	"{'method':'highway','benchmark':{'drop_from':5,'drop_high':1,'drop_low':1,"      \
	"'second_mean':false,'ceiling':{'down':100000,'weight':400000},"                  \
	"'factor':{'kind':'multiply','choices':[{'value':970000},{'value':980000}]},"     \
	"'mean_unit':1,'base_unit':1,'deviation_places':-1,'full':1000000,'above':20000," \
	"'below':10000,'least':0,'places':2,'corrected':false}," TIES "}"

static void vector_three(void **state)
{
	(void)state;
	static const int64_t prices[] = { 4680000000, 4725000000, 4590000000, 4800000000,
		4460000000, 4760000000, 5010000000 };
	static const char *const want[] = { "92.97", "90.97", "96.95", "87.66", "98.65", "89.43" };
	struct ctx c = test_ctx();
	struct eval_bid b[7];
	struct eval_out out;
	struct eval_in in = test_bids(&c, test_rule(&c, V3), b, prices, 7);
	int64_t drawn = 980000;
	in.ceiling_minor = 5000000000;
	in.factor = &drawn;
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_base(r), "45209850.00");
	assert_string_equal(json_get_text(json_get(r, "benchmark"), "mean", ""), "46887500.00");
	check_scores(r, want, 6);
	assert_string_equal(test_bid(r, "G", "why"), "高于最高投标限价");
	assert_true(test_says(r, "评标基准价 = (50000000.00 × (1 − 10%) × 0.4 + 46887500.00 × "
	                         "(1 − 0.4)) × 0.98 = 45209850.00"));
	assert_true(test_says(r, "A：价格分 = 100.00 − (46800000.00 − 45209850.00) ÷ 45209850.00 "
	                         "× 100 × 2.00 = 92.97"));
	in.factor = NULL;
	test_evaluate(&c, &in, &out);
	assert_string_equal(out.pending.detail_zh, "浮动系数尚未抽取");
	assert_null(out.winner);
	drawn = 975000;
	in.factor = &drawn;
	CHECK_ERR(evaluate(&c, &in, &out), E_BAD_FIELD);
	assert_string_equal(c.fault.field, "/factor");
	drawn = 980000;
	in.ceiling_minor = -1;
	CHECK_ERR(evaluate(&c, &in, &out), E_BAD_FIELD);
	assert_string_equal(c.fault.field, "/benchmark/ceiling");
	test_ctx_end(&c);
}

static void highway_by_hand(void **state)
{
	(void)state;
	static const int64_t prices[] = { 1000000000, 980000000, 960000000, 950000150, 900000000,
		970000000 };
	static const char *const four[] = { "90.14", "94.34", "98.54", "99.68" };
	static const char *const five[] = { "88.16", "92.38", "96.62", "98.74", "95.33" };
	struct ctx c = test_ctx();
	struct eval_bid b[6];
	struct eval_out out;
	struct eval_in in = test_bids(&c, test_rule(&c, HIGHWAY), b, prices, 6);
	in.n = 4; /* 38,900,001.50 ÷ 4 = 9,725,000.375 → 9,725,000, × 0.98 */
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_base(r), "9530500.00");
	check_scores(r, four, 4);
	assert_true(test_says(r, "不足 5 份，不去掉最高价和最低价"));
	in.n = 5; /* 28,900,001.50 ÷ 3 = 9,633,333.83 → 9,633,334, × 0.98 = 9,440,667.32 */
	r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_base(r), "9440667.00");
	check_scores(r, five, 5);
	assert_true(
	    test_says(r, "评标基准价 = 9633334.00 × (1 − 2%) = 9440667.00（四舍五入至 1.00）"));
	in.n = 6; /* 38,600,001.50 ÷ 4 = 9,650,000.375 → 9,650,000, × 0.98 */
	r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_base(r), "9457000.00");
	assert_string_equal(test_bid(r, "F", "price_score"), "94.86");
	assert_string_equal(out.winner, "D");
	test_ctx_end(&c);
}

static void half_a_yuan_goes_up(void **state)
{
	(void)state;
	static const int64_t up[] = { 10000, 10100 }, down[] = { 10000, 10098 };
	struct ctx c = test_ctx();
	struct eval_bid b[2];
	struct eval_out out;
	struct eval_in in = test_bids(&c,
	    test_rule(&c,
	        "{'method':'highway','benchmark':{'drop_from':0,'drop_high':0,'drop_low':0,"
	        "'second_mean':false,'mean_unit':100,'base_unit':100,"
	        "'deviation_places':2,'full':1000000,'above':20000,'below':10000,"
	        "'least':0,'places':2,'corrected':false}," TIES "}"),
	    b, up, 2);
	assert_string_equal(test_base(test_evaluate(&c, &in, &out)), "101.00");
	in = test_bids(&c, in.rule, b, down, 2);
	assert_string_equal(test_base(test_evaluate(&c, &in, &out)), "100.00");
	assert_true(out.few);
	assert_string_equal(out.winner, "A"); /* few: said, and not decided */
	test_ctx_end(&c);
}

static void who_takes_part_is_fixed(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct eval_bid b[6];
	struct eval_out out;
	struct eval_in in = test_bids(
	    &c, test_rule(&c, "{'method':'highway'," V2_BENCHMARK "," TIES "}"), b, v2, 6);
	b[1].disqualified = "未响应"; /* by the committee, after the opening */
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_base(r), "9662500.00");
	assert_string_equal(test_bid(r, "B", "why"), "未响应");
	b[1].in_benchmark = false; /* at the opening */
	assert_string_equal(test_base(test_evaluate(&c, &in, &out)), "9676666.67");
	for (size_t i = 0; i < 6; i++)
		b[i].in_benchmark = false;
	r = test_evaluate(&c, &in, &out);
	assert_string_equal(out.pending.detail_zh, "没有参与评标基准价计算的报价");
	assert_null(out.winner);
	test_ctx_end(&c);
}

static void what_is_struck_takes_no_part_where_the_rule_says_so(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct eval_bid b[6];
	struct eval_out out;
	struct eval_in in = test_bids(&c,
	    test_rule(&c,
	        "{'method':'highway','benchmark':{'drop_from':0,'drop_high':0,'drop_low':0,"
	        "'second_mean':false,'mean_unit':1,'base_unit':1,'participants':'valid',"
	        "'deviation_places':2,'full':1000000,'above':20000,'below':10000,"
	        "'least':0,'places':2,'corrected':false}," TIES "}"),
	    b, v2, 6);
	assert_string_equal(test_base(test_evaluate(&c, &in, &out)), "9644166.67");
	b[3].disqualified = "未响应"; /* 9,905,000.00: the mean of the other five */
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_base(r), "9592000.00");
	assert_true(test_says(r, "参与评标基准价计算 5 份（被否决的不参与）"));
	for (size_t i = 0; i < 6; i++)
		b[i].disqualified = "未响应";
	test_evaluate(&c, &in, &out);
	assert_null(out.pending.detail);
	assert_null(out.winner);
	test_ctx_end(&c);
}

static void the_second_mean(void **state)
{
	(void)state;
	static const int64_t prices[] = { 10000, 20000, 30000, 60000 }, same[] = { 10040, 10040 };
	struct ctx c = test_ctx();
	struct eval_bid b[4];
	struct eval_out out;
	struct eval_in in = test_bids(&c,
	    test_rule(&c,
	        "{'method':'highway','benchmark':{'drop_from':0,'drop_high':0,'drop_low':0,"
	        "'second_mean':true,'mean_unit':100,'base_unit':1,"
	        "'deviation_places':2,'full':1000000,'above':20000,'below':10000,"
	        "'least':100000,'places':2,'corrected':false}," TIES "}"),
	    b, prices, 4);
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_base(r), "200.00"); /* of 100, 200 and 300: 300 is the mean */
	assert_string_equal(test_bid(r, "D", "price_score"), "10.00");
	assert_true(test_says(r, "按最低分计 10.00"));
	assert_true(
	    test_says(r, "第一次平均值 = (100.00 + 200.00 + 300.00 + 600.00) ÷ 4 = 300.00"));
	assert_true(
	    test_says(r, "不高于它的报价的平均值 = (100.00 + 200.00 + 300.00) ÷ 3 = 200.00"));
	in = test_bids(&c, in.rule, b, same, 2);
	assert_string_equal(test_base(test_evaluate(&c, &in, &out)), "100.00");
	test_ctx_end(&c);
}

static void low_prices_are_asked_about(void **state)
{
	(void)state;
	static const int64_t prices[] = { 100000000, 98000000, 95000000, 43000000 };
	struct ctx c = test_ctx();
	struct eval_bid b[4];
	struct eval_out out;
	struct eval_in in = test_bids(&c,
	    test_rule(&c, "{'method':'lowest-price','asking':{'of_mean':500000,'of_next':500000,"
	                  "'of_ceiling':450000}," TIES "}"),
	    b, prices, 4);
	in.ceiling_minor = 120000000;
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(out.winner, "D"); /* asked, not rejected */
	assert_true(test_says(r, "D：报价低于有效次低报价的 50%，应当要求说明，不因此自动否决"));
	assert_true(test_says(r, "D：报价低于最高投标限价的 45%"));
	assert_null(strstr(out.result, "平均值的 50%")); /* half of 840,000 is less */
	assert_null(strstr(out.result, "C：报价低于"));
	b[2].price_minor = 86000000; /* half of it is not below half of it */
	test_evaluate(&c, &in, &out);
	assert_null(strstr(out.result, "次低报价"));
	test_ctx_end(&c);
}

static void a_price_beyond_all_bounds(void **state)
{
	(void)state;
	static const int64_t prices[] = { 1, 1, MONEY_MAX_MINOR }, zero[] = { 0, 0 };
	struct ctx c = test_ctx();
	struct eval_bid b[3];
	struct eval_out out;
	struct eval_in in = test_bids(
	    &c, test_rule(&c, "{'method':'highway'," V2_BENCHMARK "," TIES "}"), b, prices, 3);
	b[2].in_benchmark = false;
	test_evaluate(&c, &in, &out);
	assert_string_equal(out.pending.detail_zh, "C：报价超过评标基准价的 1000000 倍，请核对");
	b[2].price_minor++;
	CHECK_ERR(evaluate(&c, &in, &out), E_BAD_AMOUNT);
	in = test_bids(&c, in.rule, b, zero, 2);
	test_evaluate(&c, &in, &out);
	assert_string_equal(out.pending.detail_zh, "评标基准价为零，无法计算价格分");
	test_ctx_end(&c);
}

int method_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vector_two),
		cmocka_unit_test(vector_three),
		cmocka_unit_test(highway_by_hand),
		cmocka_unit_test(half_a_yuan_goes_up),
		cmocka_unit_test(who_takes_part_is_fixed),
		cmocka_unit_test(what_is_struck_takes_no_part_where_the_rule_says_so),
		cmocka_unit_test(the_second_mean),
		cmocka_unit_test(low_prices_are_asked_about),
		cmocka_unit_test(a_price_beyond_all_bounds),
	};
	return RUN_GROUP("method", tests);
}
