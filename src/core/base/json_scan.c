#include "core/base/json_scan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/json.h"
#include "core/base/limits.h"

#define FIRST_NAMES 32

/* The end of the text, where a byte was wanted. */
#define END (-1)

/* A member name, unescaped, and where it stands. */
struct name {
	const char *p;
	size_t n, at;
};

struct scan {
	struct ctx *c;
	const char *text;
	size_t n, at;
	int depth, values;
	bool fractions; /* pass */
	struct step {
		struct name name;  /* of the member that is read; p NULL: a list */
		size_t index;      /* of the item that is read */
	} steps[LIMIT_JSON_DEPTH]; /* through what is open, the outermost first */
	struct name *names;        /* of all objects that are open, the innermost object's last */
	size_t names_n, names_size;
};

static enum err scan_value(struct scan *s) CHECKED;

static int peek(const struct scan *s)
{
	return s->at < s->n ? (unsigned char)s->text[s->at] : END;
}

static enum err bad(struct scan *s, const char *what)
{
	if (s->at >= s->n)
		return fail(
		    s->c, E_BAD_JSON, "byte %zu: the text ends where it should go on", s->n);
	return fail(s->c, E_BAD_JSON, "byte %zu: %s", s->at, what);
}

/* The JSON pointer of the value that is read. */
static const char *pointer(struct scan *s)
{
	struct buf b;
	/* the names stand in the text; a step's own bytes are more than the digits of its index */
	buf_init(&b, s->c->mem, s->n + sizeof(s->steps));
	for (int i = 0; i < s->depth; i++) {
		const struct step *at = &s->steps[i];
		buf_char(&b, '/');
		if (at->name.p != NULL)
			buf_add(&b, at->name.p, at->name.n);
		else
			buf_i64(&b, (int64_t)at->index);
	}
	return b.p;
}

/* Of a number that is JSON, yet none of those taken. */
static enum err bad_number(struct scan *s, const char *what)
{
	const char *from = s->text + s->at;
	size_t n = 0;
	while (n < s->n - s->at && from[n] != '\0' && strchr("+-.0123456789eE", from[n]) != NULL)
		n++;
	return fail_at(s->c, E_BAD_FIELD, pointer(s), arena_copy(s->c->mem, from, n),
	    "byte %zu: %s; a number is an integer, an amount a decimal string", s->at, what);
}

static void skip_space(struct scan *s)
{
	for (int ch = peek(s); ch == ' ' || ch == '\n' || ch == '\t' || ch == '\r'; ch = peek(s))
		s->at++;
}

/* Bytes of the well-formed UTF-8 character (RFC 3629) at p, which has more than one; 0: none. */
static size_t utf8_bytes(const char *text, size_t left)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t n = p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
	if (n > left)
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	bool overlong = (p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xF0 && p[1] < 0x90);
	bool surrogate = p[0] == 0xED && p[1] >= 0xA0;
	bool beyond = p[0] == 0xF4 && p[1] >= 0x90;
	return overlong || surrogate || beyond ? 0 : n;
}

/* Reads "\uXXXX" into a UTF-16 code unit. */
static enum err scan_unit(struct scan *s, uint32_t *unit)
{
	if (s->n - s->at < 6 || s->text[s->at] != '\\' || s->text[s->at + 1] != 'u')
		return bad(s, "\\u and four hex digits wanted");
	uint32_t v = 0;
	for (size_t i = 2; i < 6; i++) {
		char ch = s->text[s->at + i];
		uint32_t digit = ch >= '0' && ch <= '9'   ? (uint32_t)(ch - '0')
		                 : ch >= 'a' && ch <= 'f' ? (uint32_t)(ch - 'a' + 10)
		                 : ch >= 'A' && ch <= 'F' ? (uint32_t)(ch - 'A' + 10)
		                                          : 16;
		if (digit == 16)
			return bad(s, "\\u and four hex digits wanted");
		v = v << 4 | digit;
	}
	s->at += 6;
	*unit = v;
	return OK;
}

/* Reads one escape into the character that it stands for. */
static enum err scan_escape(struct scan *s, uint32_t *character)
{
	static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	size_t from = s->at;
	if (s->n - s->at < 2)
		return bad(s, "there is no such escape");
	char letter = s->text[s->at + 1];
	if (letter != 'u') {
		const char *hit = memchr(letters, letter, sizeof(letters) - 1);
		if (hit == NULL)
			return bad(s, "there is no such escape");
		s->at += 2;
		*character = (unsigned char)meant[hit - letters];
		return OK;
	}
	uint32_t high = 0, low = 0;
	TRY(scan_unit(s, &high));
	if (high >= 0xD800 && high < 0xDC00 && s->n - s->at >= 2 && s->text[s->at] == '\\' &&
	    s->text[s->at + 1] == 'u') {
		TRY(scan_unit(s, &low));
		if (low >= 0xDC00 && low < 0xE000) {
			*character = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
			return OK;
		}
	}
	bool surrogate = high >= 0xD800 && high < 0xE000;
	if (surrogate || high == 0) {
		s->at = from;
		return bad(s, surrogate ? "a surrogate without its other half" : "\\u0000");
	}
	*character = high;
	return OK;
}

