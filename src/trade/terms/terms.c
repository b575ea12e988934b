#include "trade/terms/terms.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/moment.h"

#define EXCERPT_CHARS 60 /* on either side of a place */
#define BEFORE 24        /* characters before a wording that may excuse it */
#define GAP_CHAR 0x2026u /* … */
#define STOP_CHAR 1u     /* the end of a sentence; no text holds it */

const struct field term_kept_fields[] = {
	F_TEXT(term_kept, term, REQUIRED, 1, 60, "the finding's term"),
	F_TEXT(term_kept, reason, REQUIRED, 1, LIMIT_REASON_CHARS, "why it is kept"),
	F_END,
};

/* A text as it is searched: its characters without spaces, each with its place. */
struct folded {
	uint32_t *at, *from; /* from: byte of each, and behind the last one the text's end */
	size_t n;
};

/* The character at p, of *n bytes; what is no UTF-8 is taken byte by byte. */
static uint32_t character(const char *text, size_t *n)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t more = *p >= 0xf0 ? 3 : *p >= 0xe0 ? 2 : *p >= 0xc0 ? 1 : 0;
	uint32_t ch = *p & (more == 3 ? 7u : more == 2 ? 15u : more == 1 ? 31u : 127u);
	*n = 1;
	for (size_t i = 1; i <= more; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0xfffd;
		ch = ch << 6 | (p[i] & 63u);
	}
	*n = more + 1;
	return ch;
}

/* Half width, small letters; ends of sentences are one character. */
static uint32_t fold(uint32_t ch)
{
	if (ch >= 0xff01 && ch <= 0xff5e)
		ch -= 0xfee0;
	if (ch >= 'A' && ch <= 'Z')
		ch += 'a' - 'A';
	bool stop = ch == 0x3002 || ch == ';' || ch == '!' || ch == '?';
	return stop ? STOP_CHAR : ch;
}

static struct folded fold_text(struct ctx *c, const char *text)
{
	size_t bytes = strlen(text), n = 0;
	struct folded f = { .at = arena_array(c->mem, uint32_t, bytes + 1),
		.from = arena_array(c->mem, uint32_t, bytes + 1) };
	for (size_t i = 0; i < bytes; i += n) {
		uint32_t ch = character(text + i, &n);
		bool paragraph = ch == '\n' && text[i + 1] == '\n';
		if (!paragraph && (ch == '\n' || ch == ' ' || ch == '\t' || ch == 0x3000))
			continue;
		f.from[f.n] = (uint32_t)i;
		f.at[f.n++] = paragraph ? STOP_CHAR : fold(ch);
	}
	f.from[f.n] = (uint32_t)bytes;
	return f;
}

/* Whether the word stands at i; *end: behind it. */
static bool stands(const struct folded *f, const struct folded *word, size_t i, size_t *end)
{
	size_t k = 0;
	while (k < word->n && word->at[k] != GAP_CHAR) {
		if (i == f->n || f->at[i] != word->at[k])
			return false;
		i++;
		k++;
	}
	if (k == word->n) {
		*end = i;
		return true;
	}
	const struct folded rest = { word->at + k + 1, NULL, word->n - k - 1 };
	for (size_t gap = 0; gap <= TERMS_GAP && i + gap < f->n; gap++) {
		if (stands(f, &rest, i + gap, end))
			return true;
		if (f->at[i + gap] == STOP_CHAR)
			return false;
	}
	return false;
}

/* The sentence around [i, end), at most `most` characters on either side. */
static void sentence(const struct folded *f, size_t i, size_t end, size_t most, size_t bounds[2])
{
	size_t from = i, to = end;
	while (from > 0 && i - from < most && f->at[from - 1] != STOP_CHAR)
		from--;
	while (to < f->n && to - end < most && f->at[to] != STOP_CHAR)
		to++;
	bounds[0] = from;
	bounds[1] = to;
}

/* A text that ends in a gap excuses what it stands shortly before, or within: place[] is what was
 * found, bounds[] its sentence. */
static bool excused(const struct folded *f, const struct folded *unless, size_t n,
    const size_t place[2], const size_t bounds[2])
{
	for (size_t u = 0; u < n; u++) {
		struct folded text = unless[u];
		size_t from = bounds[0], to = bounds[1], end;
		if (text.at[text.n - 1] == GAP_CHAR) {
			text.n--;
			to = place[1];
			from = place[0] - bounds[0] > BEFORE ? place[0] - BEFORE : bounds[0];
		}
		for (size_t k = from; k + text.n <= to; k++)
			if (stands(f, &text, k, &end))
				return true;
	}
	return false;
}

/* A term made ready to be looked for. */
struct sought {
	const struct law_term *term;
	struct folded *unless;
	size_t behind; /* the end of its last finding: overlapping ones are one */
};
/* One of its wordings; they lie by their first characters. */
struct wording {
	struct folded text;
	struct sought *of;
	size_t order; /* as in the file */
};

static struct folded *fold_all(struct ctx *c, const char **texts, size_t n)
{
	struct folded *list = arena_array(c->mem, struct folded, n);
	for (size_t i = 0; i < n; i++)
		list[i] = fold_text(c, texts[i]);
	return list;
}

/* Whether the wording stands at place[0], not excused and not found before; place[1]: behind it. */
static bool found_at(const struct folded *f, const struct wording *w, size_t place[2])
{
	struct sought *s = w->of;
	size_t bounds[2];
	if (place[0] < s->behind || !stands(f, &w->text, place[0], &place[1]))
		return false;
	sentence(f, place[0], place[1], f->n, bounds);
	if (excused(f, s->unless, s->term->unless_count, place, bounds))
		return false;
	s->behind = place[1];
	return true;
}

