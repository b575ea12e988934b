/* custody.c - who can open a container beside who made it: shares of its key in the header. */
#include <inttypes.h>
#include <openssl/crypto.h>
#include <string.h>

#include "core/base/json.h"
#include "core/trust/seal_header.h"
#include "core/trust/wrap.h"

/* Ties a share to its container: SHA-256("heng share 1\n" || the place that the header binds). */
static void context_of(struct ctx *c, const struct seal_header *h, uint8_t out[SHA256_BYTES])
{
	static const char label[] = "heng share 1\n";
	struct json *o = json_object(c);
	json_put(o, "centre", json_text(c, h->centre));
	json_put(o, "commitment", json_text(c, enc_hex(c->mem, h->commitment, SHA256_BYTES)));
	json_put(o, "lot", json_text(c, h->lot));
	json_put(o, "part", json_text(c, h->part));
	json_put(o, "party", json_text(c, h->party));
	const char *text = json_canonical(c, o);
	const struct bytes pieces[] = { { (const uint8_t *)label, sizeof(label) - 1 },
		{ (const uint8_t *)text, strlen(text) } };
	sha256_pieces(pieces, 2, out);
}

/* The k of a key that nobody has a share of makes no difference to share 0. */
static size_t threshold_of(const struct seal_header *h)
{
	return h->custody.n > 0 ? (size_t)h->custody.threshold : SHARES_LEAST;
}

static enum err wrap_share(struct ctx *c, const struct seal_header *h, const uint8_t *key,
    size_t number, struct bytes certificate, struct sealed_share *out)
{
	uint8_t context[SHA256_BYTES], share[SHARE_BYTES];
	context_of(c, h, context);
	share_make(key, context, threshold_of(h), number, share);
	sha256(share, SHARE_BYTES, out->digest);
	sha256(certificate.p, certificate.n, out->certificate);
	enum err e = wrap_make(c, certificate, (struct bytes){ share, SHARE_BYTES }, &out->wrapped);
	OPENSSL_cleanse(share, sizeof(share));
	return e;
}

enum err seal_share_out(struct ctx *c, struct seal_header *h, const uint8_t key[SEAL_KEY_BYTES],
    const struct seal_for *to)
{
	const char *wrong = seal_header_wrong(c, h);
	if (wrong != NULL)
		return fail_at(c, E_BAD_FIELD, wrong, NULL, "no container can be made for this");
	if (to->custodian_count > SHARES_MAX || to->recipient_count > SEAL_RECIPIENTS ||
	    (to->custodian_count > 0 &&
	        (to->threshold < SHARES_LEAST || to->threshold > (int64_t)to->custodian_count)))
		return fail(c, E_BAD_FIELD, "%" PRId64 " of %zu custodians; %d to %d of up to %d",
		    to->threshold, to->custodian_count, SHARES_LEAST, SHARES_MAX, SHARES_MAX);
	seal_commit(key, h->commitment);
	h->custody.threshold = to->custodian_count > 0 ? to->threshold : 0;
	h->custody.n = to->custodian_count;
	h->recipient_count = to->recipient_count;
	for (size_t i = 0; i < to->custodian_count; i++)
		TRY(wrap_share(c, h, key, i + 1, to->custodians[i], &h->custody.shares[i]));
	for (size_t i = 0; i < to->recipient_count; i++)
		TRY(wrap_share(c, h, key, 0, to->recipients[i], &h->recipients[i]));
	return OK;
}

static enum err check_context(
    struct ctx *c, const struct seal_header *h, const uint8_t share[SHARE_BYTES])
{
	uint8_t context[SHA256_BYTES];
	context_of(c, h, context);
	return same_bytes(context, share + 1 + SHARE_KEY_BYTES, SHA256_BYTES)
	           ? OK
	           : fail(c, E_BAD_SHARE, "it is a share of another container");
}

