/* attestation_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_ATTESTATION_ATTESTATION_DB_H
#define HENG_TRADE_ATTESTATION_ATTESTATION_DB_H

#include "trade/attestation/attestation.h"

struct attestation {
	const char *id, *lot, *content, *document,
	    *name; /* document NULL: none; name: who saw it */
	int about; /* enum attested */
	int64_t at_ms;
};
/* By the caller, now. */
enum err attestation_insert(struct ctx *c, const struct attestation *a) CHECKED;
/* In the order made, from after that id (NULL: the first), at most LIMIT_LIST_ROWS. */
enum err attestations_of(
    struct ctx *c, const char *lot, const char *after, struct attestation **out, size_t *n) CHECKED;

/* The document of one of that lot. NOT_FOUND: none of that id, or without a document. */
enum err attestation_document(
    struct ctx *c, const char *lot, const char *id, const char **digest) CHECKED;

#endif
