#include "core/base/detail.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/moment.h"

#define ARG_BYTES_MAX 1000 /* of one argument: more is never shown */
#define ZH_BYTES_MAX ((size_t)256 * 1024)
#define MOMENT_CHARS 24 /* 2026-03-01T12:00:00.000Z */

#define DETAIL(en, zh) { en, zh },
static const struct detail_pair formats[] = {
#include "core/base/detail.def"
#include "core/base/detail_trade.def"
};
static const struct detail_pair words[] = {
#include "core/base/detail_words.def"
};
#undef DETAIL
#define FORMATS (sizeof(formats) / sizeof(*formats))
#define WORDS (sizeof(words) / sizeof(*words))

static struct detail_pair formats_sorted[FORMATS], words_sorted[WORDS];
static pthread_once_t sorted = PTHREAD_ONCE_INIT;

const struct detail_pair *detail_formats(size_t *n)
{
	*n = FORMATS;
	return formats;
}

const struct detail_pair *detail_words(size_t *n)
{
	*n = WORDS;
	return words;
}

static int by_en(const void *a, const void *b)
{
	return strcmp(((const struct detail_pair *)a)->en, ((const struct detail_pair *)b)->en);
}

/* Rooms group the pairs; a search wants them sorted, since reads that find nothing fail often. */
static void sort(void)
{
	memcpy(formats_sorted, formats, sizeof(formats));
	memcpy(words_sorted, words, sizeof(words));
	qsort(formats_sorted, FORMATS, sizeof(*formats_sorted), by_en);
	qsort(words_sorted, WORDS, sizeof(*words_sorted), by_en);
}

static const char *find(const struct detail_pair *list, size_t n, const char *en)
{
	const struct detail_pair key = { en, NULL }, *hit;
	hit = bsearch(&key, list, n, sizeof(*list), by_en);
	return hit == NULL ? NULL : hit->zh;
}

/* Reads one conversion behind its '%'; NULL: none that is taken here. */
static const char *read_conversion(const char *p, struct conversion *out)
{
	static const char *const types[] = { "s", "S", "d", "u", "ld", "lu", "lld", "llu", "zu" };
	struct conversion v = { .place = out->place, .precision = ARG_BYTES_MAX };
	char *end;
	if (*p >= '1' && *p <= '9') {
		unsigned long place = strtoul(p, &end, 10);
		if (*end != '$' || place > DETAIL_ARGS_MAX)
			return NULL;
		v.positional = true;
		v.place = place - 1;
		p = end + 1;
	}
	if (*p == '.') {
		v.precision = strtoul(p + 1, &end, 10);
		p = end;
	}
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		size_t n = strlen(types[i]);
		if (strncmp(p, types[i], n) == 0) {
			memcpy(v.type, types[i], n + 1);
			*out = v;
			return p + n;
		}
	}
	return NULL;
}

bool detail_conversions(const char *fmt, struct conversion out[DETAIL_ARGS_MAX], size_t *n)
{
	size_t found = 0;
	for (const char *p = strchr(fmt, '%'); p != NULL; p = strchr(p, '%')) {
		if (p[1] == '%') {
			p += 2;
			continue;
		}
		if (found == DETAIL_ARGS_MAX)
			return false;
		out[found] = (struct conversion){ .place = found };
		p = read_conversion(p + 1, &out[found]);
		if (p == NULL)
			return false;
		found++;
	}
	*n = found;
	return true;
}

/* Whole characters only. */
static const char *cut(struct ctx *c, const char *text, size_t most)
{
	size_t n = strnlen(text, most + 1);
	if (n <= most)
		return text;
	for (n = most; n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80;)
		n--;
	return arena_copy(c->mem, text, n);
}

struct arg {
	const char *text, *shown; /* as it came; as %s says it */
};

