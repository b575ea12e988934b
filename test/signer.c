#include "test/signer.h"

#include <openssl/pem.h>
#include <stdio.h>
#include <unistd.h>

#include "app.h"
#include "core/base/moment.h"
#include "core/trust/ca.h"
#include "core/trust/certificate.h"
#include "core/trust/key.h"
#include "core/trust/signed_data.h"
#include "core/trust/trust_folder.h"
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

static struct test_signer open_pair(struct ctx *c, const char *path)
{
	struct test_signer s;
	CHECK_OK(c, certificate_of_pem(
	                c, test_file(c, arena_printf(c->mem, "%s.pem", path)), &s.certificate));
	FILE *f = fopen(arena_printf(c->mem, "%s.key", path), "re");
	assert_non_null(f);
	s.key = PEM_read_PrivateKey(f, NULL, NULL, NULL);
	fclose(f);
	assert_non_null(s.key);
	return s;
}

struct test_signer test_signer_open(struct ctx *c, const char *dir)
{
	return open_pair(c, arena_printf(c->mem, "%s/sign", dir));
}

struct test_signer test_sealer_open(struct ctx *c, const char *dir)
{
	const char *seal = arena_printf(c->mem, "%s/seal", dir);
	bool two = access(arena_printf(c->mem, "%s.key", seal), R_OK) == 0;
	return two ? open_pair(c, seal) : test_signer_open(c, dir);
}

void test_signer_close(const struct test_signer *s)
{
	EVP_PKEY_free(s->key);
}

void test_authorities(struct ctx *c, struct app *app, int64_t now_ms)
{
	CHECK_OK(c, ca_make(c, arena_printf(c->mem, "%s/trust", app->dir), now_ms, NULL));
	CHECK_OK(c, trust_folder_look(c, app->trust));
}

struct test_signer test_issue(
    struct ctx *c, const char *ca, const char *authority, const char *code, int64_t days)
{
	static int n;
	const struct ca_subject who = { "某公司", code, c->now_ms - DAY_MS,
		c->now_ms + days * DAY_MS };
	const char *out = arena_printf(c->mem, "%s/person-%d", ca, n++);
	CHECK_OK(c, ca_issue(c, ca, authority, &who, out));
	return test_signer_open(c, out);
}

struct bytes test_sign(struct ctx *c, const struct test_signer *s, const char *text)
{
	struct bytes out;
	const struct bytes data = { (const uint8_t *)text, strlen(text) };
	CHECK_OK(c, signed_data_make(c, s->key, s->certificate, data, &out));
	return out;
}
