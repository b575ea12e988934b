/* json_scan.h - private to json.c: the check that stands in front of json-c.
 *
 * What passes is one JSON text (RFC 8259) of which json-c makes exactly the tree that a reader of
 * the text expects; json-c alone lets more pass, see json.h.
 */
#ifndef HENG_CORE_BASE_JSON_SCAN_H
#define HENG_CORE_BASE_JSON_SCAN_H

#include <stddef.h>

#include "core/base/ctx.h"

/* BAD_ENCODING where a string is no UTF-8, BAD_FIELD with the pointer for a number that is JSON yet
 * not taken, BAD_JSON for all else; the detail begins "byte N: ",
 * N counted from 0. Time is n log n at worst. */
/* fractions: any JSON number passes, but for integers beyond 2^53 - 1. */
enum err json_scan(struct ctx *c, const char *text, size_t n, bool fractions) CHECKED;

#endif
