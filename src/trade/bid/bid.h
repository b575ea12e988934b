/* bid.h - bids: sealed by the tenderer, kept as ciphertext, told to nobody before the opening.
 *
 * A bid is a sealed form (开标一览表) and, where the tender wants them, a sealed documents part and
 * a sealed bill of quantities (已标价工程量清单), which is opened with the price. It may be replaced
 * and withdrawn before the deadline. Late, unsealed and incomplete ones are refused.
 */
#ifndef HENG_TRADE_BID_BID_H
#define HENG_TRADE_BID_BID_H

#include "core/base/limits.h"
#include "core/trust/seal.h"
#include "trade/project/project.h"

enum bid_state { BID_SUBMITTED, BID_REPLACED, BID_WITHDRAWN };

/* The form's container travels in the act, those of the other parts are uploaded before it. Two
 * envelopes: PART_DOCUMENTS is the first, all others are the second. */
enum bid_part { PART_FORM, PART_DOCUMENTS, PART_BILL, BID_PARTS };
/* As in the container's header, and the names of the fields. */
extern const char *const bid_part_words[];
/* Largest plaintext of a bill's container, padded. */
#define BID_BILL_PADDED_BYTES (2 * LIMIT_BILL_BYTES)

struct sealed_part {
	const char *digest; /* of its container, hex; NULL: the bid has no such part */
	uint8_t commitment[SHA256_BYTES];
	struct bytes key; /* n = 0: not handed in */
};
struct bid {
	const char *lot, *party, *party_name;
	int64_t place; /* of its entry in the log: the order of arrival */
	enum bid_state state;
	int64_t submitted_ms;
	struct sealed_part parts[BID_PARTS];
};

/* A member of a consortium (联合体) beside its leader, who bids. */
struct consortium_member {
	const char *name, *code; /* 统一社会信用代码, as told; NULL: not told */
};
extern const struct field consortium_fields[];
/* A qualification, person or achievement of the bidder or a member, recorded beforehand. */
struct cited_record {
	const char *id;
};
/* The plaintext of a form: 开标一览表. */
struct bid_form {
	struct money price;   /* currency NULL: took part without a price */
	const char *capitals; /* the same in words (大写); NULL: not given */
	int64_t duration_days;
	const char *quality, *leader, *certificate, *security;
	struct field_list consortium; /* struct consortium_member */
	const char *agreement; /* 共同投标协议: its digest, or where in the bid it is; NULL: none */
	struct field_list records; /* struct cited_record */
};
extern const struct field bid_form_fields[];
/* The price of a form in minor units; -1: none. Words and figures that differ: the words hold
 * (12号令 第十九条); *note says so in Chinese, or that the words cannot be read; NULL: neither. */
int64_t bid_price(struct ctx *c, const struct bid_form *form, const char **note);
/* BAD_JSON, or what field_parse says of these fields. */
enum err bid_form_read(struct ctx *c, struct bytes text, struct bid_form *out) CHECKED;

/* The bid of that party that stands. NOT_FOUND. */
enum err bid_current(struct ctx *c, const char *lot, const char *party, struct bid *out) CHECKED;
/* Bids of a lot that stand at the deadline, in order of arrival, with keys where handed in. */
enum err bids_standing(struct ctx *c, const char *lot, struct bid **out, size_t *n) CHECKED;
/* The last bids of those who withdrew before the deadline and did not come again. */
enum err bids_withdrawn(struct ctx *c, const char *lot, struct bid **out, size_t *n) CHECKED;
/* When the party's last bid was withdrawn; 0: it was not. */
enum err bid_withdrawn_ms(struct ctx *c, const char *lot, const char *party, int64_t *out) CHECKED;
enum err bids_count(struct ctx *c, const char *lot, int64_t *out) CHECKED;

/* The sealed form of a bid, out of the act that placed it. */
enum err bid_container(struct ctx *c, const struct bid *b, struct bytes *out) CHECKED;

/* What the header of a part's container says; dir: the centre's folder. */
enum err bid_header(struct ctx *c, const char *dir, const struct bid *b, enum bid_part part,
    struct seal_header *out) CHECKED;

/* Parts that are opened together. */
enum envelope { ENVELOPE_ONLY, ENVELOPE_FIRST, ENVELOPE_SECOND };
bool envelope_holds(enum envelope which, enum bid_part part);
/* Whether exactly the parts that are opened with that envelope have something (n > 0): keys, or
 * shares of them. MISSING_FIELD, BAD_FIELD. */
enum err bid_wants(struct ctx *c, const struct bid *b, enum envelope which,
    const struct bytes given[BID_PARTS]) CHECKED;
/* Takes the keys of a bid's envelope, those of all its parts at once; the caller adds evidence.
 * dir: the centre's folder, where the tender has custodians: the shares that the headers name must
 * be the keys'; NULL: it has none. BAD_KEY, BAD_SEAL, MISSING_FIELD, BAD_FIELD, DUPLICATE. */
enum err bid_take_keys(struct ctx *c, const char *dir, const struct bid *b, enum envelope which,
    const struct bytes keys[BID_PARTS]) CHECKED;

extern const struct route bid_routes[];

#endif
