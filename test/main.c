/* main.c - runs the unit tests, then each scenario on each engine: heng-test [-p URL] [FILE…]
 *
 * The last line is "N passed, N failed". URL is a PostgreSQL database in which every scenario gets
 * a schema of its own. */
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "test/engines.h"
#include "test/lawful.h"
#include "test/scenario.h"

#define SCHEMA(folder)
#define ROUTES(routes)
#define TIMER(kind, fn, keep)
#define COMMAND(name, fn, text)
#define TESTS(fn) int fn(void);
#include "rooms.def"
#undef TESTS
#define TESTS(fn) { #fn, fn },
static const struct {
	const char *name;
	int (*run)(void);
} units[] = {
#include "rooms.def"
};

static int passed, failed;

static void count(bool ok, const char *what, const char *where)
{
	if (ok)
		passed++;
	else
		failed++;
	printf("%s %s %s\n", ok ? "ok  " : "FAIL", what, where);
	fflush(stdout);
}

static void run_scenario(const char *file, bool postgres)
{
	const char *name = strrchr(file, '/') + 1;
	if (strncmp(name, "setup_", 6) == 0)
		return;
	count(scenario_run(file, NULL), "sqlite  ", name);
	if (!postgres)
		return;
	const char *url = engine_url(1, NULL);
	count(url != NULL && scenario_run(file, url), "postgres", name);
}

/* A scenario by its file, or a group of unit tests by its name. */
static void run_one(const char *what, bool postgres)
{
	if (strchr(what, '/') != NULL) {
		run_scenario(what, postgres);
		return;
	}
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (strcmp(units[i].name, what) == 0)
			count(units[i].run() == 0, "unit    ", what);
}

int main(int argc, char **argv)
{
	bool postgres = false;
	int opt;
	/* papers are drawn by the program that runs, in a child */
	if (argc == 2 && strcmp(argv[1], "paper") == 0)
		return command_paper(argc - 1, argv + 1);
	while ((opt = getopt(argc, argv, "p:")) != -1) {
		if (opt != 'p')
			return 2;
		postgres = true;
		engines_set_postgres(optarg);
	}
	if (optind == argc) {
		for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
			count(units[i].run() == 0, "unit    ", units[i].name);
		glob_t files;
		lawful_watch();
		glob("test/scenario/*.t", 0, NULL, &files);
		for (size_t i = 0; i < files.gl_pathc; i++)
			run_scenario(files.gl_pathv[i], postgres);
		globfree(&files);
		count(lawful_done(), "law     ", "every number is kept and broken in a scenario");
	}
	for (int i = optind; i < argc; i++)
		run_one(argv[i], postgres);
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
