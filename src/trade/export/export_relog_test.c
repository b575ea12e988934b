/* export_relog_test.c - the strongest adversary: a centre that writes a whole new log for a trade
 * that did not happen so, and signs it. All digests, proofs and signatures hold; what is left to
 * betray it is the trade itself. (That the log is another one, the witnesses' copies tell.) */
#include "trade/export/export_test.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/base/moment.h"
#include "core/evidence/signer.h"

#ifndef SPOILED
#define SPOILED 100
#endif

/* The entries on their way into the new log. */
struct relog {
	struct forged *f;
	struct hash leaves[FORGED_FILES_MAX];
	uint64_t n;
};

static bool leaf_node(void *arg, unsigned level, uint64_t index, struct hash *out)
{
	const struct relog *r = arg;
	struct hash left, right;
	if (level == 0) {
		*out = r->leaves[index];
		return index < r->n;
	}
	if (!leaf_node(arg, level - 1, 2 * index, &left) ||
	    !leaf_node(arg, level - 1, 2 * index + 1, &right))
		return false;
	merkle_node(&left, &right, out);
	return true;
}

static void set(struct json *o, const char *name, struct json *value)
{
	struct json *at = (struct json *)(uintptr_t)json_get(o, name), *next = at->next;
	value->name = at->name;
	*at = *value;
	at->next = next;
}

static struct json *parse(struct forged *f, const char *name)
{
	struct json *o;
	const char *text = forged_text(f, name);
	CHECK_OK(&f->t->c, json_parse(&f->t->c, text, strlen(text), &o));
	return o;
}

static struct json *member(struct json *o, const char *name)
{
	return (struct json *)(uintptr_t)json_get(o, name);
}

/* The act's digest anew, and the leaf. */
static void log_again(struct relog *r, const char *name)
{
	struct ctx *c = &r->f->t->c;
	struct json *o = parse(r->f, name), *entry = member(o, "entry");
	const char *act = json_canonical(c, json_get(o, "act"));
	uint8_t digest[SHA256_BYTES], salt[32];
	struct hash commitment;
	sha256(act, strlen(act), digest);
	set(member(entry, "digests"), "act", json_text(c, enc_hex(c->mem, digest, sizeof(digest))));
	assert_true(dec_hex(json_get_text(o, "salt", ""), salt, sizeof(salt)));
	evidence_leaf(salt, json_canonical(c, entry), &commitment, &r->leaves[r->n++]);
	forged_put(r->f, name, json_canonical(c, o));
}

static void prove_again(struct relog *r, struct zip_file *file, uint64_t place)
{
	struct ctx *c = &r->f->t->c;
	struct json *o = parse(r->f, file->name), *proof = json_list(c);
	struct hash path[MERKLE_PROOF_MAX];
	int n = merkle_inclusion(place, r->n, leaf_node, r, path);
	assert_true(n >= 0);
	for (int i = 0; i < n; i++)
		json_push(proof, json_text(c, enc_base64(c->mem, path[i].b, SHA256_BYTES)));
	set(o, "place", json_int(c, (int64_t)place));
	set(o, "proof", proof);
	forged_put(r->f, file->name, json_canonical(c, o));
	file->name = arena_printf(c->mem, "entries/%08" PRIu64 ".json", place);
}

/* Who has the machine copies the keys to where nothing is remembered of what they signed. */
static const char *sign_again(struct relog *r)
{
	struct ctx *c = &r->f->t->c;
	const char *dir = test_folder(c), *note,
	           *copy = arena_printf(c->mem, "cp %s/keys/*.pem %s", r->f->t->app->dir, dir);
	const struct signer_options o = { dir, r->f->t->app->centre.origin, true, NULL };
	struct merkle_frontier head = { .size = 0 };
	struct signer *signer;
	for (uint64_t i = 0; i < r->n; i++)
		merkle_append(&head, &r->leaves[i]);
	assert_int_equal(system(copy), 0);
	CHECK_OK(c, signer_open(c, &o, &signer));
	CHECK_OK(c, signer_append(c, signer, 0, r->leaves, r->n));
	CHECK_OK(c, signer_sign(c, signer, &head, &note));
	signer_free(signer);
	test_folder_end(dir);
	return note;
}

