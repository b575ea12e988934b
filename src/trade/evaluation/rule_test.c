#include "trade/evaluation/method_test.h"
#include "trade/evaluation/words.h"

/* A rule with every member in it; each case below breaks one. */
static const char whole[] =
    "{'method':'comprehensive','benchmark':{'drop_from':5,'drop_high':1,'drop_low':1,"
    "'second_mean':true,'ceiling':{'down':50000,'weight':300000},"
    "'factor':{'kind':'multiply','choices':[{'value':970000},{'value':980000}],"
    "'drawn':'after-prices'},"
    "'mean_unit':100,'base_unit':100,'deviation_places':2,'participants':'opened','full':600000,'"
    "above':10000,"
    "'below':5000,'least':100000,'places':2,'corrected':false},"
    "'scoring':{'trim_from':5,'places':2,'criteria':["
    "{'id':'a','title':'施工组织','section':'技术','full':300000,'objective':false},"
    "{'id':'b','title':'信用评价','section':'信用','full':100000,'objective':true}]},"
    "'asking':{'of_mean':500000,'of_next':0,'of_ceiling':450000},"
    "'ties':[{'by':'price'},{'by':'section','section':'技术'},{'by':'draw'}]}";

static const struct broken {
	const char *from, *to, *at;
	enum err err;
} broken[] = {
	{ "comprehensive", "lottery", "/method", E_BAD_FIELD },
	{ "'mean_unit':100,", "", "/benchmark/mean_unit", E_MISSING_FIELD },
	{ "'mean_unit'", "'mean'", "/benchmark/mean", E_UNKNOWN_FIELD },
	{ "'drop_from':5", "'drop_from':2", "/benchmark/drop_from", E_BAD_FIELD },
	{ "'drop_from':5", "'drop_from':0", "/benchmark/drop_from", E_BAD_FIELD },
	{ "'drop_high':1,'drop_low':1", "'drop_high':0,'drop_low':0", "/benchmark/drop_from",
	    E_BAD_FIELD },
	{ "'drop_high':1", "'drop_high':-1", "/benchmark/drop_high", E_BAD_FIELD },
	{ "'down':50000", "'down':1000000", "/benchmark/ceiling/down", E_BAD_FIELD },
	{ "'weight':300000", "'weight':0", "/benchmark/ceiling/weight", E_BAD_FIELD },
	{ "'opened'", "'some'", "/benchmark/participants", E_BAD_FIELD },
	{ "'after-prices'", "'never'", "/benchmark/factor/drawn", E_BAD_FIELD },
	{ "'multiply'", "'divide'", "/benchmark/factor/kind", E_BAD_FIELD },
	{ "{'value':970000},", "{'value':980000},", "/benchmark/factor/choices/1/value",
	    E_BAD_FIELD },
	{ "{'value':970000},", "{'value':0},", "/benchmark/factor/choices/0/value", E_BAD_FIELD },
	{ "'multiply','choices':[{'value':970000},{'value':980000}]",
	    "'reduce','choices':[{'value':1000000}]", "/benchmark/factor/choices/0/value",
	    E_BAD_FIELD },
	{ "{'value':970000},{'value':980000}", "", "/benchmark/factor/choices", E_BAD_FIELD },
	{ "'mean_unit':100", "'mean_unit':50", "/benchmark/mean_unit", E_BAD_FIELD },
	{ "'base_unit':100", "'base_unit':0", "/benchmark/base_unit", E_BAD_FIELD },
	{ "'base_unit':100", "'base_unit':20", "/benchmark/base_unit", E_BAD_FIELD },
	{ "'deviation_places':2", "'deviation_places':5", "/benchmark/deviation_places",
	    E_BAD_FIELD },
	{ "'full':600000", "'full':600001", "/benchmark/full", E_BAD_FIELD },
	{ "'least':100000", "'least':100001", "/benchmark/least", E_BAD_FIELD },
	{ "'least':100000", "'least':600000", "/benchmark/least", E_BAD_FIELD },
	{ "'least':100000", "'least':-1", "/benchmark/least", E_BAD_FIELD },
	{ "'above':10000,'below':5000", "'above':0,'below':0", "/benchmark/above", E_BAD_FIELD },
	{ "'places':2,'corrected'", "'places':5,'corrected'", "/benchmark/places", E_BAD_FIELD },
	{ "'corrected':false", "'corrected':0", "/benchmark/corrected", E_BAD_FIELD },
	{ "'trim_from':5", "'trim_from':2", "/scoring/trim_from", E_BAD_FIELD },
	{ "'id':'b'", "'id':'a'", "/scoring/criteria/1/id", E_BAD_FIELD },
	{ "'full':300000", "'full':9999999", "/scoring/criteria/0/full", E_BAD_FIELD },
	{ "'full':100000,'ob", "'full':0,'ob", "/scoring/criteria/1/full", E_BAD_FIELD },
	{ "'of_mean':500000,'of_next':0,'of_ceiling':450000",
	    "'of_mean':0,'of_next':0,'of_ceiling':0", "/asking/of_mean", E_BAD_FIELD },
	{ "'of_mean':500000", "'of_mean':1000001", "/asking/of_mean", E_BAD_FIELD },
	{ "{'by':'price'}", "{'by':'draw'}", "/ties/0/by", E_BAD_FIELD },
	{ ",{'by':'draw'}", "", "/ties/1/by", E_BAD_FIELD },
	{ ",'section':'技术'},{'by':'draw'}", "},{'by':'draw'}", "/ties/1/section",
	    E_MISSING_FIELD },
	{ "'section':'技术'},{'by':'draw'}", "'section':'环境'},{'by':'draw'}", "/ties/1/section",
	    E_BAD_FIELD },
	{ "{'by':'price'}", "{'by':'price','section':'技术'}", "/ties/0/section", E_BAD_FIELD },
	{ "{'by':'price'}", "{'by':'section','section':'技术'}", "/ties/1/by", E_BAD_FIELD },
	{ "'comprehensive'", "'lowest-price'", "/benchmark", E_BAD_FIELD },
	{ "'comprehensive'", "'highway'", "/scoring", E_BAD_FIELD },
};

