/* log.h - this centre's log: batches of entries, signed checkpoints, receipts, proofs, tiles.
 *
 * Within the write lane's transaction: log_begin (takes the turn, reads the head), log_write for
 * each act, log_end (writes the head); after the commit log_sign; log_abort instead if the commit
 * failed. The signer (signer.h) keeps the last frontier that it signed in a file of its own, and
 * signs only what extends it: a store taken back to an older state, or rewritten, gets LOG_FORKED.
 *
 * log_publish, from a thread of its own, derives the tiles (C2SP tlog-tiles) from the store and
 * writes the checkpoint file last. Proofs of old entries are made from the tiles.
 */
#ifndef HENG_CORE_EVIDENCE_LOG_H
#define HENG_CORE_EVIDENCE_LOG_H

#include "core/evidence/evidence.h"
#include "core/evidence/note.h"

struct log;

/* Folder layout below dir: keys/ (signer and its state), log/ (tiles, checkpoint). Makes the keys
 * and the head row for a new log. */
enum err log_init(struct ctx *c, const char *dir) CHECKED;
struct log_options {
	const char *dir;
	bool beside; /* another process signs and publishes; here nothing is written, and
	                        what is published is read. NOT_FOUND then while nothing is */
	const char
	    *program; /* whose child has the keys (signer.h); NULL: they are in this process */
};
enum err log_open(struct ctx *c, const struct log_options *o, struct log **out) CHECKED;
void log_close(struct log *log);

enum err log_begin(struct ctx *c, struct log *log) CHECKED;
/* Writes the entry of c->evidence, with the act and the seed of its random choices beside it. */
enum err log_write(struct ctx *c, struct log *log, const struct json *act) CHECKED;
/* The place that the next log_write of this batch will give. */
int64_t log_next_place(const struct log *log);
/* Forgets what was written since that mark: the savepoint was rolled back. */
size_t log_mark(const struct log *log);
void log_rewind(struct log *log, size_t mark);
enum err log_end(struct ctx *c, struct log *log) CHECKED;
void log_abort(struct log *log);
/* Signs the head that was just committed. LOG_FORKED. */
enum err log_sign(struct ctx *c, struct log *log) CHECKED;
/* The receipt of c->evidence, written in the batch just signed, as JSON: entry, salt, place, proof,
 * checkpoint. May be called until the next log_begin. */
const char *log_batch_receipt(struct ctx *c, struct log *log);

/* The practice clock's offset and its change travel in the head row. */
int64_t log_clock_offset_ms(const struct log *log);
enum err log_set_clock_offset(struct ctx *c, struct log *log, int64_t offset_ms) CHECKED;

/* Brings tiles and checkpoint file up to the committed head; beside another process, only reads
 * how far that one is. Threads take turns. */
enum err log_publish(struct ctx *c, struct log *log) CHECKED;
/* The newest published checkpoint (a signed note) and its size. Any thread; in c's arena. */
enum err log_checkpoint(struct ctx *c, struct log *log, const char **note, uint64_t *size) CHECKED;
/* The receipt of any published entry. NOT_FOUND when the place is not published yet. */
enum err log_receipt(
    struct ctx *c, struct log *log, const struct evidence_entry *e, const char **json) CHECKED;
/* Inclusion proof at the published checkpoint; *n hashes. */
enum err log_inclusion(
    struct ctx *c, struct log *log, uint64_t index, struct hash *proof, int *n) CHECKED;
enum err log_consistency(
    struct ctx *c, struct log *log, uint64_t old, struct hash *proof, int *n) CHECKED;
/* Of who signs: signer_keys. */
const char *log_keys(const struct log *log);
/* Any other text than a checkpoint's (it ends in a newline), as a note signed by the log's keys.
 * Any thread. */
enum err log_sign_text(struct ctx *c, struct log *log, const char *text, const char **note) CHECKED;
/* signer_lives. Any thread. */
bool log_signs(const struct log *log);
/* signer_stamp. Any thread. */
enum err log_stamp(
    struct ctx *c, struct log *log, struct bytes query, struct bytes *response) CHECKED;
const char *log_tiles_dir(const struct log *log);

#endif
