#include "portal/parts.h"

#include <string.h>

#include "core/document/document.h"
#include "core/http/http.h"
#include "core/law/region.h"
#include "portal/qr.h"
#include "trade/notice/notice.h"
#include "trade/tenderdoc/tenderdoc.h"

const char *part_money(struct ctx *c, const char *amount, const char *currency)
{
	struct money m;
	if (amount == NULL || currency == NULL || money_parse(c, amount, currency, &m) != OK)
		return amount;
	return money_show(c, m);
}

const char *part_money_json(struct ctx *c, const struct json *money)
{
	return part_money(
	    c, json_get_text(money, "amount", NULL), json_get_text(money, "currency", NULL));
}

enum err part_party(struct ctx *c, struct buf *b, const char *const words[2], const char *party)
{
	struct party p;
	if (party == NULL)
		return OK;
	TRY(party_get(c, party, &p));
	page_fact_begin(b, words[0], words[1]);
	page_add(b, "%s <small class=\"code\">%s</small>", p.name, p.identifier);
	page_fact_end(b);
	return OK;
}

enum err part_document(struct ctx *c, struct buf *b, const char *const words[2], const char *digest)
{
	struct document d;
	if (digest == NULL)
		return OK;
	TRY(document_get(c, digest, &d));
	page_fact_begin(b, words[0], words[1]);
	page_add(b,
	    "<a href=\"/api/documents/%s\" download=\"%s\">%s</a> <small>%ld KB %s</small><br>",
	    d.digest, d.name, d.name, (d.bytes + 1023) / 1024, d.type);
	part_digest(b, d.digest);
	page_fact_end(b);
	return OK;
}

enum err part_tender_document(struct ctx *c, struct buf *b, const char *const words[2],
    const char *tender, const char *digest)
{
	struct tender_version v;
	struct document d;
	bool found;
	TRY(version_find(c, tender, digest, &found, &v));
	if (!found)
		return part_document(c, b, words, digest);
	TRY(document_get(c, digest, &d));
	page_fact_begin(b, words[0], words[1]);
	page_add(b,
	    "<a href=\"/tenders/%s/documents/%s\">在线阅读</a> "
	    "<small>网页，分章可读、可打印</small><br>"
	    "<a href=\"/api/tenders/%s/documents/%s/paper\">PDF 下载 / 打印</a> "
	    "<small>全文，供阅读、存档</small><br>",
	    tender, digest, tender, digest);
	page_add(b,
	    "<a href=\"/api/documents/%s\" download=\"%s\">结构化数据 JSON</a> <small>%ld "
	    "KB，供系统"
	    "读取、核对摘要</small><br>",
	    digest, d.name, (d.bytes + 1023) / 1024);
	part_digest(b, digest);
	page_fact_end(b);
	return OK;
}

const char *part_title(const struct law_template *t, const char *id)
{
	for (size_t k = 0; t != NULL && k < t->field_count; k++)
		if (strcmp(t->fields[k].id, id) == 0)
			return t->fields[k].title;
	for (size_t k = 0; t != NULL && k < t->chapter_count; k++)
		if (strcmp(t->chapters[k].id, id) == 0)
			return t->chapters[k].title;
	return id;
}

enum err part_code(struct req *r, struct buf *b, const char *path, const char *what)
{
	struct ctx *c = &r->c;
	const char *site = req_site(r);
	if (site == NULL)
		return OK;
	const char *address = arena_printf(c->mem, "%s%s", site, path);
	buf_text(b, "<div class=\"printed\">");
	TRY(qr_add(c, b, address, arena_printf(c->mem, "扫码%s", what)));
	page_add(b, "<p>扫码%s，固定地址：<br>%s</p></div>\n", what, address);
	return OK;
}

const char *part_number(struct ctx *c, int64_t n)
{
	if (n < 1000)
		return arena_printf(c->mem, "%d", (int)n);
	return arena_printf(c->mem, "%s,%03d", part_number(c, n / 1000), (int)(n % 1000));
}

