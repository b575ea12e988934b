/* making.h - what makes releases, shared by its files. Private to this room. */
#ifndef HENG_TRADE_OCDS_MAKING_H
#define HENG_TRADE_OCDS_MAKING_H

#include "trade/ocds/ocds.h"

struct making {
	struct ctx *c;
	const struct ocds_case *k;
	const struct notice *n;
	const struct json *body;
	const char *date;
	struct json *parties;
	struct json *release;
};

struct json *making_one(struct ctx *c, struct json *item);  /* [item] */
struct json *making_texts(struct ctx *c, const char *text); /* ["text"] */
void making_put_money(struct making *m, struct json *o, const char *name, const struct json *money);
/* {"id", "name"} */
struct json *making_reference(struct making *m, const char *party, const char *name);
/* One who takes part, with its role here; named once in a release. */
void making_add_party(struct making *m, const char *party, const char *name, const char *role);
/* tender: {"id"}, and in it what the caller puts. */
struct json *making_tender(struct making *m);
void making_put_document(struct making *m, struct json *to, const char *digest, const char *type);
/* What the notice says as an amendment of a tender or contract. */
void making_amend(struct making *m, struct json *to, const char *content);
/* Id of a bid, and of the award to it. */
const char *making_bid_id(struct making *m, const char *party);

/* Each fills the release and says its tag; NULL: the notice does not say enough. */
const char *making_plan(struct making *m);
const char *making_stay(struct making *m);
const char *making_perform(struct making *m);

#endif
