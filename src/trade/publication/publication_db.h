/* publication_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_PUBLICATION_PUBLICATION_DB_H
#define HENG_TRADE_PUBLICATION_PUBLICATION_DB_H

#include "trade/publication/publication.h"

/* DUPLICATE: that medium's receipt is here. */
enum err receipt_insert(struct ctx *c, const struct medium_receipt *m) CHECKED;
/* By time of publication. */
enum err receipts_of(
    struct ctx *c, const char *notice, struct medium_receipt **out, size_t *n) CHECKED;
/* Notices of no receipt yet, oldest first, after that place in the list. */
enum err notices_pending(struct ctx *c, int64_t after, struct notice **out, size_t *n) CHECKED;
/* When the last step of the publicity runs out, later than it did. */
enum err publicity_move(struct ctx *c, const char *lot, int64_t ends_ms) CHECKED;

/* When media first published the lot's last notice of that type; 0: none has said so. NOT_FOUND:
 * there is no such notice. */
enum err received_ms(struct ctx *c, const char *lot, const char *type, int64_t *ms) CHECKED;

#endif
