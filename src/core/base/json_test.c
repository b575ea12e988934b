#include "core/base/json.h"

#include "core/base/buf.h"
#include "test/unit.h"

int base_json_tests(void);

#define NEST_24 "[[[[[[[[[[[[[[[[[[[[[[[["
#define END_24 "]]]]]]]]]]]]]]]]]]]]]]]]"

/* Parses a copy that ends where its allocation ends, so that the sanitizer sees a read beyond. */
static enum err parse(struct ctx *c, const char *text, size_t n, struct json **out)
{
	char *exact = arena_alloc(c->mem, n);
	if (n != 0)
		memcpy(exact, text, n);
	return json_parse(c, exact, n, out);
}

static struct json *parsed(struct ctx *c, const char *text)
{
	struct json *v = NULL;
	CHECK_OK(c, parse(c, text, strlen(text), &v));
	return v;
}

static void test_tree(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	const struct json *o =
	    parsed(&c, " { \"b\" : [ 1 , -2 , true , false , null ] ,\r\n\t\"a\":"
	               "\"\\u4e2d\\\"\\\\\\/\\b\\f\\n\\r\\t\\ud83d\\ude00é\","
	               "\"\":{}, \"e\":[]} ");
	assert_int_equal(o->type, JSON_OBJECT);
	assert_int_equal(o->n, 4);
	assert_null(o->name);
	const struct json *b = o->first;
	assert_string_equal(b->name, "b");
	assert_int_equal(b->type, JSON_LIST);
	assert_int_equal(b->n, 5);
	assert_int_equal(b->first->i, 1);
	assert_null(b->first->name);
	assert_int_equal(b->first->next->i, -2);
	assert_true(b->first->next->next->b);
	assert_false(b->first->next->next->next->b);
	assert_int_equal(b->last->type, JSON_NULL);
	assert_null(b->last->next);
	assert_string_equal(b->next->text, "中\"\\/\b\f\n\r\t😀é");
	assert_ptr_equal(o->last, json_get(o, "e"));
	assert_int_equal(json_get(o, "")->type, JSON_OBJECT);
	test_ctx_end(&c);
}

static void test_scalars_stand_alone(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	assert_int_equal(parsed(&c, "7")->i, 7);
	assert_int_equal(parsed(&c, " 0\n")->i, 0);
	assert_int_equal(parsed(&c, "-12 ")->i, -12);
	assert_true(parsed(&c, "9007199254740991")->i == JSON_INT_MAX);
	assert_true(parsed(&c, "-9007199254740991")->i == -JSON_INT_MAX);
	assert_true(parsed(&c, "true")->b);
	assert_int_equal(parsed(&c, "false")->type, JSON_BOOL);
	assert_int_equal(parsed(&c, "null")->type, JSON_NULL);
	assert_string_equal(parsed(&c, "\"\"")->text, "");
	assert_string_equal(parsed(&c, "\"\\u007f\x7f\\uffff\"")->text, "\x7f\x7f\xef\xbf\xbf");
	test_ctx_end(&c);
}

struct refusal {
	const char *text;
	size_t n; /* 0: up to the NUL */
	enum err err;
	int at;
	const char *says;
};

static void check_refusals(const struct refusal *rows, size_t count)
{
	struct ctx c = test_ctx();
	for (size_t i = 0; i < count; i++) {
		struct json *v = (struct json *)&c;
		const char *text = rows[i].text;
		enum err e = parse(&c, text, rows[i].n != 0 ? rows[i].n : strlen(text), &v);
		const char *place = arena_printf(c.mem, "byte %d: ", rows[i].at);
		if (e != rows[i].err || strncmp(c.fault.detail, place, strlen(place)) != 0 ||
		    strstr(c.fault.detail, rows[i].says) == NULL)
			TEST_FAIL("%s: %s (%s), want %s%s", text, err_name(e),
			    e == OK ? "" : c.fault.detail, place, rows[i].says);
		assert_ptr_equal(v, &c);
	}
	test_ctx_end(&c);
}

