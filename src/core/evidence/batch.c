#include "core/evidence/batch.h"

#include <string.h>

void batch_build(struct arena *mem, struct batch *b, const struct hash *leaves, size_t n)
{
	const struct merkle_frontier *f = &b->before;
	struct hash *row = arena_array(mem, struct hash, n + 1);
	uint64_t first = f->size;
	size_t count = n;
	memcpy(row + 1, leaves, n * sizeof(*row));
	for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
		/* an odd first node completes a pair with the frontier's node of this level */
		bool pair = (first & 1) != 0;
		struct hash *from = pair ? row : row + 1;
		if (pair) {
			row[0] = f->at[level];
			first--;
			count++;
		}
		b->level[level].first = first;
		b->level[level].n = count;
		b->level[level].node = from;
		struct hash *up = arena_array(mem, struct hash, count / 2 + 1);
		for (size_t i = 0; i < count / 2; i++)
			merkle_node(&from[2 * i], &from[2 * i + 1], &up[i + 1]);
		row = up;
		first /= 2;
		count /= 2;
	}
	b->after = b->before;
	b->after.size = f->size + n;
	for (unsigned level = 0; level < MERKLE_LEVELS; level++)
		if (b->after.size >> level & 1)
			batch_node(b, level, (b->after.size >> level) - 1, &b->after.at[level]);
}

bool batch_node(void *arg, unsigned level, uint64_t index, struct hash *out)
{
	const struct batch *b = arg;
	if (index >= b->level[level].first && index - b->level[level].first < b->level[level].n) {
		*out = b->level[level].node[index - b->level[level].first];
		return true;
	}
	/* left of the batch only the old frontier's nodes are ever asked for */
	if ((b->before.size >> level & 1) == 0 || index != (b->before.size >> level) - 1)
		return false;
	*out = b->before.at[level];
	return true;
}
