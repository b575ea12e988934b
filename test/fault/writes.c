/* writes.c - every write of SQLite, and of the signer's state, fails once: the act is refused, what
 * was acknowledged stays, and the centre goes on: heng-fault-writes [EVERY]
 *
 * A fixed script of acts runs once for each k; the k-th write (or sync) of it fails. Then the
 * script goes on in the same process, or the process ends there and another one goes on. */
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/trust/seal.h"
#include "test/fault/check.h"
#include "test/fault/shim.h"

#define CENTRE "12660000MB2000005T"
#define START_MS INT64_C(1772409600000) /* 2026-03-02T00:00:00Z, a Monday */
#define NAMES_MAX 40
#define VALUE_BYTES 3000
#define RECEIPTS_MAX 40
#define TRIES 4
#define SLOTS_FILE "keys/signed"

#define PARTY(name, role)                                                               \
	"{\"name\":\"" name "\",\"contact\":\"x\",\"identifier\":{\"scheme\":\"TEST\"," \
	"\"id\":\"" name "\"},\"roles\":[\"" role "\"]}"
#define MONEY(amount) "{\"amount\":\"" amount "\",\"currency\":\"JPY\"}"

/* method: of HTTP, or SEAL (a bid for $lot into $form and $key), PUBLISH, CLOCK (until the lot
 * is in the state that body names). save: "path=name" of the answer's result, by blanks. */
static const struct step {
	const char *who, *method, *url, *body, *save;
	int status;
	const char *key; /* NULL: one of its own */
} script[] = {
	{ NULL, "POST", "/api/parties", PARTY("buyer", "procuringEntity"), "person=b", 201 },
	{ NULL, "POST", "/api/practice/sessions", "{\"person\":\"$b\",\"token\":true}",
	    "token=buyer", 201 },
	{ NULL, "POST", "/api/parties", PARTY("a", "tenderer"), "id=party person=p", 201 },
	{ NULL, "POST", "/api/practice/sessions", "{\"person\":\"$p\",\"token\":true}", "token=a",
	    201 },
	{ NULL, "POST", "/api/practice/clock", "{\"to\":\"2026-03-02T00:10:00Z\"}", NULL, 200 },
	{ "buyer", "POST", "/api/projects", "{\"code\":\"1\",\"name\":\"x\"}", "id=project", 201 },
	{ "buyer", "POST", "/api/tenders",
	    "{\"project\":\"$project\",\"kind\":\"foreign-works-japan\",\"title\":\"x\","
	    "\"mandatory\":false,\"stateControlled\":true,\"funding\":\"state\","
	    "\"qualification\":\"after\",\"method\":\"open\",\"organisation\":\"self\",\"lots\":"
	    "[{\"title\":\"x\",\"ceiling\":" MONEY("9000000") "}]}",
	    "id=tender lots=lot", 201 },
	{ "buyer", "POST", "/api/tenders/$tender/announcement",
	    "{\"text\":\"x\",\"deadline\":\"2026-03-02T01:00:00Z\",\"windowMinutes\":30}", NULL,
	    200 },
	{ "buyer", "POST", "/api/tenders/$tender/confirmation", NULL, NULL, 200 },
	{ "buyer", "POST", "/api/tenders/$tender/publication", NULL, NULL, 200 },
	{ NULL, "SEAL" },
	{ "a", "POST", "/api/lots/$lot/bids", "{\"form\":\"$form\"}", NULL, 201, "first bid" },
	{ "a", "POST", "/api/lots/$lot/bids", "{\"form\":\"$form\"}", NULL, 201, "first bid" },
	{ NULL, "PUBLISH" },
	{ NULL, "POST", "/api/parties", PARTY("a", "tenderer"), NULL, 409, "again" },
	{ NULL, "SEAL" },
	{ "a", "POST", "/api/lots/$lot/bids", "{\"form\":\"$form\"}", NULL, 201 },
	{ NULL, "CLOCK", "2026-03-02T01:00:00Z", "opening" },
	{ "a", "POST", "/api/lots/$lot/keys", "{\"form\":\"$key\"}", NULL, 200 },
	{ NULL, "CLOCK", "2026-03-02T01:40:00Z", "evaluating" },
	{ "a", "GET", "/api/lots/$lot/opening", NULL, NULL, 200 },
	{ "buyer", "POST", "/api/projects", "{\"code\":\"2\",\"name\":\"x\"}", NULL, 201 },
	{ NULL, "PUBLISH" },
};
#define STEPS (sizeof(script) / sizeof(*script))
static const struct {
	const char *kind;
	int64_t entries;
} outcome[] = { { "party.registered", 2 }, { "project.registered", 2 }, { "tender.created", 1 },
	{ "tender.submitted", 1 }, { "tender.confirmed", 1 }, { "tender.published", 1 },
	{ "bid.placed", 1 }, { "bid.replaced", 1 }, { "lot.closed", 1 }, { "key.handed-in", 1 },
	{ "lot.opened", 1 } };

