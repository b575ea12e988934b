#include "core/base/err.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "core/base/ctx.h"
#include "core/base/detail.h"

static const struct {
	const char *name;
	int status;
	const char *zh, *en;
} errors[ERR_COUNT] = {
	[OK] = { "OK", 200, "", "" },
#define ERR(name, http, zh, en) [E_##name] = { #name, http, zh, en },
#include "core/base/errors.def"
#undef ERR
};

#define VALUE_SHOWN_BYTES 120
#define DETAIL_SHOWN_BYTES 1000 /* of what a caller sent, never more comes back */

/* Keeps a shown value short, and ends it at a whole UTF-8 character. */
static const char *shorten(struct ctx *c, const char *value, size_t most)
{
	if (value == NULL)
		return NULL;
	size_t n = strnlen(value, most + 1);
	if (n <= most)
		return arena_copy(c->mem, value, n);
	n = most;
	while (n > 0 && ((unsigned char)value[n] & 0xC0) == 0x80)
		n--;
	return arena_printf(c->mem, "%.*s…", (int)n, value);
}

struct fault vfault_told(struct ctx *c, const char *fmt, va_list ap)
{
	/* first: it reads the arguments without using them up */
	const char *zh = detail_zh(c, fmt, ap);
	return (struct fault){ .detail = arena_vprintf(c->mem, fmt, ap), .detail_zh = zh };
}

struct fault fault_told(struct ctx *c, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	struct fault told = vfault_told(c, fmt, ap);
	va_end(ap);
	return told;
}

enum err vfail(struct ctx *c, enum err e, const char *fmt, va_list ap)
{
	assert(e != OK);
	/* before the fault is overwritten: it may be what the arguments tell of */
	const char *zh = detail_zh(c, fmt, ap);
	c->fault = (struct fault){ .err = e,
		.detail = shorten(c, arena_vprintf(c->mem, fmt, ap), DETAIL_SHOWN_BYTES),
		.detail_zh = shorten(c, zh, DETAIL_SHOWN_BYTES) };
	return e;
}

enum err fail(struct ctx *c, enum err e, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	e = vfail(c, e, fmt, ap);
	va_end(ap);
	return e;
}

enum err fail_at(
    struct ctx *c, enum err e, const char *field, const char *value, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	e = vfail(c, e, fmt, ap);
	va_end(ap);
	c->fault.field = shorten(c, field, DETAIL_SHOWN_BYTES);
	c->fault.value = shorten(c, value, VALUE_SHOWN_BYTES);
	return e;
}

enum err fail_rule(struct ctx *c, enum err e, const char *rule, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	e = vfail(c, e, fmt, ap);
	va_end(ap);
	c->fault.rule = rule;
	return e;
}

enum err absent(struct ctx *c, enum err e, const char *what, const char *id)
{
	return e == E_NOT_FOUND ? fail_at(c, e, NULL, id, "no %s %s", what, id) : e;
}

enum err at_field(struct ctx *c, enum err e, const char *field)
{
	if (e != OK && c->fault.err == e && c->fault.field == NULL)
		c->fault.field = field;
	return e;
}

const char *err_name(enum err e)
{
	return errors[e].name;
}

int err_status(enum err e)
{
	return errors[e].status;
}

const char *err_zh(enum err e)
{
	return errors[e].zh;
}

const char *err_en(enum err e)
{
	return errors[e].en;
}
