#include "service/signing/signing.h"

#include <string.h>

#include "core/base/json.h"
#include "core/base/moment.h"

#define FIRST_LINE SIGNING_REQUEST_FIRST "\n"

const char *signing_request_text(struct ctx *c, const struct signing_request *s)
{
	struct json *o = json_object(c);
	json_put(o, "centre", json_text(c, s->centre));
	json_put(o, "expires", json_text(c, moment_text(c, s->expires_ms)));
	json_put(o, "id", json_text(c, s->id));
	json_put(o, "name", json_text(c, s->name));
	json_put(o, "origin", json_text(c, s->origin));
	json_put(o, "text", json_text(c, s->text));
	return arena_printf(c->mem, FIRST_LINE "%s\n", json_canonical(c, o));
}

enum err signing_request_read(struct ctx *c, const char *text, struct signing_request *out)
{
	uint8_t id[SIGNING_REQUEST_ID_BYTES];
	const size_t first = sizeof(FIRST_LINE) - 1;
	struct json *said = NULL;
	bool ours = strncmp(text, FIRST_LINE, first) == 0 &&
	            json_parse(c, text + first, strlen(text + first), &said) == OK;
	struct signing_request s = { .centre = json_get_text(said, "centre", ""),
		.name = json_get_text(said, "name", ""),
		.origin = json_get_text(said, "origin", ""),
		.id = json_get_text(said, "id", ""),
		.text = json_get_text(said, "text", "") };
	/* written again from what was read of it: nothing else is in it */
	if (!ours ||
	    moment_parse(c, "expires", json_get_text(said, "expires", ""), &s.expires_ms) != OK ||
	    !dec_hex(s.id, id, sizeof(id)) || strcmp(signing_request_text(c, &s), text) != 0)
		return fail(c, E_BAD_REQUEST, "it is no signing request of version 1");
	TRY(statement_read(c, s.text, &s.says));
	if (strcmp(s.says.centre, s.centre) != 0)
		return fail(c, E_BAD_STATEMENT, "it was signed for another: %s", "centre");
	if (strcmp(s.says.origin, s.origin) != 0)
		return fail(c, E_BAD_STATEMENT, "it was signed for another: %s", "origin");
	*out = s;
	return OK;
}
