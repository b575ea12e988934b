/* law.c - one law file of any bytes: the first one says which sort, the rest is the text.
 *
 * Whatever it holds, law_load answers, and a refusal names the file and a line in it. */
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/law/period.h"

/* Day on which the questions are asked: 2026-03-02. */
#define ASKED_MS INT64_C(1772409600000)

static const char kind[] = "title: { zh: 甲, en: a }\nclass: A01\njurisdiction: foreign\n"
                           "procedure: tender\nevaluation: lowest-price\ncurrency: JPY\n"
                           "calendar: none\nidentity: none\nceiling: optional\nfloor: optional\n"
                           "department: { id: a, zh: 甲, en: a }\n";

static void ask(struct ctx *c)
{
	static const char *const ids[] = { "a", "bid.period.min" };
	const struct law_kind *kinds;
	size_t n = law_kinds(c->law, &kinds);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < sizeof(ids) / sizeof(ids[0]); j++) {
			const struct law_case k = { kinds[i].id, true };
			const struct law_number *found = NULL;
			struct law_period p;
			if (law_bound(c, ids[j], &k, ASKED_MS, &found) != OK)
				abort();
			if (found != NULL && law_period(c, &k, found, ASKED_MS, &p) == OK &&
			    !found->before && p.reached_ms < ASKED_MS - DAY_MS)
				abort();
		}
}

/* A refusal names the file and a line in it. */
static void check_place(const struct ctx *c, const char *name)
{
	const char *detail = c->fault.detail;
	size_t n = strlen(name);
	if (c->fault.err != E_LAW_FILE || detail == NULL || strncmp(detail, name, n) != 0 ||
	    detail[n] != ':' || detail[n + 1] < '1' || detail[n + 1] > '9')
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	const char *name = data[0] == 'k'   ? "kinds/x.yaml"
	                   : data[0] == 'c' ? "calendars/x-2026.yaml"
	                   : data[0] == 't' ? "terms/x.yaml"
	                                    : "numbers/x.yaml";
	const struct law_file files[] = {
		{ "kinds/a.yaml", kind, sizeof(kind) - 1 },
		{ name, (const char *)data + 1, size - 1 },
	};
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	struct law *law = NULL;
	if (law_load(&c, files, 2, &law) == OK) {
		c.law = law;
		ask(&c);
	} else {
		check_place(&c, name);
	}
	law_free(law);
	arena_free(c.mem);
	return 0;
}
