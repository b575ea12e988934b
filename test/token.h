/* token.h - a token in software (SoftHSM2) for tests, in a folder of its own. */
#ifndef HENG_TEST_TOKEN_H
#define HENG_TEST_TOKEN_H

#include "core/base/ctx.h"

#define TOKEN_MODULE "/usr/lib/softhsm/libsofthsm2.so"
#define TOKEN_PIN "123456"

/* A new token in DIR/tokens, which modules that are opened from now on find; `more`: lines of the
 * module's configuration. */
void test_token(struct ctx *c, const char *dir, const char *more);
/* Puts a pair of PEM files into it under that id (hex), either may be NULL. */
void test_token_put(
    struct ctx *c, const char *dir, const char *id, const char *certificate, const char *key);

#endif
