/* export.h - a finished lot as one file that proves itself, and the check of that file.
 *
 * The export holds what was done (acts), that it was logged (entries, salts, proofs, one
 * checkpoint) and what came of it (opening record, result, letter, notices, documents). The check
 * needs neither centre nor network: it recomputes all of it and names the first file that does not
 * hold.
 * docs/export-format.md describes file and check for others to write their own.
 */
#ifndef HENG_TRADE_EXPORT_EXPORT_H
#define HENG_TRADE_EXPORT_EXPORT_H

#include "core/base/enc.h"
#include "core/http/http.h"

/* An export and its check may need more than a request: the arena of their context. */
#define EXPORT_ARENA_BYTES ((size_t)1 << 30)

/* Writes the export of a lot to `path`, whole or not at all. c->db is a reader's connection,
 * c->law and c->centre are the app's; the lot's entries must be published (app_publish). At the
 * same checkpoint the same bytes come out, always. NOT_FOUND; WRONG_STATE before the lot has come
 * to an end; STALE when the log was published meanwhile; TOO_LARGE; STORE, STORE_FULL. */
enum err export_write(struct ctx *c, struct app *app, const char *lot, const char *path) CHECKED;

extern const struct route export_routes[];

struct export_check {
	const char *keys; /* what keys.txt must be; NULL: whatever it is */
	/* folder of a trust list (trust_folder.h), by which the certificates that signed must have
	 * been taken; NULL: that is not asked */
	const char *trust;
	void (*say)(void *arg, const char *what); /* told each check that held; may be NULL */
	void *arg;
};
struct export_seen {
	const char *centre, *name, *origin, *lot, *state; /* in c's arena */
	bool practice;
	size_t entries;
	uint64_t size; /* of the checkpoint */
};
/* Checks a whole export. BAD_REQUEST: fault.field is the file, or "zip structure", and fault.detail
 * says what does not hold. */
enum err export_verify(struct ctx *c, struct bytes zip, const struct export_check *in,
    struct export_seen *out) CHECKED;

#endif
