#include "core/base/moment.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>
#include <time.h>

/* A date of the Gregorian calendar. */
struct date {
	int64_t year;
	int month, day;
};

/* Days of the 400 years after which the calendar repeats, and from 0000-03-01 to 1970-01-01. */
#define ERA_DAYS 146097
#define EPOCH_DAYS 719468

int64_t moment_system_ms(void)
{
	struct timespec t;
	int failed = clock_gettime(CLOCK_REALTIME, &t);
	assert(failed == 0);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t moment_steady_us(void)
{
	struct timespec t;
	int failed = clock_gettime(CLOCK_MONOTONIC, &t);
	assert(failed == 0);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0 ? 1 : 0);
}

/* Days since 1970-01-01. Years are counted from March, so that the leap day is the last one; then
 * months 0 to 11 begin on day (153 * month + 2) / 5. */
static int64_t days_of(struct date d)
{
	int64_t year = d.month > 2 ? d.year : d.year - 1;
	int64_t month = (d.month + 9) % 12;
	return year * 365 + floor_div(year, 4) - floor_div(year, 100) + floor_div(year, 400) +
	       (153 * month + 2) / 5 + (d.day - 1) - EPOCH_DAYS;
}

/* The inverse of days_of. */
static struct date date_of(int64_t days)
{
	int64_t era = floor_div(days + EPOCH_DAYS, ERA_DAYS);
	int64_t in_era = days + EPOCH_DAYS - era * ERA_DAYS;
	/* without the leap days before it, every year has 365 */
	int64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	int64_t in_year = in_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * in_year + 2) / 153;
	return (struct date){
		.year = era * 400 + year + (month >= 10 ? 1 : 0),
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(in_year - (153 * month + 2) / 5 + 1),
	};
}

static struct date split(int32_t yyyymmdd)
{
	return (struct date){ yyyymmdd / 10000, yyyymmdd / 100 % 100, yyyymmdd % 100 };
}

static int32_t join(struct date d)
{
	return (int32_t)((d.year * 100 + d.month) * 100 + d.day);
}

/* Beijing days since 1970-01-01; a day that was never set has no month. */
static int64_t days_of_day(int32_t yyyymmdd)
{
	struct date d = split(yyyymmdd);
	assert(d.month >= 1 && d.month <= 12);
	return days_of(d);
}

int32_t day_of(int64_t ms)
{
	return join(date_of(floor_div(ms + BEIJING_MS, DAY_MS)));
}

int64_t day_start_ms(int32_t yyyymmdd)
{
	return days_of_day(yyyymmdd) * DAY_MS - BEIJING_MS;
}

bool day_valid(int32_t yyyymmdd)
{
	struct date d = split(yyyymmdd);
	if (d.year < 1900 || d.year > 9999 || d.month < 1 || d.month > 12)
		return false;
	/* a day beyond its month's end comes back as a day of the next month */
	return d.day >= 1 && join(date_of(days_of(d))) == yyyymmdd;
}

int32_t day_add(int32_t yyyymmdd, int n)
{
	return join(date_of(days_of_day(yyyymmdd) + n));
}

/* Whether text begins as the form says, where 0 stands for any digit. */
static bool has_form(const char *text, const char *form)
{
	for (; *form != '\0'; text++, form++)
		if (*form == '0' ? *text < '0' || *text > '9' : *text != *form)
			return false;
	return true;
}

static int number(const char *text, int digits)
{
	int v = 0;
	for (int i = 0; i < digits; i++)
		v = v * 10 + (text[i] - '0');
	return v;
}

/* The day of "2026-03-01", which has the form; it need not exist. */
static int32_t day_number(const char *text)
{
	return number(text, 4) * 10000 + number(text + 5, 2) * 100 + number(text + 8, 2);
}

