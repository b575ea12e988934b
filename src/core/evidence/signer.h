/* signer.h - who signs for a log: its private keys, in a process of their own or in this one.
 *
 * What signs, and refuses to, is keyring.h; here is the way to it. Apart from the program that
 * parses what strangers send, the keys are in no memory that a fault in it could show, nor can such
 * a fault make them sign a history that does not extend the last one. The child has no network and
 * no files but the one in which it remembers, and ends with its parent.
 */
#ifndef HENG_CORE_EVIDENCE_SIGNER_H
#define HENG_CORE_EVIDENCE_SIGNER_H

#include "core/evidence/note.h"

/* For all threads. */
struct signer;
struct signer_options {
	const char *dir;     /* keyring_open's folder */
	const char *name;    /* that it signs under: the log's origin */
	bool remembers;      /* it signs checkpoints */
	const char *program; /* heng, to be run as `heng signer`; NULL: in this process */
};
/* New keys: keyring_make. */
enum err signer_make(struct ctx *c, const char *dir) CHECKED;
enum err signer_open(struct ctx *c, const struct signer_options *o, struct signer **out) CHECKED;
void signer_free(struct signer *s);
/* The public keys, one line each: "NAME+KEYID+BASE64(type || key)" (C2SP vkey). */
const char *signer_keys(const struct signer *s);
/* The frontier that was signed last. */
const struct merkle_frontier *signer_head(const struct signer *s);
/* false: its child is gone, and it signs nothing any more. */
bool signer_lives(const struct signer *s);
/* A text that ends in a newline as a signed note. Signatures differ each time (SM2 is random).
 * INTERNAL: it begins like a checkpoint of this log; TOO_LARGE. */
enum err signer_sign_text(
    struct ctx *c, struct signer *s, const char *text, const char **note) CHECKED;
/* The answer to a query of RFC 3161, at c's time. NO_TSA: there is no keys/tsa.pem. */
enum err signer_stamp(
    struct ctx *c, struct signer *s, struct bytes query, struct bytes *response) CHECKED;
/* The leaves that follow the first `from`, which is the size of the last append; or of
 * signer_head, where appending begins anew. Any number of them. LOG_FORKED. */
enum err signer_append(
    struct ctx *c, struct signer *s, uint64_t from, const struct hash *leaves, size_t n) CHECKED;
/* The signed note of all that was appended, which must be of that size and root. LOG_FORKED. */
enum err signer_sign(
    struct ctx *c, struct signer *s, const struct merkle_frontier *head, const char **note) CHECKED;

#endif
