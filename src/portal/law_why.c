/* law_why.c - may I: one row of the law held against what is planned, and how that was found. */
#include <string.h>

#include "core/base/json.h"
#include "core/base/moment.h"
#include "core/base/money.h"
#include "core/law/law_routes.h"
#include "portal/guide_find.h"
#include "portal/law_form.h"

/* Whether a later row says the same of another kind or time. */
static bool again(const struct law *law, size_t i)
{
	const char *id = law_number_at(law, i)->id;
	const struct law_number *n;
	while ((n = law_number_at(law, ++i)) != NULL)
		if (strcmp(n->id, id) == 0)
			return true;
	return false;
}

/* Every number that some kind of trade is bound by: which bind this one, the answer tells. */
static void add_choice(struct law_form *f, const char *chosen)
{
	struct ctx *c = &f->r->c;
	const struct law_number *n;
	page_add(f->b,
	    "<p class=\"wide\"><label for=\"%snumber\">哪一项规定</label><select id=\"%snumber\" "
	    "name=\"number\">",
	    f->id, f->id);
	for (size_t i = 0; (n = law_number_at(c->law, i)) != NULL; i++)
		if (!again(c->law, i))
			page_add(f->b, "<option value=\"%s\"%s>%s：%s</option>", n->id,
			    chosen != NULL && strcmp(chosen, n->id) == 0 ? " selected" : "",
			    guide_bound_zh(c, n), n->note != NULL ? n->note : n->id);
	buf_text(f->b, "</select></p>\n");
}

/* What this row is held against. */
static void add_planned(struct law_form *f, const struct law_number *n)
{
	static const char hint[] = "北京时间，如 2026-03-02 或者 2026-03-02 09:30；不填的，为现在";
	struct arena *mem = f->r->c.mem;
	if (!law_is_period(n)) {
		law_form_input(f,
		    &(struct law_input){ "value", "text",
		        arena_printf(mem, "拟定的数（%s）", law_unit_words[n->unit]), NULL, NULL });
		return;
	}
	law_form_input(
	    f, &(struct law_input){ "event", "text",
	           n->event == LAW_NO_EVENT ? "起算时间"
	                                    : arena_printf(mem, "%s的时间", law_event_zh[n->event]),
	           hint, NULL });
	law_form_input(f, &(struct law_input){ "at", "text", "打算办理的时间", hint, NULL });
}

static void add_form(struct law_form *f, const char *chosen, const struct law_number *n)
{
	law_form_fault(f);
	buf_text(f->b, "<form class=\"search plan\" action=\"/law#why\" method=\"get\">\n");
	law_form_case(f);
	add_choice(f, chosen);
	if (n != NULL)
		add_planned(f, n);
	page_add(f->b, "<p><button type=\"submit\">%s</button></p></form>\n",
	    n != NULL ? "能不能办" : "下一步");
}

static void add_verdict(struct buf *b, const struct law_why *w)
{
	if (w->allowed)
		buf_text(b, "<p class=\"verdict kept\"><strong>✓ 可以办理</strong>　"
		            "符合这一项规定。 <span lang=\"en\">Allowed by this row.</span></p>\n");
	else if (w->number->refuse)
		buf_text(b, "<p class=\"verdict refused\"><strong>✕ 不得办理</strong>　"
		            "不符合这一项规定，办理时将被拒绝。 <span lang=\"en\">Not allowed: "
		            "it would be refused.</span></p>\n");
	else
		buf_text(b, "<p class=\"verdict warned\"><strong>! 不符合规定</strong>　"
		            "办理时只作提醒，不阻止：已经迟了的，仍应补办。 <span lang=\"en\">Not "
		            "kept: it would be warned of, not refused.</span></p>\n");
}

/* The files that the days were looked up in, so that anybody can count again. */
static void add_calendar(struct ctx *c, struct buf *b, const struct law_why *w)
{
	const struct json *years = json_get(law_period_json(c, &w->k, w->p), "years");
	if (years == NULL || years->first == NULL)
		return;
	page_fact_begin(b, "所用日历", "Calendar");
	for (const struct json *y = years->first; y != NULL; y = y->next) {
		const struct json *source = json_get(y, "source");
		page_add(b, "%s%ld 年：%s <span lang=\"en\">%s</span><br><small>SHA-256 ",
		    y == years->first ? "" : "<br>", json_get_int(y, "year", 0),
		    json_get_text(source, "zh", ""), json_get_text(source, "en", ""));
		page_add(
		    b, "<code class=\"digest\">%s</code></small>", json_get_text(y, "digest", ""));
	}
	page_fact_end(b);
}

