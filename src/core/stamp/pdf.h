/* pdf.h - PDF files that are stamped: signed by an update behind every earlier byte, and checked.
 *
 * Signatures are PAdES baseline (ETSI EN 319 142-1): a signature field over /ByteRange with a CMS
 * of RSA or P-256. What is not understood is refused by name (BAD_PDF), never guessed: encrypted
 * files, hybrid and broken tables of references, XFA forms. The picture proves nothing and is not
 * read. All of it is pure, and bounded for files of strangers: an arena of
 * LIMIT_STAMPED_ARENA_BYTES holds it.
 */
#ifndef HENG_CORE_STAMP_PDF_H
#define HENG_CORE_STAMP_PDF_H

#include "core/stamp/stamp.h"

#define PDF_SIGNATURES_MAX 64

/* A picture as pixels: picture.h reads a PNG into them. */
struct pdf_pixels {
	int width, height;
	struct bytes colours; /* red, green, blue of each */
	struct bytes opacity;
};
/* How a page is stamped. Lengths in mm from the page's left and lower edge. */
struct pdf_stamping {
	int64_t page; /* from 1 */
	int64_t x_mm, y_mm, width_mm, height_mm;
	const struct pdf_pixels *pixels;
	const char *name; /* who stamps, for people */
};
/* Stamps a page and signs the file at c->now_ms. The result begins with the file, to the byte.
 * BAD_PDF; BAD_FIELD: the stamp would not lie on the page; BAD_CERTIFICATE: SM2, which
 * readers of PDF do not know. */
enum err pdf_stamp(struct ctx *c, struct bytes file, const struct pdf_stamping *how,
    const struct stamp_signer *by, struct bytes *out) CHECKED;

/* One signature as it stands in the file. */
struct pdf_signature {
	const char *field; /* its name */
	struct bytes cms;  /* DER; in the arena */
	/* between them stands the signature itself; all else, up to `covered`, it covers */
	size_t gap_from, gap_to;
	size_t covered; /* bytes from the file's first on; less than the file: it went on after */
	const char *said_at; /* when, by the word of who signed; NULL: it says nothing */
};
/* All of them, in the order of what they cover. BAD_PDF: the file cannot be read, or one of them
 * has not the form that a signature has. */
enum err pdf_signatures(
    struct ctx *c, struct bytes file, struct pdf_signature *out, size_t *n) CHECKED;

/* What its key signed. */
struct pdf_signed {
	struct bytes certificate; /* DER, in the arena */
	struct bytes value;       /* of the signature: what a timestamp is over */
	struct bytes timestamp;   /* n = 0: none */
};
/* Whether the bytes covered are those signed, by the key of the certificate in it.
 * BAD_SIGNATURE. */
enum err pdf_signature_holds(struct ctx *c, struct bytes file, const struct pdf_signature *s,
    struct pdf_signed *out) CHECKED;
/* Puts a token over the last signature into its place. BAD_TIMESTAMP: it is not over that, or there
 * is no room. */
enum err pdf_add_timestamp(
    struct ctx *c, struct bytes file, struct bytes token, struct bytes *out) CHECKED;

#endif
