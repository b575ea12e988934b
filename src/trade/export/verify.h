/* verify.h - the check of an export: its files, its entries, and the trade computed again.
 * Private to this room.
 *
 * Everything read is an adversary's until it has been checked. What is kept lives in the context's
 * arena; what belongs to one file is made in `s`, an arena that is emptied before the next.
 */
#ifndef HENG_TRADE_EXPORT_VERIFY_H
#define HENG_TRADE_EXPORT_VERIFY_H

#include "core/evidence/note.h"
#include "trade/export/parts.h"
#include "trade/export/zip.h"

struct verify {
	struct ctx *c;
	struct ctx s;
	const struct export_check *in;
	struct zip_file *files;
	bool *used; /* files that have their place in the trade */
	size_t n;
	struct manifest m;
	const char *manifest, *keys;
	struct checkpoint checkpoint;
	size_t first_entry, entries; /* which of the files */
	struct trust_folder *trust;  /* NULL: whose certificates are taken is not asked */
};

/* The refusal of a file. */
enum err bad(struct verify *v, const char *file, const char *fmt, ...) CHECKED PRINTF(3, 4);
/* Tells a check that held. */
void said(struct verify *v, const char *fmt, ...) PRINTF(2, 3);

/* A file that must be there; marks it used. */
enum err take_file(struct verify *v, const char *name, struct bytes *out) CHECKED;
/* A file that holds canonical JSON, as a tree in `s`. */
enum err take_json(struct verify *v, const char *name, struct json **out) CHECKED;
bool has_file(const struct verify *v, const char *name);

/* An entry's file, in `s`. */
struct entry {
	const char *file, *kind, *object;
	const char *party;      /* NULL: none */
	const struct json *act; /* NULL: withheld */
	const struct json *digests;
	int64_t place, at_ms;
};
/* Reads one, without checking its proof. */
enum err entry_read(struct verify *v, const char *file, struct entry *out) CHECKED;
/* The hex digest of that name in an entry, or NULL. */
const char *entry_digest(const struct entry *e, const char *name);
/* That the digest of that name is the one of n bytes. */
enum err entry_holds(
    struct verify *v, const struct entry *e, const char *name, struct bytes what) CHECKED;

/* Follows the trade entry by entry and computes again what came of it. */
enum err recompute(struct verify *v) CHECKED;

#endif
