/* bill_read.c - the strict reader: libexpat finds the elements, the table of bill_element.c says
 * what may stand where, and nothing else may.
 *
 * Doctypes, processing instructions, comments and CDATA sections are refused, so no entity can be
 * declared and nothing in the file is left unsaid by the structs. What expat has to remember is
 * bounded before it sees the text: one tag by LIMIT_BILL_TAG_BYTES, and the first element or
 * attribute that the table doesn't know ends the reading.
 */
#include "trade/bill/bill_read.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/enc.h"
#include "core/base/limits.h"

static void place_of(const struct reader *r, size_t offset, int *line, int *column)
{
	*line = *column = 1;
	for (size_t i = 0; i < offset && i < r->n; i++) {
		if (r->text[i] == '\n') {
			++*line;
			*column = 1;
		} else if (((unsigned char)r->text[i] & 0xC0) != 0x80) {
			++*column;
		}
	}
}

enum err bill_refuse(struct reader *r, const char *fmt, ...)
{
	int line, column;
	va_list ap;
	va_start(ap, fmt);
	enum err e = vfail(r->c, E_BAD_BILL, fmt, ap);
	va_end(ap);
	const char *what = r->c->fault.detail;
	place_of(r, r->at, &line, &column);
	if (r->now == NULL)
		return fail(r->c, e, "%d:%d: %s", line, column, what);
	const char *code = r->values[A_CODE];
	return fail(r->c, e, "%d:%d: %s%s%s: %s", line, column, r->now->name,
	    code != NULL ? " " : "", code != NULL ? code : "", what);
}

/* Where expat is: at the beginning of what it tells of. */
static void look(struct reader *r)
{
	r->at = (size_t)XML_GetCurrentByteIndex(r->parser);
}

static enum err take_attributes(struct reader *r, const struct element *el, const char **atts)
{
	memset(r->values, 0, sizeof(r->values));
	r->now = el;
	for (; atts[0] != NULL; atts += 2) {
		int a = 0;
		while (a < ATTRIBUTES && strcmp(bill_attributes[a], atts[0]) != 0)
			a++;
		if (a == ATTRIBUTES || ((el->required | el->optional) & 1u << a) == 0)
			return bill_refuse(r, "it has no attribute %s", atts[0]);
		r->values[a] = atts[1];
	}
	for (int a = 0; a < ATTRIBUTES; a++)
		if ((el->required & 1u << a) != 0 && r->values[a] == NULL)
			return bill_refuse(r, "%s is missing", bill_attributes[a]);
	return OK;
}

static enum err open_element(struct reader *r, const char *name, const char **atts)
{
	enum place in = r->open[r->depth];
	const struct element *el = NULL;
	bool known = false;
	for (size_t i = 0; el == NULL && bill_elements[i].name != NULL; i++)
		if (strcmp(bill_elements[i].name, name) == 0) {
			known = true;
			el = bill_elements[i].in == in ? &bill_elements[i] : NULL;
		}
	if (el == NULL)
		return bill_refuse(
		    r, known ? "%s does not stand here" : "unknown element %s", name);
	TRY(take_attributes(r, el, atts));
	TRY(el->read(r));
	r->now = NULL;
	assert(r->depth < DEPTH_MAX); /* the table has no deeper place */
	r->open[++r->depth] = el->opens;
	return OK;
}

static enum err close_element(struct reader *r)
{
	enum place left = r->open[r->depth--];
	if (left == IN_WORK && r->next_part != BILL_PARTS)
		return bill_refuse(r, "the unit work ends before its tax");
	if (left == IN_BILL && r->bill->work_count == 0)
		return bill_refuse(r, "the bill has no unit work");
	return OK;
}

/* After the first refusal nothing more is read; expat may still end the element it is in. */
static void settle(struct reader *r, enum err e)
{
	r->e = e;
	if (e != OK)
		XML_StopParser(r->parser, XML_FALSE);
}

static void on_start(void *user, const char *name, const char **atts)
{
	struct reader *r = user;
	look(r);
	if (r->e == OK)
		settle(r, open_element(r, name, atts));
}

static void on_end(void *user, const char *name)
{
	struct reader *r = user;
	(void)name;
	look(r);
	if (r->e == OK)
		settle(r, close_element(r));
}

static void on_text(void *user, const char *s, int n)
{
	struct reader *r = user;
	look(r);
	for (int i = 0; i < n && r->e == OK; i++)
		if (strchr(" \t\r\n", s[i]) == NULL)
			settle(r, bill_refuse(r, "text between the elements"));
}

static void on_stranger(struct reader *r, const char *what)
{
	look(r);
	if (r->e == OK)
		settle(r, bill_refuse(r, "%s", what));
}

