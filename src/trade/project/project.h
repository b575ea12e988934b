/* project.h - project, tender and lot: what is bought, under which law, by whom. */
#ifndef HENG_TRADE_PROJECT_PROJECT_H
#define HENG_TRADE_PROJECT_PROJECT_H

#include "core/base/money.h"
#include "core/http/route.h"
#include "core/law/law.h"
#include "trade/procedure/procedure.h"

enum qualification { QUALIFIED_BEFORE, QUALIFIED_AFTER };  /* 资格预审, 资格后审 */
enum tender_method { METHOD_OPEN, METHOD_INVITED };        /* 公开招标, 邀请招标 */
enum organisation { ORGANISED_SELF, ORGANISED_BY_AGENCY }; /* 自行招标, 委托招标 */
enum funding { FUNDING_STATE, FUNDING_COLLECTIVE, FUNDING_PRIVATE, FUNDING_FOREIGN };
/* What is bought: 施工、货物、服务 (《必须招标的工程项目规定》第五条). */
enum subject { SUBJECT_WORKS, SUBJECT_GOODS, SUBJECT_SERVICES };
extern const char *const subject_words[];
extern const char *const qualification_words[], *const method_words[], *const organisation_words[],
                                                                           *const funding_words[];

struct tender {
	const char *id, *project, *kind, *title;
	const char *principal, *agency; /* parties; agency NULL: none mandated */
	bool mandatory;                 /* 依法必须招标 */
	bool state_controlled;          /* 国有资金占控股或者主导地位 */
	int funding;                    /* enum funding */
	enum subject subject;
	enum qualification qualification;
	enum tender_method method;
	enum organisation organisation;
	enum tender_state state;
	const char *announcement; /* text; NULL until submitted */
	const char *document;     /* digest of the tender document, hex */
	const char *rule; /* how bids are judged, canonical JSON (evaluation/rule.h); NULL: lowest
	                     price, a tie is drawn where it may be */
	const char *custody;    /* who keeps the keys of its bids, too: canonical JSON
	                           (custody/custody.h); NULL: nobody */
	const char *contents;   /* what its announcement says, canonical JSON; NULL: nothing more */
	int64_t deadline_ms;    /* bids at or after it are late */
	int64_t offer_ends_ms;  /* the document is handed out until then; 0: as long as bids come */
	int64_t window_minutes; /* for handing in keys after the deadline */
	int64_t decrypted_min;  /* fewer decrypted bids end the trade; 0: they do not */
	bool documents_part;    /* a bid needs a sealed documents part beside its form */
	bool two_envelopes;     /* that part is the first envelope, the form the second */
	int64_t published_ms;   /* 0: not yet */
	int64_t medium_ms;      /* when a designated medium did; 0: none has said so */
	const char *retender_of; /* the tender that this one repeats; NULL: none */
	int32_t region;          /* 行政区划 of its project; 0: not told */
};

/* Why a lot was unsuccessful: fewer than the least number bid, were opened or passed the
 * prequalification; or the committee rejected all. */
enum lot_failure { FAILED_NOT, FAILED_FEW, FAILED_REJECTED };
extern const char *const lot_failure_words[];

struct lot {
	const char *id, *tender, *title, *trade_code;
	int64_t number;
	const char *currency;
	int64_t ceiling_minor, floor_minor;     /* -1: none */
	int64_t first_ceiling_minor;            /* with which it was created */
	int64_t estimate_minor, security_minor; /* 估算价, 投标保证金; -1: none told */
	const char *bill; /* 工程量清单, digest of the document; NULL: none */
	enum lot_state state;
	enum lot_failure failure;
	int64_t opening_ends_ms, publicity_ends_ms; /* 0: not yet */
	int64_t held_ms; /* held by stays without a break since then; 0: not held */
};

/* Both NOT_FOUND. */
enum err tender_get(struct ctx *c, const char *id, struct tender *out) CHECKED;
enum err lot_get(struct ctx *c, const char *id, struct lot *out, struct tender *tender) CHECKED;
/* The lots of a tender by number, at most LIMIT_LOTS. */
enum err lots_of(struct ctx *c, const char *tender, struct lot **out, size_t *n) CHECKED;
/* The row by which public money must be tendered (《必须招标的工程项目规定》第五条); NULL: none binds. */
enum err tender_must(struct ctx *c, const struct tender *t, const struct law_number **out) CHECKED;
/* 必须招标: the value reached by its lots together with what else of the project could be tendered
 * with them (《招标投标法》第三条、第四条); they cannot be cut small. Its lots are stored. LAW_BOUND
 * at /mandatory where it says it need not be tendered. */
