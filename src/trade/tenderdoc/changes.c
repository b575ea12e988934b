/* changes.c - what changed between two versions of a tender document, line by line. */
#include <string.h>

#include "trade/tenderdoc/tenderdoc.h"

#define TABLE_MAX 1000000 /* pairs of lines compared in all; what is larger is told as one change */

struct line {
	const char *p;
	size_t n;
};
struct lines {
	struct line *at;
	size_t n;
};
/* A change on its way out. */
struct telling {
	struct ctx *c;
	struct json *changes; /* of the chapter; NULL: only whether there are some */
	size_t told, pairs;   /* lines, and pairs of them that were compared */
};

static struct lines split(struct ctx *c, const char *text)
{
	struct lines l = { .n = 1 };
	for (const char *p = text; *p != '\0'; p++)
		l.n += *p == '\n';
	l.at = arena_array(c->mem, struct line, l.n);
	for (size_t i = 0; i < l.n; i++) {
		l.at[i] = (struct line){ text, strcspn(text, "\n") };
		text += l.at[i].n + 1;
	}
	return l;
}

static bool same(const struct line *a, const struct line *b)
{
	return a->n == b->n && memcmp(a->p, b->p, a->n) == 0;
}

static struct json *texts(struct telling *t, const struct line *from, size_t n)
{
	struct json *list = json_list(t->c);
	for (size_t i = 0; i < n; i++)
		json_push(list, json_text(t->c, arena_copy(t->c->mem, from[i].p, from[i].n)));
	return list;
}

static void tell(struct telling *t, const struct lines *was, const struct lines *now,
    const size_t from[2], const size_t to[2])
{
	size_t gone = to[0] - from[0], come = to[1] - from[1];
	if (t->told + gone + come > TENDERDOC_LINES)
		t->changes = NULL;
	if (t->changes == NULL)
		return;
	t->told += gone + come;
	struct json *o = json_object(t->c);
	json_put(o, "line", json_int(t->c, (int64_t)from[0] + 1));
	json_put(o, "now", texts(t, now->at + from[1], come));
	json_put(o, "was", texts(t, was->at + from[0], gone));
	json_push(t->changes, o);
}

/* Longest common subsequence of what lies between the common ends; length[i][j]: of the rests that
 * begin at i and j. */
static void compare(
    struct telling *t, const struct lines *was, const struct lines *now, size_t head, size_t tail)
{
	size_t n = was->n - head - tail, m = now->n - head - tail, wide = m + 1;
	size_t from[2] = { head, head }, at[2] = { head, head };
	const size_t end[2] = { was->n - tail, now->n - tail };
	if (n == 0 || m == 0 || n * m > TABLE_MAX - t->pairs) {
		tell(t, was, now, from, end);
		return;
	}
	t->pairs += n * m;
	uint32_t *length = arena_alloc_n(t->c->mem, sizeof(*length), (n + 1) * wide);
	memset(length, 0, (n + 1) * wide * sizeof(*length));
	for (size_t i = n; i-- > 0;)
		for (size_t j = m; j-- > 0;) {
			uint32_t down = length[(i + 1) * wide + j],
			         right = length[i * wide + j + 1];
			length[i * wide + j] = same(&was->at[head + i], &now->at[head + j])
			                           ? length[(i + 1) * wide + j + 1] + 1
			                           : (down > right ? down : right);
		}
	while (at[0] < end[0] && at[1] < end[1]) {
		size_t i = at[0] - head, j = at[1] - head;
		if (same(&was->at[at[0]], &now->at[at[1]])) {
			if (from[0] < at[0] || from[1] < at[1])
				tell(t, was, now, from, at);
			from[0] = ++at[0];
			from[1] = ++at[1];
		} else if (length[(i + 1) * wide + j] >= length[i * wide + j + 1]) {
			at[0]++;
		} else {
			at[1]++;
		}
	}
	if (from[0] < end[0] || from[1] < end[1])
		tell(t, was, now, from, end);
}

