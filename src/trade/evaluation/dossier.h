/* dossier.h - all that a result rests on, put together: for the committee as for heng verify.
 *
 * What members laid down is kept as the bodies of their acts (canonical JSON), so that who holds
 * the acts holds the result. What is found of a bid holds when more than half of the members say
 * so: none of them disqualifies, corrects or ends a trade alone.
 */
#ifndef HENG_TRADE_EVALUATION_DOSSIER_H
#define HENG_TRADE_EVALUATION_DOSSIER_H

#include "trade/evaluation/method.h"
#include "trade/opening/opening.h"

/* What one member gave to one bid: every criterion once, ten-thousandths of a point. */
struct given_score {
	const char *criterion, *reason;
	int64_t score;
};
struct sheet {
	const char *party;
	struct field_list scores; /* struct given_score */
};
extern const struct field sheet_fields[];

/* What one member found of one bid: every item of the rule once, a reason where it did not pass. */
struct reviewed_item {
	const char *item, *reason;
	bool passed;
};
struct review {
	const char *party;
	struct field_list items; /* struct reviewed_item */
};
extern const struct field review_sheet_fields[];

/* Slips of arithmetic corrected (12号令 第十九条) and deviations with their price
 * (12号令 第二十二条) that a member finds in one bid. With neither it finds none. */
struct finding {
	const char *party, *reason;
	const char *query;            /* the question by which the tenderer was heard on it */
	struct money corrected;       /* currency NULL: none */
	struct field_list deviations; /* struct eval_deviation */
};
extern const struct field finding_fields[];

/* That a member holds a bid to be disqualified, or, with `stands`, not. */
struct strike {
	const char *party, *reason;
	int ground; /* of strike_grounds; 0: none told */
	bool stands;
};
extern const struct field strike_fields[];

/* Whether a member holds that fewer valid bids than the law's least still compete (12号令
 * 第二十七条). */
struct competes {
	const char *reason;
	bool competitive;
};
extern const struct field competes_fields[];

enum sheet_kind { SHEET_REVIEW, SHEET_SCORES, SHEET_STRIKE, SHEET_FINDING, SHEET_COMPETES };
extern const char *const sheet_words[];
/* The last word of a member on a bid, as the body of its act. */
struct kept_sheet {
	size_t seat; /* of the member, from 0 */
	enum sheet_kind kind;
	const char *party, *body; /* party "": of all */
};

struct eval_seat {
	const char *unit, *recused; /* where the member works; why it recused itself, NULL: not */
};

struct dossier {
	const struct lot *lot;
	const char *rule; /* method_rule as canonical JSON; NULL: lowest price (see words.h) */
	const struct opened_bid *rows;
	const struct kept_sheet *sheets; /* by party, kind and seat: see sheets_sort */
	const struct eval_seat *seats;   /* member_count */
	size_t row_count, sheet_count, member_count;
	int64_t candidates_max, bidders_min; /* 0: no bound */
	const int64_t *factor;               /* drawn; NULL: not */
	const char *drawn;                   /* party; NULL: none */
};

/* Brings sheets into the order that a dossier wants. */
void sheets_sort(struct kept_sheet *list, size_t n);

/* The result as things stand. Errors of evaluate(), and of the bodies. *out is untouched on
 * failure. */
enum err dossier_judge(struct ctx *c, const struct dossier *d, struct eval_out *out) CHECKED;

/* The same of the first of two envelopes: rows are those of its opening. out->winner is somebody
 * who passed, NULL: nobody did; the result is a screening (opening/opening.h). */
enum err dossier_screen(struct ctx *c, const struct dossier *d, struct eval_out *out) CHECKED;

/* Why more than half of the members hold that party's bid to be disqualified (*why NULL: they do
 * not), and, where that is proposed and undecided, how many have not said (*open). */
enum err dossier_struck(struct ctx *c, const struct dossier *d, const char *party, const char **why,
    size_t *open) CHECKED;

/* Of a result, canonical JSON read again. */
/* The parties to be published as candidates, in order: a list of their bids' objects. */
struct json *result_candidates(struct ctx *c, const struct json *result);
/* How many bids have a rank: those beyond candidates.max are no candidates. */
size_t result_ranked(const struct json *result);
/* The price that a party's bid was judged by, corrected where it was. BAD_AMOUNT when none. */
enum err result_price(struct ctx *c, const struct json *result, const char *party,
    const char *currency, struct money *out) CHECKED;

#endif
