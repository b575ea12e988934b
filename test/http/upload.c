/* upload.c - a document of 20 MB in five chunks: cut, out of order, damaged, another's; and a write
 * repeated at once, under load. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/document/document.h"
#include "core/store/store.h"
#include "test/http/site.h"

#define CHUNKS 5
#define BYTES ((size_t)CHUNKS * LIMIT_CHUNK_BYTES)
#define REPEATERS 12
#define REPEATS 60

static const char *digest_of(struct site *s, const void *p, size_t n)
{
	uint8_t digest[SHA256_BYTES];
	sha256(p, n, digest);
	return enc_hex(s->c.mem, digest, sizeof(digest));
}

static struct ask chunk(struct site *s, const char *base, int number, const uint8_t *document)
{
	const uint8_t *p = document + (size_t)number * LIMIT_CHUNK_BYTES;
	return (struct ask){ .method = "PUT",
		.token = s->owner,
		.body = p,
		.body_n = LIMIT_CHUNK_BYTES,
		.type = "application/octet-stream",
		.url = arena_printf(s->c.mem, "%s/chunks/%d", base, number),
		.headers = arena_printf(
		    s->c.mem, "X-Chunk-SHA256: %s\r\n", digest_of(s, p, LIMIT_CHUNK_BYTES)) };
}

static bool is(struct site *s, const struct ask *a, int status, const char *error)
{
	struct answer_got got = site_ask(s, a, NULL);
	CHECK(site_is(&got, status, error), "%s %s", a->method, a->url);
	return true;
}

static const char *begin(struct site *s, const char *digest)
{
	const struct json *v = site_post(s, s->owner, "/api/uploads",
	    arena_printf(s->c.mem,
	        "{\"name\":\"x\",\"type\":\"a/b\",\"bytes\":%zu,\"digest\":\"%s\"}", BYTES,
	        digest));
	return arena_printf(s->c.mem, "/api/uploads/%s", json_get_text(v, "id", ""));
}

static int64_t received(struct site *s, const char *base)
{
	struct json *v;
	const struct ask a = { .method = "GET", .url = base, .token = s->owner };
	site_ask(s, &a, &v);
	return json_get_int(v, "received", -1);
}

/* The connection ends in the middle of the chunk's body. */
static bool cut(struct site *s, const struct ask *a)
{
	int fd = wire_dial(s->port);
	const char *head = arena_printf(s->c.mem,
	    "PUT %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%sContent-Length: "
	    "%zu\r\n\r\n",
	    a->url, a->token, a->headers, a->body_n);
	bool ok = wire_text(fd, head) && wire_send(fd, a->body, a->body_n / 2);
	close(fd);
	return ok;
}

static bool of_others(struct site *s, const char *base, struct ask next)
{
	const struct ask look = { .method = "GET", .url = base, .token = s->other };
	const struct ask end = { .method = "POST",
		.token = s->other,
		.url = arena_printf(s->c.mem, "%s/completion", base) };
	next.token = s->other;
	if (!is(s, &next, 403, "DENIED") || !is(s, &look, 403, "DENIED") ||
	    !is(s, &end, 403, "DENIED"))
		return false;
	next.token = NULL;
	return is(s, &next, 401, "UNAUTHENTICATED");
}

static bool read_back(struct site *s, const char *digest)
{
	struct arena *mem = s->c.mem;
	struct ask a = { .method = "GET",
		.token = s->owner,
		.url = arena_printf(mem, "/api/documents/%s", digest) };
	struct answer_got got = site_ask(s, &a, NULL);
	CHECK(got.status == 200 && got.n == BYTES &&
	          strcmp(digest_of(s, got.body, got.n), digest) == 0,
	    "the document is not what was brought: %d", got.status);
	const char *tag = answer_header(mem, &got, "ETag");
	a.headers = arena_printf(mem, "If-None-Match: %s\r\n", tag);
	if (!is(s, &a, 304, NULL))
		return false;
	a.headers = NULL;
	a.method = "HEAD";
	got = site_ask(s, &a, NULL);
	const char *length = answer_header(mem, &got, "Content-Length");
	CHECK(got.status == 200 && length != NULL && strtoul(length, NULL, 10) == BYTES,
	    "HEAD of the document: %d", got.status);
	a.method = "GET";
	/* to others it is as if it were not there */
	a.token = s->other;
	if (!is(s, &a, 404, "NOT_FOUND"))
		return false;
	a.token = NULL;
	return is(s, &a, 404, "NOT_FOUND");
}

/* It keeps the name of whom made it public, though another brought the same bytes. */
static bool public_name(struct site *s, const char *digest)
{
	struct ctx c = { .mem = s->c.mem };
	struct db_rows r;
	CHECK(store_connect(&c, s->app->store, DB_READ_WRITE, &c.db) == OK &&
	          db_begin(&c, DB_READ_WRITE) == OK &&
	          db_one(&c, &r, "SELECT party FROM document_owner WHERE digest = $1",
	              db_text(digest)) == OK,
	    "%s", c.fault.detail);
	c.actor.party = db_get_text(&r, 0, 0);
	bool ok = db_exec(&c, NULL,
	              "INSERT INTO document_owner (digest, party, name, type)"
	              " VALUES ($1, '0', 'lie', 'a/b')",
	              db_text(digest)) == OK &&
	          document_make_public(&c, digest) == OK && db_commit(&c) == OK;
	store_disconnect(c.db);
	CHECK(ok, "%s", c.fault.detail);
	const struct ask a = { .method = "GET",
		.url = arena_printf(c.mem, "/api/documents/%s", digest) };
	struct answer_got got = site_ask(s, &a, NULL);
	const char *name = answer_header(c.mem, &got, "Content-Disposition");
	CHECK(got.status == 200 && name != NULL && strstr(name, "UTF-8''x") != NULL,
	    "a public document is called %s", name);
	return true;
}

