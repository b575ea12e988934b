#include "core/trust/statement.h"

#include <string.h>

#include "core/base/enc.h"
#include "core/base/json.h"
#include "core/base/moment.h"

static bool same(struct ctx *c, const struct json *a, const struct json *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(json_canonical(c, a), json_canonical(c, b)) == 0;
}

/* What signing in does not say. */
static void put_act(struct ctx *c, struct json *o, const struct statement *s)
{
	struct json *shown = json_object(c);
	for (size_t i = 0; i < s->n; i++)
		if (s->shown[i].digest != NULL)
			json_put(shown, s->shown[i].name, json_text(c, s->shown[i].digest));
	json_put(o, "object", json_text(c, s->object));
	json_put(o, "party", json_text(c, s->party));
	json_put(o, "shown", shown);
}

/* What the text should be, with what is its own to say taken from it. */
static struct json *wanted(struct ctx *c, const struct statement *s, const struct json *said)
{
	struct json *o = json_object(c);
	json_put(o, "centre", json_text(c, s->centre));
	json_put(o, "expires", json_text(c, json_get_text(said, "expires", "")));
	json_put(o, "nonce", json_text(c, json_get_text(said, "nonce", "")));
	json_put(o, "origin",
	    json_text(c, s->origin != NULL ? s->origin : json_get_text(said, "origin", "")));
	json_put(o, "purpose", json_text(c, s->purpose));
	json_put(o, "v", json_int(c, 1));
	if (strcmp(s->purpose, PURPOSE_SIGN_IN) != 0)
		put_act(c, o, s);
	return o;
}

static enum err parse(struct ctx *c, const char *text, struct json **said)
{
	if (json_parse(c, text, strlen(text), said) != OK || (*said)->type != JSON_OBJECT)
		return fail(c, E_BAD_STATEMENT, "it is no JSON object");
	return strcmp(json_canonical(c, *said), text) == 0
	           ? OK
	           : fail(c, E_BAD_STATEMENT, "its JSON is not canonical");
}

enum err statement_check(struct ctx *c, const char *text, struct statement *s)
{
	uint8_t nonce[STATEMENT_NONCE_BYTES];
	struct json *said, *want;
	TRY(parse(c, text, &said));
	want = wanted(c, s, said);
	for (const struct json *m = want->first; m != NULL; m = m->next)
		if (!same(c, m, json_get(said, m->name)))
			return fail(c, E_BAD_STATEMENT, "it was signed for another: %s", m->name);
	if (said->n != want->n)
		return fail(c, E_BAD_STATEMENT, "it says more than is asked for");
	if (!dec_hex(json_get_text(said, "nonce", ""), nonce, sizeof(nonce)))
		return fail(c, E_BAD_STATEMENT, "its nonce is not 32 bytes in hex");
	if (moment_parse(c, "", json_get_text(said, "expires", ""), &s->expires_ms) != OK)
		return fail(c, E_BAD_STATEMENT, "it does not say until when it holds");
	return OK;
}

static const char *said_text(const struct json *said, const char *name)
{
	const char *text = json_get_text(said, name, NULL);
	return text != NULL && *text != '\0' ? text : NULL;
}

static enum err read_shown(struct ctx *c, const struct json *said, struct statement *s)
{
	uint8_t digest[SHA256_BYTES];
	const struct json *list = json_get(said, "shown");
	if (list == NULL || list->type != JSON_OBJECT || list->n > STATEMENT_SHOWN)
		return fail(c, E_BAD_STATEMENT, "what was shown is not told by digests");
	for (const struct json *m = list->first; m != NULL; m = m->next) {
		if (m->type != JSON_TEXT || !dec_hex(m->text, digest, sizeof(digest)))
			return fail(c, E_BAD_STATEMENT, "what was shown is not told by digests");
		s->shown[s->n++] = (struct shown){ m->name, m->text };
	}
	return OK;
}

enum err statement_read(struct ctx *c, const char *text, struct statement *out)
{
	struct json *said;
	TRY(parse(c, text, &said));
	struct statement s = { .centre = said_text(said, "centre"),
		.purpose = said_text(said, "purpose"),
		.origin = said_text(said, "origin") };
	if (s.centre == NULL || s.purpose == NULL || s.origin == NULL)
		return fail(c, E_BAD_STATEMENT, "it does not say what for, for whom and where");
	if (strcmp(s.purpose, PURPOSE_SIGN_IN) != 0) {
		s.object = said_text(said, "object");
		s.party = said_text(said, "party");
		if (s.object == NULL || s.party == NULL)
			return fail(
			    c, E_BAD_STATEMENT, "it does not say about what, and for which party");
		TRY(read_shown(c, said, &s));
	}
	TRY(statement_check(c, text, &s));
	*out = s;
	return OK;
}
