/* zip.h - zip in one form only, written and read.
 *
 * Stored, not compressed; sorted by name; every date 1980-01-01 00:00; no extra field, comment,
 * data descriptor or zip64; nothing before, between or after. A list of names and contents has
 * exactly one such file, and the reader refuses whatever it would not have written itself, byte
 * for byte. docs/export-format.md lists every field; docs/decisions/0003 says why libzip is not
 * used here.
 */
#ifndef HENG_TRADE_EXPORT_ZIP_H
#define HENG_TRADE_EXPORT_ZIP_H

#include <stdbool.h>

#include "core/base/ctx.h"
#include "core/base/enc.h"

#define ZIP_FILES_MAX 65534               /* 65535 would mean zip64 */
#define ZIP_BYTES_MAX INT64_C(4294967294) /* the same for 2^32 - 1 */
#define ZIP_NAME_MAX 100
#define ZIP_STRUCTURE "zip structure" /* fault.field where no file can be named */

/* Letters, digits and "._-", in parts divided by single slashes that begin with letter or digit. */
bool zip_name_valid(const char *name);

struct zip_file {
	const char *name;
	struct bytes content; /* a piece of the bytes read */
};
/* Takes a whole zip apart, in order of names. BAD_REQUEST about the file, or ZIP_STRUCTURE. */
enum err zip_read(struct ctx *c, struct bytes zip, struct zip_file **out, size_t *n) CHECKED;

/* Writes to fd, from its first byte on, at most `most` files, which must come in order of names. */
struct zip_writer;
struct zip_writer *zip_begin(struct ctx *c, int fd, size_t most);
/* TOO_LARGE when all would be more than ZIP_BYTES_MAX; STORE, STORE_FULL. */
enum err zip_add(
    struct ctx *c, struct zip_writer *w, const char *name, struct bytes content) CHECKED;
/* The same with all that can be read from `in`. */
enum err zip_add_file(struct ctx *c, struct zip_writer *w, const char *name, int in) CHECKED;
/* Writes the directory: the zip is complete. */
enum err zip_end(struct ctx *c, struct zip_writer *w) CHECKED;

#endif
