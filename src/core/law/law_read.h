/* law_read.h - private to core/law: from the text of one file to checked records.
 *
 * A file is read twice. law_scan.c walks libyaml's events: it refuses what the schema cannot see
 * (aliases, anchors, tags, a second document, hidden characters, double keys) and remembers where
 * each key stands. law_read.c then lets libcyaml fill the records and checks each value, naming
 * the place of its key.
 */
#ifndef HENG_CORE_LAW_LAW_READ_H
#define HENG_CORE_LAW_LAW_READ_H

#include "core/law/law.h"

#define LAW_FILES 200         /* files in law/ */
#define LAW_FILE_BYTES 262144 /* one of them */
#define LAW_FILE_KEYS 8000    /* keys in one of them */
#define LAW_ROWS 2000         /* numbers in all of them */
#define LAW_ROW_KINDS 64      /* kinds that one number names */
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

/* Reads r->file into r->law: one kind of that id, or a list of numbers. LAW_FILE. */
enum err law_read_kind(struct law_reader *r, const char *id) CHECKED;
enum err law_read_numbers(struct law_reader *r) CHECKED;

#endif
