/* terms_test.c - how a text is searched, with rows of its own. */
#include "test/unit.h"
#include "trade/terms/terms.h"

#include <stdlib.h>

#define ROW(id, words, unless, from, to)                                                 \
	"  - id: " id "\n    words: [" words "]\n    unless: [" unless "]\n    basis:\n" \
	"      zh: 法\n      en: Law\n    from: " from "\n    to: " to                   \
	"\n    severity: high\n    note: 注\n"
static const char own[] =
    "terms:\n" ROW("a", "本地…分公司, 本地分公司…办事处, 设立…本地…机构", "不得要求, 可以…可不",
        "2020-01-01", "open") ROW("b", "iso9001, 参数（一）, a/b", "", "2020-01-01", "2024-12-31")
        ROW("b", "iso9001", "", "2025-01-01", "open")
            ROW("c", "本地分公司", "或相当于", "2020-01-01", "open");
#define DAY 20240601

static struct ctx begin(void)
{
	struct ctx c = test_ctx();
	const struct law_file f = { "terms/x.yaml", own, sizeof(own) - 1 };
	struct law *law = NULL;
	CHECK_OK(&c, law_load(&c, &f, 1, &law));
	c.law = law;
	return c;
}

static void end(struct ctx *c)
{
	law_free((struct law *)c->law);
	test_ctx_end(c);
}

static size_t scan(struct ctx *c, const char *text, struct term_finding **f)
{
	size_t n = 99;
	CHECK_OK(c, terms_scan(c, text, DAY, f, &n));
	return n;
}

/* "a@0+12 b@30+7": rows, bytes. */
static const char *told(struct ctx *c, const char *text)
{
	struct term_finding *f;
	size_t n = scan(c, text, &f);
	const char *all = "";
	for (size_t i = 0; i < n; i++)
		all = arena_printf(
		    c->mem, "%s%s%s@%zu+%zu", all, i ? " " : "", f[i].term->id, f[i].at, f[i].n);
	return all;
}

static void gaps_and_sentences(void **state)
{
	(void)state;
	struct ctx c = begin();
	assert_string_equal(told(&c, ""), "");
	assert_string_equal(told(&c, "本"), "");
	assert_string_equal(told(&c, "。；;\n\n"), "");
	assert_string_equal(told(&c, "本地有分公司"), "a@0+18");
	assert_string_equal(told(&c, "须本地一二三四五六七八九十一二分公司"), "a@3+51");
	assert_string_equal(told(&c, "须本地一二三四五六七八九十一二三分公司"), "");
	assert_string_equal(told(&c, "本地。分公司"), "");
	assert_string_equal(told(&c, "本地；分公司"), "");
	assert_string_equal(told(&c, "本地;分公司"), "");
	assert_string_equal(told(&c, "本地，分公司"), "a@0+18");
	/* the first place of the second piece leads nowhere */
	assert_string_equal(told(&c, "设立本地一二三四五六本地七八九十一二机构"), "a@0+60");
	/* rows at one place in the order of the file, what overlaps of one row once */
	assert_string_equal(told(&c, "本地分公司"), "a@0+15 c@0+15");
	assert_string_equal(told(&c, "本地分公司和办事处"), "a@0+27 c@0+15");
	assert_string_equal(told(&c, "本地本地分公司"), "a@0+21 c@6+15");
	assert_string_equal(told(&c, "本地分公司，本地分公司"), "a@0+15 c@0+15 a@18+15 c@18+15");
	end(&c);
}

static void unless_excuses_its_sentence(void **state)
{
	(void)state;
	struct ctx c = begin();
	assert_string_equal(told(&c, "不得要求有本地分公司"), "c@15+15");
	assert_string_equal(told(&c, "本地分公司或相当于"), "a@0+15");
	assert_string_equal(told(&c, "本地分公司或相当于，不得要求"), "");
	assert_string_equal(told(&c, "不得要求。本地有分公司"), "a@15+18");
	assert_string_equal(told(&c, "本地有分公司。不得要求"), "a@0+18");
	assert_string_equal(told(&c, "可以有可不有本地的分公司"), "");
	assert_string_equal(told(&c, "不 得\n要求本地的分公司"), "");
	end(&c);
}

