/* signer_wire.h - what goes between a signer and its child: a length in 4 bytes of this machine's
 * order, and as many bytes. Private to this room. */
#ifndef HENG_CORE_EVIDENCE_SIGNER_WIRE_H
#define HENG_CORE_EVIDENCE_SIGNER_WIRE_H

#include "core/base/arena.h"
#include "core/base/enc.h"
#include "core/evidence/keyring.h"

/* A reply begins with its enum err in 2 bytes; a refusal's detail follows, or what was asked for:
 * the note of a text is that and its signatures. */
#define WIRE_REPLY_BYTES (KEYRING_REQUEST_BYTES + 128 * 1024)

bool wire_put(int fd, struct bytes message);
/* false: the other end is closed, or sends more than that. */
bool wire_take(struct arena *mem, int fd, size_t most, struct bytes *out);

#endif
