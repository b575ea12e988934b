/* record_test.c - who passes: conditions first, then points, whatever the numbers are. */
#include "test/unit.h"
#include "trade/prequalification/prequalification.h"

#define A "01KJNXGE00PS26E5G9K9ASWCVA"
#define B "01KJNXGE00PS26E5G9K9ASWCVB"
#define C "01KJNXGE00PS26E5G9K9ASWCVC"
#define D "01KJNXGE00PS26E5G9K9ASWCVD"

static struct review_in review(struct ctx *c, const char *text)
{
	struct json *tree;
	struct review_in in = { 0 };
	CHECK_OK(c, json_parse(c, text, strlen(text), &tree));
	CHECK_OK(c, field_parse(c, review_fields, tree, &in));
	return in;
}

#define VERDICT(party, points) "{\"party\":\"" party "\",\"passed\":true,\"points\":" points "}"
#define FAILS(party) "{\"party\":\"" party "\",\"passed\":false,\"reason\":\"x\"}"

/* How many of A to D pass, D being without a key, at most so many. */
static size_t passed(struct ctx *c, int64_t most)
{
	const struct application list[] = { { .party = A, .name = "a" },
		{ .party = B, .name = "b" }, { .party = C, .name = "c" },
		{ .party = D, .name = "d", .why = "no key" } };
	const struct applications of = { list, LEN(list), most };
	const struct review_in reviews[] = {
		review(c, "{\"results\":[" VERDICT(A, "900000") "," VERDICT(B, "800000") "," FAILS(
		              C) "]}"),
		review(c, "{\"results\":[" VERDICT(A, "700000") "," VERDICT(
		              B, "800000") "," VERDICT(C, "1000000") "]}"),
	};
	struct qualified q;
	qualified_make(c, &of, reviews, LEN(reviews), &q);
	return q.n;
}

/* One of two against it is no more than half. A and B have a mean of 800,000, C of 1,000,000. */
static void test_limit(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	assert_int_equal(passed(&c, 0), 3);
	assert_int_equal(passed(&c, 1), 1);
	assert_int_equal(passed(&c, 2), 3); /* A and B share the second place */
	assert_int_equal(passed(&c, 3), 3);
	assert_int_equal(passed(&c, INT64_MAX), 3);
	/* no route takes such numbers; a forged act may say them */
	assert_int_equal(passed(&c, -1), 3);
	assert_int_equal(passed(&c, INT64_MIN), 3);
	test_ctx_end(&c);
}

int prequalification_tests(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_limit) };
	return RUN_GROUP("prequalification", tests);
}
