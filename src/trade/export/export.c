#include "trade/export/export.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "embedded.h"
#include "trade/export/parts.h"
#include "trade/export/zip.h"

#define ENTRY_FILE_BYTES_MAX ((size_t)8 * 1024 * 1024)
#define SIGNATURE_BYTES_MAX 4096
#define PLACE_MAX 99999999 /* eight digits sort as numbers do */
#define FIXED_FILES 14     /* more than there are files that every export may have */

/* The list of files on its way. */
struct list {
	struct export_file *files;
	size_t n, most;
};

static struct export_file *add(struct list *l, const char *name)
{
	assert(l->n < l->most);
	struct export_file *f = &l->files[l->n++];
	*f = (struct export_file){ .name = name };
	return f;
}

static void add_bytes(struct list *l, const char *name, struct bytes content)
{
	struct export_file *f = add(l, name);
	f->content = content;
	f->bytes = (int64_t)content.n;
	sha256(content.p, content.n, f->digest);
}

static void add_text(struct list *l, const char *name, const char *text)
{
	add_bytes(l, name, (struct bytes){ (const uint8_t *)text, strlen(text) });
}

const char *manifest_line(struct ctx *c, const struct export_file *f)
{
	return arena_printf(c->mem, "%s %" PRId64 " %s", enc_hex(c->mem, f->digest, SHA256_BYTES),
	    f->bytes, f->name);
}

const char *manifest_text(
    struct ctx *c, const struct manifest *m, const struct export_file *files, size_t n)
{
	struct json *o = json_object(c), *centre = json_object(c), *list = json_list(c);
	for (size_t i = 0; i < n; i++)
		json_push(list, json_text(c, manifest_line(c, &files[i])));
	json_put(centre, "code", json_text(c, m->centre));
	json_put(centre, "name", json_text(c, m->name));
	json_put(o, "centre", centre);
	json_put(o, "files", list);
	json_put(o, "format", json_text(c, "heng-export"));
	json_put(o, "lot", json_text(c, m->lot));
	json_put(o, "origin", json_text(c, m->origin));
	json_put(o, "practice", json_bool(c, m->practice));
	json_put(o, "size", json_int(c, (int64_t)m->size));
	json_put(o, "state", json_text(c, m->state));
	json_put(o, "tender", json_text(c, m->tender));
	json_put(o, "v", json_int(c, EXPORT_VERSION));
	return arena_printf(c->mem, "%s\n", json_canonical(c, o));
}

/* One entry with its proof. What it is put together from is canonical already. */
static enum err add_entry(
    struct ctx *c, const struct export *x, struct list *l, const struct evidence_entry *e)
{
	/* a proof reads tiles, which is more memory than the proof: it has an arena of its own */
	struct ctx proving = *c;
	struct hash proof[MERKLE_PROOF_MAX];
	struct buf b;
	int n = 0;
	if (e->place > PLACE_MAX)
		return fail(c, E_TOO_LARGE, "place %" PRId64, e->place);
	proving.mem = arena_new(LIMIT_ARENA_BYTES);
	enum err err = log_inclusion(&proving, x->app->log, (uint64_t)e->place, proof, &n);
	if (err != OK) {
		c->fault = proving.fault;
		err = fail(c, err, "%s", c->fault.detail);
	}
	arena_free(proving.mem);
	TRY(err);
	buf_init(&b, c->mem, ENTRY_FILE_BYTES_MAX);
	buf_text(&b, "{\"act\":");
	buf_text(&b, export_tells_act(x, e) ? e->act : "null");
	buf_text(&b, ",\"entry\":");
	buf_text(&b, e->entry);
	buf_printf(&b, ",\"place\":%" PRId64 ",\"proof\":[", e->place);
	for (int i = 0; i < n; i++) {
		buf_text(&b, i > 0 ? "," : "");
		buf_json(&b, enc_base64(c->mem, proof[i].b, SHA256_BYTES));
	}
	buf_text(&b, "],\"salt\":");
	buf_json(&b, enc_hex(c->mem, e->salt, sizeof(e->salt)));
	buf_text(&b, "}");
	add_text(l, arena_printf(c->mem, "entries/%08" PRId64 ".json", e->place), b.p);
	return OK;
}

