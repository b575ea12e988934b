#include "command.h"

#include <ftw.h>
#include <stdio.h>

#include "core/base/limits.h"
#include "core/base/moment.h"

struct ctx command_ctx(void)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES), .now_ms = moment_system_ms() };
	uint8_t seed[RNG_SEED_BYTES];
	rng_system_seed(seed);
	rng_seed(&c.rng, seed);
	return c;
}

int command_failed(struct ctx *c, enum err e)
{
	fprintf(stderr, "heng: %s: %s / %s\n", err_name(e), err_zh(e), err_en(e));
	if (c->fault.field != NULL)
		fprintf(stderr, "  %s %s\n", c->fault.field, c->fault.value ? c->fault.value : "");
	if (c->fault.detail != NULL)
		fprintf(stderr, "  %s\n", c->fault.detail);
	return 1;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

bool remove_folder(const char *path)
{
	return nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0;
}
