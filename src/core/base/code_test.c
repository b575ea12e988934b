#include "core/base/code.h"

#include "test/unit.h"

static void test_organisation(void **state)
{
	static const char *const wrong[] = { NULL, "", "D2143569", "D2143569-0", "D2143569--X",
		"d2143569X", "D2143569 X", "*2143569X" };
	struct ctx c = test_ctx();
	(void)state;
	CHECK_OK(&c, code_organisation_check(&c, "/code", "D2143569X"));
	CHECK_OK(&c, code_organisation_check(&c, "/code", "D2143569-X"));
	for (size_t i = 0; i < LEN(wrong); i++)
		CHECK_ERR(code_organisation_check(&c, "/code", wrong[i]), E_BAD_CODE);
	test_ctx_end(&c);
}

static void test_resident(void **state)
{
	static const char *const good[] = { "11010519491231002X", "440524188001010014",
		"520102199003070014", "650103198506154325" };
	static const char *const wrong[] = { NULL, "", "11010519491231002x", "11010519491231002",
		"11010519491231002X1", "990105194912310020", "110105194902310029" };
	struct ctx c = test_ctx();
	(void)state;
	for (size_t i = 0; i < LEN(wrong); i++) {
		CHECK_ERR(code_resident_check(&c, "/id", wrong[i]), E_BAD_CODE);
		assert_null(c.fault.value);
	}
	for (size_t i = 0; i < LEN(good); i++) {
		CHECK_OK(&c, code_resident_check(&c, "/id", good[i]));
		/* no digit can be replaced by another */
		for (size_t at = 0; at < 18; at++)
			for (char ch = '0'; ch <= '9'; ch++) {
				char id[19];
				memcpy(id, good[i], sizeof(id));
				if (id[at] == ch)
					continue;
				id[at] = ch;
				CHECK_ERR(code_resident_check(&c, "/id", id), E_BAD_CODE);
			}
	}
	test_ctx_end(&c);
}

int base_code_tests(void);

/* Codes of real organisations, whose check characters were recomputed independently. */
static const char *const usccs[] = {
	"914403001922038216",
	"9144030071526726XG",
	"91330100799655058B",
	"91510700205412308D",
	"91650000299201121Q",
	"9150000020286320X6",
	"91450200198229141F",
	"91150000701463622D",
	"916101167101813521",
	"9151010020260067X4",
	"91650000299937622W",
	"91110108740053589U",
};

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static bool uscc_holds(const char *uscc)
{
	struct ctx c = test_ctx();
	enum err e = code_uscc_check(&c, "/code", uscc);
	if (e != OK) {
		assert_int_equal(e, E_BAD_CODE);
		assert_string_equal(c.fault.field, "/code");
		assert_non_null(c.fault.detail);
	}
	test_ctx_end(&c);
	return e == OK;
}

static void test_uscc_vectors(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(usccs); i++) {
		assert_true(uscc_holds(usccs[i]));
		assert_int_equal(code_uscc_check_char(usccs[i]), usccs[i][17]);
	}
	/* the standard's own example */
	assert_int_equal(code_uscc_check_char("91350100M000100Y4"), '3');
	assert_true(uscc_holds("91350100M000100Y43"));
	assert_false(uscc_holds("91350100M000100Y4Z"));
}

static void test_uscc_shape(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"",
		"9",
		"91510700205412308",
		"91510700205412308D0",
		"91510700205412308d",
		" 91510700205412308",
		"91510700205412308 ",
		"9151O700205412308D",
		"91510700205412308\xc3\x84",
	};
	for (size_t i = 0; i < LEN(bad); i++)
		assert_false(uscc_holds(bad[i]));
	assert_false(uscc_holds(NULL));
	for (const char *ch = "IOSVZ*-a\xff"; *ch != '\0'; ch++) {
		char body[] = "91510700205412308";
		body[8] = *ch;
		assert_int_equal(code_uscc_check_char(body), '\0');
	}
	assert_int_equal(code_uscc_check_char("9151"), '\0');
}

static void test_uscc_no_substitution_passes(void **state)
{
	(void)state;
	for (int at = 0; at < 17; at++)
		for (const char *ch = alphabet; *ch != '\0'; ch++) {
			char uscc[] = "91510700205412308D";
			if (uscc[at] == *ch)
				continue;
			uscc[at] = *ch;
			assert_false(uscc_holds(uscc));
		}
}

static void test_uscc_no_transposition_passes(void **state)
{
	(void)state;
	for (int at = 0; at < 16; at++) {
		char uscc[] = "91510700205412308D";
		char left = uscc[at];
		if (left == uscc[at + 1])
			continue;
		uscc[at] = uscc[at + 1];
		uscc[at + 1] = left;
		assert_false(uscc_holds(uscc));
	}
}

static void test_uscc_body(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(usccs); i++)
		assert_true(code_uscc_body_holds(usccs[i]));
	assert_true(code_uscc_body_holds("91110000D2143569X?"));
	assert_false(code_uscc_body_holds("91110000D21435690?"));
	/* a code may pass the one check and not the other */
	assert_true(uscc_holds("91310000132214440E"));
	assert_false(code_uscc_body_holds("91310000132214440E"));
}

