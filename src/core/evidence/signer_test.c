/* What a signer signs and what it refuses, in this process and as a child; and what is known of its
 * keys outside. */
#include "core/evidence/signer.h"

#include <dirent.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/unit.h"

#define NAME "practice.heng/12660000MB2000005T/00"
#define LEAVES 3000 /* more than one request holds */

struct bench {
	struct ctx c;
	char dir[40];
	const char *heng; /* NULL: signers are in this process */
	struct signer *signer;
	struct hash leaf[LEAVES];
};

static enum err open_again(struct bench *b)
{
	const struct signer_options o = { b->dir, NAME, true, b->heng };
	signer_free(b->signer);
	b->signer = NULL;
	return signer_open(&b->c, &o, &b->signer);
}

/* Runs it in another process, so that this one never has a key; what it says. */
static bool elsewhere(struct bench *b, bool (*what)(struct bench *b, pid_t pid), pid_t pid)
{
	int status = -1;
	pid_t other = fork();
	if (other == 0)
		_exit(what(b, pid) ? 0 : 1);
	assert_int_equal(waitpid(other, &status, 0), other);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status) == 0;
}

static bool make_keys(struct bench *b, pid_t pid)
{
	(void)pid;
	return signer_make(&b->c, b->dir) == OK;
}

static void begin(struct bench *b, bool apart)
{
	static const uint8_t seed[RNG_SEED_BYTES] = "signer";
	*b = (struct bench){ .c = { .mem = arena_new((size_t)1 << 26) },
		.dir = "/tmp/heng-signer-XXXXXX" };
	rng_seed(&b->c.rng, seed);
	assert_non_null(mkdtemp(b->dir));
	if (apart)
		b->heng = test_program(&b->c);
	for (int i = 0; i < LEAVES; i++)
		rng_bytes(&b->c.rng, b->leaf[i].b, sizeof(b->leaf[i].b));
	assert_true(elsewhere(b, make_keys, 0));
	CHECK_OK(&b->c, open_again(b));
}

static void end(struct bench *b)
{
	char command[80];
	signer_free(b->signer);
	snprintf(command, sizeof(command), "rm -rf %s", b->dir);
	assert_int_equal(system(command), 0);
	arena_free(b->c.mem);
}

static struct merkle_frontier first(const struct bench *b, size_t n)
{
	struct merkle_frontier f = { .size = 0 };
	for (size_t i = 0; i < n; i++)
		merkle_append(&f, &b->leaf[i]);
	return f;
}

static void signs(struct bench *b, size_t n)
{
	const struct merkle_frontier head = first(b, n);
	struct checkpoint cp;
	struct hash root;
	const char *note;
	merkle_root(&head, &root);
	CHECK_OK(&b->c, signer_sign(&b->c, b->signer, &head, &note));
	CHECK_OK(&b->c, note_check(&b->c, note, signer_keys(b->signer), &cp));
	assert_int_equal(cp.size, n);
	assert_string_equal(cp.origin, NAME);
	assert_memory_equal(cp.root.b, root.b, sizeof(root));
}

static void one_history_is_signed(bool apart)
{
	struct bench b;
	const char *note;
	begin(&b, apart);
	struct ctx *c = &b.c;
	signs(&b, 0);
	CHECK_OK(c, signer_append(c, b.signer, 0, b.leaf, LEAVES));
	/* not what was appended: less, more, or another root of that size */
	struct merkle_frontier head = first(&b, LEAVES - 1);
	CHECK_ERR(signer_sign(c, b.signer, &head, &note), E_LOG_FORKED);
	head = first(&b, LEAVES);
	head.size++;
	CHECK_ERR(signer_sign(c, b.signer, &head, &note), E_LOG_FORKED);
	b.leaf[7].b[0] ^= 1;
	head = first(&b, LEAVES);
	CHECK_ERR(signer_sign(c, b.signer, &head, &note), E_LOG_FORKED);
	b.leaf[7].b[0] ^= 1;
	signs(&b, LEAVES);
	/* and nothing before it any more */
	CHECK_ERR(signer_append(c, b.signer, 0, b.leaf, 1), E_LOG_FORKED);
	head = first(&b, 1);
	CHECK_ERR(signer_sign(c, b.signer, &head, &note), E_LOG_FORKED);
	assert_int_equal(signer_head(b.signer)->size, LEAVES);
	end(&b);
}