static enum err add_notice(struct ctx *c, struct list *l, const struct notice *n, size_t number)
{
	struct json *o = json_object(c), *body;
	TRY(json_parse(c, n->body, strlen(n->body), &body));
	json_put(o, "body", body);
	json_put(o, "id", json_text(c, n->id));
	json_put(o, "lot", json_text(c, n->lot));
	json_put(o, "published", json_text(c, moment_text(c, n->published_ms)));
	json_put(o, "tender", json_text(c, n->tender));
	json_put(o, "title", json_text(c, n->title));
	json_put(o, "type", json_text(c, n->type));
	add_text(l, arena_printf(c->mem, "notices/%03zu.json", number), json_canonical(c, o));
	return OK;
}

static enum err add_document(
    struct ctx *c, const struct export *x, struct list *l, const char *digest)
{
	const char *path = document_path(c, x->app->dir, digest);
	struct stat st;
	if (stat(path, &st) != 0)
		return fail(c, E_STORE, "document %s: %s", digest, strerror(errno));
	struct export_file *f = add(l, arena_printf(c->mem, "documents/%s", digest));
	f->path = path;
	f->bytes = st.st_size;
	bool hex = dec_hex(digest, f->digest, SHA256_BYTES);
	assert(hex);
	return OK;
}

static int by_name(const void *a, const void *b)
{
	const struct export_file *x = a, *y = b;
	return strcmp(x->name, y->name);
}

static enum err add_files(struct ctx *c, const struct export *x, const char *note, struct list *l)
{
	const char *kind, *project;
	TRY(export_kind(c, x, &kind));
	TRY(project_describe(c, x->tender.project, &project));
	for (size_t i = 0; i < x->entry_count; i++)
		TRY(add_entry(c, x, l, &x->entries[i]));
	for (size_t i = 0; i < x->notice_count; i++)
		TRY(add_notice(c, l, &x->notices[i], i + 1));
	for (size_t i = 0; i < x->document_count; i++)
		TRY(add_document(c, x, l, x->documents[i].digest));
	if (x->opening.record != NULL)
		add_text(l, "opening.json", x->opening.record);
	if (x->result != NULL)
		add_text(l, "evaluation.json", x->result);
	if (x->award.lot != NULL)
		add_text(l, "award-letter.json", x->award.letter);
	const struct embedded *checker = embedded_find(EXPORT_CHECKER_FROM);
	if (checker != NULL)
		add_bytes(l, EXPORT_CHECKER,
		    (struct bytes){
		        (const uint8_t *)checker->begin, (size_t)(checker->end - checker->begin) });
	add_text(l, "checkpoint", note);
	add_text(l, "index.html", export_page(c, x));
	add_text(l, "keys.txt", log_keys(x->app->log));
	add_text(l, "kind.json", kind);
	add_text(l, "lots.json", lots_describe(c, x->lots, x->lot_count));
	add_text(l, "project.json", project);
	qsort(l->files, l->n, sizeof(*l->files), by_name);
	return OK;
}

/* Signatures are kept beside the centre: SM2 is random, and the same export shall be the same bytes
 * each time it is made. */
static const char *kept_signature(
    struct ctx *c, const char *path, const char *text, const char *keys)
{
	char raw[SIGNATURE_BYTES_MAX];
	const char *signed_text;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, raw, sizeof(raw));
	if (fd >= 0)
		close(fd);
	if (n <= 0 || n == (ssize_t)sizeof(raw))
		return NULL;
	const char *lines = arena_copy(c->mem, raw, (size_t)n);
	const char *note = arena_printf(c->mem, "%s\n%s", text, lines);
	return note_check_text(c, note, keys, &signed_text) == OK ? lines : NULL;
}

