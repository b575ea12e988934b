/* command_check.c - stamp check: what holds of a stamp, of what is stamped, of a PDF. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/timestamp.h"
#include "core/stamp/command_own.h"
#include "core/trust/trust_folder.h"

struct checking {
	struct ctx *c;
	struct trust_folder *trust; /* NULL: not asked */
	bool failed;
};

/* A line; true: it holds. What it says where it does may be NULL. */
static bool told(struct checking *k, enum err e, const char *what, const char *said)
{
	if (e == OK) {
		printf("ok   %s%s%s\n", what, said != NULL ? ": " : "", said != NULL ? said : "");
		return true;
	}
	const struct fault *f = &k->c->fault;
	printf("FAIL %s: %s %s%s%s%s%s\n", what, err_name(e), err_zh(e), f->detail_zh ? "：" : "",
	    f->detail_zh ? f->detail_zh : "", f->detail ? " / " : "", f->detail ? f->detail : "");
	k->failed = true;
	return false;
}

static const char *who(struct ctx *c, struct bytes der)
{
	static const char *const unreadable = "a certificate that cannot be read";
	struct certificate x;
	if (certificate_read(c, der, &x) != OK)
		return unreadable;
	return arena_printf(c->mem, "%s %s %s %s", x.name != NULL ? x.name : "-",
	    x.code != NULL ? x.code : "-", key_kind_words[x.kind], x.fingerprint);
}

/* Whether the trust list takes that certificate, at that moment. */
static void ask(
    struct checking *k, const char *what, struct bytes der, enum key_use use, int64_t at_ms)
{
	struct certificate x;
	const char *authority = NULL;
	const struct trust_question q = {
		.der = der, .use = use, .at_ms = at_ms, .archived = true
	};
	if (k->trust == NULL) {
		printf(
		    "not checked: %s: 未给出信任列表 / no trust list was given (--trust)\n", what);
		return;
	}
	enum err e = trust_folder_check(k->c, k->trust, &q, &x, &authority);
	told(k, e, what,
	    arena_printf(
	        k->c->mem, "%s, %s", authority != NULL ? authority : "", moment_text(k->c, at_ms)));
}

/* The timestamp over a signature, and the moment at which its certificate is asked about: without
 * one now, because when somebody signed is their own word. */
static int64_t check_timestamp(struct checking *k, struct bytes token, struct bytes value)
{
	struct timestamp t;
	uint8_t digest[SHA256_BYTES];
	sha256(value.p, value.n, digest);
	if (token.n == 0) {
		printf("not checked: 时间戳 timestamp: 没有 / there is none; its imprint would be "
		       "%s\n",
		    enc_hex(k->c->mem, digest, sizeof(digest)));
		return k->c->now_ms;
	}
	enum err e = timestamp_read(k->c, token, digest, &t);
	if (!told(k, e, "时间戳 timestamp",
	        e == OK ? arena_printf(k->c->mem, "%s, %s", moment_text(k->c, t.at_ms),
	                      who(k->c, t.certificate))
	                : NULL))
		return k->c->now_ms;
	ask(k, "时间戳机构 timestamping authority", t.certificate, USE_STAMP, t.at_ms);
	return t.at_ms;
}

/* In force when it was used, by the word of who used it; the maker's certificate is asked about as
 * the signer's. */
static void check_stamp(
    struct checking *k, const struct stamp *s, int64_t used_ms, int64_t asked_ms)
{
	struct ctx *c = k->c;
	told(k, stamp_holds(c, s), "制章者签名 signature of the maker", who(c, s->maker));
	told(k, stamp_is_valid(c, s, used_ms), "印章有效期 the stamp is in force",
	    arena_printf(
	        c->mem, "%s – %s", moment_text(c, s->from_ms), moment_text(c, s->until_ms)));
	ask(k, "制章者证书 certificate of the maker", s->maker, USE_SIGN, asked_ms);
}

static void check_seal(struct checking *k, struct bytes file)
{
	struct stamp s;
	enum err e = stamp_read(k->c, file, &s);
	if (told(k, e, "印章结构 form of the stamp",
	        e == OK ? arena_printf(k->c->mem, "%s %s, %zu", s.id, s.name, s.who.n) : NULL))
		check_stamp(k, &s, k->c->now_ms, k->c->now_ms);
}

