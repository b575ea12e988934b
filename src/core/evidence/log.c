#include "core/evidence/log.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/evidence/batch.h"
#include "core/evidence/evidence_db.h"
#include "core/evidence/signer.h"
#include "core/evidence/tiles.h"
#include "core/store/store.h"

#define NOTE_FILE_BYTES_MAX (64 * 1024)

struct log {
	char *dir, *origin;
	struct signer *signer;
	/* of the lane's thread */
	struct merkle_frontier head; /* of what was given to the signer */
	struct arena *mem;           /* of the batch */
	struct batch batch;
	struct hash leaves[LIMIT_BATCH_JOBS * 2];
	size_t leaf_count;
	const char *batch_note;
	bool beside;
	int64_t stored_offset_ms; /* what the clock's offset is when the batch is given up */
	/* for all threads */
	_Atomic int64_t clock_offset_ms;
	pthread_mutex_t publishing; /* held while tiles are written */
	pthread_mutex_t lock;       /* of what follows */
	char *signed_note, *published_note;
	uint64_t signed_size, published_size;
	struct tiles *tiles; /* of who holds `publishing` */
};

static const char *path_in(struct ctx *c, const char *dir, const char *name)
{
	return arena_printf(c->mem, "%s/%s", dir, name);
}

enum err log_init(struct ctx *c, const char *dir)
{
	const char *keys = path_in(c, dir, "keys");
	if ((mkdir(keys, 0700) != 0 && errno != EEXIST) ||
	    (mkdir(path_in(c, dir, "log"), 0755) != 0 && errno != EEXIST))
		return fail(c, E_STORE, "%s: %s", dir, strerror(errno));
	TRY(signer_make(c, keys));
	return head_make(c);
}

/* A page of leaves from the store, for the frontier and the signer. */
static enum err add_page(
    struct ctx *c, struct log *log, struct merkle_frontier *f, struct hash *page, size_t n)
{
	const uint64_t from = f->size;
	for (size_t i = 0; i < n; i++) {
		const struct hash commitment = page[i];
		merkle_leaf(commitment.b, SHA256_BYTES, &page[i]);
		merkle_append(f, &page[i]);
	}
	return signer_append(c, log->signer, from, page, n);
}

/* Brings the head up to the stored head by the leaves in between, or refuses. */
static enum err follow(struct ctx *c, struct log *log, const struct log_head *head)
{
	struct merkle_frontier f = log->head;
	if (f.size > head->size)
		return fail(c, E_LOG_FORKED,
		    "size %" PRIu64 " was signed, but the store holds %" PRIu64, f.size,
		    head->size);
	struct hash *page = NULL;
	while (f.size < head->size) {
		uint64_t missing = head->size - f.size;
		size_t n = 0;
		if (page == NULL)
			page = arena_array(c->mem, struct hash, COMMITMENTS_PAGE);
		TRY(commitments_from(
		    c, f.size, missing < COMMITMENTS_PAGE ? missing : COMMITMENTS_PAGE, page, &n));
		if (n == 0)
			return fail(c, E_LOG_FORKED, "entry %" PRIu64 " is missing", f.size);
		TRY(add_page(c, log, &f, page, n));
	}
	struct hash root;
	merkle_root(&f, &root);
	if (memcmp(root.b, head->root.b, SHA256_BYTES) != 0)
		return fail(
		    c, E_LOG_FORKED, "the root at size %" PRIu64 " is not the one stored", f.size);
	log->head = f;
	return OK;
}

static enum err catch_up(struct ctx *c, struct log *log, const struct log_head *head)
{
	enum err e = follow(c, log, head);
	/* what was appended in vain is left behind */
	if (e != OK)
		log->head = *signer_head(log->signer);
	return e;
}

static void take_signed(struct log *log, const char *note, uint64_t size)
{
	pthread_mutex_lock(&log->lock);
	free(log->signed_note);
	log->signed_note = strdup(note);
	log->signed_size = size;
	pthread_mutex_unlock(&log->lock);
}

static enum err sign_head(struct ctx *c, struct log *log)
{
	TRY(signer_sign(c, log->signer, &log->head, &log->batch_note));
	take_signed(log, log->batch_note, log->head.size);
	return OK;
}

/* The published checkpoint as it lies there; NULL: none. */
static const char *read_checkpoint(struct ctx *c, const struct log *log)
{
	char raw[NOTE_FILE_BYTES_MAX];
	int fd = open(path_in(c, log->tiles->dir, "checkpoint"), O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, raw, sizeof(raw) - 1);
	if (fd >= 0)
		close(fd);
	return n > 0 ? arena_copy(c->mem, raw, (size_t)n) : NULL;
}

