/* notice_told.c - pages of notices that tell: plans, prequalifications, changes, ceilings, and how
 * contracts are carried out. */
#include <string.h>

#include "core/base/moment.h"
#include "core/law/template.h"
#include "portal/notice_shown.h"
#include "portal/parts.h"

/* By the template of the tender's kind. */
static const char *title_of(struct ctx *c, const struct shown *s, const char *id)
{
	const struct law_template *t;
	for (size_t i = 0, n = law_templates(c->law, &t); i < n; i++)
		if (template_is_for(&t[i], s->t.kind))
			return part_title(&t[i], id);
	return id;
}

static void add_lines(struct buf *b, const struct json *lines, const char *tag)
{
	const struct json *l = lines != NULL ? lines->first : NULL;
	for (; l != NULL && page_room(b); l = l->next) {
		buf_printf(b, "<%s>", tag);
		page_add(b, "%s", *l->text != '\0' ? l->text : "（空行）");
		buf_printf(b, "</%s><br>\n", tag);
	}
}

/* What changed in the tender document, line by line. */
static void add_changes(struct ctx *c, struct buf *b, const struct shown *s)
{
	const struct json *o = json_get(s->body, "changes"), *fields = json_get(o, "fields"),
	                  *chapters = json_get(o, "chapters"), *other = json_get(o, "other");
	if (o == NULL)
		return;
	page_section(b, "changes", "招标文件的变化", "Changes");
	for (const struct json *f = fields->first; f != NULL && page_room(b); f = f->next)
		page_add(b, "<p>%s：<del>%s</del> <ins>%s</ins></p>\n",
		    title_of(c, s, json_get_text(f, "id", "")), json_get_text(f, "was", ""),
		    json_get_text(f, "now", ""));
	for (const struct json *h = chapters->first; h != NULL && page_room(b); h = h->next) {
		const struct json *k = json_get(h, "changes");
		page_add(b, "<h3>%s</h3>\n", title_of(c, s, json_get_text(h, "id", "")));
		for (k = k->first; k != NULL && page_room(b); k = k->next) {
			page_add(
			    b, "<p><small>第 %ld 行</small><br>\n", json_get_int(k, "line", 0));
			add_lines(b, json_get(k, "was"), "del");
			add_lines(b, json_get(k, "now"), "ins");
			buf_text(b, "</p>\n");
		}
	}
	for (const struct json *w = other->first; w != NULL; w = w->next)
		if (strcmp(w->text, "evaluation") == 0)
			buf_text(b,
			    "<p><strong>评标办法有变化</strong>，以本公告所附招标文件为准。</p>\n");
	if (json_get(o, "more")->b)
		buf_text(b, "<p class=\"note\">变化较多，这里没有逐行列出，见招标文件。</p>\n");
}

/* A clarification, amendment, correction or extension. */
enum err add_change(struct ctx *c, struct buf *b, const struct shown *s)
{
	static const char *const file[] = { "招标文件（新版本）", "Tender document" },
	                         *const bill[] = { "工程量清单（新版本）", "Bill of quantities" };
	const char *now = json_get_text(s->body, "deadline", NULL);
	const char *was = json_get_text(s->body, "previousDeadline", "");
	const struct json *asked = json_get(s->body, "questions");
	if (now == NULL) /* of the opening or the candidates: no deadline any longer */
		return add_told(c, b, s);
	for (const struct json *q = asked ? asked->first : NULL; q != NULL && page_room(b);
	     q = q->next)
		page_add(b, "<blockquote class=\"text\"><p>问：%s</p></blockquote>\n", q->text);
	page_add(b, "<div class=\"text\">%s</div>\n", json_get_text(s->body, "content", NULL));
	buf_text(b, "<dl class=\"facts\">\n");
	page_fact_begin(b, "投标截止时间", "Deadline");
	buf_text(b, "<strong>");
	page_time_text(c, b, now);
	buf_text(b, "</strong>");
	if (now != NULL && strcmp(now, was) != 0) {
		buf_text(b, "（原为 ");
		page_time_text(c, b, was);
		buf_text(b, "）");
	}
	page_fact_end(b);
	if (s->type != NOTICE_EXTENSION) {
		const char *why = json_get_text(s->body, "reason", NULL);
		page_fact(
		    b, "对编制投标文件的影响", "Affects bids", why == NULL ? "可能影响" : "不影响");
		page_fact(b, "理由", "Why", why);
	}
	const char *document = json_get_text(s->body, "document", NULL);
	if (s->n.lot != NULL)
		TRY(part_document(c, b, bill, document));
	else
		TRY(part_tender_document(c, b, file, s->n.tender, document));
	buf_text(b, "</dl>\n");
	part_periods(b, json_get(s->body, "periods"));
	add_changes(c, b, s);
	return OK;
}

