#include <stdio.h>

#include "core/base/buf.h"
#include "core/base/enc.h"
#include "core/base/json.h"
#include "core/base/money.h"
#include "test/bill_text.h"
#include "test/unit.h"
#include "trade/bill/bill.h"

#define WORKS 3
#define LINES 60
#define A_LINE 5 /* an item in the middle of the first work */

/* A tender's bill, a bidder's, and what their comparison gave. */
struct pair {
	struct ctx c;
	struct made_bill tender, priced;
	struct bill_result r;
};

static void pair_new(struct pair *p, uint8_t seed)
{
	p->c = (struct ctx){ .mem = arena_new(LIMIT_BILL_ARENA_BYTES), .now_ms = TEST_NOW_MS };
	rng_seed(&p->c.rng, (const uint8_t[RNG_SEED_BYTES]){ seed });
	made_bill(&p->c, WORKS, LINES, &p->priced);
	p->tender = made_tender(&p->c, &p->priced.b);
}

/* Both are written and read again, as they come in practice. */
static void pair_compare(struct pair *p, int64_t form_minor)
{
	struct buf tender = made_text(&p->c, &p->tender.b), priced = made_text(&p->c, &p->priced.b);
	struct bill t, b;
	CHECK_OK(&p->c, bill_read(&p->c, tender.p, tender.n, &t));
	CHECK_OK(&p->c, bill_read(&p->c, priced.p, priced.n, &b));
	CHECK_OK(&p->c, bill_compare(&p->c, &t, &b, form_minor, &p->r));
}

static int64_t total(const struct pair *p)
{
	int64_t n = 0;
	for (int i = 0; i < BILL_FINDING_KINDS; i++)
		n += p->r.counts[i];
	return n;
}

/* The one finding of that kind; the test fails where there is none, or two. */
static const struct bill_finding *one(const struct pair *p, enum bill_finding_kind kind)
{
	const struct bill_finding *found = NULL;
	assert_int_equal(p->r.counts[kind], 1);
	for (size_t i = 0; i < p->r.finding_count; i++)
		if (p->r.findings[i].kind == kind)
			found = &p->r.findings[i];
	assert_non_null(found);
	return found;
}

static const char *text_of(const char *s)
{
	return s == NULL ? "-" : s;
}

static void check_only(const struct pair *p, enum bill_finding_kind kind, const char *code,
    const char *expected, const char *found)
{
	const struct bill_finding *f = one(p, kind);
	assert_int_equal(total(p), 1);
	assert_string_equal(text_of(f->code), code);
	assert_string_equal(text_of(f->expected), expected);
	assert_string_equal(text_of(f->found), found);
}

static void a_faithful_bill_has_no_findings(void **state)
{
	(void)state;
	struct pair p;
	pair_new(&p, 1);
	pair_compare(&p, p.priced.b.total_minor);
	assert_int_equal(total(&p), 0);
	assert_int_equal(p.r.steps_total, 0);
	assert_int_equal(p.r.corrected_minor, p.priced.b.total_minor);
	test_ctx_end(&p.c);
}

static void the_order_of_codes_is_no_finding(void **state)
{
	(void)state;
	struct pair p;
	pair_new(&p, 2);
	struct bill_line l = p.priced.lines[2];
	p.priced.lines[2] = p.priced.lines[9];
	p.priced.lines[9] = l;
	pair_compare(&p, -1);
	assert_int_equal(total(&p), 0);
	test_ctx_end(&p.c);
}

/* Two bills anew; the bidder's line 010101000006, to be changed. */
static struct bill_line *line_of(struct pair *p, uint8_t seed)
{
	pair_new(p, seed);
	return &p->priced.lines[A_LINE];
}

