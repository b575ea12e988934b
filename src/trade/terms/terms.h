/* terms.h - finds terms of a text that may be unfair, by the wordings of law/terms.
 *
 * The machine finds and names article and place; it decides nothing (39号令 第十八条: a centre does not
 * approve tender documents). A term that the law itself names is published only with the reason why
 * it is kept, on the record.
 */
#ifndef HENG_TRADE_TERMS_TERMS_H
#define HENG_TRADE_TERMS_TERMS_H

#include "core/http/field.h"
#include "core/law/term.h"

#define TERMS_FINDINGS 200 /* of one text, and in one list */
#define TERMS_BYTES (2L * 1024 * 1024)
#define TERMS_GAP 12 /* characters that … stands for at most */

struct term_finding {
	const struct law_term *term;
	size_t at, n;        /* bytes of the text */
	size_t line, column; /* from 1; column in characters */
	const char *excerpt; /* the sentence, or what is around the place */
};
/* In the order of their places; terms valid on that day. Blind to spaces, to single line feeds and
 * to the width of characters. Texts have at most TERMS_BYTES. Pure. */
void terms_scan(struct ctx *c, const char *text, int32_t day, struct term_finding **out, size_t *n);

/* Terms that are kept, each with the reason. */
struct term_kept {
	const char *term, *reason;
};
extern const struct field term_kept_fields[];
/* Adds what is found in the text called `field` to findings: {"column","excerpt","field","line",
 * "note","reason","rule","severity","term"}. UNFAIR_TERM for one of severity high without a reason.
 * kept: a list of struct term_kept; NULL: all are told, none is refused. */
enum err terms_hold(struct ctx *c, const char *field, const char *text,
    const struct field_list *kept, struct json *findings) CHECKED;

#endif
