/* region_read.c - the regions out of their file. */
#include <string.h>

#include "core/law/law_read.h"

struct raw_region {
	char *code, *name;
};
struct raw_regions {
	struct raw_region *regions;
	unsigned regions_count;
};

static const cyaml_schema_field_t region_fields[] = {
	LAW_TEXT(struct raw_region, code),
	LAW_TEXT(struct raw_region, name),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t region_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_region, region_fields),
};
static const cyaml_schema_field_t file_fields[] = {
	CYAML_FIELD_SEQUENCE("regions", CYAML_FLAG_POINTER, struct raw_regions, regions,
	    &region_schema, 1, LAW_REGIONS),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_regions, file_fields),
};

static enum err read_region(struct law_reader *r, const struct raw_region *raw)
{
	struct law *law = r->law;
	int32_t code = 0;
	if (law->region_count == LAW_REGIONS)
		return law_fail_key(r, "code", raw->code, "is one more than there may be");
	if (strlen(raw->code) != 6 || strspn(raw->code, "0123456789") != 6 || raw->code[0] == '0')
		return law_fail_key(r, "code", raw->code, "is not six digits");
	for (const char *p = raw->code; *p != '\0'; p++)
		code = code * 10 + (*p - '0');
	if (law->region_count > 0 && code <= law->regions[law->region_count - 1].code)
		return law_fail_key(r, "code", raw->code, "is not above the one before it");
	law->regions[law->region_count++] =
	    (struct law_region){ code, arena_text(law->mem, raw->name) };
	return OK;
}

enum err law_read_regions(struct law_reader *r)
{
	void *loaded = NULL;
	enum err e = OK;
	TRY(law_fill(r, &file_schema, &loaded));
	const struct raw_regions *raw = loaded;
	for (unsigned i = 0; i < raw->regions_count && e == OK; i++) {
		r->row = (int)i;
		e = read_region(r, &raw->regions[i]);
	}
	law_drop(&file_schema, loaded);
	return e;
}
