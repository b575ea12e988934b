/* law_golden_test.c - law/ itself, held against what was written by hand in test/golden. */
#include "core/base/enc.h"
#include "core/base/moment.h"
#include "core/law/law_read.h"
#include "test/golden.h"
#include "test/unit.h"

static const char *days(struct ctx *c, int32_t from, int32_t to)
{
	const char *last =
	    arena_printf(c->mem, "%04d-%02d-%02d", to / 10000, to / 100 % 100, to % 100);
	return arena_printf(c->mem, "%04d-%02d-%02d %s", from / 10000, from / 100 % 100, from % 100,
	    to == LAW_OPEN_DAY ? "open" : last);
}

/* The Chinese of an article that is there in both languages. */
static const char *article(struct ctx *c, const char *rule)
{
	const char *english = strstr(rule, " / ");
	assert_non_null(english);
	return arena_copy(c->mem, rule, (size_t)(english - rule));
}

static const char *kinds_text(struct ctx *c, const struct law_kind *const *kinds, size_t n)
{
	const char *text = kinds[0]->id;
	for (size_t i = 1; i < n; i++)
		text = arena_printf(c->mem, "%s, %s", text, kinds[i]->id);
	return text;
}

static const char *value_text(struct ctx *c, const struct law_number *n)
{
	long long value = n->value;
	if (n->unit != LAW_YUAN)
		return arena_printf(c->mem, "%lld", value);
	const char *fen = value % 100 == 0 ? "" : arena_printf(c->mem, ".%02lld", value % 100);
	return arena_printf(c->mem, "%lld%s", value / 100, fen);
}

static const char *event_text(struct ctx *c, const struct law_number *n)
{
	if (n->event == LAW_NO_EVENT)
		return "-";
	return arena_printf(c->mem, "%s %s",
	    n->before    ? "before"
	    : n->through ? "through"
	                 : "after",
	    law_event_words[n->event]);
}

static void numbers(struct ctx *c, struct golden *g)
{
	static const char *const binds[] = { "", "mandatory", "voluntary", "any" };
	for (size_t i = 0; i < c->law->row_count; i++) {
		const struct law_row *r = &c->law->rows[i];
		const struct law_number *n = &r->n;
		const char *file = n->file + strlen("numbers/");
		golden_row(
		    g, arena_printf(c->mem, "%.*s/%s | %s | %s | %s | %s | %s | %s | %s | %s",
		           (int)strcspn(file, "."), file, n->id, binds[r->binds],
		           kinds_text(c, r->kinds, r->kind_count), value_text(c, n),
		           law_unit_words[n->unit], days(c, n->from, n->to),
		           n->refuse ? "refuse" : "warn", event_text(c, n), n->basis_zh));
	}
}

static void kinds(struct ctx *c, struct golden *g)
{
	static const char *const choices[] = { "forbidden", "optional", "required" };
	const struct law_kind *k;
	size_t n = law_kinds(c->law, &k);
	for (; n > 0; n--, k++)
		golden_row(g,
		    arena_printf(c->mem, "%s | %s | %s | %s | %s | %s | %s | %s | %s | %s %s",
		        k->id, k->class3, k->jurisdiction == LAW_CN ? "cn" : "foreign",
		        k->evaluation, k->currency, k->calendar, k->identity_uscc ? "uscc" : "none",
		        choices[k->ceiling], choices[k->floor], k->department, k->department_zh));
}

/* Weekdays that are off, or weekends that are worked. */
static const char *year_text(struct ctx *c, const struct law_year *y, bool worked)
{
	const char *line = arena_printf(c->mem, "%d %s", y->year, worked ? "worked" : "off");
	for (int32_t d = y->year * 10000 + 101; d / 10000 == y->year; d = day_add(d, 1))
		if (calendar_weekend(d) == worked &&
		    calendar_day(c->law, y->calendar, d).works == worked)
			line = arena_printf(c->mem, "%s %04d", line, d % 10000);
	return line;
}