enum err tender_mandatory_holds(struct ctx *c, const struct tender *t) CHECKED;
/* A designated medium published the announcement then. */
enum err tender_set_medium(struct ctx *c, const char *tender, int64_t medium_ms) CHECKED;
/* Whether bids have the law's least time for a deadline, counted from the publication here and,
 * where a designated medium was later, from its day (10号令 第八条). LAW_BOUND at /deadline, or
 * warnings. */
enum err tender_period_holds(
    struct ctx *c, const struct tender *t, int64_t deadline_ms, struct json *warnings) CHECKED;

/* Moves a tender by the procedure, with the other members of *t as they stand now, and adds the
 * rule's evidence. WRONG_STATE, DENIED; STALE when it moved since it was read. */
enum err tender_step(struct ctx *c, struct tender *t, enum tender_event event) CHECKED;
enum err lot_step(struct ctx *c, struct lot *l, enum lot_event event) CHECKED;
/* The same without evidence: the tender's publication moves its lots. */
enum err lot_step_silent(struct ctx *c, struct lot *l, enum lot_event event) CHECKED;
/* Within the act that cancels a lot, whose evidence and notice tell it: where that was the last one
 * to wait for its announcement the tender ends, and its clock stops. */
enum err tender_end(struct ctx *c, struct tender *t) CHECKED;

/* Takes out what only its own side and supervision may see: between a prequalification and the
 * tender's publication its document and dates are a draft. */
void tender_hide(struct ctx *c, struct tender *t);
/* BAD_FIELD at /deadline: not after now, or more than a year ahead. */
enum err tender_check_deadline(struct ctx *c, int64_t deadline_ms) CHECKED;

/* Sets the ceiling that holds from now on; no evidence of its own. */
enum err lot_state_ceiling(struct ctx *c, const char *lot, int64_t minor) CHECKED;
/* The same of the bill of quantities that bids must price. */
enum err lot_state_bill(struct ctx *c, const char *lot, const char *digest) CHECKED;

/* Invites that party, or lets it bid after a prequalification. DUPLICATE; NOT_FOUND is a missing
 * party. */
enum err tender_admit(struct ctx *c, const char *tender, const char *party) CHECKED;
/* The events that its table has and its qualification no room for, as bits: one that is qualified
 * for before is prequalified once, and then announced to who passed (settled). */
uint32_t tender_barred(enum qualification q, bool settled);
enum err tender_admits_any(struct ctx *c, const char *tender, bool *out) CHECKED;
/* Whether that party may bid: everybody where the tender is open and qualifies afterwards, else who
 * was invited or passed the prequalification. */
enum err tender_admits(struct ctx *c, const struct tender *t, const char *party, bool *out) CHECKED;
/* A project as canonical JSON: code, id, name, principal. Its digest "project" stands in the entry
 * of an intake that registered it, and binds the id to the act. NOT_FOUND. */
enum err project_describe(struct ctx *c, const char *id, const char **out) CHECKED;
/* Its tenders made in the first millisecond that one was: where an intake registered it, that
 * intake made one of them. At most LIMIT_LIST_ROWS. */
enum err project_first(
    struct ctx *c, const char *id, const char *const **tenders, size_t *n) CHECKED;
/* What the law is asked with. */
struct law_case tender_case(const struct tender *t);
/* Allocates the 统一交易标识码 of a lot. */
enum err lot_number(struct ctx *c, const struct tender *t, struct lot *l) CHECKED;

/* Relations of the caller to the tender or lot named first in the path. */
relation_fn of_tender, of_lot;
enum err tender_relations(struct ctx *c, const struct tender *t, uint32_t *who) CHECKED;

/* As JSON, for the public once published. */
struct json *tender_json(struct ctx *c, const struct tender *t);
struct json *lot_json(struct ctx *c, const struct lot *l);
struct json *money_json(struct ctx *c, int64_t minor, const char *currency);

/* What a tender was created with, lot by lot, as canonical JSON: id, number, title, currency and
 * price limits. Its digest "lots" stands in the entry of the creation and binds the ids to the
 * act. Pure. */
const char *lots_describe(struct ctx *c, const struct lot *lots, size_t n);

extern const struct route project_routes[];

#endif
