/* authority.h - whose certificates a centre takes (网络共享数字证书: many authorities, one list).
 *
 * The trust list is data, signed as a note (C2SP signed-note) by whoever keeps it for all centres:
 *
 *   heng trust list 1
 *   {"authorities":[{"centres":[{"code"},…],"crl","from","id","intermediates":[{"der"},…],"name",
 *   "ocsp","roots":[{"der"},…],"state","until"},…],"issued","v":1}
 *
 * canonical JSON on one line: certificates in base64, crl and ocsp addresses, times in RFC 3339,
 * state "active" or "suspended"; no centres means all; crl, ocsp, until, centres and intermediates
 * may be missing. A certificate is taken when, at the moment asked about, it is valid, for that
 * use, by a chain to a root of an authority that is active for this centre, and not revoked.
 */
#ifndef HENG_CORE_TRUST_AUTHORITY_H
#define HENG_CORE_TRUST_AUTHORITY_H

#include "core/trust/certificate.h"

/* A list in memory, for all threads. Owned by whoever read it; freed with trust_free. */
struct trust;
/* Reads a list for the centre of that code; `keys` as note_check_text takes them. BAD_TRUST_LIST
 * with what does not hold. The list keeps no arena. */
enum err trust_read(struct ctx *c, const char *note, const char *keys, const char *centre,
    struct trust **out) CHECKED;
void trust_free(struct trust *t);
/* When it was issued. */
int64_t trust_issued_ms(const struct trust *t);

/* The id of the i-th authority; NULL: there are not so many. */
const char *trust_id(const struct trust *t, size_t i);
/* Where its list of revoked ones is fetched; NULL: the trust list does not say. */
const char *trust_crl_address(const struct trust *t, size_t i);

/* Gives an authority its list of revoked certificates (DER). It must be signed by a certificate of
 * that authority; an older one than is there is refused. BAD_CRL. */
enum err trust_crl(struct ctx *c, struct trust *t, const char *authority, struct bytes der) CHECKED;

/* A certificate whose authority is to be asked online (OCSP): those that trust_check found in
 * order, or unchecked, whose authority has an address for it, and of which no answer holds. */
struct trust_asking {
	struct bytes der;
	int64_t at_ms; /* when it acted, by the centre's clock */
	const char *url;
	struct bytes query;
};
/* Takes the next of them, into the arena; false: none waits. */
bool trust_next(struct ctx *c, struct trust *t, struct trust_asking *out);
/* What its authority answered; an older answer changes nothing. BAD_OCSP: it does not hold, is
 * over, or is of a time to come. */
enum err trust_answer(
    struct ctx *c, struct trust *t, const struct trust_asking *asked, struct bytes answer) CHECKED;
/* Takes over what authorities have answered to an older list: who is revoked stays so. */
void trust_inherit(struct trust *t, const struct trust *from);

/* What is asked of a certificate. */
struct signed_data;
struct trust_question {
	struct bytes der;
	enum key_use use;
	int64_t at_ms;
	const char *code; /* whose it must be, 统一社会信用代码; NULL: anybody's */
	bool
	    archived; /* a past act: a list of revoked ones that is out of date since is no reason */
	const struct signed_data *by; /* what its key must have signed; NULL: that is not asked */
};
/* Checks it, and what it signed, where that is asked. *out is what it says, but for until_ms, which
 * is until when it is taken: the authority's time may be over before. *authority (may be NULL): the
 * name of who issued it.
 *
 * BAD_CERTIFICATE, BAD_SIGNATURE, CERT_NOT_YET, CERT_EXPIRED, CERT_USE, CERT_AUTHORITY (no chain to
 * a root of the list), CERT_SUSPENDED (the authority, at that moment or for this centre),
 * CERT_REVOKED (at that moment, by its authority's list or answer), CERT_UNCHECKED (the list is not
 * here or out of date, and no answer holds), CERT_OTHER. A chain is verified once and remembered by
 * fingerprint, with the certificate as it was read. */
enum err trust_check(struct ctx *c, struct trust *t, const struct trust_question *q,
    struct certificate *out, const char **authority) CHECKED;

#endif
