/* trade.h - a whole trade driven within the process, step by step, for unit tests.
 *
 * Whatever goes wrong fails the running test. The kind is works-lowest-price, with one lot unless
 * more are asked for; the clock stands still but where a step moves it. */
#ifndef HENG_TEST_TRADE_H
#define HENG_TEST_TRADE_H

#include "app.h"
#include "core/trust/seal.h"
#include "test/signer.h"
#include "test/unit.h"

#define TRADE_TENDERERS_MAX LIMIT_BIDS
#define TRADE_MEMBERS 5

struct trade_party {
	const char *id, *person, *token;
	const char *form_key, *documents_key; /* base64, of its last bid; NULL: none */
	struct test_signer signer;            /* its bids are signed; key NULL: they are not */
};

struct trade {
	struct ctx c;
	struct app *app;
	char dir[40], url[1000];
	int64_t now_ms;
	struct trade_party principal, tenderers[TRADE_TENDERERS_MAX];
	size_t tenderer_count;
	const char *members[TRADE_MEMBERS]; /* people */
	const char *project, *tender, *lot;
	/* of the announcement; set before trade_publish */
	bool documents_part, by_agency; /* the second agency mandated */
	bool drawn;                     /* the document says that a tie is drawn for */
	int decrypted_min;
	const char *custody;        /* canonical JSON of the announcement's member; NULL: none */
	struct seal_for custodians; /* then: for whom each bid's key is shared */
};

/* A new practice centre on engine 0 (SQLite) or 1 (PostgreSQL), with a principal and n tenderers.
 * False when there is no such engine. */
bool trade_begin(struct trade *t, int engine, size_t tenderers);
void trade_end(struct trade *t);

/* Another takes the place of a tenderer: registered under that code, with a certificate of the
 * practice authority sm2. */
void trade_certify(struct trade *t, size_t tenderer, const char *code);
/* A write as the holder of that token; its result. */
const struct json *trade_post(
    struct trade *t, const char *token, const char *url, const char *body);
/* "/api/lots/LOT/what" */
const char *trade_lot(struct trade *t, const char *what);
/* Moves the clock and runs what falls due. */
void trade_wait(struct trade *t, int64_t ms);
/* Brings a document; its digest. */
const char *trade_upload(struct trade *t, const char *token, struct bytes content);

/* A tender with that many lots (trade.lot is the first), submitted, confirmed and published with a
 * tender document; the deadline is in 21 days. */
void trade_publish(struct trade *t, size_t lots);
/* A bid on trade.lot at that price; again: replaces it. */
void trade_bid(struct trade *t, size_t tenderer, const char *price);
void trade_committee(struct trade *t);
/* To the deadline. */
void trade_deadline(struct trade *t);
void trade_key(struct trade *t, size_t tenderer);
/* To the end of the window. */
void trade_opening(struct trade *t);
/* That member holds that tenderer's bid to be disqualified; it takes more than half of them. */
void trade_disqualify(struct trade *t, size_t member, size_t tenderer, const char *reason);
/* That member signs the result as it stands. */
void trade_sign(struct trade *t, size_t member);
/* Candidates, publicity, award, contract and archive. */
void trade_finish(struct trade *t);

/* All of it: bids at 4,700,000.00 and more, each 1,000.00 above the one before. */
void trade_whole(struct trade *t, size_t bids);

#endif
