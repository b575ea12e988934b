/* papers.h - the legal forms of a trade as PDF, each shown to whoever may read the same as JSON or
 * page, and not before: notices, 招标文件, 投标回执, 开标记录表, 评标报告, 中标通知书,
 * 合同公告.
 */
#ifndef HENG_TRADE_PAPERS_PAPERS_H
#define HENG_TRADE_PAPERS_PAPERS_H

#include "core/http/route.h"

extern const struct route papers_routes[];

#endif
