/* streams.c - many who watch one page.
 *
 * heng-bench-streams DIR LISTENERS EVENTS: makes a centre in DIR, serves it, opens that many event
 * streams and publishes that many notices, one after the other; before that as many with nobody
 * listening. Prints "name value" lines: how long an event took from the sending of the act to the
 * last listener, and the server's processor time for one. Ends with 1 when an event does not
 * arrive. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/median.h"
#include "bench/centre.h"
#include "core/base/moment.h"

#define WAIT_MS 10000
#define READ_BYTES (64 * 1024)
#define EVENT "event: notice.published\n"

struct listener {
	int fd;
	unsigned matched, heard; /* bytes of EVENT just seen; events */
	bool joined;
};
struct hall {
	struct centre_run b;
	const char *token;
	const char **publications; /* addresses to POST to */
	struct listener *listeners;
	unsigned n, events;
	int poll, act; /* act: the connection that publishes */
};

static int dial(uint16_t port)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof(int));
	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof(a)) != 0) {
		perror("connect");
		exit(1);
	}
	return fd;
}

static void push(int fd, const char *text)
{
	if (write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		exit(1);
}

static void prepare(struct hall *h, unsigned count)
{
	struct centre_run *b = &h->b;
	struct ctx *c = &b->c;
	h->publications = arena_array(c->mem, const char *, count);
	bench_enter(b, "贵阳市教育局", "procuringEntity", NULL, &h->token);
	for (unsigned i = 0; i < count; i++) {
		const struct json *v = bench_say(b, h->token, "/api/projects",
		    arena_printf(c->mem, "{\"code\":\"%u\",\"name\":\"教学楼\"}", i));
		v = bench_say(b, h->token, "/api/tenders",
		    arena_printf(c->mem,
		        "{\"project\":\"%s\",\"kind\":\"works-lowest-price\",\"title\":"
		        "\"第%u小学教学楼工程施工\",\"mandatory\":false,\"stateControlled\":false,"
		        "\"funding\":\"private\",\"qualification\":\"after\",\"method\":\"open\","
		        "\"organisation\":\"self\",\"lots\":[{\"title\":\"施工\"}]}",
		        json_get_text(v, "id", ""), i));
		const char *base =
		    arena_printf(c->mem, "/api/tenders/%s", json_get_text(v, "id", ""));
		bench_say(b, h->token, arena_printf(c->mem, "%s/announcement", base),
		    arena_printf(c->mem,
		        "{\"text\":\"教学楼五层。\",\"deadline\":\"%s\",\"windowMinutes\":30}",
		        moment_text(c, c->now_ms + 20 * DAY_MS)));
		bench_say(b, h->token, arena_printf(c->mem, "%s/confirmation", base), NULL);
		h->publications[i] = arena_printf(c->mem, "%s/publication", base);
	}
}

static void hear(struct listener *l, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		l->matched = p[i] == EVENT[l->matched] ? l->matched + 1 : p[i] == EVENT[0];
		if (l->matched == sizeof(EVENT) - 1) {
			l->heard++;
			l->matched = 0;
		}
	}
}

/* Reads until every listener has joined and heard so many; whether they have. */
static bool until(struct hall *h, unsigned heard)
{
	static char bytes[READ_BYTES];
	struct epoll_event ready[64];
	unsigned there = 0;
	for (unsigned i = 0; i < h->n; i++)
		there += h->listeners[i].joined && h->listeners[i].heard >= heard;
	int64_t end_us = moment_steady_us() + WAIT_MS * INT64_C(1000);
	while (there < h->n && moment_steady_us() < end_us) {
		int k = epoll_wait(h->poll, ready, 64, 100);
		for (int i = 0; i < k; i++) {
			struct listener *l = ready[i].data.ptr;
			bool before = l->joined && l->heard >= heard;
			ssize_t n = read(l->fd, bytes, sizeof(bytes));
			if (n <= 0)
				return false;
			if (!l->joined && memmem(bytes, (size_t)n, " 200 ", 5) == NULL) {
				fprintf(stderr, "%.*s\n", (int)n, bytes);
				return false;
			}
			l->joined = true;
			hear(l, bytes, (size_t)n);
			there += !before && l->heard >= heard;
		}
	}
	return there == h->n;
}

