/* signing_key.h - a certificate with the key that signs for it, wherever that lies (《电子签名法》
 * 第十三条: it is controlled by who signs alone).
 *
 * In PEM, in PKCS #12, or in a token behind a PKCS #11 module, which this program never links. A
 * key in a token is used where it is: each signature opens a session, logs in by the PIN and ends
 * both, so that a token may be pulled and put back at any time, and nobody else signs by a login
 * that was left open.
 */
#ifndef HENG_CORE_TRUST_SIGNING_KEY_H
#define HENG_CORE_TRUST_SIGNING_KEY_H

#include "core/trust/certificate.h"

#define TOKEN_KEYS_MAX 32 /* certificates of all tokens of a module */

struct evp_pkey_st;
struct token_module;

struct signing_key {
	struct bytes certificate; /* DER, in the arena it was opened with */
	struct certificate says;
	struct evp_pkey_st *key;     /* NULL: in a token */
	struct token_module *module; /* of that token; lent */
	bool wants_pin;              /* the token asks for it at each signature */
};

/* A pair of PEM texts; the key is not encrypted. BAD_CERTIFICATE, BAD_KEY, CERT_USE: it is not for
 * signatures. Ends with signing_key_end. */
enum err signing_key_of_pem(
    struct ctx *c, struct bytes certificate, struct bytes key, struct signing_key *out) CHECKED;
/* The same of a PKCS #12 file. BAD_PIN: the passphrase does not open it. */
enum err signing_key_of_p12(
    struct ctx *c, struct bytes p12, const char *passphrase, struct signing_key *out) CHECKED;
void signing_key_end(struct signing_key *k);

/* A module by the path of its file. NO_TOKEN: it is none. */
enum err token_module_open(struct ctx *c, const char *path, struct token_module **out) CHECKED;
void token_module_close(struct token_module *m);
/* The certificates for signatures (RSA, P-256) in the tokens that are there now; without a login
 * their keys are not seen. At most TOKEN_KEYS_MAX into `out`. NO_TOKEN, TOKEN. */
enum err token_keys(
    struct ctx *c, struct token_module *m, struct signing_key *out, size_t *n) CHECKED;

/* Signs a text into SignedData, and looks whether the certificate's key did. pin: NULL where none
 * is wanted; it stays the caller's to wipe. BAD_PIN, PIN_LOCKED, NO_TOKEN: token or key is gone,
 * BAD_SIGNATURE: the key is another certificate's, TOKEN. */
enum err signing_key_sign(struct ctx *c, const struct signing_key *k, const char *pin,
    struct bytes text, struct bytes *out) CHECKED;

#endif
