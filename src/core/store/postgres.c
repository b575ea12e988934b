/* postgres.c - the store on PostgreSQL by libpq: blocking calls, prepared statements, text results.
 */
#include <assert.h>
#include <endian.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/store/engine.h"

enum { OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_TEXT = 25 };
#define ARGS_MAX 40

static enum err postgres_failed(struct ctx *c, const PGresult *r, const char *sql)
{
	const char *state = r == NULL ? NULL : PQresultErrorField(r, PG_DIAG_SQLSTATE);
	enum err e = E_STORE;
	if (state != NULL && strcmp(state, "23505") == 0)
		e = E_DUPLICATE;
	else if (state != NULL && strcmp(state, "53100") == 0)
		e = E_STORE_FULL;
	else if (PQstatus(c->db->handle) != CONNECTION_OK && strcmp(sql, "COMMIT") == 0)
		e = E_OUTCOME;
	const char *why = r == NULL ? PQerrorMessage(c->db->handle) : PQresultErrorMessage(r);
	return fail(c, e, "%s%s: %.200s", state ? state : "", why, sql);
}

static void postgres_disconnect(struct db *db)
{
	for (size_t i = 0; i < STATEMENTS_MAX; i++)
		free(db->statements[i].handle);
	PQfinish(db->handle);
	free(db);
}

/* What every connection is told, also after it was lost and came back. */
static bool settle(struct db *db)
{
	static const char *const sets[] = { "SET client_encoding TO 'UTF8'",
		"SET synchronous_commit TO on", "SET standard_conforming_strings TO on",
		"SET default_transaction_read_only TO on" };
	bool ok = true;
	for (int i = 0; i < (db->how == DB_READ_ONLY ? 4 : 3); i++) {
		PGresult *r = PQexec(db->handle, sets[i]);
		ok = ok && PQresultStatus(r) == PGRES_COMMAND_OK;
		PQclear(r);
	}
	return ok;
}

/* The connection comes back by itself after the server did: every statement must then be prepared
 * again, so the cache is dropped. Called outside transactions only (by BEGIN). */
static void reconnect(struct db *db)
{
	if (PQstatus(db->handle) == CONNECTION_OK)
		return;
	PQreset(db->handle);
	if (!settle(db))
		PQreset(db->handle); /* the next statement fails, and the next BEGIN tries again */
	for (size_t i = 0; i < STATEMENTS_MAX; i++)
		free(db->statements[i].handle);
	memset(db->statements, 0, sizeof(db->statements));
	db->statement_count = 0;
}

static void quiet(void *arg, const char *message)
{
	(void)arg;
	(void)message;
}

static enum err postgres_script(struct ctx *c, const char *sql)
{
	PGresult *r = PQexec(c->db->handle, sql);
	ExecStatusType status = PQresultStatus(r);
	enum err e = OK;
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		e = postgres_failed(c, r, sql);
	PQclear(r);
	return e;
}

static enum err postgres_connect(struct ctx *c, const char *url, enum db_begin how, struct db **out)
{
	PGconn *h = PQconnectdb(url);
	if (PQstatus(h) != CONNECTION_OK) {
		enum err e = fail(c, E_STORE, "%s", PQerrorMessage(h));
		PQfinish(h);
		return e;
	}
	PQsetNoticeProcessor(h, quiet, NULL);
	struct db *db = calloc(1, sizeof(*db));
	assert(db != NULL);
	db->engine = &engine_postgres;
	db->handle = h;
	db->how = how;
	if (!settle(db)) {
		postgres_disconnect(db);
		return fail(c, E_STORE, "the server takes none of our settings");
	}
	*out = db;
	return OK;
}

static enum err prepared(
    struct ctx *c, const char *sql, const struct db_val *args, size_t n, const char **out)
{
	struct statement *s = statement_slot(c->db, sql);
	if (s->handle == NULL) {
		Oid types[ARGS_MAX];
		for (size_t i = 0; i < n; i++)
			types[i] = args[i + 1].type == DB_I64    ? OID_INT8
			           : args[i + 1].type == DB_TEXT ? OID_TEXT
			                                         : OID_BYTEA;
		char name[24]; /* "s" and a count */
		snprintf(name, sizeof(name), "s%zu", c->db->statement_count);
		PGresult *r = PQprepare(c->db->handle, name, sql, (int)n, types);
		enum err e =
		    PQresultStatus(r) == PGRES_COMMAND_OK ? OK : postgres_failed(c, r, sql);
		PQclear(r);
		TRY(e);
		assert(c->db->statement_count < STATEMENTS_MAX / 2);
		*s = (struct statement){ sql, strdup(name) };
		c->db->statement_count++;
	}
	*out = s->handle;
	return OK;
}

