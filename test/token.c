#include "test/token.h"

#include <stdio.h>
#include <stdlib.h>

#include "test/unit.h"

static void run(struct ctx *c, const char *dir, const char *command)
{
	const char *all = arena_printf(c->mem, "%s >%s/token.out 2>&1", command, dir);
	if (system(all) != 0)
		TEST_FAIL("%s", all);
}

void test_token(struct ctx *c, const char *dir, const char *more)
{
	const char *conf = arena_printf(c->mem, "%s/softhsm2.conf", dir);
	run(c, dir, arena_printf(c->mem, "mkdir -p %s/tokens", dir));
	FILE *f = fopen(conf, "we");
	assert_non_null(f);
	fprintf(f, "directories.tokendir = %s/tokens\nlog.level = ERROR\n%s", dir, more);
	assert_int_equal(fclose(f), 0);
	setenv("SOFTHSM2_CONF", conf, 1);
	run(c, dir,
	    "softhsm2-util --init-token --free --label heng --so-pin 12345678 --pin " TOKEN_PIN);
}

void test_token_put(
    struct ctx *c, const char *dir, const char *id, const char *certificate, const char *key)
{
	if (key != NULL)
		run(c, dir,
		    arena_printf(c->mem,
		        "softhsm2-util --import %s --token heng --label k --id %s --pin " TOKEN_PIN,
		        key, id));
	if (certificate != NULL)
		run(c, dir,
		    arena_printf(c->mem,
		        "sh -c 'openssl x509 -in %s -outform DER -out %s/token.der && pkcs11-tool"
		        " --module " TOKEN_MODULE " --token-label heng --login --pin " TOKEN_PIN
		        " --write-object %s/token.der --type cert --id %s'",
		        certificate, dir, dir, id));
}