static void add_period(struct ctx *c, struct buf *b, const struct law_why *w)
{
	const struct law_number *n = w->number;
	bool latest = law_is_latest(n);
	page_fact_begin(b, "打算办理的时间", "Planned for");
	page_time(c, b, w->b.at_ms);
	page_fact_end(b);
	page_fact_begin(
	    b, latest ? "最晚可以" : "最早可以", latest ? "Last moment" : "First moment");
	buf_text(b, "<strong>");
	if (latest && w->p->last != 0) /* the law says the end of a day, not its last millisecond */
		page_add(b, "%s 24 时之前", day_text(c, day_of(law_edge(w->p))));
	else
		page_time(c, b, law_edge(w->p));
	buf_text(b, "</strong>");
	page_fact_end(b);
	page_fact_begin(b, "怎样计算", "How it is counted");
	page_add(
	    b, "%s <span lang=\"en\">%s</span>", law_period_zh(c, w->p), law_period_en(c, w->p));
	page_fact_end(b);
	add_calendar(c, b, w);
}

static void add_value(struct ctx *c, struct buf *b, const struct law_why *w)
{
	bool yuan = w->number->unit == LAW_YUAN;
	page_fact(b, "拟定的数", "Planned",
	    yuan ? money_show(c, (struct money){ w->b.value, money_currency("CNY", NULL) })
	         : arena_printf(
	               c->mem, "%lld %s", (long long)w->b.value, law_unit_words[w->number->unit]));
}

static void add_answer(struct req *r, struct buf *b, const struct law_why *w)
{
	struct ctx *c = &r->c;
	const struct law_number *n = w->number;
	const char *mark = "?";
	add_verdict(b, w);
	buf_text(b, "<dl class=\"facts\">\n");
	page_fact(b, "事项", "Matter", n->note != NULL ? n->note : n->id);
	page_fact(b, "界限", "Bound", guide_bound_zh(c, n));
	if (w->p != NULL)
		add_period(c, b, w);
	else
		add_value(c, b, w);
	page_fact_begin(b, "依据", "Legal basis");
	page_add(b,
	    "%s <span lang=\"en\">%s</span><br><small>法定数字 <code>%s</code>，law/%s 第 %ld 行"
	    "</small>",
	    n->basis_zh, n->basis_en, n->id, n->file, (int64_t)n->line);
	page_fact_end(b);
	buf_text(b, "</dl>\n<p class=\"note\">同样的内容供程序读取：<a href=\"/api/law/why");
	for (size_t i = 0; i < r->query_count; i++, mark = "&") {
		page_add(b, "%s%s=", mark, r->queries[i].name);
		page_query(b, r->queries[i].value);
	}
	buf_text(b, "\">/api/law/why</a></p>\n");
}

/* The row asked for; *out NULL: it binds no such trade. NOT_FOUND: no trade at all, or no kind. */
static enum err find_row(struct req *r, const char *id, const struct law_number **out)
{
	struct law_why w;
	const struct law_number *n;
	const struct law_kind *kind;
	size_t i = 0;
	while ((n = law_number_at(r->c.law, i)) != NULL && strcmp(n->id, id) != 0)
		i++;
	if (n == NULL)
		return absent(&r->c, E_NOT_FOUND, "number of the law", id);
	TRY(law_kind(&r->c, req_given(r, "kind"), &kind));
	enum err e = law_query_number(r, &w);
	if (e != E_NOT_FOUND)
		TRY(e);
	*out = e == OK ? w.number : NULL;
	return OK;
}

enum err law_form_why(struct req *r, struct buf *b, int *status)
{
	const char *id = req_given(r, "number");
	const struct law_number *n = NULL;
	struct law_form f = { r, b, "why-", OK };
	struct law_why w;
	bool kind = id != NULL && req_given(r, "kind") != NULL, told;
	if (kind)
		TRY(find_row(r, id, &n));
	told = n != NULL && req_query(r, law_is_period(n) ? "at" : "value") != NULL;
	if (told)
		f.e = law_query_why(r, &w);
	if (f.e != OK && !law_form_wrong(r, f.e))
		return f.e;
	page_section(b, "why", "能不能办", "Is it allowed");
	buf_text(b,
	    "<p>选一项规定，写明打算何时办理或者拟定的数：这里答复是否允许，写明依据和算法。"
	    " <span lang=\"en\">One row of the law, held against what is planned.</span>"
	    "</p>\n");
	add_form(&f, id, n);
	if (kind && n == NULL)
		buf_text(b,
		    "<p class=\"verdict kept\"><strong>✓ 没有这项限制</strong>　法律没有为"
		    "这种交易作出这一项规定。 <span lang=\"en\">This row does not bind such "
		    "a trade.</span></p>\n");
	else if (told && f.e == OK)
		add_answer(r, b, &w);
	if (f.e != OK)
		*status = err_status(f.e);
	return OK;
}
