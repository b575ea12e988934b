/* sqlite.c - the store on SQLite: write-ahead log, synchronous=FULL, foreign keys on.
 *
 * synchronous=NORMAL would lose acknowledged commits in a power cut; automatic checkpoints are
 * replaced by our own, because they cost the writer's callers 10 to 15 ms now and then.
 */
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/store/engine.h"

#define BUSY_MS 10000
/* The log is taken up from its beginning again, in blocks that the file has already, once all of it
 * has been moved: growing it costs four times as much. From WAL_MOVE frames on the other thread
 * moves what there is; from WAL_TURN on the writer moves the rest itself, if that is little by
 * then. */
#define WAL_MOVE 500
#define WAL_TURN 2000
#define WAL_REST 400

static enum err sqlite_failed(struct ctx *c, sqlite3 *h, const char *sql)
{
	int code = sqlite3_extended_errcode(h);
	enum err e = E_STORE;
	if ((code & 0xff) == SQLITE_FULL)
		e = E_STORE_FULL;
	else if ((code & 0xff) == SQLITE_IOERR && strcmp(sql, "COMMIT") == 0)
		e = E_OUTCOME; /* after a crash the log may yet be found whole */
	else if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
		e = E_DUPLICATE;
	return fail(c, e, "%s (%d): %.200s", sqlite3_errmsg(h), code, sql);
}

static void sqlite_disconnect(struct db *db)
{
	for (size_t i = 0; i < STATEMENTS_MAX; i++)
		sqlite3_finalize(db->statements[i].handle);
	sqlite3_close(db->handle);
	free(db);
}

static int committed(void *arg, sqlite3 *h, const char *name, int frames)
{
	struct db *db = arg;
	struct wal *wal = db->wal;
	(void)name;
	if (wal == NULL)
		return SQLITE_OK;
	wal->frames = frames;
	if (frames < wal->moved)
		wal->moved = 0;
	if (frames >= WAL_TURN && frames - wal->moved <= WAL_REST) {
		int all = 0, moved = 0;
		sqlite3_wal_checkpoint_v2(h, NULL, SQLITE_CHECKPOINT_PASSIVE, &all, &moved);
		wal->moved = moved;
	}
	return SQLITE_OK;
}

static enum err sqlite_script(struct ctx *c, const char *sql)
{
	sqlite3 *h = c->db->handle;
	return sqlite3_exec(h, sql, NULL, NULL, NULL) == SQLITE_OK ? OK : sqlite_failed(c, h, sql);
}

static enum err sqlite_connect(struct ctx *c, const char *url, enum db_begin how, struct db **out)
{
	const char *path = url + strlen(engine_sqlite.prefix);
	sqlite3 *h = NULL;
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE |
	            (how == DB_READ_WRITE ? SQLITE_OPEN_CREATE : 0);
	if (sqlite3_open_v2(path, &h, flags, NULL) != SQLITE_OK) {
		enum err e = fail(c, E_STORE, "%s: %s", path, sqlite3_errmsg(h));
		sqlite3_close(h);
		return e;
	}
	sqlite3_extended_result_codes(h, 1);
	sqlite3_busy_timeout(h, BUSY_MS);
	struct db *db = calloc(1, sizeof(*db));
	assert(db != NULL);
	db->engine = &engine_sqlite;
	db->handle = h;
	if (how == DB_READ_WRITE)
		sqlite3_wal_hook(h, committed, db);
	struct db *was = c->db;
	c->db = db;
	enum err e = sqlite_script(c, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
	                              "PRAGMA foreign_keys=ON;"
	                              "PRAGMA cache_size=-4000; PRAGMA trusted_schema=OFF;");
	if (e == OK && how == DB_READ_ONLY)
		e = sqlite_script(c, "PRAGMA query_only=ON");
	c->db = was;
	if (e != OK) {
		sqlite_disconnect(db);
		return e;
	}
	*out = db;
	return OK;
}

static enum err prepared(struct ctx *c, const char *sql, sqlite3_stmt **out)
{
	struct statement *s = statement_slot(c->db, sql);
	if (s->handle == NULL) {
		sqlite3_stmt *stmt = NULL;
		if (sqlite3_prepare_v3(c->db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt,
		        NULL) != SQLITE_OK)
			return sqlite_failed(c, c->db->handle, sql);
		assert(c->db->statement_count < STATEMENTS_MAX / 2);
		*s = (struct statement){ sql, stmt };
		c->db->statement_count++;
	}
	*out = s->handle;
	return OK;
}

