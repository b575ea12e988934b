/* document_page.c - a tender document that the centre can read, as a page: what its PDF says. */
#include <string.h>

#include "core/http/http.h"
#include "portal/page.h"
#include "portal/pages.h"
#include "portal/parts.h"
#include "trade/evaluation/words.h"
#include "trade/tenderdoc/tenderdoc.h"

static void add_fields(struct buf *b, const struct law_template *t, const struct tenderdoc *d)
{
	const struct tenderdoc_value *list = d->fields.items;
	page_section(b, "fields", "投标人须知前附表", "Data");
	buf_text(b, "<dl class=\"facts\">\n");
	for (size_t i = 0; i < d->fields.n; i++)
		page_fact(b, part_title(t, list[i].id), "", list[i].value);
	buf_text(b, "</dl>\n");
}

static void add_method(struct ctx *c, struct buf *b, const struct tenderdoc *d)
{
	const struct json *words = method_said(c, d->evaluation);
	page_section(b, "evaluation", "评标办法前附表", "Evaluation");
	buf_text(b, "<ol>\n");
	for (const struct json *v = words->first; v != NULL; v = v->next)
		page_add(b, "<li>%s</li>\n", v->text);
	buf_text(b, "</ol>\n<p class=\"note\">以上各条由招标文件中供评标系统读取的数据生成，评标时"
	            "按同一数据计算。</p>\n");
}

static void add_wanted(struct buf *b, const struct tenderdoc *d)
{
	const struct tenderdoc_part *parts = d->parts.items;
	bool first = true;
	page_section(b, "bid", "投标文件的组成", "What a bid holds");
	buf_text(b, "<p>开标一览表应当填写：");
	for (size_t i = 0; tenderdoc_form_zh[i] != NULL; i++)
		if ((d->form & (1U << i)) != 0) {
			page_add(b, "%s%s", first ? "" : "、", tenderdoc_form_zh[i]);
			first = false;
		}
	buf_text(b, "。</p>\n");
	if (d->parts.n == 0) {
		buf_text(b, "<p>除开标一览表外，不要求其他投标文件。</p>\n");
		return;
	}
	buf_text(
	    b, d->twoEnvelopes
	           ? "<p>采用双信封：下列部分为第一信封，开标一览表为第二信封；第一信封评审结束"
	             "后，通过者的第二信封才开标。</p>\n<ol>\n"
	           : "<p>除开标一览表外，还应当递交下列部分：</p>\n<ol>\n");
	for (size_t i = 0; i < d->parts.n; i++)
		page_add(b, "<li>%s</li>\n", parts[i].title);
	buf_text(b, "</ol>\n");
}

#define PIECE_BYTES ((size_t)64 * 1024) /* of a text, between two looks at the room that is left */

/* A text may be as long as the document. False: not all of it fits. */
static bool add_text(struct ctx *c, struct buf *b, const char *text)
{
	size_t left = strlen(text);
	while (left > 0 && page_room(b)) {
		size_t n = left < PIECE_BYTES ? left : PIECE_BYTES;
		while (n < left && ((unsigned char)text[n] & 0xC0) == 0x80)
			n--; /* within a character */
		buf_html(b, arena_copy(c->mem, text, n));
		text += n;
		left -= n;
	}
	return left == 0;
}

static void add_chapters(
    struct ctx *c, struct buf *b, const struct law_template *t, const struct version_shown *v)
{
	const struct tenderdoc_chapter *list = v->document.chapters.items;
	bool whole = true;
	for (size_t i = 0; i < v->document.chapters.n && whole; i++) {
		page_add(b, "<h2 id=\"chapter-%s\">第 %ld 章　%s</h2>\n<div class=\"text\">",
		    list[i].id, (int64_t)i + 1, part_title(t, list[i].id));
		whole = add_text(c, b, list[i].text);
		buf_text(b, "</div>\n");
	}
	if (!whole)
		page_rest(b, arena_printf(c->mem, "/api/tenders/%s/documents/%s/paper", v->v.tender,
		                 v->v.digest));
}

/* Anchors to the chapters: a document has many pages. */
static void add_outline(struct buf *b, const struct law_template *t, const struct tenderdoc *d)
{
	const struct tenderdoc_chapter *list = d->chapters.items;
	buf_text(b, "<nav class=\"chapters\" aria-label=\"目录\"><ol>\n"
	            "<li><a href=\"#fields\">投标人须知前附表</a></li>\n"
	            "<li><a href=\"#evaluation\">评标办法前附表</a></li>\n"
	            "<li><a href=\"#bid\">投标文件的组成</a></li>\n");
	for (size_t i = 0; i < d->chapters.n; i++)
		page_add(b, "<li><a href=\"#chapter-%s\">第 %ld 章　%s</a></li>\n", list[i].id,
		    (int64_t)i + 1, part_title(t, list[i].id));
	buf_text(b, "</ol></nav>\n");
}

static void add_about(
    struct ctx *c, struct buf *b, const struct tender *t, const struct tender_version *v)
{
	buf_text(b, "<dl class=\"facts\">\n");
	page_fact(b, "招标项目", "Tender", t->title);
	page_fact_begin(b, "版本", "Version");
	page_add(b, "第 %ld 版", v->number);
	page_fact_end(b);
	page_fact_begin(b, "发布时间", "Published");
	if (v->published_ms > 0)
		page_time(c, b, v->published_ms);
	else
		buf_text(b, "<strong>尚未发布，不作为投标依据</strong>");
	page_fact_end(b);
	page_fact_begin(b, "下载", "Download");
	page_add(b,
	    "<a href=\"/api/tenders/%s/documents/%s/paper\">PDF 下载 / 打印</a> "
	    "<small>全文，供阅读、"
	    "存档</small><br><a href=\"/api/documents/%s\" download>结构化数据 JSON</a> "
	    "<small>供系统读取，摘要即其 SHA-256</small><br>",
	    t->id, v->digest, v->digest);
	part_digest(b, v->digest);
	page_fact_end(b);
	buf_text(b, "</dl>\n");
}

enum err page_document(struct req *r)
{
	struct ctx *c = &r->c;
	struct version_shown v;
	struct tender t;
	struct buf b;
	TRY(tender_get(c, r->params[0], &t));
	TRY(version_show(r, "{digest}", t.id, r->params[1], &v));
	const struct law_template *form = law_template(c->law, v.document.template);
	page_begin(r, &b,
	    &(struct page){
	        form != NULL ? form->title_zh : "招标文件", "Tender document", NULL, NULL });
	add_about(c, &b, &t, &v.v);
	add_outline(&b, form, &v.document);
	add_fields(&b, form, &v.document);
	add_method(c, &b, &v.document);
	add_wanted(&b, &v.document);
	add_chapters(c, &b, form, &v);
	TRY(part_code(r, &b, arena_printf(c->mem, "/tenders/%s/documents/%s", t.id, v.v.digest),
	    "看本招标文件"));
	return page_end(r, &b);
}
