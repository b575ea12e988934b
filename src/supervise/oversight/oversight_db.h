/* oversight_db.h - the SQL of this room. Private to it. */
#ifndef HENG_SUPERVISE_OVERSIGHT_OVERSIGHT_DB_H
#define HENG_SUPERVISE_OVERSIGHT_OVERSIGHT_DB_H

#include "trade/procedure/procedure.h"

struct found_lot {
	const char *lot, *title, *tender, *tender_title, *kind, *principal, *currency;
	const char *supplier; /* NULL: not awarded */
	int state;            /* enum lot_state */
	int32_t region;       /* 0: not told */
	bool held;
	int64_t published_ms, deadline_ms;    /* 0: not yet */
	int64_t ceiling_minor, awarded_minor; /* -1: none */
	int64_t bids;                         /* -1: not opened, so not known */
	int64_t objections, complaints;
};

struct lot_question {
	const char *kinds;         /* ",works-building,works-highway,": of these only */
	const char *words, *party; /* in a title or name; who took part; NULL: any */
	const char *before;        /* ids below; NULL: from the newest */
	int64_t state;             /* -1: any */
	int32_t region;            /* and what belongs to it; 0: any */
	int64_t from_ms, to_ms;    /* published within; to_ms 0: no end */
	bool held;                 /* only what is held */
	int64_t limit;
};
/* Published lots, the newest first. */
enum err lots_found(
    struct ctx *c, const struct lot_question *q, struct found_lot **out, size_t *n) CHECKED;

#endif
