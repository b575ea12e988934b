/* engine.h - what an engine gives to store.c. Private to this room. */
#ifndef HENG_CORE_STORE_ENGINE_H
#define HENG_CORE_STORE_ENGINE_H

#include "core/store/store.h"

struct engine {
	const char *prefix; /* of the url */
	bool shared;
	const char *type_int, *type_text, *type_bytes, *strict,
	    *keyed; /* words of the schema files */
	enum err (*connect)(struct ctx *c, const char *url, enum db_begin how, struct db **out);
	void (*disconnect)(struct db *db);
	/* rows may be NULL */
	enum err (*run)(struct ctx *c, const char *sql, const struct db_val *args, size_t n,
	    struct db_rows *rows, int64_t *changed);
	/* several statements without parameters: migrations and transaction control */
	enum err (*script)(struct ctx *c, const char *sql);
	const char *begin[2]; /* by enum db_begin */
	void (*checkpoint)(struct db *db);
	enum err (*clock_ms)(struct ctx *c, int64_t *out);
};

extern const struct engine engine_sqlite, engine_postgres;

/* A prepared statement by the address of its text. */
#define STATEMENTS_MAX 1024
struct statement {
	const char *sql;
	void *handle; /* sqlite3_stmt; on PostgreSQL its name */
};

/* How much of SQLite's write-ahead log is in use, and how much of that is in the database already.
 * Shared by the connections of one store. */
struct wal {
	_Atomic int frames, moved;
};

struct db {
	const struct engine *engine;
	enum db_begin how;
	struct wal *wal;
	void *handle; /* sqlite3 or PGconn */
	struct statement statements[STATEMENTS_MAX];
	size_t statement_count;
};

/* The slot of that text: filled, or free for it. */
struct statement *statement_slot(struct db *db, const char *sql);

#endif
