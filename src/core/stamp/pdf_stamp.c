/* pdf_stamp.c - the update that stamps a page: objects, table of references, signature. */
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/stamp/pdf_update.h"
#include "core/trust/key.h"
#include "core/trust/signed_data.h"

#define UPDATE_BYTES_MAX ((size_t)24 * 1024 * 1024)
#define RANGE_BYTES 10   /* each number of /ByteRange */
#define CMS_BYTES 1024   /* beside the certificate */
#define TOKEN_BYTES 8192 /* kept free for a timestamp */
#define NEW_OBJECTS 5
#define TABLE_MAX (NEW_OBJECTS + 3) /* the page, the form or catalogue, the stream of references */

/* The objects that are new, in the order in which they are written. */
enum { PICTURE, OPACITY, APPEARANCE, FIELD, SIGNATURE };

struct written {
	int64_t number, generation;
	size_t at;
};
struct writer {
	struct ctx *c;
	const struct update *u;
	const struct pdf_stamping *how;
	const struct stamp_signer *by;
	struct buf b;
	int64_t first; /* number of the first new object */
	struct written table[TABLE_MAX];
	size_t n;
	size_t range, contents; /* where they stand in the update */
	size_t contents_bytes;
};

static void begin(struct writer *w, int64_t number, int64_t generation)
{
	assert(w->n < TABLE_MAX);
	w->table[w->n++] = (struct written){ number, generation, w->u->p.file.n + w->b.n };
	buf_printf(&w->b, "%lld %lld obj\n", (long long)number, (long long)generation);
}

static void begin_new(struct writer *w, int which)
{
	begin(w, w->first + which, 0);
}

static void add_raw(struct buf *b, struct bytes raw)
{
	buf_add(b, raw.p, raw.n);
}

/* Thousandths of a point. */
static void add_milli(struct buf *b, int64_t n)
{
	int64_t m = n < 0 ? -n : n;
	buf_printf(
	    b, "%s%lld.%03lld", n < 0 ? "-" : "", (long long)(m / 1000), (long long)(m % 1000));
}

/* A dictionary as it stands, without its end and what is under those names. */
static void add_without(struct buf *b, const struct pdf_value *d, const char *one, const char *two)
{
	buf_text(b, "<<");
	for (const struct pdf_value *v = d->first; v != NULL; v = v->next->next) {
		if (pdf_is_name(v, one) || pdf_is_name(v, two))
			continue;
		buf_char(b, '\n');
		add_raw(b, v->raw);
		buf_char(b, ' ');
		add_raw(b, v->next->raw);
	}
	buf_char(b, '\n');
}

/* An array as it stands with one reference more. */
static void add_array(struct buf *b, const struct pdf_value *array, int64_t more)
{
	buf_char(b, '[');
	for (const struct pdf_value *v = array->first; v != NULL; v = v->next) {
		add_raw(b, v->raw);
		buf_char(b, ' ');
	}
	buf_printf(b, "%lld 0 R]", (long long)more);
}

static enum err write_pixels(struct writer *w, int which, struct bytes pixels, const char *colours)
{
	uLongf n = compressBound(pixels.n);
	uint8_t *packed = arena_alloc(w->c->mem, n);
	if (compress2(packed, &n, pixels.p, pixels.n, Z_BEST_COMPRESSION) != Z_OK)
		return fail(w->c, E_INTERNAL, "a picture was not packed");
	begin_new(w, which);
	buf_printf(&w->b,
	    "<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%s"
	    " /BitsPerComponent 8 /Filter /FlateDecode /Length %lu",
	    w->how->pixels->width, w->how->pixels->height, colours, n);
	if (which == PICTURE)
		buf_printf(&w->b, " /SMask %lld 0 R", (long long)w->first + OPACITY);
	buf_text(&w->b, " >>\nstream\n");
	buf_add(&w->b, packed, n);
	buf_text(&w->b, "\nendstream\nendobj\n");
	return OK;
}

