/* merkle.h - the tree of RFC 6962 over SHA-256: hashes, roots, proofs, and their checks. Pure.
 *
 * A "complete node" (level, index) is the root of the leaves [index << level, (index + 1) <<
 * level). Cost: one hash a node, about 0.1 µs; a proof at two million entries is at most 21 nodes.
 */
#ifndef HENG_CORE_EVIDENCE_MERKLE_H
#define HENG_CORE_EVIDENCE_MERKLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/enc.h"

#define MERKLE_LEVELS 48                     /* more leaves than 2^48 are not a log of ours */
#define MERKLE_PROOF_MAX (2 * MERKLE_LEVELS) /* hashes in any proof */

struct hash {
	uint8_t b[SHA256_BYTES];
};

void merkle_leaf(const void *data, size_t n, struct hash *out);
void merkle_node(const struct hash *left, const struct hash *right, struct hash *out);

/* The right edge of a tree: at[h] is the complete node of level h where bit h of size is set. */
struct merkle_frontier {
	uint64_t size;
	struct hash at[MERKLE_LEVELS];
};
void merkle_append(struct merkle_frontier *f, const struct hash *leaf);
/* SHA-256 of nothing for the empty tree. */
void merkle_root(const struct merkle_frontier *f, struct hash *out);

/* Fetches a complete node; false when it cannot be had, which ends the proof with -1. */
typedef bool merkle_get(void *arg, unsigned level, uint64_t index, struct hash *out);

/* Inclusion proof of leaf `index` in the tree of that size (index < size). The number of hashes
 * written to proof, or -1. */
int merkle_inclusion(
    uint64_t index, uint64_t size, merkle_get *get, void *arg, struct hash proof[MERKLE_PROOF_MAX]);
/* Consistency proof between two sizes, 0 < old <= size. */
int merkle_consistency(
    uint64_t old, uint64_t size, merkle_get *get, void *arg, struct hash proof[MERKLE_PROOF_MAX]);
/* Root of the tree of that size. False when a node cannot be had. */
bool merkle_root_of(uint64_t size, merkle_get *get, void *arg, struct hash *out);

bool merkle_inclusion_holds(uint64_t index, uint64_t size, const struct hash *leaf,
    const struct hash *root, const struct hash *proof, size_t n);
struct merkle_sizes {
	uint64_t old, size;
};
bool merkle_consistency_holds(struct merkle_sizes sizes, const struct hash *old_root,
    const struct hash *root, const struct hash *proof, size_t n);

#endif
