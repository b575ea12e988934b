/* document_db.h - the SQL of this room. Private to it. */
#ifndef HENG_CORE_DOCUMENT_DOCUMENT_DB_H
#define HENG_CORE_DOCUMENT_DOCUMENT_DB_H

#include "core/document/document.h"

struct upload {
	const char *id, *party, *name, *type, *digest;
	int64_t bytes, received;
};

enum err upload_insert(struct ctx *c, const struct upload *u) CHECKED;
enum err upload_count(struct ctx *c, const char *party, int64_t *out) CHECKED;
enum err upload_read(struct ctx *c, const char *id, struct upload *out) CHECKED;
/* From `received` to the next; *moved tells whether it stood there. */
enum err upload_advance(struct ctx *c, const char *id, int64_t received, bool *moved) CHECKED;
enum err upload_delete(struct ctx *c, const char *id) CHECKED;
enum err document_insert(struct ctx *c, const struct upload *u) CHECKED;
enum err document_owned(struct ctx *c, const char *digest, const char *party, bool *out) CHECKED;

#endif
