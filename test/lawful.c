#include "test/lawful.h"

#include <stdio.h>
#include <string.h>

#include "core/law/period.h"

#define NUMBERS_MAX 200
#define ID_MAX 100

static struct {
	char id[ID_MAX]; /* "works-cn/bid.period.min": the same id in two files is two numbers */
	bool seen[2];    /* broken, kept */
} numbers[NUMBERS_MAX];
static size_t count, wrong;

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
	char id[ID_MAX];
	const char *file = n->file + strlen("numbers/");
	snprintf(id, sizeof(id), "%.*s/%s", (int)strcspn(file, "."), file, n->id);
	size_t i = place_of(id);
	if (i < NUMBERS_MAX)
		numbers[i].seen[kept] = true;
}

void lawful_watch(void)
{
	law_watch = note;
}

/* Calls fn with the first word of each line that is no comment. */
static bool each_line(const char *file, void (*fn)(size_t place))
{
	char line[1000];
	FILE *f = fopen(file, "re");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		size_t n = strcspn(line, " \n");
		line[n] = '\0';
		if (line[0] != '#' && n > 0)
			fn(place_of(line));
	}
	if (f != NULL)
		fclose(f);
	return f != NULL;
}

static void check(size_t i)
{
	for (int side = 0; side < 2; side++)
		if (!numbers[i].seen[side])
			fprintf(stderr, "%s: no scenario %s it\n", numbers[i].id,
			    side == 0 ? "breaks" : "keeps");
	wrong += !numbers[i].seen[0] || !numbers[i].seen[1];
}

bool lawful_done(void)
{
	return each_line("test/golden/numbers.txt", check) && wrong == 0;
}
