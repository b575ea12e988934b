/* documents_http.c - what a bid holds beside its form, for those who judge and watch. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/document/document.h"
#include "core/http/http.h"
#include "core/trust/seal.h"
#include "trade/evaluation/evaluation_db.h"

#define PDF "%PDF-"

enum err of_judging(struct req *r, uint32_t *who)
{
	struct ctx *c = &r->c;
	struct member *list;
	struct lot l;
	size_t n;
	TRY(of_committee(r, who));
	if ((*who & W_COMMITTEE) == 0)
		return OK;
	TRY(lot_get(c, r->params[0], &l, NULL));
	TRY(committee_of(c, l.id, &list, &n));
	bool judges = l.state == LS_SCREENING || l.state == LS_PRICING || l.state == LS_EVALUATING;
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].person, c->actor.user) == 0)
			judges = judges && list[i].recused == NULL;
	if (!judges)
		*who &= ~(uint32_t)W_COMMITTEE;
	return OK;
}

/* A file that has no name, and is gone with its last reader. */
static enum err open_nameless(struct req *r, int *out)
{
	*out = open(arena_printf(r->c.mem, "%s/uploads", r->app->dir),
	    O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	return *out >= 0 ? OK : fail(&r->c, E_STORE, "a passing file: %s", strerror(errno));
}

/* Only what shows itself to be a PDF is shown within a page; the rest is taken home. */
static void reply_part(struct req *r, int fd, const char *name)
{
	char head[sizeof(PDF)] = "";
	bool pdf = pread(fd, head, sizeof(PDF) - 1, 0) == (ssize_t)sizeof(PDF) - 1 &&
	           strcmp(head, PDF) == 0;
	r->reply.status = 200;
	r->reply.fd = fd;
	r->reply.type = pdf ? "application/pdf" : "application/octet-stream";
	r->reply.disposition = arena_printf(r->c.mem, "%s; filename=\"%s%s\"",
	    pdf ? "inline" : "attachment", name, pdf ? ".pdf" : "");
	r->reply.framed = pdf;
}

/* The key came with the opening and is kept; the content is deciphered for each reading into a file
 * that ends with it. */
static enum err documents_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender t;
	struct lot l;
	struct bid b;
	int out;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(opened_bid_of(c, &l, r->params[1]));
	TRY(bid_current(c, l.id, r->params[1], &b));
	const struct sealed_part *part = &b.parts[PART_DOCUMENTS];
	if (part->digest == NULL || part->key.n != SEAL_KEY_BYTES)
		return absent(c, E_NOT_FOUND, "documents of the bid of", r->params[1]);
	int in = open(document_path(c, r->app->dir, part->digest), O_RDONLY | O_CLOEXEC);
	if (in < 0)
		return fail(c, E_STORE, "document %s: %s", part->digest, strerror(errno));
	enum err e = open_nameless(r, &out);
	if (e == OK) {
		e = seal_open_file(c, in, part->key.p, out);
		if (e != OK)
			close(out);
	}
	close(in);
	TRY(e);
	reply_part(r, out, r->params[1]);
	return OK;
}

const struct route documents_routes[] = {
	{ M_GET, "/api/lots/{lot}/bids/{party}/documents", ROW_READ, ROW_SLOW,
	    .handler = documents_get, .who = W_COMMITTEE | W_SUPERVISOR | W_INSPECTOR,
	    .of = of_judging, .errors = "NOT_FOUND BAD_SEAL STORE",
	    .doc =
	        "The documents part of a bid as it was before it was sealed, once it is opened." },
	{ .path = NULL },
};
