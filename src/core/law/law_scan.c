/* law_scan.c - the first reading of a law file: what a schema cannot see, and where keys stand.
 *
 * libcyaml names the place of the event before the fault, reads only the first document, ignores
 * anchors and tags and cuts a value at an escaped NUL; so libyaml's events are walked first.
 */
#include <assert.h>
#include <string.h>
#include <yaml.h>

#include "core/law/law_read.h"

#define DEPTH_MAX 6

struct level {
	int mapping;   /* its serial; 0: a sequence */
	bool key_next; /* in a mapping: the next event is a key */
};

struct scan {
	struct law_reader *r;
	struct level levels[DEPTH_MAX];
	int depth, mappings, documents, row;
};

enum err law_fail(struct law_reader *r, int line, int column, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	const char *what = arena_vprintf(r->c->mem, fmt, ap);
	va_end(ap);
	return fail(r->c, E_LAW_FILE, "%s:%d:%d: %s", r->file->name, line, column, what);
}

static enum err fail_mark(struct law_reader *r, yaml_mark_t mark, const char *what)
{
	return law_fail(r, (int)mark.line + 1, (int)mark.column + 1, "%s", what);
}

static enum err fail_byte(struct law_reader *r, size_t offset, const char *what)
{
	int line = 1, column = 1;
	for (size_t i = 0; i < offset && i < r->file->n; i++) {
		if (r->file->text[i] == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)r->file->text[i] & 0xC0) != 0x80) {
			column++;
		}
	}
	return law_fail(r, line, column, "%s", what);
}

static bool is_control(unsigned char ch)
{
	return ch < 0x20 || ch == 0x7F;
}

static enum err scan_bytes(struct law_reader *r)
{
	const struct law_file *f = r->file;
	if (f->n > LAW_FILE_BYTES)
		return law_fail(r, 1, 1, "the file is larger than %d bytes", LAW_FILE_BYTES);
	if (f->n >= 3 && memcmp(f->text, "\xEF\xBB\xBF", 3) == 0)
		return law_fail(r, 1, 1, "the file begins with a byte order mark");
	for (size_t i = 0; i < f->n; i++) {
		unsigned char ch = (unsigned char)f->text[i];
		if (ch == '\t')
			return fail_byte(r, i, "a tab; indent with spaces");
		if (ch == '\r')
			return fail_byte(r, i, "a carriage return; lines end in LF alone");
		if (is_control(ch) && ch != '\n')
			return fail_byte(r, i, "a control character");
	}
	return OK;
}

static enum err add_key(struct scan *s, const yaml_event_t *ev, int mapping)
{
	struct law_reader *r = s->r;
	const char *key = (const char *)ev->data.scalar.value;
	struct law_place place = { .mapping = mapping,
		.row = s->depth > 2 ? s->row : LAW_NO_ROW,
		.line = (int)ev->start_mark.line + 1,
		.column = (int)ev->start_mark.column + 1 };
	if (ev->data.scalar.length >= sizeof(place.key))
		return fail_mark(r, ev->start_mark, "unknown key");
	memcpy(place.key, key, ev->data.scalar.length);
	for (size_t i = 0; i < r->place_count; i++) {
		const struct law_place *was = &r->places[i];
		if (was->mapping == mapping && strcmp(was->key, place.key) == 0)
			return law_fail(r, place.line, place.column,
			    "double key %s, first on line %d", place.key, was->line);
	}
	if (r->place_count == LAW_FILE_KEYS)
		return law_fail(r, place.line, place.column, "more than %d keys", LAW_FILE_KEYS);
	r->places[r->place_count++] = place;
	return OK;
}

/* Whether the event stands as a key; moves the mapping around it on. */
static bool take_key(struct scan *s)
{
	struct level *level = s->depth > 0 ? &s->levels[s->depth - 1] : NULL;
	if (level == NULL || level->mapping == 0)
		return false;
	level->key_next = !level->key_next;
	return !level->key_next;
}

