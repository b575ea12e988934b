/* pdf_stream.c - objects at their places, streams, and objects within streams. */
#include <stdlib.h>
#include <zlib.h>

#include "core/stamp/pdf_own.h"

#define PACKED_MAX 10000 /* objects in one stream */
#define ROW_BYTES_MAX 4096

struct pdf_pack {
	struct pdf_pack *next;
	int64_t number, first, n;
	struct bytes text;
};

/* An object as far as its value; *r stands behind it. */
static bool read_head(
    struct ctx *c, struct pdf *p, int64_t at, struct pdf_reader *r, struct pdf_found *f)
{
	*r = (struct pdf_reader){ c, p->file, (size_t)at, &p->left };
	return at >= 1 && at < (int64_t)p->file.n && pdf_count(r, &f->number) &&
	       pdf_count(r, &f->generation) && pdf_word(r, "obj") && pdf_read(r, &f->value);
}

/* How long a stream is: a number, here or as an object of its own, which is no stream, so that none
 * leads on to another. */
static bool read_length(struct ctx *c, struct pdf *p, const struct pdf_value *said, int64_t *out)
{
	struct pdf_reader r;
	struct pdf_found f = { .value = said != NULL ? *said : (struct pdf_value){ 0 } };
	if (f.value.type == PDF_REFERENCE &&
	    (said->number >= p->objects || p->places[said->number].kind != 1 ||
	        !read_head(c, p, p->places[said->number].at, &r, &f) || f.number != said->number))
		return false;
	*out = f.value.number;
	return f.value.type == PDF_INTEGER;
}

/* The bytes behind "stream", as many as /Length says. */
static enum err read_stream(struct ctx *c, struct pdf *p, struct pdf_reader *r, struct pdf_found *f)
{
	int64_t length;
	if (r->at < r->in.n && r->in.p[r->at] == '\r')
		r->at++;
	if (r->at >= r->in.n || r->in.p[r->at++] != '\n')
		return pdf_bad(c, "a stream does not begin as one");
	size_t from = r->at;
	if (!read_length(c, p, pdf_find(&f->value, "Length"), &length) || length < 0 ||
	    length > (int64_t)(r->in.n - from))
		return pdf_bad(c, "a stream's length is not to be found");
	r->at += (size_t)length;
	if (!pdf_word(r, "endstream"))
		return pdf_bad(c, "a stream is longer or shorter than it says");
	f->stream = (struct bytes){ r->in.p + from, (size_t)length };
	return OK;
}

enum err pdf_object_at(struct ctx *c, struct pdf *p, int64_t at, struct pdf_found *out)
{
	struct pdf_found f = { 0 };
	struct pdf_reader r;
	if (!read_head(c, p, at, &r, &f))
		return pdf_bad(c, p->left < 0 ? "it holds more than is taken here"
		                              : "an object does not stand where it should");
	f.is_stream = f.value.type == PDF_DICTIONARY && pdf_word(&r, "stream");
	if (f.is_stream)
		TRY(read_stream(c, p, &r, &f));
	if (!pdf_word(&r, "endobj"))
		return pdf_bad(c, "an object does not end");
	*out = f;
	return OK;
}

/* Undoes the predictors of PNG, a row after the other, in place. */
static bool unpredict(uint8_t *b, size_t n, size_t row, size_t *out_n)
{
	uint8_t before[ROW_BYTES_MAX] = { 0 };
	if (row < 1 || row > ROW_BYTES_MAX || n % (row + 1) != 0)
		return false;
	uint8_t *to = b;
	for (const uint8_t *from = b; from < b + n; from += row + 1, to += row) {
		uint8_t how = from[0], left = 0, corner = 0;
		for (size_t i = 0; i < row; i++) {
			uint8_t x = from[1 + i], up = before[i];
			int guess = left + up - corner, a = abs(guess - left),
			    above = abs(guess - up), slant = abs(guess - corner);
			uint8_t paeth = a <= above && a <= slant ? left
			                : above <= slant         ? up
			                                         : corner;
			x = (uint8_t)(x + (how == 1      ? left
			                      : how == 2 ? up
			                      : how == 3 ? (left + up) / 2
			                      : how == 4 ? paeth
			                                 : 0));
			corner = up;
			before[i] = left = to[i] = x;
		}
		if (how > 4)
			return false;
	}
	*out_n = n / (row + 1) * row;
	return true;
}

/* All that comes out, and that nothing is left; at most `room`. */
static bool inflate_all(struct ctx *c, struct bytes in, size_t room, struct bytes *out)
{
	z_stream z = { .next_in = (Bytef *)in.p, .avail_in = (uInt)in.n };
	size_t cap = in.n * 8 < room ? in.n * 8 : room;
	if (inflateInit(&z) != Z_OK)
		return false;
	for (;; cap = cap * 4 < room ? cap * 4 : room) {
		uint8_t *p = arena_alloc(c->mem, cap + 1);
		z.next_in = (Bytef *)in.p;
		z.avail_in = (uInt)in.n;
		z.next_out = p;
		z.avail_out = (uInt)cap + 1;
		inflateReset(&z);
		int rc = inflate(&z, Z_FINISH);
		if (rc == Z_STREAM_END) {
			*out = (struct bytes){ p, z.total_out };
			break;
		}
		if (rc != Z_BUF_ERROR || z.avail_out != 0 || cap == room) {
			inflateEnd(&z);
			return false;
		}
	}
	inflateEnd(&z);
	return out->n <= room;
}

