#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/moment.h"
#include "portal/parts.h"
#include "portal/portal_test.h"
#include "portal/qr.h"
#include "trade/archive/archive.h"
#include "test/engines.h"

#define EVIL "<b>\\\"桥&'</b>" /* within JSON */

bool world_begin(struct world *w, int engine, bool practice)
{
	strcpy(w->dir, "/tmp/heng-portal-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	const char *url = engine_url(engine, w->dir);
	if (url == NULL)
		return rmdir(w->dir), false;
	w->c = test_ctx();
	url = arena_text(w->c.mem, url);
	const struct app_new new = { .dir = w->dir,
		.store = url,
		.code = "12660000MB2000005T",
		.name = "试验中心",
		.practice = practice };
	const struct app_options open = {
		.dir = w->dir, .manual = true, .manual_now_ms = TEST_NOW_MS
	};
	CHECK_OK(&w->c, app_init(&w->c, &new));
	CHECK_OK(&w->c, app_open(&w->c, &open, &w->app));
	return true;
}

void world_end(struct world *w)
{
	char command[80];
	app_close(w->app);
	test_ctx_end(&w->c);
	snprintf(command, sizeof(command), "rm -rf %s", w->dir);
	assert_int_equal(system(command), 0);
}

const struct json *world_say(struct world *w, const char *url, const char *body)
{
	struct json *v;
	struct call in = { .method = "POST", .url = url, .body = body, .token = w->token };
	app_call(&w->c, w->app, &in);
	if (in.status / 100 != 2)
		TEST_FAIL("%s: %d %s", url, in.status, in.reply);
	CHECK_OK(&w->c, json_parse(&w->c, in.reply, strlen(in.reply), &v));
	const struct json *result = json_get(v, "result");
	return result != NULL ? result : v;
}

void world_publish(struct world *w, const char *text)
{
	struct arena *mem = w->c.mem;
	const struct json *v = world_say(w, "/api/parties",
	    arena_printf(mem,
	        "{\"name\":\"%s\",\"contact\":\"%s\",\"roles\":[\"procuringEntity\"],"
	        "\"identifier\":{\"scheme\":\"TEST\",\"id\":\"%s\"}}",
	        text, text, text));
	v = world_say(w, "/api/practice/sessions",
	    arena_printf(
	        mem, "{\"person\":\"%s\",\"token\":true}", json_get_text(v, "person", "")));
	w->token = json_get_text(v, "token", NULL);
	v = world_say(w, "/api/projects", "{\"code\":\"1\",\"name\":\"桥\"}");
	v = world_say(w, "/api/tenders",
	    arena_printf(mem,
	        "{\"project\":\"%s\",\"kind\":\"works-lowest-price\",\"title\":\"%s\","
	        "\"mandatory\":true,\"stateControlled\":true,\"funding\":\"state\","
	        "\"qualification\":\"after\",\"method\":\"open\",\"organisation\":\"self\","
	        "\"lots\":"
	        "[{\"title\":\"%s\",\"ceiling\":{\"amount\":\"1234567.1\",\"currency\":\"CNY\"}}]}",
	        json_get_text(v, "id", ""), text, text));
	w->tender = json_get_text(v, "id", NULL);
	w->lot = json_get(v, "lots")->first->text;
	const char *base = arena_printf(mem, "/api/tenders/%s/", w->tender);
	const char *document = app_upload(
	    &w->c, w->app, w->token, (struct bytes){ (const uint8_t *)EVIL, strlen(EVIL) });
	world_say(w, arena_printf(mem, "%sannouncement", base),
	    arena_printf(mem,
	        "{\"text\":\"%s\",\"document\":\"%s\",\"deadline\":\"%s\","
	        "\"windowMinutes\":30}",
	        text, document, moment_text(&w->c, TEST_NOW_MS + 21 * DAY_MS)));
	world_say(w, arena_printf(mem, "%sconfirmation", base), NULL);
	w->notice = json_get_text(
	    world_say(w, arena_printf(mem, "%spublication", base), NULL), "notice", "");
}

/* The whole of a file that is sent instead of a body. */
static const char *read_file(struct arena *mem, int fd, size_t *n)
{
	struct stat st;
	assert_int_equal(fstat(fd, &st), 0);
	char *text = arena_alloc(mem, (size_t)st.st_size + 1);
	assert_int_equal(read(fd, text, (size_t)st.st_size), st.st_size);
	close(fd);
	*n = (size_t)st.st_size;
	return text;
}

struct seen world_look(struct world *w, const char *url, const char *if_none_match)
{
	struct req *r = req_new(w->app);
	r->if_none_match = arena_text(r->c.mem, if_none_match);
	r->host = arena_text(r->c.mem, w->host);
	r->forwarded_proto = arena_text(r->c.mem, w->forwarded_proto);
	if (req_match(r, "GET", url))
		assert_true(req_run(r, NULL));
	struct arena *mem = w->c.mem;
	struct seen s = { r->reply.status,
		r->reply.body == NULL ? "" : arena_copy(mem, r->reply.body, r->reply.n),
		arena_text(mem, r->reply.etag), arena_text(mem, r->reply.cache),
		arena_text(mem, r->reply.type), arena_text(mem, r->reply.disposition), r->reply.n };
	if (r->reply.fd >= 0)
		s.body = read_file(mem, r->reply.fd, &s.n);
	req_free(r);
	return s;
}

void world_holds(const struct seen *s, const char *text)
{
	if (strstr(s->body, text) == NULL)
		TEST_FAIL("%d, without %s:\n%s", s->status, text, s->body);
}

void world_lacks(const struct seen *s, const char *text)
{
	if (strstr(s->body, text) != NULL)
		TEST_FAIL("%d, with %s:\n%s", s->status, text, s->body);
}

/* Texts of others are text everywhere, and no page holds a script or a style of its own. */
static void texts_are_escaped(struct world *w)
{
	struct arena *mem = w->c.mem;
	const char *urls[] = { "/", arena_printf(mem, "/notices/%s", w->notice),
		arena_printf(mem, "/trades/%s", w->lot), "/practice", "/receipts/4",
		"/?q=%3Cb%3E%22%26%27" };
	for (size_t i = 0; i < LEN(urls); i++) {
		struct seen s = world_look(w, urls[i], NULL);
		assert_int_equal(s.status, 200);
		world_holds(&s, "&lt;b&gt;&quot;");
		world_lacks(&s, "<b>");
		world_lacks(&s, "<script");
		world_lacks(&s, "style=");
		world_holds(&s, "href=\"#main\"");
		world_holds(&s, "<main id=\"main\">");
		world_holds(&s, "<strong>演练</strong>");
		world_holds(&s, "2026-03-02 08:00:00");
	}
}

static void a_list_keeps_its_question(struct world *w)
{
	struct seen s = world_look(w, "/?q=%E6%A1%A5&type=announcement", NULL);
	assert_int_equal(s.status, 200);
	world_holds(&s, w->notice);
	world_holds(&s, "value=\"桥\"");
	world_holds(&s, "href=\"/?q=%E6%A1%A5\" aria-label=\"去掉条件：招标公告\"");
	world_holds(&s, "href=\"/?q=%E6%A1%A5&amp;type=announcement&amp;kind=works-lowest-price\"");
	world_holds(&s, "共 <strong>1</strong> 条公告");
	s = world_look(w, "/?q=%E8%B7%AF&type=announcement", NULL);
	world_lacks(&s, w->notice);
	world_holds(&s, "没有同时符合这些条件的公告");
	world_holds(&s, "href=\"/?q=%E8%B7%AF\" aria-label=\"去掉条件：招标公告\"");
	world_holds(&s, "href=\"/\">清除条件");
	s = world_look(w, "/?q=%E6%A1%A5&days=10", NULL);
	world_holds(&s, w->notice);
	world_holds(&s, "aria-current=\"true\"><span>近十天</span>");
	world_holds(&s, "<a href=\"/?q=%E6%A1%A5&amp;days=3\"><span>近三天</span>");
	world_holds(&s, "href=\"/?q=%E6%A1%A5\" aria-label=\"去掉条件：近十天发布\"");
	world_holds(&s, "<input type=\"hidden\" name=\"days\" value=\"10\">");
	world_holds(&s, "业务类型");
	world_holds(&s, "信息类型");
	world_holds(&s, "省份");
	s = world_look(w, "/?days=1&from=2026-03-01", NULL);
	world_holds(&s, "aria-current=\"true\"><span>指定区间</span>");
	world_lacks(&s, "name=\"days\"");
	assert_int_equal(world_look(w, "/?days=2", NULL).status, 422);
	assert_int_equal(world_look(w, "/?type=gossip", NULL).status, 422);
	assert_int_equal(world_look(w, "/?before=0", NULL).status, 422);
}

static void a_notice_may_be_kept(struct world *w)
{
	const char *url = arena_printf(w->c.mem, "/notices/%s", w->notice);
	struct seen s = world_look(w, url, NULL), again = world_look(w, url, s.etag);
	world_holds(&s, "1,234,567.10 元");
	world_holds(&s, "2026-03-23 08:00:00");
	assert_int_equal(again.status, 304);
	assert_string_equal(again.etag, s.etag);
	assert_string_equal(again.body, "");
	/* without the name of the site no code leads to it, with it one does, and the page is another */
	world_lacks(&s, "<svg class=\"qr\"");
	w->host = "trade.example";
	again = world_look(w, url, s.etag);
	assert_int_equal(again.status, 200);
	world_holds(&again, "<svg class=\"qr\"");
	world_holds(&again, arena_printf(w->c.mem, "<br>http://trade.example%s</p>", url));
	assert_int_equal(world_look(w, url, again.etag).status, 304);
	w->host = NULL;
	assert_int_equal(world_look(w, url, "\"other\"").status, 200);
	assert_int_equal(world_look(w, "/notices/01JN0000000000000000000000", NULL).status, 404);
}

static void a_trade_says_why_it_is_silent(struct world *w)
{
	struct seen s = world_look(w, arena_printf(w->c.mem, "/trades/%s", w->lot), NULL);
	world_holds(&s, "投标截止前不公开");
	world_holds(&s, "取得本页时还有 21 天 0 小时");
	world_holds(&s, arena_printf(w->c.mem, "<a href=\"/work/lots/%s\">办理", w->lot));
	world_holds(&s, "<a href=\"/check\">核验凭证");
	world_holds(&s, "<li><a href=\"/work\">工作台");
	world_holds(&s, "<li><a href=\"/check\">核验");
	world_holds(&s, "投标中");
	world_holds(&s, "/receipts/");
	world_lacks(&s, "开标记录表");
}

/* The home page without a question: what closes today, and the year in bars and numbers. */
static void home_shows_today_and_the_year(struct world *w)
{
	struct arena *mem = w->c.mem;
	struct seen s = world_look(w, "/", NULL);
	world_holds(&s, "2026-03-02 没有标段截止投标");
	world_holds(&s, "<svg viewBox=\"0 0 ");
	world_holds(
	    &s, "role=\"img\" aria-labelledby=\"year-title\" aria-describedby=\"year-table\"");
	world_holds(&s, "<table id=\"year-table\"");
	world_holds(
	    &s, "<th scope=\"row\">3 月</th><td class=\"num\">1</td><td class=\"num\">0</td>");
	world_lacks(&s, "<th scope=\"row\">4 月</th>");
	assert_null(
	    strstr(strstr(s.body, "class=\"announcements\"") + 1, "class=\"announcements\""));
	world_lacks(&s, "rect class=\"awards\"");
	s = world_look(w, "/?type=announcement", NULL);
	world_lacks(&s, "今日截标");
	world_lacks(&s, "本年数字");
	world_say(w, "/api/practice/clock",
	    arena_printf(
	        mem, "{\"to\":\"%s\"}", moment_text(&w->c, TEST_NOW_MS + 22 * DAY_MS - HOUR_MS)));
	s = world_look(w, "/", NULL);
	world_holds(&s, arena_printf(mem, "<a href=\"/trades/%s\">&lt;b&gt;", w->lot));
	world_holds(&s, ">2026-03-24 08:00:00</time></li>\n</ol>");
	world_lacks(&s, "没有标段截止投标");
}

/* Asked and answered, changed, objected to: the page of the law, of the change, and of the stay. */
static void what_happens_meanwhile_is_shown(struct world *w)
{
	struct arena *mem = w->c.mem;
	const char *trade = arena_printf(mem, "/trades/%s", w->lot);
	const char *base = arena_printf(mem, "/api/tenders/%s", w->tender), *side = w->token;
	struct seen s = world_look(w, "/law?kind=works-lowest-price&publication=2026-03-02", NULL);
	world_holds(&s, "2026-03-22");
	world_holds(&s, "其后第一个工作日 2026-03-23");
	world_holds(&s, "《招标投标法》第二十四条");
	assert_int_equal(world_look(w, "/law?kind=no-such", NULL).status, 404);

	const struct json *v = world_say(w, arena_printf(mem, "%s/clarifications", base),
	    arena_printf(mem,
	        "{\"type\":\"correction\",\"content\":\"" EVIL "\",\"affectsBids\":false,"
	        "\"reason\":\"" EVIL "\",\"deadline\":\"%s\"}",
	        moment_text(&w->c, TEST_NOW_MS + 22 * DAY_MS)));
	v = world_say(w, arena_printf(mem, "%s/clarifications/publication", base),
	    arena_printf(mem, "{\"clarification\":\"%s\"}", json_get_text(v, "id", "")));
	s = world_look(w, arena_printf(mem, "/notices/%s", json_get_text(v, "notice", "")), NULL);
	world_holds(&s, "更正公告");
	world_holds(&s, "原为 ");
	world_holds(&s, "不影响");
	world_lacks(&s, "<b>");

	v = world_say(w, "/api/parties",
	    "{\"name\":\"甲\",\"contact\":\"甲\",\"roles\":[\"tenderer\"],"
	    "\"identifier\":{\"scheme\":\"TEST\",\"id\":\"2\"}}");
	v = world_say(w, "/api/practice/sessions",
	    arena_printf(
	        mem, "{\"person\":\"%s\",\"token\":true}", json_get_text(v, "person", "")));
	w->token = json_get_text(v, "token", NULL);
	v = world_say(w, arena_printf(mem, "%s/objections", base), "{\"content\":\"工期过短\"}");
	s = world_look(w, trade, NULL);
	world_holds(&s, "招标投标活动暂停");
	world_lacks(&s, "工期过短");
	world_lacks(&s, "异议</"); /* its entry is not in the timeline */
	world_say(w, arena_printf(mem, "%s/objections/withdrawals", base),
	    arena_printf(mem, "{\"objection\":\"%s\"}", json_get_text(v, "id", "")));
	s = world_look(w, trade, NULL);
	world_lacks(&s, "招标投标活动暂停");
	world_holds(&s, "发布澄清、修改、更正或者延期");
	w->token = side;
}

static void receipts_of_drafts_are_not_shown(struct world *w)
{
	/* 2: the tender was created; 3: submitted; 4: confirmed, public by the publication */
	assert_int_equal(world_look(w, "/receipts/2", NULL).status, 404);
	assert_int_equal(world_look(w, "/receipts/3", NULL).status, 404);
	assert_int_equal(world_look(w, "/receipts/x", NULL).status, 404);
	struct seen s = world_look(w, "/receipts/4", NULL);
	world_holds(&s, "检查点每秒公布一次");
	world_lacks(&s, "heng verify");
	CHECK_OK(&w->c, app_publish(w->app));
	s = world_look(w, "/receipts/4", NULL);
	world_holds(&s, "三、包含证明");
	world_holds(&s, "<pre>heng verify receipt-4.json --keys keys.txt</pre>");
	world_holds(&s, "<a href=\"/check\">核验页</a>");
	world_holds(&s, "practice.heng/");
}

static void practice_pages(void **state)
{
	(void)state;
	for (int engine = 0; engine < ENGINES; engine++) {
		struct world w = { 0 };
		if (!world_begin(&w, engine, true))
			continue;
		world_publish(&w, EVIL);
		receipts_of_drafts_are_not_shown(&w);
		texts_are_escaped(&w);
		a_list_keeps_its_question(&w);
		a_notice_may_be_kept(&w);
		a_trade_says_why_it_is_silent(&w);
		what_happens_meanwhile_is_shown(&w);
		home_shows_today_and_the_year(&w);
		world_end(&w);
	}
}

static void production_is_not_practice(void **state)
{
	(void)state;
	struct world w = { 0 };
	assert_true(world_begin(&w, 0, false));
	assert_int_equal(world_look(&w, "/practice", NULL).status, 403);
	struct seen s = world_look(&w, "/", NULL);
	world_lacks(&s, "演练");
	world_holds(&s, "还没有公告");
	s = world_look(&w, "/help", NULL);
	world_lacks(&s, "演练");
	world_holds(&s, "heng verify 文件 --keys keys.txt");
	world_end(&w);
}

static void the_style_is_the_one_that_pages_name(void **state)
{
	(void)state;
	struct world w = { 0 };
	assert_true(world_begin(&w, 0, false));
	struct seen s = world_look(&w, "/style.css?v=" PAGE_STYLE, NULL);
	assert_int_equal(s.status, 200);
	if (strncmp(s.etag + 1, PAGE_STYLE, strlen(PAGE_STYLE)) != 0)
		TEST_FAIL("set PAGE_STYLE in page.h to the first digits of %s", s.etag);
	assert_string_equal(s.cache, "public, max-age=31536000, immutable");
	assert_null(world_look(&w, "/style.css", NULL).cache);
	assert_null(world_look(&w, "/style.css?v=", NULL).cache);
	assert_int_equal(world_look(&w, "/style.css", s.etag).status, 304);
	assert_int_equal(world_look(&w, "/favicon.svg", NULL).status, 200);
	s = world_look(&w, "/", NULL);
	world_holds(&s, "/style.css?v=" PAGE_STYLE);
	world_end(&w);
}

static void parts(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	const char *none = arena_text(c.mem, NULL);
	struct buf b;
	buf_init(&b, c.mem, 4096);
	page_add(&b, "<i>%s</i> %ld%% %s", "a<&\"'", INT64_MIN, none);
	assert_string_equal(b.p, "<i>a&lt;&amp;&quot;&#39;</i> -9223372036854775808% ");
	buf_init(&b, c.mem, 4096);
	page_query(&b, "a b&=桥~");
	assert_string_equal(b.p, "a%20b%26%3D%E6%A1%A5~");
	assert_string_equal(part_money(&c, "1234567.1", "CNY"), "1,234,567.10 元");
	assert_string_equal(part_money(&c, "many", "CNY"), "many");
	assert_null(part_money(&c, NULL, "CNY"));
	assert_string_equal(entry_zh("award.made"), "定标，发出中标通知书");
	assert_string_equal(entry_zh("new.kind"), "new.kind");
	/* the end of a day is named by that day */
	buf_init(&b, c.mem, 4096);
	page_time_end(&c, &b, day_start_ms(20260327));
	assert_non_null(strstr(b.p, "2026-03-27 00:00:00</time>（即 2026-03-26 24 时）"));
	test_ctx_end(&c);
}

/* Every kind of evidence that the procedure leaves has a Chinese word. */
static void every_rule_has_a_word(void **state)
{
	(void)state;
	for (const struct rule *r = lot_rules; r->evidence != NULL; r++)
		if (r->event != LE_PUBLISH)
			assert_string_not_equal(entry_zh(r->evidence), r->evidence);
	for (const struct rule *r = tender_rules; r->evidence != NULL; r++)
		assert_string_not_equal(entry_zh(r->evidence), r->evidence);
}

/* Reads a mark and the number behind it. */
static size_t number_after(const char **p, const char *mark)
{
	char *end = NULL;
	if (strncmp(*p, mark, strlen(mark)) != 0)
		TEST_FAIL("no %s at %s", mark, *p);
	unsigned long n = strtoul(*p + strlen(mark), &end, 10);
	*p = end;
	return n;
}

/* The path of a code, drawn again module by module, is the code. */
static void a_code_is_drawn_whole(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	const char *text = "https://trade.example/notices/01JN0000000000000000000000";
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_Q);
	size_t width = (size_t)code->width;
	uint8_t *drawn = arena_alloc(c.mem, width * width);
	struct buf b;
	buf_init(&b, c.mem, 64 * 1024);
	CHECK_OK(&c, qr_add(&c, &b, text, "<地址>"));
	assert_non_null(strstr(b.p, "<title>&lt;地址&gt;</title>"));
	const char *p = strstr(b.p, " d=\"") + 4;
	while (*p == 'M') {
		size_t x = number_after(&p, "M"), y = number_after(&p, " ");
		size_t n = number_after(&p, "h");
		assert_int_equal(number_after(&p, "v1h-"), n);
		assert_true(*p++ == 'z' && x + n <= width && y < width);
		memset(drawn + y * width + x, 1, n);
	}
	assert_string_equal(p, "\"/></svg>");
	for (size_t i = 0; i < width * width; i++)
		assert_int_equal(drawn[i], code->data[i] & 1);
	QRcode_free(code);
	/* more than the largest code holds */
	char *long_text = arena_alloc(c.mem, 4001);
	memset(long_text, 'x', 4000);
	CHECK_ERR(qr_add(&c, &b, long_text, ""), E_STORE);
	test_ctx_end(&c);
}

