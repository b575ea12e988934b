/* check.h - what must hold of a centre after any fault: of a receipt that it gave, of its store,
 * and of what it publishes. Each tells what does not hold, or NULL. */
#ifndef HENG_TEST_FAULT_CHECK_H
#define HENG_TEST_FAULT_CHECK_H

#include "core/base/ctx.h"
#include "core/base/json.h"
#include "core/evidence/note.h"

/* A receipt as its holder keeps it. */
struct held {
	const char *entry, *salt; /* canonical JSON; hex */
	int64_t place;
	struct checkpoint checkpoint;
};
/* Signatures, proof and root, by nothing but the receipt and the log's keys. */
const char *receipt_complaint(
    struct ctx *c, const struct json *receipt, const char *keys, struct held *out);

/* The store from within: places, commitments, acts and root of the log; as many rows of each
 * kind as entries of it; no answer kept for an act that is not there. */
const char *store_complaint(struct ctx *c, const char *url);
/* How many entries of that kind there are; -1 when the store cannot be read. */
int64_t store_entries(struct ctx *c, const char *url, const char *kind);

/* Over HTTP: that the published log is at least `size` long (waits for it), and extends the old
 * checkpoint. *now gets the newest one. */
struct published {
	uint16_t port;
	const char *keys;
	uint64_t size;
};
const char *published_complaint(
    struct ctx *c, const struct published *p, const struct checkpoint *old, struct checkpoint *now);

#endif
