/* scenario_sign.c - the verbs of a scenario that issue certificates, sign and open by them. */
#include <stdlib.h>
#include <string.h>

#include "core/base/enc.h"
#include "core/base/json.h"
#include "core/base/moment.h"
#include "core/evidence/timestamp.h"
#include "core/trust/ca.h"
#include "test/scenario_run.h"

void do_certificate(struct run *run, char *rest)
{
	char *save = NULL, *name = strtok_r(rest, " ", &save),
	     *authority = strtok_r(NULL, " ", &save), *code = strtok_r(NULL, " ", &save);
	if (run->signer_count == SIGNERS_MAX) {
		wrong(run, "more than %d certificates", SIGNERS_MAX);
		return;
	}
	run->c.now_ms = run->now_ms;
	run->signers[run->signer_count] =
	    test_issue(&run->c, arena_printf(run->c.mem, "%s/trust", run->dir), authority, code,
	        strtol(save, NULL, 10));
	set(run, arena_printf(run->c.mem, "certificate.%s", name),
	    arena_printf(run->c.mem, "%zu", run->signer_count++));
}

/* The signer of that name; NULL: none. */
static const struct test_signer *signer_of(struct run *run, const char *name)
{
	const char *at = get(run, arena_printf(run->c.mem, "certificate.%s", name));
	return at != NULL ? &run->signers[strtoul(at, NULL, 10)] : NULL;
}

void do_custodian(struct run *run, char *rest)
{
	char *save = NULL, *name = strtok_r(rest, " ", &save),
	     *authority = strtok_r(NULL, " ", &save), *code = strtok_r(NULL, " ", &save);
	const struct ca_subject who = { "保管人", code, run->now_ms - DAY_MS,
		run->now_ms + 400 * DAY_MS };
	const char *ca = arena_printf(run->c.mem, "%s/trust", run->dir),
	           *out = arena_printf(run->c.mem, "%s/custodian-%zu", ca, run->signer_count);
	if (run->signer_count == SIGNERS_MAX || ca_issue(&run->c, ca, authority, &who, out) != OK) {
		wrong(run, "no certificate for %s", name);
		return;
	}
	struct test_signer *s = &run->signers[run->signer_count];
	*s = test_sealer_open(&run->c, out);
	set(run, arena_printf(run->c.mem, "certificate.%s", name),
	    arena_printf(run->c.mem, "%zu", run->signer_count++));
	set(run, arena_printf(run->c.mem, "%s.seal", name),
	    enc_base64(run->c.mem, s->certificate.p, s->certificate.n));
}

enum err share_out(struct run *run, struct seal_header *h, const uint8_t *key)
{
	const char *said = get(run, "CUSTODY");
	struct bytes certificates[SHARES_MAX];
	struct seal_for to = { .custodians = certificates };
	if (said == NULL || *said == '\0')
		return OK;
	char *save = NULL, *list = arena_text(run->c.mem, said);
	to.threshold = strtol(strtok_r(list, " ", &save), NULL, 10);
	for (char *name; (name = strtok_r(NULL, " ", &save)) != NULL;)
		if (to.custodian_count < SHARES_MAX)
			certificates[to.custodian_count++] = signer_of(run, name)->certificate;
	TRY(seal_share_out(&run->c, h, key, &to));
	const char *misfit = get(run, "MISFIT");
	if (misfit != NULL && *misfit != '\0')
		h->custody.shares[to.custodian_count - 1].digest[0] ^= 1;
	return OK;
}

void do_share(struct run *run, char *rest)
{
	char *save = NULL, *name = strtok_r(rest, " ", &save), *who = strtok_r(NULL, " ", &save);
	const struct test_signer *s = signer_of(run, who);
	struct seal_header h;
	uint8_t share[SHARE_BYTES];
	if (s == NULL || seal_header_parse(&run->c, save, strlen(save), &h) != OK ||
	    seal_share_open(&run->c, &h, s->key, s->certificate, share) != OK) {
		wrong(run, "%s has no share in %s: %s", who, save, run->c.fault.detail);
		return;
	}
	set(run, name, enc_base64(run->c.mem, share, sizeof(share)));
}

void do_sign(struct run *run, char *rest)
{
	char *save = NULL, *name = strtok_r(rest, " ", &save), *who = strtok_r(NULL, " ", &save);
	const struct test_signer *by = signer_of(run, who);
	struct json *tree;
	if (by == NULL || json_parse(&run->c, save, strlen(save), &tree) != OK) {
		wrong(run, "no certificate %s, or no JSON: %s", who, save);
		return;
	}
	const char *text = json_canonical(&run->c, tree);
	struct bytes s = test_sign(&run->c, by, text);
	const char *quoted = json_canonical(&run->c, json_text(&run->c, text));
	set(run, name, enc_base64(run->c.mem, s.p, s.n));
	set(run, arena_printf(run->c.mem, "%s.statement", name),
	    arena_printf(run->c.mem, "%.*s", (int)strlen(quoted) - 2, quoted + 1));
}

/* By somebody new each time. */
static enum err stamp(struct run *run, const char *authority, struct bytes signature, int64_t at_ms,
    struct bytes *out)
{
	struct ctx *c = &run->c;
	static const uint8_t nonce[TIMESTAMP_NONCE_BYTES] = { 1 };
	const struct ca_subject who = { "时间戳服务机构", NULL, run->now_ms - 2 * DAY_MS,
		run->now_ms + 400 * DAY_MS, true };
	const char *ca = arena_printf(c->mem, "%s/trust", run->dir),
	           *dir = arena_printf(c->mem, "%s/tsa-%zu", ca, run->stamp_count++);
	uint8_t digest[SHA256_BYTES];
	struct bytes query, response;
	sha256(signature.p, signature.n, digest);
	TRY(ca_issue(c, ca, authority, &who, dir));
	const struct test_signer s = test_signer_open(c, dir);
	const unsigned char *p = s.certificate.p;
	X509 *x = d2i_X509(NULL, &p, (long)s.certificate.n);
	enum err e = timestamp_query(c, digest, nonce, &query);
	if (e == OK)
		e = timestamp_answer(c, x, s.key, at_ms, query, &response);
	if (e == OK)
		e = timestamp_answered(c, response, query, out);
	X509_free(x);
	test_signer_close(&s);
	return e;
}

void do_stamp(struct run *run, char *rest)
{
	char *save = NULL, *name = strtok_r(rest, " ", &save),
	     *authority = strtok_r(NULL, " ", &save), *signature = strtok_r(NULL, " ", &save);
	const int64_t at_ms = run->now_ms + strtol(save, NULL, 10) * SECOND_MS;
	struct bytes value, token;
	if (!dec_base64(run->c.mem, signature, &value) ||
	    stamp(run, authority, value, at_ms, &token) != OK) {
		wrong(run, "no timestamp by %s: %s", authority, run->c.fault.detail);
		return;
	}
	set(run, name, enc_base64(run->c.mem, token.p, token.n));
}
