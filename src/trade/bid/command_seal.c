/* command_seal.c - seal: makes the sealed container of a bid part on the tenderer's own machine.
 *
 * The content key is written to KEYFILE (base64, readable by the owner only) and never leaves the
 * machine before the opening. Whoever loses it has the bid opened by the custodians that the
 * announcement names, or by a certificate that the key was wrapped for; else by nobody. */
#include <argp.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "commands.h"
#include "core/base/enc.h"
#include "core/base/limits.h"
#include "core/trust/command_key.h"
#include "core/trust/trust_folder.h"
#include "trade/bid/bid.h"
#include "trade/bill/bill.h"
#include "trade/custody/custody.h"

struct seal_args {
	struct seal_header header;
	const char *key, *in, *out, *custody, *trust, *recipients[SEAL_RECIPIENTS];
	size_t recipient_count;
};
#define CUSTODY_BYTES_MAX (1024L * 1024)

static const struct argp_option options[] = {
	{ "centre", 'c', "CODE", 0, "统一社会信用代码 of the centre", 0 },
	{ "lot", 'l', "ID", 0, "the lot", 0 },
	{ "party", 'p', "ID", 0, "the tenderer", 0 },
	{ "part", 't', "PART", 0, "form (a JSON file; the default), documents or bill", 0 },
	{ "key", 'k', "KEYFILE", 0, "where the content key is written; must not exist", 0 },
	{ "sm4", '4', 0, 0, "by SM4 and SM3 (国密) instead of AES-256-GCM", 0 },
	{ "custody", 's', "FILE", 0,
	    "the tender as GET /api/tenders/T has it: its custodians get shares of the key", 0 },
	{ "trust", 'u', "DIR", 0,
	    "a trust list had from elsewhere, which must take the custodians' certificates", 0 },
	{ "recipient", 'r', "CERTIFICATE", 0,
	    "wrap the key for that certificate, too (PEM): heng unseal; at most twice", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct seal_args *a = state->input;
	switch (key) {
	case 'c':
		a->header.centre = arg;
		return 0;
	case 'l':
		a->header.lot = arg;
		return 0;
	case 'p':
		a->header.party = arg;
		return 0;
	case 't':
		a->header.part = arg;
		return 0;
	case 'k':
		a->key = arg;
		return 0;
	case '4':
		a->header.cipher = SEAL_SM4;
		return 0;
	case 's':
		a->custody = arg;
		return 0;
	case 'u':
		a->trust = arg;
		return 0;
	case 'r':
		if (a->recipient_count == SEAL_RECIPIENTS)
			argp_usage(state);
		a->recipients[a->recipient_count++] = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num == 0)
			a->in = arg;
		else if (state->arg_num == 1)
			a->out = arg;
		else
			argp_usage(state);
		return 0;
	case ARGP_KEY_END:
		if (!a->header.centre || !a->header.lot || !a->header.party || !a->key || !a->out)
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static enum err write_key(struct ctx *c, const char *path, const uint8_t key[SEAL_KEY_BYTES])
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail(
		    c, errno == EEXIST ? E_CONFLICT : E_STORE, "%s: %s", path, strerror(errno));
	bool ok =
	    dprintf(fd, "%s\n", enc_base64(c->mem, key, SEAL_KEY_BYTES)) > 0 && fsync(fd) == 0;
	close(fd);
	return ok ? OK : fail(c, E_STORE, "%s: %s", path, strerror(errno));
}

/* What the opening could not read is found here, while it can still be mended. */
static enum err check_form(struct ctx *c, int fd)
{
	uint8_t *text = arena_alloc(c->mem, LIMIT_CONTAINER_BYTES);
	struct bid_form form;
	ssize_t n = pread(fd, text, LIMIT_CONTAINER_BYTES, 0);
	if (n < 0)
		return fail(c, E_STORE, "the form: %s", strerror(errno));
	TRY(bid_form_read(c, (struct bytes){ text, (size_t)n }, &form));
	const char *note;
	(void)bid_price(c, &form, &note);
	return note == NULL ? OK : fail_at(c, E_BAD_AMOUNT, "/capitals", form.capitals, "%s", note);
}

static enum err check_bill(struct ctx *c, int fd)
{
	struct ctx own = *c;
	struct bill bill;
	own.mem = arena_new(LIMIT_BILL_ARENA_BYTES + 2 * LIMIT_BILL_BYTES);
	char *text = arena_alloc(own.mem, LIMIT_BILL_BYTES + 1);
	ssize_t n = pread(fd, text, LIMIT_BILL_BYTES + 1, 0);
	enum err e = n < 0 ? fail(&own, E_STORE, "the bill: %s", strerror(errno))
	                   : bill_read(&own, text, (size_t)n, &bill);
	if (e == OK && !bill.priced)
		e = fail(&own, E_BAD_BILL, "it has no prices");
	if (e != OK)
		e = fail(c, e, "%s", own.fault.detail);
	arena_free(own.mem);
	return e;
}

static enum err check_part(struct ctx *c, const char *part, int fd)
{
	if (strcmp(part, SEAL_PART_FORM) == 0)
		return check_form(c, fd);
	return strcmp(part, SEAL_PART_BILL) == 0 ? check_bill(c, fd) : OK;
}

/* The tender that names them, or what it says of them alone. */
static enum err read_custody(struct ctx *c, const char *path, struct custody_in *out)
{
	struct bytes text;
	struct json *tree;
	TRY(command_read(c, path, CUSTODY_BYTES_MAX, &text));
	TRY(json_parse(c, (const char *)text.p, text.n, &tree));
	const struct json *custody = json_get(tree, "custody");
	if (custody == NULL && json_get(tree, "threshold") == NULL)
		return fail(c, E_BAD_FIELD, "%s: this tender has no custodians", path);
	return custody_read(c, json_canonical(c, custody != NULL ? custody : tree), out);
}

/* Who will have a share is said, and looked up where there is a list: whoever can put certificates
 * of his own into what the centre answers could open the bid. */
static enum err tell_custodian(
    struct ctx *c, struct trust_folder *trust, size_t number, struct bytes certificate)
{
	struct certificate x;
	const struct trust_question q = { .der = certificate, .use = USE_SEAL, .at_ms = c->now_ms };
	if (trust != NULL)
		TRY(trust_folder_check(c, trust, &q, &x, NULL));
	else
		TRY(certificate_read(c, certificate, &x));
	fprintf(stderr, "heng: share %zu for %s, %s, certificate %s%s\n", number,
	    x.name != NULL ? x.name : "-", x.code != NULL ? x.code : "-", x.fingerprint,
	    trust != NULL ? "" : ": not looked up (--trust)");
	return OK;
}

static enum err tell_custodians(
    struct ctx *c, const struct seal_args *a, const struct bytes *certificates, size_t n)
{
	struct trust_folder *trust =
	    a->trust != NULL ? trust_folder_new(a->trust, a->header.centre) : NULL;
	enum err e = trust != NULL ? trust_folder_look(c, trust) : OK;
	for (size_t i = 0; e == OK && i < n; i++)
		e = tell_custodian(c, trust, i + 1, certificates[i]);
	trust_folder_free(trust);
	return e;
}

static enum err share_key(struct ctx *c, const struct seal_args *a,
    const uint8_t key[SEAL_KEY_BYTES], struct seal_header *h)
{
	struct bytes custodians[SHARES_MAX], recipients[SEAL_RECIPIENTS];
	struct custody_in in = { 0 };
	if (a->custody != NULL)
		TRY(read_custody(c, a->custody, &in));
	const struct custodian *list = in.custodians.items;
	for (size_t i = 0; i < in.custodians.n; i++)
		custodians[i] = list[i].certificate;
	TRY(tell_custodians(c, a, custodians, in.custodians.n));
	for (size_t i = 0; i < a->recipient_count; i++)
		TRY(command_certificate(c, a->recipients[i], &recipients[i]));
	const struct seal_for to = { .threshold = in.threshold,
		.custodians = custodians,
		.custodian_count = in.custodians.n,
		.recipients = recipients,
		.recipient_count = a->recipient_count };
	return seal_share_out(c, h, key, &to);
}

static enum err seal(struct ctx *c, const struct seal_args *a)
{
	uint8_t key[SEAL_KEY_BYTES];
	struct seal_header header = a->header;
	int in = open(a->in, O_RDONLY | O_CLOEXEC);
	if (in < 0)
		return fail(c, E_NOT_FOUND, "%s: %s", a->in, strerror(errno));
	enum err bad = check_part(c, a->header.part, in);
	if (bad != OK) {
		close(in);
		return bad;
	}
	rng_bytes(&c->rng, key, sizeof(key));
	enum err e = share_key(c, a, key, &header);
	if (e == OK)
		e = write_key(c, a->key, key);
	int out = e == OK ? open(a->out, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
	if (e == OK && out < 0)
		e = fail(c, E_STORE, "%s: %s", a->out, strerror(errno));
	if (e == OK)
		e = seal_make_file(c, &header, key, in, out);
	if (out >= 0) {
		if (e == OK && fsync(out) != 0)
			e = fail(c, E_STORE, "%s: %s", a->out, strerror(errno));
		close(out);
		if (e != OK)
			unlink(a->out);
	}
	close(in);
	OPENSSL_cleanse(key, sizeof(key));
	return e;
}

int command_seal(int argc, char **argv)
{
	static const struct argp argp = { options, parse, "IN OUT",
		"Seals a bid part and keeps its key in KEYFILE.", 0, 0, 0 };
	struct seal_args a = { .header = { .part = SEAL_PART_FORM } };
	struct ctx c = command_ctx();
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	enum err e = seal(&c, &a);
	int status = e == OK ? 0 : command_failed(&c, e);
	arena_free(c.mem);
	return status;
}
