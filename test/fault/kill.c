/* kill.c - kill -9 at random moments under a load of mixed acts; nothing acknowledged may be gone,
 * nothing may be there by half or twice: heng-fault-kill ROUNDS [POSTGRES-URL] */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/note.h"
#include "core/http/route.h"
#include "test/engines.h"
#include "test/fault/check.h"
#include "test/fault/clients.h"

#define CENTRE "12660000MB2000005T"
#define LOAD_MS_MIN 20
#define LOAD_MS_MAX 600
#define STARTING_US 30000
#define SOON_MS (INT64_C(60) * 1000)
#define WINDOW_MINUTES 30

struct trial {
	struct world w;
	const char *url, *keys;
	int64_t deadline_ms, old_deadline_ms;
	struct checkpoint published, told; /* newest ones published; in an answer */
	uint64_t size;                     /* the least that the log must have */
	size_t acknowledged, repeated;
	unsigned seed;
};

/* Prints what is wrong and ends the program: a fault trial stops at its first find. */
static void wrong(const struct trial *t, const char *what, const char *more)
{
	fprintf(stderr, "round %d, seed %u: %s: %s\n", t->w.round, t->seed, what, more ? more : "");
	served_complained(&t->w.served);
	exit(1);
}

static const char *centre_now(struct world *w, int64_t *ms)
{
	const struct ask a = { .method = "GET", .url = "/health" };
	struct answer_got got = ask_once(w->c.mem, w->served.port, &a);
	struct json *v;
	if (got.status != 200 || json_parse(&w->c, got.body, got.n, &v) != OK ||
	    moment_parse(&w->c, "now", json_get_text(v, "now", ""), ms) != OK)
		return got.body ? got.body : "no answer";
	return NULL;
}

static void wait_healthy(struct trial *t, int64_t *now_ms)
{
	const char *why = NULL;
	for (int i = 0; i < 200; i++) {
		why = centre_now(&t->w, now_ms);
		if (why == NULL)
			return;
		usleep(20000);
	}
	wrong(t, "the centre does not work after its start", why);
}

static void publish_tender(
    struct trial *t, const char *token, int64_t deadline_ms, char lots[LOTS][40])
{
	struct world *w = &t->w;
	struct ctx *c = &w->c;
	const struct json *v = world_say(w, token, "/api/projects",
	    arena_printf(c->mem, "{\"code\":\"w-%lld\",\"name\":\"x\"}", (long long)deadline_ms));
	struct buf b;
	buf_init(&b, c->mem, LIMIT_BODY_BYTES);
	buf_printf(&b,
	    "{\"project\":\"%s\",\"kind\":\"foreign-works-japan\",\"title\":\"x\","
	    "\"mandatory\":false,\"stateControlled\":true,\"funding\":\"state\","
	    "\"qualification\":\"after\",\"method\":\"open\",\"organisation\":\"self\",\"lots\":[",
	    json_get_text(v, "id", ""));
	for (int i = 0; i < LOTS; i++)
		buf_printf(&b,
		    "%s{\"title\":\"x\",\"ceiling\":{\"amount\":\"9000000\",\"currency\":\"JPY\"}}",
		    i ? "," : "");
	buf_text(&b, "]}");
	v = world_say(w, token, "/api/tenders", b.p);
	int i = 0;
	for (const struct json *l = json_get(v, "lots")->first; l != NULL; l = l->next)
		snprintf(lots[i++], 40, "%s", l->text);
	const char *base = arena_printf(c->mem, "/api/tenders/%s", json_get_text(v, "id", ""));
	world_say(w, token, arena_printf(c->mem, "%s/announcement", base),
	    arena_printf(c->mem, "{\"text\":\"x\",\"deadline\":\"%s\",\"windowMinutes\":%d}",
	        moment_text(c, deadline_ms), WINDOW_MINUTES));
	world_say(w, token, arena_printf(c->mem, "%s/confirmation", base), NULL);
	world_say(w, token, arena_printf(c->mem, "%s/publication", base), NULL);
}

