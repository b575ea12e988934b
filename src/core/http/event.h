/* event.h - live events: what became public, told at once to whoever listens (server-sent events).
 *
 * Events are rows with numbers without gaps; a listener that was away names the last one it saw
 * and gets the rest. A frame is made once and shared; a listener that is far behind is served from
 * the store until it has caught up.
 */
#ifndef HENG_CORE_HTTP_EVENT_H
#define HENG_CORE_HTTP_EVENT_H

#include "core/http/http.h"

/* Within an act: tells something public. body: canonical JSON object, shown to everybody. */
enum err event_add(struct ctx *c, const char *kind, const char *object, const char *body) CHECKED;

/* The hub of a running server. wake is called, with what joined, when new events may be there, by
 * any thread. */
struct hub *hub_new(struct app *app, void (*wake)(void *who));
void hub_free(struct hub *h);
/* After each commit: has the new events read and the listeners woken, and does not wait for it. */
void hub_committed(struct hub *h);
/* A listener, woken by its pointer of the transport's; NULL when there are too many, or too many of
 * that address (0: not counted). It wants what came after the event that it saw last; after the
 * newest where it names none (NULL), or one that never was. */
struct listener *hub_join(struct hub *h, void *who, uint32_t address, const char *last_event_id);
void hub_leave(struct hub *h, struct listener *l);
/* Copies the frames that the listener has not had yet, at most size bytes; 0: none, sleep; -1: the
 * hub ends, or the store fails. */
long hub_take(struct hub *h, struct listener *l, char *out, size_t size);
/* Has each listener that sleeps sent a sign of life: who is no longer there is noticed by it, and a
 * listener notices by its absence that the server is not. */
void hub_beat(struct hub *h);
/* No more events: listeners get -1. Once is enough; hub_free does it, too. */
void hub_end(struct hub *h);
size_t hub_count(struct hub *h);

#endif
