#include "portal/year_figure.h"

#include "core/base/moment.h"
#include "portal/parts.h"
#include "portal/portal_db.h"

/* In units of the figure's own; the style says how large it is shown. */
#define LEFT 44 /* for the numbers of the axis */
#define TOP 16
#define SLOT 36 /* a month */
#define BAR 13
#define HEIGHT 224
#define BASE (TOP + HEIGHT)
#define WIDTH (LEFT + 12 * SLOT + 4)
#define WHOLE (BASE + 26)

/* The least round number that is not below n: 1, 2 or 5 and zeros, so that half of it reads well,
 * too. */
static int64_t round_up(int64_t n)
{
	int64_t unit = 2;
	for (;; unit *= 10) {
		if (n <= unit)
			return unit;
		if (n <= 2 * unit)
			return 2 * unit;
		if (n <= 5 * unit)
			return 5 * unit;
	}
}

static void add_level(struct ctx *c, struct buf *b, int64_t value, int64_t y)
{
	page_add(b,
	    "<line class=\"level\" x1=\"%ld\" x2=\"%ld\" y1=\"%ld\" y2=\"%ld\"/>"
	    "<text class=\"value\" x=\"%ld\" y=\"%ld\">%s</text>\n",
	    (int64_t)LEFT, (int64_t)WIDTH, y, y, (int64_t)LEFT - 6, y + 5, part_number(c, value));
}

static void add_bar(struct buf *b, const char *class, int64_t x, int64_t height)
{
	page_add(b, "<rect class=\"%s\" x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%ld\"/>", class,
	    x, (int64_t)BASE - height, (int64_t)BAR, height);
}

/* A bar of something is never so low that it is not seen. */
static int64_t height_of(int64_t value, int64_t top)
{
	int64_t height = value * HEIGHT / top;
	return value > 0 && height < 2 ? 2 : height;
}

static void add_bars(
    struct ctx *c, struct buf *b, int32_t year, const struct portal_month *months, int64_t most)
{
	int64_t top = round_up(most);
	page_add(b,
	    "<svg viewBox=\"0 0 %ld %ld\" role=\"img\" aria-labelledby=\"year-title\" "
	    "aria-describedby=\"year-table\">\n<title id=\"year-title\">%ld 年各月的招标公告数和"
	    "中标结果公告数，柱形图；数字见表</title>\n",
	    (int64_t)WIDTH, (int64_t)WHOLE, (int64_t)year);
	add_level(c, b, top, TOP);
	add_level(c, b, top / 2, TOP + HEIGHT / 2);
	add_level(c, b, 0, BASE);
	for (int64_t i = 0; i < 12; i++) {
		int64_t x = LEFT + i * SLOT + (SLOT - 2 * BAR) / 2;
		if (months[i].announcements > 0)
			add_bar(b, "announcements", x, height_of(months[i].announcements, top));
		if (months[i].awards > 0)
			add_bar(b, "awards", x + BAR, height_of(months[i].awards, top));
		page_add(b, "<text class=\"month\" x=\"%ld\" y=\"%ld\">%ld</text>\n", x + BAR,
		    (int64_t)BASE + 19, i + 1);
	}
	buf_text(b, "</svg>\n");
}

static void add_table(
    struct ctx *c, struct buf *b, const struct portal_month *months, int32_t count)
{
	struct portal_month sum = { 0 };
	buf_text(b, "<table id=\"year-table\" class=\"months\"><thead><tr><th scope=\"col\">月</th>"
	            "<th scope=\"col\" class=\"num\">招标公告</th>"
	            "<th scope=\"col\" class=\"num\">中标结果</th></tr></thead>\n<tbody>\n");
	for (int32_t i = 0; i < count; i++) {
		page_add(b,
		    "<tr><th scope=\"row\">%ld 月</th><td class=\"num\">%s</td>"
		    "<td class=\"num\">%s</td></tr>\n",
		    (int64_t)i + 1, part_number(c, months[i].announcements),
		    part_number(c, months[i].awards));
		sum.announcements += months[i].announcements;
		sum.awards += months[i].awards;
	}
	page_add(b,
	    "<tr class=\"sum\"><th scope=\"row\">合计</th><td class=\"num\">%s</td>"
	    "<td class=\"num\">%s</td></tr>\n</tbody></table>\n",
	    part_number(c, sum.announcements), part_number(c, sum.awards));
}

enum err year_figure(struct ctx *c, struct buf *b)
{
	struct portal_month months[12];
	int32_t today = day_of(c->now_ms), year = today / 10000;
	int64_t most = 0;
	TRY(portal_year(c, year, months));
	for (int i = 0; i < 12; i++) {
		most = months[i].announcements > most ? months[i].announcements : most;
		most = months[i].awards > most ? months[i].awards : most;
	}
	page_section(b, "year", "本年数字", "This year");
	if (most == 0) {
		page_add(b, "<p class=\"note\">%ld 年还没有招标公告和中标结果公告。</p>\n",
		    (int64_t)year);
		return OK;
	}
	page_add(b,
	    "<div class=\"year\"><figure>\n<figcaption>%ld 年，按发布月份（北京时间），条 "
	    "<span class=\"key announcements\">招标公告 <span lang=\"en\">announcements</span>"
	    "</span> <span class=\"key awards\">中标结果公告 <span "
	    "lang=\"en\">awards</span></span></figcaption>\n",
	    (int64_t)year);
	add_bars(c, b, year, months, most);
	buf_text(b, "</figure>\n");
	add_table(c, b, months, today / 100 % 100);
	buf_text(b, "</div>\n");
	return OK;
}
