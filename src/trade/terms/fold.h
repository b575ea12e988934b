/* fold.h - private to trade/terms: a text as the characters that are compared.
 *
 * Full-width forms become ASCII, capitals small, and what cannot be seen is left out: blanks, marks
 * of direction, the line break that a PDF conversion put between two Chinese characters. */
#ifndef HENG_TRADE_TERMS_FOLD_H
#define HENG_TRADE_TERMS_FOLD_H

#include "core/base/ctx.h"

#define FOLD_END 0        /* of a sentence: 。；; or of a line that is not broken inside one */
#define FOLD_GAP 0x2026   /* … */
#define FOLD_BAD 0xFFFD   /* no UTF-8, or beyond the basic plane, where no pattern is */
#define FOLD_COMMA 0x3001 /* 、 */

struct folded {
	uint16_t *code;
	uint32_t *at; /* the byte that each stands at */
	size_t n;
};
/* n is less than 4 GiB. */
void fold_text(struct arena *mem, const char *text, size_t n, struct folded *out);

/* Bytes of the character at p, of which n are left: at least 1. *out is FOLD_BAD where it is not
 * UTF-8. */
size_t fold_char(const char *p, size_t n, uint32_t *out);
/* Whether a folded character is Chinese, so that no blank belongs beside it. */
bool fold_wide(uint16_t code);

#endif
