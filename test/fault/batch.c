/* batch.c - a store that gives up in the middle of a batch: all of the batch is refused for the
 * store's reason, whatever the act was refused for that met it, and what follows goes on. */
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "core/base/limits.h"
#include "core/store/store.h"
#include "test/fault/check.h"

#define JOBS 3

struct act {
	struct job job;
	struct ctx c;
	enum err throws;
	sem_t *begun, *go_on; /* NULL: does not wait */
	sem_t *ended;
};

static enum err run(struct job *j)
{
	struct act *a = j->arg;
	if (a->go_on != NULL) {
		sem_post(a->begun);
		sem_wait(a->go_on);
	}
	TRY(evidence_add(j->c, "test.act", "object", NULL));
	return a->throws == OK ? OK : fail(j->c, a->throws, "as asked");
}

/* What SQLite does by itself where a statement finds the disk full. */
static enum err give_up(struct job *j)
{
	db_rollback(j->c);
	return fail(j->c, E_STORE_FULL, "the disk is full");
}

static void done(struct job *j)
{
	struct act *a = j->arg;
	sem_post(a->ended);
}

static void submit(struct app *app, struct ctx *c, struct act *a)
{
	a->c = (struct ctx){ .mem = arena_new(LIMIT_ARENA_BYTES) };
	rng_seed(&a->c.rng, c->rng.seed);
	a->job = (struct job){
		.c = &a->c, .run = run, .done = done, .arg = a, .act = json_object(&a->c)
	};
	if (a->throws != OK)
		a->job.refused = give_up;
	lane_arrive(app->lane, &a->job);
	if (lane_submit(app->lane, &a->job) != OK)
		abort();
}

static bool batch_of_three(struct app *app, struct ctx *c)
{
	sem_t begun, go_on, ended;
	sem_init(&begun, 0, 0);
	sem_init(&go_on, 0, 0);
	sem_init(&ended, 0, 0);
	/* the first holds the lane until the others wait behind it */
	struct act first = { .begun = &begun, .go_on = &go_on, .ended = &ended };
	struct act acts[JOBS] = { { .ended = &ended }, { .ended = &ended, .throws = E_DUPLICATE },
		{ .ended = &ended } };
	submit(app, c, &first);
	sem_wait(&begun);
	for (int i = 0; i < JOBS; i++)
		submit(app, c, &acts[i]);
	sem_post(&go_on);
	for (int i = 0; i < JOBS + 1; i++)
		sem_wait(&ended);
	bool ok = first.job.result == OK && acts[0].job.result == E_STORE_FULL &&
	          acts[1].job.result == E_STORE_FULL;
	/* those behind it have not been run: they are refused with it */
	ok = ok && acts[2].job.result == E_STORE_FULL;
	for (int i = 0; i < JOBS && !ok; i++)
		fprintf(stderr, "job %d: %s\n", i, err_name(acts[i].job.result));
	struct act after = { .ended = &ended };
	submit(app, c, &after);
	sem_wait(&ended);
	ok = ok && after.job.result == OK && after.job.receipt != NULL;
	arena_free(first.c.mem);
	arena_free(after.c.mem);
	for (int i = 0; i < JOBS; i++)
		arena_free(acts[i].c.mem);
	sem_destroy(&begun);
	sem_destroy(&go_on);
	sem_destroy(&ended);
	return ok;
}

int main(void)
{
	char dir[] = "/tmp/heng-batch-XXXXXX", command[64];
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	struct app *app = NULL;
	rng_system_seed(c.rng.seed);
	if (mkdtemp(dir) == NULL)
		return 1;
	const struct app_new new = {
		.dir = dir, .code = "12660000MB2000005T", .name = "x", .practice = true
	};
	const struct app_options open = { .dir = dir };
	bool ok =
	    app_init(&c, &new) == OK && app_open(&c, &open, &app) == OK && batch_of_three(app, &c);
	app_close(app);
	const char *url = arena_printf(c.mem, "sqlite:%s/heng.db", dir);
	ok = ok && store_complaint(&c, url) == NULL && store_entries(&c, url, "test.act") == 2;
	printf("%s fault    the store gives up within a batch\n", ok ? "ok  " : "FAIL");
	arena_free(c.mem);
	snprintf(command, sizeof(command), "rm -rf %s", dir);
	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", dir);
	return !ok;
}
