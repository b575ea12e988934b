/* pdf_own.h - the objects of a PDF (ISO 32000-1, 7.3 and 7.5), read with bounds on everything.
 * Private to this room. */
#ifndef HENG_CORE_STAMP_PDF_OWN_H
#define HENG_CORE_STAMP_PDF_OWN_H

#include "core/stamp/pdf.h"

#define PDF_OBJECTS_MAX 200000
#define PDF_PAGES_MAX 10000
#define PDF_DEPTH_MAX 32

enum pdf_type {
	PDF_NULL,
	PDF_WORD, /* true, false */
	PDF_INTEGER,
	PDF_REAL,
	PDF_NAME,
	PDF_STRING,
	PDF_ARRAY,
	PDF_DICTIONARY,
	PDF_REFERENCE
};
struct pdf_value {
	enum pdf_type type;
	/* an integer; of a real, thousandths; the object that is referred to, or -1: none that can be */
	int64_t number;
	int64_t generation;
	struct bytes text;       /* of a name or string, what it says */
	struct pdf_value *first; /* of an array; of a dictionary name and value in turn */
	struct pdf_value *next;
	struct bytes raw; /* as it stands */
};

/* Where reading stands. `left` bounds how many values are read in all. */
struct pdf_reader {
	struct ctx *c;
	struct bytes in;
	size_t at;
	int64_t *left;
};
/* Whether the word stands there, behind white space and comments; then it is passed. */
bool pdf_word(struct pdf_reader *r, const char *word);
void pdf_space(struct pdf_reader *r);
/* false: no value, deeper than PDF_DEPTH_MAX, or too many. */
bool pdf_read(struct pdf_reader *r, struct pdf_value *out);
/* Digits alone, at most 10^15. */
bool pdf_count(struct pdf_reader *r, int64_t *out);

/* What a dictionary has under that name; NULL: nothing, or no dictionary. */
const struct pdf_value *pdf_find(const struct pdf_value *dictionary, const char *name);
bool pdf_is_name(const struct pdf_value *v, const char *name);
/* Whether it is an integer within those bounds. */
bool pdf_is_integer(const struct pdf_value *v, int64_t from, int64_t until);

struct pdf_place {
	uint8_t kind; /* 0: free or unknown; 1: at; 2: in a stream of objects */
	bool known;
	int64_t at; /* offset, or the stream's number */
	int64_t generation;
};
struct pdf_pack;
struct pdf {
	struct bytes file;
	int64_t objects; /* numbers below it */
	struct pdf_place *places;
	int64_t start;  /* of the newest table of references */
	bool is_stream; /* it is one */
	struct pdf_value trailer;
	int64_t left;           /* values that may still be read */
	size_t room;            /* bytes that may still be unpacked */
	struct pdf_pack *packs; /* streams of objects that were unpacked */
};
/* Reads all tables of references. BAD_PDF with what does not hold. */
enum err pdf_open(struct ctx *c, struct bytes file, struct pdf *out) CHECKED;
/* The object of that number. */
enum err pdf_object(struct ctx *c, struct pdf *p, int64_t number, struct pdf_value *out) CHECKED;
/* The same for what may be a reference; `v` NULL is null. */
enum err pdf_follow(
    struct ctx *c, struct pdf *p, const struct pdf_value *v, struct pdf_value *out) CHECKED;
/* An object at a place in the file; *stream, where it is one, its bytes as they stand. */
struct pdf_found {
	int64_t number, generation;
	struct pdf_value value;
	bool is_stream;
	struct bytes stream;
};
enum err pdf_object_at(struct ctx *c, struct pdf *p, int64_t at, struct pdf_found *out) CHECKED;
/* What a stream holds: as it stands, or by FlateDecode with the predictors of PNG. */
enum err pdf_unpack(
    struct ctx *c, struct pdf *p, const struct pdf_found *stream, struct bytes *out) CHECKED;

enum err pdf_bad(struct ctx *c, const char *what) CHECKED;

#endif
