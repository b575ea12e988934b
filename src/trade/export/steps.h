/* steps.h - what the entries of a trade mean, kind by kind. Private to this room. */
#ifndef HENG_TRADE_EXPORT_STEPS_H
#define HENG_TRADE_EXPORT_STEPS_H

#include "core/trust/statement.h"
#include "trade/export/course.h"

/* What an entry of some kind means: tender.c, bids.c, bills.c, changes.c, committee.c,
 * judging.c. */
typedef enum err course_fn(struct course *k);
/* The intake of another tender, which registered the project. */
course_fn course_origin;
course_fn course_renamed, course_party, course_project, course_created, course_taken_in,
    course_mandate, course_submitted;
course_fn course_returned, course_confirmed, course_published;
/* Whether the act's `signature` is over that statement, by its party's certificate; centre and
 * party are filled in. Unsigned acts hold in a practice centre only. */
enum err check_signed(struct course *k, struct statement *want) CHECKED;
course_fn course_bid, course_withdrawal, course_key, course_closed, course_opened;
course_fn course_rescue, course_share;
/* The bid of that party that stands; NULL: none. */
struct placed *course_standing(const struct course *k, const char *party);
/* That keys are taken now for that bid, and those of which envelope. bid may be NULL. */
enum err course_window(struct course *k, const struct placed *bid, enum envelope *which) CHECKED;
/* The act's member of that part, which is there exactly where it is wanted; else n = 0. */
enum err course_part(struct course *k, const struct placed *bid, enum envelope which,
    enum bid_part part, struct bytes *out) CHECKED;
/* The header of a part's container. */
enum err course_header(
    struct course *k, const struct placed *bid, enum bid_part part, struct seal_header *h) CHECKED;
/* Takes a part's key, which opens it. */
enum err course_use_key(
    struct course *k, struct placed *bid, enum bid_part part, struct bytes key) CHECKED;
course_fn course_first_opened, course_screened;
course_fn course_untold, course_objected, course_answered, course_changed, course_versioned;
course_fn course_opening_corrected, course_resumed, course_short;
course_fn course_ceiling, course_bill, course_reviewer_replaced;
/* Says how each bill of quantities that was opened departs from the lot's. */
void course_tell_bills(struct course *k);
/* How bids are judged as that document says, where it is one that says it: sets *rule. */
enum err course_rule(struct course *k, const char *document, const char **rule) CHECKED;
course_fn course_committee, course_disqualified, course_drawn, course_signed, course_evaluated;
course_fn course_recused, course_replaced, course_reviewed, course_scored, course_found,
    course_factor, course_competition, course_awaits;
/* Whether the coefficient must be drawn before prices are opened, and was not. */
bool course_awaits_factor(struct course *k);
course_fn course_declined, course_passed, course_reopened;
course_fn course_prequalifying, course_prequalified, course_application, course_application_gone,
    course_application_key, course_applications_opened, course_reviewers,
    course_reviewed_applications, course_qualified, course_unqualified;
/* That the files of result and letter are those that stand at the end. */
enum err course_end(struct course *k) CHECKED;
course_fn course_candidates, course_award, course_contract, course_reported, course_archived;
/* Whether a notice of that type is what an entry publishes: an enum notice_type, or A_CHANGE for a
 * clarification, amendment, correction or extension. */
#define A_CHANGE (-2)
bool course_publishes(int notice, const char *type);
/* Unsuccessful, by the state that the lot was in. */
enum err course_opened_few(struct course *k) CHECKED;
enum err course_evaluated_none(struct course *k) CHECKED;

#endif
