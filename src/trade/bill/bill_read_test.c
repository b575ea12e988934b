#include "core/base/buf.h"
#include "test/bill_text.h"
#include "test/unit.h"

#define HEAD "<bill version=\"1\" currency=\"CNY\" title=\"甲\" lot=\"一\""
#define ITEM "<item code=\"010101001001\" name=\"土方\" features=\"\" unit=\"m3\" quantity=\"1.5\""
#define WORK "<work code=\"01\" name=\"土建\""
/* A tender's bill around what stands in its items. */
#define TENDER(items)                                                                      \
	HEAD ">\n" WORK "><items>" items "</items><measures/><other/><tax rate=\"0.09\"/>" \
	     "</work></bill>"
/* A priced one; its sums may be wrong, that is not the reader's matter. */
#define PRICED(items)                                                                              \
	HEAD " total=\"0\">\n" WORK " total=\"0\"><items total=\"0\">" items                       \
	     "</items><measures total=\"0\"/><other total=\"0\"/><tax rate=\"0.09\" total=\"0\"/>" \
	     "</work></bill>"

static struct ctx big_ctx(void)
{
	return (struct ctx){ .mem = arena_new(LIMIT_BILL_ARENA_BYTES), .now_ms = TEST_NOW_MS };
}

static struct bill read_text(struct ctx *c, const char *text)
{
	struct bill b = { .title = NULL };
	CHECK_OK(c, bill_read(c, text, strlen(text), &b));
	return b;
}

static void a_tenders_bill_is_read(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct bill b =
	    read_text(&c, "<?xml version='1.0' encoding='utf-8'?>\n" TENDER(
	                      "<item code=\"010101003002\" name=\"挖 &lt;沟&gt;\" "
	                      "features=\"1.三类土&#10;2.深 2m\""
	                      " unit=\"m3\" quantity=\"1234.5\" ceiling=\"38.5\"></item>"));
	assert_string_equal(b.title, "甲");
	assert_string_equal(b.lot, "一");
	assert_string_equal(b.currency, "CNY");
	assert_false(b.priced);
	assert_int_equal(b.total_minor, -1);
	assert_int_equal(b.work_count, 1);
	assert_int_equal(b.line_count, 1);
	assert_string_equal(b.works[0].name, "土建");
	assert_int_equal(b.works[0].rate, 90000);
	assert_int_equal(b.works[0].part_minor[BILL_OTHER], -1);
	const struct bill_line *l = b.by_code[0];
	assert_int_equal(l->kind, BILL_ITEM);
	assert_string_equal(l->code, "010101003002");
	assert_string_equal(l->name, "挖 <沟>");
	assert_string_equal(l->features, "1.三类土\n2.深 2m");
	assert_string_equal(l->unit, "m3");
	assert_int_equal(l->quantity_milli, 1234500);
	assert_int_equal(l->price_minor, -1);
	assert_int_equal(l->total_minor, -1);
	assert_int_equal(l->ceiling_minor, 3850);
	test_ctx_end(&c);
}

static void what_is_written_is_read(void **state)
{
	(void)state;
	struct ctx c = big_ctx();
	rng_seed(&c.rng, (const uint8_t[RNG_SEED_BYTES]){ 3 });
	struct made_bill m;
	made_bill(&c, 3, 60, &m);
	struct buf text = made_text(&c, &m.b), again;
	struct bill b = read_text(&c, text.p);
	again = made_text(&c, &b);
	assert_string_equal(text.p, again.p);
	assert_int_equal(b.total_minor, m.b.total_minor);
	int kinds[BILL_KINDS] = { 0 };
	for (size_t i = 0; i < b.line_count; i++)
		kinds[b.lines[i].kind]++;
	for (int k = 0; k < BILL_KINDS; k++)
		assert_true(kinds[k] >= 3);
	test_ctx_end(&c);
}

struct bad {
	const char *text, *detail; /* detail: the whole of it */
};

