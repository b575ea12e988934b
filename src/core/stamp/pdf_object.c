/* pdf_object.c - values of a PDF as they are written. */
#include <string.h>

#include "core/stamp/pdf_own.h"

#define DIGITS_MAX 15
#define NAME_BYTES_MAX 127
#define BYTES_EACH 64 /* of a string or of space, counted as one value */

enum err pdf_bad(struct ctx *c, const char *what)
{
	return fail(c, E_BAD_PDF, "%s", what);
}

static bool is_space(uint8_t b)
{
	return b == '\0' || b == '\t' || b == '\n' || b == '\f' || b == '\r' || b == ' ';
}

static bool is_delimiter(uint8_t b)
{
	return b != '\0' && strchr("()<>[]{}/%", b) != NULL;
}

static int peek(const struct pdf_reader *r, size_t ahead)
{
	return r->in.n - r->at > ahead ? r->in.p[r->at + ahead] : -1;
}

/* What no word goes on with. */
static bool ends(const struct pdf_reader *r, size_t ahead)
{
	int b = peek(r, ahead);
	return b < 0 || is_space((uint8_t)b) || is_delimiter((uint8_t)b);
}

void pdf_space(struct pdf_reader *r)
{
	const size_t from = r->at;
	while (r->at < r->in.n) {
		uint8_t b = r->in.p[r->at];
		if (b == '%')
			while (r->at < r->in.n && r->in.p[r->at] != '\n' && r->in.p[r->at] != '\r')
				r->at++;
		else if (is_space(b))
			r->at++;
		else
			break;
	}
	/* one object may be read for many pages: a long comment in it costs each time */
	*r->left -= (int64_t)((r->at - from) / BYTES_EACH);
}

bool pdf_word(struct pdf_reader *r, const char *word)
{
	size_t n = strlen(word);
	pdf_space(r);
	if (r->in.n - r->at < n || memcmp(r->in.p + r->at, word, n) != 0 || !ends(r, n))
		return false;
	r->at += n;
	return true;
}

bool pdf_count(struct pdf_reader *r, int64_t *out)
{
	int64_t n = 0;
	int digits = 0;
	pdf_space(r);
	for (int b; (b = peek(r, 0)) >= '0' && b <= '9'; r->at++) {
		if (++digits > DIGITS_MAX)
			return false;
		n = n * 10 + (b - '0');
	}
	if (digits == 0 || !ends(r, 0))
		return false;
	*out = n;
	return true;
}

/* Whole or with decimals, of which three are kept. */
static bool read_number(struct pdf_reader *r, struct pdf_value *v)
{
	int64_t n = 0;
	int digits = 0, decimals = -1;
	bool minus = peek(r, 0) == '-';
	if (minus || peek(r, 0) == '+')
		r->at++;
	for (int b; (b = peek(r, 0)) == '.' || (b >= '0' && b <= '9'); r->at++) {
		if (b == '.') {
			if (decimals >= 0)
				return false;
			decimals = 0;
			continue;
		}
		if (++digits > DIGITS_MAX)
			return false;
		if (decimals < 3)
			n = n * 10 + (b - '0');
		decimals += decimals >= 0;
	}
	if (digits == 0 || !ends(r, 0) || n > INT64_C(1000000000000))
		return false;
	v->type = decimals < 0 ? PDF_INTEGER : PDF_REAL;
	for (int i = decimals; i >= 0 && i < 3; i++)
		n *= 10;
	v->number = minus ? -n : n;
	return true;
}

static int hex_of(int b)
{
	return b >= '0' && b <= '9'   ? b - '0'
	       : b >= 'a' && b <= 'f' ? b - 'a' + 10
	       : b >= 'A' && b <= 'F' ? b - 'A' + 10
	                              : -1;
}

static bool read_name(struct pdf_reader *r, struct pdf_value *v)
{
	char name[NAME_BYTES_MAX];
	size_t n = 0;
	for (r->at++; !ends(r, 0); r->at++) {
		int b = peek(r, 0);
		if (b == '#') {
			int high = hex_of(peek(r, 1)), low = hex_of(peek(r, 2));
			if (high < 0 || low < 0 || high + low == 0)
				return false;
			b = high << 4 | low;
			r->at += 2;
		}
		if (n == NAME_BYTES_MAX)
			return false;
		name[n++] = (char)b;
	}
	v->type = PDF_NAME;
	v->text = (struct bytes){ (const uint8_t *)arena_copy(r->c->mem, name, n), n };
	return true;
}

static bool read_hex(struct pdf_reader *r, struct pdf_value *v)
{
	size_t from = ++r->at, digits = 0;
	while (r->at < r->in.n && r->in.p[r->at] != '>')
		r->at++;
	if (r->at == r->in.n)
		return false;
	uint8_t *out = arena_alloc(r->c->mem, (r->at - from) / 2 + 1);
	for (size_t i = from; i < r->at; i++) {
		int h = hex_of(r->in.p[i]);
		if (h < 0 && !is_space(r->in.p[i]))
			return false;
		if (h >= 0) {
			out[digits / 2] |= (uint8_t)(digits % 2 == 0 ? h << 4 : h);
			digits++;
		}
	}
	r->at++;
	v->type = PDF_STRING;
	v->text = (struct bytes){ out, (digits + 1) / 2 };
	return true;
}

