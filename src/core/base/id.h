/* id.h - names of objects: a ULID, 26 characters of Crockford's base 32.
 *
 * 48 bits of time, 80 bits of the context's random stream: sortable by age, unguessable enough to
 * be no oracle, never a serial that shows how many there are. */
#ifndef HENG_CORE_BASE_ID_H
#define HENG_CORE_BASE_ID_H

#include <stdbool.h>

#include "core/base/ctx.h"

#define ID_CHARS 26

/* A new id in the context's arena, from now_ms and rng. */
const char *id_new(struct ctx *c);
/* Whether text is 26 characters of the alphabet, upper case, the first at most '7'. */
bool id_valid(const char *text);

#endif
