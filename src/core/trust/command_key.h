/* command_key.h - certificates and keys from files, for subcommands. Keys in PEM are not encrypted;
 * what was read of one is wiped. Faults stand at the file's path. STORE, TOO_LARGE. */
#ifndef HENG_CORE_TRUST_COMMAND_KEY_H
#define HENG_CORE_TRUST_COMMAND_KEY_H

#include "core/trust/signing_key.h"

/* DER, in the arena. BAD_CERTIFICATE. */
enum err command_certificate(struct ctx *c, const char *path, struct bytes *out) CHECKED;
/* The caller's to free. BAD_KEY. */
enum err command_key(struct ctx *c, const char *path, struct evp_pkey_st **out) CHECKED;
/* signing_key_of_pem. */
enum err command_signing_pem(
    struct ctx *c, const char *certificate, const char *key, struct signing_key *out) CHECKED;
/* signing_key_of_p12; the passphrase is the first line of `secret`, or, NULL, typed. */
enum err command_signing_p12(
    struct ctx *c, const char *path, const char *secret, struct signing_key *out) CHECKED;

#endif
