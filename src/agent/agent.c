#include "agent/agent.h"

#include <string.h>
#include <time.h>

#include "agent/agent_own.h"
#include "core/base/json.h"
#include "core/base/moment.h"

#define JSON_TYPE "application/json"
#define HTML_TYPE "text/html; charset=utf-8"
#define CONFIRM "/confirm/"
#define REQUESTS "/requests"

void agent_address(struct ctx *c, struct agent *a, uint16_t port)
{
	a->host = arena_printf(c->mem, "127.0.0.1:%u", port);
	a->origin = arena_printf(c->mem, "http://%s", a->host);
}

void agent_begin(struct agent *a)
{
	pthread_condattr_t how;
	*a = (struct agent){ 0 };
	pthread_mutex_init(&a->lock, NULL);
	pthread_condattr_init(&how);
	pthread_condattr_setclock(&how, CLOCK_MONOTONIC);
	pthread_cond_init(&a->decided, &how);
	pthread_condattr_destroy(&how);
}

void agent_ending(struct agent *a)
{
	pthread_mutex_lock(&a->lock);
	a->ending = true;
	pthread_cond_broadcast(&a->decided);
	pthread_mutex_unlock(&a->lock);
}

void agent_end(struct agent *a)
{
	for (size_t i = 0; i < AGENT_REQUESTS_MAX; i++)
		arena_free(a->requests[i].mem);
	for (size_t i = 0; i < a->key_count; i++)
		signing_key_end(&a->keys[i]);
	for (size_t i = 0; i < a->module_count; i++)
		token_module_close(a->modules[i]);
	pthread_cond_destroy(&a->decided);
	pthread_mutex_destroy(&a->lock);
}

static void say(struct ctx *c, struct agent_reply *out, int status, const struct json *o)
{
	out->status = status;
	out->type = JSON_TYPE;
	out->body = json_canonical(c, o);
}

static void refuse(struct ctx *c, struct agent_reply *out, enum err e)
{
	say(c, out, err_status(e), json_refused(c, &c->fault));
}

static void answer_keys(struct ctx *c, struct agent *a, struct agent_reply *out)
{
	struct json *list = json_list(c), *o = json_object(c);
	size_t n;
	const struct signing_key *keys = agent_keys(c, a, &n);
	for (size_t i = 0; i < n; i++) {
		struct json *k = json_object(c);
		const struct bytes der = keys[i].certificate;
		const struct certificate *x = &keys[i].says;
		json_put(k, "certificate", json_text(c, enc_base64(c->mem, der.p, der.n)));
		json_put(k, "fingerprint", json_text(c, x->fingerprint));
		json_put(k, "kind", json_text(c, key_kind_words[x->kind]));
		json_put(k, "name", json_text(c, x->name));
		json_put(k, "until", json_text(c, moment_text(c, x->until_ms)));
		json_push(list, k);
	}
	json_put(o, "keys", list);
	say(c, out, 200, o);
}

static enum err take(struct ctx *c, struct agent *a, const struct agent_centre *from,
    const struct agent_call *in, struct agent_request **r)
{
	struct json *said;
	TRY(json_parse(c, (const char *)in->body.p, in->body.n, &said));
	const char *note = json_get_text(said, "request", NULL),
	           *fingerprint = json_get_text(said, "certificate", NULL);
	if (note == NULL || fingerprint == NULL || said->n != 2)
		return fail(c, E_BAD_REQUEST, "a request has its note and a certificate");
	return agent_take(c, a, from, note, fingerprint, r);
}

static void answer_take(struct ctx *c, struct agent *a, const struct agent_centre *from,
    const struct agent_call *in, struct agent_reply *out)
{
	struct agent_request *r;
	enum err e = take(c, a, from, in, &r);
	if (e != OK) {
		refuse(c, out, e);
		return;
	}
	struct json *o = json_object(c);
	json_put(o, "id", json_text(c, r->id));
	say(c, out, 201, o);
}

/* The lock is free while it waits. */
static void wait_decided(struct agent *a)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += AGENT_WAIT_MS / SECOND_MS;
	(void)pthread_cond_timedwait(&a->decided, &a->lock, &until);
}

