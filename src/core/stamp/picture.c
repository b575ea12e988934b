#include "core/stamp/picture.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "core/base/limits.h"

#define FONT "Noto Serif CJK SC"
#define DOTS 16 /* pixels of one mm */
#define CHARACTERS_MAX 40
#define ARC_MAX_MRAD 4700 /* the name leaves the lower quarter free */
#define TURN_MRAD 6283
#define PNG_BYTES_MAX (256 * 1024)

struct source {
	struct bytes in;
	size_t at;
};

static cairo_status_t read_png(void *closure, unsigned char *to, unsigned n)
{
	struct source *s = closure;
	if (s->in.n - s->at < n)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(to, s->in.p + s->at, n);
	s->at += n;
	return CAIRO_STATUS_SUCCESS;
}

/* Width and height as its first chunk says, before anything of that size is made. */
static bool is_small_png(struct bytes png)
{
	static const uint8_t head[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13,
		'I', 'H', 'D', 'R' };
	if (png.n < sizeof(head) + 8 || png.n > PNG_BYTES_MAX ||
	    memcmp(png.p, head, sizeof(head)) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		const uint8_t *p = png.p + sizeof(head) + (size_t)4 * i;
		if (p[0] != 0 || p[1] != 0 || (p[2] << 8 | p[3]) < 1 ||
		    (p[2] << 8 | p[3]) > PICTURE_SIDE_MAX)
			return false;
	}
	return true;
}

/* Out of what cairo keeps: each colour times its opacity, in the machine's own order. */
static void take_pixels(struct ctx *c, cairo_surface_t *s, struct pdf_pixels *out)
{
	int w = cairo_image_surface_get_width(s), h = cairo_image_surface_get_height(s);
	uint8_t *colours = arena_alloc(c->mem, (size_t)3 * w * h),
	        *opacity = arena_alloc(c->mem, (size_t)w * h);
	for (int y = 0; y < h; y++) {
		const unsigned char *row =
		    cairo_image_surface_get_data(s) + (size_t)y * cairo_image_surface_get_stride(s);
		for (int x = 0; x < w; x++) {
			uint32_t pixel;
			memcpy(&pixel, row + (size_t)4 * x, sizeof(pixel));
			uint32_t a = pixel >> 24;
			size_t at = (size_t)y * w + x;
			opacity[at] = (uint8_t)a;
			for (int i = 0; i < 3; i++) {
				uint32_t part = pixel >> (16 - 8 * i) & 0xff;
				colours[3 * at + i] =
				    (uint8_t)(a == 0 ? 255 : (part * 255 + a / 2) / a);
			}
		}
	}
	*out =
	    (struct pdf_pixels){ w, h, { colours, (size_t)3 * w * h }, { opacity, (size_t)w * h } };
}

enum err picture_read(struct ctx *c, struct bytes png, struct pdf_pixels *out)
{
	struct source source = { png, 0 };
	if (!is_small_png(png))
		return fail(c, E_BAD_STAMP,
		    "the picture is no PNG of at most %d pixels a side and %d KB", PICTURE_SIDE_MAX,
		    PNG_BYTES_MAX / 1024);
	cairo_surface_t *read = cairo_image_surface_create_from_png_stream(read_png, &source);
	bool ok = cairo_surface_status(read) == CAIRO_STATUS_SUCCESS;
	/* into the one form that is taken apart here, whatever the file's */
	cairo_surface_t *plain = cairo_image_surface_create(CAIRO_FORMAT_ARGB32,
	    ok ? cairo_image_surface_get_width(read) : 1,
	    ok ? cairo_image_surface_get_height(read) : 1);
	cairo_t *cr = cairo_create(plain);
	if (ok) {
		cairo_set_source_surface(cr, read, 0, 0);
		cairo_paint(cr);
	}
	ok = ok && cairo_status(cr) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cr);
	cairo_surface_flush(plain);
	if (ok)
		take_pixels(c, plain, out);
	cairo_surface_destroy(plain);
	cairo_surface_destroy(read);
	return ok ? OK : fail(c, E_BAD_STAMP, "the picture cannot be read");
}

static bool has_font(PangoContext *context, const PangoFontDescription *want)
{
	PangoFont *got =
	    pango_font_map_load_font(pango_context_get_font_map(context), context, want);
	PangoFontDescription *is = got != NULL ? pango_font_describe(got) : NULL;
	bool found = is != NULL && strcmp(pango_font_description_get_family(is), FONT) == 0;
	pango_font_description_free(is);
	if (got != NULL)
		g_object_unref(got);
	return found;
}

