/* pdf_test.c - PDFs stamped and checked: tables and streams of references, several stamps, each
 * byte changed, and what is refused by name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "core/base/buf.h"
#include "core/base/moment.h"
#include "core/stamp/pdf.h"
#include "core/trust/ca.h"
#include "test/signer.h"
#include "test/unit.h"

#define CODE "91510700205412308D"
#define OBJECTS_MAX 12
#define PDF_BYTES (1 << 21)

struct stage {
	struct ctx c;
	const char *dir, *ca;
	struct test_signer rsa, p256, sm2;
};

static struct stage begin(void)
{
	struct stage s = { .c = test_ctx() };
	arena_free(s.c.mem);
	s.c.mem = arena_new(LIMIT_STAMPED_ARENA_BYTES);
	s.dir = test_folder(&s.c);
	s.ca = arena_printf(s.c.mem, "%s/ca", s.dir);
	CHECK_OK(&s.c, ca_make(&s.c, s.ca, s.c.now_ms - DAY_MS, NULL));
	s.rsa = test_issue(&s.c, s.ca, "rsa", CODE, 300);
	s.p256 = test_issue(&s.c, s.ca, "p256", CODE, 300);
	s.sm2 = test_issue(&s.c, s.ca, "sm2", CODE, 300);
	return s;
}

static void end(struct stage *s)
{
	test_signer_close(&s->rsa);
	test_signer_close(&s->p256);
	test_signer_close(&s->sm2);
	test_folder_end(s->dir);
	test_ctx_end(&s->c);
}

/* Two pages, the second within a branch of its own; a form that is there already. */
static const char *const plain[] = {
	"<</Type/Catalog/Pages 2 0 R>>",
	"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595.276 841.89]>>",
	"<</Type/Page/Parent 2 0 R/Resources<<>> % a comment\n/Contents 6 0 R>>",
	"<</Type/Pages/Parent 2 0 R/Kids[5 0 R]/Count 1>>",
	"<</Type/Page/Parent 4 0 R/CropBox[10 10 400 400]/Annots[]>>",
	"<</Length 7 0 R>>\nstream\n0 0 m\nendstream",
	"5",
};

