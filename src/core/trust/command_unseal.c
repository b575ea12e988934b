/* command_unseal.c - unseal: the content key of a container, by the key of its recipient. */
#include <argp.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "commands.h"
#include "core/trust/command_key.h"
#include "core/trust/key.h"
#include "core/trust/seal.h"

#define WORDS 3

struct unseal_args {
	const char *words[WORDS];
	int n;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct unseal_args *a = state->input;
	switch (key) {
	case ARGP_KEY_ARG:
		if (a->n == WORDS)
			argp_usage(state);
		a->words[a->n++] = arg;
		return 0;
	case ARGP_KEY_END:
		if (a->n != WORDS)
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static enum err unseal(struct ctx *c, const struct unseal_args *a)
{
	struct bytes certificate;
	struct seal_header h;
	uint8_t share[SHARE_BYTES];
	EVP_PKEY *key;
	int fd = open(a->words[0], O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(c, E_NOT_FOUND, "%s: %s", a->words[0], strerror(errno));
	enum err e = seal_inspect_file(c, fd, &h);
	close(fd);
	TRY(at_field(c, e, a->words[0]));
	TRY(command_certificate(c, a->words[1], &certificate));
	TRY(command_key(c, a->words[2], &key));
	e = seal_share_open(c, &h, key, certificate, share);
	EVP_PKEY_free(key);
	TRY(e);
	if (share[0] != 0)
		e = fail(c, E_BAD_SHARE,
		    "it has share %d only; custodians release theirs by heng "
		    "custody, after the deadline",
		    share[0]);
	else
		puts(enc_base64(c->mem, share + 1, SEAL_KEY_BYTES));
	OPENSSL_cleanse(share, sizeof(share));
	return e;
}

int command_unseal(int argc, char **argv)
{
	static const struct argp argp = { NULL, parse, "CONTAINER CERTIFICATE KEY",
		"Prints the content key of a container that was sealed for that certificate.\v"
		"CERTIFICATE and KEY are in PEM. The key goes to POST /api/lots/LOT/keys within "
		"the "
		"window after the deadline.",
		0, 0, 0 };
	struct unseal_args a = { 0 };
	struct ctx c = command_ctx();
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	enum err e = unseal(&c, &a);
	int status = e == OK ? 0 : command_failed(&c, e);
	arena_free(c.mem);
	return status;
}
