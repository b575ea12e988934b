#include "core/evidence/tiles.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_BYTES 4096
#define ENTRY_BYTES (2 + SHA256_BYTES)

/* "x001/x234/067" for 1234067, as tlog-tiles has it; ".p/W" behind a partial one. */
static void tile_path(
    char out[PATH_BYTES], const char *dir, const char *level, uint64_t number, unsigned width)
{
	char digits[PATH_BYTES / 64], *p = digits + sizeof(digits);
	*--p = '\0';
	for (bool last = true; last || number > 0; last = false, number /= 1000) {
		char group[8]; /* "x" three digits "/" */
		int n = snprintf(group, sizeof(group), "%s%03u%s", last ? "" : "x",
		    (unsigned)(number % 1000), last ? "" : "/");
		p -= n;
		memcpy(p, group, (size_t)n);
	}
	int n = width == TILE_WIDTH
	            ? snprintf(out, PATH_BYTES, "%s/tile/%s/%s", dir, level, p)
	            : snprintf(out, PATH_BYTES, "%s/tile/%s/%s.p/%u", dir, level, p, width);
	assert(n > 0 && n < PATH_BYTES);
}

static void make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
}

enum err file_replace(struct ctx *c, const char *path, const void *p, size_t n)
{
	const char *beside = arena_printf(c->mem, "%s.new", path);
	int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0 && errno == ENOENT) {
		make_folders(arena_text(c->mem, beside));
		fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	}
	bool ok = fd >= 0 && write(fd, p, n) == (ssize_t)n;
	int why = errno;
	if (fd >= 0)
		close(fd);
	if (ok && rename(beside, path) != 0) {
		why = errno;
		ok = false;
	}
	if (ok)
		return OK;
	return fail(c, why == ENOSPC ? E_STORE_FULL : E_STORE, "%s: %s", path, strerror(why));
}

/* The partial versions of a tile that is full now; who still asks for one is given the full one. */
static void drop_partials(const char *full)
{
	char path[PATH_BYTES];
	for (unsigned width = 1; width < TILE_WIDTH; width++) {
		int n = snprintf(path, sizeof(path), "%s.p/%u", full, width);
		assert(n > 0 && n < PATH_BYTES);
		unlink(path);
	}
	path[strlen(full) + 2] = '\0';
	rmdir(path);
}

static enum err write_tile(
    struct ctx *c, const struct tiles *t, unsigned level, uint64_t number, unsigned width)
{
	char name[8], path[PATH_BYTES];
	snprintf(name, sizeof(name), "%u", level);
	tile_path(path, t->dir, name, number, width);
	TRY(file_replace(c, path, t->edge[level], width * sizeof(struct hash)));
	if (width == TILE_WIDTH)
		drop_partials(path);
	return OK;
}

static enum err write_bundle(struct ctx *c, const struct tiles *t, uint64_t number, unsigned width)
{
	uint8_t raw[TILE_WIDTH * ENTRY_BYTES];
	for (unsigned i = 0; i < width; i++) {
		raw[i * ENTRY_BYTES] = 0;
		raw[i * ENTRY_BYTES + 1] = SHA256_BYTES;
		memcpy(raw + i * ENTRY_BYTES + 2, t->commitments[i].b, SHA256_BYTES);
	}
	char path[PATH_BYTES];
	tile_path(path, t->dir, "entries", number, width);
	TRY(file_replace(c, path, raw, width * ENTRY_BYTES));
	if (width == TILE_WIDTH)
		drop_partials(path);
	return OK;
}

/* The root of a full tile. */
static void fold(const struct hash *from, unsigned n, struct hash *out)
{
	struct hash h[TILE_WIDTH];
	memcpy(h, from, n * sizeof(*h));
	for (; n > 1; n /= 2)
		for (unsigned i = 0; i < n / 2; i++)
			merkle_node(&h[2 * i], &h[2 * i + 1], &h[i]);
	*out = h[0];
}

static uint64_t nodes_at(uint64_t size, unsigned level)
{
	return size >> (TILE_HEIGHT * level);
}

