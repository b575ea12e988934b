/* stay.h - a trade held up (暂停): no step but its cancellation until what holds it has ended.
 *
 * The law's stay is automatic: while an objection is unanswered the tendering is suspended
 * (《实施条例》第二十二条、第五十四条). What the clock would have done meanwhile it does when the last
 * stay ends. Bids are taken until the deadline as before: nobody loses time.
 */
#ifndef HENG_TRADE_PROJECT_STAY_H
#define HENG_TRADE_PROJECT_STAY_H

#include "trade/project/project.h"

/* cause: the id of what holds it, once. lot NULL: every lot of the tender. Within an act. */
enum err stay_begin(struct ctx *c, const char *tender, const char *lot, const char *cause) CHECKED;
/* Sets the clock going again where nothing else holds a lot. */
enum err stay_end(struct ctx *c, const struct tender *t, const char *cause) CHECKED;
/* Sets the timers of the stage that a tender and its lots are in, where nothing holds them. */
enum err clock_set(struct ctx *c, const struct tender *t) CHECKED;
/* What holds the lot (NULL: the tender as a whole); *cause NULL: nothing. */
enum err stay_of(struct ctx *c, const char *tender, const char *lot, const char **cause) CHECKED;

#endif
