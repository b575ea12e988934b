/* paper.h - a legal form as PDF: what it says is put together here, and drawn by a child process.
 *
 * A paper is a title, then parts in the order in which they are added, and on every page a foot
 * with the centre, a digest, a code that leads to the permanent page, and "page x of y". In a
 * practice centre every page says so. The same paper gives the same bytes: its date is the act's.
 *
 * Texts may be anything that is UTF-8 and are copied. A line feed breaks the line; other control
 * characters, and those that turn the direction of writing around, show as U+FFFD, so that nothing
 * reads otherwise on paper than it is stored. Nothing is markup.
 */
#ifndef HENG_CORE_PAPER_PAPER_H
#define HENG_CORE_PAPER_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/ctx.h"
#include "core/base/enc.h"

#define PAPER_COLUMNS_MAX 12

struct paper;

struct paper_new {
	const char *title;     /* "开标记录表" */
	const char *subtitle;  /* beneath it; NULL: none */
	const char *address;   /* of the permanent page; NULL: unknown, and so no code */
	const char *digest;    /* hex: anybody can compare it with what the centre shows */
	const char *digest_of; /* what it is the digest of: "开标记录" */
	int64_t at_ms;         /* when what it shows was done */
};
struct paper *paper_new(struct ctx *c, const struct paper_new *in);

void paper_heading(struct paper *p, const char *text);
/* A paragraph, its first line indented; with plain, not. */
void paper_text(struct paper *p, const char *text);
void paper_plain(struct paper *p, const char *text);
/* Small, beneath what it explains. */
void paper_note(struct paper *p, const char *text);
/* A row of two cells; value NULL or "": left out. */
void paper_fact(struct paper *p, const char *label, const char *value);

/* A table; its head is repeated on each page, a row is broken only where no page holds it. */
struct paper_column {
	const char *title;
	int width;   /* its share, beside those of the others */
	bool number; /* to the right */
};
void paper_table(struct paper *p, const struct paper_column *columns, size_t n);
/* As many cells as the table has columns; NULL or "": a dash. */
void paper_row(struct paper *p, const char *const *cells);

/* Where people sign: a label and a line for each, side by side, all on one page. */
void paper_signs(struct paper *p, const char *const *labels, size_t n);
/* The end (落款), to the right: who issues it, and when. */
void paper_close(struct paper *p, const char *who, const char *when);

/* Draws it. In c's arena. TOO_LARGE: it says more than LIMIT_PAPER_BYTES or has more than
 * LIMIT_PAPER_PAGES pages; NO_FONT: the machine lacks the font; PAPER: the child failed, or took
 * longer than LIMIT_PAPER_MS and was ended. Blocks its thread meanwhile; not for the lane's. */
enum err paper_pdf(struct ctx *c, const struct paper *p, struct bytes *out) CHECKED;

#endif
