#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/document/document_db.h"
#include "core/http/http.h"

#define READ_BYTES ((size_t)256 * 1024)

struct upload_in {
	const char *name, *type;
	int64_t bytes;
	const uint8_t *digest;
};
static const struct field upload_fields[] = {
	F_TEXT(upload_in, name, REQUIRED, 1, LIMIT_TITLE_CHARS, "file name"),
	F_TEXT(upload_in, type, REQUIRED, 3, 100, "media type"),
	F_INT(upload_in, bytes, REQUIRED, 1, LIMIT_DOCUMENT_BYTES, "size in bytes"),
	F_DIGEST(upload_in, digest, REQUIRED, "SHA-256 of the whole"),
	F_END,
};

static const char *part_path(struct req *r, const char *id)
{
	return arena_printf(r->c.mem, "%s/uploads/%s.part", r->app->dir, id);
}

static int64_t chunks_of(const struct upload *u)
{
	return (u->bytes + LIMIT_CHUNK_BYTES - 1) / LIMIT_CHUNK_BYTES;
}

static struct json *upload_json(struct ctx *c, const struct upload *u)
{
	struct json *o = json_object(c);
	json_put(o, "bytes", json_int(c, u->bytes));
	json_put(o, "chunk_bytes", json_int(c, LIMIT_CHUNK_BYTES));
	json_put(o, "chunks", json_int(c, chunks_of(u)));
	json_put(o, "digest", json_text(c, u->digest));
	json_put(o, "id", json_text(c, u->id));
	json_put(o, "received", json_int(c, u->received));
	return o;
}

enum err of_upload(struct req *r, uint32_t *who)
{
	struct upload u;
	TRY(upload_read(&r->c, r->params[0], &u));
	if (r->c.actor.party != NULL && strcmp(u.party, r->c.actor.party) == 0)
		*who |= W_SELF;
	return OK;
}

static enum err upload_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct upload_in *in = r->body;
	int64_t open_now;
	if (c->actor.party == NULL)
		return fail(c, E_DENIED, "uploads belong to a party");
	TRY(upload_count(c, c->actor.party, &open_now));
	if (open_now >= LIMIT_UPLOADS_PARTY)
		return fail(c, E_CONFLICT, "%d uploads are open already", LIMIT_UPLOADS_PARTY);
	struct upload u = { .id = id_new(c),
		.party = c->actor.party,
		.name = in->name,
		.type = in->type,
		.bytes = in->bytes,
		.digest = enc_hex(c->mem, in->digest, SHA256_BYTES) };
	TRY(upload_insert(c, &u));
	return reply_tree(r, 201, upload_json(c, &u));
}

static enum err upload_get(struct req *r)
{
	struct upload u;
	TRY(upload_read(&r->c, r->params[0], &u));
	return reply_tree(r, 200, upload_json(&r->c, &u));
}

static enum err upload_remove(struct req *r)
{
	TRY(upload_delete(&r->c, r->params[0]));
	/* should the batch not stand, the upload is there without bytes: it was to go anyway */
	unlink(part_path(r, r->params[0]));
	return reply_tree(r, 200, json_object(&r->c));
}

/* A chunk on its way into the file. */
struct incoming {
	struct upload upload;
	int64_t number, offset, expected, written;
	int fd;
	struct sha256_run *run;
};

