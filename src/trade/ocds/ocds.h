/* ocds.h - trades as the Open Contracting Data Standard has them (1.1.5, extensions bids and lots).
 *
 * One release for each notice, made from what the notice says and nothing else: what is secret can
 * not slip in. Merging follows the standard's rules for compiled releases; it is pure, and takes
 * releases of others as well.
 * Source: https://standard.open-contracting.org/1.1/en/, chapters "Reference" and "Merging".
 */
#ifndef HENG_TRADE_OCDS_OCDS_H
#define HENG_TRADE_OCDS_OCDS_H

#include "trade/notice/notice.h"
#include "trade/project/project.h"

/* Prefix of every open contracting id. One of its own is given to a publisher on registration;
 * until then this says that it was not. */
#define OCID_PREFIX "ocds-unregistered"

/* What a release is made with beside its notice. */
struct ocds_case {
	const struct tender *tender;
	const char *principal, *agency; /* names; agency NULL: none */
	size_t lots;                    /* of the tender: the only one's end is the tender's too */
};
const char *ocds_id(struct ctx *c, const char *tender);
/* The release of a notice; NULL where it does not say enough for one. */
struct json *ocds_release(struct ctx *c, const struct ocds_case *k, const struct notice *n);

/* The compiled release of releases of one process, merged in the order of their dates. The list may
 * be of any order and has at least one. BAD_FIELD with a pointer: a release without ocid, id or
 * date, or of another process than the first. *out shares parts with the releases. */
enum err ocds_compile(struct ctx *c, const struct json *releases, struct json **out) CHECKED;

/* Reads releases, release packages or record packages, a JSON text on each line, and writes the
 * compiled release of each process, by their ids, a line each. BAD_JSON with the line in the
 * detail, BAD_FIELD. */
enum err ocds_compile_lines(struct ctx *c, struct bytes text, struct buf *out) CHECKED;

extern const struct route ocds_routes[];

#endif
