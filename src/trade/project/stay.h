/* stay.h - a trade held up (暂停): no step but its cancellation until what holds it has ended.
 *
 * The law's stay is automatic: while an objection is unanswered the tendering is suspended
 * (《实施条例》第二十二条、第四十四条、第五十四条); the authority may order one (第六十二条).
 * What the clock would have done meanwhile it does when the last stay ends. Nobody loses time: bids
 * are taken until the deadline as before, and where it has passed it can still be moved; a window
 * for keys stands still, they are taken meanwhile, and the time stayed is added to its end.
 */
#ifndef HENG_TRADE_PROJECT_STAY_H
#define HENG_TRADE_PROJECT_STAY_H

#include "trade/project/project.h"

/* cause: the id of what holds it, once. lot NULL: every lot of the tender. Within an act. */
enum err stay_begin(struct ctx *c, const char *tender, const char *lot, const char *cause) CHECKED;
/* Sets the clock going again where nothing else holds a lot, and moves the end of its window for
 * keys by the time that it was held. */
enum err stay_end(struct ctx *c, const struct tender *t, const char *cause) CHECKED;
/* Sets the timers of the stage that a tender and its lots are in, where nothing holds them. */
enum err clock_set(struct ctx *c, const struct tender *t) CHECKED;
/* Whether the deadline can still be moved: it lies ahead, or what it would close is held. */
enum err deadline_moves(struct ctx *c, const struct tender *t, bool *out) CHECKED;
/* What holds the lot (NULL: the tender as a whole); *cause NULL: nothing. */
enum err stay_of(struct ctx *c, const char *tender, const char *lot, const char **cause) CHECKED;
/* STAYED: something holds the lot, and it does not go on. */
enum err stay_check(struct ctx *c, const struct lot *l) CHECKED;

#endif