/* Makes log, checkpoint and manifest fit what the entries now say. */
static void relog(struct forged *f)
{
	struct ctx *c = &f->t->c;
	struct relog r = { .f = f };
	const char *note;
	size_t first = 0;
	while (strncmp(f->files[first].name, "entries/", 8) != 0)
		first++;
	for (size_t i = first; strncmp(f->files[i].name, "entries/", 8) == 0; i++)
		log_again(&r, f->files[i].name);
	for (uint64_t i = 0; i < r.n; i++)
		prove_again(&r, &f->files[first + i], i);
	note = sign_again(&r);
	forged_put(f, "checkpoint", note);
	const char *old = strstr(forged_text(f, MANIFEST), "\"size\":");
	forged_edit(f, MANIFEST, arena_printf(c->mem, "%.*s,", (int)strcspn(old, ","), old),
	    arena_printf(c->mem, "\"size\":%" PRIu64 ",", r.n));
	forged_fit(f, SIGNS);
}

static struct trade shared;
static struct bytes shared_zip;

static int make_shared(void **state)
{
	(void)state;
	assert_true(trade_begin(&shared, 0, 4));
	trade_whole(&shared, 4);
	shared_zip = test_export(&shared);
	return 0;
}

static int end_shared(void **state)
{
	(void)state;
	trade_end(&shared);
	return 0;
}

static void check_caught(struct forged *f, const char *file, const char *what)
{
	relog(f);
	forged_said(forged_verdict(f), file, what);
}

/* The name that an entry will have in the new log, which has no others before it. */
static const char *renamed(struct forged *f, const char *name)
{
	size_t place = 0;
	for (size_t i = 0; strcmp(f->files[i].name, name) != 0; i++)
		place += strncmp(f->files[i].name, "entries/", 8) == 0;
	return arena_printf(f->t->c.mem, "entries/%08zu.json", place);
}

static void test_honest_relog_holds(void **state)
{
	(void)state;
	struct forged f = forged_from(&shared, shared_zip);
	relog(&f);
	assert_string_equal(forged_verdict(&f), "");
}

static const char *at_text(int64_t ms)
{
	return arena_printf(shared.c.mem, "\"at\":%" PRId64, ms);
}

/* Moves an entry in time. */
static void move(struct forged *f, const char *name, int64_t to_ms)
{
	struct json *o = parse(f, name);
	int64_t at_ms = json_get_int(json_get(o, "entry"), "at", 0);
	forged_edit(f, name, at_text(at_ms), at_text(to_ms));
}

static void test_times(void **state)
{
	(void)state;
	const int64_t deadline = TEST_NOW_MS + 21 * DAY_MS, window = deadline + HOUR_MS / 2;
	const struct {
		const char *kind;
		int64_t at_ms;
		const char *what;
	} cases[] = {
		{ "bid.placed", deadline, "the deadline was" },
		{ "key.handed-in", window, "within the window" },
		{ "key.handed-in", deadline - 1, "within the window" },
		{ "lot.closed", deadline - 1, "before the deadline" },
		{ "lot.opened", window - 1, NULL },
		{ "award.made", window, NULL },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct forged f = forged_from(&shared, shared_zip);
		const char *name = forged_entry(&f, cases[i].kind, 0), *now = renamed(&f, name);
		move(&f, name, cases[i].at_ms);
		/* an entry that publishes is betrayed by its notice */
		if (cases[i].what == NULL) {
			relog(&f);
			assert_memory_equal(forged_verdict(&f), "notices/", 8);
		} else {
			check_caught(&f, now, cases[i].what);
		}
	}
	struct forged f = forged_from(&shared, shared_zip);
	move(&f, forged_entry(&f, "bid.placed", 0), deadline - 1);
	relog(&f);
	assert_string_equal(forged_verdict(&f), "");
}

