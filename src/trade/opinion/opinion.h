/* opinion.h - what supervision says about a trade in writing: opinions (监督意见) and transfers (移送).
 * 《招标投标法》第七条; 《招标投标法实施条例》第四条、第六十一条. */
#ifndef HENG_TRADE_OPINION_OPINION_H
#define HENG_TRADE_OPINION_OPINION_H

#include "core/http/route.h"

enum opinion_type { OPINION, TRANSFER };

extern const struct route opinion_routes[];

#endif
