#include "portal/search_parts.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/base/money.h"
#include "core/law/region.h"
#include "portal/parts.h"

static const char *kind_zh(struct ctx *c, const char *id)
{
	const struct law_kind *kind;
	return law_kind(c, id, &kind) == OK ? kind->title_zh : id;
}

static const char *region_zh(struct ctx *c, int32_t code)
{
	const struct law_region *region = law_region(c->law, code);
	return region != NULL ? region->name : "";
}

static void add_value(struct buf *b, const char **mark, const char *name, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	page_add(b, "%s%s=", *mark, name);
	page_query(b, value);
	*mark = "&";
}

static const char *day_or_none(struct ctx *c, int32_t day)
{
	return day != 0 ? day_text(c, day) : NULL;
}

static const char *region_text(struct ctx *c, int32_t code)
{
	return code != 0 ? arena_printf(c->mem, "%d", (int)code) : NULL;
}

void search_address(struct ctx *c, struct buf *b, const char *path, const struct notice_query *q)
{
	const char *mark = "?";
	buf_text(b, path);
	add_value(b, &mark, "q", q->words);
	add_value(b, &mark, "type", q->type);
	add_value(b, &mark, "kind", q->kind);
	add_value(b, &mark, "region", region_text(c, q->region));
	/* the last days stay the last days when the address is opened tomorrow */
	add_value(b, &mark, "days", q->days != 0 ? decimal_text(c, q->days, 0) : NULL);
	add_value(b, &mark, "from", q->days == 0 ? day_or_none(c, q->from_day) : NULL);
	add_value(b, &mark, "to", day_or_none(c, q->to_day));
	if (q->before != INT64_MAX)
		page_add(b, "%sbefore=%ld", mark, q->before);
}

void search_link(struct ctx *c, struct buf *b, const struct notice_query *q, const char *text)
{
	buf_text(b, "<a href=\"");
	search_address(c, b, "/", q);
	page_add(b, "\">%s</a>", text);
}

bool search_asks(const struct notice_query *q)
{
	return q->words != NULL || q->type != NULL || q->kind != NULL || q->region != 0 ||
	       q->from_day != 0 || q->to_day != 0;
}

