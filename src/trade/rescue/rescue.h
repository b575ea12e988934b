/* rescue.h - the key of a bid given back by custodians, where who bid has lost it.
 *
 * 《电子招标投标办法》第三十一条 asks why a bid was not decrypted: a key that is lost is the tenderer's
 * own doing (撤销), unless the document gives another way. This is that other way.
 */
#ifndef HENG_TRADE_RESCUE_RESCUE_H
#define HENG_TRADE_RESCUE_RESCUE_H

#include "trade/custody/custody.h"
#include "trade/opening/opening.h"

/* The parts of a bid that custodians gave a share of, in one act. */
struct shares_in {
	const char *party; /* whose bid */
	struct bytes form, documents, bill;
};
extern const struct field shares_fields[];
/* By bid_part. */
struct bytes shares_part(const struct shares_in *in, enum bid_part part);

/* Whether a custodian released a share of that part's key. */
enum err share_was_released(
    struct ctx *c, const struct bid *b, enum bid_part part, bool *out) CHECKED;

extern const struct route rescue_routes[];

#endif