static void what_the_tender_says_stays(void **state)
{
	(void)state;
	struct pair p;
	line_of(&p, 1)->name = "别的";
	pair_compare(&p, -1);
	check_only(&p, BILL_NAME_CHANGED, "010101000006", p.tender.lines[A_LINE].name, "别的");
	test_ctx_end(&p.c);
	line_of(&p, 2)->features = "";
	pair_compare(&p, -1);
	check_only(&p, BILL_FEATURES_CHANGED, "010101000006", p.tender.lines[A_LINE].features, "");
	test_ctx_end(&p.c);
	line_of(&p, 3)->unit = "km";
	pair_compare(&p, -1);
	check_only(&p, BILL_UNIT_CHANGED, "010101000006", p.tender.lines[A_LINE].unit, "km");
	test_ctx_end(&p.c);
	struct bill_line *l = line_of(&p, 4);
	p.tender.lines[A_LINE].quantity_milli = 1500;
	l->quantity_milli = 2500;
	l->price_minor = 100;
	l->total_minor = 250;
	made_add_up(&p.c, &p.priced);
	pair_compare(&p, -1);
	check_only(&p, BILL_QUANTITY_CHANGED, "010101000006", "1.500", "2.500");
	test_ctx_end(&p.c);
}

static void lines_come_and_go(void **state)
{
	(void)state;
	struct pair p;
	const char *name = line_of(&p, 1)->name;
	made_drop(&p.priced, A_LINE);
	made_add_up(&p.c, &p.priced);
	pair_compare(&p, -1);
	check_only(&p, BILL_LINE_MISSING, "010101000006", name, "-");
	assert_string_equal(p.r.findings[0].work, "01");
	test_ctx_end(&p.c);
	line_of(&p, 2);
	made_drop(&p.tender, A_LINE);
	pair_compare(&p, -1);
	check_only(&p, BILL_LINE_ADDED, "010101000006", "-", name);
	test_ctx_end(&p.c);
	line_of(&p, 3)->work = 1;
	made_add_up(&p.c, &p.priced);
	pair_compare(&p, -1);
	check_only(&p, BILL_LINE_MOVED, "010101000006", "01 item", "02 item");
	test_ctx_end(&p.c);
	line_of(&p, 4)->kind = BILL_MEASURE;
	made_add_up(&p.c, &p.priced);
	pair_compare(&p, -1);
	check_only(&p, BILL_LINE_MOVED, "010101000006", "01 item", "01 measure");
	test_ctx_end(&p.c);
}

static void works_come_and_go(void **state)
{
	(void)state;
	struct pair p;
	pair_new(&p, 1);
	memcpy(p.priced.works[2].code, "9Z", 3);
	pair_compare(&p, -1);
	assert_string_equal(one(&p, BILL_WORK_MISSING)->work, "03");
	assert_string_equal(one(&p, BILL_WORK_ADDED)->work, "9Z");
	assert_int_equal(p.r.counts[BILL_LINE_MOVED], LINES / WORKS);
	assert_int_equal(total(&p), 2 + LINES / WORKS);
	test_ctx_end(&p.c);
	pair_new(&p, 2);
	p.priced.works[1].name = "别的";
	pair_compare(&p, -1);
	check_only(&p, BILL_WORK_RENAMED, "-", "2 号楼土建", "别的");
	test_ctx_end(&p.c);
	pair_new(&p, 3);
	p.priced.b.lot = "二标段";
	pair_compare(&p, -1);
	check_only(&p, BILL_TITLE_CHANGED, "-", "一标段", "二标段");
	test_ctx_end(&p.c);
}

static size_t first_of(const struct pair *p, enum bill_kind kind)
{
	size_t i = 0;
	while (p->priced.lines[i].kind != kind)
		i++;
	return i;
}

static void what_is_fixed_stays(void **state)
{
	(void)state;
	for (int kind = BILL_PROVISIONAL; kind <= BILL_ESTIMATE; kind++) {
		struct pair p;
		pair_new(&p, 1);
		struct bill_line *l = &p.priced.lines[first_of(&p, (enum bill_kind)kind)];
		p.tender.lines[l - p.priced.lines].total_minor = 1000000;
		l->total_minor = 1000001;
		made_add_up(&p.c, &p.priced);
		pair_compare(&p, -1);
		check_only(&p, BILL_SUM_CHANGED, l->code, "10000.00", "10000.01");
		test_ctx_end(&p.c);
	}
	struct pair p;
	pair_new(&p, 2);
	p.priced.works[1].rate = 30000;
	made_add_up(&p.c, &p.priced);
	pair_compare(&p, -1);
	check_only(&p, BILL_TAX_RATE, "-", "0.090000", "0.030000");
	test_ctx_end(&p.c);
}

