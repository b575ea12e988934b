#include "test/fault/clients.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/enc.h"

#define CLIENT_BYTES ((size_t)512 * 1024 * 1024)
#define DOCUMENT_BYTES 20000

static const struct json *result_of(struct ctx *c, const struct answer_got *got)
{
	struct json *v = NULL;
	if (got->n == 0 || json_parse(c, got->body, got->n, &v) != OK)
		return NULL;
	return v;
}

const struct json *world_say(struct world *w, const char *token, const char *url, const char *body)
{
	static int keys;
	const struct ask a = { .method = "POST",
		.url = url,
		.body = body,
		.token = token,
		.key = arena_printf(w->c.mem, "world-%d-%d", getpid(), ++keys) };
	struct answer_got got = ask_once(w->c.mem, w->served.port, &a);
	const struct json *v = result_of(&w->c, &got);
	if (got.status / 100 != 2 || v == NULL) {
		fprintf(stderr, "%s: %d %s\n", url, got.status, got.body ? got.body : "");
		exit(1);
	}
	return json_get(v, "result") ? json_get(v, "result") : v;
}

static const char *party_body(struct ctx *c, const char *name, const char *role)
{
	return arena_printf(c->mem,
	    "{\"name\":\"%s\",\"contact\":\"x\",\"identifier\":{\"scheme\":\"TEST\",\"id\":\"%s\"},"
	    "\"roles\":[\"%s\"]}",
	    name, name, role);
}

void clients_make(struct world *w)
{
	static const enum client_kind kinds[CLIENTS] = { CLIENT_REGISTRAR, CLIENT_REGISTRAR,
		CLIENT_TENDERER, CLIENT_TENDERER, CLIENT_TENDERER, CLIENT_PRINCIPAL,
		CLIENT_UPLOADER };
	for (int i = 0; i < CLIENTS; i++) {
		struct client *cl = &w->clients[i];
		cl->kind = kinds[i];
		cl->number = i;
		cl->world = w;
		const struct json *v = world_say(w, NULL, "/api/parties",
		    party_body(&w->c, arena_printf(w->c.mem, "client%d", i),
		        cl->kind == CLIENT_PRINCIPAL ? "procuringEntity" : "tenderer"));
		snprintf(cl->party, sizeof(cl->party), "%s", json_get_text(v, "id", ""));
		snprintf(cl->person, sizeof(cl->person), "%s", json_get_text(v, "person", ""));
	}
}

void client_begin(struct client *cl, unsigned seed)
{
	uint8_t raw[RNG_SEED_BYTES];
	cl->c = (struct ctx){ .mem = arena_new(CLIENT_BYTES) };
	rng_system_seed(raw);
	rng_seed(&cl->c.rng, raw);
	cl->seed = seed;
	cl->n = cl->document_count = 0;
	cl->documents = arena_array(cl->c.mem, char *, ACTS_MAX);
	const struct json *v = world_say(cl->world, NULL, "/api/practice/sessions",
	    arena_printf(cl->c.mem, "{\"person\":\"%s\",\"token\":true}", cl->person));
	cl->token = arena_text(cl->c.mem, json_get_text(v, "token", ""));
}

void client_end(struct client *cl)
{
	arena_free(cl->c.mem);
	cl->c.mem = NULL;
}

/* Sends the write and keeps it with its answer. NULL: the connection ended, or it was refused. */
static const struct json *act(struct client *cl, int fd, const struct ask *a, bool receipted)
{
	struct answer_got got;
	if (cl->n == ACTS_MAX)
		return NULL;
	struct act *kept = &cl->acts[cl->n];
	*kept = (struct act){ .ask = *a, .receipted = receipted };
	if (kept->ask.key == NULL)
		kept->ask.key =
		    arena_printf(cl->c.mem, "k-%d-%d-%zu", cl->world->round, cl->number, cl->n);
	kept->ask.token = cl->kind == CLIENT_REGISTRAR ? NULL : cl->token;
	cl->n++;
	if (!wire_ask(fd, &kept->ask) || !wire_answer(fd, cl->c.mem, false, &got))
		return NULL;
	kept->status = got.status;
	kept->reply = result_of(&cl->c, &got);
	return got.status / 100 == 2 ? kept->reply : NULL;
}

static bool register_one(struct client *cl, int fd)
{
	const char *name =
	    arena_printf(cl->c.mem, "p-%d-%d-%zu", cl->world->round, cl->number, cl->n);
	const struct ask a = { .method = "POST",
		.url = "/api/parties",
		.body = party_body(&cl->c, name, "tenderer") };
	return act(cl, fd, &a, false) != NULL;
}

static bool place(struct client *cl, int fd, int lot)
{
	struct ctx *c = &cl->c;
	struct bytes container;
	static const char form[] = "{\"price\":{\"amount\":\"4812000\",\"currency\":\"JPY\"}}";
	const struct seal_header h = { .centre = cl->world->centre,
		.lot = cl->world->lots[lot],
		.party = cl->party,
		.part = SEAL_PART_FORM };
	/* kept before the answer: after a crash it is asked again and will stand */
	rng_bytes(&c->rng, cl->bids[lot].key, SEAL_KEY_BYTES);
	if (seal_make(c, &h, cl->bids[lot].key,
	        (struct bytes){ (const uint8_t *)form, sizeof(form) - 1 }, &container) != OK)
		abort();
	cl->bids[lot].placed = true;
	const struct ask a = { .method = "POST",
		.url = arena_printf(c->mem, "/api/lots/%s/bids", cl->world->lots[lot]),
		.body = arena_printf(
		    c->mem, "{\"form\":\"%s\"}", enc_base64(c->mem, container.p, container.n)) };
	return act(cl, fd, &a, true) != NULL;
}

