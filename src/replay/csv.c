#include "replay/csv.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct scan {
	char *p;
	size_t line;
	bool end_of_row, end;
};

/* One cell, unquoted in place; NULL when a quote is wrong. */
static const char *cell(struct scan *s)
{
	char *from = s->p, *to;
	bool quoted = *s->p == '"';
	if (quoted) {
		from = to = ++s->p;
		for (; *s->p != '\0' && !(*s->p == '"' && s->p[1] != '"'); s->p++) {
			if (*s->p == '"')
				s->p++;
			s->line += *s->p == '\n';
			*to++ = *s->p;
		}
		if (*s->p++ != '"')
			return NULL;
	} else {
		s->p += strcspn(s->p, ",\r\n\"");
		to = s->p;
	}
	char stop = *s->p;
	if (stop == '\r' && s->p[1] == '\n')
		s->p++;
	else if (stop != ',' && stop != '\n' && stop != '\0')
		return NULL;
	s->end_of_row = stop != ',';
	s->end = *s->p == '\0' || (s->end_of_row && s->p[1] == '\0');
	s->line += s->end_of_row;
	if (*s->p != '\0')
		s->p++;
	*to = '\0';
	return from;
}

static enum err read_file(struct ctx *c, const char *path, char **out)
{
	FILE *f = fopen(path, "re");
	if (f == NULL)
		return fail(c, E_NOT_FOUND, "%s: %s", path, strerror(errno));
	fseek(f, 0, SEEK_END);
	long size = ftell(f);
	rewind(f);
	char *text =
	    size < 0 || (size_t)size > CSV_BYTES_MAX ? NULL : arena_alloc(c->mem, (size_t)size + 1);
	size_t n = text == NULL ? 0 : fread(text, 1, (size_t)size, f);
	fclose(f);
	if (text == NULL)
		return fail(c, E_TOO_LARGE, "%s has more than %zu bytes", path, CSV_BYTES_MAX);
	if (n != (size_t)size || memchr(text, '\0', n) != NULL)
		return fail(c, E_BAD_REQUEST, "%s is no text", path);
	*out = text;
	return OK;
}

enum err csv_read(struct ctx *c, const char *path, struct csv *out)
{
	struct scan s = { .line = 1 };
	struct csv t = { 0 };
	TRY(read_file(c, path, &s.p));
	size_t lines = 1;
	for (const char *p = s.p; *p != '\0'; p++)
		lines += *p == '\n';
	t.header = arena_array(c->mem, const char *, CSV_COLUMNS_MAX);
	while (!s.end_of_row && !s.end) {
		const char *name = t.columns < CSV_COLUMNS_MAX ? cell(&s) : NULL;
		if (name == NULL)
			return fail(c, E_BAD_REQUEST, "%s:1: no header of a table", path);
		t.header[t.columns++] = name;
	}
	t.cells = arena_array(c->mem, const char *, lines *t.columns);
	while (!s.end) {
		size_t line = s.line;
		for (size_t i = 0; i < t.columns; i++) {
			const char *text = cell(&s);
			if (text == NULL || s.end_of_row != (i + 1 == t.columns))
				return fail(c, E_BAD_REQUEST, "%s:%zu: a row has %zu cells", path,
				    line, t.columns);
			t.cells[t.rows * t.columns + i] = text;
		}
		t.rows++;
	}
	*out = t;
	return OK;
}

int csv_column(const struct csv *t, const char *name)
{
	for (size_t i = 0; i < t->columns; i++)
		if (strcmp(t->header[i], name) == 0)
			return (int)i;
	return -1;
}
