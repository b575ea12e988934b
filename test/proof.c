#include "test/proof.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trade/export/export.h"

/* The whole of a file in memory; n = 0 when it cannot be had. */
static struct bytes read_whole(struct ctx *c, const char *path)
{
	struct bytes b = { 0 };
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return b;
	if (fstat(fd, &st) == 0) {
		uint8_t *p = arena_alloc(c->mem, (size_t)st.st_size);
		if (pread(fd, p, (size_t)st.st_size, 0) == st.st_size)
			b = (struct bytes){ p, (size_t)st.st_size };
	}
	close(fd);
	return b;
}

const char *test_proof(struct ctx *caller, struct app *app, const char *dir, const char *lot)
{
	struct ctx c = {
		.mem = arena_new(EXPORT_ARENA_BYTES), .centre = &app->centre, .law = app->law
	};
	const char *trust = arena_printf(caller->mem, "%s/trust", dir);
	const struct export_check check = { .trust = access(trust, F_OK) == 0 ? trust : NULL };
	struct export_seen seen;
	const char *path = arena_printf(caller->mem, "%s/%s.zip", dir, lot), *said = NULL;
	enum err e = app_publish(app);
	if (e == OK)
		e = reader_take(app, &c);
	if (e == OK) {
		e = export_write(&c, app, lot, path);
		reader_give(app, &c);
	}
	if (e == OK)
		e = export_verify(&c, read_whole(&c, path), &check, &seen);
	if (e != OK)
		said = arena_printf(caller->mem, "%s: %s: %s", err_name(e),
		    c.fault.field != NULL ? c.fault.field : "", c.fault.detail);
	(void)unlink(path);
	arena_free(c.mem);
	return said;
}
