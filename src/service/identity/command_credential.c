/* command_credential.c - credential: what somebody without a certificate signs in by. */
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "command.h"
#include "commands.h"
#include "core/store/store.h"
#include "service/identity/identity_db.h"

#define PASSWORD_BYTES 15 /* 24 characters */

/* A new password and secret, said once and never shown again. */
static enum err give(struct ctx *c, const char *person)
{
	struct credential x = { .person = person };
	uint8_t chance[3][RNG_SEED_BYTES];
	for (int i = 0; i < 3; i++)
		rng_system_seed(chance[i]);
	memcpy(x.salt, chance[0], sizeof(x.salt));
	memcpy(x.secret, chance[1], sizeof(x.secret));
	const char *password = credential_base32(c->mem, chance[2], PASSWORD_BYTES);
	TRY(credential_hash(c, password, x.salt, x.hash));
	TRY(credential_put(c, &x));
	printf("password %s\notpauth://totp/%s:%s?secret=%s&issuer=%s\n", password, c->centre->code,
	    person, credential_base32(c->mem, x.secret, sizeof(x.secret)), c->centre->code);
	OPENSSL_cleanse(chance, sizeof(chance));
	OPENSSL_cleanse(&x, sizeof(x));
	return OK;
}

int command_credential(int argc, char **argv)
{
	struct ctx c = command_ctx();
	struct app *app = NULL;
	if (argc != 3) {
		fputs("usage: heng credential DIR PERSON\n", stderr);
		return 2;
	}
	const struct app_options o = {
		.dir = argv[1], .manual = true, .manual_now_ms = c.now_ms, .beside = true
	};
	enum err e = app_open(&c, &o, &app);
	if (e == OK)
		e = store_connect(&c, app->store, DB_READ_WRITE, &c.db);
	if (e == OK) {
		c.centre = &app->centre;
		e = give(&c, argv[2]);
	}
	store_disconnect(c.db);
	int status = e == OK ? 0 : command_failed(&c, e);
	app_close(app);
	arena_free(c.mem);
	return status;
}