static void test_refuses_broken_text(void **state)
{
	(void)state;
	static const struct refusal rows[] = {
		{ "", 0, E_BAD_JSON, 0, "ends" },
		{ "  ", 0, E_BAD_JSON, 2, "ends" },
		{ "{", 0, E_BAD_JSON, 1, "ends" },
		{ "[1", 0, E_BAD_JSON, 2, "ends" },
		{ "{\"a\"", 0, E_BAD_JSON, 4, "ends" },
		{ "{\"a\":", 0, E_BAD_JSON, 5, "ends" },
		{ "{\"a\":1,", 0, E_BAD_JSON, 7, "ends" },
		{ "\"abc", 0, E_BAD_JSON, 4, "ends" },
		{ "-", 0, E_BAD_JSON, 1, "ends" },
		{ "[1,]", 0, E_BAD_JSON, 3, "begins" },
		{ "[,1]", 0, E_BAD_JSON, 1, "begins" },
		{ "[1 2]", 0, E_BAD_JSON, 3, "comma" },
		{ "[1}", 0, E_BAD_JSON, 2, "comma" },
		{ "{\"a\":1]", 0, E_BAD_JSON, 6, "comma" },
		{ "{\"a\":1,}", 0, E_BAD_JSON, 7, "name" },
		{ "{a:1}", 0, E_BAD_JSON, 1, "name" },
		{ "{'a':1}", 0, E_BAD_JSON, 1, "name" },
		{ "{1:1}", 0, E_BAD_JSON, 1, "name" },
		{ "{\"a\" 1}", 0, E_BAD_JSON, 5, "colon" },
		{ "'a'", 0, E_BAD_JSON, 0, "begins" },
		{ "tru", 0, E_BAD_JSON, 0, "begins" },
		{ "True", 0, E_BAD_JSON, 0, "begins" },
		{ "NULL", 0, E_BAD_JSON, 0, "begins" },
		{ "truefalse", 0, E_BAD_JSON, 4, "more" },
		{ "1 2", 0, E_BAD_JSON, 2, "more" },
		{ "{} {}", 0, E_BAD_JSON, 3, "more" },
		{ "[]]", 0, E_BAD_JSON, 2, "more" },
		{ "[] // x", 0, E_BAD_JSON, 3, "more" },
		{ "/* x */ []", 0, E_BAD_JSON, 0, "begins" },
		{ "\xef\xbb\xbf{}", 0, E_BAD_JSON, 0, "begins" },
		{ "[]\0", 3, E_BAD_JSON, 2, "more" },
		{ "\0", 1, E_BAD_JSON, 0, "begins" },
		{ "[\0]", 3, E_BAD_JSON, 1, "begins" },
		{ "\v1", 0, E_BAD_JSON, 0, "begins" },
		{ "\"a\nb\"", 0, E_BAD_JSON, 2, "control" },
		{ "\"a\0b\"", 5, E_BAD_JSON, 2, "control" },
		{ "\"\x1f\"", 0, E_BAD_JSON, 1, "control" },
	};
	check_refusals(rows, LEN(rows));
}

static void test_refuses_numbers(void **state)
{
	(void)state;
	static const struct refusal rows[] = {
		{ "NaN", 0, E_BAD_JSON, 0, "begins" },
		{ "nan", 0, E_BAD_JSON, 0, "begins" },
		{ "[Infinity]", 0, E_BAD_JSON, 1, "begins" },
		{ "-Infinity", 0, E_BAD_JSON, 1, "begins" },
		{ "[1.5]", 0, E_BAD_FIELD, 1, "fraction" },
		{ "1.0", 0, E_BAD_FIELD, 0, "fraction" },
		{ "1.", 0, E_BAD_FIELD, 0, "fraction" },
		{ ".5", 0, E_BAD_JSON, 0, "begins" },
		{ "1e3", 0, E_BAD_FIELD, 0, "exponent" },
		{ "1E400", 0, E_BAD_FIELD, 0, "exponent" },
		{ "-0", 0, E_BAD_FIELD, 0, "-0" },
		{ "[-0 ]", 0, E_BAD_FIELD, 1, "-0" },
		{ "-0.0", 0, E_BAD_FIELD, 0, "fraction" },
		{ "01", 0, E_BAD_JSON, 0, "leading" },
		{ "-01", 0, E_BAD_JSON, 0, "leading" },
		{ "00", 0, E_BAD_JSON, 0, "leading" },
		{ "+1", 0, E_BAD_JSON, 0, "begins" },
		{ "--1", 0, E_BAD_JSON, 1, "begins" },
		{ "0x10", 0, E_BAD_JSON, 1, "more" },
		{ "1_000", 0, E_BAD_JSON, 1, "more" },
		{ "9007199254740992", 0, E_BAD_FIELD, 0, "2^53" },
		{ "-9007199254740992", 0, E_BAD_FIELD, 0, "2^53" },
		{ "{\"a\":9223372036854775807}", 0, E_BAD_FIELD, 5, "2^53" },
		{ "18446744073709551617", 0, E_BAD_FIELD, 0, "2^53" },
		{ "99999999999999999999999999999999999999999", 0, E_BAD_FIELD, 0, "2^53" },
	};
	check_refusals(rows, LEN(rows));
}

