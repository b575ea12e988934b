/* law_read.h - private to core/law: from the text of one file to checked records.
 *
 * A file is read twice. law_scan.c walks libyaml's events: it refuses what the schema cannot see
 * (aliases, anchors, tags, a second document, hidden characters, double keys) and remembers where
 * each key stands. law_read.c and calendar_read.c then let libcyaml fill the records and check each
 * value, naming the place of its key.
 */
#ifndef HENG_CORE_LAW_LAW_READ_H
#define HENG_CORE_LAW_LAW_READ_H

#include <cyaml/cyaml.h>

#include "core/law/calendar.h"
#include "core/law/catalogue.h"
#include "core/law/guide.h"
#include "core/law/law.h"
#include "core/law/publication.h"
#include "core/law/region.h"
#include "core/law/template.h"
#include "core/law/term.h"

#define LAW_FILES 200         /* files in law/ */
#define LAW_FILE_BYTES 262144 /* one of them */
#define LAW_FILE_KEYS 8000    /* keys in one of them */
#define LAW_ROWS 2000         /* numbers in all of them */
#define LAW_ROW_KINDS 64      /* kinds that one number names */
#define LAW_REGIONS 1000      /* regions in all files */
#define LAW_CATALOGUE 200     /* items of catalogues in all files */
#define LAW_PUBLICATIONS 300  /* things to publish in all files */
#define LAW_GUIDES 100        /* entries of the guide in all files */
#define LAW_TERMS 500         /* unfair terms in all files */
#define LAW_YEAR_RESTS 40     /* holidays of a year, and as many working weekends */
#define LAW_TEXT_BYTES 600    /* one value */
#define LAW_NAME_BYTES 64     /* a file name or an id */

/* Bits: two rows can meet when they share one. */
enum law_binds { LAW_MANDATORY = 1, LAW_VOLUNTARY = 2, LAW_ANY = 3 };

struct law_row {
	struct law_number n;
	enum law_binds binds;
	const struct law_kind **kinds; /* at least one */
	size_t kind_count;
	int column; /* of its id, as n.line */
};

struct law {
	struct arena *mem; /* holds the struct itself */
	struct law_year *years;
	size_t year_count;
	struct law_region *regions;
	size_t region_count;
	struct law_template *templates;
	size_t template_count;
	struct law_publication *publications;
	size_t publication_count;
	struct law_guide *guides;
	size_t guide_count;
	struct law_catalogue *catalogue;
	size_t catalogue_count;
	struct law_term *terms;
	size_t term_count;
	struct law_kind *kinds;
	size_t kind_count;
	struct law_row *rows;
	size_t row_count;
};

/* Where a key stands. Known keys are shorter than the array; longer ones are refused at sight. */
struct law_place {
	char key[16];
	int mapping; /* serial of the mapping it belongs to */
	int row;     /* index of its number in the file, LAW_NO_ROW outside of numbers */
	int line, column;
};
#define LAW_NO_ROW (-1)

struct law_reader {
	struct ctx *c;
	struct law *law;             /* grows by what is read */
	const struct law_file *file; /* at most LAW_FILE_BYTES */
	struct law_place *places;    /* room for LAW_FILE_KEYS */
	size_t place_count;
	int row; /* the number being checked, LAW_NO_ROW in a kind */
};

/* LAW_FILE, "file:line:column: what". */
enum err law_fail(struct law_reader *r, int line, int column, const char *fmt, ...) CHECKED
    PRINTF(4, 5);
/* Walks the file and fills r->places. LAW_FILE. */
enum err law_scan(struct law_reader *r) CHECKED;
/* The place of a key of the current row; its first place in the file where the row lacks it. */
const struct law_place *law_place(const struct law_reader *r, const char *key);

/* A text in both languages, as every file has them. */
struct raw_text {
	char *zh, *en;
};
extern const cyaml_schema_field_t law_text_fields[];
#define LAW_TEXT(type, member) \
	CYAML_FIELD_STRING_PTR(#member, CYAML_FLAG_POINTER, type, member, 1, LAW_TEXT_BYTES)

#define LAW_OPTIONAL_TEXT(type, member) \
	CYAML_FIELD_STRING_PTR(         \
	    #member, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, 1, LAW_TEXT_BYTES)

/* Scans the file and fills a record by the schema. *out is libcyaml's memory, for law_drop. */
enum err law_fill(struct law_reader *r, const cyaml_schema_value_t *schema, void **out) CHECKED;
void law_drop(const cyaml_schema_value_t *schema, void *loaded);
/* LAW_FILE about the value of a key of the current row: key: "text" rule. */
enum err law_fail_key(
    struct law_reader *r, const char *key, const char *text, const char *rule) CHECKED;
/* A date like 2026-03-01. */
enum err law_read_day(
    struct law_reader *r, const char *key, const char *text, int32_t *out) CHECKED;

/* The keys "from" and "to", which may be open: DAY_OPEN. */
enum err law_read_days(
    struct law_reader *r, const char *from, const char *to, int32_t *first, int32_t *last) CHECKED;
/* The index of text among the words, which end with NULL. */
enum err law_read_word(struct law_reader *r, const char *key, const char *text,
    const char *const *words, int *out) CHECKED;
/* The kind of that id. */
enum err law_read_kind_named(
    struct law_reader *r, const char *key, const char *text, const struct law_kind **out) CHECKED;

/* Reads r->file into r->law: the kind of that id, a year of a calendar, a list of numbers or of
 * regions, unfair terms, items of the catalogue or of the guide, the template of that id.
 * LAW_FILE. */
enum err law_read_kind(struct law_reader *r, const char *id) CHECKED;
enum err law_read_numbers(struct law_reader *r) CHECKED;
enum err law_read_year(struct law_reader *r, const char *id) CHECKED;
enum err law_read_regions(struct law_reader *r) CHECKED;
enum err law_read_catalogue(struct law_reader *r) CHECKED;
enum err law_read_publications(struct law_reader *r) CHECKED;
enum err law_read_guide(struct law_reader *r) CHECKED;
enum err law_read_terms(struct law_reader *r) CHECKED;
enum err law_read_template(struct law_reader *r, const char *id) CHECKED;

#endif
