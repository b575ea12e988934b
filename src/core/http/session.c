#include "core/http/session.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/enc.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/store/store.h"

#define SECRET_BYTES 32

static const char *digest_of(struct ctx *c, const char *purpose, const char *token)
{
	uint8_t digest[SHA256_BYTES];
	const struct bytes pieces[] = { { (const uint8_t *)purpose, strlen(purpose) },
		{ (const uint8_t *)token, strlen(token) } };
	sha256_pieces(pieces, 2, digest);
	return enc_hex(c->mem, digest, sizeof(digest));
}

const char *session_csrf(struct ctx *c, const char *token)
{
	return digest_of(c, "heng csrf\n", token);
}

enum err session_open(
    struct ctx *c, enum session_kind kind, const struct actor *a, struct session *out)
{
	uint8_t secret[SECRET_BYTES];
	/* from the system, not from the request's seed: that one is kept beside the act */
	rng_system_seed(secret);
	struct session s = { .token = enc_hex(c->mem, secret, sizeof(secret)),
		.ends_ms = moment_system_ms() + LIMIT_SESSION_MS };
	s.csrf = session_csrf(c, s.token);
	TRY(db_exec(c, NULL, "DELETE FROM session WHERE ends_ms < $1", db_i64(moment_system_ms())));
	TRY(db_exec(c, NULL,
	    "INSERT INTO session (digest, kind, actor, name, party, roles, ends_ms, certificate)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	    db_text(digest_of(c, "heng session\n", s.token)), db_i64(kind), db_text(a->user),
	    db_text(a->name), db_text(a->party), db_i64(a->roles), db_i64(s.ends_ms),
	    db_bytes(a->certificate.n > 0 ? a->certificate.p : NULL, a->certificate.n)));
	*out = s;
	return OK;
}

enum err session_end_all(struct ctx *c, const char *person)
{
	return db_exec(c, NULL, "DELETE FROM session WHERE actor = $1", db_text(person));
}

enum err session_close(struct ctx *c, const char *token)
{
	return db_exec(c, NULL, "DELETE FROM session WHERE digest = $1",
	    db_text(digest_of(c, "heng session\n", token)));
}

enum err session_set_roles(struct ctx *c, const char *party, uint32_t roles)
{
	return db_exec(c, NULL, "UPDATE session SET roles = $2 WHERE party = $1", db_text(party),
	    db_i64(roles));
}

enum err session_find(struct ctx *c, const char *token, enum session_kind *kind, bool *found)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT kind, actor, name, party, roles, certificate FROM session WHERE digest = $1"
	    " AND ends_ms > $2",
	    db_text(digest_of(c, "heng session\n", token)), db_i64(moment_system_ms())));
	*found = r.n == 1;
	if (r.n != 1)
		return OK;
	*kind = (enum session_kind)db_get_i64(&r, 0, 0);
	c->actor = (struct actor){ .user = db_get_text(&r, 0, 1),
		.name = db_get_text(&r, 0, 2),
		.party = db_get_text(&r, 0, 3),
		.roles = (uint32_t)db_get_i64(&r, 0, 4),
		.certificate = db_get_bytes(&r, 0, 5) };
	return OK;
}

static enum err make_keeper_key(struct ctx *c, const char *path)
{
	uint8_t secret[SECRET_BYTES];
	rng_system_seed(secret);
	const char *made = arena_printf(c->mem, "%s.new", path);
	int fd = open(made, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool ok = fd >= 0 &&
	          dprintf(fd, "%s", enc_hex(c->mem, secret, sizeof(secret))) == KEEPER_KEY_CHARS &&
	          fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	ok = ok && rename(made, path) == 0;
	return ok ? OK : fail(c, E_STORE, "%s: %s", path, strerror(errno));
}

enum err keeper_key(struct ctx *c, const char *dir, const char **out)
{
	const char *path = arena_printf(c->mem, "%s/keeper", dir);
	char text[KEEPER_KEY_CHARS + 1] = "";
	uint8_t raw[SECRET_BYTES];
	for (int round = 0; round < 2; round++) {
		int fd = open(path, O_RDONLY | O_CLOEXEC);
		ssize_t n = fd < 0 ? 0 : read(fd, text, KEEPER_KEY_CHARS);
		if (fd >= 0)
			close(fd);
		if (n == KEEPER_KEY_CHARS && dec_hex(text, raw, sizeof(raw))) {
			*out = arena_text(c->mem, text);
			return OK;
		}
		TRY(make_keeper_key(c, path));
	}
	return fail(c, E_STORE, "%s cannot be read", path);
}
