#include "core/evidence/signer_wire.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool put(int fd, const void *p, size_t n)
{
	for (size_t done = 0; done < n;) {
		/* an end that is closed is told by the answer, not by a signal */
		ssize_t some = send(fd, (const char *)p + done, n - done, MSG_NOSIGNAL);
		if (some < 0 && errno == EINTR)
			continue;
		if (some <= 0)
			return false;
		done += (size_t)some;
	}
	return true;
}

static bool take(int fd, void *p, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t some = read(fd, (char *)p + done, n - done);
		if (some < 0 && errno == EINTR)
			continue;
		if (some <= 0)
			return false;
		done += (size_t)some;
	}
	return true;
}

bool wire_put(int fd, struct bytes message)
{
	const uint32_t n = (uint32_t)message.n;
	return message.n <= UINT32_MAX && put(fd, &n, sizeof(n)) && put(fd, message.p, message.n);
}

bool wire_take(struct arena *mem, int fd, size_t most, struct bytes *out)
{
	uint32_t n;
	if (!take(fd, &n, sizeof(n)) || n > most)
		return false;
	uint8_t *p = arena_alloc(mem, (size_t)n);
	if (!take(fd, p, n))
		return false;
	*out = (struct bytes){ p, n };
	return true;
}