/* A publishing entry moved together with its notice. */
static void test_times_of_notices(void **state)
{
	(void)state;
	struct ctx *c = &shared.c;
	const int64_t opened = TEST_NOW_MS + 21 * DAY_MS + HOUR_MS / 2;
	struct forged f = forged_from(&shared, shared_zip);
	const char *name = forged_entry(&f, "lot.opened", 0), *now = renamed(&f, name);
	move(&f, name, opened - 1);
	forged_edit(&f, "notices/002.json", moment_text(c, opened), moment_text(c, opened - 1));
	check_caught(&f, now, "before the window");
	f = forged_from(&shared, shared_zip);
	name = forged_entry(&f, "award.made", 0);
	now = renamed(&f, name);
	const int64_t made = opened + 4 * DAY_MS, early = opened + DAY_MS;
	move(&f, name, early);
	forged_edit(&f, "notices/004.json", moment_text(c, made), moment_text(c, early));
	check_caught(&f, now, "before the publicity");
}

/* Another result, signed by all: everything says so but the bids. */
static void replace_digest(struct forged *f, const char *from, const char *to)
{
	for (size_t i = 0; i < f->n; i++)
		while (strncmp(f->files[i].name, "entries/", 8) == 0 &&
		       strstr(forged_text(f, f->files[i].name), from) != NULL)
			forged_edit(f, f->files[i].name, from, to);
}

static const char *digest_of(struct forged *f, const char *name)
{
	struct bytes b = forged_file(f, name)->content;
	uint8_t digest[SHA256_BYTES];
	sha256(b.p, b.n, digest);
	return enc_hex(shared.c.mem, digest, sizeof(digest));
}

static void test_another_opening(void **state)
{
	(void)state;
	struct forged f = forged_from(&shared, shared_zip);
	const char *before = digest_of(&f, "opening.json");
	forged_edit(&f, "opening.json", "4701000.00", "4699000.00");
	forged_edit(&f, "notices/002.json", "4701000.00", "4699000.00");
	replace_digest(&f, before, digest_of(&f, "opening.json"));
	check_caught(&f, renamed(&f, forged_entry(&f, "lot.opened", 0)), "another record");
}

static void test_another_result(void **state)
{
	(void)state;
	struct forged f = forged_from(&shared, shared_zip);
	const char *before = digest_of(&f, "evaluation.json"),
	           *text = forged_text(&f, "evaluation.json");
	const char *old = arena_printf(shared.c.mem, "\"winner\":\"%s\"", shared.tenderers[0].id);
	const char *new = arena_printf(shared.c.mem, "\"winner\":\"%s\"", shared.tenderers[2].id);
	assert_non_null(strstr(text, old));
	forged_edit(&f, "evaluation.json", old, new);
	replace_digest(&f, before, digest_of(&f, "evaluation.json"));
	check_caught(&f, renamed(&f, forged_entry(&f, "evaluation.signed", 0)), "another result");
}

/* A bid that never was: the party of another's act. */
static void test_acts_of_others(void **state)
{
	(void)state;
	const char *one = shared.tenderers[1].id, *two = shared.tenderers[0].id;
	struct forged f = forged_from(&shared, shared_zip);
	const char *name = forged_entry(&f, "key.handed-in", 0), *now = renamed(&f, name);
	forged_edit(&f, name, two, one);
	check_caught(&f, now, "another party than its act");
	f = forged_from(&shared, shared_zip);
	forged_edit(&f, name, two, one);
	forged_edit(&f, name, two, one);
	check_caught(&f, now, "commits to");
	f = forged_from(&shared, shared_zip);
	name = forged_entry(&f, "tender.confirmed", 0);
	now = renamed(&f, name);
	forged_edit(&f, name, shared.principal.id, two);
	forged_edit(&f, name, shared.principal.id, two);
	check_caught(&f, now, "another than the principal");
	f = forged_from(&shared, shared_zip);
	name = forged_entry(&f, "evaluation.signed", 1);
	now = renamed(&f, name);
	forged_edit(&f, name, "专家二", "专家七");
	check_caught(&f, now, "no member");
	f = forged_from(&shared, shared_zip);
	name = forged_entry(&f, "evaluation.signed", 1);
	forged_edit(&f, name, shared.members[1], shared.members[0]);
	check_caught(&f, renamed(&f, forged_entry(&f, "lot.evaluated", 0)), "4 of 5");
}

