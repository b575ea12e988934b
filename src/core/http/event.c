#include "core/http/event.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/store/store.h"

#define RING_FRAMES 1024 /* the newest half of them is sure to be there */
#define FRAME_BYTES_MAX ((size_t)8 * 1024)
/* without a number, and of a kind that nobody needs to know; pages cannot see comments */
#define BEAT "event: beat\ndata:\n\n"

struct listener {
	void *who;     /* NULL: free */
	int64_t next;  /* number of the next frame it wants */
	size_t offset; /* bytes of that frame it has had */
	bool asleep, beat;
	uint32_t address;
};

struct hub {
	struct app *app;
	void (*wake)(void *who);
	pthread_mutex_t lock;
	char *frames[RING_FRAMES]; /* of event seq at seq % RING_FRAMES */
	int64_t last;              /* newest event in the ring */
	bool started, ended;
	struct listener listeners[LIMIT_EVENT_STREAMS];
	size_t count;
	/* Who wakes the listeners: a thread of its own, for the write lane is not to wait for that. */
	pthread_t teller;
	pthread_mutex_t bell_lock;
	pthread_cond_t bell;
	bool rung, stop;
};

enum err event_add(struct ctx *c, const char *kind, const char *object, const char *body)
{
	return db_exec(c, NULL,
	    "INSERT INTO event (seq, kind, object, at_ms, body)"
	    " VALUES ((SELECT COALESCE(MAX(seq), 0) + 1 FROM event), $1, $2, $3, $4)",
	    db_text(kind), db_text(object), db_i64(c->now_ms), db_text(body));
}

static enum err read_new(struct hub *h, struct ctx *c, struct db_rows *out)
{
	/* at the first call the ring begins with the newest events there are */
	int64_t after = h->last;
	if (!h->started) {
		struct db_rows r;
		TRY(db_one(c, &r, "SELECT COALESCE(MAX(seq), 0) FROM event"));
		after = db_get_i64(&r, 0, 0) - RING_FRAMES / 2;
	}
	return db_query(c, out,
	    "SELECT seq, kind, object, at_ms, body FROM event WHERE seq > $1 ORDER BY seq LIMIT $2",
	    db_i64(after), db_i64(RING_FRAMES / 2));
}

static char *frame_of(struct ctx *c, const struct db_rows *r, size_t i)
{
	struct buf b;
	buf_init(&b, c->mem, FRAME_BYTES_MAX);
	buf_printf(&b, "id: %lld\nevent: %s\ndata: {\"at\":%lld,\"object\":\"%s\",\"body\":",
	    (long long)db_get_i64(r, i, 0), db_get_text(r, i, 1), (long long)db_get_i64(r, i, 3),
	    db_get_text(r, i, 2));
	buf_text(&b, db_get_text(r, i, 4));
	buf_text(&b, "}\n\n");
	return strdup(b.p);
}

static void keep_frames(struct hub *h, struct ctx *c, const struct db_rows *r)
{
	for (size_t i = 0; i < r->n; i++) {
		int64_t seq = db_get_i64(r, i, 0);
		free(h->frames[seq % RING_FRAMES]);
		h->frames[seq % RING_FRAMES] = frame_of(c, r, i);
		h->last = seq;
	}
	h->started = true;
}

/* Brings the ring up to the newest event. Under the lock. */
static void catch_up(struct hub *h)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	struct db_rows r = { .n = RING_FRAMES / 2 };
	bool ok = reader_take(h->app, &c) == OK;
	while (ok && r.n == RING_FRAMES / 2) {
		ok = read_new(h, &c, &r) == OK;
		if (ok)
			keep_frames(h, &c, &r);
		arena_reset(c.mem);
	}
	reader_give(h->app, &c);
	arena_free(c.mem);
}

/* A frame that is no longer in the ring; NULL when the store does not give it. */
static char *old_frame(struct hub *h, int64_t seq)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	struct db_rows r;
	char *frame = NULL;
	if (reader_take(h->app, &c) == OK &&
	    db_one(&c, &r, "SELECT seq, kind, object, at_ms, body FROM event WHERE seq = $1",
	        db_i64(seq)) == OK)
		frame = frame_of(&c, &r, 0);
	reader_give(h->app, &c);
	arena_free(c.mem);
	return frame;
}

static void rouse(struct hub *h, struct listener *l)
{
	l->asleep = false;
	h->wake(l->who);
}

static void tell(struct hub *h)
{
	pthread_mutex_lock(&h->lock);
	if (h->count > 0)
		catch_up(h);
	for (size_t i = 0; i < LIMIT_EVENT_STREAMS; i++)
		if (h->listeners[i].who != NULL && h->listeners[i].asleep &&
		    h->listeners[i].next <= h->last)
			rouse(h, &h->listeners[i]);
	pthread_mutex_unlock(&h->lock);
}

/* What was committed while it was telling is told together in the next round. */
static void *teller(void *arg)
{
	struct hub *h = arg;
	pthread_mutex_lock(&h->bell_lock);
	while (!h->stop) {
		if (!h->rung) {
			pthread_cond_wait(&h->bell, &h->bell_lock);
			continue;
		}
		h->rung = false;
		pthread_mutex_unlock(&h->bell_lock);
		tell(h);
		pthread_mutex_lock(&h->bell_lock);
	}
	pthread_mutex_unlock(&h->bell_lock);
	return NULL;
}

