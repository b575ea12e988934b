/* command_deliver.c - deliver: that a party has something new, to a gateway for SMS and mail. */
#include <stdio.h>

#include "command.h"
#include "commands.h"
#include "connector/connector.h"
#include "core/base/limits.h"

#define PAGES_MAX 10000
/* Of no trade: the gateway, and who reads over a shoulder, learn nothing else. */
#define TEXT "您在公共资源交易平台有新消息，请登录工作台查看。"

/* One party: told by the gateway, and that kept by the centre. */
static enum err tell(struct ctx *c, const struct connector *x, const struct json *row)
{
	struct json *o = json_object(c), *told = json_object(c);
	json_put(o, "email", json_text(c, json_get_text(row, "email", NULL)));
	json_put(o, "phone", json_text(c, json_get_text(row, "phone", NULL)));
	json_put(o, "text", json_text(c, TEXT));
	const struct request give = { NULL, "POST", "/messages", json_canonical(c, o) };
	TRY(feed_do(c, x->other, &give, NULL));
	json_put(told, "party", json_text(c, json_get_text(row, "party", "")));
	json_put(told, "until", json_text(c, json_get_text(row, "until", "")));
	const struct request keep = { x->token, "POST", "/api/deliveries",
		json_canonical(c, told) };
	return feed_do(c, x->centre, &keep, NULL);
}

/* A party that the gateway did not take waits for the next run; the others do not wait for it. */
static enum err tell_all(struct ctx *c, const struct connector *x, size_t counts[2])
{
	const char *after = "";
	for (size_t page = 0; page < PAGES_MAX; page++) {
		struct json *answer;
		const struct request ask = { x->token, "GET",
			arena_printf(c->mem, "/api/deliveries?after=%s", after), NULL };
		TRY(feed_do(c, x->centre, &ask, &answer));
		const struct json *list = json_get(answer, "deliveries");
		for (const struct json *row = list != NULL ? list->first : NULL; row != NULL;
		     row = row->next) {
			struct ctx one = *c;
			one.mem = arena_new(LIMIT_ARENA_BYTES);
			bool told = tell(&one, x, row) == OK;
			counts[!told]++;
			if (!told)
				fprintf(stderr, "%s: %s\n", json_get_text(row, "party", ""),
				    one.fault.detail != NULL ? one.fault.detail : "");
			arena_free(one.mem);
			c->rng = one.rng; /* no idempotency key twice */
		}
		after = json_get_text(answer, "after", NULL);
		if (after == NULL)
			return OK;
	}
	return OK;
}

int command_deliver(int argc, char **argv)
{
	struct ctx c = command_ctx();
	struct connector x;
	size_t counts[2] = { 0, 0 };
	enum err e = connector_begin(&c, argc, argv,
	    "Tells parties outside that they have new messages. FILE: the centre's keeper file.",
	    &x);
	if (e == OK)
		e = tell_all(&c, &x, counts);
	connector_end(&x);
	if (e == OK)
		printf("%zu told, %zu not taken\n", counts[0], counts[1]);
	int status = e != OK ? command_failed(&c, e) : counts[1] > 0;
	arena_free(c.mem);
	return status;
}
