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

enum err stay_end(struct ctx *c, const struct tender *t, const char *cause)
{
	TRY(stay_finish(c, cause));
	return clock_set(c, t);
}
