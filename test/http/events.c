/* events.c - live events: at once, in order, and after an absence each of them once. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/event.h"
#include "core/store/store.h"
#include "test/http/site.h"

#define TEXT_BYTES ((size_t)1024 * 1024)
#define PAST_EVENTS 1500

struct heard {
	int fd;
	char *text; /* all that has come, the answer's head included */
	size_t n, read;
	int64_t last; /* number of the newest event */
};

static struct heard listen_from(struct site *s, const char *last)
{
	struct heard l = { .fd = wire_dial(s->port), .text = arena_alloc(s->c.mem, TEXT_BYTES) };
	wire_text(l.fd, arena_printf(s->c.mem, "GET /api/events HTTP/1.1\r\nHost: x\r\n%s%s%s\r\n",
	                    last ? "Last-Event-ID: " : "", last ? last : "", last ? "\r\n" : ""));
	return l;
}

static void leave(struct heard *l)
{
	close(l->fd);
}

/* Waits for the next event; its number, or -1: none within that time. */
static int64_t next_event(struct heard *l, int ms)
{
	int64_t until_us = moment_steady_us() + ms * INT64_C(1000);
	for (;;) {
		char *from = l->text + l->read, *id = strstr(from, "id: "),
		     *end = id == NULL ? NULL : strstr(id, "\n\n");
		if (end != NULL) {
			l->read = (size_t)(end - l->text);
			l->last = strtoll(id + 4, NULL, 10);
			return l->last;
		}
		int64_t left_us = until_us - moment_steady_us();
		struct pollfd p = { l->fd, POLLIN, 0 };
		if (left_us <= 0 || poll(&p, 1, (int)(left_us / 1000) + 1) <= 0)
			return -1;
		ssize_t n = recv(l->fd, l->text + l->n, TEXT_BYTES - 1 - l->n, 0);
		if (n <= 0)
			return -1;
		l->n += (size_t)n;
	}
}

static bool silent(struct heard *l)
{
	return next_event(l, 200) == -1;
}

static bool publish(struct site *s, const char *url)
{
	return site_post(s, s->buyer, url, NULL) != NULL;
}

static bool live_and_resumed(struct site *s)
{
	const char *urls[4];
	for (int i = 0; i < 4; i++)
		urls[i] = site_publication(s);
	struct heard l = listen_from(s, NULL);
	CHECK(silent(&l), "an event before there is any");
	CHECK(publish(s, urls[0]) && next_event(&l, 1000) == 1, "no event within a second");
	CHECK(strstr(l.text, "\r\nX-Accel-Buffering: no\r\n") != NULL, "a proxy may hold it back");
	leave(&l);
	CHECK(publish(s, urls[1]) && publish(s, urls[2]), "publication");
	struct heard again = listen_from(s, "1");
	CHECK(next_event(&again, 1000) == 2 && next_event(&again, 1000) == 3,
	    "what was missed does not come: %lld", (long long)again.last);
	CHECK(silent(&again), "something comes twice");
	CHECK(publish(s, urls[3]) && next_event(&again, 1000) == 4, "then nothing live comes");
	CHECK(silent(&again), "something comes twice");
	leave(&again);
	return true;
}

/* Events of the past, more than the server keeps in memory. */
static bool write_history(struct site *s)
{
	struct ctx c = { .mem = s->c.mem };
	CHECK(store_connect(&c, s->app->store, DB_READ_WRITE, &c.db) == OK &&
	          db_begin(&c, DB_READ_WRITE) == OK,
	    "%s", c.fault.detail);
	bool ok = true;
	for (int64_t seq = 5; seq <= PAST_EVENTS && ok; seq++)
		ok = db_exec(&c, NULL,
		         "INSERT INTO event (seq, kind, object, at_ms, body)"
		         " VALUES ($1, 'test', 'x', 0, '{}')",
		         db_i64(seq)) == OK;
	ok = ok && db_commit(&c) == OK;
	store_disconnect(c.db);
	CHECK(ok, "%s", c.fault.detail);
	return true;
}

static bool long_absence(struct site *s)
{
	const char *url = site_publication(s);
	if (!write_history(s))
		return false;
	struct heard l = listen_from(s, "0");
	for (int64_t seq = 1; seq <= PAST_EVENTS; seq++) {
		int64_t got = next_event(&l, 2000);
		CHECK(
		    got == seq, "after event %lld comes %lld", (long long)seq - 1, (long long)got);
	}
	CHECK(silent(&l), "something comes twice");
	CHECK(
	    publish(s, url) && next_event(&l, 1000) == PAST_EVENTS + 1, "then nothing live comes");
	leave(&l);
	return true;
}

/* A number that was never given is none. */
static bool numbers_of_nobody(struct site *s)
{
	static const char *const numbers[] = { "999999999", "9223372036854775807",
		"99999999999999999999999", "-5", "abc", "1x" };
	struct heard l[sizeof(numbers) / sizeof(*numbers)];
	const char *url = site_publication(s);
	for (size_t i = 0; i < sizeof(l) / sizeof(*l); i++)
		l[i] = listen_from(s, numbers[i]);
	for (size_t i = 0; i < sizeof(l) / sizeof(*l); i++)
		CHECK(silent(&l[i]), "Last-Event-ID %s is sent the past", numbers[i]);
	CHECK(publish(s, url), "publication");
	for (size_t i = 0; i < sizeof(l) / sizeof(*l); i++) {
		CHECK(next_event(&l[i], 1000) == PAST_EVENTS + 2, "Last-Event-ID %s hears nothing",
		    numbers[i]);
		leave(&l[i]);
	}
	return true;
}

static bool left_is_left(struct site *s)
{
	struct heard l[3];
	for (size_t i = 0; i < 3; i++) {
		l[i] = listen_from(s, NULL);
		CHECK(silent(&l[i]), "an event out of nothing");
	}
	CHECK(hub_count(s->app->hub) >= 3, "nobody is counted");
	for (size_t i = 0; i < 3; i++)
		leave(&l[i]);
	for (int i = 0; i < 50 && hub_count(s->app->hub) > 0; i++)
		usleep(100 * 1000);
	CHECK(hub_count(s->app->hub) == 0, "who went away keeps its place");
	return true;
}

static void wake_nobody(void *who)
{
	(void)who;
}

static bool room_for_others(struct site *s)
{
	enum { MOST = LIMIT_EVENT_STREAMS, ONE = LIMIT_EVENT_STREAMS_ADDRESS };
	static char who[MOST + 2];
	struct hub *h = hub_new(s->app, wake_nobody);
	struct listener *first = hub_join(h, &who[0], 7, NULL);
	bool ok = first != NULL;
	for (int i = 1; i < ONE; i++)
		ok = ok && hub_join(h, &who[i], 7, NULL) != NULL;
	CHECK(
	    ok && hub_join(h, &who[ONE], 7, NULL) == NULL, "one address takes more than its share");
	for (int i = ONE; i < MOST; i++)
		ok = ok && hub_join(h, &who[i], 0, NULL) != NULL;
	CHECK(ok && hub_join(h, &who[MOST], 0, NULL) == NULL, "there is no end of listeners");
	hub_leave(h, first);
	CHECK(hub_join(h, &who[MOST], 7, NULL) != NULL, "a place that is free is not given");
	hub_free(h);
	return true;
}

bool events_come_once(struct site *s)
{
	return left_is_left(s) && room_for_others(s) && live_and_resumed(s) && long_absence(s) &&
	       numbers_of_nobody(s);
}
