#include "bench/load.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/moment.h"

#define ANSWER_BYTES (64 * 1024)
#define DEADLINE_US (120 * 1000000LL)

struct connection {
	int fd;
	unsigned number, next; /* requests sent */
	size_t sent, got;
	int64_t since_us;
	const struct load_request *request;
	char *answer;
};

struct tally {
	struct load_result r;
	int64_t *times;
	size_t n;
};

static int dial(uint16_t port)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	if (connect(fd, (struct sockaddr *)&a, sizeof(a)) != 0) {
		close(fd);
		return -1;
	}
	fcntl(fd, F_SETFL, O_NONBLOCK);
	return fd;
}

static void push(struct connection *c)
{
	while (c->sent < c->request->n) {
		ssize_t n = write(c->fd, c->request->text + c->sent, c->request->n - c->sent);
		if (n <= 0)
			return;
		c->sent += (size_t)n;
	}
}

static bool start(const struct load *l, struct connection *c)
{
	if (c->next == l->each)
		return false;
	c->request = l->request(l->arg, c->number, c->next++);
	c->sent = c->got = 0;
	c->since_us = moment_steady_us();
	push(c);
	return true;
}

/* Whether the whole answer is here: headers, then Content-Length bytes. */
static bool whole(const struct connection *c)
{
	const char *end = memmem(c->answer, c->got, "\r\n\r\n", 4);
	const char *length =
	    end ? memmem(c->answer, (size_t)(end - c->answer), "Content-Length: ", 16) : NULL;
	return length != NULL &&
	       c->got >= (size_t)(end - c->answer) + 4 + strtoul(length + 16, NULL, 10);
}

static int ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static void finish(struct tally *t, struct connection *c)
{
	c->answer[c->got] = '\0';
	t->times[t->n++] = moment_steady_us() - c->since_us;
	if (c->answer[9] == '2') {
		t->r.answered++;
	} else {
		if (t->r.refused++ == 0)
			snprintf(
			    t->r.first_refusal, sizeof(t->r.first_refusal), "%.390s", c->answer);
	}
}

/* Reads what there is; false when the connection is done for. */
static bool pull(const struct load *l, struct tally *t, struct connection *c)
{
	ssize_t n = read(c->fd, c->answer + c->got, ANSWER_BYTES - 1 - c->got);
	if (n < 0 && errno == EAGAIN)
		return true;
	if (n <= 0)
		return false;
	c->got += (size_t)n;
	if (!whole(c))
		return true;
	finish(t, c);
	return start(l, c);
}

struct load_result load_run(const struct load *l)
{
	size_t total = (size_t)l->connections * l->each;
	struct connection *all = calloc(l->connections, sizeof(*all));
	struct tally t = { .times = calloc(total, sizeof(int64_t)) };
	struct epoll_event events[256];
	int ep = epoll_create1(0);
	unsigned open_now = 0;
	for (unsigned i = 0; i < l->connections; i++) {
		all[i].number = i;
		all[i].answer = malloc(ANSWER_BYTES);
		all[i].fd = dial(l->port);
		struct epoll_event e = { .events = EPOLLIN, .data = { .ptr = &all[i] } };
		if (all[i].fd >= 0 && epoll_ctl(ep, EPOLL_CTL_ADD, all[i].fd, &e) == 0)
			open_now++;
	}
	int64_t from_us = moment_steady_us();
	for (unsigned i = 0; i < l->connections; i++)
		if (all[i].fd >= 0)
			start(l, &all[i]);
	while (open_now > 0 && moment_steady_us() - from_us < DEADLINE_US) {
		int n = epoll_wait(ep, events, 256, 1000);
		for (int i = 0; i < n; i++) {
			struct connection *c = events[i].data.ptr;
			if (c->sent < c->request->n)
				push(c);
			if (!pull(l, &t, c)) {
				epoll_ctl(ep, EPOLL_CTL_DEL, c->fd, NULL);
				open_now--;
			}
		}
	}
	t.r.seconds = (double)(moment_steady_us() - from_us) / 1e6;
	t.r.lost = total - t.n;
	qsort(t.times, t.n, sizeof(*t.times), ascending);
	if (t.n > 0) {
		t.r.p50_us = t.times[t.n / 2];
		t.r.p99_us = t.times[t.n * 99 / 100];
		t.r.worst_us = t.times[t.n - 1];
	}
	for (unsigned i = 0; i < l->connections; i++) {
		if (all[i].fd >= 0)
			close(all[i].fd);
		free(all[i].answer);
	}
	close(ep);
	free(all);
	free(t.times);
	return t.r;
}
