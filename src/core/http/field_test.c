#include "core/http/field.h"
#include "test/unit.h"

struct item {
	const char *title;
	struct money price;
};
struct outer {
	const char *name, *id;
	int64_t count;
	bool flag;
	int64_t when;
	const uint8_t *digest;
	struct bytes raw;
	int colour;
	uint32_t roles;
	struct item *best;
	struct field_list items;
};
static const char *const colours[] = { "red", "green", NULL };
static const struct field item_fields[] = {
	F_TEXT(item, title, REQUIRED, 1, 4, "title"),
	F_MONEY(item, price, OPTIONAL, "price"),
	F_END,
};
static const struct field outer_fields[] = {
	F_TEXT(outer, name, REQUIRED, 1, 4, "name"),
	F_ID(outer, id, OPTIONAL, "id"),
	F_INT(outer, count, OPTIONAL, 1, 10, "count"),
	F_BOOL(outer, flag, OPTIONAL, "flag"),
	F_MOMENT(outer, when, OPTIONAL, "when"),
	F_DIGEST(outer, digest, OPTIONAL, "digest"),
	F_BASE64(outer, raw, OPTIONAL, 1, 4, "raw"),
	F_ENUM(outer, colour, OPTIONAL, colours, "colour"),
	F_SET(outer, roles, OPTIONAL, colours, "set"),
	F_OBJECT(outer, best, OPTIONAL, item_fields, item, "best"),
	F_LIST(outer, items, OPTIONAL, 1, 2, item_fields, item, "items"),
	F_END,
};

static enum err parse(struct ctx *c, const char *text, struct outer *out)
{
	struct json *v;
	CHECK_OK(c, json_parse(c, text, strlen(text), &v));
	memset(out, 0, sizeof(*out));
	return field_parse(c, outer_fields, v, out);
}

static void everything_in_its_place(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct outer o;
	CHECK_OK(&c,
	    parse(&c,
	        "{\"name\":\"四个汉字\",\"id\":\"01KJNXGE00PS26E5G9K9ASWCVA\",\"count\":10,"
	        "\"flag\":true,"
	        "\"when\":\"2026-03-02T00:00:00Z\",\"raw\":\"AQI=\",\"colour\":\"green\","
	        "\"roles\":[\"green\"],\"best\":{\"title\":\"x\"},"
	        "\"digest\":\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\","
	        "\"items\":[{\"title\":\"a\",\"price\":{\"amount\":\"1.50\",\"currency\":\"CNY\"}},"
	        "{\"title\":\"b\"}]}",
	        &o));
	const struct item *items = o.items.items;
	assert_string_equal(o.name, "四个汉字");
	assert_int_equal(o.when, TEST_NOW_MS);
	assert_int_equal(o.raw.n, 2);
	assert_int_equal(o.colour, 1);
	assert_int_equal(o.roles, 2);
	assert_int_equal(o.digest[1], 0x11);
	assert_string_equal(o.best->title, "x");
	assert_int_equal(o.items.n, 2);
	assert_int_equal(items[0].price.minor, 150);
	assert_null(items[1].price.currency);
	test_ctx_end(&c);
}

static void refusals_name_the_field(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum err err;
		const char *field;
	} cases[] = {
		{ "{}", E_MISSING_FIELD, "/name" },
		{ "{\"name\":\"五个汉字了\"}", E_BAD_FIELD, "/name" },
		{ "{\"name\":\"\"}", E_BAD_FIELD, "/name" },
		{ "{\"name\":\"a\\u0007\"}", E_BAD_FIELD, "/name" },
		{ "{\"name\":1}", E_BAD_FIELD, "/name" },
		{ "{\"name\":\"a\",\"x\":1}", E_UNKNOWN_FIELD, "/x" },
		{ "{\"name\":\"a\",\"id\":\"01kjnxge00ps26e5g9k9aswcva\"}", E_BAD_FIELD, "/id" },
		{ "{\"name\":\"a\",\"count\":11}", E_BAD_FIELD, "/count" },
		{ "{\"name\":\"a\",\"count\":\"3\"}", E_BAD_FIELD, "/count" },
		{ "{\"name\":\"a\",\"flag\":1}", E_BAD_FIELD, "/flag" },
		{ "{\"name\":\"a\",\"when\":\"2026-02-30T00:00:00Z\"}", E_BAD_FIELD, "/when" },
		{ "{\"name\":\"a\",\"raw\":\"AQI\"}", E_BAD_FIELD, "/raw" },
		{ "{\"name\":\"a\",\"raw\":\"AQIDBAU=\"}", E_BAD_FIELD, "/raw" },
		{ "{\"name\":\"a\",\"colour\":\"blue\"}", E_BAD_FIELD, "/colour" },
		{ "{\"name\":\"a\",\"roles\":[\"red\",\"red\"]}", E_BAD_FIELD, "/roles/1" },
		{ "{\"name\":\"a\",\"digest\":\"00\"}", E_BAD_FIELD, "/digest" },
		{ "{\"name\":\"a\",\"best\":{\"title\":\"x\",\"y\":0}}", E_UNKNOWN_FIELD,
		    "/best/y" },
		{ "{\"name\":\"a\",\"items\":[]}", E_BAD_FIELD, "/items" },
		{ "{\"name\":\"a\",\"items\":[{\"title\":\"a\"},{}]}", E_MISSING_FIELD,
		    "/items/1/title" },
		{ "{\"name\":\"a\",\"items\":[{\"title\":\"a\",\"price\":{\"amount\":\"1.505\","
		  "\"currency\":\"CNY\"}}]}",
		    E_BAD_AMOUNT, "/items/0/price/amount" },
		{ "{\"name\":\"a\",\"items\":[{\"title\":\"a\",\"price\":{\"amount\":\"-1\","
		  "\"currency\":\"CNY\"}}]}",
		    E_BAD_AMOUNT, "/items/0/price/amount" },
		{ "{\"name\":\"a\",\"items\":[{\"title\":\"a\",\"price\":{\"amount\":\"1\","
		  "\"currency\":\"XXX\"}}]}",
		    E_BAD_FIELD, "/items/0/price/currency" },
		{ "[]", E_BAD_FIELD, "" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct ctx c = test_ctx();
		struct outer o;
		CHECK_ERR(parse(&c, cases[i].text, &o), cases[i].err);
		assert_string_equal(c.fault.field, cases[i].field);
		test_ctx_end(&c);
	}
}

