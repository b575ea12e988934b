/* terms.h - unfair terms in the text of a tender document, found before it is published.
 *
 * Pure: the rows of law/terms and a text give a list. It says what may be unfair, by which article
 * and where; whether it is, a person decides (39号令 第十八条: a centre does not approve tender
 * documents). A term that the law itself names is published only with the reason why it is kept, on
 * the record.
 */
#ifndef HENG_TRADE_TERMS_TERMS_H
#define HENG_TRADE_TERMS_TERMS_H

#include "core/http/field.h"
#include "core/law/term.h"

#define TERMS_FINDINGS 200                 /* of one text, and in one list: the first ones */
#define TERMS_EXCERPT_CHARS 120            /* of a sentence that is shown */
#define TERMS_TEXT_BYTES (4 * 1024 * 1024) /* of one text */

/* In bytes of the UTF-8 text. */
struct term_place {
	size_t from, n;
};
struct term_finding {
	const struct law_term *term;
	size_t at, n;        /* what was found, in bytes */
	size_t line, column; /* of at, from 1; the column in characters */
	struct term_place sentence;
	/* of the sentence, around what was found: one line of UTF-8 with … where it is cut, without
	 * the blanks between Chinese characters */
	const char *excerpt;
};

/* Findings in order of place, one for what overlaps of one row; of rows valid on the day. Wide and
 * narrow forms, capitals, blanks and line breaks between Chinese characters make no difference.
 * Text that is no UTF-8 is not found, nothing else goes wrong. TOO_LARGE. */
enum err terms_scan(
    struct ctx *c, const char *text, int32_t day, struct term_finding **out, size_t *n) CHECKED;

/* What names are compared by, however they are written: blanks, full width and capitals aside. */
const char *terms_key(struct ctx *c, const char *text);
/* Whether two names have the same key. */
bool terms_same(struct ctx *c, const char *a, const char *b);

/* Terms that are kept, each with the reason. */
struct term_kept {
	const char *term, *reason;
};
extern const struct field term_kept_fields[];
/* Adds what is found in the text called `field` to findings: {"column","excerpt","field","line",
 * "note","reason","rule","severity","term"}. UNFAIR_TERM for one of severity high without a reason,
 * and for more than can be listed: nothing hides behind many. kept: a list of struct term_kept;
 * NULL: all are told, none is refused. */
enum err terms_hold(struct ctx *c, const char *field, const char *text,
    const struct field_list *kept, struct json *findings) CHECKED;

#endif
