/* buf.h - a text or byte string that grows in an arena, up to a cap set at its start.
 *
 * Invariants: p is never NULL after buf_init, p[n] is always NUL, n < cap. Going beyond the cap
 * aborts: callers bound their input first. HTML and JSON escapes are here because every page and
 * answer needs them and nobody should write them twice.
 */
#ifndef HENG_CORE_BASE_BUF_H
#define HENG_CORE_BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"

struct buf {
	struct arena *mem;
	char *p;
	size_t n, size, cap;
};

void buf_init(struct buf *b, struct arena *mem, size_t cap_bytes);
void buf_add(struct buf *b, const void *p, size_t n);
void buf_text(struct buf *b, const char *s);
void buf_char(struct buf *b, char ch);
void buf_i64(struct buf *b, int64_t v);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* s as HTML text or attribute value: & < > " ' escaped. NULL adds nothing. */
void buf_html(struct buf *b, const char *s);
/* s as a JSON string with its quotes, escaped as RFC 8785 has it. NULL adds null. */
void buf_json(struct buf *b, const char *s);

/* A line of a table as RFC 4180 has it; what a spreadsheet would take for a formula is marked as
 * text. A file begins with CSV_BEGIN: Excel takes it for UTF-8 by this alone. */
#define CSV_BEGIN "\xEF\xBB\xBF"
#define CSV_TYPE "text/csv; charset=utf-8; header=present"
void buf_csv(struct buf *b, const char *const *cells, size_t n);

/* "a, b, c" for a refusal to name; a list of more than some hundred bytes ends with "…". words ends
 * with NULL. */
const char *words_listed(struct arena *mem, const char *const *words);

#endif
