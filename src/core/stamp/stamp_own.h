/* stamp_own.h - what reading and writing stamps and stampings share. Private to this room. */
#ifndef HENG_CORE_STAMP_STAMP_OWN_H
#define HENG_CORE_STAMP_STAMP_OWN_H

#include "core/base/der.h"
#include "core/stamp/stamp.h"

#define STAMP_VERSION 4

/* The next element of each kind; what may stand in it is bounded. false: it is not that. */
bool own_text(struct ctx *c, struct bytes *in, uint8_t tag, const char **out);
bool own_number(struct bytes *in, int64_t *out); /* 0 to 2^31 - 1 */
bool own_time(struct ctx *c, struct bytes *in, int64_t *ms);
bool own_bits(struct bytes *in, struct bytes *out);
/* Extensions, where there are some: read to the byte; none is known, so none may be critical. */
bool own_extensions(struct bytes *in);
/* The kind of key that an algorithm of signatures is of. */
bool own_algorithm(struct bytes *in, enum key_kind *out);

struct bytes own_of_text(struct ctx *c, uint8_t tag, const char *text);
struct bytes own_of_number(struct ctx *c, int64_t n);
struct bytes own_of_time(struct ctx *c, int64_t ms);
struct bytes own_of_bits(struct ctx *c, struct bytes b);
struct bytes own_of_algorithm(struct ctx *c, enum key_kind kind);

/* certificate, algorithm and signature over `over`, as both structures end. */
struct own_end {
	struct bytes certificate, signature;
	enum key_kind kind;
};
bool own_end_read(struct bytes *in, struct own_end *out);
enum err own_end_make(
    struct ctx *c, const struct stamp_signer *by, struct bytes over, struct bytes out[3]) CHECKED;
/* Whether that key, its certificate's, signed it; else `e`. BAD_CERTIFICATE. */
enum err own_end_holds(
    struct ctx *c, const struct own_end *end, struct bytes over, enum err e) CHECKED;
/* The digest that goes with a kind of key. */
struct bytes own_digest(struct ctx *c, enum key_kind kind, struct bytes b);

#endif
