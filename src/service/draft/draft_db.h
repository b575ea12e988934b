/* draft_db.h - the SQL of this room. Private to it. */
#ifndef HENG_SERVICE_DRAFT_DRAFT_DB_H
#define HENG_SERVICE_DRAFT_DRAFT_DB_H

#include "core/base/ctx.h"

struct draft {
	const char *name, *author, *body; /* body NULL: not asked for */
	int64_t version, at_ms;           /* version 0: there is none */
};
/* The newest of that name; version 0 where there is none. */
enum err draft_newest(
    struct ctx *c, const char *owner, const char *name, struct draft *out) CHECKED;
/* NOT_FOUND. */
enum err draft_version(
    struct ctx *c, const char *owner, const char *name, int64_t version, struct draft *out) CHECKED;
/* Of one draft, the newest first, without bodies. */
enum err draft_versions(
    struct ctx *c, const char *owner, const char *name, struct draft **out, size_t *n) CHECKED;
/* The newest of each, without bodies. */
enum err drafts_of(struct ctx *c, const char *owner, struct draft **out, size_t *n) CHECKED;
/* Adds a version, and lets go of those beyond the last ones. DUPLICATE: it exists. */
enum err draft_insert(struct ctx *c, const char *owner, const struct draft *d) CHECKED;
enum err draft_delete(struct ctx *c, const char *owner, const char *name) CHECKED;

#endif
