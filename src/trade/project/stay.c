#include "trade/project/stay.h"

#include "core/base/moment.h"
#include "core/store/timer.h"
#include "trade/project/project_db.h"

static bool holds(const char *lot, const struct lot *l)
{
	return lot == NULL || __builtin_strcmp(lot, l->id) == 0;
}

enum err stay_begin(struct ctx *c, const char *tender, const char *lot, const char *cause)
{
	struct lot *lots;
	size_t n;
	TRY(stay_insert(c, tender, lot, cause));
	if (lot == NULL)
		TRY(timer_drop(c, "tender.open", tender));
	TRY(lots_of(c, tender, &lots, &n));
	for (size_t i = 0; i < n; i++)
		if (holds(lot, &lots[i])) {
			if (lots[i].held_ms == 0) {
				lots[i].held_ms = c->now_ms;
				TRY(lot_hold(c, &lots[i]));
			}
			TRY(timer_drop(c, "lot.close", lots[i].id));
			TRY(timer_drop(c, "lot.open", lots[i].id));
		}
	return OK;
}

enum err clock_set(struct ctx *c, const struct tender *t)
{
	struct lot *lots;
	const char *held;
	size_t n;
	TRY(stay_of(c, t->id, NULL, &held));
	if (held == NULL && t->state == TS_APPLYING)
		TRY(timer_set(
		    c, t->deadline_ms + t->window_minutes * 60 * SECOND_MS, "tender.open", t->id));
	TRY(lots_of(c, t->id, &lots, &n));
	for (size_t i = 0; i < n; i++) {
		const struct lot *l = &lots[i];
		TRY(stay_of(c, t->id, l->id, &held));
		if (held != NULL)
			continue;
		if (l->state == LS_BIDDING)
			TRY(timer_set(c, t->deadline_ms, "lot.close", l->id));
		if (l->state == LS_OPENING || l->state == LS_PRICING)
			TRY(timer_set(c, l->opening_ends_ms, "lot.open", l->id));
	}
	return OK;
}

enum err stay_check(struct ctx *c, const struct lot *l)
{
	const char *cause;
	TRY(stay_of(c, l->tender, l->id, &cause));
	return cause == NULL
	           ? OK
	           : fail_rule(c, E_STAYED,
	                 "《招标投标法实施条例》第二十二条、第五十四条、第六十二条 / Implementing "
	                 "Regulation, art. 22, 54, 62",
	                 "%s holds the lot until it is answered, and what it was right in is "
	                 "mended",
	                 cause);
}

/* A window for keys stood still meanwhile: it goes on for what was left of it. */
static enum err release(struct ctx *c, struct lot *l)
{
	const char *held;
	TRY(stay_of(c, l->tender, l->id, &held));
	if (held != NULL || l->held_ms == 0)
		return OK;
	if (l->state == LS_OPENING || l->state == LS_PRICING)
		l->opening_ends_ms += c->now_ms - l->held_ms;
	l->held_ms = 0;
	return lot_hold(c, l);
}

enum err stay_end(struct ctx *c, const struct tender *t, const char *cause)
{
	struct lot *lots;
	size_t n;
	TRY(stay_finish(c, cause));
	TRY(lots_of(c, t->id, &lots, &n));
	for (size_t i = 0; i < n; i++)
		TRY(release(c, &lots[i]));
	return clock_set(c, t);
}

enum err deadline_moves(struct ctx *c, const struct tender *t, bool *out)
{
	struct lot *lots;
	const char *held;
	size_t n;
	TRY(stay_of(c, t->id, NULL, &held));
	*out = c->now_ms < t->deadline_ms || held != NULL;
	TRY(lots_of(c, t->id, &lots, &n));
	for (size_t i = 0; i < n; i++)
		*out = *out || (lots[i].state == LS_BIDDING && lots[i].held_ms != 0);
	return OK;
}
