/* Templates, unfair terms and the catalogue: their files, refused with the place of what is
 * wrong. */
#include "core/law/law_read.h"
#include "test/unit.h"

static const char kind[] =
    "title:\n  zh: 施工\n  en: Works\nclass: A01\njurisdiction: cn\nprocedure: tender\n"
    "evaluation: document\ncurrency: CNY\ncalendar: none\nidentity: uscc\nceiling: optional\n"
    "floor: forbidden\ndepartment:\n  id: x\n  zh: 主管部门\n  en: Authority\n";
static const char numbers[] =
    "numbers:\n  - id: size.min\n    value: 5\n    unit: 个\n    basis:\n      zh: 《法》\n"
    "      en: Law\n    from: 2000-01-01\n    to: open\n    binds: any\n    kinds: [works]\n"
    "    severity: refuse\n";
static const char template[] =
    "title:\n  zh: 招标文件\n  en: Document\nbasis:\n  zh: 标准\n  en: Standard\n"    /* 6 */
    "kinds: [works]\nchapters:\n  - id: a\n    title: 甲\n  - id: b\n    title: 乙\n" /* 12 */
    "fields:\n  - id: size\n    title: 人数\n    type: number\n    law: size.min\n"   /* 17 */
    "  - id: scope\n    title: 范围\n    type: text\n";                               /* 20 */
static const char terms[] =
    "terms:\n  - id: brand\n    words: [指定…品牌]\n    unless: [不得…]\n"              /* 4 */
    "    basis:\n      zh: 《法》第一条\n      en: Law, art. 1\n    from: 2012-02-01\n" /* 8 */
    "    to: open\n    severity: high\n    note: 品牌\n"                                /* 11 */
    "  - id: cash\n    words: [现金]\n    unless: []\n    basis:\n      zh: 《法》\n"
    "      en: Law\n    from: 2012-02-01\n    to: 2020-01-01\n    severity: note\n"
    "    note: 现金\n";

static const char catalogue[] =
    "catalogue:\n  - id: works\n    title: 房建\n    class: A01\n    kind: works\n" /* 5 */
    "    basis:\n      zh: 《法》\n      en: Law\n    from: 2020-01-01\n"           /* 9 */
    "    to: 2024-12-31\n  - id: works.new\n    title: 房屋\n    class: A01\n"      /* 13 */
    "    kind: works\n    basis:\n      zh: 《法》\n      en: Law\n"                /* 17 */
    "    from: 2025-01-01\n    to: open\n";                                         /* 19 */

static const char guide[] =
    "guide:\n  - id: bid\n    title:\n      zh: 投标\n      en: Bid\n    for: 投标人\n"    /* 6 */
    "    steps:\n      - 打开\n      - 递交\n    needs: [文件]\n    basis:\n"              /* 11 */
    "      zh: 《法》第一条\n      en: Law, art. 1\n    links:\n      - /work 工作台\n"    /* 15 */
    "    keywords: [上传, 加密]\n  - id: key\n    title:\n      zh: 密钥\n      en: Key\n" /* 20 */
    "    for: 投标人\n    steps: [递交]\n    needs: [密钥]\n    basis:\n      zh: 《法》\n"
    "      en: Law\n    links: [/ 首页]\n    keywords: [解密]\n";

struct wrong {
	const char *find, *put, *want; /* want: "line:column: key" */
};

static enum err load(struct ctx *c, const char *name, const char *text, struct law **out)
{
	const struct law_file files[] = { { "kinds/works.yaml", kind, sizeof(kind) - 1 },
		{ "numbers/n.yaml", numbers, sizeof(numbers) - 1 }, { name, text, strlen(text) } };
	return law_load(c, files, LEN(files), out);
}

static void check_refused(const char *name, const char *good, const struct wrong *wrong, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct ctx c = test_ctx();
		struct law *law = NULL;
		const char *at = strstr(good, wrong[i].find);
		if (at == NULL)
			TEST_FAIL("nothing like %s", wrong[i].find);
		const char *text = arena_printf(c.mem, "%.*s%s%s", (int)(at - good), good,
		    wrong[i].put, at + strlen(wrong[i].find));
		CHECK_ERR(load(&c, name, text, &law), E_LAW_FILE);
		const char *want = arena_printf(c.mem, "%s:%s", name, wrong[i].want);
		if (strncmp(c.fault.detail, want, strlen(want)) != 0)
			TEST_FAIL("%s, want %s", c.fault.detail, want);
		test_ctx_end(&c);
	}
}

static void templates_are_read_and_wrong_ones_refused(void **state)
{
	(void)state;
	static const struct wrong wrong[] = {
		{ "kinds: [works]", "kinds: [roads]", "7:1: kinds" },
		{ "- id: b", "- id: a", "11:5: id" },
		{ "- id: a", "- id: A", "9:5: id" },
		{ "type: number", "type: money", "16:5: type" },
		{ "law: size.min", "law: size.max", "17:5: law" },
		{ "type: number\n    law", "type: text\n    law", "17:5: law" },
		{ "- id: scope", "- id: size", "18:5: id" },
		{ "    title: 范围\n", "    title: 范围\n    unit: 个\n",
		    "20:5: unknown key unit" },
	};
	struct ctx c = test_ctx();
	struct law *law = NULL;
	CHECK_OK(&c, load(&c, "templates/t.yaml", template, &law));
	const struct law_template *t = law_template(law, "t");
	assert_non_null(t);
	assert_null(law_template(law, "u"));
	assert_true(template_is_for(t, "works"));
	assert_false(template_is_for(t, "roads"));
	assert_int_equal(t->chapter_count, 2);
	assert_int_equal(t->field_count, 2);
	assert_string_equal(t->fields[0].law, "size.min");
	assert_int_equal(t->fields[1].type, TEMPLATE_TEXT);
	law_free(law);
	test_ctx_end(&c);
	check_refused("templates/t.yaml", template, wrong, LEN(wrong));
}

