#include "trade/evaluation/method_test.h"

#define CRITERION(id, section, full, objective)                                \
	"{'id':'" id "','title':'" id "','section':'" section "','full':" full \
	",'objective':" objective "}"
#define COMPREHENSIVE(trim, criteria, ties)                                                 \
	"{'method':'comprehensive','benchmark':{'drop_from':0,'drop_high':0,'drop_low':0,"  \
	"'second_mean':false,'mean_unit':1,'base_unit':1,'deviation_places':2,"             \
	"'full':400000,'above':10000,'below':10000,'least':0,'places':2,'corrected':true}," \
	"'scoring':{'trim_from':" trim ",'places':2,'criteria':[" criteria "]},'ties':[" ties "]}"
#define DRAW "{'by':'draw'}"

static const char *const names[] = { "评委1", "评委2", "评委3", "评委4", "评委5" };

static const char *section_score(const struct json *result, const char *party, size_t i)
{
	const struct json *b = json_get(result, "bids")->first;
	while (strcmp(json_get_text(b, "party", ""), party) != 0)
		b = b->next;
	const struct json *s = json_get(b, "scores");
	for (s = s != NULL ? s->first : NULL; s != NULL && i > 0; i--)
		s = s->next;
	return s != NULL ? s->text : "none";
}

static void vector_six(void **state)
{
	(void)state;
	static const int64_t price = 10000;
	static const int64_t scores[] = { 865000, 880000, 910000, 720000, 895000 };
	struct ctx c = test_ctx();
	struct eval_bid b[1];
	struct eval_out out;
	struct eval_in in = test_bids(&c,
	    test_rule(&c, COMPREHENSIVE("0", CRITERION("a", "技术", "1000000", "false"), DRAW)), b,
	    &price, 1);
	in.members = names;
	in.member_count = 5;
	in.scores = scores;
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(section_score(r, "A", 0), "85.40");
	assert_string_equal(test_bid(r, "A", "total"), "125.40");
	in.rule =
	    test_rule(&c, COMPREHENSIVE("5", CRITERION("a", "技术", "1000000", "false"), DRAW));
	r = test_evaluate(&c, &in, &out);
	assert_string_equal(section_score(r, "A", 0), "88.00");
	assert_true(
	    test_says(r, "A：技术分：评委1 86.50、评委2 88.00、评委3 91.00、评委4 72.00、"
	                 "评委5 89.50，去掉最高 91.00、最低 72.00，合计 264.00 ÷ 3 = 88.00"));
	in.member_count = 4; /* fewer than the document wants for trimming */
	assert_string_equal(section_score(test_evaluate(&c, &in, &out), "A", 0), "84.38");
	test_ctx_end(&c);
}

/* One bid, three members, what is judged and what is objective in one section. */
static void objective_scores_are_alike(void **state)
{
	(void)state;
	static const int64_t price = 10000;
	int64_t scores[] = { 300000, 50000, 200000, 50000, 100000, 50000 };
	struct ctx c = test_ctx();
	struct eval_bid b[1];
	struct eval_out out;
	struct eval_in in = test_bids(&c,
	    test_rule(&c, COMPREHENSIVE("3",
	                      CRITERION("a", "商务", "300000", "false") "," CRITERION(
	                          "b", "商务", "50000", "true"),
	                      DRAW)),
	    b, &price, 1);
	in.members = names;
	in.member_count = 3;
	in.scores = scores;
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(section_score(r, "A", 0), "25.00"); /* 20 in the middle, and all of 5 */
	assert_true(test_says(r, "合计 20.00 ÷ 1 + 客观分 5.00 = 25.00"));
	scores[3] = 40000;
	r = test_evaluate(&c, &in, &out);
	assert_string_equal(out.pending.detail_zh, "A：b（b）是客观分，各成员评分不一致，应当核对");
	assert_null(out.winner);
	assert_true(test_says(r, "尚待：A：b（b）是客观分"));
	scores[3] = SCORE_NONE;
	test_evaluate(&c, &in, &out);
	assert_string_equal(out.pending.detail_zh, "A：还有 1 个评分未给出");
	scores[3] = 50001;
	CHECK_ERR(evaluate(&c, &in, &out), E_BAD_FIELD);
	assert_string_equal(c.fault.field, "/scores/0/1/1");
	assert_string_equal(c.fault.value, "50001");
	scores[3] = -2;
	CHECK_ERR(evaluate(&c, &in, &out), E_BAD_FIELD);
	in.scores = NULL;
	test_evaluate(&c, &in, &out);
	assert_string_equal(out.pending.detail_zh, "评标委员会尚未评分");
	test_ctx_end(&c);
}