enum err add_prequalification(struct ctx *c, struct buf *b, const struct shown *s)
{
	static const char *const principal[] = { "招标人", "Procuring entity" }, *const file[] = {
		"资格预审文件", "Prequalification document"
	};
	const struct json *o = s->body;
	buf_text(b, "<dl class=\"facts\">\n");
	TRY(part_party(c, b, principal, s->t.principal));
	page_fact(b, "交易种类", "Kind", s->kind->title_zh);
	page_fact_begin(b, "文件提供至", "Handed out until");
	page_time_text(c, b, json_get_text(o, "offerEnds", NULL));
	page_fact_end(b);
	page_fact_begin(b, "申请截止时间", "Deadline");
	buf_text(b, "<strong>");
	page_time_text(c, b, json_get_text(o, "deadline", NULL));
	buf_text(b, "</strong> <small>北京时间；到时及其后送达的申请一律拒收</small>");
	page_fact_end(b);
	page_fact(b, "解密时间", "Opening window",
	    arena_printf(c->mem, "申请截止后 %s 分钟内",
	        decimal_text(c, json_get_int(o, "windowMinutes", 0), 0)));
	page_fact(b, "审查办法", "Who passes",
	    json_get(o, "most") == NULL
	        ? "合格制：符合条件的全部通过"
	        : arena_printf(c->mem,
	              "有限数量制：符合条件的，按得分至多 %s 家通过；与末位得分相同的一并通过",
	              decimal_text(c, json_get_int(o, "most", 0), 0)));
	page_fact(b, "行政监督部门", "Supervisor", s->kind->department_zh);
	TRY(part_document(c, b, file, json_get_text(o, "document", NULL)));
	buf_text(b, "</dl>\n");
	page_add(b,
	    "<p><a href=\"/work/tenders/%s\">在工作台申请</a> "
	    "<span lang=\"en\">Apply in the workbench</span></p>\n",
	    s->n.tender);
	part_periods(b, json_get(s->body, "periods"));
	add_contents(b, json_get(o, "contents"));
	page_section(b, "text", "公告正文", "Text");
	page_add(b, "<div class=\"text\">%s</div>\n", json_get_text(o, "text", ""));
	buf_text(b,
	    "<p class=\"note\">只有通过资格预审的申请人可以投标（《招标投标法实施条例》第十九条）。"
	    "对资格预审文件有异议的，应当在申请截止时间二日前提出（第二十二条）。</p>\n");
	return OK;
}

enum err add_plan(struct ctx *c, struct buf *b, const struct shown *s)
{
	static const char *const principal[] = { "招标人", "Procuring entity" };
	buf_text(b, "<dl class=\"facts\">\n");
	TRY(part_party(c, b, principal, s->t.principal));
	page_fact(b, "交易种类", "Kind", s->kind->title_zh);
	page_fact_begin(b, "预计发布招标公告", "Expected");
	page_time_text(c, b, json_get_text(s->body, "expected", NULL));
	page_fact_end(b);
	buf_text(b, "</dl>\n");
	page_add(b, "<div class=\"text\">%s</div>\n", json_get_text(s->body, "content", ""));
	buf_text(b, "<p class=\"note\">招标计划供潜在投标人提前准备，内容以招标公告为准。</p>\n");
	return OK;
}

/* A ceiling, or how a contract is carried out. */
enum err add_told(struct ctx *c, struct buf *b, const struct shown *s)
{
	static const char *const principal[] = { "招标人", "Procuring entity" }, *const file[] = {
		"附件", "Document"
	};
	static const char *const events[][2] = { { "progress", "进度" }, { "changed", "变更" },
		{ "accepted", "验收" }, { "terminated", "解除" } };
	static const char *const amounts[][3] = { { "ceiling", "最高投标限价", "Ceiling" },
		{ "previous", "原限价", "Before" }, { "amount", "金额", "Amount" } };
	const struct json *o = s->body;
	buf_text(b, "<dl class=\"facts\">\n");
	TRY(part_party(c, b, principal, s->t.principal));
	for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++)
		if (strcmp(json_get_text(o, "event", ""), events[i][0]) == 0)
			page_fact(b, "事项", "Event", events[i][1]);
	for (size_t i = 0; i < sizeof(amounts) / sizeof(*amounts); i++) {
		const struct json *m = json_get(o, amounts[i][0]);
		if (m != NULL)
			page_fact(b, amounts[i][1], amounts[i][2],
			    part_money(c, json_get_text(m, "amount", NULL),
			        json_get_text(m, "currency", s->l.currency)));
	}
	const char *gone = json_get_text(o, "countermands", NULL);
	if (gone != NULL) {
		page_fact_begin(b, "撤销的公告", "Countermands");
		page_add(b, "<a href=\"/notices/%s\">中标结果公告</a>", gone);
		page_fact_end(b);
	}
	if (json_get(o, "happened") != NULL) {
		page_fact_begin(b, "发生时间", "When");
		page_time_text(c, b, json_get_text(o, "happened", NULL));
		page_fact_end(b);
	}
	TRY(part_document(c, b, file, json_get_text(o, "document", NULL)));
	buf_text(b, "</dl>\n");
	page_add(b, "<div class=\"text\">%s</div>\n", json_get_text(o, "content", ""));
	return OK;
}
