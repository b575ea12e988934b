/* notice_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_NOTICE_NOTICE_DB_H
#define HENG_TRADE_NOTICE_NOTICE_DB_H

#include "trade/notice/notice.h"

/* Gives the notice its seq. */
enum err notice_insert(struct ctx *c, struct notice *n) CHECKED;
enum err notice_word_insert(struct ctx *c, const char *word, int64_t seq) CHECKED;

#endif
