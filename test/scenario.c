#include "test/scenario.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "audit/audit.h"
#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/trust/seal.h"
#include "test/answer.h"
#include "test/paper.h"
#include "test/proof.h"
#include "test/releases.h"
#include "test/scenario_run.h"

#define START_MS INT64_C(1772409600000) /* 2026-03-02T00:00:00Z, a Monday */

void wrong(struct run *run, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fprintf(stderr, "%s:%d: ", run->file, run->line);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	run->failed = true;
}

const char *get(struct run *run, const char *name)
{
	for (size_t i = run->name_count; i > 0; i--)
		if (strcmp(run->names[i - 1].name, name) == 0)
			return run->names[i - 1].value;
	return NULL;
}

void set(struct run *run, const char *name, const char *value)
{
	if (run->name_count == NAMES_MAX) {
		wrong(run, "more than %d names", NAMES_MAX);
		return;
	}
	run->names[run->name_count].name = arena_text(run->c.mem, name);
	run->names[run->name_count++].value = arena_text(run->c.mem, value ? value : "");
}

/* "+20d" or "+1800000" or a time, from now. */
static int64_t moment_of(struct run *run, const char *text)
{
	int64_t ms = 0;
	char *end = NULL;
	if (*text != '+') {
		if (moment_parse(&run->c, "clock", text, &ms) != OK)
			wrong(run, "no moment: %s", text);
		return ms;
	}
	ms = strtoll(text + 1, &end, 10);
	return run->now_ms + (*end == 'd' ? ms * DAY_MS : *end == 'h' ? ms * HOUR_MS : ms);
}

static bool name_char(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
	       ch == '_' || ch == '.' || ch == '+' || (ch & 0x80) != 0;
}

/* Replaces $NAME and @moment. */
static const char *expand(struct run *run, const char *text)
{
	struct buf b;
	buf_init(&b, run->c.mem, LIMIT_BODY_BYTES * 4);
	for (const char *p = text; *p != '\0';) {
		if ((*p != '$' && *p != '@') || !name_char(p[1])) {
			buf_char(&b, *p++);
			continue;
		}
		char mark = *p++;
		const char *from = p;
		while (name_char(*p))
			p++;
		const char *name = arena_copy(run->c.mem, from, (size_t)(p - from));
		const char *value =
		    mark == '@' ? moment_text(&run->c, moment_of(run, name)) : get(run, name);
		if (value == NULL)
			wrong(run, "nothing was saved as %s", name);
		buf_text(&b, value ? value : "");
	}
	return b.p;
}

static void call(struct run *run, struct call *in, struct json **reply)
{
	app_call(&run->c, run->app, in);
	if (strncmp(in->reply, "%PDF", 4) == 0)
		in->reply = paper_words(&run->c, (struct bytes){ (void *)in->reply, in->reply_n });
	*reply = NULL;
	if (*in->reply == '{' && json_parse(&run->c, in->reply, strlen(in->reply), reply) != OK)
		wrong(run, "the answer is no JSON: %s", in->reply);
	if (!answer_in_chinese(*reply))
		wrong(run, "not told in Chinese: %s", in->reply);
}

static const char *sign_in(struct run *run, const char *person)
{
	struct json *reply;
	struct call in = { .method = "POST", .url = "/api/practice/sessions" };
	in.body = arena_printf(run->c.mem, "{\"person\":\"%s\",\"token\":true}", person);
	call(run, &in, &reply);
	if (in.status != 201)
		wrong(run, "cannot sign in as %s: %s", person, in.reply);
	return json_get_text(reply, "token", "");
}

static void add_actor(struct run *run, const char *name, const char *person)
{
	set(run, arena_printf(run->c.mem, "person.%s", name), person);
	set(run, arena_printf(run->c.mem, "token.%s", name), sign_in(run, person));
}

/* Sessions end after some hours of the centre's clock. */
static void sign_in_again(struct run *run)
{
	size_t n = run->name_count;
	for (size_t i = 0; i < n; i++)
		if (strncmp(run->names[i].name, "person.", 7) == 0)
			set(run, arena_printf(run->c.mem, "token.%s", run->names[i].name + 7),
			    sign_in(run, run->names[i].value));
}