enum err day_parse(struct ctx *c, const char *field, const char *text, int32_t *out)
{
	if (text == NULL || !has_form(text, "0000-00-00") || text[10] != '\0')
		return fail_at(c, E_BAD_FIELD, field, text, "a date is written 2026-03-01");
	int32_t day = day_number(text);
	if (!day_valid(day))
		return fail_at(c, E_BAD_FIELD, field, text, "there is no such date");
	*out = day;
	return OK;
}

const char *day_text(struct ctx *c, int32_t yyyymmdd)
{
	struct date d = split(yyyymmdd);
	return arena_printf(c->mem, "%04" PRId64 "-%02d-%02d", d.year, d.month, d.day);
}

enum err moment_parse(struct ctx *c, const char *field, const char *text, int64_t *out)
{
	size_t decimals = 0;
	bool formed = text != NULL && has_form(text, "0000-00-00T00:00:00");
	if (formed && text[19] == '.') {
		decimals = strspn(text + 20, "0123456789");
		formed = decimals >= 1 && decimals <= 3;
	}
	const char *end = formed ? text + 19 + (decimals > 0 ? 1 + decimals : 0) : "";
	if (strcmp(end, "Z") != 0)
		return fail_at(
		    c, E_BAD_FIELD, field, text, "a moment is written 2026-03-01T12:00:00.000Z");
	int32_t day = day_number(text);
	int hour = number(text + 11, 2), minute = number(text + 14, 2),
	    second = number(text + 17, 2);
	if (!day_valid(day) || hour > 23 || minute > 59 || second > 59)
		return fail_at(c, E_BAD_FIELD, field, text, "there is no such moment");
	int ms = decimals == 0 ? 0 : number(text + 20, (int)decimals);
	for (size_t i = decimals; i < 3; i++)
		ms *= 10;
	*out = days_of(split(day)) * DAY_MS + hour * HOUR_MS + minute * (60 * SECOND_MS) +
	       second * SECOND_MS + ms;
	return OK;
}

enum err moment_typed(struct ctx *c, const char *field, const char *text, int64_t *out)
{
	static const char *const forms[] = { "0000-00-00", "0000-00-00 00:00",
		"0000-00-00 00:00:00" };
	size_t i = 0, n = strlen(text);
	while (i < 3 && (n != strlen(forms[i]) || !has_form(text, forms[i])))
		i++;
	if (i == 3)
		return fail_at(c, E_BAD_FIELD, field, text,
		    "a date is written 2026-03-01, with a time 2026-03-01 20:00");
	int32_t day = day_number(text);
	int hour = i > 0 ? number(text + 11, 2) : 0, minute = i > 0 ? number(text + 14, 2) : 0;
	int second = i > 1 ? number(text + 17, 2) : 0;
	if (!day_valid(day) || hour > 23 || minute > 59 || second > 59)
		return fail_at(c, E_BAD_FIELD, field, text, "there is no such moment");
	*out = day_start_ms(day) + hour * HOUR_MS + minute * (60 * SECOND_MS) + second * SECOND_MS;
	return OK;
}

/* A moment in parts: the date, and the ms since its midnight. */
static struct date take_date(int64_t ms, int *ms_of_day)
{
	int64_t days = floor_div(ms, DAY_MS);
	*ms_of_day = (int)(ms - days * DAY_MS);
	return date_of(days);
}

const char *moment_text(struct ctx *c, int64_t ms)
{
	int t;
	struct date d = take_date(ms, &t);
	return arena_printf(c->mem, "%04" PRId64 "-%02d-%02dT%02d:%02d:%02d.%03dZ", d.year, d.month,
	    d.day, t / 3600000, t / 60000 % 60, t / 1000 % 60, t % 1000);
}

const char *moment_show(struct ctx *c, int64_t ms)
{
	int t;
	struct date d = take_date(ms + BEIJING_MS, &t);
	return arena_printf(c->mem, "%04" PRId64 "-%02d-%02d %02d:%02d:%02d", d.year, d.month,
	    d.day, t / 3600000, t / 60000 % 60, t / 1000 % 60);
}
