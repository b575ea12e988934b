#include "core/base/code.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "core/base/moment.h"

/* GB 32100-2015: no I, O, S, V, Z */
static const char uscc_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
static const char alphabet_37[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";

#define USCC_MODULUS 31
#define BODY_AT 8 /* where the 9 characters of the 组织机构代码 begin */

/* Where the parts of "A01-<18>-<8>-<6>-<1>" begin. */
enum { CLASS_AT = 0, PLATFORM_AT = 4, DATE_AT = 23, SERIAL_AT = 32, CHECK_AT = 39 };
enum { CLASS_CHARS = 3, DATE_CHARS = 8, SERIAL_CHARS = 6 };

/* The place of ch among the first n characters of an alphabet, or -1. */
static int value_in(const char *alphabet, size_t n, char ch)
{
	const char *hit = memchr(alphabet, ch, n);
	return hit == NULL ? -1 : (int)(hit - alphabet);
}

char code_uscc_check_char(const char *body17)
{
	int sum = 0, weight = 1;
	for (int i = 0; i < USCC_CHARS - 1; i++) {
		int v = value_in(uscc_alphabet, USCC_MODULUS, body17[i]);
		if (v < 0)
			return '\0';
		sum += v * weight;
		weight = weight * 3 % USCC_MODULUS;
	}
	return uscc_alphabet[(USCC_MODULUS - sum % USCC_MODULUS) % USCC_MODULUS];
}

enum err code_uscc_check(struct ctx *c, const char *field, const char *uscc)
{
	if (uscc == NULL || strnlen(uscc, USCC_CHARS + 1) != USCC_CHARS)
		return fail_at(c, E_BAD_CODE, field, uscc,
		    "a unified social credit code has %d characters", USCC_CHARS);
	char want = code_uscc_check_char(uscc);
	if (want == '\0')
		return fail_at(c, E_BAD_CODE, field, uscc,
		    "a unified social credit code has digits and capitals without I, O, S, V, Z");
	if (want != uscc[USCC_CHARS - 1])
		return fail_at(
		    c, E_BAD_CODE, field, uscc, "the check character does not hold (GB 32100)");
	return OK;
}

/* GB 11714: the check character of 8 characters 0-9A-Z; '\0' when one is not. */
static char organisation_check_char(const char *body8)
{
	static const int weights[] = { 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;
	for (int i = 0; i < 8; i++) {
		int v = value_in(alphabet_37, 36, body8[i]);
		if (v < 0)
			return '\0';
		sum += v * weights[i];
	}
	return "0X987654321"[sum % 11];
}

bool code_uscc_body_holds(const char *uscc)
{
	return organisation_check_char(uscc + BODY_AT) == uscc[BODY_AT + 8];
}

enum err code_organisation_check(struct ctx *c, const char *field, const char *code)
{
	size_t n = code == NULL ? 0 : strnlen(code, 11);
	if (n != 9 && !(n == 10 && code[8] == '-'))
		return fail_at(c, E_BAD_CODE, field, code,
		    "an organisation code has 8 characters and a check character");
	char want = organisation_check_char(code);
	if (want == '\0')
		return fail_at(c, E_BAD_CODE, field, code,
		    "an organisation code has digits and capital letters");
	if (want != code[n - 1])
		return fail_at(
		    c, E_BAD_CODE, field, code, "the check character does not hold (GB 11714)");
	return OK;
}

/* The provinces that numbers begin with; one of elsewhere is misread or made up. */
static bool province_known(const char *id)
{
	static const char *const known =
	    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 "
	    "46 50 51 52 53 54 61 62 63 64 65 71 81 82 83";
	const char two[] = { id[0], id[1], '\0' };
	return strstr(known, two) != NULL;
}

enum err code_resident_check(struct ctx *c, const char *field, const char *id)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;
	if (id == NULL || strnlen(id, 19) != 18 || strspn(id, "0123456789") < 17)
		return fail_at(c, E_BAD_CODE, field, NULL,
		    "a resident identity number has 17 digits and a check character");
	if (!province_known(id))
		return fail_at(c, E_BAD_CODE, field, NULL, "no province has that number");
	int32_t day = 0;
	for (int i = 6; i < 14; i++)
		day = day * 10 + (id[i] - '0');
	/* the oldest were born before 1900, where our dates begin; the calendar repeats in 400 years */
	if (day < 18000101 || !day_valid(day < 19000101 ? day + 4000000 : day))
		return fail_at(c, E_BAD_CODE, field, NULL, "its date of birth is no date");
	for (int i = 0; i < 17; i++)
		sum += (id[i] - '0') * weights[i];
	if ("10X98765432"[sum % 11] != id[17])
		return fail_at(
		    c, E_BAD_CODE, field, NULL, "the check character does not hold (GB 11643)");
	return OK;
}

char code_mod37_2(const char *text, size_t n)
{
	int p = 0;
	for (size_t i = 0; i < n; i++) {
		int v = value_in(alphabet_37, 36, text[i]);
		if (v < 0)
			return '\0';
		p = (p + v) * 2 % 37;
	}
	return alphabet_37[(38 - p) % 37];
}

/* The check character over class, platform, date and serial of a printed code. */
static char trade_check_char(const char *code)
{
	char input[CLASS_CHARS + USCC_CHARS + DATE_CHARS + SERIAL_CHARS], *to = input;
	to = mempcpy(to, code + CLASS_AT, CLASS_CHARS);
	to = mempcpy(to, code + PLATFORM_AT, USCC_CHARS);
	to = mempcpy(to, code + DATE_AT, DATE_CHARS);
	memcpy(to, code + SERIAL_AT, SERIAL_CHARS);
	return code_mod37_2(input, sizeof(input));
}

/* Whether n characters are all digits; their value, too. */
static bool digits_of(const char *text, size_t n, int32_t *value)
{
	int32_t v = 0;
	for (size_t i = 0; i < n; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		v = v * 10 + (text[i] - '0');
	}
	*value = v;
	return true;
}

enum err code_trade_check(struct ctx *c, const char *field, const char *code)
{
	int32_t class_digits, day, serial;
	if (code == NULL || strnlen(code, TRADE_CODE_CHARS + 1) != TRADE_CODE_CHARS ||
	    code[PLATFORM_AT - 1] != '-' || code[DATE_AT - 1] != '-' ||
	    code[SERIAL_AT - 1] != '-' || code[CHECK_AT - 1] != '-')
		return fail_at(
		    c, E_BAD_CODE, field, code, "a trade code is written A01-<18>-<8>-<6>-<1>");
	if (code[0] < 'A' || code[0] > 'Z' || !digits_of(code + 1, 2, &class_digits))
		return fail_at(c, E_BAD_CODE, field, code, "its class is a letter and two digits");
	if (code_uscc_check_char(code + PLATFORM_AT) != code[PLATFORM_AT + USCC_CHARS - 1])
		return fail_at(
		    c, E_BAD_CODE, field, code, "its platform is no unified social credit code");
	if (!digits_of(code + DATE_AT, DATE_CHARS, &day) || !day_valid(day))
		return fail_at(c, E_BAD_CODE, field, code, "its date does not exist");
	if (!digits_of(code + SERIAL_AT, SERIAL_CHARS, &serial) || serial == 0)
		return fail_at(c, E_BAD_CODE, field, code, "its serial is 000001 to 999999");
	if (trade_check_char(code) != code[CHECK_AT])
		return fail_at(c, E_BAD_CODE, field, code,
		    "the check character does not hold (ISO 7064 MOD 37-2)");
	return OK;
}

const char *code_trade_make(
    struct ctx *c, const char *class3, const char *platform, int32_t yyyymmdd, int32_t serial)
{
	assert(serial >= 1 && serial <= 999999);
	char *code = arena_printf(
	    c->mem, "%s-%s-%08" PRId32 "-%06" PRId32 "-?", class3, platform, yyyymmdd, serial);
	assert(strlen(code) == TRADE_CODE_CHARS);
	code[CHECK_AT] = trade_check_char(code);
	enum err e = code_trade_check(c, NULL, code);
	assert(e == OK);
	return code;
}
