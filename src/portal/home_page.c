#include <string.h>

#include "core/base/limits.h"
#include "portal/page.h"
#include "portal/pages.h"
#include "portal/parts.h"
#include "portal/portal_db.h"
#include "trade/notice/notice.h"

#define PAGE_ROWS 20

/* What the list is asked for; it stands in the URL and nowhere else. */
struct question {
	const char *words; /* "": all */
	int type;          /* enum notice_type; -1: all */
	int64_t before;    /* INT64_MAX: from the newest */
};

static enum err read_question(struct req *r, struct question *out)
{
	static const int64_t places[2] = { 1, INT64_MAX };
	const char *words = req_query(r, "q"), *type = req_query(r, "type");
	struct question q = { .words = words ? words : "", .type = -1, .before = INT64_MAX };
	for (int i = 0; type != NULL && *type != '\0' && q.type < 0; i++) {
		if (notice_words[i] == NULL)
			return fail_at(&r->c, E_BAD_FIELD, "?type", type, "no such type of notice");
		if (strcmp(notice_words[i], type) == 0)
			q.type = i;
	}
	TRY(req_query_int(r, "before", places, &q.before));
	*out = q;
	return OK;
}

static void add_link(struct buf *b, const struct question *q, const char *text, bool current)
{
	const char *mark = "?";
	buf_text(b, "<a href=\"/");
	if (*q->words != '\0') {
		page_add(b, "%sq=", mark);
		page_query(b, q->words);
		mark = "&";
	}
	if (q->type >= 0) {
		page_add(b, "%stype=%s", mark, notice_words[q->type]);
		mark = "&";
	}
	if (q->before != INT64_MAX)
		page_add(b, "%sbefore=%ld", mark, q->before);
	buf_text(b, current ? "\" aria-current=\"true\">" : "\">");
	page_add(b, "%s</a>", text);
}

static void add_counts(struct buf *b, const struct portal_counts *n)
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
		page_add(b, "<div><dt>%s <span lang=\"en\">%s</span></dt><dd>%ld</dd></div>\n",
		    rows[i].zh, rows[i].en, rows[i].value);
	buf_text(b, "</dl>\n");
}

static void add_search(struct buf *b, const struct question *q)
{
	page_add(b,
	    "<form class=\"search\" role=\"search\" action=\"/\" method=\"get\">"
	    "<label for=\"q\">按标题查找 <span lang=\"en\">Search titles</span></label>"
	    "<input id=\"q\" name=\"q\" type=\"search\" maxlength=\"100\" value=\"%s\">",
	    q->words);
	if (q->type >= 0)
		page_add(
		    b, "<input type=\"hidden\" name=\"type\" value=\"%s\">", notice_words[q->type]);
	buf_text(b, "<button>查找</button></form>\n"
	            "<nav class=\"types\" aria-label=\"公告类型\"><ul>");
	struct question to = { .words = q->words, .type = -1, .before = INT64_MAX };
	for (; to.type < 0 || notice_words[to.type] != NULL; to.type++) {
		buf_text(b, "<li>");
		add_link(b, &to, to.type < 0 ? "全部" : notice_zh[to.type], to.type == q->type);
		buf_text(b, "</li>");
	}
	buf_text(b, "</ul></nav>\n");
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

/* Says what was looked for, and offers to drop each part of it. */
static void add_nothing(struct buf *b, const struct question *q)
{
	struct question all = { .words = "", .type = -1, .before = INT64_MAX };
	bool words = *q->words != '\0', type = q->type >= 0;
	buf_text(b, "<div class=\"empty\"><p>");
	if (words)
		page_add(b, "没有标题含“%s”的%s。", q->words, type ? notice_zh[q->type] : "公告");
	else if (q->before != INT64_MAX)
		buf_text(b, "没有更早的公告。");
	else
		page_add(
		    b, "还没有%s。公告一经发布即列在这里。", type ? notice_zh[q->type] : "公告");
	buf_text(b, " <span lang=\"en\">Nothing found.</span></p><p>");
	if (words && type) {
		struct question wider = { .words = q->words, .type = -1, .before = INT64_MAX };
		add_link(b, &wider, "在全部类型中查找", false);
		buf_char(b, ' ');
	}
	if (words || type || q->before != INT64_MAX)
		add_link(b, &all, "清除条件，看全部公告", false);
	buf_text(b, "</p></div>\n");
}

enum err page_home(struct req *r)
{
	struct ctx *c = &r->c;
	struct portal_counts counts;
	struct question q;
	struct notice *list;
	struct buf b;
	size_t n;
	TRY(read_question(r, &q));
	TRY(portal_counts(c, &counts));
	/* one more than is shown tells whether there is a next page */
	const struct notice_query query = { .words = q.words,
		.type = q.type < 0 ? NULL : notice_words[q.type],
		.before = q.before,
		.limit = PAGE_ROWS + 1 };
	TRY(notice_list(c, &query, &list, &n));
	size_t shown = n > PAGE_ROWS ? PAGE_ROWS : n;
	page_begin(r, &b, &(struct page){ "公告", "Notices", "/" });
	add_counts(&b, &counts);
	add_search(&b, &q);
	if (n == 0)
		add_nothing(&b, &q);
	else
		TRY(add_list(c, &b, list, shown));
	buf_text(&b, "<p class=\"turn\">");
	struct question to = { q.words, q.type, INT64_MAX };
	if (q.before != INT64_MAX && n > 0)
		add_link(&b, &to, "回到最新", false);
	buf_char(&b, ' ');
	to.before = shown > 0 ? list[shown - 1].seq : 0;
	if (n > shown)
		add_link(&b, &to, "更早的公告", false);
	buf_text(&b, "</p>\n");
	return page_end(r, &b);
}