static bool withdraw(struct client *cl, int fd, int lot)
{
	cl->bids[lot].placed = false;
	const struct ask a = { .method = "POST",
		.url = arena_printf(cl->c.mem, "/api/lots/%s/withdrawal", cl->world->lots[lot]) };
	return act(cl, fd, &a, true) != NULL;
}

static bool hand_in(struct client *cl, int fd, int lot)
{
	cl->old_bids[lot].handed_in = true;
	const struct ask a = { .method = "POST",
		.url = arena_printf(cl->c.mem, "/api/lots/%s/keys", cl->world->old_lots[lot]),
		.body = arena_printf(cl->c.mem, "{\"form\":\"%s\"}",
		    enc_base64(cl->c.mem, cl->old_bids[lot].key, SEAL_KEY_BYTES)) };
	return act(cl, fd, &a, true) != NULL;
}

static bool tender(struct client *cl, int fd)
{
	int lot = rand_r(&cl->seed) % LOTS, dice = rand_r(&cl->seed) % 10;
	if (cl->world->opening && cl->old_bids[lot].placed && !cl->old_bids[lot].handed_in)
		return hand_in(cl, fd, lot);
	if (cl->bids[lot].placed && dice < 2)
		return withdraw(cl, fd, lot);
	return place(cl, fd, lot);
}

static bool register_project(struct client *cl, int fd)
{
	const struct ask a = { .method = "POST",
		.url = "/api/projects",
		.body = arena_printf(
		    cl->c.mem, "{\"code\":\"c-%d-%zu\",\"name\":\"x\"}", cl->world->round, cl->n) };
	return act(cl, fd, &a, true) != NULL;
}

/* The steps of an upload after its first: one chunk, and the end. */
static bool bring(struct client *cl, int fd, const char *base, bool chunk_is_there)
{
	struct ctx *c = &cl->c;
	const struct ask chunk = { .method = "PUT",
		.body = cl->bytes,
		.body_n = DOCUMENT_BYTES,
		.url = arena_printf(c->mem, "%s/chunks/0", base),
		.type = "application/octet-stream",
		.headers = arena_printf(c->mem, "X-Chunk-SHA256: %s\r\n", cl->digest) };
	if (!chunk_is_there && act(cl, fd, &chunk, false) == NULL)
		return false;
	const struct ask end = { .method = "POST",
		.url = arena_printf(c->mem, "%s/completion", base) };
	if (act(cl, fd, &end, false) == NULL)
		return false;
	cl->documents[cl->document_count++] = cl->digest;
	return true;
}

static const char *upload_url(struct client *cl, const struct json *begun)
{
	return arena_printf(cl->c.mem, "/api/uploads/%s", json_get_text(begun, "id", ""));
}

static bool upload(struct client *cl, int fd)
{
	struct ctx *c = &cl->c;
	uint8_t digest[SHA256_BYTES], *bytes = arena_alloc(c->mem, DOCUMENT_BYTES);
	rng_bytes(&c->rng, bytes, DOCUMENT_BYTES);
	sha256(bytes, DOCUMENT_BYTES, digest);
	cl->bytes = bytes;
	cl->digest = enc_hex(c->mem, digest, sizeof(digest));
	const struct ask begin = { .method = "POST",
		.url = "/api/uploads",
		.body = arena_printf(c->mem,
		    "{\"name\":\"x\",\"type\":\"a/b\",\"bytes\":%d,\"digest\":\"%s\"}",
		    DOCUMENT_BYTES, cl->digest) };
	const struct json *begun = act(cl, fd, &begin, false);
	return begun != NULL && bring(cl, fd, upload_url(cl, begun), false);
}

bool client_resume(struct client *cl)
{
	size_t i = cl->n;
	struct answer_got got;
	while (i > 0 && strcmp(cl->acts[i - 1].ask.url, "/api/uploads") != 0)
		i--;
	if (cl->kind != CLIENT_UPLOADER || i == 0 ||
	    (cl->document_count > 0 &&
	        strcmp(cl->documents[cl->document_count - 1], cl->digest) == 0))
		return true;
	const char *base = upload_url(cl, cl->acts[i - 1].reply);
	const struct ask far = { .method = "GET", .url = base, .token = cl->token };
	got = ask_once(cl->c.mem, cl->world->served.port, &far);
	const struct json *v = result_of(&cl->c, &got);
	if (got.status != 200)
		return false;
	int fd = wire_dial(cl->world->served.port);
	bool ok = bring(cl, fd, base, json_get_int(v, "received", 0) == 1);
	close(fd);
	return ok;
}

void *client_run(void *client)
{
	struct client *cl = client;
	bool on = true;
	int fd = wire_dial(cl->world->served.port);
	while (fd >= 0 && on)
		switch (cl->kind) {
		case CLIENT_REGISTRAR:
			on = register_one(cl, fd);
			break;
		case CLIENT_TENDERER:
			on = tender(cl, fd);
			break;
		case CLIENT_PRINCIPAL:
			on = register_project(cl, fd);
			break;
		case CLIENT_UPLOADER:
			on = upload(cl, fd);
			break;
		}
	if (fd >= 0)
		close(fd);
	return NULL;
}
