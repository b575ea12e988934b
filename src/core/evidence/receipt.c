#include "core/evidence/receipt.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/evidence/note.h"

#define RECEIPT_VERSION 1
#define ENTRY_VERSION 1
#define WORD_BYTES_MAX 200
#define ANSWER_BEGINS "{\"receipt\":"
#define ANSWER_GOES_ON ",\"result\":"

struct check {
	struct ctx *c;
	const struct receipt_check *in;
	struct receipt_seen seen;
};

static enum err bad(struct check *k, const char *part, const char *fmt, ...) CHECKED PRINTF(3, 4);
static enum err bad(struct check *k, const char *part, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	const char *why = arena_vprintf(k->c->mem, fmt, ap);
	va_end(ap);
	return fail_at(k->c, E_BAD_REQUEST, part, NULL, "%s", why);
}

static void said(struct check *k, const char *fmt, ...) PRINTF(2, 3);
static void said(struct check *k, const char *fmt, ...)
{
	va_list ap;
	if (k->in->say == NULL)
		return;
	va_start(ap, fmt);
	k->in->say(k->in->arg, arena_vprintf(k->c->mem, fmt, ap));
	va_end(ap);
}

/* That an object has exactly these members, sorted as canonical JSON has them. */
static bool has_exactly(const struct json *o, const char *const *names)
{
	if (o == NULL || o->type != JSON_OBJECT)
		return false;
	const struct json *m = o->first;
	for (; m != NULL && *names != NULL; m = m->next)
		if (strcmp(m->name, *names++) != 0)
			return false;
	return m == NULL && *names == NULL;
}

/* The text if it is of visible ASCII, as ids, kinds and codes are; else NULL. */
static const char *word(const char *text)
{
	const char *at = text;
	while (at != NULL && *at > 0x20 && *at < 0x7F)
		at++;
	return at != text && *at == '\0' && at - text <= WORD_BYTES_MAX ? text : NULL;
}

/* That the text is, from byte `at` on, the canonical form of the receipt in it. */
static enum err check_canonical(
    struct check *k, struct bytes text, size_t at, const struct json *receipt, size_t *n)
{
	const char *want = json_canonical(k->c, receipt);
	size_t want_n = strlen(want), same = 0;
	if (want_n > RECEIPT_BYTES_MAX)
		return bad(k, "receipt", "it is longer than %zu bytes", RECEIPT_BYTES_MAX);
	while (same < want_n && at + same < text.n && text.p[at + same] == (uint8_t)want[same])
		same++;
	if (same < want_n)
		return bad(k, "receipt",
		    "byte %zu: not canonical JSON; keep a receipt as it was sent", at + same);
	*n = want_n;
	return OK;
}

/* The receipt within the text, and that nothing else is there but an act's result. */
static enum err take_receipt(struct check *k, struct bytes text, const struct json **out)
{
	static const char *const members[] = { "receipt", "result", NULL };
	struct json *tree;
	size_t n = 0;
	if (text.n > RECEIPT_FILE_BYTES_MAX)
		return bad(k, "receipt", "it is longer than %zu bytes", RECEIPT_FILE_BYTES_MAX);
	if (text.n > 0 && text.p[text.n - 1] == '\n')
		text.n--;
	if (json_parse(k->c, (const char *)text.p, text.n, &tree) != OK)
		return bad(k, "receipt", "%s", k->c->fault.detail);
	const struct json *within = json_get(tree, "receipt");
	if (within == NULL) {
		TRY(check_canonical(k, text, 0, tree, &n));
		if (n != text.n)
			return bad(k, "receipt", "byte %zu: there is more behind it", n);
		*out = tree;
		return OK;
	}
	const size_t begins = strlen(ANSWER_BEGINS), on = strlen(ANSWER_GOES_ON);
	if (!has_exactly(tree, members))
		return bad(k, "receipt", "an act's answer has receipt and result, in this order");
	if (within->type == JSON_NULL)
		return bad(k, "receipt", "the answer has none; GET /api/receipts/{place} has it");
	if (memcmp(text.p, ANSWER_BEGINS, begins) != 0)
		return bad(k, "receipt", "the answer does not begin with " ANSWER_BEGINS);
	TRY(check_canonical(k, text, begins, within, &n));
	if (text.n - begins - n < on || memcmp(text.p + begins + n, ANSWER_GOES_ON, on) != 0)
		return bad(k, "receipt", "behind it in the answer comes not " ANSWER_GOES_ON);
	k->seen.answer = true;
	*out = within;
	return OK;
}

static bool digests_are_well_formed(const struct json *digests)
{
	uint8_t raw[SHA256_BYTES];
	if (json_get_text(digests, "act", NULL) == NULL)
		return false;
	for (const struct json *d = digests->first; d != NULL; d = d->next)
		if (d->type != JSON_TEXT || !dec_hex(d->text, raw, sizeof(raw)))
			return false;
	return true;
}

