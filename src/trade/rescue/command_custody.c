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
#include "core/base/moment.h"
#include "core/evidence/receipt.h"
#include "core/trust/command_key.h"
#include "core/trust/key.h"
#include "trade/rescue/rescue.h"

#define WORDS 3
#define REQUEST_BYTES_MAX (16L * 1024 * 1024)

struct custody_args {
	const char *words[WORDS];
	int n;
	const char *keys, *deadline, *lot, *party;
	bool two_envelopes;
};

static const struct argp_option options[] = {
	{ "keys", 'k', "FILE", 0, "the keys of the centre's log, had from elsewhere", 0 },
	{ "deadline", 'd', "TIME", 0, "the deadline for bids, as the announcement says", 0 },
	{ "lot", 'l', "ID", 0, "the lot that is meant", 0 },
	{ "two-envelopes", '2', 0, 0, "prices only once the first envelopes were judged", 0 },
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
	case 'l':
		a->lot = arg;
		return 0;
	case '2':
		a->two_envelopes = true;
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
		if (a->n != WORDS || a->keys == NULL || a->deadline == NULL || a->lot == NULL)
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

/* What the custodian has from elsewhere than the centre's answer. */
struct known {
	const char *keys, *lot;
	int64_t deadline_ms;
	bool two_envelopes;
	struct bytes certificate;
	EVP_PKEY *key;
};

/* What those keys have signed of this lot. Whether a centre is one for practice says the name of
 * its log, which stands in the keys: nobody who has the machine can make it so. */
static enum err check_receipt(
    struct ctx *c, const struct json *receipt, const struct known *known, struct receipt_seen *seen)
{
	static const char practice[] = "practice.heng/";
	const struct receipt_check check = { .keys = known->keys };
	if (receipt == NULL)
		return fail(c, E_BAD_REQUEST, "there is no receipt");
	const char *text = json_canonical(c, receipt);
	TRY(receipt_check(c, (struct bytes){ (const uint8_t *)text, strlen(text) }, &check, seen));
	if (seen->practice != (strncmp(seen->origin, practice, sizeof(practice) - 1) == 0))
		return fail(c, E_BAD_REQUEST, "the entry is not of the log %s", seen->origin);
	return strcmp(seen->object, known->lot) == 0
	           ? OK
	           : fail(c, E_BAD_REQUEST, "the receipt is of another lot, %s", seen->object);
}

/* That bidding on that lot has ended: by the log, by the deadline, by the own clock. A practice
 * centre's clock is moved, so there the own one says nothing. */
static enum err check_closed(
    struct ctx *c, const struct json *request, const struct known *known, bool *prices)
{
	struct receipt_seen seen;
	TRY(check_receipt(c, json_get(request, "closed"), known, &seen));
	*prices = strcmp(seen.kind, "lot.screened") == 0;
	if (!*prices && strcmp(seen.kind, "lot.closed") != 0)
		return fail(c, E_BAD_REQUEST, "the receipt is of %s", seen.kind);
	if (strcmp(seen.centre, json_get_text(request, "centre", "")) != 0)
		return fail(c, E_BAD_REQUEST, "the receipt is of another centre");
	if (seen.at_ms < known->deadline_ms || (!seen.practice && c->now_ms < known->deadline_ms))
		return fail(c, E_WRONG_STATE, "the deadline is %s: no share is released before it",
		    moment_text(c, known->deadline_ms));
	*prices = *prices || !known->two_envelopes;
	return OK;
}

/* One bid that asks, and whether prices may be opened. */
struct asked {
	const struct json *request, *rescue;
	bool prices;
};

static enum err release_part(struct ctx *c, const struct asked *a, const struct json *part,
    const struct known *known, struct json *body)
{
	const char *text = json_get_text(part, "header", ""),
	           *name = json_get_text(part, "part", "");
	struct seal_header h;
	uint8_t share[SHARE_BYTES];
	TRY(seal_header_parse(c, text, strlen(text), &h));
	if (strcmp(h.centre, json_get_text(a->request, "centre", "")) != 0 ||
	    strcmp(h.lot, known->lot) != 0 ||
	    strcmp(h.party, json_get_text(a->rescue, "party", "")) != 0 ||
	    strcmp(h.part, name) != 0)
		return fail(c, E_SEALED_FOR_ANOTHER, "the header is of another bid");
	if (!a->prices && strcmp(h.part, SEAL_PART_DOCUMENTS) != 0)
		return fail(c, E_WRONG_STATE, "the first envelopes are not judged yet");
	TRY(seal_share_open(c, &h, known->key, known->certificate, share));
	const char *encoded = enc_base64(c->mem, share, SHARE_BYTES);
	json_put(body, h.part, json_text(c, encoded));
	OPENSSL_cleanse(share, sizeof(share));
	return OK;
}

/* The body of POST /api/lots/{lot}/shares: for a bid whose own tenderer asks, as the log proves. */
static enum err release(struct ctx *c, const struct asked *a, const struct known *known)
{
	const char *party = json_get_text(a->rescue, "party", "");
	const struct json *parts = json_get(a->rescue, "parts");
	struct json *body = json_object(c);
	struct receipt_seen seen;
	TRY(check_receipt(c, json_get(a->rescue, "request"), known, &seen));
	if (strcmp(seen.kind, "rescue.asked") != 0 || seen.party == NULL ||
	    strcmp(seen.party, party) != 0)
		return fail(c, E_BAD_REQUEST, "no receipt says that its tenderer asks");
	for (const struct json *p = parts != NULL ? parts->first : NULL; p != NULL; p = p->next)
		TRY(release_part(c, a, p, known, body));
	json_put(body, "party", json_text(c, party));
	fprintf(stderr, "heng: a share for %s %s, lot %s\n", party,
	    json_get_text(a->rescue, "name", ""), known->lot);
	puts(json_canonical(c, body));
	return OK;
}

/* Whether it waits for this custodian: the centre shows headers of those that do. */
static bool waits(const struct json *rescue, const char *party)
{
	return json_get(rescue, "request") != NULL &&
	       (party == NULL || strcmp(party, json_get_text(rescue, "party", "")) == 0);
}

/* One whose share cannot be opened holds up no other. */
static enum err release_all(
    struct ctx *c, const struct json *request, const struct known *known, const char *party)
{
	enum err all = OK;
	bool prices;
	TRY(check_closed(c, request, known, &prices));
	const struct json *list = json_get(request, "rescues");
	for (const struct json *r = list != NULL ? list->first : NULL; r != NULL; r = r->next) {
		const struct asked a = { request, r, prices };
		if (!waits(r, party))
			continue;
		enum err e = release(c, &a, known);
		if (e != OK)
			fprintf(stderr, "heng: no share for %s: %s (%s)\n",
			    json_get_text(r, "party", ""), err_name(e),
			    c->fault.detail != NULL ? c->fault.detail : "");
		all = e != OK ? e : all;
	}
	return all;
}

static enum err run(struct ctx *c, const struct custody_args *a, struct known *known)
{
	struct bytes text;
	struct json *request;
	TRY(moment_parse(c, "deadline", a->deadline, &known->deadline_ms));
	TRY(command_read(c, a->words[0], REQUEST_BYTES_MAX, &text));
	TRY(json_parse(c, (const char *)text.p, text.n, &request));
	TRY(command_keys(c, a->keys, &known->keys));
	known->lot = a->lot;
	known->two_envelopes = a->two_envelopes;
	TRY(command_certificate(c, a->words[1], &known->certificate));
	TRY(command_key(c, a->words[2], &known->key));
	return release_all(c, request, known, a->party);
}

int command_custody(int argc, char **argv)
{
	static const struct argp argp = { options, parse, "REQUEST CERTIFICATE KEY",
		"A custodian's shares of the keys of bids that ask for rescue.\v"
		"REQUEST is what GET /api/lots/LOT/rescues answers; CERTIFICATE and KEY are in "
		"PEM. "
		"Each line printed is the body of a POST /api/lots/LOT/shares. Nothing is printed "
		"unless the log proves that bidding has ended, and that the tenderer asks.",
		0, 0, 0 };
	struct custody_args a = { 0 };
	struct ctx c = command_ctx();
	struct known known = { 0 };
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	enum err e = run(&c, &a, &known);
	EVP_PKEY_free(known.key);
	int status = e == OK ? 0 : command_failed(&c, e);
	arena_free(c.mem);
	return status;
}