/* What a caller sent comes back shortened: a refusal has a bound whatever the request was. */
static void refusals_are_short(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct outer o;
	char *text = arena_alloc(c.mem, 200100);
	strcpy(text, "{\"name\":\"a\",\"");
	memset(text + strlen(text), 'k', 200000);
	strcat(text, "\":1}");
	CHECK_ERR(parse(&c, text, &o), E_UNKNOWN_FIELD);
	assert_true(strlen(c.fault.field) < 1100 && strlen(c.fault.detail) < 1100);
	test_ctx_end(&c);
}

struct known {
	const struct resident *identity;
	int32_t day;
	const uint8_t *digest;
};
static const struct field known_fields[] = {
	F_RESIDENT(known, identity, REQUIRED, "identity"),
	F_DAY(known, day, OPTIONAL, "day"),
	F_DIGEST(known, digest, OPTIONAL, "digest"),
	F_END,
};
struct family {
	struct known *head;
	struct field_list others;
};
static const struct field family_fields[] = {
	F_OBJECT(family, head, REQUIRED, known_fields, known, "head"),
	F_LIST(family, others, OPTIONAL, 1, 2, known_fields, known, "others"),
	F_END,
};

/* The example of GB 11643. */
#define NUMBER "11010519491231002X"

static struct json *tree_of(struct ctx *c, const char *text)
{
	struct json *v = NULL;
	CHECK_OK(c, json_parse(c, text, strlen(text), &v));
	return v;
}

/* Of an identity number nothing is kept but four characters, wherever it stands; what
 * was kept is taken again under the same seed, and under no other. */
static void identity_numbers_are_not_kept(void **state)
{
	(void)state;
	struct ctx c = test_ctx(), again = test_ctx();
	struct family in = { 0 }, back = { 0 };
	struct json *body =
	    tree_of(&c, "{\"head\":{\"identity\":\"" NUMBER "\",\"day\":\"2026-03-01\"},"
	                "\"others\":[{\"day\":\"2026-03-02\",\"identity\":\"" NUMBER "\"}]}");
	CHECK_OK(&c, field_parse(&c, family_fields, body, &in));
	field_blind(&c, family_fields, body, &in);
	const char *kept = json_canonical(&c, body);
	assert_null(strstr(kept, NUMBER));
	const struct known *other = in.others.items;
	assert_string_equal(in.head->identity->last, "002X");
	assert_int_equal(in.head->day, 20260301);
	assert_memory_not_equal(
	    in.head->identity->mark, other->identity->mark, RESIDENT_MARK_BYTES);
	assert_string_equal(json_canonical(&c, field_json(&c, family_fields, &in)), kept);
	CHECK_OK(&again, field_parse(&again, family_fields, tree_of(&again, kept), &back));
	assert_string_equal(back.head->identity->last, "002X");
	CHECK_ERR(field_parse(&again, family_fields, tree_of(&again, kept), &back), E_BAD_FIELD);
	assert_string_equal(again.fault.field, "/head/identity");
	test_ctx_end(&c);
	test_ctx_end(&again);
}

static void identity_numbers_are_in_no_refusal(void **state)
{
	(void)state;
	static const char *const bad[] = { "{\"identity\":\"110105194912310021\"}",
		"{\"identity\":{\"last\":\"0021\"}}", "{\"identity\":[\"110105194912310021\"]}" };
	for (size_t i = 0; i < LEN(bad); i++) {
		struct ctx c = test_ctx();
		struct known k;
		assert_true(field_parse(&c, known_fields, tree_of(&c, bad[i]), &k) != OK);
		assert_true(c.fault.value == NULL || strstr(c.fault.value, "0021") == NULL);
		assert_true(c.fault.detail == NULL || strstr(c.fault.detail, "0021") == NULL);
		test_ctx_end(&c);
	}
}

int field_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_in_its_place),
		cmocka_unit_test(refusals_name_the_field),
		cmocka_unit_test(refusals_are_short),
		cmocka_unit_test(identity_numbers_are_not_kept),
		cmocka_unit_test(identity_numbers_are_in_no_refusal),
	};
	return RUN_GROUP("field", tests);
}