static void it_is_remembered(bool apart)
{
	struct bench b;
	begin(&b, apart);
	struct ctx *c = &b.c;
	CHECK_OK(c, signer_append(c, b.signer, 0, b.leaf, 5));
	signs(&b, 5);
	/* appended in vain */
	CHECK_OK(c, signer_append(c, b.signer, 5, b.leaf, 2));
	CHECK_OK(c, open_again(&b));
	assert_int_equal(signer_head(b.signer)->size, 5);
	CHECK_ERR(signer_append(c, b.signer, 4, b.leaf, 1), E_LOG_FORKED);
	CHECK_OK(c, signer_append(c, b.signer, 5, b.leaf, 2));
	CHECK_ERR(signer_append(c, b.signer, 6, b.leaf, 1), E_LOG_FORKED);
	CHECK_OK(c, signer_append(c, b.signer, 5, b.leaf + 5, 3));
	CHECK_OK(c, signer_append(c, b.signer, 8, b.leaf + 8, 2));
	signs(&b, 10);
	end(&b);
}

static void texts_are_no_checkpoints(bool apart)
{
	static const char text[] = "a manifest\nof two lines\n";
	struct bench b;
	const char *note, *signed_text;
	begin(&b, apart);
	struct ctx *c = &b.c;
	CHECK_OK(c, signer_sign_text(c, b.signer, text, &note));
	CHECK_OK(c, note_check_text(c, note, signer_keys(b.signer), &signed_text));
	assert_string_equal(signed_text, text);
	CHECK_ERR(signer_sign_text(c, b.signer, NAME "\n1\nAAAA\n", &note), E_INTERNAL);
	CHECK_ERR(signer_sign_text(c, b.signer, NAME "\n", &note), E_INTERNAL);
	CHECK_ERR(signer_sign_text(c, b.signer, "no newline", &note), E_INTERNAL);
	assert_non_null(strstr(c->fault.detail, "newline"));
	CHECK_OK(c, signer_sign_text(c, b.signer, NAME "/more\n1\nAAAA\n", &note));
	/* what does not remember signs no checkpoint */
	const struct signer_options o = { b.dir, NAME, false, b.heng };
	const struct merkle_frontier none = { .size = 0 };
	signer_free(b.signer);
	CHECK_OK(c, signer_open(c, &o, &b.signer));
	CHECK_ERR(signer_sign(c, b.signer, &none, &note), E_INTERNAL);
	end(&b);
}

/* The one child of this process that is a signer. */
static pid_t child(void)
{
	FILE *f = fopen("/proc/thread-self/children", "re");
	int pid = 0;
	assert_non_null(f);
	assert_int_equal(fscanf(f, "%d", &pid), 1);
	fclose(f);
	return pid;
}

