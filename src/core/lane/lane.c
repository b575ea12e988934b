#include "core/lane/lane.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/id.h"
#include "core/base/journal.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/lane/queue.h"
#include "core/store/timer.h"

#define IDLE_MS 1000
#define TIMERS_PER_BATCH LIMIT_BATCH_JOBS

struct lane {
	struct lane_options o;
	pthread_t thread;
	bool threaded;
	_Atomic int64_t manual_ms;
	pthread_mutex_t lock; /* of arrivals, queue, stopping, counters */
	pthread_cond_t wake;
	struct list arrivals, queue;
	bool stopping;
	struct lane_counters counters;
	/* of the lane's thread */
	struct ctx c;
	int64_t passed_ms;   /* timers have run up to here */
	int64_t next_due_ms; /* of the next timer, as far as this process knows */
	bool held;           /* that timer waits for somebody on the way */
	int64_t skew_checked_ms;
	bool changed; /* in this batch */
	/* the engine ended the transaction by itself, for this reason: nothing of the batch stands */
	enum err broken;
};

int64_t lane_now_ms(const struct lane *lane)
{
	int64_t base = lane->o.manual ? lane->manual_ms : moment_system_ms();
	return base + log_clock_offset_ms(lane->o.log);
}

void lane_set_now(struct lane *lane, int64_t now_ms)
{
	assert(lane->o.manual);
	lane->manual_ms = now_ms - log_clock_offset_ms(lane->o.log);
}

void lane_arrive(struct lane *lane, struct job *j)
{
	pthread_mutex_lock(&lane->lock);
	j->at_ms = lane_now_ms(lane);
	/* a system clock that steps back turns no order round */
	if (lane->arrivals.last != NULL && j->at_ms < lane->arrivals.last->at_ms)
		j->at_ms = lane->arrivals.last->at_ms;
	list_append(&lane->arrivals, j);
	pthread_mutex_unlock(&lane->lock);
}

void lane_leave(struct lane *lane, struct job *j)
{
	pthread_mutex_lock(&lane->lock);
	list_remove(&lane->arrivals, j);
	pthread_cond_signal(&lane->wake);
	pthread_mutex_unlock(&lane->lock);
}

/* Whether some request that arrived before that moment has not been taken yet. */
static bool earlier_on_its_way(struct lane *lane, int64_t due_ms)
{
	pthread_mutex_lock(&lane->lock);
	bool yes = list_before(&lane->arrivals, due_ms) || list_before(&lane->queue, due_ms);
	pthread_mutex_unlock(&lane->lock);
	return yes;
}

/* What is written about a refusal stands in a savepoint of its own; it is no reason to fail. */
static void keep_refusal(struct lane *lane, struct job *j)
{
	struct ctx *c = j->c;
	struct fault why = c->fault;
	enum err e = db_savepoint(c);
	if (e != OK) {
		lane->broken = e;
	} else {
		e = j->refused(j);
		if ((e == OK ? db_release(c) : db_rollback_to(c)) != OK)
			lane->broken = e == OK ? E_STORE : e;
	}
	c->fault = why;
}

/* Runs the act under a savepoint, and writes its entry if it added one. */
static enum err run_act(struct lane *lane, struct job *j)
{
	struct ctx *c = j->c;
	size_t mark = log_mark(lane->o.log);
	c->db = lane->c.db;
	c->law = lane->o.law;
	c->centre = lane->o.centre;
	c->evidence = &j->evidence;
	j->evidence.place = log_next_place(lane->o.log);
	c->now_ms = j->at_ms;
	enum err e = db_savepoint(c);
	if (e == OK)
		e = j->run(j);
	if (e == OK && j->evidence.kind != NULL)
		e = j->act == NULL ? fail(c, E_INTERNAL, "evidence from a job without an act")
		                   : log_write(c, lane->o.log, j->act);
	if (e == OK)
		e = db_release(c);
	else {
		struct fault why = c->fault;
		/* SQLite ends the whole transaction on a full disk; then there is no savepoint left */
		if (db_rollback_to(c) != OK)
			lane->broken = err_status(e) < 500 ? E_STORE : e;
		c->fault = why;
		log_rewind(lane->o.log, mark);
		j->evidence = (struct evidence){ 0 };
		if (lane->broken == OK && j->refused != NULL)
			keep_refusal(lane, j);
	}
	c->db = NULL;
	return e;
}

const struct timer_kind *lane_timer(const struct timer_kind *timers, const char *kind)
{
	while (timers->kind != NULL && strcmp(timers->kind, kind) != 0)
		timers++;
	return timers->kind == NULL ? NULL : timers;
}

