/* said.h - what the papers say alike. Private to this room. */
#ifndef HENG_TRADE_PAPERS_SAID_H
#define HENG_TRADE_PAPERS_SAID_H

#include "core/paper/paper.h"
#include "service/party/party.h"
#include "trade/notice/notice.h"
#include "trade/opening/opening.h"

/* Raised with every change of what papers say or how they look: it is part of their entity tag. */
#define PAPER_VERSION "3"

/* A trade as a paper names it. */
struct about {
	struct tender t;
	struct lot l; /* id NULL: the paper is of the whole tender */
	const struct law_kind *kind;
	struct party principal;
	struct party agency; /* id NULL: none */
	const char *title;   /* of tender and lot */
};
enum err about_lot(struct ctx *c, const char *lot, struct about *out) CHECKED;
enum err about_tender(struct ctx *c, const char *tender, struct about *out) CHECKED;
bool about_china(const struct about *a);

/* What a paper is besides its parts. */
struct said {
	const char *title, *subtitle;
	const char *path; /* of the permanent page, "/trades/…" */
	const char *digest, *digest_of;
	int64_t at_ms;
};
/* *unchanged: the caller has this version, and the reply is set. */
struct paper *said_begin(struct req *r, const struct said *s, bool *unchanged);
/* Draws it, without the connection to the store, which is given back, and replies. name: of the
 * file, ASCII, without its ending. */
enum err said_end(struct req *r, const struct paper *p, const char *name) CHECKED;

/* Project, lot, code, principal, agency. */
void say_about(struct paper *p, const struct about *a);
/* "5,000,000.00 元"; yuan with capitals behind: "（大写：伍佰万元整）". minor < 0: NULL. */
const char *say_amount(struct ctx *c, int64_t minor, const char *currency, bool capitals);
/* The same of {"amount", "currency"}; NULL where it is none. */
const char *say_money(struct ctx *c, const struct json *money, bool capitals);
/* "2026-03-02 09:30:00（北京时间）" of a moment as text; NULL where it is none. */
const char *say_moment(struct ctx *c, const char *moment);
const char *say_ms(struct ctx *c, int64_t ms);
/* "2026年3月2日" */
const char *say_day(struct ctx *c, int64_t ms);
const char *say_number(struct ctx *c, int64_t n);
/* A name with its code: "甲公司（914403001922038216）". */
const char *say_party(struct ctx *c, const struct party *p);

/* The opening record as a table. */
void say_opening(struct ctx *c, struct paper *p, const struct opening *o);
/* A result: every bid with its verdict. */
void say_ranks(struct ctx *c, struct paper *p, const struct json *result);

/* The papers: each reads, refuses, and replies. */
typedef enum err paper_fn(struct req *r);
paper_fn notice_paper, opening_paper, report_paper, letter_paper, contract_paper, bid_paper,
    document_paper;

#endif