static void answer_outcome(struct ctx *c, struct agent *a, const struct agent_centre *from,
    const struct agent_call *in, struct agent_reply *out)
{
	static const char *const words[] = { "", "waiting", "signed", "refused" };
	const char *id = in->path + sizeof(REQUESTS);
	const struct agent_request *r = agent_find(c, a, id);
	struct json *o = json_object(c);
	if (in->wait && !a->ending && r != NULL && r->state == AGENT_WAITING && r->centre == from) {
		wait_decided(a);
		r = agent_find(c, a, id);
	}
	if (r == NULL || r->centre != from) {
		refuse(c, out, fail(c, E_NOT_FOUND, "no request of that id, or it is over"));
		return;
	}
	json_put(o, "state", json_text(c, words[r->state]));
	if (r->state == AGENT_SIGNED)
		json_put(o, "signature", json_text(c, r->signature));
	say(c, out, 200, o);
}

/* Of a trusted centre's page. */
static void answer_centre(struct ctx *c, struct agent *a, const struct agent_centre *from,
    const struct agent_call *in, struct agent_reply *out)
{
	bool get = strcmp(in->method, "GET") == 0, post = strcmp(in->method, "POST") == 0;
	out->allow = from->origin;
	if (strcmp(in->method, "OPTIONS") == 0)
		out->status = 204;
	else if (in->body.n > AGENT_BODY_BYTES)
		refuse(c, out, fail(c, E_TOO_LARGE, "at most %ld bytes", AGENT_BODY_BYTES));
	else if (get && strcmp(in->path, "/keys") == 0)
		answer_keys(c, a, out);
	else if (post && strcmp(in->path, REQUESTS) == 0)
		answer_take(c, a, from, in, out);
	else if (get && strncmp(in->path, REQUESTS "/", sizeof(REQUESTS)) == 0)
		answer_outcome(c, a, from, in, out);
	else
		refuse(c, out, fail(c, E_NOT_FOUND, "the agent has no such address"));
}

/* The agent's own page: opened by an address, sent by its own form. */
static void answer_person(
    struct ctx *c, struct agent *a, const struct agent_call *in, struct agent_reply *out)
{
	bool post = strcmp(in->method, "POST") == 0, get = strcmp(in->method, "GET") == 0;
	bool own = in->origin != NULL && strcmp(in->origin, a->origin) == 0;
	if (!(post ? own : get && (in->origin == NULL || own)) || in->body.n > AGENT_BODY_BYTES)
		return;
	if (get && strcmp(in->path, "/style.css") == 0) {
		*out = (struct agent_reply){ 200, "text/css", agent_style, NULL };
		return;
	}
	struct agent_request *r = agent_find(c, a, in->path + sizeof(CONFIRM) - 1);
	enum err e = r == NULL ? fail(c, E_NOT_FOUND, "no request of that id, or it is over")
	             : post    ? agent_decide(c, a, r, in->body)
	                       : OK;
	out->status = e == OK ? 200 : err_status(e);
	out->type = HTML_TYPE;
	out->body = agent_page(c, r, e != OK && r != NULL ? &c->fault : NULL);
}

static const struct agent_centre *trusted(const struct agent *a, const char *origin)
{
	for (size_t i = 0; i < a->centre_count; i++)
		if (origin != NULL && strcmp(a->centres[i].origin, origin) == 0)
			return &a->centres[i];
	return NULL;
}

void agent_answer(
    struct ctx *c, struct agent *a, const struct agent_call *in, struct agent_reply *out)
{
	const struct agent_centre *from = trusted(a, in->origin);
	*out = (struct agent_reply){ 403, "text/plain", "", NULL };
	/* a name that an attacker's server resolves to 127.0.0.1 comes with that name */
	if (in->host == NULL || strcmp(in->host, a->host) != 0)
		return;
	pthread_mutex_lock(&a->lock);
	if (strncmp(in->path, CONFIRM, sizeof(CONFIRM) - 1) == 0 ||
	    strcmp(in->path, "/style.css") == 0)
		answer_person(c, a, in, out);
	else if (from != NULL)
		answer_centre(c, a, from, in, out);
	pthread_mutex_unlock(&a->lock);
}
