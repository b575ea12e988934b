#include "core/trust/command_key.h"

#include <openssl/crypto.h>

#include "command.h"
#include "core/base/limits.h"
#include "core/trust/key.h"

#define PEM_BYTES_MAX (2 * LIMIT_CERTIFICATE_BYTES)
#define P12_BYTES_MAX (64L * 1024)

enum err command_certificate(struct ctx *c, const char *path, struct bytes *out)
{
	struct bytes pem;
	TRY(command_read(c, path, PEM_BYTES_MAX, &pem));
	return at_field(c, certificate_of_pem(c, pem, out), path);
}

enum err command_key(struct ctx *c, const char *path, EVP_PKEY **out)
{
	struct bytes pem;
	TRY(command_read(c, path, PEM_BYTES_MAX, &pem));
	enum err e = at_field(c, key_of_pem(c, pem, out), path);
	OPENSSL_cleanse((void *)pem.p, pem.n);
	return e;
}

enum err command_signing_pem(
    struct ctx *c, const char *certificate, const char *key, struct signing_key *out)
{
	struct bytes x, k;
	TRY(command_read(c, certificate, PEM_BYTES_MAX, &x));
	TRY(command_read(c, key, PEM_BYTES_MAX, &k));
	enum err e = at_field(c, signing_key_of_pem(c, x, k, out), key);
	OPENSSL_cleanse((void *)k.p, k.n);
	return e;
}

enum err command_signing_p12(
    struct ctx *c, const char *path, const char *secret, struct signing_key *out)
{
	struct bytes p12;
	char passphrase[SECRET_BYTES];
	TRY(command_read(c, path, P12_BYTES_MAX, &p12));
	TRY(command_secret(
	    c, secret, arena_printf(c->mem, "%s 的口令 passphrase: ", path), passphrase));
	enum err e = at_field(c, signing_key_of_p12(c, p12, passphrase, out), path);
	OPENSSL_cleanse(passphrase, sizeof(passphrase));
	return e;
}