static int64_t milli_of_mm(int64_t mm)
{
	return mm * 720000 / 254;
}

static int64_t mm_of_milli(int64_t milli)
{
	return (milli * 254 + 360000) / 720000;
}

static void write_appearance(struct writer *w)
{
	struct buf draw;
	buf_init(&draw, w->c->mem, 200);
	buf_text(&draw, "q ");
	add_milli(&draw, milli_of_mm(w->how->width_mm));
	buf_text(&draw, " 0 0 ");
	add_milli(&draw, milli_of_mm(w->how->height_mm));
	buf_text(&draw, " 0 0 cm /P Do Q");
	begin_new(w, APPEARANCE);
	buf_text(&w->b, "<< /Type /XObject /Subtype /Form /BBox [0 0 ");
	add_milli(&w->b, milli_of_mm(w->how->width_mm));
	buf_char(&w->b, ' ');
	add_milli(&w->b, milli_of_mm(w->how->height_mm));
	buf_printf(&w->b,
	    "] /Resources << /XObject << /P %lld 0 R >> >> /Length %zu >>\nstream\n%s\n"
	    "endstream\nendobj\n",
	    (long long)w->first + PICTURE, draw.n, draw.p);
}

/* Printed, and locked where it stands. */
static void write_field(struct writer *w)
{
	uint8_t random[4];
	int64_t x = w->u->box[0] + milli_of_mm(w->how->x_mm),
	        y = w->u->box[1] + milli_of_mm(w->how->y_mm);
	rng_bytes(&w->c->rng, random, sizeof(random));
	begin_new(w, FIELD);
	buf_printf(&w->b,
	    "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Stamp-%s) /F 132 /P %lld %lld R"
	    " /V %lld 0 R /AP << /N %lld 0 R >> /Rect [",
	    enc_hex(w->c->mem, random, sizeof(random)), (long long)w->u->page_at.number,
	    (long long)w->u->page_at.generation, (long long)w->first + SIGNATURE,
	    (long long)w->first + APPEARANCE);
	add_milli(&w->b, x);
	buf_char(&w->b, ' ');
	add_milli(&w->b, y);
	buf_char(&w->b, ' ');
	add_milli(&w->b, x + milli_of_mm(w->how->width_mm));
	buf_char(&w->b, ' ');
	add_milli(&w->b, y + milli_of_mm(w->how->height_mm));
	buf_text(&w->b, "] >>\nendobj\n");
}

/* A text as UTF-16 in hex, with its mark. */
static void add_text(struct buf *b, const char *s)
{
	buf_text(b, "<FEFF");
	for (const uint8_t *p = (const uint8_t *)s; *p != '\0';) {
		int more = *p < 0x80 ? 0 : *p < 0xe0 ? 1 : *p < 0xf0 ? 2 : 3;
		uint32_t code = more == 0 ? *p : *p & (0x3fu >> more);
		for (p++; more > 0; more--)
			code = code << 6 | (*p++ & 0x3f);
		if (code > 0xffff)
			buf_printf(b, "%04X%04X", 0xd800 + ((code - 0x10000) >> 10),
			    0xdc00 + ((code - 0x10000) & 0x3ff));
		else
			buf_printf(b, "%04X", code);
	}
	buf_char(b, '>');
}

/* With room for what is computed once the rest stands. */
static void write_signature(struct writer *w)
{
	const char *t = moment_text(w->c, w->c->now_ms);
	begin_new(w, SIGNATURE);
	buf_text(
	    &w->b, "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached\n/Name ");
	add_text(&w->b, w->how->name);
	buf_printf(&w->b, " /M (D:%.4s%.2s%.2s%.2s%.2s%.2sZ)\n/ByteRange [", t, t + 5, t + 8,
	    t + 11, t + 14, t + 17);
	w->range = w->b.n;
	buf_printf(&w->b, "%*s]\n/Contents ", 3 + 4 * RANGE_BYTES, "");
	w->contents = w->b.n;
	w->contents_bytes = w->by->certificate.n + CMS_BYTES + TOKEN_BYTES;
	buf_char(&w->b, '<');
	for (size_t i = 0; i < w->contents_bytes; i++)
		buf_text(&w->b, "00");
	buf_text(&w->b, ">\n>>\nendobj\n");
}

