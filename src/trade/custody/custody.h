/* custody.h - who keeps the keys of a tender's bids beside who bids: any k of n custodians (保管人).
 *
 * So a lost key does not kill a bid, and nobody opens one alone. The certificates that shares are
 * wrapped for stand in the announcement: docs/sealed-container.md says how.
 */
#ifndef HENG_TRADE_CUSTODY_CUSTODY_H
#define HENG_TRADE_CUSTODY_CUSTODY_H

#include "core/trust/seal.h"
#include "trade/project/project.h"

struct custodian {
	const char *party;
	struct bytes certificate; /* DER; for sealing */
};
struct custody_in {
	int64_t threshold;
	struct field_list custodians; /* struct custodian, in the order of their shares */
};
extern const struct field custody_fields[];

/* What an announcement says of it, checked and kept: each certificate is the one that its custodian
 * has registered, and fewer than the threshold are of the centre or of who procures. Canonical JSON
 * for tender.custody; NULL: in is NULL. BAD_FIELD, NOT_FOUND. */
enum err custody_take(
    struct ctx *c, const struct tender *t, const struct custody_in *in, const char **out) CHECKED;
/* And back; of NULL it has no custodians. */
enum err custody_read(struct ctx *c, const char *text, struct custody_in *out) CHECKED;
/* Whether a container shares its key as that custody says. WRONG_CUSTODY at `field`. Pure; heng
 * verify asks it, too. */
enum err custody_fits(struct ctx *c, const char *field, const struct custody_in *custody,
    const struct seal_header *h) CHECKED;
/* The number of that party's share (NULL: nobody's); 0: it has none. Pure. */
size_t custody_number(const struct custody_in *custody, const char *party);

/* Who keeps keys and how many of them open a bid, in Chinese, by the names that their certificates
 * say; NULL: nobody. Pure. */
enum err custody_words(struct ctx *c, const struct json *custody, const char **out) CHECKED;

/* of_custody: as of_lot, and W_CUSTODIAN for who keeps a share of its bids' keys; of_custodian:
 * W_CUSTODIAN for whoever has that role. */
relation_fn of_custody, of_custodian;

extern const struct route custody_routes[];

#endif