static void do_register(struct run *run, char *rest)
{
	char *save = NULL, *name = strtok_r(rest, " ", &save), *roles = strtok_r(NULL, " ", &save),
	     *code = strtok_r(NULL, " ", &save);
	struct json *reply;
	struct buf list;
	buf_init(&list, run->c.mem, 1000);
	char *inner = NULL;
	for (char *role = strtok_r(roles, ",", &inner); role; role = strtok_r(NULL, ",", &inner))
		buf_printf(&list, "%s\"%s\"", list.n ? "," : "", role);
	bool foreign = strchr(code, ':') != NULL;
	struct call in = { .method = "POST", .url = "/api/parties" };
	in.body = arena_printf(run->c.mem,
	    "{\"name\":\"%s\",\"contact\":\"%s\",\"identifier\":{\"scheme\":\"%s\",\"id\":\"%s\"},"
	    "\"roles\":[%s]}",
	    name, name, foreign ? "TEST" : "CN-USCC", code, list.p);
	call(run, &in, &reply);
	if (in.status != 201)
		wrong(run, "register %s: %s", name, in.reply);
	set(run, name, answer_text(&run->c, reply, "/result/id"));
	add_actor(run, name, answer_text(&run->c, reply, "/result/person"));
}

/* A sealed part of that party's bid; its key in NAME.key. */
static bool seal(struct run *run, const char *name, const struct seal_header *h,
    const char *content, struct bytes *out)
{
	uint8_t key[SEAL_KEY_BYTES];
	struct seal_header shared = *h;
	rng_bytes(&run->c.rng, key, sizeof(key));
	struct bytes text = { (const uint8_t *)content, strlen(content) };
	if (share_out(run, &shared, key) != OK ||
	    seal_make(&run->c, &shared, key, text, out) != OK) {
		wrong(run, "seal: %s", run->c.fault.detail);
		return false;
	}
	set(run, arena_printf(run->c.mem, "%s.key", name),
	    enc_base64(run->c.mem, key, sizeof(key)));
	return true;
}

static void do_seal(struct run *run, char *rest, const char *part)
{
	char *save = NULL, *name = strtok_r(rest, " ", &save), *lot = strtok_r(NULL, " ", &save),
	     *party = strtok_r(NULL, " ", &save);
	const struct seal_header h = { run->app->centre.code, lot, party, part };
	struct bytes container;
	uint8_t digest[SHA256_BYTES];
	if (!seal(run, name, &h, save, &container))
		return;
	sha256(container.p, container.n, digest);
	set(run, name, enc_base64(run->c.mem, container.p, container.n));
	set(run, arena_printf(run->c.mem, "%s.digest", name),
	    enc_hex(run->c.mem, digest, sizeof(digest)));
}

static void upload(struct run *run, const char *name, const char *actor, struct bytes content)
{
	const char *token = get(run, arena_printf(run->c.mem, "token.%s", actor));
	const char *digest = app_upload(&run->c, run->app, token, content);
	if (digest == NULL)
		wrong(run, "the document of %s was not taken", actor);
	set(run, name, digest);
}

static void do_upload(struct run *run, char *rest)
{
	char *save = NULL, *name = strtok_r(rest, " ", &save), *actor = strtok_r(NULL, " ", &save);
	upload(run, name, actor, (struct bytes){ (const uint8_t *)save, strlen(save) });
}

static void do_documents(struct run *run, char *rest, const char *part)
{
	char *save = NULL, *name = strtok_r(rest, " ", &save), *lot = strtok_r(NULL, " ", &save),
	     *actor = strtok_r(NULL, " ", &save);
	const struct seal_header h = { run->app->centre.code, lot, get(run, actor), part };
	struct bytes container;
	if (seal(run, name, &h, save, &container))
		upload(run, name, actor, container);
}

static void do_damage(struct run *run, char *rest)
{
	char *save = NULL, *name = strtok_r(rest, " ", &save), *at = strtok_r(NULL, " ", &save);
	struct bytes b;
	const char *text = get(run, name);
	if (text == NULL || !dec_base64(run->c.mem, text, &b)) {
		wrong(run, "no container in %s", name);
		return;
	}
	((uint8_t *)(uintptr_t)b.p)[strtoul(at, NULL, 10) % b.n] ^= 1;
	set(run, name, enc_base64(run->c.mem, b.p, b.n));
}

