#include "core/http/caller.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/http/http.h"
#include "core/trust/trust_folder.h"

static const char *const relations[] = { "public", "member", "self", "principal", "agency",
	"tenderer", "committee", "supervisor", "centre", "keeper", "inspector", "custodian",
	"administrator", "security", "auditor" };
#define RELATIONS (sizeof(relations) / sizeof(*relations))

struct json *who_list(struct ctx *c, uint32_t who)
{
	struct json *list = json_list(c);
	for (size_t i = 0; i < RELATIONS; i++)
		if ((who & 1u << i) != 0)
			json_push(list, json_text(c, relations[i]));
	if ((who & W_CLOCK) != 0)
		json_push(list, json_text(c, "clock"));
	return list;
}

const char *who_text(struct ctx *c, uint32_t who)
{
	const char *words[RELATIONS + 2] = { NULL };
	size_t n = 0;
	for (const struct json *w = who_list(c, who)->first; w != NULL; w = w->next)
		words[n++] = w->text;
	return words_listed(c->mem, words);
}

/* The token in the cookie or the Authorization header; NULL: none. */
static const char *token_of(struct req *r, enum session_kind *carried)
{
	static const char bearer[] = "Bearer ", cookie[] = SESSION_COOKIE "=";
	if (r->authorization != NULL &&
	    strncmp(r->authorization, bearer, sizeof(bearer) - 1) == 0) {
		*carried = SESSION_TOKEN_KIND;
		return r->authorization + sizeof(bearer) - 1;
	}
	const char *at = r->cookie == NULL ? NULL : strstr(r->cookie, cookie);
	if (at == NULL || (at != r->cookie && at[-1] != ' ' && at[-1] != ';'))
		return NULL;
	*carried = SESSION_COOKIE_KIND;
	at += sizeof(cookie) - 1;
	return arena_copy(r->c.mem, at, strcspn(at, "; "));
}

/* Why nobody is signed in, and what would be right. */
static enum err signed_out(struct req *r)
{
	enum session_kind carried;
	if (token_of(r, &carried) != NULL)
		return fail(&r->c, E_UNAUTHENTICATED, "no such session, or it has ended");
	return fail(&r->c, E_UNAUTHENTICATED,
	    "%s %s; only: %s. Send Authorization: Bearer TOKEN, or a session's cookie", r->method,
	    r->row->path, who_text(&r->c, r->row->who));
}

/* Whether the certificate that the session is bound to, if any, is still taken. */
static bool bound_holds(struct req *r)
{
	struct ctx asked = r->c; /* a refusal here is none of the request's */
	const struct trust_question q = { r->c.actor.certificate, USE_SIGN, r->c.now_ms, NULL,
		false };
	struct certificate x;
	return q.der.n == 0 || trust_folder_check(&asked, r->app->trust, &q, &x, NULL) == OK;
}

/* Who is calling. A cookie may only write together with its CSRF token: another site's page can
 * make a browser send the one, but cannot know the other. */
enum err caller_find(struct req *r)
{
	enum session_kind carried = SESSION_COOKIE_KIND, kind;
	const char *token = token_of(r, &carried);
	bool found = false;
	if (token == NULL)
		return OK;
	if (strlen(token) == KEEPER_KEY_CHARS &&
	    same_bytes(token, r->app->keeper, KEEPER_KEY_CHARS) && carried == SESSION_TOKEN_KIND) {
		r->c.actor = (struct actor){ .user = KEEPER, .name = KEEPER };
		return OK;
	}
	TRY(session_find(&r->c, token, &kind, &found));
	if (found && !bound_holds(r)) {
		r->c.actor = (struct actor){ 0 };
		found = false;
	}
	if (!found || kind != carried)
		/* an old cookie is no reason to refuse what is anybody's, signing in before all */
		return r->row->kind == ROW_READ ||
		               (carried == SESSION_COOKIE_KIND && (r->row->who & W_PUBLIC) != 0)
		           ? OK
		           : signed_out(r);
	if (kind == SESSION_TOKEN_KIND || r->row->kind == ROW_READ)
		return OK;
	const char *want = session_csrf(&r->c, token);
	if (r->csrf == NULL || strlen(r->csrf) != strlen(want) ||
	    !same_bytes(r->csrf, want, strlen(want)))
		return fail_at(
		    &r->c, E_BAD_CSRF, "X-CSRF-Token", NULL, "the csrf that signing in answered");
	return OK;
}

/* Whether the caller's relation to the object is one that the row wants. */
enum err caller_may(struct req *r)
{
	const struct route *row = r->row;
	uint32_t who = W_PUBLIC | (r->c.actor.user != NULL ? W_MEMBER : 0);
	if ((row->flags & ROW_PRACTICE) != 0 && !r->c.centre->practice)
		return fail(&r->c, E_PRACTICE_ONLY, "%s", row->path);
	if (row->of != NULL)
		TRY(row->of(r, &who));
	r->c.relations = who;
	if ((who & row->who) != 0)
		return OK;
	if (r->c.actor.user == NULL)
		return signed_out(r);
	return fail(
	    &r->c, E_DENIED, "%s %s; only: %s", r->method, row->path, who_text(&r->c, row->who));
}
