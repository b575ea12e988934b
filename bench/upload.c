/* upload.c - a document over HTTP in chunks.
 *
 * heng-bench-upload DIR FILE: makes a centre in DIR, serves it, brings FILE. The digests are made
 * beforehand: what is timed is the server's work and the way there. Prints "name value" lines. Ends
 * with 1 when the document does not arrive. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/centre.h"
#include "core/base/limits.h"
#include "core/base/moment.h"

#define ANSWER_BYTES (64 * 1024)

struct line {
	struct ctx *c;
	int fd;
	const char *token;
	char answer[ANSWER_BYTES];
};

static void dial(struct line *l, uint16_t port)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	int one = 1;
	l->fd = socket(AF_INET, SOCK_STREAM, 0);
	setsockopt(l->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	if (connect(l->fd, (struct sockaddr *)&a, sizeof(a)) != 0)
		exit(1);
}

static void push(struct line *l, const void *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(l->fd, p, n);
		if (done <= 0)
			exit(1);
		p = (const char *)p + done;
		n -= (size_t)done;
	}
}

/* One request; the body of its answer, which must be a success. digest: of a chunk, or NULL. */
static struct json *ask(
    struct line *l, const char *head, const char *digest, const void *body, size_t n)
{
	size_t got = 0;
	struct json *v = NULL;
	const char *text = arena_printf(l->c->mem,
	    "%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s%s%s"
	    "Content-Length: %zu\r\n\r\n",
	    head, l->token, digest ? "X-Chunk-SHA256: " : "", digest ? digest : "",
	    digest ? "\r\n" : "", n);
	push(l, text, strlen(text));
	push(l, body, n);
	for (;;) {
		ssize_t more = read(l->fd, l->answer + got, sizeof(l->answer) - 1 - got);
		if (more <= 0)
			exit(1);
		got += (size_t)more;
		l->answer[got] = '\0';
		const char *end = strstr(l->answer, "\r\n\r\n");
		const char *length = strstr(l->answer, "Content-Length: ");
		if (end == NULL || length == NULL ||
		    strlen(end + 4) < strtoul(length + 16, NULL, 10))
			continue;
		if (l->answer[9] != '2' || json_parse(l->c, end + 4, strlen(end + 4), &v) != OK) {
			fprintf(stderr, "%s\n%s\n", head, l->answer);
			exit(1);
		}
		return v;
	}
}

static const char *digest_of(struct ctx *c, const void *p, size_t n)
{
	uint8_t digest[SHA256_BYTES];
	sha256(p, n, digest);
	return enc_hex(c->mem, digest, sizeof(digest));
}

static void bring(struct centre_run *b, struct line *l, const uint8_t *p, size_t n)
{
	size_t chunks = (n + LIMIT_CHUNK_BYTES - 1) / LIMIT_CHUNK_BYTES;
	const char **digest = arena_array(b->c.mem, const char *, chunks);
	for (size_t i = 0; i < chunks; i++) {
		size_t at = i * LIMIT_CHUNK_BYTES;
		digest[i] = digest_of(
		    &b->c, p + at, n - at < LIMIT_CHUNK_BYTES ? n - at : LIMIT_CHUNK_BYTES);
	}
	const char *body = arena_printf(b->c.mem,
	    "{\"name\":\"x.zip\",\"type\":\"application/zip\",\"bytes\":%zu,\"digest\":\"%s\"}", n,
	    digest_of(&b->c, p, n));
	int64_t from = moment_steady_us();
	struct json *v = ask(l, "POST /api/uploads", NULL, body, strlen(body));
	const char *id = json_get_text(v, "id", "");
	long before = bench_resident_kb(b), most = before;
	for (size_t i = 0; i < chunks; i++) {
		size_t at = i * LIMIT_CHUNK_BYTES;
		const char *head = arena_printf(b->c.mem, "PUT /api/uploads/%s/chunks/%zu", id, i);
		ask(l, head, digest[i], p + at,
		    n - at < LIMIT_CHUNK_BYTES ? n - at : LIMIT_CHUNK_BYTES);
		long now = bench_resident_kb(b);
		most = now > most ? now : most;
	}
	int64_t chunks_done = moment_steady_us();
	ask(l, arena_printf(b->c.mem, "POST /api/uploads/%s/completion", id), NULL, "", 0);
	int64_t done = moment_steady_us();
	long now = bench_resident_kb(b);
	most = now > most ? now : most;
	printf("seconds %.3f\nchunks_s %.3f\ncompletion_s %.3f\nrise_kb %ld\n",
	    (double)(done - from) / 1e6, (double)(chunks_done - from) / 1e6,
	    (double)(done - chunks_done) / 1e6, most - before);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	struct centre_run b;
	static struct line l;
	struct stat st;
	int fd = open(argv[2], O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0)
		return 1;
	size_t n = (size_t)st.st_size;
	const uint8_t *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
	if (p == MAP_FAILED)
		return 1;
	bench_make(&b, argv[1], "sqlite");
	bench_open(&b, false);
	bench_enter(&b, "t", "tenderer", NULL, &l.token);
	bench_close(&b);
	bench_serve(&b);
	l.c = &b.c;
	dial(&l, b.port);
	bring(&b, &l, p, n);
	bench_stop(&b);
	return 0;
}
