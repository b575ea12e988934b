/* query.c - what is asked of the notices, from the address of a request: words, filters, days. */
#include <string.h>

#include "core/base/limits.h"
#include "core/base/money.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "core/law/region.h"
#include "trade/notice/notice.h"

#define PAGE_ROWS 20
#define FIRST_DAY 19700101

const int32_t notice_days[] = { 1, 3, 10, 30, 90, 0 };

static enum err read_day(struct req *r, const char *name, int32_t *out)
{
	struct ctx *c = &r->c;
	const char *text = req_given(r, name), *field = arena_printf(c->mem, "?%s", name);
	if (text == NULL)
		return OK;
	TRY(day_parse(c, field, text, out));
	return *out >= FIRST_DAY ? OK : fail_at(c, E_BAD_FIELD, field, text, "from 1970 on");
}

/* Type and kind, each one of a list. */
static enum err read_choices(struct req *r, struct notice_query *q)
{
	struct ctx *c = &r->c;
	const struct law_kind *kind;
	int i = 0;
	q->type = req_given(r, "type");
	q->kind = req_given(r, "kind");
	while (q->type != NULL && notice_words[i] != NULL && strcmp(notice_words[i], q->type) != 0)
		i++;
	if (q->type != NULL && notice_words[i] == NULL)
		return fail_at(c, E_BAD_FIELD, "?type", q->type, "one of: %s",
		    words_listed(c->mem, notice_words));
	if (q->kind != NULL && law_kind(c, q->kind, &kind) != OK)
		return fail_at(
		    c, E_BAD_FIELD, "?kind", q->kind, "the id of a kind of GET /api/kinds");
	return OK;
}

/* The last days up to today, by the server's clock in Beijing. */
static enum err read_days(struct req *r, struct notice_query *q)
{
	struct ctx *c = &r->c;
	const char *text = req_given(r, "days");
	int i = 0;
	if (text == NULL)
		return OK;
	while (notice_days[i] != 0 && strcmp(decimal_text(c, notice_days[i], 0), text) != 0)
		i++;
	if (notice_days[i] == 0)
		return fail_at(c, E_BAD_FIELD, "?days", text, "one of: 1, 3, 10, 30, 90");
	if (q->from_day != 0 || q->to_day != 0)
		return OK;
	q->days = notice_days[i];
	q->from_day = day_add(day_of(c->now_ms), 1 - q->days);
	return OK;
}

enum err notice_query_read(struct req *r, struct notice_query *out)
{
	static const int64_t limits[2] = { 1, LIMIT_LIST_ROWS }, places[2] = { 1, INT64_MAX };
	struct ctx *c = &r->c;
	struct notice_query q = { .words = req_given(r, "q"),
		.tender = req_given(r, "tender"),
		.before = INT64_MAX,
		.limit = PAGE_ROWS };
	const char *region = req_given(r, "region");
	TRY(read_choices(r, &q));
	if (region != NULL)
		TRY(law_region_parse(c, "?region", region, &q.region));
	TRY(read_day(r, "from", &q.from_day));
	TRY(read_day(r, "to", &q.to_day));
	if (q.to_day != 0 && q.to_day < q.from_day)
		return fail_at(c, E_BAD_FIELD, "?to", day_text(c, q.to_day), "not before from, %s",
		    day_text(c, q.from_day));
	TRY(read_days(r, &q));
	TRY(req_query_int(r, "limit", limits, &q.limit));
	TRY(req_query_int(r, "before", places, &q.before));
	*out = q;
	return OK;
}
