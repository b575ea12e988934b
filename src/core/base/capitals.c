#include "core/base/capitals.h"

#include <assert.h>
#include <string.h>

#include "core/base/buf.h"

#define TEXT_BYTES 256 /* more than the longest amount takes */
#define YUAN_DIGITS 14 /* of MONEY_MAX_MINOR */

static const char *const digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

/* The yuan without the 元: sections of four digits under 万, 亿 and 万亿. */
static void add_yuan(struct buf *b, int64_t yuan)
{
	static const char *const units[] = { "", "拾", "佰", "仟" };
	int64_t power = 10000000000000; /* of the highest of YUAN_DIGITS */
	bool zero = false, section = false, any = false;
	for (int place = YUAN_DIGITS - 1; place >= 0; place--, power /= 10) {
		int64_t digit = yuan / power % 10;
		if (digit != 0) {
			if (zero)
				buf_text(b, digits[0]);
			buf_text(b, digits[digit]);
			buf_text(b, units[place % 4]);
			section = any = true;
			zero = false;
		} else {
			zero = any;
		}
		if (place % 4 != 0 || place == 0)
			continue;
		/* a zero at the end of a section is not read, one at the head of the next is */
		if (place == 8 ? any : section)
			buf_text(b, place == 8 ? "亿" : "万");
		zero = any && !section;
		section = false;
	}
}

const char *capitals_text(struct ctx *c, int64_t fen)
{
	struct buf b;
	int64_t yuan = fen / 100, jiao = fen / 10 % 10, rest = fen % 10;
	assert(fen >= 0 && fen <= MONEY_MAX_MINOR);
	buf_init(&b, c->mem, TEXT_BYTES);
	if (yuan > 0 || fen == 0) {
		add_yuan(&b, yuan);
		if (yuan == 0)
			buf_text(&b, digits[0]);
		buf_text(&b, "元");
	}
	if (jiao > 0) {
		buf_text(&b, digits[jiao]);
		buf_text(&b, "角");
	} else if (rest > 0 && yuan > 0) {
		buf_text(&b, digits[0]);
	}
	if (rest > 0) {
		buf_text(&b, digits[rest]);
		buf_text(&b, "分");
	} else {
		buf_text(&b, "整");
	}
	return b.p;
}

/* The place of the character at *p among the words, moving *p behind it; -1: none of them. */
static int take(const char **p, const char *const *words, int n)
{
	for (int i = 0; i < n; i++) {
		size_t len = strlen(words[i]);
		if (strncmp(*p, words[i], len) == 0) {
			*p += len;
			return i;
		}
	}
	return -1;
}

/* What is left of an amount when only what must be the same in all spellings stays. */
static const char *bare(struct ctx *c, const char *text)
{
	static const char *const dropped[] = { "人民币", "零", "整", "正" };
	struct buf b;
	buf_init(&b, c->mem, TEXT_BYTES);
	while (*text != '\0') {
		if (take(&text, dropped, 4) >= 0)
			continue;
		const char *yuan = "圆";
		if (take(&text, &yuan, 1) == 0)
			buf_text(&b, "元");
		else
			buf_char(&b, *text++);
	}
	return b.p;
}

/* What the characters add up to; whether they stand in order is for the caller to check. */
static bool add_up(const char *p, int64_t *fen)
{
	static const char *const units[] = { "拾", "佰", "仟", "万", "亿", "元", "角", "分" };
	static const int64_t worth[] = { 10, 100, 1000, 10000, 100000000 };
	int64_t whole = 0, section = 0, digit = 0, small = 0;
	while (*p != '\0') {
		int d = take(&p, digits, 10);
		if (d >= 0) {
			digit = d;
			continue;
		}
		int u = take(&p, units, 8);
		if (u < 0 || whole > MONEY_MAX_MINOR || section > MONEY_MAX_MINOR)
			return false;
		if (u < 3) {
			section += digit * worth[u];
		} else if (u == 3) {
			whole += (section + digit) * worth[u];
			section = 0;
		} else if (u == 4) {
			whole = (whole + section + digit) * worth[u];
			section = 0;
		} else if (u == 5) {
			whole += section + digit;
			section = 0;
		} else {
			small += digit * (u == 6 ? 10 : 1);
		}
		digit = 0;
	}
	if (digit != 0 || section != 0 || whole > MONEY_MAX_MINOR / 100)
		return false;
	*fen = whole * 100 + small;
	return *fen <= MONEY_MAX_MINOR;
}

enum err capitals_parse(struct ctx *c, const char *text, int64_t *fen)
{
	int64_t sum = 0;
	size_t n = strnlen(text, TEXT_BYTES);
	const char *kept = n < TEXT_BYTES ? bare(c, text) : "";
	bool nothing = kept[0] == '\0' || strcmp(kept, "元") == 0;
	/* whoever writes the amount again gets the same text: so it was in order, and complete */
	if (nothing ? strstr(text, "零元") == NULL || n >= TEXT_BYTES
	            : !add_up(kept, &sum) || strcmp(bare(c, capitals_text(c, sum)), kept) != 0)
		return fail(c, E_BAD_AMOUNT, "%.60s is no amount in Chinese capitals", text);
	*fen = sum;
	return OK;
}
