/* command_stamp.c - stamp: stamps made, files stamped by them, both checked. */
#include <argp.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "commands.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/stamp/command_own.h"
#include "core/stamp/picture.h"
#include "core/trust/command_key.h"
#include "core/trust/key.h"

static const struct argp_option options[] = {
	{ "maker", 'm', "CERT", 0, "make: who makes the stamp (制章者); its KEY follows", 0 },
	{ "name", 'n', "NAME", 0, "make: whose stamp it is", 0 },
	{ "id", 'i', "ID", 0, "make: its number; one by chance", 0 },
	{ "picture", 'p', "PNG", 0, "make: its picture; the usual round one is drawn", 0 },
	{ "size", 's', "MM", 0, "make: its width, and height where it is square; 42", 0 },
	{ "for", 'f', "CERT", 0, "make: who may use it; may be said several times", 0 },
	{ "from", 'a', "TIME", 0, "make: since when, RFC 3339; now", 0 },
	{ "until", 'u', "TIME", 0, "make: until when", 0 },
	{ "stamp", 'e', "ESL", 0, "sign: the stamp", 0 },
	{ "pdf", 'P', 0, 0, "sign: on a page of a PDF, which is signed", 0 },
	{ "page", 'g', "N", 0, "sign --pdf: the page, from 1; 1", 0 },
	{ "at", 'x', "X,Y", 0, "sign --pdf: how many mm from the left and lower edge", 0 },
	{ "trust", 't', "DIR", 0, "check: a folder with a trust list", 0 },
	{ "centre", 'c', "CODE", 0, "check --trust: the centre that asks", 0 },
	{ 0 },
};

static error_t parse_word(struct stamp_args *a, char *arg, struct argp_state *state)
{
	if (a->n == STAMP_WORDS_MAX)
		argp_usage(state);
	a->words[a->n++] = arg;
	return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct stamp_args *a = state->input;
	const struct {
		int key;
		const char **to;
	} texts[] = { { 'm', &a->maker }, { 'n', &a->name }, { 'i', &a->id }, { 'p', &a->picture },
		{ 's', &a->size }, { 'a', &a->from }, { 'u', &a->until }, { 'e', &a->stamp },
		{ 'g', &a->page }, { 'x', &a->at }, { 't', &a->trust }, { 'c', &a->centre } };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i].key == key) {
			*texts[i].to = arg;
			return 0;
		}
	if (key == ARGP_KEY_ARG)
		return parse_word(a, arg, state);
	if (key == 'P') {
		a->pdf = true;
		return 0;
	}
	if (key != 'f')
		return ARGP_ERR_UNKNOWN;
	if (a->for_n == STAMP_CERTIFICATES_MAX)
		argp_error(state, "--for: at most %d", STAMP_CERTIFICATES_MAX);
	a->for_whom[a->for_n++] = arg;
	return 0;
}

/* A whole number at the beginning of a text. */
static enum err whole(
    struct ctx *c, const char *option, const char *text, const char *end, int64_t *out)
{
	char *stop;
	long n = strtol(text, &stop, 10);
	if (stop == text || (size_t)(stop - text) != strlen(text) - strlen(end) || n < 0 ||
	    n > 100000)
		return fail_at(c, E_BAD_FIELD, option, text, "a whole number");
	*out = n;
	return OK;
}

/* The key is freed by the caller. */
static enum err read_signer(
    struct ctx *c, const char *certificate, const char *key, struct stamp_signer *out)
{
	TRY(command_certificate(c, certificate, &out->certificate));
	return command_key(c, key, &out->key);
}

static enum err read_picture(struct ctx *c, const struct stamp_args *a, struct stamp_picture *out)
{
	struct stamp_picture p = { .type = "PNG", .width_mm = PICTURE_ROUND_MM };
	struct pdf_pixels pixels;
	if (a->size != NULL)
		TRY(whole(c, "--size", a->size, "", &p.width_mm));
	if (a->picture != NULL)
		TRY(command_read(c, a->picture, LIMIT_STAMP_BYTES, &p.image));
	else
		TRY(picture_draw(c, a->name, &p.image));
	TRY(picture_read(c, p.image, &pixels));
	p.height_mm = (p.width_mm * pixels.height + pixels.width / 2) / pixels.width;
	*out = p;
	return OK;
}