/* Prices 98, 102, 100: each is 2 % off the base of 100, or at it. */
static void ties_fall_as_the_document_says(void **state)
{
	(void)state;
	static const int64_t prices[] = { 9800, 10200, 10000 };
	int64_t scores[] = { 200000, 100000, 100000, 200000, 0, 0 };
	struct ctx c = test_ctx();
	struct eval_bid b[3];
	struct eval_out out;
#define TWO CRITERION("t", "技术", "300000", "false") "," CRITERION("k", "信用", "300000", "true")
	struct eval_in in = test_bids(
	    &c, test_rule(&c, COMPREHENSIVE("0", TWO, "{'by':'price'}," DRAW)), b, prices, 3);
	in.members = names;
	in.member_count = 1;
	in.scores = scores;
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_bid(r, "A", "total"), "68.00");
	assert_string_equal(test_bid(r, "B", "total"), "68.00");
	assert_string_equal(out.winner, "A");
	assert_true(test_says(r, "B：总分 = 价格分 38.00 + 技术 10.00 + 信用 20.00 = 68.00，第 2 名"
	                         "（与 A 总分相同，报价较低者在先）"));
	in.rule = test_rule(&c, COMPREHENSIVE("0", TWO, "{'by':'section','section':'信用'}," DRAW));
	r = test_evaluate(&c, &in, &out);
	assert_string_equal(out.winner, "B");
	assert_true(test_says(r, "（与 B 总分相同，信用得分较高者在先）"));
	in.rule = test_rule(&c, COMPREHENSIVE("0", TWO, DRAW));
	in.candidates_max = 2;
	r = test_evaluate(&c, &in, &out);
	assert_true(out.tie && out.winner == NULL);
	assert_int_equal(json_get(r, "candidates")->n, 0);
	in.drawn = "C"; /* shares nothing */
	test_evaluate(&c, &in, &out);
	assert_true(out.tie);
	in.drawn = "B";
	r = test_evaluate(&c, &in, &out);
	assert_false(out.tie);
	assert_string_equal(out.winner, "B");
	assert_true(test_says(r, "经抽签推荐 B"));
	assert_string_equal(json_get(r, "candidates")->first->text, "B");
	assert_string_equal(json_get(r, "candidates")->last->text, "A");
	test_ctx_end(&c);
}

static void a_corrected_price_is_judged(void **state)
{
	(void)state;
	static const int64_t prices[] = { 9800, 10200, 10000 }, scores[] = { 0, 0, 0 };
	struct ctx c = test_ctx();
	struct eval_bid b[3];
	struct eval_out out;
	struct eval_in in = test_bids(&c,
	    test_rule(&c, COMPREHENSIVE("0", CRITERION("t", "技术", "10000", "false"),
	                      "{'by':'price'}," DRAW)),
	    b, prices, 3);
	in.members = names;
	in.member_count = 1;
	in.scores = scores;
	b[2].corrected_minor = 10300; /* the base stays as it was at the opening */
	const struct json *r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_base(r), "100.00");
	assert_string_equal(test_bid(r, "C", "price_score"), "37.00");
	assert_string_equal(test_bid(r, "C", "price"), "100.00");
	assert_string_equal(test_bid(r, "C", "corrected"), "103.00");
	assert_true(test_says(r, "C：投标价 100.00，算术修正为 103.00，偏差率"));
	in.ceiling_minor = 10250;
	r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_bid(r, "C", "why"), "修正后的报价高于最高投标限价");
	assert_string_equal(test_base(r), "100.00");
	struct method_rule rule = *in.rule;
	struct benchmark_rule as_read = *rule.benchmark;
	as_read.corrected = false; /* the document goes by the price as read: no slip matters */
	rule.benchmark = &as_read;
	in.rule = &rule;
	r = test_evaluate(&c, &in, &out);
	assert_string_equal(test_bid(r, "C", "price_score"), "40.00");
	test_ctx_end(&c);
}

