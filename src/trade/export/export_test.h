/* export_test.h - what the tests of this room share: an export in memory, and one that is forged. */
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


#endif
