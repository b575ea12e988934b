/* tenderdoc.h - a tender document (招标文件) that the centre can read: chapters, data, evaluation.
 *
 * It is an uploaded document whose text is JSON of the members below, made after a template of
 * law/templates. Registering it checks that it is whole and within the law's numbers, tells what
 * changed since another version, and finds terms that may be unfair. The centre approves nothing:
 * whoever keeps a term that the law names gives the reason, on the record.
 */
#ifndef HENG_TRADE_TENDERDOC_TENDERDOC_H
#define HENG_TRADE_TENDERDOC_TENDERDOC_H

#include "core/http/route.h"
#include "core/law/template.h"
#include "trade/bid/bid.h"
#include "trade/evaluation/rule.h"
#include "trade/project/project.h"

#define TENDERDOC_BYTES (1024L * 1024) /* of one version */
#define TENDERDOC_LINES 2000           /* that differences tell at most */

struct tenderdoc_value {
	const char *id, *value;
};
struct tenderdoc_chapter {
	const char *id, *text;
};
/* What a bid holds beside its form: 投标文件的组成. */
struct tenderdoc_part {
	const char *id, *title;
};
struct tenderdoc {
	const char *template;
	struct field_list fields, chapters, parts;
	struct method_rule *evaluation; /* NULL: by the lowest price, see words.h */
	uint32_t form;                  /* bit i: member i of the bid form is wanted */
	bool twoEnvelopes;              /* the parts are the first envelope, the form the second */
};
extern const struct field tenderdoc_fields[];
/* The members of the bid form, bit by bit, as people call them; ends with NULL. */
extern const char *const tenderdoc_form_zh[];
/* Those that a bid form lacks, by their words. Whether the bid responds the committee says. */
struct json *tenderdoc_lacking(
    struct ctx *c, const struct tenderdoc *d, const struct bid_form *form);

/* Reads what was registered: as tenderdoc_read, but for the template, which may have changed. */
enum err tenderdoc_parse(
    struct ctx *c, const char *at, struct bytes text, struct tenderdoc *out) CHECKED;
/* Reads and checks what can be seen without the tender: JSON, template, every chapter and field of
 * it once and in order, types, evaluation. Pointers begin with `at`. BAD_JSON and what field_parse
 * says. */
enum err tenderdoc_read(
    struct ctx *c, const char *at, struct bytes text, struct tenderdoc *out) CHECKED;
/* Whether a tender may be judged by that rule (NULL: by the lowest price): as its kind says, and
 * with a ceiling wherever the base has a part of it; the highway method with the numbers of its
 * standard document and for highways only. Checks the rule itself, too. */
enum err rule_fits(
    struct ctx *c, const char *at, const struct tender *t, struct method_rule *rule) CHECKED;
/* Its numbers against the law: LAW_BOUND, or warnings. */
enum err tenderdoc_hold(struct ctx *c, const char *at, const struct law_case *k,
    const struct tenderdoc *d, struct json *warnings) CHECKED;
/* What changed: {"chapters":[{"id","changes":[{"line","was":[…],"now":[…]}]}], "fields":[{"id",
 * "was","now"}], "more", "other":[…]}; lines count from 1 in the old version. more: beyond
 * TENDERDOC_LINES only that a chapter changed. Pure. */
struct json *tenderdoc_changes(
    struct ctx *c, const struct tenderdoc *was, const struct tenderdoc *now);

/* A registered version. */
struct tender_version {
	const char *tender, *digest, *template, *rule, *previous, *changes, *findings;
	int64_t number, drafted_ms, published_ms, committee_size; /* size 0: it does not say */
	bool documents_part, two_envelopes;
};
/* *found false: no version of that tender has this digest (NULL: none is asked for). */
enum err version_find(struct ctx *c, const char *tender, const char *digest, bool *found,
    struct tender_version *out) CHECKED;
/* Marks it as published, where it is one. */
enum err version_publish(struct ctx *c, const char *tender, const char *digest) CHECKED;

/* A version with what it says. */
struct version_shown {
	struct tender_version v;
	struct bytes text;
	struct tenderdoc document;
};
/* Of the tender that the route's row has looked at, for whom c->relations tell: a published version
 * for everybody, a draft for its own side and who supervises it. NOT_FOUND about `field`. */
enum err version_show(struct req *r, const char *field, const char *tender, const char *digest,
    struct version_shown *out) CHECKED;

extern const struct route tenderdoc_routes[];

#endif