const char *part_region(struct ctx *c, int32_t code)
{
	const struct law_region *region = law_region(c->law, code);
	int32_t above = law_region_above(c->law, code);
	if (region == NULL)
		return NULL;
	return above == 0 ? region->name
	                  : arena_printf(c->mem, "%s%s", part_region(c, above), region->name);
}

void part_state(struct buf *b, enum lot_state state)
{
	static const char *const icons[] = { "✎", "○", "◔", "◔", "◔", "◑", "◕", "◉", "●", "✔", "■",
		"✕", "✕" };
	_Static_assert(sizeof(icons) / sizeof(*icons) == LS_STATES, "one for each state");
	page_add(b, "<span class=\"state %s\"><span aria-hidden=\"true\">%s</span> %s</span>",
	    lot_state_words[state], icons[state], lot_state_zh[state]);
}

const char *part_type_zh(const char *type)
{
	int i = 0;
	while (notice_words[i] != NULL && strcmp(notice_words[i], type) != 0)
		i++;
	return notice_words[i] != NULL ? notice_zh[i] : type;
}

void part_type(struct buf *b, const char *type)
{
	page_add(b, "<span class=\"type %s\">%s</span>", type, part_type_zh(type));
}

void part_digest(struct buf *b, const char *digest)
{
	page_add(b, "<code class=\"digest\">%s</code>", digest);
}

/* A cell, with its column's name for narrow screens, where rows become cards. */
static void cell(struct buf *b, const char *column, const char *class, const char *text)
{
	page_add(b, "<td data-label=\"%s\" class=\"%s\">%s</td>", column, class,
	    text != NULL && *text != '\0' ? text : "—");
}

static void opening_row(struct ctx *c, struct buf *b, const struct opened_bid *bid, size_t number)
{
	const struct bid_form *f = &bid->form;
	bool opened = bid->state == OPENED;
	page_add(b, "<tr class=\"%s\"><td data-label=\"序号\" class=\"num\">%ld</td>",
	    opened_words[bid->state], (int64_t)number);
	page_add(b, "<th scope=\"row\">%s</th>", bid->name);
	cell(b, "投标报价", "num", f->price.currency != NULL ? money_show(c, f->price) : NULL);
	cell(b, "工期（天）", "num",
	    f->duration_days > 0 ? decimal_text(c, f->duration_days, 0) : NULL);
	cell(b, "质量标准", "", f->quality);
	cell(b, "项目负责人", "", f->leader);
	cell(b, "投标担保", "", f->security);
	page_add(b,
	    "<td data-label=\"状态\"><span><span class=\"state\"><span "
	    "aria-hidden=\"true\">%s</span> %s"
	    "</span>",
	    opened ? "✔" : "✕", opened_zh[bid->state]);
	const char *why = unopened_zh(bid);
	if (why != NULL)
		page_add(b, "<br><small>%s</small>", why);
	buf_text(b, "</span></td></tr>\n");
}

void part_opening(struct ctx *c, struct buf *b, const struct opening *o, const char *lot)
{
	size_t i = 0;
	buf_text(b,
	    "<div class=\"table\" role=\"region\" aria-label=\"开标记录表\" "
	    "tabindex=\"0\"><table>\n"
	    "<caption>开标记录表 <span lang=\"en\">Opening record</span></caption>\n"
	    "<thead><tr><th scope=\"col\" class=\"num\">序号</th><th scope=\"col\">投标人</th>"
	    "<th scope=\"col\" class=\"num\">投标报价</th><th scope=\"col\" "
	    "class=\"num\">工期（天）</th>"
	    "<th scope=\"col\">质量标准</th><th scope=\"col\">项目负责人</th>"
	    "<th scope=\"col\">投标担保</th><th scope=\"col\">状态</th></tr></thead>\n<tbody>\n");
	for (; i < o->n && page_room(b); i++)
		opening_row(c, b, &o->bids[i], i + 1);
	buf_text(b, "</tbody></table></div>\n");
	if (i < o->n)
		page_rest(b, arena_printf(c->mem, "/api/lots/%s/opening", lot));
	if (o->n == 0)
		buf_text(b, "<p class=\"note\">没有投标文件。</p>\n");
}

