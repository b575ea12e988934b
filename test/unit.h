/* unit.h - what unit tests share: cmocka, a context with a fixed clock and seed, checks that print
 * the fault. Each x_test.c exports "int x_tests(void)", listed in src/rooms.def. */
#ifndef HENG_TEST_UNIT_H
#define HENG_TEST_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail /* cmocka's macro; the name is ours, see err.h */

#include "core/base/ctx.h"
#include "core/base/limits.h"

/* A new folder for a test, and its end with all that is in it. */
char *test_folder(struct ctx *c);
void test_folder_end(const char *dir);
/* The heng that was built beside this program. */
const char *test_program(struct ctx *c);
/* The law of law/, also as c->law. The caller frees it. */
struct law *test_law(struct ctx *c);

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

/* 2026-03-02T00:00:00Z, a Monday */
#define TEST_NOW_MS INT64_C(1772409600000)

static inline struct ctx test_ctx(void)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES), .now_ms = TEST_NOW_MS };
	static const uint8_t seed[RNG_SEED_BYTES] = { 1 };
	rng_seed(&c.rng, seed);
	return c;
}

static inline void test_ctx_end(struct ctx *c)
{
	arena_free(c->mem);
}

#define TEST_FAIL(...)                     \
	do {                               \
		print_error(__VA_ARGS__);  \
		print_error("\n");         \
		_fail(__FILE__, __LINE__); \
	} while (0)

#define CHECK_OK(c, expr)                                                  \
	do {                                                               \
		enum err check_e = (expr);                                 \
		if (check_e != OK)                                         \
			TEST_FAIL("%s: %s (%s)", #expr, err_name(check_e), \
			    (c)->fault.detail ? (c)->fault.detail : "");   \
	} while (0)

#define CHECK_ERR(expr, want)                                                                   \
	do {                                                                                    \
		enum err check_e = (expr);                                                      \
		if (check_e != (want))                                                          \
			TEST_FAIL("%s: %s, want %s", #expr, err_name(check_e), err_name(want)); \
	} while (0)

#define RUN_GROUP(name, tests) cmocka_run_group_tests_name(name, tests, NULL, NULL)

#endif
