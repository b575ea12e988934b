/* command_agent.c - agent: signs on the user's machine what pages of trusted centres ask for. */
#include <argp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "agent/server.h"
#include "command.h"
#include "commands.h"
#include "core/http/http.h"
#include "core/trust/command_key.h"

/* Options take a word each; what follows --pem or --centre completes it. */
struct agent_args {
	struct ctx *c;
	struct agent *agent;
	const char *secret, *pem, *origin;
	long port;
	enum err e; /* the first that failed */
};

static const struct argp_option options[] = {
	{ "centre", 'c', "ORIGIN", 0,
	    "ORIGIN KEYSFILE: a centre whose pages may ask (https://host), "
	    "and the keys of its log, as /log/keys prints them",
	    0 },
	{ "module", 'm', "FILE", 0, "keys in tokens, by this PKCS #11 module", 0 },
	{ "p12", 'p', "FILE", 0, "a certificate and its key in PKCS #12", 0 },
	{ "pem", 'k', "CERTIFICATE", 0, "CERTIFICATE KEY: a pair of PEM files", 0 },
	{ "secret", 's', "FILE", 0, "the passphrase of the next --p12; else it is typed", 0 },
	{ "port", 'P', "N", 0, "another port than 47635", 0 },
	{ 0 },
};

static enum err full(struct ctx *c, const char *what)
{
	return fail(c, E_CONFLICT, "too many of: %s", what);
}

static enum err add_p12(struct ctx *c, struct agent *a, const char *path, const char *secret)
{
	if (a->key_count == AGENT_KEYS_MAX)
		return full(c, "--p12, --pem");
	TRY(command_signing_p12(c, path, secret, &a->keys[a->key_count]));
	a->key_count++;
	return OK;
}

static enum err add_pem(struct ctx *c, struct agent *a, const char *certificate, const char *key)
{
	if (a->key_count == AGENT_KEYS_MAX)
		return full(c, "--p12, --pem");
	TRY(command_signing_pem(c, certificate, key, &a->keys[a->key_count]));
	a->key_count++;
	return OK;
}

static enum err add_module(struct ctx *c, struct agent *a, const char *path)
{
	if (a->module_count == AGENT_MODULES_MAX)
		return full(c, "--module");
	TRY(token_module_open(c, path, &a->modules[a->module_count]));
	a->module_count++;
	return OK;
}

static enum err add_centre(struct ctx *c, struct agent *a, const char *origin, const char *keys)
{
	struct agent_centre x = { .origin = origin };
	if (a->centre_count == AGENT_CENTRES_MAX)
		return full(c, "--centre");
	if (!site_is_one(origin))
		return fail_at(c, E_BAD_FIELD, "--centre", origin, "https://HOST, without a path");
	TRY(command_keys(c, keys, &x.keys));
	a->centres[a->centre_count++] = x;
	return OK;
}

static enum err add(struct agent_args *x, int key, const char *arg)
{
	switch (key) {
	case 'm':
		return add_module(x->c, x->agent, arg);
	case 'p':
		return add_p12(x->c, x->agent, arg, x->secret);
	default: /* the second word of --pem or --centre */
		return x->pem != NULL ? add_pem(x->c, x->agent, x->pem, arg)
		                      : add_centre(x->c, x->agent, x->origin, arg);
	}
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct agent_args *x = state->input;
	bool half = x->pem != NULL || x->origin != NULL;
	if (half ? key != ARGP_KEY_ARG : key == ARGP_KEY_ARG)
		argp_usage(state);
	switch (key) {
	case 'c':
		x->origin = arg;
		return 0;
	case 'k':
		x->pem = arg;
		return 0;
	case 's':
		x->secret = arg;
		return 0;
	case 'P':
		x->port = strtol(arg, NULL, 10);
		return 0;
	case 'm':
	case 'p':
	case ARGP_KEY_ARG:
		if (x->e == OK)
			x->e = add(x, key, arg);
		x->pem = x->origin = NULL;
		return 0;
	case ARGP_KEY_END:
		if (x->agent->centre_count == 0 && x->e == OK)
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static enum err run(struct ctx *c, struct agent *a, long port)
{
	struct agent_server *s;
	sigset_t ends;
	int which;
	/* in every thread, so that the one that waits gets them */
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &ends, NULL);
	TRY(agent_listen(c, a, (uint16_t)port, &s));
	printf("%s 本机签名助手，按 Ctrl-C 结束 / signs for %zu centre%s; Ctrl-C ends it\n",
	    a->origin, a->centre_count, a->centre_count == 1 ? "" : "s");
	fflush(stdout);
	sigwait(&ends, &which);
	agent_stop(s);
	return OK;
}

int command_agent(int argc, char **argv)
{
	static const struct argp argp = { options, parse, NULL,
		"Signs on this machine what pages of trusted centres ask for, each time after a "
		"confirmation in a window of its own. It listens on 127.0.0.1 only.",
		0, 0, 0 };
	struct ctx c = command_ctx();
	struct agent a;
	struct agent_args x = { .c = &c, .agent = &a, .port = AGENT_PORT };
	/* no other program of this user reads its memory, and no dump of it is written */
	prctl(PR_SET_DUMPABLE, 0);
	agent_begin(&a);
	argp_parse(&argp, argc, argv, ARGP_IN_ORDER, NULL, &x);
	if (x.e == OK && (x.port < 1 || x.port > 65535))
		x.e = fail(&c, E_BAD_FIELD, "no port: %ld", x.port);
	if (x.e == OK) {
		agent_address(&c, &a, (uint16_t)x.port);
		x.e = run(&c, &a, x.port);
	}
	int status = x.e == OK ? 0 : command_failed(&c, x.e);
	agent_end(&a);
	arena_free(c.mem);
	return status;
}