static void check_stamping(struct checking *k, struct bytes file, struct bytes document)
{
	struct ctx *c = k->c;
	struct stamping s;
	enum err e = stamping_read(c, file, &s);
	if (!told(k, e, "签章结构 form of what is stamped",
	        e == OK ? arena_printf(c->mem, "%s %s, %s", s.stamp.id, s.stamp.name,
	                      moment_text(c, s.at_ms))
	                : NULL) ||
	    !told(k, stamping_holds(c, &s), "签章者签名 signature", who(c, s.signer)))
		return;
	int64_t at_ms = check_timestamp(k, s.timestamp, s.signature);
	ask(k, "签章者证书 certificate", s.signer, USE_SIGN, at_ms);
	told(k, stamp_is_for(c, &s.stamp, s.signer), "印章可由其使用 the stamp is for it", NULL);
	check_stamp(k, &s.stamp, s.timestamp.n > 0 ? at_ms : s.at_ms, at_ms);
	told(k, stamping_is_of(c, &s, document), "原文摘要 digest of the file", NULL);
}

/* What came behind what it covers: other signatures, or something that nobody signed. */
static enum err check_cover(struct ctx *c, const struct pdf_signature *s, bool last, size_t file)
{
	if (s->covered < file && last)
		return fail(c, E_BAD_SIGNATURE, "%zu bytes were added after the last signature",
		    file - s->covered);
	return OK;
}

static void check_pdf(struct checking *k, struct bytes file)
{
	struct ctx *c = k->c;
	struct pdf_signature all[PDF_SIGNATURES_MAX];
	size_t n = 0;
	enum err e = pdf_signatures(c, file, all, &n);
	if (e == OK && n == 0)
		e = fail(c, E_BAD_SIGNATURE, "it has no signature");
	if (!told(k, e, "PDF", arena_printf(c->mem, "%zu 个签名 signatures", n)))
		return;
	for (size_t i = 0; i < n; i++) {
		struct pdf_signed is;
		const struct pdf_signature *s = &all[i];
		bool whole = s->covered == file.n;
		printf("--   第 %zu 个签名 signature %zu: %s\n", i + 1, i + 1, s->field);
		e = pdf_signature_holds(c, file, s, &is);
		if (!told(k, e, "签名 signature", e == OK ? who(c, is.certificate) : NULL))
			continue;
		told(k, check_cover(c, s, i + 1 == n, file.n), "覆盖范围 what it covers",
		    whole ? "整份文件 the whole file"
		          : arena_printf(c->mem,
		                "前 %zu 字节，其后由第 %zu 个签名接续 the first %zu bytes; "
		                "signature %zu follows",
		                s->covered, i + 2, s->covered, i + 2));
		if (s->said_at != NULL)
			printf("     签名者自述时间 time by its own word: %s\n", s->said_at);
		int64_t at_ms = check_timestamp(k, is.timestamp, is.value);
		ask(k, "签名者证书 certificate", is.certificate, USE_SIGN, at_ms);
	}
	printf("     图案不作任何证明 the picture proves nothing\n");
}

bool stamp_is_pdf(struct bytes file)
{
	return file.n > 5 && memcmp(file.p, "%PDF-", 5) == 0;
}

static enum err check(struct checking *k, const struct stamp_args *a)
{
	struct bytes file, document;
	TRY(command_read(k->c, a->words[1], LIMIT_STAMPED_BYTES, &file));
	if (a->n == 3)
		TRY(command_read(k->c, a->words[2], LIMIT_STAMPED_BYTES, &document));
	if (k->trust != NULL)
		TRY(trust_folder_look(k->c, k->trust));
	if (a->n == 3)
		check_stamping(k, file, document);
	else if (stamp_is_pdf(file))
		check_pdf(k, file);
	else
		check_seal(k, file);
	return OK;
}

int stamp_check(struct ctx *c, const struct stamp_args *a)
{
	struct checking k = { .c = c };
	if (a->trust != NULL)
		k.trust = trust_folder_new(a->trust, a->centre != NULL ? a->centre : "");
	enum err e = check(&k, a);
	trust_folder_free(k.trust);
	if (e != OK)
		return command_failed(c, e);
	return k.failed ? 1 : 0;
}
