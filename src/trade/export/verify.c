#include "trade/export/verify.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/trust/trust_folder.h"

#define JSON_FILE_BYTES_MAX ((size_t)8 * 1024 * 1024)
#define ENTRY_PREFIX "entries/"

enum err bad(struct verify *v, const char *file, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	const char *what = arena_vprintf(v->c->mem, fmt, ap);
	va_end(ap);
	return fail_at(v->c, E_BAD_REQUEST, arena_text(v->c->mem, file), NULL, "%s", what);
}

void said(struct verify *v, const char *fmt, ...)
{
	va_list ap;
	if (v->in->say == NULL)
		return;
	va_start(ap, fmt);
	v->in->say(v->in->arg, arena_vprintf(v->c->mem, fmt, ap));
	va_end(ap);
}

static int by_name(const void *name, const void *file)
{
	return strcmp(name, ((const struct zip_file *)file)->name);
}

static const struct zip_file *find(const struct verify *v, const char *name)
{
	return bsearch(name, v->files, v->n, sizeof(*v->files), by_name);
}

bool has_file(const struct verify *v, const char *name)
{
	return find(v, name) != NULL;
}

enum err take_file(struct verify *v, const char *name, struct bytes *out)
{
	const struct zip_file *f = find(v, name);
	if (f == NULL)
		return bad(v, name, "it is missing");
	v->used[f - v->files] = true;
	*out = f->content;
	return OK;
}

/* A text in `s`, of at most that many bytes and without NUL. */
static enum err take_text(struct verify *v, const char *name, const char **out)
{
	struct bytes b;
	TRY(take_file(v, name, &b));
	if (b.n > JSON_FILE_BYTES_MAX || memchr(b.p, '\0', b.n) != NULL)
		return bad(v, name, "it is not a text of at most 8 MiB");
	*out = arena_copy(v->s.mem, b.p, b.n);
	return OK;
}

enum err take_json(struct verify *v, const char *name, struct json **out)
{
	const char *text;
	struct json *tree;
	TRY(take_text(v, name, &text));
	if (json_parse(&v->s, text, strlen(text), &tree) != OK)
		return bad(v, name, "%s", v->s.fault.detail);
	if (strcmp(json_canonical(&v->s, tree), text) != 0)
		return bad(v, name, "its JSON is not canonical");
	*out = tree;
	return OK;
}

/* The manifest. */

static enum err manifest_parse(struct verify *v, const char *text, struct json **tree)
{
	size_t n = strlen(text);
	if (n == 0 || text[n - 1] != '\n')
		return bad(v, MANIFEST, "it does not end in a newline");
	if (json_parse(&v->s, text, n - 1, tree) != OK)
		return bad(v, MANIFEST, "%s", v->s.fault.detail);
	const struct json *o = *tree, *centre = json_get(o, "centre"), *list = json_get(o, "files");
	const struct json *practice = json_get(o, "practice");
	if (json_get_int(o, "v", 0) != EXPORT_VERSION ||
	    strcmp(json_get_text(o, "format", ""), "heng-export") != 0)
		return bad(v, MANIFEST, "it is not of an export of version %d", EXPORT_VERSION);
	struct manifest *to = &v->m;
	const struct {
		const char **to;
		const struct json *from;
		const char *name;
	} texts[] = { { &to->centre, centre, "code" }, { &to->name, centre, "name" },
		{ &to->origin, o, "origin" }, { &to->lot, o, "lot" }, { &to->tender, o, "tender" },
		{ &to->state, o, "state" } };
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		const char *value = json_get_text(texts[i].from, texts[i].name, NULL);
		if (value == NULL || *value == '\0')
			return bad(v, MANIFEST, "it has no %s", texts[i].name);
		*texts[i].to = arena_text(v->c->mem, value);
	}
	if (practice == NULL || practice->type != JSON_BOOL || list == NULL ||
	    list->type != JSON_LIST || json_get_int(o, "size", -1) < 0)
		return bad(v, MANIFEST, "practice, files or size is missing");
	to->practice = practice->b;
	to->size = (uint64_t)json_get_int(o, "size", 0);
	return OK;
}

