/* law/publications against what the program knows: a word that is none would demand nothing. */
#include "app.h"
#include "core/law/publication.h"
#include "test/unit.h"
#include "trade/notice/announcement.h"

static bool is_of(const char *const *words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

static void demands_name_notices_states_and_members(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct law *law;
	const struct law_publication *p;
	CHECK_OK(&c, app_law(&c, NULL, &law));
	for (size_t i = 0, n = law_publications(law, &p); i < n; i++) {
		if (!is_of(notice_words, NOTICE_TYPES, p[i].type))
			TEST_FAIL("%s: there are no notices of type %s", p[i].id, p[i].type);
		if (p[i].due != NULL && !is_of(lot_state_words, LS_STATES, p[i].due))
			TEST_FAIL("%s: no lot is ever %s", p[i].id, p[i].due);
		static const char prefix[] = "contents.";
		if (p[i].at == NULL || strncmp(p[i].at, prefix, sizeof(prefix) - 1) != 0)
			continue;
		const struct field *f = contents_fields;
		while (f->name != NULL && strcmp(f->name, p[i].at + sizeof(prefix) - 1) != 0)
			f++;
		if (f->name == NULL)
			TEST_FAIL("%s: no announcement can say %s", p[i].id, p[i].at);
	}
	law_free(law);
	test_ctx_end(&c);
}

int demands_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(demands_name_notices_states_and_members),
	};
	return RUN_GROUP("demands", tests);
}
