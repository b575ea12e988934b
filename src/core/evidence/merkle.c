#include "core/evidence/merkle.h"

#include <assert.h>
#include <string.h>

void merkle_leaf(const void *data, size_t n, struct hash *out)
{
	static const uint8_t prefix = 0;
	const struct bytes pieces[] = { { &prefix, 1 }, { data, n } };
	sha256_pieces(pieces, 2, out->b);
}

void merkle_node(const struct hash *left, const struct hash *right, struct hash *out)
{
	uint8_t raw[1 + 2 * SHA256_BYTES] = { 1 };
	memcpy(raw + 1, left->b, SHA256_BYTES);
	memcpy(raw + 1 + SHA256_BYTES, right->b, SHA256_BYTES);
	sha256(raw, sizeof(raw), out->b);
}

void merkle_append(struct merkle_frontier *f, const struct hash *leaf)
{
	struct hash h = *leaf;
	unsigned level = 0;
	for (; f->size >> level & 1; level++)
		merkle_node(&f->at[level], &h, &h);
	assert(level < MERKLE_LEVELS);
	f->at[level] = h;
	f->size++;
}

void merkle_root(const struct merkle_frontier *f, struct hash *out)
{
	bool first = true;
	struct hash h;
	for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
		if (!(f->size >> level & 1))
			continue;
		if (first)
			h = f->at[level];
		else
			merkle_node(&f->at[level], &h, &h);
		first = false;
	}
	if (first)
		sha256("", 0, h.b);
	*out = h;
}

/* A proof being written. The tree is walked as RFC 6962 section 2.1 defines it, so that the code
 * can be held against the text. */
struct walk {
	merkle_get *get;
	void *arg;
	struct hash *proof;
	int n; /* -1: a node could not be had */
};

/* Largest power of two below n, n > 1. */
static uint64_t split(uint64_t n)
{
	return UINT64_C(1) << (63 - __builtin_clzll(n - 1));
}

/* MTH of the leaves [lo, hi): a complete node, or a right edge folded from complete ones. */
static bool range_hash(struct walk *w, uint64_t lo, uint64_t hi, struct hash *out)
{
	uint64_t n = hi - lo;
	if ((n & (n - 1)) == 0) {
		unsigned level = (unsigned)__builtin_ctzll(n);
		return w->get(w->arg, level, lo >> level, out);
	}
	struct hash left, right;
	uint64_t k = split(n);
	if (!range_hash(w, lo, lo + k, &left) || !range_hash(w, lo + k, hi, &right))
		return false;
	merkle_node(&left, &right, out);
	return true;
}

static void emit(struct walk *w, uint64_t lo, uint64_t hi)
{
	if (w->n < 0)
		return;
	assert(w->n < MERKLE_PROOF_MAX);
	if (range_hash(w, lo, hi, &w->proof[w->n]))
		w->n++;
	else
		w->n = -1;
}

static void path(struct walk *w, uint64_t index, uint64_t lo, uint64_t hi)
{
	if (hi - lo == 1)
		return;
	uint64_t k = split(hi - lo);
	if (index < lo + k) {
		path(w, index, lo, lo + k);
		emit(w, lo + k, hi);
	} else {
		path(w, index, lo + k, hi);
		emit(w, lo, lo + k);
	}
}

int merkle_inclusion(
    uint64_t index, uint64_t size, merkle_get *get, void *arg, struct hash proof[MERKLE_PROOF_MAX])
{
	assert(index < size);
	struct walk w = { get, arg, proof, 0 };
	path(&w, index, 0, size);
	return w.n;
}

/* SUBPROOF(old, D[lo:hi], known) of RFC 6962 section 2.1.2 */
static void subproof(struct walk *w, uint64_t old, uint64_t lo, uint64_t hi, bool known)
{
	if (old == hi - lo) {
		if (!known)
			emit(w, lo, hi);
		return;
	}
	uint64_t k = split(hi - lo);
	if (old <= k) {
		subproof(w, old, lo, lo + k, known);
		emit(w, lo + k, hi);
	} else {
		subproof(w, old - k, lo + k, hi, false);
		emit(w, lo, lo + k);
	}
}

int merkle_consistency(
    uint64_t old, uint64_t size, merkle_get *get, void *arg, struct hash proof[MERKLE_PROOF_MAX])
{
	assert(old > 0 && old <= size);
	struct walk w = { get, arg, proof, 0 };
	subproof(&w, old, 0, size, true);
	return w.n;
}

bool merkle_root_of(uint64_t size, merkle_get *get, void *arg, struct hash *out)
{
	struct hash h;
	struct walk w = { get, arg, NULL, 0 };
	if (size == 0)
		sha256("", 0, h.b);
	else if (!range_hash(&w, 0, size, &h))
		return false;
	*out = h;
	return true;
}

/* RFC 9162 section 2.1.3.2 */
bool merkle_inclusion_holds(uint64_t index, uint64_t size, const struct hash *leaf,
    const struct hash *root, const struct hash *proof, size_t n)
{
	if (index >= size)
		return false;
	uint64_t fn = index, sn = size - 1;
	struct hash r = *leaf;
	for (size_t i = 0; i < n; i++) {
		if (sn == 0)
			return false;
		if ((fn & 1) != 0 || fn == sn) {
			merkle_node(&proof[i], &r, &r);
			while ((fn & 1) == 0 && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			merkle_node(&r, &proof[i], &r);
		}
		fn >>= 1;
		sn >>= 1;
	}
	return sn == 0 && memcmp(r.b, root->b, sizeof(r.b)) == 0;
}

/* RFC 9162 section 2.1.4.2 */
bool merkle_consistency_holds(struct merkle_sizes sizes, const struct hash *old_root,
    const struct hash *root, const struct hash *proof, size_t n)
{
	if (sizes.old == 0 || sizes.old > sizes.size)
		return false;
	if (sizes.old == sizes.size)
		return n == 0 && memcmp(old_root->b, root->b, SHA256_BYTES) == 0;
	bool whole = (sizes.old & (sizes.old - 1)) == 0; /* then the old root begins the path */
	if (!whole && n == 0)
		return false;
	struct hash fr = whole ? *old_root : proof[0], sr = fr;
	uint64_t fn = sizes.old - 1, sn = sizes.size - 1;
	for (; (fn & 1) != 0; fn >>= 1)
		sn >>= 1;
	for (size_t i = whole ? 0 : 1; i < n; i++) {
		if (sn == 0)
			return false;
		if ((fn & 1) != 0 || fn == sn) {
			merkle_node(&proof[i], &fr, &fr);
			merkle_node(&proof[i], &sr, &sr);
			while ((fn & 1) == 0 && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			merkle_node(&sr, &proof[i], &sr);
		}
		fn >>= 1;
		sn >>= 1;
	}
	return sn == 0 && memcmp(fr.b, old_root->b, SHA256_BYTES) == 0 &&
	       memcmp(sr.b, root->b, SHA256_BYTES) == 0;
}
