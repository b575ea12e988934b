/* parts.h - what notices, trades and receipts show alike. */
#ifndef HENG_PORTAL_PARTS_H
#define HENG_PORTAL_PARTS_H

#include "core/base/json.h"
#include "core/law/template.h"
#include "portal/page.h"
#include "service/party/party.h"
#include "trade/opening/opening.h"
#include "trade/project/project.h"

/* "1,234.00 元" of an amount as text; the text itself where it is none. */
const char *part_money(struct ctx *c, const char *amount, const char *currency);
/* The same of {"amount", "currency"}; NULL: NULL. */
const char *part_money_json(struct ctx *c, const struct json *money);

/* A fact that names a party with its code; party NULL: the row is left out. */
enum err part_party(
    struct ctx *c, struct buf *b, const char *const words[2], const char *party) CHECKED;
/* A fact that links a public document; digest NULL: the row is left out. */
enum err part_document(
    struct ctx *c, struct buf *b, const char *const words[2], const char *digest) CHECKED;
/* The same of a tender document: one that the centre can read is offered as a page and as PDF
 * before its data. */
enum err part_tender_document(struct ctx *c, struct buf *b, const char *const words[2],
    const char *tender, const char *digest) CHECKED;
/* "计划工期" for a field, "合同条款及格式" for a chapter; the id where the template (NULL: none) has it
 * not. */
const char *part_title(const struct law_template *t, const char *id);
/* Printed only: the address of the page as a QR code. what: "看本公告". */
enum err part_code(struct req *r, struct buf *b, const char *path, const char *what) CHECKED;
/* 12345 as "12,345". */
const char *part_number(struct ctx *c, int64_t n);
/* 520100 as "贵州省贵阳市"; 0 or unknown: NULL. */
const char *part_region(struct ctx *c, int32_t code);
/* State of a lot as icon and text. */
void part_state(struct buf *b, enum lot_state state);
/* The type of a notice, a word of notice_words: in Chinese; the same as markup. */
const char *part_type_zh(const char *type);
void part_type(struct buf *b, const char *type);
/* A SHA-256 as hex, breakable. */
void part_digest(struct buf *b, const char *digest);

/* The opening record as a table. */
void part_opening(struct ctx *c, struct buf *b, const struct opening *o, const char *lot);
/* What the committee signed: every bid with its verdict, and the steps. */
void part_result(struct ctx *c, struct buf *b, const struct json *result, const char *lot);

/* The law's periods that a notice cites, each with its article; nothing where there are none. */
void part_periods(struct buf *b, const struct json *periods);

#endif
