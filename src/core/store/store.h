/* store.h - one SQL interface over SQLite and PostgreSQL.
 *
 * The SQL text is the same for both: the portable subset, parameters $1…$n, always a string
 * literal (its address keys the cache of prepared statements; text built at run time is refused by
 * the lint). Values carry their type at binding. Queries bring their rows into the context's
 * arena, at most LIMIT_QUERY_ROWS. Schema files may use the words {int} {text} {bytes} {strict} and
 * {keyed}, which stand for the engine's types and table suffix; a {keyed} table is stored in the
 * order of its primary key.
 *
 * Errors: DUPLICATE for a broken unique constraint, STORE_FULL for a full disk, STORE for the rest.
 * After a failed statement only a rollback to the savepoint is allowed (PostgreSQL insists).
 */
#ifndef HENG_CORE_STORE_STORE_H
#define HENG_CORE_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/ctx.h"
#include "core/base/enc.h"

enum db_type { DB_NULL, DB_I64, DB_TEXT, DB_BYTES };

/* A value on its way in or out. A NULL on its way in keeps its type. */
struct db_val {
	enum db_type type;
	bool null;
	int64_t i;
	const void *p; /* text is NUL-terminated; on the way out it lives in the arena */
	size_t n;
};

struct db_val db_i64(int64_t i);
struct db_val db_text(const char *text);         /* NULL is an SQL NULL */
struct db_val db_bytes(const void *p, size_t n); /* p == NULL is an SQL NULL */

/* For LOWER(x) LIKE $n ESCAPE '!': somewhere in a text, whatever the case of its Latin letters; its
 * own signs are no pattern. NULL: NULL. */
const char *db_like(struct ctx *c, const char *words);

struct db_rows {
	size_t n, cols;
	const struct db_val *cells; /* row after row */
};

int64_t db_get_i64(const struct db_rows *r, size_t row, size_t col);      /* 0 for NULL */
const char *db_get_text(const struct db_rows *r, size_t row, size_t col); /* NULL for NULL */
struct bytes db_get_bytes(const struct db_rows *r, size_t row, size_t col);

#define DB_ARGS(...)                                                                          \
	(const struct db_val[]){ { DB_NULL, true, 0, NULL, 0 }, ##__VA_ARGS__ },              \
	    sizeof((const struct db_val[]){ { DB_NULL, true, 0, NULL, 0 }, ##__VA_ARGS__ }) / \
	            sizeof(struct db_val) -                                                   \
	        1

/* db_exec(c, &changed, SQL, db_text(…), …): runs a statement; changed (may be NULL) gets the number
 * of rows touched. */
#define db_exec(c, changed, sql, ...) db_exec_n(c, changed, "" sql, DB_ARGS(__VA_ARGS__))
/* db_query(c, &rows, SQL, …): runs a statement that answers with rows. */
#define db_query(c, rows, sql, ...) db_query_n(c, rows, "" sql, DB_ARGS(__VA_ARGS__))
/* The same, and NOT_FOUND unless there is exactly one row. */
#define db_one(c, rows, sql, ...) db_one_n(c, rows, "" sql, DB_ARGS(__VA_ARGS__))

/* args[0] is unused, so that args[i] is $i. */
enum err db_exec_n(
    struct ctx *c, int64_t *changed, const char *sql, const struct db_val *args, size_t n) CHECKED;
enum err db_query_n(struct ctx *c, struct db_rows *out, const char *sql, const struct db_val *args,
    size_t n) CHECKED;
enum err db_one_n(struct ctx *c, struct db_rows *out, const char *sql, const struct db_val *args,
    size_t n) CHECKED;

/* Transactions on c->db. One writer at a time holds a DB_WRITE transaction on SQLite. */
enum db_begin { DB_READ_ONLY, DB_READ_WRITE };
enum err db_begin(struct ctx *c, enum db_begin how) CHECKED;
/* OUTCOME: the engine was lost, or its disk failed, on the way; it may stand or not. */
enum err db_commit(struct ctx *c) CHECKED;
void db_rollback(struct ctx *c);
enum err db_savepoint(struct ctx *c) CHECKED;
enum err db_release(struct ctx *c) CHECKED;
enum err db_rollback_to(struct ctx *c) CHECKED;

struct store;

/* Opens "sqlite:PATH" or "postgres://…". Applies the migrations given (in order; each in a
 * transaction of its own with its digest recorded; a changed digest is refused: STORE). */
struct migration {
	const char *name; /* "trade/bid/001_bid" */
	const char *sql;
};
enum err store_open(struct ctx *c, const char *url, struct store **out) CHECKED;
enum err store_migrate(
    struct ctx *c, struct store *s, const struct migration *list, size_t n) CHECKED;
void store_close(struct store *s);
bool store_is_shared(const struct store *s); /* several servers may use it: PostgreSQL */

/* A connection, for one thread at a time. */
enum err store_connect(struct ctx *c, struct store *s, enum db_begin how, struct db **out) CHECKED;
void store_disconnect(struct db *db);
/* SQLite: moves the write-ahead log into the database; called ten times a second from a thread of
 * its own, with a connection of its own, so that the writer hardly ever waits for it. Nothing on
 * PostgreSQL. */
void store_checkpoint(struct db *db);
/* The database's clock in ms, to compare with ours. On SQLite our own. */
enum err store_clock_ms(struct ctx *c, int64_t *out) CHECKED;

#endif
