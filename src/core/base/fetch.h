/* fetch.h - one question to another system over HTTP, bounded in time and bytes.
 *
 * Only by what the keeper of the machine has configured: no address comes from a request. No
 * redirect is followed, no proxy of the environment taken. Never on the thread of the server or of
 * the lane.
 */
#ifndef HENG_CORE_BASE_FETCH_H
#define HENG_CORE_BASE_FETCH_H

#include "core/base/ctx.h"
#include "core/base/enc.h"

struct fetch {
	const char *url;
	const char *type; /* of the body; NULL: a GET without one */
	struct bytes body;
	long most_bytes, most_ms;
	enum err otherwise;  /* what it fails with */
	long status;         /* out */
	struct bytes answer; /* out: in the arena, with a NUL behind it */
};
/* Whatever its status. */
enum err fetch(struct ctx *c, struct fetch *f) CHECKED;
/* http://HOST or https://HOST with a port and a path at most: no user, no query. BAD_FIELD. */
enum err fetch_address(struct ctx *c, const char *field, const char *url) CHECKED;

#endif
