#include <stdio.h>

#include "core/law/law.h"

#include "core/base/moment.h"
#include "core/law/law_read.h"
#include "test/unit.h"

/* the comment is the number of the last line before it */
static const char good_kind[] =
    "title:\n  zh: 施工\n  en: Works\nclass: A01\njurisdiction: cn\n" /* 5 */
    "procedure: tender\nevaluation: lowest-price\ncurrency: CNY\ncalendar: none\n"
    "identity: uscc\nceiling: optional\nfloor: forbidden\n" /* 12 */
    "department:\n  id: x\n  zh: 主管部门\n  en: Authority\n";

static const char good_numbers[] =
    "numbers:\n  - id: bid.period.min\n    value: 20\n    unit: 日\n"           /* 4 */
    "    basis:\n      zh: 《法》第一条\n      en: Law, art. 1\n"               /* 7 */
    "    from: 2000-01-01\n    to: 2025-12-31\n    binds: mandatory\n"          /* 10 */
    "    kinds: [works, abroad]\n    severity: refuse\n"                        /* 12 */
    "  - severity: warn\n    note: a remark\n    id: bid.period.min\n"          /* 15 */
    "    value: 3\n    unit: 小时\n"                                            /* 17 */
    "    basis:\n      zh: 《法》第二条\n      en: Law, art. 2\n"               /* 20 */
    "    from: 2026-01-01\n    to: open\n    binds: any\n    kinds: [works]\n"; /* 24 */

/* The text with the first `find` replaced. */
static const char *patched(struct ctx *c, const char *text, const char *find, const char *put)
{
	const char *at = strstr(text, find);
	if (at == NULL)
		TEST_FAIL("nothing like %s to replace", find);
	return arena_printf(c->mem, "%.*s%s%s", (int)(at - text), text, put, at + strlen(find));
}

static struct law_file file(const char *name, const char *text)
{
	return (struct law_file){ name, text, strlen(text) };
}

static enum err load_pair(struct ctx *c, const char *numbers, struct law **out)
{
	const char *abroad = patched(c, good_kind, "jurisdiction: cn", "jurisdiction: foreign");
	/* out of order: law_load sorts by name */
	struct law_file files[] = {
		file("numbers/n.yaml", numbers),
		file("kinds/works.yaml", good_kind),
		file(
		    "kinds/abroad.yaml", patched(c, abroad, "floor: forbidden", "floor: optional")),
	};
	return law_load(c, files, LEN(files), out);
}

static struct law *load_good(struct ctx *c, const char *numbers)
{
	struct law *law = NULL;
	CHECK_OK(c, load_pair(c, numbers, &law));
	c->law = law;
	return law;
}

static void end(struct ctx *c, struct law *law)
{
	law_free(law);
	test_ctx_end(c);
}

/* A change that must be refused, and how the refusal begins. */
struct wrong {
	const char *find, *put, *want;
};

static void check_place(const struct ctx *c, const char *name, const char *want)
{
	size_t n = strlen(name);
	if (strncmp(c->fault.detail, name, n) != 0 || c->fault.detail[n] != ':' ||
	    strncmp(c->fault.detail + n + 1, want, strlen(want)) != 0)
		TEST_FAIL("got \"%s\", want \"%s:%s\"", c->fault.detail, name, want);
}

/* Loads the file after a good kind. */
static void check_refused(
    struct ctx *c, const char *name, const char *text, size_t n, const char *want)
{
	struct law *law = NULL;
	struct law_file files[] = { file("kinds/works.yaml", good_kind), { name, text, n } };
	CHECK_ERR(law_load(c, files, LEN(files), &law), E_LAW_FILE);
	assert_null(law);
	check_place(c, name, want);
}

