/* law_data_test.c - what the files of law/ make of dates: periods, calendars, regions. */
#include "core/base/json.h"
#include "core/base/moment.h"
#include "core/law/law_read.h"
#include "core/law/period.h"
#include "test/unit.h"

static struct law_file as_file(const char *name, const char *text)
{
	return (struct law_file){ name, text, strlen(text) };
}

static void end(struct ctx *c, struct law *law)
{
	law_free(law);
	test_ctx_end(c);
}

static void test_law_decides_two_thirds_exactly(void **state)
{
	const struct law_case k = { "works-lowest-price", true };
	const struct law_number *share;
	struct ctx c = test_ctx();
	struct law *law = test_law(&c);
	(void)state;
	CHECK_OK(&c, law_number(&c, "committee.expert.share.min", &k, c.now_ms, &share));
	for (int64_t size = 1; size <= LIMIT_COMMITTEE; size++)
		for (int64_t experts = 0; experts <= size; experts++)
			assert_int_equal(
			    experts * 1000 >= size * share->value, experts * 3 >= size * 2);
	end(&c, law);
}

static void test_law_forbids_a_floor_only_at_home(void **state)
{
	const struct law_kind *k;
	struct ctx c = test_ctx();
	struct law *law = test_law(&c);
	(void)state;
	CHECK_OK(&c, law_kind(&c, "works-lowest-price", &k));
	assert_int_equal(k->jurisdiction, LAW_CN);
	assert_int_equal(k->floor, LAW_FORBIDDEN);
	assert_string_equal(k->currency, "CNY");
	CHECK_OK(&c, law_kind(&c, "foreign-works-japan", &k));
	assert_int_equal(k->jurisdiction, LAW_FOREIGN);
	assert_int_equal(k->floor, LAW_OPTIONAL);
	assert_string_equal(k->currency, "JPY");
	assert_false(k->identity_uscc);
	end(&c, law);
}

static void test_calendar_guesses_beyond_its_files(void **state)
{
	struct ctx c = test_ctx();
	struct law *law = test_law(&c);
	bool guessed = false;
	(void)state;
	assert_false(calendar_day(law, "cn", 20270101).known);
	/* Saturday to Monday */
	assert_int_equal(calendar_roll(law, "cn", 20270102, &guessed), 20270104);
	assert_true(guessed);
	guessed = false;
	assert_int_equal(calendar_roll(law, "cn", 20261001, &guessed), 20261008);
	assert_int_equal(calendar_add(law, "cn", 20260930, 3, &guessed), 20261010);
	assert_int_equal(calendar_add(law, "cn", 20261010, -3, &guessed), 20260930);
	assert_int_equal(calendar_add(law, "cn", 20261003, 0, &guessed), 20261003);
	assert_false(guessed);
	end(&c, law);
}

/* A row of no file, for a kind that has the calendar or one that has none. */
static enum err count(struct ctx *c, const struct law_number *n, int64_t from, struct law_period *p)
{
	const struct law_case k = { "works-lowest-price", true };
	return law_period(c, &k, n, from, p);
}

static void test_period_counts_days(void **state)
{
	const int64_t day = day_start_ms(20260302);
	struct law_number n = { .id = "x", .value = 20, .unit = LAW_DAY };
	struct ctx c = test_ctx();
	struct law *law = test_law(&c);
	struct law_period p;
	(void)state;
	/* any hour of the first day gives the same last day: 民法典 201 */
	for (int64_t hour = 0; hour <= 23; hour++) {
		CHECK_OK(&c, count(&c, &n, day + hour * HOUR_MS, &p));
		assert_int_equal(p.first, 20260303);
		assert_int_equal(p.last, 20260322);
		assert_int_equal(p.reached_ms, day_start_ms(20260322));
		assert_int_equal(p.ends_ms, day_start_ms(20260323));
		assert_int_equal(p.rolled, 20260323); /* the 22nd is a Sunday */
	}
	/* into the National Day holidays, of which the first working day is the 8th */
	CHECK_OK(&c, count(&c, &n, day_start_ms(20260914), &p));
	assert_int_equal(p.last, 20261004);
	assert_int_equal(p.rolled, 20261008);
	assert_false(p.guessed);
	CHECK_OK(&c, count(&c, &n, day_start_ms(20261213), &p));
	assert_int_equal(p.last, 20270102);
	assert_true(p.guessed);
	/* a lead counts back, and is not moved */
	n.before = true;
	n.value = 15;
	CHECK_OK(&c, count(&c, &n, day_start_ms(20260330) + 9 * HOUR_MS, &p));
	assert_int_equal(p.last, 20260315);
	assert_int_equal(p.rolled, 20260315);
	assert_int_equal(p.ends_ms, day_start_ms(20260316));
	end(&c, law);
}