static void on_doctype(
    void *user, const char *name, const char *system, const char *public, int internal)
{
	(void)name, (void)system, (void)public, (void)internal;
	on_stranger(user, "a document type");
}

static void on_instruction(void *user, const char *target, const char *value)
{
	(void)target, (void)value;
	on_stranger(user, "a processing instruction");
}

static void on_comment(void *user, const char *text)
{
	(void)text;
	on_stranger(user, "a comment");
}

static void on_cdata(void *user)
{
	on_stranger(user, "a CDATA section");
}

/* The text is read as UTF-8 whatever it says, so it may say nothing else. */
static void on_declaration(void *user, const char *version, const char *encoding, int standalone)
{
	(void)standalone;
	if (version == NULL || strcmp(version, "1.0") != 0)
		on_stranger(user, "not XML 1.0");
	else if (encoding != NULL && strcasecmp(encoding, "UTF-8") != 0)
		on_stranger(user, "the encoding is not UTF-8");
}

/* Counts the tags, and bounds each: a raw '<' stands nowhere else. */
static enum err scan_tags(struct reader *r)
{
	const char *end = r->text + r->n, *at = memchr(r->text, '<', r->n);
	if (r->n >= 3 && memcmp(r->text, "\xEF\xBB\xBF", 3) == 0)
		return bill_refuse(r, "the text begins with a byte order mark");
	while (at != NULL) {
		const char *next = memchr(at + 1, '<', (size_t)(end - at - 1));
		r->at = (size_t)(at - r->text);
		if ((next != NULL ? next : end) - at > LIMIT_BILL_TAG_BYTES)
			return bill_refuse(
			    r, "an element of more than %ld bytes", LIMIT_BILL_TAG_BYTES);
		r->tags++;
		at = next;
	}
	return OK;
}

static enum err run(struct reader *r)
{
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, on_start, on_end);
	XML_SetCharacterDataHandler(r->parser, on_text);
	XML_SetDoctypeDeclHandler(r->parser, on_doctype, NULL);
	XML_SetProcessingInstructionHandler(r->parser, on_instruction);
	XML_SetCommentHandler(r->parser, on_comment);
	XML_SetCdataSectionHandler(r->parser, on_cdata, NULL);
	XML_SetXmlDeclHandler(r->parser, on_declaration);
	if (XML_Parse(r->parser, r->text, (int)r->n, XML_TRUE) == XML_STATUS_OK || r->e != OK)
		return r->e;
	assert(XML_GetErrorCode(r->parser) != XML_ERROR_NO_MEMORY);
	look(r);
	return bill_refuse(r, "not XML: %s", XML_ErrorString(XML_GetErrorCode(r->parser)));
}

static int by_code(const void *a, const void *b)
{
	const struct bill_line *x = *(const struct bill_line *const *)a,
	                       *y = *(const struct bill_line *const *)b;
	int order = strcmp(x->code, y->code);
	return order != 0 ? order : (x > y) - (x < y);
}

static enum err sort_codes(struct reader *r)
{
	struct bill *b = r->bill;
	int line, column;
	b->by_code = arena_array(r->c->mem, const struct bill_line *, b->line_count);
	for (size_t i = 0; i < b->line_count; i++)
		b->by_code[i] = &r->lines[i];
	qsort(b->by_code, b->line_count, sizeof(void *), by_code);
	for (size_t i = 1; i < b->line_count; i++) {
		const struct bill_line *was = b->by_code[i - 1], *l = b->by_code[i];
		if (strcmp(was->code, l->code) != 0)
			continue;
		place_of(r, was->offset, &line, &column);
		r->at = l->offset;
		return bill_refuse(r, "code %s is used twice, first on line %d", l->code, line);
	}
	return OK;
}

enum err bill_read(struct ctx *c, const char *text, size_t n, struct bill *out)
{
	struct bill b = { .total_minor = -1 };
	struct reader r = { .c = c, .text = text, .n = n, .bill = &b };
	uint8_t digest[SHA256_BYTES];
	if (n > LIMIT_BILL_BYTES)
		return fail(c, E_TOO_LARGE, "a bill of more than %ld bytes", LIMIT_BILL_BYTES);
	TRY(scan_tags(&r));
	b.works = r.works = arena_array(c->mem, struct bill_work, LIMIT_BILL_WORKS);
	b.lines = r.lines = arena_array(
	    c->mem, struct bill_line, r.tags < LIMIT_BILL_LINES ? r.tags : LIMIT_BILL_LINES);
	r.parser = XML_ParserCreate("UTF-8");
	assert(r.parser != NULL);
	enum err e = run(&r);
	XML_ParserFree(r.parser);
	TRY(e);
	TRY(sort_codes(&r));
	sha256(text, n, digest);
	b.digest = enc_hex(c->mem, digest, sizeof(digest));
	*out = b;
	return OK;
}
