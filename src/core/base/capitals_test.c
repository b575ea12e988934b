#include "core/base/capitals.h"

#include "test/unit.h"

static const struct {
	int64_t fen;
	const char *text;
} vectors[] = {
	/* the examples of the rules themselves */
	{ 140950, "壹仟肆佰零玖元伍角整" },
	{ 600714, "陆仟零柒元壹角肆分" },
	{ 168032, "壹仟陆佰捌拾元叁角贰分" },
	{ 10700053, "壹拾万柒仟元伍角叁分" },
	{ 1640902, "壹万陆仟肆佰零玖元零贰分" },
	{ 32504, "叁佰贰拾伍元零肆分" },
	/* and others */
	{ 0, "零元整" },
	{ 1, "壹分" },
	{ 10, "壹角整" },
	{ 15, "壹角伍分" },
	{ 100, "壹元整" },
	{ 1000, "壹拾元整" },
	{ 10000700, "壹拾万零柒元整" },
	{ 100000000, "壹佰万元整" },
	{ 10000000700, "壹亿零柒元整" },
	{ 1000000000000, "壹佰亿元整" },
	{ 100010000000000, "壹万零壹亿元整" },
	{ 1000000000000000, "壹拾万亿元整" },
	{ 123456789012345, "壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分" },
};

static void test_capitals_vectors(void **state)
{
	struct ctx c = test_ctx();
	(void)state;
	for (size_t i = 0; i < LEN(vectors); i++) {
		int64_t fen = -1;
		assert_string_equal(capitals_text(&c, vectors[i].fen), vectors[i].text);
		CHECK_OK(&c, capitals_parse(&c, vectors[i].text, &fen));
		assert_int_equal(fen, vectors[i].fen);
	}
	test_ctx_end(&c);
}

static void test_capitals_other_spellings(void **state)
{
	static const char *const same[] = { "壹拾万零柒仟元伍角叁分", "人民币壹拾万柒仟圆伍角叁分",
		"壹拾万柒仟元零伍角叁分" };
	static const char *const wrong[] = { "", "元", "整", "壹", "壹佰", "五元整", "壹元整元",
		"元壹", "壹角壹元", "壹佰壹仟元整", "壹元壹元", "壹佰佰元", "壹壹元", "壹元整 ",
		"一百元", "1元", "玖玖亿元", "拾元整", "亿亿亿亿亿元", "壹佰万亿元整" };
	struct ctx c = test_ctx();
	int64_t fen = -1;
	(void)state;
	for (size_t i = 0; i < LEN(same); i++) {
		CHECK_OK(&c, capitals_parse(&c, same[i], &fen));
		assert_int_equal(fen, 10700053);
	}
	for (size_t i = 0; i < LEN(wrong); i++)
		if (capitals_parse(&c, wrong[i], &fen) == OK)
			TEST_FAIL("%s was taken", wrong[i]);
	test_ctx_end(&c);
}

/* Any amount, written and read. */
static void test_capitals_there_and_back(void **state)
{
	struct ctx c = test_ctx();
	(void)state;
	for (int i = 0; i < 20000; i++) {
		int64_t fen, want = (int64_t)(rng_below(&c.rng, UINT64_MAX) >> (i % 60 + 4));
		want %= MONEY_MAX_MINOR + 1;
		CHECK_OK(&c, capitals_parse(&c, capitals_text(&c, want), &fen));
		assert_int_equal(fen, want);
		arena_reset(c.mem);
	}
	test_ctx_end(&c);
}

int base_capitals_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_capitals_vectors),
		cmocka_unit_test(test_capitals_other_spellings),
		cmocka_unit_test(test_capitals_there_and_back),
	};
	return RUN_GROUP("base_capitals", tests);
}
