#include <dirent.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/json.h"
#include "core/evidence/batch.h"
#include "test/unit.h"

#define LEAVES 600

struct tree {
	struct hash leaf[LEAVES];
};

/* Any complete node, by definition. */
static bool by_definition(void *arg, unsigned level, uint64_t index, struct hash *out)
{
	struct tree *t = arg;
	if (level == 0) {
		*out = t->leaf[index];
		return true;
	}
	struct hash left, right;
	by_definition(arg, level - 1, 2 * index, &left);
	by_definition(arg, level - 1, 2 * index + 1, &right);
	merkle_node(&left, &right, out);
	return true;
}

static struct tree *make_tree(void)
{
	struct tree *t = malloc(sizeof(*t));
	for (unsigned i = 0; i < LEAVES; i++)
		merkle_leaf(&i, sizeof(i), &t->leaf[i]);
	return t;
}

static void frontier_and_definition_agree(void **state)
{
	(void)state;
	struct tree *t = make_tree();
	struct merkle_frontier f = { 0 };
	for (uint64_t n = 0; n <= LEAVES; n++) {
		struct hash a, b;
		merkle_root(&f, &a);
		assert_true(merkle_root_of(n, by_definition, t, &b));
		assert_memory_equal(a.b, b.b, SHA256_BYTES);
		if (n < LEAVES)
			merkle_append(&f, &t->leaf[n]);
	}
	free(t);
}

static void every_proof_holds_and_no_other(void **state)
{
	(void)state;
	struct tree *t = make_tree();
	struct hash proof[MERKLE_PROOF_MAX], root;
	for (uint64_t size = 1; size <= 70; size++) {
		assert_true(merkle_root_of(size, by_definition, t, &root));
		for (uint64_t i = 0; i < size; i++) {
			int n = merkle_inclusion(i, size, by_definition, t, proof);
			assert_true(n >= 0);
			assert_true(merkle_inclusion_holds(i, size, &t->leaf[i], &root, proof, n));
			assert_false(
			    merkle_inclusion_holds(i, size, &t->leaf[i + 1], &root, proof, n));
			assert_false(
			    merkle_inclusion_holds(i + 1, size, &t->leaf[i], &root, proof, n));
			if (n > 0) {
				assert_false(merkle_inclusion_holds(
				    i, size, &t->leaf[i], &root, proof, n - 1));
				proof[n - 1].b[5] ^= 1;
				assert_false(
				    merkle_inclusion_holds(i, size, &t->leaf[i], &root, proof, n));
			}
		}
	}
	free(t);
}

static void every_consistency_holds_and_no_other(void **state)
{
	(void)state;
	struct tree *t = make_tree();
	struct hash proof[MERKLE_PROOF_MAX], old_root, root;
	for (uint64_t size = 1; size <= 70; size++) {
		assert_true(merkle_root_of(size, by_definition, t, &root));
		for (uint64_t old = 1; old <= size; old++) {
			const struct merkle_sizes s = { old, size };
			int n = merkle_consistency(old, size, by_definition, t, proof);
			assert_true(n >= 0);
			assert_true(merkle_root_of(old, by_definition, t, &old_root));
			assert_true(merkle_consistency_holds(s, &old_root, &root, proof, n));
			if (old == size)
				continue;
			old_root.b[0] ^= 1;
			assert_false(merkle_consistency_holds(s, &old_root, &root, proof, n));
			old_root.b[0] ^= 1;
			assert_false(merkle_consistency_holds(s, &old_root, &root, proof, n - 1));
		}
	}
	free(t);
}

/* Batches of odd sizes one after the other give the proofs that the whole tree gives. */
static void batches_give_the_newest_proofs(void **state)
{
	(void)state;
	struct tree *t = make_tree();
	struct batch b = { 0 };
	struct arena *mem = arena_new(LIMIT_ARENA_BYTES);
	for (uint64_t from = 0, n = 1; from + n < LEAVES; from += n, n = n % 37 + 5) {
		struct hash root, proof[MERKLE_PROOF_MAX];
		b.before = b.after;
		batch_build(mem, &b, &t->leaf[from], n);
		merkle_root(&b.after, &root);
		for (uint64_t i = from; i < from + n; i++) {
			int count = merkle_inclusion(i, from + n, batch_node, &b, proof);
			assert_true(count >= 0);
			assert_true(
			    merkle_inclusion_holds(i, from + n, &t->leaf[i], &root, proof, count));
		}
	}
	arena_free(mem);
	free(t);
}

