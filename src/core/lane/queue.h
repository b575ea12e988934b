/* queue.h - lists of jobs: who has arrived, and who waits. Private to this room. */
#ifndef HENG_CORE_LANE_QUEUE_H
#define HENG_CORE_LANE_QUEUE_H

#include "core/lane/lane.h"

struct list {
	struct job *first, *last;
	size_t n;
};

static inline void list_append(struct list *l, struct job *j)
{
	j->next = NULL;
	j->prev = l->last;
	if (l->last != NULL)
		l->last->next = j;
	else
		l->first = j;
	l->last = j;
	l->n++;
}

static inline void list_remove(struct list *l, struct job *j)
{
	if (j->prev != NULL)
		j->prev->next = j->next;
	else
		l->first = j->next;
	if (j->next != NULL)
		j->next->prev = j->prev;
	else
		l->last = j->prev;
	j->next = j->prev = NULL;
	l->n--;
}

/* Whether the first of it came before that moment. */
static inline bool list_before(const struct list *l, int64_t moment_ms)
{
	return l->first != NULL && l->first->at_ms < moment_ms;
}

/* Into the queue, behind all that arrived no later. */
static inline void queue_insert(struct list *q, struct job *j)
{
	struct job *after = q->last;
	while (after != NULL && after->at_ms > j->at_ms)
		after = after->prev;
	if (after == q->last) {
		list_append(q, j);
		return;
	}
	j->prev = after;
	j->next = after == NULL ? q->first : after->next;
	j->next->prev = j;
	if (after == NULL)
		q->first = j;
	else
		after->next = j;
	q->n++;
}

#endif
