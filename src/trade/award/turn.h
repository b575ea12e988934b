/* turn.h - whose turn it is to have the award. Private to this room. */
#ifndef HENG_TRADE_AWARD_TURN_H
#define HENG_TRADE_AWARD_TURN_H

#include "trade/award/award_db.h"

/* The result that the committee signed last, and when. NOT_FOUND. */
enum err signed_result(struct ctx *c, const char *lot, struct json **out, int64_t *at_ms) CHECKED;

/* Who is to have the award: the first candidate that was not passed over, or the chosen one. */
struct turn {
	const char *party, *name;
	struct money price;
	const char *next, *next_name; /* the first of the others; NULL: nobody */
	struct money next_price;
	struct passing *passed;
	size_t passed_count;
};
/* chosen: another than the first; NULL: none is. WRONG_STATE: every candidate was passed over.
 * BAD_FIELD at /choice: it is no candidate that is left. */
enum err whose_turn(
    struct ctx *c, const struct lot *l, const char *chosen, struct turn *out) CHECKED;

/* Those passed over, as notices tell it. */
struct json *passings_json(struct ctx *c, const struct passing *passed, size_t n);

/* What the candidates promised in their bids (10号令 第六条): quality, duration, who leads the works. */
enum err promises_of(
    struct ctx *c, const char *lot, const struct json *candidates, struct json **out) CHECKED;

/* An upheld objection to the result that nothing has followed yet; *id NULL: none. */
enum err result_owed(struct ctx *c, const struct lot *l, const char **id) CHECKED;
/* WRONG_STATE while there is one: it has a consequence before there is an award. */
enum err check_upheld(struct ctx *c, const struct lot *l) CHECKED;

#endif
