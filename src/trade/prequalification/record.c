/* record.c - the pure half: containers to applications, reviews to those who passed. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "trade/prequalification/prequalification.h"

const struct field application_form_fields[] = {
	F_TEXT(application_form, statement, REQUIRED, 1, 20000, "how each condition is met"),
	F_LIST(application_form, consortium, OPTIONAL, 1, LIMIT_CONSORTIUM, consortium_fields,
	    consortium_member, "联合体: its other members"),
	F_END,
};

#define POINTS_MAX 1000000 /* a hundred, in ten-thousandths */

struct verdict {
	const char *party, *reason;
	bool passed;
	int64_t points;
};
static const struct field verdict_fields[] = {
	F_ID(verdict, party, REQUIRED, "the applicant"),
	F_BOOL(verdict, passed, REQUIRED, "合格"),
	F_TEXT(verdict, reason, OPTIONAL, 1, LIMIT_REASON_CHARS,
	    "why not, with the condition that is not met; wanted then"),
	F_INT(verdict, points, OPTIONAL, 1, POINTS_MAX,
	    "of a hundred, in ten-thousandths; wanted where the announcement limits how many pass"),
	F_END,
};
const struct field review_fields[] = {
	F_LIST(review_in, results, REQUIRED, 1, LIMIT_BIDS, verdict_fields, verdict,
	    "every opened application once"),
	F_END,
};

static enum err form_read(struct ctx *c, struct bytes text, struct application_form *out)
{
	struct application_form form = { 0 };
	struct json *tree;
	TRY(json_parse(c, (const char *)text.p, text.n, &tree));
	TRY(field_parse(c, application_form_fields, tree, &form));
	*out = form;
	return OK;
}

void application_open(struct ctx *c, struct bytes container, struct application *a)
{
	struct bytes plain;
	a->why = "no key";
	if (a->key.n != SEAL_KEY_BYTES)
		return;
	/* the applicant's own doing: it holds the key that it committed to */
	bool read =
	    seal_open(c, container, a->key.p, &plain) == OK && form_read(c, plain, &a->form) == OK;
	a->why = read ? NULL : "unreadable";
}

size_t applications_opened(const struct application *list, size_t n)
{
	size_t opened = 0;
	for (size_t i = 0; i < n; i++)
		opened += list[i].why == NULL;
	return opened;
}

const char *applications_record(
    struct ctx *c, const char *tender, const struct application *list, size_t n)
{
	struct json *o = json_object(c), *rows = json_list(c);
	for (size_t i = 0; i < n; i++) {
		const struct application *a = &list[i];
		struct json *row = json_object(c);
		json_put(row, "digest", json_text(c, a->digest));
		if (a->why == NULL)
			json_put(row, "form", field_json(c, application_form_fields, &a->form));
		json_put(row, "name", json_text(c, a->name));
		json_put(row, "party", json_text(c, a->party));
		json_put(row, "why", json_text(c, a->why));
		json_push(rows, row);
	}
	json_put(o, "applications", rows);
	json_put(o, "tender", json_text(c, tender));
	json_put(o, "v", json_int(c, 1));
	return json_canonical(c, o);
}

enum err applications_parse(struct ctx *c, const char *record, struct application **out, size_t *n)
{
	struct json *o;
	TRY(json_parse(c, record, strlen(record), &o));
	const struct json *rows = json_get(o, "applications");
	if (rows == NULL || rows->type != JSON_LIST)
		return fail(c, E_BAD_JSON, "a record of applications has a list of them");
	struct application *list = arena_array(c->mem, struct application, rows->n);
	size_t count = 0;
	for (const struct json *row = rows->first; row != NULL; row = row->next) {
		struct application *a = &list[count++];
		const struct json *form = json_get(row, "form");
		a->party = json_get_text(row, "party", NULL);
		a->name = json_get_text(row, "name", "");
		a->digest = json_get_text(row, "digest", "");
		a->why = json_get_text(row, "why", NULL);
		if (!id_valid(a->party))
			return fail(c, E_BAD_JSON, "a record names its applicants by id");
		if (form != NULL)
			TRY(field_parse(c, application_form_fields, form, &a->form));
	}
	*out = list;
	*n = count;
	return OK;
}

static const struct verdict *verdict_on(const struct review_in *in, const char *party)
{
	const struct verdict *v = in->results.items;
	for (size_t i = 0; i < in->results.n; i++)
		if (strcmp(v[i].party, party) == 0)
			return &v[i];
	return NULL;
}

