/* command_bill.c - bill: reads a bill of quantities, and checks a priced one against it, on the
 * machine of whoever made it: what the committee would find is found while it can be mended. */
#include <argp.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "commands.h"
#include "core/base/limits.h"
#include "core/base/money.h"
#include "trade/bill/bill.h"

struct args {
	const char *tender, *priced, *price;
};

static const struct argp_option options[] = {
	{ "price", 'p', "AMOUNT", 0, "the price of the bid form", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct args *a = state->input;
	switch (key) {
	case 'p':
		a->price = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num > 1)
			argp_usage(state);
		if (state->arg_num == 0)
			a->tender = arg;
		else
			a->priced = arg;
		return 0;
	case ARGP_KEY_END:
		if (a->tender == NULL || (a->price != NULL && a->priced == NULL))
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static enum err read_file(struct ctx *c, const char *path, struct bill *out)
{
	char *text = arena_alloc(c->mem, LIMIT_BILL_BYTES + 1);
	FILE *f = fopen(path, "re");
	if (f == NULL)
		return fail(c, E_NOT_FOUND, "%s: %s", path, strerror(errno));
	size_t n = fread(text, 1, LIMIT_BILL_BYTES + 1, f);
	bool ok = ferror(f) == 0;
	fclose(f);
	if (!ok)
		return fail(c, E_STORE, "%s: cannot be read", path);
	if (bill_read(c, text, n, out) != OK)
		return fail(c, c->fault.err, "%s:%s", path, c->fault.detail);
	printf("%s: %zu works, %zu lines, %s, SHA-256 %s\n", path, out->work_count, out->line_count,
	    out->priced ? "priced" : "without prices", out->digest);
	return OK;
}

static const char *or_none(const char *text)
{
	return text != NULL ? text : "-";
}

/* Each finding on a line; their number. */
static size_t tell(const struct bill_result *r)
{
	int64_t all = 0;
	for (size_t i = 0; i < r->finding_count; i++) {
		const struct bill_finding *f = &r->findings[i];
		printf("%s\t%s\t%s\t%s\t%s\n", bill_finding_words[f->kind], or_none(f->work),
		    or_none(f->code), or_none(f->expected), or_none(f->found));
	}
	for (size_t i = 0; i < BILL_FINDING_KINDS; i++)
		all += r->counts[i];
	printf("%" PRId64 " findings; SHA-256 of the result %s\n", all, r->digest);
	return (size_t)all;
}

static enum err check(struct ctx *c, const struct args *a, size_t *found)
{
	struct bill tender, priced;
	struct bill_result r;
	struct money price = { .minor = -1 };
	TRY(read_file(c, a->tender, &tender));
	if (a->priced == NULL)
		return OK;
	TRY(read_file(c, a->priced, &priced));
	if (a->price != NULL)
		TRY(money_parse(c, a->price, priced.currency, &price));
	TRY(bill_compare(c, &tender, &priced, price.minor, &r));
	*found = tell(&r);
	return OK;
}

int command_bill(int argc, char **argv)
{
	static const struct argp argp = { options, parse, "TENDER [PRICED]",
		"Reads a bill of quantities; checks a priced one against it. Ends with 1 where "
		"anything was found.",
		0, 0, 0 };
	struct args a = { 0 };
	struct ctx c = command_ctx();
	size_t found = 0;
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	arena_free(c.mem);
	c.mem = arena_new(LIMIT_BILL_ARENA_BYTES + 4 * LIMIT_BILL_BYTES);
	enum err e = check(&c, &a, &found);
	int status = e != OK ? command_failed(&c, e) : found > 0;
	arena_free(c.mem);
	return status;
}