static struct term_finding finding_of(struct ctx *c, const char *text, const struct folded *f,
    const struct law_term *term, const size_t range[2])
{
	size_t bounds[2];
	struct term_finding t = {
		.term = term, .at = f->from[range[0]], .n = f->from[range[1]] - f->from[range[0]]
	};
	sentence(f, range[0], range[1], EXCERPT_CHARS, bounds);
	t.excerpt =
	    arena_copy(c->mem, text + f->from[bounds[0]], f->from[bounds[1]] - f->from[bounds[0]]);
	return t;
}

/* Lines and columns, in one pass. */
static void place_all(const char *text, struct term_finding *list, size_t n)
{
	size_t line = 1, column = 1, i = 0;
	for (size_t k = 0; k < n; k++) {
		for (; i < list[k].at; i++) {
			bool ends = text[i] == '\n';
			line += ends;
			column = ends ? 1 : column + ((text[i] & 0xc0) != 0x80);
		}
		list[k].line = line;
		list[k].column = column;
	}
}

/* First characters; larger ones share their place. */
#define FIRSTS 65536

static int by_first(const void *a, const void *b)
{
	const struct wording *x = a, *y = b;
	uint32_t p = x->text.at[0] % FIRSTS, q = y->text.at[0] % FIRSTS;
	if (p != q)
		return p < q ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* The wordings of the terms valid on that day; begins[ch]: the first of those that begin so. */
static struct wording *seek(struct ctx *c, int32_t day, uint32_t begins[FIRSTS + 1])
{
	const struct law_term *terms;
	size_t count = law_terms(c->law, &terms), n = 0, next = 0;
	for (size_t t = 0; t < count; t++)
		n += terms[t].word_count;
	struct wording *list = arena_array(c->mem, struct wording, n);
	n = 0;
	for (size_t t = 0; t < count; t++) {
		if (day < terms[t].from || day > terms[t].to)
			continue;
		struct sought *s = arena_new_of(c->mem, struct sought);
		*s = (struct sought){ &terms[t],
			fold_all(c, terms[t].unless, terms[t].unless_count), 0 };
		for (size_t w = 0; w < terms[t].word_count; w++, n++)
			list[n] = (struct wording){ fold_text(c, terms[t].words[w]), s, n };
	}
	qsort(list, n, sizeof(*list), by_first);
	for (uint32_t ch = 0; ch <= FIRSTS; ch++) {
		while (next < n && list[next].text.at[0] % FIRSTS < ch)
			next++;
		begins[ch] = (uint32_t)next;
	}
	return list;
}

void terms_scan(struct ctx *c, const char *text, int32_t day, struct term_finding **out, size_t *n)
{
	struct ctx s = *c; /* of what is needed here only */
	s.mem = arena_new(LIMIT_ARENA_BYTES);
	uint32_t *begins = arena_array(s.mem, uint32_t, FIRSTS + 1);
	struct term_finding *list = arena_array(c->mem, struct term_finding, TERMS_FINDINGS);
	const struct wording *words = seek(&s, day, begins);
	const struct folded f = fold_text(&s, text);
	size_t found = 0;
	for (size_t i = 0; i < f.n; i++) {
		uint32_t ch = f.at[i] % FIRSTS;
		for (const struct wording *w = words + begins[ch]; w < words + begins[ch + 1];
		     w++) {
			size_t place[2] = { i, 0 };
			if (!found_at(&f, w, place))
				continue;
			/* many to look at do not hide one that the law names */
			bool full = found == TERMS_FINDINGS;
			if (full && (w->of->term->severity != TERM_HIGH ||
			                list[found - 1].term->severity == TERM_HIGH))
				continue;
			list[found - full] = finding_of(c, text, &f, w->of->term, place);
			found += !full;
		}
	}
	place_all(text, list, found);
	arena_free(s.mem);
	*out = list;
	*n = found;
}

static const char *reason_of(const struct field_list *kept, const char *term)
{
	const struct term_kept *list = kept->items;
	for (size_t i = 0; i < kept->n; i++)
		if (strcmp(list[i].term, term) == 0)
			return list[i].reason;
	return NULL;
}

enum err terms_hold(struct ctx *c, const char *field, const char *text,
    const struct field_list *kept, struct json *findings)
{
	struct term_finding *list;
	size_t n;
	terms_scan(c, text, day_of(c->now_ms), &list, &n);
	for (size_t i = 0; i < n; i++) {
		const struct law_term *t = list[i].term;
		const char *reason = kept != NULL ? reason_of(kept, t->id) : NULL;
		if (kept != NULL && t->severity == TERM_HIGH && reason == NULL) {
			enum err e = fail_at(c, E_UNFAIR_TERM, field, list[i].excerpt,
			    "line %zu, character %zu: %s; mend it, or say in /kept why %s is kept",
			    list[i].line, list[i].column, t->note, t->id);
			c->fault.rule = t->rule;
			return e;
		}
		if (findings->n == TERMS_FINDINGS)
			continue;
		struct json *o = json_object(c);
		json_put(o, "column", json_int(c, (int64_t)list[i].column));
		json_put(o, "excerpt", json_text(c, list[i].excerpt));
		json_put(o, "field", json_text(c, field));
		json_put(o, "line", json_int(c, (int64_t)list[i].line));
		json_put(o, "note", json_text(c, t->note));
		json_put(o, "reason", json_text(c, reason));
		json_put(o, "rule", json_text(c, t->rule));
		json_put(o, "severity", json_text(c, term_severity_words[t->severity]));
		json_put(o, "term", json_text(c, t->id));
		json_push(findings, o);
	}
	return OK;
}