static void chapter_changes(struct telling *t, const char *was_text, const char *now_text)
{
	const struct lines was = split(t->c, was_text), now = split(t->c, now_text);
	size_t least = was.n < now.n ? was.n : now.n, head = 0, tail = 0;
	while (head < least && same(&was.at[head], &now.at[head]))
		head++;
	while (tail < least - head && same(&was.at[was.n - 1 - tail], &now.at[now.n - 1 - tail]))
		tail++;
	compare(t, &was, &now, head, tail);
}

static const char *text_of(const struct tenderdoc *d, const char *id)
{
	const struct tenderdoc_chapter *list = d->chapters.items;
	for (size_t i = 0; i < d->chapters.n; i++)
		if (strcmp(list[i].id, id) == 0)
			return list[i].text;
	return "";
}

static const char *value_of(const struct tenderdoc *d, const char *id)
{
	const struct tenderdoc_value *list = d->fields.items;
	for (size_t i = 0; i < d->fields.n; i++)
		if (strcmp(list[i].id, id) == 0)
			return list[i].value;
	return "";
}

static const char *rule_text(struct ctx *c, const struct tenderdoc *d)
{
	return d->evaluation != NULL ? json_canonical(c, method_json(c, d->evaluation)) : "";
}

static bool same_parts(const struct field_list *a, const struct field_list *b)
{
	const struct tenderdoc_part *x = a->items, *y = b->items;
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (strcmp(x[i].id, y[i].id) != 0 || strcmp(x[i].title, y[i].title) != 0)
			return false;
	return a->n == b->n;
}

static struct json *other_changes(
    struct ctx *c, const struct tenderdoc *was, const struct tenderdoc *now)
{
	struct json *list = json_list(c);
	if (strcmp(rule_text(c, was), rule_text(c, now)) != 0)
		json_push(list, json_text(c, "evaluation"));
	if (was->form != now->form)
		json_push(list, json_text(c, "form"));
	if (!same_parts(&was->parts, &now->parts))
		json_push(list, json_text(c, "parts"));
	if (strcmp(was->template, now->template) != 0)
		json_push(list, json_text(c, "template"));
	if (was->twoEnvelopes != now->twoEnvelopes)
		json_push(list, json_text(c, "twoEnvelopes"));
	return list;
}

/* The chapters and fields of the new version; of another template all that it does not have. */
struct json *tenderdoc_changes(
    struct ctx *c, const struct tenderdoc *was, const struct tenderdoc *now)
{
	struct json *o = json_object(c), *chapters = json_list(c), *fields = json_list(c);
	const struct tenderdoc_chapter *chapter = now->chapters.items;
	const struct tenderdoc_value *value = now->fields.items;
	struct telling t = { .c = c };
	bool more = false;
	for (size_t i = 0; i < now->chapters.n; i++) {
		const char *before = text_of(was, chapter[i].id);
		if (strcmp(before, chapter[i].text) == 0)
			continue;
		struct json *row = json_object(c);
		t.changes = json_list(c);
		chapter_changes(&t, before, chapter[i].text);
		json_put(row, "id", json_text(c, chapter[i].id));
		json_put(row, "changes", t.changes != NULL ? t.changes : json_list(c));
		json_push(chapters, row);
		more = more || t.changes == NULL;
	}
	for (size_t i = 0; i < now->fields.n; i++) {
		const char *before = value_of(was, value[i].id);
		if (strcmp(before, value[i].value) == 0)
			continue;
		struct json *row = json_object(c);
		json_put(row, "id", json_text(c, value[i].id));
		json_put(row, "now", json_text(c, value[i].value));
		json_put(row, "was", json_text(c, before));
		json_push(fields, row);
	}
	json_put(o, "chapters", chapters);
	json_put(o, "fields", fields);
	json_put(o, "more", json_bool(c, more));
	json_put(o, "other", other_changes(c, was, now));
	return o;
}
