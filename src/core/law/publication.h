/* publication.h - what must be published, and what each notice must say, from law/publications. */
#ifndef HENG_CORE_LAW_PUBLICATION_H
#define HENG_CORE_LAW_PUBLICATION_H

#include "core/law/law.h"

struct law_publication {
	const char *id, *type; /* of a notice */
	const char *due;       /* the state of a lot from which such a notice is there; or NULL */
	const char *at;        /* the member that each such notice has, "a.b"; or NULL */
	const char *title, *rule;
	int32_t from, to; /* days, both included */
};
size_t law_publications(const struct law *law, const struct law_publication **first);

#endif
