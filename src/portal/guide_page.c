/* guide_page.c - how things are done here, and what answers a question about it. */
#include "portal/guide_find.h"
#include "portal/page.h"
#include "portal/pages.h"

static void add_form(struct buf *b, const char *question)
{
	page_add(b,
	    "<form class=\"search find\" role=\"search\" action=\"/guide\" method=\"get\">\n"
	    "<p class=\"words\"><label for=\"q\">要办什么、想知道什么 <span lang=\"en\">Ask the "
	    "guide and the law's numbers</span></label><input id=\"q\" name=\"q\" "
	    "type=\"search\" maxlength=\"100\" value=\"%s\"></p>\n<p><button>查找</button></p>"
	    "</form>\n<p class=\"note\">例如 <a href=\"/guide?q=",
	    question);
	page_query(b, "招标公告 20日");
	buf_text(b, "\">招标公告 20日</a>　<a href=\"/guide?q=");
	page_query(b, "密钥丢失");
	buf_text(b, "\">密钥丢失</a>　<a href=\"/guide?q=");
	page_query(b, "投诉");
	buf_text(b, "\">投诉</a></p>\n");
}

static void add_lines(struct buf *b, const char *tag, const struct guide_lines *lines)
{
	page_add(b, "<%s>", tag);
	for (size_t i = 0; i < lines->n; i++)
		page_add(b, "<li>%s</li>", lines->line[i]);
	page_add(b, "</%s>", tag);
}

static void add_entry(struct buf *b, const struct law_guide *g, const char *level)
{
	page_add(b, "<%s id=\"%s\">%s <span lang=\"en\">%s</span></%s>\n<dl class=\"facts\">\n",
	    level, g->id, g->title_zh, g->title_en, level);
	page_fact(b, "谁来办", "For whom", g->whom);
	page_fact_begin(b, "怎样办", "Steps");
	add_lines(b, "ol", &g->steps);
	page_fact_end(b);
	page_fact_begin(b, "需要什么", "What is needed");
	add_lines(b, "ul", &g->needs);
	page_fact_end(b);
	page_fact_begin(b, "依据", "Legal basis");
	page_add(b, "%s <span lang=\"en\">%s</span>", g->basis_zh, g->basis_en);
	page_fact_end(b);
	page_fact_begin(b, "去办", "Do it");
	for (size_t i = 0; i < g->link_count; i++)
		page_add(b, "%s<a href=\"%s\">%s</a>", i > 0 ? "　" : "", g->links[i].path,
		    g->links[i].title);
	page_fact_end(b);
	buf_text(b, "</dl>\n");
}

/* Each number with its article, and where it stands. */
static void add_numbers(struct ctx *c, struct buf *b, const struct guide_found *found)
{
	page_section(b, "numbers", "法律规定的数字", "Numbers of the law");
	buf_text(b, "<dl class=\"facts\">\n");
	for (size_t i = 0; i < found->number_count; i++) {
		const struct law_number *n = found->numbers[i];
		page_add(b,
		    "<div><dt>%s</dt><dd><strong>%s</strong>%s<br>依据：%s <span "
		    "lang=\"en\">%s</span><br><small>来源：法定数字 <code>%s</code>，"
		    "law/%s</small>　<a href=\"/law?number=%s#why\">能不能办</a></dd></div>\n",
		    n->note != NULL ? n->note : n->id, guide_bound_zh(c, n),
		    n->refuse ? "" : "（提醒，不阻止）", n->basis_zh, n->basis_en, n->id, n->file,
		    n->id);
	}
	buf_text(b, "</dl>\n<p>按您的日期逐项计算：<a href=\"/law\">法定期限</a></p>\n");
}

static void add_titles(struct buf *b, const struct law_guide *guides, size_t n)
{
	buf_text(b, "<ul>\n");
	for (size_t i = 0; i < n; i++)
		page_add(
		    b, "<li><a href=\"/guide#%s\">%s</a></li>\n", guides[i].id, guides[i].title_zh);
	buf_text(b, "</ul>\n");
}

static void add_answers(struct ctx *c, struct buf *b, const char *question)
{
	const struct law_guide *guides;
	size_t all = law_guides(c->law, &guides);
	struct guide_found found;
	guide_find(c, question, &found);
	if (found.number_count > 0)
		add_numbers(c, b, &found);
	if (found.entry_count > 0)
		page_section(b, "answers", "办事指南的回答", "From the guide");
	for (size_t i = 0; i < found.entry_count; i++) {
		add_entry(b, found.entries[i], "h3");
		page_add(b, "<p class=\"note\">来源：<a href=\"/guide#%s\">办事指南“%s”</a></p>\n",
		    found.entries[i]->id, found.entries[i]->title_zh);
	}
	if (found.number_count == 0 && found.entry_count == 0)
		buf_text(b, "<p class=\"empty\">没有找到回答。换个说法再找，或者看下面各项。"
		            " <span lang=\"en\">Nothing found.</span></p>\n");
	page_section(b, "all", "全部指南", "The whole guide");
	add_titles(b, guides, all);
}

enum err page_guide(struct req *r)
{
	struct ctx *c = &r->c;
	const struct law_guide *guides;
	const char *question = req_query(r, "q");
	struct buf b;
	bool asked = question != NULL && *question != '\0';
	size_t all = law_guides(c->law, &guides);
	page_begin(r, &b, &(struct page){ "办事指南", "Guide", "/guide", NULL });
	add_form(&b, asked ? question : "");
	if (asked) {
		add_answers(c, &b, question);
		return page_end(r, &b);
	}
	buf_text(&b, "<nav aria-label=\"指南目录\">");
	add_titles(&b, guides, all);
	buf_text(&b, "</nav>\n");
	for (size_t i = 0; i < all && page_room(&b); i++)
		add_entry(&b, &guides[i], "h2");
	return page_end(r, &b);
}
