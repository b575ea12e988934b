/* code.h - identity codes with a check character.
 *
 * 统一社会信用代码: GB 32100-2015. 组织机构代码: GB 11714-1997. 公民身份号码: GB 11643-1999.
 * 统一交易标识码: 公共资源交易平台系统数据规范, check character by
 * ISO 7064 MOD 37-2 (GB/T 17710).
 */
#ifndef HENG_CORE_BASE_CODE_H
#define HENG_CORE_BASE_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/ctx.h"

#define USCC_CHARS 18
/* "A01-<18>-<8>-<6>-<1>", without the NUL */
#define TRADE_CODE_CHARS 40

/* Checks the 18 characters, upper case as the standard writes them, and the check character.
 * BAD_CODE about `field`. */
enum err code_uscc_check(struct ctx *c, const char *field, const char *uscc) CHECKED;
/* The check character of 17 characters of the alphabet; '\0' when one is not. */
char code_uscc_check_char(const char *body17);
/* Whether characters 9 to 17 also hold as 组织机构代码 (GB 11714). A warning, never a refusal:
 * old codes survive. uscc has passed code_uscc_check. */
bool code_uscc_body_holds(const char *uscc);

/* Checks a 组织机构代码, "D2143569X" or "D2143569-X". BAD_CODE about `field`. */
enum err code_organisation_check(struct ctx *c, const char *field, const char *code) CHECKED;

/* Checks an 18-character 公民身份号码: province, date of birth, check character. What is personal stays
 * out of the refusal: it names the field and the rule, never the number. BAD_CODE about `field`. */
enum err code_resident_check(struct ctx *c, const char *field, const char *id) CHECKED;

/* ISO 7064 MOD 37-2 check character ('0'-'9', 'A'-'Z' or '*') of n characters 0-9A-Z; '\0' when
 * one is not. */
char code_mod37_2(const char *text, size_t n);
/* Makes "A01-<platform>-<date>-<serial>-<check>" in ctx memory. class3: letter and two digits;
 * platform: a valid USCC; yyyymmdd a date as a number; serial 1 to 999999. */
const char *code_trade_make(
    struct ctx *c, const char *class3, const char *platform, int32_t yyyymmdd, int32_t serial);
/* Checks a printed code of that form. BAD_CODE about `field`. */
enum err code_trade_check(struct ctx *c, const char *field, const char *code) CHECKED;

#endif
