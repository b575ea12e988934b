#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "test/unit.h"

char *test_folder(struct ctx *c)
{
	const char *base = getenv("TMPDIR");
	char *dir = arena_printf(c->mem, "%s/heng-test-000000", base != NULL ? base : P_tmpdir);
	memset(dir + strlen(dir) - 6, 'X', 6); /* what mkdtemp fills in */
	assert_non_null(mkdtemp(dir));
	return dir;
}

static int remove_one(const char *path, const struct stat *st, int what, struct FTW *at)
{
	(void)st;
	(void)what;
	(void)at;
	return remove(path);
}

void test_folder_end(const char *dir)
{
	assert_int_equal(nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

const char *test_program(struct ctx *c)
{
	char exe[400];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	assert_true(n > 0);
	exe[n] = '\0';
	*strrchr(exe, '/') = '\0';
	return arena_printf(c->mem, "%s/../heng", exe);
}
