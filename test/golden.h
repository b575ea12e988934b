/* golden.h - the lists in test/golden: what the program has as tables and data, said a second time
 * by hand, one line a row. Lines that begin with # explain. */
#ifndef HENG_TEST_GOLDEN_H
#define HENG_TEST_GOLDEN_H

#include "core/base/ctx.h"

struct golden {
	const char *file;
	const char **line; /* the next one; NULL behind the last */
};

/* Of the source tree, where tests run; fails the test where there is no such list. */
struct golden golden_open(struct ctx *c, const char *file);
/* The next line; NULL: there is none. */
const char *golden_next(struct golden *g);
/* The program has this row next; fails the test where the list says something else. */
void golden_row(struct golden *g, const char *row);
/* The program has no more rows; fails the test where the list has. */
void golden_end(const struct golden *g);

#endif