/* The first byte from at on that is no plain ASCII character of a string. */
static size_t skip_plain(const struct scan *s)
{
	const unsigned char *text = (const unsigned char *)s->text;
	size_t at = s->at, n = s->n;
	while (at < n && text[at] >= 0x20 && text[at] < 0x80 && text[at] != '"' && text[at] != '\\')
		at++;
	return at;
}

/* Checks a string; *inner is what stands between its quotes, *escaped whether it has escapes. */
static enum err scan_string(struct scan *s, struct name *inner, bool *escaped)
{
	inner->at = s->at++;
	*escaped = false;
	for (;;) {
		s->at = skip_plain(s);
		int ch = peek(s);
		if (ch == '"')
			break;
		if (ch == '\\') {
			uint32_t character;
			TRY(scan_escape(s, &character));
			*escaped = true;
		} else if (ch < 0x80) { /* END too */
			return bad(s, "a control character inside a string");
		} else {
			size_t more = utf8_bytes(s->text + s->at, s->n - s->at);
			if (more == 0)
				return fail(s->c, E_BAD_ENCODING, "byte %zu: not UTF-8", s->at);
			s->at += more;
		}
	}
	inner->p = s->text + inner->at + 1;
	inner->n = s->at - inner->at - 1;
	s->at++;
	return OK;
}

