/* prequalification_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_PREQUALIFICATION_PREQUALIFICATION_DB_H
#define HENG_TRADE_PREQUALIFICATION_PREQUALIFICATION_DB_H

#include "trade/prequalification/prequalification.h"

struct prequalification {
	const char *tender, *text, *document; /* document: digest, hex; NULL: none */
	int64_t offer_ends_ms, deadline_ms, window_minutes,
	    most; /* most: 0: all who qualify pass */
};
/* Takes the place of what was written before. */
enum err prequalification_put(struct ctx *c, const struct prequalification *p) CHECKED;
/* NOT_FOUND. */
enum err prequalification_get(
    struct ctx *c, const char *tender, struct prequalification *out) CHECKED;

enum err application_insert(struct ctx *c, const char *tender, const struct application *a) CHECKED;
/* Whether the caller's party has placed that one before, whatever became of it. */
enum err application_was_placed(
    struct ctx *c, const char *tender, const char *digest, bool *out) CHECKED;
enum err application_end(
    struct ctx *c, const char *tender, enum bid_state state, bool *had) CHECKED;
/* The caller's. NOT_FOUND. */
enum err application_current(struct ctx *c, const char *tender, struct application *out) CHECKED;
enum err application_key_put(struct ctx *c, const char *tender, struct bytes key) CHECKED;
/* Those that stand, in the order of their arrival, as yet unopened. */
enum err applications_standing(
    struct ctx *c, const char *tender, struct application **out, size_t *n) CHECKED;
/* NULL as result: reviews are not over. NOT_FOUND before the opening. */
enum err applications_insert(struct ctx *c, const char *tender, const char *record) CHECKED;
enum err applications_get(
    struct ctx *c, const char *tender, const char **record, const char **result) CHECKED;
enum err applications_end(struct ctx *c, const char *tender, const char *result) CHECKED;

enum err reviewer_insert(
    struct ctx *c, const char *tender, const struct member *m, int64_t seat) CHECKED;
/* Whoever had the seat has it no more, and what it found counts no more. */
enum err reviewer_drop(struct ctx *c, const char *tender, int64_t seat) CHECKED;
enum err reviewer_is(struct ctx *c, const char *tender, const char *person, bool *out) CHECKED;
/* By seat: person, name, unit, expert. */
enum err reviewers_of(struct ctx *c, const char *tender, struct member **out, size_t *n) CHECKED;
/* Where the caller works. NOT_FOUND. */
enum err reviewer_unit(struct ctx *c, const char *tender, const char **unit) CHECKED;
/* The caller's, once. DUPLICATE. */
enum err review_put(struct ctx *c, const char *tender, const char *body) CHECKED;
/* Whether the caller has. */
enum err reviewer_said(struct ctx *c, const char *tender, bool *out) CHECKED;
/* By seat; NULL where a member has not reviewed. */
enum err reviews_of(struct ctx *c, const char *tender, const char ***out, size_t *n) CHECKED;

#endif
