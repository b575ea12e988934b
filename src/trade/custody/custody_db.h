/* custody_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_CUSTODY_CUSTODY_DB_H
#define HENG_TRADE_CUSTODY_CUSTODY_DB_H

#include "trade/custody/custody.h"

struct registered {
	const char *party, *name, *scheme, *identifier;
	struct bytes certificate;
	int64_t at_ms;
};
/* Of the caller, from now on. */
enum err custodian_set(struct ctx *c, struct bytes certificate) CHECKED;
/* The one that it registered last. NOT_FOUND. */
enum err custodian_get(struct ctx *c, const char *party, struct registered *out) CHECKED;
/* All of them by name, at most LIMIT_LIST_ROWS. */
enum err custodians_all(struct ctx *c, struct registered **out, size_t *n) CHECKED;
/* Whose shares that tender's bids have from now on, in their order. */
enum err tender_custodians_set(
    struct ctx *c, const char *tender, const struct custody_in *in) CHECKED;

#endif
