#include "core/paper/sheet.h"

#include <inttypes.h>
#include <qrencode.h>
#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"

#define FONT "Noto Serif CJK SC"
#define PAD PT(4)
#define CODE_SIDE MM(20)
#define FOOT_TOP MM(266)
#define HEAD_ROOM MM(20) /* for the head of a table */

static PangoFontDescription *font(int points, unsigned style)
{
	PangoFontDescription *d = pango_font_description_from_string(FONT);
	pango_font_description_set_size(d, PT(points));
	if ((style & STYLE_BOLD) != 0)
		pango_font_description_set_weight(d, PANGO_WEIGHT_BOLD);
	return d;
}

bool sheet_has_fonts(cairo_t *cr)
{
	PangoContext *context = pango_cairo_create_context(cr);
	PangoFontMap *map = pango_context_get_font_map(context);
	bool found = true;
	for (unsigned style = 0; style <= STYLE_BOLD && found; style++) {
		PangoFontDescription *want = font(12, style);
		PangoFont *got = pango_font_map_load_font(map, context, want);
		PangoFontDescription *is = got != NULL ? pango_font_describe(got) : NULL;
		found = is != NULL && strcmp(pango_font_description_get_family(is), FONT) == 0 &&
		        pango_font_description_get_weight(is) ==
		            pango_font_description_get_weight(want);
		pango_font_description_free(is);
		if (got != NULL)
			g_object_unref(got);
		pango_font_description_free(want);
	}
	g_object_unref(context);
	return found;
}

static PangoLayout *layout_of(struct sheet *s, const struct cell *cell, int pad)
{
	PangoLayout *l = pango_cairo_create_layout(s->cr);
	PangoFontDescription *d = font(cell->points, cell->style);
	PangoContext *context = pango_layout_get_context(l);
	PangoAttrList *attributes = pango_attr_list_new();
	/* a digest that goes on in the next line gets no hyphen */
	pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
	pango_context_set_language(context, pango_language_from_string("zh-cn"));
	pango_cairo_context_set_resolution(context, 72);
	pango_layout_context_changed(l);
	pango_layout_set_attributes(l, attributes);
	pango_attr_list_unref(attributes);
	pango_layout_set_font_description(l, d);
	pango_layout_set_auto_dir(l, FALSE);
	pango_layout_set_width(l, cell->width - 2 * pad);
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	if ((cell->style & STYLE_CENTRE) != 0)
		pango_layout_set_alignment(l, PANGO_ALIGN_CENTER);
	if ((cell->style & STYLE_RIGHT) != 0)
		pango_layout_set_alignment(l, PANGO_ALIGN_RIGHT);
	if ((cell->style & STYLE_INDENT) != 0)
		pango_layout_set_indent(l, PT(2 * cell->points));
	pango_layout_set_text(l, cell->text, -1);
	pango_font_description_free(d);
	return l;
}

static void move_to(struct sheet *s, int x, int y)
{
	cairo_move_to(s->cr, pango_units_to_double(x), pango_units_to_double(y));
}

static void stroke(struct sheet *s, int x1, int y1, int x2, int y2)
{
	if (!s->drawn)
		return;
	cairo_set_line_width(s->cr, 0.5);
	move_to(s, x1, y1);
	cairo_line_to(s->cr, pango_units_to_double(x2), pango_units_to_double(y2));
	cairo_stroke(s->cr);
}

/* Lines of a cell that are still to come, as many as fit into `room`; the height that they take. */
static int place_lines(struct sheet *s, struct cell *cell, int top, int pad, int room)
{
	PangoLayoutIter *it = pango_layout_get_iter(cell->layout);
	int y0, y1, start = 0, used = 0, at = 0;
	bool more = true;
	for (; more && at < cell->lines; at++)
		more = pango_layout_iter_next_line(it);
	for (; more && !cell->done; at++) {
		PangoRectangle box;
		pango_layout_iter_get_line_extents(it, NULL, &box);
		pango_layout_iter_get_line_yrange(it, &y0, &y1);
		if (used == 0)
			start = y0;
		if (y1 - start > room)
			break;
		if (s->drawn) {
			move_to(s, cell->x + pad + box.x,
			    top + pango_layout_iter_get_baseline(it) - start);
			pango_cairo_show_layout_line(
			    s->cr, pango_layout_iter_get_line_readonly(it));
		}
		used = y1 - start;
		cell->lines = at + 1;
		more = pango_layout_iter_next_line(it);
	}
	cell->done = !more;
	pango_layout_iter_free(it);
	return used;
}

