/* pdf.c - PDFs of any bytes: their signatures are read, and they are stamped. What is stamped
 * begins with what was given and has one signature more, over all of it; a refusal says why. */
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/stamp/pdf.h"
#include "core/trust/ca.h"
#include "core/trust/key.h"

#include "command.h"

#define NOW INT64_C(1772409600000) /* 2026-03-02 */

static struct stamp_signer by;

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	static struct ctx c; /* the certificate lives as long as the program */
	const struct ca_subject who = { "某公司", NULL, NOW, NOW + 1000 };
	char dir[] = "/tmp/heng-fuzz-pdf-XXXXXX";
	struct bytes pem, key;
	c.mem = arena_new(LIMIT_ARENA_BYTES);
	if (mkdtemp(dir) == NULL)
		abort();
	const char *ca = arena_printf(c.mem, "%s/ca", dir),
	           *own = arena_printf(c.mem, "%s/own", dir);
	EVP_PKEY *k;
	if (ca_make(&c, ca, NOW, NULL) != OK || ca_issue(&c, ca, "p256", &who, own) != OK ||
	    command_read(&c, arena_printf(c.mem, "%s/sign.pem", own), 65536, &pem) != OK ||
	    command_read(&c, arena_printf(c.mem, "%s/sign.key", own), 65536, &key) != OK ||
	    certificate_of_pem(&c, pem, &by.certificate) != OK || key_of_pem(&c, key, &k) != OK)
		abort();
	by.key = k;
	return remove_folder(dir) ? 0 : 1;
}

static size_t check(struct ctx *c, struct bytes file)
{
	struct pdf_signature all[PDF_SIGNATURES_MAX];
	struct pdf_signed is;
	size_t n = 0;
	if (pdf_signatures(c, file, all, &n) != OK && c->fault.detail == NULL)
		abort();
	for (size_t i = 0; i < n; i++) {
		if (all[i].covered > file.n || all[i].gap_to > all[i].covered)
			abort();
		(void)pdf_signature_holds(c, file, &all[i], &is);
	}
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct pdf_pixels pixels = { 1, 1, { (const uint8_t *)"\xff\0\0", 3 },
		{ (const uint8_t *)"\xff", 1 } };
	const struct pdf_stamping how = { 1, 0, 0, 10, 10, &pixels, "某公司" };
	const struct bytes file = { data, size };
	struct ctx c = { .mem = arena_new(LIMIT_STAMPED_ARENA_BYTES), .now_ms = NOW };
	struct bytes out;
	size_t n = check(&c, file);
	if (pdf_stamp(&c, file, &how, &by, &out) != OK) {
		if (c.fault.detail == NULL)
			abort();
	} else if (memcmp(out.p, data, size) != 0 || check(&c, out) != n + 1) {
		abort();
	}
	arena_free(c.mem);
	return 0;
}
