#include <openssl/crypto.h>
#include <string.h>

#include "agent/agent_own.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/base/rng.h"
#include "core/evidence/note.h"

#define PRACTICE "practice.heng/"
#define FIELD_BYTES 256

struct signing_key *agent_keys(struct ctx *c, struct agent *a, size_t *n)
{
	struct signing_key *all = arena_array(
	    c->mem, struct signing_key, AGENT_KEYS_MAX + AGENT_MODULES_MAX * TOKEN_KEYS_MAX);
	size_t taken = a->key_count;
	memcpy(all, a->keys, taken * sizeof(*all));
	for (size_t i = 0; i < a->module_count; i++) {
		struct ctx quiet = *c;
		size_t more;
		if (token_keys(&quiet, a->modules[i], all + taken, &more) == OK)
			taken += more;
	}
	*n = taken;
	return all;
}

/* A decided one stays known until it is over, so that its id is not taken twice. */
static void forget(struct ctx *c, struct agent *a)
{
	for (size_t i = 0; i < AGENT_REQUESTS_MAX; i++)
		if (a->requests[i].state != AGENT_FREE && a->requests[i].until_ms <= c->now_ms) {
			arena_free(a->requests[i].mem);
			a->requests[i] = (struct agent_request){ 0 };
		}
}

struct agent_request *agent_find(struct ctx *c, struct agent *a, const char *id)
{
	forget(c, a);
	for (size_t i = 0; i < AGENT_REQUESTS_MAX; i++)
		if (a->requests[i].state != AGENT_FREE && strcmp(a->requests[i].id, id) == 0)
			return &a->requests[i];
	return NULL;
}

/* Until when it is kept. The clock of a practice centre is moved at will: there the time that a
 * request holds is counted from when it came. */
static enum err ends(struct ctx *c, const struct agent_centre *from,
    const struct signing_request *s, int64_t *until_ms)
{
	if (strncmp(from->keys, PRACTICE, sizeof(PRACTICE) - 1) == 0) {
		*until_ms = c->now_ms + SIGNING_REQUEST_MS;
		return OK;
	}
	if (s->expires_ms <= c->now_ms)
		return fail(c, E_BAD_STATEMENT,
		    "it held until %s; the clock of this machine may be fast",
		    moment_text(c, s->expires_ms));
	if (s->expires_ms > c->now_ms + AGENT_AHEAD_MS)
		return fail(c, E_BAD_STATEMENT, "the clock of this machine is slow: now is %s",
		    moment_text(c, c->now_ms));
	*until_ms = s->expires_ms;
	return OK;
}

/* What a trusted centre vouches for, and nothing else. */
static enum err check(struct ctx *c, struct agent *a, const struct agent_centre *from,
    const char *note, struct agent_request *out)
{
	const char *text;
	if (note_check_text(c, note, from->keys, &text) != OK)
		return fail(c, E_BAD_SIGNATURE, "the centre's log has not signed the request");
	TRY(signing_request_read(c, text, &out->said));
	if (strcmp(out->said.origin, from->origin) != 0)
		return fail(c, E_DENIED, "the request is of %s, the page of %s", out->said.origin,
		    from->origin);
	TRY(ends(c, from, &out->said, &out->until_ms));
	for (size_t i = 0; i < AGENT_REQUESTS_MAX; i++)
		if (a->requests[i].state != AGENT_FREE &&
		    strcmp(a->requests[i].said.id, out->said.id) == 0)
			return fail(c, E_DUPLICATE, "the request was handed in before");
	return OK;
}

static enum err choose(
    struct ctx *c, struct agent *a, const char *fingerprint, struct signing_key *out)
{
	size_t n;
	const struct signing_key *keys = agent_keys(c, a, &n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(keys[i].says.fingerprint, fingerprint) == 0) {
			*out = keys[i];
			return OK;
		}
	return fail(c, E_NO_TOKEN, "no token that is there has this certificate");
}

static const char *random_hex(struct ctx *c)
{
	uint8_t raw[RNG_SEED_BYTES];
	rng_system_seed(raw);
	return enc_hex(c->mem, raw, AGENT_ID_BYTES);
}

