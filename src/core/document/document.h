/* document.h - documents: brought in numbered chunks, kept by the digest of their bytes.
 *
 * Bytes never pass through the store or memory: each chunk goes to a temporary file at its place,
 * the whole is hashed and synced, and only then does the row follow. A document is readable by who
 * brought it, and by everybody once an act has made it public.
 */
#ifndef HENG_CORE_DOCUMENT_DOCUMENT_H
#define HENG_CORE_DOCUMENT_DOCUMENT_H

#include "core/http/route.h"

struct document {
	const char *digest; /* SHA-256, hex */
	int64_t bytes;
	bool public;
	/* as it became public; before that, as the caller brought it, or else another owner */
	const char *name, *type;
};

/* NOT_FOUND. */
enum err document_get(struct ctx *c, const char *digest, struct document *out) CHECKED;
/* That the party brought a document of that digest. NOT_FOUND about `field`. */
enum err document_check(struct ctx *c, const char *field, const uint8_t digest[SHA256_BYTES],
    struct document *out) CHECKED;
/* Makes it readable by everybody, under the caller's name for it; within an act. */
enum err document_make_public(struct ctx *c, const char *digest) CHECKED;
/* Within a job: forgets uploads begun more than LIMIT_UPLOAD_OPEN_MS ago. */
enum err document_forget(struct ctx *c) CHECKED;
/* Removes files of uploads that are no more, an hour after they were last written; a bounded
 * number of them. c->db: any reader. dir: the centre's folder. */
enum err document_sweep(struct ctx *c, const char *dir) CHECKED;
/* Its bytes, of which dir (the centre's folder) holds at most `most`: TOO_LARGE about `field`. */
enum err document_read(struct ctx *c, const char *field, const char *dir, const struct document *d,
    int64_t most, struct bytes *out) CHECKED;
/* Where its bytes lie, in dir (the centre's folder). */
const char *document_path(struct ctx *c, const char *dir, const char *digest);

/* Answers with its bytes, for rows of other rooms that say who may have it. NOT_FOUND. */
enum err document_reply(struct req *r, const char *digest) CHECKED;

/* Whose upload, and who may read the document, that the path names first: W_SELF. NOT_FOUND. */
relation_fn of_upload, of_document;

extern const struct route document_routes[];

#endif
