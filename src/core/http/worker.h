/* worker.h - threads for preparations that take long, so that the server's own never wait for one.
 *
 * Whoever brings much waits for himself alone: of one party at most one preparation runs at a time,
 * and at most LIMIT_SLOW_PARTY wait; all who act for none count as one, of them more may wait.
 */
#ifndef HENG_CORE_HTTP_WORKER_H
#define HENG_CORE_HTTP_WORKER_H

#include "core/http/http.h"

struct workers;

/* run is called with each request given, on a thread of the pool; it must see to its answer. */
struct workers *workers_start(void (*run)(struct req *r));
/* Takes nothing more, refuses what waits (STOPPING) and lets what runs come to its end. */
void workers_refuse(struct workers *w);
/* Ends the threads, after what was given is done; NULL is no pool. */
void workers_stop(struct workers *w);
/* False: too many wait already, of all or of this party. */
bool workers_give(struct workers *w, struct req *r);

#endif