static const struct bad bad_texts[] = {
	{ "", "1:1: not XML: no element found" },
	{ "\xEF\xBB\xBF" TENDER(""), "1:1: the text begins with a byte order mark" },
	{ "<?xml version='1.0' encoding='GBK'?>" TENDER(""), "1:1: the encoding is not UTF-8" },
	{ "<?xml version='1.1'?>" TENDER(""), "1:1: not XML 1.0" },
	{ "<!DOCTYPE bill [<!ENTITY a 'b'>]>" TENDER(""), "1:16: a document type" },
	{ TENDER("<?php ?>"), "2:34: a processing instruction" },
	{ TENDER("<!-- -->"), "2:34: a comment" },
	{ TENDER("<![CDATA[ ]]>"), "2:34: a CDATA section" },
	{ TENDER("&nbsp;"), "2:34: not XML: undefined entity" },
	{ TENDER("清"), "2:34: text between the elements" },
	{ TENDER(ITEM " name=\"乙\"/>"), "2:107: not XML: duplicate attribute" },
	{ TENDER("\n \xC0\x80"), "3:2: not XML: not well-formed (invalid token)" },
	{ TENDER("") "<bill/>", "2:93: not XML: junk after document element" },
	{ "<boll/>", "1:1: unknown element boll" },
	{ "<work/>", "1:1: work does not stand here" },
	{ TENDER("<item/>"), "2:34: item: code is missing" },
	{ TENDER("<lump/>"), "2:34: lump does not stand here" },
	{ TENDER(ITEM "><item/></item>"), "2:107: item does not stand here" },
	{ TENDER(ITEM " colour=\"\"/>"), "2:34: item 010101001001: it has no attribute colour" },
	{ TENDER(ITEM " rate=\"0\"/>"), "2:34: item 010101001001: it has no attribute rate" },
	{ TENDER(ITEM " xmlns=\"urn:x\"/>"), "2:34: item 010101001001: it has no attribute xmlns" },
	{ HEAD "></bill>", "1:52: the bill has no unit work" },
	{ HEAD ">" WORK "><items/></work></bill>", "1:86: the unit work ends before its tax" },
	{ HEAD ">" WORK "><measures/></work></bill>",
	    "1:78: measures: items is missing before it" },
	{ HEAD ">" WORK "><items/><items/></work></bill>",
	    "1:86: items: a second one, or behind a part that follows it" },
	{ "<bill version=\"2\" currency=\"CNY\" title=\"a\" lot=\"b\"/>",
	    "1:1: bill: version is not 1" },
	{ "<bill version=\"1\" currency=\"XAU\" title=\"a\" lot=\"b\"/>",
	    "1:1: bill: the currency is not known" },
	{ "<bill version=\"1\" currency=\"CNY\" title=\"a\" lot=\"\"/>",
	    "1:1: bill: lot is empty" },
	{ "<bill version=\"1\" currency=\"CNY\" title=\"a \" lot=\"b\"/>",
	    "1:1: bill: title begins or ends with a space" },
	{ "<bill version=\"1\" currency=\"CNY\" title=\"a&#9;a\" lot=\"b\"/>",
	    "1:1: bill: title holds a control character" },
};

static const struct bad bad_amounts[] = {
	{ TENDER(ITEM " total=\"0\"/>"), "a total, in a bill that has none itself" },
	{ TENDER(ITEM " price=\"1\"/>"), "price and total come together or not at all" },
	{ PRICED(ITEM " price=\"1\"/>"), "price and total come together or not at all" },
	{ PRICED(ITEM " total=\"1\"/>"), "price and total come together or not at all" },
	{ PRICED(ITEM " ceiling=\"1\"/>"), "a ceiling stands in the tender's bill only" },
	{ PRICED(ITEM " price=\"-1\" total=\"1\"/>"), "price is below zero" },
	{ PRICED(ITEM " price=\"1.005\" total=\"1\"/>"), "price: more than 2 decimal places" },
	{ PRICED(ITEM " price=\"1e3\" total=\"1\"/>"),
	    "price: not a decimal: digits, point, digits" },
	{ PRICED(ITEM " price=\"1\" total=\"10000000000000.01\"/>"),
	    "total: above 10^15 minor units" },
	{ PRICED(ITEM " price=\"9000000000000\" total=\"1\"/>"),
	    "the lines come to more than 10^15 minor units" },
};

