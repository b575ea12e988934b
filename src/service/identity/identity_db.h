/* identity_db.h - the SQL of this room. Private to it. */
#ifndef HENG_SERVICE_IDENTITY_IDENTITY_DB_H
#define HENG_SERVICE_IDENTITY_IDENTITY_DB_H

#include "core/base/ctx.h"
#include "service/identity/credential.h"

/* digest: SHA-256 of the challenge's text, hex. Those that are over are forgotten. */
enum err challenge_insert(struct ctx *c, const char *digest, int64_t ends_ms) CHECKED;
/* Whether it waits to be used. */
enum err challenge_there(struct ctx *c, const char *digest, bool *there) CHECKED;
/* Uses it up. *there false: it was never made, is over, or was used. */
enum err challenge_use(struct ctx *c, const char *digest, bool *there) CHECKED;
/* The contact of the organisation with that 统一社会信用代码. NOT_FOUND. */
enum err contact_of(struct ctx *c, const char *code, const char **person) CHECKED;

/* NOT_FOUND. */
enum err credential_get(struct ctx *c, const char *person, struct credential *out) CHECKED;
/* What changes with an attempt. */
enum err credential_keep(struct ctx *c, const struct credential *x) CHECKED;
/* Takes the place of what the person had. NOT_FOUND: no such person. */
enum err credential_put(struct ctx *c, const struct credential *x) CHECKED;
enum err attempt_insert(struct ctx *c, const char *person, const char *outcome) CHECKED;
enum err enrolment_put(
    struct ctx *c, const char *person, const uint8_t digest[SHA256_BYTES], int64_t ends_ms) CHECKED;
/* Uses it up. *there false: there is none of that code, or it is over. */
enum err enrolment_use(
    struct ctx *c, const char *person, const uint8_t digest[SHA256_BYTES], bool *there) CHECKED;

#endif
