/* journal.h - the server's structured log: one JSON object a line on standard error.
 *
 * What a line may say is decided by its caller; sealed things are never said at all. */
#ifndef HENG_CORE_BASE_JOURNAL_H
#define HENG_CORE_BASE_JOURNAL_H

#include <stddef.h>
#include <stdint.h>

struct journal_item {
	const char *name;
	const char *text; /* NULL: the number counts */
	int64_t number;
};

#define JOURNAL(event, ...)                                                \
	journal_write(event, (const struct journal_item[]){ __VA_ARGS__ }, \
	    sizeof((const struct journal_item[]){ __VA_ARGS__ }) / sizeof(struct journal_item))

void journal_write(const char *event, const struct journal_item *items, size_t n);

#endif