static enum err make(struct ctx *c, const struct stamp_args *a)
{
	struct stamp s = { .vendor = "heng", .id = a->id, .type = 1, .name = a->name };
	struct stamp_signer maker;
	struct bytes out;
	uint8_t random[10];
	if (a->name == NULL || a->maker == NULL || a->until == NULL || a->for_n == 0)
		return fail(c, E_MISSING_FIELD, "--maker, --name, --for and --until");
	s.made_ms = s.from_ms = c->now_ms;
	if (a->from != NULL)
		TRY(moment_parse(c, "--from", a->from, &s.from_ms));
	TRY(moment_parse(c, "--until", a->until, &s.until_ms));
	rng_bytes(&c->rng, random, sizeof(random));
	if (s.id == NULL)
		s.id = enc_hex(c->mem, random, sizeof(random));
	s.who.kind = STAMP_CERTIFICATES;
	for (; s.who.n < a->for_n; s.who.n++)
		TRY(command_certificate(c, a->for_whom[s.who.n], &s.who.is[s.who.n]));
	TRY(read_picture(c, a, &s.picture));
	TRY(read_signer(c, a->maker, a->words[1], &maker));
	enum err e = stamp_make(c, &s, &maker, &out);
	EVP_PKEY_free(maker.key);
	TRY(e);
	return command_write_new(c, a->words[2], out);
}

static enum err sign_pdf(struct ctx *c, const struct stamp_args *a, struct bytes esl,
    const struct stamp_signer *by, struct bytes file, struct bytes *out)
{
	struct stamp s;
	struct pdf_pixels pixels;
	struct pdf_stamping how = { .page = 1, .pixels = &pixels };
	const char *comma = a->at != NULL ? strchr(a->at, ',') : NULL;
	if (comma == NULL)
		return fail_at(c, E_BAD_FIELD, "--at", a->at, "X,Y in mm");
	TRY(whole(c, "--at", a->at, comma, &how.x_mm));
	TRY(whole(c, "--at", comma + 1, "", &how.y_mm));
	if (a->page != NULL)
		TRY(whole(c, "--page", a->page, "", &how.page));
	TRY(stamp_read(c, esl, &s));
	TRY(stamp_holds(c, &s));
	TRY(stamp_is_for(c, &s, by->certificate));
	TRY(stamp_is_valid(c, &s, c->now_ms));
	TRY(picture_read(c, s.picture.image, &pixels));
	how.width_mm = s.picture.width_mm;
	how.height_mm = s.picture.height_mm;
	how.name = s.name;
	return pdf_stamp(c, file, &how, by, out);
}

static enum err sign(struct ctx *c, const struct stamp_args *a)
{
	struct stamp_signer by;
	struct bytes file, esl, out;
	if (a->stamp == NULL)
		return fail(c, E_MISSING_FIELD, "--stamp");
	TRY(command_read(c, a->words[1], LIMIT_STAMPED_BYTES, &file));
	TRY(command_read(c, a->stamp, LIMIT_STAMP_BYTES, &esl));
	TRY(read_signer(c, a->words[2], a->words[3], &by));
	enum err e =
	    a->pdf ? sign_pdf(c, a, esl, &by, file, &out) : stamping_make(c, esl, &by, file, &out);
	EVP_PKEY_free(by.key);
	TRY(e);
	return command_write_new(c, a->words[4], out);
}

static enum err add_timestamp(struct ctx *c, const struct stamp_args *a)
{
	struct bytes file, token, out;
	TRY(command_read(c, a->words[1], LIMIT_STAMPED_BYTES, &file));
	TRY(command_read(c, a->words[2], LIMIT_TIMESTAMP_BYTES, &token));
	if (stamp_is_pdf(file))
		TRY(pdf_add_timestamp(c, file, token, &out));
	else
		TRY(stamping_add_timestamp(c, file, token, &out));
	return command_write_new(c, a->words[3], out);
}

static int run(struct ctx *c, const struct stamp_args *a, const struct argp *argp, char *name)
{
	enum err e;
	const char *what = a->n > 0 ? a->words[0] : "";
	if (strcmp(what, "check") == 0 && (a->n == 2 || a->n == 3))
		return stamp_check(c, a);
	if (strcmp(what, "make") == 0 && a->n == 3) {
		e = make(c, a);
	} else if (strcmp(what, "sign") == 0 && a->n == 5) {
		e = sign(c, a);
	} else if (strcmp(what, "timestamp") == 0 && a->n == 4) {
		e = add_timestamp(c, a);
	} else {
		argp_help(argp, stderr, ARGP_HELP_STD_USAGE, name);
		exit(2);
	}
	return e == OK ? 0 : command_failed(c, e);
}

int command_stamp(int argc, char **argv)
{
	static const struct argp argp = { options, parse,
		"make --maker CERT KEY --name NAME --for CERT… --until TIME OUT.esl\n"
		"sign DOCUMENT --stamp ESL CERT KEY OUT [--pdf --page N --at X,Y]\n"
		"timestamp STAMPED TOKEN OUT\n"
		"check STAMPED [DOCUMENT] [--trust DIR]",
		"Electronic stamps (GB/T 38540), and files and PDFs that are stamped.\v"
		"CERT and KEY are in PEM. A picture proves nothing: check tells what the signature "
		"beneath it says.",
		0, 0, 0 };
	struct stamp_args a = { 0 };
	struct ctx c = command_ctx();
	arena_free(c.mem);
	c.mem = arena_new(LIMIT_STAMPED_ARENA_BYTES);
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	int status = run(&c, &a, &argp, argv[0]);
	arena_free(c.mem);
	return status;
}
