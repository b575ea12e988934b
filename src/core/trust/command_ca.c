/* command_ca.c - ca: practice authorities, what they issue and revoke. */
#include <argp.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "commands.h"
#include "core/base/code.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/trust/ca.h"

#define WORDS_MAX 4 /* issue DIR AUTHORITY OUT */
#define DAYS_MAX 3650

struct ca_args {
	const char *words[WORDS_MAX];
	int n;
	const char *at, *name, *code, *days, *request;
	struct ca_addresses addresses;
	bool stamps;
};

static const struct argp_option options[] = {
	{ "at", 'a', "TIME", 0, "when, RFC 3339; now", 0 },
	{ "name", 'n', "NAME", 0, "issue: whose certificate it is", 0 },
	{ "code", 'c', "CODE", 0, "issue: its 统一社会信用代码", 0 },
	{ "days", 'd', "N", 0, "issue: for how long; 365", 0 },
	{ "timestamps", 't', NULL, 0, "issue: for a timestamping authority", 0 },
	{ "ocsp", 'o', "URL", 0, "make: URL/AUTHORITY is asked about one certificate", 0 },
	{ "request", 'r', "FILE", 0,
	    "issue: for the key of that certificate request (PKCS #10, PEM)", 0 },
	{ "crl", 'l', "URL", 0, "make: lists of revoked ones are at URL/AUTHORITY/ca.crl", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct ca_args *a = state->input;
	switch (key) {
	case 'a':
		a->at = arg;
		return 0;
	case 'n':
		a->name = arg;
		return 0;
	case 'c':
		a->code = arg;
		return 0;
	case 'd':
		a->days = arg;
		return 0;
	case 't':
		a->stamps = true;
		return 0;
	case 'r':
		a->request = arg;
		return 0;
	case 'l':
		a->addresses.crl = arg;
		return 0;
	case 'o':
		a->addresses.ocsp = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (a->n == WORDS_MAX)
			argp_usage(state);
		a->words[a->n++] = arg;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static enum err issue(struct ctx *c, const struct ca_args *a, int64_t at_ms)
{
	char *end = NULL;
	long days = a->days != NULL ? strtol(a->days, &end, 10) : 365;
	if ((a->days != NULL && *end != '\0') || days < 1 || days > DAYS_MAX)
		return fail_at(c, E_BAD_FIELD, "--days", a->days, "1 to %d", DAYS_MAX);
	if (a->name == NULL)
		return fail_at(c, E_MISSING_FIELD, "--name", NULL, "whose certificate it is");
	if (a->code != NULL)
		TRY(code_uscc_check(c, "--code", a->code));
	const struct ca_subject s = { a->name, a->code, at_ms, at_ms + days * DAY_MS, a->stamps };
	if (a->request == NULL)
		return ca_issue(c, a->words[1], a->words[2], &s, a->words[3]);
	struct bytes request;
	const char *home = arena_printf(c->mem, "%s/%s", a->words[1], a->words[2]);
	TRY(command_read(c, a->request, LIMIT_CERTIFICATE_BYTES, &request));
	return ca_certify(c, home, &s, request, a->words[3]);
}

static enum err run(struct ctx *c, const struct ca_args *a, const struct argp *argp, char *name)
{
	int64_t at_ms = c->now_ms;
	if (a->at != NULL)
		TRY(moment_parse(c, "--at", a->at, &at_ms));
	if (a->n == 2 && strcmp(a->words[0], "make") == 0)
		return ca_make(c, a->words[1], at_ms, &a->addresses);
	if (a->n == 4 && strcmp(a->words[0], "issue") == 0)
		return issue(c, a, at_ms);
	if (a->n == 4 && strcmp(a->words[0], "revoke") == 0)
		return ca_revoke(c, a->words[1], a->words[2], a->words[3], at_ms);
	argp_help(argp, stderr, ARGP_HELP_STD_USAGE, name);
	exit(2);
}

int command_ca(int argc, char **argv)
{
	static const struct argp argp = { options, parse,
		"make DIR\nissue DIR AUTHORITY OUT\nrevoke DIR AUTHORITY SERIAL",
		"Practice authorities: nobody outside a practice centre takes what they issue.\v"
		"AUTHORITY is rsa, p256, sm2, ending or suspended. OUT is a new folder.",
		0, 0, 0 };
	struct ca_args a = { 0 };
	struct ctx c = command_ctx();
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	enum err e = run(&c, &a, &argp, argv[0]);
	int status = e == OK ? 0 : command_failed(&c, e);
	arena_free(c.mem);
	return status;
}
