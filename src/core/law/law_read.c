/* law_read.c - the second reading of a law file: libcyaml fills the records, every value checked.
 *
 * libcyaml's own number reader takes "3x" for 3, so its schema knows strings only.
 */
#include "core/law/law_read.h"

#include <assert.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/base/money.h"
#include "core/law/period.h"

#define VALUE_MAX INT64_C(1000000) /* of a number in other units than yuan */

struct raw_department {
	char *id, *zh, *en;
};

struct raw_kind {
	struct raw_text title;
	struct raw_department department;
	char *class3, *jurisdiction, *procedure, *evaluation, *currency, *calendar, *identity,
	    *ceiling, *floor;
};

struct raw_row {
	char *id, *value, *unit, *from, *to, *binds, *severity, *note, *after, *before, *through;
	struct raw_text basis;
	char **kinds;
	unsigned kinds_count;
};

struct raw_file {
	struct raw_row *numbers;
	unsigned numbers_count;
};

const cyaml_schema_field_t law_text_fields[] = {
	LAW_TEXT(struct raw_text, zh),
	LAW_TEXT(struct raw_text, en),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t department_fields[] = {
	LAW_TEXT(struct raw_department, id),
	LAW_TEXT(struct raw_department, zh),
	LAW_TEXT(struct raw_department, en),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t kind_fields[] = {
	CYAML_FIELD_MAPPING("title", CYAML_FLAG_DEFAULT, struct raw_kind, title, law_text_fields),
	CYAML_FIELD_STRING_PTR(
	    "class", CYAML_FLAG_POINTER, struct raw_kind, class3, 1, LAW_TEXT_BYTES),
	LAW_TEXT(struct raw_kind, jurisdiction),
	LAW_TEXT(struct raw_kind, procedure),
	LAW_TEXT(struct raw_kind, evaluation),
	LAW_TEXT(struct raw_kind, currency),
	LAW_TEXT(struct raw_kind, calendar),
	LAW_TEXT(struct raw_kind, identity),
	LAW_TEXT(struct raw_kind, ceiling),
	LAW_TEXT(struct raw_kind, floor),
	CYAML_FIELD_MAPPING(
	    "department", CYAML_FLAG_DEFAULT, struct raw_kind, department, department_fields),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t kind_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_kind, kind_fields),
};

static const cyaml_schema_value_t name_schema = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, LAW_TEXT_BYTES),
};

static const cyaml_schema_field_t row_fields[] = {
	LAW_TEXT(struct raw_row, id),
	LAW_TEXT(struct raw_row, value),
	LAW_TEXT(struct raw_row, unit),
	CYAML_FIELD_MAPPING("basis", CYAML_FLAG_DEFAULT, struct raw_row, basis, law_text_fields),
	LAW_TEXT(struct raw_row, from),
	LAW_TEXT(struct raw_row, to),
	LAW_TEXT(struct raw_row, binds),
	CYAML_FIELD_SEQUENCE(
	    "kinds", CYAML_FLAG_POINTER, struct raw_row, kinds, &name_schema, 1, LAW_ROW_KINDS),
	LAW_TEXT(struct raw_row, severity),
	LAW_OPTIONAL_TEXT(struct raw_row, note),
	LAW_OPTIONAL_TEXT(struct raw_row, after),
	LAW_OPTIONAL_TEXT(struct raw_row, before),
	LAW_OPTIONAL_TEXT(struct raw_row, through),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t row_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_row, row_fields),
};

static const cyaml_schema_field_t file_fields[] = {
	CYAML_FIELD_SEQUENCE(
	    "numbers", CYAML_FLAG_POINTER, struct raw_file, numbers, &row_schema, 1, LAW_ROWS),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t file_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_file, file_fields),
};

/* What libcyaml logs about a fault: the message first, then one line for each level around it,
 * innermost first. */
struct complaint {
	struct arena *mem;
	const char *what; /* NULL: nothing yet */
	int line, column; /* 0: unknown */
};

static int number_after(const char *text, const char *word)
{
	const char *at = strstr(text, word);
	int v = 0;
	if (at == NULL)
		return 0;
	for (at += strlen(word); *at >= '0' && *at <= '9' && v < LAW_FILE_BYTES; at++)
		v = v * 10 + (*at - '0');
	return v;
}

