/* bids.c - sealed bids accepted durably with evidence, beside bare SQLite inserts of the same run.
 *
 * heng-bench-bids DIR STORE-URL CONNECTIONS EACH: makes a practice centre in DIR, starts the server
 * in a child process, seals all bids beforehand, sends them, counts what is stored. */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app.h"
#include "bench/load.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/trust/seal.h"

#define LOTS 50
#define YARD_ROWS 20000
#define YARD_BATCH 64

struct market {
	struct ctx c;
	struct app *app;
	uint16_t port;
	const char *lots[LOTS];
	struct load_request *requests; /* of connection c at c * each */
	unsigned each;
};

static struct json *say(struct market *m, const char *token, const char *url, const char *body)
{
	struct json *v = NULL;
	struct call in = { .method = "POST", .url = url, .body = body, .token = token };
	app_call(&m->c, m->app, &in);
	if (in.status / 100 != 2 || json_parse(&m->c, in.reply, strlen(in.reply), &v) != OK) {
		fprintf(stderr, "%s: %d %s\n", url, in.status, in.reply);
		exit(1);
	}
	const struct json *result = json_get(v, "result");
	return result != NULL ? (struct json *)(uintptr_t)result : v;
}

static const char *enter(struct market *m, const char *name, const char *role, const char **token)
{
	struct ctx *c = &m->c;
	struct json *v = say(m, NULL, "/api/parties",
	    arena_printf(c->mem,
	        "{\"name\":\"%s\",\"contact\":\"x\",\"identifier\":{\"scheme\":\"BENCH\",\"id\":\"%"
	        "s\"},"
	        "\"roles\":[\"%s\"]}",
	        name, name, role));
	const char *party = json_get_text(v, "id", NULL);
	v = say(m, NULL, "/api/practice/sessions",
	    arena_printf(
	        c->mem, "{\"person\":\"%s\",\"token\":true}", json_get_text(v, "person", "")));
	*token = json_get_text(v, "token", NULL);
	return party;
}

static void open_tender(struct market *m)
{
	struct ctx *c = &m->c;
	const char *token;
	struct buf b;
	enter(m, "buyer", "procuringEntity", &token);
	struct json *v = say(m, token, "/api/projects", "{\"code\":\"1\",\"name\":\"x\"}");
	buf_init(&b, c->mem, 64 * 1024);
	buf_printf(&b,
	    "{\"project\":\"%s\",\"kind\":\"works-lowest-price\",\"title\":\"x\",\"mandatory\":"
	    "false,"
	    "\"stateControlled\":true,\"funding\":\"state\",\"qualification\":\"after\","
	    "\"method\":\"open\",\"organisation\":\"self\",\"lots\":[",
	    json_get_text(v, "id", ""));
	for (int i = 0; i < LOTS; i++)
		buf_printf(&b, "%s{\"title\":\"lot %d\"}", i ? "," : "", i);
	buf_text(&b, "]}");
	v = say(m, token, "/api/tenders", b.p);
	int n = 0;
	for (const struct json *l = json_get(v, "lots")->first; l != NULL; l = l->next)
		m->lots[n++] = l->text;
	const char *base = arena_printf(c->mem, "/api/tenders/%s", json_get_text(v, "id", ""));
	say(m, token, arena_printf(c->mem, "%s/announcement", base),
	    arena_printf(c->mem, "{\"text\":\"x\",\"deadline\":\"%s\",\"windowMinutes\":30}",
	        moment_text(c, c->now_ms + 20 * DAY_MS)));
	say(m, token, arena_printf(c->mem, "%s/confirmation", base), NULL);
	say(m, token, arena_printf(c->mem, "%s/publication", base), NULL);
}

static void seal_one(
    struct market *m, const char *party, const char *token, unsigned connection, unsigned i)
{
	struct ctx *c = &m->c;
	uint8_t key[SEAL_KEY_BYTES];
	struct bytes container;
	const char *lot = m->lots[(connection + i) % LOTS];
	struct seal_header h = {
		.centre = m->app->centre.code, .lot = lot, .party = party, .part = SEAL_PART_FORM
	};
	static const char form[] = "{\"price\":{\"amount\":\"4812000.00\",\"currency\":\"CNY\"}}";
	rng_bytes(&c->rng, key, sizeof(key));
	if (seal_make(c, &h, key, (struct bytes){ (const uint8_t *)form, sizeof(form) - 1 },
	        &container) != OK)
		exit(1);
	const char *body =
	    arena_printf(c->mem, "{\"form\":\"%s\"}", enc_base64(c->mem, container.p, container.n));
	struct load_request *r = &m->requests[connection * m->each + i];
	r->text = strdup(arena_printf(c->mem,
	    "POST /api/lots/%s/bids HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
	    "Authorization: Bearer %s\r\nIdempotency-Key: k%u-%u\r\nContent-Length: %zu\r\n\r\n%s",
	    lot, token, connection, i, strlen(body), body));
	r->n = strlen(r->text);
}

static const struct load_request *request_of(void *arg, unsigned connection, unsigned i)
{
	const struct market *m = arg;
	return &m->requests[connection * m->each + i];
}

static void check(struct ctx *c, enum err e)
{
	if (e == OK)
		return;
	fprintf(stderr, "%s %s\n", err_name(e), c->fault.detail ? c->fault.detail : "");
	exit(1);
}

