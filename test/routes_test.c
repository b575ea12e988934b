/* The rows themselves: which change nothing, which must leave evidence, which may not. */

#include "app.h"
#include "core/document/document.h"
#include "core/http/http.h"
#include "service/office/office.h"
#include "service/party/party.h"
#include "test/golden.h"
#include "test/unit.h"
#include "trade/archive/archive.h"
#include "trade/custody/custody.h"
#include "trade/evaluation/evaluation.h"
#include "trade/prequalification/prequalification.h"
#include "trade/project/made.h"

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
	struct ctx c = test_ctx();
	struct golden g = golden_open(&c, "routes.txt");
	for (const struct route *const *t = tables; *t != NULL; t++)
		for (const struct route *r = *t; r->path != NULL; r++) {
			const char *what = r->kind == ROW_KEEP ? "keep" : NULL;
			if ((r->flags & ROW_SEALED) != 0)
				what = "sealed";
			else if ((r->flags & ROW_PRACTICE) != 0)
				what = "practice";
			if (what != NULL)
				golden_row(&g, arena_printf(c.mem, "%s %s %s", what,
				                   methods[r->method], r->path));
		}
	golden_end(&g);
	test_ctx_end(&c);
}

/* By what the caller's relation is found. */
static const struct {
	const char *word;
	relation_fn *of;
} relations[] = { { "authority", of_authority }, { "committee", of_committee },
	{ "custodian", of_custodian }, { "custody", of_custody }, { "document", of_document },
	{ "judging", of_judging }, { "lot", of_lot }, { "machine", of_machine }, { "office", of_office },
	{ "party", of_party }, { "procuring", of_procuring }, { "receipt", of_receipt },
	{ "reviewers", of_reviewers }, { "sign-in", of_sign_in }, { "tender", of_tender },
	{ "upload", of_upload } };

/* "POST /api/lots/{lot}/award: principal of lot" */
static const char *who_line(struct ctx *c, const struct route *r)
{
	const char *line = arena_printf(c->mem, "%s %s:", methods[r->method], r->path);
	size_t i = 0;
	for (const struct json *w = who_list(c, r->who)->first; w != NULL; w = w->next)
		line = arena_printf(c->mem, "%s %s", line, w->text);
	if (r->of == NULL)
		return line;
	while (i < LEN(relations) && relations[i].of != r->of)
		i++;
	if (i == LEN(relations))
		TEST_FAIL("%s has a relation that has no word here", line);
	return arena_printf(c->mem, "%s of %s", line, relations[i].word);
}

/* Who may call what is listed by hand: a role that is changed is changed twice. */
static void who_may_is_listed(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct golden g = golden_open(&c, "who.txt");
	for (const struct route *const *t = tables; *t != NULL; t++)
		for (const struct route *r = *t; r->path != NULL; r++)
			golden_row(&g, who_line(&c, r));
	golden_end(&g);
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