static void hear(cyaml_log_t level, void *ctx, const char *fmt, va_list args)
{
	struct complaint *said = ctx;
	static const char prefix[] = "Load: ";
	(void)level;
	char *text = arena_vprintf(said->mem, fmt, args);
	text[strcspn(text, "\n")] = '\0';
	if (strncmp(text, prefix, sizeof(prefix) - 1) == 0) {
		if (said->what == NULL && strcmp(text, "Load: Backtrace:") != 0)
			said->what = text + sizeof(prefix) - 1;
	} else if (said->line == 0) {
		said->line = number_after(text, "(line: ");
		said->column = number_after(text, ", column: ");
	}
}

/* libcyaml gives the place of the last thing that it took; an unknown key stands after that. */
static enum err complain(struct law_reader *r, const struct complaint *said, cyaml_err_t ce)
{
	static const char unknown[] = "Unexpected key: ";
	const char *what = said->what != NULL ? said->what : cyaml_strerror(ce);
	int line = said->line > 0 ? said->line : 1, column = said->column > 0 ? said->column : 1;
	if (strncmp(what, unknown, sizeof(unknown) - 1) != 0)
		return law_fail(r, line, column, "%s", what);
	for (size_t i = 0; i < r->place_count; i++) {
		const struct law_place *p = &r->places[i];
		bool after = p->line > line || (p->line == line && p->column >= column);
		if (after && strcmp(p->key, what + sizeof(unknown) - 1) == 0)
			return law_fail(r, p->line, p->column, "unknown key %s", p->key);
	}
	return law_fail(r, line, column, "%s", what);
}

enum err law_fill(struct law_reader *r, const cyaml_schema_value_t *schema, void **out)
{
	struct complaint said = { .mem = r->c->mem };
	cyaml_config_t cfg = { .log_fn = hear,
		.log_ctx = &said,
		.log_level = CYAML_LOG_ERROR,
		.mem_fn = cyaml_mem,
		.flags = CYAML_CFG_NO_ALIAS };
	cyaml_data_t *loaded = NULL;
	TRY(law_scan(r));
	cyaml_err_t ce = cyaml_load_data(
	    (const uint8_t *)r->file->text, r->file->n, &cfg, schema, &loaded, NULL);
	if (ce != CYAML_OK || loaded == NULL)
		return complain(r, &said, ce);
	*out = loaded;
	return OK;
}

void law_drop(const cyaml_schema_value_t *schema, void *loaded)
{
	const cyaml_config_t cfg = { .mem_fn = cyaml_mem };
	cyaml_free(&cfg, schema, loaded, 0);
}

enum err law_fail_key(struct law_reader *r, const char *key, const char *text, const char *rule)
{
	const struct law_place *p = law_place(r, key);
	return law_fail(r, p->line, p->column, "%s: \"%s\" %s", key, text, rule);
}

enum err law_read_word(
    struct law_reader *r, const char *key, const char *text, const char *const *words, int *out)
{
	const char *all = "";
	for (int i = 0; words[i] != NULL; i++) {
		if (strcmp(words[i], text) == 0) {
			*out = i;
			return OK;
		}
		all = arena_printf(r->c->mem, "%s %s", all, words[i]);
	}
	return law_fail_key(r, key, text, arena_printf(r->c->mem, "is not one of:%s", all));
}

static bool is_class(const char *s)
{
	return strlen(s) == 3 && s[0] >= 'A' && s[0] <= 'Z' && strspn(s + 1, "0123456789") == 2;
}

static enum err check_floor(struct law_reader *r, const struct law_kind *k)
{
	static const char article[] = "《招标投标法实施条例》第二十七条 / "
	                              "Implementing Regulation of the Tendering and Bidding Law, "
	                              "art. 27";
	const struct law_place *p = law_place(r, "floor");
	if (k->jurisdiction != LAW_CN || k->floor == LAW_FORBIDDEN)
		return OK;
	return fail_rule(r->c, E_LAW_FILE, article,
	    "%s:%d:%d: floor: a Chinese kind may not set a lowest price: %s", r->file->name,
	    p->line, p->column, article);
}

/* "none", or a calendar that has a year: kinds are read after the calendars. */
static enum err read_calendar(struct law_reader *r, const char *text, const char **out)
{
	*out = "none";
	if (strcmp(text, *out) == 0)
		return OK;
	for (size_t i = 0; i < r->law->year_count; i++)
		if (strcmp(r->law->years[i].calendar, text) == 0) {
			*out = r->law->years[i].calendar;
			return OK;
		}
	return law_fail_key(r, "calendar", text, "is neither none nor a calendar in calendars/");
}

