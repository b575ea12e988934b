#include "app.h"
#include "app_folder.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/journal.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/http/event.h"
#include "core/base/fetch.h"
#include "core/http/worker.h"
#include "core/law/law_routes.h"
#include "core/store/idempotency.h"
#include "core/trust/trust_folder.h"
#include "core/store/timer.h"
#include "embedded.h"
#include "portal/portal.h"
#include "service/draft/draft.h"
#include "service/phone/phone.h"
#include "service/identity/identity.h"
#include "service/office/office.h"
#include "service/party/party.h"
#include "service/registry/registry.h"
#include "service/signing/signing.h"
#include "service/timestamp/timestamps.h"
#include "trade/archive/archive.h"
#include "trade/attestation/attestation.h"
#include "trade/award/award.h"
#include "trade/catalogue/catalogue.h"
#include "trade/complaint/complaint.h"
#include "trade/intake/intake.h"
#include "trade/papers/papers.h"
#include "trade/prequalification/prequalification.h"
#include "trade/publication/publication.h"
#include "trade/tenderdoc/tenderdoc.h"
#include "trade/ocds/ocds.h"
#include "trade/bid/bid.h"
#include "trade/custody/custody.h"
#include "trade/rescue/rescue.h"
#include "trade/clarification/clarification.h"
#include "trade/evaluation/evaluation.h"
#include "trade/export/export.h"
#include "trade/notice/notice.h"
#include "trade/objection/objection.h"
#include "trade/opening/opening.h"
#include "trade/agenda/agenda.h"
#include "trade/inbox/inbox.h"
#include "trade/opinion/opinion.h"
#include "supervise/oversight/oversight.h"

#define KEEP_HOUSE_MS 100
#define PUBLISH_EVERY 10
#define LOCK_TRIES 30    /* a tenth of a second apart */
#define SWEEP_EVERY 6000 /* ten minutes */
#define FILES_MAX 256
#define LAW_BYTES_MAX ((size_t)512 * 1024)

#define SCHEMA(folder)
#define ROUTES(routes)
#define TIMER(kind, fn, keep)
#define COMMAND(name, fn, text)
#define TESTS(fn)

#undef ROUTES
#define ROUTES(routes) routes,
static const struct route *const tables[] = {
#include "rooms.def"
	NULL
};
#undef ROUTES
#define ROUTES(routes)
#undef TIMER
#define TIMER(kind, fn, keep) { kind, fn, keep },
static const struct timer_kind timers[] = {
#include "rooms.def"
	{ NULL, NULL, false },
};
#undef TIMER
#define TIMER(kind, fn, keep)
/* What belongs to a running centre but not to the contract of core/http. */
struct running {
	struct app app;
	int lock_fd;
	bool manual, beside;
	pthread_t housekeeper;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stopping;
	struct law *law;
};

