/* prequalification.h - who may bid is settled before bids are made (资格预审).
 *
 * The principal publishes the prequalification's announcement with its document. Applications come
 * sealed, as bids do, and are opened together when the window for keys has ended. A committee looks
 * at each; one that more than half of the members hold to fail does not pass. Where the
 * announcement limits how many do (有限数量制), members also give points to who meets the conditions:
 * so many pass who have the best mean, and whoever has the same as the last of these.
 * Those who passed are the only ones who may bid (《招标投标法实施条例》第十五条至第十九条). Who
 * applied and who passed is told to nobody else before the opening of bids (《招标投标法》
 * 第二十二条).
 */
#ifndef HENG_TRADE_PREQUALIFICATION_PREQUALIFICATION_H
#define HENG_TRADE_PREQUALIFICATION_PREQUALIFICATION_H

#include "core/trust/seal.h"
#include "trade/bid/bid.h"
#include "trade/evaluation/evaluation.h"

/* The sealed container of an application: its header's lot is the tender, its part this. */
#define APPLICATION_PART SEAL_PART_DOCUMENTS

/* The plaintext of an application (资格预审申请文件). */
struct application_form {
	const char *statement;        /* how each condition is met */
	struct field_list consortium; /* struct consortium_member */
};
extern const struct field application_form_fields[];

struct application {
	const char *party, *name, *digest;
	int64_t place;
	uint8_t commitment[SHA256_BYTES];
	struct bytes key; /* n = 0: not handed in */
	/* as opened; why NULL: it was, otherwise "no key" or "unreadable" */
	const char *why;
	struct application_form form;
};

/* Opens it with its key, where one came. Pure but for the container. */
void application_open(struct ctx *c, struct bytes container, struct application *a);
/* How many were opened. */
size_t applications_opened(const struct application *list, size_t n);
/* The record of the opening, canonical JSON, and back. Pure. */
const char *applications_record(
    struct ctx *c, const char *tender, const struct application *list, size_t n);
enum err applications_parse(
    struct ctx *c, const char *record, struct application **out, size_t *n) CHECKED;

/* One member's word on every opened application; BAD_FIELD where one is missing or twice there, and
 * MISSING_FIELD where it is refused without a reason. Points are wanted for who passes where at
 * most so many do, and nowhere else (0: everybody who meets the conditions). Pure. */
struct applications {
	const struct application *list; /* as opened */
	size_t n;
	int64_t most; /* how many pass at most; 0: everybody who meets the conditions (合格制) */
};
struct review_in {
	struct field_list results;
};
extern const struct field review_fields[];
enum err review_check(
    struct ctx *c, const struct review_in *in, const struct applications *of) CHECKED;

/* What all reviews together make: canonical JSON with the reasons, and who passed. Pure. */
struct qualified {
	const char *result, *digest; /* SHA-256 in hex */
	const char **passed;         /* parties */
	size_t n;
};
void qualified_make(struct ctx *c, const struct applications *of, const struct review_in *reviews,
    size_t members, struct qualified *out);

/* Timer "tender.open". */
enum err prequalification_open_due(struct ctx *c, const char *tender) CHECKED;

/* of_tender, and the members of its reviewing committee. */
relation_fn of_reviewers;

extern const struct route prequalification_routes[], application_routes[];

#endif
