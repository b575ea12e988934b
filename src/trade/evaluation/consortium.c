/* consortium.c - 联合体: who bids with whom, and what of it the committee has to decide. */
#include <stdlib.h>
#include <string.h>

#include "trade/evaluation/sheet.h"

/* One name or code under which a bid stands. */
struct unit {
	const char *id;
	size_t row;
	bool own; /* the bidder's own name, no member's */
};

static int by_id(const void *a, const void *b)
{
	const struct unit *x = a, *y = b;
	int order = strcmp(x->id, y->id);
	return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

/* Names and codes of all opened bids; *n 0: nobody bids in a consortium. */
static struct unit *units_of(struct ctx *c, const struct dossier *d, size_t *n)
{
	size_t members = 0, count = 0;
	for (size_t i = 0; i < d->row_count; i++)
		members += d->rows[i].form.consortium.n;
	struct unit *list = arena_array(c->mem, struct unit, d->row_count + 2 * members);
	for (size_t i = 0; i < d->row_count && members > 0; i++) {
		const struct opened_bid *row = &d->rows[i];
		const struct consortium_member *m = row->form.consortium.items;
		if (row->state != OPENED)
			continue;
		list[count++] = (struct unit){ row->name, i, true };
		for (size_t k = 0; k < row->form.consortium.n; k++) {
			list[count++] = (struct unit){ m[k].name, i, false };
			if (m[k].code != NULL)
				list[count++] = (struct unit){ m[k].code, i, false };
		}
	}
	qsort(list, count, sizeof(*list), by_id);
	*n = count;
	return list;
}

/* Those of one name or code: a member of one bid that stands behind another as well. */
static void doubt_run(
    struct ctx *c, const struct dossier *d, const struct unit *run, size_t n, struct fault *doubts)
{
	bool members = false;
	for (size_t i = 0; i < n; i++)
		members = members || !run[i].own;
	if (!members || run[0].row == run[n - 1].row)
		return;
	for (size_t i = 0; i < n; i++) {
		const struct unit *other = run[i].row == run[0].row ? &run[n - 1] : &run[0];
		if (doubts[run[i].row].detail == NULL)
			doubts[run[i].row] = fault_told(c,
			    "%s stands behind the bid of %s as well; who bids alone and in a "
			    "consortium, or "
			    "in two, makes these bids invalid (Implementing Regulation, art. 37)",
			    run[i].id, d->rows[other->row].name);
	}
}

struct fault *consortium_doubts(struct ctx *c, const struct dossier *d)
{
	struct fault *doubts = arena_array(c->mem, struct fault, d->row_count);
	size_t n;
	const struct unit *list = units_of(c, d, &n);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && strcmp(list[end].id, list[i].id) == 0;)
			end++;
		doubt_run(c, d, &list[i], end - i, doubts);
	}
	for (size_t i = 0; i < d->row_count; i++) {
		const struct bid_form *form = &d->rows[i].form;
		if (form->consortium.n > 0 && form->agreement == NULL)
			doubts[i] = fault_told(c, "the consortium handed in no joint agreement "
			                          "(Implementing Regulation, art. 51(2))");
	}
	return doubts;
}
