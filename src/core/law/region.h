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
/* The next one above that is listed: of 510700 510000, of 500243 500000, of 659001 the Corps'
 * 660000; 0: none, it is a member. */
int32_t law_region_above(const struct law *law, int32_t code);
/* The member of the alliance that it lies in: itself or the last one above. */
int32_t law_region_member(const struct law *law, int32_t code);
/* "510700"; a county is taken for its prefecture, as fine as the list goes. BAD_FIELD: not six
 * digits, or nowhere in the list. */
enum err law_region_parse(struct ctx *c, const char *field, const char *text, int32_t *out) CHECKED;

#endif