struct timer_job {
	struct job job;
	const struct timer_kind *kind;
	struct timer timer;
};

static enum err run_timer(struct job *j)
{
	struct timer_job *t = j->arg;
	TRY(timer_drop(j->c, t->timer.kind, t->timer.object));
	TRY(t->kind->run(j->c, t->timer.object));
	if (!t->kind->keep && j->evidence.kind == NULL)
		return fail(j->c, E_NO_EVIDENCE, "timer %s", t->timer.kind);
	return OK;
}

/* The clock's own act, in memory of its own: an opening may be large, and many fall due at once. */
static enum err fire_in(struct lane *lane, struct ctx *c, const struct timer *due, int64_t now_ms)
{
	const struct timer_kind *kind = lane_timer(lane->o.timers, due->kind);
	uint8_t seed[RNG_SEED_BYTES];
	rng_system_seed(seed);
	rng_seed(&c->rng, seed);
	struct timer_job t = { .kind = kind, .timer = *due };
	t.job = (struct job){ .c = c, .run = run_timer, .arg = &t };
	t.job.at_ms = due->due_ms > lane->passed_ms ? due->due_ms : lane->passed_ms;
	if (t.job.at_ms > now_ms)
		t.job.at_ms = now_ms;
	struct json *act = json_object(c);
	json_put(act, "object", json_text(c, due->object));
	json_put(act, "timer", json_text(c, due->kind));
	json_put(act, "user", json_text(c, "clock"));
	t.job.act = act;
	enum err e =
	    kind == NULL ? fail(c, E_INTERNAL, "no timer %s", due->kind) : run_act(lane, &t.job);
	if (lane->broken != OK)
		return fail(&lane->c, lane->broken, "%s", c->fault.detail);
	if (e == OK) {
		lane->passed_ms = t.job.at_ms;
		lane->changed = true;
		return OK;
	}
	/* what it throws is an error of ours: the timer is put off, never lost */
	JOURNAL("timer_failed", { "kind", due->kind, 0 }, { "object", due->object, 0 },
	    { "error", err_name(e), 0 }, { "detail", c->fault.detail ? c->fault.detail : "", 0 });
	return timer_set(&lane->c, now_ms + 60 * SECOND_MS, due->kind, due->object);
}

static enum err fire(struct lane *lane, const struct timer *due, int64_t now_ms)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES),
		.actor = { .user = "clock", .name = "clock" },
		.relations = CTX_CLOCK };
	enum err e = fire_in(lane, &c, due, now_ms);
	arena_free(c.mem);
	return e;
}

/* Runs the timers due at or before that moment, up to one that must wait for an earlier arrival. */
static enum err run_timers(struct lane *lane, int64_t until_ms, size_t *budget)
{
	lane->held = false;
	for (;;) {
		struct timer next;
		if (lane->o.timers_rest || lane->next_due_ms > until_ms)
			return OK;
		TRY(timer_next(&lane->c, &next));
		lane->next_due_ms = next.due_ms;
		if (next.due_ms > until_ms || *budget == 0)
			return OK;
		if (earlier_on_its_way(lane, next.due_ms)) {
			lane->held = true;
			return OK;
		}
		--*budget;
		TRY(fire(lane, &next, until_ms));
		lane->next_due_ms = 0; /* unknown again: acts may set timers */
	}
}

static enum err check_skew(struct lane *lane)
{
	int64_t ours = moment_system_ms(), theirs;
	if (lane->o.manual || !store_is_shared(lane->o.store) ||
	    ours - lane->skew_checked_ms < SECOND_MS)
		return OK;
	TRY(store_clock_ms(&lane->c, &theirs));
	int64_t after = moment_system_ms();
	if (theirs < ours - LIMIT_CLOCK_SKEW_MS || theirs > after + LIMIT_CLOCK_SKEW_MS)
		return fail(&lane->c, E_CLOCK_SKEW, "%" PRId64 " ms apart", theirs - after);
	lane->skew_checked_ms = ours;
	return OK;
}