static void years(struct ctx *c, struct golden *g)
{
	for (size_t i = 0; i < c->law->year_count; i++) {
		golden_row(g, year_text(c, &c->law->years[i], false));
		golden_row(g, year_text(c, &c->law->years[i], true));
	}
}

/* The wordings themselves, in short: a list of all of them would be the file again. */
static const char *words_of(struct ctx *c, const struct law_term *t)
{
	uint8_t digest[SHA256_BYTES];
	struct sha256_run *r = sha256_start();
	for (size_t i = 0; i < t->word_count; i++)
		sha256_add(r, t->words[i], strlen(t->words[i]) + 1);
	for (size_t i = 0; i < t->unless_count; i++)
		sha256_add(r, t->unless[i], strlen(t->unless[i]) + 1);
	sha256_end(r, digest);
	return enc_hex(c->mem, digest, 4);
}

static void terms(struct ctx *c, struct golden *g)
{
	const struct law_term *t;
	size_t n = law_terms(c->law, &t);
	for (; n > 0; n--, t++)
		golden_row(
		    g, arena_printf(c->mem, "%s | %zu %zu %s | %s | %s | %s", t->id, t->word_count,
		           t->unless_count, words_of(c, t), days(c, t->from, t->to),
		           term_severity_words[t->severity], article(c, t->rule)));
}

static void publications(struct ctx *c, struct golden *g)
{
	const struct law_publication *p;
	size_t n = law_publications(c->law, &p);
	for (; n > 0; n--, p++)
		golden_row(g, arena_printf(c->mem, "%s | %s | %s %s | %s | %s", p->id, p->type,
		                  p->due != NULL ? "due" : "at", p->due != NULL ? p->due : p->at,
		                  days(c, p->from, p->to), article(c, p->rule)));
}

static void catalogue(struct ctx *c, struct golden *g)
{
	const struct law_catalogue *i;
	size_t n = law_catalogue(c->law, &i);
	for (; n > 0; n--, i++)
		golden_row(g, arena_printf(c->mem, "%s | %s | %s | %s | %s", i->id, i->class3,
		                  i->kind->id, days(c, i->from, i->to), article(c, i->rule)));
}

static void templates(struct ctx *c, struct golden *g)
{
	const struct law_template *t;
	size_t n = law_templates(c->law, &t);
	for (; n > 0; n--, t++) {
		golden_row(g, arena_printf(c->mem, "%s | %s | %s", t->id,
		                  kinds_text(c, t->kinds, t->kind_count), t->basis_zh));
		for (size_t i = 0; i < t->chapter_count; i++)
			golden_row(g, arena_printf(c->mem, "%s/%s | chapter | - | %s", t->id,
			                  t->chapters[i].id, t->chapters[i].title));
		for (size_t i = 0; i < t->field_count; i++) {
			const struct template_field *f = &t->fields[i];
			golden_row(g, arena_printf(c->mem, "%s/%s | %s | %s | %s", t->id, f->id,
			                  template_type_words[f->type],
			                  f->law != NULL ? f->law : "-", f->title));
		}
	}
}

static void the_law_is_as_written_by_hand(void **state)
{
	static const struct {
		const char *list;
		void (*rows)(struct ctx *c, struct golden *g);
	} lists[] = { { "kinds.txt", kinds }, { "numbers.txt", numbers }, { "calendar.txt", years },
		{ "terms.txt", terms }, { "publications.txt", publications },
		{ "trading-catalogue.txt", catalogue }, { "templates.txt", templates } };
	(void)state;
	for (size_t i = 0; i < LEN(lists); i++) {
		struct ctx c = test_ctx();
		struct law *law = test_law(&c);
		struct golden g = golden_open(&c, lists[i].list);
		lists[i].rows(&c, &g);
		golden_end(&g);
		law_free(law);
		test_ctx_end(&c);
	}
}

int law_golden_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_law_is_as_written_by_hand),
	};
	return RUN_GROUP("law_golden", tests);
}
