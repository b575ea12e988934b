/* seal_header.h - private to seal.c: the header of a container as text, and back. */
#ifndef HENG_CORE_TRUST_SEAL_HEADER_H
#define HENG_CORE_TRUST_SEAL_HEADER_H

#include "core/trust/seal.h"

#define SEAL_VERSION 1
#define SEAL_HEADER_BYTES (16 * 1024)

/* Which of centre, lot, party and part is wrong, as a pointer; NULL: none. */
const char *seal_header_wrong(struct ctx *c, const struct seal_header *h);
/* Canonical JSON. */
const char *seal_header_text(struct ctx *c, const struct seal_header *h);
/* BAD_SEAL with the member that is wrong. */
enum err seal_header_parse(
    struct ctx *c, const char *text, size_t n, struct seal_header *out) CHECKED;

#endif
