/* ca.h - practice authorities: five of them in a folder, with their trust list. Nobody outside a
 * practice centre takes what they issue.
 *
 *   DIR/list.note   the trust list, signed by the keys in DIR/list.keys
 *   DIR/ID/ca.crl   who is revoked by the authority ID (DER)
 *   DIR/ID/…        its keys and certificates
 *
 * The five: rsa (RSA-2048), p256, sm2 (two certificates a person: to sign, to seal), ending (P-256,
 * taken for CA_ENDING_DAYS more) and suspended (RSA, not taken now).
 */
#ifndef HENG_CORE_TRUST_CA_H
#define HENG_CORE_TRUST_CA_H

#include "core/trust/certificate.h"

#define CA_ENDING_DAYS 20
#define CA_CRL_DAYS 730 /* how long a list of revoked ones holds: a practice clock moves by weeks */
extern const char *const ca_ids[]; /* ends with NULL */

/* Makes all of it in a new folder. What the list says of addresses: lists of revoked ones are at
 * CRL/ID/ca.crl, and OCSP/ID is asked online; NULL: nothing. CONFLICT: it is there; STORE. */
struct ca_addresses {
	const char *crl, *ocsp;
};
enum err ca_make(
    struct ctx *c, const char *dir, int64_t at_ms, const struct ca_addresses *at) CHECKED;

struct ca_subject {
	const char *name, *code; /* code: NULL: none */
	int64_t from_ms, until_ms;
	bool
	    stamps; /* for timestamps and nothing else; not by SM2, which RFC 3161 in OpenSSL has not */
};
/* A new key and its certificate by that authority, as `sign.key`, `sign.pem` and, where the pair is
 * of two, `seal.key`, `seal.pem` in the folder `out`, which is made. NOT_FOUND, CONFLICT, STORE. */
enum err ca_issue(struct ctx *c, const char *dir, const char *authority,
    const struct ca_subject *subject, const char *out) CHECKED;
/* A certificate by the authority in DIR/ID for the key of a request (PKCS #10, PEM), which that key
 * has signed: RSA or P-256, and only to sign; of the request nothing else is taken. In `out`, which
 * is made, as `sign.pem`. BAD_REQUEST, BAD_SIGNATURE, NOT_FOUND, CONFLICT, STORE. */
enum err ca_certify(struct ctx *c, const char *home, const struct ca_subject *subject,
    struct bytes request, const char *out) CHECKED;
/* Revokes a certificate of that serial number (hex), and issues the list anew. */
enum err ca_revoke(struct ctx *c, const char *dir, const char *authority, const char *serial,
    int64_t at_ms) CHECKED;

#endif
