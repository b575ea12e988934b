#include "test/engines.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

static const char *postgres;
static int schemas;

void engines_set_postgres(const char *url)
{
	postgres = url;
}

const char *engine_url(int engine, const char *dir)
{
	static char url[1000];
	char sql[200];
	if (engine == 0) {
		snprintf(url, sizeof(url), "sqlite:%s/heng.db", dir);
		return url;
	}
	if (postgres == NULL)
		return NULL;
	int n = ++schemas;
	PGconn *h = PQconnectdb(postgres);
	snprintf(sql, sizeof(sql),
	    "SET client_min_messages TO error; DROP SCHEMA IF EXISTS t%d CASCADE; CREATE SCHEMA "
	    "t%d",
	    n, n);
	PGresult *r = PQexec(h, sql);
	bool ok = PQresultStatus(r) == PGRES_COMMAND_OK;
	if (!ok)
		fprintf(stderr, "%s\n", PQerrorMessage(h));
	PQclear(r);
	PQfinish(h);
	snprintf(url, sizeof(url), "%s%coptions=-csearch_path%%3Dt%d", postgres,
	    strchr(postgres, '?') ? '&' : '?', n);
	return ok ? url : NULL;
}
