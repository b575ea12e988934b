#include <string.h>

#include "core/base/moment.h"
#include "portal/page.h"
#include "portal/pages.h"
#include "portal/parts.h"
#include "portal/portal_db.h"
#include "portal/search_parts.h"
#include "portal/year_figure.h"

#define TODAY_ROWS 20

static void add_counts(struct ctx *c, struct buf *b, const struct portal_counts *n)
{
	const int64_t *lots = n->lots;
	const struct {
		const char *zh, *en;
		int64_t value;
	} rows[] = {
		{ "公告", "notices", n->notices },
		{ "投标中", "open for bids", lots[LS_BIDDING] },
		{ "开标评标中", "opening, evaluation",
		    lots[LS_OPENING] + lots[LS_SCREENING] + lots[LS_PRICING] + lots[LS_EVALUATING] +
		        lots[LS_EVALUATED] },
		{ "候选人公示", "in publicity", lots[LS_PUBLICITY] },
		{ "已定标", "awarded", lots[LS_AWARDED] + lots[LS_CONTRACTED] + lots[LS_ARCHIVED] },
		{ "流标、终止", "unsuccessful, cancelled",
		    lots[LS_UNSUCCESSFUL] + lots[LS_CANCELLED] },
	};
	buf_text(b, "<dl class=\"counts\">\n");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		page_add(b, "<div><dt>%s <span lang=\"en\">%s</span></dt><dd>%s</dd></div>\n",
		    rows[i].zh, rows[i].en, part_number(c, rows[i].value));
	buf_text(b, "</dl>\n");
}

/* A lot's notice is called as the lot; a reader of the list wants to know of which tender, too. */
static enum err add_tender(struct ctx *c, struct buf *b, const struct notice *n)
{
	struct tender t;
	if (n->lot == NULL)
		return OK;
	TRY(tender_get(c, n->tender, &t));
	if (strstr(n->title, t.title) == NULL)
		page_add(b, " <small>%s</small>", t.title);
	return OK;
}

static enum err add_list(struct ctx *c, struct buf *b, const struct notice *list, size_t n)
{
	buf_text(b, "<ol class=\"notices\">\n");
	for (size_t i = 0; i < n; i++) {
		buf_text(b, "<li>");
		part_type(b, list[i].type);
		page_add(b, " <span><a href=\"/notices/%s\">%s</a>", list[i].id, list[i].title);
		TRY(add_tender(c, b, &list[i]));
		buf_text(b, "</span> ");
		page_time(c, b, list[i].published_ms);
		buf_text(b, "</li>\n");
	}
	buf_text(b, "</ol>\n");
	return OK;
}

/* Whose deadline is today: an absolute time each, and where the lot stands. */
static enum err add_today(struct ctx *c, struct buf *b)
{
	int32_t today = day_of(c->now_ms);
	const int64_t bounds_ms[2] = { day_start_ms(today), day_start_ms(day_add(today, 1)) };
	struct portal_deadline *list;
	size_t n;
	/* one more than is shown tells whether there are others */
	TRY(portal_deadlines(c, bounds_ms, TODAY_ROWS + 1, &list, &n));
	page_section(b, "today", "今日截标", "Deadlines today");
	if (n == 0) {
		page_add(b, "<p class=\"note\">%s 没有标段截止投标。</p>\n", day_text(c, today));
		return OK;
	}
	buf_text(b, "<ol class=\"notices today\">\n");
	for (size_t i = 0; i < n && i < TODAY_ROWS; i++) {
		buf_text(b, "<li>");
		part_state(b, list[i].state);
		page_add(b, " <span><a href=\"/trades/%s\">%s</a>", list[i].lot, list[i].title);
		if (strstr(list[i].title, list[i].tender_title) == NULL)
			page_add(b, " <small>%s</small>", list[i].tender_title);
		buf_text(b, "</span> ");
		page_time(c, b, list[i].deadline_ms);
		buf_text(b, "</li>\n");
	}
	buf_text(b, "</ol>\n");
	if (n > TODAY_ROWS)
		page_add(b, "<p class=\"note\">只列出最先截标的 %ld 个标段。</p>\n",
		    (int64_t)TODAY_ROWS);
	return OK;
}

/* The links beneath the list. */
static void add_turn(
    struct ctx *c, struct buf *b, const struct notice_query *q, const struct notice_page *found)
{
	struct notice_query to = *q;
	buf_text(b, "<p class=\"turn\">");
	to.before = INT64_MAX;
	if (q->before != INT64_MAX)
		search_link(c, b, &to, "回到最新");
	buf_char(b, ' ');
	to.before = found->older;
	if (found->older != 0)
		search_link(c, b, &to,
		    (int64_t)found->n < q->limit ? "到这里为止没有更多，继续往前找" : "更早的公告");
	buf_text(b, "</p>\n");
}

enum err page_home(struct req *r)
{
	struct ctx *c = &r->c;
	struct portal_counts lots;
	struct notice_counts counts;
	struct notice_query q;
	struct notice_page found;
	struct buf b;
	TRY(notice_query_read(r, &q));
	TRY(portal_counts(c, &lots));
	TRY(notice_list(c, &q, &found));
	TRY(notice_count(c, &q, &counts));
	page_begin(r, &b, &(struct page){ "公告", "Notices", "/", search_head(c, &q) });
	bool asked = search_asks(&q) || q.before != INT64_MAX;
	if (!asked)
		add_counts(c, &b, &lots);
	search_form(c, &b, &q);
	if (!asked) {
		TRY(add_today(c, &b));
		page_section(&b, "new", "最新公告", "Newest");
	}
	buf_text(&b, "<div class=\"beside\">\n");
	search_filters(c, &b, &q, &counts);
	buf_text(&b, "<div>\n");
	if (found.n > 0 || counts.total > 0)
		search_summary(c, &b, &q, &counts);
	if (found.n > 0)
		TRY(add_list(c, &b, found.rows, found.n));
	else if (found.older == 0)
		search_nothing(c, &b, &q);
	add_turn(c, &b, &q, &found);
	if (counts.total > 0)
		search_files(c, &b, &q);
	buf_text(&b, "</div></div>\n");
	if (!asked)
		TRY(year_figure(c, &b));
	return page_end(r, &b);
}