static void move_clock(struct world *w, int64_t to_ms)
{
	world_say(w, NULL, "/api/practice/clock",
	    arena_printf(w->c.mem, "{\"to\":\"%s\"}", moment_text(&w->c, to_ms)));
}

/* Time goes on to the deadline of the tender before; a new one begins, and another whose lots the
 * clock closes while the load runs. */
static void prepare_round(struct trial *t)
{
	struct world *w = &t->w;
	char soon[LOTS][40];
	int64_t now_ms;
	wait_healthy(t, &now_ms);
	if (t->deadline_ms != 0) {
		move_clock(w, t->deadline_ms + SECOND_MS);
		wait_healthy(t, &now_ms);
	}
	for (int i = 0; i < CLIENTS; i++) {
		struct client *cl = &w->clients[i];
		client_begin(cl, t->seed * 1000 + (unsigned)i);
		memcpy(cl->old_bids, cl->bids, sizeof(cl->bids));
		memset(cl->bids, 0, sizeof(cl->bids));
	}
	w->opening = t->deadline_ms != 0;
	memcpy(w->old_lots, w->lots, sizeof(w->lots));
	t->deadline_ms = now_ms + HOUR_MS;
	const char *token = w->clients[5].token;
	publish_tender(t, token, t->deadline_ms, w->lots);
	publish_tender(t, token, now_ms + SOON_MS, soon);
	move_clock(w, now_ms + SOON_MS - 400); /* however long it took to publish them */
}

static void run_load(struct trial *t)
{
	struct world *w = &t->w;
	for (int i = 0; i < CLIENTS; i++)
		pthread_create(&w->clients[i].thread, NULL, client_run, &w->clients[i]);
	usleep((LOAD_MS_MIN + (unsigned)rand_r(&t->seed) % (LOAD_MS_MAX - LOAD_MS_MIN)) * 1000);
	served_kill(&w->served);
	for (int i = 0; i < CLIENTS; i++)
		pthread_join(w->clients[i].thread, NULL);
}

static bool is_chunk(const struct act *a)
{
	return strstr(a->ask.url, "/chunks/") != NULL;
}

static const struct json *again(struct trial *t, struct client *cl, const struct act *a)
{
	struct answer_got got = ask_once(cl->c.mem, t->w.served.port, &a->ask);
	struct json *v = NULL;
	/* a chunk that arrived is not taken twice: the answer says which one is next */
	if (is_chunk(a) && got.status == 409 && strstr(got.body, "CHUNK_ORDER") != NULL)
		return NULL;
	if (got.status / 100 != 2 || json_parse(&cl->c, got.body, got.n, &v) != OK)
		wrong(t, arena_printf(cl->c.mem, "%s again under its key", a->ask.url),
		    arena_printf(cl->c.mem, "%d %s", got.status, got.body));
	return v;
}

static void same_answer(
    struct trial *t, struct client *cl, const struct act *a, const struct json *second)
{
	struct ctx *c = &cl->c;
	const struct json *first = json_get(a->reply, "receipt"),
	                  *other = json_get(second, "receipt");
	if (is_chunk(a))
		return;
	if (first == NULL) {
		if (strcmp(json_canonical(c, a->reply), json_canonical(c, second)) != 0)
			wrong(t, a->ask.url, "another answer the second time");
		return;
	}
	struct held r;
	const char *why = receipt_complaint(c, other, t->keys, &r);
	if (why != NULL)
		wrong(t, arena_printf(c->mem, "%s again", a->ask.url), why);
	if (r.place != json_get_int(first, "place", -1) ||
	    strcmp(r.entry, json_canonical(c, json_get(first, "entry"))) != 0 ||
	    strcmp(r.salt, json_get_text(first, "salt", "")) != 0 ||
	    strcmp(json_canonical(c, json_get(a->reply, "result")),
	        json_canonical(c, json_get(second, "result"))) != 0)
		wrong(t, a->ask.url, "another receipt or result the second time");
}