static bool hash_of(struct ctx *c, const char *text, struct hash *out)
{
	struct bytes b;
	if (text == NULL || !dec_base64(c->mem, text, &b) || b.n != SHA256_BYTES)
		return false;
	memcpy(out->b, b.p, SHA256_BYTES);
	return true;
}

/* A size of the vectors goes up to 2^64 - 1, beyond what our JSON takes: read as digits. */
static uint64_t number_after(const char *text, const char *name)
{
	const char *at = strstr(text, name);
	return at == NULL ? 0 : strtoull(at + strlen(name) + 1, NULL, 10);
}

static bool vector_holds(struct ctx *c, const char *text, size_t n)
{
	struct hash root, leaf, proof[MERKLE_PROOF_MAX];
	char *plain = arena_copy(c->mem, text, n), *at;
	struct json *v;
	uint64_t index = number_after(text, "\"leafIdx\""),
	         size = number_after(text, "\"treeSize\"");
	const char *const numbers[] = { "\"leafIdx\": ", "\"treeSize\": " };
	for (size_t i = 0; i < LEN(numbers); i++)
		if ((at = strstr(plain, numbers[i])) != NULL)
			for (at += strlen(numbers[i]); *at >= '0' && *at <= '9'; at++)
				*at = at[1] >= '0' && at[1] <= '9' ? ' ' : '0';
	CHECK_OK(c, json_parse(c, plain, n, &v));
	const struct json *list = json_get(v, "proof");
	size_t count = 0;
	for (const struct json *p = list ? list->first : NULL; p != NULL; p = p->next)
		if (count == MERKLE_PROOF_MAX || !hash_of(c, p->text, &proof[count++]))
			return false;
	if (!hash_of(c, json_get_text(v, "root", NULL), &root) ||
	    !hash_of(c, json_get_text(v, "leafHash", NULL), &leaf))
		return false;
	return merkle_inclusion_holds(index, size, &leaf, &root, proof, count);
}

/* Vectors made elsewhere (transparency-dev/merkle), read where they lie beside the checkout. */
static void outside_vectors(void **state)
{
	(void)state;
	static const char *const patterns[] = { "../shared/vectors/merkle/inclusion/*/*.json",
		"../shared/vectors/merkle/inclusion/*/*/*.json" };
	size_t seen = 0;
	for (size_t k = 0; k < LEN(patterns); k++) {
		glob_t files;
		if (glob(patterns[k], 0, NULL, &files) != 0)
			continue;
		for (size_t i = 0; i < files.gl_pathc; i++, seen++) {
			static char text[16384];
			struct ctx c = test_ctx();
			FILE *f = fopen(files.gl_pathv[i], "r");
			size_t n = fread(text, 1, sizeof(text) - 1, f);
			fclose(f);
			text[n] = '\0';
			bool bad = strstr(text, "\"wantErr\": true") != NULL;
			if (vector_holds(&c, text, n) == bad)
				TEST_FAIL(
				    "%s: want %s", files.gl_pathv[i], bad ? "refused" : "held");
			test_ctx_end(&c);
		}
		globfree(&files);
	}
	if (seen == 0) {
		print_message("no outside vectors here: skipped\n");
		skip();
	}
	assert_int_equal(seen, 98);
}

int merkle_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frontier_and_definition_agree),
		cmocka_unit_test(every_proof_holds_and_no_other),
		cmocka_unit_test(every_consistency_holds_and_no_other),
		cmocka_unit_test(batches_give_the_newest_proofs),
		cmocka_unit_test(outside_vectors),
	};
	return RUN_GROUP("merkle", tests);
}
