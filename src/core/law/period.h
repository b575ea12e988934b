/* period.h - what the law's numbers make of a date or a value: periods counted, bounds held.
 *
 * Of a period in days the day of the event is not counted (民法典 201): 20 日 after any hour of
 * 2026-03-02 has first 20260303 and last 20260322. Working days count by the calendar of the kind.
 */
#ifndef HENG_CORE_LAW_PERIOD_H
#define HENG_CORE_LAW_PERIOD_H

#include "core/law/law.h"

struct json;

struct law_period {
	const struct law_number *number;
	int64_t from_ms;     /* the event */
	int32_t first, last; /* days counted; back from the event first > last; 0: hours, minutes */
	/* Of days the START of the last one, 00:00 Beijing time, and its end, 24:00 (民法典 203); of
	 * hours and minutes both are the exact moment. A least period that runs to a deadline is kept
	 * from reached_ms on; what waits until a period is over (公示期) waits for ends_ms; a latest
	 * time, and a time counted back, is kept before ends_ms. Of a latest time that is the end of
	 * `rolled`. */
	int64_t reached_ms, ends_ms;
	/* Where last is a day off, the next working day (民法典 203); otherwise last. A latest time
	 * moves to it; that a LEAST period moves, too, is caution: it warns. Kinds without a
	 * calendar never move. */
	int32_t rolled;
	bool guessed; /* a year without its file was on the way: only weekends were taken as off */
};
/* Whether the unit measures time that law_period can count. */
bool law_is_period(const struct law_number *n);
/* BAD_FIELD for what is no period, ends after the year 9999, or counts working days for a kind that
 * has no calendar. */
enum err law_period(struct ctx *c, const struct law_case *k, const struct law_number *n,
    int64_t from_ms, struct law_period *out) CHECKED;
/* How it was counted, in one Chinese or English sentence. */
const char *law_period_zh(struct ctx *c, const struct law_period *p);
const char *law_period_en(struct ctx *c, const struct law_period *p);
/* For notices and answers: row, article, dates, sentence, and the digests of the years that the
 * days were looked up in. */
struct json *law_period_json(struct ctx *c, const struct law_case *k, const struct law_period *p);
/* A row, for answers. */
struct json *law_number_json(struct ctx *c, const struct law_number *n);

/* The periods of a kind whose events are known: at_ms[event], 0 where not. Without a deadline the
 * earliest is taken that keeps bid.period.min with caution, and set in at_ms. In the order of the
 * files. */
enum err law_plan(struct ctx *c, const struct law_case *k, int64_t at_ms[LAW_EVENTS],
    struct law_period **out, size_t *n) CHECKED;

/* What is held against a row: a value in its unit, or a moment against the period from an event. */
struct law_bound {
	const char *id;          /* of the number; nothing is held where no row binds */
	const char *field;       /* of the request, for refusal and warning */
	int64_t value;           /* yuan in fen */
	int64_t event_ms, at_ms; /* of a period, in place of value */
};
/* Refuses with LAW_BOUND, the article and the first lawful date, or warns (json_warn), as the row
 * says. A least period whose last day is off warns when the moment lies before the day it rolls
 * to. */
enum err law_hold(struct ctx *c, const struct law_case *k, const struct law_bound *b,
    struct json *warnings) CHECKED;
/* Warns of how the period was counted. */
void law_warn_counted(
    struct ctx *c, const struct law_period *p, const char *field, struct json *warnings);
/* Whether the row allows what is held; *row NULL, and met: no row binds. Refuses nothing. */
enum err law_meets(struct ctx *c, const struct law_case *k, const struct law_bound *b,
    const struct law_number **row, bool *met) CHECKED;
/* Whoever sets law_watch (tests do) is told of every row that was held, whether it was kept, and
 * how far off its bound: in its unit (yuan in fen), of a period in milliseconds. law_saw tells it
 * where a row is kept by other means; n may be NULL. */
extern void (*law_watch)(const struct law_number *n, bool kept, int64_t off);
void law_saw(const struct law_number *n, bool kept, int64_t off);
/* Whether the row is kept up to a moment, and not from one on. */
bool law_is_latest(const struct law_number *n);
/* The first moment that the period's row allows or, of a latest time, the last. */
int64_t law_edge(const struct law_period *p);
/* Whether the row allows it; what is held in law_hold. Pure. */
bool law_allows(const struct law_number *n, const struct law_bound *b, const struct law_period *p);

#endif
