#include <stdlib.h>

#include "app.h"
#include "core/base/json.h"
#include "core/base/moment.h"
#include "test/unit.h"
#include "trade/terms/terms.h"

/* For each term a text that holds it, and a lawful one. */
static const struct {
	const char *term, *unfair, *lawful;
} cases[] = {
	{ "brand.named", "水泵须采用指定的某某品牌。", "不得指定特定的品牌。" },
	{ "brand.named", "电缆限定甲乙丙三个品牌。", "电缆品牌由投标人自选。" },
	{ "brand.reference", "参考品牌：甲、乙、丙。", "参考品牌：甲，或相当于该档次的产品。" },
	{ "patent.named", "使用特定专利工艺。", "不得要求特定专利。" },
	{ "origin.named", "设备必须为进口产品。", "设备产地不限。" },
	{ "supplier.named", "材料向指定供应商采购。", "不得指定供应商。" },
	{ "ownership", "投标人仅限国有企业。", "投标人所有制形式不限。" },
	{ "organisation.form", "投标人须为股份有限公司。", "投标人须为独立法人。" },
	{ "local.registered", "投标人应为本市企业。", "不得要求投标人在本地注册。" },
	{ "local.branch", "中标后须在项目所在地设立分公司。", "不要求设立分支机构。" },
	{ "local.insurance", "项目经理须在本市连续缴纳6个月社会保险。",
	    "社会保险由投标人依法缴纳。" },
	{ "local.filing", "外省企业须办理备案。", "外省企业无需办理备案。" },
	{ "local.list", "投标人须在本市承包商名录内。", "不得设立预选名录。" },
	{ "local.achievement", "具有本省类似业绩的加2分。", "具有类似业绩的加2分。" },
	{ "industry.achievement", "具有本行业业绩。", "具有类似项目业绩。" },
	{ "honour", "获守合同重信用称号的加1分。", "履约评价良好。" },
	{ "scale.finance", "注册资本金不低于5000万元。", "具有履行合同的财务能力。" },
	{ "scale.people", "从业人员不少于300人。", "项目部人员满足施工需要。" },
	{ "years", "企业成立3年以上。", "工期3年以上的除外。" },
	{ "signup", "请到交易大厅现场报名。", "本项目无需现场报名，直接下载招标文件。" },
	{ "presence", "开标时法定代表人必须到场。",
	    "开标时法定代表人必须到场或者授权委托代理人参加。" },
	{ "originals", "资格证书须提供原件。", "资格证书提供扫描件，无需提交原件。" },
	{ "security.cash", "投标保证金只接受现金。", "投标保证金可以用现金、保函、保险。" },
	{ "draw.winner", "从入围者中抽签确定中标人。", "不得以抽签确定中标人。" },
	{ "floor", "本项目最低投标限价为900万元。", "本项目不设最低投标限价。" },
	{ "manufacturer", "须提供原厂授权书。", "须提供产品合格证。" },
	{ "qualification.cancelled", "具有城市园林绿化企业资质。", "已取消城市园林绿化企业资质。" },
	{ "advance", "承包人全额垫资。", "不得要求承包人垫资建设。" },
	{ "duration", "中标后须压缩工期一个月。", "不得压缩工期。" },
};

static struct ctx ready(struct law **law)
{
	struct ctx c = test_ctx();
	CHECK_OK(&c, app_law(&c, NULL, law));
	c.law = *law;
	return c;
}

static bool holds(struct ctx *c, const char *text, const char *term)
{
	struct term_finding *list;
	size_t n, i = 0;
	terms_scan(c, text, 20260302, &list, &n);
	while (i < n && strcmp(list[i].term->id, term) != 0)
		i++;
	return i < n;
}

static void every_term_is_found_and_its_lawful_twin_is_not(void **state)
{
	(void)state;
	struct law *law;
	struct ctx c = ready(&law);
	const struct law_term *terms;
	for (size_t i = 0; i < LEN(cases); i++) {
		if (!holds(&c, cases[i].unfair, cases[i].term))
			TEST_FAIL("%s is not found in %s", cases[i].term, cases[i].unfair);
		if (holds(&c, cases[i].lawful, cases[i].term))
			TEST_FAIL("%s is found in %s", cases[i].term, cases[i].lawful);
	}
	for (size_t t = 0, n = law_terms(c.law, &terms); t < n; t++) {
		size_t i = 0;
		while (i < LEN(cases) && strcmp(cases[i].term, terms[t].id) != 0)
			i++;
		if (i == LEN(cases))
			TEST_FAIL("no text for %s", terms[t].id);
	}
	law_free(law);
	test_ctx_end(&c);
}

