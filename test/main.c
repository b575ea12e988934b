/* main.c - runs the unit tests, then each scenario on each engine: heng-test [-p URL] [FILE…]
 *
 * The last line is "N passed, N failed". URL is a PostgreSQL database in which every scenario gets
 * a schema of its own. */
#include <glob.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* A fresh schema for scenario number n; the URL that leads there, or NULL. */
static char *fresh_schema(const char *url, int n)
{
	char sql[200];
	static char out[600];
	PGconn *h = PQconnectdb(url);
	snprintf(sql, sizeof(sql), "DROP SCHEMA IF EXISTS s%d CASCADE; CREATE SCHEMA s%d", n, n);
	PGresult *r = PQexec(h, sql);
	bool ok = PQresultStatus(r) == PGRES_COMMAND_OK;
	if (!ok)
		fprintf(stderr, "%s\n", PQerrorMessage(h));
	PQclear(r);
	PQfinish(h);
	snprintf(out, sizeof(out), "%s%coptions=-csearch_path%%3Ds%d", url,
	    strchr(url, '?') ? '&' : '?', n);
	return ok ? out : NULL;
}

static void run_scenario(const char *file, const char *postgres, int n)
{
	const char *name = strrchr(file, '/') + 1;
	if (strncmp(name, "setup_", 6) == 0)
		return;
	count(scenario_run(file, NULL), "sqlite  ", name);
	if (postgres == NULL)
		return;
	const char *url = fresh_schema(postgres, n);
	count(url != NULL && scenario_run(file, url), "postgres", name);
}

int main(int argc, char **argv)
{
	const char *postgres = NULL;
	int opt;
	while ((opt = getopt(argc, argv, "p:")) != -1) {
		if (opt != 'p')
			return 2;
		postgres = optarg;
	}
	if (optind == argc) {
		for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
			count(units[i].run() == 0, "unit    ", units[i].name);
		glob_t files;
		glob("test/scenario/*.t", 0, NULL, &files);
		for (size_t i = 0; i < files.gl_pathc; i++)
			run_scenario(files.gl_pathv[i], postgres, (int)i);
		globfree(&files);
	}
	for (int i = optind; i < argc; i++)
		run_scenario(argv[i], postgres, i);
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