static void test_refuses_strings(void **state)
{
	(void)state;
	static const struct refusal rows[] = {
		{ "\"\\x41\"", 0, E_BAD_JSON, 1, "escape" },
		{ "\"\\'\"", 0, E_BAD_JSON, 1, "escape" },
		{ "\"\\\0\"", 4, E_BAD_JSON, 1, "escape" },
		{ "\"ab\\", 0, E_BAD_JSON, 3, "escape" }, { "\"\\u12\"", 0, E_BAD_JSON, 1, "hex" },
		{ "\"\\u12G4\"", 0, E_BAD_JSON, 1, "hex" },
		{ "\"\\u 123\"", 0, E_BAD_JSON, 1, "hex" },
		{ "\"\\U0041\"", 0, E_BAD_JSON, 1, "escape" },
		{ "\"a\\u0000b\"", 0, E_BAD_JSON, 2, "u0000" },
		{ "{\"a\\u0000b\":1}", 0, E_BAD_JSON, 3, "u0000" },
		{ "\"\\ud800\"", 0, E_BAD_JSON, 1, "surrogate" },
		{ "\"\\ud83dx\"", 0, E_BAD_JSON, 1, "surrogate" },
		{ "\"\\ude00\"", 0, E_BAD_JSON, 1, "surrogate" },
		{ "\"\\ude00\\ud83d\"", 0, E_BAD_JSON, 1, "surrogate" },
		{ "\"\\ud83d\\ud83d\\ude00\"", 0, E_BAD_JSON, 1, "surrogate" },
		{ "\"\\ud83d\\n\"", 0, E_BAD_JSON, 1, "surrogate" },
		{ "\"\\ud83d\\u00e9\"", 0, E_BAD_JSON, 1, "surrogate" },
		{ "\"\\ud83d\\u\"", 0, E_BAD_JSON, 7, "hex" },
		{ "{\"\\udfff\":1}", 0, E_BAD_JSON, 2, "surrogate" },
		{ "\"a\xff\"", 0, E_BAD_ENCODING, 2, "UTF-8" },
		{ "\"\x80\"", 0, E_BAD_ENCODING, 1, "UTF-8" },
		{ "\"\xc3\"", 0, E_BAD_ENCODING, 1, "UTF-8" },
		{ "\"\xe4\xb8", 0, E_BAD_ENCODING, 1, "UTF-8" },
		{ "\"\xc0\xaf\"", 0, E_BAD_ENCODING, 1, "UTF-8" },
		{ "\"\xc1\xbf\"", 0, E_BAD_ENCODING, 1, "UTF-8" },
		{ "\"\xe0\x9f\xbf\"", 0, E_BAD_ENCODING, 1, "UTF-8" },
		{ "\"\xed\xa0\x80\"", 0, E_BAD_ENCODING, 1, "UTF-8" },
		{ "\"\xed\xbf\xbf\"", 0, E_BAD_ENCODING, 1, "UTF-8" },
		{ "\"\xf0\x8f\xbf\xbf\"", 0, E_BAD_ENCODING, 1, "UTF-8" },
		{ "\"\xf4\x90\x80\x80\"", 0, E_BAD_ENCODING, 1, "UTF-8" },
		{ "\"\xf8\x88\x80\x80\x80\"", 0, E_BAD_ENCODING, 1, "UTF-8" },
		{ "{\"\xd6\xd0\xce\xc4\":1}", 0, E_BAD_ENCODING, 2, "UTF-8" }, /* GBK */
	};
	check_refusals(rows, LEN(rows));
}

