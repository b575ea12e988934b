/* course.c - releases of what comes before, between and after the steps of the standard: plan,
 * suspension, the end without another tender, performance of the contract. */
#include <string.h>

#include "trade/ocds/making.h"

/* Only what the plan says: the tender itself is not announced yet. */
const char *making_plan(struct making *m)
{
	struct ctx *c = m->c;
	const struct tender *t = m->k->tender;
	struct json *tender = making_tender(m), *planning = json_object(c), *s = json_object(c);
	const char *subject = json_get_text(m->body, "subject", NULL);
	const char *expected = json_get_text(m->body, "expected", NULL);
	json_put(m->release, "buyer", making_reference(m, t->principal, m->k->principal));
	making_add_party(m, t->principal, m->k->principal, "buyer");
	if (subject != NULL)
		json_put(tender, "mainProcurementCategory", json_text(c, subject));
	json_put(tender, "status", json_text(c, "planning"));
	json_put(tender, "title", json_text(c, m->n->title));
	if (expected != NULL)
		json_put(s, "dueDate", json_text(c, expected));
	json_put(s, "id", json_text(c, m->n->id));
	json_put(s, "title", json_text(c, "招标公告"));
	json_put(s, "type", json_text(c, "preProcurement"));
	json_put(planning, "milestones", making_one(c, s));
	json_put(planning, "rationale", json_text(c, json_get_text(m->body, "content", "")));
	json_put(m->release, "planning", planning);
	return "planning";
}

/* The standard has no status for it: an amendment says what happened and why. */
const char *making_stay(struct making *m)
{
	const char *what = "", *why = json_get_text(m->body, "why", "");
	for (int i = 0; notice_words[i] != NULL; i++)
		if (strcmp(notice_words[i], m->n->type) == 0)
			what = notice_zh[i];
	making_amend(
	    m, making_tender(m), arena_printf(m->c->mem, "%s（%s）：%s", what, m->n->title, why));
	return "tenderUpdate";
}

static struct json *milestone_of(struct making *m, const char *event)
{
	struct ctx *c = m->c;
	struct json *o = json_object(c), *all = json_object(c);
	bool accepted = strcmp(event, "accepted") == 0;
	json_put(o, "dateMet", json_text(c, json_get_text(m->body, "happened", m->date)));
	json_put(o, "description", json_text(c, json_get_text(m->body, "content", "")));
	json_put(o, "id", json_text(c, m->n->id));
	json_put(o, "status", json_text(c, "met"));
	json_put(o, "title", json_text(c, accepted ? "验收" : "进度"));
	json_put(o, "type", json_text(c, accepted ? "assessment" : "delivery"));
	json_put(all, "milestones", making_one(c, o));
	return all;
}

/* Progress and acceptance are milestones, a change is an amendment, an end an end. */
const char *making_perform(struct making *m)
{
	struct ctx *c = m->c;
	struct json *o = json_object(c);
	const char *event = json_get_text(m->body, "event", "");
	const char *supplier = json_get_text(m->body, "supplier", NULL), *tag = "implementation";
	if (supplier == NULL) /* of before it was said: the contract could not be told */
		return NULL;
	json_put(o, "awardID", json_text(c, making_bid_id(m, supplier)));
	json_put(o, "id", json_text(c, m->n->lot));
	if (strcmp(event, "terminated") == 0) {
		json_put(o, "status", json_text(c, "terminated"));
		tag = "contractTermination";
	} else if (strcmp(event, "changed") == 0) {
		making_put_money(m, o, "value", json_get(m->body, "amount"));
		tag = "contractAmendment";
	} else {
		json_put(o, "implementation", milestone_of(m, event));
	}
	if (strcmp(tag, "implementation") != 0)
		making_amend(m, o, json_get_text(m->body, "content", NULL));
	making_put_document(m, o, json_get_text(m->body, "document", NULL),
	    strcmp(event, "progress") == 0   ? "physicalProgressReport"
	    : strcmp(event, "accepted") == 0 ? "completionCertificate"
	                                     : "contractAnnexe");
	json_put(m->release, "contracts", making_one(c, o));
	return tag;
}
