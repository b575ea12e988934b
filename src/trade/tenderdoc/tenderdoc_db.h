/* tenderdoc_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_TENDERDOC_TENDERDOC_DB_H
#define HENG_TRADE_TENDERDOC_TENDERDOC_DB_H

#include "trade/tenderdoc/tenderdoc.h"

/* Numbers it. DUPLICATE: that digest is a version already. */
enum err version_insert(struct ctx *c, struct tender_version *v) CHECKED;
/* By number; published: those only. */
enum err versions_of(struct ctx *c, const char *tender, bool published, struct tender_version **out,
    size_t *n) CHECKED;

#endif
