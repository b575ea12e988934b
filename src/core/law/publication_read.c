/* publication_read.c - what must be published, out of its file. */
#include <string.h>

#include "core/law/law_read.h"
#include "core/law/publication.h"

struct raw_item {
	char *id, *type, *due, *at, *title, *from, *to;
	struct raw_text basis;
};
struct raw_file {
	struct raw_item *publications;
	unsigned publications_count;
};

static const cyaml_schema_field_t item_fields[] = {
	LAW_TEXT(struct raw_item, id),
	LAW_TEXT(struct raw_item, type),
	LAW_OPTIONAL_TEXT(struct raw_item, due),
	LAW_OPTIONAL_TEXT(struct raw_item, at),
	LAW_TEXT(struct raw_item, title),
	CYAML_FIELD_MAPPING("basis", CYAML_FLAG_DEFAULT, struct raw_item, basis, law_text_fields),
	LAW_TEXT(struct raw_item, from),
	LAW_TEXT(struct raw_item, to),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t item_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_item, item_fields),
};
static const cyaml_schema_field_t file_fields[] = {
	CYAML_FIELD_SEQUENCE("publications", CYAML_FLAG_POINTER, struct raw_file, publications,
	    &item_schema, 1, LAW_PUBLICATIONS),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_file, file_fields),
};

static enum err read_item(struct law_reader *r, const struct raw_item *raw)
{
	struct law *law = r->law;
	struct law_publication p = { 0 };
	if (law->publication_count == LAW_PUBLICATIONS)
		return law_fail_key(r, "id", raw->id, "is one more than there may be");
	if ((raw->due != NULL) == (raw->at != NULL))
		return law_fail_key(r, "type", raw->type, "has either due or at");
	for (size_t i = 0; i < law->publication_count; i++)
		if (strcmp(law->publications[i].id, raw->id) == 0)
			return law_fail_key(r, "id", raw->id, "is there twice");
	TRY(law_read_days(r, raw->from, raw->to, &p.from, &p.to));
	p.id = arena_text(law->mem, raw->id);
	p.type = arena_text(law->mem, raw->type);
	p.due = arena_text(law->mem, raw->due);
	p.at = arena_text(law->mem, raw->at);
	p.title = arena_text(law->mem, raw->title);
	p.rule = arena_printf(law->mem, "%s / %s", raw->basis.zh, raw->basis.en);
	law->publications[law->publication_count++] = p;
	return OK;
}

enum err law_read_publications(struct law_reader *r)
{
	void *loaded = NULL;
	enum err e = OK;
	TRY(law_fill(r, &file_schema, &loaded));
	const struct raw_file *raw = loaded;
	for (unsigned i = 0; i < raw->publications_count && e == OK; i++) {
		r->row = (int)i;
		e = read_item(r, &raw->publications[i]);
	}
	law_drop(&file_schema, loaded);
	return e;
}

size_t law_publications(const struct law *law, const struct law_publication **first)
{
	*first = law->publications;
	return law->publication_count;
}