/* scored: bids are ranked by their points, else by the price with what was corrected and priced. */
static void result_row(
    struct ctx *c, struct buf *b, const struct json *bid, const char *currency, bool scored)
{
	const char *price = json_get_text(bid, "price", NULL);
	const struct json *rank = json_get(bid, "rank");
	page_add(b, "<tr><td data-label=\"排名\" class=\"num\">%s</td>",
	    rank != NULL ? decimal_text(c, rank->i, 0) : "—");
	page_add(b, "<th scope=\"row\">%s</th>", json_get_text(bid, "name", ""));
	price = json_get_text(bid, "corrected", price);
	if (!scored)
		price = json_get_text(bid, "evaluated", price);
	cell(b, scored ? "投标报价" : "评标价", "num", part_money(c, price, currency));
	if (scored)
		cell(b, "总分", "num", json_get_text(bid, "total", "—"));
	page_add(b,
	    "<td data-label=\"结论\"><span class=\"state\"><span aria-hidden=\"true\">%s</span> "
	    "%s</span></td>"
	    "</tr>\n",
	    rank != NULL ? "✔" : "✕", rank != NULL ? "有效" : json_get_text(bid, "why", "无效"));
}

void part_result(struct ctx *c, struct buf *b, const struct json *result, const char *lot)
{
	const struct json *bids = json_get(result, "bids"), *steps = json_get(result, "steps");
	const char *currency = json_get_text(result, "currency", NULL);
	const struct json *v = bids != NULL ? bids->first : NULL;
	bool scored = strcmp(json_get_text(result, "method", "lowest-price"), "lowest-price") != 0;
	page_add(b,
	    "<div class=\"table\" role=\"region\" aria-label=\"评标结果表\" "
	    "tabindex=\"0\"><table>\n"
	    "<caption>评标结果 <span lang=\"en\">Evaluation</span></caption>\n"
	    "<thead><tr><th scope=\"col\" class=\"num\">排名</th><th scope=\"col\">投标人</th>"
	    "<th scope=\"col\" class=\"num\">%s</th>",
	    scored ? "投标报价" : "评标价");
	if (scored)
		buf_text(b, "<th scope=\"col\" class=\"num\">总分</th>");
	buf_text(b, "<th scope=\"col\">结论</th></tr></thead>\n<tbody>\n");
	for (; v != NULL && page_room(b); v = v->next)
		result_row(c, b, v, currency, scored);
	buf_text(b, "</tbody></table></div>\n");
	if (v != NULL) {
		page_rest(b, arena_printf(c->mem, "/api/lots/%s/evaluation", lot));
		return;
	}
	buf_text(b, "<h3>计算过程 <span lang=\"en\">How it was computed</span></h3>\n<ol>\n");
	v = steps != NULL ? steps->first : NULL;
	for (; v != NULL && page_room(b); v = v->next)
		page_add(b, "<li>%s</li>\n", v->text);
	buf_text(b, "</ol>\n");
	if (v != NULL)
		page_rest(b, arena_printf(c->mem, "/api/lots/%s/evaluation", lot));
}

void part_periods(struct buf *b, const struct json *periods)
{
	const struct json *p = periods != NULL ? periods->first : NULL;
	if (p == NULL)
		return;
	page_section(b, "periods", "法定期限", "Periods of the law");
	buf_text(b, "<ul>\n");
	for (; p != NULL && page_room(b); p = p->next) {
		const struct json *number = json_get(p, "number");
		page_add(b, "<li>%s：%s <small>%s</small></li>\n",
		    json_get_text(number, "note", ""),
		    json_get_text(json_get(p, "counted"), "zh", ""),
		    json_get_text(json_get(number, "basis"), "zh", ""));
	}
	buf_text(b, "</ul>\n");
}
