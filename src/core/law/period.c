/* period.c - periods counted by a row of the law, and told so that anybody can count them again. */
#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/money.h"
#include "core/base/moment.h"
#include "core/law/calendar.h"
#include "core/law/period.h"

static const char *const units_en[] = { [LAW_DAY] = "days",
	[LAW_WORKING_DAY] = "working days",
	[LAW_HOUR] = "hours",
	[LAW_MINUTE] = "minutes" };

bool law_is_period(const struct law_number *n)
{
	return n->unit <= LAW_MINUTE;
}

static const char *calendar_of(struct ctx *c, const struct law_case *k)
{
	const struct law_kind *kind;
	return law_kind(c, k->kind, &kind) == OK && strcmp(kind->calendar, "none") != 0
	           ? kind->calendar
	           : NULL;
}

/* The last day that counts; 0: beyond the years that there are. */
static int32_t last_day(
    struct ctx *c, const char *calendar, const struct law_number *n, struct law_period *p)
{
	int64_t value = n->before ? -n->value : n->value;
	int32_t day = day_of(p->from_ms);
	/* a working day takes three at the very most, longest holidays included */
	int64_t least = day_start_ms(19000101), most = MOMENT_MAX_MS;
	int64_t reach = day_start_ms(day) + 3 * value * DAY_MS;
	if (reach < least || reach > most)
		return 0;
	if (n->unit == LAW_DAY)
		return day_add(day, (int)value);
	return calendar_add(c->law, calendar, day, value, &p->guessed);
}

enum err law_period(struct ctx *c, const struct law_case *k, const struct law_number *n,
    int64_t from_ms, struct law_period *out)
{
	struct law_period p = { .number = n, .from_ms = from_ms };
	const char *calendar = calendar_of(c, k);
	int sign = n->before ? -1 : 1;
	assert(from_ms >= 0 && from_ms <= MOMENT_MAX_MS);
	if (!law_is_period(n))
		return fail(c, E_BAD_FIELD, "%s is no period of time", n->id);
	if (n->unit == LAW_HOUR || n->unit == LAW_MINUTE) {
		int64_t unit_ms = n->unit == LAW_HOUR ? HOUR_MS : 60 * SECOND_MS;
		p.reached_ms = p.ends_ms = from_ms + sign * n->value * unit_ms;
		if (p.reached_ms < 0 || p.reached_ms > MOMENT_MAX_MS)
			return fail(c, E_BAD_FIELD, "%s ends after the year 9999", n->id);
		*out = p;
		return OK;
	}
	if (n->unit == LAW_WORKING_DAY && calendar == NULL)
		return fail(c, E_BAD_FIELD, "%s counts working days; kind %s has no calendar",
		    n->id, k->kind);
	p.last = last_day(c, calendar, n, &p);
	if (p.last == 0)
		return fail(c, E_BAD_FIELD, "%s ends after the year 9999", n->id);
	p.first = n->value > 0 ? day_add(day_of(from_ms), sign) : p.last;
	p.reached_ms = day_start_ms(p.last);
	p.ends_ms = p.reached_ms + DAY_MS;
	p.rolled = p.last;
	if (calendar != NULL && !n->before)
		p.rolled = calendar_roll(c->law, calendar, p.last, &p.guessed);
	if (n->most)
		p.ends_ms = day_start_ms(p.rolled) + DAY_MS;
	*out = p;
	return OK;
}

enum err law_plan(struct ctx *c, const struct law_case *k, int64_t at_ms[LAW_EVENTS],
    struct law_period **out, size_t *n)
{
	const struct law_number **rows, *least;
	size_t count, known = 0;
	TRY(law_bound(c, "bid.period.min", k, at_ms[LAW_PUBLICATION], &least));
	if (at_ms[LAW_DEADLINE] == 0 && least != NULL) {
		struct law_period p;
		TRY(law_period(c, k, least, at_ms[LAW_PUBLICATION], &p));
		at_ms[LAW_DEADLINE] = day_start_ms(p.rolled);
	}
	TRY(law_binding(c, k, at_ms[LAW_PUBLICATION], &rows, &count));
	struct law_period *list = arena_array(c->mem, struct law_period, count);
	for (size_t i = 0; i < count; i++)
		if (rows[i]->event != LAW_NO_EVENT && at_ms[rows[i]->event] > 0)
			TRY(law_period(c, k, rows[i], at_ms[rows[i]->event], &list[known++]));
	*out = list;
	*n = known;
	return OK;
}