/* One character of the name, upright towards the edge, `mrad` from the top. */
static void draw_character(cairo_t *cr, PangoLayout *l, const char *at, int mrad)
{
	int width, height;
	const int edge = PICTURE_ROUND_MM * DOTS / 2 - 5 * DOTS / 2;
	pango_layout_set_text(l, at, (int)(g_utf8_next_char(at) - at));
	pango_layout_get_pixel_size(l, &width, &height);
	cairo_save(cr);
	cairo_rotate(cr, mrad / 1000.0);
	/* narrower than it is high, as on a stamp */
	cairo_scale(cr, 0.8, 1);
	cairo_move_to(cr, -width / 2.0, -edge);
	pango_cairo_show_layout(cr, l);
	cairo_restore(cr);
}

static bool draw_name(cairo_t *cr, const char *name, long n)
{
	PangoLayout *l = pango_cairo_create_layout(cr);
	PangoFontDescription *d = pango_font_description_from_string(FONT " Bold");
	/* as high as the letters of a short name are, smaller where many have to fit */
	int high = n <= 16 ? 6 * DOTS : 96 * DOTS / (int)n;
	int step = n > 1 ? ARC_MAX_MRAD / (int)(n - 1) : 0;
	step = step > 420 ? 420 : step;
	pango_font_description_set_absolute_size(d, high * PANGO_SCALE);
	bool found = has_font(pango_layout_get_context(l), d);
	pango_layout_set_font_description(l, d);
	const char *at = name;
	for (int i = 0; found && i < n; i++, at = g_utf8_next_char(at))
		draw_character(cr, l, at, i * step - (int)(n - 1) * step / 2);
	pango_font_description_free(d);
	g_object_unref(l);
	return found;
}

/* Around the middle, `mm` from it to its points. */
static void draw_star(cairo_t *cr, int mm)
{
	cairo_save(cr);
	for (int i = 0; i < 10; i++) {
		/* the inner corners of a star of five points are at 0.382 of its outer ones */
		cairo_line_to(cr, 0, i % 2 == 0 ? -mm * DOTS : -mm * DOTS * 382 / 1000.0);
		cairo_rotate(cr, TURN_MRAD / 10000.0);
	}
	cairo_restore(cr);
	cairo_close_path(cr);
	cairo_fill(cr);
}

struct sink {
	struct ctx *c;
	uint8_t *p;
	size_t n;
};

static cairo_status_t write_png(void *closure, const unsigned char *p, unsigned n)
{
	struct sink *s = closure;
	if (PNG_BYTES_MAX - s->n < n)
		return CAIRO_STATUS_WRITE_ERROR;
	memcpy(s->p + s->n, p, n);
	s->n += n;
	return CAIRO_STATUS_SUCCESS;
}

enum err picture_draw(struct ctx *c, const char *name, struct bytes *out)
{
	const int side = PICTURE_ROUND_MM * DOTS, middle = side / 2, ring = middle - 3 * DOTS / 4;
	long n = text_is_utf8(name) ? g_utf8_strlen(name, -1) : 0;
	if (n < 1 || n > CHARACTERS_MAX)
		return fail(c, E_BAD_STAMP, "a round stamp has room for 1 to %d characters",
		    CHARACTERS_MAX);
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side);
	cairo_t *cr = cairo_create(s);
	struct sink sink = { c, arena_alloc(c->mem, PNG_BYTES_MAX), 0 };
	cairo_translate(cr, middle, middle);
	cairo_set_source_rgb(cr, 0.85, 0.07, 0.1);
	cairo_set_line_width(cr, 6 * DOTS / 5.0);
	cairo_arc(cr, 0, 0, ring, 0, TURN_MRAD / 1000.0 + 0.001);
	cairo_stroke(cr);
	draw_star(cr, 7);
	bool found = draw_name(cr, name, n),
	     ok = cairo_status(cr) == CAIRO_STATUS_SUCCESS &&
	          cairo_surface_write_to_png_stream(s, write_png, &sink) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cr);
	cairo_surface_destroy(s);
	if (!found)
		return fail(c, E_NO_FONT, "Noto Serif CJK SC is not installed (fonts-noto-cjk)");
	if (!ok)
		return fail(c, E_BAD_STAMP, "the picture was not drawn");
	*out = (struct bytes){ sink.p, sink.n };
	return OK;
}
