/* evidence_db.h - the SQL of this room. Private to it. */
#ifndef HENG_CORE_EVIDENCE_EVIDENCE_DB_H
#define HENG_CORE_EVIDENCE_EVIDENCE_DB_H

#include "core/evidence/evidence.h"

struct log_head {
	uint64_t size;
	struct hash root;
	int64_t clock_offset_ms;
};

enum err head_make(struct ctx *c) CHECKED;
/* Reads the head; with turn, updates the row first, so that others wait until the transaction
 * ends. */
enum err head_read(struct ctx *c, bool turn, struct log_head *out) CHECKED;
enum err head_write(struct ctx *c, uint64_t size, const struct hash *root) CHECKED;
enum err head_set_offset(struct ctx *c, int64_t offset_ms) CHECKED;

struct new_entry {
	const struct evidence *evidence;
	const char *act;
	struct hash commitment;
};
enum err entry_insert(struct ctx *c, const struct new_entry *e) CHECKED;
/* Commitments from that place on, in order, at most limit (COMMITMENTS_PAGE). *n of them. */
#define COMMITMENTS_PAGE 4096
enum err commitments_from(
    struct ctx *c, uint64_t place, uint64_t limit, struct hash *out, size_t *n) CHECKED;

#endif
