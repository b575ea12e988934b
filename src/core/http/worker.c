#include "core/http/worker.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/id.h"
#include "core/base/limits.h"

#define THREADS 2 /* one may be long at work, and another party is still served */

struct workers {
	void (*run)(struct req *r);
	pthread_mutex_t lock;
	pthread_cond_t changed;
	pthread_t threads[THREADS];
	struct {
		bool busy;
		/* copied: the request may be gone before its run comes back */
		char party[ID_CHARS + 1];
	} running[THREADS];
	struct req *first, **end; /* who waits, in order of arrival */
	size_t waiting;
	bool stopping;
};

/* A party; a person who acts for none, as a committee's members do; and all strangers as one, so
 * that together they hold up one thread. */
static const char *party_of(const struct req *r)
{
	const struct actor *a = &r->c.actor;
	return a->party != NULL ? a->party : a->user != NULL ? a->user : "";
}

static bool of_one_party(const struct req *a, const struct req *b)
{
	return strcmp(party_of(a), party_of(b)) == 0;
}

/* The first who waits and whose party has nothing running; NULL: nobody. Under the lock. */
static struct req *take(struct workers *w)
{
	for (struct req **at = &w->first; *at != NULL; at = &(*at)->next) {
		struct req *r = *at;
		bool busy = false;
		for (size_t i = 0; i < THREADS; i++)
			busy |= w->running[i].busy && strcmp(w->running[i].party, party_of(r)) == 0;
		if (busy)
			continue;
		*at = r->next;
		if (*at == NULL)
			w->end = at;
		w->waiting--;
		return r;
	}
	return NULL;
}

static void *work(void *arg)
{
	struct workers *w = arg;
	size_t me = 0;
	pthread_mutex_lock(&w->lock);
	while (!pthread_equal(w->threads[me], pthread_self()))
		me++;
	for (;;) {
		struct req *r = take(w);
		if (r == NULL) {
			if (w->stopping && w->first == NULL)
				break;
			pthread_cond_wait(&w->changed, &w->lock);
			continue;
		}
		w->running[me].busy = true;
		snprintf(w->running[me].party, sizeof(w->running[me].party), "%s", party_of(r));
		pthread_mutex_unlock(&w->lock);
		w->run(r);
		pthread_mutex_lock(&w->lock);
		w->running[me].busy = false;
		pthread_cond_broadcast(&w->changed);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

struct workers *workers_start(void (*run)(struct req *r))
{
	struct workers *w = calloc(1, sizeof(*w));
	assert(w != NULL);
	w->run = run;
	w->end = &w->first;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->changed, NULL);
	pthread_mutex_lock(&w->lock);
	for (size_t i = 0; i < THREADS; i++) {
		int rc = pthread_create(&w->threads[i], NULL, work, w);
		assert(rc == 0);
	}
	pthread_mutex_unlock(&w->lock);
	return w;
}

void workers_stop(struct workers *w)
{
	if (w == NULL)
		return;
	pthread_mutex_lock(&w->lock);
	w->stopping = true;
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(w->threads[i], NULL);
	pthread_mutex_destroy(&w->lock);
	pthread_cond_destroy(&w->changed);
	free(w);
}

void workers_refuse(struct workers *w)
{
	pthread_mutex_lock(&w->lock);
	struct req *all = w->first;
	w->first = NULL;
	w->end = &w->first;
	w->waiting = 0;
	w->stopping = true;
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
	for (struct req *next; all != NULL; all = next) {
		next = all->next; /* done hands it back */
		req_refuse(all, E_STOPPING);
		all->done(all);
	}
}

bool workers_give(struct workers *w, struct req *r)
{
	pthread_mutex_lock(&w->lock);
	size_t own = 0, most = r->c.actor.party == NULL ? LIMIT_SLOW_STRANGERS : LIMIT_SLOW_PARTY;
	for (const struct req *other = w->first; other != NULL; other = other->next)
		own += of_one_party(other, r);
	bool taken = !w->stopping && w->waiting < LIMIT_SLOW_JOBS && own < most;
	if (taken) {
		r->next = NULL;
		*w->end = r;
		w->end = &r->next;
		w->waiting++;
		pthread_cond_broadcast(&w->changed);
	}
	pthread_mutex_unlock(&w->lock);
	return taken;
}