const char *law_period_zh(struct ctx *c, const struct law_period *p)
{
	const struct law_number *n = p->number;
	const char *unit = law_unit_words[n->unit];
	if (p->last == 0)
		return arena_printf(c->mem, "自 %s 起 %" PRId64 " %s，至 %s",
		    moment_show(c, p->from_ms), n->value, unit, moment_show(c, p->reached_ms));
	const char *text = arena_printf(c->mem,
	    n->before ? "自 %s（当日不计入）往前数 %" PRId64 " %s，至 %s（%s）"
	              : "自 %s（当日不计入）起 %" PRId64 " %s，最后一日 %s（%s）",
	    day_text(c, day_of(p->from_ms)), n->value, unit, day_text(c, p->last),
	    calendar_weekday_zh(p->last));
	if (p->rolled != p->last)
		text = arena_printf(c->mem, "%s，是休息日，其后第一个工作日 %s（%s%s）", text,
		    day_text(c, p->rolled), calendar_weekday_zh(p->rolled),
		    calendar_weekend(p->rolled) ? "，调休上班" : "");
	return p->guessed ? arena_printf(c->mem, "%s；该年节假日安排尚未收录，只按周末推算", text)
	                  : text;
}

const char *law_period_en(struct ctx *c, const struct law_period *p)
{
	const struct law_number *n = p->number;
	if (p->last == 0)
		return arena_printf(c->mem, "%" PRId64 " %s from %s: %s", n->value,
		    units_en[n->unit], moment_text(c, p->from_ms), moment_text(c, p->reached_ms));
	const char *text = arena_printf(c->mem, "%" PRId64 " %s %s %s, that day not counted: %s",
	    n->value, units_en[n->unit], n->before ? "back from" : "from",
	    day_text(c, day_of(p->from_ms)), day_text(c, p->last));
	if (p->rolled != p->last)
		text = arena_printf(c->mem, "%s, a day off; the next working day is %s", text,
		    day_text(c, p->rolled));
	return p->guessed
	           ? arena_printf(c->mem, "%s; holidays of that year unknown, weekends only", text)
	           : text;
}

static struct json *both(struct ctx *c, const char *zh, const char *en)
{
	struct json *o = json_object(c);
	json_put(o, "en", json_text(c, en));
	json_put(o, "zh", json_text(c, zh));
	return o;
}

struct json *law_number_json(struct ctx *c, const struct law_number *n)
{
	struct json *o = json_object(c);
	json_put(o, "basis", both(c, n->basis_zh, n->basis_en));
	json_put(o, "file", json_text(c, n->file));
	json_put(o, "from", json_text(c, day_text(c, n->from)));
	json_put(o, "id", json_text(c, n->id));
	json_put(o, "line", json_int(c, n->line));
	json_put(o, "note", json_text(c, n->note));
	json_put(o, "refuses", json_bool(c, n->refuse));
	if (n->to != LAW_OPEN_DAY)
		json_put(o, "to", json_text(c, day_text(c, n->to)));
	json_put(o, "unit", json_text(c, law_unit_words[n->unit]));
	json_put(o, "value",
	    n->unit == LAW_YUAN ? json_text(c, decimal_text(c, n->value, 2))
	                        : json_int(c, n->value));
	if (n->event != LAW_NO_EVENT)
		json_put(o,
		    n->before    ? "before"
		    : n->through ? "through"
		                 : "after",
		    json_text(c, law_event_words[n->event]));
	return o;
}

/* The years that the days were looked up in, by their files. */
static struct json *years_json(struct ctx *c, const char *calendar, const struct law_period *p)
{
	struct json *list = json_list(c);
	int32_t a = p->first < p->last ? p->first : p->last;
	int32_t b = p->first < p->last ? p->last : p->first;
	if (p->rolled > b)
		b = p->rolled;
	for (int32_t year = a / 10000; year <= b / 10000; year++) {
		const struct law_year *y = calendar_year(c->law, calendar, year);
		if (y == NULL)
			continue;
		struct json *o = json_object(c);
		json_put(o, "digest", json_text(c, y->digest));
		json_put(o, "source", both(c, y->source_zh, y->source_en));
		json_put(o, "year", json_int(c, year));
		json_push(list, o);
	}
	return list;
}

struct json *law_period_json(struct ctx *c, const struct law_case *k, const struct law_period *p)
{
	struct json *o = json_object(c);
	const char *calendar = calendar_of(c, k);
	json_put(o, "counted", both(c, law_period_zh(c, p), law_period_en(c, p)));
	json_put(o, "event", json_text(c, moment_text(c, p->from_ms)));
	json_put(o, "guessed", json_bool(c, p->guessed));
	json_put(o, "number", law_number_json(c, p->number));
	json_put(o, "reached", json_text(c, moment_text(c, p->reached_ms)));
	if (p->last == 0)
		return o;
	json_put(o, "first", json_text(c, day_text(c, p->first)));
	json_put(o, "last", json_text(c, day_text(c, p->last)));
	json_put(o, "rolled", json_text(c, day_text(c, p->rolled)));
	if (calendar != NULL)
		json_put(o, "years", years_json(c, calendar, p));
	return o;
}