/* What stands behind a backslash; -1: nothing. */
static int escaped(struct pdf_reader *r)
{
	static const char from[] = "nrtbf()\\", to[] = "\n\r\t\b\f()\\";
	int b = peek(r, 0);
	const char *known = b > 0 ? strchr(from, b) : NULL;
	if (known != NULL) {
		r->at++;
		return (uint8_t)to[known - from];
	}
	if (b == '\r' || b == '\n') { /* the line goes on */
		r->at += b == '\r' && peek(r, 1) == '\n' ? 2 : 1;
		return -1;
	}
	if (b < '0' || b > '7') {
		r->at++;
		return b;
	}
	int octal = 0;
	for (int i = 0; i < 3 && peek(r, 0) >= '0' && peek(r, 0) <= '7'; i++, r->at++)
		octal = octal << 3 | (peek(r, 0) - '0');
	return octal & 0xff;
}

static bool read_string(struct pdf_reader *r, struct pdf_value *v)
{
	size_t end = r->at + 1, n = 0;
	int depth = 1;
	for (; end < r->in.n && depth > 0; end++) {
		uint8_t b = r->in.p[end];
		depth += b == '(' ? 1 : b == ')' ? -1 : 0;
		end += b == '\\';
	}
	if (depth > 0 || end > r->in.n)
		return false;
	uint8_t *out = arena_alloc(r->c->mem, end - r->at);
	for (r->at++; r->at < end - 1;) {
		int b = r->in.p[r->at++];
		if (b == '\\')
			b = escaped(r);
		if (b >= 0)
			out[n++] = (uint8_t)b;
	}
	r->at = end;
	v->type = PDF_STRING;
	v->text = (struct bytes){ out, n };
	return true;
}

static bool read_at(struct pdf_reader *r, struct pdf_value *out, int depth);

/* Values until that end; in a dictionary each first one is a name. */
static bool read_values(struct pdf_reader *r, struct pdf_value *v, int depth)
{
	struct pdf_value **to = &v->first;
	const char *end = v->type == PDF_ARRAY ? "]" : ">>";
	size_t bytes = strlen(end);
	r->at += bytes;
	for (size_t n = 0;; n++) {
		pdf_space(r);
		if (r->in.n - r->at >= bytes && memcmp(r->in.p + r->at, end, bytes) == 0) {
			r->at += bytes;
			return v->type == PDF_ARRAY || n % 2 == 0;
		}
		struct pdf_value *one = arena_new_of(r->c->mem, struct pdf_value);
		if (!read_at(r, one, depth + 1) ||
		    (v->type == PDF_DICTIONARY && n % 2 == 0 && one->type != PDF_NAME))
			return false;
		*to = one;
		to = &one->next;
	}
}

/* "12 0 R": an integer already, with what refers behind it. */
static void read_reference(struct pdf_reader *r, struct pdf_value *v)
{
	struct pdf_reader ahead = *r;
	int64_t generation;
	if (v->number < 0 || !pdf_count(&ahead, &generation) || generation > 65535 ||
	    !pdf_word(&ahead, "R"))
		return;
	r->at = ahead.at;
	v->type = PDF_REFERENCE;
	v->generation = generation;
}

static bool read_some(struct pdf_reader *r, struct pdf_value *v, int depth)
{
	int b = peek(r, 0);
	if (b == '/')
		return read_name(r, v);
	if (b == '(')
		return read_string(r, v);
	if (b == '<' && peek(r, 1) != '<')
		return read_hex(r, v);
	if (b == '[' || b == '<') {
		v->type = b == '[' ? PDF_ARRAY : PDF_DICTIONARY;
		return read_values(r, v, depth);
	}
	if (b == '+' || b == '-' || b == '.' || (b >= '0' && b <= '9')) {
		if (!read_number(r, v))
			return false;
		if (v->type == PDF_INTEGER)
			read_reference(r, v);
		return true;
	}
	v->type = PDF_WORD;
	if (pdf_word(r, "true") || pdf_word(r, "false"))
		return true;
	v->type = PDF_NULL;
	return pdf_word(r, "null");
}

static bool read_at(struct pdf_reader *r, struct pdf_value *out, int depth)
{
	struct pdf_value v = { 0 };
	if (depth > PDF_DEPTH_MAX || --*r->left < 0)
		return false;
	pdf_space(r);
	size_t from = r->at;
	if (!read_some(r, &v, depth))
		return false;
	v.raw = (struct bytes){ r->in.p + from, r->at - from };
	if (v.type == PDF_STRING)
		*r->left -= (int64_t)(v.raw.n / BYTES_EACH); /* what it takes of memory */
	*out = v;
	return true;
}

bool pdf_read(struct pdf_reader *r, struct pdf_value *out)
{
	return read_at(r, out, 0);
}

const struct pdf_value *pdf_find(const struct pdf_value *dictionary, const char *name)
{
	/* said twice it says nothing that anybody could take */
	static const struct pdf_value twice = { .type = PDF_WORD };
	const struct pdf_value *found = NULL;
	if (dictionary == NULL || dictionary->type != PDF_DICTIONARY)
		return NULL;
	for (const struct pdf_value *v = dictionary->first; v != NULL; v = v->next->next)
		if (pdf_is_name(v, name))
			found = found == NULL ? v->next : &twice;
	return found;
}

bool pdf_is_name(const struct pdf_value *v, const char *name)
{
	return v != NULL && v->type == PDF_NAME && v->text.n == strlen(name) &&
	       memcmp(v->text.p, name, v->text.n) == 0;
}

bool pdf_is_integer(const struct pdf_value *v, int64_t from, int64_t until)
{
	return v != NULL && v->type == PDF_INTEGER && v->number >= from && v->number <= until;
}
