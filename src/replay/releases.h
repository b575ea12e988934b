/* releases.h - trades of others as a market: OCDS releases, compiled (trade/ocds/ocds.h).
 *
 * An auction is a lot that bids with a value are told for (extension "bids"); a process without
 * lots is one. Of a bid counts its first tenderer, its value and whether it is disqualified; what
 * was awarded are the active awards. Lots without such bids are left out, and counted.
 */
#ifndef HENG_REPLAY_RELEASES_H
#define HENG_REPLAY_RELEASES_H

#include "replay/market.h"

/* lines: compiled releases, one on each. All are run as trades of that kind. BAD_FIELD, with the
 * process in the detail: a value in another currency than the kind's, or a date that is none;
 * BAD_REQUEST: no lot with bids. NOT_FOUND: no such kind. */
enum err market_from_releases(struct ctx *c, struct bytes lines, const char *kind,
    struct market *out, size_t *left_out) CHECKED;

#endif
