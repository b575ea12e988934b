/* document_paper.c - 招标文件: a registered version, part by part, and how bids are judged in words. */
#include <inttypes.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/http/http.h"
#include "trade/evaluation/words.h"
#include "trade/papers/said.h"
#include "trade/tenderdoc/tenderdoc.h"

/* Where the template has gone since, or changed, what was registered keeps its own name. */
static const char *field_title(const struct law_template *t, const char *id)
{
	for (size_t i = 0; t != NULL && i < t->field_count; i++)
		if (strcmp(t->fields[i].id, id) == 0)
			return t->fields[i].title;
	return id;
}

static const char *chapter_title(const struct law_template *t, const char *id)
{
	for (size_t i = 0; t != NULL && i < t->chapter_count; i++)
		if (strcmp(t->chapters[i].id, id) == 0)
			return t->chapters[i].title;
	return id;
}

static void say_fields(
    struct ctx *c, struct paper *p, const struct law_template *t, const struct tenderdoc *d)
{
	static const struct paper_column columns[] = { { "序号", 12, true },
		{ "条款名称", 52, false }, { "编列内容", 92, false } };
	const struct tenderdoc_value *list = d->fields.items;
	paper_heading(p, "投标人须知前附表");
	paper_table(p, columns, 3);
	for (size_t i = 0; i < d->fields.n; i++)
		paper_row(p, (const char *const[]){ say_number(c, (int64_t)i + 1),
		                 field_title(t, list[i].id), list[i].value });
}

static void say_method(struct ctx *c, struct paper *p, const struct tenderdoc *d)
{
	const struct json *words = method_said(c, d->evaluation);
	int64_t i = 0;
	paper_heading(p, "评标办法前附表");
	for (const struct json *v = words->first; v != NULL; v = v->next)
		paper_text(p, arena_printf(c->mem, "%" PRId64 ". %s", ++i, v->text));
	paper_note(p, "以上各条由招标文件中供评标系统读取的数据生成，评标时按同一数据计算。");
}

static void say_wanted(struct ctx *c, struct paper *p, const struct tenderdoc *d)
{
	static const struct paper_column columns[] = { { "序号", 12, true },
		{ "组成部分", 144, false } };
	const struct tenderdoc_part *parts = d->parts.items;
	const char *form = "";
	for (size_t i = 0; tenderdoc_form_zh[i] != NULL; i++)
		if ((d->form & (1U << i)) != 0)
			form = arena_printf(
			    c->mem, "%s%s%s", form, *form ? "、" : "", tenderdoc_form_zh[i]);
	paper_heading(p, "投标文件的组成");
	paper_text(p, arena_printf(c->mem, "开标一览表应当填写：%s。", form));
	if (d->parts.n == 0) {
		paper_text(p, "除开标一览表外，不要求其他投标文件。");
		return;
	}
	paper_text(p, d->twoEnvelopes
	                  ? "采用双信封：下列部分为第一信封，开标一览表为第二信封；第一信封评审结束"
	                    "后，通过者的第二信封才开标。"
	                  : "除开标一览表外，还应当递交下列部分：");
	paper_table(p, columns, 2);
	for (size_t i = 0; i < d->parts.n; i++)
		paper_row(
		    p, (const char *const[]){ say_number(c, (int64_t)i + 1), parts[i].title });
}

/* Line by line, as comparisons of versions count them; empty ones are left out. */
static void say_chapter(struct ctx *c, struct paper *p, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		const char *line = arena_copy(c->mem, text, n);
		if (line[strspn(line, " \t\r")] != '\0')
			paper_text(p, line);
		text += n + (text[n] == '\n');
	}
}

/* Of 1 to 99: 一, 十, 十二, 二十 … */
static const char *numeral(struct ctx *c, size_t n)
{
	static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八",
		"九" };
	return arena_printf(
	    c->mem, "%s%s%s", n >= 20 ? digits[n / 10] : "", n >= 10 ? "十" : "", digits[n % 10]);
}

static void say_chapters(
    struct ctx *c, struct paper *p, const struct law_template *t, const struct tenderdoc *d)
{
	const struct tenderdoc_chapter *list = d->chapters.items;
	for (size_t i = 0; i < d->chapters.n; i++) {
		paper_heading(p, arena_printf(c->mem, "第%s章　%s", numeral(c, i + 1),
		                     chapter_title(t, list[i].id)));
		say_chapter(c, p, list[i].text);
	}
}

enum err document_paper(struct req *r)
{
	struct ctx *c = &r->c;
	struct version_shown v;
	struct lot *lots;
	struct about a;
	size_t n;
	bool unchanged;
	TRY(about_tender(c, r->params[0], &a));
	TRY(version_show(r, "{digest}", a.t.id, r->params[1], &v));
	TRY(lots_of(c, a.t.id, &lots, &n));
	const struct law_template *t = law_template(c->law, v.document.template);
	const char *draft = v.v.published_ms == 0 ? "（未发布）" : "";
	const struct said s = { t != NULL ? t->title_zh : "招标文件",
		arena_printf(c->mem, "%s　第 %" PRId64 " 版%s", a.title, v.v.number, draft),
		arena_printf(c->mem, "/trades/%s", n > 0 ? lots[0].id : a.t.id), v.v.digest,
		"招标文件（结构化文本）", v.v.drafted_ms };
	struct paper *p = said_begin(r, &s, &unchanged);
	if (unchanged)
		return OK;
	say_about(p, &a);
	paper_fact(p, "版本", arena_printf(c->mem, "第 %" PRId64 " 版", v.v.number));
	paper_fact(p, "登记时间", say_ms(c, v.v.drafted_ms));
	paper_fact(p, "发布时间",
	    v.v.published_ms > 0 ? say_ms(c, v.v.published_ms) : "尚未发布，不作为投标依据");
	if (t != NULL)
		paper_fact(p, "编制依据", t->basis_zh);
	say_fields(c, p, t, &v.document);
	say_method(c, p, &v.document);
	say_wanted(c, p, &v.document);
	say_chapters(c, p, t, &v.document);
	paper_close(p, a.principal.name, say_day(c, v.v.drafted_ms));
	return said_end(r, p, arena_printf(c->mem, "document-%" PRId64, v.v.number));
}
