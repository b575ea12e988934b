/* page.c - index.html: the trade for people. Plain HTML without scripts; every value is escaped. */
#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "embedded.h"
#include "trade/archive/archive.h"
#include "trade/export/parts.h"

static const char head[] =
    "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n<style>\n"
    "body{font:16px/1.6 sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1a1a1a}\n"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}\n"
    "caption{text-align:left;font-weight:bold}\n"
    "th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}\n"
    "td.n{text-align:right;font-variant-numeric:tabular-nums}\n"
    ".wide{overflow-x:auto}\ncode{overflow-wrap:anywhere}\n"
    ".practice{border:3px solid #a00;color:#a00;padding:.5rem;font-weight:bold}\n"
    "</style>\n";

static void fact(struct buf *b, const char *name, const char *value)
{
	if (value == NULL)
		return;
	buf_printf(b, "<tr><th scope=\"row\">%s</th><td>", name);
	buf_html(b, value);
	buf_text(b, "</td></tr>\n");
}

static void cell(struct buf *b, const char *value)
{
	buf_text(b, "<td>");
	buf_html(b, value != NULL && *value != '\0' ? value : "—");
	buf_text(b, "</td>");
}

static void number(struct buf *b, const char *value)
{
	buf_text(b, "<td class=\"n\">");
	buf_html(b, value != NULL ? value : "—");
	buf_text(b, "</td>");
}

static void table(struct buf *b, const char *caption, const char *columns)
{
	buf_printf(b, "<div class=\"wide\"><table>\n<caption>%s</caption>\n", caption);
	if (columns != NULL)
		buf_printf(b, "<tr>%s</tr>\n", columns);
}

static void table_end(struct buf *b)
{
	buf_text(b, "</table></div>\n");
}

static const struct party *party_of(const struct export *x, const char *id)
{
	for (size_t i = 0; id != NULL && i < x->party_count; i++)
		if (strcmp(x->parties[i].id, id) == 0)
			return &x->parties[i];
	return NULL;
}

static const char *party_text(struct ctx *c, const struct export *x, const char *id)
{
	const struct party *p = party_of(x, id);
	return p == NULL ? NULL : arena_printf(c->mem, "%s（%s）", p->name, p->identifier);
}

static void facts(struct ctx *c, struct buf *b, const struct export *x)
{
	const struct tender *t = &x->tender;
	const struct lot *l = &x->lot;
	const struct money ceiling = { l->ceiling_minor, l->currency };
	const struct money floor = { l->floor_minor, l->currency };
	table(b, "项目 <span lang=\"en\">The trade</span>", NULL);
	fact(b, "交易中心 centre",
	    arena_printf(c->mem, "%s（%s）", c->centre->name, c->centre->code));
	fact(b, "招标项目 tender", t->title);
	fact(b, "标段 lot", l->title);
	fact(b, "统一交易标识码 trade code", l->trade_code);
	fact(b, "状态 state", lot_state_zh[l->state]);
	fact(b, "交易类型 kind", x->kind->title_zh);
	fact(b, "监督部门 supervisor", x->kind->department_zh);
	fact(b, "招标人 principal", party_text(c, x, t->principal));
	fact(b, "代理机构 agency", party_text(c, x, t->agency));
	fact(b, "最高投标限价 ceiling", l->ceiling_minor >= 0 ? money_show(c, ceiling) : NULL);
	fact(b, "最低限价 floor", l->floor_minor >= 0 ? money_show(c, floor) : NULL);
	fact(b, "公告发布 published", moment_show(c, t->published_ms));
	fact(b, "投标截止 deadline", moment_show(c, t->deadline_ms));
	fact(b, "中标人 supplier", party_text(c, x, x->award.lot != NULL ? x->award.party : NULL));
	if (x->award.lot != NULL)
		fact(b, "中标价 price",
		    money_show(c, (struct money){ x->award.price_minor, l->currency }));
	table_end(b);
}

