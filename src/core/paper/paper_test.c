/* Papers as who receives them sees them: pdftotext reads each, whatever was put in. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/moment.h"
#include "core/paper/told.h"
#include "test/paper.h"
#include "test/unit.h"

#define DIGEST "4f1d0a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7"

static const struct centre practice = { .name = "试验公共资源交易中心", .practice = true },
                           real = { .name = "试验公共资源交易中心" };

static struct paper *begin(struct ctx *c, const struct centre *centre)
{
	c->centre = centre;
	return paper_new(c, &(struct paper_new){ .title = "开标记录表",
	                        .subtitle = "九寨沟县第二小学教学楼施工",
	                        .address = "https://heng.example/trades/01JNABCDEFGHJKMNPQRSTVWXYZ",
	                        .digest = DIGEST,
	                        .digest_of = "开标记录",
	                        .at_ms = TEST_NOW_MS });
}

static const char *text_of(struct ctx *c, const struct paper *p)
{
	struct bytes pdf;
	CHECK_OK(c, paper_pdf(c, p, &pdf));
	return paper_words(c, pdf);
}

static int count_of(const char *text, const char *what)
{
	int n = 0;
	for (const char *p = text; (p = strstr(p, what)) != NULL; p += strlen(what))
		n++;
	return n;
}

static void holds(const char *text, const char *what)
{
	if (strstr(text, what) == NULL)
		TEST_FAIL("no %s in\n%s", what, text);
}

static void words_and_digest_come_out(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct paper *p = begin(&c, &practice);
	paper_heading(p, "一、项目概况");
	paper_fact(p, "招标人", "九寨沟县教育局");
	paper_fact(p, "没有的", NULL);
	paper_text(p, "你方于二〇二六年三月二日递交的投标文件已被我方接受。");
	paper_signs(p, (const char *const[]){ "招标人代表：", "记录人：", "监标人：" }, 3);
	paper_close(p, "九寨沟县教育局", "2026-03-02");
	const char *text = text_of(&c, p);
	holds(text, "开标记录表");
	holds(text, "九寨沟县第二小学教学楼施工");
	holds(text, "九寨沟县教育局");
	holds(text, "你方于二〇二六年三月二日递交的投标文件已被我方接受。");
	holds(text, "招标人代表：");
	holds(text, DIGEST);
	holds(text, "https://heng.example/trades/01JNABCDEFGHJKMNPQRSTVWXYZ");
	holds(text, "第1页");
	holds(text, "共1页");
	holds(text, "演练文书");
	assert_null(strstr(text, "没有的"));
	assert_null(strstr(text_of(&c, begin(&c, &real)), "演"));
	test_ctx_end(&c);
}

static void fonts_are_embedded(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct bytes pdf;
	CHECK_OK(&c, paper_pdf(&c, begin(&c, &practice), &pdf));
	const char *fonts = paper_read(&c, "pdffonts %s | tail -n +3", pdf);
	assert_int_equal(count_of(fonts, "\n"), 2); /* the face and its bold */
	assert_int_equal(count_of(fonts, " yes yes yes "), 2);
	holds(fonts, "NotoSerifCJK");
	test_ctx_end(&c);
}

static void the_same_paper_has_the_same_bytes(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct bytes a, b, other;
	CHECK_OK(&c, paper_pdf(&c, begin(&c, &practice), &a));
	CHECK_OK(&c, paper_pdf(&c, begin(&c, &practice), &b));
	CHECK_OK(&c, paper_pdf(&c, begin(&c, &real), &other));
	assert_int_equal(a.n, b.n);
	assert_memory_equal(a.p, b.p, a.n);
	assert_true(other.n != a.n);
	holds(paper_read(&c, "TZ=UTC pdfinfo -isodates %s", a), "2026-03-02T00:00:00Z");
	test_ctx_end(&c);
}

static void table(struct ctx *c, struct paper *p, int rows)
{
	static const struct paper_column columns[] = { { "序号", 8, true }, { "投标人", 40, false },
		{ "投标报价", 30, true } };
	paper_table(p, columns, LEN(columns));
	for (int i = 1; i <= rows; i++)
		paper_row(p, (const char *const[]){ arena_printf(c->mem, "%d", i),
		                 arena_printf(c->mem, "第%d号建设有限公司", i), NULL });
}

