/* signing_test.c - a signing request is read as it was written, and nothing else is. */
#include <string.h>

#include "service/signing/signing.h"
#include "test/unit.h"

#define NONCE "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define STATEMENT(centre, origin)                                                                \
	"{\"centre\":\"" centre "\",\"expires\":\"2026-03-01T12:02:00.000Z\",\"nonce\":\"" NONCE \
	"\",\"origin\":\"" origin "\",\"purpose\":\"sign-in\",\"v\":1}"

static const struct signing_request made = { .centre = "12660000MB2000005T",
	.name = "示例中心",
	.origin = "https://a.example",
	.id = "00112233445566778899aabbccddeeff",
	.text = STATEMENT("12660000MB2000005T", "https://a.example"),
	.expires_ms = TEST_NOW_MS };

static void reads(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct signing_request s;
	CHECK_OK(&c, signing_request_read(&c, signing_request_text(&c, &made), &s));
	assert_string_equal(s.text, made.text);
	assert_string_equal(s.name, made.name);
	assert_string_equal(s.says.purpose, PURPOSE_SIGN_IN);
	assert_null(s.says.party);
	assert_int_equal(s.expires_ms, made.expires_ms);
	test_ctx_end(&c);
}

static void refuses(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct signing_request s, other = made;
	const char *text = signing_request_text(&c, &made);
	assert_int_equal(signing_request_read(&c, "", &s), E_BAD_REQUEST);
	assert_int_equal(signing_request_read(&c, strchr(text, '{'), &s), E_BAD_REQUEST);
	assert_int_equal(
	    signing_request_read(&c, arena_printf(c.mem, "%s\n", text), &s), E_BAD_REQUEST);
	assert_int_equal(
	    signing_request_read(&c, "heng signing request 1\n{\"a\":1}\n", &s), E_BAD_REQUEST);
	other.id = "0011";
	assert_int_equal(
	    signing_request_read(&c, signing_request_text(&c, &other), &s), E_BAD_REQUEST);
	/* a text that is no statement, and statements for another centre or address */
	other = made;
	other.text = "pay 100";
	assert_int_equal(
	    signing_request_read(&c, signing_request_text(&c, &other), &s), E_BAD_STATEMENT);
	other.text = STATEMENT("12660000MB2000006R", "https://a.example");
	assert_int_equal(
	    signing_request_read(&c, signing_request_text(&c, &other), &s), E_BAD_STATEMENT);
	other.text = STATEMENT("12660000MB2000005T", "https://b.example");
	assert_int_equal(
	    signing_request_read(&c, signing_request_text(&c, &other), &s), E_BAD_STATEMENT);
	test_ctx_end(&c);
}

int signing_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads),
		cmocka_unit_test(refuses),
	};
	return cmocka_run_group_tests_name("signing", tests, NULL, NULL);
}
