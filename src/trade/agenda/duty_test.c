/* duty_test.c - more awards than a list holds: which reports are overdue is asked of them all. */
#include "core/base/moment.h"
#include "core/store/store.h"
#include "service/party/party.h"
#include "test/engines.h"
#include "test/trade.h"
#include "trade/agenda/duty.h"
#include "trade/procedure/procedure.h"

#define LOTS 140

/* A tender whose lots all were awarded, lot i at made_ms - i hours, and no report came. */
static const char *award_all(struct trade *t, bool mandatory, int64_t made_ms)
{
	struct ctx *c = &t->c;
	const char *list = "{\"title\":\"x\"}", *tender;
	for (size_t i = 1; i < LOTS; i++)
		list = arena_printf(c->mem, "%s,{\"title\":\"x\"}", list);
	const struct json *v = trade_post(t, t->principal.token, "/api/tenders",
	    arena_printf(c->mem,
	        "{\"project\":\"%s\",\"kind\":\"works-lowest-price\",\"title\":\"x\","
	        "\"mandatory\":%s,\"stateControlled\":false,\"funding\":\"private\","
	        "\"qualification\":\"after\",\"method\":\"open\",\"organisation\":\"self\","
	        "\"lots\":[%s]}",
	        t->project, mandatory ? "true" : "false", list));
	tender = json_get_text(v, "id", "");
	CHECK_OK(c, store_connect(c, t->app->store, DB_READ_WRITE, &c->db));
	CHECK_OK(c, db_begin(c, DB_READ_WRITE));
	CHECK_OK(c, db_exec(c, NULL, "UPDATE lot SET state = $1 WHERE tender = $2",
	                db_i64(LS_AWARDED), db_text(tender)));
	CHECK_OK(
	    c, db_exec(c, NULL,
	           "INSERT INTO award (lot, party, price_minor, letter, letter_digest, made_ms)"
	           " SELECT id, $1, 1, 'x', 'x', $2 - (number - 1) * $3 FROM lot"
	           " WHERE tender = $4",
	           db_text(t->tenderers[0].id), db_i64(made_ms), db_i64(HOUR_MS), db_text(tender)));
	CHECK_OK(c, db_commit(c));
	store_disconnect(c->db);
	c->db = NULL;
	return tender;
}

/* The overdue reports, which must come oldest first. */
static size_t overdue(struct trade *t, const char *supervisor, struct agenda_item **out)
{
	struct ctx c = t->c;
	struct agenda_item *list;
	size_t n, count = 0;
	c.now_ms = TEST_NOW_MS;
	c.law = t->app->law;
	c.actor = (struct actor){ .user = "x", .party = supervisor, .roles = ROLE_SUPERVISOR };
	CHECK_OK(&c, store_connect(&c, t->app->store, DB_READ_ONLY, &c.db));
	CHECK_OK(&c, db_begin(&c, DB_READ_ONLY));
	CHECK_OK(&c, duties_of(&c, &list, &n));
	db_rollback(&c);
	store_disconnect(c.db);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(list[i].duty, DUTY_REPORT_OVERDUE);
		assert_true(i == 0 || list[i - 1].since_ms <= list[i].since_ms);
		count++;
	}
	*out = list;
	return count;
}

static const char *supervisor_of(struct trade *t)
{
	const struct json *v = trade_post(t, NULL, "/api/parties",
	    "{\"name\":\"局\",\"contact\":\"x\",\"roles\":[\"supervisor\"],"
	    "\"identifier\":{\"scheme\":\"TEST\",\"id\":\"supervisor\"}}");
	return json_get_text(v, "id", "");
}

static void overdue_reports_are_found_among_many(void **state)
{
	(void)state;
	for (int engine = 0; engine < ENGINES; engine++) {
		struct trade t;
		struct agenda_item *list;
		if (!trade_begin(&t, engine, 1))
			continue;
		const char *supervisor = supervisor_of(&t), *tender;
		t.project = json_get_text(trade_post(&t, t.principal.token, "/api/projects",
		                              "{\"code\":\"1\",\"name\":\"x\"}"),
		    "id", "");
		/* an award of yesterday owes nothing yet, and neither does one that nobody had to
		 * tender */
		award_all(&t, true, TEST_NOW_MS - DAY_MS);
		award_all(&t, false, TEST_NOW_MS - 200 * DAY_MS);
		assert_int_equal(overdue(&t, supervisor, &list), 0);
		/* fifteen days after 13 February end with the 28th, a day worked: those awarded before
		 * the 14th are late, whatever came after them */
		tender = award_all(&t, true, day_start_ms(20260214) + (LOTS - 3) * HOUR_MS);
		assert_int_equal(overdue(&t, supervisor, &list), 2);
		assert_string_equal(list[0].tender, tender);
		assert_true(list[0].since_ms == day_start_ms(20260214) - 2 * HOUR_MS);
		/* more than a list holds: the oldest */
		award_all(&t, true, TEST_NOW_MS - 100 * DAY_MS);
		assert_int_equal(overdue(&t, supervisor, &list), LIMIT_LIST_ROWS);
		assert_true(list[0].since_ms == TEST_NOW_MS - 100 * DAY_MS - (LOTS - 1) * HOUR_MS);
		trade_end(&t);
	}
}

int duty_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(overdue_reports_are_found_among_many),
	};
	return RUN_GROUP("duty", tests);
}