/* A text of the page itself, beside what goes down it. */
static void place_text(struct sheet *s, struct cell cell, int y)
{
	cell.layout = layout_of(s, &cell, 0);
	place_lines(s, &cell, y, 0, SHEET_HEIGHT);
	g_object_unref(cell.layout);
}

static void draw_code(struct sheet *s, int x, int y)
{
	QRcode *code = QRcode_encodeString8bit(s->head[HEAD_ADDRESS], 0, QR_ECLEVEL_M);
	if (code == NULL)
		return; /* the address is printed beside it */
	int n = code->width, side = CODE_SIDE / n;
	for (int row = 0; row < n; row++)
		for (int at = 0; at < n; at++)
			if ((code->data[row * n + at] & 1) != 0)
				cairo_rectangle(s->cr, pango_units_to_double(x + at * side),
				    pango_units_to_double(y + row * side),
				    pango_units_to_double(side), pango_units_to_double(side));
	cairo_fill(s->cr);
	QRcode_free(code);
}

static void draw_foot(struct sheet *s)
{
	const char *const *h = s->head;
	bool code = *h[HEAD_ADDRESS] != '\0';
	int x = SHEET_LEFT + (code ? CODE_SIDE + MM(4) : 0);
	char line[200], page[80];
	stroke(s, SHEET_LEFT, FOOT_TOP - MM(2), SHEET_LEFT + SHEET_INNER, FOOT_TOP - MM(2));
	if (code)
		draw_code(s, SHEET_LEFT, FOOT_TOP);
	snprintf(page, sizeof(page), "第 %d 页　共 %d 页", s->page, s->pages);
	struct cell c = { h[HEAD_CENTRE], x, SHEET_LEFT + SHEET_INNER - x, 10, 0 };
	place_text(s, c, FOOT_TOP);
	c.text = page;
	c.style = STYLE_RIGHT;
	place_text(s, c, FOOT_TOP);
	c.style = 0;
	snprintf(line, sizeof(line),
	    "%.60s的 SHA-256 摘要，可与本中心所示核对；内容以本中心所存为准：", h[HEAD_DIGEST_OF]);
	c.text = line;
	c.points = 8;
	place_text(s, c, FOOT_TOP + MM(6));
	c.text = h[HEAD_DIGEST];
	place_text(s, c, FOOT_TOP + MM(10));
	c.text = h[HEAD_ADDRESS];
	place_text(s, c, FOOT_TOP + MM(15));
}

/* Behind everything, and above it: whoever holds one page alone sees what it is. */
static void draw_practice(struct sheet *s)
{
	const struct cell large = { "演练", MM(-100), MM(200), 200, STYLE_BOLD | STYLE_CENTRE };
	const struct cell head = { "演 练 文 书　不 具 有 法 律 效 力", SHEET_LEFT, SHEET_INNER, 14,
		STYLE_BOLD | STYLE_CENTRE };
	cairo_save(s->cr);
	cairo_translate(
	    s->cr, pango_units_to_double(SHEET_WIDTH / 2), pango_units_to_double(SHEET_HEIGHT / 2));
	cairo_rotate(s->cr, -0.785);
	cairo_set_source_rgb(s->cr, 0.93, 0.93, 0.93);
	place_text(s, large, MM(-38));
	cairo_restore(s->cr);
	place_text(s, head, MM(14));
}