/* A head that was published keeps its signatures, so that starting again makes no second note of
 * the same checkpoint. One that was published and is more than there is, or other, was signed
 * before store and memory were taken back together. note: read before the head was; NULL: none. */
static enum err sign_first(struct ctx *c, struct log *log, const char *note)
{
	struct checkpoint cp;
	struct hash root;
	merkle_root(&log->head, &root);
	if (note == NULL || note_check(c, note, signer_keys(log->signer), &cp) != OK ||
	    strcmp(cp.origin, log->origin) != 0 || cp.size < log->head.size)
		return sign_head(c, log);
	if (cp.size > log->head.size || memcmp(cp.root.b, root.b, SHA256_BYTES) != 0)
		return fail(c, E_LOG_FORKED,
		    "a checkpoint of size %" PRIu64 " is published, and the store, of size %" PRIu64
		    ", does not lead to it",
		    cp.size, log->head.size);
	/* the signer must remember it */
	if (signer_head(log->signer)->size < cp.size)
		return sign_head(c, log);
	take_signed(log, note, cp.size);
	return OK;
}

static void take_published(struct log *log, const char *note, uint64_t size)
{
	pthread_mutex_lock(&log->lock);
	free(log->published_note);
	log->published_note = strdup(note);
	log->published_size = size;
	pthread_mutex_unlock(&log->lock);
}

/* What the process that signs has published. */
static enum err read_published(struct ctx *c, struct log *log)
{
	const char *note = read_checkpoint(c, log);
	struct checkpoint cp;
	if (note == NULL)
		return fail(c, E_NOT_FOUND, "no checkpoint is published yet");
	TRY(note_check(c, note, signer_keys(log->signer), &cp));
	take_published(log, note, cp.size);
	return OK;
}

enum err log_open(struct ctx *c, const struct log_options *o, struct log **out)
{
	const struct signer_options keys = { path_in(c, o->dir, "keys"), c->centre->origin,
		!o->beside, o->program };
	struct log *log = calloc(1, sizeof(*log));
	assert(log != NULL);
	log->dir = strdup(o->dir);
	log->origin = strdup(c->centre->origin);
	log->mem = arena_new(LIMIT_ARENA_BYTES);
	log->tiles = calloc(1, sizeof(*log->tiles));
	log->beside = o->beside;
	assert(log->tiles != NULL);
	log->tiles->dir = strdup(path_in(c, o->dir, "log"));
	pthread_mutex_init(&log->lock, NULL);
	pthread_mutex_init(&log->publishing, NULL);
	struct log_head head;
	const char *note = o->beside ? NULL : read_checkpoint(c, log);
	enum err e = signer_open(c, &keys, &log->signer);
	if (e == OK)
		e = head_read(c, false, &head);
	if (e == OK && !o->beside) {
		log->head = *signer_head(log->signer);
		e = catch_up(c, log, &head);
	}
	if (e == OK)
		e = o->beside ? read_published(c, log) : sign_first(c, log, note);
	if (e != OK) {
		log_close(log);
		return e;
	}
	log->clock_offset_ms = log->stored_offset_ms = head.clock_offset_ms;
	*out = log;
	return OK;
}

void log_close(struct log *log)
{
	if (log == NULL)
		return;
	signer_free(log->signer);
	arena_free(log->mem);
	pthread_mutex_destroy(&log->lock);
	pthread_mutex_destroy(&log->publishing);
	free((char *)log->tiles->dir);
	free(log->tiles);
	free(log->signed_note);
	free(log->published_note);
	free(log->origin);
	free(log->dir);
	free(log);
}

enum err log_begin(struct ctx *c, struct log *log)
{
	struct log_head head;
	TRY(head_read(c, true, &head));
	TRY(catch_up(c, log, &head));
	arena_reset(log->mem);
	log->batch.before = log->head;
	log->leaf_count = 0;
	log->clock_offset_ms = log->stored_offset_ms = head.clock_offset_ms;
	return OK;
}

int64_t log_next_place(const struct log *log)
{
	return (int64_t)(log->batch.before.size + log->leaf_count);
}

size_t log_mark(const struct log *log)
{
	return log->leaf_count;
}

void log_rewind(struct log *log, size_t mark)
{
	assert(mark <= log->leaf_count);
	log->leaf_count = mark;
}

