#include "portal/page.h"
#include "portal/guide_find.h"
#include "portal/portal_test.h"

static void ask(struct world *w, const char *question, const char *const *holds)
{
	struct buf b;
	buf_init(&b, w->c.mem, 4096);
	buf_text(&b, "/guide?q=");
	page_query(&b, question);
	struct seen s = world_look(w, b.p, NULL);
	assert_int_equal(s.status, 200);
	for (; *holds != NULL; holds++)
		world_holds(&s, *holds);
	world_lacks(&s, "<script");
	world_lacks(&s, "style=");
}
#define ASK(question, ...) ask(&w, question, (const char *const[]){ __VA_ARGS__, NULL })

/* What is asked in the words of people is answered, with the source of each answer. */
static void questions_are_answered(void **state)
{
	(void)state;
	struct world w = { 0 };
	assert_true(world_begin(&w, 0, true));
	ASK("招标公告 20日", "招标公告发布之后至少 20 日", "《招标投标法》第二十四条",
	    "<code>bid.period.min</code>", "law/numbers/works-cn.yaml");
	ASK("怎么提出异议", "提出异议", "来源：<a href=\"/guide#objection\">");
	ASK("密钥丢失", "<h3 id=\"opening\">开标与密钥");
	ASK("投诉 30工作日", "30 工作日", "《招标投标法实施条例》第六十一条",
	    "<h3 id=\"complaint\">");
	ASK("400万元", "4,000,000.00 元", "第五条");
	ASK("receipt", "<h3 id=\"receipt\">核验凭证");
	ASK("<b>\"象棋", "没有找到回答", "value=\"&lt;b&gt;&quot;象棋\"");
	ASK("，。", "没有找到回答");
	world_end(&w);
}

static void the_best_come_first(void **state)
{
	(void)state;
	struct world w = { 0 };
	struct guide_found found;
	assert_true(world_begin(&w, 0, true));
	w.c.law = w.app->law;
	guide_find(&w.c, "招标公告 20日", &found);
	assert_string_equal(found.numbers[0]->id, "bid.period.min");
	guide_find(&w.c, "投标", &found);
	assert_string_equal(found.entries[0]->id, "bid");
	assert_true(found.entry_count <= GUIDE_ENTRIES && found.number_count <= GUIDE_NUMBERS);
	guide_find(&w.c, "", &found);
	assert_int_equal(found.entry_count + found.number_count, 0);
	world_end(&w);
}

/* The whole guide: at least what people come for most, and no link that leads nowhere. */
static void the_guide_is_whole(void **state)
{
	(void)state;
	static const char *const ids[] = { "party", "intake", "document", "bid", "opening",
		"objection", "complaint", "receipt" };
	struct world w = { 0 };
	const struct law_guide *guides;
	assert_true(world_begin(&w, 0, true));
	struct seen s = world_look(&w, "/guide", NULL);
	assert_int_equal(s.status, 200);
	for (size_t i = 0; i < LEN(ids); i++)
		world_holds(&s, arena_printf(w.c.mem, "<h2 id=\"%s\">", ids[i]));
	world_holds(&s, "<a href=\"/guide\" aria-current=\"page\">");
	size_t n = law_guides(w.app->law, &guides);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < guides[i].link_count; k++) {
			const char *path = guides[i].links[k].path;
			/* the front end may not be built; its rows are there all the same */
			struct req *r = req_new(w.app);
			assert_true(req_match(r, "GET", path));
			req_free(r);
		}
	world_end(&w);
}

int guide_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_are_answered),
		cmocka_unit_test(the_best_come_first),
		cmocka_unit_test(the_guide_is_whole),
	};
	return RUN_GROUP("guide", tests);
}