static void test_refuses_double_names(void **state)
{
	(void)state;
	static const struct refusal rows[] = {
		{ "{\"a\":1,\"a\":1}", 0, E_BAD_JSON, 7, "name" },
		{ "{\"\":1,\"\":2}", 0, E_BAD_JSON, 6, "name" },
		{ "{\"a\":1,\"\\u0061\":2}", 0, E_BAD_JSON, 7, "name" },
		{ "{\"\\/\":1,\"/\":2}", 0, E_BAD_JSON, 8, "name" },
		{ "{\"\\ud83d\\ude00\":1,\"b\":2,\"😀\":3}", 0, E_BAD_JSON, 24, "name" },
		{ "{\"\\u00e9\":1,\"é\":2}", 0, E_BAD_JSON, 12, "name" },
		{ "{\"\\u4e2d\":1,\"中\":2}", 0, E_BAD_JSON, 12, "name" },
		{ "{\"b\":1,\"a\":{\"c\":1,\"d\":2},\"b\":3}", 0, E_BAD_JSON, 25, "name" },
		{ "[{\"b\":1},{\"x\":{\"b\":1,\"c\":[],\"b\":2}}]", 0, E_BAD_JSON, 28, "name" },
	};
	check_refusals(rows, LEN(rows));
	struct ctx c = test_ctx();
	struct json *v;
	CHECK_ERR(parse(&c, "{\"a\":1,\"\\u0061\":2}", 18, &v), E_BAD_JSON);
	assert_string_equal(c.fault.value, "a");
	/* the same name in objects beside and inside one another is no double */
	parsed(
	    &c, "{\"a\":{\"a\":1,\"b\":{\"a\":2}},\"b\":[{\"a\":1},{\"a\":2}],\"A\":0,\"aa\":0}");
	test_ctx_end(&c);
}

static void test_depth(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	parsed(&c, NEST_24 END_24);
	parsed(&c, NEST_24 "1,\"a\"" END_24);
	test_ctx_end(&c);
}

static void test_too_deep(void **state)
{
	(void)state;
	static const struct refusal rows[] = {
		{ NEST_24 "[]" END_24, 0, E_BAD_JSON, 24, "24 levels" },
		{ NEST_24 "{}" END_24, 0, E_BAD_JSON, 24, "24 levels" },
		{ NEST_24 NEST_24 NEST_24, 0, E_BAD_JSON, 24, "24 levels" },
		{ "{\"a\":" NEST_24 END_24 "}", 0, E_BAD_JSON, 28, "24 levels" },
	};
	check_refusals(rows, LEN(rows));
}

static void test_too_many_values(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct buf b;
	struct json *v = NULL;
	buf_init(&b, c.mem, LIMIT_ARENA_BYTES);
	/* the list is a value, too */
	buf_text(&b, "[0");
	for (int i = 2; i < LIMIT_JSON_NODES; i++)
		buf_text(&b, ",0");
	buf_text(&b, "]");
	CHECK_OK(&c, parse(&c, b.p, b.n, &v));
	assert_int_equal(v->n, LIMIT_JSON_NODES - 1);
	b.n--;
	buf_text(&b, ",0]");
	CHECK_ERR(parse(&c, b.p, b.n, &v), E_BAD_JSON);
	assert_string_equal(c.fault.detail, "byte 39999: more than 20000 values");
	test_ctx_end(&c);
}

static void test_big_object(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct buf b;
	struct json *v = NULL;
	buf_init(&b, c.mem, LIMIT_ARENA_BYTES);
	buf_char(&b, '{');
	for (int i = 0; i < 10000; i++)
		buf_printf(&b, "\"m%d\":%d,", i * 7919 % 10000, i);
	size_t n = b.n;
	buf_text(&b, "\"last\":1}");
	CHECK_OK(&c, parse(&c, b.p, b.n, &v));
	assert_int_equal(v->n, 10001);
	assert_int_equal(json_get_int(v, "m7919", -1), 1);
	b.n = n;
	buf_text(&b, "\"m5000\":1}");
	CHECK_ERR(parse(&c, b.p, b.n, &v), E_BAD_JSON);
	assert_string_equal(c.fault.value, "m5000");
	test_ctx_end(&c);
}

