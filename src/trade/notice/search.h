/* search.h - what a new notice adds to the search. Private to the room; questions: notice.h. */
#ifndef HENG_TRADE_NOTICE_SEARCH_H
#define HENG_TRADE_NOTICE_SEARCH_H

#include "trade/notice/search_db.h"

/* The Beijing day since 1970. */
int64_t search_day_of(int64_t ms);
/* Adds its filters to the words, and one to the counts. */
enum err search_index(struct ctx *c, const struct facet *f) CHECKED;

#endif
