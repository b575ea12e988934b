/* dispatch.c - enforces the rows. Everything that a row promises is kept here, once. */
#include <assert.h>
#include <string.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/http/caller.h"
#include "core/http/http.h"
#include "core/http/pack.h"
#include "core/http/url.h"
#include "core/http/worker.h"
#include "core/store/idempotency.h"

#define KEY_CHARS_MAX 64
#define REPLY_BYTES_MAX ((size_t)4 * 1024 * 1024)

enum err reader_take(struct app *app, struct ctx *c)
{
	pthread_mutex_lock(&app->readers_lock);
	c->db = app->reader_count > 0 ? app->readers[--app->reader_count] : NULL;
	pthread_mutex_unlock(&app->readers_lock);
	if (c->db == NULL)
		TRY(store_connect(c, app->store, DB_READ_ONLY, &c->db));
	enum err e = db_begin(c, DB_READ_ONLY);
	if (e != OK) {
		store_disconnect(c->db);
		c->db = NULL;
	}
	return e;
}

void reader_give(struct app *app, struct ctx *c)
{
	struct db *db = c->db;
	if (db == NULL)
		return;
	db_rollback(c);
	c->db = NULL;
	pthread_mutex_lock(&app->readers_lock);
	if (app->reader_count < READERS_MAX) {
		app->readers[app->reader_count++] = db;
		db = NULL;
	}
	pthread_mutex_unlock(&app->readers_lock);
	store_disconnect(db);
}

void readers_close(struct app *app)
{
	while (app->reader_count > 0)
		store_disconnect(app->readers[--app->reader_count]);
}

struct req *req_new(struct app *app)
{
	struct arena *mem = arena_new(LIMIT_ARENA_BYTES);
	struct req *r = arena_new_of(mem, struct req);
	uint8_t seed[RNG_SEED_BYTES];
	*r = (struct req){ .app = app, .reply = { .fd = -1 }, .replayed_place = -1 };
	r->c = (struct ctx){ .mem = mem, .law = app->law, .centre = &app->centre };
	r->c.now_ms = lane_now_ms(app->lane);
	rng_system_seed(seed);
	r->id = enc_hex(mem, seed, 8);
	rng_system_seed(seed);
	rng_seed(&r->c.rng, seed);
	r->job.c = &r->c;
	return r;
}

void req_free(struct req *r)
{
	if (r == NULL)
		return;
	if (r->row != NULL && r->row->stream_end != NULL)
		r->row->stream_end(r);
	arena_free(r->c.mem);
}

static bool refuse_now(struct req *r, enum err e)
{
	req_refuse(r, e);
	return false;
}

bool req_match(struct req *r, const char *method, const char *url)
{
	static const char *const methods[] = { "GET", "POST", "PUT", "DELETE" };
	r->html = strncmp(url, "/api/", 5) != 0;
	/* HEAD is GET; the transport leaves the body out */
	r->method = strcmp(method, "HEAD") == 0 ? "GET"
	            : text_is_utf8(method)      ? arena_text(r->c.mem, method)
	                                        : "?";
	enum err e = url_split(r, url);
	if (e != OK)
		return refuse_now(r, e);
	bool other_method = false;
	for (const struct route *const *t = r->app->tables; *t != NULL; t++)
		for (const struct route *row = *t; row->path != NULL; row++) {
			if (!url_matches(r, row->path))
				continue;
			if (strcmp(methods[row->method], r->method) == 0) {
				r->row = row;
				r->html = (row->flags & ROW_HTML) != 0;
				return true;
			}
			other_method = true;
		}
	return refuse_now(r, other_method ? fail(&r->c, E_BAD_METHOD, "%s %s", r->method, r->path)
	                                  : fail(&r->c, E_NOT_FOUND, "no such address"));
}

/* A stream writes before its act runs, so its caller is checked at the first byte already. */
static enum err stream_may_begin(struct req *r)
{
	TRY(reader_take(r->app, &r->c));
	enum err e = caller_find(r);
	if (e == OK)
		e = caller_may(r);
	reader_give(r->app, &r->c);
	return e;
}

