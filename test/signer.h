/* signer.h - a certificate with its key, as heng ca issues them, for tests that sign. */
#ifndef HENG_TEST_SIGNER_H
#define HENG_TEST_SIGNER_H

#include "core/base/ctx.h"

struct app;

struct test_signer {
	struct bytes certificate; /* DER */
	void *key;
};
/* sign.pem and sign.key of that folder. */
struct test_signer test_signer_open(struct ctx *c, const char *dir);
/* What is sealed for them is opened by: seal.pem and seal.key where the pair is of two. */
struct test_signer test_sealer_open(struct ctx *c, const char *dir);
void test_signer_close(const struct test_signer *s);
/* The five authorities for that centre's folder, in force at once. */
void test_authorities(struct ctx *c, struct app *app, int64_t now_ms);
/* Somebody of one of them, from now for that many days. */
struct test_signer test_issue(
    struct ctx *c, const char *ca, const char *authority, const char *code, int64_t days);
/* SignedData over that text. */
struct bytes test_sign(struct ctx *c, const struct test_signer *s, const char *text);
/* A file of at most 64 KB, with a NUL behind it. */
struct bytes test_file(struct ctx *c, const char *path);

#endif