static enum err check_kind(struct law_reader *r, const struct raw_kind *raw, struct law_kind *k)
{
	static const char *const jurisdictions[] = { "cn", "foreign", NULL };
	static const char *const procedures[] = { "tender", NULL };
	static const char *const evaluations[] = { "lowest-price", "document", NULL };
	static const char *const identities[] = { "none", "uscc", NULL };
	static const char *const choices[] = { "forbidden", "optional", "required", NULL };
	int jurisdiction = 0, procedure = 0, evaluation = 0, identity = 0, ceiling = 0, floor = 0;

	if (!is_class(raw->class3))
		return law_fail_key(r, "class", raw->class3, "is not a letter and two digits");
	TRY(law_read_word(r, "jurisdiction", raw->jurisdiction, jurisdictions, &jurisdiction));
	TRY(law_read_word(r, "procedure", raw->procedure, procedures, &procedure));
	TRY(law_read_word(r, "evaluation", raw->evaluation, evaluations, &evaluation));
	k->currency = money_currency(raw->currency, NULL);
	if (k->currency == NULL)
		return law_fail_key(r, "currency", raw->currency, "is not a known currency");
	TRY(read_calendar(r, raw->calendar, &k->calendar));
	TRY(law_read_word(r, "identity", raw->identity, identities, &identity));
	TRY(law_read_word(r, "ceiling", raw->ceiling, choices, &ceiling));
	TRY(law_read_word(r, "floor", raw->floor, choices, &floor));
	k->jurisdiction = (enum law_jurisdiction)jurisdiction;
	k->procedure = procedures[procedure];
	k->evaluation = evaluations[evaluation];
	k->identity_uscc = identity == 1;
	k->ceiling = (enum law_choice)ceiling;
	k->floor = (enum law_choice)floor;
	return check_floor(r, k);
}

enum err law_read_kind(struct law_reader *r, const char *id)
{
	struct arena *mem = r->law->mem;
	struct law_kind *k = &r->law->kinds[r->law->kind_count];
	void *loaded = NULL;

	r->row = LAW_NO_ROW;
	TRY(law_fill(r, &kind_schema, &loaded));
	assert(loaded != NULL);
	const struct raw_kind *raw = loaded;
	k->id = arena_text(mem, id);
	k->title_zh = arena_text(mem, raw->title.zh);
	k->title_en = arena_text(mem, raw->title.en);
	k->class3 = arena_text(mem, raw->class3);
	k->department = arena_text(mem, raw->department.id);
	k->department_zh = arena_text(mem, raw->department.zh);
	k->department_en = arena_text(mem, raw->department.en);
	enum err e = check_kind(r, raw, k);
	law_drop(&kind_schema, loaded);
	if (e == OK)
		r->law->kind_count++;
	return e;
}

static enum err read_value(struct law_reader *r, const char *text, struct law_number *n)
{
	bool yuan = n->unit == LAW_YUAN;
	int64_t max = yuan ? MONEY_MAX_MINOR : VALUE_MAX;
	if (decimal_parse(r->c, text, yuan ? 2 : 0, &n->value) != OK)
		return law_fail_key(r, "value", text, "is not a number of that unit");
	if (n->value < 0 || n->value > max)
		return law_fail_key(r, "value", text, "is out of range");
	return OK;
}

enum err law_read_day(struct law_reader *r, const char *key, const char *text, int32_t *out)
{
	if (day_parse(r->c, key, text, out) != OK)
		return law_fail_key(r, key, text, "is not a date like 2026-03-01");
	return OK;
}

enum err law_read_days(
    struct law_reader *r, const char *from, const char *to, int32_t *first, int32_t *last)
{
	TRY(law_read_day(r, "from", from, first));
	*last = LAW_OPEN_DAY;
	if (strcmp(to, "open") != 0)
		TRY(law_read_day(r, "to", to, last));
	return *first <= *last ? OK : law_fail_key(r, "to", to, "is before from");
}

enum err law_read_kind_named(
    struct law_reader *r, const char *key, const char *text, const struct law_kind **out)
{
	for (size_t k = 0; k < r->law->kind_count; k++)
		if (strcmp(r->law->kinds[k].id, text) == 0) {
			*out = &r->law->kinds[k];
			return OK;
		}
	return law_fail_key(r, key, text, "is not a kind in kinds/");
}

