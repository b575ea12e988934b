#include "core/trust/seal_file.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct seal_source seal_source_memory(struct bytes b)
{
	return (struct seal_source){ .fd = -1, .p = b.p, .n = b.n };
}

enum err seal_source_file(struct ctx *c, int fd, struct seal_source *out)
{
	struct stat st;
	if (fstat(fd, &st) != 0)
		return fail(c, E_STORE, "the file to read: %s", strerror(errno));
	if (!S_ISREG(st.st_mode))
		return fail(c, E_STORE, "what is to be read is no regular file");
	*out = (struct seal_source){ .fd = fd, .n = (uint64_t)st.st_size };
	return OK;
}

enum err seal_source_read(
    struct ctx *c, const struct seal_source *s, uint64_t at, void *to, size_t n)
{
	assert(at <= s->n && n <= s->n - at);
	if (s->fd < 0) {
		if (n > 0) /* memory of no bytes may be NULL */
			memcpy(to, s->p + at, n);
		return OK;
	}
	for (size_t done = 0; done < n;) {
		ssize_t got = pread(s->fd, (uint8_t *)to + done, n - done, (off_t)(at + done));
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail(c, E_STORE, "the file to read: %s", strerror(errno));
		if (got == 0)
			return fail(c, E_STORE, "the file was cut while it was read");
		done += (size_t)got;
	}
	return OK;
}

void seal_sink_room(struct ctx *c, struct seal_sink *s, uint64_t size)
{
	if (s->fd >= 0)
		return;
	s->p = arena_alloc(c->mem, size);
	s->size = size;
}

enum err seal_sink_write(struct ctx *c, struct seal_sink *s, const void *p, size_t n)
{
	if (s->fd < 0) {
		assert(n <= s->size - s->n);
		if (n > 0)
			memcpy(s->p + s->n, p, n);
		s->n += n;
		return OK;
	}
	for (size_t done = 0; done < n;) {
		ssize_t put = write(s->fd, (const uint8_t *)p + done, n - done);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return fail(c, errno == ENOSPC || errno == EDQUOT ? E_STORE_FULL : E_STORE,
			    "the file to write: %s", strerror(errno));
		done += (size_t)put;
	}
	return OK;
}
