#include "core/store/store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/store/engine.h"

#define SCHEMA_BYTES_MAX (256 * 1024)

struct store {
	const struct engine *engine;
	char *url;
	struct wal wal;
};

struct db_val db_i64(int64_t i)
{
	return (struct db_val){ .type = DB_I64, .i = i };
}

struct db_val db_text(const char *text)
{
	return (struct db_val){
		.type = DB_TEXT, .null = text == NULL, .p = text, .n = text ? strlen(text) : 0
	};
}

struct db_val db_bytes(const void *p, size_t n)
{
	return (struct db_val){ .type = DB_BYTES, .null = p == NULL, .p = p, .n = n };
}

static const struct db_val *cell(const struct db_rows *r, size_t row, size_t col)
{
	assert(row < r->n);
	assert(col < r->cols);
	return &r->cells[row * r->cols + col];
}

const char *db_like(struct ctx *c, const char *words)
{
	struct buf b;
	if (words == NULL)
		return NULL;
	buf_init(&b, c->mem, 2 * strlen(words) + 3);
	buf_char(&b, '%');
	for (; *words != '\0'; words++) {
		if (strchr("%_!", *words) != NULL)
			buf_char(&b, '!');
		buf_char(&b, *words >= 'A' && *words <= 'Z' ? (char)(*words - 'A' + 'a') : *words);
	}
	buf_char(&b, '%');
	return b.p;
}

int64_t db_get_i64(const struct db_rows *r, size_t row, size_t col)
{
	const struct db_val *v = cell(r, row, col);
	assert(v->null || v->type == DB_I64);
	return v->null ? 0 : v->i;
}

const char *db_get_text(const struct db_rows *r, size_t row, size_t col)
{
	const struct db_val *v = cell(r, row, col);
	assert(v->null || v->type == DB_TEXT);
	return v->null ? NULL : v->p;
}

struct bytes db_get_bytes(const struct db_rows *r, size_t row, size_t col)
{
	const struct db_val *v = cell(r, row, col);
	assert(v->null || v->type == DB_BYTES);
	return v->null ? (struct bytes){ 0 } : (struct bytes){ v->p, v->n };
}

struct statement *statement_slot(struct db *db, const char *sql)
{
	size_t at = ((uintptr_t)sql >> 3) * 0x9E3779B97F4A7C15u % STATEMENTS_MAX;
	while (db->statements[at].sql != NULL && db->statements[at].sql != sql)
		at = (at + 1) % STATEMENTS_MAX;
	return &db->statements[at];
}

enum err db_exec_n(
    struct ctx *c, int64_t *changed, const char *sql, const struct db_val *args, size_t n)
{
	int64_t count = 0;
	TRY(c->db->engine->run(c, sql, args, n, NULL, &count));
	if (changed != NULL)
		*changed = count;
	return OK;
}

enum err db_query_n(
    struct ctx *c, struct db_rows *out, const char *sql, const struct db_val *args, size_t n)
{
	int64_t count = 0;
	struct db_rows rows = { 0 };
	TRY(c->db->engine->run(c, sql, args, n, &rows, &count));
	*out = rows;
	return OK;
}

enum err db_one_n(
    struct ctx *c, struct db_rows *out, const char *sql, const struct db_val *args, size_t n)
{
	struct db_rows rows = { 0 };
	TRY(db_query_n(c, &rows, sql, args, n));
	if (rows.n != 1)
		return fail(c, E_NOT_FOUND, "nothing of the kind is recorded");
	*out = rows;
	return OK;
}

enum err db_begin(struct ctx *c, enum db_begin how)
{
	return c->db->engine->run(c, c->db->engine->begin[how], NULL, 0, NULL, NULL);
}

enum err db_commit(struct ctx *c)
{
	return db_exec(c, NULL, "COMMIT");
}

void db_rollback(struct ctx *c)
{
	/* what failed is what will be told; a rollback that fails too ends with the connection */
	struct fault first = c->fault;
	enum err e = db_exec(c, NULL, "ROLLBACK");
	(void)e;
	c->fault = first;
}

enum err db_savepoint(struct ctx *c)
{
	return db_exec(c, NULL, "SAVEPOINT act");
}

enum err db_release(struct ctx *c)
{
	return db_exec(c, NULL, "RELEASE SAVEPOINT act");
}

