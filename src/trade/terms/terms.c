/* terms.c - all patterns of all rows at once, by their first two characters; sentence by sentence,
 * so that the time grows with the text alone. */
#include "trade/terms/terms.h"

#include <string.h>

#include "core/base/buf.h"
#include "trade/terms/fold.h"

#define BUCKETS 4096
#define EXCERPT_BYTES (4 * TERMS_EXCERPT_CHARS + 16)
#define BEFORE_CHARS 30 /* shown before what was found, where the sentence is too long */

struct row {
	const struct law_term *term;
	size_t excused; /* the sentence that unless was last seen in, from 1 */
	size_t hit;     /* its last one, from 1; 0: none */
};
struct piece {
	const uint16_t *code;
	size_t n;
	const struct piece *next; /* after a gap; NULL: the last */
};
struct pattern {
	struct row *row;
	bool unless;
	struct piece first;
	struct pattern *next; /* in its bucket */
};
/* In folded characters; end is the one after. */
struct hit {
	struct row *row;
	size_t from, end, sentence, sentence_end;
};
struct scan {
	struct ctx *c;
	struct folded text;
	struct pattern *buckets[BUCKETS];
	struct hit *hits;
	size_t n;
	size_t sentence, end; /* the one that is looked at */
};

static size_t bucket(const uint16_t *two)
{
	return (two[0] * 31u + two[1]) % BUCKETS;
}

static void add_pattern(struct scan *s, struct row *row, const char *text, bool unless)
{
	struct pattern *p = arena_new_of(s->c->mem, struct pattern);
	struct piece *piece = &p->first;
	struct folded f;
	fold_text(s->c->mem, text, strlen(text), &f);
	piece->code = f.code;
	for (size_t i = 0; i < f.n; i++) {
		if (f.code[i] != FOLD_GAP) {
			piece->n++;
			continue;
		}
		struct piece *next = arena_new_of(s->c->mem, struct piece);
		next->code = f.code + i + 1;
		piece->next = next;
		piece = next;
	}
	p->row = row;
	p->unless = unless;
	if (p->first.n < 2)
		return; /* the reader of the file lets none pass */
	struct pattern **at = &s->buckets[bucket(p->first.code)];
	while (*at != NULL)
		at = &(*at)->next;
	*at = p; /* last, so that rows keep their order */
}

static void add_rows(struct scan *s, int32_t day)
{
	const struct law_term *terms;
	size_t n = law_terms(s->c->law, &terms);
	struct row *rows = arena_array(s->c->mem, struct row, n);
	for (size_t i = 0; i < n; i++) {
		const struct law_term *t = &terms[i];
		if (day < t->from || day > t->to)
			continue;
		rows[i].term = t;
		for (size_t j = 0; j < t->word_count; j++)
			add_pattern(s, &rows[i], t->words[j], false);
		for (size_t j = 0; j < t->unless_count; j++)
			add_pattern(s, &rows[i], t->unless[j], true);
	}
}

/* The end of the pieces, the first of them at i; 0: not there. The sentence holds no FOLD_END, so
 * no gap leaves it. */
static size_t match(const struct scan *s, const struct piece *p, size_t i)
{
	if (p->n > s->end - i || memcmp(s->text.code + i, p->code, p->n * sizeof(*p->code)) != 0)
		return 0;
	i += p->n;
	if (p->next == NULL)
		return i;
	for (size_t gap = 0; gap <= LAW_TERM_GAP_CHARS && i + gap < s->end; gap++) {
		size_t end = match(s, p->next, i + gap);
		if (end != 0)
			return end;
	}
	return 0;
}

static void add_hit(struct scan *s, struct row *row, size_t from, size_t end)
{
	struct hit *last = row->hit == 0 ? NULL : &s->hits[row->hit - 1];
	if (last != NULL && from < last->end) {
		last->end = end > last->end ? end : last->end;
	} else if (s->n < TERMS_FINDINGS) {
		s->hits[s->n++] = (struct hit){ row, from, end, s->sentence, s->end };
		row->hit = s->n;
	}
}

/* Whether the sentence holds a pattern; notes what excuses it, or with add lists what stays. */
static bool look(struct scan *s, bool add)
{
	bool found = false;
	for (size_t i = s->sentence; i + 1 < s->end; i++)
		for (const struct pattern *p = s->buckets[bucket(s->text.code + i)]; p != NULL;
		     p = p->next) {
			struct row *row = p->row;
			bool excused = row->excused == s->sentence + 1;
			size_t end = excused ? 0 : match(s, &p->first, i);
			if (end == 0)
				continue;
			found = true;
			if (p->unless)
				row->excused = s->sentence + 1;
			else if (add)
				add_hit(s, row, i, end);
		}
	return found;
}