static void test_law_refuses_wrong_numbers(void **state)
{
	static const struct wrong wrongs[] = {
		{ "value: 20", "value: 3x", "3:5: value: \"3x\"" },
		{ "value: 20", "value: -1", "3:5: value: \"-1\" is out of range" },
		{ "value: 20", "value: 1000001", "3:5: value: \"1000001\" is out" },
		{ "value: 20", "value: 99999999999999999999", "3:5: value:" },
		{ "value: 20", "value: \"20\\0\"", "3:12: a value is one line" },
		{ "value: 20", "value: ' 20'", "3:12: a value begins or ends" },
		{ "value: 20", "value:", "3:" },
		{ "value: 20", "value: [20]", "3:" },
		{ "value: 20", "? [value]\n    : 20", "3:7: a key is one word" },
		{ "value: 20", "valeu: 20", "3:5: unknown key valeu" },
		{ "value: 3", "valeu: 3", "16:5: unknown key valeu" },
		{ "value: 20", "value: 20\n    jurisdiction: cn", "4:5: unknown key" },
		{ "value: 20", "a.very.long.key.indeed: 20", "3:5: unknown key" },
		{ "value: 20", "value: 20\n    value: 20", "4:5: double key value, first on" },
		{ "en: Law, art. 2", "en: Law\n      zh: 法", "21:7: double key zh" },
		{ "    value: 20\n", "", "11:15: Missing required mapping field: value" },
		{ "      en: Law, art. 1\n", "", "6:" },
		{ "en: Law, art. 1", "en:", "7:" },
		{ "en: Law, art. 1", "en: ''", "7:" },
		{ "en: Law, art. 1", "en: ' '", "7:11: a value begins" },
		{ "unit: 日", "unit: 天", "4:5: unit: \"天\" is not one of: 日 工作日" },
		{ "from: 2000-01-01", "from: 2000-02-30", "8:5: from:" },
		{ "from: 2000-01-01", "from: open", "8:5: from: \"open\" is not" },
		{ "from: 2000-01-01", "from: 2026-01-01", "9:5: to: \"2025-12-31\"" },
		{ "to: open", "to: never", "22:5: to: \"never\" is not a date" },
		{ "to: 2025-12-31", "to: open", "15:5: bid.period.min overlaps numbers/n.yaml:2" },
		{ "from: 2026-01-01", "from: 2025-12-31", "15:5: bid.period" },
		{ "binds: any", "binds: all", "23:5: binds: \"all\"" },
		{ "severity: refuse", "severity: stop", "12:5: severity: \"stop\"" },
		{ "kinds: [works]", "kinds: [work]", "24:5: kinds: \"work\" is not a" },
		{ "kinds: [works]", "kinds: [works, works]", "24:5: kinds: \"works\" is named" },
		{ "kinds: [works]", "kinds: []", "24:" },
		{ "id: bid.period.min", "id: Bid.Period", "2:5: id: \"Bid.Period\"" },
		{ "note: a remark", "note: &a remark", "14:11: anchors and tags" },
		{ "note: a remark", "note: !!str a", "14:11: anchors and tags" },
		{ "note: a remark", "note: *a", "14:11: aliases" },
		{ "kinds: [works]", "kinds: &k [works]", "24:12: anchors and tags" },
		{ "note: a remark", "note: \"open", "25:1: found unexpected end of stream while" },
		{ "note: a remark", "note: |\n      one\n      two", "14:11: a value" },
		{ "note: a remark", "<<: a", "14:5: unknown key <<" },
		{ "    note: a", "\tnote: a", "14:1: a tab" },
		{ "kinds: [works]\n", "kinds: [works]\n---\nnumbers: []\n", "25:1: a se" },
		{ "a remark\n", "a remark\r\n", "14:19: a carriage return" },
		{ "a remark", "a \x01 remark", "14:13: a control character" },
		{ "a remark", "a \xFF remark", "14:13: " },
		{ "a remark", "\xE4\xB8", "14:12: invalid" },
		{ "numbers:\n", "\xEF\xBB\xBFnumbers:\n", "1:1: the file begins with" },
		{ "numbers:\n", "numbers: []\n", "2:" },
		{ "numbers:\n", "number:\n", "1:1: unknown key number" },
	};
	(void)state;
	for (size_t i = 0; i < LEN(wrongs); i++) {
		struct ctx c = test_ctx();
		struct law *law = NULL;
		const char *numbers = patched(&c, good_numbers, wrongs[i].find, wrongs[i].put);
		CHECK_ERR(load_pair(&c, numbers, &law), E_LAW_FILE);
		assert_null(law);
		check_place(&c, "numbers/n.yaml", wrongs[i].want);
		test_ctx_end(&c);
	}
}

static void test_law_refuses_wrong_kinds(void **state)
{
	static const struct wrong wrongs[] = {
		{ "class: A01", "class: a01", "4:1: class: \"a01\"" },
		{ "jurisdiction: cn", "jurisdiction: jp", "5:1: jurisdiction: \"jp\"" },
		{ "procedure: tender", "procedure: auction", "6:1: procedure:" },
		{ "lowest-price", "best-score", "7:1: evaluation: \"best-score\"" },
		{ "CNY", "XTS", "8:1: currency: \"XTS\" is not a known currency" },
		{ "calendar: none", "calendar: cn", "9:1: calendar: \"cn\"" },
		{ "identity: uscc", "identity: any", "10:1: identity: \"any\"" },
		{ "ceiling: optional", "ceiling: maybe", "11:1: ceiling: \"maybe\"" },
		{ "floor: forbidden\n", "", "13:3: Missing required mapping field: floor" },
		{ "  en: Authority\n", "", "15:" },
		{ "  en: Authority", "  en: Authority\nstages: 3", "17:1: unknown" },
		{ "en: Works", "cn: Works", "3:3: unknown key cn" },
	};
	(void)state;
	for (size_t i = 0; i < LEN(wrongs); i++) {
		struct ctx c = test_ctx();
		const char *text = patched(&c, good_kind, wrongs[i].find, wrongs[i].put);
		check_refused(&c, "kinds/x.yaml", text, strlen(text), wrongs[i].want);
		test_ctx_end(&c);
	}
}