/* The name in a line "DIGEST BYTES NAME" of the manifest. */
static const char *line_name(const struct json *line)
{
	const char *name = line->type == JSON_TEXT ? strrchr(line->text, ' ') : NULL;
	return name != NULL && zip_name_valid(name + 1) ? name + 1 : NULL;
}

/* The files that are there against those listed; both are sorted. */
static enum err compare_files(
    struct verify *v, const struct json *list, const struct export_file *files, size_t n)
{
	const struct json *line = list->first;
	for (size_t i = 0; i < n || line != NULL; line = line->next) {
		const char *name = line == NULL ? NULL : line_name(line);
		if (line != NULL && name == NULL)
			return bad(v, MANIFEST, "a line of its list is malformed");
		int order = line == NULL ? -1 : i == n ? 1 : strcmp(files[i].name, name);
		if (order < 0)
			return bad(v, files[i].name, "the manifest does not list it");
		if (order > 0)
			return bad(v, name, "it is missing");
		if (strcmp(manifest_line(&v->s, &files[i]), line->text) != 0)
			return bad(
			    v, files[i].name, "it has another digest than the manifest says");
		i++;
	}
	return OK;
}

static enum err check_manifest(struct verify *v)
{
	struct export_file *files = arena_array(v->s.mem, struct export_file, v->n);
	struct json *tree;
	const char *text;
	size_t n = 0;
	for (size_t i = 0; i < v->n; i++) {
		const struct zip_file *f = &v->files[i];
		if (strcmp(f->name, MANIFEST) == 0 || strcmp(f->name, MANIFEST_SIGNATURE) == 0)
			continue;
		files[n] = (struct export_file){ .name = f->name, .bytes = (int64_t)f->content.n };
		sha256(f->content.p, f->content.n, files[n++].digest);
	}
	TRY(take_text(v, MANIFEST, &text));
	TRY(manifest_parse(v, text, &tree));
	TRY(compare_files(v, json_get(tree, "files"), files, n));
	if (strcmp(manifest_text(&v->s, &v->m, files, n), text) != 0)
		return bad(v, MANIFEST, "it is not canonical, or says more than it may");
	v->manifest = arena_text(v->c->mem, text);
	said(v, "%s: lists exactly these files, with size and SHA-256", MANIFEST);
	return OK;
}

/* Keys and signatures. */

static enum err check_keys(struct verify *v)
{
	const char *keys, *note;
	TRY(take_text(v, "keys.txt", &keys));
	v->keys = arena_text(v->c->mem, keys);
	if (v->in->keys != NULL && strcmp(keys, v->in->keys) != 0)
		return bad(v, "keys.txt", "these are not the keys that were expected");
	/* each line is the key of this log */
	size_t origin_n = strlen(v->m.origin);
	for (const char *at = keys; *at != '\0'; at = strchr(at, '\n') + 1)
		if (strncmp(at, v->m.origin, origin_n) != 0 || at[origin_n] != '+' ||
		    strchr(at, '\n') == NULL)
			return bad(v, "keys.txt", "a line is not a key of %s", v->m.origin);
	TRY(take_text(v, "checkpoint", &note));
	if (note_check(&v->s, note, v->keys, &v->checkpoint) != OK)
		return bad(v, "checkpoint", "%s", v->s.fault.detail);
	v->checkpoint.origin = arena_text(v->c->mem, v->checkpoint.origin);
	if (strcmp(v->checkpoint.origin, v->m.origin) != 0)
		return bad(v, "checkpoint", "it is of the log %s", v->checkpoint.origin);
	if (v->checkpoint.size != v->m.size)
		return bad(v, "checkpoint", "its size is not the manifest's");
	said(v, "keys.txt: %s",
	    v->in->keys != NULL ? "the keys that were expected"
	                        : "keys as in the file; --keys compares them");
	said(v, "checkpoint: signed by every key, %" PRIu64 " entries", v->checkpoint.size);
	return OK;
}

