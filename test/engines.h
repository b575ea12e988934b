/* engines.h - the stores that a test of SQL runs on: SQLite always, PostgreSQL where there is
 * one. */
#ifndef HENG_TEST_ENGINES_H
#define HENG_TEST_ENGINES_H

#include <stdbool.h>

/* The PostgreSQL to test with ("postgres://…"); NULL: none. Set once, by main. */
void engines_set_postgres(const char *url);
/* Makes a new empty store of engine 0 (SQLite in dir) or 1 (PostgreSQL, a schema of its own). Its
 * URL is valid until the next call; NULL when there is no such engine. */
const char *engine_url(int engine, const char *dir);
#define ENGINES 2

#endif
