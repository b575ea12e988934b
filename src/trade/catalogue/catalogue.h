/* catalogue.h - what must come to the platform (应进必进), and what should have come and did not.
 *
 * Approvals of investment projects are imported; what catalogue and thresholds say must be
 * tendered, and has no published tender, is listed for supervision.
 */
#ifndef HENG_TRADE_CATALOGUE_CATALOGUE_H
#define HENG_TRADE_CATALOGUE_CATALOGUE_H

#include "core/law/catalogue.h"
#include "trade/project/project.h"

#define APPROVALS_MAX 500 /* of one import */

struct approval {
	const char *code, *name, *owner, *class3;
	int funding;
	enum subject subject;
	int64_t estimate_minor; /* fen */
	int32_t region;         /* 0: not told */
	int64_t approved_ms, imported_ms;
};

extern const struct route catalogue_routes[];

#endif
