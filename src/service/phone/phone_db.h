/* phone_db.h - the SQL of this room. Private to it. */
#ifndef HENG_SERVICE_PHONE_PHONE_DB_H
#define HENG_SERVICE_PHONE_PHONE_DB_H

#include "core/base/ctx.h"
#include "core/base/enc.h"

struct phone_row {
	const char *id, *secret; /* digests, hex */
	const char *owner, *state, *request;
	int64_t number, failures, ends_ms;
	struct bytes answer;
};
/* How many there are, answered and refused ones too; and of that owner those that wait, of
 * strangers (owner "") all. */
enum err phone_count(struct ctx *c, const char *owner, int64_t *all, int64_t *own) CHECKED;
enum err phone_insert(struct ctx *c, const struct phone_row *p) CHECKED;
/* By either digest. NOT_FOUND: there is none, or its time is over. */
enum err phone_by_id(struct ctx *c, const char *id, struct phone_row *out) CHECKED;
enum err phone_by_secret(struct ctx *c, const char *secret, struct phone_row *out) CHECKED;
/* What changes: state, failures, answer, end. */
enum err phone_keep(struct ctx *c, const struct phone_row *p) CHECKED;

#endif