static bool join(struct hall *h)
{
	h->poll = epoll_create1(EPOLL_CLOEXEC);
	for (unsigned i = 0; i < h->n; i++) {
		struct listener *l = &h->listeners[i];
		struct epoll_event e = { .events = EPOLLIN, .data.ptr = l };
		l->fd = dial(h->b.port);
		push(l->fd, "GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n");
		epoll_ctl(h->poll, EPOLL_CTL_ADD, l->fd, &e);
	}
	return until(h, 0);
}

static void publish(struct hall *h, unsigned i)
{
	push(h->act, arena_printf(h->b.c.mem,
	                 "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
	                 "Content-Length: 0\r\n\r\n",
	                 h->publications[i], h->token));
}

static void answered(struct hall *h)
{
	static char bytes[READ_BYTES];
	ssize_t n = read(h->act, bytes, sizeof(bytes));
	if (n < 12 || bytes[9] != '2') {
		fprintf(stderr, "%.*s\n", n > 0 ? (int)n : 0, bytes);
		exit(1);
	}
}

/* Processor time that the server has had, in microseconds. */
static int64_t used_us(const struct hall *h)
{
	char path[64], line[1024] = "", *end;
	unsigned long user, kernel;
	snprintf(path, sizeof(path), "/proc/%d/stat", (int)h->b.server);
	FILE *f = fopen(path, "re");
	const char *at =
	    f == NULL || fgets(line, sizeof(line), f) == NULL ? NULL : strrchr(line, ')');
	/* fields 14 and 15; the name, which may hold anything, is the second */
	for (int field = 2; at != NULL && field < 14; field++)
		at = strchr(at + 1, ' ');
	if (at == NULL)
		exit(1);
	user = strtoul(at, &end, 10);
	kernel = strtoul(end, NULL, 10);
	fclose(f);
	return (int64_t)(user + kernel) * 1000000 / sysconf(_SC_CLK_TCK);
}

static int run(struct hall *h)
{
	int64_t *took_us = arena_array(h->b.c.mem, int64_t, h->events);
	int64_t from_us = used_us(h);
	for (unsigned i = 0; i < h->events; i++) {
		publish(h, i);
		answered(h);
	}
	int64_t alone_us = (used_us(h) - from_us) / h->events;
	long before_kb = bench_resident_kb(&h->b);
	if (!join(h)) {
		fprintf(stderr, "not all are let in\n");
		return 1;
	}
	long kb = bench_resident_kb(&h->b) - before_kb;
	from_us = used_us(h);
	for (unsigned i = 0; i < h->events; i++) {
		int64_t sent_us = moment_steady_us();
		publish(h, h->events + i);
		if (!until(h, i + 1)) {
			fprintf(stderr, "event %u does not reach all\n", i + 1);
			return 1;
		}
		took_us[i] = moment_steady_us() - sent_us;
		answered(h);
	}
	int64_t each_us = (used_us(h) - from_us) / h->events;
	int64_t middle_us = median(took_us, h->events);
	printf("p50_ms %.1f\nworst_ms %.1f\ncpu_ms %.2f\nalone_ms %.2f\nkb %.1f\n",
	    (double)middle_us / 1000, (double)took_us[h->events - 1] / 1000, (double)each_us / 1000,
	    (double)alone_us / 1000, (double)kb / h->n);
	return 0;
}

int main(int argc, char **argv)
{
	struct hall h = { 0 };
	struct rlimit files;
	if (argc != 4)
		return 2;
	h.n = (unsigned)strtoul(argv[2], NULL, 10);
	h.events = (unsigned)strtoul(argv[3], NULL, 10);
	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	bench_make(&h.b, argv[1], "sqlite");
	bench_open(&h.b, false);
	h.listeners = arena_array(h.b.c.mem, struct listener, h.n);
	prepare(&h, 2 * h.events);
	bench_close(&h.b);
	bench_serve(&h.b); /* with the limit that it is started with */
	setrlimit(RLIMIT_NOFILE, &files);
	h.act = dial(h.b.port);
	int status = run(&h);
	bench_stop(&h.b);
	return status;
}
