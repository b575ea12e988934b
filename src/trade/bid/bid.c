#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/base/capitals.h"
#include "core/base/limits.h"
#include "trade/bid/bid_db.h"

const struct field consortium_fields[] = {
	F_TEXT(consortium_member, name, REQUIRED, 1, LIMIT_TITLE_CHARS, "name of the member"),
	F_TEXT(consortium_member, code, OPTIONAL, 1, 18, "统一社会信用代码"),
	F_END,
};
static const struct field cited_fields[] = {
	F_ID(cited_record, id, REQUIRED, "of the record"),
	F_END,
};
const struct field bid_form_fields[] = {
	F_MONEY(bid_form, price, OPTIONAL, "投标报价"),
	F_TEXT(bid_form, capitals, OPTIONAL, 1, 100,
	    "投标报价大写; where it differs from the figures it holds (12号令 第十九条)"),
	F_INT(bid_form, duration_days, OPTIONAL, 0, 36500, "工期, days"),
	F_TEXT(bid_form, quality, OPTIONAL, 0, 200, "质量标准"),
	F_TEXT(bid_form, leader, OPTIONAL, 0, 100, "项目负责人"),
	F_TEXT(bid_form, certificate, OPTIONAL, 0, 100, "its certificate and number"),
	F_TEXT(bid_form, security, OPTIONAL, 0, 200, "投标保证金 or 保函"),
	F_LIST(bid_form, consortium, OPTIONAL, 1, LIMIT_CONSORTIUM, consortium_fields,
	    consortium_member, "联合体: its other members; `agreement` is wanted then"),
	F_TEXT(bid_form, agreement, OPTIONAL, 1, 200,
	    "共同投标协议: its digest, or where in the documents part it stands"),
	F_LIST(bid_form, records, OPTIONAL, 1, LIMIT_CITED, cited_fields, cited_record,
	    "资质、人员、业绩: records of its own or of a member that it cites"),
	F_END,
};

int64_t bid_price(struct ctx *c, const struct bid_form *form, const char **note)
{
	const char *currency = form->price.currency;
	int64_t words;
	*note = NULL;
	if (currency == NULL)
		return -1;
	if (form->capitals == NULL || strcmp(currency, "CNY") != 0)
		return form->price.minor;
	struct ctx own = *c; /* what cannot be read is no failure of the caller's */
	if (capitals_parse(&own, form->capitals, &words) != OK) {
		*note = "大写金额无法识别，以小写金额评审，应当要求说明";
		return form->price.minor;
	}
	if (words != form->price.minor)
		*note = arena_printf(c->mem,
		    "大写金额与小写金额 %s 不一致，以大写金额为准（12号令 第十九条）",
		    money_text(c, form->price));
	return words;
}

enum err bid_form_read(struct ctx *c, struct bytes text, struct bid_form *out)
{
	struct json *tree;
	struct bid_form form = { 0 };
	TRY(json_parse(c, (const char *)text.p, text.n, &tree));
	TRY(field_parse(c, bid_form_fields, tree, &form));
	*out = form;
	return OK;
}

const char *const bid_part_words[] = { SEAL_PART_FORM, SEAL_PART_DOCUMENTS, SEAL_PART_BILL, NULL };

static const char *part_field(struct ctx *c, enum bid_part part)
{
	return arena_printf(c->mem, "/%s", bid_part_words[part]);
}

/* Tells by the commitment, in constant time, whether the key is the sealed part's own. */
static enum err check_key(
    struct ctx *c, const char *field, struct bytes key, const uint8_t commitment[SHA256_BYTES])
{
	uint8_t got[SHA256_BYTES];
	seal_commit(key.p, got);
	if (!same_bytes(got, commitment, sizeof(got)))
		return fail_at(
		    c, E_BAD_KEY, field, NULL, "not the key that the container commits to");
	return OK;
}

enum err bid_container(struct ctx *c, const struct bid *b, struct bytes *out)
{
	return evidence_bytes(c, b->place, "form", out);
}

bool envelope_holds(enum envelope which, enum bid_part part)
{
	return which == ENVELOPE_ONLY || (part == PART_DOCUMENTS) == (which == ENVELOPE_FIRST);
}

enum err bid_header(struct ctx *c, const char *dir, const struct bid *b, enum bid_part part,
    struct seal_header *out)
{
	struct bytes form;
	if (part == PART_FORM) {
		TRY(bid_container(c, b, &form));
		return seal_inspect(c, form, out);
	}
	int fd = open(document_path(c, dir, b->parts[part].digest), O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(c, E_STORE, "the bid's %s: %s", bid_part_words[part], strerror(errno));
	enum err e = seal_inspect_file(c, fd, out);
	close(fd);
	return e;
}

/* Why a key is not wanted: with a price's handed in too early it could be read before its time. */
static const char *unwanted(const struct bid *b, enum envelope which, enum bid_part part)
{
	if (which == ENVELOPE_FIRST && part != PART_DOCUMENTS)
		return "the price is the second envelope: its key comes after the first was judged";
	return b->parts[part].digest == NULL ? "the bid has no such part"
	                                     : "the first envelope is open already";
}

enum err bid_wants(
    struct ctx *c, const struct bid *b, enum envelope which, const struct bytes given[BID_PARTS])
{
	for (enum bid_part i = 0; i < BID_PARTS; i++) {
		bool wanted = b->parts[i].digest != NULL && envelope_holds(which, i);
		if (wanted && given[i].n == 0)
			return fail_at(c, E_MISSING_FIELD, part_field(c, i), NULL,
			    "the key of the bid's %s is wanted", bid_part_words[i]);
		if (!wanted && given[i].n != 0)
			return fail_at(
			    c, E_BAD_FIELD, part_field(c, i), NULL, "%s", unwanted(b, which, i));
	}
	return OK;
}

/* A part whose shares are not its key's opens by no custodians, so it opens by no key either. */
static enum err check_shares(
    struct ctx *c, const char *dir, const struct bid *b, enum bid_part part, struct bytes key)
{
	struct ctx own = *c;
	struct seal_header h;
	own.mem = arena_new(LIMIT_ARENA_BYTES);
	enum err e = bid_header(&own, dir, b, part, &h);
	bool hold = e == OK && seal_shares_hold(&own, &h, key.p);
	if (e != OK)
		e = fail(c, e, "%s", own.fault.detail != NULL ? own.fault.detail : "");
	arena_free(own.mem);
	TRY(e);
	return hold ? OK
	            : fail_at(c, E_BAD_SEAL, part_field(c, part), NULL,
	                  "the shares of its key do not fit the key");
}

enum err bid_take_keys(struct ctx *c, const char *dir, const struct bid *b, enum envelope which,
    const struct bytes keys[BID_PARTS])
{
	TRY(bid_wants(c, b, which, keys));
	for (enum bid_part i = 0; i < BID_PARTS; i++) {
		if (keys[i].n == 0)
			continue;
		TRY(check_key(c, part_field(c, i), keys[i], b->parts[i].commitment));
		if (dir != NULL)
			TRY(check_shares(c, dir, b, i, keys[i]));
	}
	enum err e =
	    which == ENVELOPE_SECOND ? bid_key_add(c, b, keys) : bid_key_insert(c, b, keys);
	return e == E_DUPLICATE ? fail(c, E_DUPLICATE, "the keys are here already") : e;
}
