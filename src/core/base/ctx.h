/* ctx.h - what every function that can fail is given: memory, store, who, when, luck, error.
 *
 * Nothing outside core/base asks the machine for time, randomness or memory; whoever makes the
 * context decides all three. So a whole trade runs in a test from a seed, and a stored act can be
 * run again with the very same result.
 */
#ifndef HENG_CORE_BASE_CTX_H
#define HENG_CORE_BASE_CTX_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/enc.h"
#include "core/base/err.h"
#include "core/base/rng.h"

struct db;
struct law;
struct evidence;

/* The centre that this program is: fixed at init, read at start. */
struct centre {
	const char *code;   /* 统一社会信用代码 of the centre */
	const char *name;   /* "示例公共资源交易中心" */
	const char *origin; /* origin line of its log, "heng.example/log/…" */
	bool practice;      /* the clock may be moved; marked on every page and receipt */
};

/* Who acts. The clock acts with user "clock" and no party. */
struct actor {
	const char *user;  /* id of the person or token; NULL: nobody signed in */
	const char *name;  /* the person's name */
	const char *party; /* id of the party acted for; NULL: none */
	uint32_t roles;    /* enum role bits of the party, see service/party/party.h */
	struct bytes certificate; /* DER; the session is bound to it; n = 0: none */
};

#define KEEPER "keeper"      /* actor.user of who keeps the machine, known by its key; no party */
#define CTX_CLOCK (1u << 31) /* in relations: a timer of the clock acts */

struct ctx {
	struct arena *mem;
	struct db *db; /* the connection, inside its transaction; NULL: none */
	const struct law *law;
	const struct centre *centre;
	struct rng rng; /* seeded per request; the seed is kept with the act */
	struct actor actor;
	uint32_t relations;        /* enum who: the actor's, to the object of this act */
	int64_t now_ms;            /* Unix time in ms, UTC; arrival stamp of the request */
	struct evidence *evidence; /* what this act adds to the log; NULL: reading */
	struct fault fault;
};

#endif
