/* intake.h - a trade comes in by one form (一表): project, tender with its lots, tender plan,
 * announcement and the wish for a room in one act. It is checked for completeness and against the
 * law; nobody approves it (39号令 第十八条). */
#ifndef HENG_TRADE_INTAKE_INTAKE_H
#define HENG_TRADE_INTAKE_INTAKE_H

#include "trade/project/project.h"

struct room_wish {
	int64_t opens, hours, seats; /* opens: ms */
	const char *note;
};
struct wished {
	const char *tender, *title;
	struct room_wish wish;
};
/* What came in and is not published yet, the oldest first: title, whose, and its public plan. */
struct intake_row {
	const char *tender, *title, *principal, *plan; /* plan: id of the notice */
	int state;                                     /* enum tender_state */
	int64_t at_ms;
};
enum err intakes_waiting(struct ctx *c, struct intake_row **out, size_t *n) CHECKED;
/* From that moment on, soonest first. */
enum err room_wishes(struct ctx *c, int64_t from_ms, struct wished **out, size_t *n) CHECKED;
enum err room_wish_insert(struct ctx *c, const char *tender, const struct room_wish *w) CHECKED;

extern const struct route intake_routes[];

#endif
