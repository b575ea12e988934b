#include "core/http/field.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/code.h"
#include "core/base/id.h"
#include "core/base/moment.h"

static enum err parse_object(struct ctx *c, const char *at, const struct field *fields,
    const struct json *object, void *out);

/* One value on its way into one field. */
struct slot {
	const struct field *f;
	const char *at; /* JSON pointer */
	const struct json *v;
	void *out;
};

static const char *shown(struct ctx *c, const struct json *v)
{
	return v->type == JSON_TEXT ? v->text : json_canonical(c, v);
}

static enum err wrong_type(struct ctx *c, const struct slot *s, const char *want)
{
	return fail_at(c, E_BAD_FIELD, s->at, shown(c, s->v), "%s is %s", s->f->name, want);
}

static size_t utf8_chars(const char *s)
{
	size_t n = 0;
	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

static enum err parse_text(struct ctx *c, const struct slot *s)
{
	if (s->v->type != JSON_TEXT)
		return wrong_type(c, s, "a text");
	for (const char *p = s->v->text; *p != '\0'; p++)
		if (((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7f)
			return wrong_type(c, s, "a text without control characters");
	int64_t n = (int64_t)utf8_chars(s->v->text);
	if (n < s->f->min || n > s->f->max)
		return fail_at(c, E_BAD_FIELD, s->at, s->v->text,
		    "%" PRId64 " characters, allowed are %" PRId64 " to %" PRId64, n, s->f->min,
		    s->f->max);
	*(const char **)s->out = s->v->text;
	return OK;
}

static enum err parse_int(struct ctx *c, const struct slot *s)
{
	if (s->v->type != JSON_INT)
		return wrong_type(c, s, "an integer");
	if (s->v->i < s->f->min || s->v->i > s->f->max)
		return fail_at(c, E_BAD_FIELD, s->at, shown(c, s->v),
		    "allowed are %" PRId64 " to %" PRId64, s->f->min, s->f->max);
	*(int64_t *)s->out = s->v->i;
	return OK;
}

static enum err parse_money(struct ctx *c, const struct slot *s)
{
	const char *amount = json_get_text(s->v, "amount", NULL);
	const char *currency = json_get_text(s->v, "currency", NULL);
	if (s->v->type != JSON_OBJECT || amount == NULL || currency == NULL || s->v->n != 2)
		return wrong_type(c, s, "{\"amount\": text, \"currency\": text}");
	int places = 0;
	const char *known = money_currency(currency, &places);
	if (known == NULL)
		return fail_at(c, E_BAD_FIELD, arena_printf(c->mem, "%s/currency", s->at), currency,
		    "no currency known here");
	struct money m;
	if (money_parse(c, amount, known, &m) != OK || m.minor < 0)
		return fail_at(c, E_BAD_AMOUNT, arena_printf(c->mem, "%s/amount", s->at), amount,
		    "an amount in %s, at most %d decimal places, not negative", known, places);
	*(struct money *)s->out = m;
	return OK;
}

static enum err parse_bytes(struct ctx *c, const struct slot *s)
{
	struct bytes b;
	if (s->v->type != JSON_TEXT || !dec_base64(c->mem, s->v->text, &b))
		return wrong_type(c, s, "bytes in base64");
	if ((int64_t)b.n < s->f->min || (int64_t)b.n > s->f->max)
		return fail_at(c, E_BAD_FIELD, s->at, NULL,
		    "%zu bytes, allowed are %" PRId64 " to %" PRId64, b.n, s->f->min, s->f->max);
	*(struct bytes *)s->out = b;
	return OK;
}

static enum err parse_digest(struct ctx *c, const struct slot *s)
{
	uint8_t *digest = arena_alloc(c->mem, SHA256_BYTES);
	if (s->v->type != JSON_TEXT || !dec_hex(s->v->text, digest, SHA256_BYTES))
		return wrong_type(c, s, "a SHA-256 digest, 64 lower-case hex characters");
	*(const uint8_t **)s->out = digest;
	return OK;
}

static struct json *resident_json(struct ctx *c, const struct resident *id)
{
	struct json *o = json_object(c);
	json_put(o, "last", json_text(c, id->last));
	json_put(o, "mark", json_text(c, enc_hex(c->mem, id->mark, RESIDENT_MARK_BYTES)));
	return o;
}

/* In clear, or as an act kept it. The value is in no refusal. */
static enum err parse_resident(struct ctx *c, const struct slot *s)
{
	struct resident *id = arena_new_of(c->mem, struct resident);
	const char *number = s->v->text;
	rng_bytes(&c->rng, id->mark, sizeof(id->mark));
	if (s->v->type == JSON_TEXT) {
		TRY(code_resident_check(c, s->at, number));
		id->last = arena_text(c->mem, number + strlen(number) - 4);
	} else {
		id->last = json_get_text(s->v, "last", "");
		if (strcmp(json_get_text(s->v, "mark", ""),
		        enc_hex(c->mem, id->mark, RESIDENT_MARK_BYTES)) != 0 ||
		    strlen(id->last) != 4)
			return fail_at(c, E_BAD_FIELD, s->at, NULL, "%s is a text of 18 characters",
			    s->f->name);
	}
	*(const struct resident **)s->out = id;
	return OK;
}

/* The word's index in the field's list. BAD_FIELD, naming the list. */
static enum err parse_word(
    struct ctx *c, const struct field *f, const char *at, const struct json *v, int *out)
{
	for (int i = 0; v->type == JSON_TEXT && f->words[i] != NULL; i++)
		if (strcmp(f->words[i], v->text) == 0) {
			*out = i;
			return OK;
		}
	return fail_at(
	    c, E_BAD_FIELD, at, shown(c, v), "one of: %s", words_listed(c->mem, f->words));
}

static enum err parse_set(struct ctx *c, const struct slot *s)
{
	uint32_t set = 0;
	if (s->v->type != JSON_LIST)
		return fail_at(c, E_BAD_FIELD, s->at, shown(c, s->v), "%s is a list of: %s",
		    s->f->name, words_listed(c->mem, s->f->words));
	size_t n = 0;
	for (const struct json *v = s->v->first; v != NULL; v = v->next, n++) {
		const char *at = arena_printf(c->mem, "%s/%zu", s->at, n);
		int i = 0;
		TRY(parse_word(c, s->f, at, v, &i));
		if ((set & 1u << i) != 0)
			return fail_at(c, E_BAD_FIELD, at, shown(c, v), "each word once");
		set |= 1u << i;
	}
	*(uint32_t *)s->out = set;
	return OK;
}

static enum err parse_list(struct ctx *c, const struct slot *s)
{
	if (s->v->type != JSON_LIST)
		return wrong_type(c, s, "a list");
	if ((int64_t)s->v->n < s->f->min || (int64_t)s->v->n > s->f->max)
		return fail_at(c, E_BAD_FIELD, s->at, NULL,
		    "%zu items, allowed are %" PRId64 " to %" PRId64, s->v->n, s->f->min,
		    s->f->max);
	char *items = arena_alloc_n(c->mem, s->f->sub_bytes, s->v->n);
	size_t i = 0;
	for (const struct json *v = s->v->first; v != NULL; v = v->next, i++)
		TRY(parse_object(c, arena_printf(c->mem, "%s/%zu", s->at, i), s->f->sub, v,
		    items + i * s->f->sub_bytes));
	*(struct field_list *)s->out = (struct field_list){ s->v->n, items };
	return OK;
}

static enum err parse_value(struct ctx *c, const struct slot *s)
{
	switch (s->f->type) {
	case FIELD_TEXT:
		return parse_text(c, s);
	case FIELD_ID:
		if (s->v->type != JSON_TEXT || !id_valid(s->v->text))
			return wrong_type(c, s, "an id of 26 characters");
		*(const char **)s->out = s->v->text;
		return OK;
	case FIELD_INT:
		return parse_int(c, s);
	case FIELD_BOOL:
		if (s->v->type != JSON_BOOL)
			return wrong_type(c, s, "true or false");
		*(bool *)s->out = s->v->b;
		return OK;
	case FIELD_MONEY:
		return parse_money(c, s);
	case FIELD_MOMENT:
		if (s->v->type != JSON_TEXT)
			return wrong_type(c, s, "a moment, RFC 3339 in UTC");
		return moment_parse(c, s->at, s->v->text, s->out);
	case FIELD_DAY:
		if (s->v->type != JSON_TEXT)
			return wrong_type(c, s, "a day, YYYY-MM-DD");
		return day_parse(c, s->at, s->v->text, s->out);
	case FIELD_DIGEST:
		return parse_digest(c, s);
	case FIELD_BASE64:
		return parse_bytes(c, s);
	case FIELD_ENUM:
		return parse_word(c, s->f, s->at, s->v, s->out);
	case FIELD_SET:
		return parse_set(c, s);
	case FIELD_OBJECT: {
		void *sub = arena_alloc(c->mem, s->f->sub_bytes);
		TRY(parse_object(c, s->at, s->f->sub, s->v, sub));
		*(void **)s->out = sub;
		return OK;
	}
	case FIELD_LIST:
		return parse_list(c, s);
	case FIELD_RESIDENT:
		return parse_resident(c, s);
	}
	return fail(c, E_INTERNAL, "field type %d", (int)s->f->type);
}

static enum err parse_object(
    struct ctx *c, const char *at, const struct field *fields, const struct json *object, void *out)
{
	if (object->type != JSON_OBJECT)
		return fail_at(c, E_BAD_FIELD, at, shown(c, object), "an object is expected");
	for (const struct json *v = object->first; v != NULL; v = v->next) {
		const struct field *f = fields;
		while (f->name != NULL && strcmp(f->name, v->name) != 0)
			f++;
		if (f->name == NULL)
			return fail_at(c, E_UNKNOWN_FIELD,
			    arena_printf(c->mem, "%s/%s", at, v->name), shown(c, v),
			    "%s is no field here", v->name);
	}
	for (const struct field *f = fields; f->name != NULL; f++) {
		const struct json *v = json_get(object, f->name);
		if (v == NULL && f->required)
			return fail_at(c, E_MISSING_FIELD,
			    arena_printf(c->mem, "%s/%s", at, f->name), NULL, "%s is wanted: %s",
			    f->name, f->doc);
		if (v == NULL)
			continue;
		struct slot s = { f, arena_printf(c->mem, "%s/%s", at, f->name), v,
			(char *)out + f->offset };
		TRY(parse_value(c, &s));
	}
	return OK;
}

enum err field_parse(
    struct ctx *c, const struct field *fields, const struct json *object, void *out)
{
	return parse_object(c, "", fields, object, out);
}

/* The item keeps its name and its place among the others. */
static void put_instead(struct json *item, const struct json *value)
{
	struct json was = *item;
	*item = *value;
	item->name = was.name;
	item->next = was.next;
}

void field_blind(struct ctx *c, const struct field *fields, struct json *object, const void *from)
{
	for (struct json *v = object->first; v != NULL; v = v->next) {
		const struct field *f = fields;
		while (strcmp(f->name, v->name) != 0)
			f++;
		const void *p = (const char *)from + f->offset;
		const struct field_list *list = p;
		size_t i = 0;
		if (f->type == FIELD_RESIDENT)
			put_instead(v, resident_json(c, *(const struct resident *const *)p));
		else if (f->type == FIELD_OBJECT)
			field_blind(c, f->sub, v, *(const void *const *)p);
		else if (f->type == FIELD_LIST)
			for (struct json *item = v->first; item != NULL; item = item->next)
				field_blind(c, f->sub, item,
				    (const char *)list->items + f->sub_bytes * i++);
	}
}

static struct json *with(struct ctx *c, const char *type)
{
	struct json *o = json_object(c);
	json_put(o, "type", json_text(c, type));
	return o;
}

static struct json *bounded(
    struct ctx *c, const char *type, const struct field *f, const char *const names[2])
{
	struct json *o = with(c, type);
	json_put(o, names[0], json_int(c, f->min));
	json_put(o, names[1], json_int(c, f->max));
	return o;
}

static struct json *pattern(struct ctx *c, const char *regex)
{
	struct json *o = with(c, "string");
	json_put(o, "pattern", json_text(c, regex));
	return o;
}

static struct json *words_schema(struct ctx *c, const char *const *words)
{
	struct json *o = with(c, "string"), *list = json_list(c);
	for (int i = 0; words[i] != NULL; i++)
		json_push(list, json_text(c, words[i]));
	json_put(o, "enum", list);
	return o;
}

static struct json *schema_of(struct ctx *c, const struct field *f)
{
	static const char *const lengths[2] = { "minLength", "maxLength" };
	static const char *const values[2] = { "minimum", "maximum" };
	static const char *const counts[2] = { "minItems", "maxItems" };
	struct json *o;
	switch (f->type) {
	case FIELD_TEXT:
		return bounded(c, "string", f, lengths);
	case FIELD_ID:
		return pattern(c, "^[0-7][0-9A-HJKMNP-TV-Z]{25}$");
	case FIELD_INT:
		return bounded(c, "integer", f, values);
	case FIELD_BOOL:
		return with(c, "boolean");
	case FIELD_MONEY:
		o = json_object(c);
		json_put(o, "$ref", json_text(c, "#/components/schemas/Money"));
		return o;
	case FIELD_MOMENT:
		o = with(c, "string");
		json_put(o, "format", json_text(c, "date-time"));
		return o;
	case FIELD_DAY:
		o = with(c, "string");
		json_put(o, "format", json_text(c, "date"));
		return o;
	case FIELD_RESIDENT:
		return pattern(c, "^[0-9]{17}[0-9X]$");
	case FIELD_DIGEST:
		return pattern(c, "^[0-9a-f]{64}$");
	case FIELD_BASE64:
		o = with(c, "string");
		json_put(o, "contentEncoding", json_text(c, "base64"));
		return o;
	case FIELD_ENUM:
		return words_schema(c, f->words);
	case FIELD_SET:
		o = with(c, "array");
		json_put(o, "items", words_schema(c, f->words));
		return o;
	case FIELD_OBJECT:
		return field_schema(c, f->sub);
	case FIELD_LIST:
		o = bounded(c, "array", f, counts);
		json_put(o, "items", field_schema(c, f->sub));
		return o;
	}
	assert(!"every field type has a schema");
	return NULL;
}

struct json *field_schema(struct ctx *c, const struct field *fields)
{
	struct json *o = with(c, "object"), *properties = json_object(c), *required = json_list(c),
	            *order = json_list(c);
	for (const struct field *f = fields; f->name != NULL; f++) {
		struct json *s = schema_of(c, f);
		if (f->doc != NULL)
			json_put(s, "description", json_text(c, f->doc));
		json_put(properties, f->name, s);
		json_push(order, json_text(c, f->name)); /* canonical JSON sorts members */
		if (f->required)
			json_push(required, json_text(c, f->name));
	}
	json_put(o, "additionalProperties", json_bool(c, false));
	json_put(o, "properties", properties);
	json_put(o, "required", required);
	json_put(o, "x-heng-order", order);
	return o;
}

/* NULL: nothing to write. */
static struct json *member_json(struct ctx *c, const struct field *f, const void *p)
{
	const struct field_list *items = p;
	const struct money *money = p;
	const struct bytes *bytes = p;
	const void *sub;
	struct json *list;
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_ID:
		return *(const char *const *)p != NULL ? json_text(c, *(const char *const *)p)
		                                       : NULL;
	case FIELD_INT:
		return f->required || *(const int64_t *)p != 0 ? json_int(c, *(const int64_t *)p)
		                                               : NULL;
	case FIELD_BOOL:
		return f->required || *(const bool *)p ? json_bool(c, *(const bool *)p) : NULL;
	case FIELD_ENUM:
		return json_text(c, f->words[*(const int *)p]);
	case FIELD_MONEY:
		if (money->currency == NULL)
			return NULL;
		list = json_object(c);
		json_put(list, "amount", json_text(c, money_text(c, *money)));
		json_put(list, "currency", json_text(c, money->currency));
		return list;
	case FIELD_OBJECT:
		sub = *(const void *const *)p;
		return sub != NULL ? field_json(c, f->sub, sub) : NULL;
	case FIELD_LIST:
		if (items->n == 0 && !f->required)
			return NULL;
		list = json_list(c);
		for (size_t i = 0; i < items->n; i++)
			json_push(list,
			    field_json(c, f->sub, (const char *)items->items + i * f->sub_bytes));
		return list;
	case FIELD_DAY:
		return *(const int32_t *)p != 0 ? json_text(c, day_text(c, *(const int32_t *)p))
		                                : NULL;
	case FIELD_DIGEST:
		sub = *(const uint8_t *const *)p;
		return sub != NULL ? json_text(c, enc_hex(c->mem, sub, SHA256_BYTES)) : NULL;
	case FIELD_BASE64:
		return bytes->n > 0 ? json_text(c, enc_base64(c->mem, bytes->p, bytes->n)) : NULL;
	case FIELD_RESIDENT:
		sub = *(const struct resident *const *)p;
		return sub != NULL ? resident_json(c, sub) : NULL;
	default:
		assert(!"moments and sets are never written back");
		return NULL;
	}
}

struct json *field_json(struct ctx *c, const struct field *fields, const void *from)
{
	struct json *o = json_object(c);
	for (const struct field *f = fields; f->name != NULL; f++) {
		struct json *v = member_json(c, f, (const char *)from + f->offset);
		if (v != NULL)
			json_put(o, f->name, v);
	}
	return o;
}
