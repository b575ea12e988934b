#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/note.h"
#include "core/store/store.h"

#define KEYS_BYTES_MAX 4096
#define KEYS_FILE_BYTES_MAX (4L * 1024 * 1024)

struct ctx command_ctx(void)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES), .now_ms = moment_system_ms() };
	uint8_t seed[RNG_SEED_BYTES];
	rng_system_seed(seed);
	rng_seed(&c.rng, seed);
	return c;
}

int command_failed(struct ctx *c, enum err e)
{
	fprintf(stderr, "heng: %s: %s / %s\n", err_name(e), err_zh(e), err_en(e));
	if (c->fault.field != NULL)
		fprintf(stderr, "  %s %s\n", c->fault.field, c->fault.value ? c->fault.value : "");
	if (c->fault.detail != NULL)
		fprintf(stderr, "  %s\n", c->fault.detail);
	return 1;
}

enum err command_read(struct ctx *c, const char *path, long most, struct bytes *out)
{
	FILE *f = fopen(path, "re");
	uint8_t *p = arena_alloc(c->mem, (size_t)most + 1);
	size_t n = f != NULL ? fread(p, 1, (size_t)most + 1, f) : 0;
	bool ok = f != NULL && ferror(f) == 0;
	if (f != NULL)
		fclose(f);
	if (!ok)
		return fail(c, E_STORE, "%s: %s", path, strerror(errno));
	*out = (struct bytes){ p, n };
	return n <= (size_t)most ? OK : fail(c, E_TOO_LARGE, "%s: at most %ld bytes", path, most);
}

/* heng log prints more behind the keys and an empty line. */
enum err command_keys(struct ctx *c, const char *path, const char **out)
{
	struct bytes b;
	TRY(command_read(c, path, KEYS_FILE_BYTES_MAX, &b));
	const uint8_t *gap = memmem(b.p, b.n, "\n\n", 2);
	size_t n = gap == NULL ? b.n : (size_t)(gap + 1 - b.p);
	const char *keys = n <= KEYS_BYTES_MAX ? arena_copy(c->mem, b.p, n) : NULL;
	if (keys == NULL || strlen(keys) != n || note_keys_check(c, keys) != OK)
		return fail_at(c, E_BAD_REQUEST, path, NULL, "it is no list of keys");
	*out = keys;
	return OK;
}

enum err command_secret(struct ctx *c, const char *path, const char *prompt, char out[SECRET_BYTES])
{
	if (path == NULL)
		return EVP_read_pw_string(out, SECRET_BYTES, prompt, 0) == 0
		           ? OK
		           : fail(c, E_STORE, "nothing was typed");
	struct bytes b;
	TRY(command_read(c, path, SECRET_BYTES - 1, &b));
	memcpy(out, b.p, b.n);
	out[b.n] = '\0';
	out[strcspn(out, "\r\n")] = '\0';
	OPENSSL_cleanse((void *)b.p, b.n);
	return OK;
}

enum err command_write_new(struct ctx *c, const char *path, struct bytes b)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd < 0)
		return fail(
		    c, errno == EEXIST ? E_CONFLICT : E_STORE, "%s: %s", path, strerror(errno));
	FILE *f = fdopen(fd, "w");
	bool ok = f != NULL && fwrite(b.p, 1, b.n, f) == b.n;
	ok = f != NULL && fclose(f) == 0 && ok;
	return ok ? OK : fail(c, E_STORE, "%s was not written", path);
}

int command_beside(
    const char *dir, enum err (*act)(struct ctx *c, const char *person), const char *person)
{
	struct ctx c = command_ctx();
	struct app *app = NULL;
	const struct app_options o = {
		.dir = dir, .manual = true, .manual_now_ms = c.now_ms, .beside = true
	};
	enum err e = app_open(&c, &o, &app);
	if (e == OK)
		e = store_connect(&c, app->store, DB_READ_WRITE, &c.db);
	if (e == OK) {
		c.now_ms = lane_now_ms(app->lane);
		c.centre = &app->centre;
		e = act(&c, person);
	}
	store_disconnect(c.db);
	int status = e == OK ? 0 : command_failed(&c, e);
	app_close(app);
	arena_free(c.mem);
	return status;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

bool remove_folder(const char *path)
{
	return nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0;
}