bool req_body(struct req *r, const void *p, size_t n)
{
	const struct route *row = r->row;
	size_t most = row->stream != NULL ? row->stream_max_bytes : LIMIT_BODY_BYTES;
	r->body_n += n;
	if (row->stream == NULL && row->fields == NULL)
		return refuse_now(r, fail(&r->c, E_BAD_REQUEST, "no body is taken here"));
	if (r->body_n > most)
		return refuse_now(r, fail(&r->c, E_TOO_LARGE, "more than %zu bytes", most));
	if (row->stream != NULL) {
		enum err e = r->stream == NULL ? stream_may_begin(r) : OK;
		if (e == OK)
			e = row->stream(r, p, n);
		return e == OK || refuse_now(r, e);
	}
	if (r->body_text.p == NULL)
		buf_init(&r->body_text, r->c.mem, LIMIT_BODY_BYTES + 1);
	buf_add(&r->body_text, p, n);
	return true;
}

static enum err read_row(struct req *r)
{
	TRY(reader_take(r->app, &r->c));
	enum err e = (r->row->flags & ROW_SAME) != 0 ? OK : caller_find(r);
	if (e == OK)
		e = caller_may(r);
	if (e == OK)
		e = r->row->handler(r);
	reader_give(r->app, &r->c);
	return e;
}

static struct json *actor_json(struct ctx *c)
{
	struct json *o = json_object(c);
	json_put(o, "name", json_text(c, c->actor.name));
	json_put(o, "party", json_text(c, c->actor.party));
	json_put(o, "roles", json_int(c, c->actor.roles));
	json_put(o, "user", json_text(c, c->actor.user));
	return o;
}

/* What could not be prepared may have been done already, and so have used up what it worked on:
 * then the lane gives the answer kept under the key. Otherwise e stands. */
static enum err prepare_again(struct req *r, enum err e)
{
	struct ctx *c = &r->c;
	struct answer a;
	struct fault why = c->fault;
	if (r->idempotency_key == NULL)
		return e;
	TRY(reader_take(r->app, c));
	enum err found = answer_find(c, r->idempotency_key, r->digest, &r->replayed, &a);
	reader_give(r->app, c);
	TRY(found);
	c->fault = why;
	return r->replayed ? OK : e;
}

/* What is wrong with a request is told only to who may make it; so an act that cannot be prepared
 * is first refused for its caller. One that can be is checked in the lane alone. */
static enum err caller_first(struct req *r, enum err e)
{
	struct ctx *c = &r->c;
	struct fault why = c->fault;
	if (err_status(e) >= 500)
		return e;
	TRY(reader_take(r->app, c));
	enum err caller = caller_may(r);
	reader_give(r->app, c);
	TRY(caller);
	c->fault = why;
	return e;
}

static bool is_related(struct req *r)
{
	enum err e = reader_take(r->app, &r->c);
	if (e == OK)
		e = caller_may(r);
	reader_give(r->app, &r->c);
	r->c.fault = (struct fault){ 0 };
	return e == OK;
}

static enum err identify(struct req *r)
{
	TRY(reader_take(r->app, &r->c));
	enum err e = caller_find(r);
	reader_give(r->app, &r->c);
	return e;
}

/* What an act needs before the write lane: its body, and the row's own preparation. */
static enum err prepare(struct req *r)
{
	struct ctx *c = &r->c;
	const struct route *row = r->row;
	struct json *body = NULL;
	if (r->idempotency_key != NULL &&
	    (*r->idempotency_key == '\0' || strlen(r->idempotency_key) > KEY_CHARS_MAX))
		return fail_at(
		    c, E_BAD_REQUEST, "Idempotency-Key", NULL, "1 to %d characters", KEY_CHARS_MAX);
	if (row->fields != NULL) {
		if (r->content_type != NULL &&
		    strncmp(r->content_type, "application/json", 16) != 0)
			return fail_at(
			    c, E_BAD_TYPE, "Content-Type", r->content_type, "application/json");
		/* no body is an object without members: where none is wanted, none need be sent */
		const bool none = r->body_n == 0;
		TRY(json_parse(c, none ? "{}" : r->body_text.p, none ? 2 : r->body_n, &body));
		r->body = arena_alloc(c->mem, row->body_bytes);
		TRY(field_parse(c, row->fields, body, r->body));
		field_blind(c, row->fields, body, r->body);
	}
	uint8_t digest[SHA256_BYTES];
	const struct bytes pieces[] = { { (const uint8_t *)r->path, strlen(r->path) + 1 },
		{ (const uint8_t *)r->method, strlen(r->method) + 1 },
		{ (const uint8_t *)r->body_text.p, r->body_text.p ? r->body_n : 0 } };
	sha256_pieces(pieces, 3, digest);
	r->digest = enc_hex(c->mem, digest, sizeof(digest));
	if (row->prepare != NULL) {
		enum err e = row->prepare(r);
		if (e != OK)
			TRY(prepare_again(r, e));
	}
	const char *route = arena_printf(c->mem, "%s %s", r->method, row->path);
	struct json *act = json_object(c);
	json_put(act, "actor", actor_json(c));
	if (body != NULL)
		json_put(act, "body", body);
	json_put(act, "path", json_text(c, r->path));
	json_put(act, "route", json_text(c, route));
	r->job.act = row->kind == ROW_ACT ? act : NULL;
	return OK;
}

