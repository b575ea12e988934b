/* draw.c - from what was told to pages. */
#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/paper/sheet.h"

#define FACT_LABEL MM(38)

struct record {
	const char **fields;
	size_t n;
};

static size_t count(const char *text, size_t n, char what)
{
	size_t found = 0;
	for (size_t i = 0; i < n; i++)
		found += text[i] == what;
	return found;
}

/* Cuts the text into records where it stands; false: it is none of ours. */
static bool read_records(struct ctx *c, char *text, size_t n, struct record *out, size_t records)
{
	char *at = text, *end = text + n;
	for (size_t i = 0; i < records; i++) {
		char *stop = memchr(at, RECORD_END, (size_t)(end - at));
		struct record r = { .n = 1 + count(at, (size_t)(stop - at), FIELD_END) };
		if (r.n > TOLD_FIELDS_MAX)
			return false;
		*stop = '\0';
		r.fields = arena_array(c->mem, const char *, r.n);
		for (size_t k = 0; k < r.n; k++)
			r.fields[k] = strsep(&at, "\x1f");
		out[i] = r;
		at = stop + 1;
	}
	return at == end;
}

static void put_title(struct sheet *s)
{
	struct cell title = { s->head[HEAD_TITLE], SHEET_LEFT, SHEET_INNER, 24,
		STYLE_BOLD | STYLE_CENTRE };
	struct cell sub = { s->head[HEAD_SUBTITLE], SHEET_LEFT, SHEET_INNER, 15, STYLE_CENTRE };
	sheet_row(s, &title, 1, ROW_LOOSE);
	s->y += MM(2);
	if (*sub.text != '\0')
		sheet_row(s, &sub, 1, ROW_LOOSE);
	s->y += MM(5);
}

static void put_paragraph(struct sheet *s, const char *text, int points, unsigned style)
{
	struct cell cell = { text, SHEET_LEFT, SHEET_INNER, points, style };
	sheet_row(s, &cell, 1, ROW_LOOSE);
	s->y += MM(2);
}

static void put_heading(struct sheet *s, const char *text)
{
	struct cell cell = { text, SHEET_LEFT, SHEET_INNER, 14, STYLE_BOLD };
	s->y += MM(4);
	sheet_room(s, MM(48)); /* with the first row of what it stands above */
	sheet_row(s, &cell, 1, 0);
	s->y += MM(2);
}

static void put_fact(struct sheet *s, const struct record *r)
{
	struct cell cells[2] = { { r->fields[1], SHEET_LEFT, FACT_LABEL, 12, 0 },
		{ r->fields[2], SHEET_LEFT + FACT_LABEL, SHEET_INNER - FACT_LABEL, 12, 0 } };
	sheet_row(s, cells, 2, ROW_RULED);
}

/* The columns by their shares, each rounded down: the last one ends where the page does. */
static bool open_table(struct sheet *s, const struct record *r)
{
	struct table *t = &s->table;
	long shares[PAPER_COLUMNS_MAX], sum = 0, before = 0;
	t->n = (r->n - 1) / 3;
	for (size_t i = 0; i < t->n; i++) {
		shares[i] = strtol(r->fields[3 * i + 2], NULL, 10);
		if (shares[i] < 1 || shares[i] > 1000)
			return false;
		sum += shares[i];
	}
	for (size_t i = 0; i < t->n; before += shares[i++]) {
		t->x[i] = SHEET_LEFT + (int)(before * SHEET_INNER / sum);
		t->number[i] = strcmp(r->fields[3 * i + 3], "number") == 0;
	}
	t->x[t->n] = SHEET_LEFT + SHEET_INNER;
	t->titles = r->fields + 1;
	t->fresh = true;
	return true;
}

static bool put_row(struct sheet *s, const struct record *r)
{
	struct table *t = &s->table;
	struct cell cells[PAPER_COLUMNS_MAX];
	if (t->n == 0 || r->n - 1 != t->n)
		return false;
	for (size_t i = 0; i < t->n; i++)
		cells[i] = (struct cell){ r->fields[i + 1], t->x[i], t->x[i + 1] - t->x[i], 11,
			t->number[i] ? STYLE_RIGHT : 0 };
	sheet_row(s, cells, t->n, t->fresh ? ROW_RULED | ROW_FIRST : ROW_RULED);
	t->fresh = false;
	return true;
}

static void put_signs(struct sheet *s, const struct record *r)
{
	size_t n = r->n - 1;
	int rows = (int)(n + 1) / 2, half = SHEET_INNER / 2;
	sheet_room(s, MM(8) + rows * MM(14));
	for (size_t i = 0; i < n; i += 2) {
		s->y += MM(7);
		struct cell cells[2];
		size_t two = i + 1 < n ? 2 : 1;
		for (size_t k = 0; k < two; k++)
			cells[k] = (struct cell){ r->fields[1 + i + k], SHEET_LEFT + (int)k * half,
				MM(38), 11, 0 };
		sheet_row(s, cells, two, 0);
		for (size_t k = 0; k < two; k++)
			sheet_line(
			    s, SHEET_LEFT + (int)k * half + MM(38), s->y, half - MM(38) - MM(4));
	}
	s->y += MM(2);
}

