/* complaint_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_COMPLAINT_COMPLAINT_DB_H
#define HENG_TRADE_COMPLAINT_COMPLAINT_DB_H

#include "trade/complaint/complaint.h"

enum err complaint_insert(struct ctx *c, const struct complaint *k) CHECKED;
/* Of that lot. NOT_FOUND. */
enum err complaint_get(
    struct ctx *c, const char *lot, const char *id, struct complaint *out) CHECKED;
/* Writes acceptance and decision. */
enum err complaint_update(struct ctx *c, const struct complaint *k) CHECKED;
/* party NULL: of everybody. At most LIMIT_LIST_ROWS, newest first. */
enum err complaints_of(
    struct ctx *c, const char *lot, const char *party, struct complaint **out, size_t *n) CHECKED;

enum err suspension_insert(
    struct ctx *c, const char *id, const char *lot, const char *reason) CHECKED;
struct suspension {
	const char *id, *reason;
	int64_t begun_ms, ended_ms; /* 0: it lasts */
};
/* At most LIMIT_LIST_ROWS, newest first. */
enum err suspensions_of(struct ctx *c, const char *lot, struct suspension **out, size_t *n) CHECKED;
/* NOT_FOUND: the lot has none of that id that still lasts. */
enum err suspension_end(struct ctx *c, const char *id, const char *lot) CHECKED;

#endif
