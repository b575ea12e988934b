/* sheet.h - what members lay down, counted. Private to this room. */
#ifndef HENG_TRADE_EVALUATION_SHEET_H
#define HENG_TRADE_EVALUATION_SHEET_H

#include "trade/evaluation/dossier.h"

/* The body of an act, by its fields. Errors of field_parse. */
enum err sheet_read(struct ctx *c, const char *text, const struct field *fields, void *out) CHECKED;
/* Those of that party and kind: the first of *n in the dossier. */
const struct kept_sheet *sheets_of_kind(
    const struct dossier *d, const char *party, enum sheet_kind kind, size_t *n);
/* What members found in a bid, by seat, and what more than half of them share (*held NULL:
 * nothing). */
enum err dossier_findings(struct ctx *c, const struct dossier *d, const char *party,
    struct finding **out, size_t *n, const struct finding **held) CHECKED;
/* Whether more than half of the members hold that the party's bid stands. */
enum err dossier_upheld(
    struct ctx *c, const struct dossier *d, const char *party, bool *out) CHECKED;
/* For each row what its consortium leaves the committee to decide, detail NULL: nothing. An
 * agreement is wanted (法第三十一条), and nobody stands behind two bids (《条例》第三十七条). */
struct fault *consortium_doubts(struct ctx *c, const struct dossier *d);
/* Whether more than half find that the bids compete, or that they do not; *found false: neither. */
enum err dossier_competition(
    struct ctx *c, const struct dossier *d, bool *found, bool *competitive) CHECKED;

#endif
