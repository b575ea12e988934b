/* stamp.h - electronic stamps (电子印章) and what is stamped with them (电子签章), as GB/T 38540-2020
 * is understood here: docs/stamp-format.md says all of it, for another implementation.
 *
 * A stamp is a picture and the certificates of those who may use it, signed by who made it. A
 * stamping names a file by its digest, holds the whole stamp, and is signed by one of those. SM2
 * with SM3, RSA and P-256 with SHA-256. DER to the byte; what is read points into what was given.
 * All of it is pure. Whether an authority is to be trusted is the caller's to ask (trust_check).
 */
#ifndef HENG_CORE_STAMP_STAMP_H
#define HENG_CORE_STAMP_STAMP_H

#include "core/trust/certificate.h"

struct evp_pkey_st;

#define STAMP_CERTIFICATES_MAX 32
#define STAMP_MM_MAX 100 /* a picture's width and height */

enum stamp_list { STAMP_CERTIFICATES = 1, STAMP_DIGESTS = 2 };

struct stamp_picture {
	const char *type;   /* "PNG" is what is made here */
	struct bytes image; /* the file */
	int64_t width_mm, height_mm;
};
/* Who may use a stamp: a certificate (DER) or the digest of one. */
struct stamp_for {
	enum stamp_list kind;
	struct bytes is[STAMP_CERTIFICATES_MAX];
	size_t n;
};
struct stamp {
	const char *vendor, *id;
	int64_t type;
	const char *name; /* of who the stamp is */
	struct stamp_for who;
	int64_t made_ms, from_ms, until_ms; /* it may be used in between, both included */
	struct stamp_picture picture;
	struct bytes maker; /* 制章者's certificate, DER */
	enum key_kind kind; /* of its key, as the stamp names it */
	struct bytes over, signature;
	struct bytes whole;
};
/* Takes one apart. At most LIMIT_STAMP_BYTES. BAD_STAMP with what does not hold. */
enum err stamp_read(struct ctx *c, struct bytes der, struct stamp *out) CHECKED;
/* Whether the maker's key signed it. BAD_STAMP, BAD_CERTIFICATE. */
enum err stamp_holds(struct ctx *c, const struct stamp *s) CHECKED;
/* Whether that certificate may use it at that moment, and whether the stamp is in force then. */
enum err stamp_is_for(struct ctx *c, const struct stamp *s, struct bytes certificate) CHECKED;
enum err stamp_is_valid(struct ctx *c, const struct stamp *s, int64_t at_ms) CHECKED;

/* Who signs. The key stays the caller's. */
struct stamp_signer {
	struct bytes certificate; /* DER */
	struct evp_pkey_st *key;
};
/* Makes one from what `in` says of id, type, name, who, times and picture. BAD_STAMP: what it says
 * could not be read again; BAD_CERTIFICATE: the key is not that of the certificate. */
enum err stamp_make(struct ctx *c, const struct stamp *in, const struct stamp_signer *maker,
    struct bytes *out) CHECKED;

/* What was stamped (SES_Signature). */
struct stamping {
	struct stamp stamp;
	int64_t at_ms;        /* by the word of who stamped */
	struct bytes digest;  /* of the file */
	const char *property; /* what of the file that is over */
	struct bytes signer;  /* certificate, DER */
	enum key_kind kind;   /* of its key */
	struct bytes over, signature;
	struct bytes timestamp; /* a token over the signature's SHA-256; n = 0: none */
};
/* Takes one apart. BAD_STAMP. */
enum err stamping_read(struct ctx *c, struct bytes der, struct stamping *out) CHECKED;
/* Whether the signer's key signed it. BAD_SIGNATURE, BAD_CERTIFICATE. */
enum err stamping_holds(struct ctx *c, const struct stamping *s) CHECKED;
/* Whether it is over that file. BAD_DIGEST. */
enum err stamping_is_of(struct ctx *c, const struct stamping *s, struct bytes file) CHECKED;

/* Stamps a file at that moment. What stamp_holds, stamp_is_for and stamp_is_valid refuse is refused
 * here too. */
enum err stamping_make(struct ctx *c, struct bytes stamp, const struct stamp_signer *by,
    struct bytes file, struct bytes *out) CHECKED;
/* Puts a token over the signature beside it. BAD_TIMESTAMP: it is not over that; BAD_STAMP. */
enum err stamping_add_timestamp(
    struct ctx *c, struct bytes der, struct bytes token, struct bytes *out) CHECKED;

#endif
