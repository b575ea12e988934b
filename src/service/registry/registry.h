/* registry.h - a business registry (市场主体登记) asked over HTTP, so that a form need not be typed.
 *
 * What it answers is a suggestion: it is told, and never written anywhere.
 */
#ifndef HENG_SERVICE_REGISTRY_REGISTRY_H
#define HENG_SERVICE_REGISTRY_REGISTRY_H

#include "core/http/route.h"

/* What a registry says of an organisation; what it does not say is NULL or zero. */
struct registered {
	const char *name, *legalRepresentative, *address, *region, *status;
	struct money capital;
	int32_t established;
};
extern const struct field registered_fields[];

/* Asks BASE/organisations/CODE, for LIMIT_REGISTRY_MS at most. BAD_CODE before anything is asked;
 * NO_REGISTRY: base is NULL; NOT_FOUND: it knows none of that code; REGISTRY: everything else that
 * goes wrong there or on the way. */
enum err registry_find(
    struct ctx *c, const char *base, const char *code, struct registered *out) CHECKED;

extern const struct route registry_routes[];

#endif
