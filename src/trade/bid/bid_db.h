/* bid_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_BID_BID_DB_H
#define HENG_TRADE_BID_BID_DB_H

#include "trade/bid/bid.h"

/* Whether that party has placed that form on that lot before, whatever became of it. */
enum err bid_was_placed(struct ctx *c, const struct bid *b, bool *out) CHECKED;
enum err bid_insert(struct ctx *c, const struct bid *b) CHECKED;
/* Ends the current bid of the party on the lot; *had tells whether there was one. */
enum err bid_end(
    struct ctx *c, const char *lot, const char *party, enum bid_state state, bool *had) CHECKED;
enum err bid_key_insert(
    struct ctx *c, const struct bid *b, const struct bytes keys[BID_PARTS]) CHECKED;
/* Those of the second envelope, beside the first's that came before. DUPLICATE. */
enum err bid_key_add(
    struct ctx *c, const struct bid *b, const struct bytes keys[BID_PARTS]) CHECKED;

#endif