static void bad_texts_are_refused_at_their_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(bad_texts); i++) {
		struct ctx c = test_ctx();
		struct bill b = { .title = "as before" };
		CHECK_ERR(
		    bill_read(&c, bad_texts[i].text, strlen(bad_texts[i].text), &b), E_BAD_BILL);
		assert_string_equal(c.fault.detail, bad_texts[i].detail);
		assert_string_equal(b.title, "as before");
		test_ctx_end(&c);
	}
}

static void bad_amounts_name_their_item(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(bad_amounts); i++) {
		struct ctx c = test_ctx();
		struct bill b;
		CHECK_ERR(bill_read(&c, bad_amounts[i].text, strlen(bad_amounts[i].text), &b),
		    E_BAD_BILL);
		const char *item = strstr(c.fault.detail, ": item 010101001001: ");
		assert_non_null(item);
		assert_string_equal(item + 21, bad_amounts[i].detail);
		test_ctx_end(&c);
	}
}

/* Two lines of 1.5 m3. */
static enum err read_two(struct ctx *c, const char *price, const char *total)
{
	struct bill b;
	char *text = arena_printf(c->mem,
	    PRICED(ITEM " price=\"%s\" total=\"%s\"/>" ITEM " price=\"%s\" total=\"%s\"/>"), price,
	    total, price, total);
	strstr(text, "1001001")[6] = '2'; /* a code of its own */
	return bill_read(c, text, strlen(text), &b);
}

static void all_lines_together_stay_within_money(void **state)
{
	(void)state;
	static const char *const too_much = "the lines come to more than 10^15 minor units";
	struct ctx c = test_ctx();
	CHECK_OK(&c, read_two(&c, "3333333333333.33", "5000000000000"));
	CHECK_ERR(read_two(&c, "3333333333333.34", "0"), E_BAD_BILL);
	assert_non_null(strstr(c.fault.detail, too_much));
	CHECK_ERR(read_two(&c, "0", "5000000000000.01"), E_BAD_BILL);
	assert_non_null(strstr(c.fault.detail, too_much));
	test_ctx_end(&c);
}

static void two_sums_are_there_or_none(void **state)
{
	(void)state;
	static const char half[] = HEAD " total=\"0\">" WORK "/></bill>",
	                  other[] = HEAD ">" WORK " total=\"0\"/></bill>";
	struct ctx c = test_ctx();
	struct bill b;
	CHECK_ERR(bill_read(&c, half, strlen(half), &b), E_BAD_BILL);
	assert_string_equal(c.fault.detail, "1:62: work 01: total is missing");
	CHECK_ERR(bill_read(&c, other, strlen(other), &b), E_BAD_BILL);
	assert_string_equal(
	    c.fault.detail, "1:52: work 01: a total, in a bill that has none itself");
	test_ctx_end(&c);
}

static enum err read_made(struct ctx *c, const struct made_bill *m)
{
	struct bill b;
	struct buf t = made_text(c, &m->b);
	return bill_read(c, t.p, t.n, &b);
}

static void a_code_comes_once(void **state)
{
	(void)state;
	struct ctx c = big_ctx();
	struct made_bill m;
	made_bill(&c, 2, 40, &m);
	memcpy(m.lines[30].code, m.lines[3].code, sizeof(m.lines[3].code));
	CHECK_ERR(read_made(&c, &m), E_BAD_BILL);
	assert_string_equal(
	    c.fault.detail, "45:1: code 010101000004 is used twice, first on line 8");
	memcpy(m.lines[30].code, "01010100000", 12);
	CHECK_ERR(read_made(&c, &m), E_BAD_BILL);
	assert_non_null(strstr(c.fault.detail, "item 01010100000: a code is 12 digits"));
	memcpy(m.lines[30].code, "010101009999", 13);
	memcpy(m.works[1].code, "01", 3);
	CHECK_ERR(read_made(&c, &m), E_BAD_BILL);
	assert_non_null(strstr(c.fault.detail, "work 01: the code is used twice"));
	memcpy(m.works[1].code, "A_", 3);
	CHECK_ERR(read_made(&c, &m), E_BAD_BILL);
	assert_non_null(strstr(c.fault.detail, "work A_: a code is 1 to 12 of 0-9, A-Z and -"));
	test_ctx_end(&c);
}