static void read_cell(struct ctx *c, const PGresult *r, int row, int col, struct db_val *out)
{
	if (PQgetisnull(r, row, col)) {
		*out = (struct db_val){ .type = DB_NULL, .null = true };
		return;
	}
	const char *p = PQgetvalue(r, row, col);
	size_t n = (size_t)PQgetlength(r, row, col);
	switch (PQftype(r, col)) {
	case OID_INT2:
	case OID_INT4:
	case OID_INT8:
		*out = db_i64(strtoll(p, NULL, 10));
		return;
	case OID_BYTEA: {
		assert(n >= 2 && p[0] == '\\' && p[1] == 'x');
		uint8_t *bytes = (uint8_t *)arena_alloc(c->mem, (n - 2) / 2 + 1);
		bool ok = dec_hex(p + 2, bytes, (n - 2) / 2);
		assert(ok);
		*out = (struct db_val){ .type = DB_BYTES, .p = bytes, .n = (n - 2) / 2 };
		return;
	}
	default:
		*out = (struct db_val){ .type = DB_TEXT, .p = arena_copy(c->mem, p, n), .n = n };
		return;
	}
}

static enum err read_rows(struct ctx *c, const PGresult *r, const char *sql, struct db_rows *out)
{
	int n = PQntuples(r), cols = PQnfields(r);
	if (n > LIMIT_QUERY_ROWS)
		return fail(c, E_TOO_LARGE, "more than %d rows: %s", LIMIT_QUERY_ROWS, sql);
	struct db_val *cells = arena_array(c->mem, struct db_val, (size_t)n * (size_t)cols);
	for (int i = 0; i < n; i++)
		for (int j = 0; j < cols; j++)
			read_cell(c, r, i, j, &cells[i * cols + j]);
	*out = (struct db_rows){ (size_t)n, (size_t)cols, cells };
	return OK;
}

static enum err postgres_run(struct ctx *c, const char *sql, const struct db_val *args, size_t n,
    struct db_rows *rows, int64_t *changed)
{
	assert(n <= ARGS_MAX);
	if (args == NULL)
		reconnect(c->db);
	const char *name;
	TRY(prepared(c, sql, args, n, &name));
	const char *values[ARGS_MAX];
	int lengths[ARGS_MAX], formats[ARGS_MAX];
	int64_t ints[ARGS_MAX];
	for (size_t i = 0; i < n; i++) {
		const struct db_val *v = &args[i + 1];
		if (v->type == DB_I64)
			ints[i] = (int64_t)htobe64((uint64_t)v->i);
		values[i] = v->null             ? NULL
		            : v->type == DB_I64 ? (const char *)&ints[i]
		            : v->n == 0         ? ""
		                                : v->p;
		lengths[i] = v->type == DB_I64 ? (int)sizeof(int64_t) : (int)v->n;
		formats[i] = 1; /* binary: text is its bytes, int8 big-endian */
	}
	PGresult *r = PQexecPrepared(c->db->handle, name, (int)n, values, lengths, formats, 0);
	ExecStatusType status = PQresultStatus(r);
	enum err e = OK;
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		e = postgres_failed(c, r, sql);
	else if (strcmp(sql, "COMMIT") == 0 && strcmp(PQcmdStatus(r), "COMMIT") != 0)
		e = fail(c, E_STORE, "the transaction was rolled back instead of committed");
	else if (rows != NULL)
		e = read_rows(c, r, sql, rows);
	if (e == OK && changed != NULL)
		*changed = strtoll(PQcmdTuples(r), NULL, 10);
	PQclear(r);
	return e;
}

static enum err postgres_clock_ms(struct ctx *c, int64_t *out)
{
	struct db_rows rows;
	TRY(db_one(
	    c, &rows, "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"));
	*out = db_get_i64(&rows, 0, 0);
	return OK;
}

const struct engine engine_postgres = {
	.prefix = "postgres",
	.shared = true,
	.type_int = "BIGINT",
	.type_text = "TEXT COLLATE \"C\"",
	.type_bytes = "BYTEA",
	.strict = "",
	.keyed = "",
	.connect = postgres_connect,
	.disconnect = postgres_disconnect,
	.run = postgres_run,
	.script = postgres_script,
	.begin = { "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "BEGIN" },
	.clock_ms = postgres_clock_ms,
};
