/* json.h - JSON in, JSON as a tree, and canonical JSON out (RFC 8785).
 *
 * In: json-c, strict and UTF-8 checked, behind a scan that refuses what it lets pass: double keys,
 * NaN and Infinity, numbers that are not integers of at most 2^53 - 1 either way (-0 included),
 * \u0000, lone surrogates, more than LIMIT_JSON_DEPTH levels or LIMIT_JSON_NODES values. Amounts
 * travel as decimal strings, so no number ever needs a fraction.
 * Trees live in the arena of their context; members keep the order in which they came.
 */
#ifndef HENG_CORE_BASE_JSON_H
#define HENG_CORE_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/ctx.h"

#define JSON_INT_MAX INT64_C(9007199254740991) /* 2^53 - 1 */

enum json_type {
	JSON_NULL,
	JSON_BOOL,
	JSON_INT,
	JSON_TEXT,
	JSON_LIST,
	JSON_OBJECT,
	JSON_NUMBER /* of others only: any number, as its text */
};

struct json {
	enum json_type type;
	bool b;                    /* JSON_BOOL */
	int64_t i;                 /* JSON_INT, |i| <= JSON_INT_MAX */
	const char *text;          /* JSON_TEXT: UTF-8, no NUL inside; JSON_NUMBER: as written */
	const char *name;          /* in an object: its member name; else NULL */
	struct json *next;         /* the next item or member */
	struct json *first, *last; /* JSON_LIST, JSON_OBJECT */
	size_t n;                  /* number of items or members */
};

/* Parses exactly one JSON text of n bytes. BAD_JSON, BAD_ENCODING, with the byte offset; BAD_FIELD
 * with its pointer for a number that is JSON, yet none of ours. */
enum err json_parse(struct ctx *c, const char *text, size_t n, struct json **out) CHECKED;

/* The same for the data of others, which have numbers that are none of ours: a JSON_NUMBER. */
enum err json_parse_foreign(struct ctx *c, const char *text, size_t n, struct json **out) CHECKED;

/* The member of that name, or NULL; also NULL when o is NULL or no object. */
const struct json *json_get(const struct json *o, const char *name);
/* The text or integer of a member; the fallback where it is missing or of another type. */
const char *json_get_text(const struct json *o, const char *name, const char *fallback);
int64_t json_get_int(const struct json *o, const char *name, int64_t fallback);
/* Whether the member is there, and true. */
bool json_get_true(const struct json *o, const char *name);

/* Building. The name must be new in the object; strings are not copied and must outlive the
 * tree. */
struct json *json_object(struct ctx *c);
struct json *json_list(struct ctx *c);
struct json *json_text(struct ctx *c, const char *text); /* NULL becomes JSON_NULL */
struct json *json_int(struct ctx *c, int64_t i);
struct json *json_number(struct ctx *c, const char *text); /* a JSON number, without exponent */
struct json *json_bool(struct ctx *c, bool b);
void json_put(struct json *object, const char *name, struct json *value);
void json_push(struct json *list, struct json *value);
/* As a refusal tells it: "detail", "detailZh" (where there is one), "field", "rule". A detail that
 * no refusal says is Chinese alone. Null where nothing is told. */
struct json *json_told(struct ctx *c, const struct fault *f);
/* A whole refusal, as an answer of the API has it: that, with "error" and its "message" in both
 * languages. */
struct json *json_refused(struct ctx *c, const struct fault *f);
/* Adds a warning. */
void json_warn(struct ctx *c, struct json *warnings, const struct fault *f);

/* A value for another tree; it shares the texts. */
struct json *json_copy(struct ctx *c, const struct json *v);

/* Canonical JSON of the tree: members sorted by UTF-16 code units, no space, RFC 8785 escapes. */
const char *json_canonical(struct ctx *c, const struct json *v);

#endif