static enum err check_signature(struct verify *v)
{
	const char *lines, *text;
	TRY(take_text(v, MANIFEST_SIGNATURE, &lines));
	const char *note = arena_printf(v->s.mem, "%s\n%s", v->manifest, lines);
	if (note_check_text(&v->s, note, v->keys, &text) != OK)
		return bad(v, MANIFEST, "%s", v->s.fault.detail);
	if (strcmp(text, v->manifest) != 0)
		return bad(v, MANIFEST_SIGNATURE, "it holds more than signature lines");
	said(v, "%s: signed by every key", MANIFEST);
	return OK;
}

/* Entries. */

const char *entry_digest(const struct entry *e, const char *name)
{
	return json_get_text(e->digests, name, NULL);
}

enum err entry_holds(struct verify *v, const struct entry *e, const char *name, struct bytes what)
{
	const char *want = entry_digest(e, name);
	uint8_t digest[SHA256_BYTES];
	sha256(what.p, what.n, digest);
	if (want == NULL || strcmp(want, enc_hex(v->s.mem, digest, sizeof(digest))) != 0)
		return bad(v, e->file, "its digest \"%s\" is of something else", name);
	return OK;
}

static const struct json *object_or_null(const struct json *v, bool *ok)
{
	*ok = *ok && v != NULL && (v->type == JSON_OBJECT || v->type == JSON_NULL);
	return *ok && v->type == JSON_OBJECT ? v : NULL;
}

static enum err entry_take(struct verify *v, const char *file, struct json *o, struct entry *out)
{
	const struct json *entry = json_get(o, "entry");
	const struct json *party = json_get(entry, "party");
	bool ok = true;
	struct entry e = { .file = file,
		.kind = json_get_text(entry, "kind", ""),
		.object = json_get_text(entry, "object", ""),
		.party = json_get_text(entry, "party", NULL),
		.act = object_or_null(json_get(o, "act"), &ok),
		.digests = json_get(entry, "digests"),
		.place = json_get_int(o, "place", -1),
		.at_ms = json_get_int(entry, "at", -1) };
	if (!ok || o->n != 5 || e.digests == NULL || e.digests->type != JSON_OBJECT)
		return bad(v, file, "an entry's file has act, entry, place, proof and salt");
	if (json_get_int(entry, "v", 0) != 1 || party == NULL || e.at_ms < 0 ||
	    e.at_ms > MOMENT_MAX_MS)
		return bad(v, file, "its entry is not of version 1");
	if (strcmp(json_get_text(entry, "centre", ""), v->m.centre) != 0 ||
	    json_get_true(entry, "practice") != v->m.practice)
		return bad(v, file, "its entry is of another centre");
	if (e.place < 0 ||
	    strcmp(arena_printf(v->s.mem, ENTRY_PREFIX "%08" PRId64 ".json", e.place), file) != 0)
		return bad(v, file, "its place is not the one that it is named by");
	*out = e;
	return OK;
}

enum err entry_read(struct verify *v, const char *file, struct entry *out)
{
	struct json *o;
	TRY(take_json(v, file, &o));
	return entry_take(v, file, o, out);
}