static void put_close(struct sheet *s, const struct record *r)
{
	sheet_room(s, MM(24));
	s->y += MM(8);
	for (size_t i = 1; i < r->n; i++) {
		struct cell cell = { r->fields[i], SHEET_LEFT, SHEET_INNER - MM(8), 14,
			STYLE_RIGHT };
		sheet_row(s, &cell, 1, 0);
	}
}

static bool put_part(struct sheet *s, enum part what, const struct record *r)
{
	bool table = what == PART_ROW && s->table.n > 0, facts = what == PART_FACT && s->facts;
	if ((s->table.n > 0 && !table) || (s->facts && !facts))
		s->y += MM(3);
	if (!table)
		s->table.n = 0;
	s->facts = what == PART_FACT;
	if (r->n < 2 || (what == PART_FACT && r->n != 3))
		return false;
	switch (what) {
	case PART_HEADING:
		put_heading(s, r->fields[1]);
		return true;
	case PART_TEXT:
		put_paragraph(s, r->fields[1], 14, STYLE_INDENT);
		return true;
	case PART_PLAIN:
		put_paragraph(s, r->fields[1], 14, 0);
		return true;
	case PART_NOTE:
		put_paragraph(s, r->fields[1], 10, 0);
		return true;
	case PART_FACT:
		put_fact(s, r);
		return true;
	case PART_TABLE:
		return (r->n - 1) % 3 == 0 && open_table(s, r);
	case PART_ROW:
		return put_row(s, r);
	case PART_SIGNS:
		put_signs(s, r);
		return true;
	case PART_CLOSE:
		put_close(s, r);
		return true;
	case PARTS:
		break;
	}
	return false;
}

static int part_of(const char *word)
{
	int i = 0;
	while (part_words[i] != NULL && strcmp(part_words[i], word) != 0)
		i++;
	return i;
}

/* Everything once; false: a record is none of ours. */
static bool go_through(struct sheet *s, const struct record *records, size_t n)
{
	sheet_begin(s);
	put_title(s);
	for (size_t i = 0; i < n && !s->failed; i++) {
		int what = part_of(records[i].fields[0]);
		/* the end never stands on a page by itself */
		if (i + 2 == n && part_of(records[n - 1].fields[0]) == PART_CLOSE)
			sheet_room(s, MM(45));
		if (what == PARTS || !put_part(s, (enum part)what, &records[i]))
			return false;
	}
	sheet_end(s);
	return true;
}

static cairo_status_t put_out(void *to, const unsigned char *p, unsigned n)
{
	const int *fd = to;
	while (n > 0) {
		ssize_t done = write(*fd, p, n);
		if (done <= 0)
			return CAIRO_STATUS_WRITE_ERROR;
		p += done;
		n -= (unsigned)done;
	}
	return CAIRO_STATUS_SUCCESS;
}

/* Twice: to count the pages, then to draw them. */
static enum told_exit draw_records(
    cairo_surface_t *pdf, const char *const *head, const struct record *records, size_t n)
{
	struct sheet s = { .cr = cairo_create(pdf), .head = head };
	enum told_exit e = EXIT_DRAWN;
	if (!sheet_has_fonts(s.cr))
		e = EXIT_NO_FONT;
	for (int pass = 0; pass < 2 && e == EXIT_DRAWN; pass++) {
		s.drawn = pass == 1;
		if (!go_through(&s, records, n))
			e = EXIT_BAD;
		else if (s.failed)
			e = EXIT_PAGES;
	}
	cairo_destroy(s.cr);
	return e;
}

enum told_exit draw_told(struct ctx *c, char *text, size_t n, int to)
{
	size_t count_records = count(text, n, RECORD_END);
	struct record *records = arena_array(c->mem, struct record, count_records);
	if (count_records == 0 || !read_records(c, text, n, records, count_records) ||
	    records[0].n != HEAD_FIELDS)
		return EXIT_BAD;
	const char *const *head = records[0].fields;
	cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(
	    put_out, &to, pango_units_to_double(SHEET_WIDTH), pango_units_to_double(SHEET_HEIGHT));
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, head[HEAD_TITLE]);
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, head[HEAD_CENTRE]);
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, head[HEAD_CREATED]);
	enum told_exit e = draw_records(pdf, head, records + 1, count_records - 1);
	cairo_surface_finish(pdf);
	cairo_status_t status = cairo_surface_status(pdf);
	cairo_surface_destroy(pdf);
	return e == EXIT_DRAWN && status != CAIRO_STATUS_SUCCESS ? EXIT_OUTPUT : e;
}
