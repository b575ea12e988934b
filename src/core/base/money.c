#include "core/base/money.h"

#include <assert.h>
#include <string.h>

#include "core/base/buf.h"

#define PLACES_MAX 9
#define DECIMAL_CHARS 24 /* sign, 20 digits, point and NUL hold any int64 */

static const struct currency {
	const char *code, *zh;
	int digits;
} currencies[] = {
	{ "CNY", "元", 2 },
	{ "JPY", "日元", 0 },
	{ "USD", "美元", 2 },
	{ "EUR", "欧元", 2 },
	{ "HKD", "港元", 2 },
};

static const struct currency *currency_of(const char *code)
{
	for (size_t i = 0; code != NULL && i < sizeof(currencies) / sizeof(currencies[0]); i++)
		if (strcmp(currencies[i].code, code) == 0)
			return &currencies[i];
	return NULL;
}

const char *money_currency(const char *code, int *digits)
{
	const struct currency *cur = currency_of(code);
	if (cur == NULL)
		return NULL;
	if (digits != NULL)
		*digits = cur->digits;
	return cur->code;
}

enum err decimal_parse(struct ctx *c, const char *text, int places, int64_t *out)
{
	assert(places >= 0 && places <= PLACES_MAX);
	if (text == NULL)
		return fail(c, E_BAD_AMOUNT, "a decimal is missing");
	bool negative = text[0] == '-';
	const char *digits = text + (negative ? 1 : 0);
	size_t whole = strspn(digits, "0123456789");
	const char *point = digits + whole;
	size_t decimals = *point == '.' ? strspn(point + 1, "0123456789") : 0;
	const char *end = *point == '.' ? point + 1 + decimals : point;
	if (whole == 0 || *end != '\0' || end[-1] == '.')
		return fail_at(c, E_BAD_AMOUNT, NULL, text, "not a decimal: digits, point, digits");
	if (whole > 1 && digits[0] == '0')
		return fail_at(c, E_BAD_AMOUNT, NULL, text, "a leading zero");
	if (decimals > (size_t)places)
		return fail_at(c, E_BAD_AMOUNT, NULL, text, "more than %d decimal places", places);
	int64_t v = 0;
	for (size_t i = 0; i < whole + (size_t)places; i++) {
		const char *d = i < whole ? digits + i : point + 1 + (i - whole);
		int digit = i < whole + decimals ? *d - '0' : 0;
		/* counted downwards, since INT64_MIN has no positive counterpart */
		if (__builtin_mul_overflow(v, 10, &v) || __builtin_sub_overflow(v, digit, &v))
			return fail_at(c, E_BAD_AMOUNT, NULL, text, "too many digits");
	}
	if (negative && v == 0)
		return fail_at(c, E_BAD_AMOUNT, NULL, text, "zero has no sign");
	if (!negative && v == INT64_MIN)
		return fail_at(c, E_BAD_AMOUNT, NULL, text, "too many digits");
	*out = negative ? v : -v;
	return OK;
}

/* Writes the digits from the end of the buffer; group > 0 sets a comma between so many digits of
 * the whole part. */
static const char *decimal_digits(struct ctx *c, int64_t scaled, int places, int group)
{
	assert(places >= 0 && places <= PLACES_MAX);
	char chars[DECIMAL_CHARS + 8]; /* with commas between thousands */
	char *p = chars + sizeof(chars);
	uint64_t left = scaled < 0 ? -(uint64_t)scaled : (uint64_t)scaled;
	for (int written = 0; left != 0 || written <= places; written++) {
		if (written > 0 && written == places)
			*--p = '.';
		else if (group > 0 && written > places && (written - places) % group == 0)
			*--p = ',';
		*--p = (char)('0' + left % 10);
		left /= 10;
	}
	if (scaled < 0)
		*--p = '-';
	return arena_copy(c->mem, p, (size_t)(chars + sizeof(chars) - p));
}

const char *decimal_text(struct ctx *c, int64_t scaled, int places)
{
	return decimal_digits(c, scaled, places, 0);
}

enum err decimal_mul_div(struct ctx *c, int64_t a, int64_t b, int64_t d, int64_t *out)
{
	assert(d > 0);
	__int128 product = (__int128)a * b;
	bool negative = product < 0;
	unsigned __int128 size = (unsigned __int128)(negative ? -product : product);
	unsigned __int128 q = size / (uint64_t)d;
	uint64_t rest = (uint64_t)(size % (uint64_t)d);
	if (rest >= (uint64_t)d - rest)
		q++;
	unsigned __int128 most = (unsigned __int128)INT64_MAX + (negative ? 1 : 0);
	if (q > most)
		return fail(c, E_BAD_AMOUNT, "a product beyond 64 bits");
	*out = (int64_t)(negative ? -(__int128)q : (__int128)q);
	return OK;
}

enum err money_parse(struct ctx *c, const char *text, const char *currency, struct money *out)
{
	const struct currency *cur = currency_of(currency);
	int64_t minor = 0;
	if (cur == NULL)
		return fail_at(c, E_BAD_AMOUNT, NULL, currency, "the currency is not known");
	TRY(decimal_parse(c, text, cur->digits, &minor));
	if (minor > MONEY_MAX_MINOR || minor < -MONEY_MAX_MINOR)
		return fail_at(c, E_BAD_AMOUNT, NULL, text, "above 10^15 minor units");
	*out = (struct money){ .minor = minor, .currency = cur->code };
	return OK;
}

const char *money_text(struct ctx *c, struct money m)
{
	const struct currency *cur = currency_of(m.currency);
	assert(cur != NULL);
	return decimal_digits(c, m.minor, cur->digits, 0);
}

const char *money_show(struct ctx *c, struct money m)
{
	const struct currency *cur = currency_of(m.currency);
	assert(cur != NULL);
	return arena_printf(c->mem, "%s %s", decimal_digits(c, m.minor, cur->digits, 3), cur->zh);
}
