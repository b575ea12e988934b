#include "trade/agenda/duty.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/law/period.h"
#include "service/party/party.h"

const char *const duty_words[] = { NULL, "accept", "decide", "report", "report-overdue", "resume" };

/* When the law wants it done, counted from what asks for it; 0: it sets no time. */
static enum err due_of(struct ctx *c, struct agenda_item *i)
{
	static const char *const numbers[] = { [DUTY_ACCEPT] = "complaint.accept.max",
		[DUTY_DECIDE] = "complaint.decide.max",
		[DUTY_REPORT_OVERDUE] = "report.max",
		[DUTY_RESUME] = NULL };
	const struct law_case k = { i->kind, i->mandatory };
	const struct law_number *row;
	struct law_period counted;
	if (numbers[i->duty] == NULL)
		return OK;
	TRY(law_bound(c, numbers[i->duty], &k, i->since_ms, &row));
	if (row == NULL)
		return OK;
	TRY(law_period(c, &k, row, i->since_ms, &counted));
	i->due_ms = counted.ends_ms;
	return OK;
}

enum err duties_of(struct ctx *c, struct agenda_item **out, size_t *n)
{
	static enum err (*const lists[])(struct ctx *, const char *, struct agenda_item **,
	    size_t *) = { agenda_complaints, agenda_reports, agenda_held };
	struct agenda_item *all = arena_array(c->mem, struct agenda_item, 3 * LIMIT_LIST_ROWS),
	                   *part;
	const char *kinds;
	size_t found, kept = 0;
	*n = 0;
	if ((c->actor.roles & ROLE_SUPERVISOR) == 0)
		return OK;
	TRY(authority_kinds(c, W_SUPERVISOR, &kinds));
	for (size_t l = 0; l < sizeof(lists) / sizeof(*lists); l++) {
		TRY(lists[l](c, kinds, &part, &found));
		for (size_t i = 0; i < found; i++) {
			part[i].who = W_SUPERVISOR;
			TRY(due_of(c, &part[i]));
			/* a report is the principal's to file until it is late */
			if (part[i].duty != DUTY_REPORT_OVERDUE ||
			    (part[i].due_ms > 0 && part[i].due_ms <= c->now_ms))
				all[kept++] = part[i];
		}
	}
	*out = all;
	*n = kept;
	return OK;
}
