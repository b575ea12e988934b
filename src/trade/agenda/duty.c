#include "trade/agenda/duty.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/law/period.h"
#include "service/party/party.h"

const char *const duty_words[] = { NULL, "accept", "decide", "report", "report-overdue", "resume",
	"answer-document", "answer-opening", "answer-result", "contract", "file", "release" };

/* When the law wants it done, counted from what asks for it; 0: it sets no time. */
static enum err due_of(struct ctx *c, struct agenda_item *i)
{
	static const char *const numbers[] = { [DUTY_ACCEPT] = "complaint.accept.max",
		[DUTY_DECIDE] = "complaint.decide.max",
		[DUTY_REPORT_OVERDUE] = "report.max",
		[DUTY_RESUME] = NULL,
		[DUTY_ANSWER_DOCUMENT] = "document.objection.answer.max",
		[DUTY_ANSWER_OPENING] = NULL,
		[DUTY_ANSWER_RESULT] = "result.objection.answer.max",
		[DUTY_CONTRACT] = "contract.max",
		[DUTY_FILE] = "report.max" };
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

/* Those of the kinds that owe a report: ",a,b,". */
static enum err owing(struct ctx *c, const char *kinds, bool mandatory, const char **out)
{
	const struct law_kind *list;
	const struct law_number *row;
	struct buf b;
	buf_init(&b, c->mem, LIMIT_BODY_BYTES);
	buf_char(&b, ',');
	for (size_t i = 0, n = law_kinds(c->law, &list); i < n; i++) {
		const struct law_case k = { list[i].id, mandatory };
		TRY(law_bound(c, "report.max", &k, c->now_ms, &row));
		if (row != NULL && strstr(kinds, arena_printf(c->mem, ",%s,", k.kind)) != NULL)
			buf_printf(&b, "%s,", k.kind);
	}
	*out = b.p;
	return OK;
}

/* A report is the principal's to file until it is late. The oldest awards come first, so that none
 * is missed however many there are; the list ends where it is full. */
static enum err overdue(struct ctx *c, const char *kinds, struct agenda_item **out, size_t *n)
{
	struct agenda_item *list = arena_array(c->mem, struct agenda_item, LIMIT_LIST_ROWS), *part;
	struct unreported q = { .after_lot = "" };
	size_t found = LIMIT_LIST_ROWS, kept = 0;
	TRY(owing(c, kinds, true, &q.mandatory));
	TRY(owing(c, kinds, false, &q.voluntary));
	while (found == LIMIT_LIST_ROWS && kept < LIMIT_LIST_ROWS) {
		TRY(agenda_unreported(c, &q, &part, &found));
		for (size_t i = 0; i < found && kept < LIMIT_LIST_ROWS; i++) {
			TRY(due_of(c, &part[i]));
			if (part[i].due_ms > 0 && part[i].due_ms <= c->now_ms)
				list[kept++] = part[i];
			q.after_ms = part[i].since_ms;
			q.after_lot = part[i].lot;
		}
	}
	*out = list;
	*n = kept;
	return OK;
}

enum err duties_own(struct ctx *c, struct agenda_item **out, size_t *n)
{
	static enum err (*const lists[])(struct ctx *, struct agenda_item **,
	    size_t *) = { agenda_lots, agenda_objections, agenda_unfiled };
	struct agenda_item *all = arena_array(c->mem, struct agenda_item, 3 * LIMIT_LIST_ROWS),
	                   *part;
	size_t found, kept = 0;
	for (size_t l = 0; l < sizeof(lists) / sizeof(*lists); l++) {
		TRY(lists[l](c, &part, &found));
		for (size_t i = 0; i < found; i++) {
			if (part[i].duty != DUTY_NONE)
				TRY(due_of(c, &part[i]));
			/* where the law wants no report there is none to file */
			if (part[i].duty != DUTY_FILE || part[i].due_ms > 0)
				all[kept++] = part[i];
		}
	}
	*out = all;
	*n = kept;
	return OK;
}

enum err duties_of(struct ctx *c, struct agenda_item **out, size_t *n)
{
	static enum err (*const lists[])(struct ctx *, const char *, struct agenda_item **,
	    size_t *) = { agenda_complaints, agenda_reports, overdue, agenda_held };
	struct agenda_item *all = arena_array(c->mem, struct agenda_item, 4 * LIMIT_LIST_ROWS),
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
			all[kept++] = part[i];
		}
	}
	*out = all;
	*n = kept;
	return OK;
}
