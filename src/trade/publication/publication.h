/* publication.h - what the designated medium (指定媒介) has published: its receipt sets the day from
 * which the legal clocks run (10号令 第八条、第九条). */
#ifndef HENG_TRADE_PUBLICATION_PUBLICATION_H
#define HENG_TRADE_PUBLICATION_PUBLICATION_H

#include "trade/notice/notice.h"

struct medium_receipt {
	const char *notice, *medium, *number;
	int64_t published_ms, recorded_ms;
};
/* Of the candidates of a lot whose tender must be held: until when their publicity runs by the day
 * on which a designated medium published them (docs/decisions/0009). */
struct medium_publicity {
	bool wanted;     /* the law wants one, and the candidates are published here */
	int64_t ends_ms; /* 0: no medium has said that it published them */
};
extern const char medium_rule[]; /* the articles behind it */
enum err medium_publicity(struct ctx *c, const struct tender *t, const struct lot *l,
    struct medium_publicity *out) CHECKED;

extern const struct route publication_routes[];

#endif