static const struct {
	const char *class3, *platform;
	int32_t day, serial;
	const char *code;
} trades[] = {
	{ "A01", "12520000MB0000001T", 20260316, 1, "A01-12520000MB0000001T-20260316-000001-A" },
	{ "A07", "12510000MB10000033", 20261123, 128, "A07-12510000MB10000033-20261123-000128-F" },
	{ "D01", "12510000MB10000033", 20261123, 4711, "D01-12510000MB10000033-20261123-004711-M" },
	{ "A07", "12660000MB2000005T", 20261123, 128, "A07-12660000MB2000005T-20261123-000128-O" },
	{ "D01", "12660000MB2000005T", 20261123, 4711, "D01-12660000MB2000005T-20261123-004711-V" },
};

static void test_trade_vectors(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	for (size_t i = 0; i < LEN(trades); i++) {
		assert_string_equal(code_trade_make(&c, trades[i].class3, trades[i].platform,
		                        trades[i].day, trades[i].serial),
		    trades[i].code);
		CHECK_OK(&c, code_trade_check(&c, "/code", trades[i].code));
	}
	test_ctx_end(&c);
}

static void test_trade_refuses(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"",
		"A01",
		"A01-12520000MB0000001T-20260316-000001-B",
		"a01-12520000MB0000001T-20260316-000001-A",
		"A01-12520000MB0000001T-20260316-000001-",
		"A01-12520000MB0000001T-20260316-000001-AA",
		"A01 12520000MB0000001T-20260316-000001-A",
		"A0112520000MB0000001T20260316000001A",
		"1A1-12520000MB0000001T-20260316-000001-A",
		"A01-12520000MB00000010-20260316-000001-A",
		"A01-12520000MB0000001T-20260230-000001-A",
		"A01-12520000MB0000001T-2026031X-000001-A",
		"A01-12520000MB0000001T-20260316-00000X-A",
	};
	struct ctx c = test_ctx();
	for (size_t i = 0; i < LEN(bad); i++) {
		CHECK_ERR(code_trade_check(&c, "/code", bad[i]), E_BAD_CODE);
		assert_string_equal(c.fault.field, "/code");
	}
	CHECK_ERR(code_trade_check(&c, "/code", NULL), E_BAD_CODE);
	/* a serial of nought is refused even under its right check character */
	char nought[] = "A01-12520000MB0000001T-20260316-000000-?";
	nought[39] = code_mod37_2("A0112520000MB0000001T20260316000000", 35);
	CHECK_ERR(code_trade_check(&c, "/code", nought), E_BAD_CODE);
	assert_non_null(strstr(c.fault.detail, "serial"));
	test_ctx_end(&c);
}

/* Every character of the 37 serves as a check character, those that the USCC lacks too. */
static void test_trade_check_characters(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	char seen[128] = { 0 };
	for (int32_t serial = 1; serial <= 1000; serial++) {
		const char *code =
		    code_trade_make(&c, "A01", "12520000MB0000001T", 20260316, serial);
		CHECK_OK(&c, code_trade_check(&c, "/code", code));
		seen[(int)code[39]] = 1;
	}
	for (const char *ch = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"; *ch != '\0'; ch++)
		assert_int_equal(seen[(int)*ch], 1);
	test_ctx_end(&c);
}

static void test_trade_no_substitution_passes(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	for (size_t at = 0; at < TRADE_CODE_CHARS; at++)
		for (const char *ch = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*-"; *ch != '\0'; ch++) {
			char code[] = "D01-12510000MB10000033-20261123-004711-M";
			if (code[at] == *ch)
				continue;
			code[at] = *ch;
			CHECK_ERR(code_trade_check(&c, "/code", code), E_BAD_CODE);
		}
	test_ctx_end(&c);
}

static void test_mod37_2(void **state)
{
	(void)state;
	/* the example of ISBT 128 */
	assert_int_equal(code_mod37_2("G123498654321", 13), 'H');
	assert_int_equal(code_mod37_2("", 0), '1');
	assert_int_equal(code_mod37_2("G12349865432a", 13), '\0');
	assert_int_equal(code_mod37_2("G123-", 5), '\0');
	assert_int_equal(code_mod37_2("G123*", 5), '\0');
	assert_int_equal(code_mod37_2("G1\0", 3), '\0');
}

int base_code_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_uscc_vectors),
		cmocka_unit_test(test_uscc_shape),
		cmocka_unit_test(test_uscc_no_substitution_passes),
		cmocka_unit_test(test_uscc_no_transposition_passes),
		cmocka_unit_test(test_uscc_body),
		cmocka_unit_test(test_trade_vectors),
		cmocka_unit_test(test_trade_refuses),
		cmocka_unit_test(test_trade_check_characters),
		cmocka_unit_test(test_trade_no_substitution_passes),
		cmocka_unit_test(test_mod37_2),
		cmocka_unit_test(test_organisation),
		cmocka_unit_test(test_resident),
	};
	return RUN_GROUP("base_code", tests);
}