/* What outlives a process: lies in shared memory. */
struct course {
	size_t next; /* step */
	int64_t now_ms;
	bool refused; /* some step was refused with a 5xx */
	char why[300];
	size_t names;
	struct {
		char name[12], value[VALUE_BYTES];
	} name[NAMES_MAX];
	size_t receipts;
	struct {
		int64_t place;
		char entry[1000], salt[65];
	} receipt[RECEIPTS_MAX];
};

/* A process's view of it. */
struct run {
	struct ctx c;
	struct app *app;
	struct course *course;
	const char *dir, *keys;
	bool stop_when_refused;
};

enum after { GO_ON, END_THERE, AFTERS };

static bool wrong(struct run *r, const char *what, const char *more)
{
	struct course *k = r->course;
	snprintf(k->why, sizeof(k->why), "step %zu: %s: %.200s", k->next, what, more ? more : "");
	return false;
}

static void set(struct run *r, const char *name, const char *value)
{
	struct course *k = r->course;
	size_t i = 0;
	while (i < k->names && strcmp(k->name[i].name, name) != 0)
		i++;
	k->names += i == k->names;
	snprintf(k->name[i].name, sizeof(k->name[i].name), "%s", name);
	snprintf(k->name[i].value, VALUE_BYTES, "%s", value);
}

static const char *get(struct run *r, const char *name)
{
	for (size_t i = 0; i < r->course->names; i++)
		if (strcmp(r->course->name[i].name, name) == 0)
			return r->course->name[i].value;
	return "";
}

static const char *expand(struct run *r, const char *text)
{
	struct buf b;
	if (text == NULL)
		return NULL;
	buf_init(&b, r->c.mem, LIMIT_BODY_BYTES);
	while (*text != '\0') {
		if (*text != '$') {
			buf_char(&b, *text++);
			continue;
		}
		size_t n = strspn(++text, "abcdefghijklmnopqrstuvwxyz");
		buf_text(&b, get(r, arena_copy(r->c.mem, text, n)));
		text += n;
	}
	return b.p;
}

static void save(struct run *r, const struct json *result, const char *what)
{
	char *copy = arena_text(r->c.mem, what), *rest = NULL;
	for (char *one = strtok_r(copy, " ", &rest); one; one = strtok_r(NULL, " ", &rest)) {
		char *equals = strchr(one, '=');
		*equals = '\0';
		const struct json *v = json_get(result, one);
		if (v != NULL && v->type == JSON_LIST)
			v = v->first;
		set(r, equals + 1, v ? v->text : "");
	}
}

static bool keep_receipt(struct run *r, const struct json *receipt)
{
	struct course *k = r->course;
	struct held got;
	const char *why = receipt_complaint(&r->c, receipt, r->keys, &got);
	if (why != NULL)
		return wrong(r, "the receipt", why);
	k->receipt[k->receipts].place = got.place;
	snprintf(k->receipt[k->receipts].entry, 1000, "%s", got.entry);
	snprintf(k->receipt[k->receipts++].salt, 65, "%s", got.salt);
	return true;
}

