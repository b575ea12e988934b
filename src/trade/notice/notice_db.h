/* notice_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_NOTICE_NOTICE_DB_H
#define HENG_TRADE_NOTICE_NOTICE_DB_H

#include "core/store/store.h"
#include "trade/notice/notice.h"

#define NOTICE_COLUMNS "seq, id, type, tender, lot, title, body, digest, published_ms"

/* Gives the notice its seq. */
enum err notice_insert(struct ctx *c, struct notice *n) CHECKED;
enum err notice_word_insert(struct ctx *c, const char *word, int64_t seq) CHECKED;
/* Of a row of NOTICE_COLUMNS. */
struct notice notice_of(const struct db_rows *r, size_t i);

#endif