/* One transaction. Jobs not run are left in the list; those run are moved to `ran`. */
static enum err run_batch(struct lane *lane, struct list *jobs, struct list *ran)
{
	struct ctx *c = &lane->c;
	size_t budget = TIMERS_PER_BATCH;
	TRY(log_begin(c, lane->o.log));
	TRY(check_skew(lane));
	if (lane->passed_ms == 0)
		lane->passed_ms = lane_now_ms(lane);
	lane->next_due_ms = 0;
	while (jobs->first != NULL) {
		struct job *j = jobs->first;
		TRY(run_timers(lane, j->at_ms, &budget));
		if (lane->held)
			break;
		list_remove(jobs, j);
		j->result = run_act(lane, j);
		list_append(ran, j);
		if (lane->broken != OK)
			return fail(c, lane->broken, "%s", j->c->fault.detail);
		if (j->result == OK)
			lane->changed = true;
	}
	if (!lane->held)
		TRY(run_timers(lane, lane_now_ms(lane), &budget));
	TRY(log_end(c, lane->o.log));
	int64_t from = moment_steady_us();
	TRY(db_commit(c));
	lane->counters.last_commit_us = moment_steady_us() - from;
	return OK;
}

static void refuse_all(struct list *l, enum err e, const struct fault *why)
{
	for (struct job *j = l->first; j != NULL; j = j->next) {
		j->result = e;
		j->evidence = (struct evidence){ 0 };
		j->c->fault = (struct fault){ .err = e,
			.detail = why->detail ? arena_text(j->c->mem, why->detail) : NULL };
	}
}

static void answer_all(struct lane *lane, struct list *ran)
{
	while (ran->first != NULL) {
		struct job *j = ran->first;
		list_remove(ran, j);
		if (j->result == OK && j->evidence.kind != NULL)
			j->receipt = log_batch_receipt(j->c, lane->o.log);
		pthread_mutex_lock(&lane->lock);
		lane->counters.jobs++;
		lane->counters.refused += j->result != OK;
		pthread_mutex_unlock(&lane->lock);
		j->done(j);
	}
}

/* Takes a batch of the queue, runs, commits, signs and answers it. */
static void step(struct lane *lane, struct list *jobs)
{
	struct list ran = { 0 };
	struct ctx *c = &lane->c;
	lane->changed = false;
	lane->held = false;
	lane->broken = OK;
	c->now_ms = lane_now_ms(lane);
	enum err e = db_begin(c, DB_READ_WRITE);
	if (e == OK) {
		e = run_batch(lane, jobs, &ran);
		if (e != OK)
			db_rollback(c);
	}
	if (e != OK)
		log_abort(lane->o.log);
	else if (log_sign(c, lane->o.log) != OK)
		/* the batch stands; who asks again under the same key gets the receipt */
		e = fail(c, E_OUTCOME, "committed, not signed: %s", c->fault.detail);
	if (e != OK) {
		/* nothing was acknowledged: those not run fail with the rest */
		struct fault why = c->fault;
		while (jobs->first != NULL) {
			struct job *j = jobs->first;
			list_remove(jobs, j);
			list_append(&ran, j);
		}
		refuse_all(&ran, e, &why);
		lane->next_due_ms = c->now_ms + IDLE_MS;
	}
	pthread_mutex_lock(&lane->lock);
	lane->counters.batches++;
	pthread_mutex_unlock(&lane->lock);
	answer_all(lane, &ran);
	if (e == OK && lane->changed && lane->o.committed != NULL)
		lane->o.committed(lane->o.arg);
	arena_reset(c->mem);
}

static void take(struct lane *lane, struct list *out)
{
	while (lane->queue.first != NULL && out->n < LIMIT_BATCH_JOBS) {
		struct job *j = lane->queue.first;
		list_remove(&lane->queue, j);
		list_append(out, j);
	}
}

static void give_back(struct lane *lane, struct list *jobs)
{
	while (jobs->first != NULL) {
		struct job *j = jobs->first;
		list_remove(jobs, j);
		queue_insert(&lane->queue, j);
	}
}

static bool timer_waits(struct lane *lane)
{
	return lane->next_due_ms <= lane_now_ms(lane);
}

static bool has_work(struct lane *lane)
{
	/* behind a timer that waits for somebody on the way, all that came after it waits too */
	if (lane->held && list_before(&lane->arrivals, lane->next_due_ms))
		return list_before(&lane->queue, lane->next_due_ms);
	return lane->queue.first != NULL || lane->stopping || timer_waits(lane);
}