/* Given up by its owner alone; then its file goes too. */
static bool given_up(struct site *s, const char *base)
{
	struct ctx c = { .mem = s->c.mem };
	const char *file =
	    arena_printf(c.mem, "%s/uploads/%s.part", s->dir, strrchr(base, '/') + 1);
	struct ask a = { .method = "DELETE", .token = s->other, .url = base };
	if (!is(s, &a, 403, "DENIED"))
		return false;
	CHECK(reader_take(s->app, &c) == OK && document_sweep(&c, s->dir) == OK, "sweep");
	reader_give(s->app, &c);
	CHECK(access(file, F_OK) == 0, "an upload on its way is swept away");
	a.token = s->owner;
	if (!is(s, &a, 200, NULL) || !is(s, &a, 404, "NOT_FOUND"))
		return false;
	CHECK(reader_take(s->app, &c) == OK && document_sweep(&c, s->dir) == OK, "sweep");
	reader_give(s->app, &c);
	CHECK(access(file, F_OK) != 0, "the file of an upload given up stays");
	return true;
}

/* All chunks hold, but the whole is not what was announced. */
static bool wrong_whole(struct site *s, const uint8_t *document)
{
	const char *base = begin(s, digest_of(s, document, 1));
	for (int i = 0; i < CHUNKS; i++) {
		const struct ask a = chunk(s, base, i, document);
		if (!is(s, &a, 200, NULL))
			return false;
	}
	const struct ask end = { .method = "POST",
		.token = s->owner,
		.url = arena_printf(s->c.mem, "%s/completion", base) };
	return is(s, &end, 422, "BAD_DIGEST") && given_up(s, base);
}

bool uploads_go_on(struct site *s)
{
	struct ctx *c = &s->c;
	uint8_t *document = arena_alloc(c->mem, BYTES);
	rng_bytes(&c->rng, document, BYTES);
	const char *digest = digest_of(s, document, BYTES), *base = begin(s, digest);
	struct ask chunks[CHUNKS], end = { .method = "POST",
		.token = s->owner,
		.key = "end",
		.url = arena_printf(c->mem, "%s/completion", base) };
	for (int i = 0; i < CHUNKS; i++)
		chunks[i] = chunk(s, base, i, document);
	if (!is(s, &chunks[1], 409, "CHUNK_ORDER") || !is(s, &chunks[0], 200, NULL) ||
	    !is(s, &chunks[2], 409, "CHUNK_ORDER") || !is(s, &chunks[0], 409, "CHUNK_ORDER") ||
	    !of_others(s, base, chunks[1]) || !is(s, &end, 409, "CHUNK_ORDER"))
		return false;
	CHECK(cut(s, &chunks[1]), "cutting a chunk");
	CHECK(received(s, base) == 1, "half a chunk counts");
	struct ask damaged = chunks[1], small = chunks[1];
	damaged.headers = chunks[2].headers;
	small.body_n--;
	if (!is(s, &damaged, 422, "BAD_DIGEST") || !is(s, &small, 422, "BAD_DIGEST"))
		return false;
	damaged.headers = "X-Chunk-SHA256: x\r\n";
	if (!is(s, &damaged, 400, "BAD_REQUEST"))
		return false;
	for (int i = 1; i < CHUNKS; i++)
		if (!is(s, &chunks[i], 200, NULL))
			return false;
	CHECK(received(s, base) == CHUNKS, "not all chunks are there");
	/* twice under one key: the second answer is the first */
	if (!is(s, &end, 201, digest) || !is(s, &end, 201, digest))
		return false;
	return read_back(s, digest) && public_name(s, digest) && wrong_whole(s, document);
}

struct repeater {
	pthread_t thread;
	uint16_t port;
	int number;
	char wrong[300];
};

static void *repeat(void *arg)
{
	struct repeater *r = arg;
	struct arena *mem = arena_new((size_t)64 * 1024 * 1024);
	int fd = wire_dial(r->port);
	for (int i = 0; i < REPEATS && r->wrong[0] == '\0'; i++) {
		struct answer_got first, second;
		const char *name = arena_printf(mem, "r%d-%d", r->number, i);
		const struct ask a = { .method = "POST",
			.url = "/api/parties",
			.key = name,
			.body = arena_printf(mem,
			    "{\"name\":\"x\",\"contact\":\"x\",\"identifier\":{\"scheme\":\"TEST\","
			    "\"id\":\"%s\"},\"roles\":[\"tenderer\"]}",
			    name) };
		if (!wire_ask(fd, &a) || !wire_answer(fd, mem, false, &first) ||
		    !wire_ask(fd, &a) || !wire_answer(fd, mem, false, &second))
			snprintf(r->wrong, sizeof(r->wrong), "no answer");
		else if (first.status != 201 || second.status != 201 ||
		         strstr(second.body, "\"receipt\":null") != NULL)
			snprintf(r->wrong, sizeof(r->wrong), "%d, then %d %s", first.status,
			    second.status, second.body);
	}
	close(fd);
	arena_free(mem);
	return NULL;
}

bool repeated_under_load(struct site *s)
{
	struct repeater all[REPEATERS];
	for (int i = 0; i < REPEATERS; i++) {
		all[i] = (struct repeater){ .port = s->port, .number = i };
		pthread_create(&all[i].thread, NULL, repeat, &all[i]);
	}
	for (int i = 0; i < REPEATERS; i++)
		pthread_join(all[i].thread, NULL);
	for (int i = 0; i < REPEATERS; i++)
		CHECK(all[i].wrong[0] == '\0', "%s", all[i].wrong);
	return true;
}
