/* full.c - the disk is full: acts are refused, reads go on, nothing acknowledged is lost, and once
 * there is space again acts go on. On a small file system of its own, which needs root. */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/json.h"
#include "test/fault/check.h"
#include "test/served.h"

#define DISK "size=24m"
#define ACTS_MAX 2000
#define BEFORE 20 /* acts while there is space */
#define REFUSED 20
#define CHUNK_BYTES (1024 * 1024)

struct act {
	const char *key, *body;
	int64_t place; /* -1: refused */
};

struct trial {
	struct ctx c;
	struct served served;
	const char *keys, *url, *filler, *token, *upload;
	char *chunk;
	struct act acts[ACTS_MAX];
	size_t n, refused;
	struct checkpoint published;
};

static bool wrong(const char *what, const char *more)
{
	printf("FAIL fault    full disk: %s: %s\n", what, more ? more : "");
	return false;
}

/* One registration under its key; again for the same number. */
static bool act(struct trial *t, size_t i)
{
	struct ctx *c = &t->c;
	struct act *a = &t->acts[i];
	struct json *v = NULL;
	struct held r;
	if (a->key == NULL) {
		a->key = arena_printf(c->mem, "full-%zu", i);
		a->body = arena_printf(c->mem,
		    "{\"name\":\"x\",\"contact\":\"x\",\"identifier\":{\"scheme\":\"TEST\","
		    "\"id\":\"%zu\"},\"roles\":[\"tenderer\"]}",
		    i);
		a->place = -1;
	}
	const struct ask ask = {
		.method = "POST", .url = "/api/parties", .key = a->key, .body = a->body
	};
	struct answer_got got = ask_once(c->mem, t->served.port, &ask);
	if (got.n == 0 || json_parse(c, got.body, got.n, &v) != OK)
		return wrong("an act", "no answer");
	const char *error = json_get_text(v, "error", "");
	if (strcmp(error, "STORE_FULL") == 0 || strcmp(error, "STORE") == 0) {
		t->refused += strcmp(error, "STORE_FULL") == 0 && got.status == 507;
		return a->place < 0 || wrong("an acknowledged act is refused", got.body);
	}
	if (got.status != 201)
		return wrong("an act", got.body);
	const char *why = receipt_complaint(c, json_get(v, "receipt"), t->keys, &r);
	if (why != NULL)
		return wrong("a receipt", why);
	if (a->place >= 0 && a->place != r.place)
		return wrong("an acknowledged act", "stands at another place");
	a->place = r.place;
	return true;
}

static void fill(struct trial *t)
{
	static const char zeros[65536];
	int fd = open(t->filler, O_WRONLY | O_CREAT | O_APPEND, 0600);
	size_t n = sizeof(zeros);
	while (n > 0)
		if (write(fd, zeros, n) <= 0)
			n /= 2;
	close(fd);
}

/* Something to bring, begun while there is space. */
static bool begin_upload(struct trial *t)
{
	struct ctx *c = &t->c;
	struct json *v = NULL;
	uint8_t digest[SHA256_BYTES];
	t->chunk = arena_alloc(c->mem, CHUNK_BYTES);
	memset(t->chunk, 'x', CHUNK_BYTES);
	sha256(t->chunk, CHUNK_BYTES, digest);
	const char *hex = enc_hex(c->mem, digest, sizeof(digest));
	const char *party = "{\"name\":\"x\",\"contact\":\"x\",\"identifier\":{\"scheme\":\"TEST\","
	                    "\"id\":\"who\"},\"roles\":[\"tenderer\"]}";
	const struct ask enter = { .method = "POST", .url = "/api/parties", .body = party };
	struct answer_got got = ask_once(c->mem, t->served.port, &enter);
	if (json_parse(c, got.body ? got.body : "", got.n, &v) != OK)
		return wrong("a party", got.body);
	const struct ask in = { .method = "POST",
		.url = "/api/practice/sessions",
		.body = arena_printf(c->mem, "{\"person\":\"%s\",\"token\":true}",
		    json_get_text(json_get(v, "result"), "person", "")) };
	got = ask_once(c->mem, t->served.port, &in);
	if (json_parse(c, got.body ? got.body : "", got.n, &v) != OK)
		return wrong("a session", got.body);
	t->token = json_get_text(v, "token", "");
	const struct ask begin = { .method = "POST",
		.url = "/api/uploads",
		.token = t->token,
		.body = arena_printf(c->mem,
		    "{\"name\":\"x\",\"type\":\"a/b\",\"bytes\":%d,\"digest\":\"%s\"}", CHUNK_BYTES,
		    hex) };
	got = ask_once(c->mem, t->served.port, &begin);
	if (got.status != 201 || json_parse(c, got.body, got.n, &v) != OK)
		return wrong("an upload", got.body);
	t->upload = arena_printf(c->mem, "/api/uploads/%s", json_get_text(v, "id", ""));
	return true;
}

static bool bring(struct trial *t, int status)
{
	struct ctx *c = &t->c;
	uint8_t digest[SHA256_BYTES];
	sha256(t->chunk, CHUNK_BYTES, digest);
	const struct ask ask = { .method = "PUT",
		.token = t->token,
		.body = t->chunk,
		.body_n = CHUNK_BYTES,
		.type = "application/octet-stream",
		.url = arena_printf(c->mem, "%s/chunks/0", t->upload),
		.headers = arena_printf(
		    c->mem, "X-Chunk-SHA256: %s\r\n", enc_hex(c->mem, digest, sizeof(digest))) };
	struct answer_got got = ask_once(c->mem, t->served.port, &ask);
	return got.status == status ||
	       wrong("a chunk", arena_printf(c->mem, "%d %s", got.status, got.body));
}

