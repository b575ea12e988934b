/* app_init.c - a new centre: its folders, schema, keys and identity. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app.h"
#include "app_folder.h"
#include "core/base/code.h"
#include "core/evidence/log.h"
#include "core/store/timer.h"
#include "embedded.h"

#define MIGRATIONS_MAX 256

#define SCHEMA(folder)
#define ROUTES(routes)
#define TIMER(kind, fn, keep)
#define COMMAND(name, fn, text)
#define TESTS(fn)

#undef SCHEMA
#define SCHEMA(folder) "src/" folder "/schema/",
static const char *const schema_folders[] = {
#include "rooms.def"
	NULL
};

enum err app_migrate(struct ctx *c, struct store *store)
{
	struct migration list[MIGRATIONS_MAX];
	size_t n = 0;
	for (const char *const *f = schema_folders; *f != NULL; f++)
		for (const struct embedded *e = embedded_files; e->name != NULL; e++)
			if (strncmp(e->name, *f, strlen(*f)) == 0 && n < MIGRATIONS_MAX)
				list[n++] = (struct migration){ e->name, e->begin };
	return store_migrate(c, store, list, n);
}

static enum err make_folder(struct ctx *c, const char *dir, const char *name)
{
	const char *path = name == NULL ? dir : arena_printf(c->mem, "%s/%s", dir, name);
	if (mkdir(path, 0750) != 0 && errno != EEXIST)
		return fail(c, E_STORE, "%s: %s", path, strerror(errno));
	return OK;
}

static enum err write_centre(struct ctx *c, const struct app_new *in)
{
	struct db_rows r;
	TRY(db_query(c, &r, "SELECT name FROM centre WHERE id = 1"));
	if (r.n != 0)
		return fail(
		    c, E_CONFLICT, "the store belongs to %s already", db_get_text(&r, 0, 0));
	uint8_t raw[4];
	rng_bytes(&c->rng, raw, sizeof(raw));
	const char *origin = arena_printf(c->mem, "%s.heng/%s/%s",
	    in->practice ? "practice" : "centre", in->code, enc_hex(c->mem, raw, sizeof(raw)));
	TRY(db_exec(c, NULL,
	    "INSERT INTO centre (id, code, name, origin, practice, created_ms)"
	    " VALUES (1, $1, $2, $3, $4, $5)",
	    db_text(in->code), db_text(in->name), db_text(origin), db_i64(in->practice),
	    db_i64(c->now_ms)));
	TRY(log_init(c, in->dir));
	if (in->at_ms != 0) {
		int64_t offset = in->at_ms - c->now_ms;
		TRY(db_exec(c, NULL, "UPDATE log_head SET clock_offset_ms = $1", db_i64(offset)));
	}
	return timer_set(c, in->at_ms ? in->at_ms : c->now_ms, "store.forget", "answers");
}

enum err app_init(struct ctx *c, const struct app_new *in)
{
	struct store *store = NULL;
	TRY(code_uscc_check(c, "code", in->code));
	if (in->at_ms != 0 && !in->practice)
		return fail(c, E_PRACTICE_ONLY, "the clock of a production centre is the system's");
	TRY(make_folder(c, in->dir, NULL));
	TRY(make_folder(c, in->dir, "documents"));
	TRY(make_folder(c, in->dir, "uploads"));
	const char *url = in->store ? in->store : "sqlite:heng.db";
	TRY(store_open(c, app_resolve_url(c, in->dir, url), &store));
	enum err e = store_connect(c, store, DB_READ_WRITE, &c->db);
	if (e == OK)
		e = app_migrate(c, store);
	if (e == OK)
		e = db_begin(c, DB_READ_WRITE);
	if (e == OK) {
		e = write_centre(c, in);
		if (e == OK)
			e = db_commit(c);
		else
			db_rollback(c);
	}
	store_disconnect(c->db);
	c->db = NULL;
	store_close(store);
	TRY(e);
	int fd = open(arena_printf(c->mem, "%s/store", in->dir),
	    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && dprintf(fd, "%s\n", url) > 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return ok ? OK : fail(c, E_STORE, "%s: %s", in->dir, strerror(errno));
}