static void a_phone_is_led_to_its_request(void **state)
{
	(void)state;
	const char *id = "00112233445566778899aabbccddeeff";
	struct world w = { .host = "trade.example", .forwarded_proto = "https" };
	struct buf b;
	assert_true(world_begin(&w, 0, true));
	buf_init(&b, w.c.mem, 64 * 1024);
	CHECK_OK(&w.c,
	    qr_add(&w.c, &b, arena_printf(w.c.mem, "https://trade.example/work/phone/%s", id), ""));
	struct seen s = world_look(&w, arena_printf(w.c.mem, "/phone-requests/%s/code", id), NULL);
	world_holds(&s, strstr(b.p, "<path"));
	world_holds(&s, "xmlns=");
	assert_int_equal(world_look(&w, "/phone-requests/x/code", NULL).status, 404);
	world_end(&w);
}

/* A page of more rows than it may hold ends with the address of the rest. */
static void a_page_has_an_end(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct opening o = { .n = LIMIT_BIDS,
		.bids = arena_array(c.mem, struct opened_bid, LIMIT_BIDS) };
	struct buf b;
	char *name = arena_alloc(c.mem, 201);
	memset(name, '"', 200);
	for (size_t i = 0; i < o.n; i++)
		o.bids[i] = (struct opened_bid){ .name = name,
			.form = { .quality = name, .leader = name, .security = name } };
	buf_init(&b, c.mem, PAGE_BYTES_MAX);
	part_opening(&c, &b, &o, "LOT");
	assert_true(b.n < PAGE_BYTES_MAX);
	assert_non_null(strstr(b.p, "</tbody></table></div>\n<p class=\"note\">内容过长，其余见"));
	assert_non_null(strstr(b.p, "/api/lots/LOT/opening"));
	test_ctx_end(&c);
}

int portal_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(practice_pages),
		cmocka_unit_test(production_is_not_practice),
		cmocka_unit_test(the_style_is_the_one_that_pages_name),
		cmocka_unit_test(parts),
		cmocka_unit_test(every_rule_has_a_word),
		cmocka_unit_test(a_code_is_drawn_whole),
		cmocka_unit_test(a_phone_is_led_to_its_request),
		cmocka_unit_test(a_page_has_an_end),
	};
	return RUN_GROUP("portal", tests);
}