/* The act, in the write lane, under its savepoint. */
static enum err act(struct job *j)
{
	struct req *r = j->arg;
	struct ctx *c = &r->c;
	if ((r->row->flags & ROW_SECRET) != 0)
		r->idempotency_key = NULL;
	if (r->idempotency_key != NULL) {
		struct answer a;
		bool unprepared = r->replayed;
		TRY(answer_find(c, r->idempotency_key, r->digest, &r->replayed, &a));
		if (unprepared && !r->replayed)
			return fail(c, E_BUSY, "the answer kept under this key has just expired");
		if (r->replayed) {
			struct buf b = { .p = (char *)a.body, .n = strlen(a.body) };
			r->replayed_place = a.place;
			return reply_json(r, a.status, &b);
		}
	}
	TRY(caller_may(r));
	TRY(r->row->handler(r));
	assert(r->reply.status != 0);
	if (r->row->kind == ROW_ACT && j->evidence.kind == NULL)
		return fail(c, E_NO_EVIDENCE, "%s", r->row->path);
	if (r->row->kind == ROW_KEEP && j->evidence.kind != NULL)
		return fail(c, E_INTERNAL, "%s is KEEP, yet adds evidence", r->row->path);
	if (r->idempotency_key == NULL)
		return OK;
	/* the place is the next one: the entry is written after this, in the same savepoint */
	struct answer a = { r->reply.status, r->reply.body,
		r->row->kind == ROW_ACT ? log_next_place(r->app->log) : -1 };
	return answer_keep(c, r->idempotency_key, r->digest, &a);
}

static enum err keep_refusal(struct job *j)
{
	struct req *r = j->arg;
	struct ctx *c = &r->c;
	/* of nobody in particular the journal tells; else anybody could fill the store */
	if (r->row->kind != ROW_ACT || c->actor.user == NULL || err_status(c->fault.err) >= 500)
		return OK;
	return db_exec(c, NULL,
	    "INSERT INTO refusal (id, at_ms, actor, route, path, error, detail)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7)",
	    db_text(r->id), db_i64(c->now_ms), db_text(c->actor.user), db_text(r->row->path),
	    db_text(r->path), db_text(err_name(c->fault.err)), db_text(c->fault.detail));
}

/* An act answers with its result and its receipt. */
static void wrap_receipt(struct req *r, const char *receipt)
{
	struct buf b;
	buf_init(&b, r->c.mem, REPLY_BYTES_MAX);
	buf_printf(&b, "{\"receipt\":");
	buf_text(&b, receipt);
	buf_text(&b, ",\"result\":");
	buf_add(&b, r->reply.body, r->reply.n);
	buf_char(&b, '}');
	r->reply.body = b.p;
	r->reply.n = b.n;
}

static void finished(struct job *j)
{
	struct req *r = j->arg;
	if (j->result != OK) {
		r->replayed = false; /* the batch did not stand, and so not its answers */
		req_refuse(r, j->result);
	} else if (j->receipt != NULL)
		wrap_receipt(r, j->receipt);
	r->done(r);
}

/* A repeated write gets its receipt from the published log; where that is not so far yet, it is
 * published now. */
void req_finish_replayed(struct req *r)
{
	struct evidence_entry entry;
	const char *receipt;
	if (!r->replayed || r->replayed_place < 0)
		return;
	struct reply kept = r->reply;
	enum err e = reader_take(r->app, &r->c);
	if (e == OK)
		e = evidence_read(&r->c, r->replayed_place, &entry);
	if (e == OK)
		e = log_receipt(&r->c, r->app->log, &entry, &receipt);
	reader_give(r->app, &r->c);
	/* with a new view of the store: what was signed since this one began is not in it */
	if (e == E_NOT_FOUND && reader_take(r->app, &r->c) == OK) {
		if (log_publish(&r->c, r->app->log) == OK)
			e = log_receipt(&r->c, r->app->log, &entry, &receipt);
		reader_give(r->app, &r->c);
	}
	r->reply = kept;
	wrap_receipt(r, e == OK ? receipt : "null");
}

