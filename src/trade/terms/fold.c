#include "trade/terms/fold.h"

/* Bytes that the first one announces; 0: it cannot be one. */
static size_t announced(unsigned char ch)
{
	if (ch < 0x80)
		return 1;
	if (ch < 0xC2 || ch > 0xF4)
		return 0;
	return ch < 0xE0 ? 2 : ch < 0xF0 ? 3 : 4;
}

size_t fold_char(const char *text, size_t n, uint32_t *out)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)text;
	size_t size = announced(p[0]);
	*out = FOLD_BAD;
	if (size == 0 || size > n)
		return 1;
	uint32_t ch = size == 1 ? p[0] : p[0] & (0x7Fu >> size);
	for (size_t i = 1; i < size; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 1;
		ch = ch << 6 | (p[i] & 0x3F);
	}
	if (ch < least[size] || ch > 0x10FFFF || (ch >= 0xD800 && ch <= 0xDFFF))
		return 1;
	*out = ch;
	return size;
}

bool fold_wide(uint16_t code)
{
	return (code >= 0x3400 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
	       code == FOLD_COMMA || code == ',';
}

static bool blank(uint32_t ch)
{
	if (ch < 0x2000)
		return ch <= ' ' || (ch >= 0x7F && ch <= 0xA0) || ch == 0xAD;
	return ch <= 0x200F || (ch >= 0x2028 && ch <= 0x202F) || (ch >= 0x205F && ch <= 0x206F) ||
	       ch == 0x3000 || (ch >= 0xFE00 && ch <= 0xFE0F) || ch == 0xFEFF;
}

static uint16_t fold(uint32_t ch)
{
	if (ch >= 0xFF01 && ch <= 0xFF5E)
		ch -= 0xFEE0;
	if (ch >= 'A' && ch <= 'Z')
		ch += 'a' - 'A';
	if (ch == ';' || ch == 0x3002 || ch == 0xFF61)
		return FOLD_END;
	return ch > 0xFFFF ? FOLD_BAD : (uint16_t)ch;
}

/* The blanks since the last character. */
struct blanks {
	size_t lines, indent; /* breaks, and the blanks after the last of them */
};

static void add_blank(struct blanks *b, const char *p, size_t left, uint32_t ch)
{
	if (ch == '\n' || (ch == '\r' && (left < 2 || p[1] != '\n'))) {
		b->lines++;
		b->indent = 0;
	} else if (ch == ' ' || ch == '\t' || ch == 0xA0) {
		b->indent++;
	} else if (ch == 0x3000) {
		b->indent += 2;
	}
}

/* A lone break between two Chinese characters, the second at the margin, is where the page ended
 * and not the sentence. */
static bool ends_sentence(const struct blanks *b, uint16_t before, uint16_t after)
{
	return b->lines > 1 ||
	       (b->lines == 1 && (b->indent > 1 || !fold_wide(before) || !fold_wide(after)));
}

void fold_text(struct arena *mem, const char *text, size_t n, struct folded *out)
{
	uint16_t *code = arena_array(mem, uint16_t, n);
	uint32_t *at = arena_array(mem, uint32_t, n);
	struct blanks seen = { 0 };
	size_t count = 0;
	for (size_t i = 0; i < n;) {
		uint32_t ch;
		size_t size = fold_char(text + i, n - i, &ch);
		if (blank(ch)) {
			add_blank(&seen, text + i, n - i, ch);
			i += size;
			continue;
		}
		uint16_t folded = fold(ch);
		/* the break itself is a byte, so there is room for one more */
		if (count > 0 && ends_sentence(&seen, code[count - 1], folded)) {
			at[count] = (uint32_t)i;
			code[count++] = FOLD_END;
		}
		seen = (struct blanks){ 0 };
		at[count] = (uint32_t)i;
		code[count++] = folded;
		i += size;
	}
	*out = (struct folded){ code, at, count };
}