/* Of those that meet the conditions only: who does not is out whatever else it has. */
static enum err check_points(
    struct ctx *c, const struct verdict *v, const char *at, const struct applications *of)
{
	const char *field = arena_printf(c->mem, "%s/points", at);
	if (of->most > 0 && v->passed && v->points == 0)
		return fail_at(c, E_MISSING_FIELD, field, NULL,
		    "at most %" PRId64 " pass, by their points", of->most);
	if (of->most > 0 && !v->passed && v->points > 0)
		return fail_at(
		    c, E_BAD_FIELD, field, NULL, "points are given to who meets the conditions");
	return of->most > 0 || v->points == 0
	           ? OK
	           : fail_at(c, E_BAD_FIELD, field, NULL,
	                 "everybody who meets the conditions passes; there are no points");
}

enum err review_check(struct ctx *c, const struct review_in *in, const struct applications *of)
{
	const struct verdict *v = in->results.items;
	for (size_t i = 0; i < in->results.n; i++) {
		const char *at = arena_printf(c->mem, "/results/%zu", i);
		size_t k = 0;
		while (k < of->n &&
		       (of->list[k].why != NULL || strcmp(of->list[k].party, v[i].party) != 0))
			k++;
		if (k == of->n || verdict_on(in, v[i].party) != &v[i])
			return fail_at(c, E_BAD_FIELD, arena_printf(c->mem, "%s/party", at),
			    v[i].party, "every opened application once");
		if (!v[i].passed && v[i].reason == NULL)
			return fail_at(c, E_MISSING_FIELD, arena_printf(c->mem, "%s/reason", at),
			    NULL, "the condition that is not met");
		TRY(check_points(c, &v[i], at, of));
	}
	if (in->results.n != applications_opened(of->list, of->n))
		return fail_at(c, E_BAD_FIELD, "/results", NULL, "%zu applications were opened",
		    applications_opened(of->list, of->n));
	return OK;
}

/* What the members found of one applicant. */
struct found {
	struct json *reasons; /* against it */
	int64_t points, by;   /* the sum of the members' who gave some, and how many those are */
	bool passed;
};

static struct found found_of(
    struct ctx *c, const struct application *a, const struct review_in *reviews, size_t members)
{
	struct found f = { .reasons = json_list(c) };
	if (a->why != NULL) {
		json_push(f.reasons, json_text(c, a->why));
		return f;
	}
	size_t failed = 0;
	for (size_t i = 0; i < members; i++) {
		const struct verdict *v = verdict_on(&reviews[i], a->party);
		if (v == NULL)
			continue;
		f.points += v->points;
		f.by += v->points > 0;
		if (v->passed)
			continue;
		json_push(f.reasons, json_text(c, v->reason));
		failed++;
	}
	f.passed = failed * 2 <= members;
	return f;
}

/* By the mean of those who gave points, exactly; the best first. */
static int by_points(const void *a, const void *b)
{
	const struct found *one = a, *other = b;
	int64_t x = one->points * other->by, y = other->points * one->by;
	return (y > x) - (y < x);
}

/* Whose mean is below that of the last of those that may pass does not. */
static void limit(struct ctx *c, const struct applications *of, struct found *f)
{
	struct found *best = arena_array(c->mem, struct found, of->n);
	size_t n = 0;
	for (size_t i = 0; i < of->n; i++)
		if (f[i].passed)
			best[n++] = f[i];
	if (of->most <= 0 || (int64_t)n <= of->most)
		return;
	qsort(best, n, sizeof(*best), by_points);
	for (size_t i = 0; i < of->n; i++) {
		if (!f[i].passed || by_points(&best[of->most - 1], &f[i]) >= 0)
			continue;
		f[i].passed = false;
		json_push(f[i].reasons,
		    json_text(c, arena_printf(c->mem, "得分未进入前 %" PRId64 " 名", of->most)));
	}
}

void qualified_make(struct ctx *c, const struct applications *of, const struct review_in *reviews,
    size_t members, struct qualified *out)
{
	struct json *o = json_object(c), *rows = json_list(c);
	struct qualified q = { .passed = arena_array(c->mem, const char *, of->n) };
	struct found *f = arena_array(c->mem, struct found, of->n);
	uint8_t digest[SHA256_BYTES];
	for (size_t i = 0; i < of->n; i++)
		f[i] = found_of(c, &of->list[i], reviews, members);
	limit(c, of, f);
	for (size_t i = 0; i < of->n; i++) {
		struct json *row = json_object(c);
		if (f[i].passed)
			q.passed[q.n++] = of->list[i].party;
		json_put(row, "name", json_text(c, of->list[i].name));
		json_put(row, "party", json_text(c, of->list[i].party));
		json_put(row, "passed", json_bool(c, f[i].passed));
		if (of->most > 0) {
			json_put(row, "by", json_int(c, f[i].by));
			json_put(row, "points", json_int(c, f[i].points));
		}
		json_put(row, "reasons", f[i].reasons);
		json_push(rows, row);
	}
	json_put(o, "applicants", rows);
	json_put(o, "v", json_int(c, 1));
	q.result = json_canonical(c, o);
	sha256(q.result, strlen(q.result), digest);
	q.digest = enc_hex(c->mem, digest, sizeof(digest));
	*out = q;
}
