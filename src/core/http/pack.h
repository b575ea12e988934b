/* pack.h - answers are compressed where the caller takes that and nothing secret can be in them.
 *
 * Compressing a secret together with what a stranger chose tells the secret by the length (BREACH).
 * So only what goes to somebody who is not signed in is compressed: anybody would get the same. A
 * row that answers everybody alike has ROW_SAME and does not even look who calls. Answers to who is
 * signed in, and to writes, whose answers hold tokens and receipts, go out as they are.
 */
#ifndef HENG_CORE_HTTP_PACK_H
#define HENG_CORE_HTTP_PACK_H

#include "core/http/route.h"

/* Whether the caller takes gzip: RFC 9110, 12.5.3, with its weights. */
bool pack_accepted(const struct req *r);
/* Compresses the reply of a read, where that is right and worth it. */
void pack_reply(struct req *r);

#endif
