/* command_credential.c - credential: what somebody without a certificate signs in by. */
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "commands.h"
#include "service/identity/identity_db.h"

#define PASSWORD_BYTES 15 /* 24 characters */

static enum err keep(struct ctx *c, const char *password, struct credential *x)
{
	TRY(credential_hash(c, password, x->salt, x->hash));
	return credential_put(c, x);
}

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
	enum err e = keep(c, password, &x);
	if (e == OK)
		printf("password %s\n%s\n", password, credential_address(c, person, x.secret));
	OPENSSL_cleanse(chance, sizeof(chance));
	OPENSSL_cleanse(&x, sizeof(x));
	return e;
}

int command_credential(int argc, char **argv)
{
	if (argc != 3) {
		fputs("usage: heng credential DIR PERSON\n", stderr);
		return 2;
	}
	return command_beside(argv[1], give, argv[2]);
}