static struct arg take(struct ctx *c, const struct conversion *v, va_list *ap)
{
	const char *type = v->type;
	struct arg a = { 0 };
	if (strcmp(type, "s") == 0) {
		a.text = va_arg(*ap, const char *);
		a.shown = a.text == NULL ? "" : cut(c, a.text, v->precision);
	} else if (strcmp(type, "zu") == 0) {
		a.shown = arena_printf(c->mem, "%zu", va_arg(*ap, size_t));
	} else if (type[strlen(type) - 1] == 'd') {
		long long i = type[0] == 'd'   ? va_arg(*ap, int)
		              : type[1] == 'd' ? va_arg(*ap, long)
		                               : va_arg(*ap, long long);
		a.shown = arena_printf(c->mem, "%lld", i);
	} else {
		unsigned long long u = type[0] == 'u'   ? va_arg(*ap, unsigned)
		                       : type[1] == 'u' ? va_arg(*ap, unsigned long)
		                                        : va_arg(*ap, unsigned long long);
		a.shown = arena_printf(c->mem, "%llu", u);
	}
	return a;
}

/* A moment as people read it: bids arrive by the millisecond, legal times are whole minutes. */
static const char *show_moment(struct ctx *c, const char *text)
{
	struct ctx own = *c; /* the failure before this one is still wanted */
	int64_t ms;
	if (strlen(text) != MOMENT_CHARS || text[MOMENT_CHARS - 1] != 'Z' ||
	    moment_parse(&own, NULL, text, &ms) != OK)
		return NULL;
	const char *shown = moment_show(c, ms);
	return ms % SECOND_MS == 0 ? shown
	                           : arena_printf(c->mem, "%s.%03" PRId64, shown, ms % SECOND_MS);
}

/* "a, b" as "甲、乙", word by word. */
static const char *say_words(struct ctx *c, const char *text)
{
	struct buf b;
	buf_init(&b, c->mem, ZH_BYTES_MAX);
	for (const char *p = text, *comma;; p = comma + 2) {
		comma = strstr(p, ", ");
		const char *word =
		    arena_copy(c->mem, p, comma != NULL ? (size_t)(comma - p) : strlen(p));
		const char *zh = find(words_sorted, WORDS, word);
		buf_text(&b, zh != NULL ? zh : word);
		if (comma == NULL)
			return b.p;
		buf_text(&b, "、");
	}
}

/* NULL: it is the detail of the failure before, and that had no Chinese form. */
static const char *say(struct ctx *c, const struct arg *a, bool as_word)
{
	if (a->text == NULL)
		return a->shown;
	if (a->text == c->fault.detail)
		return c->fault.detail_zh;
	const char *moment = show_moment(c, a->shown);
	if (moment != NULL || !as_word)
		return moment != NULL ? moment : a->shown;
	const char *zh = find(words_sorted, WORDS, a->shown);
	return zh != NULL ? zh : strstr(a->shown, ", ") == NULL ? a->shown : say_words(c, a->shown);
}

const char *detail_zh(struct ctx *c, const char *fmt, va_list ap)
{
	struct conversion v[DETAIL_ARGS_MAX];
	struct arg args[DETAIL_ARGS_MAX];
	struct buf b;
	size_t n = 0;
	va_list left;
	pthread_once(&sorted, sort);
	const char *zh = find(formats_sorted, FORMATS, fmt);
	if (zh == NULL || strchr(zh, '%') == NULL || !detail_conversions(fmt, v, &n))
		return zh;
	va_copy(left, ap);
	for (size_t i = 0; i < n; i++)
		args[i] = take(c, &v[i], &left);
	va_end(left);
	buf_init(&b, c->mem, ZH_BYTES_MAX);
	for (size_t k = 0; *zh != '\0';) {
		size_t plain = strcspn(zh, "%");
		buf_add(&b, zh, plain);
		zh += plain;
		if (zh[0] == '%' && zh[1] == '%') {
			buf_char(&b, '%');
			zh += 2;
		} else if (zh[0] == '%') {
			struct conversion at = { .place = k++ };
			zh = read_conversion(zh + 1, &at);
			const char *said = say(c, &args[at.place], at.type[0] == 'S');
			if (said == NULL)
				return NULL;
			buf_text(&b, said);
		}
	}
	return b.p;
}