enum err db_rollback_to(struct ctx *c)
{
	struct fault first = c->fault;
	TRY(db_exec(c, NULL, "ROLLBACK TO SAVEPOINT act"));
	TRY(db_exec(c, NULL, "RELEASE SAVEPOINT act"));
	c->fault = first;
	return OK;
}

enum err store_open(struct ctx *c, const char *url, struct store **out)
{
	const struct engine *engines[] = { &engine_sqlite, &engine_postgres, NULL };
	for (size_t i = 0; engines[i] != NULL; i++)
		if (strncmp(url, engines[i]->prefix, strlen(engines[i]->prefix)) == 0) {
			struct store *s = calloc(1, sizeof(*s));
			assert(s != NULL);
			s->engine = engines[i];
			s->url = strdup(url);
			*out = s;
			return OK;
		}
	return fail(c, E_STORE, "a store is sqlite:PATH or postgres://…, not %s", url);
}

void store_close(struct store *s)
{
	if (s == NULL)
		return;
	free(s->url);
	free(s);
}

bool store_is_shared(const struct store *s)
{
	return s->engine->shared;
}

enum err store_connect(struct ctx *c, struct store *s, enum db_begin how, struct db **out)
{
	struct db *db = NULL;
	TRY(s->engine->connect(c, s->url, how, &db));
	db->wal = &s->wal;
	*out = db;
	return OK;
}

void store_disconnect(struct db *db)
{
	if (db != NULL)
		db->engine->disconnect(db);
}

void store_checkpoint(struct db *db)
{
	if (db->engine->checkpoint != NULL)
		db->engine->checkpoint(db);
}

enum err store_clock_ms(struct ctx *c, int64_t *out)
{
	return c->db->engine->clock_ms(c, out);
}

/* Replaces {int} {text} {bytes} {strict} {keyed}; an unknown word is left, so that the engine
 * refuses. */
static const char *schema_text(struct ctx *c, const struct engine *e, const char *sql)
{
	const struct {
		const char *word, *text;
	} words[] = { { "{int}", e->type_int }, { "{text}", e->type_text },
		{ "{bytes}", e->type_bytes }, { "{strict}", e->strict }, { "{keyed}", e->keyed } };
	struct buf b;
	buf_init(&b, c->mem, SCHEMA_BYTES_MAX);
	while (*sql != '\0') {
		size_t plain = strcspn(sql, "{");
		buf_add(&b, sql, plain);
		sql += plain;
		if (*sql == '\0')
			break;
		const char *after = NULL;
		for (size_t i = 0; i < sizeof(words) / sizeof(*words) && after == NULL; i++)
			if (strncmp(sql, words[i].word, strlen(words[i].word)) == 0) {
				buf_text(&b, words[i].text);
				after = sql + strlen(words[i].word);
			}
		if (after == NULL) {
			buf_char(&b, '{');
			after = sql + 1;
		}
		sql = after;
	}
	return b.p;
}

static enum err migrate_one(struct ctx *c, const struct engine *engine, const struct migration *m)
{
	uint8_t digest[SHA256_BYTES];
	sha256(m->sql, strlen(m->sql), digest);
	const char *hex = enc_hex(c->mem, digest, sizeof(digest));
	struct db_rows rows;
	TRY(db_query(c, &rows, "SELECT digest FROM migration WHERE name = $1", db_text(m->name)));
	if (rows.n == 1 && strcmp(db_get_text(&rows, 0, 0), hex) == 0)
		return OK;
	if (rows.n == 1)
		return fail(c, E_STORE, "migration %s was applied with another text", m->name);
	TRY(engine->script(c, schema_text(c, engine, m->sql)));
	return db_exec(c, NULL,
	    "INSERT INTO migration (name, digest, applied_ms) VALUES ($1, $2, $3)",
	    db_text(m->name), db_text(hex), db_i64(c->now_ms));
}

enum err store_migrate(struct ctx *c, struct store *s, const struct migration *list, size_t n)
{
	static const char first[] = "CREATE TABLE IF NOT EXISTS migration (name {text} PRIMARY KEY,"
	                            " digest {text} NOT NULL, applied_ms {int} NOT NULL) {strict}";
	TRY(s->engine->script(c, schema_text(c, s->engine, first)));
	enum err e = db_begin(c, DB_READ_WRITE);
	for (size_t i = 0; i < n && e == OK; i++)
		e = migrate_one(c, s->engine, &list[i]);
	if (e == OK)
		return db_commit(c);
	db_rollback(c);
	return e;
}
