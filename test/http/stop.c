/* stop.c - SIGTERM under load: what was accepted is answered, the rest is not done, and the end
 * comes soon, whoever still listens or sends. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/store/store.h"
#include "test/http/site.h"

#define WRITERS 6
#define WRITES_MAX 5000
#define ROUNDS 2
#define LOAD_US 300000
#define END_US 5000000

struct writer {
	pthread_t thread;
	struct served *served;
	struct arena *mem;
	int number, round;
	size_t n, answered;
	const char *unanswered; /* key of the write that got no answer */
	char wrong[200];
};

static _Atomic bool over;

static const char *key_of(const struct writer *w, size_t i)
{
	return arena_printf(w->mem, "w%d-%d-%zu", w->round, w->number, i);
}

/* Writes until the server is gone; a connection that it closes is opened again. */
static void *write_on(void *arg)
{
	struct writer *w = arg;
	int fd = -1;
	while (!over && w->n < WRITES_MAX) {
		struct answer_got got;
		if (fd < 0 && (fd = wire_dial(w->served->port)) < 0)
			break;
		w->unanswered = key_of(w, w->n++);
		const struct ask a = { .method = "POST",
			.url = "/api/parties",
			.key = w->unanswered,
			.body = arena_printf(w->mem,
			    "{\"name\":\"x\",\"contact\":\"x\",\"identifier\":{\"scheme\":\"TEST\","
			    "\"id\":\"%s\"},\"roles\":[\"tenderer\"]}",
			    w->unanswered) };
		if (!wire_ask(fd, &a) || !wire_answer(fd, w->mem, false, &got))
			break;
		w->unanswered = NULL;
		w->answered += got.status == 201;
		if (got.status != 201 && strstr(got.body, "STOPPING") == NULL)
			snprintf(w->wrong, sizeof(w->wrong), "%d %s", got.status, got.body);
		if (strcasestr(got.head, "\r\nConnection: close") != NULL) {
			close(fd);
			fd = -1;
		}
	}
	if (fd >= 0)
		close(fd);
	return NULL;
}

/* As many acts are stored as were acknowledged, and none that was not answered. */
static bool stored_is_answered(
    struct ctx *c, const char *dir, struct writer *writers, size_t before)
{
	struct store *store = NULL;
	struct ctx own = { .mem = c->mem };
	struct db_rows r;
	size_t answered = before;
	CHECK(store_open(&own, arena_printf(c->mem, "sqlite:%s/heng.db", dir), &store) == OK &&
	          store_connect(&own, store, DB_READ_ONLY, &own.db) == OK,
	    "%s", own.fault.detail);
	bool twice = false;
	for (int i = 0; i < WRITERS; i++) {
		answered += writers[i].answered;
		if (writers[i].unanswered == NULL)
			continue;
		enum err e = db_one(&own, &r, "SELECT COUNT(*) FROM idempotency WHERE key = $1",
		    db_text(writers[i].unanswered));
		twice = twice || e != OK || db_get_i64(&r, 0, 0) != 0;
	}
	enum err e = db_one(&own, &r, "SELECT COUNT(*) FROM party");
	int64_t stored = e == OK ? db_get_i64(&r, 0, 0) : -1;
	store_disconnect(own.db);
	store_close(store);
	CHECK(!twice, "an act is stored that was not answered");
	CHECK(
	    stored == (int64_t)answered, "%lld stored, %zu answered", (long long)stored, answered);
	return true;
}

static bool one_round(struct ctx *c, struct served *served, int round, size_t *before)
{
	struct writer writers[WRITERS];
	int64_t took_us = 0;
	CHECK(served_start(served), "the server does not start");
	over = false;
	int events = wire_dial(served->port), slow = wire_dial(served->port),
	    idle = wire_dial(served->port);
	wire_text(events, "GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n");
	wire_text(slow, "POST /api/parties HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{");
	for (int i = 0; i < WRITERS; i++) {
		writers[i] = (struct writer){ .served = served,
			.number = i,
			.round = round,
			.mem = arena_new((size_t)512 * 1024 * 1024) };
		pthread_create(&writers[i].thread, NULL, write_on, &writers[i]);
	}
	usleep(LOAD_US);
	int status = served_stop(served, &took_us);
	over = true;
	for (int i = 0; i < WRITERS; i++)
		pthread_join(writers[i].thread, NULL);
	close(events);
	close(slow);
	close(idle);
	bool ok = stored_is_answered(c, served->dir, writers, *before);
	size_t answered = 0;
	for (int i = 0; i < WRITERS; i++) {
		answered += writers[i].answered;
		if (writers[i].wrong[0] != '\0')
			fprintf(stderr, "%s\n", writers[i].wrong);
		ok = ok && writers[i].wrong[0] == '\0';
		arena_free(writers[i].mem);
	}
	*before += answered;
	CHECK(status == 0, "exit status %d", status);
	CHECK(took_us < END_US, "the end took %lld ms", (long long)took_us / 1000);
	CHECK(answered > 0, "no load");
	return ok;
}

bool stop_is_orderly(struct arena *mem, const char *argv0)
{
	struct ctx c = { .mem = mem };
	char dir[] = "/tmp/heng-stop-XXXXXX", command[100];
	size_t before = 0;
	CHECK(mkdtemp(dir) != NULL, "no folder");
	struct served served = { .heng = served_program(mem, argv0),
		.dir = dir,
		.journal = arena_printf(mem, "%s.journal", dir) };
	const char *const init[] = { "init", dir, "--practice", NULL };
	bool ok = served_run(&served, init);
	for (int i = 0; i < ROUNDS && ok; i++)
		ok = one_round(&c, &served, i, &before);
	ok = !served_complained(&served) && ok;
	snprintf(command, sizeof(command), "rm -rf %s %s", dir, served.journal);
	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", dir);
	return ok;
}