enum err tiles_add(struct ctx *c, struct tiles *t, const struct hash *commitment)
{
	struct hash h;
	uint64_t index = t->size;
	t->commitments[index % TILE_WIDTH] = *commitment;
	if (index % TILE_WIDTH == TILE_WIDTH - 1)
		TRY(write_bundle(c, t, index / TILE_WIDTH, TILE_WIDTH));
	merkle_leaf(commitment->b, SHA256_BYTES, &h);
	for (unsigned level = 0; level < TILE_LEVELS; level++, index /= TILE_WIDTH) {
		t->edge[level][index % TILE_WIDTH] = h;
		if (index % TILE_WIDTH != TILE_WIDTH - 1)
			break;
		TRY(write_tile(c, t, level, index / TILE_WIDTH, TILE_WIDTH));
		fold(t->edge[level], TILE_WIDTH, &h);
	}
	t->size++;
	return OK;
}

enum err tiles_flush(struct ctx *c, struct tiles *t)
{
	for (unsigned level = 0; level < TILE_LEVELS; level++) {
		uint64_t n = nodes_at(t->size, level);
		if (n % TILE_WIDTH != 0)
			TRY(write_tile(c, t, level, n / TILE_WIDTH, (unsigned)(n % TILE_WIDTH)));
	}
	if (t->size % TILE_WIDTH != 0)
		TRY(write_bundle(c, t, t->size / TILE_WIDTH, (unsigned)(t->size % TILE_WIDTH)));
	return OK;
}

static bool read_whole(const char *path, void *out, size_t n)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	bool ok = read(fd, out, n) == (ssize_t)n;
	close(fd);
	return ok;
}

static bool all_full_tiles_there(const char *dir, uint64_t size)
{
	char path[PATH_BYTES], name[8];
	struct stat st;
	for (unsigned level = 0; level < TILE_LEVELS; level++) {
		snprintf(name, sizeof(name), "%u", level);
		for (uint64_t n = 0; n < nodes_at(size, level) / TILE_WIDTH; n++) {
			tile_path(path, dir, name, n, TILE_WIDTH);
			if (stat(path, &st) != 0 || st.st_size != TILE_WIDTH * SHA256_BYTES)
				return false;
		}
	}
	return true;
}

bool tiles_load(struct tiles *t, uint64_t size)
{
	char path[PATH_BYTES], name[8];
	if (!all_full_tiles_there(t->dir, size))
		return false;
	for (unsigned level = 0; level < TILE_LEVELS; level++) {
		uint64_t n = nodes_at(size, level);
		if (n % TILE_WIDTH == 0)
			continue;
		snprintf(name, sizeof(name), "%u", level);
		tile_path(path, t->dir, name, n / TILE_WIDTH, (unsigned)(n % TILE_WIDTH));
		if (!read_whole(path, t->edge[level], n % TILE_WIDTH * sizeof(struct hash)))
			return false;
	}
	if (size % TILE_WIDTH != 0) {
		uint8_t raw[TILE_WIDTH * ENTRY_BYTES];
		unsigned width = (unsigned)(size % TILE_WIDTH);
		tile_path(path, t->dir, "entries", size / TILE_WIDTH, width);
		if (!read_whole(path, raw, width * ENTRY_BYTES))
			return false;
		for (unsigned i = 0; i < width; i++)
			memcpy(t->commitments[i].b, raw + i * ENTRY_BYTES + 2, SHA256_BYTES);
	}
	t->size = size;
	return true;
}

bool tile_node(void *arg, unsigned level, uint64_t index, struct hash *out)
{
	struct tile_reader *r = arg;
	unsigned tile_level = level / TILE_HEIGHT, up = level % TILE_HEIGHT;
	uint64_t first = index << up, number = first / TILE_WIDTH;
	assert(tile_level < TILE_LEVELS);
	if (!r->kept[tile_level].valid || r->kept[tile_level].number != number) {
		uint64_t there = nodes_at(r->size, tile_level) - number * TILE_WIDTH;
		unsigned width = there < TILE_WIDTH ? (unsigned)there : TILE_WIDTH;
		char path[PATH_BYTES], name[8];
		snprintf(name, sizeof(name), "%u", tile_level);
		tile_path(path, r->dir, name, number, width);
		r->kept[tile_level].valid = false;
		size_t n = width * sizeof(struct hash);
		bool ok = read_whole(path, r->kept[tile_level].at, n);
		if (!ok && width < TILE_WIDTH) {
			tile_path(path, r->dir, name, number, TILE_WIDTH);
			ok = read_whole(path, r->kept[tile_level].at, n);
		}
		if (!ok)
			return false;
		r->kept[tile_level].valid = true;
		r->kept[tile_level].number = number;
	}
	fold(r->kept[tile_level].at + first % TILE_WIDTH, 1u << up, out);
	return true;
}
