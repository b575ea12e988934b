/* paper.h - what programs of others read out of a PDF. */
#ifndef HENG_TEST_PAPER_H
#define HENG_TEST_PAPER_H

#include "core/base/ctx.h"
#include "core/base/enc.h"

/* What a command says of it; command: with one %s, the file's path. */
const char *paper_read(struct ctx *c, const char *command, struct bytes pdf);
/* All words of it in their order, without spaces and line feeds: where they stand on the page is
 * not what tests are about. A form feed ends each page. */
const char *paper_words(struct ctx *c, struct bytes pdf);

#endif
