/* changes.c - the check of what changed a tender document after its publication. */
#include <string.h>

#include "core/base/moment.h"
#include "trade/export/course.h"

enum err course_untold(struct course *k)
{
	(void)k; /* an enquiry, a draft: the file holds their acts */
	return OK;
}

enum err course_objected(struct course *k)
{
	k->objections++;
	return OK;
}

enum err course_answered(struct course *k)
{
	if (k->objections == 0)
		return bad_entry(k, "no objection is open; an entry is missing");
	k->objections--;
	return OK;
}

enum err course_changed(struct course *k)
{
	struct ctx *s = &k->v->s;
	struct announcement *a = &k->announced;
	const char *document = json_get_text(k->notice, "document", NULL);
	int64_t was, now;
	if (k->e.party == NULL || strcmp(k->e.party, k->principal) != 0)
		return bad_entry(k, "another than the principal published the change");
	if (k->e.at_ms >= a->deadline_ms && k->objections == 0)
		return bad_entry(k, "the tender was changed after its deadline");
	if (moment_parse(s, "/", json_get_text(k->notice, "previousDeadline", ""), &was) != OK ||
	    moment_parse(s, "/", json_get_text(k->notice, "deadline", ""), &now) != OK)
		return bad_entry(k, "a change names the deadline before and after");
	if (was != a->deadline_ms || now < was)
		return bad_entry(
		    k, "the deadline was %s, and moves only later", moment_text(s, a->deadline_ms));
	if (document != NULL) {
		struct bytes got;
		TRY(course_document(k, document, &got));
		a->document = course_keep(k, document);
	}
	a->deadline_ms = now;
	said(k->v, "change: published, deadline %s", moment_text(s, now));
	return OK;
}

bool course_publishes(int notice, const char *type)
{
	if (notice != A_CHANGE)
		return strcmp(type, notice_words[notice]) == 0;
	for (int i = NOTICE_CLARIFICATION; i <= NOTICE_EXTENSION; i++)
		if (strcmp(type, notice_words[i]) == 0)
			return true;
	return false;
}
