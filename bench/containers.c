/* containers.c - sealed containers opened and hashed, beside the bare sum of what that takes.
 *
 * heng-bench-containers DIR: prints "name value" lines, times in ms, the median of its rounds. The
 * yardstick: as many bytes read, deciphered and hashed, each on its own, by the same library. */
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/median.h"
#include "command.h"
#include "core/base/moment.h"
#include "core/trust/seal.h"

#define ROUNDS 3
#define LARGE_BYTES (200L * 1000 * 1000)
#define BID_BYTES (10L * 1000 * 1000)
#define BIDS 100
#define PIECE (1L << 20)

static struct ctx c;
static const uint8_t key[SEAL_KEY_BYTES] = { 7 };

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "%s: %s\n", what, c.fault.detail ? c.fault.detail : "");
	exit(1);
}

static int open_at(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);
	must(fd >= 0, path);
	return fd;
}

static void fill(const char *path, long bytes)
{
	static uint8_t piece[PIECE];
	int fd = open_at(path, O_WRONLY | O_CREAT | O_TRUNC);
	for (long done = 0; done < bytes;) {
		long n = bytes - done < PIECE ? bytes - done : PIECE;
		rng_bytes(&c.rng, piece, (size_t)n);
		must(write(fd, piece, (size_t)n) == n, path);
		done += n;
	}
	close(fd);
}

static void seal(const char *from, const char *to, enum seal_cipher cipher)
{
	const struct seal_header h = { .centre = "91350100M000100Y43",
		.lot = "01HENG0000000000000000000A",
		.party = "01HENGPARTY000000000000001",
		.part = SEAL_PART_DOCUMENTS,
		.cipher = cipher };
	int in = open_at(from, O_RDONLY), out = open_at(to, O_RDWR | O_CREAT | O_TRUNC);
	must(seal_make_file(&c, &h, key, in, out) == OK, to);
	close(in);
	close(out);
}

/* Reads a file to its end, hashing it or not. */
static void read_all(const char *path, bool hash)
{
	static uint8_t piece[PIECE];
	uint8_t digest[SHA256_BYTES];
	struct sha256_run *run = hash ? sha256_start() : NULL;
	int fd = open_at(path, O_RDONLY);
	for (ssize_t n; (n = read(fd, piece, PIECE)) > 0;)
		if (hash)
			sha256_add(run, piece, (size_t)n);
	close(fd);
	if (hash)
		sha256_end(run, digest);
}

/* The container is the one of that digest, and opens to its last byte. */
static void open_whole(const char *path)
{
	int in = open_at(path, O_RDONLY), out = open_at("/dev/null", O_WRONLY);
	read_all(path, true);
	must(seal_open_file(&c, in, key, out) == OK, path);
	close(in);
	close(out);
}

/* As many bytes under the bare cipher, a chunk at a time, and hashed; nothing is read. */
static void decipher(long bytes, enum seal_cipher cipher)
{
	static uint8_t piece[SEAL_CHUNK_BYTES], mac[EVP_MAX_MD_SIZE];
	static const uint8_t iv[16] = { 1 };
	EVP_CIPHER_CTX *e = EVP_CIPHER_CTX_new();
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	int n;
	const EVP_CIPHER *how = cipher == SEAL_SM4 ? EVP_sm4_ctr() : EVP_aes_256_gcm();
	must(EVP_DecryptInit_ex(e, how, NULL, key, iv) == 1, "decipher");
	for (long done = 0; done < bytes; done += SEAL_CHUNK_BYTES) {
		must(EVP_DecryptInit_ex(e, NULL, NULL, NULL, iv) == 1 &&
		         EVP_DecryptUpdate(e, piece, &n, piece, (int)sizeof(piece)) == 1,
		    "decipher");
		if (cipher == SEAL_SM4)
			must(EVP_DigestInit_ex(md, EVP_sm3(), NULL) == 1 &&
			         EVP_DigestUpdate(md, piece, sizeof(piece)) == 1 &&
			         EVP_DigestFinal_ex(md, mac, NULL) == 1,
			    "SM3");
	}
	EVP_CIPHER_CTX_free(e);
	EVP_MD_CTX_free(md);
}

static void hash_only(long bytes)
{
	static uint8_t piece[PIECE];
	uint8_t digest[SHA256_BYTES];
	struct sha256_run *run = sha256_start();
	for (long done = 0; done < bytes; done += PIECE)
		sha256_add(run, piece, PIECE);
	sha256_end(run, digest);
}

static double median_ms(int64_t us[ROUNDS])
{
	return (double)median(us, ROUNDS) / 1000;
}

static void large(const char *plain, const char *sealed, enum seal_cipher cipher, const char *name)
{
	int64_t opened[ROUNDS], bare[ROUNDS];
	seal(plain, sealed, cipher);
	read_all(sealed, false); /* into the page cache, for both */
	long bytes = 1L << 28;   /* what 200 MB is padded to */
	for (int r = 0; r < ROUNDS; r++) {
		int64_t from = moment_steady_us();
		open_whole(sealed);
		opened[r] = moment_steady_us() - from;
		from = moment_steady_us();
		read_all(sealed, false);
		decipher(bytes, cipher);
		hash_only(bytes);
		bare[r] = moment_steady_us() - from;
	}
	printf("%s_ms %.0f\n%s_bare_ms %.0f\n", name, median_ms(opened), name, median_ms(bare));
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	c = command_ctx();
	const char *plain = arena_printf(c.mem, "%s/plain", argv[1]),
	           *sealed = arena_printf(c.mem, "%s/sealed", argv[1]);
	fill(plain, LARGE_BYTES);
	large(plain, sealed, SEAL_AES, "aes");
	large(plain, sealed, SEAL_SM4, "sm4");
	fill(plain, BID_BYTES);
	for (int i = 0; i < BIDS; i++)
		seal(plain, arena_printf(c.mem, "%s-%d", sealed, i), SEAL_AES);
	int64_t from = moment_steady_us();
	for (int i = 0; i < BIDS; i++)
		open_whole(arena_printf(c.mem, "%s-%d", sealed, i));
	printf("hundred_ms %.0f\n", (double)(moment_steady_us() - from) / 1000);
	for (int i = 0; i < BIDS; i++)
		unlink(arena_printf(c.mem, "%s-%d", sealed, i));
	unlink(plain);
	unlink(sealed);
	arena_free(c.mem);
	return 0;
}
