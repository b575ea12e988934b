#include "core/evidence/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/base/enc.h"

#define SLOT_BYTES 4096

struct slot {
	uint8_t digest[SHA256_BYTES];
	struct merkle_frontier head;
};

static void digest_of(const struct slot *s, uint8_t out[SHA256_BYTES])
{
	sha256(&s->head, sizeof(s->head), out);
}

enum err memory_write(struct ctx *c, struct memory *m)
{
	struct slot s = { .head = m->head };
	digest_of(&s, s.digest);
	unsigned slot = m->slot ^ 1;
	if (pwrite(m->fd, &s, sizeof(s), (off_t)slot * SLOT_BYTES) != (ssize_t)sizeof(s))
		return fail(c, E_STORE_FULL, "the signer's state: %s", strerror(errno));
	m->slot = slot;
	return OK;
}

enum err memory_open(struct ctx *c, const char *path, struct memory *m)
{
	_Static_assert(sizeof(struct slot) <= SLOT_BYTES, "a slot holds the head");
	m->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (m->fd < 0)
		return fail(c, E_STORE, "%s: %s", path, strerror(errno));
	/* its blocks are there from the start, so that a full disk never stops a signature */
	if (posix_fallocate(m->fd, 0, 2 * SLOT_BYTES) != 0)
		return fail(c, E_STORE_FULL, "%s: no space", path);
	for (unsigned slot = 0; slot < 2; slot++) {
		struct slot s = { 0 };
		uint8_t digest[SHA256_BYTES];
		if (pread(m->fd, &s, sizeof(s), (off_t)slot * SLOT_BYTES) != (ssize_t)sizeof(s))
			continue;
		digest_of(&s, digest);
		if (memcmp(digest, s.digest, sizeof(digest)) == 0 && s.head.size >= m->head.size) {
			m->head = s.head;
			m->slot = slot;
		}
	}
	return OK;
}

void memory_close(struct memory *m)
{
	if (m->fd < 0)
		return;
	fsync(m->fd);
	close(m->fd);
}
