/* calendar.h - which days are worked: holidays and working weekends, one file a year.
 *
 * law/calendars/NAME-YEAR.yaml holds what the State Council's office arranges each November for the
 * year that follows (《全国年节及纪念日放假办法》). A year without its file is answered by weekdays
 * alone and marked as guessed, so that whoever answers with it can warn.
 */
#ifndef HENG_CORE_LAW_CALENDAR_H
#define HENG_CORE_LAW_CALENDAR_H

#include "core/base/ctx.h"

/* All of it lives as long as the struct law. */
struct law_rest {
	const char *name_zh, *name_en;
	int32_t from, to; /* both days are off */
};
struct law_year {
	const char *calendar; /* "cn" */
	int32_t year;
	const char *source_zh, *source_en;
	const char *digest; /* SHA-256 of the file, hex */
	const struct law_rest *rests;
	size_t rest_count;
	const int32_t *working; /* weekend days that are worked */
	size_t working_count;
};

struct law_day {
	bool works;
	bool known;                  /* the year's file is there */
	const struct law_rest *rest; /* the holiday it belongs to, or NULL */
};
/* NULL when the year has no file. */
const struct law_year *calendar_year(const struct law *law, const char *calendar, int32_t year);
/* day: a valid date. */
struct law_day calendar_day(const struct law *law, const char *calendar, int32_t day);
/* The first working day at or after `day`. *guessed is set where a year had no file, and left alone
 * otherwise. */
int32_t calendar_roll(const struct law *law, const char *calendar, int32_t day, bool *guessed);
/* The n-th working day after `day`, or before it where n is negative. n = 0: the day itself. */
int32_t calendar_add(
    const struct law *law, const char *calendar, int32_t day, int64_t n, bool *guessed);
bool calendar_weekend(int32_t day);
/* "星期日" */
const char *calendar_weekday_zh(int32_t day);

#endif
