/* tenderdoc.c - a tender document from text to checked data. */
#include "trade/tenderdoc/tenderdoc.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/law/period.h"

#define TEXT_CHARS_MAX 1000000 /* of one chapter */
#define NUMBER_DIGITS_MAX 12

static const struct field value_fields[] = {
	F_TEXT(tenderdoc_value, id, REQUIRED, 1, 60, "a field of the template"),
	F_TEXT(tenderdoc_value, value, REQUIRED, 1, LIMIT_TEXT_CHARS, "as text"),
	F_END,
};
static const struct field chapter_fields[] = {
	F_TEXT(tenderdoc_chapter, id, REQUIRED, 1, 60, "a chapter of the template"),
	F_TEXT(tenderdoc_chapter, text, REQUIRED, 1, TEXT_CHARS_MAX, "its text"),
	F_END,
};
static const struct field part_fields[] = {
	F_TEXT(tenderdoc_part, id, REQUIRED, 1, 60, "its name for machines"),
	F_TEXT(tenderdoc_part, title, REQUIRED, 1, LIMIT_TITLE_CHARS, "施工组织设计"),
	F_END,
};
static const char *const form_words[] = { "price", "duration_days", "quality", "leader", "security",
	NULL };
const char *const tenderdoc_form_zh[] = { "投标报价", "工期", "质量", "项目负责人", "投标担保",
	NULL };
const struct field tenderdoc_fields[] = {
	F_TEXT(tenderdoc, template, REQUIRED, 1, 60, "one of law/templates"),
	F_LIST(tenderdoc, fields, REQUIRED, 1, 200, value_fields, tenderdoc_value,
	    "投标人须知前附表: each field of the template"),
	F_LIST(tenderdoc, chapters, REQUIRED, 1, 60, chapter_fields, tenderdoc_chapter,
	    "each chapter of the template, in its order"),
	F_OBJECT(tenderdoc, evaluation, OPTIONAL, method_fields, method_rule, "评标办法"),
	F_SET(tenderdoc, form, REQUIRED, form_words, "what the bid form (开标一览表) wants"),
	F_LIST(tenderdoc, parts, OPTIONAL, 0, 50, part_fields, tenderdoc_part,
	    "what a bid holds beside its form"),
	F_BOOL(tenderdoc, twoEnvelopes, OPTIONAL, "双信封"),
	F_END,
};

static bool given(const char *text)
{
	return text != NULL && *text != '\0';
}

struct json *tenderdoc_lacking(
    struct ctx *c, const struct tenderdoc *d, const struct bid_form *form)
{
	const bool there[] = { form->price.currency != NULL, form->duration_days > 0,
		given(form->quality), given(form->leader), given(form->security) };
	struct json *lacking = json_list(c);
	for (size_t i = 0; i < sizeof(there) / sizeof(*there); i++)
		if ((d->form >> i & 1) != 0 && !there[i])
			json_push(lacking, json_text(c, form_words[i]));
	return lacking;
}

static const char *place(struct ctx *c, const char *at, const char *list, size_t i)
{
	return arena_printf(c->mem, "%s/%s/%zu", at, list, i);
}

static enum err check_chapters(
    struct ctx *c, const char *at, const struct law_template *t, const struct tenderdoc *d)
{
	const struct tenderdoc_chapter *list = d->chapters.items;
	for (size_t i = 0; i < t->chapter_count; i++) {
		const struct template_chapter *want = &t->chapters[i];
		if (i >= d->chapters.n)
			return fail_at(c, E_MISSING_FIELD, place(c, at, "chapters", i), NULL,
			    "chapter %s, %s", want->id, want->title);
		if (strcmp(list[i].id, want->id) != 0)
			return fail_at(c, E_BAD_FIELD, place(c, at, "chapters", i), list[i].id,
			    "here comes chapter %s, %s", want->id, want->title);
	}
	return d->chapters.n == t->chapter_count
	           ? OK
	           : fail_at(c, E_BAD_FIELD, place(c, at, "chapters", t->chapter_count), NULL,
	                 "the template has %zu chapters", t->chapter_count);
}

static bool is_number(const char *text)
{
	size_t n = strlen(text);
	return n > 0 && n <= NUMBER_DIGITS_MAX && strspn(text, "0123456789") == n;
}

static enum err check_fields(
    struct ctx *c, const char *at, const struct law_template *t, const struct tenderdoc *d)
{
	const struct tenderdoc_value *list = d->fields.items;
	for (size_t i = 0; i < t->field_count; i++) {
		const struct template_field *want = &t->fields[i];
		if (i >= d->fields.n)
			return fail_at(c, E_MISSING_FIELD, place(c, at, "fields", i), NULL,
			    "field %s, %s", want->id, want->title);
		if (strcmp(list[i].id, want->id) != 0)
			return fail_at(c, E_BAD_FIELD, place(c, at, "fields", i), list[i].id,
			    "here comes field %s, %s", want->id, want->title);
		if (want->type == TEMPLATE_NUMBER && !is_number(list[i].value))
			return fail_at(c, E_BAD_FIELD, place(c, at, "fields", i), list[i].value,
			    "%s is a whole number", want->title);
	}
	return d->fields.n == t->field_count
	           ? OK
	           : fail_at(c, E_BAD_FIELD, place(c, at, "fields", t->field_count), NULL,
	                 "the template has %zu fields", t->field_count);
}

