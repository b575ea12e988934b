/* catalogue_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_CATALOGUE_CATALOGUE_DB_H
#define HENG_TRADE_CATALOGUE_CATALOGUE_DB_H

#include "trade/catalogue/catalogue.h"

/* Takes the place of what was told of that code before. */
enum err approval_put(struct ctx *c, const struct approval *a) CHECKED;
/* Approved before that moment, of which no tender was ever published; oldest first, after that
 * place (approved_ms, code). */
enum err approvals_waiting(struct ctx *c, int64_t before_ms, const struct approval *after,
    struct approval **out, size_t *n) CHECKED;

#endif