static void look_everywhere(struct scan *s)
{
	const struct folded *t = &s->text;
	while (s->sentence < t->n && s->n < TERMS_FINDINGS) {
		s->end = s->sentence;
		while (s->end < t->n && t->code[s->end] != FOLD_END)
			s->end++;
		if (look(s, false))
			look(s, true);
		s->sentence = s->end + 1;
	}
}

/* The byte after the folded character i. */
static size_t byte_after(const struct scan *s, const char *text, size_t bytes, size_t i)
{
	uint32_t ch;
	return s->text.at[i] + fold_char(text + s->text.at[i], bytes - s->text.at[i], &ch);
}

static const char *excerpt(
    const struct scan *s, const char *text, size_t bytes, const struct hit *h)
{
	const struct folded *t = &s->text;
	struct buf b;
	size_t i = h->sentence, chars = 0;
	buf_init(&b, s->c->mem, EXCERPT_BYTES);
	if (h->end - i > TERMS_EXCERPT_CHARS - BEFORE_CHARS && h->from - i > BEFORE_CHARS) {
		i = h->from - BEFORE_CHARS;
		buf_text(&b, "…");
		chars++;
	}
	for (size_t first = i; i < h->sentence_end; i++) {
		uint32_t ch;
		size_t at = t->at[i], size = fold_char(text + at, bytes - at, &ch);
		bool space = i > first && byte_after(s, text, bytes, i - 1) < at &&
		             !(fold_wide(t->code[i - 1]) && fold_wide(t->code[i]));
		bool rest = i + 1 < h->sentence_end;
		if (chars + space + 1 + rest > TERMS_EXCERPT_CHARS) {
			buf_text(&b, "…");
			break;
		}
		if (space)
			buf_text(&b, " ");
		if (ch == FOLD_BAD)
			buf_text(&b, "\uFFFD");
		else
			buf_add(&b, text + at, size);
		chars += space + 1u;
	}
	return b.p;
}

/* Hits come in order of place, so one walk through the text counts all lines. */
static struct term_finding *tell(const struct scan *s, const char *text, size_t bytes)
{
	struct term_finding *list = arena_array(s->c->mem, struct term_finding, s->n);
	size_t line = 1, column = 1, at = 0;
	for (size_t i = 0; i < s->n; i++) {
		const struct hit *h = &s->hits[i];
		struct term_finding *f = &list[i];
		f->term = h->row->term;
		f->at = s->text.at[h->from];
		f->n = byte_after(s, text, bytes, h->end - 1) - f->at;
		for (; at < f->at; at++) {
			unsigned char ch = (unsigned char)text[at];
			line += ch == '\n';
			column = ch == '\n' ? 1 : column + ((ch & 0xC0) != 0x80);
		}
		f->line = line;
		f->column = column;
		f->sentence.from = s->text.at[h->sentence];
		f->sentence.n = byte_after(s, text, bytes, h->sentence_end - 1) - f->sentence.from;
		f->excerpt = excerpt(s, text, bytes, h);
	}
	return list;
}

enum err terms_scan(
    struct ctx *c, const char *text, int32_t day, struct term_finding **out, size_t *n)
{
	size_t bytes = strlen(text);
	if (bytes > TERMS_TEXT_BYTES)
		return fail(c, E_TOO_LARGE, "a text of %zu bytes; at most %d are searched", bytes,
		    TERMS_TEXT_BYTES);
	struct scan *s = arena_new_of(c->mem, struct scan);
	s->c = c;
	s->hits = arena_array(c->mem, struct hit, TERMS_FINDINGS);
	add_rows(s, day);
	fold_text(c->mem, text, bytes, &s->text);
	look_everywhere(s);
	*out = tell(s, text, bytes);
	*n = s->n;
	return OK;
}

const char *terms_key(struct ctx *c, const char *text)
{
	struct folded f;
	fold_text(c->mem, text, strlen(text), &f);
	char *key = arena_alloc(c->mem, 3 * f.n + 1), *p = key;
	/* three bytes a character, none of them zero */
	for (size_t i = 0; i < f.n; i++) {
		*p++ = (char)(0x80 | f.code[i] >> 12);
		*p++ = (char)(0x80 | (f.code[i] >> 6 & 0x3F));
		*p++ = (char)(0x80 | (f.code[i] & 0x3F));
	}
	*p = '\0';
	return key;
}

bool terms_same(struct ctx *c, const char *a, const char *b)
{
	return strcmp(terms_key(c, a), terms_key(c, b)) == 0;
}