/* What stands in manifest.sig: the signature lines of the note whose text is the manifest. */
static enum err sign(struct ctx *c, const struct export *x, const char *text, const char **lines)
{
	uint8_t digest[SHA256_BYTES];
	const char *note, *folder = arena_printf(c->mem, "%s/exports", x->app->dir);
	sha256(text, strlen(text), digest);
	const char *path =
	    arena_printf(c->mem, "%s/%s.sig", folder, enc_hex(c->mem, digest, sizeof(digest)));
	const char *kept = kept_signature(c, path, text, log_keys(x->app->log));
	if (kept != NULL) {
		*lines = kept;
		return OK;
	}
	TRY(log_sign_text(c, x->app->log, text, &note));
	kept = note + strlen(text) + 1; /* behind the empty line */
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return fail(c, E_STORE, "%s: %s", folder, strerror(errno));
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool ok =
	    fd >= 0 && write(fd, kept, strlen(kept)) == (ssize_t)strlen(kept) && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	if (!ok)
		return fail(
		    c, errno == ENOSPC ? E_STORE_FULL : E_STORE, "%s: %s", path, strerror(errno));
	*lines = kept;
	return OK;
}

static enum err write_file(struct ctx *c, struct zip_writer *w, const struct export_file *f)
{
	if (f->path == NULL)
		return zip_add(c, w, f->name, f->content);
	int in = open(f->path, O_RDONLY | O_CLOEXEC);
	if (in < 0)
		return fail(c, E_STORE, "%s: %s", f->path, strerror(errno));
	enum err e = zip_add_file(c, w, f->name, in);
	close(in);
	return e;
}

static enum err write_zip(struct ctx *c, const struct list *l, int fd)
{
	struct zip_writer *w = zip_begin(c, fd, l->n);
	for (size_t i = 0; i < l->n; i++)
		TRY(write_file(c, w, &l->files[i]));
	TRY(zip_end(c, w));
	return fsync(fd) == 0 ? OK : fail(c, E_STORE, "%s", strerror(errno));
}

/* Beside its place first, then renamed. */
static enum err write_whole(struct ctx *c, const struct list *l, const char *path)
{
	const char *part = arena_printf(c->mem, "%s.part", path);
	int fd = open(part, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail(c, E_STORE, "%s: %s", part, strerror(errno));
	enum err e = write_zip(c, l, fd);
	close(fd);
	if (e == OK && rename(part, path) != 0)
		e = fail(c, E_STORE, "%s: %s", path, strerror(errno));
	if (e != OK)
		unlink(part);
	return e;
}

enum err export_write(struct ctx *c, struct app *app, const char *lot, const char *path)
{
	struct export x;
	const char *note, *lines = NULL;
	uint64_t size, size_after;
	TRY(log_checkpoint(c, app->log, &note, &size));
	TRY(export_collect(c, app, lot, &x));
	struct list l = { .most = FIXED_FILES + x.entry_count + x.notice_count + x.document_count };
	if (l.most > LIMIT_JSON_NODES - FIXED_FILES)
		return fail(c, E_TOO_LARGE, "%zu files, more than a manifest can list", l.most);
	l.files = arena_array(c->mem, struct export_file, l.most);
	TRY(add_files(c, &x, note, &l));
	TRY(log_checkpoint(c, app->log, &note, &size_after));
	if (size != size_after)
		return fail(c, E_STALE, "the log was published meanwhile");
	const struct manifest m = { .centre = app->centre.code,
		.name = app->centre.name,
		.origin = app->centre.origin,
		.lot = x.lot.id,
		.tender = x.tender.id,
		.state = lot_state_words[x.lot.state],
		.practice = app->centre.practice,
		.size = size };
	const char *text = manifest_text(c, &m, l.files, l.n);
	TRY(sign(c, &x, text, &lines));
	add_text(&l, MANIFEST, text);
	add_text(&l, MANIFEST_SIGNATURE, lines);
	qsort(l.files, l.n, sizeof(*l.files), by_name);
	return write_whole(c, &l, path);
}