struct hub *hub_new(struct app *app, void (*wake)(void *who))
{
	struct hub *h = calloc(1, sizeof(*h));
	assert(h != NULL);
	h->app = app;
	h->wake = wake;
	pthread_mutex_init(&h->lock, NULL);
	pthread_mutex_init(&h->bell_lock, NULL);
	pthread_cond_init(&h->bell, NULL);
	int rc = pthread_create(&h->teller, NULL, teller, h);
	assert(rc == 0);
	return h;
}

void hub_free(struct hub *h)
{
	if (h == NULL)
		return;
	hub_end(h);
	for (size_t i = 0; i < RING_FRAMES; i++)
		free(h->frames[i]);
	pthread_mutex_destroy(&h->lock);
	pthread_mutex_destroy(&h->bell_lock);
	pthread_cond_destroy(&h->bell);
	free(h);
}

void hub_committed(struct hub *h)
{
	pthread_mutex_lock(&h->bell_lock);
	h->rung = true;
	pthread_cond_signal(&h->bell);
	pthread_mutex_unlock(&h->bell_lock);
}

static bool too_many(const struct hub *h, uint32_t address)
{
	size_t n = 0;
	for (size_t i = 0; i < LIMIT_EVENT_STREAMS; i++)
		n += h->listeners[i].who != NULL && h->listeners[i].address == address;
	return address != 0 && n >= LIMIT_EVENT_STREAMS_ADDRESS;
}

/* The number that a listener saw last; -1: none that we gave. */
static int64_t last_seen(const char *header)
{
	char *end = NULL;
	int64_t seq = header == NULL ? -1 : strtoll(header, &end, 10);
	return seq < 0 || end == header || *end != '\0' ? -1 : seq;
}

struct listener *hub_join(struct hub *h, void *who, uint32_t address, const char *last_event_id)
{
	struct listener *l = NULL;
	int64_t after_seq = last_seen(last_event_id);
	pthread_mutex_lock(&h->lock);
	if (h->ended || too_many(h, address)) {
		pthread_mutex_unlock(&h->lock);
		return NULL;
	}
	/* with nobody listening the ring stood still: begin it anew */
	if (h->count == 0)
		h->started = false;
	catch_up(h);
	if (after_seq < 0 || after_seq > h->last)
		after_seq = h->last;
	for (size_t i = 0; i < LIMIT_EVENT_STREAMS && l == NULL; i++)
		if (h->listeners[i].who == NULL)
			l = &h->listeners[i];
	if (l != NULL) {
		*l = (struct listener){ .who = who, .next = after_seq + 1, .address = address };
		h->count++;
	}
	pthread_mutex_unlock(&h->lock);
	return l;
}

void hub_leave(struct hub *h, struct listener *l)
{
	pthread_mutex_lock(&h->lock);
	l->who = NULL;
	h->count--;
	pthread_mutex_unlock(&h->lock);
}

long hub_take(struct hub *h, struct listener *l, char *out, size_t size)
{
	size_t n = 0;
	bool failed = false;
	pthread_mutex_lock(&h->lock);
	if (h->ended) {
		pthread_mutex_unlock(&h->lock);
		return -1;
	}
	while (l->next <= h->last && n < size) {
		bool kept = l->next > h->last - RING_FRAMES / 2;
		char *old = kept ? NULL : old_frame(h, l->next);
		const char *frame = kept ? h->frames[l->next % RING_FRAMES] : old;
		if (frame == NULL) {
			failed = true;
			break;
		}
		size_t left = strlen(frame) - l->offset, take = left < size - n ? left : size - n;
		memcpy(out + n, frame + l->offset, take);
		n += take;
		l->offset += take;
		if (take == left) {
			l->next++;
			l->offset = 0;
		}
		free(old);
	}
	if (n == 0 && l->beat && size >= sizeof(BEAT)) {
		memcpy(out, BEAT, sizeof(BEAT) - 1);
		n = sizeof(BEAT) - 1;
	}
	l->beat = false;
	l->asleep = n == 0 && !failed;
	pthread_mutex_unlock(&h->lock);
	return n == 0 && failed ? -1 : (long)n;
}

void hub_beat(struct hub *h)
{
	pthread_mutex_lock(&h->lock);
	for (size_t i = 0; i < LIMIT_EVENT_STREAMS; i++)
		if (h->listeners[i].who != NULL && h->listeners[i].asleep) {
			h->listeners[i].beat = true;
			rouse(h, &h->listeners[i]);
		}
	pthread_mutex_unlock(&h->lock);
}

void hub_end(struct hub *h)
{
	pthread_mutex_lock(&h->lock);
	bool before = h->ended;
	h->ended = true;
	for (size_t i = 0; i < LIMIT_EVENT_STREAMS; i++)
		if (h->listeners[i].who != NULL && h->listeners[i].asleep)
			rouse(h, &h->listeners[i]);
	pthread_mutex_unlock(&h->lock);
	if (before)
		return;
	pthread_mutex_lock(&h->bell_lock);
	h->stop = true;
	pthread_cond_signal(&h->bell);
	pthread_mutex_unlock(&h->bell_lock);
	pthread_join(h->teller, NULL);
}

size_t hub_count(struct hub *h)
{
	pthread_mutex_lock(&h->lock);
	size_t n = h->count;
	pthread_mutex_unlock(&h->lock);
	return n;
}
