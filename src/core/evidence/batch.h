/* batch.h - the nodes that one batch of entries adds to the tree, kept until the next batch, so
 * that the newest proofs come from memory. Private to this room. */
#ifndef HENG_CORE_EVIDENCE_BATCH_H
#define HENG_CORE_EVIDENCE_BATCH_H

#include "core/base/ctx.h"
#include "core/evidence/merkle.h"

struct batch {
	struct merkle_frontier before, after;
	struct {
		uint64_t first; /* index of node[0] on its level */
		size_t n;
		struct hash *node;
	} level[MERKLE_LEVELS];
};

/* Builds the nodes of leaves [before.size, before.size + n) and the frontier after them. */
void batch_build(struct arena *mem, struct batch *b, const struct hash *leaves, size_t n);
/* A node that a proof of one of the batch's entries needs; merkle_get on a struct batch. */
merkle_get batch_node;

#endif