static enum err read_kinds(struct law_reader *r, const struct raw_row *raw, struct law_row *row)
{
	row->kinds = arena_array(r->law->mem, const struct law_kind *, raw->kinds_count);
	for (unsigned i = 0; i < raw->kinds_count; i++) {
		const struct law_kind *kind;
		TRY(law_read_kind_named(r, "kinds", raw->kinds[i], &kind));
		for (size_t j = 0; j < row->kind_count; j++)
			if (row->kinds[j] == kind)
				return law_fail_key(r, "kinds", raw->kinds[i], "is named twice");
		row->kinds[row->kind_count++] = kind;
	}
	return OK;
}

/* A period is counted from or to an event; what is no period from none. */
static enum err read_anchor(struct law_reader *r, const struct raw_row *raw, struct law_number *n)
{
	const struct {
		const char *key, *word;
	} all[] = { { "after", raw->after }, { "before", raw->before },
		{ "through", raw->through } };
	const char *key = NULL, *word = NULL;
	int event = LAW_NO_EVENT;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		if (all[i].word == NULL)
			continue;
		if (word != NULL)
			return law_fail_key(
			    r, all[i].key, all[i].word, "only one of after, before and through");
		key = all[i].key;
		word = all[i].word;
	}
	if (word != NULL && !law_is_period(n))
		return law_fail_key(r, key, word, "of a number that is no period");
	if (word != NULL)
		TRY(law_read_word(r, key, word, law_event_words, &event));
	n->event = (enum law_event)event;
	n->before = raw->before != NULL;
	n->through = raw->through != NULL;
	return OK;
}

static enum err check_row(struct law_reader *r, const struct raw_row *raw, struct law_row *row)
{
	static const char *const severities[] = { "warn", "refuse", NULL };
	static const char *const binds[] = { "mandatory", "voluntary", "any", NULL };
	int unit = 0, severity = 0, bind = 0;

	if (strlen(raw->id) > LAW_NAME_BYTES ||
	    strspn(raw->id, "abcdefghijklmnopqrstuvwxyz.") != strlen(raw->id))
		return law_fail_key(r, "id", raw->id, "is not made of small letters and dots");
	size_t id_bytes = strlen(raw->id);
	row->n.most = id_bytes > 4 && strcmp(raw->id + id_bytes - 4, ".max") == 0;
	if (!row->n.most && (id_bytes <= 4 || strcmp(raw->id + id_bytes - 4, ".min") != 0))
		return law_fail_key(r, "id", raw->id, "ends neither in .min nor in .max");
	TRY(law_read_word(r, "unit", raw->unit, law_unit_words, &unit));
	TRY(law_read_word(r, "severity", raw->severity, severities, &severity));
	TRY(law_read_word(r, "binds", raw->binds, binds, &bind));
	row->n.unit = (enum law_unit)unit;
	row->n.refuse = severity == 1;
	row->binds = (enum law_binds)(bind + 1);
	TRY(read_value(r, raw->value, &row->n));
	TRY(law_read_days(r, raw->from, raw->to, &row->n.from, &row->n.to));
	TRY(read_anchor(r, raw, &row->n));
	return read_kinds(r, raw, row);
}

static enum err read_row(struct law_reader *r, const struct raw_row *raw)
{
	struct law *law = r->law;
	struct law_row *row = &law->rows[law->row_count];
	const struct law_place *place = law_place(r, "id");

	if (law->row_count == LAW_ROWS)
		return law_fail(r, place->line, place->column, "more than %d numbers", LAW_ROWS);
	TRY(check_row(r, raw, row));
	row->n.id = arena_text(law->mem, raw->id);
	row->n.basis_zh = arena_text(law->mem, raw->basis.zh);
	row->n.basis_en = arena_text(law->mem, raw->basis.en);
	row->n.note = raw->note != NULL ? arena_text(law->mem, raw->note) : NULL;
	row->n.rule = arena_printf(law->mem, "%s / %s", raw->basis.zh, raw->basis.en);
	row->n.file = arena_text(law->mem, r->file->name);
	row->n.line = place->line;
	row->column = place->column;
	law->row_count++;
	return OK;
}

enum err law_read_numbers(struct law_reader *r)
{
	void *loaded = NULL;
	TRY(law_fill(r, &file_schema, &loaded));
	assert(loaded != NULL);
	const struct raw_file *raw = loaded;
	enum err e = OK;
	for (unsigned i = 0; i < raw->numbers_count && e == OK; i++) {
		r->row = (int)i;
		e = read_row(r, &raw->numbers[i]);
	}
	law_drop(&file_schema, loaded);
	return e;
}
