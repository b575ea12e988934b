/* words.h - a text as the words that search looks for, the same for titles and questions.
 *
 * Runs of Chinese characters give their overlapping pairs (a single one itself), runs of letters
 * and digits give one lower-case word. Neither engine then needs a tokenizer. */
#ifndef HENG_TRADE_NOTICE_WORDS_H
#define HENG_TRADE_NOTICE_WORDS_H

#include "core/base/ctx.h"

/* Three texts of LIMIT_TITLE_CHARS and their single characters. */
#define WORDS_MAX 1200
struct words {
	size_t n;
	const char *word[WORDS_MAX]; /* different ones, in order of appearance */
};
/* single: a title also gives each Chinese character by itself, so that one alone finds it. */
void words_of(struct ctx *c, const char *text, bool single, struct words *out);

#endif