enum err seal_share_check(
    struct ctx *c, const struct seal_header *h, const uint8_t share[SHARE_BYTES])
{
	uint8_t digest[SHA256_BYTES];
	size_t number = share[0];
	if (number == 0 || number > h->custody.n)
		return fail(c, E_BAD_SHARE, "share %zu of %zu", number, h->custody.n);
	TRY(check_context(c, h, share));
	sha256(share, SHARE_BYTES, digest);
	return same_bytes(digest, h->custody.shares[number - 1].digest, SHA256_BYTES)
	           ? OK
	           : fail(c, E_BAD_SHARE, "share %zu is not the one that the container names",
	                 number);
}

/* A recipient has the key itself, which the commitment tells. */
static enum err check_alone(
    struct ctx *c, const struct seal_header *h, const uint8_t share[SHARE_BYTES])
{
	uint8_t commitment[SHA256_BYTES];
	TRY(check_context(c, h, share));
	seal_commit(share + 1, commitment);
	return share[0] == 0 && same_bytes(commitment, h->commitment, SHA256_BYTES)
	           ? OK
	           : fail(c, E_BAD_SHARE, "it is not the key that the container commits to");
}

/* NULL: nothing is wrapped for that certificate. */
static const struct sealed_share *share_for(
    const struct sealed_share *list, size_t n, const uint8_t *certificate)
{
	for (size_t i = 0; i < n; i++)
		if (memcmp(list[i].certificate, certificate, SHA256_BYTES) == 0)
			return &list[i];
	return NULL;
}

enum err seal_share_open(struct ctx *c, const struct seal_header *h, struct evp_pkey_st *key,
    struct bytes certificate, uint8_t out[SHARE_BYTES])
{
	uint8_t fingerprint[SHA256_BYTES];
	struct bytes plain;
	sha256(certificate.p, certificate.n, fingerprint);
	const struct sealed_share *s = share_for(h->custody.shares, h->custody.n, fingerprint),
	                          *alone =
	                              share_for(h->recipients, h->recipient_count, fingerprint);
	if (s == NULL && alone == NULL)
		return fail(c, E_NOT_FOUND, "no share is wrapped for this certificate");
	TRY(wrap_open(c, key, certificate, (s != NULL ? s : alone)->wrapped, &plain));
	enum err e =
	    plain.n != SHARE_BYTES || (s != NULL && plain.p[0] != s - h->custody.shares + 1)
	        ? fail(c, E_BAD_SHARE, "what is wrapped is not its share")
	    : s != NULL ? seal_share_check(c, h, plain.p)
	                : check_alone(c, h, plain.p);
	if (e == OK)
		memcpy(out, plain.p, SHARE_BYTES);
	OPENSSL_cleanse((void *)plain.p, plain.n);
	return e;
}

enum err seal_key_of_shares(struct ctx *c, const struct seal_header *h,
    const uint8_t (*shares)[SHARE_BYTES], size_t n, uint8_t key[SEAL_KEY_BYTES])
{
	uint8_t commitment[SHA256_BYTES];
	if (h->custody.n == 0 || (int64_t)n < h->custody.threshold ||
	    !share_combine(shares, (size_t)h->custody.threshold, key))
		return fail(c, E_BAD_SHARE, "%" PRId64 " different shares are needed",
		    h->custody.threshold);
	seal_commit(key, commitment);
	/* where one share does not fit no shares open it, so that it matters not which are here */
	return same_bytes(commitment, h->commitment, SHA256_BYTES) && seal_shares_hold(c, h, key)
	           ? OK
	           : fail(c, E_BAD_KEY, "the shares give another key than the container's");
}

bool seal_shares_hold(struct ctx *c, const struct seal_header *h, const uint8_t key[SEAL_KEY_BYTES])
{
	uint8_t context[SHA256_BYTES], share[SHARE_BYTES], digest[SHA256_BYTES];
	bool hold = true;
	context_of(c, h, context);
	for (size_t i = 0; i < h->custody.n; i++) {
		share_make(key, context, threshold_of(h), i + 1, share);
		sha256(share, SHARE_BYTES, digest);
		hold = same_bytes(digest, h->custody.shares[i].digest, SHA256_BYTES) && hold;
	}
	OPENSSL_cleanse(share, sizeof(share));
	return hold;
}
