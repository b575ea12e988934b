#include "app.h"
#include "test/unit.h"
#include "trade/tenderdoc/tenderdoc.h"

/* Two versions of one chapter. */
static struct json *changed(struct ctx *c, const char *was, const char *now)
{
	struct tenderdoc_chapter a[] = { { "scope", was } }, b[] = { { "scope", now } };
	const struct tenderdoc x = { .template = "t", .chapters = { 1, a } },
	                       y = { .template = "t", .chapters = { 1, b } };
	return tenderdoc_changes(c, &x, &y);
}

static void lines_that_changed_are_told(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	assert_string_equal(json_canonical(&c, changed(&c, "一\n二\n三", "一\n二\n三")),
	    "{\"chapters\":[],\"fields\":[],\"more\":false,\"other\":[]}");
	assert_string_equal(json_canonical(&c, changed(&c, "一\n二\n三", "一\n贰\n三\n四")),
	    "{\"chapters\":[{\"changes\":[{\"line\":2,\"now\":[\"贰\"],\"was\":[\"二\"]},"
	    "{\"line\":4,\"now\":[\"四\"],\"was\":[]}],\"id\":\"scope\"}],"
	    "\"fields\":[],\"more\":false,\"other\":[]}");
	assert_string_equal(json_canonical(&c, changed(&c, "一\n二", "二")),
	    "{\"chapters\":[{\"changes\":[{\"line\":1,\"now\":[],\"was\":[\"一\"]}],"
	    "\"id\":\"scope\"}],\"fields\":[],\"more\":false,\"other\":[]}");
	test_ctx_end(&c);
}

/* The old text with the changes put in. */
static const char *applied(struct ctx *c, const char *was, const struct json *changes)
{
	char *out = arena_alloc(c->mem, 4000);
	int64_t line = 1;
	*out = '\0';
	for (const struct json *k = changes->first;; k = k->next) {
		int64_t until = k != NULL ? json_get_int(k, "line", 0) : INT64_MAX;
		for (; was != NULL && line < until; line++) {
			const char *end = strchr(was, '\n');
			strncat(out, was, end != NULL ? (size_t)(end - was) : strlen(was));
			strcat(out, "\n");
			was = end != NULL ? end + 1 : NULL;
		}
		if (k == NULL)
			return out;
		for (const struct json *l = json_get(k, "was")->first; l != NULL; l = l->next) {
			assert_non_null(was);
			assert_memory_equal(was, l->text, strlen(l->text));
			was = strchr(was, '\n');
			was = was != NULL ? was + 1 : NULL;
			line++;
		}
		for (const struct json *l = json_get(k, "now")->first; l != NULL; l = l->next)
			strcat(strcat(out, l->text), "\n");
	}
}

static const char *random_text(struct ctx *c)
{
	char *text = arena_alloc(c->mem, 200);
	size_t n = rng_below(&c->rng, 14) + 1;
	*text = '\0';
	for (size_t i = 0; i < n; i++) {
		const char line[] = { (char)('a' + rng_below(&c->rng, 4)), '\0' };
		strcat(strcat(text, i > 0 ? "\n" : ""), line);
	}
	return text;
}

static void changes_lead_from_the_old_text_to_the_new(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	for (int round = 0; round < 3000; round++) {
		const char *was = random_text(&c), *now = random_text(&c);
		const struct json *chapters = json_get(changed(&c, was, now), "chapters");
		if (chapters->n == 0) {
			assert_string_equal(was, now);
			continue;
		}
		const char *got = applied(&c, was, json_get(chapters->first, "changes"));
		assert_string_equal(got, arena_printf(c.mem, "%s\n", now));
		if (round % 100 == 99)
			arena_reset(c.mem);
	}
	test_ctx_end(&c);
}

static void more_lines_than_are_told(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	char *was = arena_alloc(c.mem, 20000), *now = arena_alloc(c.mem, 20000);
	*was = *now = '\0';
	for (int i = 0; i < 1500; i++) {
		strcat(was, "甲\n");
		strcat(now, "乙\n");
	}
	const struct json *o = changed(&c, was, now);
	assert_true(json_get(o, "more")->b);
	assert_int_equal(json_get(json_get(o, "chapters")->first, "changes")->n, 0);
	test_ctx_end(&c);
}

int tenderdoc_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_that_changed_are_told),
		cmocka_unit_test(changes_lead_from_the_old_text_to_the_new),
		cmocka_unit_test(more_lines_than_are_told),
	};
	return RUN_GROUP("tenderdoc", tests);
}
