/* made.h - how projects and tenders come to be: what is asked for them. */
#ifndef HENG_TRADE_PROJECT_MADE_H
#define HENG_TRADE_PROJECT_MADE_H

#include "trade/project/project.h"

struct project_in {
	const char *code, *name, *region;
};
extern const struct field project_fields[];
struct tender_in {
	const char *project, *kind, *title, *retenderOf;
	bool mandatory, stateControlled;
	int funding, qualification, method, organisation, subject;
	struct field_list lots, invited;
	const char *invitedWhy;
};
extern const struct field tender_fields[];

/* W_PRINCIPAL for whoever procures. */
relation_fn of_procuring;
/* Registers an investment project of the caller's; pointers begin with `at`. No evidence of its
 * own. DUPLICATE, BAD_FIELD. */
enum err project_new(
    struct ctx *c, const char *at, const struct project_in *in, const char **id) CHECKED;
/* Creates a tender of that project (id; NULL: MISSING_FIELD) with its lots, as a draft, and puts
 * "lots", their ids, and "warnings" into told. Adds the digest "lots", and no evidence of its
 * own. */
enum err tender_new(struct ctx *c, const struct tender_in *in, const char *project,
    struct tender *out, struct json *told) CHECKED;

#endif
