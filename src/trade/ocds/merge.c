/* merge.c - releases of one process into its compiled release. */
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "trade/ocds/ocds.h"

/* What the schema marks wholeListMerge: the newer list takes the place of the older. Every other
 * list of objects with ids is merged by id; of other objects the newer ones are added; of other
 * values the newer list takes the place. */
static const char *const whole_lists[] = { "additionalIdentifiers", "additionalClassifications",
	NULL };
/* Of the release itself: told anew by the compiled release (omitWhenMerged). */
static const char *const omitted[] = { "id", "date", "tag", NULL };

static bool is_one_of(const char *const *list, const char *name)
{
	while (*list != NULL && strcmp(*list, name) != 0)
		list++;
	return *list != NULL;
}

static struct json *member(struct json *o, const char *name)
{
	return (struct json *)(uintptr_t)json_get(o, name);
}

static void drop(struct json *o, const char *name)
{
	struct json **at = &o->first, *before = NULL;
	while (*at != NULL && strcmp((*at)->name, name) != 0) {
		before = *at;
		at = &(*at)->next;
	}
	if (*at == NULL)
		return;
	if (o->last == *at)
		o->last = before;
	*at = (*at)->next;
	o->n--;
}

/* A copy that may stand in another place; what null means ("no longer") is left out. */
static struct json *copy(struct ctx *c, const struct json *v)
{
	struct json *o = arena_new_of(c->mem, struct json);
	*o = (struct json){ .type = v->type, .b = v->b, .i = v->i, .text = v->text };
	for (const struct json *m = v->first; m != NULL; m = m->next) {
		if (v->type == JSON_LIST)
			json_push(o, copy(c, m));
		else if (m->type != JSON_NULL)
			json_put(o, m->name, copy(c, m));
	}
	return o;
}

static bool same_id(const struct json *a, const struct json *b)
{
	const struct json *x = json_get(a, "id"), *y = json_get(b, "id");
	if (x == NULL || y == NULL || x->type != y->type)
		return false;
	return x->type == JSON_TEXT ? strcmp(x->text, y->text) == 0
	                            : x->type == JSON_INT && x->i == y->i;
}

static bool all_objects(const struct json *list)
{
	for (const struct json *v = list->first; v != NULL; v = v->next)
		if (v->type != JSON_OBJECT)
			return false;
	return list->n > 0;
}

static void merge_object(struct ctx *c, struct json *into, const struct json *from);

static void merge_list(struct ctx *c, struct json *into, const struct json *from)
{
	for (const struct json *v = from->first; v != NULL; v = v->next) {
		struct json *old = into->first;
		while (old != NULL && !same_id(old, v))
			old = old->next;
		if (old != NULL)
			merge_object(c, old, v);
		else
			json_push(into, copy(c, v));
	}
}

static void merge_member(struct ctx *c, struct json *into, const struct json *v)
{
	struct json *old = member(into, v->name);
	if (v->type == JSON_NULL) {
		drop(into, v->name);
	} else if (old != NULL && old->type == JSON_OBJECT && v->type == JSON_OBJECT) {
		merge_object(c, old, v);
	} else if (old != NULL && old->type == JSON_LIST && v->type == JSON_LIST &&
	           all_objects(old) && all_objects(v) && !is_one_of(whole_lists, v->name)) {
		merge_list(c, old, v);
	} else {
		drop(into, v->name);
		json_put(into, v->name, copy(c, v));
	}
}

static void merge_object(struct ctx *c, struct json *into, const struct json *from)
{
	for (const struct json *v = from->first; v != NULL; v = v->next)
		merge_member(c, into, v);
}

struct dated {
	const struct json *release;
	int64_t ms;
	size_t place; /* equal dates keep their order */
};

