/* detail.h - the particulars of refusals in Chinese. The English format is the key, as with
 * gettext, so that whoever refuses writes one sentence, and the pairs stand together in
 * detail*.def.
 *
 * A Chinese form takes the arguments of its key, in their order or, where all its conversions are
 * positional (%2$s), in its own; then it may leave some out, and one without any leaves out all.
 * %S is %s, said in Chinese: the argument is one of our words, or several as words_listed has them.
 * A moment is shown in Beijing time, and the detail of the failure that this one wraps comes in
 * Chinese. What has no Chinese stays.
 */
#ifndef HENG_CORE_BASE_DETAIL_H
#define HENG_CORE_BASE_DETAIL_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/base/ctx.h"

/* What fmt says of these arguments, in Chinese; NULL: the format has no Chinese form. c->fault is
 * still the failure before this one. */
const char *detail_zh(struct ctx *c, const char *fmt, va_list ap);

struct detail_pair {
	const char *en, *zh;
};
/* All formats, and all words that %S says. */
const struct detail_pair *detail_formats(size_t *n);
const struct detail_pair *detail_words(size_t *n);

/* A conversion of a format. */
struct conversion {
	size_t place;     /* of its argument, from 0 */
	bool positional;  /* it says so itself */
	char type[4];     /* "s", "S", "d", "ld", "lld", "zu", … */
	size_t precision; /* bytes of a text at most */
};
#define DETAIL_ARGS_MAX 8
/* The conversions of a format, in its order; false: too many, or one that is not taken here. */
bool detail_conversions(const char *fmt, struct conversion out[DETAIL_ARGS_MAX], size_t *n);

#endif
