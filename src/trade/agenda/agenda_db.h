/* agenda_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_AGENDA_AGENDA_DB_H
#define HENG_TRADE_AGENDA_AGENDA_DB_H

#include "core/base/ctx.h"

/* What the law gives somebody a time for. Of supervision: to accept a complaint or not, to decide
 * it, to look at a report that came, to ask for one that did not, to end what it holds up. */
enum duty {
	DUTY_NONE,
	DUTY_ACCEPT,
	DUTY_DECIDE,
	DUTY_REPORT,
	DUTY_REPORT_OVERDUE,
	DUTY_RESUME,
	/* of the procuring side: to answer objections, to publish the contract, to file the report
	 */
	DUTY_ANSWER_DOCUMENT,
	DUTY_ANSWER_OPENING,
	DUTY_ANSWER_RESULT,
	DUTY_CONTRACT,
	DUTY_FILE,
	/* of a custodian: to release its share for who asks for rescue */
	DUTY_RELEASE
};
/* A tender (lot NULL: before its lots go their own ways) or a lot, and the caller's part in it. */
struct agenda_item {
	const char *tender, *lot, *title;
	const char *kind; /* not of tenders */
	int state;        /* enum tender_state, or enum lot_state of a lot */
	uint32_t who;
	int64_t deadline_ms, opening_ends_ms, publicity_ends_ms; /* 0: none */
	/* of duties only: when it began to be one, and until when the law wants it done (0: no time) */
	enum duty duty;
	bool mandatory;
	bool no_committee; /* of the own side's lots: nobody judges yet */
	bool key_in;       /* of the own bids, at the opening: its key was handed in */
	uint32_t barred;   /* of tenders: as tender_barred has it */
	int64_t since_ms, due_ms;
};
/* At most LIMIT_LIST_ROWS each, the newest first. */
enum err agenda_tenders(struct ctx *c, struct agenda_item **out, size_t *n) CHECKED;
/* Of the caller's side: its lots; awards that no report followed; of the principal's, objections
 * that wait for their answer. */
enum err agenda_lots(struct ctx *c, struct agenda_item **out, size_t *n) CHECKED;
enum err agenda_unfiled(struct ctx *c, struct agenda_item **out, size_t *n) CHECKED;
enum err agenda_objections(struct ctx *c, struct agenda_item **out, size_t *n) CHECKED;
enum err agenda_committees(struct ctx *c, struct agenda_item **out, size_t *n) CHECKED;
enum err agenda_bids(struct ctx *c, struct agenda_item **out, size_t *n) CHECKED;
/* Those whose bids' keys the caller keeps a share of, until they are opened; a duty where somebody
 * asks for rescue and its share is not there. */
enum err agenda_custody(struct ctx *c, struct agenda_item **out, size_t *n) CHECKED;
/* Prequalifications: those that the caller's party has applied to, until their keys are in or the
 * window for them is over; those whose applications the caller has yet to review. */
enum err agenda_applications(struct ctx *c, struct agenda_item **out, size_t *n) CHECKED;
enum err agenda_reviews(struct ctx *c, struct agenda_item **out, size_t *n) CHECKED;
/* Of everybody, of those kinds (",a,b,"): lots at their opening and behind it. who: 0. */
enum err agenda_watched(
    struct ctx *c, const char *kinds, struct agenda_item **out, size_t *n) CHECKED;
/* Of those kinds: complaints that wait, reports that came, trades held up. */
enum err agenda_complaints(
    struct ctx *c, const char *kinds, struct agenda_item **out, size_t *n) CHECKED;
enum err agenda_reports(
    struct ctx *c, const char *kinds, struct agenda_item **out, size_t *n) CHECKED;
/* Awards without a report, the oldest first: of the kinds that owe one where they must be tendered,
 * and where they need not; behind that award. */
struct unreported {
	const char *mandatory, *voluntary; /* ",a,b," */
	int64_t after_ms;
	const char *after_lot; /* "": from the first on */
};
enum err agenda_unreported(
    struct ctx *c, const struct unreported *q, struct agenda_item **out, size_t *n) CHECKED;
enum err agenda_held(struct ctx *c, const char *kinds, struct agenda_item **out, size_t *n) CHECKED;

#endif
