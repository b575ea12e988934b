/* guide_read.c - the guide out of its file. */
#include <string.h>

#include "core/law/guide.h"
#include "core/law/law_read.h"

#define LINES_MAX 40

struct raw_entry {
	char *id, *whom;
	struct raw_text title, basis;
	char **steps, **needs, **links, **keywords;
	unsigned steps_count, needs_count, links_count, keywords_count;
};
struct raw_file {
	struct raw_entry *guide;
	unsigned guide_count;
};

static const cyaml_schema_value_t line_schema = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, LAW_TEXT_BYTES),
};
#define LINES(member)         \
	CYAML_FIELD_SEQUENCE( \
	    #member, CYAML_FLAG_POINTER, struct raw_entry, member, &line_schema, 1, LINES_MAX)
static const cyaml_schema_field_t entry_fields[] = {
	LAW_TEXT(struct raw_entry, id),
	CYAML_FIELD_MAPPING("title", CYAML_FLAG_DEFAULT, struct raw_entry, title, law_text_fields),
	CYAML_FIELD_STRING_PTR(
	    "for", CYAML_FLAG_POINTER, struct raw_entry, whom, 1, LAW_TEXT_BYTES),
	LINES(steps),
	LINES(needs),
	CYAML_FIELD_MAPPING("basis", CYAML_FLAG_DEFAULT, struct raw_entry, basis, law_text_fields),
	LINES(links),
	LINES(keywords),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t entry_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_entry, entry_fields),
};
static const cyaml_schema_field_t file_fields[] = {
	CYAML_FIELD_SEQUENCE(
	    "guide", CYAML_FLAG_POINTER, struct raw_file, guide, &entry_schema, 1, LAW_GUIDES),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_file, file_fields),
};

static struct guide_lines lines_of(struct arena *mem, char *const *from, unsigned n)
{
	struct guide_lines lines = { arena_array(mem, const char *, n), n };
	for (unsigned i = 0; i < n; i++)
		lines.line[i] = arena_text(mem, from[i]);
	return lines;
}

/* "/path title": only within the site. */
static enum err read_links(struct law_reader *r, const struct raw_entry *raw, struct law_guide *out)
{
	struct arena *mem = r->law->mem;
	out->links = arena_array(mem, struct guide_link, raw->links_count);
	for (unsigned i = 0; i < raw->links_count; i++) {
		const char *text = raw->links[i], *space = strchr(text, ' ');
		if (text[0] != '/' || text[1] == '/' || space == NULL || strchr(space + 1, ' '))
			return law_fail_key(r, "links", text, "is not a path, a space and a title");
		out->links[out->link_count++] =
		    (struct guide_link){ arena_copy(mem, text, (size_t)(space - text)),
			    arena_text(mem, space + 1) };
	}
	return OK;
}

static enum err read_entry(struct law_reader *r, const struct raw_entry *raw)
{
	struct law *law = r->law;
	struct law_guide g = { .id = arena_text(law->mem, raw->id) };
	if (law->guide_count == LAW_GUIDES)
		return law_fail_key(r, "id", raw->id, "is one more than there may be");
	if (strspn(raw->id, "abcdefghijklmnopqrstuvwxyz-") != strlen(raw->id))
		return law_fail_key(r, "id", raw->id, "is not made of small letters and dashes");
	for (size_t i = 0; i < law->guide_count; i++)
		if (strcmp(law->guides[i].id, raw->id) == 0)
			return law_fail_key(r, "id", raw->id, "is there twice");
	TRY(read_links(r, raw, &g));
	g.title_zh = arena_text(law->mem, raw->title.zh);
	g.title_en = arena_text(law->mem, raw->title.en);
	g.whom = arena_text(law->mem, raw->whom);
	g.steps = lines_of(law->mem, raw->steps, raw->steps_count);
	g.needs = lines_of(law->mem, raw->needs, raw->needs_count);
	g.keywords = lines_of(law->mem, raw->keywords, raw->keywords_count);
	g.basis_zh = arena_text(law->mem, raw->basis.zh);
	g.basis_en = arena_text(law->mem, raw->basis.en);
	law->guides[law->guide_count++] = g;
	return OK;
}

enum err law_read_guide(struct law_reader *r)
{
	void *loaded = NULL;
	enum err e = OK;
	TRY(law_fill(r, &file_schema, &loaded));
	const struct raw_file *raw = loaded;
	for (unsigned i = 0; i < raw->guide_count && e == OK; i++) {
		r->row = (int)i;
		e = read_entry(r, &raw->guide[i]);
	}
	law_drop(&file_schema, loaded);
	return e;
}

size_t law_guides(const struct law *law, const struct law_guide **first)
{
	*first = law->guides;
	return law->guide_count;
}