static void test_acts_by_other_routes(void **state)
{
	(void)state;
	struct forged f = forged_from(&shared, shared_zip);
	const char *name = forged_entry(&f, "lot.opened", 0), *now = renamed(&f, name);
	forged_edit(&f, name, "\"timer\":\"lot.open\"", "\"timer\":\"lot.opens\"");
	check_caught(&f, now, "not of the kind");
	f = forged_from(&shared, shared_zip);
	name = forged_entry(&f, "award.made", 0);
	now = renamed(&f, name);
	forged_edit(&f, name, shared.lot, shared.tender);
	check_caught(&f, now, "not of the kind");
	f = forged_from(&shared, shared_zip);
	name = forged_entry(&f, "lot.archived", 0);
	now = renamed(&f, name);
	forged_edit(&f, name, "\"kind\":\"lot.archived\"", "\"kind\":\"lot.sold\"");
	check_caught(&f, now, "knows no entries");
	f = forged_from(&shared, shared_zip);
	name = forged_entry(&f, "bid.placed", 0);
	now = renamed(&f, name);
	struct json *o = parse(&f, name);
	set(o, "act", json_text(&shared.c, NULL));
	forged_put(&f, name, json_canonical(&shared.c, o));
	check_caught(&f, now, "missing");
}

static void test_announcement_changed_after_confirmation(void **state)
{
	(void)state;
	struct forged f = forged_from(&shared, shared_zip);
	forged_edit(&f, forged_entry(&f, "tender.submitted", 1), "\"windowMinutes\":30",
	    "\"windowMinutes\":60");
	check_caught(
	    &f, renamed(&f, forged_entry(&f, "tender.published", 0)), "principal confirmed");
	f = forged_from(&shared, shared_zip);
	const char *name = forged_entry(&f, "tender.created", 0);
	forged_edit(&f, name, "\"amount\":\"5000000\"", "\"amount\":\"6000000\"");
	check_caught(&f, "lots.json", "as the act has it");
}

/* The value number `skip` of a tree, counted from the root. */
static struct json *value_at(struct json *v, size_t *skip)
{
	if (*skip == 0)
		return v;
	--*skip;
	for (struct json *m = v->first; m != NULL; m = m->next) {
		struct json *found = value_at(m, skip);
		if (found != NULL)
			return found;
	}
	return NULL;
}

/* Replaces any value of any file by one of another type. */
static void spoil(struct forged *f)
{
	struct ctx *c = &shared.c;
	static const char *const files[] = { "lots.json", "kind.json", "notices/001.json",
		"notices/002.json", "notices/003.json", "notices/004.json", "notices/005.json" };
	size_t entries = 0;
	for (size_t i = 0; i < f->n; i++)
		entries += strncmp(f->files[i].name, "entries/", 8) == 0;
	size_t pick = (size_t)rng_below(&c->rng, entries + LEN(files));
	const char *name = pick < LEN(files) ? files[pick] : NULL;
	for (size_t i = 0; name == NULL; i++)
		if (strncmp(f->files[i].name, "entries/", 8) == 0 && LEN(files) == pick--)
			name = f->files[i].name;
	struct json *o = parse(f, name), *at = NULL;
	while (at == NULL) {
		size_t skip = 1 + (size_t)rng_below(&c->rng, 60);
		at = value_at(o, &skip);
		/* what relog itself needs */
		if (at != NULL && at->name != NULL &&
		    strstr("entry digests act salt proof place", at->name) != NULL)
			at = NULL;
	}
	struct json *kinds[] = { json_text(c, NULL), json_int(c, -1), json_int(c, JSON_INT_MAX),
		json_text(c, ""), json_text(c, "9999-12-31T23:59:59.999Z"), json_list(c),
		json_object(c), json_bool(c, true) };
	struct json *by = kinds[rng_below(&c->rng, LEN(kinds))], *next = at->next;
	by->name = at->name;
	*at = *by;
	at->next = next;
	forged_put(f, name, json_canonical(c, o));
}

