#include "test/lawful.h"

#include <stdio.h>
#include <string.h>

#include "core/law/period.h"

#define NUMBERS_MAX 200
#define ID_MAX 60

static struct {
	char id[ID_MAX];
	bool seen[2]; /* broken, kept */
} numbers[NUMBERS_MAX];
static size_t count;

static size_t place_of(const char *id)
{
	size_t i = 0;
	while (i < count && strcmp(numbers[i].id, id) != 0)
		i++;
	if (i == count && count < NUMBERS_MAX)
		snprintf(numbers[count++].id, ID_MAX, "%s", id);
	return i;
}

static void note(const struct law_number *n, bool kept)
{
	size_t i = place_of(n->id);
	if (i < NUMBERS_MAX)
		numbers[i].seen[kept] = true;
}

void lawful_watch(void)
{
	law_watch = note;
}

bool lawful_done(void)
{
	char line[1000];
	bool all = true;
	FILE *f = fopen("test/golden/numbers.txt", "re");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		size_t n = strcspn(line, " \n");
		if (line[0] == '#' || n == 0)
			continue;
		line[n] = '\0';
		size_t i = place_of(line);
		for (int side = 0; side < 2; side++)
			if (!numbers[i].seen[side]) {
				all = false;
				fprintf(stderr, "%s: no scenario %s it\n", line,
				    side == 0 ? "breaks" : "keeps");
			}
	}
	if (f != NULL)
		fclose(f);
	return f != NULL && all;
}
