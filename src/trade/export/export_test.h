/* export_test.h - what the tests of this room share: an export in memory, and a forged one. */
#ifndef HENG_TRADE_EXPORT_EXPORT_TEST_H
#define HENG_TRADE_EXPORT_EXPORT_TEST_H

#include "test/trade.h"
#include "trade/export/parts.h"
#include "trade/export/zip.h"

/* Exports trade.lot; its bytes. */
struct bytes test_export(struct trade *t);
/* What the check says of it: "" when all holds, else "FILE: what". */
const char *test_verify(struct trade *t, struct bytes zip);
/* A zip of these files, as our writer makes it. */
struct bytes test_zip(struct trade *t, const struct zip_file *files, size_t n);

/* An export taken apart, to be changed and put together again. */
#define FORGED_FILES_MAX 400
struct forged {
	struct trade *t;
	struct zip_file files[FORGED_FILES_MAX];
	size_t n;
};
struct forged forged_from(struct trade *t, struct bytes zip);
struct zip_file *forged_file(struct forged *f, const char *name);
const char *forged_text(struct forged *f, const char *name);
void forged_put(struct forged *f, const char *name, const char *text);
/* Replaces the first `from` in the file. */
void forged_edit(struct forged *f, const char *name, const char *from, const char *to);
void forged_drop(struct forged *f, const char *name);
/* The entry file number `skip` (from 0) of that kind. */
const char *forged_entry(struct forged *f, const char *kind, size_t skip);
/* Makes the manifest fit, and signs it as the centre could; check sums come with the zip. */
enum signing { SIGNS_NOT, SIGNS };
void forged_fit(struct forged *f, enum signing who);
const char *forged_verdict(struct forged *f);
/* That the check named this file, and said this of it. */
void forged_said(const char *said, const char *file, const char *what);

#endif