static void test_get(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	const struct json *o = parsed(&c, "{\"t\":\"x\",\"i\":5,\"n\":null,\"l\":[1],\"b\":true}");
	assert_string_equal(json_get_text(o, "t", "?"), "x");
	assert_string_equal(json_get_text(o, "i", "?"), "?");
	assert_string_equal(json_get_text(o, "none", "?"), "?");
	assert_null(json_get_text(o, "n", NULL));
	assert_int_equal(json_get_int(o, "i", 9), 5);
	assert_int_equal(json_get_int(o, "t", 9), 9);
	assert_int_equal(json_get_int(NULL, "t", 9), 9);
	assert_true(json_get_true(o, "b"));
	assert_false(json_get_true(o, "t") || json_get_true(o, "no") || json_get_true(NULL, "b"));
	assert_null(json_get(o, "none"));
	assert_null(json_get(NULL, "t"));
	assert_null(json_get(json_get(o, "l"), "t"));
	assert_null(json_get(json_get(o, "t"), "t"));
	test_ctx_end(&c);
}

static void check_canonical(const char *text, const char *want)
{
	struct ctx c = test_ctx();
	assert_string_equal(json_canonical(&c, parsed(&c, text)), want);
	test_ctx_end(&c);
}

static void test_canonical(void **state)
{
	(void)state;
	/* RFC 8785, 3.2.3: members sorted by UTF-16 code units */
	check_canonical("{\"\\u20ac\": \"Euro Sign\", \"\\r\": \"Carriage Return\","
	                "\"\\ufb33\": \"Hebrew Letter Dalet With Dagesh\", \"1\": \"One\","
	                "\"\\ud83d\\ude00\": \"Emoji: Grinning Face\", \"\\u0080\": \"Control\","
	                "\"\\u00f6\": \"Latin Small Letter O With Diaeresis\"}",
	    "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
	    "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
	    "\"😀\":\"Emoji: Grinning Face\",\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}");
	/* RFC 8785, 3.2.2: what is escaped, and how */
	check_canonical("{\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
	                "\"literals\": [null, true, false]}",
	    "{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
	check_canonical("\"\\b\\t\\f\\u0001\\u001f\\u007f\\u2028\"",
	    "\"\\b\\t\\f\\u0001\\u001f\x7f\xe2\x80\xa8\"");
	check_canonical(" [ { } , [ ] , -5 , 9007199254740991 ] ", "[{},[],-5,9007199254740991]");
	check_canonical("{\"ab\":1,\"a\":2,\"\":3,\"b\":{\"z\":1,\"y\":2}}",
	    "{\"\":3,\"a\":2,\"ab\":1,\"b\":{\"y\":2,\"z\":1}}");
	/* the surrogates stand between U+D7FF and U+E000 */
	check_canonical("{\"\\uffff\":1,\"\\ue000\":2,\"\\udbff\\udfff\":3,\"\\ud800\\udc00\":4,"
	                "\"\\ud7ff\":5,\"a\\ue000\":6,\"a\\ud83d\\ude00\":7}",
	    "{\"a😀\":7,\"a\xee\x80\x80\":6,\"\xed\x9f\xbf\":5,\"\xf0\x90\x80\x80\":4,"
	    "\"\xf4\x8f\xbf\xbf\":3,\"\xee\x80\x80\":2,\"\xef\xbf\xbf\":1}");
}

static void test_build(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct json *o = json_object(&c), *list = json_list(&c);
	json_push(list, json_int(&c, -JSON_INT_MAX));
	json_push(list, json_text(&c, "招标"));
	json_push(list, json_text(&c, NULL));
	json_put(o, "z", list);
	json_put(o, "a", json_bool(&c, true));
	json_put(o, "m", json_object(&c));
	assert_int_equal(o->n, 3);
	assert_int_equal(list->last->type, JSON_NULL);
	assert_string_equal(
	    json_canonical(&c, o), "{\"a\":true,\"m\":{},\"z\":[-9007199254740991,\"招标\",null]}");
	/* the tree itself keeps its order */
	assert_string_equal(o->first->name, "z");
	test_ctx_end(&c);
}

/* A text of up to 7 characters, from all of Unicode but U+0000; the number keeps names apart. */
static const char *any_text(struct ctx *c, int number)
{
	static const uint32_t below[] = { 0x80, 0x800, 0x10000, 0x110000 };
	struct buf b;
	buf_init(&b, c->mem, 64);
	for (uint64_t n = rng_below(&c->rng, 8); n > 0; n--) {
		uint32_t ch = 1 + (uint32_t)rng_below(&c->rng, below[rng_below(&c->rng, 4)] - 1);
		if (ch >= 0xD800 && ch < 0xE000)
			ch = 0x4E2D;
		if (ch < 0x80) {
			buf_char(&b, (char)ch);
			continue;
		}
		int more = ch < 0x800 ? 1 : ch < 0x10000 ? 2 : 3;
		buf_char(&b, (char)((0xFF00 >> (more + 1) & 0xFF) | ch >> (6 * more)));
		while (more-- > 0)
			buf_char(&b, (char)(0x80 | (ch >> (6 * more) & 0x3F)));
	}
	if (number >= 0)
		buf_i64(&b, number);
	return b.p;
}

static struct json *any_tree(struct ctx *c, int depth)
{
	uint64_t kind = rng_below(&c->rng, depth < 5 ? 6 : 4);
	struct json *v;
	switch (kind) {
	case 0:
		return json_text(c, NULL);
	case 1:
		return json_bool(c, rng_below(&c->rng, 2) == 1);
	case 2:
		return json_int(
		    c, (int64_t)rng_below(&c->rng, 2 * (uint64_t)JSON_INT_MAX + 1) - JSON_INT_MAX);
	case 3:
		return json_text(c, any_text(c, -1));
	case 4:
		v = json_list(c);
		for (uint64_t n = rng_below(&c->rng, 8); n > 0; n--)
			json_push(v, any_tree(c, depth + 1));
		return v;
	default:
		v = json_object(c);
		for (int n = (int)rng_below(&c->rng, 12); n > 0; n--)
			json_put(v, any_text(c, n), any_tree(c, depth + 1));
		return v;
	}
}

static void test_canonical_and_back(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	for (int i = 0; i < 1500; i++) {
		struct json *back = NULL;
		const char *text = json_canonical(&c, any_tree(&c, 0));
		CHECK_OK(&c, parse(&c, text, strlen(text), &back));
		assert_string_equal(json_canonical(&c, back), text);
		arena_reset(c.mem);
	}
	test_ctx_end(&c);
}

/* A broken byte anywhere is refused or leaves a text that is well-formed itself. */
static void test_one_byte_changed(void **state)
{
	(void)state;
	static const char text[] = "{\"a\":[1,-23,\"\\ud83d\\ude00é\\n\"],\"b\":{\"c\":null}}";
	struct ctx c = test_ctx();
	for (size_t at = 0; at < sizeof(text) - 1; at++)
		for (int byte = 0; byte < 256; byte++) {
			char changed[sizeof(text)];
			struct json *v = NULL;
			memcpy(changed, text, sizeof(text));
			changed[at] = (char)byte;
			enum err e = parse(&c, changed, sizeof(text) - 1, &v);
			assert_true(
			    e == OK || e == E_BAD_JSON || e == E_BAD_FIELD || e == E_BAD_ENCODING);
			if (e == OK)
				parsed(&c, json_canonical(&c, v));
			arena_reset(c.mem);
		}
	test_ctx_end(&c);
}

int base_json_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tree),
		cmocka_unit_test(test_scalars_stand_alone),
		cmocka_unit_test(test_refuses_broken_text),
		cmocka_unit_test(test_refuses_numbers),
		cmocka_unit_test(test_refuses_strings),
		cmocka_unit_test(test_refuses_double_names),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_too_deep),
		cmocka_unit_test(test_too_many_values),
		cmocka_unit_test(test_big_object),
		cmocka_unit_test(test_get),
		cmocka_unit_test(test_canonical),
		cmocka_unit_test(test_build),
		cmocka_unit_test(test_canonical_and_back),
		cmocka_unit_test(test_one_byte_changed),
	};
	return RUN_GROUP("base_json", tests);
}