static void opening(struct ctx *c, struct buf *b, const struct export *x)
{
	if (x->opening.record == NULL) {
		buf_text(b,
		    "<p>没有开标；投标情况不公开。 <span lang=\"en\">There was no opening; what "
		    "was bid stays secret.</span></p>\n");
		return;
	}
	table(b, "开标记录 <span lang=\"en\">Opening record</span>",
	    "<th scope=\"col\">投标人</th><th scope=\"col\">报价</th><th "
	    "scope=\"col\">工期（天）</th>"
	    "<th scope=\"col\">质量</th><th scope=\"col\">项目负责人</th><th "
	    "scope=\"col\">担保</th>"
	    "<th scope=\"col\">状态</th>");
	for (size_t i = 0; i < x->opening.n; i++) {
		const struct opened_bid *o = &x->opening.bids[i];
		const struct bid_form *f = &o->form;
		buf_text(b, "<tr><th scope=\"row\">");
		buf_html(b, o->name);
		buf_text(b, "</th>");
		number(b, f->price.currency != NULL ? money_show(c, f->price) : NULL);
		number(b, f->duration_days > 0 ? decimal_text(c, f->duration_days, 0) : NULL);
		cell(b, f->quality);
		cell(b, f->leader);
		cell(b, f->security);
		cell(b, opened_zh[o->state]);
		buf_text(b, "</tr>\n");
	}
	table_end(b);
}

static void result(struct ctx *c, struct buf *b, const struct export *x)
{
	struct json *tree;
	if (x->result == NULL || json_parse(c, x->result, strlen(x->result), &tree) != OK)
		return;
	const struct json *bids = json_get(tree, "bids"), *steps = json_get(tree, "steps");
	const char *currency = json_get_text(tree, "currency", "");
	table(b, "评标结果 <span lang=\"en\">Evaluation</span>",
	    "<th scope=\"col\">排名</th><th scope=\"col\">投标人</th><th scope=\"col\">评标价</th>"
	    "<th scope=\"col\">结论</th>");
	for (const struct json *v = bids->first; v != NULL; v = v->next) {
		const struct json *rank = json_get(v, "rank");
		const char *price = json_get_text(v, "price", NULL);
		buf_text(b, "<tr>");
		number(b, rank != NULL ? decimal_text(c, rank->i, 0) : NULL);
		buf_text(b, "<th scope=\"row\">");
		buf_html(b, json_get_text(v, "name", ""));
		buf_text(b, "</th>");
		struct money m;
		bool shown = price != NULL && money_parse(c, price, currency, &m) == OK;
		number(b, shown ? money_show(c, m) : price);
		cell(b, rank != NULL ? "有效" : json_get_text(v, "why", ""));
		buf_text(b, "</tr>\n");
	}
	table_end(b);
	buf_text(b, "<ol>\n");
	for (const struct json *v = steps->first; v != NULL; v = v->next) {
		buf_text(b, "<li>");
		buf_html(b, v->text);
		buf_text(b, "</li>\n");
	}
	buf_text(b, "</ol>\n");
}

static void timeline(struct ctx *c, struct buf *b, const struct export *x)
{
	table(b, "经过 <span lang=\"en\">Timeline</span>",
	    "<th scope=\"col\">日志位置</th><th scope=\"col\">时间（北京）</th>"
	    "<th scope=\"col\">事项</th><th scope=\"col\">主体</th>");
	for (size_t i = 0; i < x->entry_count; i++) {
		const struct evidence_entry *e = &x->entries[i];
		const struct party *p = party_of(x, e->party != NULL ? e->party : e->object);
		buf_printf(b,
		    "<tr><td class=\"n\"><a href=\"entries/%08" PRId64 ".json\">%" PRId64
		    "</a></td>",
		    e->place, e->place);
		cell(b, moment_show(c, e->at_ms));
		cell(b, entry_zh(e->kind));
		cell(b, p != NULL ? p->name : NULL);
		buf_text(b, "</tr>\n");
	}
	table_end(b);
}