static void add_form(struct writer *w)
{
	static const struct pdf_value none = { .type = PDF_DICTIONARY };
	const struct pdf_value *form = w->u->form.type == PDF_NULL ? &none : &w->u->form;
	add_without(&w->b, form, "Fields", "SigFlags");
	buf_text(&w->b, "/SigFlags 3 /Fields ");
	add_array(&w->b, &w->u->fields, w->first + FIELD);
	buf_text(&w->b, " >>");
}

/* What is there already, with the field more. */
static void write_changed(struct writer *w)
{
	const struct update *u = w->u;
	begin(w, u->page_at.number, u->page_at.generation);
	add_without(&w->b, &u->page, "Annots", "Annots");
	buf_text(&w->b, "/Annots ");
	add_array(&w->b, &u->annotations, w->first + FIELD);
	buf_text(&w->b, " >>\nendobj\n");
	if (u->form_at.type == PDF_REFERENCE) {
		begin(w, u->form_at.number, u->form_at.generation);
		add_form(w);
	} else {
		begin(w, u->root_at.number, u->root_at.generation);
		add_without(&w->b, &u->root, "AcroForm", "AcroForm");
		buf_text(&w->b, "/AcroForm ");
		add_form(w);
		buf_text(&w->b, " >>");
	}
	buf_text(&w->b, "\nendobj\n");
}

static void add_trailer(struct writer *w, int64_t size)
{
	static const char *const kept[] = { "Root", "Info", "ID" };
	buf_printf(&w->b, " /Size %lld /Prev %lld", (long long)size, (long long)w->u->p.start);
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
		const struct pdf_value *v = pdf_find(&w->u->p.trailer, kept[i]);
		if (v == NULL)
			continue;
		buf_printf(&w->b, " /%s ", kept[i]);
		add_raw(&w->b, v->raw);
	}
}

static void add_line(struct buf *b, const struct written *x)
{
	const uint8_t line[] = { 1, (uint8_t)(x->at >> 24), (uint8_t)(x->at >> 16),
		(uint8_t)(x->at >> 8), (uint8_t)x->at, (uint8_t)(x->generation >> 8),
		(uint8_t)x->generation };
	buf_add(b, line, sizeof(line));
}

/* In the way that the file has: a table, or a stream. Every object is a section of its own. */
static void write_references(struct writer *w)
{
	struct buf lines;
	size_t start = w->u->p.file.n + w->b.n;
	int64_t size = w->first + NEW_OBJECTS;
	if (w->u->p.is_stream) {
		begin(w, size++, 0);
		buf_init(&lines, w->c->mem, 200);
		buf_text(&w->b, "<< /Type /XRef /W [1 4 2] /Index [");
		for (size_t i = 0; i < w->n; i++) {
			buf_printf(&w->b, "%lld 1 ", (long long)w->table[i].number);
			add_line(&lines, &w->table[i]);
		}
		buf_printf(&w->b, "] /Length %zu", lines.n);
		add_trailer(w, size);
		buf_text(&w->b, " >>\nstream\n");
		buf_add(&w->b, lines.p, lines.n);
		buf_text(&w->b, "\nendstream\nendobj\n");
	} else {
		buf_text(&w->b, "xref\n");
		for (size_t i = 0; i < w->n; i++)
			buf_printf(&w->b, "%lld 1\n%010zu %05lld n \n",
			    (long long)w->table[i].number, w->table[i].at,
			    (long long)w->table[i].generation);
		buf_text(&w->b, "trailer\n<<");
		add_trailer(w, size);
		buf_text(&w->b, " >>\n");
	}
	buf_printf(&w->b, "startxref\n%zu\n%%%%EOF\n", start);
}

