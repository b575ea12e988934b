/* procedure.h - the course of a trade, on one screen: what may follow what, who may do it, and the
 * evidence it leaves, and the article behind it; test/golden/tender.rules says the same a second
 * time, by hand.
 */
#ifndef HENG_TRADE_PROCEDURE_PROCEDURE_H
#define HENG_TRADE_PROCEDURE_PROCEDURE_H

#include "core/base/ctx.h"

/* A tender (招标项目), until it is published; then each lot goes its own way. */
enum tender_state {
	TS_DRAFT,
	TS_SUBMITTED,
	TS_CONFIRMED,
	TS_PUBLISHED,
	TS_APPLYING,    /* 资格预审: applications are taken, then their keys */
	TS_REVIEWING,   /* they are open, the reviewing committee looks at them */
	TS_UNQUALIFIED, /* too few passed */
	TS_CANCELLED,   /* every lot was, before there was an announcement */
	TS_STATES
};
enum tender_event {
	TE_SUBMIT,
	TE_TAKE_IN, /* created and submitted at once, by one form */
	TE_RETURN,
	TE_CONFIRM,
	TE_PUBLISH,
	TE_ENQUIRE,          /* from here on until the deadline: a question about the document */
	TE_DRAFT_CHANGE,     /* a clarification, amendment, correction or extension */
	TE_CHANGE,           /* its publication */
	TE_DRAFT_PREQUALIFY, /* the prequalification's announcement is written */
	TE_PREQUALIFY,       /* its publication */
	TE_OPEN,             /* end of the window, applications decrypted */
	TE_OPEN_FEW,         /* end of the window, too few of them */
	TE_QUALIFY,          /* last review, enough passed */
	TE_QUALIFY_FEW,      /* last review, too few passed */
	TE_END,              /* its last lot is cancelled */
	TE_EVENTS
};

/* A lot (标段). */
enum lot_state {
	LS_DRAFT,
	LS_BIDDING,
	LS_OPENING,   /* deadline passed; keys are handed in, of two envelopes those of the first */
	LS_SCREENING, /* the first envelope is open, the committee looks at it */
	LS_PRICING,   /* keys of the second envelope are handed in by those who passed the first */
	LS_EVALUATING, /* opened */
	LS_EVALUATED,  /* report signed by the whole committee */
	LS_PUBLICITY,  /* candidates in publicity */
	LS_AWARDED,
	LS_CONTRACTED,
	LS_ARCHIVED,
	LS_UNSUCCESSFUL, /* 流标 */
	LS_CANCELLED,    /* 终止 */
	LS_STATES
};
enum lot_event {
	LE_PUBLISH,
	LE_UNQUALIFY,     /* too few passed the prequalification */
	LE_STATE_BILL,    /* its bill of quantities is stated, or changed */
	LE_STATE_CEILING, /* its highest price is published */
	LE_CLOSE,         /* deadline, enough bids */
	LE_CLOSE_FEW,     /* deadline, too few bids */
	LE_OPEN,          /* end of the window, bids decrypted */
	LE_OPEN_FEW,      /* end of the window, too few decrypted */
	LE_OPEN_FIRST,    /* end of the window, first envelopes decrypted */
	LE_SCREEN,        /* last signature under the first envelope's result, somebody passed */
	LE_SCREEN_NONE,   /* last signature, nobody passed */
	LE_EVALUATE,      /* last signature, there is a candidate */
	LE_EVALUATE_NONE, /* last signature, no valid bid */
	LE_SHOW,          /* candidates published */
	LE_DECLINE,       /* a candidate gives the award up */
	LE_PASS,          /* a candidate that cannot have the award is passed over */
	LE_REOPEN,        /* an objection to the result was upheld */
	LE_AWARD,
	LE_CONTRACT,
	LE_PERFORM, /* how the contract is carried out is published */
	LE_ARCHIVE,
	LE_CANCEL,
	LE_UNTENDER, /* a second failure: it is not tendered again */
	LE_EVENTS
};

struct rule {
	int from, event, to;
	uint32_t who; /* enum who */
	const char *evidence;
	const char *article; /* 法条 / article: what refusals of this step name */
};
extern const struct rule tender_rules[], lot_rules[]; /* end with evidence NULL */
extern const char *const tender_state_words[], *const tender_event_words[];
extern const char *const lot_state_words[], *const lot_event_words[];
extern const char *const lot_state_zh[];

/* The rule for that state and event, by c->relations. WRONG_STATE, DENIED, both naming the
 * article. */
enum err rule_find(
    struct ctx *c, const struct rule *rules, int from, int event, const struct rule **out) CHECKED;

/* The events that c->relations may bring about in that state, as words: what buttons a page has.
 * barred: events (1 << event) that it has no room for, though the table does. */
struct json *rules_may(struct ctx *c, const struct rule *rules, int from, uint32_t barred);

/* WRONG_STATE for that event in that state, naming the states in which it is possible and the
 * article of the first of them. */
enum err rule_refuse(struct ctx *c, const struct rule *rules, int from, int event) CHECKED;

#endif