static const char *replaced(struct ctx *c, const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	if (at == NULL)
		TEST_FAIL("%s is not in the rule", from);
	return arena_printf(c->mem, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static void each_refusal_names_its_field(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(broken); i++) {
		struct ctx c = test_ctx();
		const char *text = replaced(&c, whole, broken[i].from, broken[i].to);
		struct method_rule out = { .method = 77 };
		enum err e = method_read(&c, test_json(&c, text), &out);
		if (e != broken[i].err || c.fault.field == NULL ||
		    strcmp(c.fault.field, broken[i].at) != 0)
			TEST_FAIL("%s: %s at %s, want %s at %s", broken[i].to, err_name(e),
			    c.fault.field, err_name(broken[i].err), broken[i].at);
		assert_non_null(c.fault.detail);
		assert_int_equal(out.method, 77); /* untouched */
		test_ctx_end(&c);
	}
}

static void a_part_of_its_method_is_needed(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct method_rule out;
	CHECK_ERR(
	    method_read(&c, test_json(&c, "{'method':'highway'," TIES "}"), &out), E_MISSING_FIELD);
	assert_string_equal(c.fault.field, "/benchmark");
	const char *text = strstr(whole, ",'scoring'");
	const char *after = strstr(whole, ",'asking'");
	text = arena_printf(c.mem, "%.*s%s", (int)(text - whole), whole, after);
	CHECK_ERR(method_read(&c, test_json(&c, text), &out), E_MISSING_FIELD);
	assert_string_equal(c.fault.field, "/scoring");
	test_ctx_end(&c);
}

static void nine_sections_are_too_many(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct method_rule out;
	struct buf list;
	buf_init(&list, c.mem, 100000);
	for (int i = 0; i <= LIMIT_SECTIONS; i++)
		buf_printf(&list,
		    "{'id':'s%d','title':'x','section':'节%d','full':10000,'objective':false},", i,
		    i);
	const char *text =
	    replaced(&c, whole, "{'id':'a'", arena_printf(c.mem, "%s{'id':'a'", list.p));
	CHECK_ERR(method_read(&c, test_json(&c, text), &out), E_BAD_FIELD);
	assert_string_equal(c.fault.field, "/scoring/criteria/8/section");
	test_ctx_end(&c);
}

static void what_is_written_reads_the_same(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	const char *given = json_canonical(&c, test_json(&c, whole));
	const struct method_rule *first = test_rule(&c, whole);
	const char *text = json_canonical(&c, method_json(&c, first));
	assert_string_equal(text, given);
	assert_int_equal(first->section_count, 2);
	const struct method_rule *again = test_rule(&c, text);
	assert_string_equal(json_canonical(&c, method_json(&c, again)), text);
	static const char plain[] = "{'method':'lowest-price','ties':[{'by':'draw'}]}";
	assert_string_equal(json_canonical(&c, method_json(&c, test_rule(&c, plain))),
	    json_canonical(&c, test_json(&c, plain)));
	test_ctx_end(&c);
}

/* Each number and each choice of the rule, changed to another lawful one. */
static const struct {
	const char *from, *to;
} others[] = {
	{ "'drop_from':5", "'drop_from':7" },
	{ "'drop_high':1", "'drop_high':2" },
	{ "'drop_low':1", "'drop_low':2" },
	{ "'second_mean':true", "'second_mean':false" },
	{ "'down':50000", "'down':55000" },
	{ "'weight':300000", "'weight':310000" },
	{ "'kind':'multiply'", "'kind':'reduce'" },
	{ "{'value':970000}", "{'value':970001}" },
	{ "'after-prices'", "'before-prices'" },
	{ "'mean_unit':100", "'mean_unit':1000" },
	{ "'base_unit':100", "'base_unit':1" },
	{ "'deviation_places':2", "'deviation_places':-1" },
	{ "'opened'", "'valid'" },
	{ "'full':600000", "'full':600100" },
	{ "'above':10000", "'above':10001" },
	{ "'below':5000", "'below':5001" },
	{ "'least':100000", "'least':100100" },
	{ "'places':2,'corrected'", "'places':4,'corrected'" },
	{ "'corrected':false", "'corrected':true" },
	{ "'trim_from':5", "'trim_from':0" },
	{ "'places':2,'criteria'", "'places':3,'criteria'" },
	{ "'full':300000", "'full':300001" },
	{ "施工组织", "施工方案" },
	{ "'objective':true", "'objective':false" },
	{ "'of_mean':500000", "'of_mean':0" },
	{ "'of_next':0", "'of_next':1" },
	{ "'of_ceiling':450000", "'of_ceiling':450001" },
	{ "{'by':'price'},", "" },
	{ "'by':'section','section':'技术'", "'by':'section','section':'信用'" },
};

static const char *words_of(struct ctx *c, const char *text)
{
	return json_canonical(c, method_said(c, test_rule(c, text)));
}

/* A tenderer computes with the words: whatever moves a result moves them. */
static void the_words_leave_nothing_out(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	const char *said = words_of(&c, whole);
	for (size_t i = 0; i < LEN(others); i++)
		if (strcmp(said, words_of(&c, replaced(&c, whole, others[i].from, others[i].to))) ==
		    0)
			TEST_FAIL("nothing is said of %s", others[i].to);
	static const char *const parts[] = {
		"C = 最高投标限价 ×（1 − 5%）× 30% + A × 70%，不取整。",
		"K 从下列各值中随机抽取一个：97%、98%；在报价公布之后抽取，只抽取一次。",
		"每高于评标基准价 1% 扣 1 分，每低于评标基准价 1% 扣 0.5 分",
		"总分 = 价格分 + 技术 + 信用。",
		"总分相同的，评标价较低的在先；再相同的，技术得分较高的在先；仍相同的，抽签确定第一"
		"名。"
	};
	for (size_t i = 0; i < LEN(parts); i++)
		if (strstr(said, parts[i]) == NULL)
			TEST_FAIL("%s is not in %s", parts[i], said);
	static const char end[] = "评标价相同的，抽签确定第一名";
	const char *drawn = words_of(&c, "{'method':'lowest-price','ties':[{'by':'draw'}]}"),
	           *free = json_canonical(&c, method_said(&c, NULL));
	assert_non_null(strstr(drawn, end));
	/* as far as the law leaves it free */
	assert_memory_equal(drawn, free, (size_t)(strstr(drawn, end) - drawn) + strlen(end));
	assert_non_null(strstr(free, "；依法必须招标的项目，招标文件没有规定抽签的，不得抽签。"));
	test_ctx_end(&c);
}

int rule_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_refusal_names_its_field),
		cmocka_unit_test(a_part_of_its_method_is_needed),
		cmocka_unit_test(nine_sections_are_too_many),
		cmocka_unit_test(what_is_written_reads_the_same),
		cmocka_unit_test(the_words_leave_nothing_out),
	};
	return RUN_GROUP("rule", tests);
}
