#include "service/phone/phone.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/base/rng.h"
#include "service/phone/phone_db.h"

#define WAITING "waiting"
/* an answer at the last moment is still fetched */
#define FETCH_MS (30 * INT64_C(1000))
#define RULE_OWN "《电子签名法》第十三条 / Electronic Signature Law, art. 13"

static enum err check_room(struct ctx *c, const char *owner)
{
	int64_t all, own;
	const bool known = *owner != '\0';
	TRY(phone_sweep(c));
	TRY(phone_count(c, owner, &all, &own));
	if (known && own >= LIMIT_PHONE_PERSON)
		return fail(c, E_CONFLICT,
		    "at most %d requests wait for a phone; answer or cancel one",
		    LIMIT_PHONE_PERSON);
	if (all >= LIMIT_PHONE_ALL || (!known && own >= LIMIT_PHONE_STRANGERS))
		return fail(c, E_BUSY, "as many requests wait for phones as may");
	return OK;
}

enum err phone_ask(struct ctx *c, const char *request, int64_t ends_ms, struct phone_asked *out)
{
	const char *owner = c->actor.user != NULL ? c->actor.user : "";
	uint8_t seed[RNG_SEED_BYTES], id[PHONE_ID_BYTES], secret[PHONE_SECRET_BYTES];
	struct rng luck;
	TRY(check_room(c, owner));
	/* from the system, not from the request's seed: nobody may know them before */
	rng_system_seed(seed);
	rng_seed(&luck, seed);
	rng_bytes(&luck, id, sizeof(id));
	rng_bytes(&luck, secret, sizeof(secret));
	const uint64_t numbers = PHONE_NUMBER_MAX - PHONE_NUMBER_MIN + 1;
	const struct phone_asked asked = { .id = enc_hex(c->mem, id, sizeof(id)),
		.secret = enc_hex(c->mem, secret, sizeof(secret)),
		.number = PHONE_NUMBER_MIN + (int64_t)rng_below(&luck, numbers),
		.ends_ms = ends_ms };
	const struct phone_row row = { .id = sha256_text(c->mem, asked.id),
		.secret = sha256_text(c->mem, asked.secret),
		.owner = owner,
		.state = WAITING,
		.request = request,
		.number = asked.number,
		.ends_ms = ends_ms };
	TRY(phone_insert(c, &row));
	*out = asked;
	return OK;
}

static enum err over(struct ctx *c, enum err e)
{
	return e == E_NOT_FOUND ? fail(c, e, "there is none, or its time is over") : e;
}

/* The one that waits for its answer. */
static enum err waiting(struct ctx *c, const char *id, struct phone_row *out)
{
	struct phone_row p;
	TRY(over(c, phone_by_id(c, sha256_text(c->mem, id), &p)));
	if (strcmp(p.state, WAITING) != 0)
		return fail(c, E_WRONG_STATE, "the request was answered, refused or cancelled");
	*out = p;
	return OK;
}

enum err phone_look(struct ctx *c, const char *id, const char **request, int64_t *ends_ms)
{
	struct phone_row p;
	TRY(waiting(c, id, &p));
	*request = p.request;
	*ends_ms = p.ends_ms;
	return OK;
}

static enum err refuse_number(struct ctx *c, const struct phone_row *p)
{
	const int left = PHONE_TRIES - (int)p->failures;
	return left > 0 ? fail_rule(c, E_BAD_NUMBER, RULE_OWN, "%d tries are left", left)
	                : fail_rule(c, E_BAD_NUMBER, RULE_OWN,
	                      "that was the third: the request is over, ask anew on the desktop");
}

enum err phone_answer(struct ctx *c, const char *id, const struct phone_said *said, enum err *wrong)
{
	struct phone_row p;
	TRY(waiting(c, id, &p));
	const bool signs = p.request != NULL;
	const struct bytes wanted = signs ? said->signature : said->certificate,
	                   other = signs ? said->certificate : said->signature;
	if (wanted.n == 0 || other.n != 0)
		return fail_at(c, E_MISSING_FIELD, signs ? "/signature" : "/certificate", NULL,
		    "what is asked for, and nothing else");
	if (said->number != p.number) {
		p.state = ++p.failures < PHONE_TRIES ? WAITING : "ended";
		if (p.failures == PHONE_TRIES)
			p.ends_ms = c->now_ms + FETCH_MS;
		TRY(phone_keep(c, &p));
		*wrong = refuse_number(c, &p);
		return OK;
	}
	p.state = "answered";
	p.answer = wanted;
	p.ends_ms = c->now_ms + FETCH_MS;
	TRY(phone_keep(c, &p));
	*wrong = OK;
	return OK;
}

enum err phone_end(struct ctx *c, const char *id)
{
	struct phone_row p;
	TRY(waiting(c, id, &p));
	p.state = "refused";
	p.ends_ms = c->now_ms + FETCH_MS;
	return phone_keep(c, &p);
}

enum err phone_result(struct ctx *c, const char *secret, struct phone_result *out)
{
	struct phone_row p;
	TRY(over(c, phone_by_secret(c, sha256_text(c->mem, secret), &p)));
	*out = (struct phone_result){
		.state = p.state, .certificate = p.request == NULL, .answer = p.answer
	};
	return OK;
}
