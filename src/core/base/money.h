/* money.h - money and exact decimals. No floating point anywhere near.
 *
 * Money is an int64 of minor units (fen for CNY, yen for JPY) and an ISO 4217 code, at most
 * MONEY_MAX_MINOR either way. Rates are millionths, scores ten-thousandths. Products go through
 * __int128; rounding is half up (away from zero at the half: 四舍五入), as DESIGN.md decides.
 */
#ifndef HENG_CORE_BASE_MONEY_H
#define HENG_CORE_BASE_MONEY_H

#include <stdint.h>

#include "core/base/ctx.h"

#define MONEY_MAX_MINOR INT64_C(1000000000000000) /* 10^15 */

struct money {
	int64_t minor;
	const char *currency; /* one of money_currency's own strings; compare with strcmp */
};

/* The program's own string for a known ISO 4217 code (CNY, JPY, USD, EUR, HKD), or NULL; digits
 * gets the number of decimal places (2, 0, 2, 2, 2). digits may be NULL. */
const char *money_currency(const char *code, int *digits);

/* Parses "1234567.10": optional '-', no sign otherwise, no spaces, no exponent, no leading zeros,
 * exactly or fewer than the currency's places ("5" and "5.1" are 5.00 and 5.10 CNY). BAD_AMOUNT. */
enum err money_parse(
    struct ctx *c, const char *text, const char *currency, struct money *out) CHECKED;
/* "1234567.10": all places of the currency. */
const char *money_text(struct ctx *c, struct money m);
/* "1,234,567.10 元": for people, thousands separated, with the currency's Chinese name. */
const char *money_show(struct ctx *c, struct money m);

/* Parses a decimal of at most `places` places (0 to 9) into an integer scaled by 10^places, as
 * strictly as money_parse; "3x", "", "1e3" and " 1" are refused. BAD_AMOUNT. */
enum err decimal_parse(struct ctx *c, const char *text, int places, int64_t *out) CHECKED;
/* The inverse, with all places: (12345, 2) is "123.45". */
const char *decimal_text(struct ctx *c, int64_t scaled, int places);

/* round_half_up(a * b / d), d > 0; BAD_AMOUNT when it does not fit an int64. */
enum err decimal_mul_div(struct ctx *c, int64_t a, int64_t b, int64_t d, int64_t *out) CHECKED;

#endif
