/* parts.h - what an export is made of. Private to this room. */
#ifndef HENG_TRADE_EXPORT_PARTS_H
#define HENG_TRADE_EXPORT_PARTS_H

#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "service/party/party.h"
#include "trade/award/award.h"
#include "trade/evaluation/evaluation.h"
#include "trade/export/export.h"
#include "trade/notice/notice.h"
#include "trade/opening/opening.h"

#define EXPORT_VERSION 1
#define MANIFEST "manifest.json"
#define MANIFEST_SIGNATURE "manifest.sig"
/* The page that checks, as the program that made the export held it: data to the check itself. */
#define EXPORT_CHECKER "check.html"
#define EXPORT_CHECKER_FROM "web/dist/check.html"

/* A file of the export: its content, or the path where that lies. */
struct export_file {
	const char *name;
	struct bytes content;
	const char *path; /* NULL: content counts */
	int64_t bytes;
	uint8_t digest[SHA256_BYTES];
};

struct manifest {
	const char *centre, *name, *origin, *lot, *tender, *state;
	bool practice;
	uint64_t size; /* of the checkpoint */
};
/* manifest.json over all other files, which are sorted by name: canonical JSON and a newline. */
const char *manifest_text(
    struct ctx *c, const struct manifest *m, const struct export_file *files, size_t n);
/* A line of its list: "DIGEST BYTES NAME". */
const char *manifest_line(struct ctx *c, const struct export_file *f);

/* Everything of a trade that goes into its export, read from the store. */
struct export
{
	struct app *app;
	struct lot lot;
	struct tender tender;
	struct lot *lots; /* of the tender */
	size_t lot_count;
	const struct law_kind *kind;
	struct opening opening;             /* record NULL: nothing was opened */
	const char *result, *result_digest; /* NULL: not evaluated */
	struct award award;                 /* lot NULL: none */
	struct party *parties; /* principal, agencies, tenderers in the order of the record */
	size_t party_count;
	struct evidence_entry *entries; /* by place */
	size_t entry_count, entry_room;
	struct notice *notices; /* oldest first */
	size_t notice_count;
	struct document *documents; /* that go along, by digest */
	size_t document_count;
};
enum err export_collect(
    struct ctx *c, struct app *app, const char *lot, struct export *out) CHECKED;
/* Whether the act behind an entry is told: a committee that never became public stays secret. */
bool export_tells_act(const struct export *x, const struct evidence_entry *e);

/* What the law said: kind.json. */
enum err export_kind(struct ctx *c, const struct export *x, const char **json) CHECKED;
/* The page for people: index.html. */
const char *export_page(struct ctx *c, const struct export *x);

#endif
