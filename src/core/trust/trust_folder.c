#include "core/trust/trust_folder.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/base/journal.h"
#include "core/base/limits.h"
#include "core/base/fetch.h"

#define PAUSE_MS 200 /* between looks whether somebody is to be asked about */

/* What tells one state of a file from another. */
struct seen {
	int64_t bytes, changed_ns, inode;
};
struct trust_folder {
	char *dir, *centre;
	pthread_rwlock_t lock;
	struct trust *list; /* NULL: none */
	struct seen note, keys, crls[LIMIT_AUTHORITIES];
	pthread_t thread; /* that asks; of who serves */
	bool served;
	atomic_bool stopping;
};

struct trust_folder *trust_folder_new(const char *dir, const char *centre)
{
	struct trust_folder *f = calloc(1, sizeof(*f));
	assert(f != NULL);
	f->dir = strdup(dir);
	f->centre = strdup(centre);
	pthread_rwlock_init(&f->lock, NULL);
	return f;
}

void trust_folder_free(struct trust_folder *f)
{
	if (f == NULL)
		return;
	f->stopping = true;
	if (f->served)
		pthread_join(f->thread, NULL);
	trust_free(f->list);
	pthread_rwlock_destroy(&f->lock);
	free(f->dir);
	free(f->centre);
	free(f);
}

/* Whether the file is another than it was; *is: what it is now, all 0 where it is missing. */
static bool changed(const char *path, const struct seen *was, struct seen *is)
{
	struct stat st;
	*is = (struct seen){ 0 };
	if (stat(path, &st) == 0)
		*is = (struct seen){ st.st_size,
			(int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec,
			(int64_t)st.st_ino };
	return memcmp(is, was, sizeof(*is)) != 0;
}

/* All of it, with a NUL behind. */
static enum err read_file(struct ctx *c, const char *path, size_t most, struct bytes *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st = { 0 };
	if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || (size_t)st.st_size > most) {
		if (fd >= 0)
			close(fd);
		return fail(c, E_STORE, "%s cannot be read, or is too large", path);
	}
	size_t n = (size_t)st.st_size, got = 0;
	char *p = arena_alloc(c->mem, n + 1);
	while (got < n) {
		ssize_t more = read(fd, p + got, n - got);
		if (more < 0 && errno == EINTR)
			continue;
		if (more <= 0)
			break;
		got += (size_t)more;
	}
	close(fd);
	p[got] = '\0';
	*out = (struct bytes){ (const uint8_t *)p, got };
	return got == n ? OK : fail(c, E_STORE, "%s cannot be read", path);
}

static enum err take_list(struct ctx *c, struct trust_folder *f)
{
	const char *note = arena_printf(c->mem, "%s/list.note", f->dir);
	const char *keys = arena_printf(c->mem, "%s/list.keys", f->dir);
	struct seen note_now, keys_now;
	struct bytes text, signers;
	struct trust *made;
	bool other = changed(note, &f->note, &note_now);
	if ((!changed(keys, &f->keys, &keys_now) && !other) || note_now.inode == 0)
		return OK;
	f->note = note_now; /* told once, not at each look */
	f->keys = keys_now;
	TRY(read_file(c, note, LIMIT_TRUST_LIST_BYTES, &text));
	TRY(read_file(c, keys, LIMIT_TRUST_LIST_BYTES, &signers));
	TRY(trust_read(c, (const char *)text.p, (const char *)signers.p, f->centre, &made));
	if (f->list != NULL && trust_issued_ms(made) < trust_issued_ms(f->list)) {
		trust_free(made);
		return fail(c, E_BAD_TRUST_LIST, "it is older than the one that is taken");
	}
	pthread_rwlock_wrlock(&f->lock);
	if (f->list != NULL)
		trust_inherit(made, f->list);
	trust_free(f->list);
	f->list = made;
	memset(f->crls, 0, sizeof(f->crls));
	pthread_rwlock_unlock(&f->lock);
	return OK;
}

static enum err take_crl(struct ctx *c, struct trust_folder *f, const char *id, struct seen *seen)
{
	const char *path = arena_printf(c->mem, "%s/%s/ca.crl", f->dir, id);
	struct seen now;
	struct bytes der;
	if (!changed(path, seen, &now) || now.inode == 0)
		return OK;
	*seen = now;
	TRY(read_file(c, path, LIMIT_CRL_BYTES, &der));
	return trust_crl(c, f->list, id, der);
}

enum err trust_folder_look(struct ctx *c, struct trust_folder *f)
{
	enum err e = take_list(c, f);
	const char *id;
	/* the list of one authority does not wait for another's */
	for (size_t i = 0; f->list != NULL && (id = trust_id(f->list, i)) != NULL; i++) {
		enum err one = take_crl(c, f, id, &f->crls[i]);
		e = e == OK ? one : e;
	}
	return e;
}

static enum err ask_one(struct ctx *c, struct trust_folder *f, bool *asked)
{
	struct trust_asking q;
	pthread_rwlock_rdlock(&f->lock);
	*asked = f->list != NULL && trust_next(c, f->list, &q);
	pthread_rwlock_unlock(&f->lock);
	if (!*asked)
		return OK;
	struct fetch how = { .url = q.url,
		.type = "application/ocsp-request",
		.body = q.query,
		.most_bytes = LIMIT_OCSP_BYTES,
		.most_ms = LIMIT_OCSP_MS,
		.otherwise = E_BAD_OCSP };
	TRY(fetch(c, &how));
	if (how.status != 200)
		return fail(c, E_BAD_OCSP, "%s answers with status %ld", q.url, how.status);
	/* the list may be another by now, in which the certificate leads elsewhere */
	pthread_rwlock_rdlock(&f->lock);
	enum err e = f->list != NULL ? trust_answer(c, f->list, &q, how.answer) : OK;
	pthread_rwlock_unlock(&f->lock);
	return e;
}

/* A reader of the list never waits for another's machine, nor does who waits for its answer. */
static void *serve(void *arg)
{
	struct trust_folder *f = arg;
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	const struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000L };
	while (!f->stopping) {
		bool asked;
		if (ask_one(&c, f, &asked) != OK)
			JOURNAL("ocsp_failed", { "detail", c.fault.detail, 0 });
		arena_reset(c.mem);
		if (!asked)
			nanosleep(&pause, NULL);
	}
	arena_free(c.mem);
	return NULL;
}

void trust_folder_serve(struct trust_folder *f)
{
	int rc = pthread_create(&f->thread, NULL, serve, f);
	assert(rc == 0);
	f->served = true;
}

enum err trust_folder_check(struct ctx *c, struct trust_folder *f, const struct trust_question *q,
    struct certificate *out, const char **authority)
{
	pthread_rwlock_rdlock(&f->lock);
	enum err e = f->list != NULL ? trust_check(c, f->list, q, out, authority)
	                             : fail(c, E_NO_TRUST_LIST, "no trust list is here");
	pthread_rwlock_unlock(&f->lock);
	return e;
}
