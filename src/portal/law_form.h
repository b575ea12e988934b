/* law_form.h - the two forms of the page /law: the dates of a plan, and whether something may be
 * done. What was typed stays, and what is wrong with it is said at its field and on top. */
#ifndef HENG_PORTAL_LAW_FORM_H
#define HENG_PORTAL_LAW_FORM_H

#include "core/law/law.h"
#include "portal/page.h"

struct law_form {
	struct req *r;
	struct buf *b;
	const char *id; /* before the name of each field: "plan-" */
	enum err e;     /* what is wrong with what was typed; OK: nothing */
};

/* Whether the failure is about something typed; otherwise it is one of the whole page. */
bool law_form_wrong(struct req *r, enum err e);
/* What is wrong, with a link to the field. */
void law_form_fault(struct law_form *f);

struct law_input {
	const char *name, *type;
	const char *label, *hint; /* hint: or NULL */
	const char *fallback;     /* where nothing was asked yet; or NULL */
};
void law_form_input(struct law_form *f, const struct law_input *in);
/* The kind of trade, and whether it must be tendered. */
void law_form_case(struct law_form *f);

/* "May I": asks for a row and what is planned, and says whether the row allows it and how that was
 * found. *status is that of the reply. NOT_FOUND. */
enum err law_form_why(struct req *r, struct buf *b, int *status) CHECKED;

#endif
