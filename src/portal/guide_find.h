/* guide_find.h - what answers a question: entries of the guide, numbers of the law. Private to this
 * room. By the words that the search of notices knows, too: pairs of characters, words, digits. */
#ifndef HENG_PORTAL_GUIDE_FIND_H
#define HENG_PORTAL_GUIDE_FIND_H

#include "core/law/guide.h"

#define GUIDE_ENTRIES 3
#define GUIDE_NUMBERS 8

/* Best first; both may be empty. */
struct guide_found {
	const struct law_guide *entries[GUIDE_ENTRIES];
	const struct law_number *numbers[GUIDE_NUMBERS];
	size_t entry_count, number_count;
};
/* Entries, and the numbers that hold on that Beijing day. */
void guide_find(struct ctx *c, const char *question, struct guide_found *out);
/* "招标公告发布之后至少 20 日" */
const char *guide_bound_zh(struct ctx *c, const struct law_number *n);

#endif