enum err agent_take(struct ctx *c, struct agent *a, const struct agent_centre *from,
    const char *note, const char *fingerprint, struct agent_request **out)
{
	struct agent_request *place = NULL, r = { .state = AGENT_WAITING, .centre = from };
	struct ctx kept = *c;
	forget(c, a);
	for (size_t i = 0; i < AGENT_REQUESTS_MAX; i++)
		if (a->requests[i].state == AGENT_FREE)
			place = &a->requests[i];
	if (place == NULL)
		return fail(c, E_BUSY, "%d requests wait to be confirmed", AGENT_REQUESTS_MAX);
	kept.mem = r.mem = arena_new(LIMIT_ARENA_BYTES);
	enum err e = check(&kept, a, from, arena_text(r.mem, note), &r);
	if (e == OK)
		e = choose(&kept, a, fingerprint, &r.key);
	if (e != OK) {
		/* said once more, as its words end with the arena */
		c->fault = kept.fault;
		c->fault.detail = arena_text(c->mem, kept.fault.detail);
		c->fault.detail_zh = arena_text(c->mem, kept.fault.detail_zh);
		c->fault.field = c->fault.value = NULL;
		arena_free(r.mem);
		return e;
	}
	r.id = random_hex(&kept);
	r.token = random_hex(&kept);
	*place = r;
	*out = place;
	return OK;
}

static int digit(char ch)
{
	return ch >= '0' && ch <= '9'   ? ch - '0'
	       : ch >= 'A' && ch <= 'F' ? ch - 'A' + 10
	       : ch >= 'a' && ch <= 'f' ? ch - 'a' + 10
	                                : -1;
}

/* A field of a form as browsers send it; false: it is not there, or too long. */
static bool field(struct bytes form, const char *name, char out[FIELD_BYTES])
{
	const char *at = (const char *)form.p, *end = at + form.n;
	size_t n = strlen(name), k = 0;
	while (at < end && !((size_t)(end - at) > n && memcmp(at, name, n) == 0 && at[n] == '=')) {
		at = memchr(at, '&', (size_t)(end - at));
		at = at != NULL ? at + 1 : end;
	}
	if (at == end)
		return false;
	for (at += n + 1; at < end && *at != '&' && k + 1 < FIELD_BYTES; at++) {
		bool coded = *at == '%' && end - at > 2 && digit(at[1]) >= 0 && digit(at[2]) >= 0;
		char plain = *at;
		if (plain == '+')
			plain = ' ';
		if (coded)
			plain = (char)(unsigned char)(digit(at[1]) * 16 + digit(at[2]));
		out[k++] = plain;
		at += coded ? 2 : 0;
	}
	out[k] = '\0';
	return at == end || *at == '&';
}

static enum err sign(struct ctx *c, struct agent_request *r, struct bytes form)
{
	const struct bytes text = { (const uint8_t *)r->said.text, strlen(r->said.text) };
	char pin[FIELD_BYTES];
	struct bytes made;
	if (r->key.wants_pin && (!field(form, "pin", pin) || *pin == '\0'))
		return fail(c, E_BAD_PIN, "the token wants its PIN");
	enum err e = signing_key_sign(c, &r->key, r->key.wants_pin ? pin : NULL, text, &made);
	OPENSSL_cleanse(pin, sizeof(pin));
	/* who guesses on is stopped before the token locks itself */
	if (e == E_BAD_PIN && ++r->wrong == AGENT_WRONG_MAX)
		r->state = AGENT_REFUSED;
	TRY(e);
	r->signature = enc_base64(r->mem, made.p, made.n);
	r->state = AGENT_SIGNED;
	return OK;
}

enum err agent_decide(struct ctx *c, struct agent *a, struct agent_request *r, struct bytes form)
{
	char token[FIELD_BYTES], act[FIELD_BYTES];
	if (!field(form, "token", token) || strlen(token) != strlen(r->token) ||
	    !same_bytes(token, r->token, strlen(token)))
		return fail(c, E_BAD_CSRF, "it is not sent by the page of this request");
	if (r->state != AGENT_WAITING)
		return fail(c, E_WRONG_STATE, "it is decided already");
	enum err e = OK;
	if (field(form, "act", act) && strcmp(act, "sign") == 0)
		e = sign(c, r, form);
	else
		r->state = AGENT_REFUSED;
	if (r->state != AGENT_WAITING)
		pthread_cond_broadcast(&a->decided);
	return e;
}
