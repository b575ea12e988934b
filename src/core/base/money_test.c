#include "core/base/money.h"

#include "test/unit.h"

int base_money_tests(void);

static void test_currencies(void **state)
{
	(void)state;
	static const struct {
		const char *code;
		int digits;
	} known[] = { { "CNY", 2 }, { "JPY", 0 }, { "USD", 2 }, { "EUR", 2 }, { "HKD", 2 } };
	for (size_t i = 0; i < LEN(known); i++) {
		char code[4];
		int digits = -1;
		memcpy(code, known[i].code, sizeof(code));
		const char *own = money_currency(code, &digits);
		assert_string_equal(own, code);
		assert_ptr_not_equal(own, code);
		assert_int_equal(digits, known[i].digits);
		assert_ptr_equal(money_currency(code, NULL), own);
	}
	int digits = -1;
	assert_null(money_currency("GBP", &digits));
	assert_null(money_currency("cny", &digits));
	assert_null(money_currency("", &digits));
	assert_null(money_currency(NULL, &digits));
	assert_int_equal(digits, -1);
}

static void test_money_in_and_out(void **state)
{
	(void)state;
	static const struct {
		const char *text, *currency;
		int64_t minor;
		const char *out, *show;
	} rows[] = {
		{ "1234567.10", "CNY", 123456710, "1234567.10", "1,234,567.10 元" },
		{ "5", "CNY", 500, "5.00", "5.00 元" },
		{ "5.1", "CNY", 510, "5.10", "5.10 元" },
		{ "0", "CNY", 0, "0.00", "0.00 元" },
		{ "0.01", "USD", 1, "0.01", "0.01 美元" },
		{ "-0.01", "EUR", -1, "-0.01", "-0.01 欧元" },
		{ "-1234.5", "HKD", -123450, "-1234.50", "-1,234.50 港元" },
		{ "123", "CNY", 12300, "123.00", "123.00 元" },
		{ "1000", "JPY", 1000, "1000", "1,000 日元" },
		{ "999", "JPY", 999, "999", "999 日元" },
		{ "10000000000000.00", "CNY", MONEY_MAX_MINOR, "10000000000000.00",
		    "10,000,000,000,000.00 元" },
		{ "-1000000000000000", "JPY", -MONEY_MAX_MINOR, "-1000000000000000",
		    "-1,000,000,000,000,000 日元" },
	};
	struct ctx c = test_ctx();
	for (size_t i = 0; i < LEN(rows); i++) {
		struct money m = { 0 };
		CHECK_OK(&c, money_parse(&c, rows[i].text, rows[i].currency, &m));
		assert_int_equal(m.minor, rows[i].minor);
		assert_ptr_equal(m.currency, money_currency(rows[i].currency, NULL));
		assert_string_equal(money_text(&c, m), rows[i].out);
		assert_string_equal(money_show(&c, m), rows[i].show);
	}
	test_ctx_end(&c);
}

static void test_money_refuses(void **state)
{
	(void)state;
	static const struct {
		const char *text, *currency;
	} rows[] = {
		{ "", "CNY" },
		{ "-", "CNY" },
		{ "+1", "CNY" },
		{ "--1", "CNY" },
		{ " 1", "CNY" },
		{ "1 ", "CNY" },
		{ "1\n", "CNY" },
		{ "3x", "CNY" },
		{ "1e3", "CNY" },
		{ "1E3", "CNY" },
		{ "01", "CNY" },
		{ "00", "CNY" },
		{ "-01", "CNY" },
		{ ".5", "CNY" },
		{ "5.", "CNY" },
		{ ".", "CNY" },
		{ "-.", "CNY" },
		{ "1.2.3", "CNY" },
		{ "1.-2", "CNY" },
		{ "1,000", "CNY" },
		{ "1.005", "CNY" },
		{ "1.100", "CNY" },
		{ "1.0", "JPY" },
		{ "0x10", "CNY" },
		{ "NaN", "CNY" },
		{ "inf", "CNY" },
		{ "-0", "CNY" },
		{ "-0.00", "CNY" },
		{ "１", "CNY" },
		{ "1元", "CNY" },
		{ "10000000000000.01", "CNY" },
		{ "-10000000000000.01", "CNY" },
		{ "1000000000000001", "JPY" },
		{ "92233720368547758.08", "CNY" },
		{ "99999999999999999999999999", "CNY" },
		{ "1", "GBP" },
		{ "1", "" },
		{ "1", NULL },
		{ NULL, "CNY" },
	};
	struct ctx c = test_ctx();
	for (size_t i = 0; i < LEN(rows); i++) {
		struct money m = { .minor = 77, .currency = "untouched" };
		CHECK_ERR(money_parse(&c, rows[i].text, rows[i].currency, &m), E_BAD_AMOUNT);
		assert_int_equal(m.minor, 77);
		assert_string_equal(m.currency, "untouched");
		assert_non_null(c.fault.detail);
	}
	test_ctx_end(&c);
}

