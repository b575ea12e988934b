/* draft.h - what is being written and has not been handed in, kept with its versions.
 *
 * A save names the version it began with; where another was saved meanwhile it is refused: STALE.
 */
#ifndef HENG_SERVICE_DRAFT_DRAFT_H
#define HENG_SERVICE_DRAFT_DRAFT_H

#include "core/http/route.h"

/* Timer: throws drafts away that nobody saved for LIMIT_DRAFT_MS. */
enum err draft_sweep(struct ctx *c) CHECKED;

extern const struct route draft_routes[];

#endif
