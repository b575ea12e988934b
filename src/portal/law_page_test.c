#include "portal/page.h"
#include "portal/portal_test.h"

#define BASE "/law?kind=works-building&mandatory=true"

static struct seen ask(struct world *w, const char *rest, int status, const char *const *holds)
{
	struct seen s = world_look(w, arena_printf(w->c.mem, BASE "%s", rest), NULL);
	if (s.status != status)
		TEST_FAIL("%s: %d", rest, s.status);
	for (; *holds != NULL; holds++)
		world_holds(&s, *holds);
	world_lacks(&s, "<script");
	world_lacks(&s, "style=");
	return s;
}
#define ASK(status, rest, ...) ask(&w, rest, status, (const char *const[]){ __VA_ARGS__, NULL })

/* The row is chosen first; then what it is held against is asked by its name. */
static void a_row_asks_for_its_own(void **state)
{
	(void)state;
	struct world w = { 0 };
	assert_true(world_begin(&w, 0, true));
	struct seen s = world_look(&w, "/law?number=contract.max", NULL);
	world_holds(&s, "<option value=\"contract.max\" selected>");
	world_holds(&s, "下一步");
	world_lacks(&s, "class=\"verdict");
	s = ASK(200, "&number=contract.max&event=2026-05-06", "发出中标通知书的时间",
	    "name=\"event\" value=\"2026-05-06\"", "打算办理的时间");
	world_lacks(&s, "class=\"verdict");
	s = ASK(200, "&number=committee.size.min", "拟定的数（个）", "name=\"value\"");
	world_lacks(&s, "name=\"event\"");
	/* each date of a plan leads there, and each number that the guide finds */
	ASK(200, "&publication=2026-03-02",
	    "number=bid.period.min&amp;event=2026-03-02#why\">能不能办");
	s = world_look(&w, "/guide?q=20%E6%97%A5", NULL);
	world_holds(&s, "<a href=\"/law?number=bid.period.min#why\">能不能办</a>");
	world_end(&w);
}

static void lawful_and_not(void **state)
{
	(void)state;
	struct world w = { 0 };
	assert_true(world_begin(&w, 0, true));
	ASK(200, "&number=bid.period.min&event=2026-03-02&at=2026-03-21+23:59", "不得办理",
	    "name=\"at\" value=\"2026-03-21 23:59\"", "2026-03-21 23:59:00</time>",
	    "<strong><time datetime=\"2026-03-21T16:00:00.000Z\">2026-03-22 00:00:00",
	    "最后一日 2026-03-22（星期日），是休息日", "a day off", "《招标投标法》第二十四条",
	    "招标公告发布之后至少 20 日", "2026 年：《国务院办公厅", "SHA-256 <code",
	    "law/numbers/works-cn.yaml 第 ",
	    "/api/law/why?kind=works-building&amp;mandatory=true&amp;number=bid.period.min&amp;"
	    "event=2026-03-02&amp;at=2026-03-21%2023%3A59");
	ASK(200, "&number=bid.period.min&event=2026-03-02&at=2026-03-22", "可以办理");
	/* a latest time ends with its day, and warns */
	ASK(200, "&number=contract.max&event=2026-03-02&at=2026-04-01+23:59:59", "可以办理");
	ASK(200, "&number=contract.max&event=2026-03-02&at=2026-04-02", "不符合规定", "只作提醒",
	    "2026-04-01 24 时之前", "最晚可以");
	/* what is left out is now */
	ASK(200, "&number=bid.period.min&event=&at=", "不得办理", "2026-03-02 08:00:00</time>");
	ASK(200, "&number=security.bid.works.max&value=800000.01", "不得办理", "800,000.01 元",
	    "最多 800,000.00 元");
	ASK(200, "&number=committee.size.min&value=5", "可以办理", "5 个");
	/* nobody must hold this one, so no twenty days bind it */
	struct seen s =
	    world_look(&w, "/law?kind=works-building&mandatory=false&number=bid.period.min", NULL);
	world_holds(&s, "没有这项限制");
	world_end(&w);
}

/* Said at the field and on top; what was typed stays. */
static void what_is_wrong_is_kept(void **state)
{
	(void)state;
	struct world w = { 0 };
	assert_true(world_begin(&w, 0, true));
	struct seen s = ASK(422, "&number=bid.period.min&event=3%2F2%22&at=2026-03-22",
	    "<a href=\"#why-event\">", "id=\"why-event-fault\">日期写作 2026-03-01",
	    "value=\"3/2&quot;\" aria-invalid=\"true\" aria-describedby=\"why-event-fault\"",
	    "name=\"at\" value=\"2026-03-22\"", "<option value=\"bid.period.min\" selected>");
	world_lacks(&s, "class=\"verdict");
	ASK(422, "&number=committee.size.min&value=", "id=\"why-value-fault\">请填写");
	ASK(422, "&number=committee.size.min&value=4x", "value=\"4x\" aria-invalid");
	ASK(422, "&number=contract.max&event=9999-12-31&at=", "id=\"why-event-fault\"");
	ASK(422, "&publication=2026-02-30&deadline=2026-05-01", "<a href=\"#publication\">",
	    "value=\"2026-02-30\" aria-invalid", "name=\"deadline\" value=\"2026-05-01\"");
	assert_int_equal(world_look(&w, BASE "&number=no.such", NULL).status, 404);
	assert_int_equal(world_look(&w, "/law?kind=no-such&number=contract.max", NULL).status, 404);
	world_end(&w);
}

int law_page_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_asks_for_its_own),
		cmocka_unit_test(lawful_and_not),
		cmocka_unit_test(what_is_wrong_is_kept),
	};
	return RUN_GROUP("law_page", tests);
}
