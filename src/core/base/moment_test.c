#include "core/base/moment.h"

#include <time.h>

#include "test/unit.h"

int base_moment_tests(void);

static void test_clocks(void **state)
{
	(void)state;
	int64_t us = moment_steady_us();
	/* after 2026-01-01, or the machine's clock is wrong */
	assert_true(moment_system_ms() > INT64_C(1767225600000));
	assert_true(moment_system_ms() < MOMENT_MAX_MS);
	assert_true(moment_steady_us() >= us);
}

static void test_moment_in_and_out(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t ms;
		const char *out, *show;
	} rows[] = {
		{ "1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00.000Z", "1970-01-01 08:00:00" },
		{ "2026-03-02T00:00:00.000Z", TEST_NOW_MS, "2026-03-02T00:00:00.000Z",
		    "2026-03-02 08:00:00" },
		{ "2026-03-01T12:00:00.5Z", TEST_NOW_MS - 12 * HOUR_MS + 500,
		    "2026-03-01T12:00:00.500Z", "2026-03-01 20:00:00" },
		{ "2026-03-01T16:59:59.07Z", INT64_C(1772384399070), "2026-03-01T16:59:59.070Z",
		    "2026-03-02 00:59:59" },
		{ "2024-02-29T23:59:59.999Z", INT64_C(1709251199999), "2024-02-29T23:59:59.999Z",
		    "2024-03-01 07:59:59" },
		{ "1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z",
		    "1970-01-01 07:59:59" },
		{ "1900-01-01T00:00:00Z", INT64_C(-2208988800000), "1900-01-01T00:00:00.000Z",
		    "1900-01-01 08:00:00" },
		{ "9999-12-31T23:59:59.999Z", MOMENT_MAX_MS, "9999-12-31T23:59:59.999Z",
		    "10000-01-01 07:59:59" },
	};
	struct ctx c = test_ctx();
	for (size_t i = 0; i < LEN(rows); i++) {
		int64_t ms;
		CHECK_OK(&c, moment_parse(&c, "/at", rows[i].text, &ms));
		assert_true(ms == rows[i].ms);
		assert_string_equal(moment_text(&c, ms), rows[i].out);
		assert_string_equal(moment_show(&c, ms), rows[i].show);
	}
	test_ctx_end(&c);
}

static void test_moment_refuses(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"",
		"2026-03-01",
		"2026-03-01T12:00:00",
		"2026-03-01T12:00:00+00:00",
		"2026-03-01T12:00:00+08:00",
		"2026-03-01 12:00:00Z",
		"2026-03-01t12:00:00Z",
		"2026-03-01T12:00:00z",
		"2026-03-01T12:00:00.Z",
		"2026-03-01T12:00:00.0000Z",
		"2026-03-01T12:00:00,5Z",
		"2026-03-01T12:00Z",
		"2026-3-1T12:00:00Z",
		"2026-03-01T24:00:00Z",
		"2026-03-01T12:60:00Z",
		"2026-03-01T12:00:60Z",
		"2026-02-29T12:00:00Z",
		"2026-13-01T12:00:00Z",
		"2026-00-01T12:00:00Z",
		"2026-03-00T12:00:00Z",
		"2026-03-32T12:00:00Z",
		"1899-12-31T23:59:59Z",
		"0000-01-01T00:00:00Z",
		"+2026-03-01T12:00:00Z",
		" 2026-03-01T12:00:00Z",
		"2026-03-01T12:00:00Z ",
		"2026-03-01T12:00:00ZZ",
		"2026-03-01T12:00:-1Z",
		"20260-03-01T12:00:00Z",
		"2026-03-01T12:00:00.5",
		"１026-03-01T12:00:00Z",
	};
	struct ctx c = test_ctx();
	int64_t ms = 77;
	for (size_t i = 0; i < LEN(bad); i++) {
		CHECK_ERR(moment_parse(&c, "/at", bad[i], &ms), E_BAD_FIELD);
		assert_string_equal(c.fault.field, "/at");
	}
	CHECK_ERR(moment_parse(&c, "/at", NULL, &ms), E_BAD_FIELD);
	assert_int_equal(ms, 77);
	test_ctx_end(&c);
}

/* What people type is Beijing time. */
static void test_moment_typed(void **state)
{
	(void)state;
	static const struct {
		const char *text, *show;
	} good[] = {
		{ "2026-03-01", "2026-03-01 00:00:00" },
		{ "2024-02-29 23:59", "2024-02-29 23:59:00" },
		{ "1969-12-31 08:00:07", "1969-12-31 08:00:07" },
	};
	static const char *const bad[] = { "", "2026-3-1", "2026-02-29", "2026-03-01 24:00",
		"2026-03-01 12:60", "2026-03-01 12:00:60", "2026-03-01 ", "2026-03-01 1:00",
		"2026-03-01 12:00:0", "2026-03-01 12:00Z", "2026-03-01T12:00" };
	struct ctx c = test_ctx();
	int64_t ms = 77;
	for (size_t i = 0; i < LEN(bad); i++)
		CHECK_ERR(moment_typed(&c, "at", bad[i], &ms), E_BAD_FIELD);
	assert_int_equal(ms, 77);
	assert_string_equal(c.fault.field, "at");
	for (size_t i = 0; i < LEN(good); i++) {
		CHECK_OK(&c, moment_typed(&c, "at", good[i].text, &ms));
		assert_string_equal(moment_show(&c, ms), good[i].show);
	}
	test_ctx_end(&c);
}

