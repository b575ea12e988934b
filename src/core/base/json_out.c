#include <assert.h>
#include <stdlib.h>

#include "core/base/buf.h"
#include "core/base/json.h"
#include "core/base/limits.h"

/* Order by UTF-16 code units without making them. It differs from the order of UTF-8 bytes in one
 * place only: characters beyond U+FFFF (first byte F0 to F4) begin with a surrogate and so stand
 * before U+E000 to U+FFFF (first byte EE or EF). */
static int utf16_order(const char *a, const char *b)
{
	while (*a == *b && *a != '\0') {
		a++;
		b++;
	}
	unsigned char x = (unsigned char)*a, y = (unsigned char)*b;
	if ((x & 0xFE) == 0xEE)
		x += 0x10;
	if ((y & 0xFE) == 0xEE)
		y += 0x10;
	return (x > y) - (x < y);
}

static int member_order(const void *left, const void *right)
{
	const struct json *const *a = left, *const *b = right;
	return utf16_order((*a)->name, (*b)->name);
}

static void put_value(struct buf *out, const struct json *v);

static void put_object(struct buf *out, const struct json *o)
{
	const struct json **members = arena_array(out->mem, const struct json *, o->n);
	size_t n = 0;
	for (const struct json *v = o->first; v != NULL; v = v->next)
		members[n++] = v;
	qsort(members, n, sizeof(void *), member_order);
	buf_char(out, '{');
	for (size_t i = 0; i < n; i++) {
		if (i > 0) {
			/* two members of one name have no canonical form */
			assert(member_order(&members[i - 1], &members[i]) != 0);
			buf_char(out, ',');
		}
		buf_json(out, members[i]->name);
		buf_char(out, ':');
		put_value(out, members[i]);
	}
	buf_char(out, '}');
}

static void put_list(struct buf *out, const struct json *list)
{
	buf_char(out, '[');
	for (const struct json *v = list->first; v != NULL; v = v->next) {
		if (v != list->first)
			buf_char(out, ',');
		put_value(out, v);
	}
	buf_char(out, ']');
}

static void put_value(struct buf *out, const struct json *v)
{
	switch (v->type) {
	case JSON_NULL:
		buf_text(out, "null");
		break;
	case JSON_BOOL:
		buf_text(out, v->b ? "true" : "false");
		break;
	case JSON_INT:
		buf_i64(out, v->i);
		break;
	case JSON_NUMBER:
		buf_text(out, v->text);
		break;
	case JSON_TEXT:
		buf_json(out, v->text);
		break;
	case JSON_LIST:
		put_list(out, v);
		break;
	case JSON_OBJECT:
		put_object(out, v);
		break;
	}
}

const char *json_canonical(struct ctx *c, const struct json *v)
{
	struct buf out;
	buf_init(&out, c->mem, LIMIT_ARENA_BYTES);
	put_value(&out, v);
	return out.p;
}