/* save, check, words and lacks, behind the status. */
static void after_answer(
    struct run *run, char *rest, const struct call *in, const struct json *reply)
{
	char *save = NULL;
	for (char *word = strtok_r(rest, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
		bool lacks = strcmp(word, "lacks") == 0;
		if (lacks || strcmp(word, "words") == 0) {
			const char *what = strtok_r(NULL, " ", &save);
			if (what == NULL || (strstr(in->reply, what) != NULL) == lacks)
				wrong(run, "%s %s: %s", word, what, in->reply);
			continue;
		}
		bool saving = strcmp(word, "save") == 0;
		if (!saving && strcmp(word, "check") != 0) {
			const char *error = json_get_text(reply, "error", "none");
			if (strcmp(word, error) != 0)
				wrong(run, "error %s, want %s: %s", error, word, in->reply);
			continue;
		}
		char *path = strtok_r(NULL, " ", &save),
		     *equals = path ? strpbrk(path, "=~") : NULL;
		if (equals == NULL) {
			wrong(run, "%s wants /path=name", word);
			return;
		}
		bool part = *equals == '~';
		*equals = '\0';
		const char *got = answer_text(&run->c, reply, path);
		if (got == NULL)
			wrong(run, "the answer has no %s: %s", path, in->reply);
		else if (saving)
			set(run, equals + 1, got);
		else if (part ? strstr(got, equals + 1) == NULL : strcmp(got, equals + 1) != 0)
			wrong(run, "%s is %s, want %s", path, got, equals + 1);
	}
}

static void do_as(struct run *run, char *rest)
{
	char *arrow = strstr(rest, " -> ");
	struct call in = { 0 };
	struct json *reply;
	if (arrow == NULL) {
		wrong(run, "as … -> STATUS");
		return;
	}
	*arrow = '\0';
	char *save = NULL, *actor = strtok_r(rest, " ", &save), *word = strtok_r(NULL, " ", &save);
	if (word != NULL && strcmp(word, "key") == 0) {
		in.key = strtok_r(NULL, " ", &save);
		word = strtok_r(NULL, " ", &save);
	}
	in.method = word;
	in.url = strtok_r(NULL, " ", &save);
	in.body = save != NULL && *save != '\0' ? save : NULL;
	if (strcmp(actor, "nobody") != 0)
		in.token = get(run, arena_printf(run->c.mem, "token.%s", actor));
	if (strcmp(actor, "nobody") != 0 && in.token == NULL)
		wrong(run, "nobody is %s", actor);
	call(run, &in, &reply);
	char *end = NULL;
	long status = strtol(arrow + 4, &end, 10);
	if (status != in.status)
		wrong(run, "%s %s: status %d, want %ld: %.400s", in.method, in.url, in.status,
		    status, in.reply);
	after_answer(run, end, &in, reply);
}

static void do_evidence(struct run *run, char *rest)
{
	char *equals = strstr(rest, " = ");
	struct evidence_list list;
	struct buf got;
	if (equals == NULL) {
		wrong(run, "evidence $SCOPE = KIND …");
		return;
	}
	*equals = '\0';
	buf_init(&got, run->c.mem, LIMIT_BODY_BYTES);
	if (reader_take(run->app, &run->c) != OK ||
	    evidence_of_scope(&run->c, rest, -1, LIMIT_QUERY_ROWS, &list) != OK)
		wrong(run, "evidence: %s", run->c.fault.detail);
	else
		for (size_t i = 0; i < list.n; i++)
			buf_printf(&got, "%s%s", i ? " " : "", list.entries[i].kind);
	reader_give(run->app, &run->c);
	if (strcmp(got.p, equals + 3) != 0)
		wrong(run, "evidence is\n  %s\nwant\n  %s", got.p, equals + 3);
}

static void do_proves(struct run *run, const char *lot)
{
	const char *said = test_proof(&run->c, run->app, run->dir, lot);
	if (said != NULL)
		wrong(run, "export of %s: %s", lot, said);
}

static void do_clock(struct run *run, const char *text)
{
	int64_t to = moment_of(run, text);
	if (to < run->now_ms)
		wrong(run, "the clock only goes forward");
	run->now_ms = to;
	lane_set_now(run->app->lane, to);
	lane_tick(run->app->lane);
	sign_in_again(run);
}

static void do_file(struct run *run, const char *file);

static void do_line(struct run *run, char *line)
{
	char *rest = strchr(line, ' ');
	const char *verb = line;
	if (rest != NULL)
		*rest++ = '\0';
	else
		rest = line + strlen(line);
	if (strcmp(verb, "include") == 0)
		do_file(run, arena_printf(run->c.mem, "%.*s/%s",
		                 (int)(strrchr(run->file, '/') - run->file), run->file, rest));
	else if (strcmp(verb, "clock") == 0)
		do_clock(run, rest);
	else if (strcmp(verb, "set") == 0) {
		const char *name = strsep(&rest, " ");
		set(run, name, rest);
	} else if (strcmp(verb, "register") == 0)
		do_register(run, rest);
	else if (strcmp(verb, "person") == 0) {
		char *id = strchr(rest, ' ');
		*id++ = '\0';
		add_actor(run, rest, id);
	} else if (strcmp(verb, "token") == 0) {
		char *token = strchr(rest, ' ');
		*token++ = '\0';
		set(run, arena_printf(run->c.mem, "token.%s", rest), token);
	} else if (strcmp(verb, "seal") == 0)
		do_seal(run, rest, SEAL_PART_FORM);
	else if (strcmp(verb, "authorities") == 0) {
		test_authorities(&run->c, run->app, run->now_ms);
		set(run, "ORIGIN", "https://heng.example");
		/* who signs does so at an address; what comes in within the process names none */
		if (run->app->site == NULL)
			run->app->site = strdup(get(run, "ORIGIN"));
	} else if (strcmp(verb, "certificate") == 0)
		do_certificate(run, rest);
	else if (strcmp(verb, "custodian") == 0)
		do_custodian(run, rest);
	else if (strcmp(verb, "stamp") == 0)
		do_stamp(run, rest);
	else if (strcmp(verb, "share") == 0)
		do_share(run, rest);
	else if (strcmp(verb, "sign") == 0)
		do_sign(run, rest);
	else if (strcmp(verb, "application") == 0)
		do_seal(run, rest, SEAL_PART_DOCUMENTS);
	else if (strcmp(verb, "documents") == 0)
		do_documents(run, rest, SEAL_PART_DOCUMENTS);
	else if (strcmp(verb, "priced") == 0)
		do_documents(run, rest, SEAL_PART_BILL);
	else if (strcmp(verb, "upload") == 0)
		do_upload(run, rest);
	else if (strcmp(verb, "damage") == 0)
		do_damage(run, rest);
	else if (strcmp(verb, "as") == 0)
		do_as(run, rest);
	else if (strcmp(verb, "evidence") == 0)
		do_evidence(run, rest);
	else if (strcmp(verb, "proves") == 0)
		do_proves(run, rest);
	else if (strcmp(verb, "publish") == 0) {
		if (app_publish(run->app) != OK)
			wrong(run, "publish");
	} else
		wrong(run, "unknown step %s", verb);
}

static void do_file(struct run *run, const char *file)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t n;
	const char *was = run->file;
	int was_line = run->line;
	FILE *f = fopen(file, "re");
	run->file = file;
	run->line = 0;
	if (f == NULL) {
		wrong(run, "cannot be read");
		return;
	}
	struct buf whole;
	buf_init(&whole, run->c.mem, LIMIT_BODY_BYTES);
	while (!run->failed && (n = getline(&line, &size, f)) >= 0) {
		run->line++;
		while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == ' '))
			line[--n] = '\0';
		const char *text = line + strspn(line, " \t");
		bool more = n > 0 && line[n - 1] == '\\';
		if (more)
			line[n - 1] = '\0';
		if (*text != '#' || whole.n > 0)
			buf_text(&whole, text);
		if (more || whole.n == 0)
			continue;
		do_line(run, (char *)(uintptr_t)expand(run, whole.p));
		buf_init(&whole, run->c.mem, LIMIT_BODY_BYTES);
	}
	free(line);
	fclose(f);
	run->file = was;
	run->line = was_line;
}

