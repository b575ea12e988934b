/* committee.c - the check of what the committee did before it signed. */
#include <string.h>

#include "core/base/limits.h"
#include "trade/export/steps.h"

enum err course_committee(struct course *k)
{
	const struct json *members = json_get(k->body, "members");
	if (k->e.act == NULL) /* its members stay secret, and with them how many there are */
		return OK;
	if (k->member_count > 0 || members == NULL || members->type != JSON_LIST ||
	    members->n > LIMIT_COMMITTEE)
		return bad_entry(
		    k, "a lot has one committee, of at most %d members", LIMIT_COMMITTEE);
	for (const struct json *m = members->first; m != NULL; m = m->next)
		k->members[k->member_count++] =
		    (struct seat){ .name = course_keep(k, json_get_text(m, "name", "")),
			    .unit = course_keep(k, json_get_text(m, "unit", "")) };
	return OK;
}

/* The whole bids are judged, or the first of two envelopes. */
bool course_judging(const struct course *k)
{
	return k->lot_state == LS_EVALUATING || k->lot_state == LS_SCREENING;
}

enum err course_drawn(struct course *k)
{
	if (k->lot_state != LS_EVALUATING)
		return bad_entry(k, "there was no tie to draw for");
	if (k->e.act == NULL)
		k->blind = true;
	else
		k->drawn = course_keep(k, json_get_text(k->body, "winner", ""));
	return OK;
}

size_t seat_of(struct course *k, struct seat *members, size_t n)
{
	const struct json *actor = json_get(k->e.act, "actor");
	const char *person = json_get_text(actor, "user", ""),
	           *name = json_get_text(actor, "name", "");
	for (size_t i = 0; i < n; i++)
		if (members[i].person != NULL && strcmp(members[i].person, person) == 0)
			return i;
	size_t i = 0;
	while (i < n && (members[i].person != NULL || strcmp(members[i].name, name) != 0))
		i++;
	if (i < n && *person != '\0')
		members[i].person = course_keep(k, person);
	return *person != '\0' ? i : n;
}

/* What a member lays down while the lot is evaluated; *seen false where its act is withheld. */
static enum err take_member(struct course *k, size_t *seat, bool *seen)
{
	if (!course_judging(k))
		return bad_entry(k, "the lot is not being evaluated");
	*seen = k->e.act != NULL;
	k->blind = k->blind || !*seen;
	*seat = *seen ? seat_of(k, k->members, k->member_count) : 0;
	return !*seen || *seat < k->member_count
	           ? OK
	           : bad_entry(k, "who acted is no member of the committee");
}

static const char *keep_body(struct course *k)
{
	return course_keep(k, json_canonical(&k->v->s, k->body));
}

enum err course_recused(struct course *k)
{
	size_t seat;
	bool seen = k->e.act != NULL;
	k->blind = k->blind || !seen;
	if (!seen)
		return OK;
	seat = seat_of(k, k->members, k->member_count);
	if (seat == k->member_count)
		return bad_entry(k, "who acted is no member of the committee");
	k->members[seat].recused = course_keep(k, json_get_text(k->body, "reason", ""));
	return OK;
}

/* Another takes the seat; what the one before gave and signed counts no more. */
enum err course_replaced(struct course *k)
{
	const struct json *m = json_get(k->body, "member");
	int64_t seat = json_get_int(k->body, "seat", 0);
	size_t kept = 0;
	k->blind = k->blind || k->e.act == NULL;
	if (k->e.act == NULL)
		return OK;
	if (seat < 1 || (size_t)seat > k->member_count)
		return bad_entry(k, "it replaces a member that there is not");
	struct seat *s = &k->members[seat - 1];
	for (size_t i = 0; i < k->sheet_count; i++)
		if (k->sheets[i].seat != (size_t)seat - 1)
			k->sheets[kept++] = k->sheets[i];
	k->sheet_count = kept;
	kept = 0;
	for (size_t i = 0; i < k->signature_count; i++)
		if (k->signatures[i].seat != (size_t)seat - 1)
			k->signatures[kept++] = k->signatures[i];
	k->signature_count = kept;
	*s = (struct seat){ .name = course_keep(k, json_get_text(m, "name", "")),
		.unit = course_keep(k, json_get_text(m, "unit", "")) };
	return OK;
}

/* A member's sheet for a bid takes the place of the one before. */
static enum err take_sheet(struct course *k, enum sheet_kind kind)
{
	size_t seat, i = 0;
	bool seen;
	const char *party = json_get_text(k->body, "party", "");
	TRY(take_member(k, &seat, &seen));
	if (!seen)
		return OK;
	while (i < k->sheet_count && (k->sheets[i].seat != seat || k->sheets[i].kind != kind ||
	                                 strcmp(k->sheets[i].party, party) != 0))
		i++;
	k->sheet_count += i == k->sheet_count;
	k->sheets[i] = (struct kept_sheet){ seat, kind, course_keep(k, party), keep_body(k) };
	return OK;
}

enum err course_scored(struct course *k)
{
	return take_sheet(k, SHEET_SCORES);
}

enum err course_reviewed(struct course *k)
{
	return take_sheet(k, SHEET_REVIEW);
}

enum err course_found(struct course *k)
{
	return take_sheet(k, SHEET_FINDING);
}

enum err course_disqualified(struct course *k)
{
	return take_sheet(k, SHEET_STRIKE);
}

enum err course_competition(struct course *k)
{
	return take_sheet(k, SHEET_COMPETES);
}

/* How the announcement judges; the lowest price where it cannot be read: judging refuses it. */
static struct method_rule rule_of(struct course *k)
{
	struct ctx *s = &k->v->s;
	const char *text = k->announced.rule;
	struct method_rule rule = { 0 };
	struct json *tree;
	if (text == NULL || json_parse(s, text, strlen(text), &tree) != OK ||
	    method_read(s, tree, &rule) != OK)
		return (struct method_rule){ .method = METHOD_LOWEST };
	return rule;
}

bool course_awaits_factor(struct course *k)
{
	const struct method_rule rule = rule_of(k);
	return !k->factor_came && method_draws(&rule) &&
	       rule.benchmark->factor->drawn == DRAWN_BEFORE;
}

enum err course_awaits(struct course *k)
{
	return course_awaits_factor(k) ? OK : bad_entry(k, "there was nothing to wait for");
}

enum err course_factor(struct course *k)
{
	const struct method_rule rule = rule_of(k);
	if (!method_draws(&rule))
		return bad_entry(k, "there is no coefficient to draw");
	bool before = rule.benchmark->factor->drawn == DRAWN_BEFORE;
	bool in_time = before ? k->lot_state >= LS_OPENING && k->lot_state <= LS_PRICING
	                      : k->lot_state == LS_EVALUATING;
	if (!in_time || k->factor_came)
		return bad_entry(k, "the coefficient is drawn once, %s",
		    before ? "before the prices are opened" : "while the lot is evaluated");
	k->blind = k->blind || k->e.act == NULL;
	k->factor_came = true;
	k->factor_drawn = k->e.act != NULL;
	k->factor = json_get_int(k->body, "value", -1);
	return OK;
}
