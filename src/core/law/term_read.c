/* term_read.c - unfair terms out of their file. */
#include <string.h>

#include "core/law/law_read.h"
#include "core/law/term.h"

#define TERM_WORDS 200
#define GAP "…"

const char *const term_severity_words[] = { "note", "high", NULL };

struct raw_term {
	char *id, *from, *to, *severity, *note;
	char **words, **unless;
	unsigned words_count, unless_count;
	struct raw_text basis;
};
struct raw_terms {
	struct raw_term *terms;
	unsigned terms_count;
};

static const cyaml_schema_value_t word_schema = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, LAW_TEXT_BYTES),
};
static const cyaml_schema_field_t term_fields[] = {
	LAW_TEXT(struct raw_term, id),
	CYAML_FIELD_SEQUENCE(
	    "words", CYAML_FLAG_POINTER, struct raw_term, words, &word_schema, 1, TERM_WORDS),
	CYAML_FIELD_SEQUENCE(
	    "unless", CYAML_FLAG_POINTER, struct raw_term, unless, &word_schema, 0, TERM_WORDS),
	CYAML_FIELD_MAPPING("basis", CYAML_FLAG_DEFAULT, struct raw_term, basis, law_text_fields),
	LAW_TEXT(struct raw_term, from),
	LAW_TEXT(struct raw_term, to),
	LAW_TEXT(struct raw_term, severity),
	LAW_TEXT(struct raw_term, note),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t term_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_term, term_fields),
};
static const cyaml_schema_field_t file_fields[] = {
	CYAML_FIELD_SEQUENCE(
	    "terms", CYAML_FLAG_POINTER, struct raw_terms, terms, &term_schema, 1, LAW_TERMS),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_terms, file_fields),
};

static const char **texts(struct arena *mem, char *const *from, unsigned n)
{
	const char **list = arena_array(mem, const char *, n);
	for (unsigned i = 0; i < n; i++)
		list[i] = arena_text(mem, from[i]);
	return list;
}

/* A gap stands between characters: no word begins or ends with one, or has two in a row. */
static enum err check_words(struct law_reader *r, const struct raw_term *raw)
{
	for (unsigned i = 0; i < raw->words_count; i++) {
		const char *w = raw->words[i];
		size_t n = strlen(w), gap = strlen(GAP);
		if (strncmp(w, GAP, gap) == 0 || (n >= gap && strcmp(w + n - gap, GAP) == 0) ||
		    strstr(w, GAP GAP) != NULL)
			return law_fail_key(r, "words", w, "has a gap at its end, or two in a row");
	}
	for (unsigned i = 0; i < raw->unless_count; i++)
		if (strcmp(raw->unless[i], GAP) == 0)
			return law_fail_key(r, "unless", raw->unless[i], "is a gap alone");
	return OK;
}

static enum err read_term(struct law_reader *r, const struct raw_term *raw)
{
	struct law *law = r->law;
	struct law_term t = { 0 };
	int severity = 0;
	if (law->term_count == LAW_TERMS)
		return law_fail_key(r, "id", raw->id, "is one more than there may be");
	if (strspn(raw->id, "abcdefghijklmnopqrstuvwxyz.") != strlen(raw->id))
		return law_fail_key(r, "id", raw->id, "is not made of small letters and dots");
	TRY(check_words(r, raw));
	TRY(law_read_days(r, raw->from, raw->to, &t.from, &t.to));
	for (size_t i = 0; i < law->term_count; i++)
		if (strcmp(law->terms[i].id, raw->id) == 0 && law->terms[i].from <= t.to &&
		    t.from <= law->terms[i].to)
			return law_fail_key(r, "id", raw->id, "is there twice on the same day");
	TRY(law_read_word(r, "severity", raw->severity, term_severity_words, &severity));
	t.severity = (enum term_severity)severity;
	t.id = arena_text(law->mem, raw->id);
	t.words = texts(law->mem, raw->words, raw->words_count);
	t.word_count = raw->words_count;
	t.unless = texts(law->mem, raw->unless, raw->unless_count);
	t.unless_count = raw->unless_count;
	t.rule = arena_printf(law->mem, "%s / %s", raw->basis.zh, raw->basis.en);
	t.note = arena_text(law->mem, raw->note);
	law->terms[law->term_count++] = t;
	return OK;
}

enum err law_read_terms(struct law_reader *r)
{
	void *loaded = NULL;
	enum err e = OK;
	TRY(law_fill(r, &file_schema, &loaded));
	const struct raw_terms *raw = loaded;
	for (unsigned i = 0; i < raw->terms_count && e == OK; i++) {
		r->row = (int)i;
		e = read_term(r, &raw->terms[i]);
	}
	law_drop(&file_schema, loaded);
	return e;
}

size_t law_terms(const struct law *law, const struct law_term **first)
{
	*first = law->terms;
	return law->term_count;
}