static void test_period_counts_other_units(void **state)
{
	const int64_t day = day_start_ms(20260930);
	struct law_number n = { .id = "x", .value = 3, .unit = LAW_WORKING_DAY };
	struct ctx c = test_ctx();
	struct law *law = test_law(&c);
	struct law_period p;
	(void)state;
	CHECK_OK(&c, count(&c, &n, day, &p));
	assert_int_equal(p.last, 20261010); /* 8th, 9th, and the Saturday that is worked */
	n.unit = LAW_HOUR;
	CHECK_OK(&c, count(&c, &n, day + 1, &p));
	assert_int_equal(p.reached_ms, day + 1 + 3 * HOUR_MS);
	assert_int_equal(p.last, 0);
	n.unit = LAW_MINUTE;
	CHECK_OK(&c, count(&c, &n, day + 1, &p));
	assert_int_equal(p.ends_ms, day + 1 + 180 * SECOND_MS);
	static const enum law_unit none[] = { LAW_YEAR, LAW_YUAN, LAW_PERMILLE, LAW_COUNT };
	struct law_period kept = p;
	for (size_t i = 0; i < LEN(none); i++) {
		n.unit = none[i];
		CHECK_ERR(count(&c, &n, day, &p), E_BAD_FIELD);
	}
	n.unit = LAW_WORKING_DAY;
	const struct law_case abroad = { "foreign-works-japan", true };
	CHECK_ERR(law_period(&c, &abroad, &n, day, &p), E_BAD_FIELD);
	CHECK_ERR(count(&c, &n, MOMENT_MAX_MS, &p), E_BAD_FIELD);
	n.unit = LAW_DAY;
	CHECK_ERR(count(&c, &n, MOMENT_MAX_MS, &p), E_BAD_FIELD);
	assert_memory_equal(&kept, &p, sizeof(p));
	end(&c, law);
}

