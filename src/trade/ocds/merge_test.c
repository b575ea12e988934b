/* merge_test.c - the standard's merging rules, each by itself. */
#include "core/base/buf.h"
#include "test/unit.h"
#include "trade/ocds/ocds.h"

/* Releases of one process, a day apart; JSON whose quotes are written as '. Their compiled text. */
static const char *compiled(struct ctx *c, const char *const *bodies, size_t n)
{
	struct json *list = json_list(c), *made;
	for (size_t i = 0; i < n; i++) {
		struct json *tree;
		char *text = arena_printf(c->mem,
		    "{'ocid':'o','id':'%zu','date':'2026-01-0%zuT00:00:00Z','tag':['tender']%s%s}",
		    i, i + 1, *bodies[i] ? "," : "", bodies[i]);
		for (char *p = text; *p != '\0'; p++)
			*p = *p == '\'' ? '"' : *p;
		CHECK_OK(c, json_parse_foreign(c, text, strlen(text), &tree));
		json_push(list, tree);
	}
	CHECK_OK(c, ocds_compile(c, list, &made));
	return json_canonical(c, made);
}

#define HEAD(day) \
	"{\"date\":\"2026-01-0" day "T00:00:00Z\",\"id\":\"o-2026-01-0" day "T00:00:00Z\","
#define TAIL "\"ocid\":\"o\",\"tag\":[\"compiled\"]"

