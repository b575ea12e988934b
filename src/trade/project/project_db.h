/* project_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_PROJECT_PROJECT_DB_H
#define HENG_TRADE_PROJECT_PROJECT_DB_H

#include "trade/project/project.h"

struct project {
	const char *id, *code, *name, *principal;
	int32_t region; /* 0: not told */
};
enum err project_insert(struct ctx *c, const struct project *p) CHECKED;
enum err project_get(struct ctx *c, const char *id, struct project *out) CHECKED;
/* What that tender and the others of its project and subject come to by estimate, or ceiling;
 * without the others' drafts, and lots that ended in nothing, which may be tendered again. Minor
 * units. */
enum err project_estimated(struct ctx *c, const struct tender *t, int64_t *minor) CHECKED;
enum err tender_insert(struct ctx *c, const struct tender *t) CHECKED;
/* Writes what may change, if the state is still `from`. STALE. */
enum err tender_update(struct ctx *c, const struct tender *t, enum tender_state from) CHECKED;
enum err tender_set_agency(struct ctx *c, const char *tender, const char *agency) CHECKED;
enum err lot_insert(struct ctx *c, const struct lot *l) CHECKED;
enum err lot_update(struct ctx *c, const struct lot *l, enum lot_state from) CHECKED;
enum err mandate_insert(
    struct ctx *c, const char *tender, const char *agency, const char *scope) CHECKED;
enum err serial_next(struct ctx *c, int32_t day, int64_t *out) CHECKED;

/* Of stay.h. */
enum err stay_insert(struct ctx *c, const char *tender, const char *lot, const char *cause) CHECKED;
/* Writes since when it is held, and when its window for keys ends. */
enum err lot_hold(struct ctx *c, const struct lot *l) CHECKED;
enum err stay_finish(struct ctx *c, const char *cause) CHECKED;

#endif