/* Every row that counts time, a day to each side of its bound. */
static void test_period_decides_at_its_bound(void **state)
{
	const struct law_case k = { "works-lowest-price", true };
	struct ctx c = test_ctx();
	struct law *law = test_law(&c);
	const struct law_number **rows;
	size_t n, seen = 0;
	(void)state;
	CHECK_OK(&c, law_binding(&c, &k, c.now_ms, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct law_period p;
		if (!law_is_period(rows[i]))
			continue;
		CHECK_OK(&c, law_period(&c, &k, rows[i], c.now_ms, &p));
		bool latest = rows[i]->before != rows[i]->most;
		bool whole = latest || rows[i]->through;
		int64_t bound = whole ? p.ends_ms : p.reached_ms;
		struct law_bound kept = { rows[i]->id, "/x", .event_ms = c.now_ms,
			.at_ms = latest ? bound - 1 : bound };
		struct law_bound broken = kept;
		broken.at_ms = latest ? bound + 1 : bound - 1;
		if (!law_allows(rows[i], &kept, &p) || law_allows(rows[i], &broken, &p))
			TEST_FAIL("%s", rows[i]->id);
		struct json *warnings = json_list(&c);
		CHECK_OK(&c, law_hold(&c, &k, &kept, warnings));
		warnings = json_list(&c);
		enum err e = law_hold(&c, &k, &broken, warnings);
		assert_int_equal(e, rows[i]->refuse ? E_LAW_BOUND : OK);
		assert_int_equal(warnings->n, rows[i]->refuse ? 0 : 1);
		if (rows[i]->refuse)
			assert_string_equal(c.fault.rule, rows[i]->rule);
		seen++;
	}
	assert_true(seen >= 19);
	end(&c, law);
}

struct wrong_year {
	const char *find, *put, *want;
};
static void test_calendar_refuses_wrong_years(void **state)
{
	static const char good[] =
	    "calendar: cn\nyear: 2026\nsource:\n  zh: 通知\n  en: Notice\nrests:\n"
	    "  - name:\n      zh: 元旦\n      en: New Year\n    from: 2026-01-01\n    to: "
	    "2026-01-03\n"
	    "  - name:\n      zh: 春节\n      en: Spring\n    from: 2026-02-15\n    to: "
	    "2026-02-23\n"
	    "working: [2026-01-04, 2026-02-14]\n";
	static const struct wrong_year wrong[] = {
		{ "year: 2026", "year: 2025", "1:1: calendar" },
		{ "year: 2026", "year: 3x", "2:1: year" },
		{ "calendar: cn", "calendar: xx", "1:1: calendar" },
		{ "to: 2026-01-03", "to: 2025-12-31", "10:5: from" },
		{ "to: 2026-01-03", "to: 2026-02-15", "15:5: from" },
		{ "to: 2026-02-23", "to: 2026-02-14", "16:5: to" },
		{ "2026-01-04", "2026-01-05", "17:1: working" },
		{ "2026-01-04", "2026-02-21", "17:1: working" },
		{ "2026-01-04", "2026-01-03", "17:1: working" },
		{ "2026-01-04", "2027-01-03", "17:1: working" },
		{ "2026-01-04", "2026-02-28", "17:1: working" },
		{ "working:", "worked:", "17:1: unknown key worked" },
		{ "from: 2026-01-01", "from: 1st", "10:5: from" },
	};
	(void)state;
	for (size_t i = 0; i < LEN(wrong); i++) {
		struct ctx c = test_ctx();
		struct law *law = NULL;
		const char *at = strstr(good, wrong[i].find);
		assert_non_null(at);
		const char *text = arena_printf(c.mem, "%.*s%s%s", (int)(at - good), good,
		    wrong[i].put, at + strlen(wrong[i].find));
		const struct law_file f = as_file("calendars/cn-2026.yaml", text);
		CHECK_ERR(law_load(&c, &f, 1, &law), E_LAW_FILE);
		const char *want = arena_printf(c.mem, "%s:%s", f.name, wrong[i].want);
		if (strncmp(c.fault.detail, want, strlen(want)) != 0)
			TEST_FAIL("%s, want %s", c.fault.detail, want);
		test_ctx_end(&c);
	}
}

static void test_regions(void **state)
{
	struct ctx c = test_ctx();
	struct law *law = test_law(&c);
	const struct law_region *r;
	size_t n = law_regions(law, &r), members = 0;
	(void)state;
	for (size_t i = 0; i < n; i++)
		members += r[i].code % 10000 == 0;
	assert_int_equal(members, 13);
	assert_string_equal(law_region(law, 510700)->name, "绵阳市");
	assert_string_equal(law_region(law, 500243)->name, "彭水苗族土家族自治县");
	assert_string_equal(law_region(law, 659001)->name, "石河子市");
	assert_string_equal(law_region(law, 660000)->name, "新疆生产建设兵团");
	assert_null(law_region(law, 110000));
	/* districts of a municipality lie right beneath it, the Corps' cities beneath the Corps */
	static const int32_t above[][2] = { { 510700, 510000 }, { 500243, 500000 },
		{ 659001, 660000 }, { 660000, 0 }, { 510000, 0 }, { 0, 0 } };
	for (size_t i = 0; i < LEN(above); i++)
		assert_int_equal(law_region_above(law, above[i][0]), above[i][1]);
	assert_int_equal(law_region_member(law, 500243), 500000);
	assert_int_equal(law_region_member(law, 660000), 660000);
	static const char *const wrong[][2] = {
		{ "regions:\n  - code: 51070\n    name: 甲\n", "2:5: code" },
		{ "regions:\n  - code: 51070x\n    name: 甲\n", "2:5: code" },
		{ "regions:\n  - name: 甲\n    code: 510700\n  - name: 乙\n    code: 510700\n",
		    "5:5: code" },
	};
	for (size_t i = 0; i < LEN(wrong); i++) {
		struct law *bad = NULL;
		const struct law_file f = as_file("regions/x.yaml", wrong[i][0]);
		CHECK_ERR(law_load(&c, &f, 1, &bad), E_LAW_FILE);
		if (strstr(c.fault.detail, wrong[i][1]) == NULL)
			TEST_FAIL("%s", c.fault.detail);
	}
	end(&c, law);
}

int law_data_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_law_decides_two_thirds_exactly),
		cmocka_unit_test(test_law_forbids_a_floor_only_at_home),
		cmocka_unit_test(test_calendar_guesses_beyond_its_files),
		cmocka_unit_test(test_calendar_refuses_wrong_years),
		cmocka_unit_test(test_regions),
		cmocka_unit_test(test_period_counts_days),
		cmocka_unit_test(test_period_counts_other_units),
		cmocka_unit_test(test_period_decides_at_its_bound),
	};
	return RUN_GROUP("law_data", tests);
}