/* Those objects from 1 on, with a table. */
static struct bytes with_table(
    struct ctx *c, const char *const *objects, size_t n, const char *trailer)
{
	struct buf b;
	size_t at[OBJECTS_MAX];
	buf_init(&b, c->mem, PDF_BYTES);
	buf_text(&b, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
	for (size_t i = 0; i < n; i++) {
		at[i] = b.n;
		buf_printf(&b, "%zu 0 obj\n%s\nendobj\n", i + 1, objects[i]);
	}
	size_t start = b.n;
	buf_printf(&b, "xref\n0 %zu\n0000000000 65535 f \n", n + 1);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%010zu 00000 n \n", at[i]);
	buf_printf(&b, "trailer\n<</Size %zu/Root 1 0 R%s>>\nstartxref\n%zu\n%%%%EOF\n", n + 1,
	    trailer, start);
	return (struct bytes){ (uint8_t *)b.p, b.n };
}

static void add_packed(struct ctx *c, struct buf *b, const char *head, struct bytes text)
{
	uLongf n = compressBound(text.n);
	uint8_t *to = arena_alloc(c->mem, n);
	assert_int_equal(compress2(to, &n, text.p, text.n, 9), Z_OK);
	buf_printf(b, "<<%s/Filter/FlateDecode/Length %lu>>\nstream\n", head, n);
	buf_add(b, to, n);
	buf_text(b, "\nendstream\nendobj\n");
}

/* The same without their stream, packed into one (8), and a stream of references (9) by PNG's
 * predictor "up". */
static struct bytes with_streams(struct ctx *c, const char *const *objects, size_t n)
{
	struct buf b, text, head, lines;
	buf_init(&b, c->mem, PDF_BYTES);
	buf_init(&text, c->mem, PDF_BYTES);
	buf_init(&head, c->mem, PDF_BYTES);
	buf_init(&lines, c->mem, PDF_BYTES);
	for (size_t i = 0; i < n; i++) {
		buf_printf(&head, "%zu %zu ", i + 1, text.n);
		buf_printf(&text, "%s ", objects[i]);
	}
	size_t first = head.n;
	buf_add(&head, text.p, text.n);
	buf_text(&b, "%PDF-1.7\n");
	size_t pack = b.n;
	buf_text(&b, "8 0 obj\n");
	add_packed(c, &b, arena_printf(c->mem, "/Type/ObjStm/N %zu/First %zu", n, first),
	    (struct bytes){ (uint8_t *)head.p, head.n });
	size_t start = b.n;
	uint8_t before[4] = { 0 };
	for (size_t i = 0; i < 10; i++) {
		uint8_t line[4] = { 0 };
		if (i >= 1 && i <= n)
			memcpy(line, (uint8_t[]){ 2, 0, 8, (uint8_t)(i - 1) }, 4);
		else if (i >= 8)
			memcpy(line,
			    (uint8_t[]){ 1, (uint8_t)((i == 8 ? pack : start) >> 8),
			        (uint8_t)(i == 8 ? pack : start), 0 },
			    4);
		buf_char(&lines, 2);
		for (int k = 0; k < 4; k++) {
			buf_char(&lines, (char)(line[k] - before[k]));
			before[k] = line[k];
		}
	}
	buf_text(&b, "9 0 obj\n");
	add_packed(c, &b,
	    "/Type/XRef/Size 10/Root 1 0 R/W[1 2 1]/DecodeParms<</Predictor 12/Columns 4>>",
	    (struct bytes){ (uint8_t *)lines.p, lines.n });
	buf_printf(&b, "startxref\n%zu\n%%%%EOF\n", start);
	return (struct bytes){ (uint8_t *)b.p, b.n };
}

static const struct pdf_pixels pixels = { 2, 2,
	{ (const uint8_t *)"\xff\0\0\xff\0\0\xff\0\0\xff\0\0", 12 },
	{ (const uint8_t *)"\xff\x80\0\xff", 4 } };

static enum err stamp(struct stage *s, struct bytes file, int64_t page,
    const struct test_signer *who, struct bytes *out)
{
	const struct pdf_stamping how = { page, 10, 20, 42, 42, &pixels, "某公司" };
	const struct stamp_signer by = { who->certificate, who->key };
	return pdf_stamp(&s->c, file, &how, &by, out);
}

static void put(struct stage *s, const char *name, struct bytes b)
{
	FILE *f = fopen(arena_printf(s->c.mem, "%s/%s", s->dir, name), "we");
	assert_non_null(f);
	assert_int_equal(fwrite(b.p, 1, b.n, f), b.n);
	assert_int_equal(fclose(f), 0);
}

static bool runs(struct stage *s, const char *command)
{
	return system(arena_printf(s->c.mem, "cd %s && { %s; } >out 2>&1", s->dir, command)) == 0;
}

/* Another program of this world takes it, and OpenSSL what stands in /Contents. */
static void others_take(struct stage *s, struct bytes file, size_t n)
{
	struct pdf_signature all[PDF_SIGNATURES_MAX];
	size_t found;
	put(s, "x.pdf", file);
	if (!runs(
	        s, arena_printf(s->c.mem,
	               "pdfsig -nocert x.pdf && [ $(pdfsig -nocert x.pdf | grep -c 'Signature is "
	               "Valid') = %zu ]"
	               " && [ $(pdfsig -nocert x.pdf | grep -c -- '- Total document signed') = 1 ]",
	               n)))
		TEST_FAIL("pdfsig does not take it");
	CHECK_OK(&s->c, pdf_signatures(&s->c, file, all, &found));
	const struct pdf_signature *last = &all[found - 1];
	char *text = arena_alloc(s->c.mem, file.n);
	memcpy(text, file.p, last->gap_from);
	memcpy(text + last->gap_from, file.p + last->gap_to, last->covered - last->gap_to);
	put(s, "text",
	    (struct bytes){ (uint8_t *)text, last->covered - last->gap_to + last->gap_from });
	put(s, "cms", last->cms);
	assert_true(runs(s,
	    "cat ca/*/root.pem ca/*/ca.pem >all.pem; openssl cms -verify -binary -inform DER -in "
	    "cms"
	    " -content text -cades -CAfile all.pem -purpose any -no_check_time -out /dev/null"));
}

static void several_stamp_one_after_the_other(void **state)
{
	(void)state;
	struct stage s = begin();
	const struct bytes files[] = { with_table(&s.c, plain, LEN(plain), ""),
		with_streams(&s.c, plain, 5) };
	for (size_t i = 0; i < LEN(files); i++) {
		struct bytes file = files[i], next;
		const struct test_signer *who[] = { &s.rsa, &s.p256, &s.rsa };
		struct pdf_signature all[PDF_SIGNATURES_MAX];
		struct pdf_signed is;
		size_t n;
		for (size_t k = 0; k < LEN(who); k++) {
			CHECK_OK(&s.c, stamp(&s, file, 1 + (int64_t)k % 2, who[k], &next));
			assert_memory_equal(next.p, file.p, file.n);
			file = next;
			CHECK_OK(&s.c, pdf_signatures(&s.c, file, all, &n));
			assert_int_equal(n, k + 1);
			assert_int_equal(all[k].covered, file.n);
			for (size_t j = 0; j <= k; j++) {
				CHECK_OK(&s.c, pdf_signature_holds(&s.c, file, &all[j], &is));
				assert_int_equal(is.certificate.n, who[j]->certificate.n);
				assert_memory_equal(
				    is.certificate.p, who[j]->certificate.p, is.certificate.n);
			}
			others_take(&s, file, k + 1);
		}
	}
	end(&s);
}

/* Each byte counts: what still holds after a change says the same, and the change lies where the
 * signature itself stands (the case of its hex, or what of it nobody needs). */
static void a_change_is_found(void **state)
{
	(void)state;
	struct stage s = begin();
	struct bytes file;
	struct pdf_signature all[PDF_SIGNATURES_MAX];
	struct pdf_signed good, is;
	size_t n;
	CHECK_OK(&s.c, stamp(&s, with_table(&s.c, plain, LEN(plain), ""), 1, &s.p256, &file));
	CHECK_OK(&s.c, pdf_signatures(&s.c, file, all, &n));
	CHECK_OK(&s.c, pdf_signature_holds(&s.c, file, &all[0], &good));
	const size_t from = all[0].gap_from, to = all[0].gap_to;
	uint8_t *copy = (uint8_t *)arena_copy(s.c.mem, file.p, file.n);
	for (size_t i = 0; i<file.n; i += i> from + 2000 && i + 50 < to ? 37 : 1) {
		struct ctx one = test_ctx();
		const struct bytes changed = { copy, file.n };
		copy[i] ^= (uint8_t)(1 << i % 8);
		if (pdf_signatures(&one, changed, all, &n) == OK && n > 0 &&
		    pdf_signature_holds(&one, changed, &all[0], &is) == OK) {
			if (i <= from || i >= to - 1 || is.value.n != good.value.n ||
			    memcmp(is.value.p, good.value.p, good.value.n) != 0)
				TEST_FAIL("byte %zu of %zu does not count", i, file.n);
		}
		copy[i] = file.p[i];
		test_ctx_end(&one);
	}
	put(&s, "x.pdf", file);
	assert_true(runs(
	    &s, "sed -i 's/0 0 m/9 9 m/' x.pdf; pdfsig -nocert x.pdf | grep -q 'Digest Mismatch'"));
	/* what comes behind is not covered */
	struct buf b;
	buf_init(&b, s.c.mem, PDF_BYTES);
	buf_add(&b, file.p, file.n);
	const char *start = memmem(file.p + file.n - 40, 40, "startxref", 9);
	assert_non_null(start);
	buf_printf(&b, "%% more\n%.*s", (int)((const char *)file.p + file.n - start), start);
	CHECK_OK(&s.c, pdf_signatures(&s.c, (struct bytes){ (uint8_t *)b.p, b.n }, all, &n));
	assert_int_equal(n, 1);
	assert_int_equal(all[0].covered, file.n);
	end(&s);
}

/* An object replaced, something more in the trailer, and what is said of it. */
static const struct {
	size_t object;
	const char *text, *trailer, *detail;
} refusals[] = {
	{ 0, NULL, "/Encrypt<<>>", "it is encrypted" },
	{ 0, NULL, "/XRefStm 9", "it has a table and a stream of references at once (hybrid)" },
	{ 0, NULL, "/Prev 99999", "its table of references is broken" },
	{ 0, NULL, "/Size 3", "it names no number of objects that is taken here" },
	{ 1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</XFA[]>>>>", "", "it has an XFA form" },
	{ 1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 7>>>>", "", "its form is broken" },
	{ 1,
	    "<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP<</Reference[<</TransformParams<</P "
	    "1>>>>]>>>>>>",
	    "", "who certified it allows no further signature" },
	{ 1, "<</Type/Other/Pages 2 0 R>>", "", "it has no catalogue" },
	{ 1, "<</Type/Catalog>>", "", "it has no pages" },
	{ 1, "<</Type/Catalog/Pages 2 0 R>", "", "an object does not stand where it should" },
	{ 1, "<</Type/Catalog/Pages 2 0 R>> 5", "", "an object does not end" },
	{ 1, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
	    "", "an object does not stand where it should" },
	{ 2, "<</Type/Pages/Kids[2 0 R]/MediaBox[0 0 9 9]>>", "",
	    "its pages are broken, or more than are taken here" },
	{ 2, "<</Type/Pages/Kids[]/MediaBox[0 0 9 9]>>", "", "it has no page of that number" },
	{ 2, "3 0 R", "", "a reference leads to another one" },
	{ 3, "<</Type/Page/Rotate 90>>", "", "the page is turned, or measured in its own unit" },
	{ 3, "<</Type/Page/MediaBox[0 0 9]>>", "", "the page has no size that is understood" },
	{ 3, "<</Type/Page/Annots 7 0 R>>", "", "the page's annotations are broken" },
	{ 3, "<</Type/Page/MediaBox[0 0 99 99]>>", "",
	    "the stamp would not lie on the page, which is 35 by 35 mm" },
};

/* A file whose every page is the one object with a long comment is refused before it takes long. */
static void a_long_way_is_not_gone(void **state)
{
	(void)state;
	struct stage s = begin();
	struct buf kids, page;
	const char *objects[LEN(plain)];
	struct bytes out;
	memcpy(objects, plain, sizeof(plain));
	buf_init(&kids, s.c.mem, PDF_BYTES);
	buf_init(&page, s.c.mem, PDF_BYTES);
	buf_text(&kids, "<</Type/Pages/MediaBox[0 0 595 842]/Kids[");
	for (int i = 0; i < 9000; i++)
		buf_text(&kids, "3 0 R ");
	buf_text(&kids, "]>>");
	buf_char(&page, '%');
	for (int i = 0; i < 900000; i++)
		buf_char(&page, '-');
	buf_text(&page, "\n<</Type/Page>>");
	objects[1] = kids.p;
	objects[2] = page.p;
	const int64_t began_us = moment_steady_us();
	CHECK_ERR(stamp(&s, with_table(&s.c, objects, 3, ""), 9000, &s.rsa, &out), E_BAD_PDF);
	assert_string_equal(s.c.fault.detail, "it holds more than is taken here");
	assert_true(moment_steady_us() - began_us < 5 * 1000000);
	end(&s);
}

static void what_is_not_understood_is_named(void **state)
{
	(void)state;
	struct stage s = begin();
	struct bytes out;
	for (size_t i = 0; i < LEN(refusals); i++) {
		const char *objects[LEN(plain)];
		memcpy(objects, plain, sizeof(plain));
		if (refusals[i].object > 0)
			objects[refusals[i].object - 1] = refusals[i].text;
		struct bytes file = with_table(&s.c, objects, LEN(plain), refusals[i].trailer);
		assert_true(stamp(&s, file, 1, &s.rsa, &out) != OK);
		if (strcmp(s.c.fault.detail, refusals[i].detail) != 0)
			TEST_FAIL("%zu: %s, want %s", i, s.c.fault.detail, refusals[i].detail);
		assert_non_null(s.c.fault.detail_zh);
	}
	struct bytes file = with_table(&s.c, plain, LEN(plain), "");
	CHECK_ERR(stamp(&s, file, 1, &s.sm2, &out), E_BAD_CERTIFICATE);
	CHECK_ERR(stamp(&s, file, 3, &s.rsa, &out), E_BAD_PDF);
	for (size_t n = 0; n < file.n - 1; n++)
		CHECK_ERR(stamp(&s, (struct bytes){ file.p, n }, 1, &s.rsa, &out), E_BAD_PDF);
	CHECK_ERR(stamp(&s, (struct bytes){ (const uint8_t *)"%PDX-1.7\n", 9 }, 1, &s.rsa, &out),
	    E_BAD_PDF);
	end(&s);
}

/* The last of `from` in a file is replaced by what is as long. */
static struct bytes with(struct stage *s, struct bytes file, const char *from, const char *to)
{
	char *copy = arena_copy(s->c.mem, file.p, file.n), *found = NULL;
	assert_int_equal(strlen(from), strlen(to));
	for (char *at = copy; (at = memmem(at, file.n - (size_t)(at - copy), from, strlen(from)));
	     at++)
		found = at;
	assert_non_null(found);
	memcpy(found, to, strlen(to));
	return (struct bytes){ (uint8_t *)copy, file.n };
}

static void what_is_packed_wrongly_is_named(void **state)
{
	(void)state;
	static const char *const cases[][3] = {
		{ "/W[1 2 1]", "/W[1 9 1]", "its stream of references is broken" },
		{ "/W[1 2 1]", "/W[1 2 2]", "its stream of references is broken" },
		{ "/XRef", "/XReg", "its stream of references is broken" },
		{ "/Size 10", "/Size -1", "its stream of references is broken" },
		{ "/Predictor 12", "/Predictor 16",
		    "a stream that is needed is packed in a way not known here" },
		{ "/Columns 4", "/Columns 7",
		    "a stream that is needed is packed in a way not known here" },
		{ "/FlateDecode", "/FlateDecodx",
		    "a stream that is needed is packed in a way not known here" },
		{ "/Length ", "/Lengtx ", "a stream's length is not to be found" },
		{ "endstream", "endstrean", "a stream is longer or shorter than it says" },
		{ "/ObjStm", "/ObjStn", "a stream of objects is broken" },
		{ "/N 5", "/N 0", "an object does not stand where it should" },
		{ "startxref", "startxxxx", "it does not end as a PDF does" },
	};
	struct stage s = begin();
	struct bytes out;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct bytes file =
		    with(&s, with_streams(&s.c, plain, 5), cases[i][0], cases[i][1]);
		CHECK_ERR(stamp(&s, file, 1, &s.rsa, &out), E_BAD_PDF);
		if (strcmp(s.c.fault.detail, cases[i][2]) != 0)
			TEST_FAIL("%zu: %s", i, s.c.fault.detail);
		assert_non_null(s.c.fault.detail_zh);
	}
	end(&s);
}

static void a_signature_stands_alone_in_its_gap(void **state)
{
	(void)state;
	struct stage s = begin();
	struct bytes file;
	struct pdf_signature all[PDF_SIGNATURES_MAX];
	size_t n;
	CHECK_OK(&s.c, stamp(&s, with_table(&s.c, plain, LEN(plain), ""), 1, &s.p256, &file));
	CHECK_OK(&s.c, pdf_signatures(&s.c, file, all, &n));
	const char *behind = arena_printf(s.c.mem, " %zu ", file.n - all[0].gap_to),
	           *less = arena_printf(s.c.mem, " %zu ", file.n - all[0].gap_to - 10);
	const char *const cases[][3] = {
		{ "/Contents <30", "/Contents <31", "a signature is not in DER" },
		{ "00>\n", "01>\n", "behind a signature stands something else" },
		{ "/Contents <", "/Contents (", "an object does not stand where it should" },
		{ behind, less, "what a signature covers was no whole file" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct bytes changed = with(&s, file, cases[i][0], cases[i][1]);
		CHECK_ERR(pdf_signatures(&s.c, changed, all, &n), E_BAD_PDF);
		if (strcmp(s.c.fault.detail, cases[i][2]) != 0)
			TEST_FAIL("%zu: %s", i, s.c.fault.detail);
	}
	end(&s);
}

/* A dictionary of a signature as a stranger may write it. */
static enum err check_with(struct stage *s, const char *v, const char **detail)
{
	const char *objects[LEN(plain) + 1];
	struct pdf_signature all[PDF_SIGNATURES_MAX];
	size_t n;
	memcpy(objects, plain, sizeof(plain));
	objects[0] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[8 0 R]>>>>";
	objects[LEN(plain)] = arena_printf(s->c.mem, "<</FT/Sig/T(a)/V<<%s>>>>", v);
	enum err e = pdf_signatures(&s->c, with_table(&s->c, objects, LEN(objects), ""), all, &n);
	*detail = s->c.fault.detail;
	return e;
}

static void a_signature_covers_all_but_itself(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "/SubFilter/adbe.x509.rsa_sha1/ByteRange[0 1 2 3]/Contents<30>",
		    "it has a signature of a kind that is not known here" },
		{ "/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 20]/Contents<3000>",
		    "a signature does not say what it covers" },
		{ "/SubFilter/adbe.pkcs7.detached/ByteRange[9 10 20 30]/Contents<3000>",
		    "a signature does not say what it covers" },
		{ "/SubFilter/adbe.pkcs7.detached/ByteRange[0 20 10 30]/Contents<3000>",
		    "a signature does not say what it covers" },
		{ "/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 20 9999]/Contents<3000>",
		    "a signature does not say what it covers" },
		{ "/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 20 30]/Contents<3000>",
		    "a signature leaves out more of the file than itself" },
		{ "/SubFilter/adbe.pkcs7.detached", "a signature does not say what it covers" },
	};
	struct stage s = begin();
	for (size_t i = 0; i < LEN(cases); i++) {
		const char *detail;
		CHECK_ERR(check_with(&s, cases[i][0], &detail), E_BAD_PDF);
		if (strcmp(detail, cases[i][1]) != 0)
			TEST_FAIL("%zu: %s", i, detail);
	}
	end(&s);
}

int pdf_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(several_stamp_one_after_the_other),
		cmocka_unit_test(a_change_is_found),
		cmocka_unit_test(a_long_way_is_not_gone),
		cmocka_unit_test(what_is_not_understood_is_named),
		cmocka_unit_test(what_is_packed_wrongly_is_named),
		cmocka_unit_test(a_signature_stands_alone_in_its_gap),
		cmocka_unit_test(a_signature_covers_all_but_itself),
	};
	return RUN_GROUP("pdf", tests);
}
