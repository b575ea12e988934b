/* csv.h - a table as RFC 4180 has it: comma, double quotes, UTF-8, a header line. */
#ifndef HENG_REPLAY_CSV_H
#define HENG_REPLAY_CSV_H

#include <stddef.h>

#include "core/base/ctx.h"

#define CSV_BYTES_MAX ((size_t)32 * 1024 * 1024)
#define CSV_COLUMNS_MAX 64

struct csv {
	size_t columns, rows; /* rows without the header */
	const char **header;
	const char **cells; /* row after row; "" where empty */
};
/* BAD_REQUEST with the line; TOO_LARGE. */
enum err csv_read(struct ctx *c, const char *path, struct csv *out) CHECKED;
/* The column of that name, or -1. */
int csv_column(const struct csv *t, const char *name);

#endif
