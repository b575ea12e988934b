/* bids.c - sealed bids accepted durably with evidence, beside bare SQLite inserts of the same run.
 *
 * heng-bench-bids DIR STORE-URL CONNECTIONS EACH [p256|sm2]: makes a practice centre in DIR, starts
 * the server in a process of its own, seals all bids beforehand, sends them, counts what is stored.
 * With a kind of key the bids are signed, and what the cores verify bare is measured as well.
 * Prints "name value" lines. Ends with 1 when a bid was lost. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/centre.h"
#include "bench/load.h"
#include "bench/sign.h"
#include "core/base/moment.h"
#include "core/trust/seal.h"

#define LOTS 50
#define YARD_ROWS 20000
#define YARD_BATCH 64

struct market {
	struct centre_run b;
	const char *lots[LOTS];
	struct load_request *requests; /* of connection c at c * each */
	unsigned each;
	const char *kind; /* of the keys that sign; NULL: none do */
};

static void seal_one(struct market *m, const struct bench_signer *signer, const char *party,
    const char *token, unsigned connection, unsigned i)
{
	struct ctx *c = &m->b.c;
	uint8_t key[SEAL_KEY_BYTES];
	struct bytes container;
	const char *lot = m->lots[(connection + i) % LOTS];
	struct seal_header h = {
		.centre = m->b.app->centre.code, .lot = lot, .party = party, .part = SEAL_PART_FORM
	};
	static const char form[] = "{\"price\":{\"amount\":\"4812000.00\",\"currency\":\"CNY\"}}";
	rng_bytes(&c->rng, key, sizeof(key));
	if (seal_make(c, &h, key, (struct bytes){ (const uint8_t *)form, sizeof(form) - 1 },
	        &container) != OK)
		exit(1);
	const char *body = arena_printf(c->mem, "{\"form\":\"%s\"%s}",
	    enc_base64(c->mem, container.p, container.n),
	    signer != NULL ? bench_signature(&m->b, signer, lot, party, container) : "");
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

static int ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
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
	int64_t from = moment_steady_us(), times[YARD_ROWS / YARD_BATCH + 1];
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
		times[batches++] = moment_steady_us() - at;
	}
	double seconds = (double)(moment_steady_us() - from) / 1e6;
	qsort(times, (size_t)batches, sizeof(*times), ascending);
	*commit_us = times[batches / 2];
	sqlite3_finalize(insert);
	sqlite3_close(h);
	return YARD_ROWS / seconds;
}

static void seal_all(struct market *m, unsigned connections)
{
	int n = 0;
	struct json *tender = bench_tender(&m->b, LOTS);
	for (const struct json *l = json_get(tender, "lots")->first; l != NULL; l = l->next)
		m->lots[n++] = l->text;
	m->requests = calloc((size_t)connections * m->each, sizeof(*m->requests));
	if (m->kind != NULL)
		bench_authorities(&m->b);
	for (unsigned i = 0; i < connections; i++) {
		const char *token, *name = arena_printf(m->b.c.mem, "t%u", i);
		struct bench_signer signer = { 0 };
		if (m->kind != NULL)
			signer = bench_issue(&m->b, m->kind, i);
		const char *party = bench_enter(&m->b, name, "tenderer", signer.code, &token);
		for (unsigned j = 0; j < m->each; j++)
			seal_one(m, m->kind != NULL ? &signer : NULL, party, token, i, j);
	}
}

static int64_t stored(struct centre_run *b)
{
	struct db_rows r;
	bench_open(b, true);
	bench_check(&b->c, reader_take(b->app, &b->c));
	bench_check(&b->c, db_one(&b->c, &r, "SELECT COUNT(*) FROM bid"));
	int64_t n = db_get_i64(&r, 0, 0);
	reader_give(b->app, &b->c);
	bench_close(b);
	return n;
}

int main(int argc, char **argv)
{
	if (argc != 5 && argc != 6)
		return 2;
	struct market m = { .each = (unsigned)atoi(argv[4]), .kind = argv[5] };
	unsigned connections = (unsigned)atoi(argv[3]);
	int64_t commit_us;
	bench_make(&m.b, argv[1], argv[2]);
	bench_open(&m.b, false);
	seal_all(&m, connections);
	bench_close(&m.b);
	double bare = yardstick(argv[1], &commit_us);
	double verified = m.kind != NULL ? bench_verified(m.kind) : 0;
	bench_serve(&m.b);
	const struct load l = { m.b.port, connections, request_of, &m, m.each };
	struct load_result res = load_run(&l);
	bench_stop(&m.b);
	int64_t there = stored(&m.b);
	printf("rate %.0f\nbare %.0f\ncommit_ms %.2f\n", (double)res.answered / res.seconds, bare,
	    (double)commit_us / 1e3);
	printf("p50_ms %.1f\np99_ms %.1f\nworst_ms %.1f\n", (double)res.p50_us / 1e3,
	    (double)res.p99_us / 1e3, (double)res.worst_us / 1e3);
	printf("verified %.0f\n", verified);
	printf("acknowledged %llu\nstored %lld\nrefused %llu\nlost %llu\n",
	    (unsigned long long)res.answered, (long long)there, (unsigned long long)res.refused,
	    (unsigned long long)res.lost);
	if (res.refused > 0)
		fprintf(stderr, "first refusal: %s\n", res.first_refusal);
	return res.lost != 0 || res.refused != 0 || there != (int64_t)res.answered;
}
