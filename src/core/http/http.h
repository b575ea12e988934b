/* http.h - the running centre, and the life of one request, whatever carries it.
 *
 * A transport (the HTTP server, or a test within the process) makes a req, matches it, hands in
 * headers and body, runs it, sends the reply and frees it. Reads run at once on a read-only
 * connection of the pool; writes go through the write lane and call back.
 */
#ifndef HENG_CORE_HTTP_HTTP_H
#define HENG_CORE_HTTP_HTTP_H

#include <pthread.h>
#include <stdatomic.h>

#include "core/http/route.h"
#include "core/http/session.h"

#define READERS_MAX 16

struct hub;     /* live events, see event.h */
struct workers; /* see worker.h */

struct app {
	const char *dir;
	const char *registry; /* base address of a business registry to ask; NULL: none */
	const char *tsa; /* address of a timestamping authority; NULL: the centre's own, if any */
	_Atomic int64_t tsa_rests_us; /* steady time until which it is not asked */
	struct trust_folder *trust;   /* whose certificates are taken: dir/trust */
	const char *site; /* "https://host": where people reach it; NULL: as they asked for it */
	struct centre centre;
	struct store *store;
	struct log *log;
	struct lane *lane;
	const struct law *law;
	const struct route *const *tables; /* each ends with path NULL; the list with NULL */
	struct hub *_Atomic hub;           /* the server's, while one runs */
	struct workers *workers;           /* NULL: long preparations run where they come in */
	pthread_mutex_t readers_lock;
	struct db *readers[READERS_MAX];
	size_t reader_count;
	_Atomic uint64_t requests, replies[6]; /* by hundreds of the status */
	_Atomic int64_t connections;
	_Atomic uint64_t reaped;
	bool journal;                      /* a line for each request */
	char keeper[KEEPER_KEY_CHARS + 1]; /* see session.h */
	int64_t started_us;
};

/* Lends a read-only connection to c->db, within a transaction that sees one state. */
enum err reader_take(struct app *app, struct ctx *c) CHECKED;
void reader_give(struct app *app, struct ctx *c);
void readers_close(struct app *app);

/* A request with its own arena, seed and id. Never NULL; ends with req_free. */
struct req *req_new(struct app *app);
void req_free(struct req *r);
/* Finds the row, path names and query of "METHOD URL". When it cannot, the reply is set and false
 * is returned; the body may then be thrown away. url is copied. */
bool req_match(struct req *r, const char *method, const char *url);
/* Headers are set as fields of the req between match and run. One piece of the body; false, with
 * the reply set, when it is too large or not wanted. */
bool req_body(struct req *r, const void *p, size_t n);
/* Runs it. True: the reply is ready. False: done(r) will be called, from another thread. */
bool req_run(struct req *r, void (*done)(struct req *r));
/* The rest of a request that req_run gave to the workers; calls its done. */
void req_run_slow(struct req *r);
/* Runs a stored act again, as its actor and with its seed; the lane is manual and stands at its
 * time. The act's error, or OK. */
struct stored_act {
	const struct json *act;
	uint8_t seed[RNG_SEED_BYTES];
	void (*done)(struct req *r);
};
enum err req_again(struct req *r, const struct stored_act *a) CHECKED;
/* After done: gives a write that was only repeated the receipt of its entry. Not on the lane's
 * thread. */
void req_finish_replayed(struct req *r);
/* "https://host", without a slash: where people reach this centre, for addresses that leave the
 * site. As the keeper says; else as the request names it; NULL where that is no name. */
const char *req_site(const struct req *r);
/* Whether a text is such an address. */
bool site_is_one(const char *text);
/* Sets the reply to the fault of r->c. */
void req_refuse(struct req *r, enum err e);

/* W_KEEPER for who keeps the machine. */
enum err of_machine(struct req *r, uint32_t *who) CHECKED;
/* The rows of the server itself: health, metrics, OpenAPI, log, events, sessions. */
extern const struct route http_routes[];
/* Builds the OpenAPI 3.1 document of all rows. */
struct json *openapi(struct ctx *c, const struct app *app);

#endif