static struct json *entry_of(struct ctx *c, const char *act)
{
	const struct evidence *ev = c->evidence;
	uint8_t digest[SHA256_BYTES];
	struct json *digests = ev->digests ? ev->digests : json_object(c);
	sha256(act, strlen(act), digest);
	json_put(digests, "act", json_text(c, enc_hex(c->mem, digest, sizeof(digest))));
	struct json *o = json_object(c);
	json_put(o, "at", json_int(c, c->now_ms));
	json_put(o, "centre", json_text(c, c->centre->code));
	json_put(o, "digests", digests);
	json_put(o, "kind", json_text(c, ev->kind));
	json_put(o, "object", json_text(c, ev->object));
	json_put(o, "party", json_text(c, c->actor.party));
	if (c->centre->practice)
		json_put(o, "practice", json_bool(c, true));
	json_put(o, "v", json_int(c, 1));
	return o;
}

enum err log_write(struct ctx *c, struct log *log, const struct json *act)
{
	struct evidence *ev = c->evidence;
	assert(ev->kind != NULL);
	assert(log->leaf_count < LIMIT_BATCH_JOBS * 2);
	struct new_entry e = { .evidence = ev, .act = json_canonical(c, act) };
	ev->entry = json_canonical(c, entry_of(c, e.act));
	ev->place = log_next_place(log);
	rng_bytes(&c->rng, ev->salt, sizeof(ev->salt));
	struct hash leaf;
	evidence_leaf(ev->salt, ev->entry, &e.commitment, &leaf);
	TRY(entry_insert(c, &e));
	log->leaves[log->leaf_count++] = leaf;
	return OK;
}

enum err log_end(struct ctx *c, struct log *log)
{
	batch_build(log->mem, &log->batch, log->leaves, log->leaf_count);
	struct hash root;
	merkle_root(&log->batch.after, &root);
	return head_write(c, log->batch.after.size, &root);
}

void log_abort(struct log *log)
{
	log->leaf_count = 0;
	log->clock_offset_ms = log->stored_offset_ms;
}

enum err log_sign(struct ctx *c, struct log *log)
{
	/* the lane has just extended the head by the batch: the consistency that is demanded */
	assert(log->batch.before.size == log->head.size);
	enum err e =
	    signer_append(c, log->signer, log->batch.before.size, log->leaves, log->leaf_count);
	log->head = e == OK ? log->batch.after : *signer_head(log->signer);
	log->stored_offset_ms = log->clock_offset_ms;
	return e == OK ? sign_head(c, log) : e;
}

const char *log_batch_receipt(struct ctx *c, struct log *log)
{
	const struct evidence *ev = c->evidence;
	struct hash proof[MERKLE_PROOF_MAX];
	int n = merkle_inclusion(
	    (uint64_t)ev->place, log->batch.after.size, batch_node, &log->batch, proof);
	assert(n >= 0);
	const struct evidence_receipt r = { ev->entry, ev->salt, ev->place, log->batch_note, proof,
		(size_t)n };
	return evidence_receipt_json(c, &r);
}

int64_t log_clock_offset_ms(const struct log *log)
{
	return log->clock_offset_ms;
}

enum err log_set_clock_offset(struct ctx *c, struct log *log, int64_t offset_ms)
{
	TRY(head_set_offset(c, offset_ms));
	log->clock_offset_ms = offset_ms;
	return OK;
}

static struct tile_reader *reader(struct ctx *c, struct log *log, uint64_t size)
{
	struct tile_reader *r = arena_new_of(c->mem, struct tile_reader);
	r->dir = log->tiles->dir;
	r->size = size;
	return r;
}

/* Whether the tiles on disk lead to that root. */
static bool tiles_hold(struct ctx *c, struct log *log, const struct checkpoint *cp)
{
	struct hash root;
	return merkle_root_of(cp->size, tile_node, reader(c, log, cp->size), &root) &&
	       memcmp(root.b, cp->root.b, SHA256_BYTES) == 0;
}

/* Takes up what an earlier run left, if it is whole; otherwise everything is written again. */
static void resume(struct ctx *c, struct log *log)
{
	const char *note = read_checkpoint(c, log);
	struct checkpoint cp;
	if (note == NULL)
		return;
	if (note_check(c, note, signer_keys(log->signer), &cp) != OK ||
	    cp.size > log->signed_size || !tiles_load(log->tiles, cp.size) ||
	    !tiles_hold(c, log, &cp))
		log->tiles->size = 0;
}

