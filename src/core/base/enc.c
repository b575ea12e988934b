#include "core/base/enc.h"

#include <assert.h>
#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

char *enc_hex(struct arena *mem, const void *p, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *from = p;
	char *out = arena_alloc(mem, 2 * n + 1);
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[from[i] >> 4];
		out[2 * i + 1] = digits[from[i] & 15];
	}
	return out;
}

static uint8_t hex_value(char ch)
{
	return (uint8_t)(ch <= '9' ? ch - '0' : ch - 'a' + 10);
}

bool dec_hex(const char *text, void *out, size_t n)
{
	uint8_t *to = out;
	if (text == NULL || strspn(text, "0123456789abcdef") != 2 * n || text[2 * n] != '\0')
		return false;
	for (size_t i = 0; i < n; i++)
		to[i] = (uint8_t)(hex_value(text[2 * i]) << 4 | hex_value(text[2 * i + 1]));
	return true;
}

char *enc_base64(struct arena *mem, const void *p, size_t n)
{
	/* OpenSSL counts in int; inputs are far smaller, see limits.h */
	assert(n <= INT_MAX / 2);
	char *out = arena_alloc(mem, (n + 2) / 3 * 4 + 1);
	EVP_EncodeBlock((unsigned char *)out, p, (int)n);
	return out;
}

bool dec_base64(struct arena *mem, const char *text, struct bytes *out)
{
	size_t chars = text == NULL ? 1 : strlen(text);
	if (chars % 4 != 0 || chars > INT_MAX / 2)
		return false;
	size_t padding = 0;
	while (padding < 2 && padding < chars && text[chars - 1 - padding] == '=')
		padding++;
	uint8_t *p = arena_alloc(mem, chars / 4 * 3);
	/* it skips spaces and takes any last bits, so the way back decides */
	int got = EVP_DecodeBlock(p, (const unsigned char *)text, (int)chars);
	if (got < 0 || (size_t)got != chars / 4 * 3)
		return false;
	size_t n = (size_t)got - padding;
	if (strcmp(enc_base64(mem, p, n), text) != 0)
		return false;
	*out = (struct bytes){ p, n };
	return true;
}

/* What a thread keeps for its digests. The key is there for its destructor, which frees all this
 * when the thread ends. */
struct kept {
	EVP_MD_CTX *ctx;
	pthread_key_t key;
};

static void kept_free(void *p)
{
	struct kept *k = p;
	EVP_MD_CTX_free(k->ctx);
	pthread_key_delete(k->key);
	free(k);
}

static struct kept *kept_new(void)
{
	struct kept *k = malloc(sizeof(*k));
	assert(k != NULL);
	EVP_MD *md = EVP_MD_fetch(NULL, "SHA256", NULL);
	k->ctx = EVP_MD_CTX_new();
	int ok = md != NULL && k->ctx != NULL && EVP_DigestInit_ex2(k->ctx, md, NULL) == 1;
	assert(ok);
	EVP_MD_free(md); /* the context holds it */
	int failed = pthread_key_create(&k->key, kept_free);
	assert(failed == 0);
	failed = pthread_setspecific(k->key, k);
	assert(failed == 0);
	return k;
}

/* The thread's context, begun anew: fetching and making one costs more than a short digest. */
static EVP_MD_CTX *thread_context(void)
{
	static _Thread_local struct kept *kept;
	if (kept == NULL)
		kept = kept_new();
	int ok = EVP_DigestInit_ex2(kept->ctx, NULL, NULL);
	assert(ok == 1);
	return kept->ctx;
}

static void add(EVP_MD_CTX *ctx, const void *p, size_t n)
{
	int ok = EVP_DigestUpdate(ctx, p, n);
	assert(ok == 1);
}

static void end(EVP_MD_CTX *ctx, uint8_t out[SHA256_BYTES])
{
	unsigned n;
	int ok = EVP_DigestFinal_ex(ctx, out, &n);
	assert(ok == 1 && n == SHA256_BYTES);
}

void sha256(const void *p, size_t n, uint8_t out[SHA256_BYTES])
{
	EVP_MD_CTX *ctx = thread_context();
	add(ctx, p, n);
	end(ctx, out);
}

char *sha256_text(struct arena *mem, const char *text)
{
	uint8_t digest[SHA256_BYTES];
	sha256(text, strlen(text), digest);
	return enc_hex(mem, digest, sizeof(digest));
}

void sha256_pieces(const struct bytes *pieces, size_t count, uint8_t out[SHA256_BYTES])
{
	EVP_MD_CTX *ctx = thread_context();
	for (size_t i = 0; i < count; i++)
		add(ctx, pieces[i].p, pieces[i].n);
	end(ctx, out);
}

struct sha256_run {
	EVP_MD_CTX *ctx;
};

struct sha256_run *sha256_start(void)
{
	struct sha256_run *r = malloc(sizeof(*r));
	assert(r != NULL);
	r->ctx = EVP_MD_CTX_new();
	int ok = r->ctx != NULL && EVP_DigestInit_ex2(r->ctx, EVP_sha256(), NULL) == 1;
	assert(ok);
	return r;
}

void sha256_add(struct sha256_run *r, const void *p, size_t n)
{
	add(r->ctx, p, n);
}

void sha256_end(struct sha256_run *r, uint8_t out[SHA256_BYTES])
{
	if (out != NULL)
		end(r->ctx, out);
	EVP_MD_CTX_free(r->ctx);
	free(r);
}

bool same_bytes(const void *a, const void *b, size_t n)
{
	return CRYPTO_memcmp(a, b, n) == 0;
}

bool text_is_utf8(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;
	while (*p != 0) {
		int more = *p < 0x80                 ? 0
		           : *p >= 0xC2 && *p < 0xE0 ? 1
		           : *p >= 0xE0 && *p < 0xF0 ? 2
		           : *p >= 0xF0 && *p < 0xF5 ? 3
		                                     : -1;
		if (more < 0 || (*p == 0xE0 && p[1] < 0xA0) || (*p == 0xED && p[1] >= 0xA0) ||
		    (*p == 0xF0 && p[1] < 0x90) || (*p == 0xF4 && p[1] >= 0x90))
			return false;
		for (p++; more > 0; more--, p++)
			if ((*p & 0xC0) != 0x80)
				return false;
	}
	return true;
}
