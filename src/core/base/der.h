/* der.h - as much of DER (X.690) as signatures and stamps need: reading one element after the
 * other, and writing them inside out.
 *
 * Read strictly: one-byte tags, definite lengths of at most four bytes in their shortest form,
 * nothing beyond the end. What is read points into what was given.
 */
#ifndef HENG_CORE_BASE_DER_H
#define HENG_CORE_BASE_DER_H

#include "core/base/ctx.h"
#include "core/base/enc.h"

/* The body of an object identifier or a small integer, as a constant. */
#define DER_BODY(name, ...)                                   \
	static const uint8_t name##_body[] = { __VA_ARGS__ }; \
	static const struct bytes name = { name##_body, sizeof(name##_body) }

enum der_tag {
	DER_BOOLEAN = 0x01,
	DER_INTEGER = 0x02,
	DER_BITS = 0x03,
	DER_OCTETS = 0x04,
	DER_NULL = 0x05,
	DER_OID = 0x06,
	DER_UTF8 = 0x0c,
	DER_PRINTABLE = 0x13,
	DER_IA5 = 0x16,
	DER_TIME = 0x18, /* GeneralizedTime */
	DER_SEQUENCE = 0x30,
	DER_SET = 0x31,
	DER_0 = 0xa0 /* [0], constructed */
};
struct der_item {
	uint8_t tag;
	struct bytes body, whole;
};
/* The next element of *in, which then begins behind it; false: there is none, or no DER. */
bool der_next(struct bytes *in, struct der_item *out);
/* The same where it has that tag; else *out and *in stay as they are. */
bool der_take(struct bytes *in, uint8_t tag, struct der_item *out);
/* Whether it is next and has that body: an object identifier, a small integer. */
bool der_is(struct bytes *in, uint8_t tag, struct bytes body);

/* Whether two say the same, to the byte. */
bool der_same(struct bytes a, struct bytes b);

/* An element with those bodies one behind the other, in the arena. */
struct bytes der_make(struct ctx *c, uint8_t tag, const struct bytes *bodies, size_t n);

#endif
