#include "test/golden.h"

#include <stdio.h>

#include "test/unit.h"

#define LINES_MAX 500
#define LINE_BYTES 1000

struct golden golden_open(struct ctx *c, const char *file)
{
	struct golden g = { file, arena_array(c->mem, const char *, LINES_MAX + 1) };
	char line[LINE_BYTES];
	size_t n = 0;
	FILE *f = fopen(arena_printf(c->mem, "test/golden/%s", file), "re");
	if (f == NULL)
		TEST_FAIL("there is no test/golden/%s", file);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (*line == '#')
			continue;
		assert_true(n < LINES_MAX);
		g.line[n++] = arena_copy(c->mem, line, strcspn(line, "\n"));
	}
	fclose(f);
	return g;
}

const char *golden_next(struct golden *g)
{
	return *g->line != NULL ? *g->line++ : NULL;
}

void golden_row(struct golden *g, const char *row)
{
	const char *want = golden_next(g);
	if (want == NULL || strcmp(row, want) != 0)
		TEST_FAIL("the program has  %s\n%s has  %s", row, g->file,
		    want != NULL ? want : "no more");
}

void golden_end(const struct golden *g)
{
	if (*g->line != NULL)
		TEST_FAIL("the program has no more\n%s has  %s", g->file, *g->line);
}