static enum err chunk_begin(struct req *r, struct incoming **out)
{
	struct ctx *c = &r->c;
	struct incoming *in = arena_new_of(c->mem, struct incoming);
	char *end = NULL;
	TRY(reader_take(r->app, c));
	enum err e = upload_read(c, r->params[0], &in->upload);
	reader_give(r->app, c);
	TRY(e);
	in->number = strtoll(r->params[1], &end, 10);
	if (*end != '\0' || in->number < 0 || in->number >= chunks_of(&in->upload))
		return fail_at(c, E_NOT_FOUND, "{number}", r->params[1], "chunks are 0 to %" PRId64,
		    chunks_of(&in->upload) - 1);
	if (in->number != in->upload.received)
		return fail_at(c, E_CHUNK_ORDER, "{number}", r->params[1], "%" PRId64 " is next",
		    in->upload.received);
	in->offset = in->number * LIMIT_CHUNK_BYTES;
	in->expected = in->upload.bytes - in->offset;
	if (in->expected > LIMIT_CHUNK_BYTES)
		in->expected = LIMIT_CHUNK_BYTES;
	in->fd = open(part_path(r, in->upload.id), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (in->fd < 0)
		return fail(c, errno == ENOSPC ? E_STORE_FULL : E_STORE, "%s", strerror(errno));
	in->run = sha256_start();
	*out = in;
	return OK;
}

static enum err chunk_stream(struct req *r, const void *p, size_t n)
{
	struct ctx *c = &r->c;
	if (r->stream == NULL) {
		struct incoming *made = NULL;
		TRY(chunk_begin(r, &made));
		r->stream = made;
	}
	struct incoming *in = r->stream;
	if (in->written + (int64_t)n > in->expected)
		return fail(c, E_TOO_LARGE, "this chunk has %" PRId64 " bytes", in->expected);
	errno = ENOSPC; /* a full disk takes a part, and then says nothing */
	if (pwrite(in->fd, p, n, in->offset + in->written) != (ssize_t)n)
		return fail(c, errno == ENOSPC ? E_STORE_FULL : E_STORE, "%s", strerror(errno));
	sha256_add(in->run, p, n);
	in->written += (int64_t)n;
	return OK;
}

static void chunk_end(struct req *r)
{
	struct incoming *in = r->stream;
	if (in == NULL)
		return;
	close(in->fd);
	if (in->run != NULL) /* the chunk did not come whole */
		sha256_end(in->run, NULL);
	r->stream = NULL;
}

static enum err chunk_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	struct incoming *in = r->stream;
	uint8_t digest[SHA256_BYTES], want[SHA256_BYTES];
	if (in == NULL)
		return fail(c, E_BAD_REQUEST, "a chunk has a body");
	if (in->written != in->expected)
		return fail(c, E_BAD_DIGEST, "%" PRId64 " bytes came, this chunk has %" PRId64,
		    in->written, in->expected);
	if (r->digest_header == NULL || !dec_hex(r->digest_header, want, sizeof(want)))
		return fail_at(c, E_BAD_REQUEST, "X-Chunk-SHA256", r->digest_header,
		    "the chunk's SHA-256, 64 hex characters");
	sha256_end(in->run, digest);
	in->run = NULL;
	if (memcmp(digest, want, sizeof(digest)) != 0)
		return fail_at(c, E_BAD_DIGEST, "X-Chunk-SHA256", r->digest_header,
		    "the bytes that came have %s", enc_hex(c->mem, digest, sizeof(digest)));
	return OK;
}

static enum err chunk_put(struct req *r)
{
	struct ctx *c = &r->c;
	struct incoming *in = r->stream;
	bool moved = false;
	TRY(upload_advance(c, in->upload.id, in->number, &moved));
	if (!moved)
		return fail(c, E_CHUNK_ORDER, "chunk %" PRId64 " is there already", in->number);
	in->upload.received = in->number + 1;
	return reply_tree(r, 200, upload_json(c, &in->upload));
}

/* Copies and hashes at once, into a file that nobody else has open: a request that still holds the
 * upload's file may go on writing there, but not here. */
static enum err copy_whole(struct ctx *c, int from, int to, const char *want)
{
	struct sha256_run *run = sha256_start();
	uint8_t *block = arena_alloc(c->mem, READ_BYTES), digest[SHA256_BYTES];
	bool ok = true;
	ssize_t n;
	while (ok && (n = read(from, block, READ_BYTES)) > 0) {
		sha256_add(run, block, (size_t)n);
		errno = ENOSPC; /* as with a chunk: a part that fits is no error to write() */
		ok = write(to, block, (size_t)n) == n;
	}
	int why = errno;
	sha256_end(run, digest);
	if (!ok || n < 0)
		return fail(c, why == ENOSPC ? E_STORE_FULL : E_STORE, "%s", strerror(why));
	const char *hex = enc_hex(c->mem, digest, sizeof(digest));
	if (strcmp(hex, want) != 0)
		return fail_at(
		    c, E_BAD_DIGEST, "/digest", want, "the bytes that came have %s", hex);
	return fsync(to) == 0 ? OK : fail(c, E_STORE, "%s", strerror(errno));
}

static enum err sync_folder(struct ctx *c, const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool synced = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return synced ? OK : fail(c, E_STORE, "%s: %s", folder, strerror(errno));
}

/* The upload's bytes as a document that lasts. One that is there already is never replaced. */
static enum err make_safe(struct ctx *c, const char *from, const char *to, const char *want)
{
	const char *whole = arena_printf(c->mem, "%s.%s", from, id_new(c));
	char *folder = arena_text(c->mem, to);
	*strrchr(folder, '/') = '\0';
	mkdir(folder, 0700);
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(whole, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	enum err e = in < 0 || out < 0 ? fail(c, E_STORE, "%s: %s", from, strerror(errno))
	                               : copy_whole(c, in, out, want);
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	if (e == OK && link(whole, to) != 0 && errno != EEXIST)
		e = fail(c, E_STORE, "%s: %s", to, strerror(errno));
	unlink(whole);
	TRY(e);
	TRY(sync_folder(c, folder));
	unlink(from);
	return OK;
}

static enum err completion_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	struct upload *u = arena_new_of(c->mem, struct upload);
	struct stat st;
	TRY(reader_take(r->app, c));
	enum err e = upload_read(c, r->params[0], u);
	reader_give(r->app, c);
	TRY(e);
	r->prepared = u;
	if (c->actor.party == NULL || strcmp(u->party, c->actor.party) != 0)
		return OK; /* the dispatcher will refuse */
	if (u->received != chunks_of(u))
		return fail(c, E_CHUNK_ORDER, "%" PRId64 " of %" PRId64 " chunks are there",
		    u->received, chunks_of(u));
	const char *from = part_path(r, u->id), *to = document_path(c, r->app->dir, u->digest);
	if (stat(from, &st) != 0 && stat(to, &st) == 0)
		return OK; /* an earlier try got this far */
	return make_safe(c, from, to, u->digest);
}