enum err pdf_unpack(struct ctx *c, struct pdf *p, const struct pdf_found *s, struct bytes *out)
{
	const struct pdf_value *filter = pdf_find(&s->value, "Filter"),
	                       *how = pdf_find(&s->value, "DecodeParms");
	if (filter != NULL && filter->type == PDF_ARRAY && filter->first != NULL &&
	    filter->first->next == NULL) {
		filter = filter->first;
		how = how != NULL && how->type == PDF_ARRAY ? how->first : how;
	}
	if (filter == NULL) {
		*out = s->stream;
		return OK;
	}
	if (!pdf_is_name(filter, "FlateDecode"))
		return pdf_bad(c, "a stream that is needed is packed in a way not known here");
	struct bytes b;
	if (!inflate_all(c, s->stream, p->room, &b))
		return pdf_bad(c, "a stream cannot be unpacked, or is too long");
	p->room -= b.n;
	const struct pdf_value *predictor = pdf_find(how, "Predictor"),
	                       *columns = pdf_find(how, "Columns");
	if (predictor == NULL || pdf_is_integer(predictor, 1, 1)) {
		*out = b;
		return OK;
	}
	if (!pdf_is_integer(predictor, 10, 15) || pdf_find(how, "Colors") != NULL ||
	    pdf_find(how, "BitsPerComponent") != NULL ||
	    (columns != NULL && !pdf_is_integer(columns, 1, ROW_BYTES_MAX)) ||
	    !unpredict((uint8_t *)b.p, b.n, columns != NULL ? (size_t)columns->number : 1, &b.n))
		return pdf_bad(c, "a stream that is needed is packed in a way not known here");
	*out = b;
	return OK;
}

static enum err open_pack(struct ctx *c, struct pdf *p, int64_t number, struct pdf_pack **out)
{
	struct pdf_found s = { 0 };
	for (struct pdf_pack *known = p->packs; known != NULL; known = known->next)
		if (known->number == number) {
			*out = known;
			return OK;
		}
	if (number < 0 || number >= p->objects || p->places[number].kind != 1)
		return pdf_bad(c, "a stream of objects is not to be found");
	TRY(pdf_object_at(c, p, p->places[number].at, &s));
	const struct pdf_value *n = pdf_find(&s.value, "N"), *first = pdf_find(&s.value, "First");
	struct pdf_pack *pack = arena_new_of(c->mem, struct pdf_pack);
	if (!s.is_stream || s.number != number ||
	    !pdf_is_name(pdf_find(&s.value, "Type"), "ObjStm") || !pdf_is_integer(n, 0, PACKED_MAX))
		return pdf_bad(c, "a stream of objects is broken");
	TRY(pdf_unpack(c, p, &s, &pack->text));
	if (!pdf_is_integer(first, 0, (int64_t)pack->text.n))
		return pdf_bad(c, "a stream of objects is broken");
	pack->number = number;
	pack->n = n->number;
	pack->first = first->number;
	pack->next = p->packs;
	p->packs = pack;
	*out = pack;
	return OK;
}

static enum err read_packed(
    struct ctx *c, struct pdf *p, struct pdf_pack *pack, int64_t number, struct pdf_value *out)
{
	struct pdf_reader head = { c, { pack->text.p, (size_t)pack->first }, 0, &p->left };
	for (int64_t i = 0; i < pack->n; i++) {
		int64_t is, at;
		if (!pdf_count(&head, &is) || !pdf_count(&head, &at) ||
		    at > (int64_t)pack->text.n - pack->first)
			return pdf_bad(c, "a stream of objects is broken");
		if (is != number)
			continue;
		struct pdf_reader r = { c, pack->text, (size_t)(pack->first + at), &p->left };
		return pdf_read(&r, out) ? OK : pdf_bad(c, "a stream of objects is broken");
	}
	return pdf_bad(c, "an object does not stand where it should");
}

enum err pdf_object(struct ctx *c, struct pdf *p, int64_t number, struct pdf_value *out)
{
	struct pdf_found f;
	struct pdf_pack *pack;
	struct pdf_place at = { 0 };
	if (number >= 0 && number < p->objects)
		at = p->places[number];
	if (at.kind == 0) {
		*out = (struct pdf_value){ 0 }; /* what is not there is null (7.3.10) */
		return OK;
	}
	if (at.kind == 2) {
		TRY(open_pack(c, p, at.at, &pack));
		return read_packed(c, p, pack, number, out);
	}
	TRY(pdf_object_at(c, p, at.at, &f));
	if (f.number != number || f.generation != at.generation)
		return pdf_bad(c, "an object does not stand where it should");
	*out = f.value;
	return OK;
}

enum err pdf_follow(struct ctx *c, struct pdf *p, const struct pdf_value *v, struct pdf_value *out)
{
	if (v == NULL || v->type != PDF_REFERENCE) {
		*out = v != NULL ? *v : (struct pdf_value){ 0 };
		return OK;
	}
	struct pdf_value found;
	TRY(pdf_object(c, p, v->number, &found));
	if (found.type == PDF_REFERENCE)
		return pdf_bad(c, "a reference leads to another one");
	*out = found;
	return OK;
}
