/* note.h - signed notes (C2SP signed-note), and checkpoints as such (C2SP tlog-checkpoint).
 *
 * Text of a checkpoint: origin, size, base64 of the root, a line each; an empty line; then one line
 * a signature, "— NAME BASE64(key id || signature)". The first signature is Ed25519 (type 0x01);
 * beside it one of SM2 with SM3 (GB/T 32918, id 1234567812345678), as type 0xff with the name
 * "heng.sm2".
 */
#ifndef HENG_CORE_EVIDENCE_NOTE_H
#define HENG_CORE_EVIDENCE_NOTE_H

#include <stdint.h>

#include "core/base/ctx.h"
#include "core/evidence/merkle.h"

struct checkpoint {
	const char *origin;
	uint64_t size;
	struct hash root;
};

/* What is signed of it. */
const char *checkpoint_text(struct ctx *c, const struct checkpoint *cp);

/* Whether they are keys, a line each as signer_keys gives them. BAD_REQUEST. */
enum err note_keys_check(struct ctx *c, const char *keys) CHECKED;
/* Checks that every key of `keys` (such lines) has signed the note. *text gets what they
 * signed, its last newline included. BAD_REQUEST with what does not hold. */
enum err note_check_text(
    struct ctx *c, const char *note, const char *keys, const char **text) CHECKED;
/* The same for a checkpoint, which it parses. */
enum err note_check(
    struct ctx *c, const char *note, const char *keys, struct checkpoint *out) CHECKED;
/* Reads a checkpoint without keys, in the one form that signer_sign gives it: three lines, an empty
 * one, and *signatures lines of its origin, no key twice; nothing else. BAD_REQUEST. */
enum err note_read(
    struct ctx *c, const char *note, struct checkpoint *out, size_t *signatures) CHECKED;

#endif
