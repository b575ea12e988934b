#include <string.h>

#include "audit/audit.h"
#include "core/store/store.h"

#define PAGE 2000

/* Type, length and bytes of each cell, so that no two lists of rows look alike. */
static void add_rows(struct sha256_run *run, const struct db_rows *r)
{
	for (size_t i = 0; i < r->n * r->cols; i++) {
		const struct db_val *v = &r->cells[i];
		const char *kind = v->null              ? "n"
		                   : v->type == DB_I64  ? "i"
		                   : v->type == DB_TEXT ? "t"
		                                        : "b";
		int64_t n = v->type == DB_I64 ? v->i : (int64_t)v->n;
		sha256_add(run, kind, 1);
		if (v->null)
			continue;
		sha256_add(run, &n, sizeof(n));
		if (v->type != DB_I64)
			sha256_add(run, v->p, v->n);
	}
}

static enum err one_page(struct ctx *c, size_t table, int64_t offset, struct db_rows *out)
{
	size_t i = 0;
#define X(name, sql)      \
	if (i++ == table) \
		return db_query(c, out, sql, db_i64(PAGE), db_i64(offset));
#include "audit/tables.def"
#undef X
	return fail(c, E_INTERNAL, "no table %zu", table);
}

enum err audit_tables(struct ctx *c, struct table_digest out[AUDIT_TABLES_MAX], size_t *n)
{
	static const char *const names[] = {
#define X(name, sql) name,
#include "audit/tables.def"
#undef X
	};
	_Static_assert(sizeof(names) / sizeof(*names) <= AUDIT_TABLES_MAX, "room for all tables");
	*n = sizeof(names) / sizeof(*names);
	for (size_t i = 0; i < *n; i++) {
		struct sha256_run *run = sha256_start();
		struct db_rows r = { .n = PAGE };
		struct table_digest d = { .table = names[i] };
		enum err e = OK;
		while (e == OK && r.n == PAGE) {
			struct arena *was = c->mem;
			c->mem = arena_new((size_t)1 << 30);
			e = one_page(c, i, d.rows, &r);
			if (e == OK)
				add_rows(run, &r);
			d.rows += (int64_t)r.n;
			arena_free(c->mem);
			c->mem = was;
		}
		sha256_end(run, d.digest);
		if (e != OK)
			return fail(c, e, "table %s cannot be read", names[i]);
		out[i] = d;
	}
	return OK;
}

enum err audit_copy_documents(struct ctx *from, struct ctx *to)
{
	struct db_rows r;
	/* with the name under which it became public: the search knows notices by it, and who owns
	 * the same bytes by now does not tell what it was */
	TRY(db_query(
	    from, &r, "SELECT digest, bytes, stored_ms, name, type FROM document ORDER BY digest"));
	for (size_t i = 0; i < r.n; i++)
		TRY(db_exec(to, NULL,
		    "INSERT INTO document (digest, bytes, public, stored_ms, name, type)"
		    " VALUES ($1, $2, 0, $3, $4, $5)",
		    db_text(db_get_text(&r, i, 0)), db_i64(db_get_i64(&r, i, 1)),
		    db_i64(db_get_i64(&r, i, 2)), db_text(db_get_text(&r, i, 3)),
		    db_text(db_get_text(&r, i, 4))));
	TRY(db_query(from, &r,
	    "SELECT digest, party, name, type FROM document_owner"
	    " ORDER BY digest, party"));
	for (size_t i = 0; i < r.n; i++)
		TRY(db_exec(to, NULL,
		    "INSERT INTO document_owner (digest, party, name, type) VALUES ($1, $2, $3, "
		    "$4)",
		    db_text(db_get_text(&r, i, 0)), db_text(db_get_text(&r, i, 1)),
		    db_text(db_get_text(&r, i, 2)), db_text(db_get_text(&r, i, 3))));
	return OK;
}
