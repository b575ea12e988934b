#include "app_folder.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

const char *app_store_url(struct ctx *c, const char *dir)
{
	char url[1024]; /* a URL of ours is far shorter */
	const char *path = arena_printf(c->mem, "%s/store", dir);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, url, sizeof(url) - 1);
	if (fd >= 0)
		close(fd);
	if (n <= 0)
		return NULL;
	return arena_copy(c->mem, url, strcspn(arena_copy(c->mem, url, (size_t)n), "\n"));
}

const char *app_resolve_url(struct ctx *c, const char *dir, const char *url)
{
	static const char sqlite[] = "sqlite:";
	size_t n = sizeof(sqlite) - 1;
	if (strncmp(url, sqlite, n) != 0 || url[n] == '/')
		return url;
	return arena_printf(c->mem, "%s%s/%s", sqlite, dir, url + n);
}