static enum err check_entry(struct check *k, const struct json *entry)
{
	static const char *const real[] = { "at", "centre", "digests", "kind", "object", "party",
		"v", NULL };
	static const char *const practised[] = { "at", "centre", "digests", "kind", "object",
		"party", "practice", "v", NULL };
	struct receipt_seen *s = &k->seen;
	const struct json *practice = json_get(entry, "practice"),
	                  *party = json_get(entry, "party");
	if (!has_exactly(entry, practice != NULL ? practised : real))
		return bad(k, "entry",
		    "it has not exactly the members at, centre, digests, kind, object, party, v, "
		    "and practice in a practice centre");
	if (json_get_int(entry, "v", 0) != ENTRY_VERSION)
		return bad(k, "entry", "it is not of version %d", ENTRY_VERSION);
	if (practice != NULL && (practice->type != JSON_BOOL || !practice->b))
		return bad(k, "entry", "practice is true or not there");
	s->practice = practice != NULL;
	s->at_ms = json_get_int(entry, "at", -1);
	if (s->at_ms < 0 || s->at_ms > MOMENT_MAX_MS)
		return bad(k, "entry", "at is no moment in ms");
	s->centre = word(json_get_text(entry, "centre", NULL));
	s->kind = word(json_get_text(entry, "kind", NULL));
	s->object = word(json_get_text(entry, "object", NULL));
	s->party = word(json_get_text(entry, "party", NULL));
	if (s->centre == NULL || s->kind == NULL || s->object == NULL ||
	    (s->party == NULL && party->type != JSON_NULL))
		return bad(k, "entry",
		    "centre, kind, object and party are words of 1 to %d visible ASCII characters",
		    WORD_BYTES_MAX);
	if (!digests_are_well_formed(json_get(entry, "digests")))
		return bad(k, "entry", "digests are SHA-256 in hex, that of the act among them");
	said(k, "entry: canonical JSON of version %d, no member unknown", ENTRY_VERSION);
	return OK;
}

static enum err check_proof(struct check *k, const struct json *receipt, struct checkpoint *cp)
{
	struct hash commitment, leaf, path[MERKLE_PROOF_MAX];
	uint8_t salt[SHA256_BYTES];
	size_t n = 0;
	if (!dec_hex(json_get_text(receipt, "salt", NULL), salt, sizeof(salt)))
		return bad(k, "salt", "it is not 32 bytes in lower-case hex");
	evidence_leaf(salt, json_canonical(k->c, json_get(receipt, "entry")), &commitment, &leaf);
	said(k, "commitment: SHA-256 of salt and entry is %s",
	    enc_hex(k->c->mem, commitment.b, SHA256_BYTES));
	if (!evidence_proof(k->c, json_get(receipt, "proof"), path, &n))
		return bad(
		    k, "proof", "it is no list of at most %d hashes in base64", MERKLE_PROOF_MAX);
	if (!merkle_inclusion_holds((uint64_t)k->seen.place, cp->size, &leaf, &cp->root, path, n))
		return bad(k, "proof",
		    "salt, entry and proof do not lead from place %" PRId64
		    " to the root of the checkpoint of size %" PRIu64,
		    k->seen.place, cp->size);
	said(k,
	    "proof: %zu hashes lead from place %" PRId64
	    " to the root of the checkpoint of size %" PRIu64,
	    n, k->seen.place, cp->size);
	return OK;
}

/* That the keys are of this log, each there once, as many as signed, and that all of them did. */
static enum err check_signatures(
    struct check *k, const char *note, size_t signatures, const char *origin)
{
	const char *keys = k->in->keys;
	size_t origin_n = strlen(origin), n = 0;
	struct checkpoint cp;
	for (const char *at = keys, *end; *at != '\0'; at = end + 1, n++) {
		end = strchr(at, '\n');
		if (end == NULL)
			return bad(k, "keys", "the last line is not complete");
		if (strncmp(at, origin, origin_n) != 0 || at[origin_n] != '+')
			return bad(k, "keys", "line %zu is not a key of %s", n + 1, origin);
		if (strstr(end + 1, arena_copy(k->c->mem, at, (size_t)(end + 1 - at))) != NULL)
			return bad(k, "keys", "a key is there twice");
	}
	if (n != signatures)
		return bad(k, "keys", "%zu keys for a checkpoint of %zu signatures", n, signatures);
	if (note_check(k->c, note, keys, &cp) != OK)
		return bad(k, "checkpoint", "%s", k->c->fault.detail);
	said(k, "checkpoint: signed by all %zu keys given, and by no other", n);
	k->seen.trusted = true;
	return OK;
}

static enum err check_receipt(struct check *k, struct bytes text)
{
	static const char *const members[] = { "checkpoint", "entry", "place", "proof", "salt", "v",
		NULL };
	const struct json *receipt = NULL;
	struct checkpoint cp;
	size_t signatures;
	TRY(take_receipt(k, text, &receipt));
	if (!has_exactly(receipt, members))
		return bad(k, "receipt",
		    "it has not exactly the members checkpoint, entry, place, proof, salt, v");
	if (json_get_int(receipt, "v", 0) != RECEIPT_VERSION)
		return bad(k, "receipt", "it is not of version %d", RECEIPT_VERSION);
	k->seen.place = json_get_int(receipt, "place", -1);
	if (k->seen.place < 0)
		return bad(k, "receipt", "place is no number from 0 on");
	said(k, "receipt: canonical JSON of version %d, no member unknown", RECEIPT_VERSION);
	TRY(check_entry(k, json_get(receipt, "entry")));
	const char *note = json_get_text(receipt, "checkpoint", NULL);
	if (note == NULL || note_read(k->c, note, &cp, &signatures) != OK)
		return bad(k, "checkpoint", "%s", note ? k->c->fault.detail : "it is no text");
	k->seen.size = cp.size;
	k->seen.origin = word(cp.origin);
	if (k->seen.origin == NULL || strchr(cp.origin, '+') != NULL)
		return bad(k, "checkpoint", "its first line is no name of a log");
	TRY(check_proof(k, receipt, &cp));
	return k->in->keys == NULL ? OK : check_signatures(k, note, signatures, cp.origin);
}

enum err receipt_check(
    struct ctx *c, struct bytes text, const struct receipt_check *in, struct receipt_seen *out)
{
	struct check k = { .c = c, .in = in };
	TRY(check_receipt(&k, text));
	*out = k.seen;
	return OK;
}
