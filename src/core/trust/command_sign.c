/* command_sign.c - sign: a detached signature over a file, made or checked. */
#include <argp.h>
#include <openssl/crypto.h>
#include <stdio.h>

#include "command.h"
#include "commands.h"
#include "core/base/limits.h"
#include "core/trust/key.h"
#include "core/trust/signed_data.h"

#define WORDS_MAX 4
#define FILE_BYTES_MAX (16L * 1024 * 1024)

struct sign_args {
	const char *words[WORDS_MAX];
	int n;
	bool check;
};

static const struct argp_option options[] = {
	{ "check", 'c', 0, 0, "SIGNATURE FILE: says whose key signed the file", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct sign_args *a = state->input;
	switch (key) {
	case 'c':
		a->check = true;
		return 0;
	case ARGP_KEY_ARG:
		if (a->n == WORDS_MAX)
			argp_usage(state);
		a->words[a->n++] = arg;
		return 0;
	case ARGP_KEY_END:
		if (a->n != (a->check ? 2 : WORDS_MAX))
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static enum err make(struct ctx *c, const struct sign_args *a)
{
	struct bytes pem, certificate, key, text, out;
	TRY(command_read(c, a->words[0], LIMIT_CERTIFICATE_BYTES * 2, &pem));
	TRY(certificate_of_pem(c, pem, &certificate));
	TRY(command_read(c, a->words[1], LIMIT_CERTIFICATE_BYTES * 2, &key));
	TRY(command_read(c, a->words[2], FILE_BYTES_MAX, &text));
	EVP_PKEY *k;
	enum err e = at_field(c, key_of_pem(c, key, &k), a->words[1]);
	OPENSSL_cleanse((void *)key.p, key.n);
	TRY(e);
	e = signed_data_make(c, k, certificate, text, &out);
	EVP_PKEY_free(k);
	TRY(e);
	/* a key that is not the certificate's shows here, and not when it matters */
	TRY(signed_data_check(c, out, text, &certificate));
	return command_write_new(c, a->words[3], out);
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
		"CERTIFICATE KEY FILE OUT\n--check SIGNATURE FILE",
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
