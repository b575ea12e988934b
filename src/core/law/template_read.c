/* template_read.c - a template of a tender document out of its file. */
#include <string.h>

#include "core/law/law_read.h"
#include "core/law/template.h"

#define CHAPTERS_MAX 60
#define FIELDS_MAX 200

const char *const template_type_words[] = { "text", "number", NULL };

struct raw_item {
	char *id, *title, *type, *law;
};
struct raw_template {
	struct raw_text title, basis;
	char **kinds;
	unsigned kinds_count;
	struct raw_item *chapters, *fields;
	unsigned chapters_count, fields_count;
};

static const cyaml_schema_field_t chapter_fields[] = {
	LAW_TEXT(struct raw_item, id),
	LAW_TEXT(struct raw_item, title),
	CYAML_FIELD_END,
};
static const cyaml_schema_field_t field_fields[] = {
	LAW_TEXT(struct raw_item, id),
	LAW_TEXT(struct raw_item, title),
	LAW_TEXT(struct raw_item, type),
	LAW_OPTIONAL_TEXT(struct raw_item, law),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t chapter_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_item, chapter_fields),
};
static const cyaml_schema_value_t field_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_item, field_fields),
};
static const cyaml_schema_value_t name_schema = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, LAW_TEXT_BYTES),
};
static const cyaml_schema_field_t file_fields[] = {
	CYAML_FIELD_MAPPING(
	    "title", CYAML_FLAG_DEFAULT, struct raw_template, title, law_text_fields),
	CYAML_FIELD_MAPPING(
	    "basis", CYAML_FLAG_DEFAULT, struct raw_template, basis, law_text_fields),
	CYAML_FIELD_SEQUENCE("kinds", CYAML_FLAG_POINTER, struct raw_template, kinds, &name_schema,
	    1, LAW_ROW_KINDS),
	CYAML_FIELD_SEQUENCE("chapters", CYAML_FLAG_POINTER, struct raw_template, chapters,
	    &chapter_schema, 1, CHAPTERS_MAX),
	CYAML_FIELD_SEQUENCE("fields", CYAML_FLAG_POINTER, struct raw_template, fields,
	    &field_schema, 1, FIELDS_MAX),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_template, file_fields),
};

static enum err read_kinds(
    struct law_reader *r, const struct raw_template *raw, struct law_template *t)
{
	t->kinds = arena_array(r->law->mem, const struct law_kind *, raw->kinds_count);
	for (unsigned i = 0; i < raw->kinds_count; i++)
		TRY(law_read_kind_named(r, "kinds", raw->kinds[i], &t->kinds[t->kind_count++]));
	return OK;
}

/* The items before i have the same id nowhere. */
static enum err check_id(struct law_reader *r, const struct raw_item *items, unsigned i)
{
	if (strspn(items[i].id, "abcdefghijklmnopqrstuvwxyz.") != strlen(items[i].id))
		return law_fail_key(r, "id", items[i].id, "is not made of small letters and dots");
	for (unsigned j = 0; j < i; j++)
		if (strcmp(items[j].id, items[i].id) == 0)
			return law_fail_key(r, "id", items[i].id, "is there twice");
	return OK;
}

static enum err read_chapters(
    struct law_reader *r, const struct raw_template *raw, struct law_template *t)
{
	struct arena *mem = r->law->mem;
	t->chapters = arena_array(mem, struct template_chapter, raw->chapters_count);
	for (unsigned i = 0; i < raw->chapters_count; i++) {
		r->row = (int)i;
		TRY(check_id(r, raw->chapters, i));
		t->chapters[t->chapter_count++] =
		    (struct template_chapter){ arena_text(mem, raw->chapters[i].id),
			    arena_text(mem, raw->chapters[i].title) };
	}
	return OK;
}

static enum err read_field(
    struct law_reader *r, const struct raw_item *raw, struct template_field *out)
{
	const struct law *law = r->law;
	int type = 0;
	size_t row = 0;
	TRY(law_read_word(r, "type", raw->type, template_type_words, &type));
	while (
	    raw->law != NULL && row < law->row_count && strcmp(law->rows[row].n.id, raw->law) != 0)
		row++;
	if (raw->law != NULL && row == law->row_count)
		return law_fail_key(r, "law", raw->law, "is not a number in numbers/");
	if (raw->law != NULL && type != TEMPLATE_NUMBER)
		return law_fail_key(r, "law", raw->law, "binds numbers only");
	*out = (struct template_field){ arena_text(law->mem, raw->id),
		arena_text(law->mem, raw->title), (enum template_type)type,
		raw->law != NULL ? arena_text(law->mem, raw->law) : NULL };
	return OK;
}

static enum err read_template(
    struct law_reader *r, const struct raw_template *raw, struct law_template *t)
{
	struct arena *mem = r->law->mem;
	t->title_zh = arena_text(mem, raw->title.zh);
	t->title_en = arena_text(mem, raw->title.en);
	t->basis_zh = arena_text(mem, raw->basis.zh);
	t->basis_en = arena_text(mem, raw->basis.en);
	TRY(read_kinds(r, raw, t));
	TRY(read_chapters(r, raw, t));
	t->fields = arena_array(mem, struct template_field, raw->fields_count);
	for (unsigned i = 0; i < raw->fields_count; i++) {
		r->row = (int)(raw->chapters_count + i); /* of the file's items, chapters first */
		TRY(check_id(r, raw->fields, i));
		TRY(read_field(r, &raw->fields[i], &t->fields[t->field_count++]));
	}
	return OK;
}

enum err law_read_template(struct law_reader *r, const char *id)
{
	struct law_template t = { .id = arena_text(r->law->mem, id) };
	void *loaded = NULL;
	TRY(law_fill(r, &file_schema, &loaded));
	r->row = LAW_NO_ROW;
	enum err e = read_template(r, loaded, &t);
	law_drop(&file_schema, loaded);
	if (e == OK)
		r->law->templates[r->law->template_count++] = t;
	return e;
}

size_t law_templates(const struct law *law, const struct law_template **first)
{
	*first = law->templates;
	return law->template_count;
}

const struct law_template *law_template(const struct law *law, const char *id)
{
	for (size_t i = 0; i < law->template_count; i++)
		if (strcmp(law->templates[i].id, id) == 0)
			return &law->templates[i];
	return NULL;
}

bool template_is_for(const struct law_template *t, const char *kind)
{
	for (size_t i = 0; i < t->kind_count; i++)
		if (strcmp(t->kinds[i]->id, kind) == 0)
			return true;
	return false;
}