static void terms_are_read_and_wrong_ones_refused(void **state)
{
	(void)state;
	static const struct wrong wrong[] = {
		{ "[指定…品牌]", "[…品牌]", "3:5: words" },
		{ "[指定…品牌]", "[指定…]", "3:5: words" },
		{ "[指定…品牌]", "[指定……品牌]", "3:5: words" },
		{ "[不得…]", "[…]", "4:5: unless" },
		{ "- id: cash", "- id: brand", "12:5: id" },
		{ "severity: high", "severity: refuse", "10:5: severity" },
		{ "to: 2020-01-01", "to: 2011-01-01", "19:5: to" },
		{ "from: 2012-02-01", "from: 2012", "8:5: from" },
		{ "note: 品牌", "remark: 品牌", "11:5: unknown key remark" },
	};
	struct ctx c = test_ctx();
	struct law *law = NULL;
	CHECK_OK(&c, load(&c, "terms/t.yaml", terms, &law));
	const struct law_term *first;
	assert_int_equal(law_terms(law, &first), 2);
	assert_int_equal(first[0].severity, TERM_HIGH);
	assert_string_equal(first[0].words[0], "指定…品牌");
	assert_int_equal(first[1].unless_count, 0);
	assert_int_equal(first[1].to, 20200101);
	law_free(law);
	test_ctx_end(&c);
	check_refused("terms/t.yaml", terms, wrong, LEN(wrong));
}

static void a_catalogue_is_read_and_wrong_ones_refused(void **state)
{
	(void)state;
	static const struct wrong wrong[] = {
		{ "class: A01", "class: A02", "4:5: class" },
		{ "kind: works", "kind: roads", "5:5: kind" },
		{ "from: 2020-01-01", "from: 2024-12-32", "9:5: from" },
		{ "to: 2024-12-31", "to: 2019-12-31", "10:5: to" },
		{ "to: 2024-12-31", "to: 2025-01-01", "13:5: class" },
		{ "title: 房屋", "name: 房屋", "12:5: unknown key name" },
	};
	struct ctx c = test_ctx();
	struct law *law = NULL;
	CHECK_OK(&c, load(&c, "trading-catalogue/t.yaml", catalogue, &law));
	assert_string_equal(law_catalogue_of(law, "A01", 20241231)->id, "works");
	assert_string_equal(law_catalogue_of(law, "A01", 20250101)->id, "works.new");
	assert_null(law_catalogue_of(law, "A01", 20191231));
	assert_null(law_catalogue_of(law, "A02", 20250101));
	law_free(law);
	test_ctx_end(&c);
	check_refused("trading-catalogue/t.yaml", catalogue, wrong, LEN(wrong));
}

static void a_guide_is_read_and_wrong_ones_refused(void **state)
{
	(void)state;
	static const struct wrong wrong[] = {
		{ "id: key", "id: bid", "17:5: id" },
		{ "id: key", "id: Key", "17:5: id" },
		{ "/work 工作台", "https://x 别处", "14:5: links" },
		{ "/work 工作台", "//x 别处", "14:5: links" },
		{ "/work 工作台", "/work", "14:5: links" },
		{ "    for: 投标人\n    steps:\n", "    steps:\n", "" },
		{ "    keywords: [上传, 加密]\n", "    keywords: []\n", "" },
		{ "needs: [文件]", "need: [文件]", "" },
	};
	struct ctx c = test_ctx();
	struct law *law = NULL;
	const struct law_guide *first;
	CHECK_OK(&c, load(&c, "guide/g.yaml", guide, &law));
	assert_int_equal(law_guides(law, &first), 2);
	assert_string_equal(first->whom, "投标人");
	assert_int_equal(first->steps.n, 2);
	assert_string_equal(first->steps.line[1], "递交");
	assert_string_equal(first->links->path, "/work");
	assert_string_equal(first->links->title, "工作台");
	assert_string_equal(first[1].keywords.line[0], "解密");
	assert_string_equal(law_number_at(law, 0)->id, "size.min");
	assert_null(law_number_at(law, 1));
	law_free(law);
	test_ctx_end(&c);
	check_refused("guide/g.yaml", guide, wrong, LEN(wrong));
}

int text_law_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(templates_are_read_and_wrong_ones_refused),
		cmocka_unit_test(a_catalogue_is_read_and_wrong_ones_refused),
		cmocka_unit_test(a_guide_is_read_and_wrong_ones_refused),
		cmocka_unit_test(terms_are_read_and_wrong_ones_refused),
	};
	return RUN_GROUP("text law", tests);
}