static void new_page(struct sheet *s)
{
	s->page++;
	s->y = SHEET_TOP;
	if (s->page > LIMIT_PAPER_PAGES)
		s->failed = true;
	if (s->drawn && *s->head[HEAD_PRACTICE] != '\0')
		draw_practice(s);
}

static void end_page(struct sheet *s)
{
	if (!s->drawn)
		return;
	draw_foot(s);
	cairo_show_page(s->cr);
}

void sheet_begin(struct sheet *s)
{
	s->page = 0;
	s->table.n = 0;
	s->facts = false;
	new_page(s);
}

void sheet_end(struct sheet *s)
{
	end_page(s);
	s->pages = s->page;
}

static void place_head(struct sheet *s)
{
	const struct table *t = &s->table;
	struct cell cells[PAPER_COLUMNS_MAX];
	for (size_t i = 0; i < t->n; i++)
		cells[i] = (struct cell){ t->titles[3 * i], t->x[i], t->x[i + 1] - t->x[i], 11,
			STYLE_BOLD | STYLE_CENTRE };
	sheet_row(s, cells, t->n, ROW_RULED | ROW_HEAD);
}

/* The head of a table that goes on comes before its next row. */
static void next_page(struct sheet *s, unsigned how)
{
	end_page(s);
	new_page(s);
	if (s->table.n > 0 && (how & (ROW_HEAD | ROW_FIRST)) == 0)
		place_head(s);
}

void sheet_room(struct sheet *s, int height)
{
	if (s->y + height > SHEET_BOTTOM)
		next_page(s, ROW_HEAD);
}

static void rule(struct sheet *s, const struct cell *cells, size_t n, int bottom)
{
	int right = cells[n - 1].x + cells[n - 1].width;
	stroke(s, cells[0].x, s->y, right, s->y);
	stroke(s, cells[0].x, bottom, right, bottom);
	for (size_t i = 0; i < n; i++)
		stroke(s, cells[i].x, s->y, cells[i].x, bottom);
	stroke(s, right, s->y, right, bottom);
}

/* What fits of a row on this page; true: all of it. */
static bool place(struct sheet *s, struct cell *cells, size_t n, unsigned how)
{
	int pad = (how & ROW_RULED) != 0 ? PAD : 0, used = 0;
	bool whole = true;
	for (size_t i = 0; i < n; i++) {
		int height =
		    place_lines(s, &cells[i], s->y + pad, pad, SHEET_BOTTOM - s->y - 2 * pad);
		used = height > used ? height : used;
		whole &= cells[i].done;
	}
	if (used == 0)
		return whole;
	if (pad > 0)
		rule(s, cells, n, s->y + used + 2 * pad);
	s->y += used + 2 * pad;
	return whole;
}

void sheet_row(struct sheet *s, struct cell *cells, size_t n, unsigned how)
{
	int pad = (how & ROW_RULED) != 0 ? PAD : 0, height = 0, one;
	const int whole = SHEET_BOTTOM - SHEET_TOP - HEAD_ROOM;
	for (size_t i = 0; i < n; i++) {
		cells[i].layout = layout_of(s, &cells[i], pad);
		cells[i].lines = 0;
		cells[i].done = false;
		pango_layout_get_size(cells[i].layout, NULL, &one);
		height = one > height ? one : height;
	}
	height += 2 * pad + ((how & ROW_FIRST) != 0 ? HEAD_ROOM : 0);
	/* what no page holds is broken from here on, not from the next page */
	if ((how & ROW_LOOSE) == 0 && s->y + height > SHEET_BOTTOM &&
	    (height <= whole || s->y > SHEET_BOTTOM - MM(50)))
		next_page(s, how);
	if ((how & ROW_FIRST) != 0)
		place_head(s);
	while (!s->failed && !place(s, cells, n, how))
		next_page(s, how);
	for (size_t i = 0; i < n; i++)
		g_object_unref(cells[i].layout);
}

void sheet_line(struct sheet *s, int x, int y, int width)
{
	stroke(s, x, y, x + width, y);
}
