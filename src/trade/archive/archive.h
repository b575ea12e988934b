/* archive.h - 一项一档: the history of a lot, its receipts, and its end.
 *
 * Which entries may be seen, and when: an act's own party always; registrations and publications
 * at once; bids and keys once the lot has been opened; the committee once the result is public.
 */
#ifndef HENG_TRADE_ARCHIVE_ARCHIVE_H
#define HENG_TRADE_ARCHIVE_ARCHIVE_H

#include "core/evidence/evidence.h"
#include "trade/project/project.h"

/* Whether everybody may see this entry of the lot's tender, given how far the lot came. */
bool entry_public(const char *kind, const struct lot *l);
/* The same of a stored entry, by what it was done to. */
bool entry_shown(struct ctx *c, const struct evidence_entry *e);
/* What an entry of that kind tells, in Chinese, for people; the kind itself where it is unknown. */
const char *entry_zh(const char *kind);
/* All of them: {"kind", "title"}. The one list; other places show or generate from it. */
struct json *entry_words(struct ctx *c);
/* The public part of a lot's history, oldest first: its own entries and its tender's. */
enum err timeline_of(struct ctx *c, const struct lot *l, struct evidence_list *out) CHECKED;

/* The receipt of the entry at that place, if the caller may see it. NOT_FOUND. */
relation_fn of_receipt;

extern const struct route archive_routes[], completeness_routes[];

#endif
