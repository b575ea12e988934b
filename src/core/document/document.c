#include "core/document/document.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document_db.h"

#define YOUNG_MS HOUR_MS
#define SWEEP_FILES 10000 /* of one sweep */

const char *document_path(struct ctx *c, const char *dir, const char *digest)
{
	return arena_printf(c->mem, "%s/documents/%.2s/%s", dir, digest, digest);
}

enum err document_check(
    struct ctx *c, const char *field, const uint8_t digest[SHA256_BYTES], struct document *out)
{
	const char *hex = enc_hex(c->mem, digest, SHA256_BYTES);
	bool owned = false;
	TRY(document_owned(c, hex, c->actor.party, &owned));
	if (!owned)
		return fail_at(c, E_NOT_FOUND, field, hex, "the caller brought no such document");
	return document_get(c, hex, out);
}

enum err document_read(struct ctx *c, const char *field, const char *dir, const struct document *d,
    int64_t most, struct bytes *out)
{
	if (d->bytes > most)
		return fail_at(c, E_TOO_LARGE, field, d->digest,
		    "%" PRId64 " bytes; at most %" PRId64 " are read", d->bytes, most);
	int fd = open(document_path(c, dir, d->digest), O_RDONLY | O_CLOEXEC);
	uint8_t *text = arena_alloc(c->mem, (size_t)d->bytes);
	ssize_t n = fd < 0 ? -1 : pread(fd, text, (size_t)d->bytes, 0);
	if (fd >= 0)
		close(fd);
	if (n != d->bytes)
		return fail(c, E_STORE, "document %s", d->digest);
	*out = (struct bytes){ text, (size_t)n };
	return OK;
}

/* The row is there before its first file, so an old file without one belongs to nobody any more. A
 * young one may have its row behind the state that this reader sees. */
static enum err sweep_file(struct ctx *c, const char *folder, const char *name)
{
	struct upload u;
	struct stat st;
	const char *path = arena_printf(c->mem, "%s/%s", folder, name);
	if (strlen(name) < ID_CHARS || stat(path, &st) != 0 ||
	    st.st_mtime > (moment_system_ms() - YOUNG_MS) / SECOND_MS)
		return OK;
	enum err e = upload_read(c, arena_copy(c->mem, name, ID_CHARS), &u);
	if (e != E_NOT_FOUND)
		return e;
	unlink(path);
	return OK;
}

enum err document_sweep(struct ctx *c, const char *dir)
{
	const char *folder = arena_printf(c->mem, "%s/uploads", dir);
	DIR *d = opendir(folder);
	if (d == NULL)
		return fail(c, E_STORE, "%s: %s", folder, strerror(errno));
	enum err e = OK;
	struct arena *whole = c->mem;
	c->mem = arena_new(LIMIT_ARENA_BYTES);
	size_t n = 0;
	for (struct dirent *f; e == OK && n < SWEEP_FILES && (f = readdir(d)) != NULL; n++) {
		e = sweep_file(c, folder, f->d_name);
		arena_reset(c->mem);
	}
	arena_free(c->mem);
	c->mem = whole;
	closedir(d);
	return e;
}
