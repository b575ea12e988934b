/* capitals.h - amounts in Chinese capitals (大写), as bids and contracts write them beside figures.
 *
 * By 《正确填写票据和结算凭证的基本规定》, annexed to 《支付结算办法》 (银发〔1997〕393号): ¥107,000.53 is
 * 壹拾万柒仟元伍角叁分, ¥325.04 叁佰贰拾伍元零肆分; an amount that ends in yuan or jiao ends in 整.
 */
#ifndef HENG_CORE_BASE_CAPITALS_H
#define HENG_CORE_BASE_CAPITALS_H

#include "core/base/money.h"

/* fen: 0 to MONEY_MAX_MINOR. "零元整" for 0. */
const char *capitals_text(struct ctx *c, int64_t fen);
/* The amount that a text names. Taken are also 人民币 before it, 圆 for 元, 正 for 整, 整 left out, and
 * 零 where the rules leave a choice; nothing else. BAD_AMOUNT. */
enum err capitals_parse(struct ctx *c, const char *text, int64_t *fen) CHECKED;

#endif
