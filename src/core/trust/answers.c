#include "core/trust/answers.h"

#include <string.h>

#define PLACES 32 /* of one certificate */

static struct answered *at(struct answered *all, const uint8_t *fingerprint, size_t i)
{
	return &all[(((size_t)fingerprint[0] << 8 | fingerprint[1]) + i) % ANSWERS];
}

struct answered *answers_find(struct answered *all, const uint8_t fingerprint[SHA256_BYTES])
{
	for (size_t i = 0; i < PLACES; i++) {
		struct answered *a = at(all, fingerprint, i);
		if (a->taken && memcmp(a->fingerprint, fingerprint, SHA256_BYTES) == 0)
			return a;
	}
	return NULL;
}

struct answered *answers_place(struct answered *all, const uint8_t fingerprint[SHA256_BYTES])
{
	struct answered *best = answers_find(all, fingerprint);
	if (best != NULL)
		return best;
	for (size_t i = 0; i < PLACES; i++) {
		struct answered *a = at(all, fingerprint, i);
		if (a->taken && a->said.revoked_ms >= 0)
			continue;
		if (best == NULL || (best->taken && !a->taken) ||
		    (best->taken && a->said.until_ms < best->said.until_ms))
			best = a;
	}
	if (best == NULL)
		return NULL;
	*best = (struct answered){ .taken = true, .said = { .revoked_ms = -1 } };
	memcpy(best->fingerprint, fingerprint, SHA256_BYTES);
	return best;
}
