#include <string.h>
#include <unistd.h>

#include "app.h"

/* A request from within: waits for the lane where it must. */
struct waiting {
	pthread_mutex_t lock;
	pthread_cond_t done;
	bool ready;
};

static void call_done(struct req *r)
{
	struct waiting *w = r->transport;
	pthread_mutex_lock(&w->lock);
	w->ready = true;
	pthread_cond_signal(&w->done);
	pthread_mutex_unlock(&w->lock);
}

void app_call(struct ctx *c, struct app *app, struct call *call)
{
	struct waiting w = { .lock = PTHREAD_MUTEX_INITIALIZER, .done = PTHREAD_COND_INITIALIZER };
	struct req *r = req_new(app);
	r->transport = &w;
	if (call->token != NULL)
		r->authorization = arena_printf(r->c.mem, "Bearer %s", call->token);
	r->idempotency_key = call->key;
	r->content_type = "application/json";
	bool ready = !req_match(r, call->method, call->url) ||
	             (call->body != NULL && !req_body(r, call->body, strlen(call->body)));
	if (!ready && !req_run(r, call_done)) {
		pthread_mutex_lock(&w.lock);
		while (!w.ready)
			pthread_cond_wait(&w.done, &w.lock);
		pthread_mutex_unlock(&w.lock);
		req_finish_replayed(r);
	}
	call->status = r->reply.status;
	call->reply = r->reply.fd >= 0 ? ""
	                               : arena_copy(c->mem, r->reply.body ? r->reply.body : "",
	                                     r->reply.body ? r->reply.n : 0);
	if (r->reply.fd >= 0)
		close(r->reply.fd);
	pthread_mutex_destroy(&w.lock);
	pthread_cond_destroy(&w.done);
	req_free(r);
}
