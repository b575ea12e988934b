/* opening_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_OPENING_OPENING_DB_H
#define HENG_TRADE_OPENING_OPENING_DB_H

#include "trade/opening/opening.h"

enum err screening_insert(struct ctx *c, const char *lot, const struct screening *s) CHECKED;
/* The record of the second envelopes takes the place of the first's, which its notice keeps. */
enum err opening_insert(
    struct ctx *c, const char *lot, const char *record, const char *digest) CHECKED;

#endif
