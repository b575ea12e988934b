/* announcement.h - what an announcement asks for, before it is confirmed and published. */
#ifndef HENG_TRADE_NOTICE_ANNOUNCEMENT_H
#define HENG_TRADE_NOTICE_ANNOUNCEMENT_H

#include "trade/custody/custody.h"
#include "trade/evaluation/rule.h"
#include "trade/notice/notice.h"

/* What the law wants an announcement to say beside its dates (10号令 第五条), each as text. */
struct notice_contents {
	const char *scope, *qualification, *consortium, *obtaining, *submission, *contact,
	    *platform;
};
extern const struct field contents_fields[];

struct announcement_in {
	const char *text;
	const uint8_t *document;
	int64_t deadline, offerEnds, windowMinutes, decryptedMin;
	bool documentsPart, twoEnvelopes;
	struct custody_in *custody;
	struct method_rule *evaluation;
	struct field_list kept;
	struct notice_contents *contents;
};
extern const struct field announcement_fields[];

/* Puts it into a tender, checked against the law, the tender document and unfair terms; the caller
 * moves the tender on. LAW_BOUND, UNFAIR_TERM, BAD_FIELD, MISSING_FIELD, NOT_FOUND, WRONG_STATE. */
enum err announcement_take(struct ctx *c, struct tender *t, const struct announcement_in *in,
    struct json *warnings, struct json *findings) CHECKED;

#endif