static void test_law_refuses_a_floor_in_a_chinese_kind(void **state)
{
	static const char *const floors[] = { "floor: optional", "floor: required" };
	(void)state;
	for (size_t i = 0; i < LEN(floors); i++) {
		struct ctx c = test_ctx();
		const char *text = patched(&c, good_kind, "floor: forbidden", floors[i]);
		check_refused(&c, "kinds/x.yaml", text, strlen(text), "12:1: floor:");
		assert_non_null(strstr(c.fault.detail, "《招标投标法实施条例》第二十七条"));
		assert_non_null(strstr(c.fault.detail, "art. 27"));
		assert_non_null(strstr(c.fault.rule, "第二十七条"));
		test_ctx_end(&c);
	}
}

/* Rows of one id may meet in time where no case falls under both. */
static void test_law_takes_rows_that_share_no_case(void **state)
{
	static const char *const apart[][2] = {
		{ "2025-12-31\n    binds: mandatory\n    kinds: [works, abroad]",
		    "open\n    binds: mandatory\n    kinds: [abroad]" },
		{ "2026-01-01\n    to: open\n    binds: any",
		    "2000-01-01\n    to: open\n    binds: voluntary" },
	};
	(void)state;
	for (size_t i = 0; i < LEN(apart); i++) {
		struct ctx c = test_ctx();
		const char *text = patched(&c, good_numbers, apart[i][0], apart[i][1]);
		end(&c, load_good(&c, text));
	}
}