/* However a scenario ends, its acts run again give the same state. */
static void audit(struct run *run, const char *dir)
{
	struct audit_result r = { 0 };
	run->c.now_ms = run->now_ms;
	enum err e = audit_run(&run->c, run->app, arena_printf(run->c.mem, "%s/audit", dir), &r);
	if (e != OK)
		wrong(run, "audit: %s %s", err_name(e), run->c.fault.detail);
	else if (r.differs != NULL)
		wrong(run, "audit: %s", r.differs);
}

bool scenario_run(const char *file, const char *store_url)
{
	static const uint8_t seed[RNG_SEED_BYTES] = { 7 };
	struct run run = { .file = file, .now_ms = START_MS };
	char dir[] = "/tmp/heng-scenario-XXXXXX", command[64];
	run.c = (struct ctx){ .mem = arena_new(8 * LIMIT_ARENA_BYTES), .now_ms = START_MS };
	rng_seed(&run.c.rng, seed);
	if (mkdtemp(dir) == NULL)
		return false;
	run.dir = dir;
	const struct app_new new = { .dir = dir,
		.store = store_url,
		.code = "12660000MB2000005T",
		.name = "试验中心",
		.practice = true };
	const struct app_options open = { .dir = dir, .manual = true, .manual_now_ms = START_MS };
	if (app_init(&run.c, &new) != OK || app_open(&run.c, &open, &run.app) != OK)
		wrong(&run, "%s: %s", err_name(run.c.fault.err), run.c.fault.detail);
	else {
		set(&run, "KEEPER", run.app->keeper);
		do_file(&run, file);
		releases_tell(&run.c, run.app);
		if (!run.failed)
			audit(&run, dir);
	}
	while (run.signer_count > 0)
		test_signer_close(&run.signers[--run.signer_count]);
	app_close(run.app);
	arena_free(run.c.mem);
	snprintf(command, sizeof(command), "rm -rf %s", dir);
	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", dir);
	return !run.failed;
}
