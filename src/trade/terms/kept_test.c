#include "app.h"
#include "core/base/json.h"
#include "test/unit.h"
#include "trade/terms/terms.h"

static struct ctx ready(struct law **law)
{
	struct ctx c = test_ctx();
	CHECK_OK(&c, app_law(&c, NULL, law));
	c.law = *law;
	return c;
}

static void who_keeps_a_named_term_says_why(void **state)
{
	(void)state;
	struct law *law;
	struct ctx c = ready(&law);
	struct json *findings = json_list(&c);
	struct term_kept why[] = { { "place.only", "专为本市企业设立的救灾项目" } };
	struct field_list none = { 0 }, kept = { 1, why };
	CHECK_ERR(terms_hold(&c, "/text", "仅限本市企业", &none, findings), E_UNFAIR_TERM);
	assert_string_equal(c.fault.field, "/text");
	assert_non_null(strstr(c.fault.rule, "第十八条"));
	CHECK_OK(&c, terms_hold(&c, "/text", "仅限本市企业", &kept, findings));
	CHECK_OK(&c, terms_hold(&c, "/text", "仅限本市企业", NULL, findings));
	assert_int_equal(findings->n, 2);
	assert_string_equal(json_get_text(findings->first, "reason", ""), why[0].reason);
	law_free(law);
	test_ctx_end(&c);
}

/* A named term behind more notes than are listed is not published unseen. */
static void nothing_hides_behind_many(void **state)
{
	(void)state;
	struct law *law;
	struct ctx c = ready(&law);
	struct json *findings = json_list(&c);
	struct field_list none = { 0 };
	char *text = arena_alloc(c.mem, 40000);
	*text = '\0';
	for (int i = 0; i < TERMS_FINDINGS; i++)
		strcat(text, "投标人成立时间不少于五年。\n");
	CHECK_ERR(terms_hold(&c, "/text", strcat(text, "仅限本市企业。"), &none, findings),
	    E_UNFAIR_TERM);
	CHECK_OK(&c, terms_hold(&c, "/text", text, NULL, findings));
	assert_int_equal(findings->n, TERMS_FINDINGS);
	law_free(law);
	test_ctx_end(&c);
}

int terms_kept_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_keeps_a_named_term_says_why),
		cmocka_unit_test(nothing_hides_behind_many),
	};
	return RUN_GROUP("terms kept", tests);
}
