#include <string.h>

#include "audit/audit.h"
#include "core/store/store.h"

#define PAGE 2000

/* Every table that acts fill, in the order of its key. */
#define TABLES(X)                                                                                \
	X("party", "SELECT id, name, scheme, identifier, roles, created_ms FROM party"           \
	           " ORDER BY id LIMIT $1 OFFSET $2")                                            \
	X("person",                                                                              \
	    "SELECT id, party, name, created_ms FROM person ORDER BY id LIMIT $1 OFFSET $2")     \
	X("project", "SELECT id, code, name, principal, COALESCE(region, 0), created_ms"         \
	             " FROM project ORDER BY id LIMIT $1 OFFSET $2")                             \
	X("tender", "SELECT id, project, kind, title, principal, agency, mandatory,"             \
	            " state_controlled, funding, qualification, method, organisation, state,"    \
	            " announcement, document, deadline_ms, window_minutes, decrypted_min,"       \
	            " documents_part, published_ms, created_ms, rule, retender_of,"              \
	            " two_envelopes FROM tender ORDER BY id LIMIT $1 OFFSET $2")                 \
	X("lot", "SELECT id, tender, number, title, trade_code, currency, ceiling_minor,"        \
	         " floor_minor, state, opening_ends_ms, publicity_ends_ms, estimate_minor,"      \
	         " security_minor FROM lot"                                                      \
	         " ORDER BY id LIMIT $1 OFFSET $2")                                              \
	X("mandate", "SELECT id, tender, agency, scope, given_ms FROM mandate"                   \
	             " ORDER BY id LIMIT $1 OFFSET $2")                                          \
	X("trade_serial", "SELECT day, last FROM trade_serial ORDER BY day LIMIT $1 OFFSET $2")  \
	X("notice", "SELECT seq, id, type, tender, lot, title, body, digest, published_ms"       \
	            " FROM notice ORDER BY seq LIMIT $1 OFFSET $2")                              \
	X("notice_word",                                                                         \
	    "SELECT word, seq FROM notice_word ORDER BY seq, word LIMIT $1 OFFSET $2")           \
	X("notice_facet", "SELECT seq, day, type, kind, member, region FROM notice_facet"        \
	                  " ORDER BY seq LIMIT $1 OFFSET $2")                                    \
	X("notice_count", "SELECT span, block, type, kind, member, region, n FROM notice_count"  \
	                  " ORDER BY span, block, type, kind, member, region"                    \
	                  " LIMIT $1 OFFSET $2")                                                 \
	X("notice_day", "SELECT day, first_seq, last_seq FROM notice_day ORDER BY day"           \
	                " LIMIT $1 OFFSET $2")                                                   \
	X("event", "SELECT seq, kind, object, at_ms, body FROM event ORDER BY seq"               \
	           " LIMIT $1 OFFSET $2")                                                        \
	X("enquiry", "SELECT id, tender, party, question, asked_ms FROM enquiry"                 \
	             " ORDER BY id LIMIT $1 OFFSET $2")                                          \
	X("clarification", "SELECT id, tender, type, content, affects, reason, document,"        \
	                   " deadline_ms, drafted_ms, published_ms FROM clarification"           \
	                   " ORDER BY id LIMIT $1 OFFSET $2")                                    \
	X("clarification_enquiry", "SELECT clarification, enquiry FROM clarification_enquiry"    \
	                           " ORDER BY clarification, enquiry LIMIT $1 OFFSET $2")        \
	X("objection", "SELECT id, tender, lot, subject, party, content, raised_ms, outcome,"    \
	               " answer, answered_ms FROM objection ORDER BY id LIMIT $1 OFFSET $2")     \
	X("stay", "SELECT cause, tender, lot, begun_ms, ended_ms FROM stay"                      \
	          " ORDER BY cause LIMIT $1 OFFSET $2")                                          \
	X("bid", "SELECT lot, party, place, state, submitted_ms, form_digest, form_commitment,"  \
	         " documents, documents_commitment FROM bid ORDER BY lot, party, place"          \
	         " LIMIT $1 OFFSET $2")                                                          \
	X("bid_key", "SELECT lot, party, place, form_key, documents_key, handed_ms FROM bid_key" \
	             " ORDER BY lot, party, place LIMIT $1 OFFSET $2")                           \
	X("opening", "SELECT lot, record, digest, opened_ms FROM opening ORDER BY lot"           \
	             " LIMIT $1 OFFSET $2")                                                      \
	X("screening", "SELECT lot, result, digest, at_ms FROM screening ORDER BY lot"           \
	               " LIMIT $1 OFFSET $2")                                                    \
	X("committee_member", "SELECT lot, person, name, unit, expert, seat FROM"                \
	                      " committee_member ORDER BY lot, person LIMIT $1 OFFSET $2")       \
	X("score_sheet", "SELECT lot, person, party, body, at_ms FROM score_sheet"               \
	                 " ORDER BY lot, person, party LIMIT $1 OFFSET $2")                      \
	X("finding", "SELECT lot, party, body, at_ms FROM finding ORDER BY lot, party"           \
	             " LIMIT $1 OFFSET $2")                                                      \
	X("factor_draw", "SELECT lot, value, note, at_ms FROM factor_draw ORDER BY lot"          \
	                 " LIMIT $1 OFFSET $2")                                                  \
	X("competition", "SELECT lot, found, reason, at_ms FROM competition ORDER BY lot"        \
	                 " LIMIT $1 OFFSET $2")                                                  \
	X("disqualification", "SELECT lot, party, person, reason, at_ms FROM disqualification"   \
	                      " ORDER BY lot, party LIMIT $1 OFFSET $2")                         \
	X("draw_record",                                                                         \
	    "SELECT lot, place, winner, note, at_ms FROM draw_record ORDER BY lot, place"        \
	    " LIMIT $1 OFFSET $2")                                                               \
	X("confirmation", "SELECT lot, person, digest, at_ms, dissent FROM confirmation"         \
	                  " ORDER BY lot, person, digest LIMIT $1 OFFSET $2")                    \
	X("evaluation", "SELECT lot, result, digest, at_ms FROM evaluation ORDER BY lot"         \
	                " LIMIT $1 OFFSET $2")                                                   \
	X("award", "SELECT lot, party, price_minor, letter, letter_digest, made_ms FROM award"   \
	           " ORDER BY lot LIMIT $1 OFFSET $2")                                           \
	X("passing", "SELECT lot, place, party, reason, note, at_ms FROM passing"                \
	             " ORDER BY lot, place LIMIT $1 OFFSET $2")                                  \
	X("untendered", "SELECT lot, approver, number, reason, at_ms FROM untendered"            \
	                " ORDER BY lot LIMIT $1 OFFSET $2")                                      \
	X("contract", "SELECT lot, price_minor, signed_ms, document, published_ms FROM contract" \
	              " ORDER BY lot LIMIT $1 OFFSET $2")                                        \
	X("timer", "SELECT due_ms, kind, object FROM timer WHERE kind <> 'store.forget'"         \
	           " ORDER BY kind, object LIMIT $1 OFFSET $2")

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
	TABLES(X)
#undef X
	return fail(c, E_INTERNAL, "no table %zu", table);
}

enum err audit_tables(struct ctx *c, struct table_digest out[AUDIT_TABLES_MAX], size_t *n)
{
	static const char *const names[] = {
#define X(name, sql) name,
		TABLES(X)
#undef X
	};
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
