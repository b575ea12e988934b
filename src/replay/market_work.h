/* market_work.h - a market in progress, shared by its files. Private to this room. */
#ifndef HENG_REPLAY_MARKET_WORK_H
#define HENG_REPLAY_MARKET_WORK_H

#include <pthread.h>
#include <stdatomic.h>

#include "core/trust/seal.h"
#include "replay/feed.h"
#include "replay/market.h"

#define WINDOW_MINUTES 30
#define DAY_MINUTES 1440
#define THREADS_MAX 64
#define PARTIES_MAX 20000

struct person {
	const char *key, *party, *person, *token;
};

struct worker {
	struct run *run;
	struct ctx c; /* reset after each auction's phase */
	struct feed *feed;
};

typedef enum err phase_fn(struct worker *w, struct auction *a);

struct run {
	struct market *m;
	struct app *app;
	const struct law_kind *kind;
	struct ctx *c; /* what lasts: ids, tokens; only between phases or under lock */
	pthread_mutex_t lock;
	struct person *people; /* by order of registration */
	size_t people_count;
	struct person principal;
	const char *document, *contract, *report; /* digests; NULL: none is wanted */
	int64_t deadline_ms, late_ms; /* of the day; of those that are left in their opening */
	int64_t committee, publicity_days;
	struct worker workers[THREADS_MAX];
	/* of the phase that runs */
	phase_fn *phase;
	size_t first, last;
	_Atomic size_t next;
};

/* Keeps a string beyond the phase. */
const char *market_keep(struct run *run, const char *s);
enum err market_post(struct worker *w, const char *token, const char *path, const char *body,
    struct json **reply) CHECKED;
enum err market_lot_post(struct worker *w, const struct auction *a, const char *token,
    const char *what, const char *body) CHECKED;
const char *market_quoted(struct ctx *c, const char *s);
enum err market_sign_in(struct worker *w, const char *person, const char **token) CHECKED;
/* market_people.c: registers a party; key names it from then on. */
enum err market_register(struct worker *w, const char *key, const char *name, const char *role,
    struct person *out) CHECKED;
/* Who is not on the market, and has a part in it. */
enum err market_register_officials(struct worker *w) CHECKED;
/* Registers who is new, and gives each offer its party. By one worker: one party, one
 * registration. */
enum err market_register_all(struct worker *w) CHECKED;
/* {"amount", "currency"} of decimal text. */
const char *market_money(struct ctx *c, const struct run *run, const char *amount);

/* Seals a text of that offer for a lot or tender, and keeps the key with the offer. */
enum err market_seal(struct worker *w, const struct seal_header *h, struct offer *o,
    const char *text, struct bytes *out) CHECKED;

/* Those that are left on their way: market_ends.c. */
bool market_two_envelopes(const struct auction *a);
bool market_prequalifies(const struct auction *a);
/* Announces a prequalification, and applies. */
enum err market_prequalify(struct worker *w, struct auction *a) CHECKED;
/* Hands in an applicant's key. */
enum err market_apply_key(struct worker *w, const struct auction *a, struct offer *o) CHECKED;
/* Objects to the opening. */
enum err market_object(struct worker *w, const struct auction *a) CHECKED;
/* Uploads, once for all, tender document, contract and written report where the law wants them. */
enum err market_papers(struct worker *w) CHECKED;
/* ,"document":"…"; "" for NULL. */
const char *market_paper(struct worker *w, const char *digest);
/* Files the report, where there is one, and archives. */
enum err market_archive(struct worker *w, const struct auction *a) CHECKED;
/* The body that announces it. */
enum err market_announcement(struct worker *w, const struct auction *a, const char **out) CHECKED;
/* ,"documents":"…" of a sealed documents part that was uploaded; "" where none is wanted. */
enum err market_documents(
    struct worker *w, const struct auction *a, struct offer *o, const char **out) CHECKED;
phase_fn market_late; /* what happens last, at the moment at which the centre is left */
phase_fn market_look; /* how it is left */

#endif
