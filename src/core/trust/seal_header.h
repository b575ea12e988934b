/* seal_header.h - private to seal.c: the header of a container as text, and back. */
#ifndef HENG_CORE_TRUST_SEAL_HEADER_H
#define HENG_CORE_TRUST_SEAL_HEADER_H

#include "core/trust/seal.h"

#define SEAL_VERSION 1
#define SEAL_HEADER_BYTES (16 * 1024)

/* Which of centre, lot, party and part is wrong, as a pointer; NULL: none. */
const char *seal_header_wrong(struct ctx *c, const struct seal_header *h);

#endif
