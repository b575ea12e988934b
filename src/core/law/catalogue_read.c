/* catalogue_read.c - the trading catalogue out of its file. */
#include <string.h>

#include "core/law/catalogue.h"
#include "core/law/law_read.h"

struct raw_item {
	char *id, *title, *class3, *kind, *from, *to;
	struct raw_text basis;
};
struct raw_catalogue {
	struct raw_item *catalogue;
	unsigned catalogue_count;
};

static const cyaml_schema_field_t item_fields[] = {
	LAW_TEXT(struct raw_item, id),
	LAW_TEXT(struct raw_item, title),
	CYAML_FIELD_STRING_PTR(
	    "class", CYAML_FLAG_POINTER, struct raw_item, class3, 1, LAW_TEXT_BYTES),
	LAW_TEXT(struct raw_item, kind),
	CYAML_FIELD_MAPPING("basis", CYAML_FLAG_DEFAULT, struct raw_item, basis, law_text_fields),
	LAW_TEXT(struct raw_item, from),
	LAW_TEXT(struct raw_item, to),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t item_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_item, item_fields),
};
static const cyaml_schema_field_t file_fields[] = {
	CYAML_FIELD_SEQUENCE("catalogue", CYAML_FLAG_POINTER, struct raw_catalogue, catalogue,
	    &item_schema, 1, LAW_CATALOGUE),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_catalogue, file_fields),
};

static enum err read_item(struct law_reader *r, const struct raw_item *raw)
{
	struct law *law = r->law;
	struct law_catalogue item = { 0 };
	if (law->catalogue_count == LAW_CATALOGUE)
		return law_fail_key(r, "id", raw->id, "is one more than there may be");
	TRY(law_read_kind_named(r, "kind", raw->kind, &item.kind));
	if (strcmp(item.kind->class3, raw->class3) != 0)
		return law_fail_key(r, "class", raw->class3, "is not the class of its kind");
	TRY(law_read_days(r, raw->from, raw->to, &item.from, &item.to));
	for (size_t i = 0; i < law->catalogue_count; i++) {
		const struct law_catalogue *was = &law->catalogue[i];
		if (strcmp(was->class3, raw->class3) == 0 && was->from <= item.to &&
		    item.from <= was->to)
			return law_fail_key(
			    r, "class", raw->class3, "is there twice on the same day");
	}
	item.id = arena_text(law->mem, raw->id);
	item.title = arena_text(law->mem, raw->title);
	item.class3 = arena_text(law->mem, raw->class3);
	item.rule = arena_printf(law->mem, "%s / %s", raw->basis.zh, raw->basis.en);
	law->catalogue[law->catalogue_count++] = item;
	return OK;
}

enum err law_read_catalogue(struct law_reader *r)
{
	void *loaded = NULL;
	enum err e = OK;
	TRY(law_fill(r, &file_schema, &loaded));
	const struct raw_catalogue *raw = loaded;
	for (unsigned i = 0; i < raw->catalogue_count && e == OK; i++) {
		r->row = (int)i;
		e = read_item(r, &raw->catalogue[i]);
	}
	law_drop(&file_schema, loaded);
	return e;
}

size_t law_catalogue(const struct law *law, const struct law_catalogue **first)
{
	*first = law->catalogue;
	return law->catalogue_count;
}

const struct law_catalogue *law_catalogue_of(const struct law *law, const char *class3, int32_t day)
{
	for (size_t i = 0; i < law->catalogue_count; i++) {
		const struct law_catalogue *item = &law->catalogue[i];
		if (strcmp(item->class3, class3) == 0 && item->from <= day && day <= item->to)
			return item;
	}
	return NULL;
}
