/* export_http.c - a finished trade handed out to who is entitled to its file. */
#include <fcntl.h>
#include <unistd.h>

#include "core/base/id.h"
#include "core/http/http.h"
#include "trade/export/export.h"
#include "trade/project/project.h"

#define TRIES 3

/* Its file has no name any more when it is sent: it is gone with its last reader. */
static enum err export_get(struct req *r)
{
	struct ctx *c = &r->c;
	const char *path = arena_printf(c->mem, "%s/uploads/%s.zip.part", r->app->dir, id_new(c));
	enum err e = E_STALE;
	/* the log goes on meanwhile: an export is of one checkpoint */
	for (int tries = 0; e == E_STALE && tries < TRIES; tries++)
		e = export_write(c, r->app, r->params[0], path);
	int fd = e == OK ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	unlink(path);
	TRY(e);
	if (fd < 0)
		return fail(c, E_STORE, "the export cannot be read");
	r->reply.fd = fd;
	r->reply.status = 200;
	r->reply.type = "application/zip";
	r->reply.disposition =
	    arena_printf(c->mem, "attachment; filename=\"%s.zip\"", r->params[0]);
	return OK;
}

const struct route export_routes[] = {
	{ M_GET, "/api/lots/{lot}/export", ROW_READ, .handler = export_get,
	    .who = W_PRINCIPAL | W_AGENCY | W_SUPERVISOR | W_INSPECTOR | W_CENTRE, .of = of_lot,
	    .errors = "NOT_FOUND WRONG_STATE UNPUBLISHED",
	    .doc = "A finished trade as one file: a zip that anybody can check." },
	{ .path = NULL },
};
