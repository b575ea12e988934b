/* search_parts.h - the question that the list of notices answers: its form, its filters with how
 * many each would find, and links to other questions. It stands in the URL and nowhere else. */
#ifndef HENG_PORTAL_SEARCH_PARTS_H
#define HENG_PORTAL_SEARCH_PARTS_H

#include "portal/page.h"
#include "trade/notice/notice.h"

/* The address at that path for that question, as part of an attribute. */
void search_address(struct ctx *c, struct buf *b, const char *path, const struct notice_query *q);
/* A link to the list for that question. */
void search_link(struct ctx *c, struct buf *b, const struct notice_query *q, const char *text);
/* Words and days to put in, with the filters chosen. */
void search_form(struct ctx *c, struct buf *b, const struct notice_query *q);
/* Types, kinds and regions that find something, each with the number. */
void search_filters(
    struct ctx *c, struct buf *b, const struct notice_query *q, const struct notice_counts *n);
/* How many were found, and what was chosen, each part to be dropped by a click. */
void search_summary(
    struct ctx *c, struct buf *b, const struct notice_query *q, const struct notice_counts *n);
/* Nothing was found: says for what, and offers to drop each part of it. */
void search_nothing(struct ctx *c, struct buf *b, const struct notice_query *q);
/* What the head of its page says: where it is as a feed. */
const char *search_head(struct ctx *c, const struct notice_query *q);
/* Links to what it finds as files. */
void search_files(struct ctx *c, struct buf *b, const struct notice_query *q);
/* Whether anything was asked for. */
bool search_asks(const struct notice_query *q);

#endif
