/* term.h - terms of tender documents that may be unfair, from law/terms: how they are worded, and
 * the article that speaks against them. */
#ifndef HENG_CORE_LAW_TERM_H
#define HENG_CORE_LAW_TERM_H

#include "core/law/law.h"

#define LAW_TERM_GAP_CHARS 12 /* that … holds at most */

/* note: to be looked at. high: the law names it; who keeps it says why. */
enum term_severity { TERM_NOTE, TERM_HIGH };
extern const char *const term_severity_words[];

struct law_term {
	const char *id;
	/* pieces of text with … for a gap within a sentence */
	const char **words, **unless; /* unless: texts of the same sentence that excuse it */
	size_t word_count, unless_count;
	const char *rule; /* Chinese and English, as of a number */
	const char *note; /* what is unfair, Chinese */
	int32_t from, to; /* days, both included */
	enum term_severity severity;
};
size_t law_terms(const struct law *law, const struct law_term **first);
#endif
