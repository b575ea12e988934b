/* pdf_file.c - where the objects of a PDF stand: tables and streams of references, newest first. */
#include <string.h>

#include "core/base/limits.h"
#include "core/stamp/pdf_own.h"

#define TABLES_MAX 200
#define END_BYTES 1024 /* in which the end of a file is looked for */
#define VALUES_MAX 200000
#define UNPACKED_BYTES_MAX ((size_t)24 * 1024 * 1024)
#define LINE_BYTES 20 /* of a table */

static struct pdf_reader reader_at(struct ctx *c, struct pdf *p, int64_t at)
{
	return (struct pdf_reader){ c, p->file, (size_t)at, &p->left };
}

/* What stands newer is known already. */
static void place(struct pdf *p, int64_t number, struct pdf_place at)
{
	if (number >= p->objects || p->places[number].known)
		return;
	at.known = true;
	p->places[number] = at;
}

static bool digits(const uint8_t *p, int n, int64_t *out)
{
	int64_t v = 0;
	for (int i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
		v = v * 10 + (p[i] - '0');
	}
	*out = v;
	return true;
}

/* Twenty bytes: "0000000016 00000 n" and two that end the line. */
static bool read_line(const uint8_t *p, struct pdf_place *out)
{
	bool in_use = p[17] == 'n';
	out->kind = in_use;
	return digits(p, 10, &out->at) && p[10] == ' ' && digits(p + 11, 5, &out->generation) &&
	       p[16] == ' ' && (in_use || p[17] == 'f') && (p[18] == ' ' || p[18] == '\r') &&
	       (p[19] == '\n' || p[19] == '\r') && out->generation <= 65535;
}

static bool read_lines(struct pdf *p, struct pdf_reader *r, int64_t from, int64_t n)
{
	while (r->at < r->in.n && strchr(" \r\n", r->in.p[r->at]) != NULL && r->in.p[r->at] != 0)
		r->at++;
	if (n > PDF_OBJECTS_MAX || from > PDF_OBJECTS_MAX ||
	    (r->in.n - r->at) / LINE_BYTES < (size_t)n)
		return false;
	for (int64_t i = 0; i < n; i++, r->at += LINE_BYTES) {
		struct pdf_place at = { 0 };
		if (!read_line(r->in.p + r->at, &at))
			return false;
		place(p, from + i, at);
	}
	return true;
}

static enum err read_table(struct ctx *c, struct pdf *p, struct pdf_reader *r, struct pdf_value *t)
{
	int64_t from, n;
	while (!pdf_word(r, "trailer"))
		if (!pdf_count(r, &from) || !pdf_count(r, &n) || !read_lines(p, r, from, n))
			return pdf_bad(c, "its table of references is broken");
	if (!pdf_read(r, t) || t->type != PDF_DICTIONARY)
		return pdf_bad(c, "its trailer is broken");
	return pdf_find(t, "XRefStm") == NULL
	           ? OK
	           : pdf_bad(c, "it has a table and a stream of references at once (hybrid)");
}

/* The widths of a line's three fields; their sum, or 0. */
static size_t widths(const struct pdf_value *w, size_t out[3])
{
	const struct pdf_value *v = w != NULL && w->type == PDF_ARRAY ? w->first : NULL;
	size_t sum = 0;
	for (int i = 0; i < 3; i++, v = v->next) {
		if (!pdf_is_integer(v, 0, 4))
			return 0;
		out[i] = (size_t)v->number;
		sum += out[i];
	}
	return v == NULL ? sum : 0;
}

static int64_t field(const uint8_t **p, size_t width, int64_t otherwise)
{
	int64_t n = width == 0 ? otherwise : 0;
	for (size_t i = 0; i < width; i++)
		n = n << 8 | *(*p)++;
	return n;
}

static bool read_lines_packed(struct pdf *p, const struct pdf_value *t, struct bytes lines)
{
	size_t w[3], each = widths(pdf_find(t, "W"), w);
	const struct pdf_value *index = pdf_find(t, "Index"), *v;
	struct pdf_value whole[2] = { { .type = PDF_INTEGER }, { .type = PDF_INTEGER } };
	if (each == 0 || (index != NULL && index->type != PDF_ARRAY))
		return false;
	whole[0].next = &whole[1];
	whole[1].number = pdf_find(t, "Size")->number;
	const uint8_t *at = lines.p, *end = lines.p + lines.n;
	for (v = index != NULL ? index->first : whole; v != NULL; v = v->next->next) {
		if (!pdf_is_integer(v, 0, PDF_OBJECTS_MAX) ||
		    !pdf_is_integer(v->next, 0, PDF_OBJECTS_MAX) ||
		    (size_t)(end - at) / each < (size_t)v->next->number)
			return false;
		for (int64_t i = 0; i < v->next->number; i++) {
			int64_t kind = field(&at, w[0], 1), second = field(&at, w[1], 0),
			        third = field(&at, w[2], 0);
			struct pdf_place one = { .kind = (uint8_t)kind, .at = second };
			one.generation = kind == 1 ? third : 0;
			if (kind > 2 || one.generation > 65535)
				return false;
			place(p, v->number + i, one);
		}
	}
	return at == end;
}