/* The files of one folder of the law, by name. */
static enum err read_law_folder(
    struct ctx *c, const char *dir, const char *sub, struct law_file *files, size_t *n)
{
	const char *path = arena_printf(c->mem, "%s/%s", dir, sub);
	struct dirent **names;
	int count = scandir(path, &names, NULL, alphasort);
	enum err e = count < 0 ? fail(c, E_LAW_FILE, "%s: %s", path, strerror(errno)) : OK;
	for (int i = 0; i < count; i++) {
		const char *name = names[i]->d_name;
		size_t len = strlen(name);
		if (e == OK && len > 5 && strcmp(name + len - 5, ".yaml") == 0 && *n < FILES_MAX) {
			FILE *f = fopen(arena_printf(c->mem, "%s/%s", path, name), "re");
			char *text = arena_alloc(c->mem, LAW_BYTES_MAX + 1);
			size_t size = f == NULL ? 0 : fread(text, 1, LAW_BYTES_MAX, f);
			if (f == NULL)
				e = fail(c, E_LAW_FILE, "%s/%s: %s", path, name, strerror(errno));
			else
				fclose(f);
			files[(*n)++] = (struct law_file){ arena_printf(c->mem, "%s/%s", sub, name),
				text, size };
		}
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	return e;
}

enum err app_law(struct ctx *c, const char *dir, struct law **out)
{
	struct law_file files[FILES_MAX];
	size_t n = 0;
	if (dir != NULL) {
		static const char *const folders[] = { "calendars", "guide", "kinds", "numbers",
			"regions", "publications", "templates", "terms", "trading-catalogue" };
		for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
			TRY(read_law_folder(c, dir, folders[i], files, &n));
		return law_load(c, files, n, out);
	}
	for (const struct embedded *e = embedded_files; e->name != NULL; e++)
		if (strncmp(e->name, "law/", 4) == 0 && n < FILES_MAX)
			files[n++] =
			    (struct law_file){ e->name + 4, e->begin, (size_t)(e->end - e->begin) };
	return law_load(c, files, n, out);
}

static enum err read_centre(struct ctx *c, struct app *app)
{
	struct db_rows r;
	TRY(db_one(c, &r, "SELECT code, name, origin, practice FROM centre WHERE id = 1"));
	app->centre = (struct centre){ strdup(db_get_text(&r, 0, 0)), strdup(db_get_text(&r, 0, 1)),
		strdup(db_get_text(&r, 0, 2)), db_get_i64(&r, 0, 3) == 1 };
	return OK;
}

/* On SQLite one process serves a database; on PostgreSQL servers take turns by the head's row. The
 * lock lies beside the database, because two folders may name the same. */
static enum err lock_store(
    struct ctx *c, struct running *run, const struct app_options *o, const char *url)
{
	if (store_is_shared(run->app.store)) {
		run->beside = o->beside;
		return OK;
	}
	const char *path = arena_printf(c->mem, "%s.lock", strchr(url, ':') + 1);
	run->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (run->lock_fd < 0)
		return fail(c, E_STORE, "%s: %s", path, strerror(errno));
	/* a command beside may be holding it for a moment while the server starts again */
	int tries = o->manual ? 1 : LOCK_TRIES;
	while (tries-- > 0) {
		if (flock(run->lock_fd, LOCK_EX | LOCK_NB) == 0)
			return OK;
		if (tries > 0)
			usleep(KEEP_HOUSE_MS * 1000);
	}
	run->beside = o->beside;
	return o->beside ? OK : fail(c, E_CONFLICT, "%s is served by another process", o->dir);
}

static enum err publish(struct ctx *c, struct app *app)
{
	return log_publish(c, app->log);
}

static enum err sweep(struct ctx *c, struct app *app)
{
	return document_sweep(c, app->dir);
}

/* A list that does not hold is told once; what was taken before stays. */
static enum err look_trust(struct ctx *c, struct app *app)
{
	return trust_folder_look(c, app->trust);
}

/* Work beside the lane, on a reader; what goes wrong is told in the journal. */
static enum err keep(
    struct app *app, const char *failed, enum err (*work)(struct ctx *c, struct app *app))
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES), .centre = &app->centre };
	enum err e = reader_take(app, &c);
	if (e == OK)
		e = work(&c, app);
	reader_give(app, &c);
	if (e != OK)
		JOURNAL(failed, { "error", err_name(e), 0 },
		    { "detail", c.fault.detail ? c.fault.detail : "", 0 });
	arena_free(c.mem);
	return e;
}

enum err app_publish(struct app *app)
{
	return keep(app, "publish_failed", publish);
}

/* Empties the write-ahead log ten times a second and publishes the log once, away from the lane. */
static void *keep_house(void *arg)
{
	struct running *run = arg;
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	struct db *db = NULL;
	unsigned turn = 0;
	if (store_connect(&c, run->app.store, DB_READ_WRITE, &db) != OK)
		JOURNAL("housekeeper_failed", { "detail", c.fault.detail, 0 });
	pthread_mutex_lock(&run->lock);
	while (!run->stopping) {
		struct timespec until;
		pthread_mutex_unlock(&run->lock);
		if (db != NULL)
			store_checkpoint(db);
		/* what fails is told in the journal, and comes again */
		if (turn % PUBLISH_EVERY == 0) {
			(void)keep(&run->app, "publish_failed", publish);
			(void)keep(&run->app, "trust_failed", look_trust);
		} else if (turn % SWEEP_EVERY == SWEEP_EVERY - 1)
			(void)keep(&run->app, "sweep_failed", sweep);
		turn++;
		pthread_mutex_lock(&run->lock);
		clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_nsec += KEEP_HOUSE_MS * 1000000L;
		if (until.tv_nsec >= 1000000000L) {
			until.tv_sec++;
			until.tv_nsec -= 1000000000L;
		}
		if (!run->stopping)
			pthread_cond_timedwait(&run->wake, &run->lock, &until);
	}
	pthread_mutex_unlock(&run->lock);
	store_disconnect(db);
	arena_free(c.mem);
	return NULL;
}

static void app_committed(void *arg)
{
	struct app *app = arg;
	if (app->hub != NULL)
		hub_committed(app->hub);
}

/* A row that does not say who may call it stops the program: deny by default. */
static enum err check_rows(struct ctx *c)
{
	for (const struct route *const *t = tables; *t != NULL; t++)
		for (const struct route *row = *t; row->path != NULL; row++)
			if (row->who == 0 || row->handler == NULL || row->doc == NULL)
				return fail(
				    c, E_INTERNAL, "route %s lacks who, handler or doc", row->path);
			else if ((row->flags & ROW_SAME) != 0 &&
			         (row->kind != ROW_READ || row->who != W_PUBLIC || row->of != NULL))
				return fail(c, E_INTERNAL,
				    "route %s: the same for everybody is a read by the public",
				    row->path);
	return OK;
}

