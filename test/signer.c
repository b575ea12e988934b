#include "test/signer.h"

#include <openssl/pem.h>
#include <stdio.h>

#include "core/trust/certificate.h"
#include "core/trust/key.h"
#include "test/unit.h"

struct bytes test_file(struct ctx *c, const char *path)
{
	const size_t most = 64 * 1024;
	char *p = arena_alloc(c->mem, most);
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	size_t n = fread(p, 1, most - 1, f);
	fclose(f);
	p[n] = '\0';
	return (struct bytes){ (const uint8_t *)p, n };
}

struct test_signer test_signer_open(struct ctx *c, const char *dir)
{
	struct test_signer s;
	CHECK_OK(c, certificate_of_pem(
	                c, test_file(c, arena_printf(c->mem, "%s/sign.pem", dir)), &s.certificate));
	FILE *f = fopen(arena_printf(c->mem, "%s/sign.key", dir), "re");
	assert_non_null(f);
	s.key = PEM_read_PrivateKey(f, NULL, NULL, NULL);
	fclose(f);
	assert_non_null(s.key);
	return s;
}

void test_signer_close(const struct test_signer *s)
{
	EVP_PKEY_free(s->key);
}

struct bytes test_sign(struct ctx *c, const struct test_signer *s, struct bytes data)
{
	struct bytes out;
	CHECK_OK(c, key_sign(c, s->key, data, &out));
	return out;
}
