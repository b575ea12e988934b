#include <stdio.h>

#include "core/http/route.h"
#include "test/golden.h"
#include "test/unit.h"
#include "trade/procedure/procedure.h"

static const struct {
	const char *word;
	uint32_t bit;
} who_words[] = { { "principal", W_PRINCIPAL }, { "agency", W_AGENCY }, { "centre", W_CENTRE },
	{ "committee", W_COMMITTEE }, { "tenderer", W_TENDERER }, { "clock", W_CLOCK } };

static int index_of(const char *const *words, int n, const char *word)
{
	for (int i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	TEST_FAIL("no such word: %s", word);
	return -1;
}

static uint32_t who_of(char *list)
{
	uint32_t who = 0;
	char *save = NULL;
	for (char *w = strtok_r(list, ",", &save); w != NULL; w = strtok_r(NULL, ",", &save)) {
		size_t i = 0;
		while (i < LEN(who_words) && strcmp(who_words[i].word, w) != 0)
			i++;
		assert_true(i < LEN(who_words));
		who |= who_words[i].bit;
	}
	return who;
}

static size_t rule_count(const struct rule *rules)
{
	size_t n = 0;
	while (rules[n].evidence != NULL)
		n++;
	return n;
}

static const struct table {
	const char *name;
	const struct rule *rules;
	const char *const *states, *const *events;
	int states_n, events_n;
	uint32_t final; /* 1u << state: those that are not left */
} tables[] = {
	{ "tender", tender_rules, tender_state_words, tender_event_words, TS_STATES, TE_EVENTS,
	    1u << TS_PUBLISHED | 1u << TS_UNQUALIFIED | 1u << TS_CANCELLED },
	{ "lot", lot_rules, lot_state_words, lot_event_words, LS_STATES, LE_EVENTS,
	    1u << LS_ARCHIVED | 1u << LS_UNSUCCESSFUL | 1u << LS_CANCELLED },
};

static const struct rule *row_of(const struct table *t, int from, int event)
{
	const struct rule *r = t->rules;
	while (r->evidence != NULL && (r->from != from || r->event != event))
		r++;
	return r->evidence != NULL ? r : NULL;
}

/* The list has the Chinese part, and after it what explains; the row names it in English too. */
static bool same_article(const char *article, const char *line)
{
	size_t n = strlen(line);
	const char *note = strstr(line, "："), *english = strstr(article, " / ");
	if (note != NULL)
		n = (size_t)(note - line);
	return english != NULL && (size_t)(english - article) == n &&
	       strncmp(article, line, n) == 0 && strlen(english) > strlen(" / ");
}

/* The tables say what the hand-written list says, row by row, and nothing else. */
static void tables_equal_the_golden_list(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	char table[20], from[20], event[20], to[20], who[60];
	size_t seen[LEN(tables)] = { 0 };
	struct golden g = golden_open(&c, "tender.rules");
	for (const char *line = golden_next(&g); line != NULL; line = golden_next(&g)) {
		int article = 0;
		assert_int_equal(sscanf(line, "%19s %19s %19s %19s %59s %n", table, from, event, to,
		                     who, &article),
		    5);
		bool lot = strcmp(table, "lot") == 0;
		const struct table *t = &tables[lot];
		const struct rule *r = row_of(t, index_of(t->states, t->states_n, from),
		    index_of(t->events, t->events_n, event));
		if (r == NULL || r->to != index_of(t->states, t->states_n, to) ||
		    r->who != who_of(who) || !same_article(r->article, line + article))
			TEST_FAIL("the table differs: %s", line);
		seen[lot]++;
	}
	for (size_t i = 0; i < LEN(tables); i++)
		assert_int_equal(seen[i], rule_count(tables[i].rules));
	test_ctx_end(&c);
}

static void check_pair(const struct table *t, int s, int ev)
{
	struct ctx c = test_ctx();
	const struct rule *r = row_of(t, s, ev), *found = NULL;
	c.relations = r != NULL ? r->who : ~0u;
	CHECK_ERR(rule_find(&c, t->rules, s, ev, &found), r != NULL ? OK : E_WRONG_STATE);
	assert_ptr_equal(found, r);
	c.relations = r != NULL ? ~r->who : 0;
	CHECK_ERR(rule_find(&c, t->rules, s, ev, &found), r != NULL ? E_DENIED : E_WRONG_STATE);
	assert_non_null(c.fault.rule);
	if (r != NULL)
		assert_string_equal(c.fault.rule, r->article);
	test_ctx_end(&c);
}

/* Each refusal names an article. */
static void every_pair_is_decided(void **state)
{
	(void)state;
	for (const struct table *t = tables; t < tables + LEN(tables); t++)
		for (int s = 0; s < t->states_n; s++)
			for (int ev = 0; ev < t->events_n; ev++)
				check_pair(t, s, ev);
}

/* All states but the first are reached from it; all but the final ones are left. */
static void states_are_reached_and_left(void **state)
{
	(void)state;
	for (const struct table *t = tables; t < tables + LEN(tables); t++) {
		uint32_t reached = 1u << 0, left = 0; /* both tables begin with the draft */
		for (int round = 0; round < t->states_n; round++)
			for (const struct rule *r = t->rules; r->evidence != NULL; r++) {
				left |= r->to != r->from ? 1u << r->from : 0;
				reached |= (reached >> r->from & 1u) << r->to;
			}
		assert_int_equal(reached, (1u << t->states_n) - 1);
		assert_int_equal(left, ((1u << t->states_n) - 1) & ~t->final);
	}
}

int procedure_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_equal_the_golden_list),
		cmocka_unit_test(every_pair_is_decided),
		cmocka_unit_test(states_are_reached_and_left),
	};
	return RUN_GROUP("procedure", tests);
}
