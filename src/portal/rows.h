/* rows.h - the notices of a question one after another, for files. Private to this room. */
#ifndef HENG_PORTAL_ROWS_H
#define HENG_PORTAL_ROWS_H

#include "trade/notice/notice.h"

struct row {
	const char *id, *type;
	const char *title;  /* of the notice, after that of its tender where it is another */
	const char *tender; /* its id: 招标项目编号 */
	const char *kind;   /* title of the kind of trade */
	const char *region; /* NULL: not told */
	int64_t seq, published_ms;
};
/* One row; its texts last until it returns. */
typedef enum err row_fn(struct ctx *c, void *to, const struct row *row);

/* Newest first, at most `most`, in the memory of one page of the list, however many there are.
 * *cut: whether there may be more. */
struct rows_wanted {
	const struct notice_query *q;
	int64_t most;
};
enum err rows_each(
    struct ctx *c, const struct rows_wanted *wanted, row_fn *fn, void *to, bool *cut) CHECKED;

#endif
