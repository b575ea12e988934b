/* timer.h - what the clock will do: (due, kind, object), once, in the write lane. */
#ifndef HENG_CORE_STORE_TIMER_H
#define HENG_CORE_STORE_TIMER_H

#include "core/base/ctx.h"

#define TIMER_NEVER INT64_MAX

struct timer {
	int64_t due_ms;
	const char *kind, *object;
};

/* Sets the timer of that kind and object; one that was set before is moved. */
enum err timer_set(struct ctx *c, int64_t due_ms, const char *kind, const char *object) CHECKED;
/* Takes it back; no error when there is none. */
enum err timer_drop(struct ctx *c, const char *kind, const char *object) CHECKED;
/* The next one due, ties in order of kind and object; due_ms = TIMER_NEVER when there is none. */
enum err timer_next(struct ctx *c, struct timer *out) CHECKED;

#endif