static void a_ceiling_is_within(void **state)
{
	(void)state;
	struct pair p;
	struct bill_line *l = line_of(&p, 1);
	p.tender.lines[A_LINE].ceiling_minor = l->price_minor;
	pair_compare(&p, -1);
	assert_int_equal(total(&p), 0); /* at the ceiling is not above it */
	p.tender.lines[A_LINE].ceiling_minor = l->price_minor - 1;
	pair_compare(&p, -1);
	check_only(&p, BILL_ABOVE_CEILING, "010101000006",
	    decimal_text(&p.c, l->price_minor - 1, 2), decimal_text(&p.c, l->price_minor, 2));
	test_ctx_end(&p.c);
}

static void no_price_is_listed(void **state)
{
	(void)state;
	struct pair p;
	struct bill_line *l = line_of(&p, 1);
	l->price_minor = l->total_minor = -1;
	made_add_up(&p.c, &p.priced);
	pair_compare(&p, -1);
	check_only(&p, BILL_UNPRICED, "010101000006", "-", "-");
	l->price_minor = l->total_minor = 0;
	pair_compare(&p, -1);
	check_only(&p, BILL_UNPRICED, "010101000006", "-", "0.00");
	test_ctx_end(&p.c);
	pair_new(&p, 2);
	l = &p.priced.lines[first_of(&p, BILL_LUMP)];
	l->total_minor = -1;
	made_add_up(&p.c, &p.priced);
	pair_compare(&p, -1);
	check_only(&p, BILL_UNPRICED, l->code, "-", "-");
	test_ctx_end(&p.c);
}

/* The tender's quantity is the bidder's here; price and total as given, the sums by the total. */
static struct pair priced_line(int64_t quantity_milli, int64_t price_minor, int64_t total_minor)
{
	struct pair p;
	struct bill_line *l = line_of(&p, 1);
	p.tender.lines[A_LINE].quantity_milli = l->quantity_milli = quantity_milli;
	l->price_minor = price_minor;
	l->total_minor = total_minor;
	made_add_up(&p.c, &p.priced);
	pair_compare(&p, -1);
	return p;
}

static void totals_are_rounded_half_up(void **state)
{
	(void)state;
	static const int64_t rows[][3] = { /* thousandths, fen, fen */
		{ 500, 1, 1 }, { 499, 1, 0 }, { 1500, 333, 500 }, { 1001, 1499, 1500 },
		{ 1, 500, 1 }, { 1, 499, 0 }, { 12345, 6789, 83810 }
	};
	for (size_t i = 0; i < LEN(rows); i++) {
		struct pair p = priced_line(rows[i][0], rows[i][1], rows[i][2]);
		assert_int_equal(total(&p), 0);
		test_ctx_end(&p.c);
		p = priced_line(rows[i][0], rows[i][1], rows[i][2] + 1);
		check_only(&p, BILL_LINE_TOTAL, "010101000006", decimal_text(&p.c, rows[i][2], 2),
		    decimal_text(&p.c, rows[i][2] + 1, 2));
		test_ctx_end(&p.c);
	}
}

static void the_unit_price_beats_the_total(void **state)
{
	(void)state;
	struct pair p = priced_line(2000, 1050, 2000);
	check_only(&p, BILL_LINE_TOTAL, "010101000006", "21.00", "20.00");
	/* the line, its part, the tax where a fen of it changes, the work and the bill */
	assert_string_equal(p.r.steps[0].what, "line-total");
	assert_string_equal(p.r.steps[0].code, "010101000006");
	assert_string_equal(p.r.steps[0].from, "20.00");
	assert_string_equal(p.r.steps[0].to, "21.00");
	assert_string_equal(p.r.steps[1].what, "items");
	assert_string_equal(p.r.steps[2].what, "tax");
	assert_string_equal(p.r.steps[3].what, "work");
	assert_string_equal(p.r.steps[4].what, "bill");
	assert_int_equal(p.r.steps_total, 5);
	assert_string_equal(p.r.steps[4].to, decimal_text(&p.c, p.r.corrected_minor, 2));
	assert_int_equal(p.r.corrected_minor, p.priced.b.total_minor + 109);
	test_ctx_end(&p.c);
}