/* Until there is a job, a timer, or a second has passed (another server may have set a timer). */
static void wait_for_work(struct lane *lane)
{
	if (has_work(lane))
		return;
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	int64_t ms = lane->next_due_ms - lane_now_ms(lane);
	if (ms > IDLE_MS || lane->held)
		ms = IDLE_MS;
	int64_t ns = until.tv_nsec + ms % 1000 * 1000000;
	until.tv_sec += ms / 1000 + ns / 1000000000;
	until.tv_nsec = ns % 1000000000;
	int rc = 0;
	while (rc == 0 && !has_work(lane))
		rc = pthread_cond_timedwait(&lane->wake, &lane->lock, &until);
	if (rc == ETIMEDOUT && store_is_shared(lane->o.store))
		lane->next_due_ms = 0;
}

static void *lane_main(void *arg)
{
	struct lane *lane = arg;
	for (;;) {
		struct list jobs = { 0 };
		pthread_mutex_lock(&lane->lock);
		wait_for_work(lane);
		take(lane, &jobs);
		bool end = lane->stopping && jobs.first == NULL && lane->arrivals.first == NULL;
		pthread_mutex_unlock(&lane->lock);
		if (end)
			return NULL;
		if (jobs.first != NULL || timer_waits(lane))
			step(lane, &jobs);
		pthread_mutex_lock(&lane->lock);
		give_back(lane, &jobs);
		pthread_mutex_unlock(&lane->lock);
	}
}

enum err lane_submit(struct lane *lane, struct job *j)
{
	enum err e = OK;
	pthread_mutex_lock(&lane->lock);
	list_remove(&lane->arrivals, j);
	if (lane->stopping)
		e = E_STOPPING;
	else if (lane->queue.n >= LIMIT_QUEUE_JOBS)
		e = E_BUSY;
	else if (lane->threaded)
		queue_insert(&lane->queue, j);
	pthread_cond_signal(&lane->wake);
	pthread_mutex_unlock(&lane->lock);
	if (e != OK)
		return fail(j->c, e, "%zu jobs wait", lane->queue.n);
	if (!lane->threaded) {
		struct list one = { 0 };
		list_append(&one, j);
		step(lane, &one);
	}
	return OK;
}

void lane_tick(struct lane *lane)
{
	struct list none = { 0 };
	assert(!lane->threaded);
	do
		step(lane, &none);
	while (timer_waits(lane));
}

enum err lane_move_clock(struct ctx *c, struct lane *lane, int64_t to_ms)
{
	int64_t now = lane_now_ms(lane);
	if (!c->centre->practice)
		return fail(c, E_PRACTICE_ONLY, "the clock");
	if (to_ms < now || to_ms > MOMENT_MAX_MS || to_ms - now > LIMIT_CLOCK_MOVE_MS)
		return fail_at(c, E_BAD_FIELD, "/to", moment_text(c, to_ms),
		    "forward only, at most 400 days; it stands at %s", moment_text(c, now));
	return log_set_clock_offset(
	    c, lane->o.log, log_clock_offset_ms(lane->o.log) + (to_ms - now));
}

enum err lane_start(struct ctx *c, const struct lane_options *o, struct lane **out)
{
	struct lane *lane = calloc(1, sizeof(*lane));
	assert(lane != NULL);
	lane->o = *o;
	lane->manual_ms = c->now_ms;
	lane->c = (struct ctx){ .mem = arena_new(LIMIT_ARENA_BYTES),
		.law = o->law,
		.centre = o->centre,
		.actor = { .user = "lane" } };
	enum err e = store_connect(c, o->store, DB_READ_WRITE, &lane->c.db);
	if (e != OK) {
		arena_free(lane->c.mem);
		free(lane);
		return e;
	}
	pthread_mutex_init(&lane->lock, NULL);
	pthread_condattr_t attr;
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&lane->wake, &attr);
	pthread_condattr_destroy(&attr);
	lane->threaded = !o->manual;
	if (lane->threaded) {
		int rc = pthread_create(&lane->thread, NULL, lane_main, lane);
		assert(rc == 0);
	}
	*out = lane;
	return OK;
}

void lane_stop(struct lane *lane)
{
	if (lane == NULL)
		return;
	pthread_mutex_lock(&lane->lock);
	lane->stopping = true;
	pthread_cond_signal(&lane->wake);
	pthread_mutex_unlock(&lane->lock);
	if (lane->threaded)
		pthread_join(lane->thread, NULL);
	pthread_mutex_destroy(&lane->lock);
	pthread_cond_destroy(&lane->wake);
	store_disconnect(lane->c.db);
	arena_free(lane->c.mem);
	free(lane);
}

struct lane_counters lane_counters(struct lane *lane)
{
	pthread_mutex_lock(&lane->lock);
	struct lane_counters now = lane->counters;
	pthread_mutex_unlock(&lane->lock);
	return now;
}