/* Where the act's digest, the commitment and the proof lead: into the tree of the checkpoint. */
static enum err check_entry(struct verify *v, const char *file, int64_t *place)
{
	struct json *o;
	struct entry e;
	uint8_t salt[32];
	struct hash commitment, leaf, path[MERKLE_PROOF_MAX];
	size_t n = 0;
	TRY(take_json(v, file, &o));
	TRY(entry_take(v, file, o, &e));
	if (e.act != NULL) {
		const char *act = json_canonical(&v->s, e.act);
		TRY(entry_holds(v, &e, "act", (struct bytes){ (const uint8_t *)act, strlen(act) }));
		const struct json *actor = json_get(e.act, "actor");
		const char *party = json_get_text(actor, "party", NULL);
		if (strcmp(party ? party : "", e.party ? e.party : "") != 0)
			return bad(v, file, "its entry names another party than its act");
	}
	if (!dec_hex(json_get_text(o, "salt", ""), salt, sizeof(salt)) ||
	    !evidence_proof(&v->s, json_get(o, "proof"), path, &n))
		return bad(v, file, "its salt or proof is malformed");
	evidence_leaf(salt, json_canonical(&v->s, json_get(o, "entry")), &commitment, &leaf);
	if (!merkle_inclusion_holds(
	        (uint64_t)e.place, v->checkpoint.size, &leaf, &v->checkpoint.root, path, n))
		return bad(v, file,
		    "it does not stand at place %" PRId64 " of the checkpoint's tree", e.place);
	*place = e.place;
	return OK;
}

static enum err check_entries(struct verify *v)
{
	int64_t place = -1, before = -1;
	while (v->first_entry < v->n &&
	       strncmp(v->files[v->first_entry].name, ENTRY_PREFIX, strlen(ENTRY_PREFIX)) != 0)
		v->first_entry++;
	for (size_t i = v->first_entry; i < v->n; i++) {
		const char *file = v->files[i].name;
		if (strncmp(file, ENTRY_PREFIX, strlen(ENTRY_PREFIX)) != 0)
			break;
		arena_reset(v->s.mem);
		TRY(check_entry(v, file, &place));
		if (place <= before)
			return bad(v, file, "its place is not behind the one before it");
		before = place;
		v->entries++;
	}
	said(v, "entries: %zu, each act, commitment and proof holds, in the order of the log",
	    v->entries);
	return OK;
}

static enum err check_used(struct verify *v)
{
	struct bytes page;
	TRY(take_file(v, "index.html", &page));
	if (has_file(v, EXPORT_CHECKER)) /* of whatever age: nothing that is checked rests on it */
		TRY(take_file(v, EXPORT_CHECKER, &page));
	for (size_t i = 0; i < v->n; i++)
		if (!v->used[i])
			return bad(v, v->files[i].name, "it has no place in this trade");
	return OK;
}

/* The trust list that was brought, for the centre that the export names. */
static enum err open_trust(struct verify *v)
{
	if (v->in->trust == NULL)
		return OK;
	v->trust = trust_folder_new(v->in->trust, v->m.centre);
	return trust_folder_look(v->c, v->trust);
}

static enum err check_all(struct verify *v, struct bytes zip)
{
	TRY(zip_read(v->c, zip, &v->files, &v->n));
	v->used = arena_array(v->c->mem, bool, v->n);
	said(v, "zip: canonical, %zu files, %zu bytes", v->n, zip.n);
	TRY(check_manifest(v));
	TRY(check_keys(v));
	TRY(check_entries(v));
	TRY(open_trust(v));
	TRY(recompute(v));
	arena_reset(v->s.mem);
	/* last, so that a file that was tampered with is named itself and not by the manifest */
	TRY(check_signature(v));
	return check_used(v);
}

enum err export_verify(
    struct ctx *c, struct bytes zip, const struct export_check *in, struct export_seen *out)
{
	struct verify v = { .c = c, .s = *c, .in = in };
	v.s.mem = arena_new(EXPORT_ARENA_BYTES);
	enum err e = check_all(&v, zip);
	trust_folder_free(v.trust);
	arena_free(v.s.mem);
	TRY(e);
	*out = (struct export_seen){ v.m.centre, v.m.name, v.m.origin, v.m.lot, v.m.state,
		v.m.practice, v.entries, v.checkpoint.size };
	return OK;
}