static void a_slipped_point_leaves_the_total(void **state)
{
	(void)state;
	static const struct {
		int64_t price_minor, total_minor;
		const char *price, *shifted;
	} rows[] = {
		{ 123, 2460, "1.23", "12.30" },
		{ 1230, 246, "12.30", "1.230" },
		{ 123, 24600, "1.23", "123.00" },
		{ 123, 246000, "1.23", "1230.00" },
		{ 123456, 2469, "1234.56", "12.3456" },
		{ 123456, 247, "1234.56", "1.23456" },
	};
	for (size_t i = 0; i < LEN(rows); i++) {
		struct pair p = priced_line(2000, rows[i].price_minor, rows[i].total_minor);
		check_only(&p, BILL_DECIMAL_POINT, "010101000006",
		    decimal_text(&p.c, 2 * rows[i].price_minor, 2),
		    decimal_text(&p.c, rows[i].total_minor, 2));
		assert_int_equal(p.r.steps_total, 1);
		assert_string_equal(p.r.steps[0].what, "unit-price");
		assert_string_equal(p.r.steps[0].from, rows[i].price);
		assert_string_equal(p.r.steps[0].to, rows[i].shifted);
		assert_int_equal(p.r.corrected_minor, p.priced.b.total_minor);
		test_ctx_end(&p.c);
	}
	static const int64_t others[] = { 2461, 2459, 2460000, 0, 4920 };
	for (size_t i = 0; i < LEN(others); i++) {
		struct pair p = priced_line(2000, 123, others[i]);
		assert_int_equal(p.r.counts[BILL_DECIMAL_POINT], 0);
		assert_int_equal(p.r.counts[BILL_LINE_TOTAL], 1);
		test_ctx_end(&p.c);
	}
}

static void sums_are_checked_one_by_one(void **state)
{
	(void)state;
	struct pair p;
	pair_new(&p, 1);
	p.priced.works[1].part_minor[BILL_MEASURES] += 1;
	pair_compare(&p, -1);
	const struct bill_finding *f = one(&p, BILL_PART_TOTAL);
	assert_string_equal(f->work, "02");
	assert_string_equal(f->code, "measures");
	one(&p, BILL_WORK_TOTAL);
	assert_int_equal(p.r.corrected_minor, p.priced.b.total_minor);
	test_ctx_end(&p.c);
	pair_new(&p, 2);
	p.priced.works[1].part_minor[BILL_TAX] += 1;
	pair_compare(&p, -1);
	assert_string_equal(one(&p, BILL_TAX_TOTAL)->work, "02");
	one(&p, BILL_WORK_TOTAL);
	assert_int_equal(total(&p), 2);
	test_ctx_end(&p.c);
	pair_new(&p, 3);
	p.priced.b.total_minor -= 1;
	pair_compare(&p, p.priced.b.total_minor + 1);
	one(&p, BILL_TOTAL);
	one(&p, BILL_FORM_PRICE);
	assert_int_equal(total(&p), 2);
	assert_string_equal(p.r.steps[0].what, "bill");
	test_ctx_end(&p.c);
}

static void the_result_says_it_all(void **state)
{
	(void)state;
	struct pair p = priced_line(2000, 1050, 2000);
	uint8_t digest[SHA256_BYTES];
	struct json *o;
	sha256(p.r.result, strlen(p.r.result), digest);
	assert_string_equal(p.r.digest, enc_hex(p.c.mem, digest, sizeof(digest)));
	CHECK_OK(&p.c, json_parse(&p.c, p.r.result, strlen(p.r.result), &o));
	assert_string_equal(json_canonical(&p.c, o), p.r.result);
	assert_int_equal(json_get_int(json_get(o, "counts"), "line-total", 0), 1);
	assert_non_null(strstr(p.r.result,
	    "{\"code\":\"010101000006\",\"expected\":\"21.00\",\"found\":\"20.00\","
	    "\"kind\":\"line-total\",\"work\":\"01\"}"));
	assert_non_null(
	    strstr(p.r.result, "{\"code\":\"010101000006\",\"from\":\"20.00\",\"to\":\"21.00\","
	                       "\"what\":\"line-total\",\"work\":\"01\"}"));
	const char *first = p.r.result;
	p.priced.b.lot = "二标段";
	pair_compare(&p, -1);
	assert_string_not_equal(first, p.r.result);
	test_ctx_end(&p.c);
}

