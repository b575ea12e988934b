/* words.h - a rule in Chinese sentences, complete enough to compute with by hand. */
#ifndef HENG_TRADE_EVALUATION_WORDS_H
#define HENG_TRADE_EVALUATION_WORDS_H

#include "core/base/json.h"
#include "trade/evaluation/rule.h"

/* A list of texts, in the order in which bids are judged. rule: checked; NULL: by the lowest price,
 * a tie is drawn where it may be. Pure, and the same for the same rule. */
struct json *method_said(struct ctx *c, const struct method_rule *rule);

#endif