static const char *repeated(struct ctx *c, const char *s, size_t n)
{
	struct buf b;
	buf_init(&b, c->mem, LIMIT_BILL_TAG_BYTES * 2);
	for (size_t i = 0; i < n; i++)
		buf_text(&b, s);
	return b.p;
}

static void limits_are_exact(void **state)
{
	(void)state;
	struct ctx c = big_ctx();
	struct made_bill m;
	made_bill(&c, 1, 20, &m);
	m.lines[0].unit = repeated(&c, "米", LIMIT_BILL_UNIT_CHARS);
	m.lines[1].name = repeated(&c, "米", LIMIT_TITLE_CHARS);
	m.lines[2].features = repeated(&c, "米", LIMIT_TEXT_CHARS);
	CHECK_OK(&c, read_made(&c, &m));
	m.lines[0].unit = repeated(&c, "米", LIMIT_BILL_UNIT_CHARS + 1);
	CHECK_ERR(read_made(&c, &m), E_BAD_BILL);
	assert_non_null(strstr(c.fault.detail, "unit is longer than 20 characters"));
	m.lines[0].unit = "m";
	m.lines[2].features = repeated(&c, "米", LIMIT_TEXT_CHARS + 1);
	CHECK_ERR(read_made(&c, &m), E_BAD_BILL);
	m.lines[2].features = repeated(&c, "米", LIMIT_BILL_TAG_BYTES / 3);
	CHECK_ERR(read_made(&c, &m), E_BAD_BILL);
	assert_non_null(strstr(c.fault.detail, "an element of more than 65536 bytes"));
	m.lines[2].features = "";
	m.lines[3].quantity_milli = INT64_C(1000000000001);
	CHECK_ERR(read_made(&c, &m), E_BAD_BILL);
	assert_non_null(strstr(c.fault.detail, "quantity is not from 0 to 1000000000.000"));
	char *spaces = arena_alloc(c.mem, LIMIT_BILL_BYTES + 1);
	memset(spaces, ' ', LIMIT_BILL_BYTES + 1);
	struct bill b;
	CHECK_ERR(bill_read(&c, spaces, LIMIT_BILL_BYTES + 1, &b), E_TOO_LARGE);
	CHECK_ERR(bill_read(&c, spaces, LIMIT_BILL_BYTES, &b), E_BAD_BILL);
	test_ctx_end(&c);
}

static void lines_and_works_are_bounded(void **state)
{
	(void)state;
	struct ctx c = { .mem = arena_new(2 * (size_t)LIMIT_BILL_ARENA_BYTES) };
	struct made_bill m;
	made_bill(&c, 1, LIMIT_BILL_LINES + 1, &m);
	CHECK_ERR(read_made(&c, &m), E_BAD_BILL);
	assert_non_null(strstr(c.fault.detail, "more than 50000 lines"));
	made_drop(&m, 7);
	CHECK_OK(&c, read_made(&c, &m));
	made_bill(&c, LIMIT_BILL_WORKS, LIMIT_BILL_WORKS, &m);
	CHECK_OK(&c, read_made(&c, &m));
	made_bill(&c, LIMIT_BILL_WORKS + 1, LIMIT_BILL_WORKS + 1, &m);
	CHECK_ERR(read_made(&c, &m), E_BAD_BILL);
	assert_non_null(strstr(c.fault.detail, "more than 200 unit works"));
	test_ctx_end(&c);
}

int bill_read_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tenders_bill_is_read),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(bad_texts_are_refused_at_their_place),
		cmocka_unit_test(bad_amounts_name_their_item),
		cmocka_unit_test(all_lines_together_stay_within_money),
		cmocka_unit_test(two_sums_are_there_or_none),
		cmocka_unit_test(a_code_comes_once),
		cmocka_unit_test(limits_are_exact),
		cmocka_unit_test(lines_and_works_are_bounded),
	};
	return RUN_GROUP("bill_read", tests);
}
