/* Who brings much waits for himself alone. */
#include "core/http/worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "test/unit.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int begun, let_go;
static const struct req *order[4];

static void run(struct req *r)
{
	pthread_mutex_lock(&lock);
	if (begun < (int)LEN(order))
		order[begun] = r;
	begun++;
	pthread_cond_broadcast(&changed);
	while (let_go < begun && r->id != NULL)
		pthread_cond_wait(&changed, &lock);
	pthread_mutex_unlock(&lock);
}

static void wait_for(int n)
{
	pthread_mutex_lock(&lock);
	while (begun < n)
		pthread_cond_wait(&changed, &lock);
	pthread_mutex_unlock(&lock);
}

static void others_are_served(void **state)
{
	(void)state;
	/* an id: it stays until it is let go */
	struct req first = { .c.actor.party = "a", .id = "long" },
	           second = { .c.actor.party = "a" }, third = { .c.actor.party = "b" };
	struct workers *w = workers_start(run);
	assert_true(workers_give(w, &first));
	wait_for(1);
	assert_true(workers_give(w, &second));
	assert_true(workers_give(w, &third));
	wait_for(2);
	usleep(20 * 1000);
	pthread_mutex_lock(&lock);
	assert_int_equal(begun, 2);
	assert_ptr_equal(order[1], &third);
	let_go = 100;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
	workers_stop(w);
	assert_int_equal(begun, 3);
	assert_ptr_equal(order[2], &second);
}

static void of_one_party_few_wait(void **state)
{
	(void)state;
	struct req first = { .c.actor.party = "a", .id = "long" }, more[3], other = first;
	begun = let_go = 0;
	other.c.actor.party = "b";
	struct workers *w = workers_start(run);
	assert_true(workers_give(w, &first));
	wait_for(1);
	for (size_t i = 0; i < LEN(more); i++) {
		more[i] = (struct req){ .c.actor.party = "a" };
		assert_int_equal(workers_give(w, &more[i]), i < LIMIT_SLOW_PARTY);
	}
	assert_true(workers_give(w, &other));
	wait_for(2);
	pthread_mutex_lock(&lock);
	let_go = 100;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
	workers_stop(w);
	assert_int_equal(begun, 2 + LIMIT_SLOW_PARTY);
}

static void too_many_are_refused(void **state)
{
	(void)state;
	static struct req all[LIMIT_SLOW_JOBS + 2];
	static char names[LEN(all)][8];
	struct req first = { .id = "long", .c.actor.party = "a" },
	           second = { .id = "long", .c.actor.party = "b" };
	begun = let_go = 0;
	struct workers *w = workers_start(run);
	assert_true(workers_give(w, &first));
	assert_true(workers_give(w, &second));
	wait_for(2);
	for (size_t i = 0; i < LEN(all); i++) {
		snprintf(names[i], sizeof(names[i]), "c%zu", i);
		all[i].c.actor.party = names[i];
		assert_int_equal(workers_give(w, &all[i]), i < LIMIT_SLOW_JOBS);
	}
	pthread_mutex_lock(&lock);
	let_go = 100;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
	workers_stop(w);
	assert_int_equal(begun, 2 + LIMIT_SLOW_JOBS);
}

static void strangers_hold_up_one_thread(void **state)
{
	(void)state;
	struct req first = { .id = "long" }, more[LIMIT_SLOW_STRANGERS + 1] = { 0 },
	           party = { .c.actor.party = "a" };
	begun = let_go = 0;
	struct workers *w = workers_start(run);
	assert_true(workers_give(w, &first));
	wait_for(1);
	for (size_t i = 0; i < LEN(more); i++)
		assert_int_equal(workers_give(w, &more[i]), i < LIMIT_SLOW_STRANGERS);
	assert_true(workers_give(w, &party));
	wait_for(2);
	pthread_mutex_lock(&lock);
	assert_ptr_equal(order[1], &party);
	let_go = 100;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
	workers_stop(w);
	assert_int_equal(begun, 2 + LIMIT_SLOW_STRANGERS);
}

/* Hands the request back, as a done does that frees it, and is not through yet. */
static void run_and_free(struct req *r)
{
	free(r);
	run(&(struct req){ .id = "long" });
}

static void what_was_handed_back_may_be_gone(void **state)
{
	(void)state;
	struct req *first = calloc(1, sizeof(*first)), *second = calloc(1, sizeof(*second));
	first->c.actor.party = "a";
	second->c.actor.party = "b";
	begun = let_go = 0;
	struct workers *w = workers_start(run_and_free);
	assert_true(workers_give(w, first));
	wait_for(1);
	assert_true(workers_give(w, second));
	wait_for(2);
	pthread_mutex_lock(&lock);
	let_go = 100;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
	workers_stop(w);
}

int worker_tests(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(others_are_served),
		cmocka_unit_test(of_one_party_few_wait), cmocka_unit_test(too_many_are_refused),
		cmocka_unit_test(strangers_hold_up_one_thread),
		cmocka_unit_test(what_was_handed_back_may_be_gone) };
	return RUN_GROUP("worker", tests);
}