static void files(struct buf *b, const struct export *x)
{
	buf_text(b, "<h2>文件 <span lang=\"en\">Files</span></h2>\n<ul>\n");
	for (size_t i = 0; i < x->notice_count; i++) {
		int type = 0;
		while (notice_words[type + 1] != NULL &&
		       strcmp(notice_words[type], x->notices[i].type) != 0)
			type++;
		buf_printf(
		    b, "<li><a href=\"notices/%03zu.json\">%s</a></li>\n", i + 1, notice_zh[type]);
	}
	for (size_t i = 0; i < x->document_count; i++) {
		const struct document *d = &x->documents[i];
		buf_printf(b, "<li><a href=\"documents/%s\" download=\"", d->digest);
		buf_html(b, d->name);
		buf_text(b, "\">");
		buf_html(b, d->name);
		buf_printf(
		    b, "</a>%s <code>%s</code></li>\n", d->public ? "" : "（密封）", d->digest);
	}
	buf_text(b, "</ul>\n");
}

/* Who doubts the file doubts the page that came with it. */
static void with_the_page(struct buf *b)
{
	if (embedded_find(EXPORT_CHECKER_FROM) == NULL)
		return;
	buf_text(b,
	    "<p>不装程序：打开旁边的 <a href=\"" EXPORT_CHECKER
	    "\">核验页</a>，选择这个压缩包，或者解压后的整个文件夹；不需要网络。"
	    "但它是随档案一起来的，自己证明不了什么：谁能改动档案，谁就能改动它。"
	    "有疑问时，请从别处取得核验页（交易中心网站的“核验”，地址以 /check 结尾），"
	    "或者用下面的命令。</p>\n"
	    "<p lang=\"en\">Without a program: open <a href=\"" EXPORT_CHECKER
	    "\">the page that checks</a> and choose the zip, or the whole unzipped folder; no "
	    "network is needed. It came with the file, so it proves nothing by itself: whoever can "
	    "change the file can change the page. In doubt take the page from elsewhere (/check of "
	    "the centre’s site), or use the command below.</p>\n");
}

static void how_to_verify(struct buf *b, const struct export *x)
{
	buf_text(b, "<h2>怎样核对 <span lang=\"en\">How to check this</span></h2>\n"
	            "<p>这一页只供阅读；证据是旁边的文件。 <span lang=\"en\">This page is for "
	            "reading; the evidence is in the files beside it.</span></p>\n");
	with_the_page(b);
	buf_printf(b,
	    "<p>在任何装有 <code>heng</code> 的电脑上，不需要网络，也不需要本中心：</p>\n"
	    "<pre>heng verify %s.zip --keys 公钥文件</pre>\n"
	    "<p>"
	    "它逐项重算：日志位置、密封投标的解密、开标记录、评标结果、通知书，并指出第一个对不上的"
	    "文件。"
	    "公钥文件应当从本中心之外取得（例如其他中心保存的 keys.txt）。</p>\n"
	    "<p lang=\"en\"><code>heng verify</code> needs neither network nor this centre: it "
	    "recomputes every place in "
	    "the log, the opening of the sealed bids, the record, the result and the letter, and "
	    "names the "
	    "first file that does not hold. Take the keys from somewhere else than this file.</p>\n"
	    "</body>\n</html>\n",
	    x->lot.id);
}

const char *export_page(struct ctx *c, const struct export *x)
{
	struct buf b;
	buf_init(&b, c->mem, LIMIT_ARENA_BYTES);
	buf_text(&b, head);
	buf_text(&b, "<title>");
	buf_html(&b, x->lot.title);
	buf_text(&b, " — 交易档案</title>\n</head>\n<body>\n");
	if (c->centre->practice)
		buf_text(&b,
		    "<p class=\"practice\">演练中心，数据均为虚构 <span lang=\"en\">practice "
		    "centre, nothing here is real</span></p>\n");
	buf_text(&b, "<h1>");
	buf_html(&b, x->lot.title);
	buf_text(&b, "<br><small>交易档案 <span lang=\"en\">file of a trade</span></small></h1>\n");
	facts(c, &b, x);
	opening(c, &b, x);
	result(c, &b, x);
	timeline(c, &b, x);
	files(&b, x);
	how_to_verify(&b, x);
	return b.p;
}
