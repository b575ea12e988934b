/* calendar_read.c - a year of a calendar out of its file. */
#include <string.h>

#include "core/base/enc.h"
#include "core/base/moment.h"
#include "core/law/law_read.h"

struct raw_rest {
	struct raw_text name;
	char *from, *to;
};
struct raw_year {
	char *calendar, *year;
	struct raw_text source;
	struct raw_rest *rests;
	unsigned rests_count;
	char **working;
	unsigned working_count;
};

static const cyaml_schema_field_t rest_fields[] = {
	CYAML_FIELD_MAPPING("name", CYAML_FLAG_DEFAULT, struct raw_rest, name, law_text_fields),
	LAW_TEXT(struct raw_rest, from),
	LAW_TEXT(struct raw_rest, to),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t rest_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_rest, rest_fields),
};
static const cyaml_schema_value_t day_schema = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, LAW_TEXT_BYTES),
};
static const cyaml_schema_field_t year_fields[] = {
	LAW_TEXT(struct raw_year, calendar),
	LAW_TEXT(struct raw_year, year),
	CYAML_FIELD_MAPPING("source", CYAML_FLAG_DEFAULT, struct raw_year, source, law_text_fields),
	CYAML_FIELD_SEQUENCE(
	    "rests", CYAML_FLAG_POINTER, struct raw_year, rests, &rest_schema, 1, LAW_YEAR_RESTS),
	CYAML_FIELD_SEQUENCE("working", CYAML_FLAG_POINTER, struct raw_year, working, &day_schema,
	    0, LAW_YEAR_RESTS),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t year_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_year, year_fields),
};

/* The file is named after what it holds, so that a year cannot hide in another's file. */
static enum err read_name(
    struct law_reader *r, const char *id, const struct raw_year *raw, struct law_year *y)
{
	const char *text = raw->year;
	if (strlen(text) != 4 || strspn(text, "0123456789") != 4 || strcmp(text, "1900") < 0)
		return law_fail_key(r, "year", text, "is not a year");
	y->year =
	    (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0';
	y->calendar = arena_text(r->law->mem, raw->calendar);
	if (strcmp(arena_printf(r->c->mem, "%s-%s", raw->calendar, text), id) != 0)
		return law_fail_key(
		    r, "calendar", raw->calendar, "and the year are not the file's name");
	return OK;
}

static enum err read_rests(struct law_reader *r, const struct raw_year *raw, struct law_year *y)
{
	struct arena *mem = r->law->mem;
	struct law_rest *rests = arena_array(mem, struct law_rest, raw->rests_count);
	for (unsigned i = 0; i < raw->rests_count; i++) {
		const struct raw_rest *in = &raw->rests[i];
		struct law_rest *out = &rests[i];
		r->row = (int)i;
		TRY(law_read_day(r, "from", in->from, &out->from));
		TRY(law_read_day(r, "to", in->to, &out->to));
		if (out->from / 10000 != y->year || out->to / 10000 != y->year)
			return law_fail_key(
			    r, "from", in->from, "to its end is not all of that year");
		if (out->to < out->from)
			return law_fail_key(r, "to", in->to, "is before from");
		if (i > 0 && out->from <= rests[i - 1].to)
			return law_fail_key(
			    r, "from", in->from, "overlaps or precedes the holiday above");
		out->name_zh = arena_text(mem, in->name.zh);
		out->name_en = arena_text(mem, in->name.en);
	}
	y->rests = rests;
	y->rest_count = raw->rests_count;
	return OK;
}

static enum err read_working(struct law_reader *r, const struct raw_year *raw, struct law_year *y)
{
	int32_t *days = arena_array(r->law->mem, int32_t, raw->working_count + 1);
	r->row = LAW_NO_ROW;
	for (unsigned i = 0; i < raw->working_count; i++) {
		const char *text = raw->working[i];
		TRY(law_read_day(r, "working", text, &days[i]));
		if (days[i] / 10000 != y->year)
			return law_fail_key(r, "working", text, "is not of that year");
		if (i > 0 && days[i] <= days[i - 1])
			return law_fail_key(r, "working", text, "is not after the day before it");
		if (!calendar_weekend(days[i]))
			return law_fail_key(
			    r, "working", text, "is no weekend, so it is worked anyhow");
		for (size_t j = 0; j < y->rest_count; j++)
			if (y->rests[j].from <= days[i] && days[i] <= y->rests[j].to)
				return law_fail_key(r, "working", text, "is a holiday above");
	}
	y->working = days;
	y->working_count = raw->working_count;
	return OK;
}

static enum err read_all(
    struct law_reader *r, const char *id, const struct raw_year *raw, struct law_year *y)
{
	uint8_t digest[SHA256_BYTES];
	TRY(read_name(r, id, raw, y));
	TRY(read_rests(r, raw, y));
	TRY(read_working(r, raw, y));
	y->source_zh = arena_text(r->law->mem, raw->source.zh);
	y->source_en = arena_text(r->law->mem, raw->source.en);
	sha256(r->file->text, r->file->n, digest);
	y->digest = enc_hex(r->law->mem, digest, sizeof(digest));
	return OK;
}

enum err law_read_year(struct law_reader *r, const char *id)
{
	struct law *law = r->law;
	struct law_year year = { 0 };
	void *loaded = NULL;
	r->row = LAW_NO_ROW;
	TRY(law_fill(r, &year_schema, &loaded));
	enum err e = read_all(r, id, loaded, &year);
	law_drop(&year_schema, loaded);
	if (e == OK)
		law->years[law->year_count++] = year;
	return e;
}