/* $n is a name to SQLite, so its index must be asked for; "$3" is 2 to 4 characters long. */
static int bind_one(sqlite3_stmt *stmt, size_t number, const struct db_val *v)
{
	char name[8] = "$";
	size_t n = 1;
	if (number >= 10)
		name[n++] = (char)('0' + number / 10);
	name[n] = (char)('0' + number % 10);
	int at = sqlite3_bind_parameter_index(stmt, name);
	assert(at != 0);
	if (v->null)
		return sqlite3_bind_null(stmt, at);
	if (v->type == DB_I64)
		return sqlite3_bind_int64(stmt, at, v->i);
	if (v->type == DB_TEXT)
		return sqlite3_bind_text(stmt, at, v->p, (int)v->n, SQLITE_STATIC);
	return sqlite3_bind_blob(stmt, at, v->n ? v->p : "", (int)v->n, SQLITE_STATIC);
}

static void read_cell(struct ctx *c, sqlite3_stmt *stmt, int col, struct db_val *out)
{
	switch (sqlite3_column_type(stmt, col)) {
	case SQLITE_INTEGER:
		*out = db_i64(sqlite3_column_int64(stmt, col));
		break;
	case SQLITE_TEXT: {
		const char *p = (const char *)sqlite3_column_text(stmt, col);
		size_t n = (size_t)sqlite3_column_bytes(stmt, col);
		*out = (struct db_val){ .type = DB_TEXT, .p = arena_copy(c->mem, p, n), .n = n };
		break;
	}
	case SQLITE_BLOB: {
		const void *p = sqlite3_column_blob(stmt, col);
		size_t n = (size_t)sqlite3_column_bytes(stmt, col);
		*out = (struct db_val){ .type = DB_BYTES, .p = arena_copy(c->mem, p, n), .n = n };
		break;
	}
	default:
		*out = (struct db_val){ .type = DB_NULL, .null = true };
		break;
	}
}

static enum err read_rows(struct ctx *c, sqlite3_stmt *stmt, const char *sql, struct db_rows *rows)
{
	size_t cols = (size_t)sqlite3_column_count(stmt), size = 0, n = 0;
	struct db_val *cells = NULL;
	int rc;
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		if (rows == NULL)
			continue;
		if (n == LIMIT_QUERY_ROWS)
			return fail(c, E_TOO_LARGE, "more than %d rows: %s", LIMIT_QUERY_ROWS, sql);
		if (n == size) {
			size_t more = size == 0 ? 8 : size * 4;
			struct db_val *grown = arena_array(c->mem, struct db_val, more * cols);
			if (n != 0)
				memcpy(grown, cells, n * cols * sizeof(*cells));
			cells = grown;
			size = more;
		}
		for (size_t i = 0; i < cols; i++)
			read_cell(c, stmt, (int)i, &cells[n * cols + i]);
		n++;
	}
	if (rc != SQLITE_DONE)
		return sqlite_failed(c, c->db->handle, sql);
	if (rows != NULL)
		*rows = (struct db_rows){ n, cols, cells };
	return OK;
}

static enum err sqlite_run(struct ctx *c, const char *sql, const struct db_val *args, size_t n,
    struct db_rows *rows, int64_t *changed)
{
	sqlite3_stmt *stmt = NULL;
	TRY(prepared(c, sql, &stmt));
	for (size_t i = 1; i <= n; i++)
		if (bind_one(stmt, i, &args[i]) != SQLITE_OK) {
			enum err e = sqlite_failed(c, c->db->handle, sql);
			sqlite3_reset(stmt);
			return e;
		}
	enum err e = read_rows(c, stmt, sql, rows);
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	if (e == OK && changed != NULL)
		*changed = sqlite3_changes64(c->db->handle);
	return e;
}

static void sqlite_checkpoint(struct db *db)
{
	int all = 0, moved = 0;
	if (db->wal->frames - db->wal->moved < WAL_MOVE)
		return;
	sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, &all, &moved);
	if (moved > 0)
		db->wal->moved = moved;
}

static enum err sqlite_clock_ms(struct ctx *c, int64_t *out)
{
	(void)c;
	*out = moment_system_ms();
	return OK;
}

const struct engine engine_sqlite = {
	.prefix = "sqlite:",
	.type_int = "INTEGER",
	.type_text = "TEXT",
	.type_bytes = "BLOB",
	.strict = "STRICT",
	.keyed = "STRICT, WITHOUT ROWID",
	.connect = sqlite_connect,
	.disconnect = sqlite_disconnect,
	.run = sqlite_run,
	.script = sqlite_script,
	.begin = { "BEGIN", "BEGIN IMMEDIATE" },
	.checkpoint = sqlite_checkpoint,
	.clock_ms = sqlite_clock_ms,
};
