/* command_export.c - export and verify: a finished trade as one file, and the check of such a file
 * or of a receipt. */
#include <argp.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app.h"
#include "command.h"
#include "commands.h"
#include "core/base/moment.h"
#include "core/evidence/receipt.h"
#include "trade/export/export.h"

static struct ctx roomy_ctx(void)
{
	struct ctx c = command_ctx();
	arena_free(c.mem);
	c.mem = arena_new(EXPORT_ARENA_BYTES);
	return c;
}

/* A whole file, mapped. Empty ones are no file of ours. */
static enum err map_file(struct ctx *c, const char *path, struct bytes *out)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0 || st.st_size == 0) {
		enum err e =
		    fail(c, E_NOT_FOUND, "%s: %s", path, fd < 0 ? strerror(errno) : "is empty");
		if (fd >= 0)
			close(fd);
		return e;
	}
	void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		return fail(c, E_STORE, "%s: %s", path, strerror(errno));
	*out = (struct bytes){ p, (size_t)st.st_size };
	return OK;
}

static void unmap(struct bytes b)
{
	if (b.p != NULL)
		munmap((void *)(uintptr_t)b.p, b.n);
}

static enum err verify_path(
    struct ctx *c, const char *path, const struct export_check *check, struct export_seen *seen)
{
	struct bytes zip = { 0 };
	TRY(map_file(c, path, &zip));
	enum err e = export_verify(c, zip, check, seen);
	unmap(zip);
	return e;
}

/* What is handed out has been checked as its receivers will check it. */
static enum err export_checked(struct ctx *c, struct app *app, const char *lot, const char *path)
{
	struct export_seen seen;
	const struct export_check check = { .keys = log_keys(app->log) };
	TRY(export_write(c, app, lot, path));
	if (verify_path(c, path, &check, &seen) == OK)
		return OK;
	unlink(path);
	return fail(c, E_INTERNAL, "the export does not verify: %s: %s",
	    c->fault.field ? c->fault.field : path, c->fault.detail);
}

int command_export(int argc, char **argv)
{
	struct ctx c = roomy_ctx();
	struct app *app = NULL;
	if (argc != 4) {
		fputs("usage: heng export DIR LOT OUT.zip\n", stderr);
		return 2;
	}
	const struct app_options o = {
		.dir = argv[1], .manual = true, .manual_now_ms = c.now_ms, .beside = true
	};
	enum err e = app_open(&c, &o, &app);
	if (e == OK) {
		c.law = app->law;
		e = app_publish(app);
	}
	if (e == OK)
		e = reader_take(app, &c);
	if (e == OK)
		e = export_checked(&c, app, argv[2], argv[3]);
	if (app != NULL)
		reader_give(app, &c);
	int status = e == OK ? 0 : command_failed(&c, e);
	app_close(app);
	arena_free(c.mem);
	return status;
}

/* Text of a stranger's file on a terminal: without control characters. */
static void print_plain(const char *text)
{
	for (; *text != '\0'; text++)
		putchar((unsigned char)*text < 0x20 || *text == 0x7F ? '?' : *text);
}

static void say(void *arg, const char *what)
{
	(void)arg;
	fputs("ok  ", stdout);
	print_plain(what);
	putchar('\n');
}

struct verify_args {
	const char *file, *keys, *trust;
};

static const struct argp_option verify_options[] = {
	{ "keys", 'k', "FILE", 0,
	    "the log's keys that must have signed it, as /log/keys and heng log print them; what "
	    "follows an empty line is not read",
	    0 },
	{ "trust", 't', "DIR", 0,
	    "a trust list with its keys and lists of revoked ones, laid out as in a centre's "
	    "folder: "
	    "certificates that signed must have been taken by it",
	    0 },
	{ 0 },
};

static error_t verify_parse(int key, char *arg, struct argp_state *state)
{
	struct verify_args *a = state->input;
	switch (key) {
	case 'k':
		a->keys = arg;
		return 0;
	case 't':
		a->trust = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num > 0)
			argp_usage(state);
		a->file = arg;
		return 0;
	case ARGP_KEY_END:
		if (a->file == NULL)
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static enum err verify_export(struct ctx *c, struct bytes zip, const char *keys, const char *trust)
{
	const struct export_check check = { .keys = keys, .trust = trust, .say = say };
	struct export_seen seen;
	TRY(export_verify(c, zip, &check, &seen));
	if (seen.practice)
		puts("practice centre: nothing in it is real");
	printf("verified: %zu entries, lot %s, %s, log ", seen.entries, seen.lot, seen.state);
	print_plain(seen.origin);
	printf(" at size %" PRIu64 "\n", seen.size);
	if (keys == NULL)
		puts("consistent in itself; whose log it is, is not proved: give the log's keys, "
		     "which you have from elsewhere, with --keys");
	return OK;
}

static enum err verify_receipt(struct ctx *c, struct bytes text, const char *keys)
{
	const struct receipt_check check = { .keys = keys, .say = say };
	struct receipt_seen seen;
	TRY(receipt_check(c, text, &check, &seen));
	if (seen.answer)
		puts("not checked: the result in the answer, which the receipt does not speak for");
	if (!seen.trusted)
		puts("not checked: the signatures, for want of --keys; anybody can make such a "
		     "file");
	printf("%s: %s of %s by %s%s at %s, place %" PRId64 " of the log %s at size %" PRIu64
	       "%s\n",
	    seen.trusted ? "proved" : "claimed, not proved", seen.kind, seen.object,
	    seen.party ? "party " : "no party (the clock, or a person without one)",
	    seen.party ? seen.party : "", moment_text(c, seen.at_ms), seen.place, seen.origin,
	    seen.size, seen.practice ? "; practice centre: nothing in it is real" : "");
	return OK;
}

/* Which of the two a file is, its first bytes say. */
static enum err verify_file(struct ctx *c, const struct verify_args *a)
{
	const char *keys = NULL;
	struct bytes file = { 0 };
	if (a->keys != NULL)
		TRY(command_keys(c, a->keys, &keys));
	TRY(map_file(c, a->file, &file));
	enum err e;
	if (file.n >= 2 && memcmp(file.p, "PK", 2) == 0)
		e = verify_export(c, file, keys, a->trust);
	else if (file.p[0] == '{')
		e = verify_receipt(c, file, keys);
	else
		e = fail_at(c, E_BAD_REQUEST, a->file, NULL,
		    "neither an export, which begins with PK, nor a receipt, with {");
	unmap(file);
	return e;
}

int command_verify(int argc, char **argv)
{
	static const struct argp argp = { verify_options, verify_parse, "FILE",
		"Checks a receipt or the export of a trade, without centre or network.", 0, 0, 0 };
	struct verify_args a = { 0 };
	struct ctx c = roomy_ctx();
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	enum err e = verify_file(&c, &a);
	if (e == E_BAD_REQUEST) {
		printf("FAIL ");
		print_plain(c.fault.field);
		printf(": ");
		print_plain(c.fault.detail);
		putchar('\n');
	} else if (e != OK) {
		command_failed(&c, e);
	}
	arena_free(c.mem);
	return e == OK ? 0 : 1;
}