static void merges(void **state)
{
	(void)state;
	static const struct {
		const char *bodies[3];
		size_t n;
		const char *want;
	} cases[] = {
		{ { "" }, 1, HEAD("1") TAIL "}" },
		/* members of objects, one by one; a number keeps its digits */
		{ { "'tender':{'a':1,'v':{'amount':10.50}}", "'tender':{'b':2}" }, 2,
		    HEAD("2") TAIL ",\"tender\":{\"a\":1,\"b\":2,\"v\":{\"amount\":10.50}}}" },
		/* null takes away, also what was never there */
		{ { "'tender':{'a':1,'b':2}", "'tender':{'a':null,'c':null}" }, 2,
		    HEAD("2") TAIL ",\"tender\":{\"b\":2}}" },
		/* lists of objects by id, new ones at the end */
		{ { "'x':[{'id':'1','a':1},{'id':'2'}]", "'x':[{'id':'2','b':2},{'id':'3'}]" }, 2,
		    HEAD("2") TAIL ",\"x\":[{\"a\":1,\"id\":\"1\"},{\"b\":2,\"id\":\"2\"},{\"id\":"
		                   "\"3\"}]}" },
		/* ids of another type are other ids */
		{ { "'x':[{'id':1}]", "'x':[{'id':'1'}]" }, 2,
		    HEAD("2") TAIL ",\"x\":[{\"id\":1},{\"id\":\"1\"}]}" },
		/* objects without ids are added */
		{ { "'x':[{'a':1}]", "'x':[{'a':1}]" }, 2,
		    HEAD("2") TAIL ",\"x\":[{\"a\":1},{\"a\":1}]}" },
		/* other lists, and those that the schema names, as a whole */
		{ { "'x':['a','b']", "'x':['c']" }, 2, HEAD("2") TAIL ",\"x\":[\"c\"]}" },
		{ { "'additionalIdentifiers':[{'id':'1'}]",
		      "'additionalIdentifiers':[{'id':'2'}]" },
		    2,
		    "{\"additionalIdentifiers\":[{\"id\":\"2\"}],\"date\":\"2026-01-02T00:00:00Z\","
		    "\"id\":\"o-2026-01-02T00:00:00Z\"," TAIL "}" },
		/* a later one of another type takes the place */
		{ { "'x':{'a':1}", "'x':5", "'x':[{'id':'1'}]" }, 3,
		    HEAD("3") TAIL ",\"x\":[{\"id\":\"1\"}]}" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct ctx c = test_ctx();
		assert_string_equal(compiled(&c, cases[i].bodies, cases[i].n), cases[i].want);
		test_ctx_end(&c);
	}
}

static void lines(void **state)
{
	(void)state;
	static const char text[] =
	    "{\"releases\":[{\"ocid\":\"b\",\"id\":\"2\",\"date\":\"2026-01-02T00:00:00Z\",\"x\":2}"
	    "]}\n"
	    "\n"
	    "{\"ocid\":\"b\",\"id\":\"1\",\"date\":\"2026-01-01T00:00:00Z\",\"x\":1,\"y\":1}\n"
	    "{\"records\":[{\"ocid\":\"a\",\"releases\":[{\"ocid\":\"a\",\"id\":\"1\","
	    "\"date\":\"2026-01-01T00:00:00Z\"}]}]}";
	static const struct bytes in = { (const uint8_t *)text, sizeof(text) - 1 };
	struct ctx c = test_ctx();
	struct buf out;
	buf_init(&out, c.mem, 65536);
	CHECK_OK(&c, ocds_compile_lines(&c, in, &out));
	assert_string_equal(out.p,
	    "{\"date\":\"2026-01-01T00:00:00Z\",\"id\":\"a-2026-01-01T00:00:00Z\",\"ocid\":\"a\","
	    "\"tag\":[\"compiled\"]}\n"
	    "{\"date\":\"2026-01-02T00:00:00Z\",\"id\":\"b-2026-01-02T00:00:00Z\",\"ocid\":\"b\","
	    "\"tag\":[\"compiled\"],\"x\":2,\"y\":1}\n");
	test_ctx_end(&c);
}

static void refuses(void **state)
{
	(void)state;
	static const struct {
		const char *text, *field;
	} cases[] = {
		{ "[]", "/" },
		{ "[{\"id\":\"1\",\"date\":\"2026-01-01T00:00:00Z\"}]", "/0/ocid" },
		{ "[{\"ocid\":\"a\",\"id\":1,\"date\":\"2026-01-01T00:00:00Z\"}]", "/0/id" },
		{ "[{\"ocid\":\"a\",\"id\":\"1\",\"date\":\"yesterday\"}]", "/0/date" },
		{ "[{\"ocid\":\"a\",\"id\":\"1\",\"date\":\"2026-01-01T00:00:00Z\"},"
		  "{\"ocid\":\"b\",\"id\":\"1\",\"date\":\"2026-01-01T00:00:00Z\"}]",
		    "/1/ocid" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct ctx c = test_ctx();
		struct json *list, *out;
		CHECK_OK(&c, json_parse_foreign(&c, cases[i].text, strlen(cases[i].text), &list));
		CHECK_ERR(ocds_compile(&c, list, &out), E_BAD_FIELD);
		assert_string_equal(c.fault.field, cases[i].field);
		test_ctx_end(&c);
	}
}

/* What others write: fractions stay as they were written, all else is as ever. */
static void foreign_numbers(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = { { "[1.50,-0.5,0.0,7]", "[1.50,-0.5,0.0,7]" }, { "[1.]", NULL },
		{ "[1e3]", NULL }, { "[1.5e3]", NULL }, { "[01.5]", NULL }, { "[.5]", NULL },
		{ "[9007199254740993.5]", NULL }, { "[0.1234567890123456]", NULL },
		{ "[-]", NULL } };
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct ctx c = test_ctx();
		struct json *v;
		enum err e = json_parse_foreign(&c, cases[i].text, strlen(cases[i].text), &v);
		if (cases[i].want == NULL)
			assert_true(e == E_BAD_JSON || e == E_BAD_FIELD);
		else
			assert_string_equal(json_canonical(&c, v), cases[i].want);
		test_ctx_end(&c);
	}
}

int ocds_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(foreign_numbers),
		cmocka_unit_test(merges),
		cmocka_unit_test(lines),
		cmocka_unit_test(refuses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
