#include "test/unit.h"
#include "trade/notice/words.h"

static const char *joined(struct ctx *c, const char *text, bool single)
{
	struct words w;
	char *out = arena_alloc(c->mem, 2000);
	words_of(c, text, single, &w);
	for (size_t i = 0; i < w.n; i++)
		strcat(strcat(out, i ? " " : ""), w.word[i]);
	return out;
}

static void pairs_of_chinese_words_of_others(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	assert_string_equal(joined(&c, "贵阳市第二小学", false), "贵阳 阳市 市第 第二 二小 小学");
	assert_string_equal(joined(&c, "Road No. 31 改造", false), "road no 31 改造");
	assert_string_equal(joined(&c, "桥", false), "桥");
	assert_string_equal(joined(&c, "（桥）、路", false), "桥 路");
	assert_string_equal(joined(&c, "", false), "");
	assert_string_equal(joined(&c, "大桥", true), "大桥 大 桥");
	assert_string_equal(joined(&c, "水水水", false), "水水");
	test_ctx_end(&c);
}

int words_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_of_chinese_words_of_others),
	};
	return RUN_GROUP("words", tests);
}
