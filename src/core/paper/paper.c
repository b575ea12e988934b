#include "core/paper/told.h"

#include <assert.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/moment.h"

const char *const part_words[] = { "heading", "text", "plain", "note", "fact", "table", "row",
	"signs", "close", NULL };

struct paper {
	struct buf b;
	bool full;      /* something did not fit */
	size_t columns; /* of the last table */
};

#define REPLACEMENT "\xEF\xBF\xBD"

/* The bytes of the character at s that is not to be printed; 0: it may be. */
static size_t unprintable(const unsigned char *s)
{
	static const char *const turning[] = { "\xD8\x9C", /* ALM */
		"\xE2\x80\x8E", "\xE2\x80\x8F",            /* LRM, RLM */
		"\xE2\x80\xA8", "\xE2\x80\xA9",            /* line and paragraph separators */
		"\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE",
		"\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9" };
	if ((s[0] < 0x20 && s[0] != '\n') || s[0] == 0x7f)
		return 1;
	if (s[0] == 0xC2 && s[1] < 0xA0) /* C1 */
		return 2;
	for (size_t i = 0; i < sizeof(turning) / sizeof(*turning); i++)
		if (strncmp((const char *)s, turning[i], strlen(turning[i])) == 0)
			return strlen(turning[i]);
	return 0;
}

static void put(struct paper *p, const char *text)
{
	/* each byte may grow to three */
	if (p->full || p->b.n + 3 * strlen(text) + 2 >= p->b.cap) {
		p->full = true;
		return;
	}
	for (const char *s = text; *s != '\0';) {
		size_t n = unprintable((const unsigned char *)s);
		if (n == 0)
			buf_char(&p->b, *s++);
		else if (*s == '\t')
			buf_char(&p->b, ' ');
		else
			buf_text(&p->b, REPLACEMENT);
		s += n;
	}
}

static void part(struct paper *p, enum part what, const char *const *fields, size_t n)
{
	put(p, part_words[what]);
	for (size_t i = 0; i < n && !p->full; i++) {
		buf_char(&p->b, FIELD_END);
		put(p, fields[i] != NULL ? fields[i] : "");
	}
	if (!p->full)
		buf_char(&p->b, RECORD_END);
}

struct paper *paper_new(struct ctx *c, const struct paper_new *in)
{
	struct paper *p = arena_new_of(c->mem, struct paper);
	/* without the milliseconds, which a PDF's date cannot hold */
	const char *created = arena_printf(c->mem, "%.19sZ", moment_text(c, in->at_ms));
	const char *const head[HEAD_FIELDS] = { [HEAD_TITLE] = in->title,
		[HEAD_SUBTITLE] = in->subtitle,
		[HEAD_CENTRE] = c->centre->name,
		[HEAD_PRACTICE] = c->centre->practice ? "1" : "",
		[HEAD_ADDRESS] = in->address,
		[HEAD_DIGEST] = in->digest,
		[HEAD_DIGEST_OF] = in->digest_of,
		[HEAD_CREATED] = created };
	buf_init(&p->b, c->mem, LIMIT_PAPER_BYTES);
	for (size_t i = 0; i < HEAD_FIELDS; i++) {
		put(p, head[i] != NULL ? head[i] : "");
		buf_char(&p->b, i + 1 < HEAD_FIELDS ? FIELD_END : RECORD_END);
	}
	return p;
}

void paper_heading(struct paper *p, const char *text)
{
	part(p, PART_HEADING, &text, 1);
}

void paper_text(struct paper *p, const char *text)
{
	part(p, PART_TEXT, &text, 1);
}

void paper_plain(struct paper *p, const char *text)
{
	part(p, PART_PLAIN, &text, 1);
}

void paper_note(struct paper *p, const char *text)
{
	part(p, PART_NOTE, &text, 1);
}

void paper_fact(struct paper *p, const char *label, const char *value)
{
	if (value != NULL && *value != '\0')
		part(p, PART_FACT, (const char *const[]){ label, value }, 2);
}

void paper_table(struct paper *p, const struct paper_column *columns, size_t n)
{
	const char *fields[3 * PAPER_COLUMNS_MAX];
	assert(n > 0 && n <= PAPER_COLUMNS_MAX);
	for (size_t i = 0; i < n; i++) {
		fields[3 * i] = columns[i].title;
		fields[3 * i + 1] = arena_printf(p->b.mem, "%d", columns[i].width);
		fields[3 * i + 2] = columns[i].number ? "number" : "";
	}
	p->columns = n;
	part(p, PART_TABLE, fields, 3 * n);
}

void paper_row(struct paper *p, const char *const *cells)
{
	const char *fields[PAPER_COLUMNS_MAX];
	for (size_t i = 0; i < p->columns; i++)
		fields[i] = cells[i] != NULL && *cells[i] != '\0' ? cells[i] : "—";
	part(p, PART_ROW, fields, p->columns);
}

void paper_signs(struct paper *p, const char *const *labels, size_t n)
{
	assert(n <= PAPER_COLUMNS_MAX);
	part(p, PART_SIGNS, labels, n);
}

void paper_close(struct paper *p, const char *who, const char *when)
{
	part(p, PART_CLOSE, (const char *const[]){ who, when }, 2);
}

const char *paper_told(const struct paper *p, size_t *n)
{
	*n = p->b.n;
	return p->full ? NULL : p->b.p;
}

enum err paper_pdf(struct ctx *c, const struct paper *p, struct bytes *out)
{
	struct told t = { .program = "/proc/self/exe", .ms = LIMIT_PAPER_MS };
	t.text = paper_told(p, &t.n);
	if (t.text == NULL)
		return fail(c, E_TOO_LARGE, "a paper says at most %ld bytes", LIMIT_PAPER_BYTES);
	return child_draw(c, &t, out);
}
