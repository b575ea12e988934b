/* slow.c - clients that send a byte now and then are cut, each in its part of a request; one that
 * reads slowly what is large is not. */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "test/http/site.h"

#define BYTE_EVERY_MS 100
#define PATIENCE_MS (4 * SLOW_LIMIT_MS + 1000)
#define DOCUMENT_CHUNKS 5
#define READ_BYTES (256 * 1024)

static struct slow {
	const char *what;
	const char *at_once; /* sent at the start; then x after x */
	int within_ms;       /* of being cut; the reaper looks every half second */
} const slow[] = {
	{ "an empty connection", NULL, 2 * SLOW_LIMIT_MS + 1500 },
	{ "the first line", "GET /api/", 2 * SLOW_LIMIT_MS + 1500 },
	{ "a header", "GET /api/notices HTTP/1.1\r\nHost: x\r\nX-Slow: ", SLOW_LIMIT_MS + 1500 },
	{ "a body",
	    "POST /api/parties HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
	    "Content-Length: 1000\r\n\r\n",
	    SLOW_LIMIT_MS + 1500 },
	{ "a body that was refused",
	    "POST /api/parties HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n50000\r\n",
	    SLOW_LIMIT_MS + 1500 },
};
#define SLOW (sizeof(slow) / sizeof(*slow))

static bool all_are_cut(struct site *s)
{
	struct pollfd fds[SLOW];
	int64_t from_us = moment_steady_us(), ended_ms[SLOW] = { 0 };
	size_t left = SLOW;
	for (size_t i = 0; i < SLOW; i++) {
		fds[i] = (struct pollfd){ wire_dial(s->port), POLLIN, 0 };
		if (slow[i].at_once != NULL)
			wire_text(fds[i].fd, slow[i].at_once);
	}
	for (int turn = 0; left > 0 && turn < PATIENCE_MS / BYTE_EVERY_MS; turn++) {
		usleep(BYTE_EVERY_MS * 1000);
		poll(fds, SLOW, 0);
		for (size_t i = 0; i < SLOW; i++) {
			char rest[1000]; /* an answer may come before the end */
			if (ended_ms[i] != 0)
				continue;
			bool gone =
			    fds[i].revents != 0 && recv(fds[i].fd, rest, sizeof(rest), 0) <= 0;
			if (slow[i].at_once != NULL && !gone)
				gone = !wire_text(fds[i].fd, "x");
			if (gone) {
				ended_ms[i] = (moment_steady_us() - from_us) / 1000;
				left--;
			}
		}
	}
	for (size_t i = 0; i < SLOW; i++) {
		close(fds[i].fd);
		CHECK(ended_ms[i] != 0 && ended_ms[i] <= slow[i].within_ms &&
		          ended_ms[i] >= SLOW_LIMIT_MS / 2,
		    "%s, a byte now and then: cut after %lld ms", slow[i].what,
		    (long long)ended_ms[i]);
	}
	return true;
}

/* A document of 20 MB, of this party. */
static const char *bring(struct site *s)
{
	struct ctx *c = &s->c;
	size_t bytes = DOCUMENT_CHUNKS * (size_t)LIMIT_CHUNK_BYTES;
	uint8_t *document = arena_alloc(c->mem, bytes), digest[SHA256_BYTES];
	rng_bytes(&c->rng, document, bytes);
	sha256(document, bytes, digest);
	const char *hex = enc_hex(c->mem, digest, sizeof(digest));
	const struct json *v = site_post(s, s->owner, "/api/uploads",
	    arena_printf(c->mem,
	        "{\"name\":\"x\",\"type\":\"a/b\",\"bytes\":%zu,\"digest\":\"%s\"}", bytes, hex));
	const char *base = arena_printf(c->mem, "/api/uploads/%s", json_get_text(v, "id", ""));
	for (int i = 0; i < DOCUMENT_CHUNKS; i++) {
		const uint8_t *p = document + (size_t)i * LIMIT_CHUNK_BYTES;
		sha256(p, LIMIT_CHUNK_BYTES, digest);
		const struct ask a = { .method = "PUT",
			.token = s->owner,
			.body = p,
			.body_n = LIMIT_CHUNK_BYTES,
			.type = "application/octet-stream",
			.url = arena_printf(c->mem, "%s/chunks/%d", base, i),
			.headers = arena_printf(c->mem, "X-Chunk-SHA256: %s\r\n",
			    enc_hex(c->mem, digest, sizeof(digest))) };
		struct answer_got got = site_ask(s, &a, NULL);
		if (got.status != 200)
			return NULL;
	}
	v = site_post(s, s->owner, arena_printf(c->mem, "%s/completion", base), NULL);
	return v == NULL ? NULL : hex;
}

/* Longer than the limit of a small request, and than an idle connection has. */
static bool slow_reader_gets_all(struct site *s)
{
	struct arena *mem = s->c.mem;
	const char *hex = bring(s);
	CHECK(hex != NULL, "the document cannot be brought");
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), little = READ_BYTES / 4;
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons(s->port),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &little, sizeof(little));
	CHECK(connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0, "no connection");
	wire_text(
	    fd, arena_printf(mem,
	            "GET /api/documents/%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
	            "Connection: close\r\n\r\n",
	            hex, s->owner));
	char *p = arena_alloc(mem, READ_BYTES);
	struct sha256_run *run = sha256_start();
	uint8_t digest[SHA256_BYTES];
	size_t n, total = 0, head = 0;
	int64_t from_us = moment_steady_us();
	do {
		/* what is there is taken, then nothing for a while */
		for (n = 0; n < READ_BYTES;) {
			ssize_t got = recv(fd, p + n, READ_BYTES - n, 0);
			if (got <= 0)
				break;
			n += (size_t)got;
		}
		if (total == 0 && n > 0)
			head = (size_t)((char *)memmem(p, n, "\r\n\r\n", 4) + 4 - p);
		sha256_add(run, p + (total == 0 ? head : 0), n - (total == 0 ? head : 0));
		total += n;
		usleep(40000);
	} while (n == READ_BYTES);
	close(fd);
	sha256_end(run, digest);
	int64_t took_ms = (moment_steady_us() - from_us) / 1000;
	CHECK(strcmp(enc_hex(mem, digest, sizeof(digest)), hex) == 0,
	    "cut off after %zu bytes and %lld ms", total, (long long)took_ms);
	CHECK(took_ms > 2 * SLOW_LIMIT_MS, "read in %lld ms, which proves nothing",
	    (long long)took_ms);
	return true;
}

bool slow_clients_end(struct site *s)
{
	return all_are_cut(s) && slow_reader_gets_all(s);
}