/* Rows of 1 KB a second into bare SQLite, durable, in batches of 64; and one batch's commit. */
static double yardstick(const char *dir, int64_t *commit_us)
{
	char path[300], row[1024];
	sqlite3 *h;
	sqlite3_stmt *insert;
	snprintf(path, sizeof(path), "%s/yardstick.db", dir);
	sqlite3_open(path, &h);
	sqlite3_exec(h,
	    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
	    "CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB)",
	    NULL, NULL, NULL);
	sqlite3_prepare_v2(h, "INSERT INTO t (b) VALUES (?)", -1, &insert, NULL);
	memset(row, 'x', sizeof(row));
	int64_t from = moment_steady_us(), worst[YARD_ROWS / YARD_BATCH + 1];
	int batches = 0;
	for (int i = 0; i < YARD_ROWS; i += YARD_BATCH) {
		int64_t at = moment_steady_us();
		sqlite3_exec(h, "BEGIN IMMEDIATE", NULL, NULL, NULL);
		for (int j = 0; j < YARD_BATCH; j++) {
			sqlite3_bind_blob(insert, 1, row, sizeof(row), SQLITE_STATIC);
			sqlite3_step(insert);
			sqlite3_reset(insert);
		}
		sqlite3_exec(h, "COMMIT", NULL, NULL, NULL);
		worst[batches++] = moment_steady_us() - at;
	}
	double seconds = (double)(moment_steady_us() - from) / 1e6;
	for (int i = 1; i < batches; i++)
		for (int j = i; j > 0 && worst[j] < worst[j - 1]; j--) {
			int64_t x = worst[j];
			worst[j] = worst[j - 1];
			worst[j - 1] = x;
		}
	*commit_us = worst[batches / 2];
	sqlite3_finalize(insert);
	sqlite3_close(h);
	return YARD_ROWS / seconds;
}

/* The server in a process of its own, as users have it. */
static pid_t serve(const char *dir, uint16_t *port)
{
	int pipes[2];
	char line[100] = "";
	if (pipe(pipes) != 0)
		exit(1);
	pid_t child = fork();
	if (child == 0) {
		dup2(pipes[1], STDOUT_FILENO);
		close(pipes[0]);
		execl("build-bench/heng", "heng", "serve", dir, "-q", "-p", "0", NULL);
		_exit(1);
	}
	close(pipes[1]);
	if (read(pipes[0], line, sizeof(line) - 1) <= 0)
		exit(1);
	*port = (uint16_t)strtoul(strrchr(line, ':') + 1, NULL, 10);
	return child;
}

int main(int argc, char **argv)
{
	if (argc != 5)
		return 2;
	struct market m = { .each = (unsigned)atoi(argv[4]) };
	unsigned connections = (unsigned)atoi(argv[3]);
	int64_t commit_us;
	struct db_rows r;
	m.c = (struct ctx){ .mem = arena_new((size_t)4 << 30), .now_ms = moment_system_ms() };
	rng_system_seed(m.c.rng.seed);
	const struct app_new new = { .dir = argv[1],
		.store = strcmp(argv[2], "sqlite") == 0 ? NULL : argv[2],
		.code = "12660000MB2000005T",
		.name = "bench",
		.practice = true };
	const struct app_options open = { .dir = argv[1] };
	check(&m.c, app_init(&m.c, &new));
	check(&m.c, app_open(&m.c, &open, &m.app));
	open_tender(&m);
	m.requests = calloc((size_t)connections * m.each, sizeof(*m.requests));
	for (unsigned i = 0; i < connections; i++) {
		const char *token,
		    *party = enter(&m, arena_printf(m.c.mem, "t%u", i), "tenderer", &token);
		for (unsigned j = 0; j < m.each; j++)
			seal_one(&m, party, token, i, j);
	}
	app_close(m.app);
	double bare = yardstick(argv[1], &commit_us);
	pid_t server = serve(argv[1], &m.port);
	const struct load l = { m.port, connections, request_of, &m, m.each };
	struct load_result res = load_run(&l);
	kill(server, SIGTERM);
	waitpid(server, NULL, 0);
	check(&m.c, app_open(&m.c, &open, &m.app));
	check(&m.c, reader_take(m.app, &m.c));
	check(&m.c, db_one(&m.c, &r, "SELECT COUNT(*) FROM bid"));
	int64_t stored = db_get_i64(&r, 0, 0);
	reader_give(m.app, &m.c);
	app_close(m.app);
	printf("bids: %u connections, %.0f a second (bare SQLite by 64: %.0f rows a second, ratio "
	       "%.2f)\n"
	       "      p50 %.1f ms, p99 %.1f ms, worst %.1f ms (median batch commit %.2f ms, p99 "
	       "ratio %.1f)\n"
	       "      acknowledged %llu, stored %lld, refused %llu, lost %llu\n",
	    connections, (double)res.answered / res.seconds, bare,
	    (double)res.answered / res.seconds / bare, (double)res.p50_us / 1e3,
	    (double)res.p99_us / 1e3, (double)res.worst_us / 1e3, (double)commit_us / 1e3,
	    (double)res.p99_us / (double)commit_us, (unsigned long long)res.answered,
	    (long long)stored, (unsigned long long)res.refused, (unsigned long long)res.lost);
	if (res.refused > 0)
		printf("      first refusal: %s\n", res.first_refusal);
	return res.lost != 0 || stored != (int64_t)res.answered;
}
