/* opening.h - from the deadline to the opening record.
 *
 * At the deadline the clock closes bidding and the window for keys begins. Nothing is decrypted or
 * shown before it ends for all (《电子招标投标办法》第三十条). Then every bid whose key came is opened;
 * one whose key did not come, or whose content cannot be read, through the tenderer's own doing is
 * revoked (撤销); one taken back before the deadline was withdrawn (撤回) (第三十一条).
 */
#ifndef HENG_TRADE_OPENING_OPENING_H
#define HENG_TRADE_OPENING_OPENING_H

#include "trade/bid/bid.h"

/* UNOPENED: the second envelope of one that did not pass the first. */
enum opened_state { OPENED, REVOKED, WITHDRAWN, UNOPENED };
extern const char *const opened_words[], *const opened_zh[];

struct opened_bid {
	const char *party, *name;
	enum opened_state state;
	const char *why; /* of a revoked one: "no key", "unreadable"; of an unopened one: "first" */
	const char *digest; /* of the form's container */
	struct bid_form form;
};
struct opening {
	size_t n;
	struct opened_bid *bids; /* in order of arrival, withdrawn ones last */
	const char *record, *digest;
	int64_t opened_ms;
};

/* Why a revoked one could not be opened, in the words of record and evaluation; NULL: it was. */
const char *unopened_zh(const struct opened_bid *b);
/* What a key makes of a container: its form, or why not. Pure; heng verify uses it too. */
enum err bid_open(struct ctx *c, const struct bytes container, const uint8_t key[SEAL_KEY_BYTES],
    struct opened_bid *out) CHECKED;
/* The record as canonical JSON. Pure. */
const char *opening_record(struct ctx *c, const char *lot, const struct opened_bid *bids, size_t n);
/* And back. */
enum err opening_parse(struct ctx *c, const char *record, struct opening *out) CHECKED;

/* What the committee found of the first envelopes: who passed, and why the others did not. */
struct screening {
	const char *result, *digest; /* canonical JSON, SHA-256 in hex */
	const char **passed;         /* parties */
	size_t n;
};
/* The result; why[i] is that of bids[i], NULL: it passed. Withdrawn ones are left out, and one that
 * is not opened has not passed. Pure. */
void screening_make(
    struct ctx *c, const struct opening *o, const char *const *why, struct screening *out);
enum err screening_parse(struct ctx *c, const char *result, struct screening *out) CHECKED;
bool screening_passed(const struct screening *s, const char *party);
/* NOT_FOUND before it was signed. */
enum err screening_get(struct ctx *c, const char *lot, struct screening *out) CHECKED;
/* Keeps it, and lets the window for the second envelopes begin. */
enum err screening_end(
    struct ctx *c, struct lot *l, const struct tender *t, const struct screening *s) CHECKED;

/* NOT_FOUND before the opening. */
enum err opening_get(struct ctx *c, const char *lot, struct opening *out) CHECKED;

/* Whether the window for keys is open now for that party's bid, and of which envelope.
 * WINDOW_CLOSED, WRONG_STATE. */
enum err opening_takes(struct ctx *c, const struct lot *l, const struct tender *t,
    const char *party, enum envelope *which) CHECKED;

/* Timers "lot.close" and "lot.open". */
enum err opening_close_due(struct ctx *c, const char *lot) CHECKED;
enum err opening_open_due(struct ctx *c, const char *lot) CHECKED;

extern const struct route opening_routes[], cited_routes[];

#endif