/* A fault about the whole, seen from where the document stands in the request. */
static enum err placed(struct ctx *c, const char *at, enum err e)
{
	if (e != OK && c->fault.field != NULL && strncmp(c->fault.field, at, strlen(at)) != 0)
		c->fault.field = arena_printf(c->mem, "%s%s", at, c->fault.field);
	return e;
}

#define HIGHWAY_CLASS "A03" /* 公路 */
#define HIGHWAY_UNIT 100    /* one yuan */
static const char highway_document[] =
    "《公路工程标准施工招标文件》（2018年版）第三章 / Standard Tender Document for Highway "
    "Works (2018), ch. 3";

/* What makes the method what it is; slopes, full score and coefficient are the document's own.
 * Looked at when a tender takes the rule, so that what was judged before is still recomputed. */
static enum err check_highway(
    struct ctx *c, const char *at, const struct law_kind *kind, const struct method_rule *rule)
{
	const char *field = NULL, *want = NULL;
	const struct benchmark_rule *b = rule->benchmark;
	if (rule->method != METHOD_HIGHWAY)
		return OK;
	if (strcmp(kind->class3, HIGHWAY_CLASS) != 0 &&
	    strcmp(kind->evaluation, evaluation_words[METHOD_HIGHWAY]) != 0)
		field = "method", want = "it is for highways; one of the others";
	else if (b->second_mean)
		field = "benchmark/second_mean", want = "false: one mean";
	else if (b->drop_from != 5 || b->drop_high != 1 || b->drop_low != 1)
		field = "benchmark/drop_from",
		want = "5, drop_high and drop_low 1: from five bids on one of each";
	else if (b->mean_unit != HIGHWAY_UNIT)
		field = "benchmark/mean_unit", want = "100: the mean is in whole yuan";
	else if (b->base_unit != HIGHWAY_UNIT)
		field = "benchmark/base_unit", want = "100: the base is in whole yuan";
	else if (b->deviation_places != 2)
		field = "benchmark/deviation_places", want = "2";
	if (field == NULL)
		return OK;
	enum err e =
	    fail_at(c, E_BAD_FIELD, arena_printf(c->mem, "%s/%s", at, field), NULL, "%s", want);
	c->fault.rule = highway_document;
	return e;
}

enum err rule_fits(struct ctx *c, const char *at, const struct tender *t, struct method_rule *rule)
{
	const struct law_kind *kind;
	struct lot *lots;
	size_t n;
	TRY(law_kind(c, t->kind, &kind));
	bool free = strcmp(kind->evaluation, "document") == 0;
	if (rule == NULL)
		return !free ? OK
		             : fail_at(c, E_MISSING_FIELD, at, NULL,
		                   "a tender of the kind %s says how bids are judged", t->kind);
	TRY(placed(c, at, method_check(c, rule)));
	if (!free && strcmp(kind->evaluation, evaluation_words[rule->method]) != 0)
		return fail_at(c, E_BAD_FIELD, arena_printf(c->mem, "%s/method", at),
		    evaluation_words[rule->method], "a tender of the kind %s is judged by %s",
		    t->kind, kind->evaluation);
	TRY(check_highway(c, at, kind, rule));
	TRY(lots_of(c, t->id, &lots, &n));
	for (size_t i = 0; i < n; i++)
		if (rule->benchmark != NULL && rule->benchmark->ceiling != NULL &&
		    lots[i].ceiling_minor < 0)
			return fail_at(c, E_BAD_FIELD,
			    arena_printf(c->mem, "%s/benchmark/ceiling", at), NULL,
			    "lot %" PRId64 " has no ceiling", lots[i].number);
	return OK;
}

enum err tenderdoc_parse(struct ctx *c, const char *at, struct bytes text, struct tenderdoc *out)
{
	struct tenderdoc d = { 0 };
	struct json *tree;
	TRY(at_field(c, json_parse(c, (const char *)text.p, text.n, &tree), at));
	TRY(placed(c, at, field_parse(c, tenderdoc_fields, tree, &d)));
	if (d.evaluation != NULL)
		TRY(placed(
		    c, arena_printf(c->mem, "%s/evaluation", at), method_check(c, d.evaluation)));
	*out = d;
	return OK;
}

enum err tenderdoc_read(struct ctx *c, const char *at, struct bytes text, struct tenderdoc *out)
{
	struct tenderdoc d;
	TRY(tenderdoc_parse(c, at, text, &d));
	const struct law_template *t = law_template(c->law, d.template);
	if (t == NULL)
		return fail_at(c, E_BAD_FIELD, arena_printf(c->mem, "%s/template", at), d.template,
		    "one of GET /api/templates");
	TRY(check_fields(c, at, t, &d));
	TRY(check_chapters(c, at, t, &d));
	if (d.twoEnvelopes && d.parts.n == 0)
		return fail_at(c, E_BAD_FIELD, arena_printf(c->mem, "%s/twoEnvelopes", at), "true",
		    "the parts are the first envelope: there are some then");
	*out = d;
	return OK;
}

enum err tenderdoc_hold(struct ctx *c, const char *at, const struct law_case *k,
    const struct tenderdoc *d, struct json *warnings)
{
	const struct law_template *t = law_template(c->law, d->template);
	const struct tenderdoc_value *list = d->fields.items;
	for (size_t i = 0; i < t->field_count; i++) {
		if (t->fields[i].law == NULL)
			continue;
		const struct law_bound b = { t->fields[i].law, place(c, at, "fields", i),
			.value = strtoll(list[i].value, NULL, 10) };
		TRY(law_hold(c, k, &b, warnings));
	}
	return OK;
}
