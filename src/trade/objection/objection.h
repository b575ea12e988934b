/* objection.h - objections (异议) to the tender document, the opening and the result.
 *
 * To the document until ten days before the deadline, to the opening while it lasts, to the result
 * within the publicity; the procuring entity answers, and until it has the trade is stayed
 * (《实施条例》第二十二条、第四十四条、第五十四条). A late answer warns: it is still owed.
 *
 * An upheld one owes a consequence, which comes after the answer: a change of the document, a
 * correction of the opening, a candidate passed over or another evaluation. Until then what is
 * objected to, document or opening, stays the trade, and no award is made of the result.
 */
#ifndef HENG_TRADE_OBJECTION_OBJECTION_H
#define HENG_TRADE_OBJECTION_OBJECTION_H

#include "trade/project/stay.h"

enum objection_subject { OBJECTS_DOCUMENT, OBJECTS_OPENING, OBJECTS_RESULT };
enum objection_outcome {
	OBJECTION_OPEN,
	OBJECTION_UPHELD,
	OBJECTION_REJECTED,
	OBJECTION_WITHDRAWN
};
extern const char *const objection_subject_words[], *const objection_outcome_words[];

struct objection {
	const char *id, *tender, *lot; /* lot NULL: to the document */
	enum objection_subject subject;
	const char *party, *content;
	int64_t raised_ms;
	enum objection_outcome outcome;
	const char *answer;  /* NULL: none yet, or withdrawn */
	int64_t answered_ms; /* 0: not yet */
	int64_t settled_ms;  /* when an upheld one had its consequence; 0: not yet */
};
/* The one of where->id, of that tender and lot (NULL: to the document). NOT_FOUND. */
enum err objection_get(struct ctx *c, const struct objection *where, struct objection *out) CHECKED;
/* The oldest upheld one of where's tender, lot and subject (and id, unless NULL) that owes its
 * consequence; *id NULL: none. */
enum err objection_owed(struct ctx *c, const struct objection *where, const char **id) CHECKED;
/* Their consequence has come: those held up by them go on. Within its act. */
enum err objection_settle(
    struct ctx *c, const struct tender *t, const struct objection *where) CHECKED;

extern const struct route objection_routes[];

#endif