static enum err completion_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct upload *u = r->prepared;
	TRY(document_insert(c, u));
	TRY(upload_delete(c, u->id));
	struct json *o = json_object(c);
	json_put(o, "bytes", json_int(c, u->bytes));
	json_put(o, "digest", json_text(c, u->digest));
	return reply_tree(r, 201, o);
}

enum err of_document(struct req *r, uint32_t *who)
{
	struct document d;
	bool owned = false;
	TRY(document_get(&r->c, r->params[0], &d));
	if (r->c.actor.party != NULL)
		TRY(document_owned(&r->c, d.digest, r->c.actor.party, &owned));
	/* who may not have it learns no more than of one that never was */
	if (!owned && !d.public)
		return absent(&r->c, E_NOT_FOUND, "document", r->params[0]);
	*who |= W_SELF;
	return OK;
}

/* RFC 6266: the name in UTF-8, every byte but letters and digits percent-encoded. */
static const char *disposition(struct ctx *c, const char *name)
{
	struct buf b;
	buf_init(&b, c->mem, 4 * LIMIT_TITLE_CHARS * 3 + 100);
	buf_text(&b, "attachment; filename*=UTF-8''");
	for (; *name != '\0'; name++)
		if ((*name >= '0' && *name <= '9') || (*name >= 'a' && *name <= 'z') ||
		    (*name >= 'A' && *name <= 'Z') || *name == '.')
			buf_char(&b, *name);
		else
			buf_printf(&b, "%%%02X", (unsigned char)*name);
	return b.p;
}

enum err document_reply(struct req *r, const char *digest)
{
	struct document d;
	TRY(document_get(&r->c, digest, &d));
	if (reply_unchanged(r, d.digest))
		return OK;
	r->reply.fd = open(document_path(&r->c, r->app->dir, d.digest), O_RDONLY | O_CLOEXEC);
	if (r->reply.fd < 0)
		return fail(&r->c, E_STORE, "document %s: %s", d.digest, strerror(errno));
	r->reply.status = 200;
	r->reply.type = "application/octet-stream";
	r->reply.disposition = disposition(&r->c, d.name);
	return OK;
}

static enum err file_get(struct req *r)
{
	return document_reply(r, r->params[0]);
}

const struct route document_routes[] = {
	{ M_POST, "/api/uploads", ROW_KEEP, .handler = upload_post, .who = W_MEMBER,
	    FIELDS(upload_fields, struct upload_in), .errors = "CONFLICT",
	    .doc = "Begins an upload; its chunks follow in order. Unfinished, it is kept for 48 "
	           "hours." },
	{ M_GET, "/api/uploads/{upload}", ROW_READ, .handler = upload_get, .who = W_SELF,
	    .of = of_upload, .errors = "NOT_FOUND",
	    .doc = "How far an upload is: where to go on." },
	{ M_DELETE, "/api/uploads/{upload}", ROW_KEEP, .handler = upload_remove, .who = W_SELF,
	    .of = of_upload, .errors = "NOT_FOUND",
	    .doc = "Gives an upload up; what came of it is thrown away." },
	{ M_PUT, "/api/uploads/{upload}/chunks/{number}", ROW_KEEP, .prepare = chunk_prepare,
	    .handler = chunk_put, .who = W_SELF, .of = of_upload, .stream = chunk_stream,
	    .stream_end = chunk_end, .stream_max_bytes = LIMIT_CHUNK_BYTES,
	    .errors = "NOT_FOUND CHUNK_ORDER BAD_DIGEST",
	    .doc = "One chunk, with its SHA-256 in X-Chunk-SHA256." },
	{ M_POST, "/api/uploads/{upload}/completion", ROW_KEEP, ROW_SLOW,
	    .prepare = completion_prepare, .handler = completion_post, .who = W_SELF,
	    .of = of_upload, .errors = "NOT_FOUND CHUNK_ORDER BAD_DIGEST",
	    .doc = "Hashes and syncs the whole; then the document exists." },
	{ M_GET, "/api/documents/{digest}", ROW_READ, .handler = file_get, .who = W_SELF,
	    .of = of_document, .errors = "NOT_FOUND",
	    .doc = "A document that is public, or one's own." },
	{ .path = NULL },
};