static void a_long_table_repeats_its_head(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct paper *p = begin(&c, &practice);
	table(&c, p, 500);
	paper_text(p, "以上。");
	const char *text = text_of(&c, p);
	int pages = count_of(text, "\f");
	assert_in_range(pages, 10, 40);
	assert_int_equal(count_of(text, "序号"), pages);
	assert_int_equal(count_of(text, DIGEST), pages);
	assert_int_equal(count_of(text, "演练文书"), pages);
	for (int i = 1; i <= 500; i++)
		holds(text, arena_printf(c.mem, "第%d号建设有限公司", i));
	holds(text, arena_printf(c.mem, "第%d页", pages));
	assert_int_equal(count_of(text, arena_printf(c.mem, "共%d页", pages)), pages);
	test_ctx_end(&c);
}

/* A row that no page holds goes on; nothing of it is lost. */
static void a_row_higher_than_a_page_goes_on(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct paper *p = begin(&c, &real);
	struct buf b;
	buf_init(&b, c.mem, 1 << 20);
	for (int i = 0; i < 400; i++)
		buf_printf(&b, "第%d句。\n", i);
	table(&c, p, 3);
	paper_row(p, (const char *const[]){ "4", b.p, "1" });
	paper_fact(p, "理由", b.p);
	const char *text = text_of(&c, p);
	for (int i = 0; i < 400; i++)
		assert_int_equal(count_of(text, arena_printf(c.mem, "第%d句", i)), 2);
	test_ctx_end(&c);
}

static void hostile_text_is_only_text(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct paper *p = begin(&c, &real);
	char word[3001];
	memset(word, 'z', sizeof(word) - 1);
	word[3000] = '\0';
	paper_text(p, "<b>粗</b> &amp; <span font=\"1\">");
	paper_fact(p, "报价", "1\x01\x1f\x1e\x7f\xC2\x85元");
	paper_fact(p, "方向",
	    "甲\xE2\x80\xAE"
	    "321\xE2\x80\xAC乙\xE2\x81\xA6丙");
	paper_fact(p, "长词", word);
	paper_fact(p, "分行", "一\n二\t三");
	const char *text = text_of(&c, p);
	holds(text, "<b>粗</b>&amp;<spanfont=\"1\">");
	holds(text, "1\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD元");
	holds(text, "甲\xEF\xBF\xBD"
	            "321\xEF\xBF\xBD乙\xEF\xBF\xBD丙");
	holds(text, "一二三");
	assert_int_equal(count_of(text, "z"), 3000);
	test_ctx_end(&c);
}

static void what_is_too_much_is_refused(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct bytes pdf = { 0 };
	struct paper *p = begin(&c, &real);
	char lines[300];
	memset(lines, '\n', sizeof(lines) - 1);
	lines[sizeof(lines) - 1] = '\0';
	for (int i = 0; i < LIMIT_PAPER_PAGES / 5; i++)
		paper_text(p, lines);
	CHECK_ERR(paper_pdf(&c, p, &pdf), E_TOO_LARGE);
	holds(c.fault.detail, "pages");
	p = begin(&c, &real);
	for (int i = 0; i < 12000; i++)
		paper_text(p,
		    "这一段话很长，重复很多很多遍，直到超过一份文书可以说的全部内容为止，这样就"
		    "应当被拒绝，而不是被截断；"
		    "这一段话很长，重复很多很多遍，直到超过一份文书可以说的全部内容为止。");
	CHECK_ERR(paper_pdf(&c, p, &pdf), E_TOO_LARGE);
	holds(c.fault.detail, "bytes");
	assert_null(pdf.p);
	test_ctx_end(&c);
}

