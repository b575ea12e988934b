#include "core/base/buf.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define FIRST_BYTES 512

void buf_init(struct buf *b, struct arena *mem, size_t cap_bytes)
{
	*b = (struct buf){ .mem = mem, .cap = cap_bytes, .size = FIRST_BYTES };
	b->p = arena_alloc(mem, b->size);
}

static void reserve(struct buf *b, size_t more)
{
	assert(more < b->cap - b->n);
	if (b->n + more < b->size)
		return;
	size_t size = b->size * 2;
	while (size <= b->n + more)
		size *= 2;
	char *p = arena_alloc(b->mem, size);
	memcpy(p, b->p, b->n);
	b->p = p;
	b->size = size;
}

void buf_add(struct buf *b, const void *p, size_t n)
{
	reserve(b, n);
	if (n != 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void buf_text(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char ch)
{
	buf_add(b, &ch, 1);
}

void buf_i64(struct buf *b, int64_t v)
{
	char digits[24]; /* 20 characters hold any int64 */
	int n = snprintf(digits, sizeof(digits), "%" PRId64, v);
	buf_add(b, digits, (size_t)n);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	const char *s = arena_vprintf(b->mem, fmt, ap);
	va_end(ap);
	buf_text(b, s);
}

void buf_html(struct buf *b, const char *s)
{
	if (s == NULL)
		return;
	for (;;) {
		size_t plain = strcspn(s, "&<>\"'");
		buf_add(b, s, plain);
		s += plain;
		switch (*s) {
		case '\0':
			return;
		case '&':
			buf_text(b, "&amp;");
			break;
		case '<':
			buf_text(b, "&lt;");
			break;
		case '>':
			buf_text(b, "&gt;");
			break;
		case '"':
			buf_text(b, "&quot;");
			break;
		default:
			buf_text(b, "&#39;");
			break;
		}
		s++;
	}
}

void buf_json(struct buf *b, const char *s)
{
	static const char hex[] = "0123456789abcdef";
	if (s == NULL) {
		buf_text(b, "null");
		return;
	}
	buf_char(b, '"');
	for (;;) {
		const char *from = s;
		while ((unsigned char)*s >= 0x20 && *s != '"' && *s != '\\')
			s++;
		buf_add(b, from, (size_t)(s - from));
		unsigned char ch = (unsigned char)*s;
		if (ch == '\0')
			break;
		const char *two = ch == '"'    ? "\\\""
		                  : ch == '\\' ? "\\\\"
		                  : ch == '\b' ? "\\b"
		                  : ch == '\f' ? "\\f"
		                  : ch == '\n' ? "\\n"
		                  : ch == '\r' ? "\\r"
		                  : ch == '\t' ? "\\t"
		                               : NULL;
		if (two != NULL) {
			buf_text(b, two);
		} else {
			char esc[6] = { '\\', 'u', '0', '0', hex[ch >> 4], hex[ch & 15] };
			buf_add(b, esc, sizeof(esc));
		}
		s++;
	}
	buf_char(b, '"');
}

#define LISTED_BYTES_MAX ((size_t)600)

static void csv_cell(struct buf *b, const char *text)
{
	buf_char(b, '"');
	if (*text != '\0' && strchr("=+-@\t\r", *text) != NULL)
		buf_char(b, '\'');
	for (const char *p = text; *p != '\0';) {
		size_t n = strcspn(p, "\"");
		buf_add(b, p, n);
		p += n;
		if (*p == '"') {
			buf_text(b, "\"\"");
			p++;
		}
	}
	buf_char(b, '"');
}

void buf_csv(struct buf *b, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_char(b, ',');
		csv_cell(b, cells[i]);
	}
	buf_text(b, "\r\n");
}

const char *words_listed(struct arena *mem, const char *const *words)
{
	static const char more[] = ", …";
	struct buf b;
	buf_init(&b, mem, LISTED_BYTES_MAX + sizeof(more));
	for (size_t i = 0; words[i] != NULL; i++) {
		if (b.n + strlen(words[i]) + 2 >= LISTED_BYTES_MAX) {
			buf_text(&b, more);
			break;
		}
		buf_text(&b, i == 0 ? "" : ", ");
		buf_text(&b, words[i]);
	}
	return b.p;
}
