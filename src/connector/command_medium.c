/* command_medium.c - medium: notices to a designated medium, its receipts back to the centre. */
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "commands.h"
#include "core/base/limits.h"
#include "replay/feed.h"

#define TOKEN_BYTES 200
#define PAGES_MAX 10000

struct args {
	const char *centre, *medium, *token_file, *name;
};
struct connection {
	struct feed *centre, *medium;
	const char *token, *name;
	size_t sent;
};

static const struct argp_option options[] = {
	{ "token", 't', "FILE", 0, "holds an API token of the centre's staff", 0 },
	{ "name", 'n', "NAME", 0, "of the medium, for its receipts", 0 },
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
			a->medium = arg;
		return 0;
	case ARGP_KEY_END:
		if (a->centre == NULL || a->medium == NULL || a->token_file == NULL ||
		    a->name == NULL)
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

/* One notice: taken by the medium, and its receipt kept by the centre. */
static enum err carry(struct ctx *c, struct connection *n, const char *id)
{
	struct json *notice, *said, *o = json_object(c);
	const char *path = arena_printf(c->mem, "/api/notices/%s", id);
	const struct request get = { n->token, "GET", path, NULL };
	TRY(feed_do(c, n->centre, &get, &notice));
	const struct request give = { NULL, "POST", "/notices", json_canonical(c, notice) };
	TRY(feed_do(c, n->medium, &give, &said));
	const char *number = json_get_text(said, "number", NULL),
	           *published = json_get_text(said, "published", NULL);
	if (number == NULL || published == NULL)
		return fail(
		    c, E_BAD_REQUEST, "the medium's answer to %s has no number and time", id);
	json_put(o, "medium", json_text(c, n->name));
	json_put(o, "number", json_text(c, number));
	json_put(o, "publishedAt", json_text(c, published));
	const struct request keep = { n->token, "POST", arena_printf(c->mem, "%s/receipts", path),
		json_canonical(c, o) };
	return feed_do(c, n->centre, &keep, NULL);
}

/* Page by page, each in an arena of its own. */
static enum err carry_all(struct ctx *c, struct connection *n)
{
	int64_t after = 0;
	for (size_t page = 0; page < PAGES_MAX; page++) {
		struct json *answer;
		const struct request ask = { n->token, "GET",
			arena_printf(
			    c->mem, "/api/publications/pending?after=%lld", (long long)after),
			NULL };
		TRY(feed_do(c, n->centre, &ask, &answer));
		const struct json *list = json_get(answer, "notices");
		const struct json *row = list != NULL ? list->first : NULL;
		if (row == NULL)
			return OK;
		struct ctx one = *c;
		one.mem = arena_new(LIMIT_ARENA_BYTES);
		enum err e = OK;
		for (; row != NULL && e == OK; row = row->next) {
			after = json_get_int(row, "seq", 0);
			e = carry(&one, n, json_get_text(row, "id", ""));
			n->sent += e == OK;
			if (e != OK)
				e = fail(
				    c, e, "%s", one.fault.detail != NULL ? one.fault.detail : "");
			arena_reset(one.mem);
		}
		arena_free(one.mem);
		TRY(e);
	}
	return fail(c, E_CONFLICT, "more notices came than were carried");
}

int command_medium(int argc, char **argv)
{
	static const struct argp argp = { options, parse, "CENTRE MEDIUM",
		"Brings notices to a designated medium, and its receipts back.", 0, 0, 0 };
	struct args a = { 0 };
	struct ctx c = command_ctx();
	struct connection n = { 0 };
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	n.name = a.name;
	enum err e = read_token(&c, a.token_file, &n.token);
	if (e == OK) {
		n.centre = feed_new(NULL, a.centre);
		n.medium = feed_new(NULL, a.medium);
		e = carry_all(&c, &n);
		feed_free(n.centre);
		feed_free(n.medium);
		printf("%zu notices carried\n", n.sent);
	}
	int status = e == OK ? 0 : command_failed(&c, e);
	arena_free(c.mem);
	return status;
}