static enum err open_parts(struct ctx *c, const struct app_options *o, struct running *run)
{
	struct app *app = &run->app;
	TRY(check_rows(c));
	if (o->registry != NULL)
		TRY(fetch_address(c, "HENG_REGISTRY", o->registry));
	if (o->tsa != NULL)
		TRY(fetch_address(c, "HENG_TSA", o->tsa));
	if (o->site != NULL && !site_is_one(o->site))
		return fail_at(c, E_BAD_FIELD, "--site", o->site,
		    "http:// or https://, a host, perhaps a port, and nothing more");
	const char *url = app_store_url(c, o->dir);
	if (url == NULL)
		return fail(c, E_STORE, "%s holds no centre; make one with heng init", o->dir);
	url = app_resolve_url(c, o->dir, url);
	TRY(store_open(c, url, &app->store));
	TRY(lock_store(c, run, o, url));
	TRY(app_law(c, o->law_dir, &run->law));
	app->law = run->law;
	const char *key;
	TRY(keeper_key(c, o->dir, &key));
	memcpy(app->keeper, key, KEEPER_KEY_CHARS);
	TRY(store_connect(c, app->store, DB_READ_WRITE, &c->db));
	enum err e = run->beside ? OK : app_migrate(c, app->store);
	if (e == OK)
		e = read_centre(c, app);
	c->centre = &app->centre;
	if (e == OK)
		app->trust =
		    trust_folder_new(arena_printf(c->mem, "%s/trust", o->dir), app->centre.code);
	if (e == OK)
		e = log_open(
		    c, &(struct log_options){ o->dir, run->beside, o->program }, &app->log);
	store_disconnect(c->db);
	c->db = NULL;
	TRY(e);
	struct lane_options lane = { .store = app->store,
		.log = app->log,
		.law = app->law,
		.centre = &app->centre,
		.timers = timers,
		.timers_rest = o->timers_rest,
		.manual = o->manual,
		.committed = o->manual ? NULL : app_committed,
		.arg = app };
	if (o->manual)
		c->now_ms = o->manual_now_ms;
	return lane_start(c, &lane, &app->lane);
}

enum err app_open(struct ctx *c, const struct app_options *o, struct app **out)
{
	struct running *run = calloc(1, sizeof(*run));
	assert(run != NULL);
	run->lock_fd = -1;
	run->manual = o->manual;
	run->app = (struct app){ .dir = strdup(o->dir),
		.registry = o->registry != NULL ? strdup(o->registry) : NULL,
		.tsa = o->tsa != NULL ? strdup(o->tsa) : NULL,
		.site = o->site != NULL ? strdup(o->site) : NULL,
		.tables = tables,
		.journal = o->journal,
		.started_us = moment_steady_us() };
	pthread_mutex_init(&run->app.readers_lock, NULL);
	pthread_mutex_init(&run->lock, NULL);
	pthread_condattr_t steady;
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&run->wake, &steady);
	pthread_condattr_destroy(&steady);
	enum err e = open_parts(c, o, run);
	if (e != OK) {
		run->manual = true; /* there is no housekeeper yet */
		app_close(&run->app);
		return e;
	}
	(void)keep(&run->app, "trust_failed", look_trust);
	if (!run->manual) {
		run->app.workers = workers_start(req_run_slow);
		trust_folder_serve(run->app.trust);
		int rc = pthread_create(&run->housekeeper, NULL, keep_house, run);
		assert(rc == 0);
	}
	*out = &run->app;
	return OK;
}

void app_close(struct app *app)
{
	if (app == NULL)
		return;
	struct running *run = (struct running *)(void *)app; /* app is its first member */
	workers_stop(app->workers);
	if (app->lane != NULL)
		lane_stop(app->lane);
	hub_free(app->hub);
	if (!run->manual) {
		pthread_mutex_lock(&run->lock);
		run->stopping = true;
		pthread_cond_signal(&run->wake);
		pthread_mutex_unlock(&run->lock);
		pthread_join(run->housekeeper, NULL);
		enum err e = app_publish(app);
		(void)e; /* told in the journal; the tiles are made again at the next start */
	}
	readers_close(app);
	log_close(app->log);
	trust_folder_free(app->trust);
	store_close(app->store);
	law_free(run->law);
	if (run->lock_fd >= 0)
		close(run->lock_fd);
	pthread_mutex_destroy(&app->readers_lock);
	pthread_mutex_destroy(&run->lock);
	pthread_cond_destroy(&run->wake);
	free((char *)app->centre.code);
	free((char *)app->centre.name);
	free((char *)app->centre.origin);
	free((char *)app->dir);
	free((char *)app->registry);
	free((char *)app->tsa);
	free((char *)app->site);
	free(run);
}

const struct timer_kind *app_timers(void)
{
	return timers;
}

enum err app_forget_due(struct ctx *c, const char *object)
{
	TRY(answer_forget(c));
	TRY(document_forget(c));
	TRY(draft_sweep(c));
	TRY(phone_sweep(c));
	return timer_set(c, c->now_ms + HOUR_MS, "store.forget", object);
}