static size_t put_utf8(char *out, uint32_t ch)
{
	if (ch < 0x80) {
		out[0] = (char)ch;
		return 1;
	}
	if (ch < 0x800) {
		out[0] = (char)(0xC0 | ch >> 6);
		out[1] = (char)(0x80 | (ch & 0x3F));
		return 2;
	}
	if (ch < 0x10000) {
		out[0] = (char)(0xE0 | ch >> 12);
		out[1] = (char)(0x80 | (ch >> 6 & 0x3F));
		out[2] = (char)(0x80 | (ch & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | ch >> 18);
	out[1] = (char)(0x80 | (ch >> 12 & 0x3F));
	out[2] = (char)(0x80 | (ch >> 6 & 0x3F));
	out[3] = (char)(0x80 | (ch & 0x3F));
	return 4;
}

/* Replaces a checked name by what it says: "\u0061" and "a" are one name. */
static void unescape(struct ctx *c, struct name *name)
{
	struct scan in = { .c = c, .text = name->p, .n = name->n };
	/* no escape is shorter than its character */
	char *out = arena_alloc(c->mem, name->n);
	size_t n = 0;
	while (in.at < in.n) {
		if (in.text[in.at] != '\\') {
			out[n++] = in.text[in.at++];
			continue;
		}
		uint32_t character = 0;
		enum err e = scan_escape(&in, &character);
		assert(e == OK);
		n += put_utf8(out + n, character);
	}
	name->p = out;
	name->n = n;
}

static enum err scan_name(struct scan *s)
{
	struct name name;
	bool escaped;
	if (peek(s) != '"')
		return bad(s, "a member name wanted");
	TRY(scan_string(s, &name, &escaped));
	if (escaped)
		unescape(s->c, &name);
	if (s->names_n == s->names_size) {
		size_t size = s->names_size == 0 ? FIRST_NAMES : s->names_size * 2;
		struct name *names = arena_array(s->c->mem, struct name, size);
		if (s->names_n != 0)
			memcpy(names, s->names, s->names_n * sizeof(*names));
		s->names = names;
		s->names_size = size;
	}
	s->names[s->names_n++] = name;
	return OK;
}

static int name_order(const void *left, const void *right)
{
	const struct name *a = left, *b = right;
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	int order = memcmp(a->p, b->p, a->n);
	if (order != 0)
		return order;
	return a->at < b->at ? -1 : a->at > b->at;
}

/* Ends the object whose names begin at first. Sorting keeps an object of many names cheap. */
static enum err check_names(struct scan *s, size_t first)
{
	struct name *names = s->names + first;
	size_t count = s->names_n - first;
	s->names_n = first;
	qsort(names, count, sizeof(*names), name_order);
	for (size_t i = 1; i < count; i++) {
		const struct name *a = &names[i - 1], *b = &names[i];
		if (a->n == b->n && memcmp(a->p, b->p, a->n) == 0)
			return fail_at(s->c, E_BAD_JSON, NULL, arena_copy(s->c->mem, b->p, b->n),
			    "byte %zu: the object has a member of this name already", b->at);
	}
	return OK;
}

/* After an item or member: *more tells whether a comma or the closing bracket followed. */
static enum err scan_comma(struct scan *s, int close, bool *more)
{
	skip_space(s);
	int ch = peek(s);
	if (ch != ',' && ch != close)
		return bad(s, "a comma or the closing bracket wanted");
	s->at++;
	skip_space(s);
	*more = ch == ',';
	return OK;
}

static enum err scan_object(struct scan *s)
{
	size_t first = s->names_n;
	bool more = peek(s) != '}';
	if (!more)
		s->at++;
	while (more) {
		TRY(scan_name(s));
		s->steps[s->depth - 1].name = s->names[s->names_n - 1];
		skip_space(s);
		if (peek(s) != ':')
			return bad(s, "a colon wanted");
		s->at++;
		skip_space(s);
		TRY(scan_value(s));
		TRY(scan_comma(s, '}', &more));
	}
	if (s->names_n - first < 2) {
		s->names_n = first;
		return OK;
	}
	return check_names(s, first);
}

static enum err scan_list(struct scan *s)
{
	bool more = peek(s) != ']';
	if (!more)
		s->at++;
	while (more) {
		TRY(scan_value(s));
		TRY(scan_comma(s, ']', &more));
		s->steps[s->depth - 1].index++;
	}
	return OK;
}

static enum err scan_nested(struct scan *s)
{
	if (s->depth == LIMIT_JSON_DEPTH)
		return fail(
		    s->c, E_BAD_JSON, "byte %zu: more than %d levels", s->at, LIMIT_JSON_DEPTH);
	s->steps[s->depth++] = (struct step){ 0 };
	int open = peek(s);
	s->at++;
	skip_space(s);
	TRY(open == '{' ? scan_object(s) : scan_list(s));
	s->depth--;
	return OK;
}

static enum err scan_number(struct scan *s)
{
	size_t from = s->at;
	bool negative = peek(s) == '-';
	if (negative)
		s->at++;
	size_t digits_from = s->at;
	int64_t v = 0;
	for (int ch = peek(s); ch >= '0' && ch <= '9' && v <= JSON_INT_MAX; ch = peek(s)) {
		v = v * 10 + (ch - '0');
		s->at++;
	}
	size_t digits = s->at - digits_from;
	if (digits == 0)
		return bad(s, "no JSON value begins so");
	int after = peek(s);
	bool zero_first = digits > 1 && s->text[digits_from] == '0';
	const char *what = NULL;
	if (s->fractions && after == '.' && v <= JSON_INT_MAX && !zero_first) {
		s->at++;
		for (from = s->at; peek(s) >= '0' && peek(s) <= '9';)
			s->at++;
		after = peek(s);
		if (s->at == from || s->at - from > 15 || after == 'e' || after == 'E')
			return bad(s, "a fraction has 1 to 15 digits and no exponent");
		return OK;
	}
	if (v > JSON_INT_MAX)
		what = "an integer beyond 2^53 - 1";
	else if (after == '.' || after == 'e' || after == 'E')
		what = "a fraction or exponent";
	else if (negative && v == 0)
		what = "-0";
	if (what == NULL && !zero_first)
		return OK;
	s->at = from;
	return zero_first ? bad(s, "a leading zero") : bad_number(s, what);
}

static enum err scan_word(struct scan *s, const char *word)
{
	size_t n = strlen(word);
	if (s->n - s->at < n || memcmp(s->text + s->at, word, n) != 0)
		return bad(s, "no JSON value begins so");
	s->at += n;
	return OK;
}

static enum err scan_value(struct scan *s)
{
	struct name inner;
	bool escaped;
	if (s->values == LIMIT_JSON_NODES)
		return fail(
		    s->c, E_BAD_JSON, "byte %zu: more than %d values", s->at, LIMIT_JSON_NODES);
	s->values++;
	switch (peek(s)) {
	case '{':
	case '[':
		return scan_nested(s);
	case '"':
		return scan_string(s, &inner, &escaped);
	case 't':
		return scan_word(s, "true");
	case 'f':
		return scan_word(s, "false");
	case 'n':
		return scan_word(s, "null");
	default:
		return scan_number(s);
	}
}

enum err json_scan(struct ctx *c, const char *text, size_t n, bool fractions)
{
	struct scan s = { .c = c, .text = text, .n = n, .fractions = fractions };
	skip_space(&s);
	TRY(scan_value(&s));
	skip_space(&s);
	if (s.at < s.n)
		return bad(&s, "more text after the value");
	return OK;
}
