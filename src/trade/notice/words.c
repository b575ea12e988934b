#include "trade/notice/words.h"

#include <string.h>

/* Bytes of the UTF-8 character at p (text is valid), and whether it is written without spaces. */
static size_t char_at(const unsigned char *p, bool *wide)
{
	*wide = *p >= 0xE2;
	return *p < 0x80 ? 1 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
}

static bool letter(unsigned char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
	       (ch >= 0xC2 && ch < 0xE2);
}

/* Full-width punctuation and the ideographic space part words as ASCII punctuation does. */
static bool wide_mark(const unsigned char *p)
{
	return (p[0] == 0xE2) || (p[0] == 0xE3 && p[1] == 0x80) ||
	       (p[0] == 0xEF && (p[1] == 0xBC || p[1] == 0xBD));
}

static void add(struct ctx *c, struct words *w, const void *p, size_t n)
{
	char *word = arena_copy(c->mem, p, n);
	for (char *s = word; *s != '\0'; s++)
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s - 'A' + 'a');
	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->word[i], word) == 0)
			return;
	if (w->n < WORDS_MAX)
		w->word[w->n++] = word;
}

void words_of(struct ctx *c, const char *text, bool single, struct words *out)
{
	const unsigned char *p = (const unsigned char *)text;
	bool inside = false; /* a run of Chinese characters has begun */
	*out = (struct words){ 0 };
	while (*p != 0) {
		bool wide, next_wide;
		size_t n = char_at(p, &wide);
		if (wide && !wide_mark(p)) {
			const unsigned char *q = p + n;
			size_t m = *q != 0 ? char_at(q, &next_wide) : 0;
			bool pair = m != 0 && next_wide && !wide_mark(q);
			if (pair)
				add(c, out, p, n + m);
			if (single || (!pair && !inside))
				add(c, out, p, n);
			inside = pair;
			p += n;
		} else if (letter(*p)) {
			const unsigned char *from = p;
			while (letter(*p))
				p += char_at(p, &wide);
			add(c, out, from, (size_t)(p - from));
		} else {
			p += n;
		}
	}
}