static enum err read_packed(struct ctx *c, struct pdf *p, int64_t at, struct pdf_value *t)
{
	struct pdf_found s;
	struct bytes lines;
	TRY(pdf_object_at(c, p, at, &s));
	if (!s.is_stream || !pdf_is_name(pdf_find(&s.value, "Type"), "XRef") ||
	    !pdf_is_integer(pdf_find(&s.value, "Size"), 1, PDF_OBJECTS_MAX))
		return pdf_bad(c, "its stream of references is broken");
	TRY(pdf_unpack(c, p, &s, &lines));
	*t = s.value;
	return read_lines_packed(p, t, lines) ? OK
	                                      : pdf_bad(c, "its stream of references is broken");
}

/* One table at that place, and its trailer. */
static enum err read_references(
    struct ctx *c, struct pdf *p, int64_t at, struct pdf_value *t, bool *is_stream)
{
	struct pdf_reader r = reader_at(c, p, at);
	*is_stream = !(p->file.n - r.at >= 4 && memcmp(p->file.p + r.at, "xref", 4) == 0);
	if (*is_stream)
		return read_packed(c, p, at, t);
	return pdf_word(&r, "xref") ? read_table(c, p, &r, t)
	                            : pdf_bad(c, "its table of references is broken");
}

/* The size that the newest table names, before anything is placed: tables older than it may be of
 * fewer objects. A look at the first alone. */
static enum err take_size(struct ctx *c, struct pdf *p)
{
	struct pdf_value t;
	TRY(read_references(c, p, p->start, &t, &p->is_stream));
	const struct pdf_value *size = pdf_find(&t, "Size");
	if (!pdf_is_integer(size, 1, PDF_OBJECTS_MAX))
		return pdf_bad(c, "it names no number of objects that is taken here");
	p->objects = size->number;
	p->places = arena_array(c->mem, struct pdf_place, (size_t)p->objects);
	p->trailer = t;
	return OK;
}

static enum err read_all(struct ctx *c, struct pdf *p)
{
	int64_t at = p->start;
	for (int n = 0; n < TABLES_MAX; n++) {
		struct pdf_value t;
		bool is_stream;
		TRY(read_references(c, p, at, &t, &is_stream));
		const struct pdf_value *before = pdf_find(&t, "Prev");
		if (before == NULL)
			return OK;
		if (!pdf_is_integer(before, 1, (int64_t)p->file.n - 1))
			return pdf_bad(c, "its table of references is broken");
		at = before->number;
	}
	return pdf_bad(c, "it was changed more often than is taken here");
}

static void pass_blanks(struct pdf_reader *r)
{
	while (r->at < r->in.n &&
	       (r->in.p[r->at] == '\r' || r->in.p[r->at] == '\n' || r->in.p[r->at] == ' '))
		r->at++;
}

/* "startxref", a number, "%%EOF", and nothing but blanks behind. */
static bool read_end(struct ctx *c, struct pdf *p)
{
	static const char word[] = "startxref", last[] = "%%EOF";
	size_t from = p->file.n > END_BYTES ? p->file.n - END_BYTES : 0, found = 0;
	for (size_t i = from; i + sizeof(word) - 1 <= p->file.n; i++)
		if (memcmp(p->file.p + i, word, sizeof(word) - 1) == 0)
			found = i;
	struct pdf_reader r = reader_at(c, p, (int64_t)found);
	if (found == 0 || !pdf_word(&r, word) || !pdf_count(&r, &p->start) || p->start < 1 ||
	    p->start >= (int64_t)p->file.n)
		return false;
	pass_blanks(&r);
	if (r.in.n - r.at < sizeof(last) - 1 || memcmp(r.in.p + r.at, last, sizeof(last) - 1) != 0)
		return false;
	r.at += sizeof(last) - 1;
	pass_blanks(&r);
	return r.at == r.in.n;
}

enum err pdf_open(struct ctx *c, struct bytes file, struct pdf *out)
{
	struct pdf p = { .file = file, .left = VALUES_MAX, .room = UNPACKED_BYTES_MAX };
	if (file.n > LIMIT_STAMPED_BYTES)
		return fail(c, E_BAD_PDF, "a PDF has at most %ld bytes", LIMIT_STAMPED_BYTES);
	if (file.n < 9 || (memcmp(file.p, "%PDF-1.", 7) != 0 && memcmp(file.p, "%PDF-2.", 7) != 0))
		return pdf_bad(c, "it is no PDF");
	if (!read_end(c, &p))
		return pdf_bad(c, "it does not end as a PDF does");
	TRY(take_size(c, &p));
	TRY(read_all(c, &p));
	if (pdf_find(&p.trailer, "Encrypt") != NULL)
		return pdf_bad(c, "it is encrypted");
	const struct pdf_value *root = pdf_find(&p.trailer, "Root");
	if (root == NULL || root->type != PDF_REFERENCE)
		return pdf_bad(c, "its trailer is broken");
	*out = p;
	return OK;
}