static void forms_and_breaks_do_not_hide(void **state)
{
	(void)state;
	struct ctx c = begin();
	assert_string_equal(told(&c, "ISO9001"), "b@0+7");
	assert_string_equal(told(&c, "Iso 9001"), "b@0+8");
	assert_string_equal(told(&c, "ＩＳＯ９００１"), "b@0+21");
	assert_string_equal(told(&c, "参数(一)"), "b@0+11");
	assert_string_equal(told(&c, "参数（一）"), "b@0+15");
	assert_string_equal(told(&c, "Ａ／b"), "b@0+7");
	assert_string_equal(told(&c, "本 地 的 分 公 司"), "a@0+23");
	assert_string_equal(told(&c, "本　地的分公司"), "a@0+21");
	assert_string_equal(told(&c, "本\xC2\xA0地的分公\xE2\x80\x8B司"), "a@0+23");
	assert_string_equal(told(&c, "本\n地\r\n的\f分 \n公司"), "a@0+24");
	assert_string_equal(told(&c, "本地，\n分公司"), "a@0+19");
	/* a line that is not broken inside a sentence ends one */
	assert_string_equal(told(&c, "本地\n\n分公司"), "");
	assert_string_equal(told(&c, "本地\r\r分公司"), "");
	assert_string_equal(told(&c, "本地\n　　分公司"), "");
	assert_string_equal(told(&c, "本地：\n分公司"), "");
	assert_string_equal(told(&c, "本地\n（2）分公司"), "");
	assert_string_equal(told(&c, "iso\n9001"), "");
	end(&c);
}

static void rows_are_asked_of_their_day(void **state)
{
	static const int32_t days[][2] = { { 20191231, 0 }, { 20200101, 1 }, { 20241231, 1 },
		{ 20250101, 2 }, { 99991231, 2 } };
	(void)state;
	struct ctx c = begin();
	const struct law_term *t;
	(void)law_terms(c.law, &t);
	for (size_t i = 0; i < LEN(days); i++) {
		struct term_finding *f;
		size_t n;
		CHECK_OK(&c, terms_scan(&c, "ISO9001", days[i][0], &f, &n));
		assert_int_equal(n, days[i][1] != 0);
		if (n != 0)
			assert_ptr_equal(f->term, &t[days[i][1]]);
	}
	end(&c);
}

static void places_in_bytes_lines_and_characters(void **state)
{
	(void)state;
	struct ctx c = begin();
	struct term_finding *f;
	static const char text[] = "第一行。\n第二行，本地的\n分公司。ISO9001\r\nx ISO 9001";
	assert_int_equal(scan(&c, text, &f), 3);
	assert_memory_equal(text + f[0].at, "本地的\n分公司", f[0].n);
	assert_int_equal(f[0].line, 2);
	assert_int_equal(f[0].column, 5);
	assert_int_equal(f[0].sentence.from, strlen("第一行。\n"));
	assert_int_equal(f[0].sentence.n, strlen("第二行，本地的\n分公司"));
	assert_string_equal(f[0].excerpt, "第二行，本地的分公司");
	assert_int_equal(f[1].line, 3);
	assert_int_equal(f[1].column, 5);
	assert_string_equal(f[1].excerpt, "ISO9001");
	assert_int_equal(f[2].line, 4);
	assert_int_equal(f[2].column, 3);
	assert_string_equal(f[2].excerpt, "x ISO 9001");
	end(&c);
}

