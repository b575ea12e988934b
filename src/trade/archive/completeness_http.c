/* completeness_http.c - whether the file of a trade has all that it must have by now. */
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "trade/archive/archive.h"
#include "trade/award/award.h"
#include "trade/notice/notice.h"
#include "trade/publication/publication.h"

/* All notices of a lot and of its tender as a whole. */
static enum err notices_of_lot(struct ctx *c, const struct lot *l, struct notice **out, size_t *n)
{
	struct notice_query q = {
		.tender = l->tender, .before = INT64_MAX, .limit = LIMIT_LIST_ROWS
	};
	struct notice_page p = { 0 };
	struct notice *list = NULL;
	size_t count = 0, room = 0;
	for (; q.before != 0; q.before = p.older) {
		TRY(notice_list(c, &q, &p));
		if (count + p.n > room) {
			struct notice *more = arena_array(c->mem, struct notice, 2 * room + p.n);
			if (count > 0)
				memcpy(more, list, count * sizeof(*list));
			list = more;
			room = 2 * room + p.n;
		}
		for (size_t i = 0; i < p.n; i++)
			if (p.rows[i].lot == NULL || strcmp(p.rows[i].lot, l->id) == 0)
				list[count++] = p.rows[i];
	}
	*out = list;
	*n = count;
	return OK;
}

static enum err add_unsaid(
    struct ctx *c, const struct tender *t, const struct notice *n, struct json *out)
{
	struct json *body, *unsaid = json_list(c);
	enum notice_type type = 0;
	while (type < NOTICE_TYPES && strcmp(notice_words[type], n->type) != 0)
		type++;
	TRY(json_parse(c, n->body, strlen(n->body), &body));
	notice_demands(c, t, type, body, unsaid);
	if (unsaid->n == 0)
		return OK;
	struct json *o = json_object(c);
	json_put(o, "missing", unsaid);
	json_put(o, "notice", json_text(c, n->id));
	json_put(o, "type", json_text(c, n->type));
	json_push(out, o);
	return OK;
}

/* What is still owed, or came late: {"detail","done","due","late","rule","what"}. */
struct owed {
	const char *what, *zh, *rule;
	int64_t due_ms;  /* its end; 0: no day is set */
	int64_t done_ms; /* 0: not yet */
	bool late;
};
static void add_owed(struct ctx *c, const struct owed *d, struct json *out)
{
	struct json *o = json_object(c);
	json_put(o, "detail", json_text(c, d->zh));
	if (d->done_ms > 0)
		json_put(o, "done", json_text(c, moment_text(c, d->done_ms)));
	if (d->due_ms > 0)
		json_put(o, "due", json_text(c, moment_text(c, d->due_ms)));
	json_put(o, "late", json_bool(c, d->late));
	json_put(o, "rule", json_text(c, d->rule));
	json_put(o, "what", json_text(c, d->what));
	json_push(out, o);
}

/* Due by that number from the award on. *overdue: not done, and its time is over. */
static enum err add_due(struct ctx *c, const struct law_case *k, const char *number, struct owed d,
    struct json *out, bool *overdue)
{
	const struct law_number *row;
	struct law_period counted;
	TRY(law_bound(c, number, k, d.due_ms, &row));
	if (row == NULL)
		return OK;
	TRY(law_period(c, k, row, d.due_ms, &counted));
	d.due_ms = counted.ends_ms;
	d.rule = row->rule;
	d.late = (d.done_ms > 0 ? d.done_ms : c->now_ms) >= d.due_ms;
	*overdue = *overdue || (d.late && d.done_ms == 0);
	if (d.done_ms == 0 || d.late)
		add_owed(c, &d, out);
	return OK;
}

/* The medium's word of the announcement: from its day bids have their time. */
static void add_announced(struct ctx *c, const struct tender *t, struct json *out)
{
	const struct owed received = { "receipt", "招标公告的指定媒介发布回执", medium_rule,
		.late = c->now_ms >= t->deadline_ms };
	if (t->mandatory && t->method == METHOD_OPEN && t->state == TS_PUBLISHED &&
	    t->medium_ms == 0)
		add_owed(c, &received, out);
}

/* After the award: the report, the contract, and the medium's word of the candidates before it. */
static enum err add_after(
    struct ctx *c, const struct tender *t, const struct lot *l, struct json *out, bool *overdue)
{
	const struct law_case k = tender_case(t);
	struct medium_publicity p;
	struct after_award a = { 0 };
	bool ended = l->state == LS_UNSUCCESSFUL || l->state == LS_CANCELLED;
	enum err e = after_award_get(c, l->id, &a);
	if (e != E_NOT_FOUND)
		TRY(e);
	TRY(medium_publicity(c, t, l, &p));
	const struct owed received = { "receipt", "中标候选人公示的指定媒介发布回执", medium_rule,
		.due_ms = p.ends_ms,
		.late = a.made_ms > 0 && (p.ends_ms == 0 || a.made_ms < p.ends_ms) };
	if (p.wanted && !ended && (p.ends_ms == 0 || received.late))
		add_owed(c, &received, out);
	if (a.made_ms == 0)
		return OK;
	TRY(add_due(c, &k, "report.max",
	    (struct owed){ .what = "report",
	        .zh = "招标投标情况书面报告",
	        .due_ms = a.made_ms,
	        .done_ms = a.reported_ms },
	    out, overdue));
	return add_due(c, &k, "contract.max",
	    (struct owed){ .what = "contract",
	        .zh = "书面合同",
	        .due_ms = a.made_ms,
	        .done_ms = a.contracted_ms },
	    out, overdue);
}

/* Of each type the last notice counts: an announcement that said too little may be mended. */
static enum err completeness_show(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *missing = json_list(c), *unsaid = json_list(c),
	            *owed = json_list(c);
	bool overdue = false;
	struct notice *list;
	struct tender t;
	struct lot l;
	size_t n;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(notices_of_lot(c, &l, &list, &n));
	notice_missing(c, &t, &l, list, n, missing);
	for (size_t i = 0; i < n; i++) {
		size_t newer = 0;
		while (newer < i && strcmp(list[newer].type, list[i].type) != 0)
			newer++;
		if (newer == i)
			TRY(add_unsaid(c, &t, &list[i], unsaid));
	}
	TRY(add_after(c, &t, &l, owed, &overdue));
	add_announced(c, &t, owed);
	json_put(o, "complete", json_bool(c, missing->n == 0 && unsaid->n == 0 && !overdue));
	json_put(o, "missing", missing);
	json_put(o, "owed", owed);
	json_put(o, "unsaid", unsaid);
	return reply_tree(r, 200, o);
}

const struct route completeness_routes[] = {
	{ M_GET, "/api/lots/{lot}/completeness", ROW_READ, .handler = completeness_show,
	    .who = W_PUBLIC, .of = of_lot, .errors = "NOT_FOUND",
	    .doc = "Whether all is published that must be by now, and says what it must; what is "
	           "owed after the award." },
	{ .path = NULL },
};
