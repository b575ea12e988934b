#include "bench/sign.h"

#include <openssl/pem.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/code.h"
#include "core/base/moment.h"
#include "core/trust/ca.h"
#include "core/trust/key.h"
#include "core/trust/signed_data.h"

#define STATEMENT_BYTES 420
#define MEASURED_US 1000000
#define THREADS_MAX 64

static const char *trust_of(struct centre_run *b)
{
	return arena_printf(b->c.mem, "%s/trust", b->dir);
}

void bench_authorities(struct centre_run *b)
{
	bench_check(&b->c, ca_make(&b->c, trust_of(b), b->c.now_ms - DAY_MS, NULL));
}

/* A code whose check holds. */
static const char *code_of(struct ctx *c, unsigned n)
{
	static const char check[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	for (size_t i = 0; check[i] != '\0'; i++) {
		const char *code = arena_printf(c->mem, "91510700%09u%c", n, check[i]);
		if (code_uscc_check(c, "code", code) == OK)
			return code;
	}
	exit(1);
}

static FILE *opened(const char *path)
{
	FILE *f = fopen(path, "re");
	if (f == NULL)
		exit(1);
	return f;
}

struct bench_signer bench_issue(struct centre_run *b, const char *kind, unsigned n)
{
	struct ctx *c = &b->c;
	const char *out = arena_printf(c->mem, "%s/person-%u", b->dir, n);
	struct bench_signer s = { .code = code_of(c, n) };
	const struct ca_subject who = { "x", s.code, c->now_ms - DAY_MS, c->now_ms + 365 * DAY_MS };
	char pem[8192];
	bench_check(c, ca_issue(c, trust_of(b), kind, &who, out));
	FILE *f = opened(arena_printf(c->mem, "%s/sign.pem", out));
	size_t length = fread(pem, 1, sizeof(pem), f);
	fclose(f);
	bench_check(c,
	    certificate_of_pem(c, (struct bytes){ (const uint8_t *)pem, length }, &s.certificate));
	f = opened(arena_printf(c->mem, "%s/sign.key", out));
	s.key = PEM_read_PrivateKey(f, NULL, NULL, NULL);
	fclose(f);
	return s;
}

const char *bench_signature(struct centre_run *b, const struct bench_signer *s, const char *lot,
    const char *party, struct bytes container)
{
	struct ctx *c = &b->c;
	uint8_t digest[SHA256_BYTES];
	struct bytes signature;
	sha256(container.p, container.n, digest);
	const char *text = arena_printf(c->mem,
	    "{\"centre\":\"%s\",\"expires\":\"%s\",\"nonce\":\"%064d\",\"object\":\"%s\","
	    "\"origin\":\"http://x\",\"party\":\"%s\",\"purpose\":\"bid\","
	    "\"shown\":{\"form\":\"%s\"},\"v\":1}",
	    b->app->centre.code, moment_text(c, c->now_ms + DAY_MS / 2), 1, lot, party,
	    enc_hex(c->mem, digest, sizeof(digest)));
	bench_check(c, signed_data_make(c, s->key, s->certificate,
	                   (struct bytes){ (const uint8_t *)text, strlen(text) }, &signature));
	return arena_printf(c->mem, ",\"signature\":{\"statement\":%s,\"value\":\"%s\"}",
	    json_canonical(c, json_text(c, text)), enc_base64(c->mem, signature.p, signature.n));
}

struct verifier {
	EVP_PKEY *key;
	struct bytes text, signature;
	double rate;
};

static void *verify(void *arg)
{
	struct verifier *v = arg;
	int64_t from = moment_steady_us(), us = 0;
	long n = 0;
	for (; us < MEASURED_US; us = moment_steady_us() - from)
		for (int i = 0; i < 32; i++, n++)
			if (!key_verifies(v->key, v->text, v->signature))
				exit(1);
	v->rate = (double)n * 1e6 / (double)us;
	return NULL;
}

double bench_verified(const char *kind)
{
	struct ctx c = { .mem = arena_new(1 << 20) };
	static const uint8_t said[STATEMENT_BYTES];
	struct verifier v = { .key = key_make(strcmp(kind, "sm2") == 0 ? KEY_SM2 : KEY_P256),
		.text = { said, sizeof(said) } };
	struct verifier each[THREADS_MAX];
	pthread_t threads[THREADS_MAX];
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	double sum = 0;
	cores = cores > THREADS_MAX ? THREADS_MAX : cores;
	bench_check(&c, key_sign(&c, v.key, v.text, &v.signature));
	for (long i = 0; i < cores; i++) {
		each[i] = v;
		if (pthread_create(&threads[i], NULL, verify, &each[i]) != 0)
			exit(1);
	}
	for (long i = 0; i < cores; i++) {
		pthread_join(threads[i], NULL);
		sum += each[i].rate;
	}
	EVP_PKEY_free(v.key);
	arena_free(c.mem);
	return sum;
}
