#include "connector/connector.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOKEN_BYTES 200

struct args {
	const char *centre, *other, *token_file, *name;
};

static const struct argp_option options[] = {
	{ "token", 't', "FILE", 0, "holds what speaks for the centre", 0 },
	{ "name", 'n', "NAME", 0, "of the other system", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct args *a = state->input;
	switch (key) {
	case 't':
		a->token_file = arg;
		return 0;
	case 'n':
		a->name = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num > 1)
			argp_usage(state);
		if (state->arg_num == 0)
			a->centre = arg;
		else
			a->other = arg;
		return 0;
	case ARGP_KEY_END:
		if (a->centre == NULL || a->other == NULL || a->token_file == NULL)
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static enum err read_token(struct ctx *c, const char *path, const char **out)
{
	char *text = arena_alloc(c->mem, TOKEN_BYTES);
	FILE *f = fopen(path, "r");
	if (f == NULL || fgets(text, TOKEN_BYTES, f) == NULL)
		text[0] = '\0';
	if (f != NULL)
		(void)fclose(f);
	text[strcspn(text, "\r\n")] = '\0';
	*out = text;
	return *text != '\0' ? OK : fail(c, E_NOT_FOUND, "%s holds no token", path);
}

enum err connector_begin(
    struct ctx *c, int argc, char **argv, const char *purpose, struct connector *out)
{
	const struct argp argp = { options, parse, "CENTRE OTHER", purpose, 0, 0, 0 };
	struct args a = { 0 };
	*out = (struct connector){ 0 };
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	TRY(read_token(c, a.token_file, &out->token));
	out->name = a.name;
	out->centre = feed_new(NULL, a.centre);
	out->other = feed_new(NULL, a.other);
	return OK;
}

void connector_end(struct connector *x)
{
	if (x->centre != NULL)
		feed_free(x->centre);
	if (x->other != NULL)
		feed_free(x->other);
}
