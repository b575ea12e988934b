/* clients.h - a load of mixed acts by several connections, each of which keeps what it was told. */
#ifndef HENG_TEST_FAULT_CLIENTS_H
#define HENG_TEST_FAULT_CLIENTS_H

#include <pthread.h>

#include "core/base/ctx.h"
#include "core/base/json.h"
#include "core/trust/seal.h"
#include "test/served.h"

#define LOTS 4
#define ACTS_MAX 4000
#define CLIENTS 7

enum client_kind { CLIENT_REGISTRAR, CLIENT_TENDERER, CLIENT_PRINCIPAL, CLIENT_UPLOADER };

/* One write: what was asked, and the answer, if one came. */
struct act {
	struct ask ask;
	bool receipted; /* gives a receipt that its party may read again */
	int status;     /* 0: no answer came */
	const struct json *reply;
};

struct client {
	enum client_kind kind;
	int number;
	struct world *world;
	struct ctx c; /* of its thread; its arena lasts for a round */
	pthread_t thread;
	unsigned seed;
	char party[40], person[40];
	const char *token;
	struct act acts[ACTS_MAX]; /* of this round */
	size_t n;
	const void *bytes; /* of the document on its way, and its digest */
	char *digest;
	char **documents; /* digests of what was brought in this round */
	size_t document_count;
	/* tenderers: the key of the bid on each lot, if there is one that stands */
	struct {
		uint8_t key[SEAL_KEY_BYTES];
		bool placed, handed_in;
	} bids[LOTS], old_bids[LOTS];
};

struct world {
	struct ctx c;
	struct served served;
	const char *centre;
	char lots[LOTS][40], old_lots[LOTS][40]; /* in bidding; in opening */
	bool opening;
	int round;
	struct client clients[CLIENTS];
};

/* The kinds of all clients; parties are registered over HTTP once. */
void clients_make(struct world *w);
/* A new arena, a session of its own; what was kept is forgotten. */
void client_begin(struct client *cl, unsigned seed);
/* Acts until the connection ends. */
void *client_run(void *client);
/* After a crash: brings the document that was on its way to its end. */
bool client_resume(struct client *cl);
void client_end(struct client *cl);

/* A write by the world itself that must succeed: its result. */
const struct json *world_say(struct world *w, const char *token, const char *url, const char *body);

#endif