/* What got no answer is asked again under its key, twice: it is done once. */
static void repeat_unanswered(struct trial *t, struct client *cl)
{
	struct act *last = cl->n > 0 ? &cl->acts[cl->n - 1] : NULL;
	if (last == NULL || last->status != 0)
		return;
	const struct json *first = again(t, cl, last);
	if (first == NULL)
		return;
	last->reply = first;
	last->status = 200;
	t->repeated++;
	same_answer(t, cl, last, again(t, cl, last));
	if (strstr(last->ask.url, "/completion") != NULL)
		cl->documents[cl->document_count++] = cl->digest;
}

/* Every answer of the round was 2xx, and its receipt holds by itself. */
static void check_answers(struct trial *t, struct client *cl)
{
	for (size_t i = 0; i < cl->n; i++) {
		struct act *a = &cl->acts[i];
		struct held r;
		if (a->status == 0)
			continue;
		if (a->status / 100 != 2)
			wrong(t, a->ask.url, json_canonical(&cl->c, a->reply));
		t->acknowledged++;
		const struct json *receipt = json_get(a->reply, "receipt");
		if (receipt == NULL)
			continue;
		const char *why = receipt_complaint(&cl->c, receipt, t->keys, &r);
		if (why != NULL)
			wrong(t, a->ask.url, why);
		if ((uint64_t)r.place >= t->size)
			t->size = (uint64_t)r.place + 1;
		if (r.checkpoint.size > t->told.size) {
			t->told = r.checkpoint;
			t->told.origin = NULL; /* of the client's arena */
		}
	}
}

/* The receipt as its party reads it later has the same entry and salt. */
static void read_receipts(struct trial *t, struct client *cl)
{
	struct ctx *c = &cl->c;
	int fd = wire_dial(t->w.served.port);
	for (size_t i = 0; i < cl->n; i++) {
		const struct act *a = &cl->acts[i];
		struct answer_got got;
		struct json *v = NULL;
		struct held r;
		const struct json *told = json_get(a->reply, "receipt");
		if (!a->receipted || a->status == 0)
			continue;
		const struct ask ask = { .method = "GET",
			.token = cl->token,
			.url = arena_printf(c->mem, "/api/receipts/%lld",
			    (long long)json_get_int(told, "place", -1)) };
		if (!wire_ask(fd, &ask) || !wire_answer(fd, c->mem, false, &got) ||
		    got.status != 200 || json_parse(c, got.body, got.n, &v) != OK)
			wrong(t, ask.url, got.body);
		const char *why = receipt_complaint(c, v, t->keys, &r);
		if (why != NULL)
			wrong(t, ask.url, why);
		if (strcmp(r.entry, json_canonical(c, json_get(told, "entry"))) != 0 ||
		    strcmp(r.salt, json_get_text(told, "salt", "")) != 0)
			wrong(t, ask.url, "not the entry or salt that was told");
	}
	close(fd);
}

static void read_documents(struct trial *t, struct client *cl)
{
	for (size_t i = 0; i < cl->document_count; i++) {
		uint8_t digest[SHA256_BYTES];
		const struct ask ask = { .method = "GET",
			.token = cl->token,
			.url = arena_printf(cl->c.mem, "/api/documents/%s", cl->documents[i]) };
		struct answer_got got = ask_once(cl->c.mem, t->w.served.port, &ask);
		sha256(got.body, got.n, digest);
		if (got.status != 200 ||
		    strcmp(enc_hex(cl->c.mem, digest, sizeof(digest)), cl->documents[i]) != 0)
			wrong(t, ask.url, "an acknowledged document is not there");
	}
}

