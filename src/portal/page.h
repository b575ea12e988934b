/* page.h - what all pages share: head and foot, and markup whose values are always escaped.
 *
 * A page is text in a buf. Markup is written as literals; whatever comes from outside goes through
 * a %s of page_add, which escapes it. Pages need no script and no inline style.
 */
#ifndef HENG_PORTAL_PAGE_H
#define HENG_PORTAL_PAGE_H

#include <stdbool.h>

#include "core/base/buf.h"
#include "core/http/route.h"

/* Raised with every change of the markup of notices: it is part of their entity tag. */
#define PAGE_VERSION "9"
/* The first digits of the style sheet's SHA-256: in its address, so that it may be kept for long,
 * and in the entity tags of the pages that hold the address. The tests hold it to the file. */
#define PAGE_STYLE "46a188fc"

#define PAGE_BYTES_MAX ((size_t)4 * 1024 * 1024)

struct page {
	const char *title; /* Chinese */
	const char *en;    /* the same in English, short; NULL: none */
	const char *here;  /* path of the link in the navigation that is this page; NULL */
	const char *head;  /* markup within the head; NULL: the feed of all notices */
};

/* Starts the buffer and writes everything up to the heading, which it writes too. */
void page_begin(struct req *r, struct buf *b, const struct page *p);
/* Writes the foot and sets the reply. */
enum err page_end(struct req *r, struct buf *b) CHECKED;

/* fmt: a literal of markup with %s (escaped; NULL adds nothing), %ld (int64_t) and %%. */
void page_add(struct buf *b, const char *fmt, ...) PRINTF(2, 3);
/* Text as a value within the query of a URL within an attribute. */
void page_query(struct buf *b, const char *text);
/* A moment in Beijing time, marked up as one. */
void page_time(struct ctx *c, struct buf *b, int64_t ms);
/* The same for the end of a period: one at midnight is named by the day that ends, too. */
void page_time_end(struct ctx *c, struct buf *b, int64_t ms);
/* A moment that is part of a published text; nothing when it is NULL. */
void page_time_text(struct ctx *c, struct buf *b, const char *moment);

/* A row of a list of facts; value NULL: the row is left out. */
void page_fact(struct buf *b, const char *zh, const char *en, const char *value);
/* The same around markup of the caller's. */
void page_fact_begin(struct buf *b, const char *zh, const char *en);
void page_fact_end(struct buf *b);
/* A heading of a section, with the anchor `id`. */
void page_section(struct buf *b, const char *id, const char *zh, const char *en);

/* Whether another row fits: loops over what has no small bound ask it, so that no page outgrows
 * its buffer. What they leave out is told by page_rest, with the address of the whole. */
bool page_room(const struct buf *b);
void page_rest(struct buf *b, const char *address);

#endif
