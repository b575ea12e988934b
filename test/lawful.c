#include "test/lawful.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/base/moment.h"
#include "core/law/period.h"
#include "test/golden.h"
#include "test/unit.h"

#define NUMBERS_MAX 200
#define ID_MAX 100

static struct {
	char id[ID_MAX]; /* "works-cn/bid.period.min": the same id in two files is two numbers */
	int64_t unit, off[2]; /* broken, kept: how near to the bound, + 1; 0: never */
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

/* So far off is next to the bound: a day, a working day, one piece, one fen. */
static int64_t unit_of(const struct law_number *n)
{
	static const int64_t units[] = { [LAW_DAY] = DAY_MS,
		[LAW_WORKING_DAY] = DAY_MS,
		[LAW_HOUR] = HOUR_MS,
		[LAW_MINUTE] = 60 * SECOND_MS };
	if (law_is_period(n))
		return units[n->unit];
	/* of a committee one member is the least step: an eleventh of eleven, a ninth of nine */
	return strstr(n->id, ".share.") != NULL ? 1000 / 9 + 1 : 1;
}

static void note(const struct law_number *n, bool kept, int64_t off)
{
	char id[ID_MAX];
	const char *file = n->file + strlen("numbers/");
	snprintf(id, sizeof(id), "%.*s/%s", (int)strcspn(file, "."), file, n->id);
	size_t i = place_of(id);
	if (i == NUMBERS_MAX)
		return;
	numbers[i].unit = unit_of(n);
	if (numbers[i].off[kept] == 0 || off + 1 < numbers[i].off[kept])
		numbers[i].off[kept] = off + 1;
}

void lawful_watch(void)
{
	law_watch = note;
}

static void check(size_t i)
{
	for (int side = 0; side < 2; side++) {
		const char *what = side == 0 ? "breaks" : "keeps";
		int64_t off = numbers[i].off[side] - 1;
		if (off < 0)
			fprintf(stderr, "%s: no scenario %s it\n", numbers[i].id, what);
		else if (off > numbers[i].unit)
			fprintf(stderr,
			    "%s: what %s it is %" PRId64 " off, more than %" PRId64 "\n",
			    numbers[i].id, what, off, numbers[i].unit);
		wrong += off < 0 || off > numbers[i].unit;
	}
}

bool lawful_done(void)
{
	struct ctx c = test_ctx();
	struct golden g = golden_open(&c, "numbers.txt");
	for (const char *row = golden_next(&g); row != NULL; row = golden_next(&g))
		check(place_of(arena_copy(c.mem, row, strcspn(row, " "))));
	test_ctx_end(&c);
	return wrong == 0;
}