static bool says(struct bench *b, pid_t pid, const char *line)
{
	char text[4096];
	int fd = open(arena_printf(b->c.mem, "/proc/%d/status", (int)pid), O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	ssize_t n = read(fd, text, sizeof(text) - 1);
	close(fd);
	assert_true(n > 0);
	text[n] = '\0';
	return strstr(text, line) != NULL;
}

/* The secret of Ed25519 as it lies in memory wherever a process has read the key. */
static bool knows(struct bench *b, pid_t pid)
{
	uint8_t secret[32];
	size_t n = sizeof(secret);
	FILE *f = fopen(arena_printf(b->c.mem, "%s/log-ed25519.pem", b->dir), "re");
	EVP_PKEY *key = f == NULL ? NULL : PEM_read_PrivateKey(f, NULL, NULL, NULL);
	assert_non_null(key);
	fclose(f);
	assert_int_equal(EVP_PKEY_get_raw_private_key(key, secret, &n), 1);
	EVP_PKEY_free(key);
	FILE *maps = fopen(arena_printf(b->c.mem, "/proc/%d/maps", (int)pid), "re");
	int mem = open(arena_printf(b->c.mem, "/proc/%d/mem", (int)pid), O_RDONLY | O_CLOEXEC);
	char line[400], mode[5];
	unsigned long from, to;
	bool found = false;
	assert_non_null(maps);
	while (!found && fgets(line, sizeof(line), maps) != NULL) {
		if (sscanf(line, "%lx-%lx %4s", &from, &to, mode) != 3 || mode[1] != 'w' ||
		    to - from > (1UL << 28))
			continue;
		uint8_t *p = malloc(to - from);
		ssize_t got = p == NULL ? 0 : pread(mem, p, to - from, (off_t)from);
		found = got > 0 && memmem(p, (size_t)got, secret, sizeof(secret)) != NULL;
		free(p);
	}
	fclose(maps);
	close(mem);
	return found;
}

static void a_child_is_shut_in(void **state)
{
	(void)state;
	struct bench b;
	const char *note;
	begin(&b, true);
	pid_t pid = child();
	assert_true(says(&b, pid, "Seccomp:\t2"));
	/* it signs, and remembers, in there */
	CHECK_OK(&b.c, signer_append(&b.c, b.signer, 0, b.leaf, LEAVES));
	signs(&b, LEAVES);
	/* gone: said at once, and again */
	kill(pid, SIGKILL);
	CHECK_ERR(signer_sign_text(&b.c, b.signer, "x\n", &note), E_STORE);
	CHECK_ERR(signer_append(&b.c, b.signer, LEAVES, b.leaf, 1), E_STORE);
	CHECK_OK(&b.c, open_again(&b));
	assert_int_equal(signer_head(b.signer)->size, LEAVES);
	/* no program, and one without keys */
	struct signer *other;
	const struct signer_options no_program = { b.dir, NAME, true, "/nowhere" },
	                            no_keys = { "/nowhere", NAME, true, b.heng };
	CHECK_ERR(signer_open(&b.c, &no_program, &other), E_STORE);
	CHECK_ERR(signer_open(&b.c, &no_keys, &other), E_STORE);
	end(&b);
}

/* A dump of the server's memory, had by whatever fault, has no key of the log in it. */
static void who_asks_does_not_know_the_key(void **state)
{
	(void)state;
	struct bench b;
	begin(&b, true);
	signs(&b, 0);
	assert_true(elsewhere(&b, knows, child()));
	assert_false(elsewhere(&b, knows, getpid()));
	end(&b);
}

static void one_history_here(void **state)
{
	(void)state;
	one_history_is_signed(false);
}

static void one_history_apart(void **state)
{
	(void)state;
	one_history_is_signed(true);
}

static void remembered_here(void **state)
{
	(void)state;
	it_is_remembered(false);
}

static void remembered_apart(void **state)
{
	(void)state;
	it_is_remembered(true);
}

static void texts_here(void **state)
{
	(void)state;
	texts_are_no_checkpoints(false);
}

static void texts_apart(void **state)
{
	(void)state;
	texts_are_no_checkpoints(true);
}

int signer_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_history_here),
		cmocka_unit_test(one_history_apart),
		cmocka_unit_test(remembered_here),
		cmocka_unit_test(remembered_apart),
		cmocka_unit_test(texts_here),
		cmocka_unit_test(texts_apart),
		cmocka_unit_test(a_child_is_shut_in),
		cmocka_unit_test(who_asks_does_not_know_the_key),
	};
	return RUN_GROUP("signer", tests);
}
