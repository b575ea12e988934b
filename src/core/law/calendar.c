#include "core/law/calendar.h"

#include <string.h>

#include "core/base/moment.h"
#include "core/law/law_read.h"

/* 0 is Sunday; 1970-01-01 was a Thursday. */
static int weekday(int32_t day)
{
	int64_t days = (day_start_ms(day) + BEIJING_MS) / DAY_MS;
	return (int)(((days + 4) % 7 + 7) % 7);
}

bool calendar_weekend(int32_t day)
{
	return weekday(day) == 0 || weekday(day) == 6;
}

const char *calendar_weekday_zh(int32_t day)
{
	static const char *const words[] = { "星期日", "星期一", "星期二", "星期三", "星期四",
		"星期五", "星期六" };
	return words[weekday(day)];
}

const struct law_year *calendar_year(const struct law *law, const char *calendar, int32_t year)
{
	for (size_t i = 0; i < law->year_count; i++)
		if (law->years[i].year == year && strcmp(law->years[i].calendar, calendar) == 0)
			return &law->years[i];
	return NULL;
}

struct law_day calendar_day(const struct law *law, const char *calendar, int32_t day)
{
	const struct law_year *y = calendar_year(law, calendar, day / 10000);
	struct law_day d = { .works = !calendar_weekend(day), .known = y != NULL };
	for (size_t i = 0; y != NULL && i < y->rest_count; i++)
		if (y->rests[i].from <= day && day <= y->rests[i].to) {
			d.works = false;
			d.rest = &y->rests[i];
		}
	for (size_t i = 0; y != NULL && i < y->working_count; i++)
		if (y->working[i] == day)
			d.works = true;
	return d;
}

int32_t calendar_roll(const struct law *law, const char *calendar, int32_t day, bool *guessed)
{
	for (;; day = day_add(day, 1)) {
		struct law_day d = calendar_day(law, calendar, day);
		if (!d.known)
			*guessed = true;
		if (d.works)
			return day;
	}
}

int32_t calendar_add(
    const struct law *law, const char *calendar, int32_t day, int64_t n, bool *guessed)
{
	int step = n < 0 ? -1 : 1;
	while (n != 0) {
		day = day_add(day, step);
		struct law_day d = calendar_day(law, calendar, day);
		if (!d.known)
			*guessed = true;
		if (d.works)
			n -= step;
	}
	return day;
}