/* One request. A refusal by a fault says so, in the shape of every error. */
static bool ask(struct run *r, const struct step *s, bool *refused)
{
	struct ctx *c = &r->c;
	struct json *v = NULL;
	struct call in = { .method = s->method,
		.url = expand(r, s->url),
		.body = expand(r, s->body),
		.token = s->who ? get(r, s->who) : NULL,
		.key = s->key ? s->key : arena_printf(c->mem, "step %zu", r->course->next) };
	int64_t clock_ms = lane_now_ms(r->app->lane);
	app_call(c, r->app, &in);
	if (json_parse(c, in.reply, strlen(in.reply), &v) != OK)
		return wrong(r, "no JSON", in.reply);
	*refused = in.status >= 500;
	if (*refused) {
		if (lane_now_ms(r->app->lane) != clock_ms)
			return wrong(r, "refused, yet the clock has moved", NULL);
		const char *error = json_get_text(v, "error", "");
		if (strcmp(error, "STORE") != 0 && strcmp(error, "STORE_FULL") != 0 &&
		    strcmp(error, "OUTCOME") != 0)
			return wrong(r, "refused, but not for the store", in.reply);
		return true;
	}
	if (in.status != s->status)
		return wrong(r, arena_printf(c->mem, "status %d", in.status), in.reply);
	if (s->save != NULL)
		save(r, json_get(v, "result") ? json_get(v, "result") : v, s->save);
	const struct json *receipt = json_get(v, "receipt");
	return receipt == NULL || keep_receipt(r, receipt);
}

static bool seal(struct run *r)
{
	struct ctx *c = &r->c;
	uint8_t key[SEAL_KEY_BYTES];
	struct bytes container;
	const struct seal_header h = { .centre = CENTRE,
		.lot = get(r, "lot"),
		.party = get(r, "party"),
		.part = SEAL_PART_FORM };
	static const char form[] = "{\"price\":" MONEY("4812000") "}";
	rng_bytes(&c->rng, key, sizeof(key));
	if (seal_make(c, &h, key, (struct bytes){ (const uint8_t *)form, sizeof(form) - 1 },
	        &container) != OK)
		return wrong(r, "seal", c->fault.detail);
	set(r, "form", enc_base64(c->mem, container.p, container.n));
	set(r, "key", enc_base64(c->mem, key, sizeof(key)));
	return true;
}

/* The clock acts by itself; a timer that failed is tried again a minute later. */
static bool advance(struct run *r, const struct step *s, bool *refused)
{
	struct course *k = r->course;
	int64_t to;
	struct json *v;
	if (moment_parse(&r->c, "", s->url, &to) != OK)
		return false;
	k->now_ms = k->now_ms < to ? to : k->now_ms + 61 * SECOND_MS;
	lane_set_now(r->app->lane, k->now_ms);
	lane_tick(r->app->lane);
	struct call in = { .method = "GET", .url = expand(r, "/api/lots/$lot") };
	app_call(&r->c, r->app, &in);
	if (in.status != 200 || json_parse(&r->c, in.reply, strlen(in.reply), &v) != OK)
		return wrong(r, "the lot", in.reply);
	*refused = strcmp(json_get_text(v, "state", ""), s->body) != 0;
	return true;
}

static bool step(struct run *r, const struct step *s, bool *refused)
{
	*refused = false;
	if (strcmp(s->method, "SEAL") == 0)
		return seal(r);
	if (strcmp(s->method, "CLOCK") == 0)
		return advance(r, s, refused);
	if (strcmp(s->method, "PUBLISH") == 0)
		return app_publish(r->app) == OK || wrong(r, "publish", NULL);
	return ask(r, s, refused);
}

/* From where the course stands to its end. */
static bool go(struct run *r)
{
	struct course *k = r->course;
	while (k->next < STEPS) {
		bool refused = true;
		for (int i = 0; i < TRIES && refused; i++) {
			if (!step(r, &script[k->next], &refused))
				return false;
			if (refused && r->stop_when_refused)
				return k->refused = true;
			/* what was refused goes through once the fault is gone */
			if (refused) {
				k->refused = true;
				shim_heal();
			}
		}
		if (refused)
			return wrong(r, "refused without a fault", NULL);
		k->next++;
	}
	return true;
}