/* All of it, and over all but the gap the signature, which then goes into the gap. */
static enum err sign(struct writer *w, struct bytes *out)
{
	struct bytes file = w->u->p.file, cms;
	uint8_t digest[SHA256_BYTES];
	size_t from = file.n + w->contents, to = from + 2 + 2 * w->contents_bytes,
	       all = file.n + w->b.n;
	char range[4 + 4 * RANGE_BYTES];
	int n = snprintf(range, sizeof(range), "%d %zu %zu %zu", 0, from, to, all - to);
	memcpy(w->b.p + w->range, range, (size_t)n);
	const struct bytes signed_bytes[] = { file, { (const uint8_t *)w->b.p, w->contents },
		{ (const uint8_t *)w->b.p + (to - file.n), all - to } };
	sha256_pieces(signed_bytes, 3, digest);
	TRY(signed_data_make_named(w->c, w->by->key, w->by->certificate, digest, &cms));
	if (cms.n > w->contents_bytes)
		return fail(w->c, E_INTERNAL, "a signature is longer than its room");
	memcpy(w->b.p + w->contents + 1, enc_hex(w->c->mem, cms.p, cms.n), 2 * cms.n);
	uint8_t *p = arena_alloc(w->c->mem, all);
	memcpy(p, file.p, file.n);
	memcpy(p + file.n, w->b.p, w->b.n);
	*out = (struct bytes){ p, all };
	return OK;
}

static enum err check_place(struct ctx *c, const struct update *u, const struct pdf_stamping *how)
{
	const int64_t *b = u->box;
	if (how->x_mm < 0 || how->y_mm < 0 || how->width_mm < 1 || how->height_mm < 1 ||
	    milli_of_mm(how->x_mm + how->width_mm) > b[2] - b[0] ||
	    milli_of_mm(how->y_mm + how->height_mm) > b[3] - b[1])
		return fail(c, E_BAD_FIELD,
		    "the stamp would not lie on the page, which is %lld by %lld mm",
		    (long long)mm_of_milli(b[2] - b[0]), (long long)mm_of_milli(b[3] - b[1]));
	return OK;
}

enum err pdf_stamp(struct ctx *c, struct bytes file, const struct pdf_stamping *how,
    const struct stamp_signer *by, struct bytes *out)
{
	struct update u;
	struct bytes made;
	struct pdf_signature all[PDF_SIGNATURES_MAX];
	struct pdf_signed is;
	size_t n = 0;
	if (key_kind_of(by->key) == KEY_SM2)
		return fail(c, E_BAD_CERTIFICATE,
		    "readers of PDF know no SM2: stamp the file as it is, or by another key");
	TRY(update_open(c, file, &u));
	TRY(update_find_page(c, &u, how->page));
	TRY(check_place(c, &u, how));
	struct writer w = { .c = c, .u = &u, .how = how, .by = by, .first = u.p.objects };
	buf_init(&w.b, c->mem, UPDATE_BYTES_MAX);
	if (file.p[file.n - 1] != '\n')
		buf_char(&w.b, '\n');
	TRY(write_pixels(&w, PICTURE, how->pixels->colours, "DeviceRGB"));
	TRY(write_pixels(&w, OPACITY, how->pixels->opacity, "DeviceGray"));
	write_appearance(&w);
	write_field(&w);
	write_signature(&w);
	write_changed(&w);
	write_references(&w);
	TRY(sign(&w, &made));
	/* what could not be checked again is not given away */
	TRY(pdf_signatures(c, made, all, &n));
	if (n == 0 || all[n - 1].covered != made.n)
		return pdf_bad(c, "stamped, it could not be read again");
	TRY(pdf_signature_holds(c, made, &all[n - 1], &is));
	*out = made;
	return OK;
}