static bool reads_go_on(struct trial *t)
{
	static const char *const urls[] = { "/", "/api/notices", "/checkpoint", "/api/openapi.json",
		"/health" };
	for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++) {
		const struct ask a = { .method = "GET", .url = urls[i] };
		struct answer_got got = ask_once(t->c.mem, t->served.port, &a);
		if (got.status != 200)
			return wrong(urls[i], got.body);
	}
	return true;
}

static bool complete(struct trial *t, int status)
{
	const struct ask ask = { .method = "POST",
		.token = t->token,
		.url = arena_printf(t->c.mem, "%s/completion", t->upload) };
	struct answer_got got = ask_once(t->c.mem, t->served.port, &ask);
	return got.status == status ||
	       wrong("the end of an upload", arena_printf(t->c.mem, "%d %s", got.status, got.body));
}

/* Some pages are free, so that a piece of a document fits by half. */
static bool free_little(struct trial *t)
{
	struct stat st;
	return stat(t->filler, &st) == 0 && truncate(t->filler, st.st_size - 5 * 4096) == 0;
}

static bool published(struct trial *t)
{
	struct checkpoint now = { 0 };
	uint64_t size = 0;
	for (size_t i = 0; i < t->n; i++)
		if (t->acts[i].place >= (int64_t)size)
			size = (uint64_t)t->acts[i].place + 1;
	const struct published p = { t->served.port, t->keys, size };
	const char *why = published_complaint(&t->c, &p, &t->published, &now);
	t->published = now;
	return why == NULL || wrong("the published log", why);
}

static bool while_full(struct trial *t)
{
	fill(t);
	/* the log that is there already takes some more */
	while (t->refused < REFUSED && t->n < ACTS_MAX)
		if (!act(t, t->n++))
			return false;
	if (t->refused < REFUSED)
		return wrong("acts", "are taken on a full disk");
	return reads_go_on(t);
}

static bool after(struct trial *t)
{
	if (!bring(t, 200))
		return false;
	/* what was refused goes through now, what was not is found as it was */
	for (size_t i = 0; i < t->n; i++)
		if (!act(t, i) || t->acts[i].place < 0)
			return wrong("after there is space", t->acts[i].key);
	if (!published(t))
		return false;
	const char *why = store_complaint(&t->c, t->url);
	return why == NULL || wrong("the store", why);
}

static bool run(struct trial *t, const char *dir)
{
	struct ctx *c = &t->c;
	const char *const init[] = { "init", t->served.dir, "--practice", NULL };
	const struct ask keys = { .method = "GET", .url = "/log/keys" };
	int64_t took_us;
	t->filler = arena_printf(c->mem, "%s/filler", dir);
	t->url = arena_printf(c->mem, "sqlite:%s/heng.db", t->served.dir);
	if (!served_run(&t->served, init) || !served_start(&t->served))
		return wrong("the centre", "cannot be made");
	t->keys = ask_once(c->mem, t->served.port, &keys).body;
	while (t->n < BEFORE)
		if (!act(t, t->n++))
			return false;
	if (!published(t) || !begin_upload(t) || !while_full(t) || !free_little(t) ||
	    !bring(t, 507))
		return false;
	unlink(t->filler);
	if (!after(t))
		return false;
	/* once more, and the server dies of it, so to say */
	t->refused = 0;
	if (!while_full(t) || !free_little(t) || !complete(t, 507))
		return false;
	served_kill(&t->served);
	unlink(t->filler);
	if (!served_start(&t->served))
		return wrong("after a crash on a full disk", "the centre does not start");
	for (size_t i = 0; i < t->n; i++)
		if (!act(t, i) || t->acts[i].place < 0)
			return wrong("after the crash", t->acts[i].key);
	const char *why = store_complaint(c, t->url);
	if (why != NULL || !published(t) || !complete(t, 201))
		return wrong("the store after the crash", why);
	int status = served_stop(&t->served, &took_us);
	return (status == 0 && !served_complained(&t->served)) || wrong("the end", NULL);
}

int main(int argc, char **argv)
{
	char dir[] = "/tmp/heng-full-XXXXXX";
	struct trial *t = calloc(1, sizeof(*t));
	(void)argc;
	signal(SIGPIPE, SIG_IGN);
	t->c.mem = arena_new((size_t)1 << 30);
	if (mkdtemp(dir) == NULL)
		return 1;
	/* a mount of our own: it is gone with this process */
	if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mount("tmpfs", dir, "tmpfs", 0, DISK) != 0) {
		printf("skip fault    full disk: a file system of its own needs root\n");
		rmdir(dir);
		arena_free(t->c.mem);
		free(t);
		return 0;
	}
	t->served.heng = served_program(t->c.mem, argv[0]);
	t->served.dir = arena_printf(t->c.mem, "%s/centre", dir);
	t->served.journal = arena_printf(t->c.mem, "%s.journal", dir);
	bool ok = run(t, dir);
	if (t->served.pid > 0)
		served_kill(&t->served);
	if (ok)
		printf("ok   fault    full disk: %zu acts\n", t->n);
	unlink(t->served.journal);
	umount2(dir, MNT_DETACH);
	rmdir(dir);
	arena_free(t->c.mem);
	free(t);
	return !ok;
}
