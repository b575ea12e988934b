/* catalogue.h - the trading catalogue (交易目录), from law/trading-catalogue: what must come to the
 * platform (应进必进), version by version. */
#ifndef HENG_CORE_LAW_CATALOGUE_H
#define HENG_CORE_LAW_CATALOGUE_H

#include "core/law/law.h"

struct law_catalogue {
	const char *id, *title;
	const char *class3;          /* 招标项目类型, "A01" */
	const struct law_kind *kind; /* that serves it here */
	const char *rule;            /* Chinese and English */
	int32_t from, to;            /* days, both included */
};
size_t law_catalogue(const struct law *law, const struct law_catalogue **first);
/* Of that class on that day; NULL: it may stay away. */
const struct law_catalogue *law_catalogue_of(
    const struct law *law, const char *class3, int32_t day);

#endif
