/* clarification.h - what is asked about a tender document, and what changes it once published.
 *
 * Whoever may bid asks; the answer goes to all, and nobody of the procuring entity's side learns
 * who asked (《招标投标法》第二十二条). A clarification or amendment that may affect how bids are
 * prepared comes at least fifteen days before the deadline, or moves the deadline
 * (《招标投标法》第二十三条、《实施条例》第二十一条); who issues it says which, on the record. A
 * deadline only moves later.
 */
#ifndef HENG_TRADE_CLARIFICATION_CLARIFICATION_H
#define HENG_TRADE_CLARIFICATION_CLARIFICATION_H

#include "trade/project/project.h"

enum clarification_type { CLARIFIES, AMENDS, CORRECTS, EXTENDS };
extern const char *const clarification_words[];

#define CLARIFICATION_ANSWERS 50 /* enquiries that one clarification answers */

struct enquiry {
	const char *id, *question;
	int64_t asked_ms;
	bool answered; /* by a published clarification */
};
struct clarification {
	const char *id, *tender;
	enum clarification_type type;
	const char *content;
	bool affects;       /* how bids are prepared */
	const char *reason; /* why not; NULL: it affects them, or only the deadline moves */
	const char
	    *document;       /* digest of the new version of the tender document; NULL: as it was */
	int64_t deadline_ms; /* the new one; 0: as it was */
	int64_t drafted_ms, published_ms; /* 0: not yet */
};

/* Published ones of a tender in their order: its versions. */
enum err clarifications_of(
    struct ctx *c, const char *tender, struct clarification **out, size_t *n) CHECKED;

extern const struct route clarification_routes[], bill_routes[];

#endif