static enum err scan_scalar(struct scan *s, const yaml_event_t *ev)
{
	const char *text = (const char *)ev->data.scalar.value;
	size_t n = ev->data.scalar.length;
	if (ev->data.scalar.anchor != NULL || ev->data.scalar.tag != NULL)
		return fail_mark(s->r, ev->start_mark, "anchors and tags are not allowed");
	for (size_t i = 0; i < n; i++)
		if (is_control((unsigned char)text[i]))
			return fail_mark(
			    s->r, ev->start_mark, "a value is one line without control characters");
	if (n > 0 && (text[0] == ' ' || text[n - 1] == ' '))
		return fail_mark(s->r, ev->start_mark, "a value begins or ends with a space");
	if (!take_key(s))
		return OK;
	return add_key(s, ev, s->levels[s->depth - 1].mapping);
}

static enum err scan_open(struct scan *s, const yaml_event_t *ev, bool is_mapping)
{
	const yaml_char_t *anchor =
	    is_mapping ? ev->data.mapping_start.anchor : ev->data.sequence_start.anchor;
	const yaml_char_t *tag =
	    is_mapping ? ev->data.mapping_start.tag : ev->data.sequence_start.tag;
	if (anchor != NULL || tag != NULL)
		return fail_mark(s->r, ev->start_mark, "anchors and tags are not allowed");
	if (take_key(s))
		return fail_mark(s->r, ev->start_mark, "a key is one word");
	if (s->depth == DEPTH_MAX)
		return law_fail(s->r, (int)ev->start_mark.line + 1, (int)ev->start_mark.column + 1,
		    "deeper than %d levels", DEPTH_MAX);
	if (is_mapping && s->depth == 2)
		s->row++;
	s->levels[s->depth++] =
	    (struct level){ .mapping = is_mapping ? ++s->mappings : 0, .key_next = true };
	return OK;
}

static enum err scan_event(struct scan *s, const yaml_event_t *ev)
{
	switch (ev->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (s->documents++ > 0)
			return fail_mark(s->r, ev->start_mark, "a second document");
		return OK;
	case YAML_ALIAS_EVENT:
		return fail_mark(s->r, ev->start_mark, "aliases are not allowed");
	case YAML_SCALAR_EVENT:
		return scan_scalar(s, ev);
	case YAML_MAPPING_START_EVENT:
		return scan_open(s, ev, true);
	case YAML_SEQUENCE_START_EVENT:
		return scan_open(s, ev, false);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		assert(s->depth > 0); /* libyaml pairs its events */
		s->depth--;
		return OK;
	default:
		return OK;
	}
}

static enum err scan_syntax(struct law_reader *r, const yaml_parser_t *p)
{
	const char *what = p->problem != NULL ? p->problem : "not YAML";
	if (p->error == YAML_READER_ERROR)
		return fail_byte(r, p->problem_offset, what);
	if (p->context != NULL)
		what = arena_printf(r->c->mem, "%s %s that began on line %d", what, p->context,
		    (int)p->context_mark.line + 1);
	return fail_mark(r, p->problem_mark, what);
}

static enum err scan_events(struct scan *s, yaml_parser_t *p)
{
	for (;;) {
		yaml_event_t ev;
		if (!yaml_parser_parse(p, &ev))
			return scan_syntax(s->r, p);
		enum err e = scan_event(s, &ev);
		bool end = ev.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&ev);
		if (e != OK || end)
			return e;
	}
}

enum err law_scan(struct law_reader *r)
{
	struct scan s = { .r = r, .row = LAW_NO_ROW };
	yaml_parser_t p;
	r->place_count = 0;
	TRY(scan_bytes(r));
	if (!yaml_parser_initialize(&p))
		return law_fail(r, 1, 1, "no memory to read it");
	yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&p, (const unsigned char *)r->file->text, r->file->n);
	enum err e = scan_events(&s, &p);
	yaml_parser_delete(&p);
	if (e == OK && s.documents == 0)
		return law_fail(r, 1, 1, "the file is empty");
	return e;
}

const struct law_place *law_place(const struct law_reader *r, const char *key)
{
	static const struct law_place nowhere = { .line = 1, .column = 1 };
	const struct law_place *first = &nowhere;
	for (size_t i = r->place_count; i > 0; i--) {
		const struct law_place *p = &r->places[i - 1];
		if (strcmp(p->key, key) != 0)
			continue;
		if (p->row == r->row)
			return p;
		first = p;
	}
	return first;
}
