/* sheet.h - pages: their measures, foot and marks, and rows of cells that go down them. In the
 * child alone; private to this room.
 *
 * Everything is laid out twice: first to count the pages, which each foot names, then to be drawn.
 * Lengths are in Pango's units, whole numbers of 1/1024 point. */
#ifndef HENG_CORE_PAPER_SHEET_H
#define HENG_CORE_PAPER_SHEET_H

#include <cairo.h>
#include <pango/pangocairo.h>

#include "core/paper/told.h"

#define PT(n) ((n)*PANGO_SCALE)
#define MM(n) ((int)((int64_t)(n)*720 * PANGO_SCALE / 254))

/* A4, with the margins of official papers (GB/T 9704). */
#define SHEET_WIDTH MM(210)
#define SHEET_HEIGHT MM(297)
#define SHEET_LEFT MM(28)
#define SHEET_TOP MM(30)
#define SHEET_BOTTOM MM(259)
#define SHEET_INNER MM(156)

struct sheet {
	cairo_t *cr;
	const char *const *head; /* by enum told_head */
	bool drawn;              /* the second time */
	int y;                   /* where the next row begins */
	int page, pages;         /* this one, from 1; all of them, once they are counted */
	/* the head of the table that is open, drawn anew on each page; n 0: none */
	struct table {
		const char *const *titles;
		int x[PAPER_COLUMNS_MAX + 1];
		bool number[PAPER_COLUMNS_MAX];
		size_t n;
		bool fresh; /* its head is still to come, with the first row */
	} table;
	bool facts;  /* the row before was a fact */
	bool failed; /* more pages than a paper may have */
};

enum style {
	STYLE_BOLD = 1 << 0,
	STYLE_CENTRE = 1 << 1,
	STYLE_RIGHT = 1 << 2,
	STYLE_INDENT = 1 << 3, /* the first line, by two characters */
};
/* One text of a row: where it stands, and how. */
struct cell {
	const char *text;
	int x, width; /* from the left of the sheet */
	int points;
	unsigned style;
	PangoLayout *layout; /* while the row is placed */
	int lines;           /* of it that have been placed */
	bool done;
};
enum row {
	ROW_LOOSE = 1 << 0, /* may be broken between any two lines */
	ROW_RULED = 1 << 1, /* thin rules around each cell */
	ROW_HEAD = 1 << 2,  /* a table's head itself: does not ask for one */
	ROW_FIRST = 1 << 3, /* of a table: on the page of its head */
};

/* Whether the fonts are there; else other ones would be put in their place. */
bool sheet_has_fonts(cairo_t *cr);
void sheet_begin(struct sheet *s);
/* So much more fits on this page, or the next one begins. */
void sheet_room(struct sheet *s, int height);
void sheet_row(struct sheet *s, struct cell *cells, size_t n, unsigned how);
/* A line across, where a hand signs. */
void sheet_line(struct sheet *s, int x, int y, int width);
void sheet_end(struct sheet *s);

#endif
