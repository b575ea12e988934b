/* region.h - the regions (行政区划, GB/T 2260) of the alliance, from law/regions. */
#ifndef HENG_CORE_LAW_REGION_H
#define HENG_CORE_LAW_REGION_H

#include "core/law/law.h"

struct law_region {
	int32_t code; /* 510700 */
	const char *name;
};
/* All of them by code. */
size_t law_regions(const struct law *law, const struct law_region **first);
/* NULL: not one of ours. */
const struct law_region *law_region(const struct law *law, int32_t code);

#endif
