/* command_sign.c - sign: a detached signature over a file, made or checked. */
#include <argp.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "commands.h"
#include "core/base/limits.h"
#include "core/trust/command_key.h"
#include "core/trust/signed_data.h"

#define WORDS_MAX 4
#define FILE_BYTES_MAX (16L * 1024 * 1024)

struct sign_args {
	const char *words[WORDS_MAX];
	int n;
	bool check;
	const char *module, *certificate, *p12, *secret;
};

static const struct argp_option options[] = {
	{ "check", 'c', 0, 0, "SIGNATURE FILE: says whose key signed the file", 0 },
	{ "p12", 'p', "FILE", 0, "the certificate and its key from a PKCS #12 file", 0 },
	{ "module", 'm', "FILE", 0, "from a token, by this PKCS #11 module", 0 },
	{ "certificate", 'f', "FINGERPRINT", 0, "which of the token's, where it has several", 0 },
	{ "secret", 's', "FILE", 0, "PIN or passphrase: the first line of a file; else it is typed",
	    0 },
	{ 0 },
};

/* How many words there are, by where the key is. */
static int words_of(const struct sign_args *a)
{
	return a->check || a->p12 != NULL || a->module != NULL ? 2 : WORDS_MAX;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct sign_args *a = state->input;
	switch (key) {
	case 'c':
		a->check = true;
		return 0;
	case 'p':
		a->p12 = arg;
		return 0;
	case 'm':
		a->module = arg;
		return 0;
	case 'f':
		a->certificate = arg;
		return 0;
	case 's':
		a->secret = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (a->n == WORDS_MAX)
			argp_usage(state);
		a->words[a->n++] = arg;
		return 0;
	case ARGP_KEY_END:
		if (a->n != words_of(a) || (a->p12 != NULL && a->module != NULL))
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

/* The certificate that is named, or the only one. */
static enum err choose(struct ctx *c, const struct sign_args *a, const struct signing_key *keys,
    size_t n, struct signing_key *out)
{
	const struct signing_key *chosen = NULL;
	for (size_t i = 0; i < n; i++)
		if (a->certificate == NULL ? n == 1
		                           : strcmp(a->certificate, keys[i].says.fingerprint) == 0)
			chosen = &keys[i];
	if (chosen == NULL)
		return fail(c, E_NOT_FOUND,
		    "the tokens have %zu certificates for signatures; name one by --certificate",
		    n);
	*out = *chosen;
	return OK;
}

static enum err open_key(struct ctx *c, const struct sign_args *a, char pin[SECRET_BYTES],
    struct token_module **module, struct signing_key *out)
{
	if (a->p12 != NULL)
		return command_signing_p12(c, a->p12, a->secret, out);
	if (a->module == NULL)
		return command_signing_pem(c, a->words[0], a->words[1], out);
	struct signing_key keys[TOKEN_KEYS_MAX];
	size_t n;
	TRY(token_module_open(c, a->module, module));
	TRY(token_keys(c, *module, keys, &n));
	TRY(choose(c, a, keys, n, out));
	return out->wants_pin ? command_secret(c, a->secret, "PIN: ", pin) : OK;
}

static enum err make(struct ctx *c, const struct sign_args *a)
{
	const char *const *files = a->words + words_of(a) - 2;
	struct signing_key k = { 0 };
	struct token_module *module = NULL;
	char pin[SECRET_BYTES] = "";
	struct bytes text, out;
	TRY(command_read(c, files[0], FILE_BYTES_MAX, &text));
	enum err e = open_key(c, a, pin, &module, &k);
	if (e == OK)
		e = signing_key_sign(c, &k, k.wants_pin ? pin : NULL, text, &out);
	OPENSSL_cleanse(pin, sizeof(pin));
	signing_key_end(&k);
	token_module_close(module);
	TRY(e);
	return command_write_new(c, files[1], out);
}

static enum err check(struct ctx *c, const struct sign_args *a)
{
	struct bytes der, text, certificate;
	struct certificate x;
	TRY(command_read(c, a->words[0], LIMIT_SIGNATURE_BYTES, &der));
	TRY(command_read(c, a->words[1], FILE_BYTES_MAX, &text));
	TRY(signed_data_check(c, der, text, &certificate));
	TRY(certificate_read(c, certificate, &x));
	printf("%s %s %s %s\n", x.fingerprint, key_kind_words[x.kind],
	    x.code != NULL ? x.code : "-", x.name != NULL ? x.name : "-");
	return OK;
}

int command_sign(int argc, char **argv)
{
	static const struct argp argp = { options, parse,
		"CERTIFICATE KEY FILE OUT\n--p12 P12 FILE OUT\n--module MODULE FILE OUT\n"
		"--check SIGNATURE FILE",
		"A detached signature (SignedData) over a file.\v"
		"CERTIFICATE and KEY are in PEM. The check says whose key signed, not whether that "
		"certificate is taken anywhere.",
		0, 0, 0 };
	struct sign_args a = { 0 };
	struct ctx c = command_ctx();
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	enum err e = a.check ? check(&c, &a) : make(&c, &a);
	int status = e == OK ? 0 : command_failed(&c, e);
	arena_free(c.mem);
	return status;
}