static void test_days(void **state)
{
	(void)state;
	/* Beijing's midnight is 16:00 UTC of the day before */
	assert_int_equal(day_of(TEST_NOW_MS), 20260302);
	assert_int_equal(day_of(TEST_NOW_MS - 8 * HOUR_MS), 20260302);
	assert_int_equal(day_of(TEST_NOW_MS - 8 * HOUR_MS - 1), 20260301);
	assert_true(day_start_ms(20260302) == TEST_NOW_MS - 8 * HOUR_MS);
	assert_int_equal(day_of(0), 19700101);
	assert_int_equal(day_of(-9 * HOUR_MS), 19691231);
	assert_int_equal(day_add(20260302, 20), 20260322);
	assert_int_equal(day_add(20260914, 20), 20261004);
	assert_int_equal(day_add(20260301, -1), 20260228);
	assert_int_equal(day_add(20240301, -1), 20240229);
	assert_int_equal(day_add(20251231, 1), 20260101);
	assert_int_equal(day_add(20260101, 0), 20260101);
	assert_int_equal(day_add(20000101, 36525), 21000101);
}

static void test_day_valid(void **state)
{
	(void)state;
	static const int32_t good[] = { 19000101, 19000228, 20000229, 20240229, 20260430,
		99991231 };
	static const int32_t bad[] = {
		0,
		-20260301,
		18991231,
		19000229,
		21000229,
		20260229,
		20260431,
		20260001,
		20261301,
		20260100,
		20260132,
		20260199,
		100000101,
		INT32_MAX,
		INT32_MIN,
	};
	for (size_t i = 0; i < LEN(good); i++)
		assert_true(day_valid(good[i]));
	for (size_t i = 0; i < LEN(bad); i++)
		assert_false(day_valid(bad[i]));
}

static void test_day_text(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"",
		"20260301",
		"2026-3-1",
		"2026-03-1",
		"2026-03-01 ",
		" 2026-03-01",
		"2026-02-30",
		"2026/03/01",
		"2026-03-01T00:00:00Z",
		"1899-12-31",
		"2026-13-01",
		"-026-03-01",
	};
	struct ctx c = test_ctx();
	int32_t day = 77;
	for (size_t i = 0; i < LEN(bad); i++) {
		CHECK_ERR(day_parse(&c, "/day", bad[i], &day), E_BAD_FIELD);
		assert_string_equal(c.fault.field, "/day");
	}
	CHECK_ERR(day_parse(&c, "/day", NULL, &day), E_BAD_FIELD);
	assert_int_equal(day, 77);
	CHECK_OK(&c, day_parse(&c, "/day", "2026-03-01", &day));
	assert_int_equal(day, 20260301);
	assert_string_equal(day_text(&c, 20260301), "2026-03-01");
	test_ctx_end(&c);
}

/* Every day from 1900 to 2299, against the C library's calendar. */
static void test_days_against_libc(void **state)
{
	(void)state;
	int32_t day = 19000101;
	for (int64_t s = INT64_C(-2208988800); day < 23000101; s += DAY_MS / 1000) {
		time_t t = (time_t)s;
		struct tm tm;
		assert_non_null(gmtime_r(&t, &tm));
		int32_t want = (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
		if (day != want || day_of(s * 1000 - BEIJING_MS) != want ||
		    day_start_ms(want) != s * 1000 - BEIJING_MS || !day_valid(want))
			TEST_FAIL("%d, want %d", day, want);
		int32_t next = day_add(day, 1);
		if (day_add(next, -1) != day)
			TEST_FAIL("the day before %d", next);
		day = next;
	}
}

static void test_text_and_back(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	int64_t first = day_start_ms(19000101) + BEIJING_MS;
	for (int i = 0; i < 20000; i++) {
		int64_t ms = first + (int64_t)rng_below(&c.rng, (uint64_t)(MOMENT_MAX_MS - first));
		int64_t back;
		int32_t day = day_of(ms), day_back;
		CHECK_OK(&c, moment_parse(&c, "/at", moment_text(&c, ms), &back));
		assert_true(back == ms);
		CHECK_OK(&c, day_parse(&c, "/day", day_text(&c, day), &day_back));
		assert_int_equal(day_back, day);
		assert_true(day_start_ms(day) <= ms && ms < day_start_ms(day) + DAY_MS);
		arena_reset(c.mem);
	}
	test_ctx_end(&c);
}

int base_moment_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clocks),
		cmocka_unit_test(test_moment_in_and_out),
		cmocka_unit_test(test_moment_refuses),
		cmocka_unit_test(test_moment_typed),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_day_valid),
		cmocka_unit_test(test_day_text),
		cmocka_unit_test(test_days_against_libc),
		cmocka_unit_test(test_text_and_back),
	};
	return RUN_GROUP("base_moment", tests);
}
