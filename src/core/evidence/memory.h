/* memory.h - what the signer remembers, whatever becomes of the store: the last head that it
 * signed. Private to this room. */
#ifndef HENG_CORE_EVIDENCE_MEMORY_H
#define HENG_CORE_EVIDENCE_MEMORY_H

#include "core/base/ctx.h"
#include "core/evidence/merkle.h"

/* A file of two slots, written in turn, each with a digest: a torn write leaves the other one. */
struct memory {
	int fd; /* -1: not open */
	unsigned slot;
	struct merkle_frontier head; /* the last that was signed or verified */
};

/* Opens the file, making it where missing, and reads the newest whole slot. STORE, STORE_FULL. */
enum err memory_open(struct ctx *c, const char *path, struct memory *m) CHECKED;
/* Writes m->head into the other slot. STORE_FULL. */
enum err memory_write(struct ctx *c, struct memory *m) CHECKED;
void memory_close(struct memory *m);

#endif