static void test_decimal(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	int64_t v = 77;
	assert_string_equal(decimal_text(&c, 12345, 2), "123.45");
	assert_string_equal(decimal_text(&c, 5, 9), "0.000000005");
	assert_string_equal(decimal_text(&c, -5, 0), "-5");
	assert_string_equal(decimal_text(&c, 0, 4), "0.0000");
	assert_string_equal(decimal_text(&c, INT64_MIN, 6), "-9223372036854.775808");
	CHECK_OK(&c, decimal_parse(&c, "0.000000005", 9, &v));
	assert_int_equal(v, 5);
	CHECK_OK(&c, decimal_parse(&c, "9223372036854775807", 0, &v));
	assert_true(v == INT64_MAX);
	CHECK_OK(&c, decimal_parse(&c, "-9223372036854.775808", 6, &v));
	assert_true(v == INT64_MIN);
	v = 77;
	CHECK_ERR(decimal_parse(&c, "9223372036854775808", 0, &v), E_BAD_AMOUNT);
	CHECK_ERR(decimal_parse(&c, "-9223372036854775809", 0, &v), E_BAD_AMOUNT);
	CHECK_ERR(decimal_parse(&c, "9223372036855", 6, &v), E_BAD_AMOUNT);
	CHECK_ERR(decimal_parse(&c, "1.0", 0, &v), E_BAD_AMOUNT);
	CHECK_ERR(decimal_parse(&c, "3x", 4, &v), E_BAD_AMOUNT);
	CHECK_ERR(decimal_parse(&c, "", 4, &v), E_BAD_AMOUNT);
	CHECK_ERR(decimal_parse(&c, "1e3", 4, &v), E_BAD_AMOUNT);
	CHECK_ERR(decimal_parse(&c, " 1", 4, &v), E_BAD_AMOUNT);
	assert_string_equal(c.fault.value, " 1");
	assert_int_equal(v, 77);
	test_ctx_end(&c);
}

/* Any number of any size, small ones as often as large ones. */
static int64_t any_int64(struct ctx *c)
{
	uint64_t v;
	rng_bytes(&c->rng, &v, sizeof(v));
	return (int64_t)v >> rng_below(&c->rng, 64);
}

static void test_text_and_back(void **state)
{
	(void)state;
	static const char *const codes[] = { "CNY", "JPY", "USD", "EUR", "HKD" };
	struct ctx c = test_ctx();
	for (int i = 0; i < 20000; i++) {
		int64_t v = any_int64(&c), back;
		int places = (int)rng_below(&c.rng, 10);
		CHECK_OK(&c, decimal_parse(&c, decimal_text(&c, v, places), places, &back));
		assert_true(back == v);
		struct money m = { v % (MONEY_MAX_MINOR + 1), codes[i % (int)LEN(codes)] }, again;
		CHECK_OK(&c, money_parse(&c, money_text(&c, m), m.currency, &again));
		assert_true(again.minor == m.minor);
		assert_string_equal(again.currency, m.currency);
		arena_reset(c.mem);
	}
	test_ctx_end(&c);
}

static void test_mul_div(void **state)
{
	(void)state;
	static const struct {
		int64_t a, b, d, want;
	} rows[] = {
		{ 1, 1, 2, 1 },
		{ -1, 1, 2, -1 },
		{ 1, 1, 3, 0 },
		{ 2, 1, 3, 1 },
		{ -2, 1, 3, -1 },
		{ 5, 1, 10, 1 },
		{ 4, 1, 10, 0 },
		{ 15, 1, 10, 2 },
		{ 25, 1, 10, 3 },
		{ -25, 1, 10, -3 },
		{ 0, 5, 7, 0 },
		{ -1, 1, 3, 0 },
		{ 7, -3, 1, -21 },
		{ -7, -3, 2, 11 },
		/* 800,000.00 at 0.35 % for 63 days of 360: 490.00 */
		{ 80000000, INT64_C(3500) * 63, 360 * INT64_C(1000000), 49000 },
		{ INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX },
		{ INT64_MIN, 1, 1, INT64_MIN },
		{ INT64_MIN, INT64_MAX, INT64_MAX, INT64_MIN },
		{ INT64_MAX, 1, INT64_MAX, 1 },
		{ 1, 1, INT64_MAX, 0 },
	};
	struct ctx c = test_ctx();
	int64_t v;
	for (size_t i = 0; i < LEN(rows); i++) {
		CHECK_OK(&c, decimal_mul_div(&c, rows[i].a, rows[i].b, rows[i].d, &v));
		assert_true(v == rows[i].want);
	}
	v = 77;
	CHECK_ERR(decimal_mul_div(&c, INT64_MAX, 2, 1, &v), E_BAD_AMOUNT);
	CHECK_ERR(decimal_mul_div(&c, INT64_MIN, -1, 1, &v), E_BAD_AMOUNT);
	CHECK_ERR(decimal_mul_div(&c, INT64_MIN, INT64_MIN, 1, &v), E_BAD_AMOUNT);
	CHECK_ERR(decimal_mul_div(&c, INT64_MIN, INT64_MAX, 1, &v), E_BAD_AMOUNT);
	assert_int_equal(v, 77);
	test_ctx_end(&c);
}

/* q = a * b / d rounded half up, exactly when |2ab| lies in [2|q|d - d, 2|q|d + d). */
static void test_mul_div_rounds_half_up(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	for (int i = 0; i < 20000; i++) {
		int64_t a = any_int64(&c) >> 3, b = any_int64(&c), d = any_int64(&c), q;
		d = d < 0 ? ~d : d;
		d = d == 0 ? 1 : d;
		if (decimal_mul_div(&c, a, b, d, &q) != OK) {
			arena_reset(c.mem);
			continue;
		}
		__int128 twice = (__int128)a * b * 2, step = (__int128)d * 2;
		__int128 size = twice < 0 ? -twice : twice, got = q < 0 ? -(__int128)q : q;
		assert_true(q == 0 || (q < 0) == (twice < 0));
		/* compared by quotients, since got * step may need more than 127 bits */
		assert_true((size + d) / step == got);
	}
	test_ctx_end(&c);
}

int base_money_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_currencies),
		cmocka_unit_test(test_money_in_and_out),
		cmocka_unit_test(test_money_refuses),
		cmocka_unit_test(test_decimal),
		cmocka_unit_test(test_text_and_back),
		cmocka_unit_test(test_mul_div),
		cmocka_unit_test(test_mul_div_rounds_half_up),
	};
	return RUN_GROUP("base_money", tests);
}