enum err req_again(struct req *r, const struct stored_act *a)
{
	struct ctx *c = &r->c;
	const struct json *actor = json_get(a->act, "actor");
	const char *route = json_get_text(a->act, "route", ""), *space = strchr(route, ' ');
	if (space == NULL || !req_match(r, arena_copy(c->mem, route, (size_t)(space - route)),
	                         json_get_text(a->act, "path", "")))
		return fail(c, E_NOT_FOUND, "no route %s", route);
	c->actor = (struct actor){ .user = json_get_text(actor, "user", NULL),
		.name = json_get_text(actor, "name", NULL),
		.party = json_get_text(actor, "party", NULL),
		.roles = (uint32_t)json_get_int(actor, "roles", 0) };
	r->again = true;
	rng_seed(&c->rng, a->seed);
	const struct json *body = json_get(a->act, "body");
	if (r->row->fields != NULL) {
		r->body = arena_alloc(c->mem, r->row->body_bytes);
		TRY(field_parse(c, r->row->fields, body, r->body));
	}
	if (r->row->prepare != NULL)
		TRY(r->row->prepare(r));
	r->done = a->done;
	r->job = (struct job){ .c = c, .run = act, .done = finished, .arg = r, .act = a->act };
	lane_arrive(r->app->lane, &r->job);
	TRY(lane_submit(r->app->lane, &r->job));
	return r->job.result;
}

static bool is_slow(const struct req *r)
{
	return (r->row->flags & ROW_SLOW) != 0;
}

/* Up to the queue of the lane. An error: it is not there, and nobody will call done. */
static enum err submit(struct req *r)
{
	struct lane *lane = r->app->lane;
	enum err e = prepare(r);
	if (e != OK)
		e = caller_first(r, e);
	if (e == OK && is_slow(r))
		lane_arrive(lane, &r->job);
	if (e == OK)
		return lane_submit(lane, &r->job);
	if (!is_slow(r))
		lane_leave(lane, &r->job);
	return e;
}

void req_run_slow(struct req *r)
{
	bool read = r->row->kind == ROW_READ;
	enum err e = read ? read_row(r) : submit(r);
	if (e == OK && !read)
		return;
	if (e != OK)
		req_refuse(r, e);
	r->done(r);
}

/* Whether it waits for a thread of the workers; else e is to be told, or it is run here. Strangers
 * get their refusal here, not a place among those who wait. */
static bool is_given(struct req *r, enum err *e)
{
	if (*e != OK || !is_slow(r) || r->app->workers == NULL || !is_related(r))
		return false;
	if (workers_give(r->app->workers, r))
		return true;
	*e = fail(&r->c, E_BUSY, "%d of this kind wait, or %d of the caller", LIMIT_SLOW_JOBS,
	    r->c.actor.party == NULL ? LIMIT_SLOW_STRANGERS : LIMIT_SLOW_PARTY);
	return false;
}

/* A read is answered at once, or, where that takes long, by a worker. */
static bool run_read(struct req *r)
{
	r->c.now_ms = lane_now_ms(r->app->lane);
	enum err e = is_slow(r) ? identify(r) : OK;
	if (is_given(r, &e))
		return false;
	if (e == OK)
		e = read_row(r);
	if (e != OK)
		req_refuse(r, e);
	pack_reply(r);
	return true;
}

bool req_run(struct req *r, void (*done)(struct req *r))
{
	struct app *app = r->app;
	enum err e;
	r->done = done;
	if (r->row->kind == ROW_READ)
		return run_read(r);
	r->job.c = &r->c;
	r->job.run = act;
	r->job.refused = keep_refusal;
	r->job.done = finished;
	r->job.arg = r;
	if (!is_slow(r)) {
		lane_arrive(app->lane, &r->job);
		r->c.now_ms = r->job.at_ms;
	}
	e = identify(r);
	if (e != OK && !is_slow(r))
		lane_leave(app->lane, &r->job);
	if (is_given(r, &e))
		return false;
	if (e == OK)
		e = submit(r);
	if (e != OK)
		req_refuse(r, e);
	return e != OK;
}