static void test_law_refuses_wrong_files(void **state)
{
	static const struct {
		const char *name, *text, *want;
	} wrongs[] = {
		{ "numbers/n.yaml", "", "1:1: the file is empty" },
		{ "numbers/n.yaml", "# remark\n", "1:1: the file is empty" },
		{ "numbers/n.yaml", "3", "1:1: " },
		{ "numbers/n.yaml", "- a\n- b\n", "1:1: " },
		{ "numbers/n.yaml", "\xFF\xFEnumbers:", "1:1: " },
		{ "numbers/n.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "1:4: anchors" },
		{ "numbers/n.yaml", "a:\n- - - - - - - x\n", "2:11: deeper than 6 levels" },
		{ "kinds/works.yaml", good_kind, "1:1: the file is given twice" },
		{ "number/n.yaml", "a", "1:1: the name" },
		{ "numbers/n.yml", "a", "1:1: the name" },
		{ "numbers/.yaml", "a", "1:1: the name" },
		{ "numbers/../n.yaml", "a", "1:1: the name" },
	};
	struct ctx c = test_ctx();
	(void)state;
	for (size_t i = 0; i < LEN(wrongs); i++)
		check_refused(
		    &c, wrongs[i].name, wrongs[i].text, strlen(wrongs[i].text), wrongs[i].want);
	check_refused(&c, "numbers/n.yaml", "numbers:\0\n", 10, "1:9: a control character");
	test_ctx_end(&c);
}

static void test_law_refuses_what_is_too_large(void **state)
{
	struct ctx c = test_ctx();
	char *text = arena_alloc(c.mem, LAW_FILE_BYTES + 1);
	size_t n = 0;
	(void)state;
	memset(text, '#', LAW_FILE_BYTES + 1);
	check_refused(&c, "numbers/n.yaml", text, LAW_FILE_BYTES + 1, "1:1: the file is larger");
	memset(text, '[', LAW_FILE_BYTES);
	check_refused(&c, "numbers/n.yaml", text, LAW_FILE_BYTES, "1:7: deeper than 6 levels");
	for (int i = 0; i <= LAW_FILE_KEYS; i++)
		n += (size_t)snprintf(text + n, LAW_FILE_BYTES - n, "k%d: v\n", i);
	check_refused(&c, "numbers/n.yaml", text, n, "8001:1: more than 8000 keys");
	test_ctx_end(&c);
}

static void test_law_answers_what_binds(void **state)
{
	const int64_t before = day_start_ms(20000101), last = day_start_ms(20260101) - 1;
	const struct law_case must = { "works", true }, may = { "works", false },
	                      abroad = { "abroad", true }, unknown = { "boats", true };
	const struct law_number *n = NULL;
	struct ctx c = test_ctx();
	struct law *law = load_good(&c, good_numbers);
	(void)state;

	CHECK_OK(&c, law_number(&c, "bid.period.min", &must, before, &n));
	const struct law_number *first = n;
	CHECK_OK(&c, law_number(&c, "bid.period.min", &must, last, &n));
	assert_ptr_equal(n, first);
	assert_int_equal(n->value, 20);
	assert_int_equal(n->unit, LAW_DAY);
	assert_true(n->refuse);
	assert_string_equal(n->basis_zh, "《法》第一条");
	assert_string_equal(n->basis_en, "Law, art. 1");
	assert_string_equal(n->rule, "《法》第一条 / Law, art. 1");
	assert_string_equal(n->file, "numbers/n.yaml");
	assert_int_equal(n->line, 2);
	CHECK_OK(&c, law_number(&c, "bid.period.min", &must, last + 1, &n));
	assert_int_equal(n->value, 3);
	assert_int_equal(n->unit, LAW_HOUR);
	assert_false(n->refuse);
	assert_int_equal(n->line, 15);
	assert_int_equal(n->to, 99991231);

	CHECK_OK(&c, law_bound(&c, "bid.period.min", &must, before - 1, &n));
	assert_null(n);
	CHECK_OK(&c, law_bound(&c, "bid.period.min", &may, last, &n));
	assert_null(n);
	CHECK_OK(&c, law_bound(&c, "bid.period.min", &may, last + 1, &n));
	assert_non_null(n);
	const struct law_number *kept = n;
	CHECK_ERR(law_number(&c, "bid.period.min", &may, last, &n), E_NOT_FOUND);
	CHECK_ERR(law_number(&c, "bid.period.min", &abroad, last + 1, &n), E_NOT_FOUND);
	CHECK_ERR(law_bound(&c, "bid.period.min", &unknown, last, &n), E_NOT_FOUND);
	assert_ptr_equal(n, kept);
	end(&c, law);
}

static void test_law_knows_its_kinds(void **state)
{
	struct ctx c = test_ctx();
	const struct law_kind *first, *k = NULL;
	struct law *law = load_good(&c, good_numbers);
	(void)state;
	assert_int_equal(law_kinds(law, &first), 2);
	assert_string_equal(first[0].id, "abroad");
	assert_string_equal(first[1].id, "works");
	CHECK_ERR(law_kind(&c, "boats", &k), E_NOT_FOUND);
	assert_null(k);
	CHECK_OK(&c, law_kind(&c, "works", &k));
	assert_string_equal(k->title_zh, "施工");
	assert_string_equal(k->title_en, "Works");
	assert_string_equal(k->class3, "A01");
	assert_int_equal(k->jurisdiction, LAW_CN);
	assert_string_equal(k->procedure, "tender");
	assert_string_equal(k->currency, "CNY");
	assert_string_equal(k->calendar, "none");
	assert_true(k->identity_uscc);
	assert_int_equal(k->ceiling, LAW_OPTIONAL);
	assert_int_equal(k->floor, LAW_FORBIDDEN);
	assert_string_equal(k->evaluation, "lowest-price");
	assert_string_equal(k->department_zh, "主管部门");
	assert_string_equal(k->department_en, "Authority");
	law_free(NULL);
	end(&c, law);
}

static void test_law_reads_yuan_in_fen(void **state)
{
	struct ctx c = test_ctx();
	const struct law_case k = { "works", true };
	const struct law_number *n;
	const char *text = patched(&c, good_numbers, "value: 20", "value: 4000000.5");
	struct law *law = load_good(&c, patched(&c, text, "unit: 日", "unit: 元"));
	(void)state;
	CHECK_OK(&c, law_number(&c, "bid.period.min", &k, day_start_ms(20200101), &n));
	assert_int_equal(n->unit, LAW_YUAN);
	assert_int_equal(n->value, 400000050);
	end(&c, law);
}

int law_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_law_refuses_wrong_numbers),
		cmocka_unit_test(test_law_refuses_wrong_kinds),
		cmocka_unit_test(test_law_refuses_a_floor_in_a_chinese_kind),
		cmocka_unit_test(test_law_takes_rows_that_share_no_case),
		cmocka_unit_test(test_law_refuses_wrong_files),
		cmocka_unit_test(test_law_refuses_what_is_too_large),
		cmocka_unit_test(test_law_answers_what_binds),
		cmocka_unit_test(test_law_knows_its_kinds),
		cmocka_unit_test(test_law_reads_yuan_in_fen),
	};
	return RUN_GROUP("law", tests);
}
