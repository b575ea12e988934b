/* moment.h - moments and days. A moment is int64 ms since 1970, UTC. A day is an int32 yyyymmdd in
 * Beijing time (UTC+8, no summer time), which is what legal dates are written in. */
#ifndef HENG_CORE_BASE_MOMENT_H
#define HENG_CORE_BASE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/ctx.h"

#define SECOND_MS INT64_C(1000)
#define HOUR_MS INT64_C(3600000)
#define DAY_MS INT64_C(86400000)
#define BEIJING_MS (8 * HOUR_MS)
#define MOMENT_MAX_MS INT64_C(253402300799999) /* 9999-12-31 */

/* The system clock. Only main, the server's arrival stamp and the lane may call it. */
int64_t moment_system_ms(void);
/* A clock for measuring durations, in microseconds, unrelated to any date. */
int64_t moment_steady_us(void);

/* "2026-03-01T12:00:00.000Z", strict RFC 3339 in UTC with 0 to 3 decimals. BAD_FIELD. */
enum err moment_parse(struct ctx *c, const char *field, const char *text, int64_t *out) CHECKED;
const char *moment_text(struct ctx *c, int64_t ms);
/* "2026-03-01 20:00:00" in Beijing time, for people. */
const char *moment_show(struct ctx *c, int64_t ms);

/* The Beijing day of a moment, and the first moment of a day. */
int32_t day_of(int64_t ms);
int64_t day_start_ms(int32_t yyyymmdd);
/* Whether there is such a date; years 1900 to 9999. */
bool day_valid(int32_t yyyymmdd);
/* The day n days later (earlier when negative). */
int32_t day_add(int32_t yyyymmdd, int n);
/* "2026-03-01" to 20260301. BAD_FIELD. */
enum err day_parse(struct ctx *c, const char *field, const char *text, int32_t *out) CHECKED;
const char *day_text(struct ctx *c, int32_t yyyymmdd);
/* What people type: a day, which is its first moment, or "2026-03-01 20:00" in Beijing time, with
 * seconds or without. BAD_FIELD. */
enum err moment_typed(struct ctx *c, const char *field, const char *text, int64_t *out) CHECKED;

#endif
