/* timestamps.h - timestamps (时间戳, RFC 3161) for who signs: of the centre's own authority, or by
 * one that its keeper has named (HENG_TSA).
 *
 * A centre whose clock is moved, for practice, has its own only: no other knows its time.
 */
#ifndef HENG_SERVICE_TIMESTAMP_TIMESTAMPS_H
#define HENG_SERVICE_TIMESTAMP_TIMESTAMPS_H

#include "core/http/route.h"

extern const struct route timestamp_routes[];

#endif
