/* field.h - what a body holds: one descriptor parses it, bounds it, documents it and feeds the fuzzer.
 *
 * Unknown members are refused, missing ones too; every error names the JSON pointer and the value.
 */
#ifndef HENG_CORE_HTTP_FIELD_H
#define HENG_CORE_HTTP_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/ctx.h"
#include "core/base/enc.h"
#include "core/base/json.h"
#include "core/base/money.h"

enum field_type {
	FIELD_TEXT, /* const char *; min and max in characters; no control characters but \n and \t */
	FIELD_ID,   /* const char *; a ULID */
	FIELD_INT,      /* int64_t within [min, max] */
	FIELD_BOOL,     /* bool */
	FIELD_MONEY,    /* struct money; {"amount": "1.00", "currency": "CNY"}; >= 0 */
	FIELD_MOMENT,   /* int64_t ms; RFC 3339 text */
	FIELD_DAY,      /* int32_t yyyymmdd; "2026-03-01" */
	FIELD_DIGEST,   /* const uint8_t * to 32 bytes; 64 hex characters */
	FIELD_BASE64,   /* struct bytes; min and max in bytes */
	FIELD_ENUM,     /* int: index into words */
	FIELD_SET,      /* uint32_t; a list of different words, bit i for words[i] */
	FIELD_OBJECT,   /* a nested struct, by sub; a pointer, NULL where optional and missing */
	FIELD_LIST,     /* struct field_list of structs, by sub; min and max in items */
	FIELD_RESIDENT, /* const struct resident *; an 18-character 公民身份号码 */
};

/* A resident identity number as it may be kept: it comes once, in clear, is checked, and of it stay
 * the last four characters. No digest: so few numbers are possible that whoever has one, salt and
 * all, has the number. An act that is run again brings this instead, with the mark that its seed
 * gives and no caller can know. */
#define RESIDENT_MARK_BYTES 16
struct resident {
	const char *last;
	uint8_t mark[RESIDENT_MARK_BYTES];
};

struct field_list {
	size_t n;
	void *items; /* array of the sub's struct */
};

struct field {
	const char *name;
	enum field_type type;
	size_t offset; /* in the struct that is filled */
	bool required; /* where not, the struct keeps its zero */
	int64_t min, max;
	const char *const *words; /* FIELD_ENUM, FIELD_SET: ends with NULL */
	const struct field *sub;  /* FIELD_OBJECT, FIELD_LIST: ends with name NULL */
	size_t sub_bytes;
	const char *doc;
};

#define REQUIRED true
#define OPTIONAL false
#define F_TEXT(s, m, req, lo, hi, d)                                                              \
	{                                                                                         \
		.name = #m, .type = FIELD_TEXT, .offset = offsetof(struct s, m), .required = req, \
		.min = lo, .max = hi, .doc = d                                                    \
	}
#define F_ID(s, m, req, d)                                                                      \
	{                                                                                       \
		.name = #m, .type = FIELD_ID, .offset = offsetof(struct s, m), .required = req, \
		.doc = d                                                                        \
	}
#define F_INT(s, m, req, lo, hi, d)                                                              \
	{                                                                                        \
		.name = #m, .type = FIELD_INT, .offset = offsetof(struct s, m), .required = req, \
		.min = lo, .max = hi, .doc = d                                                   \
	}
#define F_BOOL(s, m, req, d)                                                                      \
	{                                                                                         \
		.name = #m, .type = FIELD_BOOL, .offset = offsetof(struct s, m), .required = req, \
		.doc = d                                                                          \
	}
#define F_MONEY(s, m, req, d)                                                                      \
	{                                                                                          \
		.name = #m, .type = FIELD_MONEY, .offset = offsetof(struct s, m), .required = req, \
		.doc = d                                                                           \
	}
#define F_MOMENT(s, m, req, d)                                                     \
	{                                                                          \
		.name = #m, .type = FIELD_MOMENT, .offset = offsetof(struct s, m), \
		.required = req, .doc = d                                          \
	}
#define F_DAY(s, m, req, d)                                                                      \
	{                                                                                        \
		.name = #m, .type = FIELD_DAY, .offset = offsetof(struct s, m), .required = req, \
		.doc = d                                                                         \
	}
#define F_RESIDENT(s, m, req, d)                                                     \
	{                                                                            \
		.name = #m, .type = FIELD_RESIDENT, .offset = offsetof(struct s, m), \
		.required = req, .doc = d                                            \
	}
#define F_DIGEST(s, m, req, d)                                                     \
	{                                                                          \
		.name = #m, .type = FIELD_DIGEST, .offset = offsetof(struct s, m), \
		.required = req, .doc = d                                          \
	}
#define F_BASE64(s, m, req, lo, hi, d)                                             \
	{                                                                          \
		.name = #m, .type = FIELD_BASE64, .offset = offsetof(struct s, m), \
		.required = req, .min = lo, .max = hi, .doc = d                    \
	}
#define F_ENUM(s, m, req, w, d)                                                                   \
	{                                                                                         \
		.name = #m, .type = FIELD_ENUM, .offset = offsetof(struct s, m), .required = req, \
		.words = w, .doc = d                                                              \
	}
#define F_SET(s, m, req, w, d)                                                                   \
	{                                                                                        \
		.name = #m, .type = FIELD_SET, .offset = offsetof(struct s, m), .required = req, \
		.words = w, .doc = d                                                             \
	}
#define F_OBJECT(s, m, req, f, t, d)                                               \
	{                                                                          \
		.name = #m, .type = FIELD_OBJECT, .offset = offsetof(struct s, m), \
		.required = req, .sub = f, .sub_bytes = sizeof(struct t), .doc = d \
	}
#define F_LIST(s, m, req, lo, hi, f, t, d)                                                        \
	{                                                                                         \
		.name = #m, .type = FIELD_LIST, .offset = offsetof(struct s, m), .required = req, \
		.min = lo, .max = hi, .sub = f, .sub_bytes = sizeof(struct t), .doc = d           \
	}
#define F_END                \
	{                    \
		.name = NULL \
	}

/* Fills the zeroed struct at `out` from an object. BAD_FIELD, MISSING_FIELD, UNKNOWN_FIELD,
 * BAD_AMOUNT, with the pointer of the member. Strings point into the tree or the arena. */
enum err field_parse(
    struct ctx *c, const struct field *fields, const struct json *object, void *out) CHECKED;
/* Writes into the object, from which `from` was parsed, what may be kept instead of what may not. */
void field_blind(struct ctx *c, const struct field *fields, struct json *object, const void *from);
/* The inverse of field_parse, for every type but moments, bytes and sets; what is optional and
 * zero, an enumeration apart, is left out. */
struct json *field_json(struct ctx *c, const struct field *fields, const void *from);
/* The JSON Schema (OpenAPI 3.1) of the fields. */
struct json *field_schema(struct ctx *c, const struct field *fields);

#endif
