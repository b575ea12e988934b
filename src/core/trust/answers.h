/* answers.h - what authorities were asked, and have answered, of single certificates. Private
 * to this room; its callers hold a lock.
 *
 * A table of fixed size. A certificate's place is one of a few; where all are taken, the
 * answer that ends first is forgotten and asked for again, but never one that says revoked.
 */
#ifndef HENG_CORE_TRUST_ANSWERS_H
#define HENG_CORE_TRUST_ANSWERS_H

#include "core/base/enc.h"
#include "core/trust/ocsp.h"

struct answered {
	bool taken;
	uint8_t fingerprint[SHA256_BYTES];
	struct ocsp_said said; /* until_ms 0: nothing yet */
	int64_t asked_ms;      /* 0: not since it answered */
};
#define ANSWERS 4096

/* NULL: of that certificate there is none. */
struct answered *answers_find(struct answered *all, const uint8_t fingerprint[SHA256_BYTES]);
/* Its own, or one for it in which nothing stands; NULL: all its places say revoked. */
struct answered *answers_place(struct answered *all, const uint8_t fingerprint[SHA256_BYTES]);

#endif
