/* told.h - how a paper is told to the child: records of fields, and what the child answers with.
 * Private to this room.
 *
 * A record ends with RECORD_END, its fields are parted by FIELD_END; no text holds either, because
 * control characters are replaced before. The first record is the paper's own, in the order of enum
 * told_head; the first field of every other one is a word of part_words. */
#ifndef HENG_CORE_PAPER_TOLD_H
#define HENG_CORE_PAPER_TOLD_H

#include "core/paper/paper.h"

#define FIELD_END '\x1f'
#define RECORD_END '\x1e'

enum told_head {
	HEAD_TITLE,
	HEAD_SUBTITLE,
	HEAD_CENTRE,
	HEAD_PRACTICE, /* "1" in a practice centre */
	HEAD_ADDRESS,
	HEAD_DIGEST,
	HEAD_DIGEST_OF,
	HEAD_CREATED,
	HEAD_FIELDS
};
enum part {
	PART_HEADING,
	PART_TEXT,
	PART_PLAIN,
	PART_NOTE,
	PART_FACT,
	PART_TABLE, /* title, width and "number" or "" of each column */
	PART_ROW,
	PART_SIGNS,
	PART_CLOSE,
	PARTS
};
extern const char *const part_words[]; /* ends with NULL */
#define TOLD_FIELDS_MAX (1 + 3 * PAPER_COLUMNS_MAX)

/* The child's exit status. */
enum told_exit { EXIT_DRAWN, EXIT_BAD = 64, EXIT_NO_FONT, EXIT_PAGES, EXIT_OUTPUT };

/* What a paper says, told so. NULL: more than LIMIT_PAPER_BYTES. */
const char *paper_told(const struct paper *p, size_t *n);

/* Runs `program paper`, tells it `text` and takes what it writes, for at most `ms`. */
struct told {
	const char *program, *text;
	size_t n;
	int64_t ms;
};
enum err child_draw(struct ctx *c, const struct told *t, struct bytes *out) CHECKED;

/* In the child: draws what was told to a file descriptor. */
enum told_exit draw_told(struct ctx *c, char *text, size_t n, int to);

#endif
