/* lane.h - the write lane: one writer a process takes everything queued, runs each job under a
 * savepoint of its own, commits once, signs the head, then answers.
 *
 * Order of time: jobs run in the order of their arrival stamps; a timer runs only when no request
 * that arrived before its due moment is still on its way. So a bid whose last byte was read before
 * the deadline is in, however busy the machine.
 */
#ifndef HENG_CORE_LANE_LANE_H
#define HENG_CORE_LANE_LANE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/ctx.h"
#include "core/base/json.h"
#include "core/evidence/log.h"
#include "core/store/store.h"

struct job {
	struct job *next, *prev; /* in the list of arrivals, then in the queue */
	int64_t at_ms;           /* arrival stamp; set by lane_arrive */
	struct ctx *c;           /* arena, actor, seed; the lane lends db and evidence */
	/* The act: SQL and rules only. Runs again with another savepoint never. */
	enum err (*run)(struct job *j);
	/* After a refusal and its rollback, to put it on record; may be NULL. */
	enum err (*refused)(struct job *j);
	/* What was asked, stored beside the entry; NULL for a job that adds no evidence. */
	const struct json *act;
	/* After commit and signature, or after the refusal; on the lane's thread, must not block. */
	void (*done)(struct job *j);
	enum err result;
	const char *receipt; /* JSON, when an entry was written */
	struct evidence evidence;
	void *arg;
};

/* What a timer of a kind does; runs as the actor "clock". Must add evidence, unless keep. */
struct timer_kind {
	const char *kind;
	enum err (*run)(struct ctx *c, const char *object);
	bool keep;
};

struct lane_options {
	struct store *store;
	struct log *log;
	const struct law *law;
	const struct centre *centre;
	const struct timer_kind *timers; /* ends with kind NULL */
	bool timers_rest;                /* stored acts are run again: timers come from them */
	bool manual;                     /* tests: no thread, the clock stands at lane_set_now */
	/* After each commit that changed something; on the lane's thread. May be NULL. */
	void (*committed)(void *arg);
	void *arg;
};

/* The timer's kind of that name, or NULL. */
const struct timer_kind *lane_timer(const struct timer_kind *timers, const char *kind);

struct lane;

enum err lane_start(struct ctx *c, const struct lane_options *o, struct lane **out) CHECKED;
/* Finishes what was accepted, then ends the thread. */
void lane_stop(struct lane *lane);

/* The centre's clock: the system's, plus the offset of a practice centre. */
int64_t lane_now_ms(const struct lane *lane);
/* manual only */
void lane_set_now(struct lane *lane, int64_t now_ms);
/* Runs what is due. manual only. */
void lane_tick(struct lane *lane);
/* Within a job: moves the practice clock forward to that moment. */
enum err lane_move_clock(struct ctx *c, struct lane *lane, int64_t to_ms) CHECKED;

/* Stamps the arrival of a request and remembers that it is on its way. */
void lane_arrive(struct lane *lane, struct job *j);
/* It will not come: the request was refused before it became a job. */
void lane_leave(struct lane *lane, struct job *j);
/* Queues the job; done will be called. BUSY or STOPPING when it is not taken (and has left). */
enum err lane_submit(struct lane *lane, struct job *j) CHECKED;

/* Counters since the start, for metrics: commits, jobs, and the microseconds of the last commit. */
struct lane_counters {
	uint64_t batches, jobs, refused;
	int64_t last_commit_us;
};
struct lane_counters lane_counters(struct lane *lane);

#endif
