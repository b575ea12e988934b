/* guide.h - how things are done here, for people, from law/guide: 办事指南. */
#ifndef HENG_CORE_LAW_GUIDE_H
#define HENG_CORE_LAW_GUIDE_H

#include "core/law/law.h"

/* Some lines, in their order. */
struct guide_lines {
	const char **line;
	size_t n;
};
struct guide_link {
	const char *path, *title; /* within the site */
};
struct law_guide {
	const char *id, *title_zh, *title_en;
	const char *whom; /* 谁来办 */
	struct guide_lines steps, needs, keywords;
	const char *basis_zh, *basis_en;
	struct guide_link *links;
	size_t link_count;
};
/* In the order of the files. */
size_t law_guides(const struct law *law, const struct law_guide **first);

#endif
