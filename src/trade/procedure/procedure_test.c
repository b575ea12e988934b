#include <stdio.h>

#include "core/http/route.h"
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

/* The tables say what the hand-written list says, row by row, and nothing else. */
static void tables_equal_the_golden_list(void **state)
{
	(void)state;
	char line[400], table[20], from[20], event[20], to[20], who[60];
	size_t seen[2] = { 0 };
	FILE *f = fopen("test/golden/tender.rules", "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (*line == '#')
			continue;
		int article = 0;
		assert_int_equal(sscanf(line, "%19s %19s %19s %19s %59s %n", table, from, event, to,
		                     who, &article),
		    5);
		assert_true(line[article] != '\0' && line[article] != '\n');
		bool lot = strcmp(table, "lot") == 0;
		const struct rule *rules = lot ? lot_rules : tender_rules;
		const char *const *states = lot ? lot_state_words : tender_state_words;
		const char *const *events = lot ? lot_event_words : tender_event_words;
		int states_n = lot ? LS_STATES : TS_STATES, events_n = lot ? LE_EVENTS : TE_EVENTS;
		const struct rule want = { index_of(states, states_n, from),
			index_of(events, events_n, event), index_of(states, states_n, to),
			who_of(who), NULL };
		size_t i = 0;
		while (rules[i].evidence != NULL &&
		       (rules[i].from != want.from || rules[i].event != want.event))
			i++;
		if (rules[i].evidence == NULL || rules[i].to != want.to || rules[i].who != want.who)
			TEST_FAIL("the table differs: %s", line);
		seen[lot]++;
	}
	fclose(f);
	assert_int_equal(seen[0], rule_count(tender_rules));
	assert_int_equal(seen[1], rule_count(lot_rules));
}

static void every_pair_is_decided(void **state)
{
	(void)state;
	for (int s = 0; s < LS_STATES; s++)
		for (int ev = 0; ev < LE_EVENTS; ev++) {
			struct ctx c = test_ctx();
			const struct rule *r = lot_rules, *found;
			while (r->evidence != NULL && (r->from != s || r->event != ev))
				r++;
			bool there = r->evidence != NULL;
			c.relations = there ? r->who : ~0u;
			CHECK_ERR(
			    rule_find(&c, lot_rules, s, ev, &found), there ? OK : E_WRONG_STATE);
			c.relations = there ? ~r->who : 0;
			CHECK_ERR(rule_find(&c, lot_rules, s, ev, &found),
			    there ? E_DENIED : E_WRONG_STATE);
			test_ctx_end(&c);
		}
}

/* All states but the first are reached from it; all but the final ones are left. */
static void states_are_reached_and_left(void **state)
{
	(void)state;
	bool reached[LS_STATES] = { [LS_DRAFT] = true }, left[LS_STATES] = { false };
	for (int round = 0; round < LS_STATES; round++)
		for (const struct rule *r = lot_rules; r->evidence != NULL; r++) {
			left[r->from] |= r->to != r->from;
			reached[r->to] |= reached[r->from];
		}
	for (int s = 0; s < LS_STATES; s++) {
		bool final = s == LS_ARCHIVED || s == LS_UNSUCCESSFUL || s == LS_CANCELLED;
		assert_true(reached[s]);
		assert_int_equal(left[s], !final);
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
