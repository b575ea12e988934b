/* opening_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_OPENING_OPENING_DB_H
#define HENG_TRADE_OPENING_OPENING_DB_H

#include "trade/opening/opening.h"

enum err opening_insert(
    struct ctx *c, const char *lot, const char *record, const char *digest) CHECKED;

#endif
