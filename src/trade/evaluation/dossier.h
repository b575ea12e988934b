/* dossier.h - all that a result rests on, put together: for the committee as for heng verify.
 *
 * What members did is kept as the bodies of their acts (canonical JSON), so that whoever holds the
 * acts holds the result.
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

/* What the committee found in one bid: slips of arithmetic corrected (12号令 第十九条), deviations
 * with their price (12号令 第二十二条). The last finding about a bid counts. */
struct finding {
	const char *party, *reason;
	struct money corrected;       /* currency NULL: none */
	struct field_list deviations; /* struct eval_deviation */
};
extern const struct field finding_fields[];

struct disqualified {
	const char *party, *reason;
};
struct kept_sheet {
	size_t seat; /* of the member, from 0 */
	const char *party, *body;
};
struct kept_finding {
	const char *party, *body;
};
/* Whether fewer valid bids than the law's least still compete (12号令 第二十七条). */
enum competition { COMPETITION_OPEN, COMPETITION_IS, COMPETITION_LACKS };

struct dossier {
	const struct lot *lot;
	const char *rule; /* method_rule as canonical JSON; NULL: lowest price, a tie is drawn */
	const struct opened_bid *rows;
	const struct disqualified *struck;
	const struct kept_sheet *sheets;
	const struct kept_finding *findings;
	size_t row_count, struck_count, sheet_count, finding_count, member_count;
	int64_t candidates_max, bidders_min; /* 0: no bound */
	const int64_t *factor;               /* drawn; NULL: not */
	const char *drawn;                   /* party; NULL: none */
	enum competition competition;
};

/* The result as things stand. Errors of evaluate(), and of the bodies. *out is untouched on
 * failure. */
enum err dossier_judge(struct ctx *c, const struct dossier *d, struct eval_out *out) CHECKED;

/* The same of the first of two envelopes: rows are those of its opening. out->winner is somebody
 * who passed, NULL: nobody did; the result is a screening (opening/opening.h). */
enum err dossier_screen(struct ctx *c, const struct dossier *d, struct eval_out *out) CHECKED;

/* Of a result, canonical JSON read again. */
/* The parties to be published as candidates, in order: a list of their bids' objects. */
struct json *result_candidates(struct ctx *c, const struct json *result);
/* The price that a party's bid was judged by, corrected where it was. BAD_AMOUNT when none. */
enum err result_price(struct ctx *c, const struct json *result, const char *party,
    const char *currency, struct money *out) CHECKED;

#endif
