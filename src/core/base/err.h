/* err.h - the one list of errors, and how a failure travels.
 *
 * A function that can fail returns enum err, leaves its outputs untouched on failure, and has put
 * the particulars into ctx->fault by fail() or fail_at(). It neither logs nor replies: only the
 * dispatcher and main do.
 */
#ifndef HENG_CORE_BASE_ERR_H
#define HENG_CORE_BASE_ERR_H

#include <stdarg.h>

#define CHECKED __attribute__((warn_unused_result))
#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

enum err {
	OK = 0,
#define ERR(name, http, zh, en) E_##name,
#include "core/base/errors.def"
#undef ERR
	ERR_COUNT
};

struct ctx;

/* The particulars of the last failure. All strings live in the context's arena; any may be NULL. */
struct fault {
	enum err err;
	const char *detail;    /* what exactly, in English */
	const char *detail_zh; /* the same in Chinese, by detail.h; NULL: it has no Chinese form */
	/* "/lots/0/ceiling" of the body, "?limit" of the query, "{lot}" of the path, or a header */
	const char *field;
	const char *value; /* what was found there, shortened */
	const char *rule;  /* the article, Chinese and English in one string */
};

/* Records the failure and returns e, so that "return fail(c, E_X, …)" reads in one line. A literal
 * fmt that a caller of the server may see has its Chinese form in detail*.def. To tell of a failure
 * as a part of another, pass c->fault.detail itself: its Chinese comes along. */
enum err fail(struct ctx *c, enum err e, const char *fmt, ...) CHECKED PRINTF(3, 4);
enum err vfail(struct ctx *c, enum err e, const char *fmt, va_list ap) CHECKED PRINTF(3, 0);
/* The same, about one field. value may be NULL. */
enum err fail_at(struct ctx *c, enum err e, const char *field, const char *value, const char *fmt,
    ...) CHECKED PRINTF(5, 6);
/* The same, naming the article that refuses. rule must outlive the context. */
enum err fail_rule(struct ctx *c, enum err e, const char *rule, const char *fmt, ...) CHECKED
    PRINTF(4, 5);

/* The particulars alone, said in both languages as fail() does, of what refuses nothing by itself:
 * what is still waited for, say. c->fault stays what it is. */
struct fault fault_told(struct ctx *c, const char *fmt, ...) PRINTF(2, 3);
struct fault vfault_told(struct ctx *c, const char *fmt, va_list ap) PRINTF(2, 0);

/* Says which object was not there: NOT_FOUND of a read becomes "no WHAT ID", with the id as value;
 * every other e stays. The dispatcher adds the field where the id stands in the path. */
enum err absent(struct ctx *c, enum err e, const char *what, const char *id) CHECKED;
/* Says which field of the request a failure is about, where it names none. Returns e. */
enum err at_field(struct ctx *c, enum err e, const char *field) CHECKED;

const char *err_name(enum err e); /* "TOO_LARGE" */
int err_status(enum err e);       /* HTTP status */
const char *err_zh(enum err e);
const char *err_en(enum err e);

#define TRY(expr)                        \
	do {                             \
		enum err try_e = (expr); \
		if (try_e != OK)         \
			return try_e;    \
	} while (0)

#endif
