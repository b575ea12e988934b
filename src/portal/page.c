#include "portal/page.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "core/base/moment.h"

/* Rows are far smaller than what is left between the two. */
#define PAGE_FULL_BYTES (PAGE_BYTES_MAX / 2)

void page_add(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	for (const char *p = fmt; *p != '\0';) {
		size_t n = strcspn(p, "%");
		buf_add(b, p, n);
		p += n;
		if (*p == '\0')
			break;
		if (p[1] == 's') {
			buf_html(b, va_arg(ap, const char *));
			p += 2;
		} else if (p[1] == 'l' && p[2] == 'd') {
			buf_i64(b, va_arg(ap, int64_t));
			p += 3;
		} else {
			assert(p[1] == '%');
			buf_char(b, '%');
			p += 2;
		}
	}
	va_end(ap);
}

void page_query(struct buf *b, const char *text)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
	static const char hex[] = "0123456789ABCDEF";
	for (const unsigned char *p = (const unsigned char *)text; *p != 0; p++)
		if (strchr(plain, *p) != NULL) {
			buf_char(b, (char)*p);
		} else {
			const char esc[3] = { '%', hex[*p >> 4], hex[*p & 15] };
			buf_add(b, esc, sizeof(esc));
		}
}

void page_time(struct ctx *c, struct buf *b, int64_t ms)
{
	page_add(b, "<time datetime=\"%s\">%s</time>", moment_text(c, ms), moment_show(c, ms));
}

void page_time_end(struct ctx *c, struct buf *b, int64_t ms)
{
	page_time(c, b, ms);
	/* a period that ends with a day is not to be read as lasting into the next */
	if ((ms + BEIJING_MS) % DAY_MS == 0)
		page_add(b, "（即 %s 24 时）", day_text(c, day_of(ms - 1)));
}

void page_time_text(struct ctx *c, struct buf *b, const char *moment)
{
	int64_t ms = 0;
	if (moment != NULL && moment_parse(c, "moment", moment, &ms) == OK)
		page_time(c, b, ms);
}

void page_fact_begin(struct buf *b, const char *zh, const char *en)
{
	page_add(b, "<div><dt>%s <span lang=\"en\">%s</span></dt><dd>", zh, en);
}

void page_fact_end(struct buf *b)
{
	buf_text(b, "</dd></div>\n");
}

void page_fact(struct buf *b, const char *zh, const char *en, const char *value)
{
	if (value == NULL)
		return;
	page_fact_begin(b, zh, en);
	buf_html(b, value);
	page_fact_end(b);
}

void page_section(struct buf *b, const char *id, const char *zh, const char *en)
{
	page_add(b, "<h2 id=\"%s\">%s <span lang=\"en\">%s</span></h2>\n", id, zh, en);
}

bool page_room(const struct buf *b)
{
	return b->n < PAGE_FULL_BYTES;
}

void page_rest(struct buf *b, const char *address)
{
	page_add(b,
	    "<p class=\"note\">内容过长，其余见 <a href=\"%s\">%s</a>。"
	    " <span lang=\"en\">The rest is there.</span></p>\n",
	    address, address);
}

static void add_navigation(struct req *r, struct buf *b, const char *here)
{
	static const struct {
		const char *path, *zh, *en;
		bool practice;
	} links[] = {
		{ "/", "公告", "Notices", false },
		{ "/guide", "办事指南", "Guide", false },
		{ "/law", "法定期限", "Dates", false },
		{ "/check", "核验", "Check", false },
		{ "/work", "工作台", "Workbench", false },
		{ "/help", "帮助", "Help", false },
		{ "/practice", "演练", "Practice", true },
	};
	buf_text(b, "<nav aria-label=\"主导航\"><ul>");
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		if (links[i].practice && !r->c.centre->practice)
			continue;
		page_add(b, "<li><a href=\"%s\"", links[i].path);
		if (here != NULL && strcmp(here, links[i].path) == 0)
			buf_text(b, " aria-current=\"page\"");
		page_add(b, ">%s <span lang=\"en\">%s</span></a></li>", links[i].zh, links[i].en);
	}
	buf_text(b, "</ul></nav>");
}

void page_begin(struct req *r, struct buf *b, const struct page *p)
{
	struct ctx *c = &r->c;
	buf_init(b, c->mem, PAGE_BYTES_MAX);
	page_add(b,
	    "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<title>%s - %s</title>\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\n"
	    "<link rel=\"stylesheet\" href=\"/style.css?v=" PAGE_STYLE "\">\n",
	    p->title, c->centre->name);
	buf_text(b, p->head != NULL ? p->head
	                            : "<link rel=\"alternate\" type=\"application/atom+xml\" "
	                              "title=\"公告\" href=\"/feed.atom\">\n");
	buf_text(b, "</head>\n<body>\n"
	            "<a class=\"skip\" href=\"#main\">跳到正文 <span lang=\"en\">Skip to "
	            "content</span></a>\n");
	if (c->centre->practice)
		buf_text(b,
		    "<p class=\"practice\" role=\"note\"><strong>演练</strong> "
		    "本中心用于演练：主体、交易、"
		    "时间均为虚构，不产生法律效力。"
		    " <span lang=\"en\">Practice centre: nothing here is real.</span></p>\n");
	page_add(b,
	    "<header class=\"top\"><p class=\"centre\"><a href=\"/\">%s</a>"
	    " <span lang=\"en\">Public resource trading</span></p>",
	    c->centre->name);
	add_navigation(r, b, p->here);
	buf_text(b, "<p class=\"clock\">服务器时间 <span lang=\"en\">Server time</span> ");
	page_time(c, b, c->now_ms);
	buf_text(b, " <small>北京时间，取得本页时</small></p></header>\n<main id=\"main\">\n");
	page_add(b, "<h1>%s", p->title);
	if (p->en != NULL)
		page_add(b, " <span lang=\"en\">%s</span>", p->en);
	buf_text(b, "</h1>\n");
}

enum err page_end(struct req *r, struct buf *b)
{
	page_add(b,
	    "</main>\n<footer><p>%s · 本页由服务器生成，无需脚本，可打印，地址长期有效。"
	    " <span lang=\"en\">Made by the server; needs no script; prints well; permanent"
	    " address.</span></p>\n"
	    "<p class=\"links\"><a href=\"/help\">如何核验 <span lang=\"en\">How to "
	    "verify</span></a>"
	    " <a href=\"/api/openapi.json\">接口 <span lang=\"en\">API</span></a>"
	    " <a href=\"/checkpoint\">日志检查点 <span lang=\"en\">Checkpoint</span></a></p>\n"
	    "<p class=\"address\">%s</p></footer>\n</body>\n</html>\n",
	    r->c.centre->name, r->path);
	return reply_html(r, 200, b);
}
