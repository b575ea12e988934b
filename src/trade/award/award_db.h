/* award_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_AWARD_AWARD_DB_H
#define HENG_TRADE_AWARD_AWARD_DB_H

#include "trade/award/award.h"

struct contract {
	const char *lot, *document;
	int64_t price_minor, signed_ms;
};
enum err award_insert(struct ctx *c, const struct award *a) CHECKED;
enum err contract_insert(struct ctx *c, const struct contract *k) CHECKED;

#endif
