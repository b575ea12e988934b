/* token.h - signatures by PKCS #11 (OASIS, version 2.40). Private to this room. */
#ifndef HENG_CORE_TRUST_TOKEN_H
#define HENG_CORE_TRUST_TOKEN_H

#include "core/trust/signing_key.h"

/* The bare signature over the text, as SignedData has it. See signing_key_sign. */
enum err token_sign(struct ctx *c, const struct signing_key *k, const char *pin, struct bytes text,
    struct bytes *out) CHECKED;

#endif