static void add_hidden(struct buf *b, const char *name, const char *value)
{
	if (value != NULL)
		page_add(b, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", name, value);
}

void search_form(struct ctx *c, struct buf *b, const struct notice_query *q)
{
	page_add(b,
	    "<form class=\"search find\" role=\"search\" action=\"/\" method=\"get\">\n"
	    "<p class=\"words\"><label for=\"q\">标题或文件名含有 <span lang=\"en\">Search "
	    "titles</span></label>"
	    "<input id=\"q\" name=\"q\" type=\"search\" maxlength=\"100\" value=\"%s\"></p>\n",
	    q->words != NULL ? q->words : "");
	page_add(b,
	    "<p><label for=\"from\">指定区间 从 <span lang=\"en\">from</span></label>"
	    "<input id=\"from\" name=\"from\" type=\"date\" value=\"%s\"></p>\n",
	    q->from_day != 0 && q->days == 0 ? day_text(c, q->from_day) : "");
	page_add(b,
	    "<p><label for=\"to\">至 <span lang=\"en\">to</span></label>"
	    "<input id=\"to\" name=\"to\" type=\"date\" value=\"%s\"></p>\n",
	    q->to_day != 0 ? day_text(c, q->to_day) : "");
	add_hidden(b, "type", q->type);
	add_hidden(b, "kind", q->kind);
	add_hidden(b, "region", region_text(c, q->region));
	add_hidden(b, "days", q->days != 0 ? decimal_text(c, q->days, 0) : NULL);
	buf_text(b, "<p><button>查找</button></p></form>\n");
}

static void filter_begin(struct buf *b, const char *id, const char *zh, const char *en)
{
	page_add(b,
	    "<section aria-labelledby=\"by-%s\"><h2 id=\"by-%s\">%s <span "
	    "lang=\"en\">%s</span></h2><ul>\n",
	    id, id, zh, en);
}

static void filter_row(struct ctx *c, struct buf *b, const struct notice_query *to,
    const char *text, const char *count)
{
	buf_text(b, "<li><a href=\"");
	search_address(c, b, "/", to);
	page_add(b, "\"><span>%s</span>", text);
	if (count != NULL)
		page_add(b, " <small>%s</small>", count);
	buf_text(b, "</a></li>\n");
}

/* What is chosen: no link to itself, but the number stands beside it all the same. */
static void filter_here(struct buf *b, const char *text, const char *count)
{
	page_add(b, "<li><strong aria-current=\"true\"><span>%s</span>", text);
	if (count != NULL)
		page_add(b, " <small>%s</small>", count);
	buf_text(b, "</strong></li>\n");
}

static void filter_end(struct buf *b)
{
	buf_text(b, "</ul></section>\n");
}

static void add_types(
    struct ctx *c, struct buf *b, const struct notice_query *q, const struct notice_counts *n)
{
	struct notice_query to = *q;
	filter_begin(b, "type", "信息类型", "Type");
	to.type = NULL;
	if (q->type == NULL)
		filter_here(b, "全部类型", NULL);
	else
		filter_row(c, b, &to, "全部类型", NULL);
	for (int i = 0; i < NOTICE_TYPES; i++) {
		to.type = notice_words[i];
		if (q->type != NULL && strcmp(q->type, to.type) == 0)
			filter_here(b, notice_zh[i], part_number(c, n->types[i]));
		else if (n->types[i] > 0)
			filter_row(c, b, &to, notice_zh[i], part_number(c, n->types[i]));
	}
	filter_end(b);
}

static void add_kinds(
    struct ctx *c, struct buf *b, const struct notice_query *q, const struct notice_counts *n)
{
	const struct law_kind *kinds;
	size_t all = law_kinds(c->law, &kinds);
	struct notice_query to = *q;
	filter_begin(b, "kind", "业务类型", "Kind");
	to.kind = NULL;
	if (q->kind == NULL)
		filter_here(b, "全部业务", NULL);
	else
		filter_row(c, b, &to, "全部业务", NULL);
	for (size_t i = 0; i < all; i++) {
		to.kind = kinds[i].id;
		if (q->kind != NULL && strcmp(q->kind, to.kind) == 0)
			filter_here(b, kinds[i].title_zh, part_number(c, n->kinds[i]));
		else if (n->kinds[i] > 0)
			filter_row(c, b, &to, kinds[i].title_zh, part_number(c, n->kinds[i]));
	}
	filter_end(b);
}

/* The way down to the region chosen, then what lies beside it or beneath. */
static void add_regions(
    struct ctx *c, struct buf *b, const struct notice_query *q, const struct notice_counts *n)
{
	const struct law_region *regions;
	size_t all = law_regions(c->law, &regions);
	int32_t member = q->region != 0 ? law_region_member(c->law, q->region) : 0;
	struct notice_query to = *q;
	filter_begin(b, "region", "省份", "Province");
	to.region = 0;
	if (q->region == 0)
		filter_here(b, "全部省份", NULL);
	else
		filter_row(c, b, &to, "全部省份", NULL);
	to.region = member;
	if (member != 0 && member == q->region)
		filter_here(b, region_zh(c, member), NULL);
	else if (member != 0)
		filter_row(c, b, &to, region_zh(c, member), NULL);
	for (size_t i = 0; i < all; i++) {
		to.region = regions[i].code;
		if (to.region == member)
			continue;
		if (to.region == q->region)
			filter_here(b, regions[i].name, part_number(c, n->regions[i]));
		else if (n->regions[i] > 0)
			filter_row(c, b, &to, regions[i].name, part_number(c, n->regions[i]));
	}
	filter_end(b);
}

/* The last days up to today, in the words of the national platform. */
static const char *last_days_zh(int32_t days)
{
	static const char *const zh[] = { "当天", "近三天", "近十天", "近一月", "近三月" };
	size_t i = 0;
	while (notice_days[i] != 0 && notice_days[i] != days)
		i++;
	return i < sizeof(zh) / sizeof(*zh) ? zh[i] : "";
}

static void add_days(struct ctx *c, struct buf *b, const struct notice_query *q)
{
	struct notice_query to = *q;
	bool named = q->days == 0 && (q->from_day != 0 || q->to_day != 0);
	filter_begin(b, "day", "发布时间", "Published");
	to.from_day = to.to_day = to.days = 0;
	if (q->from_day == 0 && q->to_day == 0)
		filter_here(b, "全部时间", NULL);
	else
		filter_row(c, b, &to, "全部时间", NULL);
	for (size_t i = 0; notice_days[i] != 0; i++) {
		to.days = notice_days[i];
		if (q->days == to.days)
			filter_here(b, last_days_zh(to.days), NULL);
		else
			filter_row(c, b, &to, last_days_zh(to.days), NULL);
	}
	if (named)
		filter_here(b, "指定区间", NULL);
	else
		buf_text(b, "<li><a href=\"#from\"><span>指定区间</span></a></li>\n");
	filter_end(b);
}

void search_filters(
    struct ctx *c, struct buf *b, const struct notice_query *q, const struct notice_counts *n)
{
	struct notice_query newest = *q;
	newest.before = INT64_MAX;
	buf_text(b, "<nav class=\"filters\" aria-label=\"筛选\">\n");
	add_days(c, b, &newest);
	add_kinds(c, b, &newest, n);
	add_types(c, b, &newest, n);
	add_regions(c, b, &newest, n);
	if (n->more)
		page_add(b,
		    "<p class=\"note\">所查的词太常见：各项数字只数了含这个词的最近 %s "
		    "条公告。</p>\n",
		    part_number(c, NOTICE_COUNTED));
	buf_text(b, "</nav>\n");
}

static const char *days_zh(struct ctx *c, const struct notice_query *q)
{
	if (q->days != 0)
		return arena_printf(c->mem, "%s发布", last_days_zh(q->days));
	if (q->to_day == 0)
		return arena_printf(c->mem, "%s 起发布", day_text(c, q->from_day));
	if (q->from_day == 0)
		return arena_printf(c->mem, "%s 前（含当日）发布", day_text(c, q->to_day));
	if (q->from_day == q->to_day)
		return arena_printf(c->mem, "%s 发布", day_text(c, q->from_day));
	return arena_printf(
	    c->mem, "%s 至 %s 发布", day_text(c, q->from_day), day_text(c, q->to_day));
}

/* Each part of the question with a link to the question without it. */
static void add_parts(struct ctx *c, struct buf *b, const struct notice_query *asked)
{
	struct notice_query q = *asked, to;
	q.before = INT64_MAX;
	const struct {
		bool set;
		const char *text;
	} parts[] = {
		{ q.words != NULL, arena_printf(c->mem, "“%s”", q.words ? q.words : "") },
		{ q.type != NULL, q.type != NULL ? part_type_zh(q.type) : "" },
		{ q.kind != NULL, q.kind != NULL ? kind_zh(c, q.kind) : "" },
		{ q.region != 0, q.region != 0 ? part_region(c, q.region) : "" },
		{ q.from_day != 0 || q.to_day != 0,
		    q.from_day != 0 || q.to_day != 0 ? days_zh(c, &q) : "" },
	};
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (!parts[i].set)
			continue;
		to = q;
		to.words = i == 0 ? NULL : to.words;
		to.type = i == 1 ? NULL : to.type;
		to.kind = i == 2 ? NULL : to.kind;
		to.region = i == 3 ? 0 : to.region;
		to.from_day = i == 4 ? 0 : to.from_day;
		to.to_day = i == 4 ? 0 : to.to_day;
		to.days = i == 4 ? 0 : to.days;
		buf_text(b, " <a class=\"part\" href=\"");
		search_address(c, b, "/", &to);
		page_add(b,
		    "\" aria-label=\"去掉条件：%s\">%s <span aria-hidden=\"true\">✕</span></a>",
		    parts[i].text, parts[i].text);
	}
}

