/* duty.h - what the law gives a time for: to who procures, to the department that supervises.
 * Private to this room. */
#ifndef HENG_TRADE_AGENDA_DUTY_H
#define HENG_TRADE_AGENDA_DUTY_H

#include "trade/agenda/agenda_db.h"

extern const char *const duty_words[];
/* The lots of the caller's side, with the last moment for the contract; its objections to answer
 * and reports to file. */
enum err duties_own(struct ctx *c, struct agenda_item **out, size_t *n) CHECKED;
/* Of the kinds that the caller supervises: complaints to be accepted and decided with the last
 * moment that the law gives, reports that came and reports that are overdue, trades that it holds
 * up. What it merely may look at is no duty (supervise/oversight). */
enum err duties_of(struct ctx *c, struct agenda_item **out, size_t *n) CHECKED;

#endif