#define BIDS 200
#define MANY 60

/* 200 bids, 25 members, 60 criteria in 8 sections: within the arena and the limits of JSON. */
static void the_largest_evaluation(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct eval_out out;
	struct eval_bid *b = arena_array(c.mem, struct eval_bid, BIDS);
	const char *members[LIMIT_COMMITTEE];
	struct method_rule rule =
	    *test_rule(&c, COMPREHENSIVE("5", CRITERION("x", "x", "10000", "false"), DRAW));
	struct scoring_rule scoring = *rule.scoring;
	struct criterion *k = arena_array(c.mem, struct criterion, MANY);
	for (size_t i = 0; i < MANY; i++) {
		k[i] = (struct criterion){ arena_printf(c.mem, "k%zu", i), "施工组织设计",
			arena_printf(c.mem, "第%zu节", i % LIMIT_SECTIONS), 10000, i % 3 == 0, 0 };
	}
	scoring.criteria = (struct field_list){ MANY, k };
	rule.scoring = &scoring;
	CHECK_OK(&c, method_check(&c, &rule));
	struct eval_in in = { .currency = money_currency("CNY", NULL),
		.ceiling_minor = -1,
		.floor_minor = -1,
		.candidates_max = 3,
		.few_below = 3,
		.bids = b,
		.n = BIDS,
		.rule = &rule,
		.members = members,
		.member_count = LIMIT_COMMITTEE };
	for (size_t i = 0; i < LIMIT_COMMITTEE; i++)
		members[i] = arena_printf(c.mem, "评委%zu", i + 1);
	for (size_t i = 0; i < BIDS; i++)
		b[i] = (struct eval_bid){ .party = arena_printf(c.mem, "P%03zu", i),
			.name = "某某建设工程集团有限公司",
			.currency = in.currency,
			.price_minor = MONEY_MAX_MINOR - (int64_t)rng_below(&c.rng, 1000000000),
			.in_benchmark = true };
	int64_t *scores = arena_array(c.mem, int64_t, BIDS * LIMIT_COMMITTEE * MANY);
	in.scores = scores;
	for (size_t i = 0; i < BIDS; i++)
		for (size_t m = 0; m < LIMIT_COMMITTEE; m++)
			for (size_t q = 0; q < MANY; q++)
				scores[eval_score(&in, i, m, q)] =
				    k[q].objective ? 5000 : (int64_t)rng_below(&c.rng, 10001);
	const struct json *r = test_evaluate(&c, &in, &out); /* it also parses */
	assert_null(out.pending.detail);
	assert_int_equal(json_get(r, "bids")->n, BIDS);
	assert_in_range(arena_used(c.mem), 1, LIMIT_ARENA_BYTES / 2);
	test_ctx_end(&c);
}

int scores_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vector_six),
		cmocka_unit_test(objective_scores_are_alike),
		cmocka_unit_test(ties_fall_as_the_document_says),
		cmocka_unit_test(a_corrected_price_is_judged),
		cmocka_unit_test(the_largest_evaluation),
	};
	return RUN_GROUP("scores", tests);
}