/* The n-th XML example of the format's page. */
static struct bill example(struct ctx *c, const char *page, int n)
{
	struct bill b = { .title = NULL };
	for (int i = 0; i <= n; i++)
		page = strstr(page, "```xml\n") + 7;
	CHECK_OK(c, bill_read(c, page, (size_t)(strstr(page, "```") - page), &b));
	return b;
}

static void the_documents_example_holds(void **state)
{
	(void)state;
	struct pair p = { .c = test_ctx() };
	char *page = arena_alloc(p.c.mem, 65536);
	FILE *f = fopen("docs/bill-format.md", "r");
	assert_non_null(f);
	assert_true(fread(page, 1, 65535, f) > 0);
	fclose(f);
	struct bill tender = example(&p.c, page, 0), priced = example(&p.c, page, 1);
	CHECK_OK(&p.c, bill_compare(&p.c, &tender, &priced, 18821919, &p.r));
	assert_string_equal(one(&p, BILL_PART_TOTAL)->expected, "67187.62");
	assert_string_equal(one(&p, BILL_WORK_TOTAL)->expected, "188219.10");
	assert_int_equal(total(&p), 2);
	assert_string_equal(p.r.steps[1].to, "15541.04");
	assert_int_equal(p.r.corrected_minor, 18821923);
	test_ctx_end(&p.c);
}

static void lists_are_bounded_and_counts_whole(void **state)
{
	(void)state;
	struct pair p = { .c = { .mem = arena_new(LIMIT_BILL_ARENA_BYTES) } };
	made_bill(&p.c, 1, LIMIT_BILL_FINDINGS + 50, &p.priced);
	for (size_t i = 0; i < p.priced.b.line_count; i++)
		if (p.priced.lines[i].price_minor >= 0)
			p.priced.lines[i].total_minor += 7;
	p.tender = made_tender(&p.c, &p.priced.b);
	made_add_up(&p.c, &p.priced);
	pair_compare(&p, -1);
	assert_int_equal(p.r.counts[BILL_LINE_TOTAL], LIMIT_BILL_FINDINGS + 46);
	assert_int_equal(p.r.finding_count, LIMIT_BILL_FINDINGS);
	assert_int_equal(p.r.step_count, LIMIT_BILL_FINDINGS);
	assert_true(p.r.steps_total > LIMIT_BILL_FINDINGS + 46);
	test_ctx_end(&p.c);
}

static void only_a_fitting_pair_is_compared(void **state)
{
	(void)state;
	struct pair p;
	pair_new(&p, 1);
	CHECK_ERR(bill_compare(&p.c, &p.priced.b, &p.priced.b, -1, &p.r), E_BAD_BILL);
	CHECK_ERR(bill_compare(&p.c, &p.tender.b, &p.tender.b, -1, &p.r), E_BAD_BILL);
	p.tender.b.currency = money_currency("JPY", NULL);
	CHECK_ERR(bill_compare(&p.c, &p.tender.b, &p.priced.b, -1, &p.r), E_BAD_BILL);
	assert_string_equal(p.c.fault.detail, "the bill is in CNY, the tender's in JPY");
	test_ctx_end(&p.c);
}

int bill_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_faithful_bill_has_no_findings),
		cmocka_unit_test(the_order_of_codes_is_no_finding),
		cmocka_unit_test(what_the_tender_says_stays),
		cmocka_unit_test(lines_come_and_go),
		cmocka_unit_test(works_come_and_go),
		cmocka_unit_test(what_is_fixed_stays),
		cmocka_unit_test(a_ceiling_is_within),
		cmocka_unit_test(no_price_is_listed),
		cmocka_unit_test(totals_are_rounded_half_up),
		cmocka_unit_test(the_unit_price_beats_the_total),
		cmocka_unit_test(a_slipped_point_leaves_the_total),
		cmocka_unit_test(sums_are_checked_one_by_one),
		cmocka_unit_test(the_result_says_it_all),
		cmocka_unit_test(the_documents_example_holds),
		cmocka_unit_test(lists_are_bounded_and_counts_whole),
		cmocka_unit_test(only_a_fitting_pair_is_compared),
	};
	return RUN_GROUP("bill", tests);
}
