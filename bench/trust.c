/* trust.c - certificates asked about for the first time, with a list of 10,000 revoked ones.
 *
 * heng-bench-trust: prints "name value" lines, the median of its rounds. A chain is two signatures:
 * the yardstick is how many of them the same key checks bare. */
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/median.h"
#include "command.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/trust/authority.h"
#include "core/trust/ca.h"
#include "core/trust/key.h"
#include "core/trust/signed_data.h"

#define ROUNDS 9
#define PEOPLE 64
#define REVOKED 10000
#define CENTRE "12660000MB2000005T"
#define NOW INT64_C(1772409600000) /* 2026-03-02 */
#define FILE_BYTES (1024L * 1024)
#define STATEMENT_BYTES 420

static struct ctx c;

static void must(enum err e)
{
	if (e == OK)
		return;
	fprintf(stderr, "%s: %s\n", err_name(e), c.fault.detail ? c.fault.detail : "");
	exit(1);
}

static struct bytes file(const char *path)
{
	char *text = arena_alloc(c.mem, FILE_BYTES);
	FILE *f = fopen(path, "re");
	size_t n = f != NULL ? fread(text, 1, FILE_BYTES - 1, f) : 0;
	if (n == 0)
		exit(1);
	fclose(f);
	text[n] = '\0';
	return (struct bytes){ (const uint8_t *)text, n };
}

static double median_us(int64_t us[ROUNDS])
{
	return (double)median(us, ROUNDS);
}

/* As the authority keeps them; the last one goes by its own way, which makes the list. */
static void revoke_many(const char *dir, const char *id)
{
	FILE *f = fopen(arena_printf(c.mem, "%s/%s/revoked", dir, id), "we");
	if (f == NULL)
		exit(1);
	for (int i = 1; i < REVOKED; i++)
		fprintf(f, "%032x %lld\n", i * 7919, (long long)NOW);
	fclose(f);
	must(ca_revoke(&c, dir, id, "1", NOW));
}

static double bare_us(enum key_kind kind)
{
	int64_t us[ROUNDS];
	const struct bytes data = { (const uint8_t *)"what a certificate says is about as long",
		40 };
	struct bytes signature;
	EVP_PKEY *key = key_make(kind);
	must(key_sign(&c, key, data, &signature));
	for (int r = 0; r < ROUNDS; r++) {
		int64_t from = moment_steady_us();
		for (int i = 0; i < PEOPLE; i++)
			if (!key_verifies(key, data, signature))
				exit(1);
		us[r] = moment_steady_us() - from;
	}
	EVP_PKEY_free(key);
	return median_us(us) / PEOPLE;
}

/* A signature with its certificate, by somebody who is known, as it comes with an act. */
static double signed_us(EVP_PKEY *key, struct trust *t, struct bytes x)
{
	static const uint8_t said[STATEMENT_BYTES];
	const struct bytes text = { said, sizeof(said) };
	struct trust_question q = { .use = USE_SIGN, .at_ms = NOW };
	struct certificate says;
	struct signed_data by;
	struct bytes signature;
	int64_t us[ROUNDS];
	must(signed_data_make(&c, key, x, text, &signature));
	for (int r = 0; r < ROUNDS; r++) {
		int64_t from = moment_steady_us();
		for (int i = 0; i < PEOPLE; i++) {
			must(signed_data_read(&c, signature, text, &by));
			q.der = by.certificate;
			q.by = &by;
			must(trust_check(&c, t, &q, &says, NULL));
		}
		us[r] = moment_steady_us() - from;
	}
	return median_us(us) / PEOPLE;
}

static void measure(const char *dir, const char *id, enum key_kind kind)
{
	struct bytes people[PEOPLE];
	int64_t us[ROUNDS];
	double with = 0;
	const struct ca_subject who = { "某公司", "91510700205412308D", NOW, NOW + DAY_MS };
	revoke_many(dir, id);
	for (int i = 0; i < PEOPLE; i++) {
		const char *out = arena_printf(c.mem, "%s/%s-%d", dir, id, i);
		must(ca_issue(&c, dir, id, &who, out));
		must(certificate_of_pem(
		    &c, file(arena_printf(c.mem, "%s/sign.pem", out)), &people[i]));
	}
	FILE *f = fopen(arena_printf(c.mem, "%s/%s-0/sign.key", dir, id), "re");
	EVP_PKEY *key = f != NULL ? PEM_read_PrivateKey(f, NULL, NULL, NULL) : NULL;
	if (key == NULL)
		exit(1);
	fclose(f);
	const struct bytes note = file(arena_printf(c.mem, "%s/list.note", dir)),
	                   keys = file(arena_printf(c.mem, "%s/list.keys", dir)),
	                   crl = file(arena_printf(c.mem, "%s/%s/ca.crl", dir, id));
	for (int r = 0; r < ROUNDS; r++) {
		struct trust *t;
		struct certificate x;
		must(trust_read(&c, (const char *)note.p, (const char *)keys.p, CENTRE, &t));
		must(trust_crl(&c, t, id, crl));
		int64_t from = moment_steady_us();
		for (int i = 0; i < PEOPLE; i++) {
			const struct trust_question q = { people[i], USE_SIGN, NOW, who.code,
				false };
			must(trust_check(&c, t, &q, &x, NULL));
		}
		us[r] = moment_steady_us() - from;
		if (r == ROUNDS - 1)
			with = signed_us(key, t, people[0]);
		trust_free(t);
	}
	EVP_PKEY_free(key);
	printf("%s_check_us %.1f\n%s_bare_us %.1f\n%s_signed_us %.1f\n", id, median_us(us) / PEOPLE,
	    id, bare_us(kind), id, with);
}

int main(void)
{
	char dir[] = "/tmp/heng-bench-trust-XXXXXX";
	c = (struct ctx){ .mem = arena_new(LIMIT_ARENA_BYTES * 8), .now_ms = NOW };
	if (mkdtemp(dir) == NULL)
		return 1;
	const char *ca = arena_printf(c.mem, "%s/ca", dir);
	must(ca_make(&c, ca, NOW, NULL));
	measure(ca, "p256", KEY_P256);
	measure(ca, "sm2", KEY_SM2);
	arena_free(c.mem);
	return remove_folder(dir) ? 0 : 1;
}
