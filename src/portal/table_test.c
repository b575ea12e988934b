#include <expat.h>
#include <glob.h>
#include <zip.h>

#include "core/base/moment.h"
#include "portal/portal_test.h"
#include "portal/rows.h"
#include "test/engines.h"

#define FORMULA "=HYPERLINK(\\\"x\\\"),\\n桥" /* within JSON */
#define MARK "\xEF\xBB\xBF"                   /* of UTF-8, for Excel */
#define HEAD MARK "\"发布时间(北京)\",\"信息类型\",\"业务类型\",\"标题\"," COLUMNS
#define COLUMNS "\"地区\",\"招标项目编号\",\"永久链接\"\r\n"

static void csv_is_safe_and_whole(struct world *w)
{
	struct arena *mem = w->c.mem;
	w->host = "trade.example:8443";
	w->forwarded_proto = "https";
	struct seen s = world_look(w, "/notices.csv?q=%E6%A1%A5&days=3", NULL);
	assert_int_equal(s.status, 200);
	assert_string_equal(s.type, "text/csv; charset=utf-8; header=present");
	assert_string_equal(s.disposition, "attachment; filename=\"notices-2026-03-02.csv\"");
	assert_string_equal(s.body,
	    arena_printf(mem,
	        HEAD
	        "\"2026-03-02 08:00:00\",\"招标公告\",\"%s\",\"'=HYPERLINK(\"\"x\"\"),\n桥\",\"\","
	        "\"%s\",\"https://trade.example:8443/notices/%s\"\r\n",
	        "施工公开招标（经评审的最低投标价法）", w->tender, w->notice));
	/* a name that is none stands in no address */
	w->host = "x\"/<b>";
	s = world_look(w, "/notices.csv", NULL);
	world_holds(&s, arena_printf(mem, ",\"/notices/%s\"\r\n", w->notice));
	s = world_look(w, "/notices.csv?q=%E8%B7%AF", NULL);
	assert_string_equal(s.body, HEAD);
	assert_int_equal(world_look(w, "/notices.csv?type=gossip", NULL).status, 422);
	s = world_look(w, "/?q=%E6%A1%A5&days=3", NULL);
	world_holds(&s, "href=\"/notices.csv?q=%E6%A1%A5&amp;days=3\"");
	world_holds(&s, "href=\"/notices.xlsx?q=%E6%A1%A5&amp;days=3\"");
}

/* A part of the zip that a workbook is. */
static const char *part_of(struct arena *mem, const struct seen *s, const char *name)
{
	zip_error_t error;
	zip_stat_t st;
	zip_source_t *source = zip_source_buffer_create(s->body, s->n, 0, &error);
	zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	assert_non_null(zip);
	assert_int_equal(zip_stat(zip, name, 0, &st), 0);
	char *text = arena_alloc(mem, st.size + 1);
	zip_file_t *file = zip_fopen(zip, name, 0);
	assert_int_equal(zip_fread(file, text, st.size), (zip_int64_t)st.size);
	zip_fclose(file);
	zip_discard(zip);
	return text;
}

static void xlsx_holds_texts_and_leaves_nothing(struct world *w)
{
	struct arena *mem = w->c.mem;
	glob_t left;
	w->host = "trade.example";
	w->forwarded_proto = NULL;
	struct seen s = world_look(w, "/notices.xlsx?type=announcement", NULL);
	assert_int_equal(s.status, 200);
	assert_string_equal(s.disposition, "attachment; filename=\"notices-2026-03-02.xlsx\"");
	const struct seen sheet = { .body = part_of(mem, &s, "xl/worksheets/sheet1.xml") };
	world_holds(&sheet, "发布时间(北京)");
	world_holds(&sheet, "=HYPERLINK(\"x\"),");
	world_holds(&sheet, w->tender);
	world_lacks(&sheet, "<f>");
	const struct seen links = { .body =
		                        part_of(mem, &s, "xl/worksheets/_rels/sheet1.xml.rels") };
	world_holds(&links, arena_printf(mem, "\"http://trade.example/notices/%s\"", w->notice));
	assert_int_equal(
	    glob(arena_printf(mem, "%s/uploads/*", w->dir), 0, NULL, &left), GLOB_NOMATCH);
	assert_int_equal(world_look(w, "/notices.xlsx?days=2", NULL).status, 422);
}

/* Counts the elements of a feed, and fails where it is no XML. */
static void XMLCALL element(void *n, const XML_Char *name, const XML_Char **attributes)
{
	(void)attributes;
	*(int *)n += strcmp(name, "entry") == 0;
}

