/* evidence.c - the tree: entries hashed in batches, the newest proof, proofs out of the tiles.
 *
 * heng-bench-evidence DIR ENTRIES: writes the tiles of that many entries into DIR. Prints "name
 * value" lines. Ends with 1 when a proof does not hold. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/evidence/batch.h"
#include "core/evidence/evidence.h"
#include "core/evidence/tiles.h"

#define BATCH 64
#define HASHED 1000000
#define PROOFS 2000
#define ENTRY_BYTES 400

static double a_second(int64_t n, int64_t from_us)
{
	return (double)n * 1e6 / (double)(moment_steady_us() - from_us);
}

static struct hash commitment_of(uint64_t i)
{
	struct hash h = { { 0 } };
	memcpy(h.b, &i, sizeof(i));
	return h;
}

static void hash_bare(void)
{
	uint8_t node[1 + 2 * SHA256_BYTES] = { 1 };
	int64_t from = moment_steady_us();
	for (int i = 0; i < HASHED; i++)
		sha256(node, sizeof(node), node + 1);
	printf("hashes %.0f\n", a_second(HASHED, from));
}

/* Leaves and nodes in batches of 64 on a tree that stands at `size`; entry: with the commitment
 * of an entry of 400 bytes before each leaf, as an act has it. */
static void hash_tree(struct ctx *c, uint64_t size, bool entry, struct batch *b)
{
	char text[ENTRY_BYTES + 1];
	uint8_t salt[32] = { 0 };
	struct hash leaves[BATCH], commitment;
	memset(text, 'x', ENTRY_BYTES);
	text[ENTRY_BYTES] = '\0';
	b->after = (struct merkle_frontier){ .size = size };
	int64_t from = moment_steady_us();
	for (int i = 0; i < HASHED / BATCH; i++) {
		struct merkle_frontier before = b->after;
		arena_reset(c->mem);
		*b = (struct batch){ .before = before };
		for (uint64_t j = 0; j < BATCH; j++) {
			commitment = commitment_of(before.size + j);
			if (entry)
				evidence_leaf(salt, text, &commitment, &leaves[j]);
			else
				merkle_leaf(commitment.b, SHA256_BYTES, &leaves[j]);
		}
		batch_build(c->mem, b, leaves, BATCH);
	}
	printf("%s %.0f\n", entry ? "acts" : "entries", a_second(HASHED / BATCH * BATCH, from));
}

static bool newest_proofs(struct batch *b)
{
	struct hash proof[MERKLE_PROOF_MAX], root, leaf, commitment;
	int64_t from = moment_steady_us();
	int n = 0;
	for (int i = 0; i < PROOFS; i++)
		n = merkle_inclusion(
		    b->before.size + (uint64_t)i % BATCH, b->after.size, batch_node, b, proof);
	printf("newest_us %.2f\n", (double)(moment_steady_us() - from) / PROOFS);
	merkle_root(&b->after, &root);
	uint64_t last = b->before.size + (PROOFS - 1) % BATCH;
	commitment = commitment_of(last);
	merkle_leaf(commitment.b, SHA256_BYTES, &leaf);
	return n > 0 && merkle_inclusion_holds(last, b->after.size, &leaf, &root, proof, (size_t)n);
}

static bool tile_proofs(struct ctx *c, const char *dir, uint64_t entries)
{
	static struct tiles t;
	struct hash proof[MERKLE_PROOF_MAX], root, leaf, commitment;
	struct tile_reader whole = { .dir = dir, .size = entries };
	t = (struct tiles){ .dir = dir };
	int64_t from = moment_steady_us(), worst = 0, all = 0;
	enum err e = OK;
	while (e == OK && t.size < entries) {
		commitment = commitment_of(t.size);
		e = tiles_add(c, &t, &commitment);
		if (t.size % TILE_WIDTH == 0)
			arena_reset(c->mem);
	}
	if (e != OK || tiles_flush(c, &t) != OK ||
	    !merkle_root_of(entries, tile_node, &whole, &root))
		return false;
	printf("tiles %.0f\n", a_second((int64_t)entries, from));
	for (int i = 0; i < PROOFS; i++) {
		struct tile_reader reader = { .dir = dir, .size = entries };
		uint64_t at = rng_below(&c->rng, entries);
		from = moment_steady_us();
		int n = merkle_inclusion(at, entries, tile_node, &reader, proof);
		int64_t took = moment_steady_us() - from;
		all += took;
		worst = took > worst ? took : worst;
		commitment = commitment_of(at);
		merkle_leaf(commitment.b, SHA256_BYTES, &leaf);
		if (n < 0 || !merkle_inclusion_holds(at, entries, &leaf, &root, proof, (size_t)n))
			return false;
	}
	printf("tile_us %.1f\ntile_worst_us %lld\n", (double)all / PROOFS, (long long)worst);
	return true;
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	struct ctx c = { .mem = arena_new((size_t)1 << 30) };
	static struct batch b;
	uint8_t seed[RNG_SEED_BYTES] = "heng bench";
	rng_seed(&c.rng, seed);
	hash_bare();
	hash_tree(&c, 0, true, &b);
	hash_tree(&c, 0, false, &b);
	bool hold = newest_proofs(&b) && tile_proofs(&c, argv[1], strtoull(argv[2], NULL, 10));
	if (!hold)
		fputs("a proof does not hold\n", stderr);
	return !hold;
}
