/* objection_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_OBJECTION_OBJECTION_DB_H
#define HENG_TRADE_OBJECTION_OBJECTION_DB_H

#include "trade/objection/objection.h"

enum err objection_insert(struct ctx *c, const struct objection *o) CHECKED;
/* party NULL: of everybody. At most LIMIT_LIST_ROWS, newest first. */
enum err objections_of(struct ctx *c, const char *tender, const char *party, struct objection **out,
    size_t *n) CHECKED;
/* WRONG_STATE when it is answered or withdrawn already. */
enum err objection_close(struct ctx *c, const struct objection *o) CHECKED;
/* Those of where's tender, lot and subject that were upheld and owe their consequence; where->id
 * NULL: all of them. At most LIMIT_LIST_ROWS, oldest first. */
enum err objections_owed(
    struct ctx *c, const struct objection *where, struct objection **out, size_t *n) CHECKED;
enum err objection_mark_settled(struct ctx *c, const char *id) CHECKED;

#endif
