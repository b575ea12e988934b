/* command_medium.c - medium: notices to a designated medium, its receipts back to the centre. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "commands.h"
#include "connector/connector.h"
#include "core/base/limits.h"

#define PAGES_MAX 10000

struct connection {
	struct feed *centre, *medium;
	const char *token, *name;
	size_t sent;
};

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
		c->rng = one.rng; /* no idempotency key twice */
		TRY(e);
	}
	return fail(c, E_CONFLICT, "more notices came than were carried");
}

int command_medium(int argc, char **argv)
{
	struct connector a;
	struct ctx c = command_ctx();
	struct connection n = { 0 };
	enum err e = connector_begin(
	    &c, argc, argv, "Brings notices to a designated medium, and its receipts back.", &a);
	if (e == OK && a.name == NULL)
		e = fail(&c, E_BAD_REQUEST, "the medium's --name is missing");
	n.centre = a.centre;
	n.medium = a.other;
	n.token = a.token;
	n.name = a.name;
	if (e == OK) {
		e = carry_all(&c, &n);
		printf("%zu notices carried\n", n.sent);
	}
	connector_end(&a);
	int status = e == OK ? 0 : command_failed(&c, e);
	arena_free(c.mem);
	return status;
}