static enum err publish(struct ctx *c, struct log *log)
{
	pthread_mutex_lock(&log->lock);
	const char *note = arena_text(c->mem, log->signed_note);
	uint64_t size = log->signed_size;
	bool first = log->published_note == NULL;
	bool done = !first && log->published_size == size;
	pthread_mutex_unlock(&log->lock);
	if (done)
		return OK;
	if (first)
		resume(c, log);
	struct hash *page = arena_array(c->mem, struct hash, COMMITMENTS_PAGE);
	while (log->tiles->size < size) {
		uint64_t missing = size - log->tiles->size;
		size_t n = 0;
		TRY(commitments_from(c, log->tiles->size,
		    missing < COMMITMENTS_PAGE ? missing : COMMITMENTS_PAGE, page, &n));
		if (n == 0)
			return fail(
			    c, E_LOG_FORKED, "entry %" PRIu64 " is missing", log->tiles->size);
		for (size_t i = 0; i < n; i++)
			TRY(tiles_add(c, log->tiles, &page[i]));
	}
	TRY(tiles_flush(c, log->tiles));
	TRY(file_replace(c, path_in(c, log->tiles->dir, "checkpoint"), note, strlen(note)));
	take_published(log, note, size);
	return OK;
}

enum err log_publish(struct ctx *c, struct log *log)
{
	pthread_mutex_lock(&log->publishing);
	enum err e = log->beside ? read_published(c, log) : publish(c, log);
	pthread_mutex_unlock(&log->publishing);
	return e;
}

enum err log_checkpoint(struct ctx *c, struct log *log, const char **note, uint64_t *size)
{
	pthread_mutex_lock(&log->lock);
	const char *copy = arena_text(c->mem, log->published_note);
	uint64_t n = log->published_size;
	pthread_mutex_unlock(&log->lock);
	if (copy == NULL)
		return fail(c, E_NOT_FOUND, "no checkpoint is published yet");
	*note = copy;
	*size = n;
	return OK;
}

enum err log_inclusion(struct ctx *c, struct log *log, uint64_t index, struct hash *proof, int *n)
{
	const char *note;
	uint64_t size;
	TRY(log_checkpoint(c, log, &note, &size));
	if (index >= size)
		return fail(c, E_NOT_FOUND, "entry %" PRIu64 " is not published yet", index);
	int count = merkle_inclusion(index, size, tile_node, reader(c, log, size), proof);
	if (count < 0)
		return fail(c, E_STORE, "a tile cannot be read");
	*n = count;
	return OK;
}

enum err log_consistency(struct ctx *c, struct log *log, uint64_t old, struct hash *proof, int *n)
{
	const char *note;
	uint64_t size;
	TRY(log_checkpoint(c, log, &note, &size));
	if (old == 0 || old > size)
		return fail(c, E_NOT_FOUND, "no checkpoint of size %" PRIu64, old);
	int count = merkle_consistency(old, size, tile_node, reader(c, log, size), proof);
	if (count < 0)
		return fail(c, E_STORE, "a tile cannot be read");
	*n = count;
	return OK;
}

enum err log_receipt(
    struct ctx *c, struct log *log, const struct evidence_entry *e, const char **json)
{
	const char *note;
	uint64_t size;
	struct hash proof[MERKLE_PROOF_MAX];
	TRY(log_checkpoint(c, log, &note, &size));
	if ((uint64_t)e->place >= size)
		return fail(c, E_NOT_FOUND, "entry %" PRId64 " is not published yet", e->place);
	int n = merkle_inclusion((uint64_t)e->place, size, tile_node, reader(c, log, size), proof);
	if (n < 0)
		return fail(c, E_STORE, "a tile cannot be read");
	const struct evidence_receipt r = { e->entry, e->salt, e->place, note, proof, (size_t)n };
	*json = evidence_receipt_json(c, &r);
	return OK;
}

const char *log_keys(const struct log *log)
{
	return signer_keys(log->signer);
}

enum err log_sign_text(struct ctx *c, struct log *log, const char *text, const char **note)
{
	return signer_sign_text(c, log->signer, text, note);
}

bool log_signs(const struct log *log)
{
	return signer_lives(log->signer);
}

enum err log_stamp(struct ctx *c, struct log *log, struct bytes query, struct bytes *response)
{
	return signer_stamp(c, log->signer, query, response);
}

const char *log_tiles_dir(const struct log *log)
{
	return log->tiles->dir;
}
