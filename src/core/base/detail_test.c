#include "core/base/detail.h"

#include <inttypes.h>
#include <stdlib.h>

#include "test/unit.h"

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* One English text has one Chinese form. */
static void check_once(const struct detail_pair *list, size_t n)
{
	const char **keys = calloc(n, sizeof(*keys));
	assert_non_null(keys);
	for (size_t i = 0; i < n; i++)
		keys[i] = list[i].en;
	qsort(keys, n, sizeof(*keys), by_text);
	for (size_t i = 1; i < n; i++)
		if (strcmp(keys[i - 1], keys[i]) == 0)
			TEST_FAIL("twice: %s", keys[i]);
	free(keys);
}

static void each_once(void **state)
{
	size_t n;
	(void)state;
	const struct detail_pair *list = detail_formats(&n);
	check_once(list, n);
	list = detail_words(&n);
	check_once(list, n);
}

static bool same_type(const struct conversion *en, const struct conversion *zh)
{
	return strcmp(en->type, strcmp(zh->type, "S") == 0 ? "s" : zh->type) == 0;
}

/* What a Chinese form takes is there, and of its type: no compiler sees it. */
static void check_pair(const struct detail_pair *p)
{
	struct conversion en[DETAIL_ARGS_MAX], zh[DETAIL_ARGS_MAX];
	size_t en_n, zh_n;
	if (!detail_conversions(p->en, en, &en_n) || !detail_conversions(p->zh, zh, &zh_n))
		TEST_FAIL("a conversion that is not taken: %s", p->en);
	for (size_t i = 0; i < en_n; i++)
		if (en[i].positional || strcmp(en[i].type, "S") == 0)
			TEST_FAIL("an English format is plain: %s", p->en);
	bool positional = zh_n > 0 && zh[0].positional;
	if (!positional && zh_n != 0 && zh_n != en_n)
		TEST_FAIL("%zu arguments, not %zu: %s", zh_n, en_n, p->zh);
	for (size_t i = 0; i < zh_n; i++)
		if (zh[i].positional != positional || zh[i].place >= en_n ||
		    !same_type(&en[zh[i].place], &zh[i]))
			TEST_FAIL("argument %zu does not fit: %s", i + 1, p->zh);
	if (strncmp(p->en, "%s", 3) != 0 && strspn(p->zh, " -~") == strlen(p->zh))
		TEST_FAIL("nothing is Chinese: %s", p->zh);
}

static void conversions_agree(void **state)
{
	size_t n;
	(void)state;
	const struct detail_pair *list = detail_formats(&n);
	for (size_t i = 0; i < n; i++)
		check_pair(&list[i]);
}

static void taken_apart(void **state)
{
	struct conversion v[DETAIL_ARGS_MAX];
	size_t n;
	(void)state;
	assert_true(detail_conversions("100 %% of %2$" PRId64 ", %1$.60s", v, &n));
	assert_int_equal(n, 2);
	assert_string_equal(v[0].type, PRId64);
	assert_int_equal(v[0].place, 1);
	assert_string_equal(v[1].type, "s");
	assert_int_equal(v[1].precision, 60);
	static const char *const bad[] = { "%", "%f", "%c", "%*d", "%9$s", "%1s",
		"%s%s%s%s%s%s%s%s%s" };
	for (size_t i = 0; i < LEN(bad); i++)
		assert_false(detail_conversions(bad[i], v, &n));
}

static void says_it_in_chinese(void **state)
{
	struct ctx c = test_ctx();
	(void)state;
	CHECK_ERR(fail(&c, E_BAD_FIELD, "not before %s, the first day", "2026-03-01"), E_BAD_FIELD);
	assert_string_equal(c.fault.detail, "not before 2026-03-01, the first day");
	assert_string_equal(c.fault.detail_zh, "不得早于有效期的第一日 2026-03-01");
	assert_int_equal(fail(&c, E_BAD_FIELD, "no sentence of ours"), E_BAD_FIELD);
	assert_null(c.fault.detail_zh);
	/* words, in another order, and some left out */
	CHECK_ERR(
	    fail_rule(&c, E_DENIED, "rule", "%s; only: %s", "lot.closed", "principal, agency"),
	    E_DENIED);
	assert_string_equal(c.fault.detail_zh, "此事项只能由招标人、招标代理机构办理");
	assert_string_equal(c.fault.rule, "rule");
	/* a moment in Beijing, to the millisecond where that matters */
	assert_int_equal(fail(&c, E_BID_LATE, "arrived %s, the deadline was %s",
	                     "2026-03-21T16:00:00.004Z", "2026-03-21T16:00:00.000Z"),
	    E_BID_LATE);
	assert_string_equal(c.fault.detail_zh,
	    "到达时间为 2026-03-22 00:00:00.004，截止时间为 2026-03-22 00:00:00");
	/* %S of what is no word of ours stays */
	assert_int_equal(absent(&c, E_NOT_FOUND, "lot", "lot"), E_NOT_FOUND);
	assert_string_equal(c.fault.detail_zh, "没有标段：lot");
	test_ctx_end(&c);
}

static void a_failure_within_another(void **state)
{
	struct ctx c = test_ctx();
	(void)state;
	CHECK_ERR(fail(&c, E_BAD_JSON, "byte %zu: not UTF-8", (size_t)7), E_BAD_JSON);
	CHECK_ERR(
	    fail_at(&c, E_BAD_SEAL, "/form", "x", "the header: %s", c.fault.detail), E_BAD_SEAL);
	assert_string_equal(c.fault.detail_zh, "密封容器的头部有误：第 7 字节：不是 UTF-8 编码");
	/* a half English sentence helps nobody */
	CHECK_ERR(fail(&c, E_BAD_JSON, "no sentence of ours"), E_BAD_JSON);
	CHECK_ERR(fail(&c, E_BAD_SEAL, "the header: %s", c.fault.detail), E_BAD_SEAL);
	assert_null(c.fault.detail_zh);
	test_ctx_end(&c);
}

/* What a caller sent comes back shortened, whole characters only, in either language. */
static void kept_short(void **state)
{
	struct ctx c = test_ctx();
	char *name = arena_alloc(c.mem, 3001);
	(void)state;
	for (size_t i = 0; i < 1000; i++)
		memcpy(name + 3 * i, "长", 3);
	CHECK_ERR(fail(&c, E_UNKNOWN_FIELD, "%s is no field here", name), E_UNKNOWN_FIELD);
	size_t n = strlen(c.fault.detail_zh);
	assert_in_range(n, 900, 1003);
	assert_string_equal(c.fault.detail_zh + n - 3, "…");
	CHECK_ERR(fail(&c, E_KEY_REUSED, "key %.64s", name), E_KEY_REUSED);
	assert_non_null(strstr(c.fault.detail_zh, "长 已用于"));
	test_ctx_end(&c);
}

int base_detail_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_once),
		cmocka_unit_test(conversions_agree),
		cmocka_unit_test(taken_apart),
		cmocka_unit_test(says_it_in_chinese),
		cmocka_unit_test(a_failure_within_another),
		cmocka_unit_test(kept_short),
	};
	return RUN_GROUP("base_detail", tests);
}