static void is_feed_of(const struct seen *s, int entries)
{
	XML_Parser parser = XML_ParserCreate(NULL);
	int n = 0;
	XML_SetUserData(parser, &n);
	XML_SetElementHandler(parser, element, NULL);
	if (XML_Parse(parser, s->body, (int)s->n, true) != XML_STATUS_OK)
		TEST_FAIL("%s: %s", XML_ErrorString(XML_GetErrorCode(parser)), s->body);
	XML_ParserFree(parser);
	assert_int_equal(n, entries);
}

static void feed_is_atom_and_may_be_kept(struct world *w)
{
	struct arena *mem = w->c.mem;
	w->host = "trade.example";
	struct seen s = world_look(w, "/feed.atom?q=%E6%A1%A5&days=3&before=1", NULL), again;
	assert_int_equal(s.status, 200);
	assert_string_equal(s.type, "application/atom+xml; charset=utf-8");
	is_feed_of(&s, 1);
	world_holds(&s, "<title>招标公告：=HYPERLINK(&quot;x&quot;),\n桥</title>");
	world_holds(&s, arena_printf(mem, "href=\"http://trade.example/notices/%s\"", w->notice));
	world_holds(&s, "<updated>2026-03-02T00:00:00.000Z</updated>");
	world_holds(&s, "href=\"http://trade.example/?q=%E6%A1%A5&amp;days=3\"");
	world_holds(&s, "<id>tag:practice.heng,2026:/");
	if (strncmp(s.etag + 1, w->notice, strlen(w->notice)) != 0)
		TEST_FAIL("%s does not begin with %s", s.etag, w->notice);
	again = world_look(w, "/feed.atom?q=%E6%A1%A5&days=3", s.etag);
	assert_int_equal(again.status, 304);
	w->host = "other.example";
	assert_int_equal(world_look(w, "/feed.atom?q=%E6%A1%A5&days=3", s.etag).status, 200);
	s = world_look(w, "/feed.atom?q=%E8%B7%AF", NULL);
	is_feed_of(&s, 0);
	assert_int_equal(world_look(w, "/feed.atom?region=1", NULL).status, 422);
	s = world_look(w, "/?q=%E6%A1%A5", NULL);
	world_holds(&s, "title=\"公告\" href=\"/feed.atom?q=%E6%A1%A5\">\n</head>");
	s = world_look(w, "/help", NULL);
	world_holds(&s, "href=\"/feed.atom\">\n</head>");
}

static enum err count_row(struct ctx *c, void *to, const struct row *row)
{
	(void)c;
	assert_non_null(row->kind);
	++*(int *)to;
	return OK;
}

static enum err refuse_row(struct ctx *c, void *to, const struct row *row)
{
	(void)to;
	return fail(c, E_STORE, "of %s", row->tender);
}

/* What is cut says so, and a failure is still told when the memory of its page is gone. */
static void rows_have_an_end(struct world *w)
{
	const struct notice_query all = { .before = INT64_MAX };
	struct rows_wanted wanted = { &all, 1 };
	int n = 0;
	bool cut = false;
	world_say(w, arena_printf(w->c.mem, "/api/lots/%s/cancellation", w->lot),
	    "{\"reason\":\"资金未落实\"}");
	struct ctx c = test_ctx();
	c.law = w->app->law;
	CHECK_OK(&c, reader_take(w->app, &c));
	CHECK_OK(&c, rows_each(&c, &wanted, count_row, &n, &cut));
	assert_int_equal(n, 1);
	assert_true(cut);
	wanted.most = 2;
	CHECK_OK(&c, rows_each(&c, &wanted, count_row, &n, &cut));
	assert_int_equal(n, 3);
	assert_false(cut);
	CHECK_ERR(rows_each(&c, &wanted, refuse_row, NULL, &cut), E_STORE);
	assert_string_equal(c.fault.detail, arena_printf(c.mem, "of %s", w->tender));
	reader_give(w->app, &c);
	test_ctx_end(&c);
}

static void tables(void **state)
{
	(void)state;
	for (int engine = 0; engine < ENGINES; engine++) {
		struct world w = { 0 };
		if (!world_begin(&w, engine, true))
			continue;
		world_publish(&w, FORMULA);
		csv_is_safe_and_whole(&w);
		xlsx_holds_texts_and_leaves_nothing(&w);
		feed_is_atom_and_may_be_kept(&w);
		rows_have_an_end(&w);
		world_end(&w);
	}
}

static void a_site_is_an_address(void **state)
{
	(void)state;
	assert_true(site_is_one("https://ggzy.example"));
	assert_true(site_is_one("http://[::1]:8080"));
	assert_false(site_is_one("https://"));
	assert_false(site_is_one("https://a/"));
	assert_false(site_is_one("ftp://a"));
	assert_false(site_is_one("ggzy.example"));
}

int table_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables),
		cmocka_unit_test(a_site_is_an_address),
	};
	return RUN_GROUP("table", tests);
}