static void check_round(struct trial *t)
{
	struct world *w = &t->w;
	struct checkpoint now = { 0 };
	/* once more while it starts: it catches up, signs and publishes then */
	if (!served_start(&w->served))
		wrong(t, "the server does not start", NULL);
	usleep((unsigned)rand_r(&t->seed) % STARTING_US);
	served_kill(&w->served);
	if (!served_start(&w->served))
		wrong(t, "the server does not start again", NULL);
	for (int i = 0; i < CLIENTS; i++)
		repeat_unanswered(t, &w->clients[i]);
	for (int i = 0; i < CLIENTS; i++) {
		if (!client_resume(&w->clients[i]))
			wrong(t, "an upload does not go on", NULL);
		check_answers(t, &w->clients[i]);
	}
	const struct published p = { w->served.port, t->keys, t->size };
	const char *why = published_complaint(&w->c, &p, &t->published, &now);
	if (why == NULL)
		why = published_complaint(&w->c, &p, &t->told, &now);
	if (why != NULL)
		wrong(t, "the published log", why);
	t->published = now;
	for (int i = 0; i < CLIENTS; i++) {
		struct client *cl = &w->clients[i];
		read_receipts(t, cl);
		read_documents(t, cl);
		for (size_t k = 0; k < cl->n; k += 7)
			if (cl->acts[k].status != 0 && !is_chunk(&cl->acts[k]))
				same_answer(t, cl, &cl->acts[k], again(t, cl, &cl->acts[k]));
		client_end(cl);
	}
	why = store_complaint(&w->c, t->url);
	if (why != NULL)
		wrong(t, "the store", why);
}

static bool set_up(struct trial *t, char *dir)
{
	struct world *w = &t->w;
	struct ctx *c = &w->c;
	const char *const init[] = { "init", dir, "--practice", "--store", t->url, NULL };
	const struct ask keys = { .method = "GET", .url = "/log/keys" };
	w->served.dir = dir;
	w->served.journal = arena_printf(c->mem, "%s.journal", dir);
	w->centre = CENTRE;
	if (!served_run(&w->served, init) || !served_start(&w->served))
		return false;
	struct answer_got got = ask_once(c->mem, w->served.port, &keys);
	t->keys = got.body;
	clients_make(w);
	return got.status == 200;
}

static void clean_up(struct trial *t)
{
	int64_t took_us;
	int status = served_stop(&t->w.served, &took_us);
	if (status != 0 || served_complained(&t->w.served))
		wrong(t, "the end of the server", NULL);
	char *command =
	    arena_printf(t->w.c.mem, "rm -rf %s %s", t->w.served.dir, t->w.served.journal);
	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", t->w.served.dir);
}

int main(int argc, char **argv)
{
	char dir[] = "/tmp/heng-kill-XXXXXX";
	struct trial *t = calloc(1, sizeof(*t));
	int rounds = argc > 1 ? atoi(argv[1]) : 6;
	t->seed = (unsigned)(argc > 3 ? atoi(argv[3]) : getpid());
	t->w.c = (struct ctx){ .mem = arena_new((size_t)4 << 30) };
	t->w.served.heng = served_program(t->w.c.mem, argv[0]);
	signal(SIGPIPE, SIG_IGN);
	if (mkdtemp(dir) == NULL)
		return 1;
	bool postgres = argc > 2 && *argv[2] != '\0';
	if (postgres)
		engines_set_postgres(argv[2]);
	t->url = arena_text(t->w.c.mem, engine_url(postgres, dir));
	if (!set_up(t, dir))
		wrong(t, "the centre cannot be made", t->url);
	for (int i = 0; i < rounds; i++) {
		t->w.round = i;
		prepare_round(t);
		run_load(t);
		check_round(t);
	}
	clean_up(t);
	printf("ok   fault    kill -9 %s: %d rounds, %zu acts acknowledged, %zu asked again\n",
	    postgres ? "postgres" : "sqlite", rounds, t->acknowledged, t->repeated);
	arena_free(t->w.c.mem);
	free(t);
	return 0;
}
