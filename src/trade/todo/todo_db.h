/* todo_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_TODO_TODO_DB_H
#define HENG_TRADE_TODO_TODO_DB_H

#include "core/base/ctx.h"

/* A tender (lot NULL: before its lots go their own ways) or a lot, and the caller's part in it. */
struct todo_item {
	const char *tender, *lot, *title;
	int state; /* enum tender_state, or enum lot_state of a lot */
	uint32_t who;
	int64_t deadline_ms, opening_ends_ms, publicity_ends_ms; /* 0: none */
};
/* At most LIMIT_LIST_ROWS each, the newest first. */
enum err todo_tenders(struct ctx *c, struct todo_item **out, size_t *n) CHECKED;
enum err todo_lots(struct ctx *c, struct todo_item **out, size_t *n) CHECKED;
enum err todo_committees(struct ctx *c, struct todo_item **out, size_t *n) CHECKED;
enum err todo_bids(struct ctx *c, struct todo_item **out, size_t *n) CHECKED;
/* Of everybody, for who watches: lots at their opening and behind it. */
enum err todo_watched(struct ctx *c, uint32_t who, struct todo_item **out, size_t *n) CHECKED;

#endif
