/* law_page.c - the legal dates of a planned tender: which row, which days, counted how. */
#include <string.h>

#include "core/base/moment.h"
#include "core/law/law_routes.h"
#include "portal/guide_find.h"
#include "portal/law_form.h"
#include "portal/pages.h"

static void add_form(struct law_form *f)
{
	struct ctx *c = &f->r->c;
	law_form_fault(f);
	buf_text(f->b, "<form class=\"search plan\" action=\"/law\" method=\"get\">\n");
	law_form_case(f);
	law_form_input(f, &(struct law_input){ .name = "publication",
	                      .type = "date",
	                      .label = "公告发布日",
	                      .fallback = day_text(c, day_of(c->now_ms)) });
	law_form_input(
	    f, &(struct law_input){
	           .name = "deadline", .type = "date", .label = "投标截止日（不填则取最早）" });
	buf_text(f->b, "<p><button type=\"submit\">计算</button></p></form>\n");
}

static void table_begin(struct buf *b, const char *label, const char *const *heads)
{
	page_add(b,
	    "<div class=\"table\" role=\"region\" aria-label=\"%s\" tabindex=\"0\"><table>\n"
	    "<thead><tr>",
	    label);
	for (; *heads != NULL; heads++)
		page_add(b, "<th scope=\"col\">%s</th>", *heads);
	buf_text(b, "</tr></thead>\n<tbody>\n");
}

static void add_periods(struct ctx *c, struct buf *b, const struct law_asked *a)
{
	static const char *const heads[] = { "事项", "日期", "怎样计算", "依据", NULL };
	table_begin(b, "法定期限", heads);
	for (size_t i = 0; i < a->n; i++) {
		const struct law_period *p = &a->periods[i];
		const struct law_number *n = p->number;
		bool latest = law_is_latest(n);
		page_add(b, "<tr><th scope=\"row\">%s<br><small>%s</small>",
		    n->note != NULL ? n->note : n->id, guide_bound_zh(c, n));
		page_add(b, " <a href=\"/law?kind=%s&amp;mandatory=%s&amp;number=%s", a->k.kind,
		    a->k.mandatory ? "true" : "false", n->id);
		page_add(
		    b, "&amp;event=%s#why\">能不能办</a></th>", day_text(c, day_of(p->from_ms)));
		page_add(b, "<td data-label=\"日期\">%s <time>%s</time>%s</td>",
		    latest ? "不晚于" : "不早于", day_text(c, p->last),
		    n->refuse ? "" : "（逾期提醒，不阻止）");
		page_add(b,
		    "<td data-label=\"怎样计算\">%s</td><td data-label=\"依据\">%s"
		    " <span lang=\"en\">%s</span></td></tr>\n",
		    law_period_zh(c, p), n->basis_zh, n->basis_en);
	}
	buf_text(b, "</tbody></table></div>\n");
}

static enum err add_numbers(struct ctx *c, struct buf *b, const struct law_asked *a)
{
	static const char *const heads[] = { "事项", "界限", "违反时", "依据", NULL };
	const struct law_number **rows;
	size_t count;
	TRY(law_binding(c, &a->k, a->at_ms[LAW_PUBLICATION], &rows, &count));
	table_begin(b, "其他数字", heads);
	for (size_t i = 0; i < count; i++) {
		const struct law_number *n = rows[i];
		if (n->event != LAW_NO_EVENT)
			continue;
		page_add(b, "<tr><th scope=\"row\">%s</th>", n->note != NULL ? n->note : n->id);
		page_add(b, "<td data-label=\"界限\">%s</td>", guide_bound_zh(c, n));
		page_add(b,
		    "<td data-label=\"违反时\">%s</td><td data-label=\"依据\">%s"
		    " <span lang=\"en\">%s</span></td></tr>\n",
		    n->refuse ? "不予办理" : "提醒", n->basis_zh, n->basis_en);
	}
	buf_text(b, "</tbody></table></div>\n");
	return OK;
}

static enum err add_plan(struct ctx *c, struct buf *b, const struct law_asked *a)
{
	page_section(b, "periods", "期限", "Periods");
	if (a->n > 0)
		add_periods(c, b, a);
	else
		buf_text(b, "<p class=\"note\">法律没有为这种交易规定这些期限。</p>\n");
	page_section(b, "numbers", "其他数字", "Other numbers");
	TRY(add_numbers(c, b, a));
	page_add(b,
	    "<p class=\"note\">同样的内容供程序读取："
	    "<a href=\"/api/law/plan?kind=%s&amp;mandatory=%s&amp;publication=%s\">"
	    "/api/law/plan</a></p>\n",
	    a->k.kind, a->k.mandatory ? "true" : "false",
	    day_text(c, day_of(a->at_ms[LAW_PUBLICATION])));
	return OK;
}

enum err page_law(struct req *r)
{
	struct law_asked asked = { 0 };
	struct buf b;
	struct law_form f = { r, &b, "", OK };
	int status = 200;
	/* one question a page: of a number, or of a plan */
	bool put = req_query(r, "kind") != NULL && req_given(r, "number") == NULL;
	if (put)
		f.e = law_query_plan(r, &asked);
	if (f.e != OK && !law_form_wrong(r, f.e))
		return f.e;
	page_begin(r, &b, &(struct page){ "法定期限", "Legal dates", "/law" });
	buf_text(&b,
	    "<p>打算何时发公告？这里按法律逐项算出各个日期，写明依据哪一条、怎样数出来；"
	    "发布时系统用的是同一套数字。只问一项能不能办，见<a href=\"#why\">能不能办</a>。"
	    " <span lang=\"en\">The dates that the law sets for a planned tender, with "
	    "the article and the count.</span></p>\n");
	add_form(&f);
	if (put && f.e == OK)
		TRY(add_plan(&r->c, &b, &asked));
	if (f.e != OK)
		status = err_status(f.e);
	TRY(law_form_why(r, &b, &status));
	TRY(page_end(r, &b));
	r->reply.status = status;
	return OK;
}