static int by_date(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;
	if (x->ms != y->ms)
		return x->ms < y->ms ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static enum err date_all(struct ctx *c, const struct json *releases, struct dated *list)
{
	size_t i = 0;
	const char *ocid = json_get_text(releases->first, "ocid", NULL);
	for (const struct json *r = releases->first; r != NULL; r = r->next, i++) {
		static const char *const needed[] = { "ocid", "id", "date" };
		for (size_t k = 0; k < 3; k++)
			if (json_get_text(r, needed[k], NULL) == NULL)
				return fail_at(c, E_BAD_FIELD,
				    arena_printf(c->mem, "/%zu/%s", i, needed[k]), NULL,
				    "a release has a text there");
		if (strcmp(json_get_text(r, "ocid", ""), ocid) != 0)
			return fail_at(c, E_BAD_FIELD, arena_printf(c->mem, "/%zu/ocid", i),
			    json_get_text(r, "ocid", ""), "the others are of %s", ocid);
		TRY(moment_parse(c, arena_printf(c->mem, "/%zu/date", i),
		    json_get_text(r, "date", ""), &list[i].ms));
		list[i].release = r;
		list[i].place = i;
	}
	return OK;
}

enum err ocds_compile(struct ctx *c, const struct json *releases, struct json **out)
{
	if (releases == NULL || releases->type != JSON_LIST || releases->n == 0)
		return fail_at(c, E_BAD_FIELD, "/", NULL, "a list of releases, one at least");
	struct dated *list = arena_array(c->mem, struct dated, releases->n);
	struct json *made = json_object(c), *tag = json_list(c);
	TRY(date_all(c, releases, list));
	qsort(list, releases->n, sizeof(*list), by_date);
	for (size_t i = 0; i < releases->n; i++)
		for (const struct json *v = list[i].release->first; v != NULL; v = v->next)
			if (!is_one_of(omitted, v->name))
				merge_member(c, made, v);
	const char *date = json_get_text(list[releases->n - 1].release, "date", "");
	json_push(tag, json_text(c, "compiled"));
	json_put(made, "date", json_text(c, date));
	json_put(made, "id",
	    json_text(c, arena_printf(c->mem, "%s-%s", json_get_text(made, "ocid", ""), date)));
	json_put(made, "tag", tag);
	*out = made;
	return OK;
}

/* Releases of a line: itself, those of its package, or those of its records. */
static void gather(struct json *all, const struct json *v)
{
	const struct json *releases = json_get(v, "releases"), *records = json_get(v, "records");
	const struct json *from = releases != NULL ? releases : records;
	if (from == NULL) {
		struct json *one = (struct json *)(uintptr_t)v;
		one->next = NULL;
		json_push(all, one);
		return;
	}
	for (struct json *m = from->type == JSON_LIST ? from->first : NULL, *next; m != NULL;
	     m = next) {
		next = m->next;
		gather(all, m);
	}
}

static int by_ocid(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;
	int order =
	    strcmp(json_get_text(x->release, "ocid", ""), json_get_text(y->release, "ocid", ""));
	return order != 0 ? order : x->place < y->place ? -1 : x->place > y->place;
}

static enum err read_lines(struct ctx *c, struct bytes text, struct json *all)
{
	const char *p = (const char *)text.p, *end = p + text.n;
	for (size_t line = 1; p < end; line++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((stop != NULL ? stop : end) - p);
		struct json *v;
		if (n > 0 && json_parse_foreign(c, p, n, &v) != OK)
			return fail(c, E_BAD_JSON, "line %zu: %s", line, c->fault.detail);
		if (n > 0)
			gather(all, v);
		p += n + 1;
	}
	return OK;
}

enum err ocds_compile_lines(struct ctx *c, struct bytes text, struct buf *out)
{
	struct json *all = json_list(c);
	TRY(read_lines(c, text, all));
	struct dated *list = arena_array(c->mem, struct dated, all->n);
	size_t n = 0;
	for (const struct json *r = all->first; r != NULL; r = r->next, n++)
		list[n] = (struct dated){ .release = r, .place = n };
	qsort(list, n, sizeof(*list), by_ocid);
	for (size_t i = 0, next; i < n; i = next) {
		struct json *mine = json_list(c), *made;
		const char *ocid = json_get_text(list[i].release, "ocid", "");
		for (next = i;
		     next < n && strcmp(ocid, json_get_text(list[next].release, "ocid", "")) == 0;
		     next++)
			json_push(mine, copy(c, list[next].release));
		TRY(ocds_compile(c, mine, &made));
		buf_text(out, json_canonical(c, made));
		buf_char(out, '\n');
	}
	return OK;
}
