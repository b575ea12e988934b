/* complaint.h - complaints (投诉) to the supervising authority, and suspensions by it.
 * 《招标投标法实施条例》第六十条至第六十二条.
 */
#ifndef HENG_TRADE_COMPLAINT_COMPLAINT_H
#define HENG_TRADE_COMPLAINT_COMPLAINT_H

#include "trade/project/project.h"

/* About the first three an objection comes first. */
enum complaint_about { ABOUT_DOCUMENT, ABOUT_OPENING, ABOUT_RESULT, ABOUT_OTHER };
enum acceptance { NOT_LOOKED_AT, ACCEPTED, NOT_ACCEPTED };
enum decision { UNDECIDED, DECIDED_UPHELD, DECIDED_REJECTED };

struct complaint {
	const char *id, *lot, *party, *content;
	const char *objection; /* NULL: none */
	int about, accepted, decision;
	const char *reason, *answer; /* of the acceptance, of the decision; NULL: none yet */
	int64_t known_ms, raised_ms, accepted_ms, decided_ms; /* 0: not yet */
};

extern const struct route complaint_routes[];

#endif
