/* bid.h - bids: sealed by the tenderer, kept as ciphertext, told to nobody before the opening.
 *
 * A bid is a sealed form (开标一览表) and, where the tender wants it, a sealed documents part. It may
 * be replaced and withdrawn before the deadline. Late, unsealed and incomplete ones are refused.
 */
#ifndef HENG_TRADE_BID_BID_H
#define HENG_TRADE_BID_BID_H

#include "core/trust/seal.h"
#include "trade/project/project.h"

enum bid_state { BID_SUBMITTED, BID_REPLACED, BID_WITHDRAWN };

struct bid {
	const char *lot, *party, *party_name;
	int64_t place; /* of its entry in the log: the order of arrival */
	enum bid_state state;
	int64_t submitted_ms;
	const char *form_digest;
	uint8_t form_commitment[SHA256_BYTES];
	const char *documents; /* digest of the uploaded container; NULL: none */
	uint8_t documents_commitment[SHA256_BYTES];
	struct bytes form_key, documents_key; /* n = 0: not handed in */
};

/* A member of a consortium (联合体) beside its leader, who bids. */
struct consortium_member {
	const char *name, *code; /* 统一社会信用代码, as told; NULL: not told */
};
extern const struct field consortium_fields[];
/* The plaintext of a form: 开标一览表. */
struct bid_form {
	struct money price; /* currency NULL: took part without a price */
	int64_t duration_days;
	const char *quality, *leader, *certificate, *security;
	struct field_list consortium; /* struct consortium_member */
};
extern const struct field bid_form_fields[];
/* BAD_JSON, or what field_parse says of these fields. */
enum err bid_form_read(struct ctx *c, struct bytes text, struct bid_form *out) CHECKED;

/* Bids of a lot that stand at the deadline, in order of arrival, with keys where handed in. */
enum err bids_standing(struct ctx *c, const char *lot, struct bid **out, size_t *n) CHECKED;
/* The last bids of those who withdrew before the deadline and did not come again. */
enum err bids_withdrawn(struct ctx *c, const char *lot, struct bid **out, size_t *n) CHECKED;
/* When the party's last bid was withdrawn; 0: it was not. */
enum err bid_withdrawn_ms(struct ctx *c, const char *lot, const char *party, int64_t *out) CHECKED;
enum err bids_count(struct ctx *c, const char *lot, int64_t *out) CHECKED;

/* The sealed form of a bid, out of the act that placed it. */
enum err bid_container(struct ctx *c, const struct bid *b, struct bytes *out) CHECKED;

/* Hands in keys of the caller's own bid: of both parts at once, or first of the documents part
 * (form_key.n = 0) and later of the form (documents_key.n = 0). BAD_KEY, NOT_FOUND, DUPLICATE. */
enum envelope { ENVELOPE_ONLY, ENVELOPE_FIRST, ENVELOPE_SECOND };
struct bid_keys {
	struct bytes form, documents;
};
enum err bid_hand_in(
    struct ctx *c, const struct lot *l, enum envelope which, const struct bid_keys *keys) CHECKED;

extern const struct route bid_routes[];

#endif