static bool open_centre(struct run *r)
{
	const struct app_options o = {
		.dir = r->dir, .manual = true, .manual_now_ms = r->course->now_ms
	};
	uint8_t seed[RNG_SEED_BYTES];
	r->c = (struct ctx){ .mem = arena_new((size_t)1 << 30), .now_ms = r->course->now_ms };
	rng_system_seed(seed);
	rng_seed(&r->c.rng, seed);
	if (app_open(&r->c, &o, &r->app) != OK)
		return wrong(r, "the centre does not open", r->c.fault.detail);
	r->keys = log_keys(r->app->log);
	return true;
}

/* Every receipt that was given is the stored entry's, and there is as much of each kind as the
 * script makes. */
static bool check_end(struct run *r)
{
	struct course *k = r->course;
	struct ctx *c = &r->c;
	const char *url = arena_printf(c->mem, "sqlite:%s/heng.db", r->dir);
	const char *why = store_complaint(c, url);
	if (why != NULL)
		return wrong(r, "the store", why);
	for (size_t i = 0; i < sizeof(outcome) / sizeof(*outcome); i++) {
		int64_t n = store_entries(c, url, outcome[i].kind);
		if (n != outcome[i].entries)
			return wrong(r, outcome[i].kind, arena_printf(c->mem, "%" PRId64, n));
	}
	if (reader_take(r->app, c) != OK)
		return wrong(r, "read", c->fault.detail);
	bool ok = true;
	for (size_t i = 0; i < k->receipts && ok; i++) {
		struct evidence_entry e;
		ok = evidence_read(c, k->receipt[i].place, &e) == OK &&
		     strcmp(e.entry, k->receipt[i].entry) == 0 &&
		     strcmp(enc_hex(c->mem, e.salt, sizeof(e.salt)), k->receipt[i].salt) == 0;
	}
	reader_give(r->app, c);
	return ok || wrong(r, "an acknowledged act is not what was told", NULL);
}

static void close_centre(struct run *r)
{
	app_close(r->app);
	arena_free(r->c.mem);
	r->app = NULL;
	r->c.mem = NULL;
}

struct trial {
	enum shim_fault fault;
	int k;
	bool lasting;
	enum after after;
};

/* The part of the script that meets the fault, in a process that ends without closing anything. */
static void meet_fault(struct run *r, const struct trial *t)
{
	freopen("/dev/null", "w", stderr);
	r->stop_when_refused = t->after == END_THERE;
	bool ok = open_centre(r);
	if (ok) {
		shim_arm(t->fault, t->k, t->lasting);
		ok = go(r);
	}
	_exit(ok ? shim_struck() > 0 : 2);
}

static bool copy_folder(const char *from, const char *to)
{
	char command[200];
	snprintf(command, sizeof(command), "rm -rf %s && cp -r %s %s", to, from, to);
	return system(command) == 0;
}

/* *struck: whether the script has as many operations as that. */
static bool try_one(struct run *r, const struct trial *t, const char *made, bool *struck)
{
	int status = 0;
	*r->course = (struct course){ .now_ms = START_MS };
	if (!copy_folder(made, r->dir))
		return false;
	pid_t child = fork();
	if (child == 0)
		meet_fault(r, t);
	waitpid(child, &status, 0);
	*struck = WIFEXITED(status) && WEXITSTATUS(status) == 1;
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
		if (r->course->why[0] == '\0')
			wrong(r, "the process ended", NULL);
		return false;
	}
	r->stop_when_refused = false;
	bool ok = open_centre(r) && go(r) && check_end(r);
	close_centre(r);
	return ok;
}

