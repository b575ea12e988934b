/* tiles.h - the log's hashes as static files (C2SP tlog-tiles), and nodes read back from them.
 *
 * tile/L/N holds the 256 complete nodes of level 8·L from 256·N on; the last one of a level is
 * tile/L/N.p/W with W of them. tile/entries/N holds the commitments, each behind its length in two
 * bytes. Private to this room.
 */
#ifndef HENG_CORE_EVIDENCE_TILES_H
#define HENG_CORE_EVIDENCE_TILES_H

#include "core/base/ctx.h"
#include "core/evidence/merkle.h"

#define TILE_WIDTH 256
#define TILE_HEIGHT 8
#define TILE_LEVELS (MERKLE_LEVELS / TILE_HEIGHT)

/* The right edge of all levels: what the next tiles begin with. */
struct tiles {
	const char *dir; /* of the log: "…/log" */
	uint64_t size;   /* entries written so far */
	struct hash edge[TILE_LEVELS][TILE_WIDTH];
	struct hash commitments[TILE_WIDTH]; /* of the last, partial bundle */
};

/* Takes up what the files hold for that size. False when something is missing: start from 0. */
bool tiles_load(struct tiles *t, uint64_t size);
/* Adds one entry, writing each tile that becomes full. STORE. */
enum err tiles_add(struct ctx *c, struct tiles *t, const struct hash *commitment) CHECKED;
/* Writes the partial tiles of the edge. */
enum err tiles_flush(struct ctx *c, struct tiles *t) CHECKED;
/* Writes a file whole: beside it first, then renamed. */
enum err file_replace(struct ctx *c, const char *path, const void *p, size_t n) CHECKED;

/* Reads nodes back; keeps the last tile of each level. Serves as merkle_get's argument. */
struct tile_reader {
	const char *dir;
	uint64_t size;
	struct {
		bool valid;
		uint64_t number;
		struct hash at[TILE_WIDTH];
	} kept[TILE_LEVELS];
};
merkle_get tile_node;

#endif
