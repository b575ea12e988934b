/* market.h - a set of trades to be run through a centre's own routes, from registration to archive:
 * real ones of the past, or made-up ones that fill a practice centre.
 *
 * All auctions of a day run together, as they did: each phase for all of them, then the practice
 * clock moves on. One tenderer is one party; who bids twice on one auction is two.
 */
#ifndef HENG_REPLAY_MARKET_H
#define HENG_REPLAY_MARKET_H

#include "app.h"
#include "core/base/limits.h"
#include "core/law/law.h"

struct offer {
	const char *tenderer; /* key in the source */
	const char *name;
	const char *price;                        /* decimal text; "" took part without one */
	bool rejected;                            /* an input: the source says so, not why */
	bool winner;                              /* as recorded */
	const char *party, *person, *token, *key; /* made while running */
};

/* Where an auction is left, in the order of how far it comes. MARKET_SCREENING and _PRICING have
 * two envelopes. */
enum market_end {
	MARKET_DRAFT = 1,
	MARKET_SUBMITTED,
	MARKET_CONFIRMED,
	MARKET_APPLYING,    /* these three have a prequalification */
	MARKET_UNQUALIFIED, /* nobody applied */
	MARKET_REVIEWING,
	MARKET_BIDDING, /* all of its day */
	MARKET_UNSUCCESSFUL,
	MARKET_OPENING,
	MARKET_SCREENING,
	MARKET_PRICING,
	MARKET_EVALUATING,
	MARKET_HELD, /* by an objection to the opening */
	MARKET_CANCELLED,
	MARKET_EVALUATED,
	MARKET_PUBLICITY,
	MARKET_AWARDED,
	MARKET_CONTRACTED,
	MARKET_ARCHIVE,
};

struct auction {
	const char *id, *title;
	const char *ceiling, *floor; /* decimal text; "" none */
	int32_t day;                 /* of the opening, yyyymmdd */
	const char *region;          /* 行政区划; NULL: not told */
	const char *kind;            /* NULL: the market's */
	const char *evaluation;      /* how bids are judged, JSON; NULL: the kind says it */
	enum market_end end;
	size_t offer_count;
	struct offer *offers;
	/* made while running */
	const char *project, *tender, *lot, *digest;
	const char *members[LIMIT_COMMITTEE];
	const char *awarded; /* party; NULL: none */
	const char *state; /* of the tender until it is published, then of the lot; where the centre
	                        is left */
	bool held;         /* something holds the lot */
	const char *error; /* NULL: went through */
};

struct market {
	const char *kind;
	const char *principal;   /* name of the procuring entity of all of them */
	const char *code_scheme; /* of the tenderers' codes; "CN-USCC" makes valid codes */
	int lead_days;           /* from publication to deadline */
	size_t auction_count;
	struct auction *auctions; /* sorted by day */
	int64_t left_ms; /* when the centre is left, after all days; 0: nothing happens last */
	unsigned threads;
	bool
	    officials; /* supervision, inspection, the centre's staff and an agency are registered, too */
};

/* Their order within a market, for qsort: by day, then by id. */
int market_by_day(const void *x, const void *y);

/* Runs them all. base: of the server, or NULL to stay within the process. Failures are kept with
 * their auctions; an error is returned only when nothing can go on. */
enum err market_run(struct ctx *c, struct app *app, const char *base, struct market *m) CHECKED;

#endif
