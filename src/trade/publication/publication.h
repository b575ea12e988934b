/* publication.h - what the designated medium (指定媒介) has published: its receipt sets the day from which the legal clocks run (10号令 第八条、第九条). */
#ifndef HENG_TRADE_PUBLICATION_PUBLICATION_H
#define HENG_TRADE_PUBLICATION_PUBLICATION_H

#include "trade/notice/notice.h"

struct medium_receipt {
	const char *notice, *medium, *number;
	int64_t published_ms, recorded_ms;
};
extern const struct route publication_routes[];

#endif
