/* rescue_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_RESCUE_RESCUE_DB_H
#define HENG_TRADE_RESCUE_RESCUE_DB_H

#include "trade/rescue/rescue.h"

struct rescue {
	const char *lot, *party, *reason;
	int64_t place; /* of the bid */
	enum envelope envelope;
	int64_t asked_ms;
	int64_t asked_place; /* of the entry that asks */
};
/* DUPLICATE. */
enum err rescue_insert(struct ctx *c, const struct rescue *r) CHECKED;
/* Of that bid's envelope. NOT_FOUND. */
enum err rescue_get(
    struct ctx *c, const struct bid *b, enum envelope e, struct rescue *out) CHECKED;
/* Of a lot, as asked; party "": everybody's. At most LIMIT_BIDS. */
enum err rescues_of(
    struct ctx *c, const char *lot, const char *party, struct rescue **out, size_t *n) CHECKED;

/* DUPLICATE: that custodian's is here. */
enum err share_insert(
    struct ctx *c, const struct bid *b, enum bid_part part, struct bytes share) CHECKED;
/* Those released of a part, by number. */
enum err shares_of(struct ctx *c, const struct rescue *r, enum bid_part part,
    uint8_t out[SHARES_MAX][SHARE_BYTES], size_t *n) CHECKED;

#endif