/* Whatever the entries hold, the check ends with a verdict. */
static void test_spoiled_values(void **state)
{
	(void)state;
	size_t refused = 0;
	for (int i = 0; i < SPOILED; i++) {
		struct forged f = forged_from(&shared, shared_zip);
		spoil(&f);
		relog(&f);
		refused += *forged_verdict(&f) != '\0';
	}
	/* some values have no bearing on the trade: contacts, units, remarks */
	assert_true(refused > SPOILED / 2);
}

/* What a tenderer signed no centre can write anew: not the bid, not for whom, not by whom. */
static void test_signed_bids(void **state)
{
	(void)state;
	struct trade t;
	const char *kind = "bid.placed", *what = "its signature does not hold";
	assert_true(trade_begin(&t, 0, 4));
	trade_certify(&t, 0, "91510700205412308D");
	trade_certify(&t, 1, "914403001922038216");
	trade_whole(&t, 4);
	const struct bytes zip = test_export(&t);
	struct forged f = forged_from(&t, zip);
	relog(&f);
	assert_string_equal(forged_verdict(&f), "");
	const struct {
		const char *from, *to, *what;
	} edits[] = {
		{ "nonce\\\":\\\"0", "nonce\\\":\\\"1", what },
		{ "purpose\\\":\\\"bid", "purpose\\\":\\\"x", "not of this act" },
		{ "shown\\\":{\\\"form\\\":\\\"", "shown\\\":{\\\"form\\\":\\\"0",
		    "not of this act" },
		{ "\"value\":\"MI", "\"value\":\"MJ", what },
		{ "\"value\":\"MI", "\"timestamp\":\"AAAA\",\"value\":\"MI",
		    "its timestamp does not hold" },
	};
	for (size_t i = 0; i < LEN(edits); i++) {
		f = forged_from(&t, zip);
		const char *name = forged_entry(&f, kind, 0), *now = renamed(&f, name);
		forged_edit(&f, name, edits[i].from, edits[i].to);
		check_caught(&f, now, edits[i].what);
	}
	/* the other's signature under this bid */
	f = forged_from(&t, zip);
	const char *name = forged_entry(&f, kind, 0), *now = renamed(&f, name);
	struct json *one = parse(&f, name), *other = parse(&f, forged_entry(&f, kind, 1));
	struct json *to = member(member(member(one, "act"), "body"), "signature");
	set(to, "value",
	    json_text(
	        &t.c, json_get_text(json_get(json_get(json_get(other, "act"), "body"), "signature"),
	                  "value", "")));
	forged_put(&f, name, json_canonical(&t.c, one));
	check_caught(&f, now, what);
	/* another party is registered under the code that the certificate names */
	f = forged_from(&t, zip);
	name = forged_entry(&f, kind, 0);
	now = renamed(&f, name);
	for (size_t i = 0; i < 7; i++)
		if (strstr(forged_text(&f, forged_entry(&f, "party.registered", i)),
		        "91510700205412308D") != NULL) {
			struct json *o = parse(&f, forged_entry(&f, "party.registered", i));
			set(member(member(member(o, "act"), "body"), "identifier"), "id",
			    json_text(&t.c, "9144030071526726XG"));
			forged_put(
			    &f, forged_entry(&f, "party.registered", i), json_canonical(&t.c, o));
			break;
		}
	check_caught(&f, now, "not that of its party");
	trade_end(&t);
}

int export_relog_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_honest_relog_holds),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_times_of_notices),
		cmocka_unit_test(test_another_opening),
		cmocka_unit_test(test_another_result),
		cmocka_unit_test(test_acts_of_others),
		cmocka_unit_test(test_acts_by_other_routes),
		cmocka_unit_test(test_announcement_changed_after_confirmation),
		cmocka_unit_test(test_spoiled_values),
		cmocka_unit_test(test_signed_bids),
	};
	return cmocka_run_group_tests_name("export_relog", tests, make_shared, end_shared);
}