void search_summary(
    struct ctx *c, struct buf *b, const struct notice_query *q, const struct notice_counts *n)
{
	page_add(b, "<p class=\"found\"><span>%s <strong>%s</strong> 条公告</span>",
	    n->more ? "至少" : "共", part_number(c, n->total));
	add_parts(c, b, q);
	buf_text(b, "</p>\n");
}

const char *search_head(struct ctx *c, const struct notice_query *q)
{
	struct notice_query newest = *q;
	struct buf b;
	newest.before = INT64_MAX;
	buf_init(&b, c->mem, 4 * LIMIT_URL_BYTES + 256);
	buf_text(
	    &b, "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"公告\" href=\"");
	search_address(c, &b, "/feed.atom", &newest);
	buf_text(&b, "\">\n");
	return b.p;
}

void search_files(struct ctx *c, struct buf *b, const struct notice_query *q)
{
	static const char *const files[][2] = { { "/notices.csv", "CSV" },
		{ "/notices.xlsx", "Excel（XLSX）" } };
	struct notice_query newest = *q;
	newest.before = INT64_MAX;
	buf_text(b, "<p class=\"files\">导出所查到的公告 <span lang=\"en\">Export</span>：");
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		buf_text(b, "<a href=\"");
		search_address(c, b, files[i][0], &newest);
		page_add(b, "\">%s</a> ", files[i][1]);
	}
	page_add(b,
	    "<small>最新的至多 %s 条</small>　订阅 <span lang=\"en\">Feed</span>：<a "
	    "type=\"application/atom+xml\" href=\"",
	    part_number(c, LIMIT_EXPORT_ROWS));
	search_address(c, b, "/feed.atom", &newest);
	buf_text(b, "\">Atom</a></p>\n");
}

void search_nothing(struct ctx *c, struct buf *b, const struct notice_query *q)
{
	const struct notice_query all = { .before = INT64_MAX };
	buf_text(b, "<div class=\"empty\"><p>");
	if (q->before != INT64_MAX)
		buf_text(b, "没有更早的公告。");
	else if (search_asks(q))
		buf_text(b, "没有同时符合这些条件的公告。点一下某个条件，就去掉它再找：");
	else
		buf_text(b, "还没有公告。公告一经发布即列在这里。");
	buf_text(b, " <span lang=\"en\">Nothing found.</span></p><p>");
	if (search_asks(q)) {
		add_parts(c, b, q);
		buf_char(b, ' ');
	}
	if (search_asks(q) || q->before != INT64_MAX)
		search_link(c, b, &all, "清除条件，看全部公告");
	buf_text(b, "</p></div>\n");
}