/* A program in place of the child. */
static enum err run_script(struct ctx *c, const char *script, int64_t ms)
{
	char *dir = test_folder(c), *path = arena_printf(c->mem, "%s/child", dir);
	struct bytes pdf;
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "#!/bin/sh\n%s\n", script);
	fclose(f);
	assert_int_equal(chmod(path, 0700), 0);
	struct told t = { .program = path, .ms = ms };
	t.text = paper_told(begin(c, &real), &t.n);
	enum err e = child_draw(c, &t, &pdf);
	test_folder_end(dir);
	return e;
}

static void a_child_that_fails_is_told(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct bytes pdf;
	int64_t began_us = moment_steady_us();
	CHECK_ERR(run_script(&c, "exec sleep 60", 300), E_PAPER);
	holds(c.fault.detail, "300 ms");
	assert_true(moment_steady_us() - began_us < 5 * 1000000);
	/* one that closes its output and stays is no better */
	CHECK_ERR(run_script(&c, "exec sleep 60 >&-", 5000), E_PAPER);
	assert_true(moment_steady_us() - began_us < 10 * 1000000);
	CHECK_ERR(run_script(&c, "kill -9 $$", 5000), E_PAPER);
	holds(c.fault.detail, "signal 9");
	CHECK_ERR(run_script(&c, "echo half; exit 7", 5000), E_PAPER);
	holds(c.fault.detail, "with 7");
	CHECK_ERR(run_script(&c, "exec cat /dev/zero", 20000), E_TOO_LARGE);
	struct told t = { .program = "/nowhere", .text = "", .ms = 1000 };
	CHECK_ERR(child_draw(&c, &t, &pdf), E_PAPER);
	t.program = "/proc/self/exe";
	static const char *const none_of_ours[] = { "", "\x1e", "x",
		"a\x1f"
		"b\x1e",
		"1\x1f"
		"2\x1f"
		"3\x1f"
		"4\x1f"
		"5\x1f"
		"6\x1f"
		"7\x1f"
		"8\x1e"
		"page\x1f"
		"x\x1e",
		"1\x1f"
		"2\x1f"
		"3\x1f"
		"4\x1f"
		"5\x1f"
		"6\x1f"
		"7\x1f"
		"8\x1e"
		"row\x1f"
		"x\x1e",
		"1\x1f"
		"2\x1f"
		"3\x1f"
		"4\x1f"
		"5\x1f"
		"6\x1f"
		"7\x1f"
		"8\x1e"
		"table\x1f"
		"x\x1f"
		"-1\x1f\x1e",
		"\xff\x1e" };
	for (size_t i = 0; i < LEN(none_of_ours); i++) {
		t.text = none_of_ours[i];
		t.n = strlen(t.text);
		t.ms = LIMIT_PAPER_MS;
		CHECK_ERR(child_draw(&c, &t, &pdf), E_PAPER);
		holds(c.fault.detail, "with 64");
	}
	test_ctx_end(&c);
}

/* Another face, or boxes, never stand in for the one that is missing. */
static void a_missing_font_is_refused(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	char *dir = test_folder(&c), *conf = arena_printf(c.mem, "%s/fonts.conf", dir), exe[500];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	assert_true(n > 0);
	exe[n] = '\0';
	FILE *f = fopen(conf, "w");
	assert_non_null(f);
	fprintf(f, "<fontconfig><dir>%s</dir></fontconfig>\n", dir);
	fclose(f);
	CHECK_ERR(run_script(&c, arena_printf(c.mem, "FONTCONFIG_FILE=%s exec %s paper", conf, exe),
	              LIMIT_PAPER_MS),
	    E_NO_FONT);
	test_folder_end(dir);
	test_ctx_end(&c);
}

int paper_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_and_digest_come_out),
		cmocka_unit_test(fonts_are_embedded),
		cmocka_unit_test(the_same_paper_has_the_same_bytes),
		cmocka_unit_test(a_long_table_repeats_its_head),
		cmocka_unit_test(a_row_higher_than_a_page_goes_on),
		cmocka_unit_test(hostile_text_is_only_text),
		cmocka_unit_test(what_is_too_much_is_refused),
		cmocka_unit_test(a_child_that_fails_is_told),
		cmocka_unit_test(a_missing_font_is_refused),
	};
	return RUN_GROUP("paper", tests);
}
