/* app.h - a centre put together from its rooms: made, opened, served, closed. */
#ifndef HENG_APP_H
#define HENG_APP_H

#include "core/base/enc.h"
#include "core/http/http.h"
#include "core/http/server.h"

struct app_new {
	const char *dir; /* the centre's folder; made where missing */
	const char
	    *store; /* "sqlite:PATH" (below dir, if relative) or "postgres://…"; NULL: heng.db */
	const char *code, *name;
	bool practice;
	int64_t at_ms; /* practice: where the clock begins; 0: now */
};
/* Makes a new centre: folders, schema, keys, identity. CONFLICT when there is one already. */
enum err app_init(struct ctx *c, const struct app_new *in) CHECKED;

struct app_options {
	const char *dir;
	bool manual; /* tests: the clock stands still, acts run in the caller's thread */
	int64_t manual_now_ms;
	bool timers_rest; /* an audit: timers come from the stored acts */
	/* with manual, for looking: goes on where another process serves the folder; then nothing
	 * may be asked of it that writes */
	bool beside;
	const char
	    *program; /* heng: a child of it signs for the log (signer.h); NULL: this process */
	bool journal;
	const char *registry, *tsa; /* see http.h; NULL */
	const char *site;           /* see http.h; NULL */
	const char *law_dir;        /* instead of the embedded law; NULL */
};
enum err app_open(struct ctx *c, const struct app_options *o, struct app **out) CHECKED;
/* With a server: stop that first. */
void app_close(struct app *app);
/* Publishes tiles and checkpoint now; otherwise it happens once a second. */
enum err app_publish(struct app *app) CHECKED;
/* The timers of all rooms. */
const struct timer_kind *app_timers(void);

/* The law that travels in the program, or of a folder (NULL: none). LAW_FILE. */
enum err app_law(struct ctx *c, const char *dir, struct law **out) CHECKED;
/* The timer that forgets old answers, once an hour. */
enum err app_forget_due(struct ctx *c, const char *object) CHECKED;

/* One request from within the process, for tests and filling: waits for its reply. headers may be
 * NULL. The body of the reply lives in c's arena. */
struct call {
	const char *method, *url, *body; /* body NULL: none */
	const char *token, *key;         /* bearer token, idempotency key; NULL */
	const char *chunk;               /* digest of a body that is a chunk; NULL: it is JSON */
	size_t n;                        /* bytes of such a body */
	int status;                      /* out */
	const char *reply;               /* out */
	size_t reply_n;                  /* out: its bytes, where it is no text */
};
void app_call(struct ctx *c, struct app *app, struct call *call);
/* Uploads at most one chunk as who has that token; its digest in hex, or NULL. */
const char *app_upload(struct ctx *c, struct app *app, const char *token, struct bytes content);

#endif
