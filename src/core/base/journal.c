#include "core/base/journal.h"

#include <stdio.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/moment.h"

#define LINE_BYTES_MAX ((size_t)16 * 1024)

void journal_write(const char *event, const struct journal_item *items, size_t n)
{
	struct arena *mem = arena_new(4 * LINE_BYTES_MAX);
	struct buf b;
	buf_init(&b, mem, LINE_BYTES_MAX);
	buf_printf(&b, "{\"at\":%lld,\"event\":", (long long)moment_system_ms());
	buf_json(&b, event);
	for (size_t i = 0; i < n; i++) {
		buf_char(&b, ',');
		buf_json(&b, items[i].name);
		buf_char(&b, ':');
		if (items[i].text != NULL)
			buf_json(&b, arena_printf(mem, "%.400s", items[i].text));
		else
			buf_i64(&b, items[i].number);
	}
	buf_text(&b, "}\n");
	/* one write a line, so that lines of several threads do not mix */
	ssize_t written = write(STDERR_FILENO, b.p, b.n);
	(void)written;
	arena_free(mem);
}
