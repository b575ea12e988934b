/* clarification_db.h - the SQL of this room. Private to it. */
#ifndef HENG_TRADE_CLARIFICATION_CLARIFICATION_DB_H
#define HENG_TRADE_CLARIFICATION_CLARIFICATION_DB_H

#include "trade/clarification/clarification.h"

enum err enquiry_insert(
    struct ctx *c, const char *tender, const char *question, const char **id) CHECKED;
/* party NULL: of everybody. At most LIMIT_LIST_ROWS, newest first. */
enum err enquiries_of(
    struct ctx *c, const char *tender, const char *party, struct enquiry **out, size_t *n) CHECKED;
/* Of that tender. NOT_FOUND. */
enum err enquiry_get(
    struct ctx *c, const char *tender, const char *id, struct enquiry *out) CHECKED;
enum err clarification_insert(struct ctx *c, const struct clarification *l) CHECKED;
enum err clarification_get(
    struct ctx *c, const char *tender, const char *id, struct clarification *out) CHECKED;
/* Those that are not published yet, the newest first. */
enum err clarification_drafts(
    struct ctx *c, const char *tender, struct clarification **out, size_t *n) CHECKED;
/* STALE when it is published already. */
enum err clarification_publish(struct ctx *c, const char *id) CHECKED;
enum err answer_insert(struct ctx *c, const char *clarification, const char *enquiry) CHECKED;
/* The enquiries that it answers. */
enum err answers_of(
    struct ctx *c, const char *clarification, struct enquiry **out, size_t *n) CHECKED;

#endif
