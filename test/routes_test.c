/* The rows themselves: which change nothing, which must leave evidence, which may not. */
#include <stdio.h>

#include "app.h"
#include "test/unit.h"

#define SCHEMA(folder)
#define ROUTES(routes) extern const struct route routes[];
#define TIMER(kind, fn, keep)
#define COMMAND(name, fn, text)
#define TESTS(fn)
#include "rooms.def"
#undef ROUTES
#define ROUTES(routes) routes,
static const struct route *const tables[] = {
#include "rooms.def"
	NULL
};

static const char *const methods[] = { "GET", "POST", "PUT", "DELETE" };

static void every_row_is_whole(void **state)
{
	(void)state;
	for (const struct route *const *t = tables; *t != NULL; t++)
		for (const struct route *r = *t; r->path != NULL; r++) {
			assert_non_null(r->handler);
			assert_non_null(r->doc);
			assert_true(r->who != 0);
			if ((r->who & ~(uint32_t)(W_PUBLIC | W_MEMBER)) != 0)
				assert_non_null(r->of);
			if (r->kind == ROW_READ)
				assert_true(
				    r->method == M_GET && r->fields == NULL && r->prepare == NULL);
			else
				assert_true(r->method != M_GET);
			assert_true((r->fields == NULL) == (r->body_bytes == 0));
		}
}

static void errors_are_names_of_errors(void **state)
{
	(void)state;
	for (const struct route *const *t = tables; *t != NULL; t++)
		for (const struct route *r = *t; r->path != NULL; r++) {
			char list[400] = "", *save = NULL;
			strncpy(list, r->errors ? r->errors : "", sizeof(list) - 1);
			for (char *e = strtok_r(list, " ", &save); e;
			     e = strtok_r(NULL, " ", &save)) {
				int i = 1;
				while (i < ERR_COUNT && strcmp(err_name((enum err)i), e) != 0)
					i++;
				if (i == ERR_COUNT)
					TEST_FAIL("%s names %s, which is no error", r->path, e);
			}
		}
}

/* Rows that write without evidence are few, and listed by hand; so are those that stay unsaid. */
static void the_exceptions_are_listed(void **state)
{
	(void)state;
	char have[16384] = "", want[16384] = "", line[200];
	for (const struct route *const *t = tables; *t != NULL; t++)
		for (const struct route *r = *t; r->path != NULL; r++) {
			const char *what = r->kind == ROW_KEEP ? "keep" : NULL;
			if ((r->flags & ROW_SEALED) != 0)
				what = "sealed";
			else if ((r->flags & ROW_PRACTICE) != 0)
				what = "practice";
			if (what == NULL)
				continue;
			snprintf(
			    line, sizeof(line), "%s %s %s\n", what, methods[r->method], r->path);
			strcat(have, line);
		}
	FILE *f = fopen("test/golden/routes.txt", "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		if (*line != '#')
			strcat(want, line);
	fclose(f);
	assert_string_equal(have, want);
}

/* "POST /api/lots/{lot}/award: principal" */
static const char *who_line(struct ctx *c, const struct route *r)
{
	const char *line = arena_printf(c->mem, "%s %s:", methods[r->method], r->path);
	for (const struct json *w = who_list(c, r->who)->first; w != NULL; w = w->next)
		line = arena_printf(c->mem, "%s %s", line, w->text);
	return line;
}

/* Who may call what is listed by hand: a role that is changed is changed twice. */
static void who_may_is_listed(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	char line[400];
	FILE *f = fopen("test/golden/who.txt", "r");
	assert_non_null(f);
	for (const struct route *const *t = tables; *t != NULL; t++)
		for (const struct route *r = *t; r->path != NULL; r++) {
			do
				if (fgets(line, sizeof(line), f) == NULL)
					TEST_FAIL("not in who.txt: %s", who_line(&c, r));
			while (*line == '#');
			line[strcspn(line, "\n")] = '\0';
			assert_string_equal(who_line(&c, r), line);
		}
	if (fgets(line, sizeof(line), f) != NULL)
		TEST_FAIL("no route: %s", line);
	fclose(f);
	test_ctx_end(&c);
}

int routes_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_whole),
		cmocka_unit_test(errors_are_names_of_errors),
		cmocka_unit_test(the_exceptions_are_listed),
		cmocka_unit_test(who_may_is_listed),
	};
	return RUN_GROUP("routes", tests);
}
