/* command_custody.c - custody: a custodian releases its shares, on its own machine.
 *
 * It trusts nobody's word that the time has come: keys of a log that the custodian has from
 * elsewhere must have signed the entry that closed bidding, the deadline is the one that the
 * custodian read in the announcement, and its own clock must be past it. */
#include <argp.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "commands.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/receipt.h"
#include "core/trust/key.h"
#include "trade/rescue/rescue.h"

#define WORDS 3
#define REQUEST_BYTES_MAX (16L * 1024 * 1024)
#define KEYS_BYTES_MAX (64L * 1024)

struct custody_args {
	const char *words[WORDS];
	int n;
	const char *keys, *deadline, *party;
};

static const struct argp_option options[] = {
	{ "keys", 'k', "FILE", 0, "the keys of the centre's log, had from elsewhere", 0 },
	{ "deadline", 'd', "TIME", 0, "the deadline for bids, as the announcement says", 0 },
	{ "party", 'p', "ID", 0, "for that tenderer only", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct custody_args *a = state->input;
	switch (key) {
	case 'k':
		a->keys = arg;
		return 0;
	case 'd':
		a->deadline = arg;
		return 0;
	case 'p':
		a->party = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (a->n == WORDS)
			argp_usage(state);
		a->words[a->n++] = arg;
		return 0;
	case ARGP_KEY_END:
		if (a->n != WORDS || a->keys == NULL || a->deadline == NULL)
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

/* That bidding on that lot has ended: by the log, by the deadline, by the own clock. A practice
 * centre's clock is moved, so there the own one says nothing. */
static enum err check_closed(
    struct ctx *c, const struct json *request, const char *keys, const char *deadline)
{
	struct receipt_seen seen;
	int64_t deadline_ms;
	const struct json *closed = json_get(request, "closed");
	const struct receipt_check check = { .keys = keys };
	TRY(moment_parse(c, "deadline", deadline, &deadline_ms));
	if (closed == NULL)
		return fail(c, E_BAD_REQUEST, "no receipt says that bidding has ended");
	const char *text = json_canonical(c, closed);
	TRY(receipt_check(c, (struct bytes){ (const uint8_t *)text, strlen(text) }, &check, &seen));
	if (strcmp(seen.kind, "lot.closed") != 0 && strcmp(seen.kind, "lot.screened") != 0)
		return fail(c, E_BAD_REQUEST, "the receipt is of %s", seen.kind);
	if (strcmp(seen.object, json_get_text(request, "lot", "")) != 0 ||
	    strcmp(seen.centre, json_get_text(request, "centre", "")) != 0)
		return fail(c, E_BAD_REQUEST, "the receipt is of another lot or centre");
	if (seen.at_ms < deadline_ms || (!seen.practice && c->now_ms < deadline_ms))
		return fail(c, E_WRONG_STATE, "the deadline is %s: no share is released before it",
		    moment_text(c, deadline_ms));
	return OK;
}

struct own {
	struct bytes certificate;
	EVP_PKEY *key;
};

static enum err release_part(struct ctx *c, const struct json *request, const struct json *asked,
    const struct json *part, const struct own *own, struct json *body)
{
	const char *text = json_get_text(part, "header", ""),
	           *name = json_get_text(part, "part", "");
	struct seal_header h;
	uint8_t share[SHARE_BYTES];
	TRY(seal_header_parse(c, text, strlen(text), &h));
	if (strcmp(h.centre, json_get_text(request, "centre", "")) != 0 ||
	    strcmp(h.lot, json_get_text(request, "lot", "")) != 0 ||
	    strcmp(h.party, json_get_text(asked, "party", "")) != 0 || strcmp(h.part, name) != 0)
		return fail(c, E_SEALED_FOR_ANOTHER, "the header is of another bid");
	TRY(seal_share_open(c, &h, own->key, own->certificate, share));
	json_put(body, h.part, json_text(c, enc_base64(c->mem, share, SHARE_BYTES)));
	OPENSSL_cleanse(share, sizeof(share));
	return OK;
}

/* The body of POST /api/lots/{lot}/shares, a line for each that asks. */
static enum err release(
    struct ctx *c, const struct json *request, const struct json *asked, const struct own *own)
{
	const struct json *parts = json_get(asked, "parts");
	struct json *body = json_object(c);
	for (const struct json *p = parts != NULL ? parts->first : NULL; p != NULL; p = p->next)
		TRY(release_part(c, request, asked, p, own, body));
	json_put(body, "party", json_text(c, json_get_text(asked, "party", "")));
	puts(json_canonical(c, body));
	return OK;
}

static enum err run(struct ctx *c, const struct custody_args *a, struct own *own)
{
	struct bytes text, keys, pem, secret;
	struct json *request;
	TRY(command_read(c, a->words[0], REQUEST_BYTES_MAX, &text));
	TRY(json_parse(c, (const char *)text.p, text.n, &request));
	TRY(command_read(c, a->keys, KEYS_BYTES_MAX, &keys));
	TRY(check_closed(c, request, arena_copy(c->mem, keys.p, keys.n), a->deadline));
	TRY(command_read(c, a->words[1], 2 * LIMIT_CERTIFICATE_BYTES, &pem));
	TRY(certificate_of_pem(c, pem, &own->certificate));
	TRY(command_read(c, a->words[2], 2 * LIMIT_CERTIFICATE_BYTES, &secret));
	enum err e = key_of_pem(c, secret, &own->key);
	OPENSSL_cleanse((void *)secret.p, secret.n);
	TRY(e);
	const struct json *list = json_get(request, "rescues");
	for (const struct json *r = list != NULL ? list->first : NULL; r != NULL; r = r->next)
		if (!json_get_true(r, "rescued") &&
		    (a->party == NULL || strcmp(a->party, json_get_text(r, "party", "")) == 0))
			TRY(release(c, request, r, own));
	return OK;
}

int command_custody(int argc, char **argv)
{
	static const struct argp argp = { options, parse, "REQUEST CERTIFICATE KEY",
		"A custodian's shares of the keys of bids that ask for rescue.\v"
		"REQUEST is what GET /api/lots/LOT/rescues answers; CERTIFICATE and KEY are in "
		"PEM. "
		"Each line printed is the body of a POST /api/lots/LOT/shares. Nothing is printed "
		"unless the log proves that bidding has ended.",
		0, 0, 0 };
	struct custody_args a = { 0 };
	struct ctx c = command_ctx();
	struct own own = { 0 };
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	enum err e = run(&c, &a, &own);
	EVP_PKEY_free(own.key);
	int status = e == OK ? 0 : command_failed(&c, e);
	arena_free(c.mem);
	return status;
}