static bool try_all(struct run *r, const char *made, int every)
{
	int tried = 0, refused = 0;
	for (int fault = 0; fault < SHIM_FAULTS; fault++) {
		bool struck = true;
		/* syncs are few: each of them */
		int stride = fault == SHIM_SYNC_IOERR ? 1 + every / 20 : every;
		for (int k = 1; struck; k += stride) {
			const struct trial t = { (enum shim_fault)fault, k, (k / stride) % 2 == 0,
				(enum after)((k / stride / 2) % AFTERS) };
			if (!try_one(r, &t, made, &struck)) {
				printf("FAIL fault    %s, number %d%s, %s: %s\n", shim_words[fault],
				    k, t.lasting ? " and all after it" : "",
				    t.after == GO_ON ? "going on" : "ending there", r->course->why);
				return false;
			}
			tried++;
			refused += r->course->refused;
		}
	}
	printf("ok   fault    writes of SQLite fail: %d trials, %d refusals\n", tried, refused);
	return true;
}

static int descriptor_of(const char *name)
{
	char link[64], path[300];
	for (int fd = 3; fd < 200; fd++) {
		snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
		ssize_t n = readlink(link, path, sizeof(path) - 1);
		path[n < 0 ? 0 : n] = '\0';
		if (n > 0 && strstr(path, name) != NULL)
			return fd;
	}
	return -1;
}

/* An act that is committed but cannot be signed: no answer may say that nothing was accepted,
 * and the same request again finds it done. */
static bool state_fails(struct run *r, const char *made)
{
	const struct step act = { NULL, "POST", "/api/parties", PARTY("c", "tenderer"), NULL, 201,
		"unsigned" };
	struct json *v = NULL;
	*r->course = (struct course){ .now_ms = START_MS };
	if (!copy_folder(made, r->dir) || !open_centre(r))
		return false;
	int state = descriptor_of(SLOTS_FILE), kept = dup(state), full = open("/dev/full", O_RDWR);
	dup2(full, state);
	struct call in = { .method = act.method, .url = act.url, .body = act.body, .key = act.key };
	app_call(&r->c, r->app, &in);
	dup2(kept, state);
	close(kept);
	close(full);
	bool refused = true, ok = in.status == 500 &&
	                          json_parse(&r->c, in.reply, strlen(in.reply), &v) == OK &&
	                          strcmp(json_get_text(v, "error", ""), "OUTCOME") == 0;
	if (!ok)
		wrong(r, "committed but not signed", in.reply);
	ok = ok && ask(r, &act, &refused) && !refused && go(r);
	if (ok) {
		close_centre(r);
		ok = open_centre(r);
	}
	const char *url = arena_printf(r->c.mem, "sqlite:%s/heng.db", r->dir), *why = NULL;
	if (ok && store_entries(&r->c, url, "party.registered") != 3)
		ok = wrong(r, "not once", NULL);
	if (ok && (why = store_complaint(&r->c, url)) != NULL)
		ok = wrong(r, "the store", why);
	close_centre(r);
	printf("%s fault    the signer's state cannot be written%s%s\n", ok ? "ok  " : "FAIL",
	    ok ? "" : ": ", r->course->why);
	return ok;
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/heng-writes-XXXXXX", made[64], dir[64], command[100];
	int failed = 0, every = argc > 1 ? atoi(argv[1]) : 1;
	struct run r = { .dir = dir };
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES), .now_ms = START_MS };
	if (mkdtemp(folder) == NULL)
		return 1;
	snprintf(made, sizeof(made), "%s/made", folder);
	snprintf(dir, sizeof(dir), "%s/dir", folder);
	shim_install();
	r.course = mmap(
	    NULL, sizeof(*r.course), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	/* its store is found by the folder's own path: made where it will be used */
	const struct app_new new = { .dir = dir, .code = CENTRE, .name = "x", .practice = true };
	if (app_init(&c, &new) != OK || !copy_folder(dir, made)) {
		printf("FAIL fault    %s\n", c.fault.detail);
		return 1;
	}
	arena_free(c.mem);
	failed += !try_all(&r, made, every);
	failed += !state_fails(&r, made);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", folder);
	return failed;
}