static void nothing_hides_in_spaces_widths_and_lines(void **state)
{
	(void)state;
	struct law *law;
	struct ctx c = ready(&law);
	assert_true(holds(&c, "投标人应为 本 市\n企业", "local.registered"));
	assert_true(holds(&c, "投标人应为　本市　企业", "local.registered"));
	/* a gap ends with the sentence, and with an empty line */
	assert_false(holds(&c, "限定工期。品牌自选", "brand.named"));
	assert_false(holds(&c, "限定工期\n\n品牌自选", "brand.named"));
	/* what excuses comes before, and close */
	assert_true(holds(&c, "投标人须为本地企业，不得转包", "local.registered"));
	assert_false(holds(&c, "2019年以前", "local.registered"));
	law_free(law);
	test_ctx_end(&c);
}

static void places_are_told(void **state)
{
	(void)state;
	struct law *law;
	struct ctx c = ready(&law);
	struct term_finding *list;
	size_t n;
	static const char text[] = "第一章\n一、Ａ类：须为本市企业。\n二、现场报名，现场报名。";
	terms_scan(&c, text, 20260302, &list, &n);
	assert_int_equal(n, 3);
	assert_string_equal(list[0].term->id, "local.registered");
	assert_int_equal(list[0].line, 2);
	assert_int_equal(list[0].column, 8);
	assert_memory_equal(text + list[0].at, "本市企业", list[0].n);
	assert_string_equal(list[1].excerpt, "\n二、现场报名，现场报名" + 1);
	assert_int_equal(list[2].line, 3);
	/* before a term's day nothing is found */
	terms_scan(&c, text, 20100101, &list, &n);
	assert_int_equal(n, 0);
	law_free(law);
	test_ctx_end(&c);
}

static void who_keeps_a_named_term_says_why(void **state)
{
	(void)state;
	struct law *law;
	struct ctx c = ready(&law);
	struct json *findings = json_list(&c);
	struct term_kept why[] = { { "local.registered", "专为本市企业设立的救灾项目" } };
	struct field_list none = { 0 }, kept = { 1, why };
	CHECK_ERR(terms_hold(&c, "/text", "须为本市企业", &none, findings), E_UNFAIR_TERM);
	assert_string_equal(c.fault.field, "/text");
	assert_non_null(strstr(c.fault.rule, "第十八条"));
	CHECK_OK(&c, terms_hold(&c, "/text", "须为本市企业", &kept, findings));
	CHECK_OK(&c, terms_hold(&c, "/text", "须为本市企业", NULL, findings));
	CHECK_OK(&c, terms_hold(&c, "/text", "须提供原厂授权", &none, findings));
	assert_int_equal(findings->n, 3);
	assert_string_equal(json_get_text(findings->first, "reason", ""), why[0].reason);
	law_free(law);
	test_ctx_end(&c);
}

/* Bytes that are no text, at every end of the buffer; the sanitizer looks on. */
static void hostile_texts_are_read_within_bounds(void **state)
{
	(void)state;
	struct law *law;
	struct ctx c = ready(&law);
	struct term_finding *list;
	size_t n;
	for (int round = 0; round < 2000; round++) {
		size_t bytes = rng_below(&c.rng, 40);
		char *text = malloc(bytes + 1);
		assert_non_null(text);
		for (size_t i = 0; i < bytes; i++)
			text[i] = (char)(rng_below(&c.rng, 255) + 1);
		text[bytes] = '\0';
		terms_scan(&c, text, 20260302, &list, &n);
		free(text);
		arena_reset(c.mem);
	}
	law_free(law);
	test_ctx_end(&c);
}

int terms_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_term_is_found_and_its_lawful_twin_is_not),
		cmocka_unit_test(nothing_hides_in_spaces_widths_and_lines),
		cmocka_unit_test(places_are_told),
		cmocka_unit_test(who_keeps_a_named_term_says_why),
		cmocka_unit_test(hostile_texts_are_read_within_bounds),
	};
	return RUN_GROUP("terms", tests);
}
