#include "service/identity/identity_db.h"

#include <string.h>

#include "core/base/err.h"
#include "core/base/id.h"
#include "core/base/moment.h"
#include "core/http/session.h"
#include "core/store/store.h"

enum err challenge_insert(struct ctx *c, const char *digest, int64_t ends_ms)
{
	TRY(db_exec(c, NULL, "DELETE FROM challenge WHERE ends_ms < $1", db_i64(c->now_ms)));
	return db_exec(c, NULL, "INSERT INTO challenge (digest, ends_ms) VALUES ($1, $2)",
	    db_text(digest), db_i64(ends_ms));
}

enum err challenge_there(struct ctx *c, const char *digest, bool *there)
{
	struct db_rows r;
	TRY(db_query(c, &r, "SELECT digest FROM challenge WHERE digest = $1 AND ends_ms > $2",
	    db_text(digest), db_i64(c->now_ms)));
	*there = r.n == 1;
	return OK;
}

enum err challenge_use(struct ctx *c, const char *digest, bool *there)
{
	int64_t n;
	TRY(db_exec(c, &n, "DELETE FROM challenge WHERE digest = $1 AND ends_ms > $2",
	    db_text(digest), db_i64(c->now_ms)));
	*there = n == 1;
	return OK;
}

enum err contact_of(struct ctx *c, const char *code, const char **person)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT MIN(p.id) FROM person p JOIN party o ON o.id = p.party"
	    " WHERE o.scheme = 'CN-USCC' AND o.identifier = $1 GROUP BY o.id",
	    db_text(code));
	TRY(absent(c, e, "organisation with the code", code));
	*person = db_get_text(&r, 0, 0);
	return OK;
}

enum err credential_get(struct ctx *c, const char *person, struct credential *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT salt, hash, secret, last_step, failures, locked_until_ms, beside_failures,"
	    " beside_until_ms FROM credential"
	    " WHERE person = $1",
	    db_text(person));
	TRY(absent(c, e, "credential of person", person));
	const struct bytes salt = db_get_bytes(&r, 0, 0), hash = db_get_bytes(&r, 0, 1),
	                   secret = db_get_bytes(&r, 0, 2);
	if (salt.n != sizeof(out->salt) || hash.n != sizeof(out->hash) ||
	    secret.n != sizeof(out->secret))
		return fail(c, E_STORE, "a credential is damaged");
	*out = (struct credential){ .person = person,
		.last_step = db_get_i64(&r, 0, 3),
		.password = { db_get_i64(&r, 0, 4), db_get_i64(&r, 0, 5) },
		.beside = { db_get_i64(&r, 0, 6), db_get_i64(&r, 0, 7) } };
	memcpy(out->salt, salt.p, salt.n);
	memcpy(out->hash, hash.p, hash.n);
	memcpy(out->secret, secret.p, secret.n);
	return OK;
}

enum err credential_keep(struct ctx *c, const struct credential *x)
{
	return db_exec(c, NULL,
	    "UPDATE credential SET last_step = $2, failures = $3, locked_until_ms = $4,"
	    " beside_failures = $5, beside_until_ms = $6 WHERE person = $1",
	    db_text(x->person), db_i64(x->last_step), db_i64(x->password.failures),
	    db_i64(x->password.until_ms), db_i64(x->beside.failures), db_i64(x->beside.until_ms));
}

enum err credential_put(struct ctx *c, const struct credential *x)
{
	struct db_rows r;
	enum err e = db_one(c, &r, "SELECT id FROM person WHERE id = $1", db_text(x->person));
	TRY(absent(c, e, "person", x->person));
	return db_exec(c, NULL,
	    "INSERT INTO credential (person, salt, hash, secret, last_step, failures,"
	    " locked_until_ms) VALUES ($1, $2, $3, $4, 0, 0, 0)"
	    " ON CONFLICT (person) DO UPDATE SET salt = excluded.salt, hash = excluded.hash,"
	    " secret = excluded.secret, last_step = 0, failures = 0, locked_until_ms = 0,"
	    " beside_failures = 0, beside_until_ms = 0",
	    db_text(x->person), db_bytes(x->salt, sizeof(x->salt)),
	    db_bytes(x->hash, sizeof(x->hash)), db_bytes(x->secret, sizeof(x->secret)));
}

enum err attempt_insert(struct ctx *c, const char *person, const char *outcome)
{
	return db_exec(c, NULL,
	    "INSERT INTO sign_in_attempt (id, at_ms, person, outcome) VALUES ($1, $2, $3, $4)",
	    db_text(id_new(c)), db_i64(c->now_ms), db_text(person), db_text(outcome));
}

enum err enrolment_put(
    struct ctx *c, const char *person, const uint8_t digest[SHA256_BYTES], int64_t ends_ms)
{
	return db_exec(c, NULL,
	    "INSERT INTO enrolment (person, digest, ends_ms) VALUES ($1, $2, $3)"
	    " ON CONFLICT (person) DO UPDATE SET digest = excluded.digest,"
	    " ends_ms = excluded.ends_ms",
	    db_text(person), db_bytes(digest, SHA256_BYTES), db_i64(ends_ms));
}

enum err enrolment_use(
    struct ctx *c, const char *person, const uint8_t digest[SHA256_BYTES], bool *there)
{
	int64_t n;
	TRY(db_exec(c, &n,
	    "DELETE FROM enrolment WHERE person = $1 AND digest = $2 AND ends_ms > $3",
	    db_text(person), db_bytes(digest, SHA256_BYTES), db_i64(moment_system_ms())));
	*there = n == 1;
	return OK;
}

enum err credential_forget(struct ctx *c, const char *person)
{
	TRY(db_exec(c, NULL, "DELETE FROM enrolment WHERE person = $1", db_text(person)));
	TRY(db_exec(c, NULL, "DELETE FROM credential WHERE person = $1", db_text(person)));
	return session_end_all(c, person);
}