static size_t chars(const char *s)
{
	size_t n = 0;
	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

static const char *repeated(struct ctx *c, const char *s, size_t times)
{
	size_t n = strlen(s);
	char *all = arena_alloc(c->mem, n * times + 1);
	for (size_t i = 0; i < times; i++)
		memcpy(all + i * n, s, n);
	return all;
}

static void excerpts_are_cut_around(void **state)
{
	(void)state;
	struct ctx c = begin();
	struct term_finding *f;
	for (size_t before = 0; before < 140; before++)
		for (size_t after = 0; after < 140; after += before % 3 == 0 ? 1 : 46) {
			const char *text = arena_printf(c.mem, "%s本地有分公司%s",
			    repeated(&c, "甲", before), repeated(&c, "乙", after));
			assert_int_equal(scan(&c, text, &f), 1);
			size_t n = chars(f->excerpt);
			if (n > TERMS_EXCERPT_CHARS || strstr(f->excerpt, "本地有分公司") == NULL)
				TEST_FAIL("%zu %zu: %s", before, after, f->excerpt);
			if (before + after + 6 <= TERMS_EXCERPT_CHARS && before <= 84)
				assert_string_equal(f->excerpt, text);
			else if (before + after + 6 > TERMS_EXCERPT_CHARS)
				assert_non_null(strstr(f->excerpt, "…"));
			arena_reset(c.mem);
		}
	end(&c);
}

static void at_most_so_many(void **state)
{
	(void)state;
	struct ctx c = begin();
	struct term_finding *f;
	assert_int_equal(scan(&c, repeated(&c, "本地有分公司，", 300), &f), TERMS_FINDINGS);
	assert_int_equal(f[199].at, 199 * strlen("本地有分公司，"));
	assert_int_equal(scan(&c, repeated(&c, "本地有分公司。", 300), &f), TERMS_FINDINGS);
	/* what is excused takes no room */
	const char *text =
	    arena_printf(c.mem, "%s不得要求。本地有分公司", repeated(&c, "本地有分公司，", 300));
	assert_int_equal(scan(&c, text, &f), 1);
	size_t n = 7;
	CHECK_ERR(
	    terms_scan(&c, repeated(&c, "a", TERMS_TEXT_BYTES + 1), DAY, &f, &n), E_TOO_LARGE);
	assert_int_equal(n, 7);
	end(&c);
}

/* Each text in a heap block of its own size, so that the sanitizer sees any byte beyond. */
static void hostile_bytes_stay_inside(void **state)
{
	static const char *const wrong[] = { "\xE6", "\xE6\x9C", "\xF0\x9F\x98", "\xC0\x80", "\xFF",
		"\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x80\xAE", "\x01\x7F" };
	(void)state;
	struct ctx c = begin();
	struct term_finding *f;
	for (size_t i = 0; i < LEN(wrong); i++) {
		const char *text =
		    arena_printf(c.mem, "%s本地%s分公司%s", wrong[i], wrong[i], wrong[i]);
		assert_int_equal(scan(&c, text, &f), i < 8 ? 1 : 2);
		assert_int_equal(f->at, strlen(wrong[i]));
		if (i < 8)
			assert_non_null(strstr(f->excerpt, "本地\uFFFD"));
		assert_int_equal(
		    scan(&c, arena_printf(c.mem, "本%s地分公司", wrong[i]), &f), i < 8 ? 0 : 2);
	}
	for (int round = 0; round < 3000; round++) {
		static const char bits[] = "本地分公司ＩＳＯ9001。\n \xE6\xF0\x80";
		char text[40];
		size_t size = 1 + rng_below(&c.rng, sizeof(text) - 1);
		for (size_t i = 0; i < size; i++)
			text[i] = bits[rng_below(&c.rng, sizeof(bits) - 1)];
		char *own_block = malloc(size + 1);
		assert_non_null(own_block);
		memcpy(own_block, text, size);
		own_block[size] = '\0';
		size_t n = scan(&c, own_block, &f);
		for (size_t i = 0; i < n; i++)
			assert_true(f[i].at + f[i].n <= size);
		free(own_block);
		arena_reset(c.mem);
	}
	end(&c);
}

int terms_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gaps_and_sentences),
		cmocka_unit_test(unless_excuses_its_sentence),
		cmocka_unit_test(forms_and_breaks_do_not_hide),
		cmocka_unit_test(rows_are_asked_of_their_day),
		cmocka_unit_test(places_in_bytes_lines_and_characters),
		cmocka_unit_test(excerpts_are_cut_around),
		cmocka_unit_test(at_most_so_many),
		cmocka_unit_test(hostile_bytes_stay_inside),
	};
	return RUN_GROUP("terms", tests);
}
