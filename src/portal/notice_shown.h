/* notice_shown.h - the pages of notices, shared by their files. Private to this room. */
#ifndef HENG_PORTAL_NOTICE_SHOWN_H
#define HENG_PORTAL_NOTICE_SHOWN_H

#include "portal/page.h"
#include "trade/notice/notice.h"

/* A notice on its way into a page. */
struct shown {
	struct notice n;
	struct tender t;
	struct lot l; /* of a notice of one lot */
	const struct law_kind *kind;
	struct json *body;
	enum notice_type type;
};

/* What is told before bids are opened, and of the contract: notice_told.c. */
typedef enum err shown_fn(struct ctx *c, struct buf *b, const struct shown *s);
shown_fn add_change, add_prequalification, add_plan, add_told;
/* What an announcement says beside its dates; NULL: nothing. */
void add_contents(struct buf *b, const struct json *contents);

#endif
