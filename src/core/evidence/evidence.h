/* evidence.h - what an act adds to the log.
 *
 * Each act writes one entry, in its own transaction: canonical JSON of centre, kind, object,
 * party, time and digests. Public is only its commitment, SHA-256(salt || entry); entry and salt go
 * to whoever acted and to those entitled. Beside it stays the act itself (who asked what of which
 * route), from which the state can be computed again.
 */
#ifndef HENG_CORE_EVIDENCE_EVIDENCE_H
#define HENG_CORE_EVIDENCE_EVIDENCE_H

#include <stdint.h>

#include "core/base/ctx.h"
#include "core/base/json.h"
#include "core/evidence/merkle.h"

#define RECEIPT_BYTES_MAX ((size_t)64 * 1024)

/* The entry that the running act will write. One an act. */
struct evidence {
	const char *kind, *object, *scope; /* NULL: nothing added yet */
	struct json *digests;
	int64_t place;     /* that the entry will have; known before the act runs */
	const char *entry; /* canonical JSON; set by log_write, with what follows */
	uint8_t salt[32];
};

/* Says what the running act was. kind: "bid.placed"; object: id it was done to; scope: id of the
 * tender whose history it belongs to, or NULL. Twice in one act is INTERNAL. */
enum err evidence_add(
    struct ctx *c, const char *kind, const char *object, const char *scope) CHECKED;
/* Adds a named digest to the entry; before or after evidence_add. name is not copied. */
void evidence_digest(struct ctx *c, const char *name, const uint8_t digest[SHA256_BYTES]);

/* A stored entry. */
struct evidence_entry {
	int64_t place;
	const char *kind, *object, *scope, *party, *user;
	int64_t at_ms;
	const char *entry; /* canonical JSON */
	uint8_t salt[32];
	const char *act;              /* canonical JSON */
	uint8_t seed[RNG_SEED_BYTES]; /* of the act's random choices */
};

/* NOT_FOUND. */
enum err evidence_read(struct ctx *c, int64_t place, struct evidence_entry *out) CHECKED;
/* The bytes of a base64 member of the body of the act at that place. INTERNAL where it has none. */
enum err evidence_bytes(
    struct ctx *c, int64_t place, const char *member, struct bytes *out) CHECKED;
/* Entries of one scope, oldest first, at most `limit`, after that place (-1: from the start). */
struct evidence_list {
	size_t n;
	struct evidence_entry *entries;
};
enum err evidence_of_scope(struct ctx *c, const char *scope, int64_t after, int64_t limit,
    struct evidence_list *out) CHECKED;
/* The history of an object within its scope, with what was done to the scope itself, oldest first;
 * without the acts and entries, which may be large. TOO_LARGE beyond LIMIT_QUERY_ROWS. */
enum err evidence_history(
    struct ctx *c, const char *scope, const char *object, struct evidence_list *out) CHECKED;
/* Entries of one party, newest first, before that place. */
enum err evidence_of_party(struct ctx *c, const char *party, int64_t before, int64_t limit,
    struct evidence_list *out) CHECKED;
/* Entries about one object that belong to no scope (registrations), oldest first. */
enum err evidence_of_object(struct ctx *c, const char *object, struct evidence_list *out) CHECKED;
/* All entries by place. */
enum err evidence_from(
    struct ctx *c, int64_t place, int64_t limit, struct evidence_list *out) CHECKED;

/* What proves an entry to whoever has it, as canonical JSON: checkpoint, entry, place, proof, salt.
 * Pure. */
struct evidence_receipt {
	const char *entry;   /* canonical JSON */
	const uint8_t *salt; /* 32 bytes */
	int64_t place;
	const char *note;         /* the checkpoint */
	const struct hash *proof; /* at that checkpoint */
	size_t n;
};
const char *evidence_receipt_json(struct ctx *c, const struct evidence_receipt *r);
/* The way back for its proof: a list of base64 into *n hashes. False when it is none. */
bool evidence_proof(
    struct ctx *c, const struct json *list, struct hash proof[MERKLE_PROOF_MAX], size_t *n);

/* SHA-256(salt || entry), and its leaf hash. */
void evidence_leaf(
    const uint8_t salt[32], const char *entry, struct hash *commitment, struct hash *leaf);

#endif
