/* keyring.h - the private keys of a log, and what was signed with them. Private to this room.
 *
 * It answers requests, each a few bytes, and there is no other way to the keys: so that whoever
 * holds it can be a process of its own (signer.h).
 *
 * A checkpoint is signed in one way only. Leaves are appended to the frontier that was signed last;
 * then the size and root that the caller expects are compared, signed and remembered. A history
 * that does not extend the last one has no place in a request. Other texts must not begin like a
 * checkpoint of this log.
 */
#ifndef HENG_CORE_EVIDENCE_KEYRING_H
#define HENG_CORE_EVIDENCE_KEYRING_H

#include "core/base/ctx.h"
#include "core/base/enc.h"
#include "core/evidence/merkle.h"

enum keyring_op {
	KEYRING_KEYS,   /* → the public keys, as signer_keys */
	KEYRING_HEAD,   /* → the frontier signed last, a struct merkle_frontier */
	KEYRING_TEXT,   /* a text → the note */
	KEYRING_APPEND, /* a size, and the leaves that follow it →; the size is that of the last
	                   append, or of the last signature, after which appending begins anew */
	KEYRING_SIGN,   /* size and root of all that was appended → the note */
	KEYRING_STAMP   /* a time in ms, and a query of RFC 3161 → the answer */
};
#define KEYRING_LEAVES 1024                             /* of one append, at most */
#define KEYRING_REQUEST_BYTES ((size_t)8 * 1024 * 1024) /* with its op, which is the first byte */

struct keyring;
/* Makes new keys in the folder (log-ed25519.pem and log-sm2.pem, readable by the owner only).
 * CONFLICT when there are some already; STORE. Where its keeper puts tsa.pem, a certificate for
 * timestamps, and tsa.key beside them, it stamps, too. */
enum err keyring_make(struct ctx *c, const char *dir) CHECKED;
/* remembers: it signs checkpoints, and keeps what it signed last in the file `signed` of that
 * folder. STORE, STORE_FULL. */
enum err keyring_open(
    struct ctx *c, const char *dir, const char *name, bool remembers, struct keyring **out) CHECKED;
void keyring_free(struct keyring *k);
/* In c's arena. LOG_FORKED: it does not extend what was signed; STORE_FULL; INTERNAL: it is no
 * request; NO_TSA; BAD_TIMESTAMP. */
enum err keyring_answer(
    struct ctx *c, struct keyring *k, struct bytes request, struct bytes *reply) CHECKED;

#endif
